//! The conductor: a figure and its data to a scene.
//!
//! In: a [`Figure`], and a function that opens data. Out: [`Prepared`] (paid once) and, from it
//! and a [`View`], scenes. This room must not know flags, files or output formats.

mod axes;
mod describe;
mod ends;
mod legend;
mod load;
mod paint;
mod panels;
mod plot;
mod policy;
mod position;
mod probe;
mod rows;
mod scene;
mod view;

use crate::color::Color;
use crate::data::Table;
use crate::error::{Error, Result};
use crate::progress::Progress;
use crate::spec::theme::{Look, THEMES};
use crate::spec::{DataRef, Figure, Theme};
use crate::warn::Warnings;

pub(crate) use plot::{PreparedLayer, PreparedPlot};
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
    if figure.plots.is_empty() {
        return Err(Error::empty("the figure has no plots"));
    }
    let look = look(&figure.theme)?;
    let mut resolved = figure.clone();
    let mut plots = Vec::with_capacity(figure.plots.len());
    let mut facts = Facts::default();
    progress.start("reading", None);
    for plot in &mut resolved.plots {
        let prepared = plot::prepare(plot, &look, open, warnings)?;
        facts.layers.extend(prepared.facts.iter().cloned());
        plots.push(prepared);
    }
    progress.finish();
    Ok(Prepared { figure: resolved, plots, look, facts })
}

impl Prepared {
    /// What was done, and how `view` shows it.
    #[must_use]
    pub fn facts(&self, view: &View) -> Facts {
        let mut facts = self.facts.clone();
        let layers = self.plots.iter().zip(&self.figure.plots).flat_map(|(plot, spec)| {
            let limit = policy::limit(spec, view);
            let shown = plot.layers.iter().filter(|l| !l.core.annotation && !l.core.silent);
            shown.map(move |layer| plot.method(layer, limit))
        });
        for (layer, method) in facts.layers.iter_mut().zip(layers) {
            layer.method = method.name().into();
        }
        facts
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
