//! The rows of every panel, for steps that look at one panel at a time.

use std::collections::BTreeMap;

use polars::prelude::*;

use crate::data::zone;
use crate::error::{Error, Result};

/// The rows of each combination of `keys`, in the order of appearance; all rows without keys.
pub(super) fn split(frame: &DataFrame, keys: &[&str]) -> Result<Vec<Vec<usize>>> {
    if keys.is_empty() {
        return Ok(vec![(0..frame.height()).collect()]);
    }
    let columns: Vec<Vec<Option<String>>> =
        keys.iter().map(|key| words(frame, key)).collect::<Result<_>>()?;
    let mut slices: Vec<Vec<usize>> = Vec::new();
    let mut places: BTreeMap<Vec<Option<&str>>, usize> = BTreeMap::new();
    for row in 0..frame.height() {
        let key = columns.iter().map(|c| c.get(row).and_then(|word| word.as_deref())).collect();
        let place = *places.entry(key).or_insert_with(|| {
            slices.push(Vec::new());
            slices.len() - 1
        });
        if let Some(slice) = slices.get_mut(place) {
            slice.push(row);
        }
    }
    Ok(slices)
}

/// The values of a column as words.
pub(super) fn words(frame: &DataFrame, column: &str) -> Result<Vec<Option<String>>> {
    let broken = |e: PolarsError| Error::internal("a column has no words").because(e);
    let words = frame.column(column).and_then(zone::texts).map_err(broken)?;
    Ok(words.str().map_err(broken)?.iter().map(|word| word.map(String::from)).collect())
}

/// The values of a column as numbers; NaN where they are missing.
pub(super) fn numbers(frame: &DataFrame, column: &str) -> Result<Vec<f64>> {
    let broken = |e: PolarsError| Error::internal("a column has no numbers").because(e);
    let numbers = frame.column(column).and_then(|c| c.cast(&DataType::Float64)).map_err(broken)?;
    Ok(numbers.f64().map_err(broken)?.iter().map(|v| v.unwrap_or(f64::NAN)).collect())
}

/// These rows of a frame, in this order.
pub(super) fn take(frame: &DataFrame, rows: &[usize]) -> Result<DataFrame> {
    let rows: Vec<IdxSize> = rows.iter().map(|&row| row as IdxSize).collect();
    let rows = IdxCa::from_vec("rows".into(), rows);
    frame.take(&rows).map_err(|e| Error::internal("rows cannot be taken").because(e))
}

/// The frame with more columns; none may be there already.
pub(super) fn with(frame: &DataFrame, columns: &[Column], step: &str) -> Result<DataFrame> {
    for column in columns {
        if frame.column(column.name()).is_ok() {
            return Err(Error::name_taken(column.name(), step));
        }
    }
    frame.hstack(columns).map_err(|e| Error::internal("columns do not fit").because(e))
}
