//! Categories: one slot each.

/// A scale of categories. A code maps to the middle of its slot.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// The words, in order.
    pub levels: Vec<String>,
    /// Where the first slot starts and the last one ends, in pixels.
    pub range: [f64; 2],
}
