//! Layers of very many rows: aggregated per pixel of their panels, then coloured.
//!
//! In: prepared layers and the places of their panels. Out: images, legends that explain their
//! colours, and the cells as a table. What was aggregated once for a canvas is kept.

mod canvas;
mod key;
mod lattice;
mod live;
mod mesh;
mod plan;
mod rows;
mod shade;
mod steps;
mod table;
mod walk;

use std::collections::BTreeMap;
use std::sync::Arc;

use polars::prelude::DataFrame;

use super::stream::of_panel;
use super::{Prepared, PreparedLayer, PreparedPlot, View};
use super::{policy, scene};
use crate::color::Color;
use crate::error::Result;
use crate::layout::{Arranged, Legend, PanelPlace};
use crate::mark::{self, Panel};
use crate::raster::{self, Canvas, Cells, Glyph, Job, Raster, Source, Tally, rasterize};
use crate::scene::{Image, Item};
use crate::spec::{Channel, Encoding};
use crate::warn::{Warnings, count, verb};

pub(super) use key::guessed;
pub(super) use live::lively;
pub(super) use plan::{MOST_PLANES, Plan, plans};

/// The aggregated cells of one layer.
#[derive(Debug)]
pub(super) struct Aggregated {
    /// The canvas of every panel.
    pub(super) canvases: Vec<Canvas>,
    /// Of every panel, the planes.
    pub(super) panels: Vec<Vec<Cells>>,
    /// What became of the rows.
    pub(super) tally: Tally,
}

/// What was aggregated so far: plot, layer, cells.
pub(super) type Kept = Vec<(usize, usize, Arc<Aggregated>)>;

/// An aggregated layer in its colours.
pub(super) struct Shaded {
    /// Its number in the plot.
    pub(super) layer: usize,
    /// The image of every panel.
    pub(super) images: Vec<Image>,
    /// What its colours mean.
    pub(super) legend: Option<Legend>,
    /// How far the grid reaches some of whose cells have no value, which the ground shows.
    pub(super) gaps: Option<[[f64; 2]; 2]>,
}

impl Shaded {
    /// What is drawn of it in a panel: the ground where cells have no value, and the image.
    pub(super) fn items(&self, number: usize, panel: &Panel, mute: Color) -> Vec<Item> {
        let ground = self.gaps.and_then(|reach| mark::ground(reach, panel, mute));
        let image = self.images.get(number).cloned().map(Item::Image);
        ground.into_iter().chain(image).collect()
    }
}

/// The layers of a plot that are aggregated in a view.
pub(super) fn layers<'a>(
    prepared: &'a Prepared,
    number: usize,
    view: &'a View,
) -> impl Iterator<Item = (usize, &'a PreparedLayer, &'a Plan)> {
    let plot = prepared.plots.get(number);
    let spec = prepared.figure.plots.get(number);
    plot.zip(spec).into_iter().flat_map(move |(plot, spec)| {
        plot.layers.iter().enumerate().filter_map(move |(index, layer)| {
            let raster = policy::aggregates(layer, spec, view);
            raster.then(|| layer.plan.as_ref().map(|plan| (index, layer, plan))).flatten()
        })
    })
}

/// Aggregate and colour all layers of a view that are to be, in panels that have these places.
pub(super) fn shaded(
    prepared: &Prepared,
    view: &View,
    arranged: &Arranged,
    warnings: &mut Warnings,
) -> Result<Vec<Vec<Shaded>>> {
    let mut all = Vec::with_capacity(prepared.plots.len());
    for number in 0..prepared.plots.len() {
        let mut shaded = Vec::new();
        for (index, layer, plan) in layers(prepared, number, view) {
            let cells = aggregated(prepared, number, index, plan, arranged)?;
            shaded.push(shade::colored(prepared, number, (index, layer, plan), &cells, arranged)?);
            say(layer, plan, &cells, warnings);
        }
        all.push(shaded);
    }
    Ok(all)
}

impl Prepared {
    /// Aggregate what a view aggregates, where no picture of it is drawn.
    pub fn aggregate(&self, view: &View, warnings: &mut Warnings) -> Result<()> {
        let any = (0..self.plots.len()).any(|plot| layers(self, plot, view).next().is_some());
        if any { scene::places(self, view, warnings).map(drop) } else { Ok(()) }
    }
}

