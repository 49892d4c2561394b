//! A grid without one of its dimensions: its cells along it are combined, as xarray does. They are
//! read when the result is, some places at a time.

mod sum;

use std::ops::Range;
use std::sync::{Arc, Mutex};

use rayon::prelude::*;

use self::sum::Sum;
use super::grid;
use crate::data::Table;
use crate::data::grid::{Cells, Grid, Run, Variable, blocks};
use crate::error::{Error, Result};
use crate::spec::{Agg, Type};
use crate::stat::quantile;

/// Cells that are read at once, at most.
const BLOCK: u64 = 1 << 24;
/// Cells that are read at once, where any part of the file can be read by itself.
const READ: u64 = 1 << 20;
/// Cells of the result that are found at once.
const TILE: u64 = 1 << 15;
/// The same, at least and at most, where chunks are read as a whole.
const LEAST: u64 = 1 << 16;
const WIDE: u64 = 1 << 21;
/// Cells that are read whatever way.
const FEW: u64 = 1 << 22;
/// Cells of results that are held.
const HELD: usize = 1 << 23;
/// Parts of results that are held.
const PARTS: usize = 256;

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
    let cells = Arc::new(Reduced { grid: grid.clone(), dim, agg, sources, held: Mutex::default() });
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

/// Places along some dimensions.
type Block = Vec<Range<u64>>;

/// Reads the cells of a grid, combined along one of its dimensions.
struct Reduced {
    grid: Grid,
    dim: usize,
    agg: Agg,
    /// The variables of the grid, by the numbers that those of the result have.
    sources: Vec<Variable>,
    /// Results so far: a picture looks at its cells more than once.
    held: Mutex<Held>,
}

/// Parts of variables and their cells.
#[derive(Default)]
struct Held {
    parts: Vec<(usize, Vec<Run>, Arc<Vec<f64>>)>,
    cells: usize,
}

impl Held {
    fn get(&self, id: usize, runs: &[Run]) -> Option<Arc<Vec<f64>>> {
        let known = self.parts.iter().find(|part| part.0 == id && part.1 == runs);
        known.map(|(.., cells)| Arc::clone(cells))
    }

    fn keep(&mut self, id: usize, runs: &[Run], cells: &[f64]) {
        if self.cells + cells.len() <= HELD && self.parts.len() < PARTS {
            self.cells += cells.len();
            self.parts.push((id, runs.to_vec(), Arc::new(cells.to_vec())));
        }
    }
}

/// How much is combined at once.
struct Reach {
    /// Cells of the dimensions before the one that goes.
    heads: u64,
    /// Cells of those behind it.
    tails: u64,
    /// Places along it.
    step: u64,
}

impl Reach {
    /// For `inner` cells behind a dimension of `size` places, in chunks so long along it.
    fn new(inner: u64, size: u64, chunk: Option<u64>) -> Self {
        let read = if chunk.is_some() { FEW } else { READ };
        let line = inner.saturating_mul(size).max(1);
        if line <= read {
            return Self { heads: read / line, tails: inner, step: size.max(1) };
        }
        let deep = |depth: u64| (BLOCK / depth.max(1)).clamp(LEAST, WIDE);
        let tails = inner.min(chunk.map_or(TILE, deep));
        let depth = chunk.unwrap_or(1).clamp(1, (BLOCK / tails).max(1));
        let step = (read / tails / depth).max(1) * depth;
        Self { heads: 1, tails, step }
    }
}

impl Cells for Reduced {
    fn read(&self, id: usize, runs: &[Run]) -> Result<Vec<f64>> {
        let source = self.source(id)?;
        let Some(place) = source.dims.iter().position(|&dim| dim == self.dim) else {
            let runs: Vec<Vec<Run>> = runs.iter().map(|&run| vec![run]).collect();
            return self.grid.cross(source, &runs);
        };
        let known = self.held.lock().ok().and_then(|held| held.get(id, runs));
        if let Some(known) = known {
            return Ok(known.to_vec());
        }
        let size = self.grid.dims().get(self.dim).map_or(0, |dim| dim.places.len());
        let mut along: Vec<Vec<Run>> = runs.iter().map(|&run| vec![run]).collect();
        along.insert(place, Vec::new());
        let counts: Vec<u64> = runs.iter().map(|run| run.count).collect();
        let cells = match self.agg {
            Agg::Median => self.ranked(source, place, (&along, &counts, size), 0.5),
            Agg::Quantile(q) => self.ranked(source, place, (&along, &counts, size), q),
            _ => self.added(source, place, &along, &counts, size),
        }?;
        if let Ok(mut held) = self.held.lock() {
            held.keep(id, runs, &cells);
        }
        Ok(cells)
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

    /// What can be told from one value after the other: parts of the result, each of which is read
    /// in the order of the file.
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
        let cells = before.iter().product::<u64>().saturating_mul(inner);
        if cells == 0 {
            return Ok(Vec::new());
        }
        let large = cells.saturating_mul(size) > FEW;
        let chunk = if large { self.grid.chunk(source) } else { None };
        let depth = chunk.as_ref().and_then(|chunk| chunk.get(place).copied());
        let reach = Reach::new(inner, size, depth);
        let heads = blocks(before, reach.heads);
        let tails = blocks(behind, reach.tails);
        let both = |head| tails.iter().map(move |tail| [head, tail]);
        let parts: Vec<[&Block; 2]> = heads.iter().flat_map(both).collect();
        let part = |[head, tail]: &[&Block; 2]| {
            let mut part = along.to_vec();
            let (front, back) = part.split_at_mut(place.min(before.len()));
            front.iter_mut().zip(*head).for_each(|(runs, range)| narrow(runs, range));
            back.iter_mut().skip(1).zip(*tail).for_each(|(runs, range)| narrow(runs, range));
            let count = |block: &Block| block.iter().map(|r| r.end - r.start).product::<u64>();
            self.sums(source, place, part, [count(head), count(tail), size], reach.step)
        };
        let all: Result<Vec<Vec<f64>>> = parts.par_iter().with_max_len(1).map(part).collect();
        let mut all = all?;
        if all.len() == 1 {
            return Ok(all.pop().unwrap_or_default());
        }
        Ok(all.concat())
    }

    /// A part of the result, some places along the dimension at a time.
    fn sums(
        &self,
        source: &Variable,
        place: usize,
        mut part: Vec<Vec<Run>>,
        [heads, inner, size]: [u64; 3],
        step: u64,
    ) -> Result<Vec<f64>> {
        let mut sums = vec![Sum::default(); (heads * inner) as usize];
        for start in (0..size).step_by(step as usize) {
            let count = step.min(size - start);
            if let Some(runs) = part.get_mut(place) {
                *runs = vec![Run { start, count, step: 1 }];
            }
            let values = self.grid.cross(source, &part)?;
            sum::add(&mut sums, &values, (inner as usize, count as usize), self.agg);
        }
        Ok(sums.iter().map(|sum| sum.finish(self.agg)).collect())
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
