//! The values of each group as plain numbers, for statistics; and their results as a table.

use polars::prelude::*;

use super::{group, require};
use crate::data::{Columns, Table, columns::MISSING, zone};
use crate::error::{Error, Result, list};
use crate::spec::{Channel, Type};
use crate::warn::{Warnings, count, verb};

/// Groups in the order of appearance, which is that of all series without an aggregate.
pub(super) struct Sample {
    /// The keys of each; without columns when there is one group only.
    pub keys: DataFrame,
    /// Of each group, of each column: the values. Times are milliseconds as their clock shows
    /// them, because they are drawn so; what is missing is NaN.
    pub values: Vec<Vec<Vec<f64>>>,
}

/// What is made of values before they are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// Nothing.
    Plain,
    /// Powers of ten.
    Log,
}

impl Space {
    /// Powers of ten where `log` is true and the column has any.
    pub(super) fn of(table: &Table, column: &str, log: bool) -> Self {
        if log && !is_time(table, column) { Self::Log } else { Self::Plain }
    }

    /// From a value.
    pub(super) fn enter(self, value: f64) -> f64 {
        match self {
            Self::Plain => value,
            Self::Log if value > 0.0 => value.log10(),
            Self::Log => f64::NAN,
        }
    }

    /// Back to a value.
    pub(super) fn leave(self, place: f64) -> f64 {
        match self {
            Self::Plain => place,
            Self::Log => 10f64.powf(place),
        }
    }
}

/// The values of `columns`, by group, in the spaces of each; rows that lack one are counted.
pub(super) fn sample(
    table: &Table,
    keys: &[String],
    columns: &[(&str, Space)],
    warnings: &mut Warnings,
) -> Result<Sample> {
    sample_but(table, keys, columns, None, warnings)
}

/// The same; nothing is said of what is missing of the column `quiet`.
pub(super) fn sample_but(
    table: &Table,
    keys: &[String],
    columns: &[(&str, Space)],
    quiet: Option<&str>,
    warnings: &mut Warnings,
) -> Result<Sample> {
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    require(table, keys.iter().copied().chain(columns.iter().map(|(name, _)| *name)))?;
    let broken = |e: PolarsError| Error::internal("values cannot be grouped").because(e);
    let mut needed = keys.clone();
    for (name, _) in columns {
        if !needed.contains(name) {
            needed.push(name);
        }
    }
    let frame = group::known(&table.collect(&needed)?, &keys, warnings)?;
    let mut values = Vec::new();
    for (place, (name, space)) in columns.iter().enumerate() {
        let all = numbers(frame.column(name).map_err(broken)?).map_err(broken)?;
        let all: Vec<f64> =
            all.f64().map_err(broken)?.iter().map(|v| v.unwrap_or(f64::NAN)).collect();
        let placed: Vec<f64> = all.iter().map(|&v| space.enter(v)).collect();
        if quiet != Some(name) {
            say_missing(name, &all, &placed, warnings);
        }
        values.push(Column::new(hidden(place), placed));
    }
    if keys.is_empty() {
        let whole = values.iter().map(present).collect::<PolarsResult<_>>().map_err(broken)?;
        return Ok(Sample { keys: DataFrame::empty(), values: vec![whole] });
    }
    let frame =
        frame.select(keys.iter().copied()).and_then(|f| f.hstack(&values)).map_err(broken)?;
    let by: Vec<Expr> = keys.iter().map(|&key| col(key)).collect();
    let lists: Vec<Expr> = (0..columns.len()).map(|place| col(hidden(place))).collect();
    let mut groups = frame.lazy().group_by_stable(by).agg(lists).collect().map_err(broken)?;
    let mut values = vec![Vec::new(); groups.height()];
    for place in 0..columns.len() {
        let lists = groups.drop_in_place(&hidden(place)).map_err(broken)?;
        let lists = lists.list().map_err(broken)?;
        for (group, list) in values.iter_mut().zip(lists.series_iter()) {
            let list = list.map_or(Ok(Vec::new()), |list| present(&list.into_column()));
            group.push(list.map_err(broken)?);
        }
    }
    Ok(Sample { keys: groups, values })
}

impl Sample {
    /// The keys of each group, as often as it has rows in the result.
    pub(super) fn repeated(&self, rows: &[usize]) -> Result<Vec<Column>> {
        if self.keys.width() == 0 {
            return Ok(Vec::new());
        }
        let places: Vec<IdxSize> = rows
            .iter()
            .enumerate()
            .flat_map(|(group, &rows)| std::iter::repeat_n(group as IdxSize, rows))
            .collect();
        let places = IdxCa::from_vec("group".into(), places);
        let keys = self.keys.take(&places);
        let keys = keys.map_err(|e| Error::internal("groups cannot be repeated").because(e))?;
        Ok(keys.columns().to_vec())
    }

    /// The number of each group's value of `key` in the order in which axes and legends show it,
    /// and how many there are.
    pub(super) fn codes(&self, key: &str) -> Result<(Vec<usize>, usize)> {
        codes(&self.keys, key)
    }

    /// The groups in another order.
    pub(super) fn sort_by_key(&mut self, order: impl Fn(usize) -> usize) -> Result<()> {
        let mut places: Vec<usize> = (0..self.values.len()).collect();
        places.sort_by_key(|&place| order(place));
        if self.keys.width() > 0 {
            let index: Vec<IdxSize> = places.iter().map(|&p| p as IdxSize).collect();
            let keys = self.keys.take(&IdxCa::from_vec("order".into(), index));
            self.keys = keys.map_err(|e| Error::internal("groups have no order").because(e))?;
        }
        self.values = places.iter().filter_map(|&place| self.values.get(place).cloned()).collect();
        Ok(())
    }

