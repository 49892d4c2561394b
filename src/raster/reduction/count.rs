//! How many rows.

use super::super::Cells;
use super::{Cover, Coverage, Fold, Reduction, Sum};

/// How many rows.
pub(crate) struct Count;

impl Fold for Count {
    type Cell = u32;
    const ZERO: u32 = 0;
    const EXACT: bool = true;
    const VALUED: bool = false;
    const ADD_ROWS: Option<fn(&mut u32, u32)> =
        Some(|cell, rows| *cell = cell.saturating_add(rows));

    fn empty(cell: &u32) -> bool {
        *cell == 0
    }

    fn merge(cell: &mut u32, other: &u32) {
        *cell = cell.saturating_add(*other);
    }

    fn finish(cells: Vec<u32>) -> Cells {
        Cells::Count(cells)
    }
}

impl Reduction for Count {
    type Smooth = Covered;

    fn add(cell: &mut u32, _value: f64, _row: u64) {
        *cell = cell.saturating_add(1);
    }
}

/// How much is covered, all lines together.
pub(crate) struct Covered;

impl Fold for Covered {
    type Cell = f64;
    const ZERO: f64 = f64::NAN;
    const EXACT: bool = false;
    const VALUED: bool = false;

    fn empty(cell: &f64) -> bool {
        cell.is_nan()
    }

    fn merge(cell: &mut f64, other: &f64) {
        Sum::merge(cell, other);
    }

    fn finish(cells: Vec<f64>) -> Cells {
        Cells::Number(cells)
    }
}

impl Cover for Covered {
    const CORRECTING: bool = true;

    fn cover(cell: &mut f64, _value: f64, _line: u32, coverage: Coverage) {
        Sum::add(cell, coverage.now - coverage.before, 0);
    }
}
