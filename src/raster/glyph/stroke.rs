//! Lines of all sorts: rows are vertices, and each segment may need to know its neighbours.
//!
//! A segment is painted from a window of four vertices, its own two and their neighbours. Within a
//! stripe of rows a line is painted as far as its windows are complete. Its first and last three
//! vertices are kept: they make the windows that cross from one stripe to the next. A row without
//! a place (missing, infinite, or not positive on a logarithmic axis) is a gap.

use std::collections::HashMap;

use super::super::canvas::Frame;
use super::super::reduction::Fold;
use super::super::sheet::Sheet;
use super::super::{Batch, NONE};
use super::Brush;

/// Vertices made at a time.
const BLOCK: usize = 1024;

/// A vertex of a line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Vertex {
    /// NaN where the line has a gap.
    pub(super) x: f64,
    pub(super) y: f64,
    /// Where an area ends; NaN if it goes down to zero.
    pub(super) base: f64,
    /// NaN if it is missing.
    pub(super) value: f64,
    pub(super) row: u64,
    pub(super) plane: u32,
    pub(super) line: u32,
}

impl Vertex {
    const GAP: Vertex = Vertex {
        x: f64::NAN,
        y: f64::NAN,
        base: f64::NAN,
        value: f64::NAN,
        row: 0,
        plane: NONE,
        line: 0,
    };

    /// Whether the line has a gap here.
    pub(super) fn gap(&self) -> bool {
        self.x.is_nan()
    }
}

/// A segment with its neighbours.
pub(crate) struct Window<'a> {
    pub(super) before: &'a Vertex,
    pub(super) from: &'a Vertex,
    pub(super) to: &'a Vertex,
    pub(super) after: &'a Vertex,
}

/// How a segment is painted.
pub(crate) trait Stroke: Sync {
    /// What cells hold.
    type Fold: Fold;

    /// Whether a vertex at the same place as the one before takes its place.
    const DISTINCT: bool;

    /// Whether vertices have a base.
    const BASED: bool;

    /// Paints a segment whose ends, value and plane are there.
    fn segment(&self, frame: &Frame, window: &Window<'_>, cells: &mut [<Self::Fold as Fold>::Cell]);
}

/// Rows as vertices of lines.
pub(crate) struct Strokes<S> {
    stroke: S,
}

/// What a stripe has of a line.
#[derive(Default)]
struct Chain {
    /// Its first vertices, three at most.
    head: Vec<Vertex>,
    /// Its last vertices, three at most.
    tail: Vec<Vertex>,
    /// Whether it has more than three.
    long: bool,
}

/// What a stripe has of all lines, in the order in which it met them.
#[derive(Default)]
pub(crate) struct Chains {
    places: HashMap<u32, usize>,
    lines: Vec<(u32, Chain)>,
    /// Room for the vertices at hand.
    room: Vec<Vertex>,
}

impl Chains {
    /// Where a line is kept.
    fn find(&mut self, line: u32) -> usize {
        let next = self.lines.len();
        let place = *self.places.entry(line).or_insert(next);
        if place == next {
            self.lines.push((line, Chain::default()));
        }
        place
    }
}

impl<S: Stroke> Strokes<S> {
    pub(crate) fn new(stroke: S) -> Strokes<S> {
        Strokes { stroke }
    }

    /// A row as a vertex.
    fn vertex(
        frame: &Frame,
        batch: &Batch<'_>,
        i: usize,
        line: u32,
        sheet: &mut Sheet<S::Fold>,
    ) -> Vertex {
        let (x, y) = (batch.x[i], batch.y[i]);
        let base = if S::BASED { batch.y2.map(|base| base[i]) } else { None };
        let tally = &mut sheet.tally;
        // A base may be at zero, also on a logarithmic axis: then the area goes all the way down.
        let odd = base.filter(|base| !base.is_finite());
        let astray = match odd {
            Some(base) => tally.astray(frame, &[x], &[y, base]),
            None => tally.astray(frame, &[x], &[y]),
        };
        if astray {
            return Vertex::GAP;
        }
        let value =
            batch.value.map_or(if S::Fold::VALUED { f64::NAN } else { 0.0 }, |value| value[i]);
        let plane = batch.plane.map_or(0, |plane| plane[i]);
        if !frame.x.holds(x) || !frame.y.holds(y) {
            tally.outside += 1;
        } else if !value.is_finite() || plane == NONE || line == NONE {
            tally.bare += 1;
        }
        let row = batch.row.saturating_add(i as u64);
        Vertex { x, y, base: base.unwrap_or(f64::NAN), value, row, plane, line }
    }

