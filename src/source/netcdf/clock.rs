//! Times as the CF conventions store them (section 4.4): "hours since 1800-01-01", in a calendar.

use std::sync::atomic::{AtomicBool, Ordering};

use super::calendar::Calendar;
use crate::data::time::{DAY, SECOND};

/// How a variable's numbers say times.
#[derive(Debug)]
pub(super) struct Clock {
    calendar: Calendar,
    step: Step,
    /// Year, month, day, and microseconds of the day, of zero.
    origin: (i64, i64, i64, i64),
    /// The origin's day, on the calendar's count.
    day: i64,
    /// A date came up that our calendar lacks.
    lacking: AtomicBool,
}

/// From a number to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Micros(i64),
    Months(i64),
}

impl Clock {
    /// The clock of these units, if they are those of a time.
    pub(super) fn new(units: &str, calendar: &str) -> Option<Self> {
        let (unit, origin) = since(units)?;
        let step = step(unit)?;
        let calendar = Calendar::named(calendar)?;
        let (date, of_day) = instant(origin)?;
        let (year, month, day) = date;
        let number = calendar.number(year, month, day)?;
        Some(Self {
            calendar,
            step,
            origin: (year, month, day, of_day),
            day: number,
            lacking: AtomicBool::new(false),
        })
    }

    /// Microseconds since 1970, of a stored number: what the file's clock shows. Missing where it
    /// is no time.
    pub(super) fn read(&self, value: f64) -> f64 {
        self.time(value).map_or(f64::NAN, |time| time as f64)
    }

    /// Whether a date came up that our calendar lacks.
    pub(super) fn lacks(&self) -> bool {
        self.lacking.load(Ordering::Relaxed)
    }

    fn time(&self, value: f64) -> Option<i64> {
        // About as far as microseconds reach.
        if !value.is_finite() || value.abs() > 9e18 {
            return None;
        }
        let (whole, rest) = (value.floor() as i64, value - value.floor());
        let (year, month, day, of_day) = self.origin;
        let (number, micros) = match self.step {
            Step::Micros(step) => {
                let micros = i128::from(whole) * i128::from(step)
                    + i128::from((rest * step as f64).round() as i64)
                    + i128::from(of_day);
                let day = i128::from(DAY);
                (i64::try_from(micros.div_euclid(day)).ok()?, micros.rem_euclid(day) as i64)
            }
            Step::Months(step) => {
                let months = whole.checked_mul(step)?.checked_add(month - 1)?;
                let at = |months: i64| {
                    let (year, month) =
                        (year.checked_add(months.div_euclid(12))?, months.rem_euclid(12) + 1);
                    if year.abs() > 1_000_000 {
                        return None;
                    }
                    (1..=day).rev().find_map(|day| self.calendar.number(year, month, day))
                };
                let (start, next) = (at(months)?, at(months.checked_add(step)?)?);
                let micros = (rest * ((next - start) * DAY) as f64).round() as i64 + of_day;
                (start - self.day + micros.div_euclid(DAY), micros.rem_euclid(DAY))
            }
        };
        let number = self.day.checked_add(number)?;
        // A million years fit, in every calendar.
        if number.abs() > 400_000_000 {
            return None;
        }
        let (time, lacking) = self.calendar.shown(number, micros);
        if lacking {
            self.lacking.store(true, Ordering::Relaxed);
        }
        Some(time)
    }
}

/// A unit and an origin.
fn since(units: &str) -> Option<(&str, &str)> {
    let mut words = units.trim().splitn(3, char::is_whitespace);
    let (unit, since, origin) = (words.next()?, words.next()?, words.next()?);
    since.eq_ignore_ascii_case("since").then_some((unit, origin.trim()))
}

/// Whether these units are those of times: what a note is worth when they cannot be read.
pub(super) fn is_time(units: &str) -> bool {
    since(units).is_some_and(|(unit, _)| step(unit).is_some())
}

