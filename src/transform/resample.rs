//! Bins of time that are aggregated, as `pandas.DataFrame.resample` does.

use polars::prelude::*;

use super::{group, require, zone};
use crate::data::{Table, zone::FAR};
use crate::error::{Error, Result};
use crate::spec::rule::{DAY, Every};
use crate::spec::{Agg, Group, Resample, Rule, Side};
use crate::stat::anchor::Anchor;
use crate::stat::resample::{self as bins, Edges, Step};
use crate::warn::{Warnings, count};

/// More bins than this, of all series together, are refused.
const MOST: usize = 10_000_000;
/// Names of columns that no file has.
const SLOT: &str = "\u{0}slot";
const ROWS: &str = "\u{0}rows";

/// One row per series and bin: keys, the time that names the bin, then what was asked.
pub(super) fn resample(table: &Table, spec: &Resample, warnings: &mut Warnings) -> Result<Table> {
    let (rule, _) = Rule::parse(&spec.rule)?;
    let keys: Vec<&str> =
        spec.group.keys.iter().map(String::as_str).filter(|key| *key != spec.time).collect();
    let used = spec.group.aggs.iter().filter_map(|aggregate| aggregate.column.as_deref());
    let mut needed: Vec<&str> = vec![&spec.time];
    for name in keys.iter().copied().chain(used) {
        if !needed.contains(&name) {
            needed.push(name);
        }
    }
    require(table, needed.iter().copied())?;
    for aggregate in &spec.group.aggs {
        let into = aggregate.into.as_str();
        if into == spec.time || keys.contains(&into) {
            return Err(if aggregate.column.as_deref() == Some(into) {
                Error::key_and_value(into)
            } else {
                Error::name_taken(into, "grouping")
            });
        }
    }
    let mut frame = table.collect(&needed)?;
    frame.rechunk_mut_par();
    let known: Vec<&str> = keys.iter().copied().chain([spec.time.as_str()]).collect();
    let frame = group::known(&frame, &known, warnings)?;
    let broken = |e: PolarsError| Error::internal("times cannot be put in bins").because(e);
    let clock = Clock::of(frame.column(&spec.time).map_err(broken)?, rule).map_err(broken)?;
    let sides = [spec.closed, spec.label].map(|side| side.unwrap_or(rule.side()));
    let series = series(&frame, &keys, spec.group.no_sort).map_err(broken)?;
    let slots = slots(&clock, &series, spec, rule, sides)?;
    let grouped = aggregated(table, &frame, &slots, &spec.group, warnings)?;
    let rows = filled(&grouped, &slots, &spec.group, warnings).map_err(broken)?;
    let mut columns = Vec::new();
    for &key in &keys {
        let values = frame.column(key).map_err(broken)?;
        columns.push(
            values.take(&IdxCa::from_vec(key.into(), slots.first_rows.clone())).map_err(broken)?,
        );
    }
    columns.push(clock.column(&spec.time, slots.names).map_err(broken)?);
    columns.extend(rows);
    let result = DataFrame::new_infer_height(columns).map_err(broken)?;
    Ok(table.with_frame(result))
}

/// The times of a table as whole numbers.
struct Clock {
    /// One per row.
    times: Vec<i64>,
    /// The unit of the numbers.
    unit: TimeUnit,
    zone: Option<TimeZone>,
    /// The column held days and bins begin with days.
    dates: bool,
}

impl Clock {
    /// The times of a column, in a unit that holds the rule.
    fn of(column: &Column, rule: Rule) -> PolarsResult<Self> {
        let finest = match rule.every {
            Every::Ticks(length) if length % 1000 != 0 => TimeUnit::Nanoseconds,
            Every::Ticks(length) if length % 1_000_000 != 0 => TimeUnit::Microseconds,
            _ => TimeUnit::Milliseconds,
        };
        let (own, zone) = match column.dtype() {
            DataType::Datetime(unit, zone) => (*unit, zone.clone()),
            _ => (TimeUnit::Milliseconds, None),
        };
        let rank = |unit: TimeUnit| per_day(unit);
        let unit = if rank(own) >= rank(finest) { own } else { finest };
        let dates = *column.dtype() == DataType::Date && !matches!(rule.every, Every::Ticks(_));
        let times = column.cast(&DataType::Datetime(unit, zone.clone()))?.to_physical_repr();
        let times = times.cast(&DataType::Int64)?.i64()?.iter().flatten().collect();
        Ok(Self { times, unit, zone, dates })
    }

    /// Whole numbers as the column was.
    fn column(&self, name: &str, times: Vec<i64>) -> PolarsResult<Column> {
        let column = Column::new(name.into(), times);
        let column = column.cast(&DataType::Datetime(self.unit, self.zone.clone()))?;
        if self.dates { column.cast(&DataType::Date) } else { Ok(column) }
    }

