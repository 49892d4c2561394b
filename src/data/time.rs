//! Times as text: ISO 8601 in and out, strftime formats in.
//!
//! A time is a wall clock without a zone, in microseconds since 1970-01-01T00:00. An offset in the
//! text (`Z`, `+02:00`) is not applied where all times of a column have the same: what is drawn is
//! what is written. See [`Stamp`].

use super::stamp::Stamp;

/// Microseconds of one second.
pub const SECOND: i64 = 1_000_000;
/// Microseconds of one day.
pub const DAY: i64 = 86_400 * SECOND;

/// Days since 1970-01-01 of a date in the proleptic Gregorian calendar (H. Hinnant,
/// "chrono-compatible low-level date algorithms"). `None` when there is no such date.
#[must_use]
pub fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    if !(1..=12).contains(&month) || !(1..=last).contains(&day) {
        return None;
    }
    let shifted = if month > 2 { year } else { year - 1 };
    let era = shifted.div_euclid(400);
    let of_era = shifted.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

/// Year, month and day of a day since 1970-01-01.
#[must_use]
pub fn date(day: i64) -> (i64, i64, i64) {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let part = (5 * of_year + 2) / 153;
    let month = if part < 10 { part + 3 } else { part - 9 };
    (year + era * 400 + i64::from(month <= 2), month, of_year - (153 * part + 2) / 5 + 1)
}

/// What the clock shows in `2020-01`, `2020-01-31`, `2020-01-31T23:59:59.25+02:00` (or with a space
/// for the T).
#[must_use]
pub fn parse_iso(text: &[u8]) -> Option<i64> {
    read_iso(text).map(|stamp| stamp.wall)
}

/// As [`parse_iso`], with the offset.
#[must_use]
pub fn read_iso(text: &[u8]) -> Option<Stamp> {
    let plain = |wall| Some(Stamp { wall, offset: 0 });
    let mut rest = Cursor { text, at: 0 };
    let year = rest.digits(4, 4)?;
    rest.expect(b'-')?;
    let month = rest.digits(2, 2)?;
    if rest.done() {
        return plain(days(year, month, 1)? * DAY);
    }
    rest.expect(b'-')?;
    let day = days(year, month, rest.digits(2, 2)?)? * DAY;
    if rest.done() {
        return plain(day);
    }
    rest.expect(b'T').or_else(|| rest.expect(b' ')).or_else(|| rest.expect(b't'))?;
    let hour = rest.digits(2, 2)?;
    rest.expect(b':')?;
    let minute = rest.digits(2, 2)?;
    let (mut second, mut fraction) = (0, 0);
    if rest.expect(b':').is_some() {
        second = rest.digits(2, 2)?;
        if rest.expect(b'.').or_else(|| rest.expect(b',')).is_some() {
            fraction = rest.fraction()?;
        }
    }
    let offset = rest.offset();
    if !rest.done() || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let wall = day + (hour * 3600 + minute * 60 + second) * SECOND + fraction;
    Some(Stamp { wall, offset })
}

/// Read a time with a strftime format: `%Y %y %m %d %H %I %M %S %f %j %p %b %B %a %A %z %Z %T %F %D
/// %R %s %%`; white space in the format stands for any amount of it.
#[must_use]
pub fn read(text: &str, format: &str) -> Option<Stamp> {
    let mut parts = Parts::default();
    let mut rest = Cursor { text: text.trim().as_bytes(), at: 0 };
    parts.read(&mut rest, format)?;
    let wall = if rest.done() { parts.time()? } else { return None };
    Some(Stamp { wall, offset: parts.offset })
}

/// `2020-01-31T23:59:59.25`, without what is zero at the end of the second's fraction.
#[must_use]
pub fn format_iso(time: i64) -> String {
    let (day, inside) = (time.div_euclid(DAY), time.rem_euclid(DAY));
    let (seconds, fraction) = (inside / SECOND, inside % SECOND);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let mut text = format!("{}T{hour:02}:{minute:02}:{second:02}", format_date(day));
    if fraction != 0 {
        let digits = format!(".{fraction:06}");
        text.push_str(digits.trim_end_matches('0'));
    }
    text
}

