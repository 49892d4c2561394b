//! Fewer rows of a long series, and nearly or exactly the same picture.
//!
//! [`m4`] and [`minmax`] keep what every column of pixels shows; [`lttb`] keeps so many rows, those
//! that give a line its shape. All give row numbers in row order, keep gaps, and give the same rows
//! on any number of threads.
//!
//! ```
//! use vizcli::stat::downsample::{lttb, m4, minmax};
//! let x = [0.0, 1.0, 2.0, 3.0, 4.0];
//! let y = [5.0, 1.0, 2.0, 9.0, 4.0];
//! assert_eq!(m4(&x, &y, 0.0, 4.0, 1), [0, 1, 3, 4]);
//! assert_eq!(minmax(&x, &y, 0.0, 4.0, 1), [1, 3]);
//! assert_eq!(lttb(&x, &y, 0.0, 4.0, 3), [0, 3, 4]);
//! ```

mod column;
mod triangle;

pub use column::{m4, minmax};
pub use triangle::lttb;
