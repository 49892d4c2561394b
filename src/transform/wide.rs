//! Several columns of numbers, row by row: complete rows, and what is made of them.

use polars::prelude::*;

use super::{group, pairs, require};
use crate::data::Table;
use crate::error::{Error, Result, list};
use crate::spec::wide::{Wide, WideInto};
use crate::stat::{andrews, radviz};
use crate::warn::{Warnings, count, verb};

/// Most lines that are drawn, each of them over all columns.
const MOST_LINES: usize = 5_000;
/// Most places of all curves together.
const MOST_PLACES: usize = 1_000_000;
/// Corners of a circle.
const CORNERS: u32 = 180;
/// Width of a letter beside a circle, as part of its radius.
const LETTER: f64 = 0.036;

/// What is made of the columns.
pub(super) fn wide(table: &Table, spec: &Wide, warnings: &mut Warnings) -> Result<Table> {
    let frame = match spec.into {
        WideInto::Names => names(spec),
        WideInto::Anchors => anchors(spec),
        WideInto::Circle => circle(),
        into => {
            let rows = Rows::read(table, &spec.columns, &spec.keys, warnings)?;
            match into {
                WideInto::Pairs => pairs::pairs(rows, spec, warnings),
                WideInto::Histograms => pairs::histograms(&rows, spec),
                WideInto::Densities => pairs::densities(&rows, spec),
                WideInto::Andrews { samples } => curves(rows, samples as usize, warnings),
                WideInto::Radviz => places(&rows),
                WideInto::Lines { rescale } => lines(rows, spec, rescale, warnings),
                _ => Ok(DataFrame::empty()),
            }
        }
    }?;
    let mut seen = std::collections::BTreeSet::new();
    let taken = |name: &&String| !seen.insert((*name).clone());
    if let Some(twice) = spec.keys.iter().find(|key| made(spec.into).contains(&key.as_str())) {
        return Err(Error::name_taken(twice, "this kind of plot"));
    }
    if let Some(twice) = spec.columns.iter().find(taken) {
        return Err(Error::used_twice(twice));
    }
    Ok(table.with_frame(frame))
}

/// Names of the columns that are made.
fn made(into: WideInto) -> &'static [&'static str] {
    match into {
        WideInto::Pairs => &["row", "column", "x", "y"],
        WideInto::Histograms => &["row", "column", "left", "right", "count", "base", "top"],
        WideInto::Densities => &["row", "column", "at", "density", "base", "top"],
        WideInto::Lines { .. } => &["row", "column", "value"],
        WideInto::Andrews { .. } => &["row", "t", "value"],
        WideInto::Radviz => &["x", "y"],
        WideInto::Names | WideInto::Anchors | WideInto::Circle => &[],
    }
}

/// Rows in which no column is missing.
pub(super) struct Rows {
    /// Their keys, and their numbers under `row` where asked.
    pub(super) keys: DataFrame,
    /// Number of each in the table.
    pub(super) numbers: Vec<IdxSize>,
    /// Their values, column by column.
    pub(super) columns: Vec<Vec<f64>>,
}

impl Rows {
    /// Read them; those that are left out are counted and said.
    fn read(
        table: &Table,
        columns: &[String],
        keys: &[String],
        warnings: &mut Warnings,
    ) -> Result<Self> {
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
        require(table, keys.iter().chain(&columns).copied())?;
        let mut needed: Vec<&str> = keys.clone();
        needed.extend(columns.iter().filter(|column| !keys.contains(column)));
        let frame = group::known(&table.collect(&needed)?, &keys, warnings)?;
        let values: Vec<Vec<f64>> =
            columns.iter().map(|name| numbers(&frame, name)).collect::<Result<_>>()?;
        let whole = |row: usize| values.iter().all(|v| v.get(row).is_some_and(|v| v.is_finite()));
        let kept: Vec<usize> = (0..frame.height()).filter(|&row| whole(row)).collect();
        let dropped = frame.height() - kept.len();
        if dropped > 0 {
            let gappy = columns.iter().zip(&values);
            let gappy = gappy.filter(|(_, v)| v.iter().any(|v| !v.is_finite()));
            let gappy: Vec<&str> = gappy.map(|(name, _)| *name).collect();
            let are = verb(dropped as u64, "is", "are");
            let all = count(frame.height() as u64, "row");
            let names = list(&gappy, 4);
            warnings.warn(format!(
                "{dropped} of {all} {are} left out: {names} {} missing",
                verb(gappy.len() as u64, "is", "are")
            ));
        }
        if kept.is_empty() {
            return Err(Error::no_complete_rows(&columns));
        }
        let all = Self {
            keys: frame.select(keys).map_err(broken)?,
            numbers: (0..frame.height() as IdxSize).collect(),
            columns: values,
        };
        if dropped == 0 { Ok(all) } else { all.take(&kept) }
    }

