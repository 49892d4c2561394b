//! Places of a grid by value or number, before its cells become rows: only these are read.

use std::sync::Arc;

use super::sel::Wanted;
use super::time;
use crate::data::Table;
use crate::data::grid::{Dimension, Grid, Places, Rows};
use crate::error::{Error, Result};

/// The table of a grid.
pub(super) fn table(grid: Grid) -> Result<Table> {
    Ok(Table::from_scan(Arc::new(Rows::new(grid)?)))
}

/// The grid of a table, and one of its dimensions.
pub(super) fn dimension<'a>(table: &'a Table, name: &str, flag: &str) -> Result<(&'a Grid, usize)> {
    let grid = table.grid().ok_or_else(|| Error::no_grid(flag, table.name()))?;
    let dim = grid.dim(name).ok_or_else(|| {
        let known: Vec<&str> = grid.dims().iter().map(|dim| dim.name.as_str()).collect();
        Error::no_dimension(name, table.name(), &known)
    })?;
    Ok((grid, dim))
}

/// Keep the places of a dimension that are as wanted; none where `column` is no dimension.
pub(super) fn sel(table: &Table, column: &str, wanted: Wanted<'_>) -> Result<Option<Table>> {
    let Some(grid) = table.grid() else { return Ok(None) };
    let Some(place) = grid.dim(column) else { return Ok(None) };
    let Some(dim) = grid.dims().get(place) else { return Ok(None) };
    let picked = match &dim.places {
        Places::Words(words) => of_words(dim, words, wanted)?,
        places => of_numbers(dim, places, wanted)?,
    };
    self::table(grid.pick(place, &picked)).map(Some)
}

/// Keep places of a dimension by number; negative ones count from the end. The end of a range is
/// not included, as in Python.
pub(super) fn isel(
    table: &Table,
    column: &str,
    [from, to]: [Option<i64>; 2],
    range: bool,
) -> Result<Table> {
    let (grid, place) = dimension(table, column, "--isel")?;
    let size = grid.dims().get(place).map_or(0, |dim| dim.places.len());
    let counted = |i: i64| if i < 0 { i.saturating_add(size as i64) } else { i };
    let picked = if range {
        let clamp = |i: i64| counted(i).clamp(0, size as i64) as u64;
        (from.map_or(0, clamp)..to.map_or(size, clamp)).collect()
    } else {
        let written = from.unwrap_or(0);
        let place = u64::try_from(counted(written)).ok().filter(|&i| i < size);
        vec![place.ok_or_else(|| Error::beyond_grid(column, &written.to_string(), size))?]
    };
    if picked.is_empty() {
        let end = |i: Option<i64>| i.map(|i| i.to_string()).unwrap_or_default();
        let written = format!("{}..{}", end(from), end(to));
        return Err(Error::beyond_grid(column, &written, size));
    }
    self::table(grid.pick(place, &picked))
}

/// Call a dimension or a variable otherwise.
pub(super) fn rename(table: &Table, column: &str, into: &str) -> Result<Option<Table>> {
    let Some(grid) = table.grid() else { return Ok(None) };
    let names = table.schema().names();
    if !names.contains(&column) || names.contains(&into) {
        return Ok(None);
    }
    self::table(grid.rename(column, into)).map(Some)
}

fn of_words(dim: &Dimension, words: &[Option<String>], wanted: Wanted<'_>) -> Result<Vec<u64>> {
    let known: Vec<&str> = words.iter().flatten().map(String::as_str).collect();
    let missing = |text: &str| Error::word_not_on_grid(&dim.name, text, &known);
    let first = |text: &str| words.iter().position(|w| w.as_deref() == Some(text));
    if !wanted.range {
        let text = wanted.from.unwrap_or_default();
        let same = words.iter().enumerate().filter(|(_, w)| w.as_deref() == Some(text));
        let picked: Vec<u64> = same.map(|(i, _)| i as u64).collect();
        return if picked.is_empty() { Err(missing(text)) } else { Ok(picked) };
    }
    let end =
        |text: Option<&str>| text.map(|text| first(text).ok_or_else(|| missing(text))).transpose();
    let (from, to) = (end(wanted.from)?, end(wanted.to)?);
    let (from, to) = (from.unwrap_or(0), to.unwrap_or(words.len().saturating_sub(1)));
    Ok((from.min(to) as u64..=from.max(to) as u64).collect())
}

