//! Bars of several series side by side on one place.

/// Left and right edge of slot `index` of `count`, when all slots together are `width` wide and
/// centred on 0.
#[must_use]
pub fn slot(index: usize, count: usize, width: f64) -> [f64; 2] {
    let one = width / count.max(1) as f64;
    let left = |i: usize| i as f64 * one - width / 2.0;
    [left(index), left(index + 1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_touch_and_are_centred() {
        assert_eq!(slot(0, 1, 0.8), [-0.4, 0.4]);
        assert_eq!(slot(0, 2, 0.5), [-0.25, 0.0]);
        assert_eq!(slot(1, 2, 0.5), [0.0, 0.25]);
        assert_eq!(slot(2, 4, 1.0)[1], slot(3, 4, 1.0)[0]);
    }
}
