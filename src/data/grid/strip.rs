//! Numbers of a block of a grid, handed on row by row without a table: what stands along some of
//! the dimensions is repeated along the others on the way.

use std::ops::Range;

use super::{Grid, Places};
use crate::data::Values;
use crate::data::pieces::{BATCH, Each};
use crate::error::Result;
use crate::spec::Type;

/// From microseconds to milliseconds.
const MILLI: f64 = 1e-3;

/// Columns of numbers and times of a block.
pub(super) struct Strips {
    /// How long the dimensions of the block are, of which all have more than one place.
    sizes: Vec<usize>,
    rows: usize,
    columns: Vec<Strip>,
}

/// A column.
struct Strip {
    values: Vec<f64>,
    /// How far a step along each dimension goes in the values; 0 where they are repeated.
    steps: Vec<usize>,
    /// Whether each row has a value of its own.
    whole: bool,
    time: bool,
}

impl Strips {
    /// The columns of these names; none where one of them is of words, or unknown.
    pub(super) fn read(grid: &Grid, block: &[Range<u64>], names: &[&str]) -> Result<Option<Self>> {
        let long: Vec<usize> =
            block.iter().map(|range| (range.end - range.start) as usize).collect();
        let rows = long.iter().product();
        let mut strips = Vec::with_capacity(names.len());
        for name in names {
            let Some((values, dims, time)) = column(grid, block, name)? else { return Ok(None) };
            let mut steps = vec![0; long.len()];
            let mut step = 1;
            for &dim in dims.iter().rev() {
                if let (Some(place), Some(size)) = (steps.get_mut(dim), long.get(dim)) {
                    *place = step;
                    step *= size;
                }
            }
            let whole = dims.iter().copied().eq(0..long.len());
            let mut sizes = long.iter();
            steps.retain(|_| sizes.next().is_some_and(|&size| size != 1));
            strips.push(Strip { values, steps, whole, time });
        }
        let sizes = long.into_iter().filter(|&size| size != 1).collect();
        Ok(Some(Self { sizes, rows, columns: strips }))
    }

    /// Hand all rows on.
    pub(super) fn walk(&self, each: &mut Each<'_>) -> Result<()> {
        let empty = |strip: &Strip| {
            let numbers = Vec::with_capacity(BATCH.min(self.rows));
            if strip.time { Values::Time(numbers) } else { Values::Number(numbers) }
        };
        let mut all: Vec<Values> = self.columns.iter().map(empty).collect();
        let mut at = 0;
        while at < self.rows {
            let rows = at..(at + BATCH).min(self.rows);
            for (values, strip) in all.iter_mut().zip(&self.columns) {
                if let Values::Number(out) | Values::Time(out) = values {
                    out.clear();
                    strip.fill(&self.sizes, rows.clone(), out);
                }
            }
            at = rows.end;
            each(&all)?;
        }
        Ok(())
    }
}

impl Strip {
    /// Add the values of some rows to `out`.
    fn fill(&self, sizes: &[usize], rows: Range<usize>, out: &mut Vec<f64>) {
        if self.whole {
            out.extend_from_slice(self.values.get(rows).unwrap_or_default());
            return;
        }
        let wide = sizes.last().copied().unwrap_or(1);
        let step = self.steps.last().copied().unwrap_or(0);
        let mut at = rows.start;
        while at < rows.end {
            let (line, from) = (at / wide, at % wide);
            let count = (wide - from).min(rows.end - at);
            let start = self.start(sizes, line) + from * step;
            let along = self.values.get(start..).unwrap_or_default();
            match step {
                0 => out.resize(out.len() + count, along.first().copied().unwrap_or(f64::NAN)),
                1 => out.extend_from_slice(along.get(..count).unwrap_or_default()),
                _ => out.extend(along.iter().step_by(step).take(count)),
            }
            at += count;
        }
    }

    /// Where a line along the last dimension begins.
    fn start(&self, sizes: &[usize], mut line: usize) -> usize {
        let mut start = 0;
        for (&size, &step) in sizes.iter().zip(&self.steps).rev().skip(1) {
            start += line % size * step;
            line /= size;
        }
        start
    }
}

/// The values of a column, the dimensions they stand on, and whether they are times.
type Found = Option<(Vec<f64>, Vec<usize>, bool)>;

/// A column of numbers on its own dimensions, as tables have it.
fn column(grid: &Grid, block: &[Range<u64>], name: &str) -> Result<Found> {
    if let Some(dim) = grid.dim(name) {
        let Some(places) = grid.dims().get(dim).map(|dim| &dim.places) else { return Ok(None) };
        if matches!(places, Places::Words(_)) {
            return Ok(None);
        }
        let time = places.kind() == Type::Time;
        let scale = if time { MILLI } else { 1.0 };
        let range = block.get(dim).cloned().unwrap_or(0..0);
        let numbers = range.map(|place| places.number(place).map_or(f64::NAN, |v| v * scale));
        return Ok(Some((numbers.collect(), vec![dim], time)));
    }
    let Some(variable) = grid.variable(name) else { return Ok(None) };
    if matches!(variable.kind, Type::Text | Type::Category) {
        return Ok(None);
    }
    let mut cells = grid.read(variable, block)?;
    let time = variable.kind == Type::Time;
    if time || variable.kind == Type::Integer {
        // Tables hold both as whole numbers.
        let scale = if time { MILLI } else { 1.0 };
        let whole = |v: &mut f64| {
            if !v.is_nan() {
                *v = (*v as i64) as f64 * scale;
            }
        };
        cells.iter_mut().for_each(whole);
    }
    Ok(Some((cells, variable.dims.clone(), time)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_repeated_along_other_dimensions() {
        let sizes = [2, 3, 4];
        let strip = |steps: &[usize], count: usize| Strip {
            values: (0..count).map(|v| v as f64).collect(),
            steps: steps.to_vec(),
            whole: false,
            time: false,
        };
        let along = [
            (strip(&[1, 0, 0], 2), [1, 0, 0]),
            (strip(&[0, 1, 0], 3), [0, 1, 0]),
            (strip(&[0, 0, 1], 4), [0, 0, 1]),
            // Stored the other way round.
            (strip(&[1, 0, 2], 8), [1, 0, 2]),
        ];
        for (strip, steps) in along {
            for from in 0..24 {
                let mut out = Vec::new();
                strip.fill(&sizes, from..24, &mut out);
                let place =
                    |row: usize| row / 12 * steps[0] + row / 4 % 3 * steps[1] + row % 4 * steps[2];
                let all: Vec<f64> = (from..24).map(|row| place(row) as f64).collect();
                assert_eq!(out, all, "{steps:?} from {from}");
            }
        }
    }
}
