//! Whether there is a row.

use super::super::Cells;
use super::{Cover, Coverage, Fold, Max, Reduction};

/// Whether there is a row.
pub(crate) struct Any;

impl Fold for Any {
    type Cell = bool;
    const ZERO: bool = false;
    const EXACT: bool = true;
    const VALUED: bool = false;
    const ADD_ROWS: Option<fn(&mut bool, u32)> = Some(|cell, rows| *cell |= rows > 0);

    fn empty(cell: &bool) -> bool {
        !*cell
    }

    fn merge(cell: &mut bool, other: &bool) {
        *cell |= *other;
    }

    fn finish(cells: Vec<bool>) -> Cells {
        Cells::Any(cells)
    }
}

impl Reduction for Any {
    type Smooth = Deepest;

    fn add(cell: &mut bool, _value: f64, _row: u64) {
        *cell = true;
    }
}

/// How much the line that covers most covers.
pub(crate) struct Deepest;

impl Fold for Deepest {
    type Cell = f64;
    const ZERO: f64 = f64::NAN;
    const EXACT: bool = true;
    const VALUED: bool = false;

    fn empty(cell: &f64) -> bool {
        cell.is_nan()
    }

    fn merge(cell: &mut f64, other: &f64) {
        Max::merge(cell, other);
    }

    fn finish(cells: Vec<f64>) -> Cells {
        Cells::Number(cells)
    }
}

impl Cover for Deepest {
    const CORRECTING: bool = false;

    fn cover(cell: &mut f64, _value: f64, _line: u32, coverage: Coverage) {
        Max::add(cell, coverage.now, 0);
    }
}
