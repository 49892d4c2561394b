//! A grid without one of its dimensions: its cells along it are combined, as xarray does. They are
//! read when the result is, some places at a time.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::grid;
use crate::data::Table;
use crate::data::grid::{Cells, Grid, Run, Variable, blocks};
use crate::error::{Error, Result};
use crate::spec::{Agg, Type};
use crate::stat::quantile;

/// Cells that are read at once.
const BLOCK: u64 = 1 << 24;

/// The table of the grid without the dimension `column`.
pub(super) fn reduce(table: &Table, column: &str, agg: Agg) -> Result<Table> {
    let (grid, dim) = grid::dimension(table, column, "--reduce")?;
    if !known(agg) {
        return Err(Error::not_a_reduction(&agg.name()));
    }
    let mut variables = Vec::new();
    let mut sources = Vec::new();
    for variable in grid.variables() {
        let along = variable.dims.contains(&dim);
        if along && (variable.coordinate || !combines(variable.kind, agg)) {
            continue;
        }
        let moved = |d: &usize| (*d != dim).then(|| if *d > dim { d - 1 } else { *d });
        let mut reduced = Variable {
            id: sources.len(),
            dims: variable.dims.iter().filter_map(moved).collect(),
            ..variable.clone()
        };
        if along {
            reduced.kind = kind(variable.kind, agg);
            if matches!(agg, Agg::Count | Agg::Var | Agg::Prod) {
                reduced.unit = None;
            }
        }
        sources.push(variable.clone());
        variables.push(reduced);
    }
    if !variables.iter().any(|variable| !variable.coordinate) {
        return Err(Error::no_numbers_to_reduce(column, table.name()));
    }
    let mut dims = grid.dims().to_vec();
    dims.remove(dim);
    let cells = Arc::new(Reduced { grid: grid.clone(), dim, agg, sources });
    let outline = Arc::clone(grid.outline());
    grid::table(Grid::new(grid.name(), dims, variables, cells, outline))
}

fn known(agg: Agg) -> bool {
    matches!(
        agg,
        Agg::Sum
            | Agg::Mean
            | Agg::Median
            | Agg::Min
            | Agg::Max
            | Agg::Std
            | Agg::Var
            | Agg::Count
            | Agg::Prod
            | Agg::First
            | Agg::Last
            | Agg::Quantile(_)
    )
}

/// Whether cells of a type can be combined so.
fn combines(kind: Type, agg: Agg) -> bool {
    match kind {
        Type::Integer | Type::Number | Type::Bool => true,
        Type::Time => !matches!(agg, Agg::Sum | Agg::Prod | Agg::Std | Agg::Var),
        Type::Text | Type::Category => false,
    }
}

fn kind(kind: Type, agg: Agg) -> Type {
    match agg {
        Agg::Count => Type::Integer,
        Agg::Sum | Agg::Prod | Agg::Min | Agg::Max | Agg::First | Agg::Last => kind,
        _ if kind == Type::Time => Type::Time,
        _ => Type::Number,
    }
}

/// Reads the cells of a grid, combined along one of its dimensions.
struct Reduced {
    grid: Grid,
    dim: usize,
    agg: Agg,
    /// The variables of the grid, by the numbers that those of the result have.
    sources: Vec<Variable>,
}

impl Cells for Reduced {
    fn read(&self, id: usize, runs: &[Run]) -> Result<Vec<f64>> {
        let source = self.source(id)?;
        let Some(place) = source.dims.iter().position(|&dim| dim == self.dim) else {
            let runs: Vec<Vec<Run>> = runs.iter().map(|&run| vec![run]).collect();
            return self.grid.cross(source, &runs);
        };
        let size = self.grid.dims().get(self.dim).map_or(0, |dim| dim.places.len());
        let mut along: Vec<Vec<Run>> = runs.iter().map(|&run| vec![run]).collect();
        along.insert(place, Vec::new());
        let counts: Vec<u64> = runs.iter().map(|run| run.count).collect();
        match self.agg {
            Agg::Median => self.ranked(source, place, (&along, &counts, size), 0.5),
            Agg::Quantile(q) => self.ranked(source, place, (&along, &counts, size), q),
            _ => self.added(source, place, &along, &counts, size),
        }
    }

    fn words(&self, id: usize) -> Result<Arc<Vec<Option<String>>>> {
        let source = self.source(id)?;
        let block: Vec<_> = self.grid.shape().into_iter().map(|size| 0..size).collect();
        self.grid.words(source, &block).map(Arc::new)
    }
}

impl Reduced {
    fn source(&self, id: usize) -> Result<&Variable> {
        self.sources.get(id).ok_or_else(|| Error::internal("a variable is gone"))
    }

