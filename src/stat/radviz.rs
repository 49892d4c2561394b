//! `RadViz` (Hoffman et al. 1997): columns are anchors on a circle, and every row hangs between
//! them, pulled to each by how great its value is there.

use std::f64::consts::TAU;

/// Where the anchors of so many columns are: on the unit circle, counterclockwise from the right.
#[must_use]
pub fn anchors(count: usize) -> Vec<[f64; 2]> {
    (0..count)
        .map(|i| {
            let angle = TAU * (i as f64 / count as f64);
            [angle.cos(), angle.sin()]
        })
        .collect()
}

/// Where every row is: x and y. A column pulls with 0 at its least value and with 1 at its
/// greatest; one without spread does not pull. A row that nothing pulls is in the middle. A row
/// with a missing value is nowhere (NaN).
#[must_use]
pub fn place(columns: &[&[f64]]) -> (Vec<f64>, Vec<f64>) {
    let rows = columns.iter().map(|column| column.len()).min().unwrap_or(0);
    let mut sums = vec![[0.0; 3]; rows];
    for (column, [x, y]) in columns.iter().zip(anchors(columns.len())) {
        let finite = || column.iter().copied().filter(|v| v.is_finite());
        let low = finite().fold(f64::INFINITY, f64::min);
        let span = finite().fold(f64::NEG_INFINITY, f64::max) - low;
        for (sum, &value) in sums.iter_mut().zip(*column) {
            let pull = if !value.is_finite() {
                f64::NAN
            } else if span > 0.0 {
                (value - low) / span
            } else {
                0.0
            };
            *sum = [sum[0] + x * pull, sum[1] + y * pull, sum[2] + pull];
        }
    }
    let mean = |sum: f64, pull: f64| if pull == 0.0 { 0.0 } else { sum / pull };
    sums.into_iter().map(|[x, y, pull]| (mean(x, pull), mean(y, pull))).unzip()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_hang_between_anchors() {
        let (x, y) = place(&[&[0.0, 9.0, 0.0, f64::NAN], &[1.0, 1.0, 3.0, 2.0], &[7.0; 4]]);
        assert_eq!((x[0], y[0], x[1], y[1]), (0.0, 0.0, 1.0, 0.0));
        assert_eq!([x[2], y[2]], anchors(3)[1]);
        assert!(x[3].is_nan() && y[3].is_nan());
        assert_eq!(place(&[]), (vec![], vec![]));
    }
}
