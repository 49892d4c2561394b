//! A document to bytes.
//!
//! In: [`Document`]. Out: bytes into a writer that is handed in. This room must not know rows,
//! scales or kinds.

pub mod manifest;

use std::io::Write;

use crate::error::Result;
use crate::scene::Scene;
use crate::spec::manifest::Manifest;

/// A way to write rows: the format's name, and where to.
pub type WriteRows<'a> = dyn Fn(RowFormat, &mut dyn Write) -> Result<()> + 'a;

/// What is written: a scene, what travels with it, and the rows behind it.
pub struct Document<'a> {
    /// The picture.
    pub scene: &'a Scene,
    /// Spec and rows to embed.
    pub manifest: &'a Manifest,
    /// Pixels per scene pixel.
    pub scale: f64,
    /// Dots per inch that pixel formats record.
    pub dpi: f64,
    /// Writes the table behind the picture.
    pub rows: &'a WriteRows<'a>,
    /// The terminal that is drawn in, when the output is one.
    pub terminal: Option<Terminal>,
}

/// A table format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowFormat {
    /// Comma-separated values.
    Csv,
    /// Parquet.
    Parquet,
    /// One JSON array of objects.
    Json,
    /// Arrow IPC file (Feather).
    Arrow,
}

/// Size and abilities of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terminal {
    /// Characters across.
    pub columns: u16,
    /// Lines.
    pub lines: u16,
    /// Takes colours.
    pub color: bool,
}

/// An output format.
pub trait Writer: Sync {
    /// What `--format` calls it.
    fn name(&self) -> &'static str;
    /// File extensions, without the dot.
    fn extensions(&self) -> &'static [&'static str];
    /// Media type.
    fn media_type(&self) -> &'static str;
    /// Unfit for a terminal.
    fn binary(&self) -> bool;
    /// One line of help.
    fn summary(&self) -> &'static str;
    /// Write it.
    fn write(&self, document: &Document<'_>, out: &mut dyn Write) -> Result<()>;
}