/// The cells behind the aggregated layers of a plot, by layer.
pub(super) fn tables(
    prepared: &Prepared,
    number: usize,
    view: &View,
) -> Result<BTreeMap<usize, DataFrame>> {
    let mut tables = BTreeMap::new();
    if layers(prepared, number, view).next().is_none() {
        return Ok(tables);
    }
    let (_, arranged, _) = scene::places(prepared, view, &mut Warnings::default())?;
    for (index, layer, plan) in layers(prepared, number, view) {
        let cells = aggregated(prepared, number, index, plan, &arranged)?;
        tables.insert(index, table::table(&prepared.plots[number], layer, plan, &cells)?);
    }
    Ok(tables)
}

/// The cells of a layer in panels that have these places.
fn aggregated(
    prepared: &Prepared,
    number: usize,
    index: usize,
    plan: &Plan,
    arranged: &Arranged,
) -> Result<Arc<Aggregated>> {
    let plot = &prepared.plots[number];
    let layer = &plot.layers[index];
    let canvases = canvases(prepared, number, layer, arranged, &canvas::of);
    let same = |kept: &&(usize, usize, Arc<Aggregated>)| {
        (kept.0, kept.1) == (number, index) && kept.2.canvases == canvases
    };
    if let Ok(kept) = prepared.kept.lock()
        && let Some((.., known)) = kept.iter().find(same)
    {
        return Ok(Arc::clone(known));
    }
    let made = Arc::new(aggregate(prepared, plot, layer, plan, canvases)?);
    if let Ok(mut kept) = prepared.kept.lock() {
        kept.push((number, index, Arc::clone(&made)));
    }
    Ok(made)
}

/// The canvases of all panels of a plot in all states, each made by `of`.
fn canvases(
    prepared: &Prepared,
    number: usize,
    layer: &PreparedLayer,
    arranged: &Arranged,
    of: &dyn Fn(&PanelPlace, bool, f64) -> Canvas,
) -> Vec<Canvas> {
    let scale = prepared.figure.size.scale;
    let places = arranged.panels.get(number).map_or(&[][..], Vec::as_slice);
    let places = prepared.plots[number].panels.repeated(places);
    places.map(|place| of(place, layer.core.secondary, scale)).collect()
}

/// Aggregate a layer: panels of one canvas in one pass.
fn aggregate(
    prepared: &Prepared,
    plot: &PreparedPlot,
    layer: &PreparedLayer,
    plan: &Plan,
    canvases: Vec<Canvas>,
) -> Result<Aggregated> {
    reduced(prepared, plot, layer, plan, plan.reduction(), canvases)
}

/// Aggregate a layer to what `aggregator` says; to counts of values where cells of the layer hold
/// something else.
fn reduced(
    prepared: &Prepared,
    plot: &PreparedPlot,
    layer: &PreparedLayer,
    plan: &Plan,
    aggregator: raster::Aggregator,
    canvases: Vec<Canvas>,
) -> Result<Aggregated> {
    if let Some(face) = plan.face {
        return Ok(mesh::aggregated(layer, plan, face, aggregator, (canvases, plot.swap)));
    }
    let counted = aggregator != plan.reduction();
    let mut panels: Vec<Vec<Cells>> = vec![Vec::new(); canvases.len()];
    let mut tally = Tally::default();
    let mut todo: Vec<usize> = (0..canvases.len()).collect();
    let apart = layer.split.is_some();
    while let Some(&first) = todo.first() {
        let same = |panel: &usize| canvases[*panel] == canvases[first];
        let (group, others): (Vec<usize>, Vec<usize>) = todo.into_iter().partition(same);
        todo = others;
        // Rows that are in every panel are aggregated for one of them.
        let passes = if apart { group.len() } else { 1 };
        let passed = &group[..passes];
        let job = Job {
            canvas: canvases[first],
            glyph: plan.glyph,
            aggregator,
            most_planes: passes * plan.planes(),
        };
        let raster = if let Some(stream) = &layer.stream {
            let rows = walk::Rows::new(stream, layer, plot, plan, (passed, &canvases[first]));
            let mut raster = pass(prepared, &job, &rows, counted)?;
            raster.tally.rows += rows.beyond;
            raster.tally.outside += rows.beyond;
            raster
        } else {
            let rows = rows::InMemory::new(layer, plan, passed, plot.swap);
            pass(prepared, &job, &rows, counted)?
        };
        // Every pass looks at all rows; what one has out of view, another may have in it.
        tally = if tally.rows == 0 { raster.tally } else { both(tally, raster.tally) };
        let empty = raster.planes.first().map(Cells::emptied);
        let mut planes = raster.planes.into_iter().map(Some).collect::<Vec<_>>();
        for (place, &panel) in group.iter().enumerate() {
            let place = if apart { place } else { 0 };
            panels[panel] = (0..plan.planes())
                .filter_map(|plane| {
                    let at = planes.get_mut(place * plan.planes() + plane);
                    let made = at.and_then(|at| if apart { at.take() } else { at.clone() });
                    made.or_else(|| empty.clone())
                })
                .collect();
        }
    }
    Ok(Aggregated { canvases, panels, tally })
}

