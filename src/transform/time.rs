//! Times as people write them, whole or in part: `2014`, `2014-01`, `2014-01-31T12:30`.

use polars::prelude::*;

/// What the clock of its zone shows at a time.
pub(super) fn shown(time: Expr) -> Expr {
    time.dt().replace_time_zone(None, lit("raise"), NonExistent::Raise)
}

/// The instants that a written time stands for, in microseconds since 1970: from the first, up to
/// and without the second. `2014-01` is all of January.
pub(super) fn span(text: &str) -> Option<[i64; 2]> {
    let text = text.trim().trim_end_matches('Z');
    let (date, clock) = match text.split_once(['T', ' ']) {
        Some((date, clock)) => (date, Some(clock)),
        None => (text, None),
    };
    let mut parts = date.splitn(3, '-');
    let year = digits(parts.next()?, 4)?;
    let month = parts.next().map(|m| digits(m, 2)).map_or(Some(None), |m| m.map(Some))?;
    let day = parts.next().map(|d| digits(d, 2)).map_or(Some(None), |d| d.map(Some))?;
    let (first, next) = match (month, day) {
        (None, _) => (days(year, 1, 1)?, days(year + 1, 1, 1)?),
        (Some(m), None) => (days(year, m, 1)?, days(year + i64::from(m == 12), m % 12 + 1, 1)?),
        (Some(m), Some(d)) => (days(year, m, d)?, days(year, m, d)? + 1),
    };
    let Some(clock) = clock else { return Some([first * DAY, next * DAY]) };
    day?;
    let [from, to] = clock_span(clock)?;
    Some([first * DAY + from, first * DAY + to])
}

/// The span of a written time, and how far its clock is ahead of UTC, in microseconds, where it
/// says so: `2020-10-25T02:30+01:00`.
pub(super) fn written(text: &str) -> Option<([i64; 2], Option<i64>)> {
    let text = text.trim();
    let Some(clock) = text.find(['T', ' ']) else { return Some((span(text)?, None)) };
    if let Some(utc) = text.strip_suffix('Z') {
        return Some((span(utc)?, Some(0)));
    }
    let (_, behind) = text.split_at(clock);
    let Some(sign) = behind.find(['+', '-']) else { return Some((span(text)?, None)) };
    let (time, offset) = text.split_at(clock + sign);
    let ahead = if offset.starts_with('-') { -1 } else { 1 };
    let mut seconds = 0;
    for (part, unit) in offset.get(1..)?.split(':').zip([3600, 60, 1]) {
        seconds += digits(part, 2)? * unit;
    }
    let whole = offset.split(':').count() <= 3;
    whole.then_some((span(time)?, Some(ahead * seconds * SECOND)))
}

const SECOND: i64 = 1_000_000;
const DAY: i64 = 86_400 * SECOND;

/// `12`, `12:30`, `12:30:15` or `12:30:15.25` within a day.
fn clock_span(text: &str) -> Option<[i64; 2]> {
    let (text, fraction) = match text.split_once('.') {
        Some((text, fraction)) => (text, Some(fraction)),
        None => (text, None),
    };
    let (mut at, mut unit) = (0, 3600 * SECOND);
    for (i, (part, most)) in text.split(':').zip([24, 60, 60]).enumerate() {
        let value = digits(part, 2)?;
        if value >= most {
            return None;
        }
        unit = [3600, 60, 1][i] * SECOND;
        at += value * unit;
    }
    if text.split(':').count() > 3 {
        return None;
    }
    if let Some(fraction) = fraction {
        if unit != SECOND || fraction.is_empty() || fraction.len() > 9 {
            return None;
        }
        let micros = &fraction[..fraction.len().min(6)];
        unit = 10i64.pow(6 - micros.len() as u32);
        at += digits(micros, micros.len())? * unit;
    }
    Some([at, at + unit])
}

/// Exactly `count` digits as a number; a year may have a sign.
fn digits(text: &str, count: usize) -> Option<i64> {
    let right = text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    if right { text.parse().ok() } else { None }
}

/// Days since 1970-01-01 of a date that exists (Hinnant, "chrono-compatible low-level date
/// algorithms").
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let length = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=length).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_for_all_they_hold() {
        let day = |d: i64| d * DAY;
        assert_eq!(span("1970"), Some([0, day(365)]));
        assert_eq!(span("1972-02"), Some([day(761), day(790)]));
        assert_eq!(span("1969-12"), Some([day(-31), 0]));
        assert_eq!(span("2000-02-29"), Some([day(11_016), day(11_017)]));
        let hour = 3600 * SECOND;
        assert_eq!(span("1970-01-01T01"), Some([hour, 2 * hour]));
        assert_eq!(span("1970-01-01 01:00:00.25Z"), Some([hour + 250_000, hour + 260_000]));
    }

    #[test]
    fn offsets_are_told_from_dates() {
        let hour = 3600 * SECOND;
        let minute = |offset| Some(([hour, hour + 60 * SECOND], offset));
        assert_eq!(written("1970-01-01T01:00"), minute(None));
        assert_eq!(written("1970-01-01T01:00Z"), minute(Some(0)));
        assert_eq!(written("1970-01-01 01:00-00:30"), minute(Some(-hour / 2)));
        assert_eq!(written("1970"), Some((span("1970").unwrap(), None)));
        assert_eq!(written("1970-01-01T01+02"), Some(([hour, 2 * hour], Some(2 * hour))));
        for text in ["1970-01-01T01:00+1", "1970-01-01T01:00+01:00:00:00", "1970-01-01T+01:00"] {
            assert_eq!(written(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_time() {
        for text in [
            "",
            "70",
            "1970-1",
            "1970-13",
            "1900-02-29",
            "1970T10",
            "1970-01-01T24",
            "x-y",
            "1970-01-01T10:00:00:00",
            "1970-01-01T10.5",
            "1970-01-01-02",
            "é970",
            "1970-01-01T10:00:00.é",
        ] {
            assert_eq!(span(text), None, "{text}");
        }
    }
}
