//! How far cells must be spread to be seen.

use rayon::prelude::*;

use super::{Cells, Image};

/// Which cells are not empty: a bit each, every row in words of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occupied {
    words: usize,
    bits: Vec<u64>,
}

impl Occupied {
    /// Cells that are not empty on any of these planes.
    #[must_use]
    pub fn of_cells(planes: &[Cells], width: usize) -> Self {
        let count = planes.first().map_or(0, |cells| match cells {
            Cells::Count(counts) => counts.len(),
            Cells::Any(flags) => flags.len(),
            Cells::Number(numbers) => numbers.len(),
        });
        let mut all = Self::new(count, width);
        for cells in planes {
            match cells {
                Cells::Count(counts) => all.fill(counts, width, |c| *c > 0),
                Cells::Any(flags) => all.fill(flags, width, |f| *f),
                Cells::Number(numbers) => all.fill(numbers, width, |v| !v.is_nan()),
            }
        }
        all
    }

    /// Cells that are not clear.
    #[must_use]
    pub fn of_image(image: &Image) -> Self {
        let cells = image.cells();
        let mut all = Self::new(cells.len(), image.width);
        all.fill(cells, image.width, |c| c[3] > 0);
        all
    }

    fn new(count: usize, width: usize) -> Self {
        let (words, height) = (width.div_ceil(64), count.checked_div(width).unwrap_or(0));
        Self { words, bits: vec![0; words * height] }
    }

    fn fill<T: Sync>(&mut self, cells: &[T], width: usize, full: impl Fn(&T) -> bool + Sync) {
        let rows = self.bits.par_chunks_mut(self.words.max(1));
        rows.zip(cells.par_chunks(width.max(1))).for_each(|(bits, row)| {
            for (word, cells) in bits.iter_mut().zip(row.chunks(64)) {
                let found = cells.iter().enumerate();
                *word |= found.fold(0, |all, (i, cell)| all | (u64::from(full(cell)) << i));
            }
        });
    }

    /// The share of cells that have another one in the square of this radius around them; none
    /// when all are empty.
    #[must_use]
    pub fn density(&self, radius: usize) -> Option<f64> {
        let ones = |words: &[u64]| words.iter().map(|w| u64::from(w.count_ones())).sum::<u64>();
        let count = ones(&self.bits);
        let near = self.near(radius);
        let both: u64 = self.bits.iter().zip(&near).map(|(a, b)| ones(&[a & b])).sum();
        (count > 0).then(|| both as f64 / count as f64)
    }

    /// The cells, as rows and columns, that have no other in the square of this radius around
    /// them.
    #[must_use]
    pub fn lone(&self, radius: usize) -> Vec<[usize; 2]> {
        let (near, words) = (self.near(radius), self.words.max(1));
        let mut all = Vec::new();
        for (i, (own, near)) in self.bits.iter().zip(near).enumerate() {
            let alone = own & !near;
            let bits = (0..64).filter(|bit| alone >> bit & 1 == 1);
            all.extend(bits.map(|bit| [i / words, i % words * 64 + bit]));
        }
        all
    }

    /// The places that another cell is near.
    fn near(&self, radius: usize) -> Vec<u64> {
        let words = self.words.max(1);
        let height = self.bits.len() / words;
        let rows = self.bits.par_chunks(words);
        // In each row what lies beside its cells; with the cells themselves that is what rows
        // above and below see of it.
        let beside: Vec<u64> = rows.flat_map_iter(|row| beside(row, radius)).collect();
        let of = |y: usize| -> Vec<u64> {
            let mut seen = beside[y * words..(y + 1) * words].to_vec();
            let (first, last) = (y.saturating_sub(radius), y.saturating_add(radius));
            for other in (first..=last.min(height - 1)).filter(|other| *other != y) {
                for (i, word) in seen.iter_mut().enumerate() {
                    *word |= self.bits[other * words + i] | beside[other * words + i];
                }
            }
            seen
        };
        (0..height).into_par_iter().flat_map_iter(of).collect()
    }

