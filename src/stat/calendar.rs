//! Edges of bins of times that are days, weeks, months or years long: where the calendar has them.

use super::bin::MOST;
use crate::error::{Error, Result};

/// Milliseconds of a day.
pub(super) const DAY: f64 = 86_400_000.0;
/// Days of a month, on average.
const MONTH: f64 = 365.2425 / 12.0;
/// A Monday, as a day since 1970-01-01.
const MONDAY: i64 = 4;
/// No more months are counted: times of polars do not reach further.
const FAR: f64 = 1e8;

/// A step of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// So many days; weeks begin on Mondays.
    Days(i64),
    /// So many months; those of a year divide it.
    Months(i64),
}

/// Edges from at or before `low` to behind `high`, as far apart as the step nearest to `width`.
pub(super) fn edges(low: f64, high: f64, width: f64) -> Result<Vec<f64>> {
    let step = Step::nearest(width / DAY);
    let count = (high - low) / DAY / step.days();
    if count > MOST as f64 {
        return Err(Error::too_many_bins(count, MOST));
    }
    let mut index = step.index((low / DAY).floor() as i64);
    let mut edges = vec![step.edge(index)];
    while edges.last().is_some_and(|&last| last <= high) && edges.len() <= MOST {
        index += 1;
        edges.push(step.edge(index));
    }
    Ok(edges)
}

impl Step {
    fn nearest(days: f64) -> Self {
        let years =
            (0..8).flat_map(|power| [1, 2, 5].map(|n| Self::Months(n * 10_i64.pow(power) * 12)));
        let short = [1, 2, 7, 14].map(Self::Days).into_iter();
        let all = short.chain([1, 2, 3, 6].map(Self::Months)).chain(years);
        let away = |step: &Self| (step.days() / days).ln().abs();
        all.min_by(|a, b| away(a).total_cmp(&away(b))).unwrap_or(Self::Days(1))
    }

    /// Its length, on average.
    fn days(self) -> f64 {
        match self {
            Self::Days(n) => n as f64,
            Self::Months(n) => n as f64 * MONTH,
        }
    }

    /// The step in which a day is.
    fn index(self, day: i64) -> i64 {
        match self {
            Self::Days(n) => (day - Self::origin(n)).div_euclid(n),
            Self::Months(n) => month(day).div_euclid(n),
        }
    }

    /// Where a step begins, in milliseconds.
    fn edge(self, index: i64) -> f64 {
        let day = match self {
            Self::Days(n) => index * n + Self::origin(n),
            Self::Months(n) => month_start(index * n),
        };
        day as f64 * DAY
    }

    fn origin(days: i64) -> i64 {
        if days % 7 == 0 { MONDAY } else { 0 }
    }
}

/// The month of a day, counted from the start of year 0.
fn month(day: i64) -> i64 {
    let mut month = (day as f64 / MONTH).clamp(-FAR, FAR).floor() as i64 + 1970 * 12;
    // The average is at most a month away.
    while month_start(month) > day {
        month -= 1;
    }
    while month_start(month + 1) <= day {
        month += 1;
    }
    month
}

/// The first day of a month, since 1970-01-01 (H. Hinnant, "chrono-compatible low-level date
/// algorithms").
fn month_start(month: i64) -> i64 {
    // Years begin in March, so that a leap day is their last.
    let march = month - 2;
    let (year, of_year) = (march.div_euclid(12), march.rem_euclid(12));
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + (153 * of_year + 2) / 5 - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_begin_where_they_do() {
        assert_eq!(month_start(1970 * 12), 0);
        assert_eq!(month_start(2000 * 12 + 2), 11_017);
        assert_eq!(month_start(1900 * 12 + 2) - month_start(1900 * 12 + 1), 28);
        for day in (-800_000..800_000).step_by(17) {
            let month = month(day);
            assert!(month_start(month) <= day && day < month_start(month + 1));
        }
    }

    #[test]
    fn edges_are_those_of_the_calendar() {
        let of = |day: i64| day as f64 * DAY;
        // From 2000-02-29 to 2000-03-20, in weeks.
        let weeks = edges(of(11_016), of(11_036), 6.0 * DAY).unwrap();
        assert_eq!(weeks, [11_015, 11_022, 11_029, 11_036, 11_043].map(of));
        let years = edges(of(-30_000), of(11_016), 4000.0 * DAY).unwrap();
        let decades: Vec<f64> = (188..=200).map(|d| of(month_start(d * 120))).collect();
        assert_eq!(
            years[..],
            decades[..].iter().copied().chain([of(month_start(2010 * 12))]).collect::<Vec<_>>()[..]
        );
        assert_eq!(edges(0.0, of(400), 80.0 * DAY).unwrap().len(), 6);
    }
}
