//! Bins of a histogram: where their edges are, and how many values are in each.

use super::calendar;
use super::estimate::Estimator;
use crate::error::{Error, Result};

/// More bins than this are refused.
pub const MOST: usize = 1_000_000;

/// How edges are found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    /// Freedman-Diaconis, 5 to 100 bins, on round edges.
    Nice,
    /// So many bins of equal width.
    Count(usize),
    /// As numpy's rule of that name.
    Estimated(Estimator),
}

/// What the values measure: decides which widths make sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Any number.
    Real,
    /// Whole numbers: no bin is narrower than 1.
    Whole,
    /// Milliseconds: round widths are those of clocks.
    Time,
}

/// Edges for `values` (those that are finite and, with a `range`, within it), ascending and at
/// least two.
pub fn edges(
    values: &[f64],
    rule: Rule,
    measure: Measure,
    range: Option<[f64; 2]>,
) -> Result<Vec<f64>> {
    let inside = |v: f64| v.is_finite() && range.is_none_or(|[a, b]| (a..=b).contains(&v));
    let values: Vec<f64> = values.iter().copied().filter(|&v| inside(v)).collect();
    let [low, high] = match (measure, range) {
        // One time: its day, as no clock shows half a millisecond.
        (Measure::Time, None) if same(&values) => day(values.first().copied()),
        _ => ends(&values, range),
    };
    if !(high - low).is_finite() {
        return Err(Error::too_wide_to_bin());
    }
    let (width, rounded) = match rule {
        Rule::Count(count) => return even(low, high, count as f64),
        Rule::Estimated(estimator) => (estimator.width(&values), false),
        Rule::Nice => (nice_width(&values, high - low), range.is_none()),
    };
    if same(&values) {
        return even(low, high, 1.0);
    }
    if rounded {
        return round(low, high, width, measure, &values);
    }
    let width = match measure {
        Measure::Whole if width > 0.0 => width.max(1.0),
        _ => width,
    };
    even(low, high, if width > 0.0 { ((high - low) / width).ceil() } else { 1.0 })
}

/// As [`edges`], at equal ratios: values that are not positive have no place.
pub fn log_edges(values: &[f64], rule: Rule, range: Option<[f64; 2]>) -> Result<Vec<f64>> {
    let positive: Vec<f64> = values.iter().copied().filter(|&v| v > 0.0 && v.is_finite()).collect();
    let logs: Vec<f64> = positive.iter().map(|v| v.log10()).collect();
    let found = edges(&logs, rule, Measure::Real, range.map(|r| r.map(f64::log10)))?;
    let mut edges: Vec<f64> = found.iter().map(|&e| 10f64.powf(e)).collect();
    // Raising to a power rounds: the ends must not lose the values that they were taken from.
    let [low, high] = range.unwrap_or_else(|| ends(&positive, None));
    if let [first, .., last] = edges.as_mut_slice() {
        *first = first.min(low);
        *last = last.max(high);
        if range.is_some() || rule != Rule::Nice {
            (*first, *last) = (low, high);
        }
    }
    Ok(edges)
}

/// How many values lie in each bin: from its left edge up to, without, its right one; the last bin
/// has its right edge too.
#[must_use]
pub fn counts(values: &[f64], edges: &[f64]) -> Vec<u64> {
    let bins = edges.len().saturating_sub(1);
    let mut counts = vec![0; bins];
    let (Some(&low), Some(&high)) = (edges.first(), edges.last()) else { return counts };
    let per_unit = bins as f64 / (high - low);
    for &value in values {
        if !(low..=high).contains(&value) || bins == 0 {
            continue;
        }
        // Right at once where edges are even; else looked for.
        let guess = (((value - low) * per_unit) as usize).min(bins - 1);
        let found = if edges[guess] <= value && value < edges[guess + 1] {
            guess
        } else {
            edges.partition_point(|&e| e <= value).saturating_sub(1).min(bins - 1)
        };
        counts[found] += 1;
    }
    counts
}

