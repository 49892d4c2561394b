//! Rows as plain slices, one per channel: the only form in which they reach a mark.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use polars::prelude::*;

use super::zone;
use crate::error::{Error, Result};
use crate::spec::Channel;

/// The code of a missing word.
pub const MISSING: u32 = u32::MAX;

/// The values of one channel.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// Numbers; missing is NaN.
    Number(Vec<f64>),
    /// Milliseconds since 1970-01-01T00:00, as the clock of the column shows them; missing is NaN.
    Time(Vec<f64>),
    /// Codes into words; missing is [`MISSING`].
    Category {
        /// One per row.
        codes: Vec<u32>,
        /// The words, in the order that axes and legends show.
        levels: Vec<String>,
    },
}

impl Values {
    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Number(v) | Self::Time(v) => v.len(),
            Self::Category { codes, .. } => codes.len(),
        }
    }

    /// True when there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value of a row as a number: itself, a time, or a code; NaN when missing.
    #[must_use]
    pub fn at(&self, row: usize) -> f64 {
        match self {
            Self::Number(v) | Self::Time(v) => v.get(row).copied().unwrap_or(f64::NAN),
            Self::Category { codes, .. } => match codes.get(row) {
                Some(&code) if code != MISSING => f64::from(code),
                _ => f64::NAN,
            },
        }
    }

    /// The code of a row, when there is one.
    #[must_use]
    pub fn code(&self, row: usize) -> Option<usize> {
        match self {
            Self::Category { codes, .. } => {
                codes.get(row).filter(|&&code| code != MISSING).map(|&code| code as usize)
            }
            _ => None,
        }
    }

    /// The numbers or times.
    #[must_use]
    pub fn numbers(&self) -> Option<&[f64]> {
        match self {
            Self::Number(v) | Self::Time(v) => Some(v),
            Self::Category { .. } => None,
        }
    }

    /// True when every row has a value.
    #[must_use]
    pub fn complete(&self) -> bool {
        match self {
            Self::Number(v) | Self::Time(v) => v.iter().all(|v| v.is_finite()),
            Self::Category { codes, .. } => !codes.contains(&MISSING),
        }
    }

    /// Make `words` the words of a category, in this order; others become missing.
    pub fn relevel(&mut self, words: &[String]) {
        let Self::Category { codes, levels } = self else { return };
        let place = |level: &String| words.iter().position(|word| word == level);
        let new: Vec<u32> =
            levels.iter().map(|level| place(level).map_or(MISSING, |i| i as u32)).collect();
        for code in codes.iter_mut() {
            *code = new.get(*code as usize).copied().unwrap_or(MISSING);
        }
        *levels = words.to_vec();
    }

    /// The words of a category.
    #[must_use]
    pub fn levels(&self) -> &[String] {
        match self {
            Self::Category { levels, .. } => levels,
            _ => &[],
        }
    }
}

/// The rows of one core layer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    /// Number of rows.
    pub len: usize,
    /// By channel.
    pub channels: BTreeMap<Channel, Values>,
    /// The instants of x in milliseconds, where the clock of its zone shows some of them at the
    /// same time.
    pub instants: Option<Vec<f64>>,
}

impl Columns {
    /// The columns of `frame` that channels name; those for which `words` is true as categories
    /// whatever their type.
    pub fn from_frame(
        frame: &DataFrame,
        fields: &[(Channel, &str)],
        words: impl Fn(Channel) -> bool,
    ) -> Result<Self> {
        let (mut channels, mut instants) = (BTreeMap::new(), None);
        for &(channel, name) in fields {
            let column = frame
                .column(name)
                .map_err(|e| Error::internal(format!("no column {name}")).because(e))?;
            let values = values_of(column, words(channel))
                .map_err(|e| Error::internal(format!("column {name} has no values")).because(e))?;
            if channel == Channel::X && matches!(values, Values::Time(_)) {
                instants = repeated(column).map_err(Error::internal)?;
            }
            channels.insert(channel, values);
        }
        Ok(Self { len: frame.height(), channels, instants })
    }

    /// The values of a channel.
    #[must_use]
    pub fn get(&self, channel: Channel) -> Option<&Values> {
        self.channels.get(&channel)
    }

    /// What tells the places of rows along x apart: x, or its instant where its clock was set back.
    #[must_use]
    pub fn place(&self, row: usize) -> f64 {
        let instant = self.instants.as_ref().and_then(|instants| instants.get(row));
        instant.copied().unwrap_or_else(|| self.at(Channel::X, row))
    }

    /// The value of a channel in a row; NaN when there is none.
    #[must_use]
    pub fn at(&self, channel: Channel, row: usize) -> f64 {
        self.get(channel).map_or(f64::NAN, |values| values.at(row))
    }
}

