//! Laws that hold for all inputs.

mod downsample;
mod series;
mod stat;
