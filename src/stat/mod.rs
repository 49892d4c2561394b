//! Numeric kernels on plain slices.
//!
//! In: slices of numbers and codes. Out: vectors of numbers and row indices. This room must not
//! know tables, columns or what a plot is.
//!
//! ```
//! use vizcli::stat::quantile::quantile;
//! assert_eq!(quantile(&[1.0, 2.0, 4.0], 0.25), 1.5);
//! ```

pub mod bin;
mod calendar;
pub mod dodge;
pub mod downsample;
pub mod estimate;
pub mod gap;
pub mod quantile;
pub mod stack;
pub mod student;
