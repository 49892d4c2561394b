//! Times, in milliseconds since 1970; calendar arithmetic.

/// A scale of times.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// Earliest and latest, in ms since 1970.
    pub domain: [f64; 2],
    /// Where they are, in pixels.
    pub range: [f64; 2],
}
