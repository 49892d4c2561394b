//! Numeric kernels on plain slices.
//!
//! In: slices of numbers and codes. Out: vectors of numbers and row indices. This room must not
//! know tables, columns or what a plot is.
//!
//! ```
//! use vizcli::stat::quantile::quantile;
//! assert_eq!(quantile(&[1.0, 2.0, 4.0], 0.25), 1.5);
//! ```

pub mod anchor;
pub mod andrews;
pub mod autocorrelation;
pub mod bin;
pub mod bivariate;
pub mod boxes;
mod calendar;
pub mod contour;
pub mod corner;
pub mod density;
pub mod dodge;
pub mod downsample;
pub mod edge;
pub mod estimate;
pub mod flow;
pub mod gap;
pub mod hexbin;
pub mod level;
mod near;
pub mod normal;
pub mod normalize;
pub mod quantile;
pub mod radviz;
pub mod resample;
pub mod simplify;
pub mod spread;
pub mod stack;
pub mod streamline;
pub mod student;
pub mod window;
