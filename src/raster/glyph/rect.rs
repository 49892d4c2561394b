//! Rectangles: all cells between two edges across and two up.

use std::marker::PhantomData;
use std::ops::Range;

use super::super::canvas::{Frame, Ruler};
use super::super::reduction::Reduction;
use super::super::sheet::Sheet;
use super::super::{Batch, Tally};
use super::Brush;

/// Each row is a rectangle.
pub(crate) struct Rect<R>(pub(crate) PhantomData<fn() -> R>);

impl<R: Reduction> Brush for Rect<R> {
    type Fold = R;
    type Trail = ();

    fn paint(&self, frame: &Frame, batch: &Batch<'_>, sheet: &mut Sheet<R>, _trail: &mut ()) {
        let rows = batch.rows();
        let mut tally = Tally { rows: rows as u64, ..Tally::default() };
        let (mut across, mut up) = (Side::new(&frame.x), Side::new(&frame.y));
        let mut spans = std::mem::take(&mut sheet.spans);
        let mut held: Option<(u32, &mut [R::Cell])> = None;
        for i in 0..rows {
            let (x, y) = (batch.x[i], batch.y[i]);
            let columns = spans.reach([x, batch.x2.map_or(x, |x2| x2[i])], &mut across);
            let lines = up.reach([y, batch.y2.map_or(y, |y2| y2[i])]);
            let (Reach::Cells(from, to), Reach::Cells(low, high)) = (columns, lines) else {
                tally.lose(columns.min(lines));
                continue;
            };
            let value = batch.value.map_or(if R::VALUED { f64::NAN } else { 0.0 }, |v| v[i]);
            if !value.is_finite() {
                tally.bare += 1;
                continue;
            }
            let plane = batch.plane.map_or(0, |plane| plane[i]);
            if held.as_ref().is_none_or(|(known, _)| *known != plane) {
                held = sheet.plane(plane).map(|cells| (plane, cells));
            }
            let Some((_, cells)) = &mut held else {
                tally.bare += 1;
                continue;
            };
            let row = batch.row.saturating_add(i as u64);
            for line in low..high {
                let start = line as usize * frame.width;
                for cell in &mut cells[start + from as usize..start + to as usize] {
                    R::add(cell, value, row);
                }
            }
        }
        sheet.tally.add(&tally);
        sheet.spans = spans;
    }
}

/// What is between two edges along an axis. What comes first matters more.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Reach {
    /// Nothing: an edge is missing.
    Missing,
    /// Nothing: an edge is infinite.
    Infinite,
    /// Nothing: an edge is not positive, and the axis is logarithmic.
    NotPositive,
    /// Nothing: both edges are beyond the same end of the axis.
    Outside,
    /// From one cell to before another: all cells of a canvas have numbers of 32 bits.
    Cells(u32, u32),
}

impl Reach {
    fn min(self, other: Self) -> Self {
        if other < self { other } else { self }
    }
}

impl Tally {
    /// Counts a row that is in no cell.
    fn lose(&mut self, why: Reach) {
        let count = match why {
            Reach::Missing => &mut self.missing,
            Reach::Infinite => &mut self.infinite,
            Reach::NotPositive => &mut self.not_positive,
            Reach::Outside | Reach::Cells(..) => &mut self.outside,
        };
        *count += 1;
    }
}

/// Edges of a line that are remembered.
const MOST: usize = 1 << 16;

/// Where the cells of a line are, in their order: all lines of a grid have the same edges.
#[derive(Default)]
pub(in super::super) struct Spans {
    line: Vec<([f64; 2], Reach)>,
    /// Which of them is expected.
    next: usize,
}

impl Spans {
    /// What is between two edges along an axis, which is always the same one.
    #[inline]
    fn reach(&mut self, edges: [f64; 2], side: &mut Side<'_>) -> Reach {
        match self.line.get(self.next) {
            Some((own, reach)) if *own == edges => {
                self.next += 1;
                *reach
            }
            _ => self.look(edges, side),
        }
    }

    /// The same, where a line begins, or is not known yet.
    fn look(&mut self, edges: [f64; 2], side: &mut Side<'_>) -> Reach {
        if let Some((own, reach)) = self.line.first()
            && *own == edges
        {
            self.next = 1;
            return *reach;
        }
        let reach = side.reach(edges);
        self.line.truncate(self.next);
        if self.line.len() < MOST {
            self.line.push((edges, reach));
        }
        self.next = self.line.len();
        reach
    }
}

/// An axis, and the edges that were looked at last: those of grids come again and again.
struct Side<'a> {
    ruler: &'a Ruler,
    breaks: Breaks<'a>,
    edges: [f64; 2],
    reach: Reach,
    /// The cells of both edges, where there are such.
    cells: [usize; 2],
}

impl<'a> Side<'a> {
    fn new(ruler: &'a Ruler) -> Self {
        let missing = [f64::NAN; 2];
        let breaks = Breaks::new(ruler);
        Self { ruler, breaks, edges: missing, reach: Reach::Missing, cells: [0; 2] }
    }

    #[inline]
    fn reach(&mut self, edges: [f64; 2]) -> Reach {
        if edges != self.edges {
            self.reach = self.look(edges);
            self.edges = edges;
        }
        self.reach
    }

    fn look(&mut self, edges: [f64; 2]) -> Reach {
        let known = matches!(self.reach, Reach::Cells(..));
        let (low, high) = (edges[0].min(edges[1]), edges[0].max(edges[1]));
        if edges.iter().any(|edge| edge.is_nan()) {
            return Reach::Missing;
        }
        if edges.iter().any(|edge| edge.is_infinite()) {
            return Reach::Infinite;
        }
        if self.ruler.log && low <= 0.0 {
            return Reach::NotPositive;
        }
        if high < self.ruler.low || low > self.ruler.high {
            return Reach::Outside;
        }
        // Where a cell ends, the next one mostly begins.
        let cell = |edge: f64| match self.edges {
            [_, last] if known && last == edge => self.cells[1],
            [last, _] if known && last == edge => self.cells[0],
            _ => self.breaks.cell(edge),
        };
        let cells = edges.map(cell);
        self.cells = cells;
        // Larger edges never have smaller cells.
        let Range { start, end } =
            self.breaks.between(cells[0].min(cells[1]), cells[0].max(cells[1]));
        Reach::Cells(start as u32, end as u32)
    }
}

/// The cells from one break to the next, as quads have them: rounded down, at least one, and
/// none where nothing is left of the axis.
pub(crate) fn span(ruler: &Ruler, low: f64, high: f64) -> Range<usize> {
    let breaks = Breaks::new(ruler);
    breaks.between(breaks.cell(low), breaks.cell(high))
}

/// An axis as quads measure it.
struct Breaks<'a> {
    ruler: &'a Ruler,
    start: f64,
    length: f64,
    count: usize,
}

impl<'a> Breaks<'a> {
    fn new(ruler: &'a Ruler) -> Self {
        let (start, end) = (ruler.map(ruler.low), ruler.map(ruler.high));
        Self { ruler, start, length: end - start, count: ruler.top + 1 }
    }

    /// The cell that begins at or before a break.
    fn cell(&self, edge: f64) -> usize {
        // A float becomes the nearest integer that there is; below 0, that is 0.
        let place = (self.ruler.map(edge) - self.start) / self.length * self.count as f64;
        (place as usize).min(self.count)
    }

    /// From the cell of one break to that of the next.
    fn between(&self, low: usize, high: usize) -> Range<usize> {
        low..if low == high && low < self.count { low + 1 } else { high.max(low) }
    }
}
