//! A document to bytes.
//!
//! In: [`Document`]. Out: bytes into a writer that is handed in. This room must not know rows,
//! scales or kinds.
//!
//! ```
//! use std::path::Path;
//! use vizcli::write::writer_for;
//!
//! assert_eq!(writer_for(Path::new("plot.svg"), None)?.media_type(), "image/svg+xml");
//! assert!(writer_for(Path::new("plot.pgn"), None).is_err());
//! # Ok::<(), vizcli::error::Error>(())
//! ```

pub mod html;
pub mod json;
pub mod manifest;
mod marker;
pub mod pixel;
pub mod png;
pub mod rows;
pub mod svg;
pub mod term;

use std::io::Write;
use std::path::Path;

use crate::error::{Error, Result};
use crate::scene::{Live, Scene};
use crate::spec::manifest::Manifest;

/// A way to write rows: the format's name, and where to.
pub type WriteRows<'a> = dyn Fn(RowFormat, &mut dyn Write) -> Result<()> + 'a;

/// What is written: a scene, what travels with it, and the rows behind it.
pub struct Document<'a> {
    /// The picture.
    pub scene: &'a Scene,
    /// What a page knows beyond it.
    pub live: Option<&'a Live>,
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

/// What an output format holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A picture of shapes, each of which a reader's program holds.
    Shapes,
    /// A picture of shapes that its reader can move in.
    Page,
    /// A picture of pixels.
    Pixels,
    /// A picture of characters.
    Cells,
    /// The table behind the picture.
    Rows,
    /// The spec.
    Spec,
}

/// An output format.
pub trait Writer: Sync {
    /// What `--format` calls it.
    fn name(&self) -> &'static str;
    /// File extensions, without the dot.
    fn extensions(&self) -> &'static [&'static str];
    /// Media type.
    fn media_type(&self) -> &'static str;
    /// What it holds.
    fn content(&self) -> Content;
    /// Unfit for a terminal.
    fn binary(&self) -> bool;
    /// One line of help.
    fn summary(&self) -> &'static str;
    /// Write it.
    fn write(&self, document: &Document<'_>, out: &mut dyn Write) -> Result<()>;
}

/// All output formats: pictures, then the table behind them, then the spec.
pub static WRITERS: &[&dyn Writer] = &[
    &svg::Svg,
    &png::Png,
    &html::Html,
    &term::Term,
    &rows::CSV,
    &rows::PARQUET,
    &rows::ARROW,
    &rows::JSON,
    &json::Spec,
];

/// The writer that `format` names, or else the one for the ending of `path`. The longest ending
/// wins: `a.spec.json` is a spec, `a.json` is rows.
pub fn writer_for(path: &Path, format: Option<&str>) -> Result<&'static dyn Writer> {
    if let Some(name) = format {
        let wanted = name.trim_start_matches('.').to_lowercase();
        return WRITERS
            .iter()
            .find(|w| w.name() == wanted)
            .or_else(|| WRITERS.iter().find(|w| w.extensions().contains(&wanted.as_str())))
            .copied()
            .ok_or_else(|| {
                Error::unknown("output format", name, WRITERS.iter().map(|w| w.name()))
            });
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let ends = |e: &str| name.strip_suffix(e).is_some_and(|stem| stem.ends_with('.'));
    let extensions = || WRITERS.iter().flat_map(|w| w.extensions().iter().map(move |e| (*w, *e)));
    extensions()
        .filter(|(_, e)| ends(e))
        .max_by_key(|(_, e)| e.len())
        .map(|(writer, _)| writer)
        .ok_or_else(|| Error::no_writer(path, &extensions().map(|(_, e)| e).collect::<Vec<_>>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(path: &str, format: Option<&str>) -> Result<&'static str> {
        writer_for(Path::new(path), format).map(Writer::name)
    }

    #[test]
    fn endings_and_names_choose_the_writer() {
        assert_eq!(name("out/a.PNG", None).unwrap(), "png");
        assert_eq!(name("a.json", None).unwrap(), "json");
        assert_eq!(name("a.spec.json", None).unwrap(), "spec");
        assert_eq!(name("spec.json", None).unwrap(), "json");
        assert_eq!(name("a.txt", Some("SVG")).unwrap(), "svg");
        assert_eq!(name("-", Some("feather")).unwrap(), "arrow");
    }

    #[test]
    fn unknown_endings_and_names_are_corrected() {
        let hint = |result: Result<&str>| result.unwrap_err().hint.unwrap_or_default();
        assert_eq!(hint(name("a.pgn", None)), "did you mean .png?");
        assert_eq!(hint(name("a", Some("pgn"))), "did you mean \"png\"?");
        assert!(hint(name("plot", None)).contains(".svg"));
    }

    #[test]
    fn no_name_and_no_ending_is_used_twice() {
        let mut names: Vec<&str> = WRITERS.iter().map(|w| w.name()).collect();
        let mut endings: Vec<&str> = WRITERS.iter().flat_map(|w| w.extensions()).copied().collect();
        for list in [&mut names, &mut endings] {
            let all = list.len();
            list.sort_unstable();
            list.dedup();
            assert_eq!(list.len(), all);
        }
    }
}
