//! The page in a real Chromium: what its readers see when they move, point, press and save.

mod chromium;
mod device;
mod pixels;
mod reader;

mod arrows;
mod cells;
mod choose;
mod control;
mod crowd;
mod edge;
mod files;
mod grid;
mod hover;
mod look;
mod safe;
mod same;
mod size;
mod touch;
mod view;
