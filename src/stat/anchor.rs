//! Days of the calendar at which periods begin or end: weeks, months, quarters, working days.

/// A rule that names days, numbered in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Every day.
    Day,
    /// Monday to Friday.
    Business,
    /// One day of the week; Monday is 0.
    Week(i64),
    /// The 1st and the 15th, or the 15th and the last of a month.
    HalfMonth {
        /// The 15th and the last.
        end: bool,
    },
    /// The first or last day of every `length`th month.
    Month {
        /// Months from one to the next: 1, 3 or 12.
        length: i64,
        /// One of these months, from 1.
        month: i64,
        /// The last day instead of the first.
        end: bool,
        /// The first or last one that is no Saturday or Sunday.
        business: bool,
    },
}

/// A Monday, as a day since 1970-01-01.
const MONDAY: i64 = 4;

impl Anchor {
    /// The day with this number, since 1970-01-01.
    #[must_use]
    pub fn day(self, index: i64) -> i64 {
        match self {
            Self::Day => index,
            Self::Business => MONDAY + index.div_euclid(5) * 7 + index.rem_euclid(5),
            Self::Week(weekday) => MONDAY + weekday + 7 * index,
            Self::HalfMonth { end } => {
                let (month, half) = (index.div_euclid(2), index.rem_euclid(2));
                match (end, half) {
                    (false, 0) => month_start(month),
                    (true, 1) => month_start(month + 1) - 1,
                    _ => month_start(month) + 14,
                }
            }
            Self::Month { length, month, end, business } => {
                let month = index * length + (month - 1).rem_euclid(length);
                let day = if end { month_start(month + 1) - 1 } else { month_start(month) };
                let weekday = (day - MONDAY).rem_euclid(7);
                match (business && weekday >= 5, end) {
                    (true, true) => day - (weekday - 4),
                    (true, false) => day + 7 - weekday,
                    _ => day,
                }
            }
        }
    }

    /// The number of the last such day that is not after `day`.
    #[must_use]
    pub fn at_or_before(self, day: i64) -> i64 {
        let mut index = self.estimate(day);
        // The estimate is at most a few anchors away.
        while self.day(index) > day {
            index -= 1;
        }
        while self.day(index + 1) <= day {
            index += 1;
        }
        index
    }

    /// The number of the first such day that is not before `day`.
    #[must_use]
    pub fn at_or_after(self, day: i64) -> i64 {
        let index = self.at_or_before(day);
        if self.day(index) == day { index } else { index + 1 }
    }

    fn estimate(self, day: i64) -> i64 {
        let months = || (day as f64 / (365.2425 / 12.0)).floor() as i64 + 1970 * 12;
        match self {
            Self::Day => day,
            Self::Business => (day - MONDAY).div_euclid(7) * 5,
            Self::Week(weekday) => (day - MONDAY - weekday).div_euclid(7),
            Self::HalfMonth { .. } => months() * 2,
            Self::Month { length, .. } => months().div_euclid(length),
        }
    }
}

/// The day since 1970-01-01 on which a month begins, counted from the start of year 0 (Hinnant,
/// "chrono-compatible low-level date algorithms").
fn month_start(month: i64) -> i64 {
    let (year, month) = (month.div_euclid(12), month.rem_euclid(12));
    let year = if month < 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 10) % 12) + 2) / 5;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_where_the_calendar_has_them() {
        let month = |end, business| Anchor::Month { length: 1, month: 1, end, business };
        // 1970-01-31 and 1970-02-28 are Saturdays; 1970-02-01 is a Sunday.
        let index = month(true, false).at_or_before(31);
        assert_eq!(month(true, false).day(index), 30);
        assert_eq!(month(true, false).day(index + 1), 58);
        assert_eq!(month(true, true).day(index), 29);
        assert_eq!(month(false, true).day(month(false, true).at_or_after(30)), 32);
        let leap = Anchor::Month { length: 12, month: 2, end: true, business: false };
        assert_eq!(leap.day(leap.at_or_after(11_016)), 11_016, "2000-02-29");
        assert_eq!(Anchor::Week(6).day(Anchor::Week(6).at_or_before(0)), -4);
        assert_eq!(Anchor::Business.day(Anchor::Business.at_or_before(3)), 1);
    }

    #[test]
    fn numbers_and_days_go_to_and_fro() {
        let months = [1, 3, 12].into_iter().flat_map(|length| {
            [(false, false), (true, false), (false, true), (true, true)]
                .map(|(end, business)| Anchor::Month { length, month: 12, end, business })
        });
        let halves = [false, true].map(|end| Anchor::HalfMonth { end });
        let weeks = (0..7).map(Anchor::Week);
        for anchor in months.chain(halves).chain(weeks).chain([Anchor::Business, Anchor::Day]) {
            for day in (-900..900).chain(11_000..11_100) {
                let index = anchor.at_or_before(day);
                assert!(
                    anchor.day(index) <= day && day < anchor.day(index + 1),
                    "{anchor:?} {day}"
                );
                assert_eq!(anchor.at_or_before(anchor.day(index)), index, "{anchor:?} {day}");
            }
        }
    }
}
