//! Where cells end whose middles are known: half way to their neighbours.

/// The edges of cells in the order of their middles, one more than these, as xarray infers them:
/// half way between two middles, and as far beyond the ends. A lone cell is one wide. With `log`
/// half way is meant in powers of ten, where all middles are positive.
///
/// ```
/// use vizcli::stat::edge::edges;
/// assert_eq!(edges(&[1.0, 2.0, 4.0], false), [0.5, 1.5, 3.0, 5.0]);
/// assert_eq!(edges(&[75.0, 72.5], false), [76.25, 73.75, 71.25]);
/// ```
#[must_use]
pub fn edges(middles: &[f64], log: bool) -> Vec<f64> {
    if log && middles.iter().all(|&middle| middle > 0.0) {
        let powers: Vec<f64> = middles.iter().map(|middle| middle.log10()).collect();
        return edges(&powers, false).into_iter().map(|power| 10_f64.powf(power)).collect();
    }
    let half = |a: f64, b: f64| (b - a) / 2.0;
    match middles {
        [] => Vec::new(),
        [only] => vec![only - 0.5, only + 0.5],
        [first, second, ..] => {
            let between = middles.windows(2).map(|pair| f64::midpoint(pair[0], pair[1]));
            let last = middles.iter().rev().take(2).copied().collect::<Vec<_>>();
            let end = last[0] + half(last[1], last[0]);
            std::iter::once(first - half(*first, *second)).chain(between).chain([end]).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lone_cell_is_one_wide() {
        assert_eq!(edges(&[3.0], false), [2.5, 3.5]);
        assert!(edges(&[], false).is_empty());
    }

    #[test]
    fn half_way_may_be_meant_in_powers_of_ten() {
        let all = edges(&[1.0, 100.0], true);
        for (edge, wanted) in all.iter().zip([0.1, 10.0, 1000.0]) {
            assert!((edge / wanted - 1.0).abs() < 1e-12);
        }
        assert_eq!(edges(&[0.0, 2.0], true), [-1.0, 1.0, 3.0]);
    }
}
