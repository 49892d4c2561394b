//! The calendars of the CF conventions (section 4.4.1), and what of them our calendar lacks.

use crate::data::time::{self, DAY};

/// A calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Calendar {
    /// Gregorian, at all times.
    Proleptic,
    /// Gregorian since 15 October 1582, Julian before.
    Standard,
    /// 365 days a year.
    NoLeap,
    /// 366 days a year.
    AllLeap,
    /// Twelve months of 30 days.
    Days360,
    /// Every fourth year has 366 days.
    Julian,
}

/// Days before each month of a year of 365 days.
const BEFORE: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
/// The day number (of the proleptic Gregorian calendar, from 1970) of 15 October 1582.
const REFORM: i64 = -141_427;
/// The Julian day number of 1970-01-01.
const EPOCH: i64 = 2_440_588;

impl Calendar {
    /// The calendar that a file names.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name.trim().to_ascii_lowercase().as_str() {
            "" | "standard" | "gregorian" => Self::Standard,
            "proleptic_gregorian" => Self::Proleptic,
            "noleap" | "365_day" => Self::NoLeap,
            "all_leap" | "366_day" => Self::AllLeap,
            "360_day" => Self::Days360,
            "julian" => Self::Julian,
            _ => return None,
        })
    }

    /// The number of a day, on a count of the calendar's own; none when it has no such day.
    pub(super) fn number(self, year: i64, month: i64, day: i64) -> Option<i64> {
        if !(1..=12).contains(&month) || day < 1 || day > self.days_of_month(year, month) {
            return None;
        }
        let before = BEFORE.get(usize::try_from(month - 1).ok()?).copied()?;
        let late = i64::from(month > 2);
        Some(match self {
            Self::Proleptic => time::days(year, month, day)?,
            Self::Standard => match time::days(year, month, day) {
                Some(number) if number >= REFORM => number,
                _ => julian(year, month, day),
            },
            Self::Julian => julian(year, month, day),
            Self::NoLeap => year * 365 + before + day - 1,
            Self::AllLeap => year * 366 + before + late + day - 1,
            Self::Days360 => year * 360 + (month - 1) * 30 + day - 1,
        })
    }

    /// Year, month and day of a day's number.
    pub(super) fn date(self, number: i64) -> (i64, i64, i64) {
        match self {
            Self::Proleptic => time::date(number),
            Self::Standard if number >= REFORM => time::date(number),
            Self::Standard | Self::Julian => from_julian(number),
            Self::Days360 => {
                let rest = number.rem_euclid(360);
                (number.div_euclid(360), rest / 30 + 1, rest % 30 + 1)
            }
            Self::NoLeap | Self::AllLeap => {
                let long = self == Self::AllLeap;
                let length = 365 + i64::from(long);
                let (year, rest) = (number.div_euclid(length), number.rem_euclid(length));
                let start = |month: usize| {
                    BEFORE.get(month).map_or(0, |&days| days + i64::from(long && month > 1))
                };
                let month = (0..12).rev().find(|&month| start(month) <= rest).unwrap_or(0);
                (year, month as i64 + 1, rest - start(month) + 1)
            }
        }
    }

    fn days_of_month(self, year: i64, month: i64) -> i64 {
        let leap = match self {
            Self::Days360 => return 30,
            Self::NoLeap => false,
            Self::AllLeap => true,
            Self::Julian => year % 4 == 0,
            Self::Standard if year < 1583 => year % 4 == 0,
            Self::Proleptic | Self::Standard => time::days(year, 2, 29).is_some(),
        };
        match month {
            2 => 28 + i64::from(leap),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    /// The time, in microseconds since 1970 of our calendar, at which a clock shows this date and
    /// time of day; and whether our calendar lacks the date. Such a date stands in the last second
    /// of its month, so that times keep their order and no other date moves.
    pub(super) fn shown(self, number: i64, of_day: i64) -> (i64, bool) {
        if self == Self::Proleptic {
            return (number * DAY + of_day, false);
        }
        let (year, month, day) = self.date(number);
        if let Some(day) = time::days(year, month, day) {
            return (day * DAY + of_day, false);
        }
        let last = (28..=31).rev().find_map(|day| Some((day, time::days(year, month, day)?)));
        let (last_day, last) = last.unwrap_or((28, 0));
        // At most two days are lacking; each gets half of the second.
        let (lacking, half) = ((day - last_day - 1).clamp(0, 1), time::SECOND / 2);
        (last * DAY + DAY - time::SECOND + lacking * half + of_day / (DAY / half), true)
    }
}

/// Days since 1970-01-01 (Gregorian) of a date in the Julian calendar: years begin in March, and
/// four of them have 1461 days.
fn julian(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    // 1721118 is the Julian day number of 1 March of the year 0.
    (1461 * year).div_euclid(4) + (153 * month + 2) / 5 + day - 1 + 1_721_118 - EPOCH
}

fn from_julian(number: i64) -> (i64, i64, i64) {
    let since = number + EPOCH - 1_721_118;
    let year = (4 * since + 3).div_euclid(1461);
    let of_year = since - (1461 * year).div_euclid(4);
    let part = (5 * of_year + 2) / 153;
    let day = of_year - (153 * part + 2) / 5 + 1;
    if part < 10 { (year, part + 3, day) } else { (year + 1, part - 9, day) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_numbers_are_each_others_inverse() {
        use Calendar::{AllLeap, Days360, Julian, NoLeap, Proleptic, Standard};
        for calendar in [AllLeap, Days360, Julian, NoLeap, Proleptic, Standard] {
            let start = calendar.number(1579, 12, 30).unwrap();
            for number in start..start + 3000 {
                let (year, month, day) = calendar.date(number);
                assert_eq!(calendar.number(year, month, day), Some(number), "{calendar:?}");
            }
        }
        assert_eq!(Standard.date(REFORM - 1), (1582, 10, 4));
        assert_eq!(Standard.date(REFORM), (1582, 10, 15));
        // The Julian day number of 1 January 4713 before Christ is 0.
        assert_eq!(julian(-4712, 1, 1), -EPOCH);
        assert_eq!(NoLeap.number(2000, 2, 29), None);
    }

    #[test]
    fn dates_that_we_lack_keep_their_order() {
        let at = |day: i64, hour: i64| {
            let number = Calendar::Days360.number(2001, 2, day).unwrap();
            Calendar::Days360.shown(number, hour * 3600 * time::SECOND)
        };
        let times = [at(28, 0), at(28, 18), at(29, 0), at(29, 12), at(30, 0), at(30, 23)];
        assert!(times.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!(times.map(|(_, lacking)| lacking), [false, false, true, true, true, true]);
        assert!(times.iter().all(|(time, _)| time::format_iso(*time).starts_with("2001-02-28")));
    }
}
