//! Columns of text as times, in formats that are asked for or guessed.

use crate::data::time;

/// How a column of times is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TimeFormat {
    /// ISO 8601.
    Iso,
    /// A strftime format.
    Strftime(String),
}

impl TimeFormat {
    /// Microseconds since 1970-01-01T00:00.
    pub(super) fn parse(&self, field: &[u8]) -> Option<i64> {
        match self {
            Self::Iso => time::parse_iso(field.trim_ascii()),
            Self::Strftime(format) => time::parse(std::str::from_utf8(field).ok()?, format),
        }
    }

    /// The first known format that reads all of `samples`.
    pub(super) fn guess(samples: &[Vec<u8>], dayfirst: bool) -> Option<Self> {
        let (days, months) = (
            ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y"],
            ["%m/%d/%Y", "%m-%d-%Y", "%d.%m.%Y", "%m/%d/%y"],
        );
        let (first, second) = if dayfirst { (days, months) } else { (months, days) };
        let named = [
            "%Y/%m/%d",
            "%Y.%m.%d",
            "%Y%m%d",
            "%Y",
            "%d %b %Y",
            "%d-%b-%Y",
            "%d-%b-%y",
            "%b %d, %Y",
            "%b %d %Y",
            "%b %Y",
            "%b-%Y",
            "%Y %b",
            "%a, %d %b %Y",
        ];
        let times = ["", " %H:%M", " %H:%M:%S", " %H:%M:%S.%f", " %I:%M %p", " %I:%M:%S %p"];
        let all = |format: &Self| samples.iter().all(|s| format.parse(s).is_some());
        if all(&Self::Iso) {
            return Some(Self::Iso);
        }
        first
            .iter()
            .chain(&second)
            .chain(&named)
            .flat_map(|date| times.iter().map(move |time| format!("{date}{time}")))
            .map(Self::Strftime)
            .find(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_formats_are_guessed_from_all_samples() {
        let guess = |texts: &[&str], dayfirst| {
            let samples: Vec<Vec<u8>> = texts.iter().map(|t| t.as_bytes().to_vec()).collect();
            TimeFormat::guess(&samples, dayfirst)
        };
        let format = |text: &str| Some(TimeFormat::Strftime(text.to_owned()));
        assert_eq!(guess(&["01/02/2020"], false), format("%m/%d/%Y"));
        assert_eq!(guess(&["01/02/2020"], true), format("%d/%m/%Y"));
        assert_eq!(guess(&["01/02/2020", "13/02/2020"], false), format("%d/%m/%Y"));
        assert_eq!(guess(&["1990"], false), format("%Y"));
        assert_eq!(guess(&["soon"], false), None);
    }
}