    fn local(&self, times: &[i64]) -> PolarsResult<Vec<i64>> {
        match &self.zone {
            Some(zone) => zone::local(times, self.unit, zone),
            None => Ok(times.to_vec()),
        }
    }

    fn instants(&self, shown: &[i64]) -> PolarsResult<Vec<i64>> {
        match &self.zone {
            Some(zone) => zone::instants(shown, self.unit, zone, per_day(self.unit)),
            None => Ok(shown.to_vec()),
        }
    }

    /// The edges of the bins of the times from `first` to `last`.
    fn edges(&self, [first, last]: [i64; 2], rule: Rule, right: bool) -> PolarsResult<Edges> {
        let day = per_day(self.unit);
        let shown = self.local(&[first, last])?;
        let [first_day, last_day] =
            [0, 1].map(|end| shown.get(end).map_or(0, |time: &i64| time.div_euclid(day)));
        let (anchor, count) = match self.step(rule) {
            Step::Ticks(length) => {
                let origin = self.instants(&[first_day * day])?.first().copied().unwrap_or(0);
                return Ok(bins::ticks(first, last, origin, length, right));
            }
            // Days without a zone are spans of 24 hours.
            Step::Days { anchor: Anchor::Day, count } if self.zone.is_none() => {
                return Ok(bins::ticks(
                    first,
                    last,
                    first_day * day,
                    count.saturating_mul(day),
                    right,
                ));
            }
            Step::Days { anchor, count } => (anchor, count),
        };
        let days = bins::days(first_day, last_day, anchor, count, right);
        // No clock of a zone is asked for times that are further away than it knows.
        let midnight = |d: &i64| d.clamp(&-FAR, &FAR).saturating_mul(day);
        let midnights: Vec<i64> = days.iter().map(midnight).collect();
        let mut names = self.instants(&midnights)?;
        let ends = matches!(rule.every, Every::Week(_) | Every::Months { side: Side::Right, .. });
        let mut edges = if ends && right {
            // Periods end with the last moment of their day.
            self.instants(
                &midnights.iter().map(|time| time.saturating_add(day - 1)).collect::<Vec<_>>(),
            )?
        } else {
            names.clone()
        };
        let spare = edges.len().checked_sub(2).and_then(|place| edges.get(place));
        if ends && spare.is_some_and(|&edge| edge > last) {
            edges.pop();
            names.pop();
        }
        Ok(Edges { edges, names, right })
    }

    fn step(&self, rule: Rule) -> Step {
        let count = i64::from(rule.count);
        let anchor = match rule.every {
            Every::Ticks(one) => {
                let unit = DAY / per_day(self.unit);
                return Step::Ticks((one / unit).saturating_mul(count));
            }
            Every::Day => Anchor::Day,
            Every::Business => Anchor::Business,
            Every::Week(weekday) => Anchor::Week(i64::from(weekday)),
            Every::HalfMonth(side) => Anchor::HalfMonth { end: side == Side::Right },
            Every::Months { length, anchor, side, business } => Anchor::Month {
                length: i64::from(length),
                month: i64::from(anchor),
                end: side == Side::Right,
                business,
            },
        };
        Step::Days { anchor, count }
    }
}

fn per_day(unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::Nanoseconds => DAY,
        TimeUnit::Microseconds => DAY / 1_000,
        TimeUnit::Milliseconds => DAY / 1_000_000,
    }
}

/// The rows of every series, in the order of their keys.
fn series(frame: &DataFrame, keys: &[&str], no_sort: bool) -> PolarsResult<Vec<Vec<IdxSize>>> {
    if keys.is_empty() {
        return Ok(vec![(0..frame.height() as IdxSize).collect()]);
    }
    let by: Vec<Expr> = keys.iter().map(|&key| col(key)).collect();
    let rows = frame.select(keys.iter().copied())?.lazy().with_row_index(ROWS, None);
    let mut groups = rows.group_by_stable(by.clone()).agg([col(ROWS)]);
    if !no_sort {
        groups = groups.sort_by_exprs(by, SortMultipleOptions::default());
    }
    let groups = groups.collect()?;
    let mut all = Vec::new();
    for rows in groups.column(ROWS)?.list()?.series_iter() {
        let Some(rows) = rows else { continue };
        all.push(rows.cast(&IDX_DTYPE)?.idx()?.iter().flatten().collect());
    }
    Ok(all)
}

/// The bins of all series, one after the other.
struct Slots {
    /// The slot of every row.
    of_rows: Vec<i64>,
    /// The time that names each slot.
    names: Vec<i64>,
    /// A row of the series of each slot.
    first_rows: Vec<IdxSize>,
}

