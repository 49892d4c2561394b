//! The faces of a mesh as cells.

use super::Aggregated;
use super::plan::Plan;
use crate::data::{Columns, Values};
use crate::figure::{PreparedLayer, panels};
use crate::mark::Rows;
use crate::raster::{self, Canvas, Cells, Interpolate, Mesh, Quads, Tally, quads, trimesh};
use crate::spec::{Channel, Face};

/// Aggregate the faces of a layer in all panels.
pub(super) fn aggregated(
    layer: &PreparedLayer,
    plan: &Plan,
    face: Face,
    aggregator: raster::Aggregator,
    (canvases, swap): (Vec<Canvas>, bool),
) -> Aggregated {
    let columns = &layer.columns;
    let mut all: Vec<Vec<Cells>> = Vec::with_capacity(canvases.len());
    let mut tally = Tally::default();
    for (panel, canvas) in canvases.iter().enumerate() {
        // Rows that are in every panel are in one as in another.
        let before = canvases.iter().take(panel).position(|other| other == canvas);
        if let Some(same) = before.filter(|_| layer.split.is_none()) {
            let cells = all.get(same).cloned().unwrap_or_default();
            all.push(cells);
            continue;
        }
        let rows = panels::rows_of(layer.split.as_ref(), panel, columns);
        let faces = Faces::new(columns, rows, face, swap);
        tally.rows += faces.count();
        all.push(if face == Face::Pixel {
            (0..plan.planes()).map(|band| faces.band(canvas, band, aggregator)).collect()
        } else {
            vec![faces.cells(canvas, aggregator)]
        });
    }
    Aggregated { canvases, panels: all, tally }
}

/// The faces of a panel.
struct Faces<'a> {
    x: &'a [f64],
    y: &'a [f64],
    z: &'a [f64],
    quads: Vec<[u32; 2]>,
    triangles: Vec<[u32; 3]>,
}

impl<'a> Faces<'a> {
    fn new(columns: &'a Columns, rows: Rows<'_>, face: Face, swap: bool) -> Self {
        let numbers = |channel| columns.get(channel).and_then(Values::numbers).unwrap_or_default();
        let [x, y] = if swap { [Channel::Y, Channel::X] } else { [Channel::X, Channel::Y] };
        let (x, y, z) = (numbers(x), numbers(y), numbers(Channel::Color));
        let part = columns.get(Channel::Part);
        let part = |row: usize| part.map_or(0.0, |part| part.at(row));
        let (mut quads, mut triangles) = (Vec::new(), Vec::new());
        if face == Face::Triangle {
            triangles = triples(rows, &part, columns.get(Channel::Part).is_some());
        } else {
            quads = between(&lines(rows, &part), z);
        }
        Self { x, y, z, quads, triangles }
    }

    fn count(&self) -> u64 {
        self.quads.len().max(self.triangles.len()) as u64
    }

    fn cells(&self, canvas: &Canvas, aggregator: raster::Aggregator) -> Cells {
        self.of(self.z, canvas, aggregator)
    }

    /// Red, green or blue.
    fn band(&self, canvas: &Canvas, band: usize, aggregator: raster::Aggregator) -> Cells {
        let unit = [65_536.0, 256.0, 1.0].get(band).copied().unwrap_or(1.0);
        let of = |color: &f64| (color / unit).floor() % 256.0;
        let band: Vec<f64> = self.z.iter().map(of).collect();
        self.of(&band, canvas, aggregator)
    }

    fn of(&self, z: &[f64], canvas: &Canvas, aggregator: raster::Aggregator) -> Cells {
        let Self { x, y, .. } = *self;
        if self.triangles.is_empty() {
            return quads(canvas, &Quads { x, y, z, quads: &self.quads }, aggregator);
        }
        let mesh = Mesh { x, y, z, triangles: &self.triangles };
        trimesh(canvas, &mesh, Interpolate::Linear, aggregator)
    }
}

/// Rows of one part that follow each other: the first, how many, and the part.
fn lines(rows: Rows<'_>, part: &dyn Fn(usize) -> f64) -> Vec<(usize, usize, f64)> {
    let mut lines: Vec<(usize, usize, f64)> = Vec::new();
    for row in rows.iter() {
        let part = part(row);
        match lines.last_mut() {
            Some((first, count, last)) if *last == part && *first + *count == row => *count += 1,
            _ => lines.push((row, 1, part)),
        }
    }
    lines
}

/// The quads between lines that follow each other, of those that have a value.
fn between(lines: &[(usize, usize, f64)], z: &[f64]) -> Vec<[u32; 2]> {
    let mut quads = Vec::new();
    for pair in lines.windows(2) {
        let [(begin, count, part), (beside, others, next)] = *pair else { continue };
        if next - part != 1.0 || count != others {
            continue;
        }
        for place in 0..count - 1 {
            if z.get(begin + place).is_some_and(|value| !value.is_nan()) {
                quads.push([(begin + place) as u32, (beside + place) as u32]);
            }
        }
    }
    quads
}

/// Three rows each, of one part where there are parts.
fn triples(rows: Rows<'_>, part: &dyn Fn(usize) -> f64, parts: bool) -> Vec<[u32; 3]> {
    let rows: Vec<usize> = rows.iter().collect();
    let of = |three: &[usize]| [three[0] as u32, three[1] as u32, three[2] as u32];
    if !parts {
        return rows.chunks_exact(3).map(of).collect();
    }
    let mut triangles = Vec::with_capacity(rows.len() / 3);
    for same in rows.chunk_by(|a, b| part(*a) == part(*b)) {
        // Of a triangle that lost a corner nothing is left.
        if same.len() == 3 {
            triangles.push(of(same));
        }
    }
    triangles
}
