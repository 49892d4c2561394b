//! The first rows of a table, cell by cell.

use polars::prelude::*;

use super::{require, rows};
use crate::data::{Table, zone};
use crate::error::{Error, Result};
use crate::spec::{Cells, Type, whole::cell};

/// One row per cell of the first rows of every panel: its row, its column, its words or number.
pub(super) fn cells(table: &Table, spec: &Cells) -> Result<Table> {
    let keys: Vec<&str> = spec.keys.iter().map(String::as_str).collect();
    require(table, keys.iter().copied().chain(spec.columns.iter().map(String::as_str)))?;
    let frame = table.collect(&table.schema().names())?;
    let mut kept = Vec::new();
    let (mut numbers, mut totals) = (Vec::new(), Vec::new());
    for rows in rows::split(&frame, &keys)? {
        for (number, row) in rows.iter().take(spec.most as usize).enumerate() {
            kept.push(*row);
            numbers.push(number as f64);
            totals.push(rows.len() as f64);
        }
    }
    let shown = rows::take(&frame, &kept)?;
    let (mut texts, mut values, mut names) = (Vec::new(), Vec::new(), Vec::new());
    for name in &spec.columns {
        let kind = table.schema().get(name).map_or(Type::Text, |field| field.kind);
        if kind.is_number() {
            values.extend(rows::numbers(&shown, name)?);
            texts.extend(std::iter::repeat_n(None, kept.len()));
        } else {
            values.extend(std::iter::repeat_n(f64::NAN, kept.len()));
            texts.extend(match kind {
                Type::Time => times(&shown, name)?,
                _ => rows::words(&shown, name)?,
            });
        }
        names.extend(std::iter::repeat_n(name.as_str(), kept.len()));
    }
    let times = spec.columns.len();
    let columns = vec![
        Column::new(cell::ROW.into(), numbers.repeat(times)),
        Column::new(cell::COLUMN.into(), names),
        Column::new(cell::TEXT.into(), texts),
        Column::new(cell::NUMBER.into(), values),
        Column::new(cell::TOTAL.into(), totals.repeat(times)),
    ];
    let broken = |e: PolarsError| Error::internal("cells cannot be assembled").because(e);
    if keys.is_empty() {
        let frame = DataFrame::new_infer_height(columns).map_err(broken)?;
        return Ok(table.with_frame(frame));
    }
    let panels = frame.select(keys.iter().copied()).map_err(broken)?;
    let rows = rows::take(&panels, &kept.repeat(times))?;
    Ok(table.with_frame(rows::with(&rows, &columns, "a table")?))
}

/// Times as short as can be; those that a clock shows twice with their offset.
fn times(frame: &DataFrame, column: &str) -> Result<Vec<Option<String>>> {
    let broken = |e: PolarsError| Error::internal("times have no words").because(e);
    let instants = frame.column(column).map_err(broken)?;
    let clock = zone::shown(instants).and_then(|c| c.cast(&DataType::String)).map_err(broken)?;
    let clock = clock.str().map_err(broken)?;
    let mut words = short_times(clock.iter().map(|word| word.map(String::from)).collect());
    for (word, mark) in words.iter_mut().zip(zone::marks(instants).map_err(broken)?) {
        *word = word.take().map(|word| word + mark.as_deref().unwrap_or_default());
    }
    Ok(words)
}

/// Times without a fraction that is zero, and without a clock where it is midnight everywhere.
fn short_times(words: Vec<Option<String>>) -> Vec<Option<String>> {
    let whole = |word: String| match word.split_once('.') {
        Some((time, fraction)) => match fraction.trim_end_matches('0') {
            "" => time.to_owned(),
            fraction => format!("{time}.{fraction}"),
        },
        None => word,
    };
    let words: Vec<Option<String>> = words.into_iter().map(|w| w.map(whole)).collect();
    let midnight = words.iter().flatten().all(|w| w.len() == 10 || w.ends_with(" 00:00:00"));
    let seconds = words.iter().flatten().any(|w| w.len() > 19 || !w.ends_with(":00"));
    let length = match (midnight, seconds) {
        (true, _) => 10,
        (false, false) => 16,
        (false, true) => usize::MAX,
    };
    words.into_iter().map(|w| w.map(|w| w.chars().take(length).collect())).collect()
}
