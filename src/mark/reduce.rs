//! Which rows of a long series are drawn: those of `stat::downsample`, for lines and for areas.

use std::borrow::Cow;

use super::{Ink, Panel, Rows, by_series};
use crate::data::{Columns, Values};
use crate::spec::raster::Downsample;
use crate::spec::{Channel, Mark, Position};
use crate::stat::downsample;

/// Columns of which the extremes are kept: several to a pixel, because edges are smoothed.
const COLUMNS_PER_PIXEL: f64 = 8.0;
/// Rows that a line is reduced to where its shape decides: one for each way up and down a pixel.
const ROWS_PER_PIXEL: f64 = 2.0;

/// How a mark is reduced when `asked` is asked for. The inside of an area is seen where its edges
/// cross every column, which needs the first and last row of it: only M4 keeps them.
#[must_use]
pub fn method(mark: Mark, asked: Downsample) -> Downsample {
    match (mark, asked) {
        (Mark::Area, Downsample::Minmax | Downsample::Lttb) => Downsample::M4,
        _ => asked,
    }
}

/// Whether a layer of so many series has one that is reduced above `limit` rows.
#[must_use]
pub fn reducible(
    mark: Mark,
    columns: &Columns,
    rows: Rows<'_>,
    series: usize,
    limit: usize,
) -> bool {
    let barred: &[Channel] = match mark {
        Mark::Line { .. } => &[Channel::Part, Channel::Color],
        Mark::Area => &[Channel::Offset],
        _ => return false,
    };
    let Some(x) = columns.get(Channel::X).filter(|_| rows.len() > limit) else { return false };
    if barred.iter().any(|&channel| columns.get(channel).is_some()) {
        return false;
    }
    let long = |rows: Rows<'_>| rows.len() > limit && rising(columns, x, rows);
    if columns.get(Channel::By).is_none() {
        return long(rows);
    }
    by_series(columns, rows, series).iter().any(|rows| long(Rows::Some(rows)))
}

/// Only a series in the order of x has one stretch of rows per pixel column; one whose clock was
/// set back has a stretch between each time and the next.
fn rising(columns: &Columns, x: &Values, rows: Rows<'_>) -> bool {
    let instants = columns.instants.as_deref();
    match (instants.or_else(|| x.numbers()), rows) {
        (Some(x), Rows::All(_)) => x.is_sorted(),
        (_, rows) if instants.is_some() => rows.iter().map(|r| columns.place(r)).is_sorted(),
        _ => rows.iter().map(|row| x.at(row)).is_sorted(),
    }
}

/// The rows that a long line needs; none when it is not reduced.
pub(super) fn line(
    columns: &Columns,
    rows: Rows<'_>,
    panel: &Panel,
    ink: &Ink<'_>,
) -> Option<Vec<u32>> {
    let kept = Series::long(columns, rows, panel, ink)?.kept(columns, rows, &[Channel::Y], ink);
    Some(match rows {
        Rows::All(_) => kept,
        Rows::Some(rows) => taken(rows, &kept),
    })
}

/// Leave of the series of an area the rows that both their edges need. Parts of a stack, whose
/// edges lie on each other, keep the same places.
pub(super) fn areas(columns: &Columns, series: &mut [Vec<u32>], panel: &Panel, ink: &Ink<'_>) {
    let edges: &[Channel] = match columns.get(Channel::Y2) {
        None => &[Channel::Y],
        Some(_) => &[Channel::Y, Channel::Y2],
    };
    let kept = |rows: &Vec<u32>| {
        let rows = Rows::Some(rows);
        Some(Series::long(columns, rows, panel, ink)?.kept(columns, rows, edges, ink))
    };
    let mut all: Vec<Option<Vec<u32>>> = series.iter().map(kept).collect();
    let alike = series.windows(2).all(|pair| matches!(pair, [a, b] if a.len() == b.len()));
    if ink.core.position == Position::Stack && alike && all.iter().all(Option::is_some) {
        let mut union: Vec<u32> = all.iter().flatten().flatten().copied().collect();
        union.sort_unstable();
        union.dedup();
        all.fill(Some(union));
    }
    for (rows, kept) in series.iter_mut().zip(all) {
        if let Some(kept) = kept {
            *rows = taken(rows, &kept);
        }
    }
}