fn of_numbers(dim: &Dimension, places: &Places, wanted: Wanted<'_>) -> Result<Vec<u64>> {
    let read = |text: &str| {
        let bounds = bounds(places, text);
        bounds.ok_or_else(|| Error::bad_value(&dim.name, places.kind().name(), text))
    };
    let all = || (0..places.len()).filter_map(|i| places.number(i).map(|v| (i, v)));
    if !wanted.range {
        let text = wanted.from.unwrap_or_default().trim();
        if let Some(text) = text.strip_prefix('~') {
            let [value, _] = read(text)?;
            let near = nearest(all(), value);
            return near
                .map(|place| vec![place])
                .ok_or_else(|| Error::not_on_grid(&dim.name, text, &[]));
        }
        let [least, greatest] = read(text)?;
        let picked: Vec<u64> =
            all().filter(|&(_, v)| least <= v && v <= greatest).map(|(i, _)| i).collect();
        if picked.is_empty() {
            let below = all().filter(|&(_, v)| v < least).max_by(|a, b| a.1.total_cmp(&b.1));
            let above = all().filter(|&(_, v)| v > greatest).min_by(|a, b| a.1.total_cmp(&b.1));
            let near: Vec<String> =
                below.into_iter().chain(above).map(|(i, _)| places.text(i)).collect();
            return Err(Error::not_on_grid(&dim.name, text, &near));
        }
        return Ok(picked);
    }
    let from = wanted.from.map(read).transpose()?.unwrap_or([f64::NEG_INFINITY; 2]);
    let to = wanted.to.map(read).transpose()?.unwrap_or([f64::INFINITY; 2]);
    // The greater end may come first, as it does along a latitude that falls.
    let [from, to] = if from[0] > to[1] { [to, from] } else { [from, to] };
    let picked: Vec<u64> =
        all().filter(|&(_, v)| from[0] <= v && v <= to[1]).map(|(i, _)| i).collect();
    if picked.is_empty() {
        let written = format!("{}..{}", wanted.from.unwrap_or(""), wanted.to.unwrap_or(""));
        let least = all().min_by(|a, b| a.1.total_cmp(&b.1)).map(|(i, _)| places.text(i));
        let greatest = all().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(i, _)| places.text(i));
        let (least, greatest) = (least.unwrap_or_default(), greatest.unwrap_or_default());
        return Err(Error::none_in_range(&dim.name, &written, &least, &greatest));
    }
    Ok(picked)
}

/// The least and the greatest number that a text stands for: a part of a date for all it holds.
fn bounds(places: &Places, text: &str) -> Option<[f64; 2]> {
    if matches!(places, Places::Times(_)) {
        let [first, next] = time::span(text)?;
        return Some([first as f64, next as f64 - 1.0]);
    }
    let value: f64 = text.trim().parse().ok().filter(|v: &f64| !v.is_nan())?;
    Some([value; 2])
}

/// The place nearest to a value; of two as near, that of the greater value, as pandas has it.
fn nearest(all: impl Iterator<Item = (u64, f64)>, value: f64) -> Option<u64> {
    let order = |a: &(u64, f64), b: &(u64, f64)| {
        let distance = |v: f64| (v - value).abs();
        distance(a.1).total_cmp(&distance(b.1)).then(b.1.total_cmp(&a.1))
    };
    all.min_by(order).map(|(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_as_near_the_greater_is_taken() {
        let near = |all: &[f64], value| nearest((0..).zip(all.iter().copied()), value);
        assert_eq!(near(&[10.0, 20.0], 15.0), Some(1));
        assert_eq!(near(&[20.0, 10.0], 15.0), Some(0));
        assert_eq!(near(&[20.0, 10.0], 12.0), Some(1));
        assert_eq!(near(&[], 12.0), None);
    }
}