    /// Number of rows.
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// These rows.
    fn take(&self, rows: &[usize]) -> Result<Self> {
        let pick = |values: &Vec<f64>| {
            rows.iter().map(|&row| values.get(row).copied().unwrap_or(f64::NAN)).collect()
        };
        Ok(Self {
            keys: self.keys_of(rows.iter().map(|&row| row as IdxSize))?,
            numbers: rows.iter().filter_map(|&row| self.numbers.get(row)).copied().collect(),
            columns: self.columns.iter().map(pick).collect(),
        })
    }

    /// The keys of these rows.
    pub(super) fn keys_of(&self, rows: impl Iterator<Item = IdxSize>) -> Result<DataFrame> {
        if self.keys.width() == 0 {
            return Ok(DataFrame::empty());
        }
        let rows = IdxCa::from_vec("rows".into(), rows.collect());
        self.keys.take(&rows).map_err(broken)
    }

    /// At most so many of them, the same ones each time, and said.
    pub(super) fn sampled(self, most: usize, what: &str, warnings: &mut Warnings) -> Result<Self> {
        let (all, most) = (self.len(), most.max(1));
        if all <= most {
            return Ok(self);
        }
        let mut order: Vec<(u64, usize)> =
            (0..all).map(|row| (scattered(row as u64), row)).collect();
        order.select_nth_unstable(most - 1);
        let mut rows: Vec<usize> = order.into_iter().take(most).map(|(_, row)| row).collect();
        rows.sort_unstable();
        warnings.warn(format!(
            "{what} shows a sample of {most} of {all} rows: more would hide each other"
        ));
        self.take(&rows)
    }

    /// The columns as slices.
    pub(super) fn slices(&self) -> Vec<&[f64]> {
        self.columns.iter().map(Vec::as_slice).collect()
    }
}

