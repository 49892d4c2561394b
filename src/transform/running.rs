//! Changes that add up to a running total.

use std::collections::BTreeSet;

use polars::prelude::*;

use super::{require, rows, sort};
use crate::data::Table;
use crate::error::{Error, Result};
use crate::spec::{Running, whole::DIRECTIONS};
use crate::warn::{Warnings, count, verb};

/// One row per change: where it starts, where it ends, and which way it goes.
pub(super) fn running(table: &Table, spec: &Running, warnings: &mut Warnings) -> Result<Table> {
    let keys: Vec<&str> = spec.keys.iter().map(String::as_str).collect();
    let (category, column) = (spec.category.as_str(), spec.column.as_str());
    require(table, keys.iter().copied().chain([category, column]))?;
    let continuous = table.schema().get(category).is_some_and(|f| f.kind.is_continuous());
    // Numbers and times stand in their order on the axis, whatever that of the rows.
    let sorted = if continuous {
        Some(sort::sort(table, std::slice::from_ref(&spec.category))?)
    } else {
        None
    };
    let table = sorted.as_ref().unwrap_or(table);
    let frame = known(&table.collect(&table.schema().names())?, spec, warnings)?;
    let (names, values) = (rows::words(&frame, category)?, rows::numbers(&frame, column)?);
    let mut rows = Vec::new();
    let mut ends = Vec::new();
    let mut repeats = 0;
    for group in rows::split(&frame, &keys)? {
        let mut sum = 0.0;
        let mut seen = BTreeSet::new();
        for &row in &group {
            let Some(value) = values.get(row) else { continue };
            let name = names.get(row).and_then(|name| name.as_deref());
            repeats += u64::from(!seen.insert(name));
            if spec.total.is_some() && name == spec.total.as_deref() {
                return Err(Error::total_taken(name.unwrap_or_default(), category));
            }
            rows.push(row);
            ends.push([sum, sum + value, if *value < 0.0 { 1.0 } else { 0.0 }]);
            sum += value;
        }
        if let (Some(_), Some(&last)) = (&spec.total, group.last()) {
            rows.push(last);
            ends.push([0.0, sum, 2.0]);
        }
    }
    if repeats > 0 {
        return Err(Error::repeated("bars", repeats, category, &[]));
    }
    let mut frame = rows::take(&frame, &rows)?;
    if let Some(total) = &spec.total {
        name_totals(&mut frame, spec, total, &ends)?;
    }
    let broken = |e: PolarsError| Error::internal("sums have no column").because(e);
    let whole = frame.column(column).is_ok_and(|c| c.dtype().is_integer());
    let side = |name: &str, place: usize| {
        let side = ends.iter().map(|end: &[f64; 3]| end[place]).collect::<Vec<_>>();
        let side = Column::new(name.into(), side);
        if whole { side.cast(&DataType::Int64) } else { Ok(side) }
    };
    let direction = |end: &[f64; 3]| DIRECTIONS.get(end[2] as usize).copied();
    let columns = [
        side("start", 0).map_err(broken)?,
        side("end", 1).map_err(broken)?,
        Column::new("direction".into(), ends.iter().map(direction).collect::<Vec<_>>()),
    ];
    Ok(table.with_frame(rows::with(&frame, &columns, "a running total")?))
}

/// The rows in which neither the category nor the change is missing; the others are counted.
fn known(frame: &DataFrame, spec: &Running, warnings: &mut Warnings) -> Result<DataFrame> {
    let names = rows::words(frame, &spec.category)?;
    let values = rows::numbers(frame, &spec.column)?;
    let there = |&row: &usize| {
        names.get(row).is_some_and(Option::is_some)
            && values.get(row).is_some_and(|v| v.is_finite())
    };
    let rows: Vec<usize> = (0..frame.height()).filter(there).collect();
    let gone = (frame.height() - rows.len()) as u64;
    if gone == 0 {
        return Ok(frame.clone());
    }
    warnings.warn(format!(
        "{gone} of {} {} left out of the running total: {} or {} is missing",
        count(frame.height() as u64, "row"),
        verb(gone, "is", "are"),
        spec.category,
        spec.column
    ));
    if rows.is_empty() {
        return Err(Error::nothing_to_sum_up(&spec.column));
    }
    rows::take(frame, &rows)
}

/// Write the name and the value of the totals over the rows that were repeated for them.
fn name_totals(
    frame: &mut DataFrame,
    spec: &Running,
    total: &str,
    ends: &[[f64; 3]],
) -> Result<()> {
    let broken = |e: PolarsError| Error::internal("a total has no place").because(e);
    let mut names = rows::words(frame, &spec.category)?;
    let mut values = rows::numbers(frame, &spec.column)?;
    for ((name, value), end) in names.iter_mut().zip(&mut values).zip(ends) {
        if end[2] > 1.0 {
            *name = Some(total.to_owned());
            *value = end[1];
        }
    }
    let whole = frame.column(&spec.column).is_ok_and(|c| c.dtype().is_integer());
    let mut values = Column::new(spec.column.as_str().into(), values);
    if whole {
        values = values.cast(&DataType::Int64).map_err(broken)?;
    }
    frame.with_column(values).map_err(broken)?;
    frame.with_column(Column::new(spec.category.as_str().into(), names)).map_err(broken)?;
    Ok(())
}