fn step(unit: &str) -> Option<Step> {
    Some(match unit.to_ascii_lowercase().as_str() {
        "microseconds" | "microsecond" | "microsec" | "microsecs" | "us" => Step::Micros(1),
        "milliseconds" | "millisecond" | "millisec" | "millisecs" | "msec" | "msecs" | "ms" => {
            Step::Micros(1000)
        }
        "seconds" | "second" | "secs" | "sec" | "s" => Step::Micros(SECOND),
        "minutes" | "minute" | "mins" | "min" => Step::Micros(60 * SECOND),
        "hours" | "hour" | "hrs" | "hr" | "h" => Step::Micros(3600 * SECOND),
        "days" | "day" | "d" => Step::Micros(DAY),
        "weeks" | "week" => Step::Micros(7 * DAY),
        "months" | "month" => Step::Months(1),
        "years" | "year" | "common_years" | "common_year" => Step::Months(12),
        _ => return None,
    })
}

/// A date and the microseconds of its day, in UTC, as files write them: `1-1-1 00:00:0.0`,
/// `2000-01-01T06:00Z`, `1990-1-1 0:0 -6:00`.
fn instant(text: &str) -> Option<((i64, i64, i64), i64)> {
    let text = text.trim().trim_end_matches("UTC").trim_end_matches("GMT").trim();
    let (date, rest) = match text.split_once(['T', ' ', 't']) {
        Some((date, rest)) => (date, rest.trim()),
        None => (text, ""),
    };
    let negative = date.starts_with('-');
    let mut parts = date.trim_start_matches('-').split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) =
        (parts.next()??, parts.next().unwrap_or(Some(1))?, parts.next().unwrap_or(Some(1))?);
    if parts.next().is_some() || year > 100_000 {
        return None;
    }
    let year = if negative { -year } else { year };
    let rest = rest.trim_end_matches(['Z', 'z']).trim();
    let zone = rest.char_indices().find(|&(i, c)| i > 0 && (c == '+' || c == '-')).map(|(i, _)| i);
    let (clock, zone) = rest.split_at(zone.unwrap_or(rest.len()));
    let of_day = if clock.trim().is_empty() { 0 } else { of_day(clock.trim())? };
    let offset = match zone.trim() {
        "" => 0,
        zone => {
            let digits = zone.trim_start_matches(['+', '-']);
            let whole = match digits.len() {
                4 if !digits.contains(':') => format!("{}:{}", digits.get(..2)?, digits.get(2..)?),
                _ => digits.to_owned(),
            };
            let offset = of_day_of(&whole)?;
            if zone.starts_with('-') { -offset } else { offset }
        }
    };
    Some(((year, month, day), of_day - offset))
}

fn of_day(text: &str) -> Option<i64> {
    of_day_of(text).filter(|&micros| (0..=DAY).contains(&micros))
}

fn of_day_of(text: &str) -> Option<i64> {
    let mut micros = 0.0;
    for (part, unit) in text.split(':').zip([3600.0, 60.0, 1.0]) {
        let value: f64 = part.trim().parse().ok().filter(|v: &f64| (0.0..100.0).contains(v))?;
        micros += value * unit * SECOND as f64;
    }
    Some(micros.round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::time::format_iso;

    fn read(units: &str, calendar: &str, value: f64) -> String {
        format_iso(Clock::new(units, calendar).unwrap().time(value).unwrap())
    }

    #[test]
    fn origins_are_read_as_files_write_them() {
        let noon = "2000-01-01T12:00:00";
        assert_eq!(read("hours since 2000-01-01", "", 12.0), noon);
        assert_eq!(read("hours since 2000-1-1 06:00:0.0", "proleptic_gregorian", 6.0), noon);
        assert_eq!(read("minutes since 2000-01-01T12:00:00Z", "gregorian", 0.0), noon);
        assert_eq!(read("seconds since 2000-01-01 06:00:00 -6:00", "", 0.0), noon);
        assert_eq!(read("days since 1999-12-31 18:00 +0600", "noleap", 1.0), noon);
        assert_eq!(read("days since 1-1-1 00:00:00", "", 730_121.5), noon);
        assert!(Clock::new("days", "").is_none());
        assert!(Clock::new("days since soon", "").is_none());
        assert!(Clock::new("days since 2000-01-01", "none").is_none());
    }

    #[test]
    fn months_are_those_of_the_calendar() {
        assert_eq!(read("months since 2000-01-31", "", 1.0), "2000-02-29T00:00:00");
        assert_eq!(read("months since 2000-01-01", "360_day", 14.5), "2001-03-16T00:00:00");
        assert_eq!(read("years since 2000-01-01", "", 3.0), "2003-01-01T00:00:00");
    }
}
