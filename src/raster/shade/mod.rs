//! Aggregated cells to colours.
//!
//! A [`Norm`], made from all cells, gives every value a place from 0 to 1; a [`Map`] gives every
//! place a colour. A colour bar asks the same norm where its ticks are. Planes of categories are
//! mixed: the colour tells which, the opacity how many.
//!
//! Formulas of Datashader 0.19. Empty are counts of 0, flags that are not set, and numbers that
//! are NaN; a number that is 0 is not empty. Infinite numbers take the ends of the range.

mod bar;
mod cdf;
mod map;
mod mix;
mod norm;
mod paint;

pub use bar::ticks;
pub use map::Map;
pub use mix::{Mix, mix, total};
pub use norm::{How, Norm};
pub use paint::{bands, key, shade};
