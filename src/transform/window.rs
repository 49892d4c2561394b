//! What is computed along every series: windows, differences, shares.

use std::collections::HashMap;

use polars::prelude::*;

use super::require;
use crate::data::Table;
use crate::data::table::type_of;
use crate::error::{Error, Result};
use crate::spec::{Agg, Norm, Normalize, Rule, Type, Window, Windowed};
use crate::stat::normalize as norm;
use crate::stat::window::{self as kernel, Measure};

/// What becomes of the values of one series, whose times are the first.
type Change = Arc<dyn Fn(&[i64], &[f64]) -> Vec<f64> + Send + Sync>;

/// A window along every series, in the order of the rows.
pub(super) fn window(table: &Table, spec: &Windowed) -> Result<Table> {
    let (least, center) = (spec.min_periods.map(|n| n as usize), spec.center);
    let periods = spec.periods.unwrap_or(1) as usize;
    let mut time = None;
    let change: Change = match &spec.window {
        Window::Rolling { span, agg } => {
            let measure = measure(*agg)?;
            match span.trim().parse::<usize>() {
                Ok(0) => return Err(Error::not_a_span(span)),
                Ok(rows) => {
                    let least = least.unwrap_or(rows);
                    Arc::new(move |_, values| {
                        let bounds = kernel::last_rows(values.len(), rows, center);
                        kernel::roll(values, &bounds, measure, least)
                    })
                }
                Err(_) => {
                    let column = spec.time.as_deref();
                    let column = column.ok_or_else(|| Error::no_time_column("rolling"))?;
                    let length = span_of(span)?;
                    let unit = unit(table.types()?.get(column), length, center);
                    time = Some((column, unit));
                    let length = length / nanoseconds(unit);
                    let least = least.unwrap_or(1);
                    Arc::new(move |times, values| {
                        let bounds = kernel::last_span(times, length, center);
                        kernel::roll(values, &bounds, measure, least)
                    })
                }
            }
        }
        Window::Expanding(agg) => {
            let measure = measure(*agg)?;
            let least = least.unwrap_or(1);
            Arc::new(move |_, values| {
                kernel::roll(values, &kernel::so_far(values.len()), measure, least)
            })
        }
        Window::Ewm(decay) => {
            let alpha = decay.alpha();
            Arc::new(move |_, values| kernel::ewm(values, alpha, least.unwrap_or(0)))
        }
        Window::Cumsum => Arc::new(|_, values| kernel::accumulate(values, |a, b| a + b)),
        Window::Cumprod => Arc::new(|_, values| kernel::accumulate(values, |a, b| a * b)),
        Window::Cummax => Arc::new(|_, values| kernel::accumulate(values, f64::max)),
        Window::Cummin => Arc::new(|_, values| kernel::accumulate(values, f64::min)),
        Window::Diff => {
            Arc::new(move |_, values| kernel::lagged(values, periods, |before, now| now - before))
        }
        Window::PctChange => Arc::new(move |_, values| {
            kernel::lagged(values, periods, |before, now| now / before - 1.0)
        }),
    };
    let whole = matches!(spec.window, Window::Cumsum | Window::Cummax | Window::Cummin);
    per_series(table, &spec.keys, time, &spec.columns, &change, whole)
}

/// Every series measured by a number of its own.
pub(super) fn normalize(table: &Table, spec: &Normalize) -> Result<Table> {
    let change = match spec.by {
        Norm::Sum => norm::by_sum,
        Norm::Max => norm::by_max,
        Norm::First => norm::by_first,
        Norm::Zscore => norm::zscore,
        Norm::Minmax => norm::minmax,
    };
    let change: Change = Arc::new(move |_, values| change(values));
    per_series(table, &spec.keys, None, &spec.columns, &change, false)
}

fn measure(agg: Agg) -> Result<Measure> {
    Ok(match agg {
        Agg::Sum => Measure::Sum,
        Agg::Mean => Measure::Mean,
        Agg::Min => Measure::Min,
        Agg::Max => Measure::Max,
        Agg::Std => Measure::Std,
        Agg::Var => Measure::Var,
        Agg::Count => Measure::Count,
        Agg::Median => Measure::Quantile(0.5),
        Agg::Quantile(share) => Measure::Quantile(share),
        other => return Err(Error::not_of_windows(&other.name())),
    })
}

/// Nanoseconds of a span that is equally long everywhere.
fn span_of(text: &str) -> Result<i64> {
    let rule = Rule::parse(text).map(|(rule, _)| rule);
    rule.ok().and_then(|rule| rule.nanoseconds()).ok_or_else(|| Error::not_a_span(text))
}

/// The coarsest unit in which times and a span, or half of it, are whole numbers: finer ones
/// reach less far.
fn unit(kind: Option<&DataType>, span: i64, center: bool) -> TimeUnit {
    let own = match kind {
        Some(DataType::Datetime(unit, _)) => nanoseconds(*unit),
        _ => nanoseconds(TimeUnit::Milliseconds),
    };
    let part = if center { span / 2 } else { span };
    let even = center && span % 2 != 0;
    let fits = |unit: &TimeUnit| {
        let length = nanoseconds(*unit);
        length <= own && part % length == 0 && !even
    };
    let units = [TimeUnit::Milliseconds, TimeUnit::Microseconds];
    units.into_iter().find(fits).unwrap_or(TimeUnit::Nanoseconds)
}