    /// What can be told from one value after the other. The dimensions before the one that goes are
    /// cut first, since files are mostly stored in that order; then that one.
    fn added(
        &self,
        source: &Variable,
        place: usize,
        along: &[Vec<Run>],
        counts: &[u64],
        size: u64,
    ) -> Result<Vec<f64>> {
        let (before, behind) = counts.split_at(place.min(counts.len()));
        let inner: u64 = behind.iter().product();
        if inner == 0 {
            return Ok(Vec::new());
        }
        let mut all = Vec::new();
        let limit = (BLOCK / inner.saturating_mul(size).max(1)).max(1);
        for block in blocks(before, limit) {
            let mut part = along.to_vec();
            for (runs, range) in part.iter_mut().zip(&block) {
                narrow(runs, range);
            }
            let cells = inner * block.iter().map(|range| range.end - range.start).product::<u64>();
            let mut sums = vec![Sum::default(); cells as usize];
            let step = (BLOCK / cells).max(1);
            for start in (0..size).step_by(step as usize) {
                let count = step.min(size - start);
                if let Some(runs) = part.get_mut(place) {
                    *runs = vec![Run { start, count, step: 1 }];
                }
                let values = self.grid.cross(source, &part)?;
                let (inner, wide) = (inner as usize, (inner * count) as usize);
                let agg = self.agg;
                let rows = sums.par_chunks_mut(inner).zip(values.par_chunks(wide));
                rows.for_each(|(sums, values)| {
                    for row in values.chunks(inner) {
                        sums.iter_mut().zip(row).for_each(|(sum, &value)| sum.add(value, agg));
                    }
                });
            }
            all.extend(sums.iter().map(|sum| sum.finish(self.agg)));
        }
        Ok(all)
    }

    /// What can be told from all values together.
    fn ranked(
        &self,
        source: &Variable,
        place: usize,
        (along, counts, size): (&[Vec<Run>], &[u64], u64),
        q: f64,
    ) -> Result<Vec<f64>> {
        let mut all = Vec::new();
        for block in blocks(counts, (BLOCK / size.max(1)).max(1)) {
            let mut ranges = block.iter();
            let mut part = along.to_vec();
            for (i, runs) in part.iter_mut().enumerate() {
                if i == place {
                    *runs = vec![Run { start: 0, count: size, step: 1 }];
                } else if let Some(range) = ranges.next() {
                    narrow(runs, range);
                }
            }
            let values = self.grid.cross(source, &part)?;
            let inner: u64 =
                block.iter().skip(place).map(|range| range.end - range.start).product();
            let cells: u64 = block.iter().map(|range| range.end - range.start).product();
            let (inner, size) = (inner as usize, size as usize);
            let ranked = |cell: usize| {
                let start = cell / inner * inner * size + cell % inner;
                let own = (0..size).filter_map(|k| values.get(start + k * inner).copied());
                let own: Vec<f64> = own.filter(|v| !v.is_nan()).collect();
                if own.is_empty() {
                    f64::NAN
                } else {
                    quantile::quantile(&quantile::sorted(&own), q)
                }
            };
            all.par_extend((0..cells as usize).into_par_iter().map(ranked));
        }
        Ok(all)
    }
}

/// A run, from one of its places to another.
fn narrow(runs: &mut [Run], range: &Range<u64>) {
    if let Some(run) = runs.first_mut() {
        run.start += range.start * run.step;
        run.count = range.end - range.start;
    }
}

/// What is known of the values of a cell so far.
#[derive(Clone, Copy, Default)]
struct Sum {
    count: u64,
    /// The sum, product, extreme, end or mean.
    value: f64,
    /// Squares of the distances from the mean (B. P. Welford, 1962).
    squares: f64,
}

impl Sum {
    fn add(&mut self, value: f64, agg: Agg) {
        if value.is_nan() {
            return;
        }
        let first = self.count == 0;
        self.count += 1;
        match agg {
            Agg::Sum | Agg::Mean => self.value += value,
            Agg::Prod => self.value = if first { value } else { self.value * value },
            Agg::Min if first || value < self.value => self.value = value,
            Agg::Max if first || value > self.value => self.value = value,
            Agg::First if first => self.value = value,
            Agg::Last => self.value = value,
            Agg::Std | Agg::Var => {
                let away = value - self.value;
                self.value += away / self.count as f64;
                self.squares += away * (value - self.value);
            }
            _ => {}
        }
    }

    /// Of nothing the sum is 0 and the product 1; anything else is missing.
    fn finish(&self, agg: Agg) -> f64 {
        let count = self.count as f64;
        match agg {
            Agg::Count => count,
            Agg::Sum => self.value,
            Agg::Prod if self.count == 0 => 1.0,
            _ if self.count == 0 => f64::NAN,
            Agg::Mean => self.value / count,
            // Of all that there is, not of a sample: as xarray has it.
            Agg::Var => self.squares / count,
            Agg::Std => (self.squares / count).sqrt(),
            _ => self.value,
        }
    }
}
