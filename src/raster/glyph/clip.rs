//! Segments cut at the edges of the canvas.
//!
//! Liang and Barsky, A new concept and method for line clipping (1984), in data space. The
//! comparisons are those of Datashader, so that a vertex exactly on an edge counts as inside.

use super::super::canvas::{Frame, Ruler};

/// The part of a segment that is in view, as shares of its length.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    from: f64,
    to: f64,
}

/// A segment in view.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clipped {
    pub(super) x: [f64; 2],
    pub(super) y: [f64; 2],
    /// Whether the start was cut off.
    pub(super) start: bool,
    /// Whether the end was cut off.
    pub(super) end: bool,
}

impl Part {
    const WHOLE: Part = Part { from: 0.0, to: 1.0 };

    /// What is left on the near side of an edge: `step` is how far the segment goes towards it,
    /// `room` how far its start is from it.
    fn cut(self, step: f64, room: f64) -> Option<Part> {
        if step < 0.0 && room < 0.0 {
            let share = room / step;
            (share <= self.to).then(|| Part { from: self.from.max(share), ..self })
        } else if step > 0.0 && room < step {
            let share = room / step;
            (share >= self.from).then(|| Part { to: self.to.min(share), ..self })
        } else {
            (room >= 0.0).then_some(self)
        }
    }

    /// What is left between the ends of an axis.
    fn between(self, ruler: &Ruler, from: f64, step: f64) -> Option<Part> {
        self.cut(-step, from - ruler.low)?.cut(step, ruler.high - from)
    }

    /// Whether the start is cut off.
    pub(super) fn late(&self) -> bool {
        self.from > 0.0
    }

    /// Whether the end is cut off.
    pub(super) fn early(&self) -> bool {
        self.to < 1.0
    }

    /// The ends of a quantity that runs evenly along the segment.
    pub(super) fn of(&self, ends: [f64; 2]) -> [f64; 2] {
        let step = ends[1] - ends[0];
        [
            if self.late() { ends[0] + self.from * step } else { ends[0] },
            if self.early() { ends[0] + self.to * step } else { ends[1] },
        ]
    }
}

/// The part of a segment that is between the ends of the axis across.
pub(super) fn across(frame: &Frame, x: [f64; 2]) -> Option<Part> {
    Part::WHOLE.between(&frame.x, x[0], x[1] - x[0])
}

/// The part of a segment that is in view.
pub(super) fn clip(frame: &Frame, x: [f64; 2], y: [f64; 2]) -> Option<Clipped> {
    let part = across(frame, x)?.between(&frame.y, y[0], y[1] - y[0])?;
    let clipped = Clipped { x: part.of(x), y: part.of(y), start: part.late(), end: part.early() };
    // Segments longer than any number have no cells.
    clipped.x.iter().chain(&clipped.y).all(|v| v.is_finite()).then_some(clipped)
}
