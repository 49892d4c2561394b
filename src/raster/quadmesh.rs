//! Grids of values as cells.
//!
//! A grid that is evenly spaced is resampled: each cell takes the value it lies in, or, where it is
//! larger, all values in it. Any other grid is painted quad by quad.

use std::ops::Range;

use rayon::prelude::*;

use super::canvas::{Frame, Ruler};
use super::glyph::span;
use super::reduction::{Choice, Reduction};
use super::{Aggregator, Axis, Canvas, Cells};

/// Values at the crossings of columns and rows.
#[derive(Clone, Copy, Debug)]
pub struct Grid<'a> {
    /// Where the columns are, ascending or descending.
    pub x: &'a [f64],
    /// Where the rows are, ascending or descending.
    pub y: &'a [f64],
    /// Row by row; NaN is missing.
    pub z: &'a [f64],
}

/// Puts a grid into the cells of a canvas. Where cells are smaller than those of the grid, both
/// ways, each takes the value that it lies in, whatever the aggregator.
pub fn quadmesh(canvas: &Canvas, grid: &Grid<'_>, aggregator: Aggregator) -> Cells {
    aggregator.choose(Quads { canvas, grid })
}

impl Grid<'_> {
    /// The ranges that the quads fill.
    pub fn ranges(&self) -> [(f64, f64); 2] {
        [self.x, self.y].map(|centers| {
            let (first, last) = bounds(centers);
            (first.min(last), first.max(last))
        })
    }

    /// A row, or as much as there is of it.
    fn row(&self, row: usize) -> &[f64] {
        let start = (row * self.x.len()).min(self.z.len());
        &self.z[start..(start + self.x.len()).min(self.z.len())]
    }
}

/// A grid waiting for the reduction.
struct Quads<'a> {
    canvas: &'a Canvas,
    grid: &'a Grid<'a>,
}

impl Choice for Quads<'_> {
    type Out = Cells;

    fn with<R: Reduction>(self) -> Cells {
        let Quads { canvas, grid } = self;
        let frame = Frame::new(canvas);
        let mut cells = vec![R::ZERO; frame.cells];
        if frame.void() || grid.x.is_empty() || grid.y.is_empty() {
            return R::finish(cells);
        }
        let even = |axis: &Axis, centers: &[f64]| {
            (!axis.log && even(centers)).then(|| Steps::new(axis, centers))
        };
        match (even(&canvas.x, grid.x), even(&canvas.y, grid.y)) {
            (Some(x), Some(y)) if x.up && y.up => {
                return Cells::Number(nearest(&frame, grid, &x, &y));
            }
            (Some(x), Some(y)) if !x.up && !y.up => {
                let ranges = |steps: &Steps, count| -> Vec<_> {
                    (0..count).map(|cell| steps.under(cell)).collect()
                };
                let columns = ranges(&x, canvas.x.cells);
                let rows = ranges(&y, canvas.y.cells);
                cells.par_chunks_mut(frame.width).zip(&rows).for_each(|(cells, rows)| {
                    for row in rows.clone() {
                        for (cell, columns) in cells.iter_mut().zip(&columns) {
                            gather::<R>(cell, grid, row, columns.clone());
                        }
                    }
                });
            }
            _ => paint::<R>(&frame, grid, &mut cells),
        }
        R::finish(cells)
    }
}

/// Adds some values of a row.
fn gather<R: Reduction>(cell: &mut R::Cell, grid: &Grid<'_>, row: usize, columns: Range<usize>) {
    let values = grid.row(row);
    for column in columns {
        let value = values.get(column).copied().unwrap_or(f64::NAN);
        if !value.is_nan() {
            R::add(cell, value, (row * grid.x.len() + column) as u64);
        }
    }
}

/// The outer edges of the first and the last quad.
fn bounds(centers: &[f64]) -> (f64, f64) {
    match centers {
        [] => (f64::NAN, f64::NAN),
        [only] => (only - 0.5, only + 0.5),
        [first, .., last] => {
            let (second, before) = (centers[1], centers[centers.len() - 2]);
            (first - 0.5 * (second - first), last + 0.5 * (last - before))
        }
    }
}

