//! Categories: one slot each.

use super::continuous::{fraction, lerp};

/// A scale of categories. A code maps to the middle of its slot.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// The words, in order.
    pub levels: Vec<String>,
    /// Room before the first slot, in slots.
    pub head: f64,
    /// Names stand at the foot of their slots, where these are above each other.
    pub foot: bool,
    /// Where the first slot starts and the last one ends, in pixels.
    pub range: [f64; 2],
}

impl Band {
    /// A scale of these words, not yet placed.
    #[must_use]
    pub fn new(levels: Vec<String>) -> Self {
        Self { levels, head: 0.0, foot: false, range: [0.0, 1.0] }
    }

    /// Half a slot before the first code (and the room there), half a slot behind the last.
    #[must_use]
    pub fn domain(&self) -> [f64; 2] {
        [-0.5 - self.head, self.levels.len().max(1) as f64 - 0.5]
    }

    /// The middle of the slot of a code; fractions of codes lie between.
    #[must_use]
    pub fn map(&self, code: f64) -> f64 {
        lerp(self.range, fraction(self.domain(), code))
    }

    /// The code at a place, with its fraction: round it for the nearest slot.
    #[must_use]
    pub fn invert(&self, place: f64) -> f64 {
        lerp(self.domain(), fraction(self.range, place))
    }

    /// Width of a slot in pixels.
    #[must_use]
    pub fn step(&self) -> f64 {
        let [first, last] = self.domain();
        (self.range[1] - self.range[0]).abs() / (last - first)
    }
}
