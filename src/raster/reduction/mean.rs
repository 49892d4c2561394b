//! The mean of the values.

use super::super::Cells;
use super::{Cover, Coverage, Fold, Reduction};

/// The mean of the values. Lines that cover a part of a cell have that much weight there.
pub(crate) struct Mean;

/// A sum and how much weight it has: side by side, so that one addition serves both.
#[derive(Clone, Copy)]
pub(crate) struct Weighed {
    sum: f64,
    weight: f64,
}

impl Fold for Mean {
    type Cell = Weighed;
    const ZERO: Weighed = Weighed { sum: 0.0, weight: 0.0 };
    const EXACT: bool = false;
    const VALUED: bool = true;

    fn empty(cell: &Weighed) -> bool {
        cell.weight == 0.0
    }

    fn merge(cell: &mut Weighed, other: &Weighed) {
        cell.sum += other.sum;
        cell.weight += other.weight;
    }

    fn finish(cells: Vec<Weighed>) -> Cells {
        // 0 / 0 is NaN: an empty cell.
        Cells::Number(cells.into_iter().map(|cell| cell.sum / cell.weight).collect())
    }
}

impl Reduction for Mean {
    type Smooth = Mean;

    fn add(cell: &mut Weighed, value: f64, _row: u64) {
        cell.sum += value;
        cell.weight += 1.0;
    }
}

impl Cover for Mean {
    const CORRECTING: bool = true;

    fn cover(cell: &mut Weighed, value: f64, _line: u32, coverage: Coverage) {
        let weight = coverage.now - coverage.before;
        cell.sum += value * weight;
        cell.weight += weight;
    }
}
