//! Quads of any shape as cells: the cells of a curved grid.
//!
//! As Datashader does it: corners are put on the lower left edges of their cells, and a cell is in a
//! quad if a ray from there to the right crosses an odd number of its edges. So quads that share
//! an edge share no cell and leave none out. A quad that is no cell wide or high fills one.

use super::canvas::{Frame, Ruler};
use super::face::{Faces, paint};
use super::reduction::{Choice, Reduction};
use super::{Aggregator, Canvas, Cells};

/// Nothing is further from the canvas than this, so that products of distances never overflow.
const FARTHEST: f64 = (1_i64 << 30) as f64;

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
    aggregator.choose(Waiting { frame: &frame, quads })
}

/// Quads waiting for the reduction.
struct Waiting<'a> {
    frame: &'a Frame,
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
        let Quads { x, y, z, quads } = self.quads;
        let [begin, beside] = quads.get(number)?.map(|corner| corner as usize);
        let value = *z.get(begin)?;
        let around = [begin, begin + 1, beside + 1, beside];
        let mut corners = [[0_i64; 2]; 4];
        for (corner, at) in corners.iter_mut().zip(around) {
            *corner = [snap(&self.frame.x, *x.get(at)?)?, snap(&self.frame.y, *y.get(at)?)?];
        }
        if value.is_nan() {
            return None;
        }
        let columns = reach(&self.frame.x, corners.map(|[x, _]| x))?;
        let rows = reach(&self.frame.y, corners.map(|[_, y]| y))?;
        let full = columns[1].1 || rows[1].1;
        let [columns, rows] = [columns, rows].map(|ends| ends.map(|(cell, _)| cell));
        Some(Quad { corners, value, columns, rows, full })
    }
}

/// The cell whose lower edge is the next one below a value.
fn snap(ruler: &Ruler, value: f64) -> Option<i64> {
    let place = ruler.position(value).floor();
    place.is_finite().then(|| place.clamp(-FARTHEST, FARTHEST) as i64)
}

/// The cells that a quad may fill along an axis, from the first to behind the last; the latter with
/// whether the quad is no cell wide.
fn reach(ruler: &Ruler, places: [i64; 4]) -> Option<[(usize, bool); 2]> {
    let [low, high] = [i64::min, i64::max].map(|f| places.into_iter().reduce(f).unwrap_or(0));
    let cells = ruler.top as i64 + 1;
    if low >= cells || high < 0 {
        return None;
    }
    let (low, high) = (low.max(0), high.min(cells));
    let thin = low == high;
    let end = if thin { high + 1 } else { high };
    (end <= cells).then_some([(low as usize, false), (end as usize, thin)])
}

/// A quad in cells.
struct Quad {
    /// In order around it.
    corners: [[i64; 2]; 4],
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
                if self.full || self.holds(x as i64, y as i64) {
                    visit(x, y, self.value);
                }
            }
        }
    }

    /// Whether a ray to the right crosses an odd number of edges.
    fn holds(&self, x: i64, y: i64) -> bool {
        let [a, b, c, d] = self.corners;
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
