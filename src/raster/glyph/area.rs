//! Areas: from a line down to zero, or to another line.
//!
//! Each segment is a trapezoid with upright sides. Column by column, its upper and lower edges step
//! on by the errors of two Bresenham lines. To zero, the cell of the base is painted too; down to
//! another line it is not, so that stacked areas do not overlap.

use std::marker::PhantomData;

use super::super::canvas::{Frame, Ruler};
use super::super::reduction::{Fold, Reduction};
use super::clip::across;
use super::stroke::{Stroke, Window};

/// An area below a line.
pub(crate) struct Area<R>(pub(crate) PhantomData<fn() -> R>);

impl<R: Reduction> Stroke for Area<R> {
    type Fold = R;
    const DISTINCT: bool = false;
    const BASED: bool = true;

    fn segment(&self, frame: &Frame, window: &Window<'_>, cells: &mut [<R as Fold>::Cell]) {
        let (from, to) = (window.from, window.to);
        let stacked = !from.base.is_nan();
        let base = |base: f64| if base.is_nan() { 0.0 } else { base };
        let (tops, bases) = ([from.y, to.y], [base(from.base), base(to.base)]);
        let all =
            |side: fn(f64, f64) -> bool, end: f64| tops.iter().chain(&bases).all(|y| side(*y, end));
        if all(|y, high| y > high, frame.y.high) || all(|y, low| y < low, frame.y.low) {
            return;
        }
        let Some(part) = across(frame, [from.x, to.x]) else { return };
        let [x, end] = part.of([from.x, to.x]).map(|x| frame.x.clipped(x));
        let upper = part.of(tops).map(|y| level(&frame.y, y));
        let lower = part.of(bases).map(|y| level(&frame.y, y));
        let mut column = |x: i64, top: i64, base: i64| {
            fill(frame, (x, top, base), stacked, |cell| {
                R::add(&mut cells[cell], from.value, from.row);
            });
        };
        if part.late() || window.before.gap() {
            column(x, upper[0], lower[0]);
        }
        if x == end {
            if !part.late() && !part.early() {
                column(x, upper[1], lower[1]);
            }
            return;
        }
        let step = (end - x).signum();
        let mut top = Edge::new(upper, x, end);
        let mut base = Edge::new(lower, x, end);
        let mut x = x;
        while x != end {
            x += step;
            column(x, top.next(), base.next());
        }
    }
}

/// The row of cells of a height, perhaps beyond the ends; what a logarithmic axis cannot show is
/// below it.
fn level(ruler: &Ruler, y: f64) -> i64 {
    if ruler.log && y <= 0.0 { ruler.snapped(0.0) } else { ruler.snapped(y) }
}

/// An edge of a trapezoid, column by column.
struct Edge {
    y: i64,
    step: i64,
    /// Twice the rise of the whole edge.
    rise: i64,
    /// Twice the columns of the whole edge.
    run: i64,
    error: i64,
    /// The error from which on the edge steps.
    least: i64,
}

impl Edge {
    fn new(ends: [i64; 2], from: i64, to: i64) -> Edge {
        let rise = 2 * (ends[1] - ends[0]).abs();
        let run = 2 * (to - from).abs();
        let step = (ends[1] - ends[0]).signum();
        Edge { y: ends[0], step, rise, run, error: 2 * rise - run, least: i64::from(to < from) }
    }

    /// The height in the next column.
    fn next(&mut self) -> i64 {
        if self.error >= self.least {
            let steps = (self.error - self.least) / (2 * self.run) + 1;
            self.error -= steps * 2 * self.run;
            self.y += steps * self.step;
        }
        self.error += 2 * self.rise;
        self.y
    }
}

/// The cells of a column from its top to its base, either of which may be the upper one.
fn fill(
    frame: &Frame,
    (x, top, base): (i64, i64, i64),
    stacked: bool,
    mut paint: impl FnMut(usize),
) {
    let last = frame.top() as i64;
    if (top < 0 && base <= 0) || (top > last && base >= last) {
        return;
    }
    let top = top.clamp(0, last);
    let mut base = base.clamp(-1, last + 1);
    if !stacked {
        // The cell of the base too, unless it is beyond the canvas.
        let next = base + if base < top { -1 } else { 1 };
        base = if (-1..=last + 1).contains(&next) { next } else { base };
    }
    // Without the base: up from the top to below it, or down to above it.
    let (low, high) = if base < top { (base + 1, top + 1) } else { (top, base) };
    for y in low.max(0)..high.min(last + 1) {
        paint(y as usize * frame.width + x as usize);
    }
}
