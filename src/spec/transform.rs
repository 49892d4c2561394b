//! What can be done to a table.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Agg, Bivariate, Boxes, Cells, Contour, Density, Flow, Hexbin, Normalize, Part, Pivot, Resample,
    Running, Share, Streamlines, Strips, Top, Windowed,
};

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
    /// Keep places of a dimension of a grid by number (xarray's `isel`).
    Isel {
        /// The dimension.
        column: String,
        /// The place, or the first of a range; negative ones count from the end.
        from: Option<i64>,
        /// The place behind the last of a range.
        to: Option<i64>,
        /// True for a range (`a..b`), false for one place.
        range: bool,
    },
    /// Combine the cells of a grid along a dimension.
    Reduce {
        /// The dimension.
        column: String,
        /// The function.
        agg: Agg,
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
    /// Call a column otherwise.
    Rename {
        /// Its name.
        column: String,
        /// Its new name.
        into: String,
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
        /// What belongs to the values and becomes one column too: their errors.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        beside: Option<Beside>,
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
    /// A part of a time as a column of its own: `date.month`.
    Part {
        /// The column of times.
        column: String,
        /// The part.
        part: Part,
        /// The new column.
        into: String,
    },
    /// Rows to columns.
    Pivot(Pivot),
    /// Columns to rows, but for some that are kept: gives `Variable` and `value`.
    Melt {
        /// The columns that are kept and repeated.
        keep: Vec<String>,
    },
    /// Bins of time, aggregated, as pandas does.
    Resample(Resample),
    /// A window along every series.
    Window(Windowed),
    /// Every series measured by a number of its own.
    Normalize(Normalize),
    /// The greatest values of a column of words; the others become one.
    Top(Top),
    /// The words of a category in order of appearance, instead of that of their list; the one in
    /// which [`Transform::Top`] put the others comes last, and so do its rows.
    ByAppearance {
        /// The category.
        column: String,
    },
    /// Words in alphabetical order on an axis, instead of that of appearance.
    Alphabetical {
        /// The column of words.
        column: String,
    },
    /// Add what part of the sum each value is.
    Share(Share),
    /// Add up changes: gives `start`, `end` and `direction`.
    Running(Running),
    /// The places of a Sankey diagram.
    Flow(Flow),
    /// The first rows, one row per cell.
    Cells(Cells),
    /// The first rows.
    Head {
        /// How many.
        count: u32,
    },
    /// Bodies of candles: `body_left`, `body_right` about x, and in `change` whether they rise.
    Candle(Candle),
    /// Sum values up for a box plot: gives `low`, `q1`, `median`, `q3`, `high` after the group
    /// columns.
    Boxes(Boxes),
    /// Estimate densities: gives places and `density` after the group columns.
    Density(Density),
    /// Put lines in strips above each other.
    Strips(Strips),
    /// Estimate densities of points: gives `part`, `density`, `x`, `y` of lines of equal density
    /// after the group columns.
    Bivariate(Bivariate),
    /// Lines and bands of equal value: gives `part`, `level`, (of bands) `upper`, `x`, `y` after the
    /// group columns.
    Contour(Contour),
    /// Put points in hexagons: gives the middles `x`, `y` and `count` (or `value`) after the group
    /// columns.
    Hexbin(Hexbin),
    /// Add the edges of cells whose middles some columns hold.
    Edges(Edges),
    /// Follow a field of vectors: gives `part`, `x`, `y`, `speed` of lines along it after the group
    /// columns.
    Streamlines(Streamlines),
    /// Colours from a red, a green and a blue band.
    Colors(super::mesh::Colors),
    /// The corners of the cells of a grid.
    Corners(super::mesh::Corners),
    /// Look at several columns together, row by row.
    Wide(super::wide::Wide),
    /// Look at a column in its order.
    Lagged(super::wide::Lagged),
}

/// Cells of a grid, which reach half way to their neighbours.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Edges {
    /// The columns of their middles.
    pub columns: Vec<String>,
    /// Of each column, whether half way is meant in powers of ten.
    pub log: Vec<bool>,
}

impl Edges {
    /// The columns of the lower and the upper edges: names that no file has.
    #[must_use]
    pub fn names(column: &str) -> [String; 2] {
        ["low", "high"].map(|end| format!("\0{end}:{column}"))
    }
}

/// Candles: what was paid first, at most, at least and last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Candle {
    /// The column of their places.
    pub x: String,
    /// Open, high, low, close.
    pub values: [String; 4],
    /// Columns that separate their panels.
    pub keys: Vec<String>,
}

/// A column for each of those that become one, which become one as well.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    /// The columns, in the order of those that they belong to.
    pub columns: Vec<String>,
    /// The column that they become.
    pub into: String,
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
