//! Values to colours.

use super::Scale;
use crate::color::Color;

/// Numbers to colours of a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Sequential {
    /// Data to 0..=1: the range is [0, 1].
    pub scale: Scale,
    /// 256 colours from low to high.
    pub colors: Vec<Color>,
    /// Colour of missing values.
    pub missing: Color,
}

/// Words to colours of a palette.
#[derive(Clone, Debug, PartialEq)]
pub struct Categorical {
    /// The words, in order.
    pub levels: Vec<String>,
    /// One colour each.
    pub colors: Vec<Color>,
}
