//! How the rows of a cell become its value, one file per reduction.

mod any;
mod count;
mod first;
mod last;
mod max;
mod mean;
mod min;
mod sum;
mod var;

pub(super) use any::Any;
pub(super) use count::Count;
pub(super) use first::First;
pub(super) use last::Last;
pub(super) use max::Max;
pub(super) use mean::Mean;
pub(super) use min::Min;
pub(super) use sum::Sum;
pub(super) use var::{Std, Var};

use super::{Aggregator, Cells};

/// Cells that can be merged and read.
pub(super) trait Fold: Sync + 'static {
    /// What a cell remembers.
    type Cell: Copy + Send + Sync + 'static;

    /// An empty cell; merged with any other it gives the other.
    const ZERO: Self::Cell;

    /// Whether rows may come in any order and merge in any grouping, and give the same bits.
    const EXACT: bool;

    /// Whether the value of a row matters, not only that there is one.
    const VALUED: bool;

    /// Takes so many rows in at once, where only their number matters.
    const ADD_ROWS: Option<fn(&mut Self::Cell, u32)> = None;

    /// Whether no row is in a cell.
    fn empty(cell: &Self::Cell) -> bool;

    /// Takes another cell's rows in; they follow the rows of this one.
    fn merge(cell: &mut Self::Cell, other: &Self::Cell);

    /// What the cells hold.
    fn finish(cells: Vec<Self::Cell>) -> Cells;
}

/// A fold of rows that are in a cell as a whole.
pub(super) trait Reduction: Fold {
    /// The fold for rows that cover a part of a cell.
    type Smooth: Cover;

    /// Takes a row in; its value is a number.
    fn add(cell: &mut Self::Cell, value: f64, row: u64);
}

/// How much of a cell a segment of a smooth line covers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Coverage {
    /// From 0 to 1.
    pub(super) now: f64,
    /// How much of it the previous segment has covered already, where that is corrected for.
    pub(super) before: f64,
}

/// A fold of smooth lines.
pub(super) trait Cover: Fold {
    /// Whether what the previous segment has covered is taken off; otherwise the greatest counts,
    /// so that segments may be drawn over each other.
    const CORRECTING: bool;

    /// Takes a segment in; its value is a number.
    fn cover(cell: &mut Self::Cell, value: f64, line: u32, coverage: Coverage);
}

/// Something to be done with a reduction chosen at run time.
pub(super) trait Choice {
    /// What comes of it.
    type Out;

    /// Does it.
    fn with<R: Reduction>(self) -> Self::Out;
}

impl Aggregator {
    /// Does something with the reduction of this name.
    pub(super) fn choose<C: Choice>(self, choice: C) -> C::Out {
        match self {
            Aggregator::Count => choice.with::<Count>(),
            Aggregator::Any => choice.with::<Any>(),
            Aggregator::Sum => choice.with::<Sum>(),
            Aggregator::Mean => choice.with::<Mean>(),
            Aggregator::Min => choice.with::<Min>(),
            Aggregator::Max => choice.with::<Max>(),
            Aggregator::Var => choice.with::<Var>(),
            Aggregator::Std => choice.with::<Std>(),
            Aggregator::First => choice.with::<First>(),
            Aggregator::Last => choice.with::<Last>(),
        }
    }
}
