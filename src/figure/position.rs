//! Marks that share a place: stacked, or found to repeat.

use crate::data::{Columns, Values};
use crate::error::{Error, Result};
use crate::spec::{Channel, Encoding, Position, Unique};
use crate::stat::stack;
use crate::warn::{Warnings, count, verb};

use super::load::Loaded;

/// Say what repeats of x mean for this layer, then stack what is to be stacked.
pub(super) fn arrange(
    layer: &mut Loaded,
    x_name: &str,
    idle: &[String],
    warnings: &mut Warnings,
) -> Result<()> {
    let idle: Vec<&str> = idle.iter().map(String::as_str).collect();
    say_set_back(layer, x_name, warnings);
    match layer.core.unique {
        Unique::Any => {}
        Unique::Note => {
            if let Some(note) = repeats(&layer.columns, false).sentence(x_name, &idle) {
                warnings.note(note);
            }
        }
        Unique::Must => {
            let cells = layer.core.mark == crate::spec::Mark::Rect;
            let found = repeats(&layer.columns, cells);
            if found.rows > 0 {
                let what = match layer.core.mark {
                    crate::spec::Mark::Area => "areas",
                    crate::spec::Mark::Rect => "cells",
                    crate::spec::Mark::Arc { .. } => "slices",
                    crate::spec::Mark::Dot => "dots",
                    crate::spec::Mark::Rule(_) => "lines",
                    _ => "bars",
                };
                let y = layer.core.encodings.get(&Channel::Y).and_then(Encoding::called);
                let place = match y.filter(|_| cells) {
                    Some(y) => format!("{x_name} and {y}"),
                    None => x_name.to_owned(),
                };
                // A pie or a dumbbell has no series that could tell them apart.
                let alone = matches!(what, "slices" | "lines");
                return Err(Error::repeated(
                    what,
                    found.rows,
                    &place,
                    if alone { &[] } else { &idle },
                ));
            }
        }
    }
    if layer.core.position == Position::Stack && layer.columns.get(Channel::By).is_some() {
        match layer.core.mark {
            crate::spec::Mark::Area => {
                let stacked = stacked_areas(&layer.columns);
                layer.unstacked = Some(std::mem::replace(&mut layer.columns, stacked));
            }
            _ => stack_bars(&mut layer.columns),
        }
    }
    Ok(())
}

/// Say which rows are drawn over each other because a clock showed their times twice.
fn say_set_back(layer: &Loaded, x_name: &str, warnings: &mut Warnings) {
    let columns = &layer.columns;
    if columns.instants.is_none() {
        return;
    }
    let x = |row: usize| columns.at(Channel::X, row).to_bits();
    let mut places: Vec<(u64, u64)> = (0..columns.len)
        .filter(|&row| columns.place(row).is_finite())
        .map(|row| (x(row), columns.place(row).to_bits()))
        .collect();
    places.sort_unstable();
    places.dedup();
    let shown = places.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1).count() as u64;
    warnings.note(format!(
        "the clock of {x_name} was set back: {} {} twice, and what is drawn there overlaps",
        count(shown, "time"),
        verb(shown, "comes", "come"),
    ));
}

struct Repeats {
    /// Rows that repeat a place.
    rows: u64,
    /// Rows at the most crowded place.
    most: u64,
    /// Every place has as many rows.
    even: bool,
}

impl Repeats {
    fn sentence(&self, x: &str, idle: &[&str]) -> Option<String> {
        if self.rows == 0 {
            return None;
        }
        let by = idle.first().map_or(String::new(), |by| format!(" or --by {by}"));
        let share = if self.even {
            format!("{} rows share each {x}", self.most)
        } else {
            format!("up to {} rows share a value of {x}", self.most)
        };
        Some(format!("{share}; add --agg sum (or mean, …){by}"))
    }
}

/// How often a place (of cells: an x with its y) repeats within a series and a panel.
fn repeats(columns: &Columns, cells: bool) -> Repeats {
    let Some(x) = columns.get(Channel::X) else { return Repeats { rows: 0, most: 1, even: false } };
    let groups = groups(columns, true);
    let rising = groups.is_none()
        && x.numbers().is_some_and(|x| {
            let places = columns.instants.as_deref().unwrap_or(x);
            places.windows(2).all(|w| w[0] < w[1])
        });
    if rising && !cells {
        return Repeats { rows: 0, most: 1, even: false };
    }
    let y = columns.get(Channel::Y).filter(|_| cells);
    let mut places: Vec<(u64, u64, u64)> = (0..columns.len)
        .filter(|&row| x.at(row).is_finite())
        .map(|row| {
            let y = y.map_or(0, |y| y.at(row).to_bits());
            (groups.as_ref().map_or(0, |g| g[row]), columns.place(row).to_bits(), y)
        })
        .collect();
    places.sort_unstable();
    let counts: Vec<u64> = places.chunk_by(|a, b| a == b).map(|same| same.len() as u64).collect();
    let most = counts.iter().copied().max().unwrap_or(1);
    Repeats {
        rows: counts.iter().map(|n| n - 1).sum(),
        most,
        even: counts.iter().all(|&n| n == most),
    }
}

