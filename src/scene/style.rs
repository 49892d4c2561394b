//! How shapes are painted.

use crate::color::Color;

/// The inside of a shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fill {
    /// Colour.
    pub color: Color,
    /// 0 to 1.
    pub opacity: f64,
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub color: Color,
    /// Width in pixels.
    pub width: f64,
    /// 0 to 1.
    pub opacity: f64,
    /// Lengths of dashes and gaps; empty: solid.
    pub dash: Vec<f64>,
    /// Round joins and caps instead of mitred and butt.
    pub round: bool,
}

impl Stroke {
    /// A solid opaque line.
    #[must_use]
    pub fn solid(color: Color, width: f64) -> Self {
        Self { color, width, opacity: 1.0, dash: Vec::new(), round: false }
    }
}

/// Weight of letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// 400
    #[default]
    Regular,
    /// 700
    Bold,
}

/// Size and weight of letters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Font {
    /// Pixels.
    pub size: f64,
    /// Weight.
    pub weight: Weight,
}

impl Font {
    /// Regular letters.
    #[must_use]
    pub const fn regular(size: f64) -> Self {
        Self { size, weight: Weight::Regular }
    }

    /// Bold letters.
    #[must_use]
    pub const fn bold(size: f64) -> Self {
        Self { size, weight: Weight::Bold }
    }
}

/// What stands at the place of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// Its start.
    #[default]
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}
