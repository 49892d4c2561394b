//! The cells behind a raster, one row each.

use polars::prelude::*;

use super::Aggregated;
use super::plan::Plan;
use crate::data::Values;
use crate::error::{Error, Result};
use crate::figure::{PreparedLayer, PreparedPlot};
use crate::raster::{Axis, Cells};
use crate::spec::Channel;

/// One row per cell that is not empty: panel, place of its middle, category, value, and its number
/// from the left and from the bottom, from 0.
pub(in crate::figure) fn table(
    plot: &PreparedPlot,
    layer: &PreparedLayer,
    plan: &Plan,
    all: &Aggregated,
) -> Result<DataFrame> {
    let mut found: Vec<Found> = Vec::new();
    for (panel, planes) in all.panels.iter().enumerate() {
        let Some(canvas) = all.canvases.get(panel) else { continue };
        let width = canvas.x.cells;
        for cell in 0..width * canvas.y.cells {
            for (plane, cells) in planes.iter().enumerate() {
                if let Some(value) = cells.at(cell) {
                    found.push(Found { panel, plane, cell, value });
                }
            }
        }
    }
    columns(plot, layer, plan, all, &found)
        .and_then(DataFrame::new_infer_height)
        .map_err(|e| Error::internal("cells are no table").because(e))
}

/// A cell that is not empty.
struct Found {
    panel: usize,
    plane: usize,
    cell: usize,
    value: f64,
}

fn columns(
    plot: &PreparedPlot,
    layer: &PreparedLayer,
    plan: &Plan,
    all: &Aggregated,
    found: &[Found],
) -> PolarsResult<Vec<Column>> {
    let name = |channel: Channel| {
        let field = layer.core.encodings.get(&channel).and_then(|e| e.field.as_deref());
        field.unwrap_or("value").to_owned()
    };
    let mut columns = Vec::new();
    let keys = plot.panels.slots.first().map_or(&[][..], |slot| &slot.keys);
    for (number, (channel, _)) in keys.iter().enumerate() {
        let levels = layer.columns.get(*channel).map_or(&[][..], Values::levels);
        let word = |cell: &Found| {
            let (_, code) = plot.panels.slots.get(cell.panel)?.keys.get(number)?;
            levels.get(*code as usize).map(String::as_str)
        };
        let words: Vec<Option<&str>> = found.iter().map(word).collect();
        columns.push(Column::new(free(&name(*channel), &columns), words));
    }
    let (x, y) = if plot.swap { (Channel::Y, Channel::X) } else { (Channel::X, Channel::Y) };
    let widths = all.canvases.first().map_or(1, |canvas| canvas.x.cells.max(1));
    let ix: Vec<u32> = found.iter().map(|cell| (cell.cell % widths) as u32).collect();
    let iy: Vec<u32> = found.iter().map(|cell| (cell.cell / widths) as u32).collect();
    let axis = |cell: &Found, across: bool| {
        all.canvases.get(cell.panel).map(|canvas| if across { canvas.x } else { canvas.y })
    };
    for (channel, numbers, across) in [(x, &ix, true), (y, &iy, false)] {
        let middle = |(cell, &number): (&Found, &u32)| {
            axis(cell, across).map_or(f64::NAN, |axis: Axis| axis.center(number as usize))
        };
        let middles: Vec<f64> = found.iter().zip(numbers).map(middle).collect();
        let name = free(&name(channel), &columns);
        columns.push(places(&name, layer.columns.get(channel), &middles)?);
    }
    if let Some(groups) = &plan.groups {
        let word = |cell: &Found| groups.names.get(cell.plane).map(String::as_str);
        let words: Vec<Option<&str>> = found.iter().map(word).collect();
        columns.push(Column::new(free(&name(groups.channel), &columns), words));
    }
    let values: Vec<f64> = found.iter().map(|cell| cell.value).collect();
    let whole = all.panels.iter().flatten().all(|cells| !matches!(cells, Cells::Number(_)));
    let name = free("value", &columns);
    columns.push(match layer.columns.get(Channel::Color) {
        _ if whole => Column::new(name, values).cast(&DataType::UInt32)?,
        times @ Some(Values::Time(_)) if plan.gives_times() => places(&name, times, &values)?,
        _ => Column::new(name, values),
    });
    for (name, numbers) in [("ix", ix), ("iy", iy)] {
        columns.push(Column::new(free(name, &columns), numbers));
    }
    Ok(columns)
}

/// A name, with an underscore where a column of the data has it.
fn free(name: &str, columns: &[Column]) -> PlSmallStr {
    let taken = columns.iter().any(|column| column.name() == name);
    if taken { free(&format!("{name}_"), columns) } else { name.into() }
}

/// Places along an axis as what its column holds.
fn places(name: &str, values: Option<&Values>, middles: &[f64]) -> PolarsResult<Column> {
    match values {
        Some(Values::Time(_)) => {
            let micros: Vec<i64> = middles.iter().map(|ms| (ms * 1e3).round() as i64).collect();
            let kind = DataType::Datetime(TimeUnit::Microseconds, None);
            Column::new(name.into(), micros).cast(&kind)
        }
        Some(Values::Category { levels, .. }) => {
            let word = |code: &f64| levels.get(code.round().max(0.0) as usize).map(String::as_str);
            Ok(Column::new(name.into(), middles.iter().map(word).collect::<Vec<Option<&str>>>()))
        }
        _ => Ok(Column::new(name.into(), middles)),
    }
}