/// Look at all rows once; only at those that have a value where `valued`.
fn pass(prepared: &Prepared, job: &Job, source: &dyn Source, valued: bool) -> Result<Raster> {
    let total = (0..source.pieces()).map(|piece| source.rows(piece)).sum();
    prepared.progress.start("aggregating rows", Some(total));
    let seen = |rows| prepared.progress.advance(rows);
    let raster = if valued {
        rasterize(job, &live::Valued(source), &seen)
    } else {
        rasterize(job, source, &seen)
    };
    prepared.progress.finish();
    raster
}

/// What became of rows that two passes looked at: in view of one, they are in view.
fn both(one: Tally, other: Tally) -> Tally {
    Tally {
        outside: one.outside.min(other.outside),
        bare: (one.bare + other.bare).saturating_sub(one.rows),
        ..one
    }
}

/// Say that a layer is aggregated, and of rows that are read only now, which are not in view.
fn say(layer: &PreparedLayer, plan: &Plan, cells: &Aggregated, warnings: &mut Warnings) {
    if plan.face.is_some() {
        let any = |cells: &Cells| (0..cells.len()).any(|cell| cells.at(cell).is_some());
        if !cells.panels.iter().flatten().any(any) {
            warnings.warn("nothing is in view: no cell has a value within the limits of the axes");
        }
        return;
    }
    if let Some(canvas) = cells.canvases.first() {
        let size = [canvas.x.cells, canvas.y.cells];
        let column = layer.core.encodings.get(&Channel::Color).and_then(|e| e.field.as_deref());
        let column = column.unwrap_or("a column");
        warnings.note(policy::aggregated(cells.tally.rows, plan.aggregator, column, size));
    }
    if layer.stream.is_some() {
        say_lost(layer, plan, &cells.tally, warnings);
    }
}

/// Say what became of rows that were read while they were aggregated.
fn say_lost(layer: &PreparedLayer, plan: &Plan, tally: &Tally, warnings: &mut Warnings) {
    let name = |channel: Channel| {
        let name = layer.core.encodings.get(&channel).and_then(Encoding::called);
        name.unwrap_or("y").to_owned()
    };
    let (x, y) = (name(Channel::X), name(Channel::Y));
    let mut lost = |number: u64, why: String| {
        if number > 0 {
            let rows = count(tally.rows, "row");
            let verb = verb(number, "is", "are");
            warnings.warn(format!("{number} of {rows} {verb} not drawn: {why}"));
        }
    };
    lost(tally.missing, format!("{x} or {y} is missing"));
    lost(tally.infinite, format!("{x} or {y} is infinite"));
    lost(tally.not_positive, format!("{x} or {y} is not positive, and its axis is logarithmic"));
    let keys = layer.columns.channels.keys().filter(|channel| of_panel(**channel)).copied();
    let value = plan.aggregator.takes_values().then_some(Channel::Color);
    let group = plan.groups.as_ref().map(|groups| groups.channel);
    let all: Vec<String> = keys.chain(group).chain(value).map(name).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let why = if value.is_some() { "is missing or infinite" } else { "is missing" };
    // Cells of a grid without a value are seen.
    if plan.glyph != Glyph::Rect {
        lost(tally.bare, format!("{} {why}", all.join(" or ")));
    }
    if tally.outside > 0 {
        let rows = count(tally.rows, "row");
        let verb = verb(tally.outside, "lies", "lie");
        let message = format!("{} of {rows} {verb} outside the limits of the axes", tally.outside);
        if tally.outside + tally.missing + tally.infinite + tally.not_positive < tally.rows {
            warnings.note(message);
        } else {
            warnings.warn(format!("{message}: nothing is in view"));
        }
    }
}
