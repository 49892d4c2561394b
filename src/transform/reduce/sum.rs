//! What is known of the values of cells that are combined, one value after the other.

use rayon::prelude::*;

use crate::spec::Agg;

/// Cells that are added to at once: so few that they stay in the caches.
const TILE: usize = 1 << 13;

/// Take in values: `count` times a line of `inner` cells, for each such line of `sums`.
pub(super) fn add(sums: &mut [Sum], values: &[f64], (inner, count): (usize, usize), agg: Agg) {
    let lines = sums.par_chunks_mut(inner).zip(values.par_chunks(inner * count));
    if inner == 1 {
        lines.for_each(|(sums, values)| {
            for sum in sums.iter_mut() {
                for &value in values {
                    sum.add(value, agg);
                }
            }
        });
        return;
    }
    lines.for_each(|(sums, values)| {
        let tiles = sums.par_chunks_mut(TILE).enumerate();
        tiles.for_each(|(tile, sums)| {
            for line in values.chunks(inner) {
                let own = line.get(tile * TILE..).unwrap_or_default();
                take(sums, own, agg);
            }
        });
    });
}

/// Take in a value for each cell.
fn take(sums: &mut [Sum], values: &[f64], agg: Agg) {
    let pairs = sums.iter_mut().zip(values);
    match agg {
        Agg::Sum | Agg::Mean => pairs.for_each(|(sum, &value)| {
            let known = !value.is_nan();
            sum.count += u64::from(known);
            sum.value += if known { value } else { 0.0 };
        }),
        _ => pairs.for_each(|(sum, &value)| sum.add(value, agg)),
    }
}

/// What is known of the values of a cell so far.
#[derive(Clone, Copy, Default)]
pub(super) struct Sum {
    count: u64,
    /// The sum, product, extreme, end or mean.
    value: f64,
    /// Squares of the distances from the mean (B. P. Welford, 1962).
    squares: f64,
}

impl Sum {
    fn add(&mut self, value: f64, agg: Agg) {
        if value.is_nan() {
            return;
        }
        let first = self.count == 0;
        self.count += 1;
        match agg {
            Agg::Sum | Agg::Mean => self.value += value,
            Agg::Prod => self.value = if first { value } else { self.value * value },
            Agg::Min if first || value < self.value => self.value = value,
            Agg::Max if first || value > self.value => self.value = value,
            Agg::First if first => self.value = value,
            Agg::Last => self.value = value,
            Agg::Std | Agg::Var => {
                let away = value - self.value;
                self.value += away / self.count as f64;
                self.squares += away * (value - self.value);
            }
            _ => {}
        }
    }

    /// Of nothing the sum is 0 and the product 1; anything else is missing.
    pub(super) fn finish(&self, agg: Agg) -> f64 {
        let count = self.count as f64;
        match agg {
            Agg::Count => count,
            Agg::Sum => self.value,
            Agg::Prod if self.count == 0 => 1.0,
            _ if self.count == 0 => f64::NAN,
            Agg::Mean => self.value / count,
            // Of all that there is, not of a sample: as xarray has it.
            Agg::Var => self.squares / count,
            Agg::Std => (self.squares / count).sqrt(),
            _ => self.value,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_add_up_to_what_cells_do_one_by_one() {
        let (lines, inner, count) = (2, TILE + 3, 5);
        let value = |i: usize| if i % 7 == 3 { f64::NAN } else { (i * 37 % 101) as f64 - 50.0 };
        let values: Vec<f64> = (0..lines * inner * count).map(value).collect();
        for agg in [Agg::Mean, Agg::Sum, Agg::Min, Agg::Max, Agg::Std, Agg::Last, Agg::Count] {
            let mut sums = vec![Sum::default(); lines * inner];
            add(&mut sums, &values, (inner, count), agg);
            for (cell, sum) in sums.iter().enumerate() {
                let mut one = Sum::default();
                let start = cell / inner * inner * count + cell % inner;
                (0..count).for_each(|k| one.add(values[start + k * inner], agg));
                assert_eq!(sum.finish(agg).to_bits(), one.finish(agg).to_bits());
            }
        }
    }
}
