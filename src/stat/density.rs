//! How densely values lie: sums of Gaussian kernels (Silverman 1986, equation 2.2a).

use std::f64::consts::TAU;

use rayon::prelude::*;

use super::quantile::sorted;

/// Beyond so many bandwidths a kernel counts as 0: exp(-8.5²/2) is 2e-16 of its height.
pub(super) const REACH: f64 = 8.5;

/// Less work than this is done without starting threads.
pub(super) const SMALL: usize = 1 << 17;

/// A rule that finds how wide a kernel is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bandwidth {
    /// Scott (1992, equation 6.42): n^(-1/(d+4)) deviations in d dimensions.
    Scott,
    /// Silverman (1986, equation 4.14): (n (d+2)/4)^(-1/(d+4)) deviations.
    Silverman,
    /// So many deviations.
    Factor(f64),
}

impl Bandwidth {
    /// What the standard deviation of `count` values in so many dimensions is multiplied with.
    #[must_use]
    pub fn factor(self, count: usize, dimensions: u8) -> f64 {
        let (n, d) = (count as f64, f64::from(dimensions));
        match self {
            Self::Scott => n.powf(-1.0 / (d + 4.0)),
            Self::Silverman => (n * (d + 2.0) / 4.0).powf(-1.0 / (d + 4.0)),
            Self::Factor(factor) => factor,
        }
    }
}

/// The standard deviation of a kernel for the finite of `values`: the rule's factor times their
/// standard deviation (of a sample, n - 1). None for fewer than two values, for values without
/// spread, and for a factor that is not positive; see [`flat`].
#[must_use]
pub fn bandwidth(values: &[f64], rule: Bandwidth) -> Option<f64> {
    let (count, deviation) = deviation(values);
    usable(deviation * rule.factor(count, 1))
}

/// A bandwidth for values that are all the same, where [`bandwidth`] has none: a tenth of the
/// value, 1 around 0. It makes a hump that is seen to stand on one number.
#[must_use]
pub fn flat(value: f64) -> f64 {
    usable(value.abs() / 10.0).unwrap_or(1.0)
}

/// `samples` places at equal distances, from `cut` bandwidths below the least value to as many
/// above the greatest, but not beyond `clip`. Empty over nothing.
#[must_use]
pub fn grid(
    values: &[f64],
    bandwidth: f64,
    cut: f64,
    samples: usize,
    clip: Option<[f64; 2]>,
) -> Vec<f64> {
    let finite = || values.iter().copied().filter(|v| v.is_finite());
    let low = finite().fold(f64::INFINITY, f64::min) - cut * bandwidth;
    let high = finite().fold(f64::NEG_INFINITY, f64::max) + cut * bandwidth;
    let [least, most] = clip.unwrap_or([f64::NEG_INFINITY, f64::INFINITY]);
    let (low, high) = (low.max(least), high.min(most));
    if !low.is_finite() || !high.is_finite() || low > high {
        return Vec::new();
    }
    let last = samples.saturating_sub(1);
    let step = (high - low) / last.max(1) as f64;
    (0..samples).map(|i| if i == last && i > 0 { high } else { low + i as f64 * step }).collect()
}

/// The density of the finite of `values` at each place of `at`; it integrates to 1. All 0 over
/// nothing. Sums go in the order of the values, so threads do not change a digit.
#[must_use]
pub fn estimate(values: &[f64], bandwidth: f64, at: &[f64]) -> Vec<f64> {
    let values = sorted(values);
    let scale = 1.0 / (values.len() as f64 * bandwidth * TAU.sqrt());
    let reach = REACH * bandwidth;
    let one = |&place: &f64| {
        let from = values.partition_point(|&v| v < place - reach);
        let to = values.partition_point(|&v| v <= place + reach);
        let near = values.get(from..to).unwrap_or_default();
        if near.is_empty() {
            return 0.0;
        }
        scale * near.iter().map(|v| kernel((place - v) / bandwidth)).sum::<f64>()
    };
    if values.len().saturating_mul(at.len()) < SMALL {
        at.iter().map(one).collect()
    } else {
        at.par_iter().map(one).collect()
    }
}

/// The Gaussian kernel, 1 at its top.
pub(super) fn kernel(distance: f64) -> f64 {
    (-0.5 * distance * distance).exp()
}

/// How many values are finite, and their standard deviation (n - 1); NaN for fewer than two.
pub(super) fn deviation(values: &[f64]) -> (usize, f64) {
    let finite = || values.iter().copied().filter(|v| v.is_finite());
    let count = finite().count();
    let first = finite().next().unwrap_or(f64::NAN);
    // Less the first, so that values that are all the same have no spread, to the last digit.
    let mean = finite().map(|v| v - first).sum::<f64>() / count as f64;
    let squares = finite().map(|v| (v - first - mean).powi(2)).sum::<f64>();
    (count, (squares / (count as f64 - 1.0)).sqrt())
}

/// A width that can be divided by.
pub(super) fn usable(width: f64) -> Option<f64> {
    (width.is_normal() && width > 0.0).then_some(width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_density_integrates_to_one() {
        let values = [1.0, 2.0, f64::NAN, 2.5, 7.0, f64::INFINITY];
        let width = bandwidth(&values, Bandwidth::Scott).unwrap();
        let at = grid(&values, width, 9.0, 2_001, None);
        let sum: f64 = estimate(&values, width, &at).iter().sum();
        assert!((sum * (at[1] - at[0]) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn values_without_spread_have_no_bandwidth() {
        for values in [&[][..], &[3.0], &[0.1; 7], &[f64::NAN, 1.0]] {
            assert_eq!(bandwidth(values, Bandwidth::Silverman), None);
        }
        assert_eq!(bandwidth(&[1.0, 2.0], Bandwidth::Factor(0.0)), None);
        assert_eq!((flat(-20.0), flat(0.0)), (2.0, 1.0));
        assert!(estimate(&[5.0; 3], flat(5.0), &[5.0])[0] > 0.7);
        assert_eq!(estimate(&[], 1.0, &[0.0, 1.0]), [0.0, 0.0]);
    }

    #[test]
    fn the_grid_ends_where_it_is_told() {
        assert_eq!(grid(&[0.0, 10.0], 1.0, 3.0, 3, None), [-3.0, 5.0, 13.0]);
        assert_eq!(grid(&[0.0, 10.0], 1.0, 3.0, 2, Some([0.0, 20.0])), [0.0, 13.0]);
        assert_eq!(grid(&[4.0], 1.0, 0.0, 1, None), [4.0]);
        assert!(grid(&[], 1.0, 3.0, 9, None).is_empty());
    }
}
