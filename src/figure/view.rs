//! What is looked at.

/// Size and limits of one picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// Width in pixels, instead of the figure's.
    pub width: Option<f64>,
    /// Height in pixels, instead of the figure's.
    pub height: Option<f64>,
    /// Marks of a layer above which it is reduced: vector outputs take less than pixels do.
    pub threshold: Option<u64>,
    /// Height of a line of letters, where a page has lines.
    pub line: Option<f64>,
}
