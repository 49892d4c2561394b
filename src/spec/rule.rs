//! Rules of time: how long a bin of `--resample` is, or a window of `--rolling`, in pandas' words.

use crate::error::{Error, Result};

/// So many steps of the clock or of the calendar: `10min`, `2D`, `W-MON`, `QS-FEB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// How many.
    pub count: u32,
    /// Of what.
    pub every: Every,
}

/// One step of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// So many nanoseconds: hours and less.
    Ticks(i64),
    /// A day of the calendar.
    Day,
    /// A working day, Monday to Friday.
    Business,
    /// A week that ends on this day; Monday is 0.
    Week(u8),
    /// From the 1st to the 14th and from the 15th on, or up to the 15th and up to the last day.
    HalfMonth(Side),
    /// One month, three or twelve, of which one begins (or ends) with the month `anchor` (from 1).
    Months {
        /// 1, 3 or 12.
        length: u8,
        /// A month at which one begins or ends.
        anchor: u8,
        /// Named after its first or its last day.
        side: Side,
        /// The first or last working day instead.
        business: bool,
    },
}

/// A side of a bin.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Where it begins.
    Left,
    /// Where it ends.
    Right,
}

const MICRO: i64 = 1_000;
const MILLI: i64 = 1_000 * MICRO;
const SECOND: i64 = 1_000 * MILLI;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
/// Nanoseconds of a day.
pub const DAY: i64 = 24 * HOUR;

/// Steps of the clock.
const TICKS: [(&str, i64); 6] =
    [("h", HOUR), ("min", MINUTE), ("s", SECOND), ("ms", MILLI), ("us", MICRO), ("ns", 1)];
/// Steps of the calendar.
const WORDS: [&str; 18] = [
    "D", "B", "W", "SMS", "SME", "MS", "ME", "QS", "QE", "YS", "YE", "BMS", "BME", "BQS", "BQE",
    "BYS", "BYE", "h",
];
/// The spelling of pandas before 2.2, and what it is called now.
const OLD: [(&str, &str); 17] = [
    ("M", "ME"),
    ("Q", "QE"),
    ("Y", "YE"),
    ("A", "YE"),
    ("AS", "YS"),
    ("SM", "SME"),
    ("BM", "BME"),
    ("BQ", "BQE"),
    ("BY", "BYE"),
    ("BA", "BYE"),
    ("BAS", "BYS"),
    ("H", "h"),
    ("T", "min"),
    ("S", "s"),
    ("L", "ms"),
    ("U", "us"),
    ("N", "ns"),
];
const WEEKDAYS: [&str; 7] = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];
const MONTHS: [&str; 12] =
    ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

impl Rule {
    /// Read a rule as pandas writes it. The second is the spelling of today, where it was an old
    /// one.
    pub fn parse(text: &str) -> Result<(Self, Option<String>)> {
        let text = text.trim();
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, word) = text.split_at(digits);
        let count = if number.is_empty() { Some(1) } else { number.parse().ok() };
        let count =
            count.filter(|&count| count > 0).ok_or_else(|| Error::not_a_rule(text, None))?;
        let (unit, anchor) = match word.split_once('-') {
            Some((unit, anchor)) => (unit, Some(anchor)),
            None => (word, None),
        };
        let (unit, renewed) = match modern(unit) {
            Some(new) if new == unit => (new, None),
            Some(new) => {
                let anchor = anchor.map(|anchor| format!("-{anchor}")).unwrap_or_default();
                (new, Some(format!("{number}{new}{anchor}")))
            }
            None => {
                let known = TICKS.iter().map(|(name, _)| *name).chain(WORDS);
                let near = crate::error::closest(unit, known).filter(|_| !unit.is_empty());
                return Err(Error::not_a_rule(text, near));
            }
        };
        let every = every(unit, anchor).ok_or_else(|| Error::not_an_anchor(text, unit))?;
        Ok((Self { count, every }, renewed))
    }

    /// Nanoseconds, when it is equally long everywhere; days count as 24 hours.
    #[must_use]
    pub fn nanoseconds(&self) -> Option<i64> {
        match self.every {
            Every::Ticks(one) => one.checked_mul(i64::from(self.count)),
            Every::Day => DAY.checked_mul(i64::from(self.count)),
            _ => None,
        }
    }

    /// The side on which pandas closes and labels its bins when nothing is said.
    #[must_use]
    pub fn side(&self) -> Side {
        match self.every {
            Every::Week(_) => Side::Right,
            Every::Months { side, .. } => side,
            _ => Side::Left,
        }
    }
}