    /// Warn of groups that the result leaves out, because of what they have.
    pub(super) fn say_left_out(&self, groups: &[usize], have: &str, warnings: &mut Warnings) {
        if groups.is_empty() {
            return;
        }
        let names: Vec<String> = groups.iter().map(|&group| self.name(group)).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let all = count(self.values.len() as u64, "group");
        let (part, has) = (groups.len(), verb(groups.len() as u64, "has", "have"));
        warnings.warn(format!("{part} of {all} {has} {have}: {}", list(&names, 4)));
    }

    /// A group in words.
    fn name(&self, group: usize) -> String {
        let words = self.keys.columns().iter().filter_map(|key| key.get(group).ok());
        words.map(|value| value.str_value().into_owned()).collect::<Vec<_>>().join(", ")
    }
}

/// The number of each row's value of `key` in the order in which axes and legends show it, and how
/// many values there are.
pub(super) fn codes(frame: &DataFrame, key: &str) -> Result<(Vec<usize>, usize)> {
    let columns = Columns::from_frame(frame, &[(Channel::By, key)], |_| true)?;
    let values = columns.get(Channel::By);
    let code = |row| values.and_then(|v| v.code(row)).unwrap_or(MISSING as usize);
    Ok(((0..frame.height()).map(code).collect(), values.map_or(0, |v| v.levels().len())))
}

/// The result of a statistic as a table.
pub(super) fn table(source: &Table, columns: Vec<Column>) -> Result<Table> {
    let frame = DataFrame::new_infer_height(columns);
    let frame = frame.map_err(|e| Error::internal("a statistic is no table").because(e))?;
    Ok(source.with_frame(frame))
}

/// The values of a column of `frame` as [`Sample::values`] has them.
pub(super) fn values(frame: &DataFrame, name: &str) -> Result<Vec<f64>> {
    let broken = |e: PolarsError| Error::internal("a column has no numbers").because(e);
    let all = numbers(frame.column(name).map_err(broken)?).map_err(broken)?;
    present(&all).map_err(broken)
}

/// Numbers as a column; what is not a number is missing.
pub(super) fn column(name: &str, values: Vec<f64>) -> Column {
    let values: Vec<Option<f64>> =
        values.into_iter().map(|v| Some(v).filter(|v| !v.is_nan())).collect();
    Column::new(name.into(), values)
}

/// Values of the space of a column of `source`: times are times again, as their clock showed them.
pub(super) fn typed(name: &str, values: Vec<f64>, source: &Table, like: &str) -> Result<Column> {
    let values = column(name, values);
    if !is_time(source, like) {
        return Ok(values);
    }
    let milliseconds = DataType::Datetime(TimeUnit::Milliseconds, None);
    let times = values.cast(&DataType::Int64).and_then(|c| c.cast(&milliseconds));
    times.map_err(|e| Error::internal("numbers are no times").because(e))
}

/// None of `names` is that of a key.
pub(super) fn check_names(keys: &[String], names: &[&str], step: &str) -> Result<()> {
    match names.iter().find(|name| keys.iter().any(|key| key == *name)) {
        Some(name) => Err(Error::name_taken(name, step)),
        None => Ok(()),
    }
}

/// What a density along a column is multiplied with: that of times is by the day.
pub(super) fn unit(table: &Table, column: &str) -> f64 {
    const DAY: f64 = 86_400_000.0;
    if is_time(table, column) { DAY } else { 1.0 }
}

fn is_time(table: &Table, column: &str) -> bool {
    table.schema().get(column).is_some_and(|field| field.kind == Type::Time)
}

/// Name of a column that no file has.
fn hidden(place: usize) -> PlSmallStr {
    format!("\u{0}values:{place}").into()
}

fn numbers(values: &Column) -> PolarsResult<Column> {
    let milliseconds = DataType::Datetime(TimeUnit::Milliseconds, None);
    match values.dtype() {
        DataType::Date | DataType::Datetime(..) => zone::shown(values)?
            .cast(&milliseconds)?
            .cast(&DataType::Int64)?
            .cast(&DataType::Float64),
        _ => values.cast(&DataType::Float64),
    }
}

fn present(values: &Column) -> PolarsResult<Vec<f64>> {
    Ok(values.f64()?.iter().map(|v| v.unwrap_or(f64::NAN)).collect())
}

/// Say what has no place.
fn say_missing(name: &str, all: &[f64], placed: &[f64], warnings: &mut Warnings) {
    let missing = all.iter().filter(|v| v.is_nan()).count() as u64;
    let infinite = all.iter().filter(|v| v.is_infinite()).count() as u64;
    let lost = placed.iter().filter(|v| v.is_nan()).count() as u64 - missing;
    let share = |part: u64, what: &str| {
        let is = verb(part, "is", "are");
        format!("{part} of {} of {name} {is} {what}", count(all.len() as u64, "value"))
    };
    if missing > 0 {
        warnings.warn(share(missing, "missing"));
    }
    if infinite > 0 {
        warnings.warn(share(infinite, "not finite and left out"));
    }
    if lost > 0 {
        warnings.warn(share(lost, "not positive and left out"));
    }
}
