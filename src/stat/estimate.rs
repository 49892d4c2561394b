//! How wide a bin should be: the estimators of numpy's `histogram_bin_edges`, by the same names.

use super::quantile::{quantile, sorted};

/// A rule that finds the width of bins from the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Estimator {
    /// The narrower of Sturges' and Freedman-Diaconis', which may not fall below half of `Sqrt`'s.
    Auto,
    /// Freedman and Diaconis (1981): 2 IQR n^(-1/3).
    Fd,
    /// Scott (1979): optimal for normal values.
    Scott,
    /// Sturges (1926): 1 + log2(n) bins.
    Sturges,
    /// Doane (1976): Sturges, widened by the skewness.
    Doane,
    /// Rice: 2 n^(1/3) bins.
    Rice,
    /// The root of n bins.
    Sqrt,
}

impl Estimator {
    /// All of them, by name.
    pub const ALL: &'static [(&'static str, Self)] = &[
        ("auto", Self::Auto),
        ("fd", Self::Fd),
        ("scott", Self::Scott),
        ("sturges", Self::Sturges),
        ("doane", Self::Doane),
        ("rice", Self::Rice),
        ("sqrt", Self::Sqrt),
    ];

    /// The estimator called `name`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|&(_, e)| e)
    }

    /// The width of a bin for finite `values`; 0 when the rule cannot tell.
    #[must_use]
    pub fn width(self, values: &[f64]) -> f64 {
        if values.is_empty() {
            return 0.0;
        }
        let n = values.len() as f64;
        let span = span(values);
        match self {
            Self::Auto => {
                let fd = Self::Fd.width(values).max(Self::Sqrt.width(values) / 2.0);
                fd.min(Self::Sturges.width(values))
            }
            Self::Fd => {
                let sorted = sorted(values);
                2.0 * (quantile(&sorted, 0.75) - quantile(&sorted, 0.25)) * n.powf(-1.0 / 3.0)
            }
            Self::Scott => {
                (24.0 * std::f64::consts::PI.sqrt() / n).powf(1.0 / 3.0) * moments(values).1
            }
            Self::Sturges => span / (n.log2() + 1.0),
            Self::Doane => doane(values, n, span),
            Self::Rice => span / (2.0 * n.powf(1.0 / 3.0)),
            Self::Sqrt => span / n.sqrt(),
        }
    }
}

fn doane(values: &[f64], n: f64, span: f64) -> f64 {
    let (mean, deviation) = moments(values);
    if values.len() < 3 || deviation <= 0.0 {
        return 0.0;
    }
    let spread = (6.0 * (n - 2.0) / ((n + 1.0) * (n + 3.0))).sqrt();
    let skewness = values.iter().map(|v| ((v - mean) / deviation).powi(3)).sum::<f64>() / n;
    span / (1.0 + n.log2() + (1.0 + skewness.abs() / spread).log2())
}

/// Greatest less least.
fn span(values: &[f64]) -> f64 {
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    values.iter().copied().fold(f64::NEG_INFINITY, f64::max) - low
}

/// Mean and standard deviation (of the population, as numpy's `std`).
fn moments(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / n;
    (mean, variance.sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_value_gives_no_width() {
        for (name, estimator) in Estimator::ALL {
            assert_eq!(estimator.width(&[5.0, 5.0, 5.0]), 0.0, "{name}");
            assert_eq!(estimator.width(&[]), 0.0, "{name}");
            assert_eq!(Estimator::parse(name), Some(*estimator));
        }
    }
}
