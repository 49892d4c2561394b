//! The values of a series measured by one of its own numbers. NaN is missing and stays so.

use super::window::{Measure, roll};

/// Values times `1 / unit` after `origin` is taken away.
fn scaled(values: &[f64], origin: f64, unit: f64) -> Vec<f64> {
    values.iter().map(|value| (value - origin) / unit).collect()
}

fn all(values: &[f64], measure: Measure) -> f64 {
    roll(values, &[[0, values.len()]], measure, 0).first().copied().unwrap_or(f64::NAN)
}

/// As shares of the sum.
#[must_use]
pub fn by_sum(values: &[f64]) -> Vec<f64> {
    scaled(values, 0.0, all(values, Measure::Sum))
}

/// As shares of the greatest.
#[must_use]
pub fn by_max(values: &[f64]) -> Vec<f64> {
    scaled(values, 0.0, all(values, Measure::Max))
}

/// As multiples of the first that is there.
#[must_use]
pub fn by_first(values: &[f64]) -> Vec<f64> {
    let first = values.iter().copied().find(|value| !value.is_nan());
    scaled(values, 0.0, first.unwrap_or(f64::NAN))
}

/// In sample standard deviations from the mean.
#[must_use]
pub fn zscore(values: &[f64]) -> Vec<f64> {
    scaled(values, all(values, Measure::Mean), all(values, Measure::Std))
}

/// From 0 for the least to 1 for the greatest.
#[must_use]
pub fn minmax(values: &[f64]) -> Vec<f64> {
    let least = all(values, Measure::Min);
    scaled(values, least, all(values, Measure::Max) - least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_values_stay_missing() {
        let values = [f64::NAN, 2.0, 6.0];
        let numbers = |values: Vec<f64>| [values[1], values[2]];
        assert_eq!(numbers(by_sum(&values)), [0.25, 0.75]);
        assert_eq!(numbers(by_max(&values)), [1.0 / 3.0, 1.0]);
        assert_eq!(numbers(by_first(&values)), [1.0, 3.0]);
        assert_eq!(numbers(minmax(&values)), [0.0, 1.0]);
        assert!(by_sum(&values)[0].is_nan());
        assert!((zscore(&values)[1] + std::f64::consts::FRAC_1_SQRT_2).abs() < 1e-15);
    }
}
