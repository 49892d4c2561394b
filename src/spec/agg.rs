//! Aggregate functions, with pandas' meaning.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

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
    /// Half the width of the 95 % confidence interval of the mean (Student's t).
    Ci95,
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
    ("ci95", Agg::Ci95, "half the width of the 95 % confidence interval of the mean"),
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
    ("se", Agg::Sem),
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
