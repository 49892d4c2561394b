//! How densely points of a plane lie: sums of products of two Gaussian kernels, one per axis
//! (Scott 1992, equation 6.40). A bandwidth per axis, so that units of x and y may differ.

use std::f64::consts::TAU;

use rayon::prelude::*;

use super::density::{Bandwidth, REACH, SMALL, deviation, kernel, usable};

/// So many points have their kernels in memory at once.
const BLOCK: usize = 2_048;

/// The bandwidth of each axis, for the points of which both values are finite: the rule's factor
/// in two dimensions times the axis' own standard deviation. None for fewer than two points, and
/// where an axis has no spread.
#[must_use]
pub fn bandwidth(x: &[f64], y: &[f64], rule: Bandwidth) -> Option<[f64; 2]> {
    let (x, y) = finite(x, y);
    let factor = rule.factor(x.len(), 2);
    Some([usable(deviation(&x).1 * factor)?, usable(deviation(&y).1 * factor)?])
}

/// The density at every place of a grid, row by row: `gy.len()` rows of `gx.len()`. It integrates
/// to 1. The points add up in their order, so threads do not change a digit.
#[must_use]
pub fn estimate(x: &[f64], y: &[f64], bandwidth: [f64; 2], gx: &[f64], gy: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0; gx.len() * gy.len()];
    if sums.is_empty() {
        return sums;
    }
    let (x, y) = finite(x, y);
    let parallel = x.len().saturating_mul(gx.len() + gy.len()) >= SMALL;
    for (x, y) in x.chunks(BLOCK).zip(y.chunks(BLOCK)) {
        let (across, up) = (
            Kernels::new(x, bandwidth[0], gx, parallel),
            Kernels::new(y, bandwidth[1], gy, parallel),
        );
        // The product of two matrices, places of y by points and points by places of x.
        let one = |(row, sums): (usize, &mut [f64])| {
            for (point, weights) in up.values.chunks(gy.len()).enumerate() {
                let weight = weights[row];
                if weight > 0.0 {
                    across.add(point, weight, sums);
                }
            }
        };
        if parallel {
            sums.par_chunks_mut(gx.len()).enumerate().for_each(one);
        } else {
            sums.chunks_mut(gx.len()).enumerate().for_each(one);
        }
    }
    let scale = 1.0 / (x.len() as f64 * TAU * bandwidth[0] * bandwidth[1]);
    for sum in &mut sums {
        *sum *= scale;
    }
    if x.is_empty() { vec![0.0; sums.len()] } else { sums }
}

/// One row per point: its kernel at every place of an axis, and where that is not 0.
struct Kernels {
    places: usize,
    values: Vec<f64>,
    spans: Vec<[usize; 2]>,
}

impl Kernels {
    fn new(points: &[f64], bandwidth: f64, places: &[f64], parallel: bool) -> Self {
        let mut values = vec![0.0; points.len() * places.len()];
        let one = |(row, &point): (&mut [f64], &f64)| {
            let mut span = [places.len(), 0];
            for (i, (value, place)) in row.iter_mut().zip(places).enumerate() {
                let distance = (place - point) / bandwidth;
                if distance.abs() <= REACH {
                    *value = kernel(distance);
                    span = [span[0].min(i), i + 1];
                }
            }
            span
        };
        let spans = if parallel {
            values.par_chunks_mut(places.len()).zip(points).map(one).collect()
        } else {
            values.chunks_mut(places.len()).zip(points).map(one).collect()
        };
        Self { places: places.len(), values, spans }
    }

    fn add(&self, point: usize, weight: f64, sums: &mut [f64]) {
        let [from, to] = self.spans[point];
        if from >= to {
            return;
        }
        let start = point * self.places;
        let values = &self.values[start + from..start + to];
        for (sum, value) in sums[from..to].iter_mut().zip(values) {
            *sum += weight * value;
        }
    }
}

/// The points of which both values are finite.
fn finite(x: &[f64], y: &[f64]) -> (Vec<f64>, Vec<f64>) {
    x.iter().zip(y).filter(|(x, y)| x.is_finite() && y.is_finite()).unzip()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stat::density;

    #[test]
    fn a_product_of_kernels() {
        let (x, y) = ([1.0, 2.0, f64::NAN, 4.0], [10.0, 30.0, 20.0, -10.0]);
        let both = bandwidth(&x, &y, Bandwidth::Scott).unwrap();
        let (gx, gy) = ([0.0, 1.0, 50.0], [5.0, 9.0]);
        let found = estimate(&x, &y, both, &gx, &gy);
        for (j, &b) in gy.iter().enumerate() {
            for (i, &a) in gx.iter().enumerate() {
                let one = |k: usize| {
                    density::estimate(&[x[k]], both[0], &[a])[0]
                        * density::estimate(&[y[k]], both[1], &[b])[0]
                };
                let sum = (one(0) + one(1) + one(3)) / 3.0;
                assert!((found[j * 3 + i] - sum).abs() <= 1e-14 * sum);
            }
        }
    }

    #[test]
    fn nothing_to_add_up() {
        assert_eq!(estimate(&[], &[], [1.0, 1.0], &[0.0], &[0.0, 1.0]), [0.0, 0.0]);
        assert!(estimate(&[1.0], &[1.0], [1.0, 1.0], &[], &[0.0]).is_empty());
        assert_eq!(bandwidth(&[1.0, 2.0], &[3.0, 3.0], Bandwidth::Scott), None);
    }
}
