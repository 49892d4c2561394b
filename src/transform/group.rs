//! Group and aggregate, as pandas does.

use polars::prelude::*;

use super::aggregate::{self, Whole};
use super::require;
use crate::data::Table;
use crate::error::{Error, Result};
use crate::spec::{Agg, Aggregate, Group};
use crate::warn::Warnings;

/// One row per group: its keys, then what was asked. Rows are read here, and only the columns
/// that are needed.
pub(super) fn group(table: &Table, group: &Group, warnings: &mut Warnings) -> Result<Table> {
    let keys = distinct(group.keys.iter().map(String::as_str));
    check(table, &keys, group)?;
    let used = group.aggs.iter().filter_map(|a| a.column.as_deref());
    let mut needed = distinct(keys.iter().copied().chain(used));
    if needed.is_empty() {
        // Rows are counted: any column will do.
        needed.extend(table.schema().names().first());
    }
    let mut frame = table.collect(&needed)?;
    // One piece, so that sums do not depend on how the source was cut.
    frame.rechunk_mut_par();
    let mut wanted = Vec::new();
    for (place, aggregate) in group.aggs.iter().enumerate() {
        wanted.push(expression(aggregate, &frame, group.min_count)?);
        if let Some(column) = says_nothing(aggregate, &frame, group.min_count) {
            wanted.push(col(column).count().alias(count_name(place)));
        }
        wanted
            .extend(nearest(aggregate, &frame, group.min_count).map(|e| e.alias(near_name(place))));
    }
    let rows = known(&frame, &keys, warnings)?.lazy();
    let exprs: Vec<Expr> = keys.iter().map(|&key| col(key)).collect();
    let grouped = match (keys.is_empty(), group.no_sort) {
        (true, _) => rows.select(wanted),
        (_, true) => rows.group_by_stable(exprs).agg(wanted),
        (_, false) => rows
            .group_by(exprs.clone())
            .agg(wanted)
            .sort_by_exprs(exprs, SortMultipleOptions::default()),
    };
    let mut result =
        grouped.collect().map_err(|e| Error::internal("groups cannot be computed").because(e))?;
    for (place, aggregate) in group.aggs.iter().enumerate() {
        if let Ok(counts) = result.drop_in_place(&count_name(place)) {
            note_empty(aggregate, &counts, warnings);
        }
        if let Ok(near) = result.drop_in_place(&near_name(place)) {
            widen(&mut result, aggregate, near, warnings)?;
        }
    }
    Ok(table.with_frame(result))
}

/// The rows in which no key is missing; the others are counted and said.
pub(super) fn known(
    frame: &DataFrame,
    keys: &[&str],
    warnings: &mut Warnings,
) -> Result<DataFrame> {
    let gappy = |key: &&&str| frame.column(key).is_ok_and(|c| c.null_count() > 0);
    let gappy: Vec<&str> = keys.iter().filter(gappy).copied().collect();
    let present = gappy.iter().map(|&key| col(key).is_not_null());
    let Some(present) = present.reduce(Expr::and) else { return Ok(frame.clone()) };
    let rows = frame.clone().lazy().filter(present).collect();
    let rows = rows.map_err(|e| Error::internal("rows cannot be filtered").because(e))?;
    let (left, all) = (frame.height() - rows.height(), frame.height());
    let (have, belong) = if left == 1 { ("has", "belongs") } else { ("have", "belong") };
    let keys = gappy.join(" or no ");
    warnings.warn(format!("{left} of {all} rows {have} no {keys} and {belong} to no group"));
    Ok(rows)
}

fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut distinct = Vec::new();
    for name in names {
        if !distinct.contains(&name) {
            distinct.push(name);
        }
    }
    distinct
}

/// All columns exist, and no two results have the same name.
fn check(table: &Table, keys: &[&str], group: &Group) -> Result<()> {
    require(table, keys.iter().copied())?;
    require(table, group.aggs.iter().filter_map(|a| a.column.as_deref()))?;
    if keys.is_empty() && group.aggs.is_empty() {
        return Err(Error::no_columns_given("grouping"));
    }
    let mut names = keys.to_vec();
    for aggregate in &group.aggs {
        let (column, into) = (aggregate.column.as_deref(), aggregate.into.as_str());
        if keys.contains(&into) && column == Some(into) {
            return Err(Error::key_and_value(into));
        }
        if names.contains(&into) {
            return Err(Error::name_taken(&aggregate.into, "grouping"));
        }
        names.push(&aggregate.into);
    }
    Ok(())
}

