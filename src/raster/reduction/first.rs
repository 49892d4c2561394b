//! The value of the first row.

use super::super::Cells;
use super::{Cover, Coverage, Fold, Reduction};

/// The value of the first row; of smooth lines, that of the first line where it covers most.
pub(crate) struct First;

/// A value and where it stands in the order.
#[derive(Clone, Copy)]
pub(crate) struct Placed {
    pub(super) value: f64,
    pub(super) place: u64,
}

impl Fold for First {
    type Cell = Placed;
    const ZERO: Placed = Placed { value: f64::NAN, place: u64::MAX };
    const EXACT: bool = true;
    const VALUED: bool = true;

    fn empty(cell: &Placed) -> bool {
        cell.place == u64::MAX
    }

    fn merge(cell: &mut Placed, other: &Placed) {
        if other.place < cell.place {
            *cell = *other;
        } else if other.place == cell.place && other.value > cell.value {
            cell.value = other.value;
        }
    }

    fn finish(cells: Vec<Placed>) -> Cells {
        Cells::Number(cells.iter().map(|cell| cell.value).collect())
    }
}

impl Reduction for First {
    type Smooth = First;

    fn add(cell: &mut Placed, value: f64, row: u64) {
        if row < cell.place {
            *cell = Placed { value, place: row };
        }
    }
}

impl Cover for First {
    const CORRECTING: bool = false;

    fn cover(cell: &mut Placed, value: f64, line: u32, coverage: Coverage) {
        let value = value * coverage.now + 0.0;
        First::merge(cell, &Placed { value, place: u64::from(line) });
    }
}
