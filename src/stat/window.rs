//! Windows along a slice, with pandas' handling of missing values (NaN here): a window sees the
//! values that are there, and is missing when they are fewer than asked.

use super::quantile::quantile;

/// What is computed of the values in a window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measure {
    /// Their sum.
    Sum,
    /// Their mean.
    Mean,
    /// The least.
    Min,
    /// The greatest.
    Max,
    /// Sample standard deviation.
    Std,
    /// Sample variance.
    Var,
    /// How many there are; `least` counts rows then.
    Count,
    /// A quantile by linear interpolation, 0 to 1.
    Quantile(f64),
}

/// The rows from the first up to and without the second.
pub type Bounds = [usize; 2];

/// Windows of so many rows that end with their row, or have it in their middle.
#[must_use]
pub fn last_rows(len: usize, rows: usize, center: bool) -> Vec<Bounds> {
    let ahead = if center { rows.saturating_sub(1) / 2 } else { 0 };
    (0..len)
        .map(|row| {
            let end = row + 1 + ahead;
            [end.saturating_sub(rows).min(len), end.min(len)]
        })
        .collect()
}

/// Windows of a span of time: `(t - span, t]`, or `(t - span / 2, t + span / 2]`. Times rise.
#[must_use]
pub fn last_span(times: &[i64], span: i64, center: bool) -> Vec<Bounds> {
    let (back, ahead) = if center { (span / 2, span / 2) } else { (span, 0) };
    let (mut start, mut end) = (0, 0);
    let mut bounds = Vec::with_capacity(times.len());
    for (row, &time) in times.iter().enumerate() {
        while times.get(start).is_some_and(|&t| t <= time.saturating_sub(back)) {
            start += 1;
        }
        end = end.max(row + 1);
        let last = time.saturating_add(ahead);
        while center && times.get(end).is_some_and(|&t| t <= last) {
            end += 1;
        }
        bounds.push([start.min(row), end]);
    }
    bounds
}

/// All rows so far.
#[must_use]
pub fn so_far(len: usize) -> Vec<Bounds> {
    (1..=len).map(|end| [0, end]).collect()
}

/// The measure of every window; missing where fewer than `least` values are present. The starts
/// of `bounds` rise, and so do their ends.
#[must_use]
pub fn roll(values: &[f64], bounds: &[Bounds], measure: Measure, least: usize) -> Vec<f64> {
    match measure {
        Measure::Quantile(share) => quantiles(values, bounds, share, least),
        Measure::Count => {
            // A count is never missing for want of values, but for want of rows.
            let there: Vec<f64> = values.iter().map(|v| f64::from(v.is_finite())).collect();
            slide(&there, bounds, Measure::Sum, least)
        }
        _ => slide(values, bounds, measure, least),
    }
}

/// What is known of some values: enough to join it with what is known of others, so that nothing
/// is ever subtracted (T. Chan et al., "Updating formulae and a pairwise algorithm for computing
/// sample variances").
#[derive(Clone, Copy)]
struct Part {
    count: f64,
    sum: f64,
    mean: f64,
    squares: f64,
    min: f64,
    max: f64,
}

const NOTHING: Part = Part {
    count: 0.0,
    sum: 0.0,
    mean: 0.0,
    squares: 0.0,
    min: f64::INFINITY,
    max: f64::NEG_INFINITY,
};

impl Part {
    fn of(value: f64) -> Self {
        // Infinity is missing to pandas' windows.
        if !value.is_finite() {
            return NOTHING;
        }
        Self { count: 1.0, sum: value, mean: value, squares: 0.0, min: value, max: value }
    }

    fn and(self, other: Self) -> Self {
        if self.count == 0.0 {
            return other;
        }
        if other.count == 0.0 {
            return self;
        }
        let count = self.count + other.count;
        let apart = other.mean - self.mean;
        Self {
            count,
            sum: self.sum + other.sum,
            mean: self.mean + apart * other.count / count,
            squares: self.squares
                + other.squares
                + apart * apart * self.count * other.count / count,
            min: self.min.min(other.min),
            max: self.max.max(other.max),
        }
    }

    fn measure(&self, measure: Measure, least: usize) -> f64 {
        let known = self.count > 0.0;
        let spread = self.squares / (self.count - 1.0);
        if self.count < least as f64 {
            return f64::NAN;
        }
        match measure {
            Measure::Sum => self.sum,
            Measure::Mean if known => self.mean,
            Measure::Min if known => self.min,
            Measure::Max if known => self.max,
            Measure::Var if self.count > 1.0 => spread,
            Measure::Std if self.count > 1.0 => spread.sqrt(),
            _ => f64::NAN,
        }
    }
}

