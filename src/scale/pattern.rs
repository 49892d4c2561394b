//! How the user wants numbers and times written: printf (`%.1f km`), Python (`{:,.0f} km`),
//! `percent`, strftime (`%d %b %Y`).

use super::format::{MINUS, fixed, shared, trim_zeros};
use super::time::{civil, day_number, days_from_civil, weekday};
use crate::error::{Error, Result};
use crate::spec::part::{DAYS, MONTHS};

/// A pattern for numbers.
#[derive(Clone, Debug, PartialEq)]
pub enum Pattern {
    /// A hundred times the value, and `%`.
    Percent,
    /// One value with text around it.
    Printf {
        /// Text before the value.
        before: String,
        /// How the value is written.
        field: Field,
        /// Text behind the value.
        after: String,
    },
}

/// How a value is written.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Field {
    /// `d`, `f`, `e`, `g` or `%`.
    kind: char,
    /// Digits behind the point, or significant ones for `g`.
    precision: Option<usize>,
    /// Least number of characters.
    width: usize,
    /// Commas between thousands.
    commas: bool,
    /// A sign before positive numbers.
    plus: bool,
    /// Filled with zeros, not blanks.
    zeros: bool,
    /// Filled behind, not before.
    left: bool,
}

/// More digits than a double has are only ever a slip of the finger.
const MOST: usize = 40;

impl Pattern {
    /// A pattern as typed.
    pub fn parse(text: &str) -> Result<Self> {
        if text.eq_ignore_ascii_case("percent") {
            return Ok(Self::Percent);
        }
        let parsed = if text.contains('{') { python(text) } else { printf(text) };
        parsed.ok_or_else(|| Error::bad_format(text))
    }

    /// Text before the value, how it is written, text behind it; nothing of that for `percent`.
    #[must_use]
    pub fn parts(&self) -> (&str, Option<Field>, &str) {
        match self {
            Self::Percent => ("", None, ""),
            Self::Printf { before, field, after } => (before, Some(*field), after),
        }
    }

    /// The labels of these values.
    #[must_use]
    pub fn labels(&self, values: &[f64]) -> Vec<String> {
        match self {
            Self::Percent => {
                let hundredfold: Vec<f64> = values.iter().map(|v| v * 100.0).collect();
                shared(&hundredfold).into_iter().map(|label| label + "%").collect()
            }
            Self::Printf { before, field, after } => {
                values.iter().map(|v| format!("{before}{}{after}", field.write(*v))).collect()
            }
        }
    }
}

/// `text %[flags][width][.precision]kind text`, where `%%` is a percent sign.
fn printf(text: &str) -> Option<Pattern> {
    let (mut before, mut after) = (String::new(), String::new());
    let mut field = None;
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let (plain, behind) = (rest.get(..at)?, rest.get(at + 1..)?);
        let side = if field.is_none() { &mut before } else { &mut after };
        side.push_str(plain);
        if let Some(behind) = behind.strip_prefix('%') {
            side.push('%');
            rest = behind;
        } else {
            let end = behind.find(|c: char| c.is_ascii_alphabetic())?;
            let kind = behind.get(end..)?.chars().next()?;
            let parsed = self::field(behind.get(..end)?, kind)?;
            if field.replace(parsed).is_some() {
                return None;
            }
            rest = behind.get(end + 1..)?;
        }
    }
    let side = if field.is_none() { &mut before } else { &mut after };
    side.push_str(rest);
    Some(Pattern::Printf { before, field: field?, after })
}

/// `text {:[flags][width][,][.precision][kind]} text`, with a name or number before the colon.
fn python(text: &str) -> Option<Pattern> {
    let (before, rest) = text.split_once('{')?;
    let (inside, after) = rest.split_once('}')?;
    if after.contains('{') {
        return None;
    }
    let wish = inside.split_once(':').map_or("", |(_, wish)| wish);
    let (flags, kind) = match wish.char_indices().last() {
        Some((at, c)) if c.is_ascii_alphabetic() || c == '%' => (wish.get(..at)?, c),
        _ => (wish, 'g'),
    };
    let mut field = field(flags, kind)?;
    // Without a kind, Python writes integers as integers.
    if kind == 'g' && field.precision.is_none() {
        field.precision = Some(12);
    }
    Some(Pattern::Printf { before: before.into(), field, after: after.into() })
}

