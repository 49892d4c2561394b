//! Triangles as cells.
//!
//! Pineda, A parallel algorithm for polygon rasterization (1988): a cell is in a triangle if its
//! center is on the inner side of all three edges; a center on an edge belongs to one of the two
//! triangles that share the edge.

use rayon::prelude::*;

use super::canvas::{Frame, Ruler};
use super::face::{Faces, paint};
use super::reduction::{Choice, Reduction};
use super::{Aggregator, Canvas, Cells};

/// Triangles between vertices.
#[derive(Clone, Copy, Debug)]
pub struct Mesh<'a> {
    /// Where the vertices are, across.
    pub x: &'a [f64],
    /// Where the vertices are, up.
    pub y: &'a [f64],
    /// What the vertices are worth.
    pub z: &'a [f64],
    /// The vertices of each triangle, by number, whichever way around.
    pub triangles: &'a [[u32; 3]],
}

/// What a triangle is worth between its vertices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interpolate {
    /// Everywhere the mean of the three.
    Nearest,
    /// Linear between the three.
    Linear,
}

/// Puts triangles into the cells of a canvas.
pub fn trimesh(
    canvas: &Canvas,
    mesh: &Mesh<'_>,
    interpolate: Interpolate,
    aggregator: Aggregator,
) -> Cells {
    let frame = Frame::new(canvas);
    let places = (mesh.x.par_iter().zip(mesh.y))
        .map(|(x, y)| (frame.x.position(*x) - 0.5, frame.y.position(*y) - 0.5))
        .collect();
    aggregator.choose(Triangles { frame: &frame, places, mesh, interpolate })
}

/// A mesh waiting for the reduction.
struct Triangles<'a> {
    frame: &'a Frame,
    /// Where the vertices are, in cells.
    places: Vec<(f64, f64)>,
    mesh: &'a Mesh<'a>,
    interpolate: Interpolate,
}

impl Choice for Triangles<'_> {
    type Out = Cells;

    fn with<R: Reduction>(self) -> Cells {
        paint::<R>(self.frame, &self)
    }
}

impl Faces for Triangles<'_> {
    fn len(&self) -> usize {
        self.mesh.triangles.len()
    }

    fn rows(&self, face: usize) -> Option<[usize; 2]> {
        self.face(face).map(|face| face.rows)
    }

    fn fill(&self, face: usize, rows: [usize; 2], visit: impl FnMut(usize, usize, f64)) {
        if let Some(face) = self.face(face) {
            face.fill(rows, self.interpolate, visit);
        }
    }
}

impl Triangles<'_> {
    /// A triangle, if it has numbers at all corners and reaches the canvas.
    fn face(&self, number: usize) -> Option<Face> {
        let corners = self.mesh.triangles.get(number)?.map(|corner| corner as usize);
        let [a, b, c] = corners.map(|corner| self.places.get(corner).copied());
        let [u, v, w] = corners.map(|corner| self.mesh.z.get(corner).copied());
        let ([a, mut b, mut c], mut values) = ([a?, b?, c?], [u?, v?, w?]);
        if [a, b, c].iter().any(|(x, y)| !x.is_finite() || !y.is_finite()) {
            return None;
        }
        // Clockwise, so that what is inside is on the inner side of all edges.
        if Edge::new(a, b).side(c) <= 0.0 {
            (b, c) = (c, b);
            values.swap(1, 2);
        }
        let corners = [a, b, c];
        let columns = reach(&self.frame.x, corners.map(|(x, _)| x))?;
        let rows = reach(&self.frame.y, corners.map(|(_, y)| y))?;
        Some(Face { corners, values, columns, rows })
    }
}

/// A triangle in cells.
struct Face {
    corners: [(f64, f64); 3],
    values: [f64; 3],
    /// First and last column.
    columns: [usize; 2],
    /// First and last row.
    rows: [usize; 2],
}

/// A straight line between two corners.
#[derive(Clone, Copy)]
struct Edge {
    from: (f64, f64),
    /// From there to its other end.
    step: (f64, f64),
    /// 1, or -1 where it was turned around.
    sign: f64,
}

impl Edge {
    /// From a to b. From b to a is the same with the other sign, to the bit, so that no cell is lost
    /// between two triangles.
    fn new(a: (f64, f64), b: (f64, f64)) -> Self {
        let ((from, to), sign) = if a <= b { ((a, b), 1.0) } else { ((b, a), -1.0) };
        Self { from, step: (to.0 - from.0, to.1 - from.1), sign }
    }

    /// On which side of it a place is, times twice the area it spans.
    fn side(self, (x, y): (f64, f64)) -> f64 {
        self.sign * ((x - self.from.0) * self.step.1 - (y - self.from.1) * self.step.0)
    }
}

impl Face {
    /// Visits the cells between two rows, with their values.
    fn fill(
        &self,
        [first, last]: [usize; 2],
        interpolate: Interpolate,
        mut visit: impl FnMut(usize, usize, f64),
    ) {
        let ([left, right], [bottom, top]) = (self.columns, self.rows);
        if top < first || bottom > last {
            return;
        }
        let [a, b, c] = self.corners;
        let [u, v, w] = self.values;
        // What three times the same is, divided by three, may be another number.
        let flat = u == v && v == w;
        let mean = if flat { u } else { (u + v + w) / 3.0 };
        if left == right && bottom == top {
            visit(left, bottom, mean);
            return;
        }
        let owns = |from: (f64, f64), to: (f64, f64)| {
            !(from.1 < to.1 || (from.1 == to.1 && from.0 < to.0))
        };
        let own = [owns(a, b), owns(b, c), owns(c, a)];
        let edges = [Edge::new(a, b), Edge::new(b, c), Edge::new(c, a)];
        let area = edges[0].side(c);
        let slopes = interpolate == Interpolate::Linear && !flat;
        for y in bottom.max(first)..=top.min(last) {
            for x in left..=right {
                let center = (x as f64, y as f64);
                let sides = edges.map(|edge| edge.side(center));
                let inside = |k: usize| sides[k] > 0.0 || (own[k] && sides[k] == 0.0);
                if inside(0) && inside(1) && inside(2) {
                    let between = || (sides[1] * u + sides[2] * v + sides[0] * w) / area;
                    visit(x, y, if slopes { between() } else { mean });
                }
            }
        }
    }
}

/// The first and last cell that a triangle may have along an axis.
fn reach(ruler: &Ruler, places: [f64; 3]) -> Option<[usize; 2]> {
    let [low, high] = [f64::min, f64::max].map(|f| f(places[0], f(places[1], places[2])) + 0.5);
    let last = ruler.top as f64;
    // Of what is not negative, the whole part is what lies below.
    let cell = |place: f64| place.clamp(0.0, last) as usize;
    (high >= 0.0 && low < last + 1.0).then(|| [cell(low), cell(high)])
}