fn values_of(column: &Column, words: bool) -> PolarsResult<Values> {
    let series = column.as_materialized_series();
    Ok(match series.dtype() {
        DataType::String => from_words(series.str()?.iter()),
        DataType::Enum(_, words) => from_categories(series, words)?,
        DataType::Boolean => from_bools(series.bool()?.iter()),
        DataType::Date | DataType::Datetime(..) => {
            if words {
                // The hour that a clock shows twice is two words.
                let zone = zone::of(series.dtype());
                from_numbers(&times(series)?, |instants| time_words(instants, zone))?
            } else {
                let shown = zone::shown(column)?;
                Values::Time(times(shown.as_materialized_series())?)
            }
        }
        _ => {
            let numbers = numbers(series)?;
            if words {
                from_numbers(&numbers, |v| Ok(number_words(v)))?
            } else {
                Values::Number(numbers)
            }
        }
    })
}

/// Add the values of a column of numbers or times to `out`, as [`Values`] has them.
pub(super) fn extend(column: &Column, out: &mut Vec<f64>) -> PolarsResult<()> {
    match column.dtype() {
        DataType::Date | DataType::Datetime(..) => {
            extend_times(zone::shown(column)?.as_materialized_series(), out)
        }
        _ => extend_numbers(column.as_materialized_series(), out),
    }
}

fn numbers(series: &Series) -> PolarsResult<Vec<f64>> {
    let mut out = Vec::with_capacity(series.len());
    extend_numbers(series, &mut out)?;
    Ok(out)
}

fn extend_numbers(series: &Series, out: &mut Vec<f64>) -> PolarsResult<()> {
    if let (Ok(whole), false) = (series.i64(), series.has_nulls()) {
        // Counting columns are common and long: one pass instead of a cast and a copy.
        for chunk in whole.downcast_iter() {
            out.extend(chunk.values().iter().map(|&v| v as f64));
        }
        return Ok(());
    }
    let cast;
    let series = if series.dtype() == &DataType::Float64 {
        series
    } else {
        cast = series.cast(&DataType::Float64)?;
        &cast
    };
    for chunk in series.f64()?.downcast_iter() {
        match chunk.validity() {
            None => out.extend_from_slice(chunk.values()),
            Some(_) => out.extend(chunk.iter().map(|v| v.copied().unwrap_or(f64::NAN))),
        }
    }
    Ok(())
}

fn times(series: &Series) -> PolarsResult<Vec<f64>> {
    let mut out = Vec::with_capacity(series.len());
    extend_times(series, &mut out)?;
    Ok(out)
}

fn extend_times(series: &Series, out: &mut Vec<f64>) -> PolarsResult<()> {
    let per_unit = match series.dtype() {
        DataType::Date => 86_400_000.0,
        DataType::Datetime(TimeUnit::Nanoseconds, _) => 1e-6,
        DataType::Datetime(TimeUnit::Microseconds, _) => 1e-3,
        _ => 1.0,
    };
    let start = out.len();
    extend_numbers(&series.to_physical_repr(), out)?;
    for value in out.iter_mut().skip(start) {
        *value *= per_unit;
    }
    Ok(())
}

/// The instants of a column, when its clock shows two of them at the same time.
fn repeated(column: &Column) -> PolarsResult<Option<Vec<f64>>> {
    if zone::of(column.dtype()).is_none() {
        return Ok(None);
    }
    let [instants, shown] = zone::micros(column)?;
    if zone::doubled([&instants, &shown]).is_empty() {
        return Ok(None);
    }
    times(column.as_materialized_series()).map(Some)
}

fn from_words<'a>(words: impl Iterator<Item = Option<&'a str>>) -> Values {
    let mut seen: HashMap<&str, u32> = HashMap::new();
    let mut levels = Vec::new();
    let codes = words
        .map(|word| {
            let Some(word) = word else { return MISSING };
            *seen.entry(word).or_insert_with(|| {
                levels.push(word.to_owned());
                levels.len() as u32 - 1
            })
        })
        .collect();
    Values::Category { codes, levels }
}

/// The words that occur, in the order of their list.
fn from_categories(series: &Series, words: &CategoricalMapping) -> PolarsResult<Values> {
    let places = series.to_physical_repr().cast(&DataType::UInt32)?;
    let places = places.u32()?;
    let present: BTreeSet<u32> = places.iter().flatten().collect();
    let codes: BTreeMap<u32, u32> = present.iter().copied().zip(0..).collect();
    let code = |place| codes.get(&place).copied().unwrap_or(MISSING);
    let levels = present.iter().map(|&place| words.cat_to_str(place).unwrap_or_default().into());
    Ok(Values::Category {
        codes: places.iter().map(|place| place.map_or(MISSING, code)).collect(),
        levels: levels.collect(),
    })
}

fn from_bools(bools: impl Iterator<Item = Option<bool>>) -> Values {
    let codes = bools.map(|b| b.map_or(MISSING, u32::from)).collect();
    Values::Category { codes, levels: vec!["false".into(), "true".into()] }
}

/// Distinct numbers in rising order, as words.
fn from_numbers(
    values: &[f64],
    words: impl Fn(&[f64]) -> PolarsResult<Vec<String>>,
) -> PolarsResult<Values> {
    let mut distinct: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
    distinct.sort_by(f64::total_cmp);
    distinct.dedup();
    let codes = values
        .iter()
        .map(|v| distinct.binary_search_by(|d| d.total_cmp(v)).map_or(MISSING, |i| i as u32))
        .collect();
    Ok(Values::Category { codes, levels: words(&distinct)? })
}

