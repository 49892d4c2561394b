//! Fields of vectors: what stands for one, and the lines along them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What stands for a vector.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vector {
    /// An arrow as long as u and v say, with this point of it at its place; of so many places
    /// along each axis one is drawn, as many as there is room for when that is not said.
    Whole {
        /// What is at its place.
        grip: Grip,
        /// Of so many places one.
        every: Option<u32>,
    },
    /// A head of one size, towards x2, y2.
    Head,
}

/// The point of an arrow that is at its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grip {
    /// Its middle.
    #[default]
    Mid,
    /// Where it starts.
    Tail,
    /// Where it ends.
    Tip,
}

/// Lines along a field of vectors: gives `part`, `x`, `y`, `speed` after the group columns.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Streamlines {
    /// The columns of x and y.
    pub columns: [String; 2],
    /// The columns of u and v, the lengths of vectors along x and y.
    pub vector: [String; 2],
    /// Columns that separate fields.
    pub keys: Vec<String>,
    /// How close lines are: 1 is about twenty of them above each other.
    pub density: f64,
}

/// Where the head of a streamline points to, in the rows that have one. No file has columns of
/// such names.
pub const TOWARDS: [&str; 2] = ["\u{0}towards_x", "\u{0}towards_y"];
