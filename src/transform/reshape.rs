//! Columns to rows, several keys to one, row numbers.

use polars::prelude::*;

use super::require;
use crate::data::table::type_of;
use crate::data::{Table, zone};
use crate::error::{Error, Result};
use crate::spec::{Beside, Type};

/// The rows of each of `columns` below each other: its name under the first of `into`, its values
/// under the second, and those of the column beside it under the name that `beside` says.
pub(super) fn unpivot(
    table: &Table,
    columns: &[String],
    keep: &[String],
    into: [&str; 2],
    beside: Option<&Beside>,
) -> Result<Table> {
    let others = beside.map_or(&[] as &[String], |beside| beside.columns.as_slice());
    let names: Vec<&str> = keep.iter().chain(columns).chain(others).map(String::as_str).collect();
    require(table, names.iter().copied())?;
    let third = beside.map(|beside| beside.into.as_str());
    for name in into.into_iter().chain(third) {
        let made = into.iter().copied().chain(third).filter(|other| *other == name).count();
        if keep.iter().any(|k| k == name) || made > 1 {
            return Err(Error::name_taken(name, "turning columns into rows"));
        }
    }
    let mut kept: Vec<&str> = Vec::new();
    for name in keep {
        if !kept.contains(&name.as_str()) {
            kept.push(name);
        }
    }
    let mut distinct = names;
    distinct.sort_unstable();
    distinct.dedup();
    let frame = table.collect(&distinct)?;
    let kind = common(&frame, columns)?;
    let broken = |e: PolarsError| Error::internal("columns cannot become rows").because(e);
    let mut rows: Option<DataFrame> = None;
    for (place, column) in columns.iter().enumerate() {
        let mut part = frame.select(kept.iter().copied()).map_err(broken)?;
        let label = Scalar::new(DataType::String, AnyValue::StringOwned(column.into()));
        let label = Column::new_scalar(into[0].into(), label, frame.height());
        let value = frame.column(column).and_then(|c| zone::cast(c, &kind)).map_err(broken)?;
        part = part.hstack(&[label, value.with_name(into[1].into())]).map_err(broken)?;
        if let (Some(other), Some(into)) = (others.get(place), third) {
            let other = frame.column(other).and_then(|c| c.cast(&DataType::Float64));
            let other = other.map_err(broken)?.with_name(into.into());
            part = part.hstack(&[other]).map_err(broken)?;
        }
        rows = Some(match rows {
            Some(above) => above.vstack(&part).map_err(broken)?,
            None => part,
        });
    }
    let rows = rows.ok_or_else(|| Error::no_columns_given("turning columns into rows"))?;
    Ok(table.with_frame(rows))
}

/// The type that holds the values of all of `columns`.
fn common(frame: &DataFrame, columns: &[String]) -> Result<DataType> {
    let mut all: Option<(&str, DataType)> = None;
    for column in columns {
        let Ok(values) = frame.column(column) else { continue };
        let kind = values.dtype().clone();
        let Some((first, before)) = &mut all else {
            all = Some((column, kind));
            continue;
        };
        let class = |kind: &DataType| match type_of(kind) {
            Type::Integer | Type::Number => Some(Type::Number),
            Type::Category | Type::Text if *kind != DataType::Null => Some(Type::Text),
            Type::Time => Some(Type::Time),
            Type::Bool => Some(Type::Bool),
            _ => None,
        };
        *before = match (class(before), class(&kind)) {
            _ if *before == kind => continue,
            (_, None) => continue,
            (None, _) => kind,
            (Some(Type::Number), Some(Type::Number)) => {
                let whole = before.is_integer() && kind.is_integer();
                if whole { DataType::Int64 } else { DataType::Float64 }
            }
            (Some(Type::Text), Some(Type::Text)) => DataType::String,
            (Some(Type::Time), Some(Type::Time)) => zone::common(before, &kind),
            _ => {
                let (a, b) = (type_of(before).name(), type_of(&kind).name());
                return Err(Error::mixed_types(first, a, column, b));
            }
        };
    }
    Ok(all.map_or(DataType::Null, |(_, kind)| kind))
}

/// Key columns as one, `a, b`; missing where one of them is.
pub(super) fn join(table: &Table, columns: &[String], into: &str) -> Result<Table> {
    require(table, columns.iter().map(String::as_str))?;
    let types = table.types()?;
    let word = |name: &String| {
        let text = texts(name);
        match types.get(name) {
            // A time of day without a fraction of a second is written without one.
            Some(DataType::Datetime(..)) => {
                text.str().replace_all(lit(r"\.0+([+-]|$)"), lit("${1}"), false)
            }
            _ => text,
        }
    };
    let joined = columns.iter().map(word).reduce(|all, next| all + lit(", ") + next);
    let joined = joined.ok_or_else(|| Error::no_columns_given("joining keys"))?;
    table.then(|frame| frame.with_column(joined.alias(into)))
}

/// A column as text.
fn texts(column: &str) -> Expr {
    let write = |columns: &mut [Column]| {
        let [values] = columns else { return Ok(Column::default()) };
        zone::texts(values)
    };
    let field = |_: &Schema, fields: &[Field]| {
        let name = fields.first().map_or(PlSmallStr::EMPTY, |field| field.name.clone());
        Ok(Field::new(name, DataType::String))
    };
    // Of the whole column: polars must not call it for one part of the rows.
    apply_multiple(write, [col(column)], field, false)
}

/// Call a column otherwise.
pub(super) fn rename(table: &Table, column: &str, into: &str) -> Result<Table> {
    require(table, [column])?;
    if into != column && table.schema().get(into).is_some() {
        return Err(Error::name_taken(into, "renaming"));
    }
    table.then(|frame| frame.rename([column], [into], true))
}

/// Number the rows from 0.
pub(super) fn number(table: &Table, into: &str) -> Result<Table> {
    if table.schema().get(into).is_some() {
        return Err(Error::name_taken(into, "numbering rows"));
    }
    table.then(|frame| {
        let numbered = frame.with_row_index(into, None);
        numbered.with_column(col(into).cast(DataType::Int64))
    })
}
