//! Laws that hold for all inputs.

mod series;
mod shade;
mod stat;
