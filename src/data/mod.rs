//! Values in memory or on the way there.
//!
//! In: frames and scans that `source` opens. Out: [`Table`] (lazy) and [`Columns`] (plain slices,
//! the only form in which rows reach a mark). This room must not know files or plots.

pub mod columns;
pub mod embed;
pub mod export;
pub mod grid;
pub mod growing;
mod mask;
pub mod pieces;
pub mod recode;
pub mod stamp;
pub mod summary;
pub mod table;
pub mod time;
pub mod zone;

pub use columns::{Columns, Values};
pub use grid::Grid;
pub use pieces::{Bounds, Pieces};
pub use table::{Scan, Table};
