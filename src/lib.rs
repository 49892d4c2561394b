#![forbid(unsafe_code)]
//! vizcli is a compiler for pictures: `argv → Figure → Scene → bytes`.

pub mod error;
pub mod progress;
pub mod warn;

pub mod cli;
pub mod color;
pub mod data;
pub mod figure;
pub mod kind;
pub mod layout;
pub mod mark;
pub mod scale;
pub mod scene;
pub mod source;
pub mod spec;
pub mod stat;
pub mod transform;
pub mod write;
