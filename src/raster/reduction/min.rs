//! The least value.

use super::super::Cells;
use super::{Fold, Reduction};

/// The least value; NaN while there is none.
pub(crate) struct Min;

impl Fold for Min {
    type Cell = f64;
    const ZERO: f64 = f64::NAN;
    const EXACT: bool = true;
    const VALUED: bool = true;

    fn empty(cell: &f64) -> bool {
        cell.is_nan()
    }

    fn merge(cell: &mut f64, other: &f64) {
        *cell = if *cell <= *other || other.is_nan() { *cell } else { *other };
    }

    fn finish(cells: Vec<f64>) -> Cells {
        Cells::Number(cells)
    }
}

impl Reduction for Min {
    /// As Datashader has it for a line: where it covers a cell several times, the greatest counts.
    type Smooth = super::Max;

    fn add(cell: &mut f64, value: f64, _row: u64) {
        // Plus zero: of the two zeros only one is kept, whichever comes first.
        *cell = if *cell <= value { *cell } else { value + 0.0 };
    }
}