    /// Adds a vertex to those at hand.
    fn push(vertices: &mut Vec<Vertex>, vertex: Vertex) {
        match vertices.last_mut() {
            Some(last) if S::DISTINCT && last.x == vertex.x && last.y == vertex.y => *last = vertex,
            _ => vertices.push(vertex),
        }
    }

    /// Paints all windows of the vertices at hand.
    fn windows(&self, frame: &Frame, vertices: &[Vertex], sheet: &mut Sheet<S::Fold>) {
        if frame.void() {
            return;
        }
        for window in vertices.windows(4) {
            let [before, from, to, after] = window else { continue };
            if from.gap() || to.gap() || !from.value.is_finite() || beside(frame, from, to) {
                continue;
            }
            if let Some(cells) = sheet.plane(from.plane) {
                self.stroke.segment(frame, &Window { before, from, to, after }, cells);
            }
        }
    }
}

/// Whether a segment is left or right of the canvas: most that are not in view are.
fn beside(frame: &Frame, from: &Vertex, to: &Vertex) -> bool {
    (from.x < frame.x.low && to.x < frame.x.low) || (from.x > frame.x.high && to.x > frame.x.high)
}

/// The last three of some vertices, or all.
fn last_three(vertices: &[Vertex]) -> &[Vertex] {
    &vertices[vertices.len().saturating_sub(3)..]
}

impl<S: Stroke> Brush for Strokes<S> {
    type Fold = S::Fold;
    type Trail = Chains;

    fn paint(
        &self,
        frame: &Frame,
        batch: &Batch<'_>,
        sheet: &mut Sheet<S::Fold>,
        trail: &mut Chains,
    ) {
        let rows = batch.rows();
        sheet.tally.rows += rows as u64;
        let line_of = |i: usize| batch.series.map_or(0, |series| series[i]);
        let mut vertices = std::mem::take(&mut trail.room);
        let mut start = 0;
        while start < rows {
            let line = line_of(start);
            let limit = rows.min(start + BLOCK);
            let end = (start..limit).find(|i| line_of(*i) != line).unwrap_or(limit);
            if line == NONE {
                for i in start..end {
                    Self::vertex(frame, batch, i, line, sheet);
                }
                start = end;
                continue;
            }
            let place = trail.find(line);
            let (_, chain) = &mut trail.lines[place];
            vertices.clear();
            vertices.extend_from_slice(&chain.tail);
            for i in start..end {
                Self::push(&mut vertices, Self::vertex(frame, batch, i, line, sheet));
            }
            self.windows(frame, &vertices, sheet);
            if !chain.long {
                chain.head.clear();
                chain.head.extend(vertices.iter().take(3));
                chain.long = vertices.len() > 3;
            }
            chain.tail.clear();
            chain.tail.extend_from_slice(last_three(&vertices));
            start = end;
        }
        trail.room = vertices;
    }

    fn follow(&self, frame: &Frame, all: &mut Chains, next: Chains, sheet: &mut Sheet<S::Fold>) {
        for (line, next) in next.lines {
            let place = all.find(line);
            let (_, chain) = &mut all.lines[place];
            let mut vertices = std::mem::take(&mut chain.tail);
            if vertices.is_empty() {
                vertices.extend([Vertex::GAP; 3]);
            }
            for vertex in next.head {
                Self::push(&mut vertices, vertex);
            }
            self.windows(frame, &vertices, sheet);
            chain.tail = if next.long { next.tail } else { last_three(&vertices).to_vec() };
        }
    }

    fn finish(&self, frame: &Frame, all: &mut Chains, sheet: &mut Sheet<S::Fold>) {
        for (_, chain) in &mut all.lines {
            chain.tail.push(Vertex::GAP);
            self.windows(frame, &chain.tail, sheet);
        }
    }
}
