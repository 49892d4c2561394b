//! Rows to columns, and columns to rows.

use std::collections::BTreeMap;

use polars::prelude::*;

use super::{group, require, reshape};
use crate::data::{Table, zone};
use crate::error::{Error, Result};
use crate::spec::{Agg, Aggregate, Group, Pivot};
use crate::warn::Warnings;

/// More columns than this are refused.
const MOST: usize = 1_000;
/// Names of columns that no file has.
const CELL: &str = "\u{0}cell";
const ROWS: &str = "\u{0}rows";

/// One row per value of the index, one column per value of `columns`, both sorted, as
/// `pandas.DataFrame.pivot`, or `pivot_table` when there is an aggregate.
pub(super) fn pivot(table: &Table, spec: &Pivot, warnings: &mut Warnings) -> Result<Table> {
    require(table, [spec.index.as_str(), &spec.columns, &spec.values])?;
    let broken = |e: PolarsError| Error::internal("rows cannot become columns").because(e);
    let cell =
        |agg, into: &str| Aggregate { column: Some(spec.values.clone()), agg, into: into.into() };
    let group = Group {
        keys: vec![spec.index.clone(), spec.columns.clone()],
        aggs: vec![cell(spec.agg.unwrap_or(Agg::First), CELL), cell(Agg::Size, ROWS)],
        no_sort: false,
        min_count: spec.min_count,
    };
    let cells = group::group(table, &group, warnings)?;
    let cells = cells.collect(&[spec.index.as_str(), &spec.columns, CELL, ROWS])?;
    if spec.agg.is_none() {
        let rows = cells.column(ROWS).and_then(|c| c.i64().cloned()).map_err(broken)?;
        let repeats: i64 = rows.iter().flatten().map(|rows| rows - 1).sum();
        if repeats > 0 {
            return Err(Error::repeated_cells(repeats as u64, &spec.index, &spec.columns));
        }
    }
    let (index, row_of) = codes(&cells, &spec.index).map_err(broken)?;
    let (names, column_of) = codes(&cells, &spec.columns).map_err(broken)?;
    if names.len() > MOST {
        return Err(Error::too_many_columns(&spec.columns, names.len(), MOST));
    }
    let mut places: BTreeMap<usize, Vec<Option<IdxSize>>> = BTreeMap::new();
    for (cell, (row, column)) in row_of.into_iter().zip(column_of).enumerate() {
        let column = places.entry(column).or_insert_with(|| vec![None; index.len()]);
        if let Some(place) = column.get_mut(row) {
            *place = Some(cell as IdxSize);
        }
    }
    let words = zone::texts(&names).map_err(broken)?;
    let words = words.str().map_err(broken)?;
    let values = cells.column(CELL).map_err(broken)?;
    let mut columns = vec![index];
    for (column, rows) in places {
        let name = words.get(column).unwrap_or_default();
        if name == spec.index {
            return Err(Error::name_taken(name, "--pivot"));
        }
        let rows: IdxCa = rows.into_iter().collect();
        columns.push(values.take(&rows).map_err(broken)?.with_name(name.into()));
    }
    Ok(table.with_frame(DataFrame::new_infer_height(columns).map_err(broken)?))
}

/// The distinct values of a column, sorted, and the place of every row among them.
fn codes(frame: &DataFrame, name: &str) -> PolarsResult<(Column, Vec<usize>)> {
    let rows = frame.select([name])?.lazy().with_row_index(ROWS, None);
    let groups = rows.group_by_stable([col(name)]).agg([col(ROWS)]);
    let groups = groups.sort_by_exprs([col(name)], SortMultipleOptions::default()).collect()?;
    let mut codes = vec![0; frame.height()];
    for (code, rows) in groups.column(ROWS)?.list()?.series_iter().enumerate() {
        let Some(rows) = rows else { continue };
        for row in rows.cast(&IDX_DTYPE)?.idx()?.iter().flatten() {
            if let Some(place) = codes.get_mut(row as usize) {
                *place = code;
            }
        }
    }
    Ok((groups.column(name)?.clone(), codes))
}

/// All columns but `keep` below each other: `Variable` and `value`.
pub(super) fn melt(table: &Table, keep: &[String]) -> Result<Table> {
    require(table, keep.iter().map(String::as_str))?;
    let names = table.schema().names();
    let rest = names.into_iter().filter(|name| !keep.iter().any(|kept| kept == name));
    let rest: Vec<String> = rest.map(String::from).collect();
    reshape::unpivot(table, &rest, keep, ["Variable", "value"], None)
}
