//! The value of the last row.

use super::super::Cells;
use super::first::Placed;
use super::{Cover, Coverage, Fold, Reduction};

/// The value of the last row; of smooth lines, that of the last line where it covers most.
pub(crate) struct Last;

impl Fold for Last {
    /// Places count from 1.
    type Cell = Placed;
    const ZERO: Placed = Placed { value: f64::NAN, place: 0 };
    const EXACT: bool = true;
    const VALUED: bool = true;

    fn empty(cell: &Placed) -> bool {
        cell.place == 0
    }

    fn merge(cell: &mut Placed, other: &Placed) {
        if other.place > cell.place {
            *cell = *other;
        } else if other.place == cell.place && other.value > cell.value {
            cell.value = other.value;
        }
    }

    fn finish(cells: Vec<Placed>) -> Cells {
        Cells::Number(cells.iter().map(|cell| cell.value).collect())
    }
}

impl Reduction for Last {
    type Smooth = Last;

    fn add(cell: &mut Placed, value: f64, row: u64) {
        let place = row.saturating_add(1);
        if place > cell.place {
            *cell = Placed { value, place };
        }
    }
}

impl Cover for Last {
    const CORRECTING: bool = false;

    fn cover(cell: &mut Placed, value: f64, line: u32, coverage: Coverage) {
        let value = value * coverage.now + 0.0;
        Last::merge(cell, &Placed { value, place: u64::from(line) + 1 });
    }
}
