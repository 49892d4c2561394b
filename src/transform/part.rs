//! Parts of times: the month of a date, the hour of a time.

use polars::prelude::*;

use super::require;
use crate::data::Table;
use crate::error::{Error, Result};
use crate::spec::part::Asked;
use crate::spec::{Part, Type};

/// The table with a part of `column` as a column of its own.
pub(super) fn add(table: &Table, column: &str, part: Part, into: &str) -> Result<Table> {
    require(table, [column])?;
    let types = table.types()?;
    let kind = types.get(column).cloned().unwrap_or(DataType::Null);
    let found = table.schema().get(column).map_or(Type::Text, |field| field.kind);
    if found != Type::Time {
        return Err(Error::part_of_no_time(into, column, found.name()));
    }
    let value = expression(column, &kind, part);
    table.then(|frame| frame.with_column(value.alias(into)))
}

/// The column of a part that `name` asks for and its part, when no column is called so.
pub(super) fn asked<'a>(name: &'a str, table: &Table) -> Result<Option<(&'a str, Part)>> {
    match Part::asked(name, table.schema()) {
        None => Ok(None),
        Some(Asked::Part(column, part)) => Ok(Some((column, part))),
        Some(Asked::Unknown(column, part)) => Err(Error::unknown_part(column, part)),
        Some(Asked::NoTime(column, kind)) => Err(Error::part_of_no_time(name, column, kind.name())),
    }
}

/// An SQL expression in which every `NAME.PART` is one quoted name. Text in quotes is left alone.
pub(super) fn quoted(text: &str, table: &Table) -> Result<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '\'' | '"' => quote(rest, first),
            c if c.is_alphabetic() || c == '_' => {
                let word = |c: char| !(c.is_alphanumeric() || c == '_' || c == '.');
                rest.find(word).unwrap_or(rest.len())
            }
            // A number, with its letters, is no name.
            c if c.is_ascii_digit() => {
                rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())
            }
            c => c.len_utf8(),
        };
        let (word, behind) = rest.split_at(length);
        // polars takes what has no point for a whole number.
        let whole = first.is_ascii_digit() && !out.ends_with('.');
        if let Some((digits, power)) = word.split_once(['e', 'E']).filter(|_| whole)
            && digits.chars().chain(power.chars()).all(|c| c.is_ascii_digit())
        {
            for part in [digits, ".0e", power] {
                out.push_str(part);
            }
            rest = behind;
            continue;
        }
        let name = word.contains('.') && first != '\'' && first != '"';
        let real = name && table.schema().get(word).is_some();
        if real || (name && asked(word, table)?.is_some()) {
            out.push('"');
            out.push_str(word);
            out.push('"');
        } else {
            out.push_str(word);
        }
        rest = behind;
    }
    Ok(out)
}

/// How many bytes a quotation takes; two quotes within it are one.
fn quote(text: &str, mark: char) -> usize {
    let inner = text.get(1..).unwrap_or_default();
    inner.find(mark).map_or(text.len(), |end| end + 2)
}

/// The expression with parts instead of columns that are called as parts are.
pub(super) fn replaced(expr: Expr, table: &Table) -> PolarsResult<Expr> {
    let types = table.types().map_err(|e| PolarsError::ComputeError(e.to_string().into()))?;
    expr.try_map_expr(|node| {
        let Expr::Column(name) = &node else { return Ok(node) };
        let Some(Asked::Part(column, part)) = Part::asked(name, table.schema()) else {
            return Ok(node);
        };
        let kind = types.get(column).cloned().unwrap_or(DataType::Null);
        let value = expression(column, &kind, part);
        // Names are compared with words that need not be of their list.
        Ok(if part.words().is_empty() { value } else { value.cast(DataType::String) })
    })
}

/// A part of the times of a column of type `kind`, as the clock of its zone shows them.
fn expression(column: &str, kind: &DataType, part: Part) -> Expr {
    let time = match kind {
        DataType::Date => col(column).cast(DataType::Datetime(TimeUnit::Microseconds, None)),
        _ => col(column),
    };
    let time = time.dt();
    let whole = match part {
        Part::Date => return time.date(),
        Part::Year => time.year(),
        Part::Quarter => time.quarter(),
        Part::Month | Part::MonthName => time.month(),
        Part::Week => time.week(),
        Part::Day => time.day(),
        Part::Hour => time.hour(),
        Part::Minute => time.minute(),
        Part::Second => time.second(),
        Part::Dayofyear => time.ordinal_day(),
        // ISO 8601 counts from 1, pandas from 0.
        Part::Dayofweek | Part::DayName => time.weekday().cast(DataType::Int64) - lit(1),
    };
    let whole = whole.cast(DataType::Int64);
    match part {
        Part::MonthName => named(whole - lit(1), part.words()),
        Part::DayName => named(whole, part.words()),
        _ => whole,
    }
}

/// Numbers from 0 as words that keep their order.
fn named(numbers: Expr, words: &'static [&'static str]) -> Expr {
    let Ok(categories) = FrozenCategories::new(words.iter().copied()) else { return numbers };
    let kind = DataType::from_frozen_categories(categories);
    let into = kind.clone();
    let name = move |columns: &mut [Column]| {
        let [numbers] = columns else { return Ok(Column::default()) };
        let word = |number: Option<i64>| words.get(usize::try_from(number?).ok()?).copied();
        let named: Vec<Option<&str>> = numbers.i64()?.iter().map(word).collect();
        Column::new(numbers.name().clone(), named).cast(&kind)
    };
    let field = move |_: &Schema, fields: &[Field]| {
        let name = fields.first().map_or(PlSmallStr::EMPTY, |field| field.name.clone());
        Ok(Field::new(name, into.clone()))
    };
    apply_multiple(name, [numbers], field, false)
}
