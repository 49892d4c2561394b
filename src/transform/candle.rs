//! Bodies of candles: how wide they are, and which of them rise.

use polars::prelude::*;

use super::require;
use crate::data::{Table, zone};
use crate::error::{Error, Result};
use crate::spec::{Candle, Type};
use crate::stat::gap;
use crate::warn::Warnings;

/// The share of the smallest distance along x that a body takes.
const SHARE: f64 = 0.6;
/// The step of a single row, in milliseconds.
const DAY: f64 = 86_400_000.0;
/// The columns that are added.
const ADDED: [&str; 3] = ["body_left", "body_right", "change"];

/// All rows, with the edges of their bodies where x is no category, and `rising` or `falling`.
pub(super) fn bodies(table: &Table, spec: &Candle, warnings: &mut Warnings) -> Result<Table> {
    let broken = |e: PolarsError| Error::internal("candles cannot be made").because(e);
    let mut names: Vec<&str> = Vec::new();
    for name in spec.keys.iter().chain([&spec.x]).chain(&spec.values) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    require(table, names.iter().copied())?;
    if let Some(taken) = ADDED.iter().find(|added| names.contains(*added)) {
        return Err(Error::name_taken(taken, "making candles"));
    }
    let mut frame = table.collect(&names)?;
    let numbers = |name: &String| -> Result<Vec<f64>> {
        let column = frame.column(name).and_then(|c| c.cast(&DataType::Float64)).map_err(broken)?;
        let values = column.f64().map_err(broken)?;
        Ok(values.iter().map(|v| v.unwrap_or(f64::NAN)).collect())
    };
    let [open, high, low, close] = &spec.values;
    let (open, high) = (numbers(open)?, numbers(high)?);
    let (low, close) = (numbers(low)?, numbers(close)?);
    say_impossible([&open, &high, &low, &close], spec, warnings);
    let direction = |(open, close): (&f64, &f64)| {
        let known = open.is_finite() && close.is_finite();
        known.then_some(if close < open { "falling" } else { "rising" })
    };
    let words: Vec<Option<&str>> = open.iter().zip(&close).map(direction).collect();
    let kind = FrozenCategories::new(["rising", "falling"]).map_err(broken)?;
    let kind = DataType::from_frozen_categories(kind);
    let change = Column::new(ADDED[2].into(), words).cast(&kind).map_err(broken)?;
    let mut added = vec![change];
    let kind = table.schema().get(&spec.x).map(|f| f.kind);
    if kind.is_some_and(Type::is_continuous) {
        let milliseconds = DataType::Datetime(TimeUnit::Milliseconds, None);
        let time = kind == Some(Type::Time);
        let x = frame.column(&spec.x).map_err(broken)?;
        let x = zone::shown(x).map_err(broken)?;
        let x = if time { x.cast(&milliseconds).map_err(broken)? } else { x };
        let x = if time { x.cast(&DataType::Int64).map_err(broken)? } else { x };
        let x = x.cast(&DataType::Float64).map_err(broken)?;
        let x: Vec<f64> = x.f64().map_err(broken)?.iter().map(|v| v.unwrap_or(f64::NAN)).collect();
        let half = gap::smallest(&x).unwrap_or(if time { DAY } else { 1.0 }) * SHARE / 2.0;
        for (name, shift) in [(ADDED[0], -half), (ADDED[1], half)] {
            let edge: Vec<f64> = x.iter().map(|x| x + shift).collect();
            let edge = Column::new(name.into(), edge);
            added.push(if time {
                edge.cast(&DataType::Int64).and_then(|c| c.cast(&milliseconds)).map_err(broken)?
            } else {
                edge
            });
        }
    }
    frame = frame.hstack(&added).map_err(broken)?;
    Ok(table.with_frame(frame))
}

/// Count the rows whose four values cannot be of one span of time.
fn say_impossible(
    [open, high, low, close]: [&Vec<f64>; 4],
    spec: &Candle,
    warnings: &mut Warnings,
) {
    let [open_name, high_name, low_name, close_name] = &spec.values;
    let pairs = || high.iter().zip(low);
    let crossed = pairs().filter(|(high, low)| low > high).count();
    let outside = pairs()
        .zip(open.iter().zip(close))
        .filter(|((high, low), (open, close))| {
            low <= high && [open, close].iter().any(|v| *v < low || *v > high)
        })
        .count();
    let say = |count: usize, what: String, warnings: &mut Warnings| {
        if count > 0 {
            warnings.note(format!("in {count} of {} rows {what}", open.len()));
        }
    };
    let bare = open.iter().zip(close).filter(|(o, c)| !(o.is_finite() && c.is_finite())).count();
    if bare > 0 {
        let what = format!("{open_name} or {close_name} is missing, and no body is drawn");
        warnings.warn(format!("in {bare} of {} rows {what}", open.len()));
    }
    say(crossed, format!("{low_name} is above {high_name}"), warnings);
    let what = format!("{open_name} or {close_name} is not between {low_name} and {high_name}");
    say(outside, what, warnings);
}
