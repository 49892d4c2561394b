//! What rasterization gives: aggregated cells, not yet coloured.

use super::Canvas;
use super::canvas::{Frame, Ruler};

/// The aggregated cells of one plane, row by row, the lowest row first.
#[derive(Clone, Debug, PartialEq)]
pub enum Cells {
    /// How many; 0 is empty.
    Count(Vec<u32>),
    /// Whether any.
    Any(Vec<bool>),
    /// A number; NaN is empty.
    Number(Vec<f64>),
}

/// What became of the rows. A vertex of a line that is outside still bends the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows that were looked at.
    pub rows: u64,
    /// Without a place: x or y is missing.
    pub missing: u64,
    /// x or y is infinite.
    pub infinite: u64,
    /// Not positive on a logarithmic axis.
    pub not_positive: u64,
    /// Beyond the ranges of the axes.
    pub outside: u64,
    /// In view, but without a plane (a missing category) or, where a column is aggregated, a value.
    pub bare: u64,
}

/// Aggregated cells on planes: one, or one a category.
#[derive(Clone, Debug, PartialEq)]
pub struct Raster {
    /// Where the cells are.
    pub canvas: Canvas,
    /// One or more.
    pub planes: Vec<Cells>,
    /// What became of the rows.
    pub tally: Tally,
}

impl Cells {
    /// Number of cells.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Count(counts) => counts.len(),
            Self::Any(flags) => flags.len(),
            Self::Number(numbers) => numbers.len(),
        }
    }

    /// True when there are no cells.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value of a cell; none when it is empty.
    #[must_use]
    pub fn at(&self, cell: usize) -> Option<f64> {
        match self {
            Self::Count(counts) => counts.get(cell).filter(|c| **c > 0).map(|c| f64::from(*c)),
            Self::Any(flags) => flags.get(cell).filter(|f| **f).map(|_| 1.0),
            Self::Number(numbers) => numbers.get(cell).copied().filter(|v| !v.is_nan()),
        }
    }

    /// What they hold together: how many rows, how many cells that have any, or the sum of numbers.
    #[must_use]
    pub fn total(&self) -> f64 {
        match self {
            Self::Count(counts) => counts.iter().map(|c| u64::from(*c)).sum::<u64>() as f64,
            Self::Any(flags) => flags.iter().filter(|flag| **flag).count() as f64,
            Self::Number(numbers) => numbers.iter().filter(|v| !v.is_nan()).sum(),
        }
    }

    /// As many cells, all of them empty.
    #[must_use]
    pub fn emptied(&self) -> Self {
        match self {
            Self::Count(counts) => Self::Count(vec![0; counts.len()]),
            Self::Any(flags) => Self::Any(vec![false; flags.len()]),
            Self::Number(numbers) => Self::Number(vec![f64::NAN; numbers.len()]),
        }
    }
}

impl Tally {
    /// Rows that are in some cell.
    #[must_use]
    pub fn drawn(&self) -> u64 {
        let lost = self.missing + self.infinite + self.not_positive + self.outside + self.bare;
        self.rows.saturating_sub(lost)
    }

    /// Counts other rows too.
    pub fn add(&mut self, other: &Tally) {
        self.rows += other.rows;
        self.missing += other.missing;
        self.infinite += other.infinite;
        self.not_positive += other.not_positive;
        self.outside += other.outside;
        self.bare += other.bare;
    }

    /// Counts a row whose place is one of the first three sorts, and says whether it was.
    pub(super) fn astray(&mut self, frame: &Frame, xs: &[f64], ys: &[f64]) -> bool {
        let both = || xs.iter().chain(ys);
        let beyond = |ruler: &Ruler, v: &[f64]| ruler.log && v.iter().any(|v| *v <= 0.0);
        let count = if both().any(|v| v.is_nan()) {
            &mut self.missing
        } else if both().any(|v| v.is_infinite()) {
            &mut self.infinite
        } else if beyond(&frame.x, xs) || beyond(&frame.y, ys) {
            &mut self.not_positive
        } else {
            return false;
        };
        *count += 1;
        true
    }
}
