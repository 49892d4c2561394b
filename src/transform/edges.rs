//! The edges of cells, where their middles are known.

use polars::prelude::*;

use super::{grid, require, sample};
use crate::data::{Columns, Table, Values};
use crate::error::{Error, Result};
use crate::spec::{Channel, Edges, Type};
use crate::stat::edge;

/// Add two columns for each of the spec's: the bounds that a file has, else half way. The neighbours of a cell are those of the grid, where
/// the table still is one; else those that some row has.
pub(super) fn edges(table: &Table, spec: &Edges) -> Result<Table> {
    require(table, spec.columns.iter().map(String::as_str))?;
    let on_grid = table.grid().is_some_and(|g| spec.columns.iter().all(|c| g.dim(c).is_some()));
    let mut table = table.clone();
    for (column, log) in spec.columns.iter().zip(&spec.log) {
        table = if on_grid {
            of_dimension(&table, column, *log)?
        } else {
            of_values(&table, column, *log)?
        };
    }
    Ok(table)
}

fn of_dimension(table: &Table, column: &str, log: bool) -> Result<Table> {
    let (grid, dim) = grid::dimension(table, column, "cells")?;
    let Some(dimension) = grid.dims().get(dim) else {
        return Err(Error::internal("a dimension is gone"));
    };
    let places = &dimension.places;
    let half_a_day = 43_200.0 * 1e6;
    let lone = (places.kind() == Type::Time).then_some(half_a_day);
    let middles: Vec<f64> =
        (0..places.len()).map(|place| places.number(place).unwrap_or(f64::NAN)).collect();
    let [low, high] = Edges::names(column);
    let [lows, highs] = match &dimension.edges {
        Some(edges) => edges.iter().map(|[a, b]| (a.min(*b), a.max(*b))).unzip().into(),
        None => ends(&middles, log, lone),
    };
    grid::table(grid.with_numbers(dim, vec![(low, lows), (high, highs)]))
}

/// The lower and the upper edge of every cell; those of a lone time are `lone` away.
fn ends(middles: &[f64], log: bool, lone: Option<f64>) -> [Vec<f64>; 2] {
    if let ([only], Some(half)) = (middles, lone) {
        return [vec![only - half], vec![only + half]];
    }
    let edges = edge::edges(middles, log);
    let pairs = edges.windows(2).map(|pair| (pair[0].min(pair[1]), pair[0].max(pair[1])));
    pairs.unzip().into()
}

fn of_values(table: &Table, column: &str, log: bool) -> Result<Table> {
    let fail = |e: PolarsError| Error::internal("edges cannot be found").because(e);
    let mut frame = table.collect(&table.schema().names())?;
    let columns = Columns::from_frame(&frame, &[(Channel::X, column)], |_| false)?;
    let values = columns.get(Channel::X).and_then(Values::numbers).unwrap_or_default();
    let mut middles: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
    middles.sort_unstable_by(f64::total_cmp);
    middles.dedup();
    let time = matches!(columns.get(Channel::X), Some(Values::Time(_)));
    let half_a_day = 43_200_000.0;
    let all = ends(&middles, log, time.then_some(half_a_day));
    let place = |value: &f64| middles.binary_search_by(|middle| middle.total_cmp(value)).ok();
    let places: Vec<Option<usize>> = values.iter().map(place).collect();
    for (name, ends) in Edges::names(column).iter().zip(&all) {
        let end = |place: &Option<usize>| place.and_then(|at| ends.get(at).copied());
        let of_rows = places.iter().map(|place| end(place).unwrap_or(f64::NAN)).collect();
        frame.with_column(sample::typed(name, of_rows, table, column)?).map_err(fail)?;
    }
    Ok(table.with_frame(frame))
}