/// One column of the result.
fn expression(aggregate: &Aggregate, frame: &DataFrame, min_count: Option<u32>) -> Result<Expr> {
    let Aggregate { column, agg, into } = aggregate;
    let Some(column) = column else {
        return match agg {
            Agg::Size | Agg::Count => Ok(len().cast(DataType::Int64).alias(into)),
            _ => Err(Error::aggregate_of_what(&agg.name())),
        };
    };
    let kind = frame.column(column).map_or(DataType::Null, |c| c.dtype().clone());
    let value = match frame.column(column) {
        Ok(values) if aggregate::may_overflow(*agg, values) => {
            aggregate::whole(*agg, column, &kind, Whole::Exact)
        }
        _ => aggregate::expression(*agg, column, &kind)?,
    };
    let counts = matches!(agg, Agg::Size | Agg::Count | Agg::Nunique);
    Ok(if counts { value } else { enough(column, value, min_count) }.alias(into))
}

/// `value`, unless fewer than `min_count` values are present.
fn enough(column: &str, value: Expr, min_count: Option<u32>) -> Expr {
    match min_count {
        Some(least) => when(col(column).count().gt_eq(lit(least))).then(value).otherwise(lit(NULL)),
        None => value,
    }
}

/// The float that stands in where a whole number does not fit.
fn nearest(aggregate: &Aggregate, frame: &DataFrame, min_count: Option<u32>) -> Option<Expr> {
    let column = aggregate.column.as_deref()?;
    let values = frame.column(column).ok()?;
    let value = || aggregate::whole(aggregate.agg, column, values.dtype(), Whole::Nearest);
    aggregate::may_overflow(aggregate.agg, values).then(|| enough(column, value(), min_count))
}

/// Floats instead of whole numbers, where one of these does not fit 64 bits.
fn widen(
    result: &mut DataFrame,
    aggregate: &Aggregate,
    near: Column,
    warnings: &mut Warnings,
) -> Result<()> {
    let fail = |e| Error::internal("an aggregate is gone").because(e);
    if result.column(&aggregate.into).map_err(fail)?.null_count() == near.null_count() {
        return Ok(());
    }
    result.with_column(near.with_name(aggregate.into.as_str().into())).map_err(fail)?;
    let column = aggregate.column.as_deref().unwrap_or_default();
    let what = if aggregate.agg == Agg::Sum { "sum" } else { "product" };
    warnings.note(format!(
        "the {what} of {column} does not fit a whole number of 64 bits and is rounded to 16 digits"
    ));
    Ok(())
}

/// The column of an aggregate that says something even where all values are missing.
fn says_nothing<'a>(
    aggregate: &'a Aggregate,
    frame: &DataFrame,
    min_count: Option<u32>,
) -> Option<&'a str> {
    let column = aggregate.column.as_deref()?;
    let missing = frame.column(column).is_ok_and(|c| c.null_count() > 0);
    let silent = matches!(aggregate.agg, Agg::Sum | Agg::Prod) && missing && min_count.is_none();
    silent.then_some(column)
}

/// Name of a column that no file has.
fn count_name(place: usize) -> String {
    format!("\u{0}present:{place}")
}

/// Another one.
fn near_name(place: usize) -> String {
    format!("\u{0}nearest:{place}")
}

/// Tell of groups whose sum is 0 because there is nothing to add.
fn note_empty(aggregate: &Aggregate, counts: &Column, warnings: &mut Warnings) {
    let Ok(counts) = counts.cast(&DataType::UInt64) else { return };
    let Ok(counts) = counts.u64() else { return };
    let empty = counts.iter().filter(|&n| n == Some(0)).count();
    if empty == 0 {
        return;
    }
    let column = aggregate.column.as_deref().unwrap_or_default();
    let (what, value) = if aggregate.agg == Agg::Sum { ("sum", 0) } else { ("product", 1) };
    let groups = counts.len();
    let place = match groups {
        1 => "in all rows; its".to_owned(),
        _ if empty == 1 => format!("in all rows of 1 of {groups} groups; its"),
        _ => format!("in all rows of {empty} of {groups} groups; their"),
    };
    warnings
        .note(format!("{column} is missing {place} {what} is {value} (--min-count 1 makes a gap)"));
}
