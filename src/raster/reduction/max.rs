//! The greatest value.

use super::super::Cells;
use super::{Cover, Coverage, Fold, Reduction};

/// The greatest value; NaN while there is none.
pub(crate) struct Max;

impl Fold for Max {
    type Cell = f64;
    const ZERO: f64 = f64::NAN;
    const EXACT: bool = true;
    const VALUED: bool = true;

    fn empty(cell: &f64) -> bool {
        cell.is_nan()
    }

    fn merge(cell: &mut f64, other: &f64) {
        *cell = if *cell >= *other || other.is_nan() { *cell } else { *other };
    }

    fn finish(cells: Vec<f64>) -> Cells {
        Cells::Number(cells)
    }
}

impl Reduction for Max {
    type Smooth = Max;

    fn add(cell: &mut f64, value: f64, _row: u64) {
        // Plus zero: of the two zeros only one is kept, whichever comes first.
        *cell = if *cell >= value { *cell } else { value + 0.0 };
    }
}

impl Cover for Max {
    const CORRECTING: bool = false;

    fn cover(cell: &mut f64, value: f64, _line: u32, coverage: Coverage) {
        Max::add(cell, value * coverage.now, 0);
    }
}
