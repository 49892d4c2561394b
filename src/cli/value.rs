//! What values of flags look like: numbers, ranges, lists, places, ticks.

use serde_json::Value;

use super::flag::Given;
use crate::error::{Error, Result, closest, list};
use crate::spec::scale::TickSpec;

impl Given<'_> {
    /// An error that shows the value and says what would do.
    pub(crate) fn bad(&self, takes: &str) -> Error {
        Error::option(self.flag, self.value, takes)
    }

    /// A switch's state.
    pub(crate) fn on(&self) -> bool {
        self.value == "true"
    }

    /// A number within a range; `takes` describes it.
    pub(crate) fn number(&self, min: f64, max: f64, takes: &str) -> Result<f64> {
        let number: Option<f64> = self.value.trim().parse().ok();
        number.filter(|n| n.is_finite() && (min..=max).contains(n)).ok_or_else(|| self.bad(takes))
    }

    /// A whole number from 1; `_` and `,` may separate thousands, `k` and `M` multiply.
    pub(crate) fn count<T: TryFrom<u64>>(&self, takes: &str) -> Result<T> {
        let text = self.value.trim().replace(['_', ','], "");
        let (digits, factor) = match text.strip_suffix(['k', 'K']) {
            Some(rest) => (rest, 1_000),
            None => match text.strip_suffix('M') {
                Some(rest) => (rest, 1_000_000),
                None => (text.as_str(), 1),
            },
        };
        let number: Option<u64> = digits.parse().ok();
        number
            .filter(|&n| n > 0)
            .and_then(|n: u64| n.checked_mul(factor))
            .and_then(|n| T::try_from(n).ok())
            .ok_or_else(|| self.bad(takes))
    }

    /// Pixels.
    pub(crate) fn pixels(&self) -> Result<f64> {
        self.number(1.0, 20_000.0, "a number of pixels from 1 to 20000")
    }

    /// Some text; an empty one is refused.
    pub(crate) fn text(&self) -> Result<String> {
        match self.value {
            "" => Err(self.bad("some text")),
            text => Ok(text.to_owned()),
        }
    }

    /// Names separated by commas; a name that holds a comma stands in double quotes.
    pub(crate) fn names(&self) -> Result<Vec<String>> {
        let names = split_list(self.value);
        if names.iter().any(String::is_empty) {
            return Err(self.bad("names separated by commas"));
        }
        Ok(names)
    }

    /// One of some words.
    pub(crate) fn choice<'w>(&self, words: &[&'w str]) -> Result<&'w str> {
        let wanted = self.value.to_lowercase();
        words.iter().copied().find(|&word| word == wanted).ok_or_else(|| {
            let error = Error::option(self.flag, self.value, &list(words, 40));
            match closest(self.value, words.iter().copied()) {
                Some(near) => error.hint(format!("did you mean \"{near}\"?")),
                None => error,
            }
        })
    }

    /// `LO,HI`, where one side may be empty.
    pub(crate) fn range(&self) -> Result<(Option<Value>, Option<Value>)> {
        const TAKES: &str = "LO,HI, where one side may be empty (0,10 or ,5 or 2014-01-01,)";
        let (low, high) = self.value.split_once(',').ok_or_else(|| self.bad(TAKES))?;
        let end = |text: &str| Some(text.trim()).filter(|t| !t.is_empty()).map(constant);
        let (mut low, mut high) = (end(low), end(high));
        if low.is_none() && high.is_none() {
            return Err(self.bad(TAKES));
        }
        let dated = [&low, &high].into_iter().flatten().any(Value::is_string);
        for end in [&mut low, &mut high].into_iter().flatten().filter(|_| dated) {
            // A year beside a date is a date: 2014,2015-06-01.
            let text = end.as_str().map_or_else(|| end.to_string(), str::to_owned);
            let known = |c: char| c.is_ascii_digit() || "-:.+TZ ".contains(c);
            if !text.starts_with(|c: char| c.is_ascii_digit()) || !text.chars().all(known) {
                return Err(self.bad(TAKES));
            }
            *end = Value::from(text);
        }
        if low.is_some() && low == high {
            return Err(self.bad("two different ends"));
        }
        Ok((low, high))
    }

    /// A number of ticks, or their places: `5`, `1900,1950`, `1=a,2=b`.
    pub(crate) fn ticks(&self) -> Result<TickSpec> {
        const TAKES: &str =
            "a number of ticks (5), their places (1900,1950) or both with words (1=a,2=b)";
        if let Ok(count) = self.value.trim().parse::<u32>() {
            return Ok(TickSpec::Count(count));
        }
        let mut places = Vec::new();
        for item in split_list(self.value).iter().filter(|item| !item.is_empty()) {
            let (place, words) = match item.split_once('=') {
                Some((place, words)) => (place.trim(), Some(words.to_owned())),
                None => (item.as_str(), None),
            };
            if place.is_empty() {
                return Err(self.bad(TAKES));
            }
            places.push((constant(place), words));
        }
        if places.is_empty() { Err(self.bad(TAKES)) } else { Ok(TickSpec::At(places)) }
    }

    /// `NAME=REST`.
    pub(crate) fn pair(&self, takes: &str) -> Result<(String, String)> {
        match self.value.split_once('=') {
            Some((name, rest)) if !name.trim().is_empty() && !rest.trim().is_empty() => {
                Ok((name.trim().to_owned(), rest.trim().to_owned()))
            }
            _ => Err(self.bad(takes)),
        }
    }
}

