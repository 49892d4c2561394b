//! The room that a plot needs around and between its panels.

/// Room in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Needs {
    /// Left of the panels.
    pub(super) left: f64,
    /// Right of the panels.
    pub(super) right: f64,
    /// From the last baseline above the plot to its panels.
    pub(super) top: f64,
    /// Below the panels.
    pub(super) bottom: f64,
    /// Between panels, across.
    pub(super) across: f64,
    /// Between panels, down.
    pub(super) down: f64,
}

impl Needs {
    /// What a round starts from: three-digit labels on both axes.
    pub(super) const START: Self =
        Self { left: 36.0, right: 0.0, top: 36.0, bottom: 39.0, across: 20.0, down: 34.0 };
    /// None.
    pub(super) const NONE: Self =
        Self { left: 0.0, right: 0.0, top: 0.0, bottom: 0.0, across: 0.0, down: 0.0 };

    /// The greater need on every side.
    pub(super) fn max(&self, other: &Self) -> Self {
        Self {
            left: self.left.max(other.left),
            right: self.right.max(other.right),
            top: self.top.max(other.top),
            bottom: self.bottom.max(other.bottom),
            across: self.across.max(other.across),
            down: self.down.max(other.down),
        }
    }
}
