//! Rectangles: all cells between two edges across and two up.

use std::marker::PhantomData;
use std::ops::Range;

use super::super::Batch;
use super::super::canvas::{Frame, Ruler};
use super::super::reduction::Reduction;
use super::super::sheet::Sheet;
use super::Brush;

/// Each row is a rectangle.
pub(crate) struct Rect<R>(pub(crate) PhantomData<fn() -> R>);

impl<R: Reduction> Brush for Rect<R> {
    type Fold = R;
    type Trail = ();

    fn paint(&self, frame: &Frame, batch: &Batch<'_>, sheet: &mut Sheet<R>, _trail: &mut ()) {
        let rows = batch.rows();
        let edge = |column: Option<&[f64]>, i: usize, other: f64| column.map_or(other, |c| c[i]);
        sheet.tally.rows += rows as u64;
        for i in 0..rows {
            let (x, y) = (batch.x[i], batch.y[i]);
            let xs = [x, edge(batch.x2, i, x)];
            let ys = [y, edge(batch.y2, i, y)];
            if sheet.tally.astray(frame, &xs, &ys) {
                continue;
            }
            let (columns, lines) = (reach(&frame.x, xs), reach(&frame.y, ys));
            let (Some(columns), Some(lines)) = (columns, lines) else {
                sheet.tally.outside += 1;
                continue;
            };
            let value = batch.value.map_or(if R::VALUED { f64::NAN } else { 0.0 }, |v| v[i]);
            let plane = batch.plane.map_or(0, |plane| plane[i]);
            let cells = if value.is_finite() { sheet.plane(plane) } else { None };
            let Some(cells) = cells else {
                sheet.tally.bare += 1;
                continue;
            };
            let row = batch.row.saturating_add(i as u64);
            for line in lines {
                let start = line * frame.width;
                for cell in &mut cells[start + columns.start..start + columns.end] {
                    R::add(cell, value, row);
                }
            }
        }
    }
}

/// The cells between two edges; `None` if both are beyond the same end of the axis.
fn reach(ruler: &Ruler, edges: [f64; 2]) -> Option<Range<usize>> {
    let (low, high) = (edges[0].min(edges[1]), edges[0].max(edges[1]));
    if high < ruler.low || low > ruler.high {
        return None;
    }
    Some(span(ruler, low, high))
}

/// The cells from one break to the next, as quads have them: rounded down, at least one, and
/// none where nothing is left of the axis.
pub(crate) fn span(ruler: &Ruler, low: f64, high: f64) -> Range<usize> {
    let count = ruler.top + 1;
    let (start, end) = (ruler.map(ruler.low), ruler.map(ruler.high));
    // A float becomes the nearest integer that there is; below 0, that is 0.
    let cell =
        |v: f64| (((ruler.map(v) - start) / (end - start) * count as f64) as usize).min(count);
    let (low, high) = (cell(low), cell(high));
    low..if low == high && low < count { low + 1 } else { high.max(low) }
}
