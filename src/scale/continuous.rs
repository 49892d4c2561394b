//! Numbers: linear and logarithmic.

/// How numbers are bent before they are placed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Transform {
    /// Not at all.
    #[default]
    Linear,
    /// Base-10 logarithm.
    Log,
}

/// A scale of numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Continuous {
    /// How numbers are bent.
    pub transform: Transform,
    /// Lower and upper end, in data.
    pub domain: [f64; 2],
    /// Where they are, in pixels.
    pub range: [f64; 2],
}
