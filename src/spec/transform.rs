//! What can be done to a table.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

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

/// An aggregate function, with pandas' meaning.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Agg {
    /// Sum; 0 over nothing.
    Sum,
    /// Arithmetic mean.
    Mean,
    /// Middle value.
    Median,
    /// Least.
    Min,
    /// Greatest.
    Max,
    /// Sample standard deviation (n - 1).
    Std,
    /// Sample variance (n - 1).
    Var,
    /// Standard error of the mean.
    Sem,
    /// Number of present values.
    Count,
    /// Number of rows.
    Size,
    /// Number of distinct present values.
    Nunique,
    /// First present value.
    First,
    /// Last present value.
    Last,
    /// Product; 1 over nothing.
    Prod,
    /// 1 when any value is true or not 0, else 0.
    Any,
    /// 1 when all values are true or not 0, else 0.
    All,
    /// Sample skewness, bias-corrected.
    Skew,
    /// Sample excess kurtosis, bias-corrected.
    Kurt,
    /// Most frequent value; the least of them on a tie.
    Mode,
    /// Quantile by linear interpolation, 0 to 1.
    Quantile(f64),
}

/// Every aggregate function by its name, with one line of help. Quantiles have their own spelling.
pub const AGGS: &[(&str, Agg, &str)] = &[
    ("sum", Agg::Sum, "sum; 0 over nothing but missing values"),
    ("mean", Agg::Mean, "arithmetic mean"),
    ("median", Agg::Median, "middle value"),
    ("min", Agg::Min, "least value"),
    ("max", Agg::Max, "greatest value"),
    ("std", Agg::Std, "sample standard deviation (n - 1)"),
    ("var", Agg::Var, "sample variance (n - 1)"),
    ("sem", Agg::Sem, "standard error of the mean"),
    ("count", Agg::Count, "number of values that are not missing"),
    ("size", Agg::Size, "number of rows"),
    ("nunique", Agg::Nunique, "number of distinct values"),
    ("first", Agg::First, "first value that is not missing"),
    ("last", Agg::Last, "last value that is not missing"),
    ("prod", Agg::Prod, "product; 1 over nothing but missing values"),
    ("any", Agg::Any, "1 when any value is true or not 0, else 0"),
    ("all", Agg::All, "1 when all values are true or not 0, else 0"),
    ("skew", Agg::Skew, "sample skewness, bias-corrected"),
    ("kurt", Agg::Kurt, "sample excess kurtosis, bias-corrected"),
    ("mode", Agg::Mode, "most frequent value; the least of them on a tie"),
    ("q25", Agg::Quantile(0.25), "a quantile by linear interpolation: q25, p95, quantile:0.999"),
];

/// Other words for them.
const AGG_ALIASES: &[(&str, Agg)] = &[
    ("total", Agg::Sum),
    ("average", Agg::Mean),
    ("avg", Agg::Mean),
    ("minimum", Agg::Min),
    ("maximum", Agg::Max),
    ("stdev", Agg::Std),
    ("stddev", Agg::Std),
    ("sd", Agg::Std),
    ("variance", Agg::Var),
    ("stderr", Agg::Sem),
    ("len", Agg::Size),
    ("rows", Agg::Size),
    ("n_unique", Agg::Nunique),
    ("distinct", Agg::Nunique),
    ("product", Agg::Prod),
    ("skewness", Agg::Skew),
    ("kurtosis", Agg::Kurt),
];

impl Agg {
    /// The function called `name`: one of [`AGGS`], a quantile as `q25`, `p99.9` or
    /// `quantile:0.25`, or a common other word.
    pub fn parse(name: &str) -> Result<Self> {
        let lower = name.trim().to_lowercase();
        let known = AGGS.iter().map(|&(name, agg, _)| (name, agg));
        if let Some((_, agg)) = known.chain(AGG_ALIASES.iter().copied()).find(|(n, _)| *n == lower)
        {
            return Ok(agg);
        }
        let share = match lower.strip_prefix("quantile:") {
            Some(share) => share.parse().ok(),
            None => lower
                .strip_prefix(['q', 'p'])
                .and_then(|percent| percent.parse::<f64>().ok())
                .map(|percent| percent / 100.0),
        };
        match share {
            Some(share) if (0.0..=1.0).contains(&share) => Ok(Self::Quantile(share)),
            Some(_) => Err(Error::quantile_range(name)),
            None => Err(Error::unknown("aggregate", name, AGGS.iter().map(|&(name, ..)| name))),
        }
    }

    /// Its name, which [`Agg::parse`] reads back.
    #[must_use]
    pub fn name(&self) -> Cow<'static, str> {
        if let Self::Quantile(share) = self {
            let percent = (share * 1e10).round() / 1e8;
            let exact = percent / 100.0 == *share;
            return if exact { format!("q{percent}") } else { format!("quantile:{share}") }.into();
        }
        AGGS.iter().find(|(_, agg, _)| agg == self).map_or("", |&(name, ..)| name).into()
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_back() {
        for &(name, agg, _) in AGGS {
            assert_eq!(Agg::parse(name).unwrap(), agg);
            assert_eq!(agg.name(), name);
        }
        for share in [0.0, 0.001, 0.025, 0.29, 0.57, 1.0 / 3.0, 0.999, 1.0] {
            let agg = Agg::Quantile(share);
            assert_eq!(Agg::parse(&agg.name()).unwrap(), agg);
        }
        assert_eq!(Agg::Quantile(0.95).name(), "q95");
    }

    #[test]
    fn other_spellings_and_mistakes() {
        assert_eq!(Agg::parse("p95").unwrap(), Agg::Quantile(0.95));
        assert_eq!(Agg::parse("quantile:0.25").unwrap(), Agg::Quantile(0.25));
        assert_eq!(Agg::parse("Average").unwrap(), Agg::Mean);
        let error = Agg::parse("medain").unwrap_err();
        assert_eq!(error.hint.as_deref(), Some("did you mean \"median\"?"));
        assert!(Agg::parse("q101").is_err());
        assert!(Agg::parse("quantile:NaN").is_err());
    }
}
