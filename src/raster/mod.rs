//! Rasterization: any number of rows become the aggregated cells of a canvas, in one pass, and
//! those an image.
//!
//! In: a [`Source`] of batches of numbers and a [`Job`]. Out: a [`Raster`], which [`shade`] colours.
//! The formulas are those of Datashader, so that results agree; the loops are monomorphized, one
//! per glyph and reduction, and run on all threads with the same result on any number of them.
//! This room must not know files, or axes with ticks.

mod batch;
mod canvas;
pub mod compose;
mod counters;
pub mod density;
mod face;
mod glyph;
mod grid;
mod image;
mod job;
mod order;
mod quadmesh;
mod quads;
mod reduction;
mod run;
pub mod shade;
mod sheet;
pub mod spread;
mod trimesh;

pub use batch::{Batch, NONE, Source};
pub use canvas::{Axis, Canvas};
pub use grid::{Cells, Raster, Tally};
pub use image::Image;
pub use job::{Aggregator, Glyph, Job, rasterize};
pub use quadmesh::{Grid, quadmesh};
pub use quads::{Quads, quads};
pub use trimesh::{Interpolate, Mesh, trimesh};