/// A queue as two stacks: the front one knows what it holds from every place to its end.
fn slide(values: &[f64], bounds: &[Bounds], measure: Measure, least: usize) -> Vec<f64> {
    let mut front: Vec<Part> = Vec::new();
    let (mut start, mut middle, mut end) = (0, 0, 0);
    let mut back = NOTHING;
    let mut out = Vec::with_capacity(bounds.len());
    for &[first, last] in bounds {
        while end < last {
            back = back.and(values.get(end).map_or(NOTHING, |&v| Part::of(v)));
            end += 1;
        }
        while start < first {
            if front.is_empty() {
                let mut all = NOTHING;
                for &value in values.get(middle.max(start)..end).unwrap_or(&[]).iter().rev() {
                    all = Part::of(value).and(all);
                    front.push(all);
                }
                (middle, back) = (end, NOTHING);
            }
            front.pop();
            start += 1;
        }
        let all = front.last().map_or(back, |front| front.and(back));
        out.push(all.measure(measure, least));
    }
    out
}

/// Quantiles of windows whose values are kept sorted.
fn quantiles(values: &[f64], bounds: &[Bounds], share: f64, least: usize) -> Vec<f64> {
    let mut sorted: Vec<f64> = Vec::new();
    let (mut start, mut end) = (0, 0);
    let mut out = Vec::with_capacity(bounds.len());
    let present = |row: usize| values.get(row).copied().filter(|v| v.is_finite());
    for &[first, last] in bounds {
        while end < last {
            if let Some(value) = present(end) {
                sorted.insert(sorted.partition_point(|&v| v < value), value);
            }
            end += 1;
        }
        while start < first {
            if let Some(value) = present(start) {
                let place = sorted.partition_point(|&v| v < value);
                if place < sorted.len() {
                    sorted.remove(place);
                }
            }
            start += 1;
        }
        let enough = !sorted.is_empty() && sorted.len() >= least;
        out.push(if enough { quantile(&sorted, share) } else { f64::NAN });
    }
    out
}

/// Exponentially weighted means; weights fall by `alpha` per row, also over missing ones
/// (pandas' `adjust=True, ignore_na=False`).
#[must_use]
pub fn ewm(values: &[f64], alpha: f64, least: usize) -> Vec<f64> {
    let (mut mean, mut weight, mut count) = (f64::NAN, 0.0_f64, 0_usize);
    let mut out = Vec::with_capacity(values.len());
    for &value in values {
        weight *= 1.0 - alpha;
        if value.is_finite() {
            count += 1;
            weight += 1.0;
            // The new value has a weight of one among all.
            mean = if count == 1 { value } else { mean + (value - mean) / weight };
        }
        out.push(if count >= least.max(1) { mean } else { f64::NAN });
    }
    out
}

/// What is added up, multiplied or compared so far; a missing value stays missing and is passed
/// over.
#[must_use]
pub fn accumulate(values: &[f64], join: fn(f64, f64) -> f64) -> Vec<f64> {
    let mut so_far: Option<f64> = None;
    let mut step = |value: f64| {
        if value.is_nan() {
            return value;
        }
        let next = so_far.map_or(value, |before| join(before, value));
        so_far = Some(next);
        next
    };
    values.iter().map(|&value| step(value)).collect()
}

/// Each value joined with the one `periods` rows earlier; missing where there is none.
#[must_use]
pub fn lagged(values: &[f64], periods: usize, join: fn(f64, f64) -> f64) -> Vec<f64> {
    let earlier =
        std::iter::repeat_n(f64::NAN, periods.min(values.len())).chain(values.iter().copied());
    values.iter().zip(earlier).map(|(&value, before)| join(before, value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GAP: f64 = f64::NAN;

    #[test]
    fn windows_skip_what_is_missing() {
        let values = [1.0, GAP, 3.0, 5.0];
        let two = last_rows(4, 2, false);
        assert_eq!(two, [[0, 1], [0, 2], [1, 3], [2, 4]]);
        let sums = roll(&values, &two, Measure::Sum, 1);
        assert_eq!(sums, [1.0, 1.0, 3.0, 8.0]);
        assert_eq!(roll(&values, &two, Measure::Mean, 2)[3], 4.0);
        assert!(roll(&values, &two, Measure::Mean, 2)[2].is_nan());
        assert_eq!(roll(&values, &two, Measure::Count, 1), [1.0, 1.0, 1.0, 2.0]);
        assert_eq!(accumulate(&[1.0, GAP, 2.0], |a, b| a + b)[2], 3.0);
        assert_eq!(lagged(&[1.0, 4.0], 1, |before, now| now - before)[1], 3.0);
        assert!(lagged(&[1.0], 5, |before, now| now - before)[0].is_nan());
    }

    #[test]
    fn spans_of_time_leave_their_beginning_out() {
        assert_eq!(last_span(&[0, 1, 2, 2, 9], 2, false), [[0, 1], [0, 2], [1, 3], [1, 4], [4, 5]]);
        assert_eq!(last_span(&[0, 1, 2], 2, true), [[0, 2], [1, 3], [2, 3]]);
    }

    #[test]
    fn nothing_is_lost_beside_large_numbers() {
        let values = [1e16, 1.0, 1.0, 1.0];
        assert_eq!(roll(&values, &last_rows(4, 2, false), Measure::Sum, 2)[3], 2.0);
    }
}