/// A number that looks random, the same for the same row (Steele et al., `SplitMix64`, 2014).
fn scattered(row: u64) -> u64 {
    let mut z = row.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A column as numbers, NaN where it is missing.
pub(super) fn numbers(frame: &DataFrame, name: &str) -> Result<Vec<f64>> {
    let values = frame.column(name).and_then(|c| c.cast(&DataType::Float64)).map_err(broken)?;
    Ok(values.f64().map_err(broken)?.iter().map(|v| v.unwrap_or(f64::NAN)).collect())
}

/// Keys with columns beside them.
pub(super) fn beside(keys: &DataFrame, columns: Vec<Column>) -> Result<DataFrame> {
    let mut all = keys.columns().to_vec();
    all.extend(columns);
    DataFrame::new_infer_height(all).map_err(broken)
}

pub(super) fn broken(cause: PolarsError) -> Error {
    Error::internal("columns cannot be put together").because(cause)
}

/// Rows below each other, a value a line.
fn lines(rows: Rows, spec: &Wide, rescale: bool, warnings: &mut Warnings) -> Result<DataFrame> {
    let mut rows = rows;
    if rescale {
        for values in &mut rows.columns {
            let low = values.iter().copied().fold(f64::INFINITY, f64::min);
            let span = values.iter().copied().fold(f64::NEG_INFINITY, f64::max) - low;
            for value in values {
                *value = if span > 0.0 { (*value - low) / span } else { 0.5 };
            }
        }
    }
    let rows = rows.sampled(MOST_LINES, "the picture", warnings)?;
    let width = rows.columns.len();
    let each = |row: usize| std::iter::repeat_n(row, width);
    let keys = rows.keys_of((0..rows.len()).flat_map(each).map(|row| row as IdxSize))?;
    let number = |row: usize| rows.numbers.get(row).map_or(0, |&n| i64::from(n));
    let values: Vec<f64> = (0..rows.len())
        .flat_map(|row| rows.columns.iter().map(move |c| c.get(row).copied().unwrap_or(f64::NAN)))
        .collect();
    let names: Vec<&str> =
        (0..rows.len()).flat_map(|_| spec.columns.iter().map(String::as_str)).collect();
    beside(
        &keys,
        vec![
            Column::new(
                "row".into(),
                (0..rows.len()).flat_map(each).map(number).collect::<Vec<_>>(),
            ),
            Column::new("column".into(), names),
            Column::new("value".into(), values),
        ],
    )
}

fn names(spec: &Wide) -> Result<DataFrame> {
    let names: Vec<&str> = spec.columns.iter().map(String::as_str).collect();
    beside(&DataFrame::empty(), vec![Column::new("column".into(), names)])
}

/// Andrews curves, place after place of row after row.
fn curves(rows: Rows, samples: usize, warnings: &mut Warnings) -> Result<DataFrame> {
    let most = (MOST_PLACES / samples.max(1)).clamp(1, MOST_LINES);
    let rows = rows.sampled(most, "the picture", warnings)?;
    let at = andrews::places(samples);
    let values = andrews::curves(&rows.slices(), &at);
    let each = |row: usize| std::iter::repeat_n(row, at.len());
    let keys = rows.keys_of((0..rows.len()).flat_map(each).map(|row| row as IdxSize))?;
    let number = |row: usize| rows.numbers.get(row).map_or(0, |&n| i64::from(n));
    beside(
        &keys,
        vec![
            Column::new(
                "row".into(),
                (0..rows.len()).flat_map(each).map(number).collect::<Vec<_>>(),
            ),
            Column::new("t".into(), at.repeat(rows.len())),
            Column::new("value".into(), values),
        ],
    )
}

fn places(rows: &Rows) -> Result<DataFrame> {
    let (x, y) = radviz::place(&rows.slices());
    beside(&rows.keys, vec![Column::new("x".into(), x), Column::new("y".into(), y)])
}

/// Anchors, and the middle of their names, which stand outside the circle.
fn anchors(spec: &Wide) -> Result<DataFrame> {
    let places = radviz::anchors(spec.columns.len());
    let of = |value: &dyn Fn(&str, [f64; 2]) -> f64| -> Vec<f64> {
        spec.columns.iter().zip(&places).map(|(name, at)| value(name, *at)).collect()
    };
    let half = |name: &str| 0.5 * LETTER * name.chars().count() as f64;
    // A name at the side begins beside its anchor, one on top stands above the middle.
    let aside = |x: f64| (2.0 * x).clamp(-1.0, 1.0);
    let names: Vec<&str> = spec.columns.iter().map(String::as_str).collect();
    beside(
        &DataFrame::empty(),
        vec![
            Column::new("column".into(), names),
            Column::new("x".into(), of(&|_, [x, _]| x)),
            Column::new("y".into(), of(&|_, [_, y]| y)),
            Column::new("name_x".into(), of(&|name, [x, _]| 1.06 * x + aside(x) * half(name))),
            Column::new("name_y".into(), of(&|_, [_, y]| 1.1 * y)),
            Column::new("name_top".into(), of(&|_, [_, y]| 1.18 * y)),
            Column::new(
                "name_end".into(),
                of(&|name, [x, _]| 1.06 * x + 2.2 * aside(x) * half(name)),
            ),
        ],
    )
}

fn circle() -> Result<DataFrame> {
    let angles = (0..=CORNERS).map(|i| std::f64::consts::TAU * f64::from(i) / f64::from(CORNERS));
    let (x, y): (Vec<f64>, Vec<f64>) = angles.map(|angle| (angle.cos(), angle.sin())).unzip();
    beside(&DataFrame::empty(), vec![Column::new("x".into(), x), Column::new("y".into(), y)])
}
