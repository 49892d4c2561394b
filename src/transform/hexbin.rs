//! Points put in hexagons.

use polars::prelude::Column;

use super::sample::{self, Space};
use crate::data::Table;
use crate::error::{Error, Result};
use crate::spec::statistic::SIDES;
use crate::spec::{Hexbin, Reduce};
use crate::stat::hexbin::{Reduction, bin};
use crate::warn::{Warnings, count, verb};

/// One row per hexagon: keys, `x`, `y`, `count` or `value`, and its sides.
pub(super) fn hexbin(table: &Table, spec: &Hexbin, warnings: &mut Warnings) -> Result<Table> {
    let value = if spec.value.is_some() { "value" } else { "count" };
    sample::check_names(&spec.keys, &["x", "y", value], "binning")?;
    let [x, y] = &spec.columns;
    let spaces = [Space::of(table, x, spec.log[0]), Space::of(table, y, spec.log[1])];
    let mut wanted = vec![(x.as_str(), spaces[0]), (y.as_str(), spaces[1])];
    wanted.extend(spec.value.as_deref().map(|z| (z, Space::Plain)));
    let found = sample::sample(table, &spec.keys, &wanted, warnings)?;
    let Some(extent) = extent(&found.values) else {
        return Err(Error::nothing_in_bins(&format!("{x} and {y}")));
    };
    let grid = spec.grid.map(|n| n as usize);
    let (mut rows, mut few, mut blank) = (Vec::new(), 0, 0);
    let mut columns = <[Vec<f64>; 7]>::default();
    for group in &found.values {
        let [xs, ys, rest @ ..] = group.as_slice() else { continue };
        let all = bin(xs, ys, grid, Some(extent));
        let hexagons = all.at_least(spec.least.max(1) as usize);
        few += (all.len() - hexagons.len()) as u64;
        let values = match rest.first() {
            Some(values) => hexagons.reduce(values, reduction(spec.reduce)),
            None => hexagons.counts().iter().map(|&n| n as f64).collect(),
        };
        let mut kept = 0;
        for ((&cx, &cy), value) in hexagons.x.iter().zip(&hexagons.y).zip(values) {
            if value.is_nan() {
                blank += 1;
                continue;
            }
            let (half, tall) = (hexagons.width / 2.0, hexagons.height / 2.0);
            let row = [cx, cx - half, cx + half].map(|v| spaces[0].leave(v));
            let up = [cy, cy - tall, cy + tall].map(|v| spaces[1].leave(v));
            let row = [row[0], up[0], value, row[1], row[2], up[1], up[2]];
            for (column, value) in columns.iter_mut().zip(row) {
                column.push(value);
            }
            kept += 1;
        }
        rows.push(kept);
    }
    if blank > 0 {
        let (hexagons, verb) = (count(blank, "hexagon"), verb(blank, "has", "have"));
        let z = spec.value.as_deref().unwrap_or_default();
        warnings.note(format!("{hexagons} {verb} too few values of {z} and are not drawn"));
    }
    if few > 0 {
        let least = count(spec.least.into(), "row");
        warnings.note(format!(
            "{} with fewer than {least} {} left out",
            count(few, "hexagon"),
            verb(few, "is", "are")
        ));
    }
    if columns[0].is_empty() && few > 0 {
        return Err(Error::all_too_few(spec.least));
    }
    if columns[0].is_empty() {
        return Err(Error::nothing_in_bins(&format!("{x} and {y}")));
    }
    let mut result = found.repeated(&rows)?;
    let [cx, cy, values, left, right, bottom, top] = columns;
    result.push(sample::typed("x", cx, table, x)?);
    result.push(sample::typed("y", cy, table, y)?);
    result.push(if spec.value.is_some() {
        sample::column(value, values)
    } else {
        let counts: Vec<i64> = values.iter().map(|&n| n as i64).collect();
        Column::new(value.into(), counts)
    });
    for (name, (side, like)) in SIDES.iter().zip([(left, x), (right, x), (bottom, y), (top, y)]) {
        result.push(sample::typed(name, side, table, like)?);
    }
    sample::table(table, result)
}

/// What the points of all groups take, so that all have the same hexagons.
fn extent(groups: &[Vec<Vec<f64>>]) -> Option<[[f64; 2]; 2]> {
    let mut ends: Option<[[f64; 2]; 2]> = None;
    for group in groups {
        let [xs, ys, ..] = group.as_slice() else { continue };
        let whole = |(x, y): &(&f64, &f64)| x.is_finite() && y.is_finite();
        for (&x, &y) in xs.iter().zip(ys).filter(whole) {
            let [[left, right], [low, high]] = ends.unwrap_or([[x, x], [y, y]]);
            ends = Some([[left.min(x), right.max(x)], [low.min(y), high.max(y)]]);
        }
    }
    ends
}

fn reduction(reduce: Reduce) -> Reduction {
    match reduce {
        Reduce::Count => Reduction::Count,
        Reduce::Sum => Reduction::Sum,
        Reduce::Mean => Reduction::Mean,
        Reduce::Median => Reduction::Median,
        Reduce::Min => Reduction::Min,
        Reduce::Max => Reduction::Max,
        Reduce::Std => Reduction::Std,
    }
}
