//! The mean of the values.

use super::super::Cells;
use super::{Cover, Coverage, Fold, Reduction};

/// The mean of the values. Lines that cover a part of a cell have that much weight there.
pub(crate) struct Mean;

impl Fold for Mean {
    /// The sum and its weight: an array, because memory for arrays of zeros costs nothing until it
    /// is written to.
    type Cell = [f64; 2];
    const ZERO: [f64; 2] = [0.0; 2];
    const EXACT: bool = false;
    const VALUED: bool = true;

    fn empty(cell: &[f64; 2]) -> bool {
        cell[1] == 0.0
    }

    fn merge(cell: &mut [f64; 2], other: &[f64; 2]) {
        cell[0] += other[0];
        cell[1] += other[1];
    }

    fn finish(cells: Vec<[f64; 2]>) -> Cells {
        // 0 / 0 is NaN: an empty cell.
        Cells::Number(cells.iter().map(|[sum, weight]| sum / weight).collect())
    }
}

impl Reduction for Mean {
    type Smooth = Mean;

    fn add(cell: &mut [f64; 2], value: f64, _row: u64) {
        cell[0] += value;
        cell[1] += 1.0;
    }
}

impl Cover for Mean {
    const CORRECTING: bool = true;

    fn cover(cell: &mut [f64; 2], value: f64, _line: u32, coverage: Coverage) {
        let weight = coverage.now - coverage.before;
        cell[0] += value * weight;
        cell[1] += weight;
    }
}
