//! The five numbers of a box plot (Tukey 1977), with whiskers as of matplotlib's
//! `cbook.boxplot_stats`.

use super::quantile::{quantile, sorted};

/// Where a box and its whiskers end, and which values lie beyond.
#[derive(Clone, Debug, PartialEq)]
pub struct Box5 {
    /// The end of the lower whisker: the least value that is no outlier.
    pub low: f64,
    /// The first quartile.
    pub q1: f64,
    /// The median.
    pub median: f64,
    /// The third quartile.
    pub q3: f64,
    /// The end of the upper whisker: the greatest value that is no outlier.
    pub high: f64,
    /// How many finite values there are.
    pub count: usize,
    /// Which values lie beyond the whiskers, ascending.
    pub outliers: Vec<usize>,
}

/// The box of the finite of `values`; None when there is none. Quartiles by linear interpolation;
/// a whisker reaches the furthest value within `whis` times the distance of the quartiles, and
/// never ends inside the box.
#[must_use]
pub fn summarize(values: &[f64], whis: f64) -> Option<Box5> {
    let sorted = sorted(values);
    if sorted.is_empty() {
        return None;
    }
    let [q1, median, q3] = [0.25, 0.5, 0.75].map(|q| quantile(&sorted, q));
    let far = whis * (q3 - q1);
    let least = sorted.iter().copied().find(|&v| v >= q1 - far).unwrap_or(q1);
    let most = sorted.iter().copied().rev().find(|&v| v <= q3 + far).unwrap_or(q3);
    let (low, high) = (least.min(q1), most.max(q3));
    let beyond = |v: f64| v.is_finite() && (v < low || v > high);
    let outliers = (0..values.len()).filter(|&i| beyond(values[i])).collect();
    Some(Box5 { low, q1, median, q3, high, count: sorted.len(), outliers })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whiskers_stay_outside_of_the_box() {
        // No value lies between the upper quartile and the fence.
        let found = summarize(&[1.0, 1.0, 1.0, f64::NAN, 1.0, 9.0, f64::INFINITY], 1.5).unwrap();
        assert_eq!((found.low, found.q1, found.q3, found.high), (1.0, 1.0, 1.0, 1.0));
        assert_eq!((found.count, found.outliers), (5, vec![5]));
        let found = summarize(&[0.0, 0.0, 0.0, 10.0], 0.0).unwrap();
        assert_eq!((found.low, found.high, found.outliers), (0.0, 2.5, vec![3]));
        assert_eq!(summarize(&[f64::NAN], 1.5), None);
    }
}
