//! The variance and the standard deviation of the values (population: divided by n).

use super::super::Cells;
use super::{Cover, Coverage, Fold, Reduction};

/// The variance of the values.
pub(crate) struct Var;

/// The standard deviation of the values.
pub(crate) struct Std;

/// Weight, sum, and the sum of squared differences from the mean.
#[derive(Clone, Copy)]
pub(crate) struct Moments {
    weight: f64,
    sum: f64,
    squares: f64,
}

const EMPTY: Moments = Moments { weight: 0.0, sum: 0.0, squares: 0.0 };

impl Moments {
    /// West, Updating mean and variance estimates (1979), for weights; with a weight of 1 it is
    /// Datashader's `(v − S/n)·(v − (S+v)/(n+1))` with one division.
    fn add(&mut self, value: f64, weight: f64) {
        let all = self.weight + weight;
        if self.weight > 0.0 {
            let off = self.weight * value - self.sum;
            self.squares += weight * off * off / (self.weight * all);
        }
        self.sum += weight * value;
        self.weight = all;
    }

    /// Chan, Golub and `LeVeque`, Updating formulae (1979).
    fn merge(&mut self, other: &Moments) {
        if other.weight <= 0.0 {
            return;
        }
        if self.weight <= 0.0 {
            *self = *other;
            return;
        }
        let (n, m) = (self.weight, other.weight);
        let apart = self.sum / n - other.sum / m;
        self.squares += other.squares + apart * apart * (n * m / (n + m));
        self.sum += other.sum;
        self.weight = n + m;
    }

    fn variance(&self) -> f64 {
        self.squares / self.weight
    }
}

impl Fold for Var {
    type Cell = Moments;
    const ZERO: Moments = EMPTY;
    const EXACT: bool = false;
    const VALUED: bool = true;

    fn empty(cell: &Moments) -> bool {
        cell.weight == 0.0
    }

    fn merge(cell: &mut Moments, other: &Moments) {
        cell.merge(other);
    }

    fn finish(cells: Vec<Moments>) -> Cells {
        Cells::Number(cells.iter().map(Moments::variance).collect())
    }
}

impl Reduction for Var {
    type Smooth = Var;

    fn add(cell: &mut Moments, value: f64, _row: u64) {
        cell.add(value, 1.0);
    }
}

impl Cover for Var {
    const CORRECTING: bool = true;

    fn cover(cell: &mut Moments, value: f64, _line: u32, coverage: Coverage) {
        cell.add(value, coverage.now - coverage.before);
    }
}

impl Fold for Std {
    type Cell = Moments;
    const ZERO: Moments = EMPTY;
    const EXACT: bool = false;
    const VALUED: bool = true;

    fn empty(cell: &Moments) -> bool {
        cell.weight == 0.0
    }

    fn merge(cell: &mut Moments, other: &Moments) {
        cell.merge(other);
    }

    fn finish(cells: Vec<Moments>) -> Cells {
        Cells::Number(cells.iter().map(|cell| cell.variance().sqrt()).collect())
    }
}

impl Reduction for Std {
    type Smooth = Std;

    fn add(cell: &mut Moments, value: f64, _row: u64) {
        cell.add(value, 1.0);
    }
}

impl Cover for Std {
    const CORRECTING: bool = true;

    fn cover(cell: &mut Moments, value: f64, line: u32, coverage: Coverage) {
        Var::cover(cell, value, line, coverage);
    }
}