fn field(text: &str, kind: char) -> Option<Field> {
    let kind = match kind.to_ascii_lowercase() {
        'i' | 'u' => 'd',
        kind @ ('d' | 'f' | 'e' | 'g' | '%') => kind,
        _ => return None,
    };
    let mut field = Field { kind, ..Field::default() };
    let (front, precision) = text.split_once('.').map_or((text, None), |(f, p)| (f, Some(p)));
    if let Some(digits) = precision {
        let digits = digits.strip_suffix(',').unwrap_or(digits);
        field.precision = Some(if digits.is_empty() { 0 } else { digits.parse().ok()? });
    }
    let mut width = String::new();
    for c in front.chars() {
        match c {
            '+' => field.plus = true,
            '-' | '<' => field.left = true,
            ',' | '\'' | '_' => field.commas = true,
            '0' if width.is_empty() => field.zeros = true,
            ' ' | '#' | '>' => {}
            '0'..='9' => width.push(c),
            _ => return None,
        }
    }
    if !width.is_empty() {
        field.width = width.parse().ok()?;
    }
    (field.width <= MOST && field.precision.unwrap_or(0) <= MOST).then_some(field)
}

impl Field {
    /// Kind, precision and width.
    #[must_use]
    pub fn shape(self) -> (char, Option<usize>, usize) {
        (self.kind, self.precision, self.width)
    }

    /// What else was asked for: `,`, `+`, `0`, `-`.
    #[must_use]
    pub fn flags(self) -> String {
        let all = [(self.commas, ','), (self.plus, '+'), (self.zeros, '0'), (self.left, '-')];
        all.into_iter().filter_map(|(asked, flag)| asked.then_some(flag)).collect()
    }

    fn write(self, value: f64) -> String {
        let precision = self.precision.unwrap_or(6);
        let text = match self.kind {
            'd' => fixed(value.round(), 0, self.commas),
            'f' => fixed(value, precision, self.commas),
            '%' => fixed(value * 100.0, precision, self.commas) + "%",
            'e' => exponential(value, precision),
            _ => self.general(value, precision.max(1)),
        };
        let text = if self.plus && value >= 0.0 { format!("+{text}") } else { text };
        let missing = self.width.saturating_sub(text.chars().count());
        if self.left {
            text + &" ".repeat(missing)
        } else if self.zeros && value.is_finite() {
            let (sign, digits) =
                text.split_at(text.find(|c: char| c.is_ascii_digit()).unwrap_or(0));
            format!("{sign}{}{digits}", "0".repeat(missing))
        } else {
            " ".repeat(missing) + &text
        }
    }

    /// So many significant digits, in whichever notation is shorter, as C's `%g`.
    fn general(self, value: f64, precision: usize) -> String {
        let scientific = exponential(value, precision - 1);
        let Some((mantissa, power)) = scientific.split_once('e') else {
            return scientific;
        };
        let exponent: i32 = power.replace(MINUS, "-").parse().unwrap_or(0);
        if exponent < -4 || exponent >= precision as i32 {
            return format!("{}e{power}", trim_zeros(mantissa));
        }
        let decimals = (precision as i32 - 1 - exponent).max(0) as usize;
        trim_zeros(&fixed(value, decimals, self.commas))
    }
}

/// `1.5e+06`, as C writes it.
fn exponential(value: f64, precision: usize) -> String {
    if !value.is_finite() {
        return fixed(value, 0, false);
    }
    let text = format!("{:.precision$e}", value.abs());
    let (mantissa, power) = text.split_once('e').unwrap_or((&text, "0"));
    let (sign, digits) = match power.strip_prefix('-') {
        Some(digits) => (MINUS, digits),
        None => ('+', power),
    };
    let minus = if value < 0.0 { MINUS.to_string() } else { String::new() };
    format!("{minus}{mantissa}e{sign}{digits:0>2}")
}

/// The first three letters of a month.
#[must_use]
pub fn month_name(month: u32) -> &'static str {
    MONTHS.get(month.saturating_sub(1) as usize).and_then(|m| m.get(..3)).unwrap_or("")
}

/// A time (ms since 1970) by a strftime pattern. A `-` behind the percent sign leaves out
/// leading zeros; what is not known is left as it is.
#[must_use]
pub fn strftime(ms: f64, pattern: &str) -> String {
    let mut out = String::new();
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        let (mut letter, mut flag) = (chars.next(), "");
        if letter == Some('-') {
            (letter, flag) = (chars.next(), "-");
        }
        match letter.map(|l| (l, conversion(ms, l))) {
            Some((_, Some(text))) if flag.is_empty() => out.push_str(&text),
            Some((_, Some(text))) => {
                let short = text.trim_start_matches(['0', ' ']);
                out.push_str(if short.is_empty() { "0" } else { short });
            }
            Some((letter, None)) => {
                out.extend(['%'].into_iter().chain(flag.chars()).chain([letter]));
            }
            None => out.push('%'),
        }
    }
    out
}

