//! Cells while they are being filled, on as many planes as have been met.

use rayon::prelude::*;

use super::batch::NONE;
use super::canvas::Frame;
use super::counters::{Counters, FULL};
use super::glyph::Spans;
use super::reduction::Fold;
use super::{Canvas, Cells, Raster, Tally};

/// Cells merged by one thread at a time.
const SPAN: usize = 1 << 15;
/// Cells that are looked at together, whether there is anything to be merged.
const GROUP: usize = 256;

/// Cells of a fold, and what became of the rows so far.
pub(super) struct Sheet<F: Fold> {
    /// One a category; without cells while no row has met it. The last cell of each is spare: it
    /// takes rows without a place, so that the inner loop need not ask.
    planes: Vec<Vec<F::Cell>>,
    /// Cells of a plane, without the spare one.
    cells: usize,
    /// Rows that the cells have not been told of, where only their number matters.
    counters: Option<Counters>,
    pub(super) tally: Tally,
    /// Edges that rectangles had so far.
    pub(super) spans: Spans,
}

impl<F: Fold> Sheet<F> {
    /// A sheet on which nothing has been met. There are never more planes than `most`.
    pub(super) fn new(frame: &Frame, most: usize) -> Sheet<F> {
        let most = most.max(1);
        Sheet {
            planes: (0..most).map(|_| Vec::new()).collect(),
            cells: frame.cells,
            counters: F::ADD_ROWS.and_then(|_| Counters::new(frame.cells + 1, most as u32)),
            tally: Tally::default(),
            spans: Spans::default(),
        }
    }

    /// Whether rows are counted before cells are told: where only their number matters.
    pub(super) fn counts(&self) -> bool {
        self.counters.is_some()
    }

    /// Counts rows. `stray` is told the place of each row whose plane has not been met.
    pub(super) fn count(&mut self, planes: &[u32], cells: &[u32], stray: impl FnMut(usize)) {
        let (Some(counters), Some(add_rows)) = (&mut self.counters, F::ADD_ROWS) else { return };
        let (met, len) = (&mut self.planes, self.cells + 1);
        let full = |plane: usize, cell: usize| {
            // Rows without a place are in no plane.
            let plane = met.get_mut(plane).filter(|_| cell + 1 < len);
            if let Some(cell) = plane.and_then(|plane| made::<F>(plane, len).get_mut(cell)) {
                add_rows(cell, FULL);
            }
        };
        counters.add(planes, cells, full, stray);
    }

    /// Makes ready for rows of a plane.
    pub(super) fn meet(&mut self, plane: u32) {
        if let Some(counters) = &mut self.counters {
            counters.meet(plane);
        }
    }

    /// Where rows of each plane belong: those beyond the last share the last one.
    pub(super) fn slots(&self, planes: &[u32], slots: &mut [u32]) {
        let last = (self.planes.len() - 1) as u32;
        for (slot, plane) in slots.iter_mut().zip(planes) {
            *slot = if *plane == NONE { NONE } else { (*plane).min(last) };
        }
    }

    /// All planes; those that have not been met have no cells.
    pub(super) fn planes(&mut self) -> &mut [Vec<F::Cell>] {
        &mut self.planes
    }

    /// The cells of a plane, which is hereby met; `None` if the row has no plane.
    pub(super) fn plane(&mut self, plane: u32) -> Option<&mut [F::Cell]> {
        let mut slot = [NONE];
        self.slots(&[plane], &mut slot);
        Some(made::<F>(self.planes.get_mut(slot[0] as usize)?, self.cells + 1))
    }

    /// Takes in the sheet of the rows that follow, and leaves that sheet empty, for other rows.
    pub(super) fn absorb(&mut self, other: &mut Sheet<F>) {
        self.tally.add(&std::mem::take(&mut other.tally));
        for (mine, theirs) in self.planes.iter_mut().zip(&mut other.planes) {
            if mine.is_empty() {
                std::mem::swap(mine, theirs);
            } else {
                mine.par_chunks_mut(SPAN).zip(theirs.par_chunks_mut(SPAN)).for_each(|(a, b)| {
                    merge::<F>(a, b);
                });
            }
        }
        self.tell(&mut other.counters);
    }

    /// Tells the cells of what has been counted.
    fn tell(&mut self, counters: &mut Option<Counters>) {
        let (Some(counters), Some(add_rows)) = (counters, F::ADD_ROWS) else { return };
        for (plane, counts) in self.planes.iter_mut().zip(counters.planes()) {
            if counts.iter().all(|count| *count == 0) {
                continue;
            }
            let cells = made::<F>(plane, self.cells + 1).par_chunks_mut(SPAN);
            cells.zip(counts.par_chunks_mut(SPAN)).for_each(|(cells, counts)| {
                for (cells, counts) in cells.chunks_mut(GROUP).zip(counts.chunks_mut(GROUP)) {
                    if counts.iter().any(|count| *count > 0) {
                        for (cell, count) in cells.iter_mut().zip(&mut *counts) {
                            add_rows(cell, u32::from(*count));
                        }
                        counts.fill(0);
                    }
                }
            });
        }
    }

    /// The planes up to the last one that was met.
    pub(super) fn finish(mut self, canvas: Canvas) -> Raster {
        let mut counters = self.counters.take();
        self.tell(&mut counters);
        let met = self.planes.iter().rposition(|plane| !plane.is_empty()).unwrap_or(0) + 1;
        self.planes.truncate(met);
        let cells = self.cells;
        let finish = |mut plane: Vec<F::Cell>| {
            plane.resize(cells, F::ZERO);
            F::finish(plane)
        };
        let planes: Vec<Cells> = if met > 1 {
            self.planes.into_par_iter().map(finish).collect()
        } else {
            self.planes.into_iter().map(finish).collect()
        };
        Raster { canvas, planes, tally: self.tally }
    }
}

/// The cells of a plane, made where there are none.
fn made<F: Fold>(plane: &mut Vec<F::Cell>, len: usize) -> &mut [F::Cell] {
    if plane.is_empty() {
        *plane = vec![F::ZERO; len];
    }
    plane
}

/// Merges cells with those of later rows, which are left empty.
fn merge<F: Fold>(cells: &mut [F::Cell], later: &mut [F::Cell]) {
    for (cells, later) in cells.chunks_mut(GROUP).zip(later.chunks_mut(GROUP)) {
        if later.iter().all(F::empty) {
            continue;
        }
        for (cell, later) in cells.iter_mut().zip(later) {
            F::merge(cell, later);
            *later = F::ZERO;
        }
    }
}
