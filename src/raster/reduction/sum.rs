//! The sum of the values.

use super::super::Cells;
use super::{Cover, Coverage, Fold, Reduction};

/// The sum of the values; NaN while there are none.
pub(crate) struct Sum;

impl Fold for Sum {
    type Cell = f64;
    const ZERO: f64 = f64::NAN;
    const EXACT: bool = false;
    const VALUED: bool = true;

    fn empty(cell: &f64) -> bool {
        cell.is_nan()
    }

    fn merge(cell: &mut f64, other: &f64) {
        let both = start(*cell) + *other;
        *cell = if other.is_nan() { *cell } else { both };
    }

    fn finish(cells: Vec<f64>) -> Cells {
        Cells::Number(cells)
    }
}

impl Reduction for Sum {
    type Smooth = Sum;

    fn add(cell: &mut f64, value: f64, _row: u64) {
        *cell = start(*cell) + value;
    }
}

impl Cover for Sum {
    const CORRECTING: bool = true;

    fn cover(cell: &mut f64, value: f64, _line: u32, coverage: Coverage) {
        Sum::add(cell, value * (coverage.now - coverage.before), 0);
    }
}

/// What a cell has so far. Minus zero is the number that changes none when it is added.
fn start(cell: f64) -> f64 {
    if cell.is_nan() { -0.0 } else { cell }
}