/// What one letter of strftime stands for.
fn conversion(ms: f64, letter: char) -> Option<String> {
    let c = civil(ms);
    let days = days_from_civil(c.year, c.month, c.day);
    let in_year = days - days_from_civil(c.year, 1, 1);
    let weekday = weekday(days);
    let day_name = DAYS.get(weekday as usize).copied().unwrap_or_default();
    let month_name = MONTHS.get(c.month.saturating_sub(1) as usize).copied().unwrap_or_default();
    let hour12 = (c.hour + 11) % 12 + 1;
    let year = match c.year {
        year @ 0.. => format!("{year:04}"),
        year => format!("{MINUS}{:04}", year.unsigned_abs()),
    };
    Some(match letter {
        'Y' => year,
        'y' => format!("{:02}", c.year.rem_euclid(100)),
        'm' => format!("{:02}", c.month),
        'd' => format!("{:02}", c.day),
        'e' => format!("{:2}", c.day),
        'H' => format!("{:02}", c.hour),
        'I' => format!("{hour12:02}"),
        'M' => format!("{:02}", c.minute),
        'S' => format!("{:02}", c.second),
        'f' => format!("{:06}", c.micro),
        'L' => format!("{:03}", c.micro / 1000),
        'p' => if c.hour < 12 { "AM" } else { "PM" }.into(),
        'B' => month_name.into(),
        'b' | 'h' => month_name.get(..3)?.into(),
        'A' => day_name.into(),
        'a' => day_name.get(..3)?.into(),
        'j' => format!("{:03}", in_year + 1),
        'u' => format!("{}", weekday + 1),
        'w' => format!("{}", (weekday + 1) % 7),
        'U' => format!("{:02}", (in_year + 7 - (weekday + 1) % 7) / 7),
        'W' => format!("{:02}", (in_year + 7 - weekday) / 7),
        'V' => format!("{:02}", iso_week(ms)),
        'q' => c.month.div_ceil(3).to_string(),
        's' => format!("{}", (ms / 1000.0).floor()),
        'F' => strftime(ms, "%Y-%m-%d"),
        'T' | 'X' => strftime(ms, "%H:%M:%S"),
        'R' => strftime(ms, "%H:%M"),
        'D' | 'x' => strftime(ms, "%m/%d/%y"),
        'c' => strftime(ms, "%a %b %e %H:%M:%S %Y"),
        'z' => "+0000".into(),
        'Z' => "UTC".into(),
        'n' => "\n".into(),
        't' => "\t".into(),
        '%' => "%".into(),
        _ => return None,
    })
}

/// The ISO week: the one of this week's Thursday, counted in that Thursday's year.
fn iso_week(ms: f64) -> i64 {
    let days = day_number(ms);
    let thursday = days - weekday(days) + 3;
    let (year, _, _) = super::time::civil_from_days(thursday);
    (thursday - days_from_civil(year, 1, 1)) / 7 + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_by_pattern() {
        for (pattern, value, text) in [
            ("%.1f", 3.12, "3.1"),
            ("%.1f", -0.04, "0.0"),
            ("%.1f km", 3.12, "3.1 km"),
            ("$%'.2f", 12_345.5, "$12,345.50"),
            ("%d", 2.6, "3"),
            ("%+d", 5.0, "+5"),
            ("%05d", -42.0, "−0042"),
            ("%.0f%%", 12.3, "12%"),
            ("%.2e", 123_456.0, "1.23e+05"),
            ("%g", 1e-5, "1e−05"),
            ("%g", 0.000_1, "0.0001"),
            ("%.3g", 1234.0, "1.23e+03"),
            ("{:,.0f} t", 1_234_567.0, "1,234,567 t"),
            ("{value:.1%}", 0.256, "25.6%"),
            ("{:,}", 12_345.0, "12,345"),
            ("{}", 0.25, "0.25"),
        ] {
            assert_eq!(Pattern::parse(pattern).unwrap().labels(&[value]), [text], "{pattern}");
        }
        assert_eq!(Pattern::parse("percent").unwrap().labels(&[0.0, 0.125]), ["0.0%", "12.5%"]);
    }

    #[test]
    fn what_is_no_pattern_is_refused() {
        for text in ["", "abc", "%", "%s", "%Y", "%d-%d", "{", "{:x}", "%.99999f", "{} {}"] {
            assert!(Pattern::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn times_by_pattern() {
        let ms = super::super::time::parse_iso("2019-03-04T06:07:08.25").unwrap();
        for (pattern, text) in [
            ("%d %b %Y", "04 Mar 2019"),
            ("%-d.%-m.%y", "4.3.19"),
            ("%A %H:%M:%S.%L %p", "Monday 06:07:08.250 AM"),
            ("%F %T week %V day %j Q%q", "2019-03-04 06:07:08 week 10 day 063 Q1"),
            ("100 %% %k %", "100 % %k %"),
        ] {
            assert_eq!(strftime(ms, pattern), text);
        }
        let new_year = super::super::time::parse_iso("2021-01-01").unwrap();
        assert_eq!(strftime(new_year, "%V %U %W"), "53 00 00");
    }
}
