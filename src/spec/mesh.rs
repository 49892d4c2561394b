//! Meshes: their faces, the corners of cells on two dimensions, and colours of several bands.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The faces of a mesh.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Face {
    /// Quads: rows are corners, those of one part are a line, and two lines whose parts follow each
    /// other enclose quads. The value of a quad is that of the corner at which it begins.
    Quad,
    /// The same, but values are colours: 65536 × red + 256 × green + blue.
    Pixel,
    /// Triangles: three rows are one, where they are of one part. Values change between corners.
    Triangle,
}

/// The column that numbers triangles, whose corners are rows.
pub const TRIANGLE: &str = "triangle";

/// The corners of the cells of a grid, of which the middles are known: a row per corner, with the
/// value of the cell that it begins. Gives the key columns, the middles' columns, the value and the
/// number of the line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Corners {
    /// The columns of their middles, across and up.
    pub middles: [String; 2],
    /// The column of their values.
    pub value: String,
    /// The dimensions: which line of cells, and which place on it.
    pub dims: [String; 2],
    /// Columns that separate planes.
    pub keys: Vec<String>,
    /// Which of the middles are longitudes, across and up: they begin anew after a turn.
    pub turns: [bool; 2],
}

impl Corners {
    /// The column of the number of the line: a name that no file has.
    pub const LINE: &str = "\0line";
}

/// Colours from a red, a green and a blue band.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Colors {
    /// The columns of the bands; or, where these stand along a dimension, three of its values, of
    /// which the first are taken when none is named.
    pub bands: Vec<String>,
    /// The dimension along which they stand, and the column of their values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub along: Option<[String; 2]>,
    /// Columns that separate cells.
    pub keys: Vec<String>,
    /// The least and greatest values that are told apart; by the type and range of the values when
    /// absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<[f64; 2]>,
    /// From the 2nd to the 98th percentile of all bands.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub robust: bool,
}

impl Colors {
    /// The column of colours: 65536 × red + 256 × green + blue.
    pub const COLOR: &str = "\0color";
}
