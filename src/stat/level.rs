//! At which heights contours are drawn.

/// Round levels that cover `low` to `high` with about `count` between them: multiples of 1, 1.5,
/// 2, 2.5, 3, 4, 5, 6, 8 or 10 times a power of ten, from the last one not above `low` to the
/// first one not below `high`. The step is the least of these that makes no more than `count` + 1
/// steps, as with matplotlib's `MaxNLocator(count + 1)`, or the next smaller one when no multiple
/// lies within. Empty unless `low` < `high`.
#[must_use]
pub fn levels(low: f64, high: f64, count: usize) -> Vec<f64> {
    const STEPS: [f64; 10] = [1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0];
    let span = high - low;
    let least = span / (count as f64 + 1.0);
    if !span.is_finite() || !least.is_normal() || low >= high {
        return Vec::new();
    }
    let power = least.log10().floor() as i32;
    // Through the power that is whole, so that 0.3 is 3 / 10.
    let scaled = |times: f64, by: i32| {
        if by < 0 { times / 10f64.powi(-by) } else { times * 10f64.powi(by) }
    };
    let below = STEPS[..9].iter().map(|s| (*s, power - 1));
    let mut steps: Vec<(f64, i32)> = below.chain(STEPS.iter().map(|s| (*s, power))).collect();
    let enough = steps.iter().position(|&(s, by)| scaled(s, by) >= least * (1.0 - 1e-12));
    steps.truncate(enough.map_or(steps.len(), |at| at + 1));
    for (times, by) in steps.into_iter().rev() {
        let step = scaled(times, by);
        let near = |v: f64| (v / step - (v / step).round()).abs() < 1e-10;
        let whole = |v: f64, to: f64| if near(v) { (v / step).round() } else { to };
        let first = whole(low, (low / step).floor());
        let last = whole(high, (high / step).ceil());
        let all: Vec<f64> = (0..=(last - first).min(1e6) as u32)
            .map(|i| scaled((first + f64::from(i)) * times, by))
            .collect();
        if all.iter().any(|l| (low..=high).contains(l)) {
            return all;
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_round_and_cover() {
        assert_eq!(levels(0.013, 0.98, 5), [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
        assert_eq!(levels(-0.3, 0.3, 3), [-0.3, -0.15, 0.0, 0.15, 0.3]);
        assert!(levels(1.0, 1.0, 5).is_empty() && levels(0.0, f64::NAN, 5).is_empty());
        assert!(levels(0.0, f64::INFINITY, 5).is_empty());
        assert!(levels(0.1, 0.2, 0).len() > 1);
    }
}
