//! Rows of many planes counted in bytes, where only their number matters: so the cells of all planes
//! lie close together while rows come in. Of every 256 rows of a cell the cell itself is told at
//! once, of the rest at the end.

use super::batch::NONE;

/// Planes that get room together.
const USUAL: u32 = 64;
/// Rows that are added without looking in between whether there are more.
const AT_ONCE: usize = 8;
/// Rows that a byte cannot count.
pub(super) const FULL: u32 = 1 << u8::BITS;

/// A byte for each cell of one plane after the other, up to the last plane that has been met.
pub(super) struct Counters {
    bytes: Vec<u8>,
    /// Which bytes count the rows that are being added.
    numbers: Vec<u32>,
    /// Which of these rows have no byte, or one that began anew.
    odd: Vec<usize>,
    /// Cells of a plane, with the spare one.
    stride: usize,
    /// Planes that there may be; rows of later ones share the last.
    most: u32,
}

impl Counters {
    /// Counters of which none is needed yet; `None` for more than can be numbered in 32 bits.
    pub(super) fn new(stride: usize, most: u32) -> Option<Counters> {
        let all = (stride as u64).checked_mul(most.into())?;
        let (bytes, numbers, odd) = (Vec::new(), Vec::new(), Vec::new());
        (all < NONE.into()).then_some(Counters { bytes, numbers, odd, stride, most })
    }

    /// Makes room for a plane.
    pub(super) fn meet(&mut self, plane: u32) {
        let planes = (plane.min(self.most - 1) + 1) as usize;
        if self.bytes.is_empty() {
            // Zeros cost nothing until they are written to.
            let usual = self.most.min(USUAL) as usize;
            self.bytes = vec![0; planes.max(usual) * self.stride];
        } else if self.bytes.len() < planes * self.stride {
            self.bytes.resize(planes * self.stride, 0);
        }
    }

    /// Counts rows by their planes and cells. `full` is told the plane and the cell of every byte
    /// that begins anew; `stray` the place of each row whose plane has not been met, or that has
    /// none.
    pub(super) fn add(
        &mut self,
        planes: &[u32],
        cells: &[u32],
        mut full: impl FnMut(usize, usize),
        mut stray: impl FnMut(usize),
    ) {
        let (stride, last) = (self.stride as u32, self.most - 1);
        self.numbers.clear();
        self.numbers.extend(planes.iter().zip(cells).map(|(plane, cell)| {
            let number = (*plane).min(last).wrapping_mul(stride).wrapping_add(*cell);
            if *plane == NONE { NONE } else { number }
        }));
        self.odd.clear();
        add_each(&mut self.bytes, &self.numbers, &mut self.odd);
        for &row in &self.odd {
            let number = self.numbers[row] as usize;
            if number < self.bytes.len() {
                full(number / self.stride, number % self.stride);
            } else {
                stray(row);
            }
        }
    }

    /// The counts of each plane, without the spare cell, to be taken from there.
    pub(super) fn planes(&mut self) -> impl Iterator<Item = &mut [u8]> {
        let cells = self.stride - 1;
        self.bytes.chunks_mut(self.stride).map(move |plane| &mut plane[..cells])
    }
}

/// Adds one to each of these bytes. The place of a byte that is not there, or that begins anew, is
/// put into `odd`.
fn add_each(bytes: &mut [u8], numbers: &[u32], odd: &mut Vec<usize>) {
    let mut add = |row: usize, number: u32| {
        let counted = bytes.get_mut(number as usize).is_some_and(|byte| {
            *byte = byte.wrapping_add(1);
            *byte != 0
        });
        if !counted {
            odd.push(row);
        }
    };
    let (some, rest) = numbers.as_chunks::<AT_ONCE>();
    for (chunk, some) in some.iter().enumerate() {
        for (place, number) in some.iter().enumerate() {
            add(chunk * AT_ONCE + place, *number);
        }
    }
    for (place, number) in rest.iter().enumerate() {
        add(some.len() * AT_ONCE + place, *number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_every_plane_are_counted() {
        // 3 cells and the spare one, planes 0 to 69, of which later ones share the last.
        let mut counters = Counters::new(4, 70).unwrap();
        let planes = [0, 1, 69, 100, NONE, 2, 0, 68];
        let cells = [0, 1, 2, 2, 0, 3, 0, 1];
        let mut all = vec![[0; 3]; 70];
        let mut met = Vec::new();
        for _ in 0..1000 {
            let mut strays = Vec::new();
            counters.add(
                &planes,
                &cells,
                |plane, cell| {
                    // The spare cell is nobody's.
                    if let Some(cell) = all[plane].get_mut(cell) {
                        *cell += FULL;
                    }
                },
                |row| strays.push(row),
            );
            for row in strays.into_iter().filter(|row| planes[*row] != NONE) {
                met.push(planes[row]);
                counters.meet(planes[row]);
                counters.add(&[planes[row]], &[cells[row]], |_, _| {}, |_| {});
            }
        }
        for (cells, counts) in all.iter_mut().zip(counters.planes()) {
            for (cell, count) in cells.iter_mut().zip(&*counts) {
                *cell += u32::from(*count);
            }
        }
        let rows = |plane: usize, cell: usize| match (plane, cell) {
            (0, 0) | (69, 2) => 2000,
            (1 | 68, 1) => 1000,
            _ => 0,
        };
        for (plane, cells) in all.iter().enumerate() {
            assert_eq!(*cells, [0, 1, 2].map(|cell| rows(plane, cell)), "{plane}");
        }
        // The first row of each plane beyond the usual ones was a stray.
        assert!(met.starts_with(&[0, 1, 69, 100]), "{met:?}");
        assert!(Counters::new(1 << 20, 4096).is_none());
    }
}
