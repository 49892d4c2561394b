//! Rows by value or range of one column, as xarray's `sel`.

use polars::prelude::*;

use super::{part, require, time};
use crate::data::table::{fail, type_of};
use crate::data::{Table, zone};
use crate::error::{Error, Result};
use crate::spec::Type;

/// What is selected: one value, or a range that may be open.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub(super) from: Option<&'a str>,
    pub(super) to: Option<&'a str>,
    pub(super) range: bool,
}

impl Wanted<'_> {
    fn written(self) -> String {
        match (self.range, self.from.unwrap_or(""), self.to.unwrap_or("")) {
            (true, from, to) => format!("{from}..{to}"),
            (false, from, _) => from.to_owned(),
        }
    }
}

/// Keep the rows whose `column` is as wanted.
pub(super) fn keep(table: &Table, column: &str, wanted: Wanted<'_>) -> Result<Table> {
    let filtered = |table: &Table, condition| table.then(|frame| frame.filter(condition));
    selected(table, column, wanted, &filtered)
}

/// Keep the rows whose `column` is as wanted; it is an error when there are rows, but none such.
pub(super) fn select(table: &Table, column: &str, wanted: Wanted<'_>) -> Result<Table> {
    selected(table, column, wanted, &|table, condition| checked(table, condition, column, wanted))
}

/// The rows that a filter leaves, of a column or of a part of its times.
fn selected(
    table: &Table,
    column: &str,
    wanted: Wanted<'_>,
    filtered: &dyn Fn(&Table, Expr) -> Result<Table>,
) -> Result<Table> {
    if let Some((times, asked)) = part::asked(column, table)? {
        let names = table.schema().names();
        let widened = part::add(table, times, asked, column)?;
        let selected = selected(&widened, column, wanted, filtered)?;
        let names: Vec<Expr> = names.into_iter().map(col).collect();
        return selected.then(|frame| frame.select(names));
    }
    require(table, [column])?;
    let types = table.types()?;
    let kind = types.get(column).cloned().unwrap_or(DataType::Null);
    filtered(table, condition(column, &kind, wanted)?)
}

/// Filtered; fails when no row is left of some.
fn checked(table: &Table, condition: Expr, column: &str, wanted: Wanted<'_>) -> Result<Table> {
    let (name, written) = (column.to_owned(), wanted.written());
    table.then_or(|frame, failure| {
        let failure = Arc::clone(failure);
        let checked = move |columns: &mut [Column]| {
            let [mask, values] = columns else { return Ok(Column::default()) };
            if !values.is_empty() && !mask.bool()?.any() {
                return Err(fail(&failure, nothing(&name, &written, values)?));
            }
            Ok(std::mem::take(mask))
        };
        // A function of whole columns: polars must not call it for one part of the rows.
        let boolean = |_: &Schema, fields: &[Field]| {
            let name = fields.first().map(|f| f.name().clone()).unwrap_or_default();
            Ok(Field::new(name, DataType::Boolean))
        };
        frame.filter(apply_multiple(checked, [condition, col(column)], boolean, false))
    })
}

/// The condition in the column's own type.
fn condition(column: &str, kind: &DataType, wanted: Wanted<'_>) -> Result<Expr> {
    let our = type_of(kind);
    let bad = |text: &str| Error::bad_value(column, our.name(), text);
    let between = |low: Option<Expr>, high: Option<Expr>, value: Expr| match (low, high) {
        (Some(low), Some(high)) => value.clone().gt_eq(low).and(value.lt_eq(high)),
        (Some(low), None) => value.gt_eq(low),
        (None, Some(high)) => value.lt_eq(high),
        (None, None) => value.is_not_null(),
    };
    let to = if wanted.range { wanted.to } else { wanted.from };
    let (from, to) = (wanted.from.filter(|t| !t.is_empty()), to.filter(|t| !t.is_empty()));
    Ok(match our {
        Type::Time => {
            let bound = |text: &str| bound(column, kind, text).ok_or_else(|| bad(text));
            let (low, high) = (from.map(bound).transpose()?, to.map(bound).transpose()?);
            let low = low.map(|(value, [first, _])| value.gt_eq(lit(first)));
            let high = high.map(|(value, [_, last])| value.lt_eq(lit(last)));
            let both = low.into_iter().chain(high).reduce(Expr::and);
            both.unwrap_or_else(|| col(column).is_not_null())
        }
        Type::Integer | Type::Number => {
            let read = |text: &str| number(text).ok_or_else(|| bad(text));
            between(from.map(read).transpose()?, to.map(read).transpose()?, col(column))
        }
        Type::Bool => {
            let read = |text: &str| match text.to_lowercase().as_str() {
                "true" | "yes" | "1" => Ok(lit(true)),
                "false" | "no" | "0" => Ok(lit(false)),
                _ => Err(bad(text)),
            };
            between(from.map(read).transpose()?, to.map(read).transpose()?, col(column))
        }
        Type::Category | Type::Text => {
            let value = col(column).cast(DataType::String);
            match (wanted.range, wanted.from) {
                (false, Some(text)) => value.eq(lit(text)),
                _ => between(from.map(lit), to.map(lit), value),
            }
        }
    })
}

/// What is compared with a written time, and the first and last whole number for which it stands,
/// in the column's own unit. A time without an offset is what a clock shows.
fn bound(column: &str, kind: &DataType, text: &str) -> Option<(Expr, [i64; 2])> {
    let zoned = zone::of(kind).is_some();
    let ([first, next], offset) =
        if zoned { time::written(text)? } else { (time::span(text)?, None) };
    let unit = match kind {
        DataType::Datetime(unit, _) => *unit,
        _ => TimeUnit::Microseconds,
    };
    let value = match offset {
        Some(_) => col(column),
        None if zoned => time::shown(col(column)),
        None => col(column).cast(DataType::Datetime(unit, None)),
    };
    let [first, next] =
        [first, next].map(|time| scaled(time.saturating_sub(offset.unwrap_or(0)), unit));
    // A written time ends just before the next begins.
    Some((value.cast(DataType::Int64), [first, next.saturating_sub(1)]))
}

/// Microseconds in another unit.
fn scaled(micros: i64, unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::Nanoseconds => micros.saturating_mul(1000),
        TimeUnit::Microseconds => micros,
        TimeUnit::Milliseconds => micros.div_euclid(1000),
    }
}

/// A written number: whole where it can be, so that large ones are exact.
fn number(text: &str) -> Option<Expr> {
    let text = text.trim();
    match text.parse::<i64>() {
        Ok(whole) => Some(lit(whole)),
        Err(_) => text.parse::<f64>().ok().filter(|v| !v.is_nan()).map(lit),
    }
}

/// No row is as wanted: name what there is.
fn nothing(column: &str, written: &str, values: &Column) -> PolarsResult<Error> {
    let present = values.drop_nulls();
    if type_of(values.dtype()).is_continuous() && !present.is_empty() {
        let sorted = zone::texts(&present.unique()?.sort(SortOptions::default())?)?;
        let words = sorted.str()?;
        let (least, greatest) = (words.first().unwrap_or(""), words.last().unwrap_or(""));
        return Ok(Error::none_in_range(column, written, least, greatest));
    }
    let known = present.cast(&DataType::String)?.unique()?.sort(SortOptions::default())?;
    let known: Vec<&str> = known.str()?.iter().flatten().collect();
    Ok(Error::none_selected(column, written, &known))
}