fn slots(
    clock: &Clock,
    series: &[Vec<IdxSize>],
    spec: &Resample,
    rule: Rule,
    [closed, label]: [Side; 2],
) -> Result<Slots> {
    let broken = |e: PolarsError| Error::internal("times cannot be put in bins").because(e);
    let time = |row: &IdxSize| clock.times.get(*row as usize).copied().unwrap_or(0);
    let ends: Vec<[i64; 2]> = series
        .iter()
        .map(|rows| {
            let times = || rows.iter().map(time);
            [times().min().unwrap_or(0), times().max().unwrap_or(0)]
        })
        .collect();
    let (step, day) = (clock.step(rule), per_day(clock.unit));
    let wanted: f64 = ends.iter().map(|&[first, last]| bins::about(step, first, last, day)).sum();
    if wanted > MOST as f64 {
        let days =
            ends.iter().map(|[first, last]| (*last as f64 - *first as f64) / day as f64).sum();
        return Err(Error::too_many_time_bins(&spec.rule, wanted, MOST, coarser(days)));
    }
    let mut slots =
        Slots { of_rows: vec![0; clock.times.len()], names: Vec::new(), first_rows: Vec::new() };
    for (rows, &ends) in series.iter().zip(&ends) {
        let Some(&first_row) = rows.first() else { continue };
        let edges = clock.edges(ends, rule, closed == Side::Right).map_err(broken)?;
        let before = slots.names.len();
        for row in rows {
            let slot = before + edges.bin(time(row)).min(edges.bins().saturating_sub(1));
            if let Some(place) = slots.of_rows.get_mut(*row as usize) {
                *place = slot as i64;
            }
        }
        let skip = usize::from(label == Side::Right);
        slots.names.extend(edges.names.iter().skip(skip).take(edges.bins()));
        slots.first_rows.resize(slots.names.len(), first_row);
    }
    Ok(slots)
}

/// A rule that makes some thousand bins at most of so many days.
fn coarser(days: f64) -> &'static str {
    const RULES: [(f64, &str); 6] = [
        (1.0 / 1440.0, "min"),
        (1.0 / 24.0, "h"),
        (1.0, "D"),
        (7.0, "W"),
        (30.4, "MS"),
        (365.0, "YS"),
    ];
    RULES.iter().find(|(length, _)| days / length < 10_000.0).map_or("YS", |(_, rule)| rule)
}

/// One row per slot that has rows, in their order.
fn aggregated(
    table: &Table,
    frame: &DataFrame,
    slots: &Slots,
    asked: &Group,
    warnings: &mut Warnings,
) -> Result<DataFrame> {
    let broken = |e: PolarsError| Error::internal("times cannot be put in bins").because(e);
    let slot = Column::new(SLOT.into(), &slots.of_rows);
    let frame = frame.hstack(&[slot]).map_err(broken)?;
    let by_slot = Group { keys: vec![SLOT.into()], no_sort: false, ..asked.clone() };
    let grouped = group::group(&table.with_frame(frame), &by_slot, warnings)?;
    grouped.collect(&grouped.schema().names())
}

/// The aggregates of every slot; those of an empty one are what they are of nothing.
fn filled(
    grouped: &DataFrame,
    slots: &Slots,
    asked: &Group,
    warnings: &mut Warnings,
) -> PolarsResult<Vec<Column>> {
    let mut places: Vec<Option<IdxSize>> = vec![None; slots.names.len()];
    for (place, slot) in grouped.column(SLOT)?.i64()?.iter().enumerate() {
        if let Some(found) = slot.and_then(|slot| places.get_mut(slot as usize)) {
            *found = Some(place as IdxSize);
        }
    }
    let empty = places.iter().filter(|place| place.is_none()).count();
    let places: IdxCa = places.into_iter().collect();
    let mut columns = Vec::new();
    for aggregate in &asked.aggs {
        let name = aggregate.into.as_str();
        let values = grouped.column(name)?.take(&places)?;
        let of_nothing = match aggregate.agg {
            Agg::Count | Agg::Size | Agg::Nunique => Some(0),
            Agg::Sum | Agg::Any if asked.min_count.is_none() => Some(0),
            Agg::Prod | Agg::All if asked.min_count.is_none() => Some(1),
            _ => None,
        };
        let Some(value) = of_nothing.filter(|_| empty > 0) else {
            columns.push(values);
            continue;
        };
        if let (Agg::Sum | Agg::Prod, None) = (aggregate.agg, asked.min_count) {
            let what = if aggregate.agg == Agg::Sum { "sum" } else { "product" };
            let bins = count(slots.names.len() as u64, "bin");
            warnings.note(format!(
                "{empty} of {bins} have no rows, so that the {what} of {name} is {value} there \
                 (--min-count 1 makes a gap)"
            ));
        }
        let frame = DataFrame::new_infer_height(vec![values])?.lazy();
        let frame = frame.select([col(name).fill_null(lit(value))]).collect()?;
        columns.push(frame.column(name)?.clone());
    }
    Ok(columns)
}
