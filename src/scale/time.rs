//! Times, in milliseconds since 1970; calendar arithmetic.
//!
//! The calendar is the proleptic Gregorian one with a year 0; no time zone is applied. A double
//! holds milliseconds to the microsecond for some 280 years around 1970, and to the millisecond
//! for 280 000.

use super::continuous::{fraction, lerp};

/// A scale of times.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// Earliest and latest, in ms since 1970.
    pub domain: [f64; 2],
    /// Where they are, in pixels.
    pub range: [f64; 2],
}

impl Time {
    /// The place of a time.
    #[must_use]
    pub fn map(&self, ms: f64) -> f64 {
        lerp(self.range, fraction(self.domain, ms))
    }

    /// The time at a place.
    #[must_use]
    pub fn invert(&self, place: f64) -> f64 {
        lerp(self.domain, fraction(self.range, place))
    }
}

/// Milliseconds of a second.
pub const SECOND: f64 = 1e3;
/// Milliseconds of a minute.
pub const MINUTE: f64 = 60.0 * SECOND;
/// Milliseconds of an hour.
pub const HOUR: f64 = 60.0 * MINUTE;
/// Milliseconds of a day.
pub const DAY: f64 = 24.0 * HOUR;
/// Milliseconds of a mean year.
pub const YEAR: f64 = 365.2425 * DAY;

/// Times beyond this (3 billion years) are held at it, so that days fit an integer.
pub const LIMIT: f64 = 1e20;

/// A time as calendar and clock show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Civil {
    /// Year; 0 is 1 BC.
    pub year: i64,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
    /// 0 to 23.
    pub hour: u32,
    /// 0 to 59.
    pub minute: u32,
    /// 0 to 59.
    pub second: u32,
    /// Microseconds, 0 to 999 999.
    pub micro: u32,
}

impl Civil {
    /// Midnight of a day.
    #[must_use]
    pub fn date(year: i64, month: u32, day: u32) -> Self {
        Self { year, month, day, hour: 0, minute: 0, second: 0, micro: 0 }
    }
}

/// Days from 1970-01-01 to a date (Hinnant, "chrono-compatible low-level date algorithms",
/// `days_from_civil`). Years count from March, so that the leap day is the last of its year;
/// 400 of them are an era of 146 097 days.
#[must_use]
pub fn days_from_civil(year: i64, month: u32, day: u32) -> i64 {
    let march_year = if month <= 2 { year - 1 } else { year };
    let era = march_year.div_euclid(400);
    let year_of_era = march_year.rem_euclid(400);
    let month_from_march = i64::from((month + 9) % 12);
    let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The date that lies `days` after 1970-01-01 (Hinnant, `civil_from_days`): year, month, day.
#[must_use]
pub fn civil_from_days(days: i64) -> (i64, u32, u32) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, month as u32, day as u32)
}

/// Whole days since 1970-01-01 of a time.
#[must_use]
pub fn day_number(ms: f64) -> i64 {
    (ms.clamp(-LIMIT, LIMIT) / DAY).floor() as i64
}

/// Day of the week of a day number: 0 is Monday.
#[must_use]
pub fn weekday(days: i64) -> i64 {
    // 1970-01-01 was a Thursday.
    (days + 3).rem_euclid(7)
}

/// What calendar and clock show at a time, to the microsecond. NaN reads as 1970.
#[must_use]
pub fn civil(ms: f64) -> Civil {
    // A double near the present holds microseconds only roughly: round to the nearest first.
    let ms = if ms.is_nan() { 0.0 } else { ms.clamp(-LIMIT, LIMIT) };
    let mut days = (ms / DAY).floor();
    let mut micros = ((ms - days * DAY) * 1e3).round();
    if micros >= DAY * 1e3 {
        days += 1.0;
        micros = 0.0;
    }
    let (year, month, day) = civil_from_days(days as i64);
    let micros = micros.max(0.0) as u64;
    let seconds = (micros / 1_000_000) as u32;
    Civil {
        year,
        month,
        day,
        hour: seconds / 3600,
        minute: seconds / 60 % 60,
        second: seconds % 60,
        micro: (micros % 1_000_000) as u32,
    }
}

/// The time in ms since 1970 at which calendar and clock show this.
#[must_use]
pub fn from_civil(c: &Civil) -> f64 {
    let seconds = c.hour * 3600 + c.minute * 60 + c.second;
    days_from_civil(c.year, c.month, c.day) as f64 * DAY
        + f64::from(seconds) * SECOND
        + f64::from(c.micro) / 1e3
}

