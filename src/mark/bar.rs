//! Bars: slots of a band scale, or bins of a continuous one.

use std::collections::BTreeMap;

use super::{Ink, Panel, Rows, series_of, slot, value};
use crate::color::Color;
use crate::data::Columns;
use crate::scene::{Item, Rects, Stroke};
use crate::spec::{Channel, Finish, Labels, Position, Width};
use crate::warn::count;

/// Share of a slot that a group of bars takes.
pub(super) const SHARE: f64 = 0.76;

/// One rectangle per row, and its value where that is wanted and fits. Edges are on whole pixels;
/// where the picture can be moved, they are where the values are, and whoever paints finds pixels:
/// else the rounding would be enlarged with it.
pub(super) fn draw(columns: &Columns, rows: Rows<'_>, panel: &Panel, ink: &Ink<'_>) -> Vec<Item> {
    let opacity = self::opacity(columns, ink.core.position, ink.series);
    let opacity = ink.style.alpha.unwrap_or(opacity);
    let mut items: BTreeMap<(usize, [u8; 4]), (Rects, Vec<u32>)> = BTreeMap::new();
    let still = bars(columns, rows, panel, ink, true);
    let moving = panel.moves().then(|| bars(columns, rows, panel, ink, false));
    for bar in moving.as_ref().unwrap_or(&still) {
        if bar.series >= ink.series.max(1) {
            continue;
        }
        let (rects, numbers) = items
            .entry((bar.series, bar.gaps))
            .or_insert_with(|| (Rects { opacity, gaps: bar.gaps, ..Rects::default() }, Vec::new()));
        rects.boxes.push(bar.place);
        if ink.core.finish == Finish::Tint {
            rects.stroke = Some(Stroke::solid(bar.color, 1.5));
            rects.radius = 1.5;
        }
        rects.fill.push(ink.finished(bar.color));
        numbers.push(bar.row as u32);
    }
    let labels = value::labels(columns, &still, panel, ink).0;
    items
        .into_values()
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
    /// What stays free at its sides, where that is not left out of the place.
    gaps: [u8; 4],
    /// The colour of its series or value.
    pub(super) color: Color,
}

/// From where to where, and what stays free at both ends where that is not left out already.
type Extent = ([f64; 2], [u8; 2]);

fn bars(columns: &Columns, rows: Rows<'_>, panel: &Panel, ink: &Ink<'_>, whole: bool) -> Vec<Bar> {
    let bins = columns.get(Channel::X2).is_some();
    let bar = |row| {
        let series = series_of(columns, row)?;
        let along = if bins { bin } else { slot };
        let (x, beside) = along(columns, row, panel, ink, whole)?;
        let (y, above) = if whole {
            (height(columns, row, panel, ink.core.position)?, [0; 2])
        } else {
            reach(columns, row, panel, ink.core.position)?
        };
        let [[left, right], [top, bottom]] =
            if panel.swap { [above, beside] } else { [beside, above] };
        let gaps = [left, top, right, bottom];
        let place = panel.rect_of(x, y)?;
        Some(Bar { row, series, place, gaps, color: ink.row_color(columns, row) })
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
    let left = value::labels(columns, &bars(columns, rows, panel, ink, true), panel, ink).1;
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
fn bin(columns: &Columns, row: usize, panel: &Panel, ink: &Ink<'_>, whole: bool) -> Option<Extent> {
    let [a, b] = [Channel::X, Channel::X2].map(|end| panel.x().map(columns.at(end, row)));
    let exact = [a.min(b), a.max(b)];
    if !exact.iter().all(|end| end.is_finite()) {
        return None;
    }
    if ink.core.width.is_some() {
        return Some((slot::snapped(exact), [0; 2]));
    }
    if !whole {
        return Some((exact, [0, 1]));
    }
    let [low, high] = exact.map(f64::round);
    let gap = if high - low >= 4.0 { 1.0 } else { 0.0 };
    Some(([low, (high - gap).max(low + 1.0)], [0; 2]))
}

/// The interval of a bar in its slot, beside the bars of other series.
fn slot(
    columns: &Columns,
    row: usize,
    panel: &Panel,
    ink: &Ink<'_>,
    whole: bool,
) -> Option<Extent> {
    let width = ink.core.width.unwrap_or(Width { share: SHARE, most: f64::INFINITY });
    let [left, right] = slot::interval(columns, row, panel, ink, width)?;
    let candle = columns.get(Channel::Y2).is_some() && ink.core.width.is_some();
    if candle && ink.core.finish == Finish::Plain {
        return Some((slot::snapped([left, right]), [0; 2]));
    }
    let plain = ink.core.width.is_none();
    let several = plain && ink.core.position == Position::Dodge && ink.series > 1;
    if !whole && plain {
        return Some(([left, right], [0, u8::from(several)]));
    }
    let (low, mut high) = (left.round(), right.round());
    if several && high - low >= 4.0 {
        high -= 1.0;
    }
    if high <= low {
        high = low + (right - left).min(1.0);
    }
    Some(([low, high], [0; 2]))
}

/// From the base to the value, exactly; of parts of a stack, one pixel at the base stays free.
fn reach(columns: &Columns, row: usize, panel: &Panel, position: Position) -> Option<Extent> {
    let (base, value, [from, mut to]) = ends(columns, row, panel)?;
    if !from.is_finite() || !to.is_finite() {
        return None;
    }
    let between = position == Position::Identity && columns.get(Channel::Y2).is_some();
    if to == from && (value != base || between) {
        // Whoever paints it makes a pixel of it.
        to -= 1e-3;
    }
    let gap = u8::from(position == Position::Stack && base != 0.0);
    Some(([from, to], if to < from { [0, gap] } else { [gap, 0] }))
}

/// Base and value of a bar, and where these are.
fn ends(columns: &Columns, row: usize, panel: &Panel) -> Option<(f64, f64, [f64; 2])> {
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
    Some((base, value, [from, scale.map(value)]))
}

/// From the base to the value; parts of a stack that are tall enough leave a pixel free.
fn height(columns: &Columns, row: usize, panel: &Panel, position: Position) -> Option<[f64; 2]> {
    let (base, value, exact) = ends(columns, row, panel)?;
    let [from, mut to] = exact.map(f64::round);
    if position == Position::Stack && base != 0.0 && (to - from).abs() >= 4.0 {
        return Some([from + (to - from).signum(), to]);
    }
    let between = position == Position::Identity && columns.get(Channel::Y2).is_some();
    if between && value == base && from.is_finite() {
        // Both ends are one, as open and close of a quiet day: a line of one pixel.
        return Some([from, from + 1.0]);
    }
    if value != base && to == from && value.is_finite() {
        // A small value is still a value: one pixel.
        let sign = (panel.y().map(value) - panel.y().map(base)).signum();
        to += if sign.is_finite() { sign } else { -1.0 };
    }
    (from.is_finite() && to.is_finite()).then_some([from, to])
}