/// The unit in today's spelling; `None` when there is none such.
fn modern(unit: &str) -> Option<&'static str> {
    let known = TICKS.iter().map(|(name, _)| *name).chain(WORDS);
    if let Some(exact) = known.clone().find(|known| *known == unit) {
        return Some(exact);
    }
    if let Some((_, new)) = OLD.iter().find(|(old, _)| *old == unit) {
        return Some(new);
    }
    // Capitals and small letters do not matter where nothing else is meant.
    let upper = unit.to_uppercase();
    match unit {
        "hour" | "hours" | "hr" => Some("h"),
        "minute" | "minutes" => Some("min"),
        "sec" | "second" | "seconds" => Some("s"),
        "day" | "days" => Some("D"),
        "week" | "weeks" => Some("W"),
        "month" | "months" => Some("MS"),
        "quarter" | "quarters" => Some("QS"),
        "year" | "years" => Some("YS"),
        "m" => None,
        _ => known.clone().find(|known| known.to_uppercase() == upper),
    }
}

fn every(unit: &str, anchor: Option<&str>) -> Option<Every> {
    if let Some((_, length)) = TICKS.iter().find(|(name, _)| *name == unit) {
        return anchor.is_none().then_some(Every::Ticks(*length));
    }
    let place = |names: &[&str], first: usize| match anchor {
        None => Some(first),
        Some(word) => names.iter().position(|name| name.eq_ignore_ascii_case(word)),
    };
    let bare = |every| anchor.is_none().then_some(every);
    let side = |unit: &str| if unit.ends_with('S') { Side::Left } else { Side::Right };
    let (business, plain) = match unit.strip_prefix('B') {
        Some(rest) if !rest.is_empty() => (true, rest),
        _ => (false, unit),
    };
    let months = |length: u8, anchor: usize| Every::Months {
        length,
        anchor: anchor as u8 + 1,
        side: side(plain),
        business,
    };
    match plain {
        "D" => bare(Every::Day),
        "B" => bare(Every::Business),
        "W" => Some(Every::Week(place(&WEEKDAYS, 6)? as u8)),
        "SMS" | "SME" => bare(Every::HalfMonth(side(plain))),
        "MS" | "ME" => bare(months(1, 0)),
        "QS" => Some(months(3, place(&MONTHS, 0)?)),
        "QE" => Some(months(3, place(&MONTHS, 11)?)),
        "YS" => Some(months(12, place(&MONTHS, 0)?)),
        "YE" => Some(months(12, place(&MONTHS, 11)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_of_pandas_are_read() {
        let read = |text: &str| Rule::parse(text).unwrap().0;
        assert_eq!(read("10min"), Rule { count: 10, every: Every::Ticks(MINUTE) });
        assert_eq!(read("W"), Rule { count: 1, every: Every::Week(6) });
        assert_eq!(read("2w-mon"), Rule { count: 2, every: Every::Week(0) });
        assert_eq!(read("D").nanoseconds(), Some(DAY));
        let quarters = |anchor, side, business| Every::Months { length: 3, anchor, side, business };
        assert_eq!(read("QS-FEB").every, quarters(2, Side::Left, false));
        assert_eq!(read("BQE").every, quarters(12, Side::Right, true));
        assert_eq!((read("ME").side(), read("SME").side()), (Side::Right, Side::Left));
    }

    #[test]
    fn old_letters_are_read_and_renewed() {
        let renewed = |text: &str| Rule::parse(text).unwrap().1;
        assert_eq!(renewed("2M").as_deref(), Some("2ME"));
        assert_eq!(renewed("A-JUN").as_deref(), Some("YE-JUN"));
        assert_eq!(renewed("15T").as_deref(), Some("15min"));
        assert_eq!(renewed("ME"), None);
        assert_eq!(renewed("d").as_deref(), Some("D"));
        for wrong in ["", "0D", "-1D", "1.5h", "fortnight", "W-FUN", "D-MON", "ME-JAN", "m", "7"] {
            assert!(Rule::parse(wrong).is_err(), "{wrong}");
        }
        let error = Rule::parse("mni").unwrap_err();
        assert_eq!(error.hint.as_deref(), Some("did you mean \"min\"?"));
    }
}
