//! Fields to values: what is missing, what is a number, what type a column has.

use std::borrow::Cow;

use crate::data::time;
use crate::spec::ReadOptions;

/// The words that mean "missing".
#[derive(Clone, Debug)]
pub(super) struct Missing {
    /// pandas' own words count.
    default: bool,
    /// The user's words.
    more: Vec<Vec<u8>>,
}

impl Missing {
    pub(super) fn new(options: &ReadOptions) -> Self {
        let more = options.na_values.iter().map(|w| w.trim().as_bytes().to_vec()).collect();
        Self { default: !options.no_default_na, more }
    }

    /// True for a field without a value. An empty field never has one.
    pub(super) fn is(&self, field: &[u8]) -> bool {
        let field = field.trim_ascii();
        field.is_empty() || (self.default && is_default_missing(field)) || self.is_named(field)
    }

    /// True for the words that the user named: they may be numbers, as -999.
    #[inline]
    pub(super) fn is_named(&self, field: &[u8]) -> bool {
        !self.more.is_empty() && self.more.iter().any(|word| word == field.trim_ascii())
    }
}

/// The list of pandas 3.
fn is_default_missing(field: &[u8]) -> bool {
    matches!(
        field,
        b"#N/A"
            | b"#N/A N/A"
            | b"#NA"
            | b"-1.#IND"
            | b"-1.#QNAN"
            | b"-NaN"
            | b"-nan"
            | b"1.#IND"
            | b"1.#QNAN"
            | b"<NA>"
            | b"N/A"
            | b"NA"
            | b"NULL"
            | b"NaN"
            | b"None"
            | b"n/a"
            | b"nan"
            | b"null"
    )
}

/// What the values of a column are, as far as they have been seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// All missing.
    Empty,
    /// True and false.
    Bool,
    /// Whole numbers.
    Integer,
    /// Numbers.
    Float,
    /// ISO 8601, or the format that was asked for.
    Time,
    /// Anything.
    Text,
}

impl Kind {
    /// The kind that holds both.
    pub(super) fn join(self, other: Self) -> Self {
        match (self, other) {
            (a, b) if a == b => a,
            (Self::Empty, one) | (one, Self::Empty) => one,
            (Self::Integer, Self::Float) | (Self::Float, Self::Integer) => Self::Float,
            _ => Self::Text,
        }
    }

    /// The narrowest kind of one field that is not missing.
    pub(super) fn of(field: &[u8]) -> Self {
        if integer(field).is_some() {
            Self::Integer
        } else if float(field).is_some() {
            Self::Float
        } else if boolean(field).is_some() {
            Self::Bool
        } else if time::parse_iso(field).is_some() {
            Self::Time
        } else {
            Self::Text
        }
    }

    /// What messages call a value of it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Bool => "boolean",
            Self::Integer | Self::Float => "number",
            Self::Time => "time",
            Self::Empty | Self::Text => "text",
        }
    }
}

/// A whole number that fits 64 bits.
#[inline]
pub(super) fn integer(field: &[u8]) -> Option<i64> {
    let field = field.trim_ascii();
    let (negative, digits) = match field {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        all => (false, all),
    };
    if digits.is_empty() {
        return None;
    }
    if digits.len() <= 18 {
        let mut value = 0_i64;
        for &digit in digits {
            let digit = digit.wrapping_sub(b'0');
            if digit > 9 {
                return None;
            }
            value = value * 10 + i64::from(digit);
        }
        return Some(if negative { -value } else { value });
    }
    std::str::from_utf8(field).ok()?.parse().ok()
}

/// A number; `inf` is one, `nan` is not.
#[inline]
pub(super) fn float(field: &[u8]) -> Option<f64> {
    short_float(field).or_else(|| {
        let value: f64 = match fast_float2::parse(field) {
            Ok(value) => value,
            Err(_) => std::str::from_utf8(field).ok()?.trim().parse().ok()?,
        };
        (!value.is_nan()).then_some(value)
    })
}

