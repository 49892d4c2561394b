//! What is made of the rows of every series: as asked for, and as it is carried out.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::rule::Side;
use super::{Agg, Group, Transform};

/// What is made of the rows of a layer, as asked for. Series, keys and columns follow from what
/// is mapped.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Steps {
    /// Bins of time that are aggregated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resample: Option<String>,
    /// Which side of a bin belongs to it; the rule's own when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<Side>,
    /// Which side of a bin names it; the rule's own when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Side>,
    /// The column whose values are counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_counts: Option<String>,
    /// Windows along every series, in this order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<Window>,
    /// A window with fewer present values is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_periods: Option<u32>,
    /// Windows reach to both sides of their row.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub center: bool,
    /// How many rows back a difference or a change looks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub periods: Option<u32>,
    /// What every series is divided by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub normalize: Option<Norm>,
    /// So many series (or categories) are kept; the others become one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub top: Option<u32>,
    /// So many rows of the finished table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub head: Option<u32>,
}

impl Steps {
    /// True when nothing is asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What is computed along a series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Window {
    /// The last rows, or a span of time.
    Rolling {
        /// How long: `7` rows, or `7D`.
        span: String,
        /// What is computed of them.
        agg: Agg,
    },
    /// All rows so far.
    Expanding(Agg),
    /// The mean of all rows so far, the older the lighter.
    Ewm(Decay),
    /// The sum so far.
    Cumsum,
    /// The product so far.
    Cumprod,
    /// The greatest so far.
    Cummax,
    /// The least so far.
    Cummin,
    /// The difference to an earlier row.
    Diff,
    /// The change since an earlier row, as a share of that.
    PctChange,
}

/// How fast the weight of older rows falls.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Decay {
    /// `alpha = 2 / (span + 1)`.
    Span(f64),
    /// Centre of mass: `alpha = 1 / (1 + com)`.
    Com(f64),
    /// Rows after which a weight is half.
    Halflife(f64),
    /// The weight of the newest row itself.
    Alpha(f64),
}

impl Decay {
    /// The share that a weight loses from one row to the next.
    #[must_use]
    pub fn alpha(self) -> f64 {
        match self {
            Self::Span(span) => 2.0 / (span + 1.0),
            Self::Com(com) => 1.0 / (1.0 + com),
            Self::Halflife(rows) => 1.0 - (-std::f64::consts::LN_2 / rows).exp(),
            Self::Alpha(alpha) => alpha,
        }
    }

    /// Its name and number.
    #[must_use]
    pub fn parts(self) -> (&'static str, f64) {
        match self {
            Self::Span(value) => ("span", value),
            Self::Com(value) => ("com", value),
            Self::Halflife(value) => ("halflife", value),
            Self::Alpha(value) => ("alpha", value),
        }
    }
}

/// What the values of a series are measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Norm {
    /// By their sum: shares.
    Sum,
    /// By the greatest.
    Max,
    /// By the first.
    First,
    /// In standard deviations from the mean.
    Zscore,
    /// From 0 for the least to 1 for the greatest.
    Minmax,
}

/// Bins of time, aggregated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Resample {
    /// The column of times.
    pub time: String,
    /// How long a bin is, as pandas says it: `1h`, `W-MON`, `ME`.
    pub rule: String,
    /// Which side of a bin belongs to it; the rule's own when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Side>,
    /// Which side of a bin names it; the rule's own when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Side>,
    /// Keys that have bins of their own, and what is computed.
    pub group: Group,
}

/// A window along every series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Windowed {
    /// The columns that are replaced.
    pub columns: Vec<String>,
    /// The columns that tell series apart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<String>,
    /// The column of times, for spans of time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// What is computed.
    pub window: Window,
    /// A window with fewer present values is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_periods: Option<u32>,
    /// The window reaches to both sides of its row.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub center: bool,
    /// How many rows back a difference or a change looks: 1 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub periods: Option<u32>,
}

/// Every series measured by a number of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Normalize {
    /// The columns that are replaced.
    pub columns: Vec<String>,
    /// The columns that tell series apart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<String>,
    /// By what.
    pub by: Norm,
}

/// The greatest values of a column of words, the others as one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Top {
    /// The column of words.
    pub column: String,
    /// How many are kept.
    pub count: u32,
    /// The columns whose sum ranks them.
    pub values: Vec<String>,
    /// What is done to the table before they are ranked: what is done to it afterwards, too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Box<Transform>>,
    /// Where there is no aggregate: the keys within which rows of the others are added up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fold: Option<Vec<String>>,
    /// Words in order of appearance instead of sorted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_sort: bool,
}

/// Rows to columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pivot {
    /// One row per value.
    pub index: String,
    /// One column per value.
    pub columns: String,
    /// What is in the cells.
    pub values: String,
    /// How rows of one cell are combined; without it, there must be one only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agg: Option<Agg>,
    /// A cell with fewer present values is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_count: Option<u32>,
}