/// Days of a month.
#[must_use]
pub fn month_length(year: i64, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A time as ISO 8601 writes it: `2019`, `2019-03`, `2019-03-14`, with `T` or a space and
/// `06`, `06:30`, `06:30:15`, `06:30:15.25`, and `Z`, `+02`, `+02:00` or `+0200` behind. Years
/// before 1 have a minus: `-0043-03-15`.
#[must_use]
pub fn parse_iso(text: &str) -> Option<f64> {
    let text = text.trim();
    let (date, clock) = match text.find(['T', 't', ' ']) {
        Some(at) => (text.get(..at)?, Some(text.get(at + 1..)?.trim_start())),
        None => (text, None),
    };
    let (sign, digits) = match date.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (-1, rest),
        None => (1, date.strip_prefix('+').unwrap_or(date)),
    };
    let mut parts = digits.split('-');
    let year_digits = parts.next()?;
    if !(4..=9).contains(&year_digits.len()) {
        return None;
    }
    let year = sign * whole(year_digits, 9)?;
    let month = parts.next().map_or(Some(1), |p| whole(p, 2))? as u32;
    let day = parts.next().map_or(Some(1), |p| whole(p, 2))? as u32;
    if parts.next().is_some() || !(1..=12).contains(&month) {
        return None;
    }
    if day < 1 || day > month_length(year, month) {
        return None;
    }
    let midnight = days_from_civil(year, month, day) as f64 * DAY;
    clock.map_or(Some(midnight), |c| Some(midnight + parse_clock(c)?))
}

/// Milliseconds since midnight, of a clock with an optional offset from UTC.
fn parse_clock(text: &str) -> Option<f64> {
    let (clock, offset) = match text.find(['Z', 'z', '+', '-']) {
        Some(at) => (text.get(..at)?.trim_end(), parse_offset(text.get(at..)?)?),
        None => (text, 0.0),
    };
    let mut parts = clock.split(':');
    let hour = whole(parts.next()?, 2)?;
    let minute = parts.next().map_or(Some(0), |p| whole(p, 2))?;
    let second = parts.next().unwrap_or("0");
    let (second, part) = second.split_once(['.', ',']).unwrap_or((second, "0"));
    let second = whole(second, 2)?;
    whole(part, 18)?;
    let part: f64 = format!("0.{part}").parse().ok()?;
    // 24:00 is the end of a day, and :60 a leap second.
    let whole_day = hour == 24 && minute == 0 && second == 0;
    if parts.next().is_some() || (hour > 23 && !whole_day) || minute > 59 || second > 60 {
        return None;
    }
    Some((hour * 3600 + minute * 60 + second) as f64 * SECOND + part * SECOND - offset)
}

/// Milliseconds that a zone's clock is ahead of UTC.
fn parse_offset(text: &str) -> Option<f64> {
    if text.eq_ignore_ascii_case("z") {
        return Some(0.0);
    }
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+')?),
    };
    let digits = rest.replacen(':', "", 1);
    let value = match digits.len() {
        2 => whole(&digits, 2)? * 100,
        4 => whole(&digits, 4)?,
        _ => return None,
    };
    Some(sign * (value / 100 * 60 + value % 100) as f64 * MINUTE)
}

/// A number of one to `most` digits and nothing else.
fn whole(text: &str, most: usize) -> Option<i64> {
    let fits = (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (y, m, d, days) in [
            (1970, 1, 1, 0),
            (2000, 2, 29, 11_016),
            (1900, 3, 1, -25_508),
            (1, 1, 1, -719_162),
            (0, 3, 1, -719_468),
            (-43, 3, 15, -735_160),
        ] {
            assert_eq!(days_from_civil(y, m, d), days, "{y}-{m}-{d}");
            assert_eq!(civil_from_days(days), (y, m, d));
        }
        for days in (-1_000_000..1_000_000).step_by(97) {
            let (y, m, d) = civil_from_days(days);
            assert_eq!(days_from_civil(y, m, d), days);
            assert!(d >= 1 && d <= month_length(y, m));
        }
    }

    #[test]
    fn iso_is_read() {
        for (text, ms) in [
            ("1970", 0.0),
            ("2019-03", 1_551_398_400_000.0),
            ("2019-03-14", 1_552_521_600_000.0),
            ("2019-03-14T06:30", 1_552_545_000_000.0),
            ("2019-03-14 06:30:15.25", 1_552_545_015_250.0),
            ("2019-03-14T06:30:00+02:00", 1_552_537_800_000.0),
            ("2019-03-14T06:30-0130", 1_552_550_400_000.0),
            ("2019-03-14T24:00Z", 1_552_608_000_000.0),
            ("1969-12-31T23:59:59.999", -1.0),
            ("-0043-03-15", -735_160.0 * DAY),
        ] {
            assert_eq!(parse_iso(text), Some(ms), "{text}");
        }
        for text in ["", "19", "2019-13", "2019-02-29", "2019-1-1-1", "noon", "2019-03-14T25:00"] {
            assert_eq!(parse_iso(text), None, "{text}");
        }
    }

    #[test]
    fn civil_rounds_to_the_microsecond() {
        let c = civil(1_552_545_015_250.1);
        assert_eq!((c.hour, c.minute, c.second, c.micro), (6, 30, 15, 250_100));
        assert_eq!(civil(-0.001).year, 1969);
        assert_eq!(civil(-1e-9), Civil::date(1970, 1, 1));
        assert!(civil(f64::MAX).year > 290_000_000);
        assert_eq!(civil(f64::NAN), Civil::date(1970, 1, 1));
    }
}
