//! Rows on their way into the cells.

use crate::error::Result;

/// The plane or line of a row that has none.
pub const NONE: u32 = u32::MAX;

/// Some consecutive rows. Missing numbers are NaN; columns shorter than `x` end the batch.
#[derive(Clone, Copy, Debug, Default)]
pub struct Batch<'a> {
    /// The number of the first row.
    pub row: u64,
    /// Places across.
    pub x: &'a [f64],
    /// Places up.
    pub y: &'a [f64],
    /// The other edges of rectangles across.
    pub x2: Option<&'a [f64]>,
    /// The other edges of rectangles, or the bases of areas.
    pub y2: Option<&'a [f64]>,
    /// What is aggregated.
    pub value: Option<&'a [f64]>,
    /// The plane (category) of each row, [`NONE`] where it has none.
    pub plane: Option<&'a [u32]>,
    /// The line that each row belongs to, [`NONE`] where it belongs to none.
    pub series: Option<&'a [u32]>,
}

impl Batch<'_> {
    /// How many rows there are: as many as the shortest column has.
    pub fn rows(&self) -> usize {
        let numbers = [self.x2, self.y2, self.value].into_iter().flatten().map(<[f64]>::len);
        let codes = [self.plane, self.series].into_iter().flatten().map(<[u32]>::len);
        numbers.chain(codes).fold(self.x.len().min(self.y.len()), usize::min)
    }
}

/// Where rows come from: pieces that can be read in any order, each by one thread at a time.
pub trait Source: Sync {
    /// How many pieces there are. Their order is the order of the rows.
    fn pieces(&self) -> usize;

    /// About how many rows a piece has. The work is shared out by these numbers alone.
    fn rows(&self, piece: usize) -> u64;

    /// Hands the rows of a piece on, in order, some thousands at a time.
    fn walk(&self, piece: usize, each: &mut dyn FnMut(&Batch<'_>) -> Result<()>) -> Result<()>;
}
