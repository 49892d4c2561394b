//! Triangles as cells.
//!
//! Pineda, A parallel algorithm for polygon rasterization (1988): a cell is in a triangle if its
//! center is on the inner side of all three edges; a center on an edge belongs to one of the two
//! triangles that share the edge.

use rayon::prelude::*;

use super::canvas::{Frame, Ruler};
use super::reduction::{Choice, Reduction};
use super::{Aggregator, Canvas, Cells};

/// Rows of cells that one thread fills at a time.
const BAND: usize = 16;

/// Triangles between vertices.
#[derive(Clone, Copy, Debug)]
pub struct Mesh<'a> {
    /// Where the vertices are, across.
    pub x: &'a [f64],
    /// Where the vertices are, up.
    pub y: &'a [f64],
    /// What the vertices are worth.
    pub z: &'a [f64],
    /// The vertices of each triangle, by number; all clockwise or all counter-clockwise.
    pub triangles: &'a [[usize; 3]],
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
    aggregator.choose(Triangles { canvas, mesh, interpolate })
}

/// A mesh waiting for the reduction.
struct Triangles<'a> {
    canvas: &'a Canvas,
    mesh: &'a Mesh<'a>,
    interpolate: Interpolate,
}

impl Choice for Triangles<'_> {
    type Out = Cells;

    fn with<R: Reduction>(self) -> Cells {
        let Triangles { canvas, mesh, interpolate } = self;
        let frame = Frame::new(canvas);
        let mut cells = vec![R::ZERO; frame.cells];
        if frame.void() {
            return R::finish(cells);
        }
        let turned = mesh.triangles.first().and_then(|first| mesh.turns_left(first));
        let order = if turned == Some(false) { [0, 1, 2] } else { [0, 2, 1] };
        let faces: Vec<_> = (mesh.triangles.par_iter().enumerate())
            .filter_map(|(row, corners)| {
                let face = Face::new(&frame, mesh, order.map(|corner| corners[corner]))?;
                Some((row as u64, face))
            })
            .collect();
        cells.par_chunks_mut(frame.width * BAND).enumerate().for_each(|(band, cells)| {
            let first = band * BAND;
            let last = first + cells.len() / frame.width - 1;
            for (row, face) in &faces {
                face.fill(first, last, interpolate, |x, y, value| {
                    if !value.is_nan() {
                        R::add(&mut cells[(y - first) * frame.width + x], value, *row);
                    }
                });
            }
        });
        R::finish(cells)
    }
}

impl Mesh<'_> {
    /// A vertex and its value.
    fn vertex(&self, number: usize) -> Option<(f64, f64, f64)> {
        Some((*self.x.get(number)?, *self.y.get(number)?, *self.z.get(number)?))
    }

    /// Whether a triangle is counter-clockwise, or flat.
    fn turns_left(&self, corners: &[usize; 3]) -> Option<bool> {
        let [a, b, c] = corners.map(|number| self.vertex(number));
        let (a, b, c) = (a?, b?, c?);
        Some((b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0) >= 0.0)
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

/// On which side of the line from a to b a place is, times twice the area it spans.
fn side(a: (f64, f64), b: (f64, f64), place: (f64, f64)) -> f64 {
    (place.0 - a.0) * (b.1 - a.1) - (place.1 - a.1) * (b.0 - a.0)
}

impl Face {
    /// A triangle, if it has numbers at all corners and reaches the canvas.
    fn new(frame: &Frame, mesh: &Mesh<'_>, corners: [usize; 3]) -> Option<Face> {
        let [a, b, c] = corners.map(|number| mesh.vertex(number));
        let vertices = [a?, b?, c?];
        let corners =
            vertices.map(|(x, y, _)| (frame.x.position(x) - 0.5, frame.y.position(y) - 0.5));
        if corners.iter().any(|(x, y)| !x.is_finite() || !y.is_finite()) {
            return None;
        }
        let columns = reach(&frame.x, corners.map(|(x, _)| x))?;
        let rows = reach(&frame.y, corners.map(|(_, y)| y))?;
        Some(Face { corners, values: vertices.map(|(.., z)| z), columns, rows })
    }

    /// Visits the cells between two rows, with their values.
    fn fill(
        &self,
        first: usize,
        last: usize,
        interpolate: Interpolate,
        mut visit: impl FnMut(usize, usize, f64),
    ) {
        let ([left, right], [bottom, top]) = (self.columns, self.rows);
        if top < first || bottom > last {
            return;
        }
        let [a, b, c] = self.corners;
        let [u, v, w] = self.values;
        if left == right && bottom == top {
            visit(left, bottom, (u + v + w) / 3.0);
            return;
        }
        let owns = |from: (f64, f64), to: (f64, f64)| {
            !(from.1 < to.1 || (from.1 == to.1 && from.0 < to.0))
        };
        let own = [owns(a, b), owns(b, c), owns(c, a)];
        let area = side(a, b, c);
        for y in bottom.max(first)..=top.min(last) {
            for x in left..=right {
                let center = (x as f64, y as f64);
                let sides = [side(a, b, center), side(b, c, center), side(c, a, center)];
                let inside = |(side, own): (&f64, &bool)| *side > 0.0 || (*own && *side == 0.0);
                if sides.iter().zip(&own).all(inside) {
                    visit(
                        x,
                        y,
                        match interpolate {
                            Interpolate::Nearest => (u + v + w) / 3.0,
                            Interpolate::Linear => {
                                (sides[1] * u + sides[2] * v + sides[0] * w) / area
                            }
                        },
                    );
                }
            }
        }
    }
}

/// The first and last cell that a triangle may have along an axis.
fn reach(ruler: &Ruler, places: [f64; 3]) -> Option<[usize; 2]> {
    let [low, high] = [f64::min, f64::max].map(|f| f(places[0], f(places[1], places[2])) + 0.5);
    let last = ruler.top as f64;
    (high >= 0.0 && low < last + 1.0)
        .then(|| [low.floor().clamp(0.0, last) as usize, high.floor().clamp(0.0, last) as usize])
}
