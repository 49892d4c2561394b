//! Laws that hold for all inputs.

mod downsample;
mod raster;
mod series;
mod shade;
mod stat;