/// A number per row that is equal for rows of one panel (and series), when there are several.
fn groups(columns: &Columns, series: bool) -> Option<Vec<u64>> {
    let keys: Vec<&Values> = columns
        .channels
        .iter()
        .filter(|(channel, _)| match channel {
            Channel::Row | Channel::Col | Channel::Key(_) => true,
            Channel::By => series,
            _ => false,
        })
        .map(|(_, values)| values)
        .collect();
    if keys.is_empty() {
        return None;
    }
    let number = |row: usize| {
        keys.iter().fold(0_u64, |group, values| {
            let code = values.code(row).map_or(0, |c| c as u64 + 1);
            group * (values.levels().len() as u64 + 1) + code
        })
    };
    Some((0..columns.len).map(number).collect())
}

/// Codes of the distinct values, in rising order.
fn ranks<T: Ord + Copy>(values: &[T]) -> Vec<u32> {
    let mut distinct = values.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    values.iter().map(|v| distinct.binary_search(v).unwrap_or(0) as u32).collect()
}

fn series_codes(columns: &Columns) -> Vec<u32> {
    let by = columns.get(Channel::By);
    (0..columns.len).map(|r| by.and_then(|b| b.code(r)).map_or(u32::MAX, |c| c as u32)).collect()
}

/// Give every bar the end of the one under it as its base.
fn stack_bars(columns: &mut Columns) {
    let (Some(_), Some(y)) = (columns.get(Channel::X), columns.get(Channel::Y)) else { return };
    let groups = groups(columns, false);
    let places: Vec<(u64, u64)> = (0..columns.len)
        .map(|r| (groups.as_ref().map_or(0, |g| g[r]), columns.place(r).to_bits()))
        .collect();
    let values: Vec<f64> = (0..columns.len).map(|r| y.at(r)).collect();
    let (from, to) = stack::bars(&ranks(&places), &series_codes(columns), &values);
    columns.channels.insert(Channel::Y, Values::Number(to));
    columns.channels.insert(Channel::Y2, Values::Number(from));
}

/// Every series gets a value at every x of its panel, then each stands on the one before.
fn stacked_areas(columns: &Columns) -> Columns {
    let panels = ranks(&groups(columns, false).unwrap_or_else(|| vec![0; columns.len]));
    let count = panels.iter().max().map_or(0, |&m| m as usize + 1);
    let mut all = Columns::default();
    for panel in 0..count {
        let rows: Vec<usize> = (0..columns.len).filter(|&r| panels[r] as usize == panel).collect();
        append(&mut all, stacked_panel(columns, &rows));
    }
    all
}

/// The stacked areas of one panel, series by series, x rising.
fn stacked_panel(columns: &Columns, rows: &[usize]) -> Columns {
    let mut known: Vec<[f64; 2]> = rows
        .iter()
        .map(|&r| [columns.place(r), columns.at(Channel::X, r)])
        .filter(|[place, _]| place.is_finite())
        .collect();
    known.sort_by(|a, b| a[0].total_cmp(&b[0]));
    known.dedup_by_key(|[place, _]| *place);
    let xs: Vec<f64> = known.iter().map(|[_, x]| *x).collect();
    let levels = columns.get(Channel::By).map_or(0, |by| by.levels().len());
    let all_series = series_codes(columns);
    let place = |&r: &usize| {
        let place = columns.place(r);
        known.binary_search_by(|v| v[0].total_cmp(&place)).map_or(u32::MAX, |i| i as u32)
    };
    let places: Vec<u32> = rows.iter().map(place).collect();
    let series: Vec<u32> = rows.iter().map(|&r| all_series[r]).collect();
    let values: Vec<f64> = rows.iter().map(|&r| columns.at(Channel::Y, r)).collect();
    let runs = stack::spread(&places, &series, &values, xs.len(), levels);
    let (from, to) = stack::areas(&runs, xs.len());
    let len = runs.len();
    let mut channels = std::collections::BTreeMap::new();
    for (channel, values) in &columns.channels {
        let new = match (channel, values) {
            (Channel::X, Values::Time(_)) => Values::Time(xs.repeat(levels)),
            (Channel::X, _) => Values::Number(xs.repeat(levels)),
            (Channel::Y, _) => Values::Number(to.clone()),
            (Channel::By, Values::Category { levels: words, .. }) => {
                let codes = (0..levels as u32).flat_map(|s| vec![s; xs.len()]).collect();
                Values::Category { codes, levels: words.clone() }
            }
            (_, Values::Category { codes, levels: words }) => {
                let code = rows.first().and_then(|&r| codes.get(r)).copied();
                let code = code.unwrap_or(crate::data::columns::MISSING);
                Values::Category { codes: vec![code; len], levels: words.clone() }
            }
            (_, Values::Number(_)) => Values::Number(vec![f64::NAN; len]),
            (_, Values::Time(_)) => Values::Time(vec![f64::NAN; len]),
        };
        channels.insert(*channel, new);
    }
    channels.insert(Channel::Y2, Values::Number(from));
    let places = || known.iter().map(|[place, _]| *place).collect::<Vec<_>>().repeat(levels);
    Columns { len, channels, instants: columns.instants.as_ref().map(|_| places()) }
}

fn append(all: &mut Columns, more: Columns) {
    all.len += more.len;
    match (&mut all.instants, more.instants) {
        (Some(all), Some(more)) => all.extend(more),
        (_, more) => all.instants = more,
    }
    for (channel, values) in more.channels {
        match (all.channels.get_mut(&channel), values) {
            (Some(Values::Number(a) | Values::Time(a)), Values::Number(b) | Values::Time(b)) => {
                a.extend(b);
            }
            (Some(Values::Category { codes: a, .. }), Values::Category { codes: b, .. }) => {
                a.extend(b);
            }
            (_, values) => {
                all.channels.insert(channel, values);
            }
        }
    }
}
