//! Bars: slots of a band scale, or bins of a continuous one.

use super::{Ink, Panel, Rows, series_of, slot, value};
use crate::color::Color;
use crate::data::Columns;
use crate::scene::{Item, Rects, Stroke};
use crate::spec::{Channel, Finish, Labels, Position, Width};
use crate::warn::count;

/// Share of a slot that a group of bars takes.
pub(super) const SHARE: f64 = 0.76;

/// One rectangle per row, edges on whole pixels, and its value where that is wanted and fits.
pub(super) fn draw(columns: &Columns, rows: Rows<'_>, panel: &Panel, ink: &Ink<'_>) -> Vec<Item> {
    let opacity = self::opacity(columns, ink.core.position, ink.series);
    let opacity = ink.style.alpha.unwrap_or(opacity);
    let mut items: Vec<(Rects, Vec<u32>)> = Vec::new();
    items.resize_with(ink.series.max(1), || (Rects { opacity, ..Rects::default() }, Vec::new()));
    let bars = bars(columns, rows, panel, ink);
    for bar in &bars {
        let Some((rects, numbers)) = items.get_mut(bar.series) else { continue };
        rects.boxes.push(bar.place);
        if ink.core.finish == Finish::Tint {
            rects.stroke = Some(Stroke::solid(bar.color, 1.5));
            rects.radius = 1.5;
        }
        rects.fill.push(ink.finished(bar.color));
        numbers.push(bar.row as u32);
    }
    let labels = value::labels(columns, &bars, panel, ink).0;
    items
        .into_iter()
        .filter(|(rects, _)| !rects.boxes.is_empty())
        .map(|(mut rects, numbers)| {
            if rects.fill.windows(2).all(|w| w[0] == w[1]) {
                rects.fill.truncate(1);
            }
            rects.datums = ink.datums(numbers);
            Item::Rects(rects)
        })
        .chain(labels)
        .collect()
}

/// A bar in its place.
pub(super) struct Bar {
    /// Its row.
    pub(super) row: usize,
    /// Its series.
    pub(super) series: usize,
    /// x, y, width, height.
    pub(super) place: [f64; 4],
    /// The colour of its series or value.
    pub(super) color: Color,
}

fn bars(columns: &Columns, rows: Rows<'_>, panel: &Panel, ink: &Ink<'_>) -> Vec<Bar> {
    let bins = columns.get(Channel::X2).is_some();
    let bar = |row| {
        let series = series_of(columns, row)?;
        let along_x =
            if bins { bin(columns, row, panel, ink) } else { slot(columns, row, panel, ink) };
        let along_y = height(columns, row, panel, ink.core.position)?;
        let place = panel.rect_of(along_x?, along_y)?;
        Some(Bar { row, series, place, color: ink.row_color(columns, row) })
    };
    rows.iter().filter_map(bar).collect()
}

/// The values that did not fit, in a sentence.
pub(super) fn left_out(
    columns: &Columns,
    rows: Rows<'_>,
    panel: &Panel,
    ink: &Ink<'_>,
) -> Option<String> {
    if ink.core.labels == Labels::Never {
        return None;
    }
    let left = value::labels(columns, &bars(columns, rows, panel, ink), panel, ink).1;
    let values = count(left as u64, "value");
    (left > 0).then(|| format!("{values} did not fit on the bars; a larger figure has room"))
}

/// Bins of several series over each other let all of them be seen.
#[must_use]
pub fn opacity(columns: &Columns, position: Position, series: usize) -> f64 {
    let over = columns.get(Channel::X2).is_some() && position == Position::Identity;
    if over && series > 1 { 0.55 } else { 1.0 }
}

/// The interval of a bin, with a gap of one pixel where there is room; of a shape of its own width,
/// so that a line can stand in its middle.
fn bin(columns: &Columns, row: usize, panel: &Panel, ink: &Ink<'_>) -> Option<[f64; 2]> {
    let [a, b] = [Channel::X, Channel::X2].map(|end| panel.x().map(columns.at(end, row)));
    if ink.core.width.is_some() && a.is_finite() && b.is_finite() {
        return Some(slot::snapped([a.min(b), a.max(b)]));
    }
    let (a, b) = (a.round(), b.round());
    let (low, high) = (a.min(b), a.max(b));
    let gap = if high - low >= 4.0 { 1.0 } else { 0.0 };
    (low.is_finite() && high.is_finite()).then_some([low, (high - gap).max(low + 1.0)])
}

/// The interval of a bar in its slot, beside the bars of other series.
fn slot(columns: &Columns, row: usize, panel: &Panel, ink: &Ink<'_>) -> Option<[f64; 2]> {
    let width = ink.core.width.unwrap_or(Width { share: SHARE, most: f64::INFINITY });
    let [left, right] = slot::interval(columns, row, panel, ink, width)?;
    let candle = columns.get(Channel::Y2).is_some() && ink.core.width.is_some();
    if candle && ink.core.finish == Finish::Plain {
        return Some(slot::snapped([left, right]));
    }
    let (low, mut high) = (left.round(), right.round());
    let plain = ink.core.width.is_none();
    let several = plain && ink.core.position == Position::Dodge && ink.series > 1;
    if several && high - low >= 4.0 {
        high -= 1.0;
    }
    if high <= low {
        high = low + (right - left).min(1.0);
    }
    Some([low, high])
}

/// From the base to the value; parts of a stack that are tall enough leave a pixel free.
fn height(columns: &Columns, row: usize, panel: &Panel, position: Position) -> Option<[f64; 2]> {
    let value = columns.at(Channel::Y, row);
    let base = match columns.get(Channel::Y2) {
        Some(values) => values.at(row),
        None => 0.0,
    };
    if base.is_nan() {
        return None;
    }
    let scale = panel.y();
    let mut from = scale.map(base);
    if !from.is_finite() {
        // A logarithmic axis has no zero: bars start at its foot.
        let [a, b] = scale.domain();
        from = scale.map(a.min(b));
    }
    // Where the picture can be moved, whoever paints it finds whole pixels: else the rounding would be
    // enlarged with it.
    let whole = |place: f64| if panel.clip == panel.rect { place.round() } else { place };
    let (from, mut to) = (whole(from), whole(scale.map(value)));
    if position == Position::Stack && base != 0.0 && (to - from).abs() >= 4.0 {
        return Some([from + (to - from).signum(), to]);
    }
    let between = position == Position::Identity && columns.get(Channel::Y2).is_some();
    if between && value == base && from.is_finite() {
        // Both ends are one, as open and close of a quiet day: a line of one pixel.
        return Some([from, from + 1.0]);
    }
    if value != base && (to - from).abs() < 0.5 && value.is_finite() {
        // A small value is still a value: one pixel.
        let sign = (scale.map(value) - scale.map(base)).signum();
        to = from + if sign.is_finite() { sign } else { -1.0 };
    }
    (from.is_finite() && to.is_finite()).then_some([from, to])
}
