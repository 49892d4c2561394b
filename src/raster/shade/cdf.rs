//! The share of cells that have no greater value (histogram equalization).
//!
//! Whole numbers are counted one by one where their range is small; others in 65,536 bins. Only
//! values that occur are kept, so those between two of them lie on a straight line.

use rayon::prelude::*;

use super::super::Cells;

/// Bins of numbers.
const BINS: usize = 1 << 16;
/// Cells that are counted in one go: many, as each go has its own bins.
const CHUNK: usize = 1 << 20;

/// Values, counted from the least one, and the shares of cells up to them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cdf {
    bins: Bins,
    /// Of each bin, which of the knots is the first one in it or above.
    first: Vec<u32>,
    knots: Vec<Knot>,
}

/// A value that occurs.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Knot {
    value: f64,
    /// Of cells up to it.
    share: f64,
    /// Rise of the share on the way to the next one; 0 after the last.
    slope: f64,
}

impl Cdf {
    /// Of all values of these planes, whose range this is.
    pub(super) fn of(planes: &[&Cells], range: [f64; 2]) -> Self {
        let whole = planes.iter().all(|cells| !matches!(cells, Cells::Number(_)));
        let bins = Bins::new(range[1] - range[0], whole);
        let mut counts = vec![0_u64; bins.count];
        for cells in planes {
            bins.add(cells, range[0], &mut counts);
        }
        let total: u64 = counts.iter().sum();
        let (mut sum, mut first) = (0, Vec::with_capacity(counts.len()));
        let mut knots: Vec<Knot> = Vec::new();
        for (bin, count) in counts.into_iter().enumerate() {
            first.push(knots.len() as u32);
            if count > 0 {
                sum += count;
                let (value, share) = (bins.value(bin), sum as f64 / total as f64);
                if let Some(last) = knots.last_mut() {
                    last.slope = (share - last.share) / (value - last.value);
                }
                knots.push(Knot { value, share, slope: 0.0 });
            }
        }
        Self { bins, first, knots }
    }

    /// How many different values there are; those in one bin are one.
    pub(super) fn levels(&self) -> usize {
        self.knots.len()
    }

    /// The share at the least value.
    pub(super) fn first(&self) -> f64 {
        self.knots.first().map_or(1.0, |knot| knot.share)
    }

    /// The share of cells up to a value that exceeds the least by so much; NaN has none.
    pub(super) fn share(&self, beyond: f64) -> f64 {
        let next = self.first.get(self.bins.index(beyond)).map_or(0, |i| *i as usize);
        let reached = self.knots.get(next).is_some_and(|knot| beyond >= knot.value);
        match self.knots.get(if reached { next } else { next.wrapping_sub(1) }) {
            _ if beyond.is_nan() => beyond,
            Some(knot) => knot.slope * (beyond - knot.value) + knot.share,
            None => self.first(),
        }
    }

    /// What the value exceeds the least by, up to which there is this share of cells.
    pub(super) fn value(&self, share: f64) -> f64 {
        let next = self.knots.partition_point(|knot| knot.share < share);
        match next.checked_sub(1).and_then(|last| self.knots.get(last)) {
            Some(knot) if knot.slope > 0.0 => knot.value + (share - knot.share) / knot.slope,
            Some(knot) => knot.value,
            None => 0.0,
        }
    }
}

/// Equal bins from 0 to the range of the values.
#[derive(Clone, Debug, PartialEq)]
struct Bins {
    count: usize,
    width: f64,
    per_unit: f64,
    /// Each bin is a whole number.
    exact: bool,
}

impl Bins {
    fn new(reach: f64, whole: bool) -> Self {
        if reach <= 0.0 || (whole && reach < BINS as f64) {
            return Self { count: reach as usize + 1, width: 1.0, per_unit: 1.0, exact: true };
        }
        let count = BINS as f64;
        Self { count: BINS, width: reach / count, per_unit: count / reach, exact: false }
    }

    /// The bin of a value. Its lower end is inside, that of the next one is not; the last one
    /// holds both of its own (numpy's rule).
    fn index(&self, beyond: f64) -> usize {
        let index = ((beyond * self.per_unit) as usize).min(self.count - 1);
        if beyond < self.edge(index) {
            index.saturating_sub(1)
        } else if index + 1 < self.count && beyond >= self.edge(index + 1) {
            index + 1
        } else {
            index
        }
    }

    fn edge(&self, index: usize) -> f64 {
        index as f64 * self.width
    }

    /// The value that stands for a bin: its middle.
    fn value(&self, bin: usize) -> f64 {
        if self.exact { bin as f64 } else { f64::midpoint(self.edge(bin), self.edge(bin + 1)) }
    }

    /// Count the cells of a plane.
    fn add(&self, cells: &Cells, least: f64, counts: &mut [u64]) {
        match cells {
            Cells::Count(cells) if self.exact => {
                let least = least as u32;
                self.tally(cells, counts, |c| (c > 0).then(|| (c - least) as usize));
            }
            Cells::Count(cells) => {
                self.tally(cells, counts, |c| (c > 0).then(|| self.index(f64::from(c) - least)));
            }
            Cells::Any(cells) => {
                self.tally(cells, counts, |f| f.then(|| self.index(1.0 - least)));
            }
            Cells::Number(cells) => {
                self.tally(cells, counts, |v| v.is_finite().then(|| self.index(v - least)));
            }
        }
    }

    fn tally<T: Copy + Sync>(
        &self,
        cells: &[T],
        counts: &mut [u64],
        bin: impl Fn(T) -> Option<usize> + Sync,
    ) {
        let chunks = cells.par_chunks(CHUNK).map(|chunk| {
            let mut found = vec![0_u32; self.count];
            for cell in chunk {
                if let Some(count) = bin(*cell).and_then(|i| found.get_mut(i)) {
                    *count += 1;
                }
            }
            found
        });
        // Sums of whole numbers: the order does not matter.
        let sum = chunks.reduce(Vec::new, |mut a, b| {
            if a.is_empty() {
                return b;
            }
            a.iter_mut().zip(b).for_each(|(a, b)| *a += b);
            a
        });
        counts.iter_mut().zip(sum).for_each(|(all, found)| *all += u64::from(found));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_hold_their_lower_ends() {
        for reach in [1.0, 0.1, 7.3e-200, 3.0e200, f64::MAX] {
            let bins = Bins::new(reach, false);
            for index in [0, 1, 777, 40_000, BINS - 1] {
                assert_eq!(bins.index(bins.edge(index)), index, "{reach}");
                assert_eq!(bins.index(bins.value(index)), index, "{reach}");
            }
            assert_eq!(bins.index(reach), BINS - 1);
        }
    }

    #[test]
    fn numbers_in_bins_are_between_the_middles() {
        let cells = Cells::Number(vec![0.0, 0.25, 0.75, 1.0]);
        let cdf = Cdf::of(&[&cells], [0.0, 1.0]);
        assert_eq!((cdf.levels(), cdf.first()), (4, 0.25));
        assert!((cdf.share(0.5) - 0.625).abs() < 1e-4);
        assert!((cdf.value(0.625) - 0.5).abs() < 1e-4);
        assert_eq!([cdf.share(0.0), cdf.share(1.0)], [0.25, 1.0]);
        assert!(cdf.share(f64::NAN).is_nan());
    }
}