const POWERS: [f64; 19] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18,
];

/// Up to 15 digits without exponent: the digits and the power of ten are exact as floats, so one
/// division rounds correctly (W. Clinger, "How to read floating point numbers accurately").
#[inline]
fn short_float(field: &[u8]) -> Option<f64> {
    let (negative, rest) = match field {
        [b'-', rest @ ..] => (true, rest),
        all => (false, all),
    };
    if rest.is_empty() || rest.len() > 16 {
        return None;
    }
    let (mut value, mut digits, mut decimals, mut point) = (0_u64, 0_usize, 0_usize, false);
    for &byte in rest {
        let digit = byte.wrapping_sub(b'0');
        if digit <= 9 {
            value = value * 10 + u64::from(digit);
            digits += 1;
            decimals += usize::from(point);
        } else if byte == b'.' && !point {
            point = true;
        } else {
            return None;
        }
    }
    if digits == 0 || digits > 15 {
        return None;
    }
    let value = value as f64 / POWERS.get(decimals)?;
    Some(if negative { -value } else { value })
}

/// True or false, as pandas reads them.
#[inline]
pub(super) fn boolean(field: &[u8]) -> Option<bool> {
    match field.trim_ascii() {
        b"true" | b"True" | b"TRUE" => Some(true),
        b"false" | b"False" | b"FALSE" => Some(false),
        _ => None,
    }
}

/// Bytes as text: UTF-8, else Latin-1, in which every byte is a letter.
pub(super) fn text(field: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(field) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(field.iter().map(|&b| char::from(b)).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_have_the_types_that_pandas_gives_them() {
        for (field, kind) in [
            ("007", Kind::Integer),
            ("-3", Kind::Integer),
            ("9223372036854775808", Kind::Float),
            ("1.5e3", Kind::Float),
            ("inf", Kind::Float),
            (".5", Kind::Float),
            ("1,000", Kind::Text),
            ("1_000", Kind::Text),
            ("-", Kind::Text),
            ("True", Kind::Bool),
            ("2020-01-31", Kind::Time),
            ("20200131", Kind::Integer),
            ("31/01/2020", Kind::Text),
        ] {
            assert_eq!(Kind::of(field.as_bytes()), kind, "{field}");
        }
    }

    #[test]
    fn short_numbers_are_read_as_the_library_reads_them() {
        for text in ["0.1", "123456789.012345", "-0.000001", "5.", "99999999999999.9", "1.7976"] {
            assert_eq!(short_float(text.as_bytes()), text.parse().ok(), "{text}");
        }
        for no in ["", ".", "-", "1e5", "1.2.3", "12345678901234567"] {
            assert_eq!(short_float(no.as_bytes()), None, "{no}");
        }
        for text in [
            "-1.5790123157680742",
            "9007199254740993",
            "1e23",
            "+.5E-3",
            " 2.5 ",
            "5.",
            "1e999",
            "-INF",
            "4.9e-324",
            "1e",
            "e5",
            "--1",
            "1_0",
            "0x10",
            "infinit",
            "0.1f",
            "\u{a0}1.5",
            "1 2",
            "",
        ] {
            assert_eq!(float(text.as_bytes()), text.trim().parse().ok(), "{text}");
        }
        assert_eq!(float(b"NaN"), None);
    }

    #[test]
    fn missing_words_are_those_of_pandas_and_of_the_user() {
        let options = ReadOptions { na_values: vec!["-999".into()], ..ReadOptions::default() };
        let missing = Missing::new(&options);
        for word in ["", " ", "NA", "n/a", "null", "-999", "None"] {
            assert!(missing.is(word.as_bytes()), "{word}");
        }
        assert!(!missing.is(b"-"));
        let strict = Missing::new(&ReadOptions { no_default_na: true, ..ReadOptions::default() });
        assert!(!strict.is(b"NA") && strict.is(b""));
    }
}