/// All values, if there are any, are one.
fn same(values: &[f64]) -> bool {
    values.first().is_none_or(|first| values.iter().all(|v| v == first))
}

/// The day of a time, from midnight to midnight.
fn day(time: Option<f64>) -> [f64; 2] {
    let first = (time.unwrap_or(0.0) / calendar::DAY).floor() * calendar::DAY;
    [first, first + calendar::DAY]
}

/// Least and greatest edge. As numpy: 0 to 1 over nothing, half a unit around one value.
fn ends(values: &[f64], range: Option<[f64; 2]>) -> [f64; 2] {
    let [low, high] = range.unwrap_or_else(|| {
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if values.is_empty() { [0.0, 1.0] } else { [low, high] }
    });
    let half = if low == high { 0.5f64.max(low.abs() * 4.0 * f64::EPSILON) } else { 0.0 };
    [low - half, high + half]
}

/// `count` bins of equal width; computed as numpy's `linspace` does.
fn even(low: f64, high: f64, count: f64) -> Result<Vec<f64>> {
    if count > MOST as f64 {
        return Err(Error::too_many_bins(count, MOST));
    }
    let count = (count as usize).max(1);
    let width = (high - low) / count as f64;
    let mut edges: Vec<f64> = (0..count).map(|i| i as f64 * width + low).collect();
    edges.push(high);
    edges.dedup();
    Ok(edges)
}

/// Freedman-Diaconis, or Sturges where half of the values are the same, between 5 and 100 bins.
fn nice_width(values: &[f64], span: f64) -> f64 {
    let width = match Estimator::Fd.width(values) {
        width if width > 0.0 => width,
        _ => Estimator::Sturges.width(values),
    };
    width.clamp(span / 100.0, span / 5.0)
}

/// Edges at multiples of a round width.
fn round(low: f64, high: f64, width: f64, measure: Measure, values: &[f64]) -> Result<Vec<f64>> {
    if measure == Measure::Time && width >= calendar::DAY {
        return calendar::edges(low, high, width);
    }
    let whole = measure == Measure::Whole || values.iter().all(|v| v.fract() == 0.0);
    let step = match measure {
        Measure::Time => clock_step(width),
        _ if whole => Step::nearest(width.max(1.0), true),
        _ => Step::nearest(width, false),
    };
    let (mut first, mut last) = (step.index(low).floor(), step.index(high).ceil());
    // The division may have rounded across an edge.
    first -= f64::from(u8::from(step.edge(first) > low));
    last += f64::from(u8::from(step.edge(last) < high));
    // Where values are counts or instants, the greatest opens a bin of its own: were it added to
    // the bin before, that bin would hold two values where the others hold one.
    if (whole || measure == Measure::Time) && step.edge(last) == high {
        last += 1.0;
    }
    if last - first > MOST as f64 {
        return Err(Error::too_many_bins(last - first, MOST));
    }
    let bins = (last - first) as u32;
    let mut edges: Vec<f64> = (0..=bins).map(|i| step.edge(first + f64::from(i))).collect();
    edges.dedup();
    if edges.len() < 2 { even(low, high, 1.0) } else { Ok(edges) }
}

/// A width `times / over`: one of the two is 1 or both are whole, so that edges are the nearest
/// numbers to what is written, 0.3 and not 0.30000000000000004.
#[derive(Clone, Copy)]
struct Step {
    times: f64,
    over: f64,
}

impl Step {
    fn edge(self, index: f64) -> f64 {
        index * self.times / self.over
    }

    fn index(self, value: f64) -> f64 {
        value / self.times * self.over
    }

    /// The one of 1, 2, 2.5, 5 times a power of ten that is nearest to `width`.
    fn nearest(width: f64, whole: bool) -> Self {
        let power = width.log10().floor() as i32;
        let mut best = (f64::INFINITY, Self { times: width, over: 1.0 });
        for power in power - 1..=power + 1 {
            for tenths in [10.0, 20.0, 25.0, 50.0] {
                let power = power - 1;
                let step = Self {
                    times: tenths * 10f64.powi(power.max(0)),
                    over: 10f64.powi((-power).max(0)),
                };
                if whole && (step.edge(1.0).fract() != 0.0 || step.edge(1.0) < 1.0) {
                    continue;
                }
                let away = (step.edge(1.0) / width).ln().abs();
                if away < best.0 {
                    best = (away, step);
                }
            }
        }
        best.1
    }
}

