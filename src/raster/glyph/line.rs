//! Lines one cell wide.
//!
//! Bresenham, Algorithm for computer control of a digital plotter (1965), with doubled steps and
//! with Datashader's rule for ties: they depend on the direction.

use std::marker::PhantomData;

use super::super::canvas::Frame;
use super::super::reduction::{Fold, Reduction};
use super::clip::clip;
use super::stroke::{Stroke, Window};

/// A line one cell wide. A segment paints its first cell only where a line starts, and its last
/// one always; a segment within a cell paints that cell.
pub(crate) struct Line<R>(pub(crate) PhantomData<fn() -> R>);

impl<R: Reduction> Stroke for Line<R> {
    type Fold = R;
    const DISTINCT: bool = false;
    const BASED: bool = false;

    fn segment(&self, frame: &Frame, window: &Window<'_>, cells: &mut [<R as Fold>::Cell]) {
        let (from, to) = (window.from, window.to);
        let Some(cut) = clip(frame, [from.x, to.x], [from.y, to.y]) else { return };
        let start = (frame.x.clipped(cut.x[0]), frame.y.clipped(cut.y[0]));
        let end = (frame.x.clipped(cut.x[1]), frame.y.clipped(cut.y[1]));
        let width = frame.width as i64;
        let (dx, dy) = (end.0 - start.0, end.1 - start.1);
        let mut cell = start.1 * width + start.0;
        let mut paint = |cell: i64| R::add(&mut cells[cell as usize], from.value, from.row);
        let whole = !cut.start && !cut.end;
        if whole && dx == 0 && dy == 0 {
            paint(cell);
            return;
        }
        if cut.start || window.before.gap() {
            paint(cell);
        }
        // One step along the longer side, and one aside whenever the error says so.
        let (along, aside, step, turn) = if dx.abs() >= dy.abs() {
            (2 * dx.abs(), 2 * dy.abs(), dx.signum(), dy.signum() * width)
        } else {
            (2 * dy.abs(), 2 * dx.abs(), dy.signum() * width, dx.signum())
        };
        let least = i64::from(step <= 0);
        let mut error = 2 * aside - along;
        for _ in 0..along / 2 {
            if error >= least {
                error -= 2 * along;
                cell += turn;
            }
            error += 2 * aside;
            cell += step;
            paint(cell);
        }
    }
}
