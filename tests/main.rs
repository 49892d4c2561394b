//! The one integration test binary: a module per subject.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail that way")]

mod architecture;
mod cells;
mod cmd;
mod color;
mod determinism;
mod generated;
mod golden;
mod grid;
mod hostile;
mod image;
mod layout;
mod marks;
mod mesh;
mod page;
mod page_ticks;
mod pieces;
mod properties;
mod raster;
mod reference;
mod roundtrip;
mod run;
mod scale;
mod source;
mod transform;
mod vector;
mod write;
mod zone;