fn nanoseconds(unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::Nanoseconds => 1,
        TimeUnit::Microseconds => 1_000,
        TimeUnit::Milliseconds => 1_000_000,
    }
}

/// Replace `columns` by what `change` makes of each series in them. Whole numbers stay so where
/// they are `whole` afterwards.
fn per_series(
    table: &Table,
    keys: &[String],
    time: Option<(&str, TimeUnit)>,
    columns: &[String],
    change: &Change,
    whole: bool,
) -> Result<Table> {
    let unit = time.map(|(_, unit)| unit);
    let time = time.map(|(name, _)| name);
    let names = keys.iter().chain(columns).map(String::as_str).chain(time);
    require(table, names)?;
    let types = table.types()?;
    let mut exprs = Vec::new();
    for column in columns {
        let kind = types.get(column).cloned().unwrap_or(DataType::Null);
        let our = type_of(&kind);
        if !(our.is_number() || our == Type::Bool) {
            return Err(Error::no_window_of(column, our.name()));
        }
        let into = if whole && kind.is_integer() { DataType::Int64 } else { DataType::Float64 };
        let (change, kind) = (Arc::clone(change), into.clone());
        let compute = move |inputs: &mut [Column]| along(inputs, unit, &change, &kind);
        let field = move |_: &Schema, fields: &[Field]| {
            let name = fields.first().map_or(PlSmallStr::EMPTY, |field| field.name.clone());
            Ok(Field::new(name, into.clone()))
        };
        let inputs = [column.as_str()].into_iter().chain(time);
        let inputs: Vec<Expr> = inputs.chain(keys.iter().map(String::as_str)).map(col).collect();
        // A function of whole columns: polars must not call it for one part of the rows.
        exprs.push(apply_multiple(compute, inputs, field, false).alias(column.as_str()));
    }
    table.then(|frame| frame.with_columns(exprs))
}

/// Values, their times (when they have a unit), then keys.
fn along(
    inputs: &[Column],
    unit: Option<TimeUnit>,
    change: &Change,
    kind: &DataType,
) -> PolarsResult<Column> {
    let [values, rest @ ..] = inputs else { return Ok(Column::default()) };
    let (times, keys) = rest.split_at(usize::from(unit.is_some()).min(rest.len()));
    let numbers = values.cast(&DataType::Float64)?;
    let numbers: Vec<f64> = numbers.f64()?.iter().map(|v| v.unwrap_or(f64::NAN)).collect();
    let times: Option<Vec<Option<i64>>> = match times.first().zip(unit) {
        None => None,
        Some((times, unit)) => {
            let fine = match times.dtype() {
                DataType::Datetime(_, zone) => DataType::Datetime(unit, zone.clone()),
                _ => DataType::Datetime(unit, None),
            };
            let ticks = times.cast(&fine)?.to_physical_repr().cast(&DataType::Int64)?;
            Some(ticks.i64()?.iter().collect())
        }
    };
    let mut out = vec![f64::NAN; numbers.len()];
    for mut rows in series(keys, numbers.len())? {
        let at = |row: usize| times.as_ref().and_then(|times| times.get(row).copied().flatten());
        if times.is_some() {
            // What has no time is in no window.
            rows.retain(|&row| at(row).is_some());
        }
        let own: Vec<f64> = rows.iter().filter_map(|&row| numbers.get(row).copied()).collect();
        let clock: Vec<i64> = rows.iter().filter_map(|&row| at(row)).collect();
        for (row, value) in rows.iter().zip(change(&clock, &own)) {
            if let Some(place) = out.get_mut(*row) {
                *place = value;
            }
        }
    }
    let exact = out.iter().all(|v| v.is_nan() || (v.fract() == 0.0 && v.abs() < 9e15));
    let present = out.into_iter().map(|v| (!v.is_nan()).then_some(v));
    let name = values.name().clone();
    if *kind == DataType::Int64 && exact {
        return Ok(Column::new(name, present.map(|v| v.map(|v| v as i64)).collect::<Vec<_>>()));
    }
    Column::new(name, present.collect::<Vec<_>>()).cast(kind)
}

/// The rows of every series, by order of appearance. A missing key is a key, too.
fn series(keys: &[Column], rows: usize) -> PolarsResult<Vec<Vec<usize>>> {
    if keys.is_empty() {
        return Ok(vec![(0..rows).collect()]);
    }
    let mut codes = vec![0_usize; rows];
    let mut count = 1;
    for key in keys {
        // Instants that a clock shows at the same time are two keys.
        let key = if key.dtype().is_temporal() { key.to_physical_repr() } else { key.clone() };
        let words = key.cast(&DataType::String)?;
        let mut seen: HashMap<(usize, Option<&str>), usize> = HashMap::new();
        for (code, word) in codes.iter_mut().zip(words.str()?.iter()) {
            let next = seen.len();
            *code = *seen.entry((*code, word)).or_insert(next);
        }
        count = seen.len();
    }
    let mut series = vec![Vec::new(); count];
    for (row, code) in codes.into_iter().enumerate() {
        if let Some(series) = series.get_mut(code) {
            series.push(row);
        }
    }
    Ok(series)
}