/// A number where it reads as one, else text.
pub(crate) fn constant(text: &str) -> Value {
    if let Ok(whole) = text.parse::<i64>() {
        return Value::from(whole);
    }
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => Value::from(number),
        _ => Value::from(text),
    }
}

/// Parts between commas, trimmed. Double quotes keep a comma (and spaces) inside a part.
pub(crate) fn split_list(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let (mut quoted, mut was_quoted) = (false, false);
    for c in text.chars() {
        let part = parts.last_mut();
        match (c, part) {
            ('"', Some(part)) if quoted || part.trim().is_empty() => {
                if !quoted {
                    part.clear();
                }
                quoted = !quoted;
                was_quoted = true;
            }
            (',', part) if !quoted => {
                trim(part, was_quoted);
                was_quoted = false;
                parts.push(String::new());
            }
            (c, _) if was_quoted && !quoted && c.is_whitespace() => {}
            (c, Some(part)) => part.push(c),
            (_, None) => {}
        }
    }
    trim(parts.last_mut(), was_quoted);
    parts
}

fn trim(part: Option<&mut String>, was_quoted: bool) {
    if let Some(part) = part.filter(|_| !was_quoted) {
        *part = part.trim().to_owned();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(value: &str) -> Given<'_> {
        Given { flag: "xlim", value }
    }

    #[test]
    fn ranges_may_be_open_negative_or_dates() {
        let ok = |v| given(v).range().unwrap();
        assert_eq!(ok("-5,5"), (Some(Value::from(-5)), Some(Value::from(5))));
        assert_eq!(ok(",5"), (None, Some(Value::from(5))));
        assert_eq!(ok("2014-01-01,"), (Some(Value::from("2014-01-01")), None));
        assert_eq!(ok("2014,2015-06"), (Some(Value::from("2014")), Some(Value::from("2015-06"))));
        for wrong in ["", ",", "5", "a,b", "3,3", "1,2,3"] {
            assert!(given(wrong).range().is_err(), "{wrong}");
        }
    }

    #[test]
    fn lists_keep_quoted_commas() {
        assert_eq!(split_list(r#"a, "b,c" ,d"#), ["a", "b,c", "d"]);
        assert_eq!(split_list(""), [""]);
        assert!(given("a,,b").names().is_err());
    }

    #[test]
    fn ticks_are_a_count_or_places() {
        assert_eq!(given("5").ticks().unwrap(), TickSpec::Count(5));
        let at = TickSpec::At(vec![(Value::from(1), Some("a".into())), (Value::from(2), None)]);
        assert_eq!(given("1=a,2").ticks().unwrap(), at);
        assert!(given("=a").ticks().is_err());
    }

    #[test]
    fn counts_take_thousands() {
        assert_eq!(given("20k").count::<u64>("").unwrap(), 20_000);
        assert_eq!(given("1_000").count::<u32>("").unwrap(), 1000);
        assert!(given("0").count::<u32>("").is_err());
        assert!(given("-1").count::<u32>("").is_err());
    }
}
