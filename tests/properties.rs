//! Laws that hold for all inputs.

mod downsample;
mod series;
mod shade;
mod stat;
