//! Lines and bands of equal value over a grid: what they are computed of, and how.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Levels;

/// What the columns of the result are called beside these keys: part, level (of a band its lower
/// end), upper end, x and y.
#[must_use]
pub fn names(keys: &[String]) -> [String; 5] {
    ["part", "level", "upper", "x", "y"].map(|name| {
        let mut name = name.to_owned();
        while keys.contains(&name) {
            name.push('_');
        }
        name
    })
}

/// Lines of equal value over a grid, or the bands between them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Contour {
    /// The columns of x, y and what is measured there.
    pub columns: [String; 3],
    /// Columns that separate grids; all have the same levels.
    pub keys: Vec<String>,
    /// The levels.
    pub levels: Levels,
    /// What is made of them.
    pub form: ContourForm,
}

/// What is made of the levels of a grid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ContourForm {
    /// Lines at the levels.
    #[default]
    Lines,
    /// What is at a level or above it, the lowest first: painted over each other, these are bands
    /// without seams.
    Above,
    /// What is between a level and the next.
    Bands,
    /// Two corners of the grid, so that axes know how far it reaches.
    Corners,
}
