//! Quads of any shape as cells: the cells of a curved grid.
//!
//! As Datashader does it: corners are put on the lower left edges of their cells, and a cell is in a
//! quad if a ray from there to the right crosses an odd number of its edges. So quads that share
//! an edge share no cell and leave none out. A quad that is no cell wide or high fills one.

use rayon::prelude::*;

use super::canvas::{Frame, Ruler};
use super::face::{Faces, paint};
use super::reduction::{Choice, Reduction};
use super::{Aggregator, Canvas, Cells};

/// Nothing is further from the canvas than this, so that products of distances never overflow.
const FARTHEST: f64 = (1 << 30) as f64;
/// The place of a corner that has none.
const NOWHERE: i32 = i32::MIN;

/// Quads between the corners of lines.
#[derive(Clone, Copy, Debug)]
pub struct Quads<'a> {
    /// Where the corners are, across.
    pub x: &'a [f64],
    /// Where the corners are, up.
    pub y: &'a [f64],
    /// What the quad is worth that begins at each corner.
    pub z: &'a [f64],
    /// Of each quad, the corner at which it begins and the one beside it on the next line; the two
    /// others follow these.
    pub quads: &'a [[u32; 2]],
}

/// Puts quads into the cells of a canvas.
pub fn quads(canvas: &Canvas, quads: &Quads<'_>, aggregator: Aggregator) -> Cells {
    let frame = Frame::new(canvas);
    // Most corners are those of four quads.
    let corners = (quads.x.par_iter().zip(quads.y))
        .map(|(x, y)| [snap(&frame.x, *x), snap(&frame.y, *y)])
        .collect();
    aggregator.choose(Waiting { frame: &frame, corners, quads })
}

/// Quads waiting for the reduction.
struct Waiting<'a> {
    frame: &'a Frame,
    /// The cells of the corners.
    corners: Vec<[i32; 2]>,
    quads: &'a Quads<'a>,
}

impl Choice for Waiting<'_> {
    type Out = Cells;

    fn with<R: Reduction>(self) -> Cells {
        paint::<R>(self.frame, &self)
    }
}

impl Faces for Waiting<'_> {
    fn len(&self) -> usize {
        self.quads.quads.len()
    }

    fn rows(&self, face: usize) -> Option<[usize; 2]> {
        let quad = self.quad(face)?;
        let [bottom, end] = quad.rows;
        Some([bottom, end - 1])
    }

    fn fill(&self, face: usize, rows: [usize; 2], visit: impl FnMut(usize, usize, f64)) {
        if let Some(quad) = self.quad(face) {
            quad.fill(rows, visit);
        }
    }
}

impl Waiting<'_> {
    /// A quad, if it has a value, numbers at all corners, and reaches the canvas.
    fn quad(&self, number: usize) -> Option<Quad> {
        let Quads { z, quads, .. } = self.quads;
        let [begin, beside] = quads.get(number)?.map(|corner| corner as usize);
        let value = *z.get(begin)?;
        let ([a, b], [d, c]) = (self.pair(begin)?, self.pair(beside)?);
        let corners = [a, b, c, d];
        if value.is_nan() || corners.iter().flatten().any(|at| *at == NOWHERE) {
            return None;
        }
        let (columns, narrow) = reach(&self.frame.x, corners.map(|[x, _]| x))?;
        let (rows, flat) = reach(&self.frame.y, corners.map(|[_, y]| y))?;
        Some(Quad { corners, value, columns, rows, full: narrow || flat })
    }

    /// A corner and the one after it.
    fn pair(&self, first: usize) -> Option<[[i32; 2]; 2]> {
        self.corners.get(first..first + 2)?.try_into().ok()
    }
}

/// The cell whose lower edge is the next one below a value.
fn snap(ruler: &Ruler, value: f64) -> i32 {
    let place = ruler.position(value);
    if !place.is_finite() {
        return NOWHERE;
    }
    let whole = place.clamp(-FARTHEST, FARTHEST) as i32;
    if f64::from(whole) > place { whole - 1 } else { whole }
}

/// The cells that a quad may fill along an axis, from the first to behind the last, and whether it is
/// no cell wide.
fn reach(ruler: &Ruler, [a, b, c, d]: [i32; 4]) -> Option<([usize; 2], bool)> {
    let (low, high) = (a.min(b).min(c.min(d)), a.max(b).max(c.max(d)));
    let cells = i32::try_from(ruler.top + 1).unwrap_or(i32::MAX);
    if low >= cells || high < 0 {
        return None;
    }
    let (low, high) = (low.max(0), high.min(cells));
    let thin = low == high;
    Some(([low as usize, high as usize + usize::from(thin)], thin))
}

/// A quad in cells.
struct Quad {
    /// In order around it.
    corners: [[i32; 2]; 4],
    value: f64,
    /// From the first to behind the last.
    columns: [usize; 2],
    rows: [usize; 2],
    /// It fills all of these.
    full: bool,
}

impl Quad {
    /// Visits the cells between two rows, with their value.
    fn fill(&self, [first, last]: [usize; 2], mut visit: impl FnMut(usize, usize, f64)) {
        for y in self.rows[0].max(first)..self.rows[1].min(last + 1) {
            for x in self.columns[0]..self.columns[1] {
                if self.full || self.holds([x as i64, y as i64]) {
                    visit(x, y, self.value);
                }
            }
        }
    }

    /// Whether a ray to the right crosses an odd number of edges.
    fn holds(&self, [x, y]: [i64; 2]) -> bool {
        let [a, b, c, d] = self.corners.map(|corner| corner.map(i64::from));
        let mut inside = false;
        for ([fx, fy], [tx, ty]) in [(a, b), (b, c), (c, d), (d, a)] {
            if (fy > y) == (ty > y) {
                continue;
            }
            // On which side of the edge the place is.
            let cross = (tx - x) * (fy - y) - (ty - y) * (fx - x);
            inside ^= if ty > fy { cross < 0 } else { cross > 0 };
        }
        inside
    }
}