fn number_words(values: &[f64]) -> Vec<String> {
    let word = |&v: &f64| format!("{}", if v == 0.0 { 0.0 } else { v }).replace('-', "\u{2212}");
    values.iter().map(word).collect()
}

/// ISO 8601, without the time of day when it is midnight everywhere, and as years or months alone
/// where several times all begin one. Seconds and their fractions are written where two times are
/// not told apart without.
fn time_words(values: &[f64], zone: Option<&TimeZone>) -> PolarsResult<Vec<String>> {
    let us: Vec<i64> = values.iter().map(|&v| (v * 1e3).round() as i64).collect();
    let instants = Column::new("t".into(), us)
        .cast(&DataType::Datetime(TimeUnit::Microseconds, zone.cloned()))?;
    let marks = zone::marks(&instants)?;
    let times = zone::shown(&instants)?.cast(&DataType::String)?;
    let times: Vec<&str> = times.str()?.iter().map(Option::unwrap_or_default).collect();
    let all_end = |rest: &str| times.iter().all(|t| t.ends_with(rest));
    let several = times.len() > 1;
    // A year before 1000 or after 9999 is written as long as it is.
    let cut = |t: &str, length: usize| {
        let end = t.len().min(length + t.len().saturating_sub(26));
        t.get(..end).unwrap_or(t).to_owned()
    };
    // Only the times of a zone have marks.
    let mark = |row: usize| marks.get(row).and_then(Option::as_deref).unwrap_or_default();
    let words = |length: usize| -> Vec<String> {
        times.iter().enumerate().map(|(row, t)| cut(t, length) + mark(row)).collect()
    };
    let apart =
        |length: &usize| words(*length).iter().collect::<BTreeSet<_>>().len() == times.len();
    Ok(words(match () {
        () if several && all_end("-01-01 00:00:00.000000") => 4,
        () if several && all_end("-01 00:00:00.000000") => 7,
        () if all_end(" 00:00:00.000000") => 10,
        () => [16, 19, 23].into_iter().find(apart).unwrap_or(26),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_have_the_order_of_their_list() {
        let words = FrozenCategories::new(["low", "mid", "none", "high"]).unwrap();
        let column = Column::new("c".into(), [Some("high"), None, Some("low"), Some("mid")]);
        let column = column.cast(&DataType::from_frozen_categories(words)).unwrap();
        let frame = DataFrame::new(4, vec![column]).unwrap();
        let columns = Columns::from_frame(&frame, &[(Channel::By, "c")], |_| true).unwrap();
        let by = columns.get(Channel::By).unwrap();
        assert_eq!(by.levels(), ["low", "mid", "high"]);
        assert_eq!([0, 1, 2, 3].map(|row| by.code(row)), [Some(2), None, Some(0), Some(1)]);
    }

    #[test]
    fn times_are_as_short_as_what_all_of_them_begin() {
        let words = |days: &[i64]| {
            let ms: Vec<f64> = days.iter().map(|day| (day * 86_400_000) as f64).collect();
            time_words(&ms, None).unwrap()
        };
        assert_eq!(words(&[0, 365]), ["1970", "1971"]);
        assert_eq!(words(&[0, 31]), ["1970-01", "1970-02"]);
        assert_eq!(words(&[0, 1]), ["1970-01-01", "1970-01-02"]);
        assert_eq!(words(&[0]), ["1970-01-01"]);
        let last = |ms: &[f64]| time_words(ms, None).unwrap().pop().unwrap();
        assert_eq!(last(&[0.0, 60_000.0]), "1970-01-01 00:01");
        assert_eq!(last(&[1000.0, 62_000.0]), "1970-01-01 00:01");
        assert_eq!(last(&[0.0, 12_000.0]), "1970-01-01 00:00:12");
        assert_eq!(last(&[0.0, 12_000.0, 12_500.0]), "1970-01-01 00:00:12.500");
        assert_eq!(last(&[0.0, 0.25]), "1970-01-01 00:00:00.000250");
    }

    #[test]
    fn words_keep_their_order_and_numbers_are_sorted() {
        let frame = df!("w" => ["b", "a", "b"], "n" => [Some(3.0), None, Some(1.5)]).unwrap();
        let fields = [(Channel::By, "w"), (Channel::X, "n"), (Channel::Row, "n")];
        let columns = Columns::from_frame(&frame, &fields, |c| c == Channel::Row).unwrap();
        assert_eq!(columns.get(Channel::By).unwrap().levels(), ["b", "a"]);
        assert_eq!(columns.at(Channel::X, 0), 3.0);
        assert!(columns.at(Channel::X, 1).is_nan());
        assert_eq!(columns.get(Channel::Row).unwrap().levels(), ["1.5", "3"]);
        assert_eq!(columns.get(Channel::Row).unwrap().code(1), None);
    }
}
