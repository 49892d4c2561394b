//! Distances between neighbours.

/// The smallest distance between two different values; none when fewer than two differ.
#[must_use]
pub fn smallest(values: &[f64]) -> Option<f64> {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    let gaps = sorted.windows(2).map(|pair| pair[1] - pair[0]).filter(|gap| *gap > 0.0);
    gaps.reduce(f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_and_gaps_do_not_matter() {
        assert_eq!(smallest(&[7.0, 1.0, 3.0, 1.0, f64::NAN]), Some(2.0));
        assert_eq!(smallest(&[4.0, 4.0]), None);
        assert_eq!(smallest(&[]), None);
    }
}