/// The rows at these places.
fn taken(rows: &[u32], places: &[u32]) -> Vec<u32> {
    places.iter().filter_map(|&place| rows.get(place as usize).copied()).collect()
}

/// A series that is reduced.
struct Series<'a> {
    /// Places of its rows along x, as the scale spaces them.
    x: Cow<'a, [f64]>,
    /// The ends of what is in view.
    view: [f64; 2],
    /// The same, out to whole pixels of the picture.
    pixels: [f64; 2],
    /// Pixels between these.
    width: f64,
    /// The scale of y has nothing at 0 and below.
    log: bool,
}

impl<'a> Series<'a> {
    fn long(columns: &'a Columns, rows: Rows<'_>, panel: &Panel, ink: &Ink<'_>) -> Option<Self> {
        let x = columns.get(Channel::X)?;
        if rows.len() <= ink.reduce_above || !rising(columns, x, rows) {
            return None;
        }
        let bend = |end: f64| if panel.x().is_log() { end.log10() } else { end };
        let [low, high] = panel.x().domain().map(bend);
        // Where a column begins and ends on the page is where a line is seen to cross it: columns
        // that are cut as the pixels are cross alike.
        let [from, to] = panel.x().range().map(|end| end * ink.density);
        let (left, right) = (from.min(to).floor(), from.max(to).ceil());
        let at = |pixel: f64| low + (pixel - from) / (to - from) * (high - low);
        let (one, other) = (at(left), at(right));
        Some(Self {
            x: values(x, rows, panel.x().is_log()),
            view: [low, high],
            pixels: [one.min(other), one.max(other)],
            width: right - left,
            log: panel.y().is_log(),
        })
    }

    /// Numbers of the rows that these edges need, within the series.
    fn kept(
        &self,
        columns: &Columns,
        rows: Rows<'_>,
        edges: &[Channel],
        ink: &Ink<'_>,
    ) -> Vec<u32> {
        let mut heights: Vec<Cow<'_, [f64]>> = edges
            .iter()
            .filter_map(|&edge| {
                let log = self.log && edge == Channel::Y;
                Some(values(columns.get(edge)?, rows, log))
            })
            .collect();
        if let [upper, lower] = heights.as_mut_slice() {
            // What lacks one edge has no place.
            for (upper, lower) in upper.to_mut().iter_mut().zip(lower.to_mut()) {
                if !(upper.is_finite() && lower.is_finite()) {
                    (*upper, *lower) = (f64::NAN, f64::NAN);
                }
            }
        }
        let mut all: Vec<u32> = heights
            .iter()
            .flat_map(|y| self.reduced(y, method(ink.core.mark, ink.downsample)))
            .collect();
        if heights.len() > 1 {
            all.sort_unstable();
            all.dedup();
        }
        all
    }

    fn reduced(&self, y: &[f64], method: Downsample) -> Vec<u32> {
        let per_pixel = |count: f64| (self.width * count) as usize;
        let columns = per_pixel(COLUMNS_PER_PIXEL);
        let keep = match method {
            Downsample::Lttb => {
                let [low, high] = self.view;
                return downsample::lttb(&self.x, y, low, high, per_pixel(ROWS_PER_PIXEL));
            }
            Downsample::Minmax => downsample::minmax,
            Downsample::M4 | Downsample::Off => downsample::m4,
        };
        let [low, high] = self.pixels;
        // Where a clock is set back, x begins anew.
        let (mut kept, mut first) = (Vec::new(), 0);
        for stretch in self.x.chunk_by(|a, b| a <= b) {
            let end = first + stretch.len();
            let rows = keep(stretch, y.get(first..end).unwrap_or(&[]), low, high, columns);
            kept.extend(rows.into_iter().map(|row| row + first as u32));
            first = end;
        }
        kept
    }
}

/// The numbers of these rows, or their logarithms: what is 0 or less has none, and is missing.
fn values<'a>(values: &'a Values, rows: Rows<'_>, log: bool) -> Cow<'a, [f64]> {
    match (rows, values.numbers()) {
        (Rows::All(_), Some(numbers)) if !log => Cow::Borrowed(numbers),
        (_, _) if log => rows.iter().map(|row| values.at(row).log10()).collect(),
        _ => rows.iter().map(|row| values.at(row)).collect(),
    }
}
