//! What is made of several columns of numbers, row by row, and of one column, step by step.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Several columns of numbers that are looked at together. Rows in which one is missing are left
/// out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wide {
    /// The columns, in order.
    pub columns: Vec<String>,
    /// Columns that are kept; they separate groups.
    #[serde(default)]
    pub keys: Vec<String>,
    /// What is made of them.
    pub into: WideInto,
}

/// What is made of several columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WideInto {
    /// Every column against every other: `row`, `column` (names of the columns on y and on x),
    /// `x`, `y`.
    Pairs,
    /// The distribution of every column: `row` and `column` (its name twice), `left`, `right`,
    /// `count`, and the bar in the range of the column: `base`, `top`.
    Histograms,
    /// The density of every column: `row`, `column`, `at`, `density`, `base`, `top`.
    Densities,
    /// Rows below each other: `row` (its number), `column`, `value`.
    Lines {
        /// Values between 0 (the least of their column) and 1 (its greatest).
        rescale: bool,
    },
    /// The names of the columns: `column`.
    Names,
    /// Andrews curves: `row`, `t`, `value`.
    Andrews {
        /// Places along each curve.
        samples: u32,
    },
    /// Rows between anchors on a circle: `x`, `y`.
    Radviz,
    /// The anchors: `column`, `x`, `y`, and where their names are written: `name_x`, `name_y`,
    /// and how far these reach: `name_end`, `name_top`.
    Anchors,
    /// The circle: `x`, `y`.
    Circle,
}

/// One column of numbers in the order of its rows, within each group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lagged {
    /// The column.
    pub column: String,
    /// Columns that are kept; they separate groups.
    #[serde(default)]
    pub keys: Vec<String>,
    /// What is made of it.
    pub into: LaggedInto,
}

/// What is made of one column in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LaggedInto {
    /// Every value with a later one: `value`, `later`.
    Pairs {
        /// How many rows later.
        lag: u32,
    },
    /// How much the column is like itself later: `lag`, `autocorrelation`, `zero`.
    Autocorrelation {
        /// Most lags; all when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lags: Option<u32>,
    },
    /// Between which values the autocorrelation of noise stays: `percent`, `at`.
    Bands,
}