/// `2020-01-31`, from a day since 1970-01-01.
#[must_use]
pub fn format_date(day: i64) -> String {
    let (year, month, day) = date(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// What a strftime format has read so far.
#[derive(Default)]
struct Parts {
    year: Option<i64>,
    month: Option<i64>,
    day: Option<i64>,
    day_of_year: Option<i64>,
    hour: i64,
    minute: i64,
    second: i64,
    fraction: i64,
    afternoon: Option<bool>,
    epoch: Option<i64>,
    offset: i64,
}

impl Parts {
    fn read(&mut self, rest: &mut Cursor<'_>, format: &str) -> Option<()> {
        let mut letters = format.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '%' => {
                    let code = letters.next()?;
                    // `%-d` and `%e`: digits without padding, which we take anyway.
                    let code = if code == '-' { letters.next()? } else { code };
                    self.field(rest, code)?;
                }
                letter if letter.is_whitespace() => rest.spaces(),
                letter => {
                    let mut bytes = [0; 4];
                    for &byte in letter.encode_utf8(&mut bytes).as_bytes() {
                        rest.expect(byte)?;
                    }
                }
            }
        }
        Some(())
    }

    fn field(&mut self, rest: &mut Cursor<'_>, code: char) -> Option<()> {
        match code {
            'Y' => self.year = Some(rest.digits(4, 4)?),
            // As POSIX and Python: 69 to 99 are of the twentieth century.
            'y' => self.year = rest.digits(2, 2).map(|y| if y < 69 { 2000 + y } else { 1900 + y }),
            'm' => self.month = Some(rest.digits(1, 2)?),
            'd' | 'e' => {
                rest.spaces();
                self.day = Some(rest.digits(1, 2)?);
            }
            'j' => self.day_of_year = Some(rest.digits(1, 3)?),
            'b' | 'B' | 'h' => self.month = Some(rest.word(&MONTHS)?),
            'a' | 'A' => drop(rest.word(&WEEKDAYS)?),
            'H' | 'I' => self.hour = rest.digits(1, 2).filter(|&h| h < 24)?,
            'M' => self.minute = rest.digits(1, 2).filter(|&m| m < 60)?,
            'S' => self.second = rest.digits(1, 2).filter(|&s| s <= 60)?,
            'f' => self.fraction = rest.fraction()?,
            'p' | 'P' => self.afternoon = Some(rest.word(&["am", "pm"])? == 2),
            's' => self.epoch = Some(rest.digits(1, 12)?),
            'z' | 'Z' => self.offset = rest.offset(),
            'F' => self.read(rest, "%Y-%m-%d")?,
            'T' => self.read(rest, "%H:%M:%S")?,
            'R' => self.read(rest, "%H:%M")?,
            'D' => self.read(rest, "%m/%d/%y")?,
            '%' => rest.expect(b'%')?,
            _ => return None,
        }
        Some(())
    }

    fn time(&self) -> Option<i64> {
        if let Some(epoch) = self.epoch {
            return epoch.checked_mul(SECOND);
        }
        let year = self.year?;
        let day = match self.day_of_year {
            Some(n @ 1..=366) => {
                let day = days(year, 1, 1)? + n - 1;
                Some(day).filter(|&d| date(d).0 == year)?
            }
            Some(_) => return None,
            None => days(year, self.month.unwrap_or(1), self.day.unwrap_or(1))?,
        };
        let hour = match self.afternoon {
            Some(afternoon) => self.hour % 12 + if afternoon { 12 } else { 0 },
            None => self.hour,
        };
        Some(day * DAY + (hour * 3600 + self.minute * 60 + self.second) * SECOND + self.fraction)
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A place in a text.
struct Cursor<'a> {
    text: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    fn done(&self) -> bool {
        self.at == self.text.len()
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn spaces(&mut self) {
        while self.peek().is_some_and(|b| b.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    /// A number of `least` to `most` digits.
    fn digits(&mut self, least: usize, most: usize) -> Option<i64> {
        let (start, mut value) = (self.at, 0);
        while self.at - start < most
            && let Some(digit @ b'0'..=b'9') = self.peek()
        {
            value = value * 10 + i64::from(digit - b'0');
            self.at += 1;
        }
        (self.at - start >= least).then_some(value)
    }

    /// Digits after the point of a second, as microseconds; further digits are cut.
    fn fraction(&mut self) -> Option<i64> {
        let start = self.at;
        let value = self.digits(1, 6)?;
        let value = value * 10_i64.pow(6 - (self.at - start).min(6) as u32);
        while self.peek().is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
        }
        Some(value)
    }

    /// Pass over `Z`, `UTC`, `GMT`, `+02:00`, `+0200`, `+02`; how far that is ahead of UTC.
    fn offset(&mut self) -> i64 {
        let start = self.at;
        for zone in [&b"Z"[..], b"z", b"UTC", b"GMT", b" UTC", b" GMT"] {
            if self.text.get(start..) == Some(zone) {
                self.at = self.text.len();
                return 0;
            }
        }
        let sign = match self.peek() {
            Some(b'+') => 1,
            Some(b'-') => -1,
            _ => return 0,
        };
        self.at += 1;
        let hours = self.digits(2, 2);
        let colon = self.expect(b':').is_some();
        match (hours, self.digits(2, 2)) {
            (Some(hours), minutes) if minutes.is_some() || !colon => {
                sign * (hours * 60 + minutes.unwrap_or(0)) * 60 * SECOND
            }
            _ => {
                self.at = start;
                0
            }
        }
    }

    /// One of `words` or its first three letters, in any case; counted from 1.
    fn word(&mut self, words: &[&str]) -> Option<i64> {
        let rest = self.text.get(self.at..)?;
        let starts = |word: &str| {
            rest.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes()))
        };
        for (place, word) in words.iter().enumerate() {
            for form in [*word, word.get(..3).unwrap_or(word)] {
                if starts(form) {
                    self.at += form.len();
                    return Some(place as i64 + 1);
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_go_to_days_and_back() {
        assert_eq!(days(1970, 1, 1), Some(0));
        assert_eq!(days(2000, 2, 29), Some(11_016));
        assert_eq!(days(1900, 2, 29), None);
        for day in (-800_000..800_000).step_by(13) {
            let (y, m, d) = date(day);
            assert_eq!(days(y, m, d), Some(day));
        }
    }

    #[test]
    fn iso_is_read_and_nothing_else() {
        let read = |s: &str| parse_iso(s.as_bytes());
        assert_eq!(read("1970-01-02"), Some(DAY));
        assert_eq!(read("1970-01"), Some(0));
        assert_eq!(read("1970-01-01T00:00:01.5Z"), Some(1_500_000));
        assert_eq!(read("1970-01-01 01:00+02:00"), Some(3600 * SECOND));
        for no in ["1970", "19700101", "1970-13-01", "1970-01-01T", "1970-01-01T25:00", "1-1-1970"]
        {
            assert_eq!(read(no), None, "{no}");
        }
        assert_eq!(format_iso(1_500_000), "1970-01-01T00:00:01.5");
        assert_eq!(format_iso(-SECOND), "1969-12-31T23:59:59");
    }

    #[test]
    fn strftime_formats_are_read() {
        let parse = |text, format| super::read(text, format).map(|stamp| stamp.wall);
        assert_eq!(parse("2/1/1970", "%d/%m/%Y"), Some(DAY));
        assert_eq!(parse("Jan 2, 1970", "%b %d, %Y"), Some(DAY));
        assert_eq!(
            parse("2 January 1970 1:30 PM", "%d %B %Y %I:%M %p"),
            parse("1970-01-02 13:30", "%F %R")
        );
        assert_eq!(parse("13/02/2020", "%m/%d/%Y"), None);
        assert_eq!(parse("1970-002", "%Y-%j"), Some(DAY));
    }
}
