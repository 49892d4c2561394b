//! The normal distribution, and sums of it: densities added up from the left.

use std::f64::consts::TAU;

use rayon::prelude::*;

use super::density::{REACH, SMALL};
use super::quantile::sorted;

/// The share of a Gaussian kernel around each of the finite of `values` that lies below each
/// place of `at`: from 0 to 1. All 0 over nothing.
#[must_use]
pub fn cumulative(values: &[f64], bandwidth: f64, at: &[f64]) -> Vec<f64> {
    let values = sorted(values);
    let reach = REACH * bandwidth;
    let one = |&place: &f64| {
        let from = values.partition_point(|&v| v < place - reach);
        let to = values.partition_point(|&v| v <= place + reach);
        let near = values.get(from..to).unwrap_or_default();
        let near: f64 = near.iter().map(|v| below((place - v) / bandwidth)).sum();
        // What lies further to the left is below as a whole.
        (from as f64 + near) / (values.len() as f64).max(1.0)
    };
    if values.len().saturating_mul(at.len()) < SMALL {
        at.iter().map(one).collect()
    } else {
        at.par_iter().map(one).collect()
    }
}

/// The share of the standard normal distribution below `z`, to 16 decimals (Marsaglia, J. Stat.
/// Softw. 11(4), 2004).
#[must_use]
pub fn below(z: f64) -> f64 {
    if z.abs() > REACH {
        return if z > 0.0 { 1.0 } else { 0.0 };
    }
    let (mut sum, mut term, mut odd) = (z, z, 1.0);
    loop {
        odd += 2.0;
        term *= z * z / odd;
        let next = sum + term;
        if next == sum || next.is_nan() {
            break;
        }
        sum = next;
    }
    (0.5 + sum * (-0.5 * z * z).exp() / TAU.sqrt()).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_those_of_tables() {
        assert_eq!(below(0.0), 0.5);
        assert!((below(1.96) - 0.975_002_104_851_779_5).abs() < 1e-15);
        assert!((below(-3.0) - 0.001_349_898_031_630_094_5).abs() < 1e-15);
        assert!(below(-8.0) < 1e-13 && (below(8.0) - 1.0).abs() < 1e-13);
        assert!(below(f64::NAN).is_nan());
    }

    #[test]
    fn all_of_it_is_one() {
        let values = [3.0, 4.0, f64::NAN, 10.0];
        let found = cumulative(&values, 0.5, &[-9.0, 3.5, 7.0, 30.0]);
        assert_eq!((found[0], found[3]), (0.0, 1.0));
        assert!((found[1] - 1.0 / 3.0).abs() < 1e-12 && (found[2] - 2.0 / 3.0).abs() < 1e-8);
        assert_eq!(cumulative(&[], 1.0, &[0.0]), [0.0]);
    }
}
