//! Lines of any width with smooth edges.
//!
//! A cell is covered by its distance from the segment: wholly within the line's width, and less and
//! less over one cell beyond. Ends and joins are round.
//!
//! As in Datashader 0.19, whose results these are to equal, a segment that leaves the canvas is
//! drawn as if it ended at the edge. In the cells along the edge it may so cover a little less than
//! the whole segment would, and with reductions that add up, only its start gets a round end there.

use super::super::canvas::Frame;
use super::super::reduction::{Cover, Coverage};
use super::clip::{Clipped, clip};
use super::stroke::{Stroke, Vertex, Window};

/// A smooth line.
pub(crate) struct Smooth<C> {
    /// Half of its width where it is covered wholly.
    core: f64,
    /// Half of its width where it is covered at all.
    half: f64,
    /// How strong it is.
    strength: f64,
    fold: std::marker::PhantomData<fn() -> C>,
}

impl<C: Cover> Smooth<C> {
    /// A line so many cells wide.
    pub(crate) fn new(width: f64) -> Smooth<C> {
        let sound = if width > 0.0 { width.min(1e6) } else { 0.0 };
        let full = sound.max(1.0);
        Smooth {
            core: 0.5 * (full - 1.0),
            half: 0.5 * (full + 1.0),
            strength: sound.min(1.0),
            fold: std::marker::PhantomData,
        }
    }

    /// How much is covered at a distance.
    fn at(&self, distance: f64) -> f64 {
        let share = (distance - self.core) / (self.half - self.core);
        self.strength * (1.0 - share.clamp(0.0, 1.0))
    }
}

impl<C: Cover> Stroke for Smooth<C> {
    type Fold = C;
    const DISTINCT: bool = true;
    const BASED: bool = false;

    fn segment(&self, frame: &Frame, window: &Window<'_>, cells: &mut [C::Cell]) {
        let (before, from, to) = (window.before, window.from, window.to);
        let Some((bar, cut)) = Bar::between(frame, from, to) else { return };
        let previous = if C::CORRECTING && !cut.start && !before.gap() {
            Previous::new(frame, before, from)
        } else {
            None
        };
        let open = !C::CORRECTING || window.after.gap();
        self.rows(frame, &bar, |x, y| {
            let (along, mut away) = bar.measure(x, y);
            let mut before = 0.0;
            if along < 0.0 {
                // Where the previous segment is, that has covered it.
                if previous.as_ref().is_some_and(|previous| !previous.drawn.passed(x, y)) {
                    return;
                }
                away = distance(bar.from, x, y);
            } else if bar.passed(x, y) {
                if !open {
                    return;
                }
                away = distance(bar.to, x, y);
            } else if let Some(previous) = &previous {
                let (along, away) = previous.whole.measure(x, y);
                if along >= 0.0 && !previous.drawn.passed(x, y) && away <= self.half {
                    before = self.at(away);
                }
            }
            let now = self.at(away);
            if now > before {
                let cell = &mut cells[y as usize * frame.width + x as usize];
                C::cover(cell, from.value, from.line, Coverage { now, before });
            }
        });
    }
}

impl<C: Cover> Smooth<C> {
    /// All cells that a segment may cover, row by row.
    fn rows(&self, frame: &Frame, bar: &Bar, mut visit: impl FnMut(f64, f64)) {
        // A little more than needed: cells too many are found not to be covered.
        let half = self.half + 1e-6;
        let (right, top) = (frame.x.top as f64, frame.top() as f64);
        let range = |a: f64, b: f64, last: f64| {
            ((a.min(b) - half).ceil().max(0.0), (a.max(b) + half).floor().min(last))
        };
        let (first, last) = range(bar.from.1, bar.to.1, top);
        let (left, right) = range(bar.from.0, bar.to.0, right);
        let slope = bar.unit.0 / bar.unit.1;
        let reach = half / bar.unit.1.abs();
        let mut y = first;
        while y <= last {
            let middle = bar.from.0 + (y - bar.from.1) * slope;
            let (mut x, mut end) = (left, right);
            // A level segment has no middle.
            if middle.is_finite() && reach.is_finite() {
                x = x.max((middle - reach).ceil());
                end = end.min((middle + reach).floor());
            }
            while x <= end {
                visit(x, y);
                x += 1.0;
            }
            y += 1.0;
        }
    }
}

/// The segment before.
struct Previous {
    /// The line that it was drawn by. Whether it has a cell beside its end is asked of this one:
    /// otherwise rounding could leave the cell to neither segment.
    drawn: Bar,
    /// All of it, also what is not in view.
    whole: Bar,
}

impl Previous {
    fn new(frame: &Frame, from: &Vertex, to: &Vertex) -> Option<Previous> {
        let whole = || Bar::new(place(frame, from.x, from.y), place(frame, to.x, to.y));
        let drawn = Bar::between(frame, from, to).map(|(bar, _)| bar);
        Some(Previous { drawn: drawn.or_else(whole)?, whole: whole()? })
    }
}

/// Where a vertex is, in cells.
fn place(frame: &Frame, x: f64, y: f64) -> (f64, f64) {
    (frame.x.position(x) - 0.5, frame.y.position(y) - 0.5)
}

/// The straight line between two places.
struct Bar {
    from: (f64, f64),
    to: (f64, f64),
    unit: (f64, f64),
    length: f64,
    /// The lesser of the ends: distances do not depend on the direction.
    origin: (f64, f64),
}

impl Bar {
    /// The part of a segment that is in view, unless it is but a place.
    fn between(frame: &Frame, from: &Vertex, to: &Vertex) -> Option<(Bar, Clipped)> {
        let cut = clip(frame, [from.x, to.x], [from.y, to.y])?;
        let place = |end: usize| place(frame, cut.x[end], cut.y[end]);
        Some((Bar::new(place(0), place(1))?, cut))
    }

    fn new(from: (f64, f64), to: (f64, f64)) -> Option<Bar> {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = (dx * dx + dy * dy).sqrt();
        let origin = if from <= to { from } else { to };
        (length > 0.0).then(|| Bar { from, to, unit: (dx / length, dy / length), length, origin })
    }

    /// How far along the line a place is.
    fn along(&self, x: f64, y: f64) -> f64 {
        (x - self.from.0) * self.unit.0 + (y - self.from.1) * self.unit.1
    }

    /// Whether a place is beyond the second end.
    fn passed(&self, x: f64, y: f64) -> bool {
        self.along(x, y) > self.length
    }

    /// How far along the line a place is, and how far away from it.
    fn measure(&self, x: f64, y: f64) -> (f64, f64) {
        let away = (x - self.origin.0) * self.unit.1 - (y - self.origin.1) * self.unit.0;
        (self.along(x, y), away.abs())
    }
}

/// How far two places are apart.
fn distance(from: (f64, f64), x: f64, y: f64) -> f64 {
    let (dx, dy) = (x - from.0, y - from.1);
    (dx * dx + dy * dy).sqrt()
}
