//! Records of transforms about wholes and their parts: shares, running totals, flows, cells.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What part of the sum each value is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Share {
    /// The column of what the parts are called.
    pub category: String,
    /// The column of values, none of them negative.
    pub column: String,
    /// Columns that separate wholes.
    pub keys: Vec<String>,
    /// Name of the column of shares, from 0 to 1.
    pub into: String,
    /// What messages call the picture: `pie`.
    pub what: String,
}

/// Changes that add up: gives `start`, `end` and `direction` of every row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Running {
    /// The column of what changes; numbers and times are put in order.
    pub category: String,
    /// The column of changes.
    pub column: String,
    /// Columns that separate sums.
    pub keys: Vec<String>,
    /// Name of a last row with the total.
    pub total: Option<String>,
}

/// Words of the column `direction` of [`Running`].
pub const DIRECTIONS: [&str; 3] = ["rise", "fall", "total"];

/// The places of a Sankey diagram in a unit square.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Flow {
    /// The column of where it comes from.
    pub source: String,
    /// The column of where it goes.
    pub target: String,
    /// The column of how much flows.
    pub column: String,
    /// Columns that separate diagrams.
    pub keys: Vec<String>,
    /// What is wanted of it.
    pub part: FlowPart,
}

/// The parts of a Sankey diagram.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FlowPart {
    /// One row per pair of source and target.
    #[default]
    Link,
    /// One row per source or target.
    Node,
}

/// Columns of places that [`Flow`] adds, with names that no file has.
pub mod place {
    /// The name of a node.
    pub const NAME: &str = "\u{0}name";
    /// From the first layer, 0, to the last, 1.
    pub const X: &str = "\u{0}x";
    /// The layer that a link ends in.
    pub const X2: &str = "\u{0}x2";
    /// The middle of a link where it starts; one end of a node.
    pub const Y: &str = "\u{0}y";
    /// The middle of a link where it ends; the other end of a node.
    pub const Y2: &str = "\u{0}y2";
    /// Half the width of a link.
    pub const HALF: &str = "\u{0}half";
    /// What flows through a node.
    pub const VALUE: &str = "\u{0}value";
}

/// The first rows of a table, one row per cell.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Cells {
    /// The columns, in order.
    pub columns: Vec<String>,
    /// Columns that separate tables.
    pub keys: Vec<String>,
    /// Rows of each table at most.
    pub most: u32,
}

/// Columns that [`Cells`] makes, with names that no file has.
pub mod cell {
    /// The number of the row.
    pub const ROW: &str = "\u{0}row";
    /// The name of the column.
    pub const COLUMN: &str = "\u{0}column";
    /// The words of a cell that is no number.
    pub const TEXT: &str = "\u{0}text";
    /// The number of a cell.
    pub const NUMBER: &str = "\u{0}number";
    /// Rows of the whole table.
    pub const TOTAL: &str = "\u{0}total";
}
