//! What is looked at.

/// Size and visible ranges of one picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// Width in pixels, instead of the figure's.
    pub width: Option<f64>,
    /// Height in pixels, instead of the figure's.
    pub height: Option<f64>,
}