    /// How far to spread, at most `most`: until the share of cells with others near them exceeds
    /// `threshold` (Datashader's dynspread).
    #[must_use]
    pub fn reach(&self, threshold: f64, most: usize) -> usize {
        let dense = |radius: &usize| {
            self.density(radius.saturating_mul(2)).is_none_or(|share| share > threshold)
        };
        (1..=most).find(dense).map_or(most, |radius| radius - 1)
    }
}

/// Bits that lie 1 to `radius` places beside those of a row.
fn beside(row: &[u64], radius: usize) -> Vec<u64> {
    let mut all = vec![0; row.len()];
    let (mut right, mut left) = (row.to_vec(), row.to_vec());
    for _ in 0..radius.min(64 * row.len()) {
        let (mut up, mut down) = (0, 0);
        for word in &mut right {
            (*word, up) = (*word << 1 | up, *word >> 63);
        }
        for word in left.iter_mut().rev() {
            (*word, down) = (*word >> 1 | down, *word << 63);
        }
        for (all, (right, left)) in all.iter_mut().zip(right.iter().zip(&left)) {
            *all |= right | left;
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts in every square, one after the other.
    fn naive(full: &[bool], width: usize, radius: usize) -> f64 {
        let height = full.len() / width;
        let (mut count, mut with_others) = (0.0, 0.0);
        for i in (0..full.len()).filter(|i| full[*i]) {
            let near = (0..full.len()).filter(|j| {
                let apart = |a: usize, b: usize| a.abs_diff(b) <= radius;
                full[*j] && *j != i && apart(i / width, j / width) && apart(i % width, j % width)
            });
            count += 1.0;
            with_others += f64::from(u8::from(near.count() > 0));
        }
        assert_eq!(height * width, full.len());
        with_others / count
    }

    #[test]
    fn density_is_that_of_counting() {
        for (width, modulus) in [(1, 7), (63, 41), (64, 97), (65, 113), (130, 389)] {
            let full: Vec<bool> = (0..width * 9).map(|i| i * i % modulus == 3 % modulus).collect();
            let occupied = Occupied::of_cells(&[Cells::Any(full.clone())], width);
            for radius in [0, 1, 2, 6, 70] {
                let want = naive(&full, width, radius);
                let got = occupied.density(radius).unwrap_or(f64::NAN);
                assert!(got == want || want.is_nan(), "{width} {radius}: {got} {want}");
            }
        }
    }

    #[test]
    fn few_cells_are_spread_far_and_many_are_not() {
        let mut counts = vec![0; 10_000];
        (counts[0], counts[5050]) = (1, 1);
        let few = Occupied::of_cells(&[Cells::Count(counts)], 100);
        assert_eq!(few.reach(0.5, 3), 3);
        // Fifty cells apart: radius 50 is twice 25.
        assert_eq!(few.reach(0.5, 100), 24);
        assert_eq!(Occupied::of_cells(&[Cells::Count(vec![1; 4])], 2).reach(0.5, 3), 0);
        assert_eq!(Occupied::of_cells(&[Cells::Count(vec![0; 4])], 2).reach(0.5, 3), 0);
        assert_eq!(Occupied::of_cells(&[], 0).reach(0.5, 3), 0);
    }

    #[test]
    fn lone_cells_have_no_other_near() {
        let mut full = vec![false; 70 * 20];
        for [row, column] in [[2, 3], [2, 5], [10, 66], [19, 69]] {
            full[row * 70 + column] = true;
        }
        let occupied = Occupied::of_cells(&[Cells::Any(full)], 70);
        assert_eq!(occupied.lone(1), [[2, 3], [2, 5], [10, 66], [19, 69]]);
        assert_eq!(occupied.lone(6), [[10, 66], [19, 69]]);
        assert_eq!(occupied.lone(9), [] as [[usize; 2]; 0]);
    }
}
