//! One column of numbers in the order of its rows: with its later values, and how much it is like
//! them.

use polars::prelude::*;

use super::wide::{beside, broken, numbers};
use super::{group, require};
use crate::data::Table;
use crate::error::{Error, Result};
use crate::spec::wide::{Lagged, LaggedInto};
use crate::stat::autocorrelation;
use crate::warn::{Warnings, count, verb};

/// What is made of the column, group by group.
pub(super) fn lagged(table: &Table, spec: &Lagged, warnings: &mut Warnings) -> Result<Table> {
    let keys: Vec<&str> = spec.keys.iter().map(String::as_str).collect();
    require(table, keys.iter().copied().chain([spec.column.as_str()]))?;
    let made: &[&str] = match spec.into {
        LaggedInto::Pairs { .. } => &["value", "later"],
        LaggedInto::Autocorrelation { .. } => &["lag", "autocorrelation", "zero"],
        LaggedInto::Bands => &["percent", "at"],
    };
    if let Some(twice) = keys.iter().find(|key| made.contains(key)) {
        return Err(Error::name_taken(twice, "this kind of plot"));
    }
    let mut needed = keys.clone();
    needed.extend(Some(spec.column.as_str()).filter(|column| !keys.contains(column)));
    let frame = group::known(&table.collect(&needed)?, &keys, warnings)?;
    let values = numbers(&frame, &spec.column)?;
    let groups = groups(&frame, &keys, &values)?;
    let frame = match spec.into {
        LaggedInto::Pairs { lag } => pairs(&frame, &keys, &groups, lag as usize, warnings)?,
        LaggedInto::Autocorrelation { lags } => {
            say_missing(spec, &values, warnings);
            coefficients(&frame, &keys, spec, &groups, lags, warnings)?
        }
        LaggedInto::Bands => bands(&groups)?,
    };
    Ok(table.with_frame(frame))
}

/// The values of one group, in order, and one of its rows.
struct Run {
    first: IdxSize,
    values: Vec<f64>,
}

fn groups(frame: &DataFrame, keys: &[&str], values: &[f64]) -> Result<Vec<Run>> {
    if keys.is_empty() {
        return Ok(vec![Run { first: 0, values: values.to_vec() }]);
    }
    let found = frame.group_by_stable(keys.iter().copied()).and_then(|groups| groups.groups());
    let found = found.map_err(broken)?;
    let lists = found.column("groups").and_then(|c| c.list().cloned()).map_err(broken)?;
    let mut all = Vec::with_capacity(lists.len());
    for list in lists.series_iter().flatten() {
        let rows: Vec<IdxSize> = list.idx().map_err(broken)?.iter().flatten().collect();
        let own = rows.iter().filter_map(|&row| values.get(row as usize)).copied().collect();
        all.push(Run { first: rows.first().copied().unwrap_or_default(), values: own });
    }
    Ok(all)
}

/// The keys of groups, each repeated.
fn repeated(
    frame: &DataFrame,
    keys: &[&str],
    groups: &[Run],
    counts: &[usize],
) -> Result<DataFrame> {
    if keys.is_empty() {
        return Ok(DataFrame::empty());
    }
    let rows = groups.iter().zip(counts).flat_map(|(run, &n)| std::iter::repeat_n(run.first, n));
    let rows = IdxCa::from_vec("rows".into(), rows.collect());
    let keys = frame.select(keys.iter().copied()).and_then(|keys| keys.take(&rows));
    keys.map_err(broken)
}

/// Every value with the one `lag` rows later.
fn pairs(
    frame: &DataFrame,
    keys: &[&str],
    groups: &[Run],
    lag: usize,
    warnings: &mut Warnings,
) -> Result<DataFrame> {
    let (mut value, mut later, mut counts) = (Vec::new(), Vec::new(), Vec::new());
    let mut all = 0;
    for run in groups {
        let before = value.len();
        for (&now, &then) in run.values.iter().zip(run.values.iter().skip(lag)) {
            all += 1;
            if now.is_finite() && then.is_finite() {
                value.push(now);
                later.push(then);
            }
        }
        counts.push(value.len() - before);
    }
    let missing = all - value.len();
    if value.is_empty() {
        let longest = groups.iter().map(|run| run.values.len()).max().unwrap_or(0);
        return Err(Error::lag_too_long(lag, longest));
    }
    if missing > 0 {
        let pairs = count(all as u64, "pair");
        let are = verb(missing as u64, "is", "are");
        warnings.warn(format!("{missing} of {pairs} {are} left out: one value is missing"));
    }
    let columns = vec![Column::new("value".into(), value), Column::new("later".into(), later)];
    beside(&repeated(frame, keys, groups, &counts)?, columns)
}

fn say_missing(spec: &Lagged, values: &[f64], warnings: &mut Warnings) {
    let missing = values.iter().filter(|v| !v.is_finite()).count();
    if missing > 0 {
        let (all, are) = (count(values.len() as u64, "value"), verb(missing as u64, "is", "are"));
        let column = &spec.column;
        warnings.warn(format!(
            "{missing} of {all} of {column} {are} missing and left out, as if never measured"
        ));
    }
}

fn coefficients(
    frame: &DataFrame,
    keys: &[&str],
    spec: &Lagged,
    groups: &[Run],
    lags: Option<u32>,
    warnings: &mut Warnings,
) -> Result<DataFrame> {
    let longest = groups.iter().map(|run| run.values.len()).max().unwrap_or(0);
    let total: usize = groups.iter().map(|run| run.values.len()).sum();
    let wanted = lags.map_or(longest, |lags| (lags as usize).min(longest));
    // What is asked for is worth waiting for.
    let free = if lags.is_some() { wanted } else { autocorrelation::affordable(total).max(1) };
    let most = wanted.min(free);
    if most < wanted {
        warnings.note(format!("the first {most} lags of {wanted} are drawn; --lags N draws more"));
    }
    let (mut lag, mut found, mut counts) = (Vec::new(), Vec::new(), Vec::new());
    for run in groups {
        let own = autocorrelation::coefficients(&run.values, most);
        counts.push(own.len());
        lag.extend(1..=own.len() as i64);
        found.extend(own);
    }
    if found.is_empty() {
        return Err(Error::no_spread(&spec.column));
    }
    let zero = vec![0.0; found.len()];
    let columns = vec![
        Column::new("lag".into(), lag),
        Column::new("autocorrelation".into(), found),
        Column::new("zero".into(), zero),
    ];
    beside(&repeated(frame, keys, groups, &counts)?, columns)
}

/// The bands of the shortest group: those of the others are narrower.
fn bands(groups: &[Run]) -> Result<DataFrame> {
    let counts = groups.iter().map(|run| run.values.iter().filter(|v| v.is_finite()).count());
    let least = counts.filter(|&n| n > 1).min().unwrap_or(1);
    let [inner, outer] = autocorrelation::bands(least);
    beside(
        &DataFrame::empty(),
        vec![
            Column::new("percent".into(), ["95 and 99 % of noise", "", "", ""]),
            Column::new("at".into(), [outer, -outer, -inner, inner]),
        ],
    )
}
