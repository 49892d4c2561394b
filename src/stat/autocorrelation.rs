//! How much a series is like itself some steps later (Box and Jenkins 1976, equation 2.1.11).

use rayon::prelude::*;

/// The quantiles of the normal distribution between which 95 and 99 of a hundred values lie.
const NORMAL: [f64; 2] = [1.959_963_984_540_054, 2.575_829_303_548_900_4];

/// More products than this are not worth waiting for: about two seconds.
const MOST: usize = 4_000_000_000;

/// How many lags of so many values are computed in about two seconds: the work is their product.
#[must_use]
pub fn affordable(count: usize) -> usize {
    MOST / count.max(1)
}

/// The coefficients at lag 1, 2, … up to `lags`, or to the number of finite values where that is
/// less: products of deviations from the mean, added up, by the sum of their squares. Missing
/// values are left out, as if they had never been measured. Empty for fewer than two values and
/// for values that are all the same.
#[must_use]
pub fn coefficients(values: &[f64], lags: usize) -> Vec<f64> {
    let mut values: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
    let count = values.len();
    let Some(&first) = values.first() else { return Vec::new() };
    // Less the first, so that values that are all the same have no spread, to the last digit.
    let mean = values.iter().map(|v| v - first).sum::<f64>() / count as f64;
    for value in &mut values {
        *value = *value - first - mean;
    }
    let spread = products(&values, &values);
    if spread <= 0.0 || !spread.is_finite() {
        return Vec::new();
    }
    let one = |lag: usize| products(&values[..count - lag], &values[lag..]) / spread;
    let lags = lags.min(count);
    if count.saturating_mul(lags) < 1 << 18 {
        (1..=lags).map(one).collect()
    } else {
        (1..=lags).into_par_iter().map(one).collect()
    }
}

/// How far from 0 the coefficients of `count` values without any likeness stay, in 95 and in 99
/// of a hundred cases.
#[must_use]
pub fn bands(count: usize) -> [f64; 2] {
    NORMAL.map(|z| z / (count as f64).sqrt())
}

/// The sum of products, in eight sums that the processor can run side by side.
fn products(a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; 8];
    let (left, right) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest: f64 = left.remainder().iter().zip(right.remainder()).map(|(a, b)| a * b).sum();
    for (a, b) in left.zip(right) {
        for (sum, (a, b)) in sums.iter_mut().zip(a.iter().zip(b)) {
            *sum += a * b;
        }
    }
    sums.iter().sum::<f64>() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wave_is_like_itself_after_its_period() {
        let wave: Vec<f64> = (0..400).map(|i| (f64::from(i) * 0.314_159_265).sin()).collect();
        let found = coefficients(&wave, 1_000);
        assert_eq!((found.len(), found[399]), (400, 0.0));
        assert!(found[19] > 0.9 && found[9] < -0.9);
        assert_eq!(coefficients(&[1.0, f64::NAN, 2.0], 1), [-0.5]);
        assert!(coefficients(&[0.1; 5], 3).is_empty() && coefficients(&[], 3).is_empty());
    }
}
