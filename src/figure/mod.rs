//! The conductor: a figure and its data to a scene.
//!
//! In: a [`Figure`], and a function that opens data. Out: [`Prepared`] (paid once) and, from it
//! and a [`View`], scenes. This room must not know flags, files or output formats.

mod account;
mod arrows;
mod axes;
mod base;
mod corners;
mod dark;
mod describe;
mod ends;
mod grid;
mod layer;
mod legend;
mod live;
mod load;
mod paint;
mod panels;
mod plot;
mod policy;
mod position;
mod probe;
mod raster;
mod rows;
mod scene;
mod shared;
mod sides;
mod spread;
mod stream;
mod view;
mod words;

use std::sync::{Arc, Mutex};

use crate::color::Color;
use crate::data::Table;
use crate::error::{Error, Result};
use crate::progress::Progress;
use crate::raster::Tally;
use crate::spec::theme::{Look, THEMES};
use crate::spec::{DataRef, Figure, Theme};
use crate::warn::Warnings;

pub(crate) use layer::PreparedLayer;
pub use live::live;
pub use panels::Keys;
pub(crate) use plot::PreparedPlot;
pub use scene::render;
pub use view::View;

/// Opens the table that a layer names.
pub type Open<'a> = dyn Fn(&DataRef, &mut Warnings) -> Result<Table> + 'a;

/// Marks above which a layer of lines is reduced before it is drawn.
pub const THRESHOLD: u64 = 100_000;

/// Lowered plots, read data, default scales: what is paid once.
#[derive(Clone)]
pub struct Prepared {
    /// The figure with every choice made: kinds, columns, aggregates.
    pub figure: Figure,
    /// Its plots.
    plots: Vec<PreparedPlot>,
    /// Its colours.
    look: Look,
    /// What was done.
    facts: Facts,
    /// What was aggregated so far.
    kept: Arc<Mutex<raster::Kept>>,
    /// Who watches rows being aggregated.
    progress: Arc<dyn Progress>,
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
    /// Rows of the source, before any transform; none when they were not counted.
    pub rows_read: Option<u64>,
    /// Rows of the table that is drawn.
    pub rows: u64,
    /// Rows that could not be drawn.
    pub dropped: u64,
    /// Marks drawn.
    pub drawn: u64,
    /// `marks`, or how they were reduced.
    pub method: String,
    /// Column and range on x.
    pub x: Option<Range>,
    /// Column and range on y.
    pub y: Option<Range>,
    /// Measured by the axis on the right.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub secondary: bool,
}

/// From where to where a column goes. Serialized as `[column, low, high]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    /// The column.
    pub column: String,
    /// Its least value, or its first category.
    pub low: End,
    /// Its greatest value, or its last category.
    pub high: End,
}

impl serde::Serialize for Range {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.column, &self.low.value, &self.high.value).serialize(serializer)
    }
}

/// One end of a range.
#[derive(Clone, Debug, PartialEq)]
pub struct End {
    /// The value, for programs.
    pub value: Value,
    /// The same, for people: rounded.
    pub words: String,
}

/// A value as it is.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// A time in ISO 8601, or a word.
    Text(String),
}

/// Make every choice, open and read the data. Keys that are mapped to nothing are small multiples.
pub fn prepare(
    figure: &Figure,
    open: &Open<'_>,
    warnings: &mut Warnings,
    progress: &dyn Progress,
) -> Result<Prepared> {
    prepare_keys(figure, Keys::Panels, open, warnings, progress)
}

/// Make every choice, open and read the data; say what keys that are mapped to nothing become.
pub fn prepare_keys(
    figure: &Figure,
    keys: Keys,
    open: &Open<'_>,
    warnings: &mut Warnings,
    progress: &dyn Progress,
) -> Result<Prepared> {
    if figure.plots.is_empty() {
        return Err(Error::empty("the figure has no plots"));
    }
    let look = look(&figure.theme)?;
    let mut resolved = figure.clone();
    let mut plots = Vec::with_capacity(figure.plots.len());
    let mut facts = Facts::default();
    progress.start("reading", None);
    for plot in &mut resolved.plots {
        let prepared = plot::prepare(plot, keys, &look, open, warnings)?;
        facts.layers.extend(prepared.facts.iter().cloned());
        plots.push(prepared);
    }
    progress.finish();
    let progress = progress.handle();
    Ok(Prepared { figure: resolved, plots, look, facts, kept: Arc::default(), progress })
}

impl Prepared {
    /// What was done, and how `view` shows it.
    #[must_use]
    pub fn facts(&self, view: &View) -> Facts {
        let mut facts = self.facts.clone();
        let plots = self.plots.iter().zip(&self.figure.plots).enumerate();
        let layers = plots.flat_map(|(number, (plot, spec))| {
            let all = plot.layers.iter().enumerate();
            let shown = all.filter(|(_, l)| !l.core.annotation && !l.core.silent);
            shown.map(move |(index, layer)| {
                (plot.method(layer, spec, view), self.tally(number, index, layer))
            })
        });
        for (layer, (method, tally)) in facts.layers.iter_mut().zip(layers) {
            layer.method = method.name().into();
            if let Some(tally) = tally {
                layer.rows = tally.rows;
                layer.drawn = tally.drawn();
                layer.dropped = tally.rows - tally.drawn() - tally.outside;
            }
        }
        facts
    }
}

impl Prepared {
    /// What became of the rows of a layer that were read only to be aggregated.
    fn tally(&self, plot: usize, layer: usize, prepared: &PreparedLayer) -> Option<Tally> {
        prepared.stream.as_ref()?;
        let kept = self.kept.lock().ok()?;
        kept.iter().find(|kept| (kept.0, kept.1) == (plot, layer)).map(|kept| kept.2.tally)
    }
}

/// The colours and sizes of a theme.
fn look(theme: &Theme) -> Result<Look> {
    let entry = THEMES
        .iter()
        .find(|entry| entry.name == theme.name)
        .ok_or_else(|| Error::unknown("theme", &theme.name, THEMES.iter().map(|t| t.name)))?;
    let mut look = entry.look;
    match theme.bgcolor.as_deref() {
        None => {}
        Some("none" | "transparent") => look.transparent = true,
        Some(color) => look.bg = Color::parse(color)?,
    }
    if let Some(size) = theme.fontsize {
        if !(4.0..=96.0).contains(&size) {
            return Err(Error::font_size(size));
        }
        look.font = size / 12.0;
    }
    Ok(look)
}
