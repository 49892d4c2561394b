//! The conductor: a figure and its data to a scene.
//!
//! In: a [`Figure`], and a function that opens data. Out: [`Prepared`] (paid once) and, from it
//! and a [`View`], scenes. This room must not know flags, files or output formats.

pub mod view;

use crate::data::Table;
use crate::error::Result;
use crate::progress::Progress;
use crate::scene::Scene;
use crate::spec::manifest::Manifest;
use crate::spec::{DataRef, Figure};
use crate::warn::Warnings;
pub use view::View;

/// Opens the table that a layer names.
pub type Open<'a> = dyn Fn(&DataRef, &mut Warnings) -> Result<Table> + 'a;

/// Lowered plots, opened data, default scales: what is paid once.
#[derive(Clone)]
pub struct Prepared {
    /// The figure with every choice made: kinds, columns, aggregates.
    pub figure: Figure,
}

/// What a run did, for `--json` and `--explain`.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct Facts {
    /// One per layer of the figure that has rows.
    pub layers: Vec<LayerFacts>,
}

/// What was done with one layer.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct LayerFacts {
    /// Kind.
    pub kind: String,
    /// Rows of the table that is drawn.
    pub rows: u64,
    /// Rows that could not be drawn.
    pub dropped: u64,
    /// Marks drawn.
    pub drawn: u64,
    /// `marks`, or how they were reduced.
    pub method: String,
    /// Column and range on x, as text.
    pub x: Option<(String, String, String)>,
    /// Column and range on y.
    pub y: Option<(String, String, String)>,
}

/// Make every choice, open and read the data.
pub fn prepare(
    figure: &Figure,
    open: &Open<'_>,
    warnings: &mut Warnings,
    progress: &dyn Progress,
) -> Result<Prepared> {
    let _ = (open, warnings, progress);
    Ok(Prepared { figure: figure.clone() })
}

/// Draw what `view` shows.
pub fn render(prepared: &Prepared, view: &View, warnings: &mut Warnings) -> Result<Scene> {
    let _ = (prepared, view, warnings);
    todo!()
}

impl Prepared {
    /// What was done.
    #[must_use]
    pub fn facts(&self) -> Facts {
        todo!()
    }

    /// The spec, and the rows when they are small or `embed` asks for them.
    pub fn manifest(&self, embed: bool) -> Result<Manifest> {
        let _ = embed;
        todo!()
    }

    /// The table behind the picture, one row per mark.
    pub fn rows(&self) -> Result<Table> {
        todo!()
    }
}
