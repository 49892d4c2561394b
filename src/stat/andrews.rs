//! Andrews curves (Andrews 1972): a row of numbers as a curve,
//! f(t) = x1/√2 + x2 sin t + x3 cos t + x4 sin 2t + x5 cos 2t + …

use std::f64::consts::{FRAC_1_SQRT_2, PI};

use rayon::prelude::*;

/// `samples` values of t at equal distances from -π to π.
#[must_use]
pub fn places(samples: usize) -> Vec<f64> {
    let last = samples.saturating_sub(1);
    let step = 2.0 * PI / last.max(1) as f64;
    (0..samples).map(|i| if i == last && i > 0 { PI } else { i as f64 * step - PI }).collect()
}

/// The curve of every row at the places `at`, row after row. The first column is x1. A row with a
/// missing value has no curve: NaN all along.
#[must_use]
pub fn curves(columns: &[&[f64]], at: &[f64]) -> Vec<f64> {
    let rows = columns.iter().map(|column| column.len()).min().unwrap_or(0);
    if at.is_empty() {
        return Vec::new();
    }
    let terms: Vec<Vec<f64>> =
        (0..columns.len()).map(|k| at.iter().map(|&t| term(k, t)).collect()).collect();
    let mut curves = vec![0.0; rows * at.len()];
    let one = |(row, curve): (usize, &mut [f64])| {
        for (column, term) in columns.iter().zip(&terms) {
            let value = if column[row].is_finite() { column[row] } else { f64::NAN };
            for (sum, term) in curve.iter_mut().zip(term) {
                *sum += value * term;
            }
        }
    };
    if curves.len().saturating_mul(columns.len()) < 1 << 18 {
        curves.chunks_mut(at.len()).enumerate().for_each(one);
    } else {
        curves.par_chunks_mut(at.len()).enumerate().for_each(one);
    }
    curves
}

/// What the value of column `k` is multiplied with at `t`.
fn term(k: usize, t: f64) -> f64 {
    let angle = k.div_ceil(2) as f64 * t;
    match k {
        0 => FRAC_1_SQRT_2,
        k if k % 2 == 1 => angle.sin(),
        _ => angle.cos(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_its_term() {
        let at = places(3);
        assert_eq!(at, [-PI, 0.0, PI]);
        let one = curves(&[&[2.0], &[3.0], &[5.0], &[7.0]], &[0.5]);
        let sum = 2.0 / 2f64.sqrt() + 3.0 * 0.5f64.sin() + 5.0 * 0.5f64.cos() + 7.0 * 1f64.sin();
        assert!((one[0] - sum).abs() < 1e-14);
        let two = curves(&[&[1.0, f64::NAN], &[1.0, 1.0]], &at);
        assert!(two[..3].iter().all(|v| v.is_finite()) && two[3..].iter().all(|v| v.is_nan()));
        assert!(curves(&[], &at).is_empty() && curves(&[&[1.0]], &[]).is_empty());
    }
}
