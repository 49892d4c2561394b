#![forbid(unsafe_code)]
//! vizcli is a compiler for pictures: `argv → Figure → Scene → bytes`.

pub mod error;
pub mod warn;
pub mod progress;

pub mod color;
pub mod spec;
pub mod scene;
pub mod stat;
pub mod data;
pub mod source;
pub mod transform;
pub mod scale;
pub mod kind;
pub mod mark;
pub mod layout;
pub mod figure;
pub mod write;
pub mod cli;