/// Whether places are evenly spaced, as numpy's `allclose` sees it.
fn even(centers: &[f64]) -> bool {
    let (Some(first), Some(last)) = (centers.first(), centers.last()) else { return false };
    let step = (last - first) / (centers.len().max(2) - 1) as f64;
    centers.iter().enumerate().all(|(i, center)| {
        let ideal = first + i as f64 * step;
        (center - ideal).abs() <= 1e-8 + 1e-5 * ideal.abs()
    })
}

/// How cells of the canvas step over those of an evenly spaced grid.
struct Steps {
    scale: f64,
    shift: f64,
    /// Values there are.
    count: usize,
    /// Whether quads are at least as large as cells.
    up: bool,
}

impl Steps {
    fn new(axis: &Axis, centers: &[f64]) -> Steps {
        let (first, last) = bounds(centers);
        let (count, cells) = (centers.len() as f64, axis.cells as f64);
        Steps {
            scale: (count * (axis.high - axis.low)) / (cells * (last - first)),
            shift: count * (axis.low - first) / (last - first),
            count: centers.len(),
            up: ((last - first) / count).abs() >= ((axis.high - axis.low) / cells).abs(),
        }
    }

    /// The quad that the center of a cell lies in.
    fn at(&self, cell: usize) -> Option<usize> {
        let place = (self.scale * (cell as f64 + 0.5) + self.shift).floor();
        (place >= 0.0 && place < self.count as f64).then_some(place as usize)
    }

    /// The quads that begin in a cell.
    fn under(&self, cell: usize) -> Range<usize> {
        let place = |cell: f64| (self.scale * cell + self.shift).floor();
        let (a, b) = (place(cell as f64), place(cell as f64 + 1.0));
        a.min(b) as usize..(a.max(b) as usize).min(self.count)
    }
}

/// Each cell takes the value that its center lies in.
fn nearest(frame: &Frame, grid: &Grid<'_>, x: &Steps, y: &Steps) -> Vec<f64> {
    let mut cells = vec![f64::NAN; frame.cells];
    cells.par_chunks_mut(frame.width).enumerate().for_each(|(row, cells)| {
        let Some(source) = y.at(row) else { return };
        let values = grid.row(source);
        for (column, cell) in cells.iter_mut().enumerate() {
            let value = x.at(column).and_then(|column| values.get(column));
            *cell = value.copied().unwrap_or(f64::NAN);
        }
    });
    cells
}

/// Paints an unevenly spaced grid: each quad reaches half way to its neighbours.
fn paint<R: Reduction>(frame: &Frame, grid: &Grid<'_>, cells: &mut [R::Cell]) {
    let (columns, rows) = (quads(&frame.x, grid.x), quads(&frame.y, grid.y));
    cells.par_chunks_mut(frame.width).enumerate().for_each(|(line, cells)| {
        for (row, _) in rows.iter().enumerate().filter(|(_, lines)| lines.contains(&line)) {
            for (column, (value, reach)) in grid.row(row).iter().zip(&columns).enumerate() {
                for cell in &mut cells[reach.clone()] {
                    if !value.is_nan() {
                        R::add(cell, *value, (row * grid.x.len() + column) as u64);
                    }
                }
            }
        }
    });
}

/// The cells of each quad along an axis.
fn quads(ruler: &Ruler, centers: &[f64]) -> Vec<Range<usize>> {
    let (first, last) = bounds(centers);
    let between = centers.windows(2).map(|pair| 0.5 * (pair[0] + pair[1]));
    let breaks: Vec<f64> = std::iter::once(first).chain(between).chain([last]).collect();
    let reach = |pair: &[f64]| {
        let (low, high) = (pair[0].min(pair[1]), pair[0].max(pair[1]));
        let seen = high > ruler.low && low < ruler.high;
        if seen { span(ruler, low, high) } else { 0..0 }
    };
    breaks.windows(2).map(reach).collect()
}
