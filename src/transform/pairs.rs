//! Columns of numbers against each other, and each by itself, for a matrix of panels.

use polars::prelude::*;

use super::wide::{Rows, beside, broken};
use crate::error::Result;
use crate::spec::wide::Wide;
use crate::stat::bin::{self, Measure, Rule};
use crate::stat::density::{self, Bandwidth};
use crate::warn::Warnings;

/// Most points of all panels together.
const MOST_POINTS: usize = 60_000;
/// Places of a density.
const PLACES: usize = 100;
/// What an axis adds at each end of its data, and how much of it the greatest height fills.
const PAD: f64 = 0.04;
const FILLED: f64 = 0.96;

/// A row for every pair of columns and every row.
pub(super) fn pairs(rows: Rows, spec: &Wide, warnings: &mut Warnings) -> Result<DataFrame> {
    let width = spec.columns.len();
    let panels = width * width.saturating_sub(1);
    let rows = rows.sampled(MOST_POINTS / panels.max(1), "every panel", warnings)?;
    let all = |a: usize| (0..width).filter(move |&b| b != a).map(move |b| (a, b));
    let places: Vec<(usize, usize)> = (0..width).flat_map(all).collect();
    let height = rows.len();
    let keys = rows.keys_of((0..places.len()).flat_map(|_| 0..height as IdxSize))?;
    let name = |of: fn(&(usize, usize)) -> usize| -> Vec<&str> {
        let names = places.iter().filter_map(|pair| spec.columns.get(of(pair)));
        names.flat_map(|name| std::iter::repeat_n(name.as_str(), height)).collect()
    };
    let values = |of: fn(&(usize, usize)) -> usize| -> Vec<f64> {
        places.iter().filter_map(|pair| rows.columns.get(of(pair))).flatten().copied().collect()
    };
    beside(
        &keys,
        vec![
            Column::new("row".into(), name(|pair| pair.0)),
            Column::new("column".into(), name(|pair| pair.1)),
            Column::new("x".into(), values(|pair| pair.1)),
            Column::new("y".into(), values(|pair| pair.0)),
        ],
    )
}

/// Numbers of a distribution, group by group.
struct Part {
    /// Number of the column.
    column: usize,
    /// A row of the group.
    first: IdxSize,
    /// From where to where; the same for densities.
    sides: Vec<[f64; 2]>,
    heights: Vec<f64>,
}

/// Bars of every column, in bins that all groups share.
pub(super) fn histograms(rows: &Rows, spec: &Wide) -> Result<DataFrame> {
    let groups = groups(rows)?;
    let mut parts = Vec::new();
    for (column, values) in rows.columns.iter().enumerate() {
        let whole = values.iter().all(|v| v.fract() == 0.0);
        let measure = if whole { Measure::Whole } else { Measure::Real };
        let edges = bin::edges(values, Rule::Nice, measure, None)?;
        for group in &groups {
            let own = picked(values, group);
            let heights = bin::counts(&own, &edges).into_iter().map(|n| n as f64).collect();
            let sides = edges.windows(2).map(|pair| [pair[0], pair[1]]).collect();
            let first = group.first().copied().unwrap_or_default();
            parts.push(Part { column, first, sides, heights });
        }
    }
    assemble(rows, spec, &parts, ["left", "right", "count"])
}

/// The density of every column, of each group as large as its share of the rows.
pub(super) fn densities(rows: &Rows, spec: &Wide) -> Result<DataFrame> {
    let groups = groups(rows)?;
    let mut parts = Vec::new();
    for (column, values) in rows.columns.iter().enumerate() {
        let at = density::grid(values, 0.0, 0.0, PLACES, None);
        for group in &groups {
            let own = picked(values, group);
            let flat = || density::flat(own.first().copied().unwrap_or_default());
            let width = density::bandwidth(&own, Bandwidth::Scott).unwrap_or_else(flat);
            let share = own.len() as f64 / rows.len().max(1) as f64;
            let heights = density::estimate(&own, width, &at);
            let heights = heights.into_iter().map(|height| height * share).collect();
            let sides = at.iter().map(|&at| [at, at]).collect();
            let first = group.first().copied().unwrap_or_default();
            parts.push(Part { column, first, sides, heights });
        }
    }
    assemble(rows, spec, &parts, ["at", "", "density"])
}

/// The rows of each group, in the order in which they appear.
fn groups(rows: &Rows) -> Result<Vec<Vec<IdxSize>>> {
    if rows.keys.width() == 0 {
        return Ok(vec![(0..rows.len() as IdxSize).collect()]);
    }
    let keys: Vec<PlSmallStr> = rows.keys.get_column_names().into_iter().cloned().collect();
    let groups = rows.keys.group_by_stable(keys).and_then(|groups| groups.groups());
    let groups = groups.map_err(broken)?;
    let lists = groups.column("groups").and_then(|c| c.list().cloned()).map_err(broken)?;
    let mut all = Vec::with_capacity(lists.len());
    for list in lists.series_iter().flatten() {
        all.push(list.idx().map_err(broken)?.iter().flatten().collect());
    }
    Ok(all)
}

fn picked(values: &[f64], rows: &[IdxSize]) -> Vec<f64> {
    rows.iter().filter_map(|&row| values.get(row as usize)).copied().collect()
}

/// The lower end and the length of the axis of a column, before it is padded; that of a single
/// value reaches to both sides of it.
fn range(values: &[f64]) -> [f64; 2] {
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let far = match low {
        _ if high > low => 0.0,
        0.0 => 1.0,
        low if low.fract() == 0.0 => 1.0,
        low => low.abs() * 0.1,
    };
    [low - far, high - low + 2.0 * far]
}

/// A row for every bar or place, with its height in the range of its column.
fn assemble(rows: &Rows, spec: &Wide, parts: &[Part], names: [&str; 3]) -> Result<DataFrame> {
    let (mut keys, mut columns): (Vec<IdxSize>, Vec<&str>) = (Vec::new(), Vec::new());
    let (mut sides, mut heights): (Vec<[f64; 2]>, Vec<f64>) = (Vec::new(), Vec::new());
    let (mut bases, mut tops) = (Vec::new(), Vec::new());
    for part in parts {
        let Some((values, name)) = rows.columns.get(part.column).zip(spec.columns.get(part.column))
        else {
            continue;
        };
        let same = parts.iter().filter(|other| other.column == part.column);
        let most = same.flat_map(|other| other.heights.iter().copied()).fold(0.0, f64::max);
        let [low, span] = range(values);
        let base = low - PAD * span;
        for (side, &height) in part.sides.iter().zip(&part.heights) {
            keys.push(part.first);
            columns.push(name);
            sides.push(*side);
            heights.push(height);
            bases.push(base);
            let share = if most > 0.0 { height / most } else { 0.0 };
            tops.push(base + FILLED * (1.0 + 2.0 * PAD) * span * share);
        }
    }
    let end = |i: usize| sides.iter().map(|side| side[i]).collect::<Vec<f64>>();
    let mut all = vec![
        Column::new("row".into(), columns.clone()),
        Column::new("column".into(), columns),
        Column::new(names[0].into(), end(0)),
    ];
    if !names[1].is_empty() {
        all.push(Column::new(names[1].into(), end(1)));
    }
    all.extend([
        Column::new(names[2].into(), heights),
        Column::new("base".into(), bases),
        Column::new("top".into(), tops),
    ]);
    beside(&rows.keys_of(keys.into_iter())?, all)
}
