//! What can be done to a table.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Agg;

/// One operation on a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Transform {
    /// Keep rows whose `column` is `value`, or within `value..=to` (xarray's `sel`).
    Sel {
        /// The column.
        column: String,
        /// The value, or the lower end; absent: open.
        value: Option<String>,
        /// The upper end, when a range was given.
        to: Option<String>,
        /// True for a range (`a..b`), false for one value.
        range: bool,
    },
    /// Keep rows where a SQL expression is true.
    Where(String),
    /// Add (or replace) a column from a SQL expression.
    Derive {
        /// Its name.
        name: String,
        /// Its expression.
        expr: String,
    },
    /// Group and aggregate, as pandas does.
    Group(Group),
    /// Turn `columns` into two: their names under `name`, their values under `value`.
    Unpivot {
        /// The columns.
        columns: Vec<String>,
        /// Columns that are kept and repeated.
        keep: Vec<String>,
        /// Name of the column that holds names: `Variable` unless told.
        name: String,
        /// Name of the column that holds values: `value` unless told.
        value: String,
    },
    /// Join several key columns to one, `a, b`.
    Join {
        /// The columns.
        columns: Vec<String>,
        /// The new column.
        into: String,
    },
    /// Number the rows from 0.
    RowNumber {
        /// The new column.
        into: String,
    },
    /// Order rows.
    Sort {
        /// Columns, most significant first; a leading `-` means descending.
        by: Vec<String>,
    },
    /// Count values in bins: gives `left`, `right`, `count` (or `density`) after the group columns.
    Bin(Bin),
    /// Look at several columns together, row by row.
    Wide(super::wide::Wide),
    /// Look at a column in its order.
    Lagged(super::wide::Lagged),
}

/// Group keys and aggregates.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Group {
    /// Key columns. Rows with a missing key are dropped.
    pub keys: Vec<String>,
    /// What is computed; each gives one column.
    pub aggs: Vec<Aggregate>,
    /// Keep the order of appearance instead of sorting by the keys.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub no_sort: bool,
    /// A group with fewer present values is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_count: Option<u32>,
}

/// One aggregated column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Aggregate {
    /// The column that is aggregated; absent for `size`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// The function.
    pub agg: Agg,
    /// Name of the result.
    pub into: String,
}

/// How values are put in bins.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Bin {
    /// The column whose values are binned.
    pub column: String,
    /// Columns that separate histograms; all share the same edges.
    pub keys: Vec<String>,
    /// How the edges are found.
    pub rule: BinRule,
    /// Range of the edges; the data's own when absent. Values outside are left out.
    pub range: Option<[f64; 2]>,
    /// What the height means.
    pub height: BinHeight,
    /// Add up from the left.
    pub cumulative: bool,
    /// Edges at equal ratios instead of equal differences.
    pub log: bool,
}

/// How bin edges are found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BinRule {
    /// Freedman-Diaconis, 5 to 100 bins, then round edges.
    #[default]
    Nice,
    /// So many bins of equal width.
    Count(u32),
    /// These edges.
    Edges(Vec<f64>),
    /// numpy's rule of that name: auto, fd, scott, sturges, doane, rice, sqrt.
    Named(String),
}

/// What the height of a bin means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BinHeight {
    /// Number of values.
    #[default]
    Count,
    /// Areas add up to one.
    Density,
    /// Heights add up to one.
    Share,
}
