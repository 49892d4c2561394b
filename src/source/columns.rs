//! Columns of binary formats to the few types that the other rooms know: whole numbers, numbers
//! without NaN, booleans, text, categories, and times in microseconds, with their zone where the
//! file says one.

use std::sync::Arc;

use polars::prelude::*;

use crate::data::zone;
use crate::error::{self, Error, Result};
use crate::warn::Warnings;

/// What a column of a file becomes; `None` when it cannot become anything that is drawn.
pub(super) fn becomes(kind: &DataType) -> Option<DataType> {
    Some(match kind {
        DataType::Int128 | DataType::UInt128 | DataType::Decimal(..) | DataType::Null => {
            DataType::Float64
        }
        kind if kind.is_primitive_numeric() => kind.clone(),
        // Readers know the order of a category's words: it is an enumeration by now.
        DataType::Boolean | DataType::String | DataType::Enum(..) => kind.clone(),
        DataType::Datetime(_, zone) => DataType::Datetime(TimeUnit::Microseconds, zone.clone()),
        DataType::Date => DataType::Datetime(TimeUnit::Microseconds, None),
        // As a number of seconds.
        DataType::Duration(_) => DataType::Float64,
        DataType::Time | DataType::Binary | DataType::BinaryOffset => DataType::String,
        DataType::List(inner) => {
            becomes(inner)?;
            DataType::String
        }
        _ => return None,
    })
}

/// The values of a column of a file as what it [`becomes`].
pub(super) fn convert(column: &Column, target: &DataType) -> PolarsResult<Column> {
    let converted = match column.dtype() {
        DataType::Float32 | DataType::Float64 => without_nan(column)?,
        // What comes after does not expect a time that no clock shows.
        DataType::Datetime(_, Some(_)) if !zone::fits(column)? => {
            polars_bail!(ComputeError: "a time is beyond the calendar of its zone")
        }
        DataType::Duration(unit) => {
            let per_second = match unit {
                TimeUnit::Nanoseconds => 1e9,
                TimeUnit::Microseconds => 1e6,
                TimeUnit::Milliseconds => 1e3,
            };
            let units = column.to_physical_repr().cast(&DataType::Float64)?;
            units.f64()?.apply_values(|v| v / per_second).into_column()
        }
        DataType::List(_) => lists(column)?,
        DataType::Time => times_of_day(column)?,
        kind if kind == target => column.clone(),
        DataType::Categorical(..) | DataType::Enum(..) => recode(column, target)?,
        _ => column.cast(target)?,
    };
    Ok(converted.with_name(column.name().clone()))
}

/// Words as the same words of another list, or as text.
pub(super) fn recode(column: &Column, target: &DataType) -> PolarsResult<Column> {
    column.cast(&DataType::String)?.strict_cast(target)
}

/// NaN is missing.
fn without_nan(column: &Column) -> PolarsResult<Column> {
    let kept = column.is_not_nan()?;
    if kept.all() {
        return Ok(column.clone());
    }
    let none = Column::full_null(column.name().clone(), column.len(), column.dtype());
    column.zip_with(&kept, &none)
}

/// Times of day as text, with as much of a second as there is.
fn times_of_day(column: &Column) -> PolarsResult<Column> {
    let nanos = column.to_physical_repr();
    let texts: StringChunked = nanos.i64()?.iter().map(|time| time.map(time_of_day)).collect();
    Ok(texts.into_column())
}

/// `23:59:59.25`
fn time_of_day(nanos: i64) -> String {
    const SECOND: i64 = 1_000_000_000;
    let (seconds, fraction) = (nanos.div_euclid(SECOND), nanos.rem_euclid(SECOND));
    let mut text = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if fraction != 0 {
        let digits = format!(".{fraction:09}");
        text.push_str(digits.trim_end_matches('0'));
    }
    text
}

/// Lists as text: `[1, 2, 3]`.
fn lists(column: &Column) -> PolarsResult<Column> {
    let lists = column.list()?;
    let texts: StringChunked = lists
        .amortized_iter()
        .map(|list| {
            let list = list?;
            let words: Vec<String> =
                list.as_ref().iter().map(|value| value.str_value().into_owned()).collect();
            Some(format!("[{}]", words.join(", ")))
        })
        .collect();
    Ok(texts.into_column())
}

/// The columns of a file that can be read, and the names of those that cannot.
#[derive(Clone)]
pub(super) struct Readable {
    /// Names, in the order of the file.
    pub(super) stored: Vec<PlSmallStr>,
    /// Types as they are read.
    pub(super) types: SchemaRef,
}

/// Sort out what can be read of `fields`; what cannot is warned of.
pub(super) fn readable(
    fields: impl Iterator<Item = (PlSmallStr, Option<DataType>)>,
    name: &str,
    warnings: &mut Warnings,
) -> Result<Readable> {
    let mut types = Schema::default();
    let (mut stored, mut left) = (Vec::new(), Vec::new());
    for (column, kind) in fields {
        match kind.as_ref().and_then(becomes) {
            Some(target) if !types.contains(&column) => {
                types.insert(column.clone(), target);
                stored.push(column);
            }
            _ => left.push(column),
        }
    }
    if types.is_empty() {
        return Err(Error::no_readable_columns(name));
    }
    if !left.is_empty() {
        let names: Vec<&str> = left.iter().map(PlSmallStr::as_str).collect();
        let (noun, verb) = if left.len() == 1 { ("column", "is") } else { ("columns", "are") };
        warnings.warn(format!(
            "{noun} {} of {name} {verb} of a type that cannot be drawn and left out",
            error::list(&names, 8)
        ));
    }
    Ok(Readable { stored, types: Arc::new(types) })
}

/// All of `frame` as it is read, in the order of `columns`.
pub(super) fn convert_all(
    frame: &DataFrame,
    types: &Schema,
    columns: &[&str],
) -> PolarsResult<DataFrame> {
    let all = columns.iter().map(|&name| convert(frame.column(name)?, types.try_get(name)?));
    let all = all.collect::<PolarsResult<Vec<_>>>()?;
    let mut all = DataFrame::new(frame.height(), all)?;
    all.rechunk_mut();
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day_keep_their_fractions() {
        assert_eq!(time_of_day(3_600_000_000_000), "01:00:00");
        assert_eq!(time_of_day(86_399_250_000_001), "23:59:59.250000001");
    }
}
