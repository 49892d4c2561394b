//! Histograms: values counted in bins that all groups share.

use polars::prelude::*;

use super::require;
use super::sample::{self, Sample, Space};
use crate::data::Table;
use crate::error::{Error, Result};
use crate::spec::{Bin, BinHeight, BinRule, Type};
use crate::stat::bin::{self, Measure, Rule};
use crate::stat::estimate::Estimator;
use crate::warn::Warnings;

/// More rows than this, of all groups together, are refused.
const MOST_ROWS: usize = 10_000_000;
/// One row per group and bin: keys, `left`, `right`, and the height under its own name.
pub(super) fn bin(table: &Table, spec: &Bin, warnings: &mut Warnings) -> Result<Table> {
    let keys: Vec<&str> = spec.keys.iter().map(String::as_str).collect();
    require(table, keys.iter().copied().chain([spec.column.as_str()]))?;
    let height = height_name(spec.height);
    for name in ["left", "right", height] {
        if keys.contains(&name) {
            return Err(Error::name_taken(name, "binning"));
        }
    }
    measure(table, &spec.column)?;
    let column = (spec.column.as_str(), Space::Plain);
    let found = sample::sample(table, &spec.keys, &[column], warnings)?;
    let present = |group: &Vec<Vec<f64>>| -> Vec<f64> {
        group.first().into_iter().flatten().copied().filter(|v| !v.is_nan()).collect()
    };
    let values: Vec<Vec<f64>> = found.values.iter().map(present).collect();
    let all = values.concat();
    let edges = edges(spec, measure(table, &spec.column)?, &all)?;
    let bins = edges.len().saturating_sub(1);
    if bins * values.len().max(1) > MOST_ROWS {
        return Err(Error::too_many_bins((bins * values.len()) as f64, MOST_ROWS));
    }
    warn_left_out(spec, &all, &edges, warnings);
    let counts: Vec<Vec<u64>> = values.iter().map(|v| bin::counts(v, &edges)).collect();
    if counts.iter().flatten().all(|&count| count == 0) {
        return Err(Error::nothing_in_bins(&spec.column));
    }
    let heights: Vec<Column> = counts.iter().map(|c| heights(spec, c, &edges)).collect();
    assemble(table, spec, &found, &edges, &heights)
}

/// The name of the column of heights.
fn height_name(height: BinHeight) -> &'static str {
    match height {
        BinHeight::Count => "count",
        BinHeight::Density => "density",
        BinHeight::Share => "share",
    }
}

fn measure(table: &Table, column: &str) -> Result<Measure> {
    match table.schema().get(column).map(|f| f.kind) {
        Some(Type::Integer) => Ok(Measure::Whole),
        Some(Type::Number) => Ok(Measure::Real),
        Some(Type::Time) => Ok(Measure::Time),
        kind => Err(Error::not_binnable(column, kind.map_or("no", Type::name))),
    }
}

fn edges(spec: &Bin, measure: Measure, values: &[f64]) -> Result<Vec<f64>> {
    if let Some([low, high]) = spec.range {
        let possible = low < high && (high - low).is_finite() && (!spec.log || low > 0.0);
        if !possible {
            return Err(Error::bad_bin_range(low, high, spec.log));
        }
    }
    let rule = match &spec.rule {
        BinRule::Nice => Rule::Nice,
        BinRule::Count(count) => Rule::Count((*count).max(1) as usize),
        BinRule::Named(name) => {
            let known = Estimator::ALL.iter().map(|&(name, _)| name);
            let found = Estimator::parse(name);
            Rule::Estimated(found.ok_or_else(|| Error::unknown("bin rule", name, known))?)
        }
        BinRule::Edges(edges) => {
            let ascending = edges.windows(2).all(|pair| pair[0] < pair[1]);
            let finite = edges.iter().all(|e| e.is_finite());
            if edges.len() < 2 || !ascending || !finite {
                return Err(Error::bad_edges());
            }
            if edges.len() > bin::MOST {
                return Err(Error::too_many_bins(edges.len() as f64, bin::MOST));
            }
            return Ok(edges.clone());
        }
    };
    if spec.log {
        bin::log_edges(values, rule, spec.range)
    } else {
        bin::edges(values, rule, measure, spec.range)
    }
}

/// What is not in any bin is said.
fn warn_left_out(spec: &Bin, values: &[f64], edges: &[f64], warnings: &mut Warnings) {
    let (Some(low), Some(high)) = (edges.first(), edges.last()) else { return };
    let column = &spec.column;
    let rows = |n: usize| if n == 1 { "1 value".to_owned() } else { format!("{n} values") };
    let unloggable = |v: &f64| spec.log && *v <= 0.0 && v.is_finite();
    let negative = values.iter().filter(|v| unloggable(v)).count();
    let outside = values
        .iter()
        .filter(|v| v.is_finite() && !unloggable(v) && !(*low..=*high).contains(*v))
        .count();
    if negative > 0 {
        warnings.warn(format!("{} of {column} left out: not positive", rows(negative)));
    }
    if outside > 0 {
        warnings.warn(format!("{} of {column} left out: outside the bins", rows(outside)));
    }
}

/// Heights of one group. Cumulative densities add up areas, so that they end at 1.
fn heights(spec: &Bin, counts: &[u64], edges: &[f64]) -> Column {
    let name = height_name(spec.height).into();
    let mut sum = 0;
    let counts: Vec<u64> = counts
        .iter()
        .map(|&count| {
            sum += count;
            if spec.cumulative { sum } else { count }
        })
        .collect();
    let total: u64 = if spec.cumulative { sum } else { counts.iter().sum() };
    if spec.height == BinHeight::Count {
        return Column::new(name, counts.iter().map(|&c| c as i64).collect::<Vec<_>>());
    }
    let density = spec.height == BinHeight::Density && !spec.cumulative;
    let shares: Vec<f64> = counts
        .iter()
        .zip(edges.windows(2))
        .map(|(&count, edge)| {
            let share = if total == 0 { 0.0 } else { count as f64 / total as f64 };
            if density { share / (edge[1] - edge[0]) } else { share }
        })
        .collect();
    Column::new(name, shares)
}

fn assemble(
    table: &Table,
    spec: &Bin,
    groups: &Sample,
    edges: &[f64],
    heights: &[Column],
) -> Result<Table> {
    let broken = |e: PolarsError| Error::internal("bins cannot be assembled").because(e);
    let bins = edges.len().saturating_sub(1);
    let mut columns = groups.repeated(&vec![bins; heights.len()])?;
    for (name, side) in [("left", &edges[..bins]), ("right", &edges[1.min(edges.len())..])] {
        columns.push(sample::typed(name, side.repeat(heights.len()), table, &spec.column)?);
    }
    let mut height = heights.first().map_or_else(
        || Column::new_empty(height_name(spec.height).into(), &DataType::Int64),
        Column::clear,
    );
    for part in heights {
        height.append(part).map_err(broken)?;
    }
    columns.push(height);
    sample::table(table, columns)
}
