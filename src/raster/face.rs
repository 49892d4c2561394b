//! Faces of meshes: each fills some cells, which bands of the canvas do on all threads.
//!
//! Faces are sorted into the bands that they reach first, so that no thread looks at all of them;
//! within a band they keep their order, so that the result is the same on any number of threads.

use rayon::prelude::*;

use super::Cells;
use super::canvas::Frame;
use super::reduction::Reduction;

/// Rows of cells that one thread fills at a time.
const BAND: usize = 16;
/// Faces that one thread sorts at a time.
const CHUNK: usize = 1 << 15;

/// The faces of a mesh, by number.
pub(super) trait Faces: Sync {
    /// How many there are.
    fn len(&self) -> usize;

    /// The first and the last row of cells that a face may fill; none when it fills none.
    fn rows(&self, face: usize) -> Option<[usize; 2]>;

    /// Visits the cells of a face from one row to another, with their columns, rows and values.
    fn fill(&self, face: usize, rows: [usize; 2], visit: impl FnMut(usize, usize, f64));
}

/// Fills the cells of a canvas.
pub(super) fn paint<R: Reduction>(frame: &Frame, faces: &impl Faces) -> Cells {
    let mut cells = vec![R::ZERO; frame.cells];
    if frame.void() {
        return R::finish(cells);
    }
    let bands = frame.top() / BAND + 1;
    let sorted: Vec<Vec<Vec<u32>>> = (0..faces.len().div_ceil(CHUNK))
        .into_par_iter()
        .map(|chunk| {
            let mut own = vec![Vec::new(); bands];
            for face in chunk * CHUNK..((chunk + 1) * CHUNK).min(faces.len()) {
                let Some([first, last]) = faces.rows(face) else { continue };
                for band in own.iter_mut().take(last / BAND + 1).skip(first / BAND) {
                    band.push((face - chunk * CHUNK) as u32);
                }
            }
            own
        })
        .collect();
    cells.par_chunks_mut(frame.width * BAND).enumerate().for_each(|(band, cells)| {
        let first = band * BAND;
        let rows = [first, first + cells.len() / frame.width - 1];
        for (chunk, sorted) in sorted.iter().enumerate() {
            for &place in sorted.get(band).into_iter().flatten() {
                let face = chunk * CHUNK + place as usize;
                faces.fill(face, rows, |x, y, value| {
                    if !value.is_nan() {
                        R::add(&mut cells[(y - first) * frame.width + x], value, face as u64);
                    }
                });
            }
        }
    });
    R::finish(cells)
}