/// The nearest width, in milliseconds, that a clock can show.
fn clock_step(width: f64) -> Step {
    const SECOND: f64 = 1e3;
    const MINUTE: f64 = 60.0 * SECOND;
    const HOUR: f64 = 60.0 * MINUTE;
    let of = |unit: f64, counts: &[f64]| {
        let away = |count: &f64| (count * unit / width).ln().abs();
        let nearest = counts.iter().min_by(|a, b| away(a).total_cmp(&away(b)));
        Step { times: nearest.unwrap_or(&1.0) * unit, over: 1.0 }
    };
    match width {
        w if w < SECOND => Step::nearest(width.max(1.0), true),
        w if w < MINUTE => of(SECOND, &[1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0]),
        w if w < HOUR => of(MINUTE, &[1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0]),
        _ => of(HOUR, &[1.0, 2.0, 3.0, 6.0, 12.0, 24.0]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_are_round() {
        let values: Vec<f64> = (0..=1000).map(|i| f64::from(i) * 0.001 + 0.0005).collect();
        let found = edges(&values, Rule::Nice, Measure::Real, None).unwrap();
        assert_eq!(found, [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1]);
    }

    #[test]
    fn whole_numbers_get_whole_bins_of_their_own() {
        let dice: Vec<f64> = (0..600).map(|i| f64::from(i % 6 + 1)).collect();
        let found = edges(&dice, Rule::Nice, Measure::Whole, None).unwrap();
        assert_eq!(found, [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]);
        assert_eq!(counts(&dice, &found), [100; 6]);
    }

    #[test]
    fn the_last_bin_is_closed() {
        assert_eq!(counts(&[0.0, 1.0, 2.0, 3.0, 3.5], &[0.0, 1.0, 3.0]), [1, 3]);
        assert_eq!(counts(&[f64::NAN, -1.0], &[0.0, 1.0]), [0]);
    }

    #[test]
    fn one_value_and_none() {
        assert_eq!(edges(&[3.0, 3.0], Rule::Nice, Measure::Real, None).unwrap(), [2.5, 3.5]);
        assert_eq!(edges(&[], Rule::Count(2), Measure::Real, None).unwrap(), [0.0, 0.5, 1.0]);
        let far = edges(&[1e300, 1e300], Rule::Nice, Measure::Real, None).unwrap();
        assert_eq!(counts(&[1e300], &far).iter().sum::<u64>(), 1);
    }

    #[test]
    fn days_are_days() {
        let day = 86_400_000.0;
        let values: Vec<f64> = (0..400).map(|i| f64::from(i) * day / 40.0).collect();
        let found = edges(&values, Rule::Nice, Measure::Time, None).unwrap();
        assert_eq!(found[1] - found[0], day);
        assert_eq!(found[0], 0.0);
    }

    #[test]
    fn logarithmic_bins_keep_the_ends() {
        let values = [0.003, 0.1, 1.0, 7.0, 1234.5, -1.0, 0.0];
        let found = log_edges(&values, Rule::Count(7), None).unwrap();
        assert_eq!((found[0], found[7]), (0.003, 1234.5));
        assert_eq!(counts(&values, &found).iter().sum::<u64>(), 5);
        let round = log_edges(&values, Rule::Nice, None).unwrap();
        assert_eq!(counts(&values, &round).iter().sum::<u64>(), 5);
    }

    #[test]
    fn too_many_are_refused() {
        assert!(edges(&[0.0, 1.0], Rule::Count(MOST + 1), Measure::Real, None).is_err());
        assert!(edges(&[-1e308, 1e308], Rule::Nice, Measure::Real, None).is_err());
    }
}
