//! One plot: its layers read, put on common categories, stacked, split into panels, scaled.

use polars::prelude::DataFrame;

use super::load::{self, Loaded};
use super::panels::{self, Panels};
use super::{
    LayerFacts, Open, account, axes, ends, legend, paint, policy, position, probe, shared, spread,
};
use crate::color::Color;
use crate::data::Columns;
use crate::error::{Error, Result};
use crate::layout::{AxisFrame, EndLabel, Legend};
use crate::mark::{self, Paint};
use crate::spec::theme::Look;
use crate::spec::{Channel, CoreLayer, Facet, Frame, Mark, Plot, Square, Transform, Widget};
use crate::warn::Warnings;

/// A plot that only needs places.
#[derive(Clone)]
pub(crate) struct PreparedPlot {
    /// Back to front.
    pub(super) layers: Vec<PreparedLayer>,
    /// Kinds of the spec's layers.
    pub(super) kinds: Vec<String>,
    /// Tables after the user's transforms, of the layers with data.
    pub(super) bases: Vec<DataFrame>,
    /// Panels.
    pub(super) panels: Panels,
    /// x and y axis of every panel.
    pub(super) axes: Vec<[AxisFrame; 2]>,
    /// x runs up the page.
    pub(super) swap: bool,
    /// The shape that the kind gives its panels.
    pub(super) shape: Option<Square>,
    /// Title of x.
    pub(super) x_title: Option<String>,
    /// Title of y.
    pub(super) y_title: Option<String>,
    /// Legends.
    pub(super) legends: Vec<Legend>,
    /// Names for the ends of lines.
    pub(super) ends: Vec<EndLabel>,
    /// What was done.
    pub(super) facts: Vec<LayerFacts>,
}

/// A layer that only needs places.
#[derive(Clone)]
pub(crate) struct PreparedLayer {
    /// Layer of the spec that it came from.
    pub(super) source: usize,
    /// The core layer.
    pub(super) core: CoreLayer,
    /// Its rows by channel.
    pub(super) columns: Columns,
    /// Its table.
    pub(super) frame: DataFrame,
    /// Rows of every panel; none: all rows in each.
    pub(super) split: Option<Vec<Vec<u32>>>,
    /// Its colours.
    pub(super) paint: Paint,
    /// Greatest value of the size channel.
    pub(super) size_max: f64,
}

impl PreparedPlot {
    /// How a layer is drawn in its panels: reduced when it is in one of them.
    pub(super) fn method(&self, layer: &PreparedLayer, limit: usize) -> policy::Method {
        let reduced = (0..self.panels.slots.len()).any(|panel| {
            let rows = panels::rows_of(layer.split.as_ref(), panel, &layer.columns);
            policy::method(layer, rows, limit) == policy::Method::M4
        });
        if reduced { policy::Method::M4 } else { policy::Method::Marks }
    }
}

impl PreparedLayer {
    /// Number of series.
    pub(super) fn series(&self) -> usize {
        self.columns.get(Channel::By).map_or(1, |by| by.levels().len())
    }
}

/// Prepare `plot`, and write into it what was chosen.
pub(super) fn prepare(
    plot: &mut Plot,
    look: &Look,
    open: &Open<'_>,
    warnings: &mut Warnings,
) -> Result<PreparedPlot> {
    if plot.layers.iter().all(|layer| layer.data.is_none()) {
        return Err(Error::annotations_only());
    }
    let original = plot.clone();
    let mut parts = Parts::default();
    for (number, layer) in original.layers.iter().enumerate() {
        let read = load::read(layer, &original, open, warnings)?;
        parts.take(number, plot, read);
    }
    check_style(&parts.layers)?;
    let facet = parts.facet(&plot.facet);
    let mut layers = std::mem::take(&mut parts.layers);
    for channel in unified(&layers, &plot.widgets) {
        let mut columns: Vec<&mut Columns> =
            layers.iter_mut().map(|(_, layer)| &mut layer.columns).collect();
        probe::unify(&mut columns, channel)?;
    }
    for (source, layer) in &mut layers {
        let x = layer.core.encodings.get(&Channel::X).and_then(|e| e.field.as_deref());
        let name = x.unwrap_or("x").to_owned();
        let idle = parts.idle.get(*source).map_or(&[] as &[String], Vec::as_slice);
        position::arrange(layer, &name, idle, warnings)?;
        spread::ends(layer, warnings)?;
        probe::look(layer);
    }
    let (sources, mut layers): (Vec<usize>, Vec<Loaded>) = layers.into_iter().unzip();
    let square = parts.frame.shape == Some(Square::Panel);
    let panels = panels::panels(&facet, &plot.widgets, square, &layers)?;
    let splits: Vec<_> = layers.iter().map(|l| panels::split(&panels, &l.columns)).collect();
    let shared =
        if parts.matrix.is_some() { shared::Shared::Lines } else { shared::Shared::of(&facet) };
    let axes = shared::train(plot, parts.frame, shared, &layers, &splits, &panels, warnings)?;
    if let Some([x, y]) = axes.first() {
        for layer in layers.iter_mut().filter(|l| l.core.annotation) {
            axes::constants(layer, &x.scale, &y.scale)?;
        }
    }
    let sources_read = sources.iter().map(|&source| {
        let kind = parts.kinds.get(source).cloned().unwrap_or_default();
        let rows_read = parts.rows.get(source).copied().flatten();
        let windowed = plot.layers.get(source).is_some_and(|layer| {
            layer.transforms.iter().any(|step| matches!(step, Transform::Window(_)))
        });
        (LayerFacts { kind, rows_read, ..LayerFacts::default() }, windowed)
    });
    let facts = account::account(sources_read.collect(), &layers, axes.first(), warnings);
    let paints = paint::paints(plot, &sources, &layers, look, warnings)?;
    say_of_what(plot, &mut layers);
    let (x_title, y_title) = if parts.frame.hidden {
        (None, None)
    } else {
        titles(plot, parts.x_title.as_deref(), parts.y_title.as_deref(), &layers)
    };
    let single = panels.slots.len() == 1;
    let x_axis = axes.first().map(|[x, _]| x).filter(|_| single);
    let legends = legend::legends(plot, &layers, &paints, x_axis);
    // Names beside slices need more width than a square has.
    let named =
        legends.is_empty() && layers.iter().any(|l| matches!(l.core.mark, Mark::Arc { .. }));
    Ok(PreparedPlot {
        legends,
        ends: axes
            .first()
            .filter(|_| single)
            .map_or_else(Vec::new, |axes| ends::labels(&layers, &paints, axes)),
        kinds: parts.kinds,
        bases: parts.bases,
        swap: plot.swap_axes != parts.frame.swap,
        shape: parts.frame.shape.filter(|_| !named),
        layers: finish(sources, layers, splits, paints),
        panels,
        axes,
        x_title,
        y_title,
        facts,
    })
}

/// What the layers of a plot gave, put together.
#[derive(Default)]
struct Parts {
    layers: Vec<(usize, Loaded)>,
    kinds: Vec<String>,
    bases: Vec<DataFrame>,
    /// Rows of the source of each layer.
    rows: Vec<Option<u64>>,
    idle: Vec<Vec<String>>,
    frame: Frame,
    framed: bool,
    x_title: Option<String>,
    y_title: Option<String>,
    /// Columns that say row and column of panels of a kind's own making.
    matrix: Option<[String; 2]>,
}

impl Parts {
    /// The facet of the user's, or that of a matrix.
    fn facet(&self, plot: &Facet) -> Facet {
        match &self.matrix {
            Some([row, col]) => {
                Facet { row: Some(row.clone()), col: Some(col.clone()), ..Facet::default() }
            }
            None => plot.clone(),
        }
    }

    fn take(&mut self, number: usize, plot: &mut Plot, read: load::Read) {
        let annotation = read.layer.data.is_none();
        self.kinds.push(read.layer.kind.clone());
        self.rows.push(read.rows);
        self.idle.push(read.idle);
        if !annotation {
            self.bases.push(read.base);
            self.x_title = self.x_title.take().or(read.x_title);
            self.y_title = self.y_title.take().or(read.y_title);
            self.matrix = self.matrix.take().or(read.matrix);
            if self.framed {
                self.frame.zero |= read.frame.zero;
                self.frame.band |= read.frame.band;
                self.frame.band_y |= read.frame.band_y;
                self.frame.pad |= read.frame.pad;
                self.frame.axis_line |= read.frame.axis_line;
            } else {
                self.frame = read.frame;
                self.framed = true;
            }
            for widget in read.widgets {
                if !plot.widgets.contains(&widget) {
                    plot.widgets.push(widget);
                }
            }
            if plot.facet.subplots {
                let col = read.layer.field(Channel::Col).map(String::from);
                plot.facet.col = plot.facet.col.take().or(col);
            }
        }
        for core in read.cores {
            self.layers.push((number, core));
        }
        // Bands lie under the marks.
        self.layers.sort_by_key(|(_, l)| !(l.core.annotation && l.core.mark == Mark::Rect));
        if let Some(layer) = plot.layers.get_mut(number) {
            *layer = read.layer;
        }
    }
}

/// Colours and markers are looked up before anything is drawn.
fn check_style(layers: &[(usize, Loaded)]) -> Result<()> {
    for (_, layer) in layers {
        if let Some(color) = &layer.core.style.color {
            Color::parse(color)?;
        }
        if let Some(marker) = &layer.core.style.marker {
            mark::marker(marker)?;
        }
    }
    Ok(())
}

/// A pie has no axis to say what is measured: its slices know.
fn say_of_what(plot: &Plot, layers: &mut [Loaded]) {
    for layer in layers.iter_mut().filter(|l| matches!(l.core.mark, Mark::Arc { .. })) {
        let one = std::slice::from_ref(layer);
        let title = axes::title(plot.scales.get(&Channel::Y), None, one, Channel::Y);
        if let Some(y) = layer.core.encodings.get_mut(&Channel::Y) {
            y.title = Some(title.unwrap_or_default());
        }
    }
}

fn unified(layers: &[(usize, Loaded)], widgets: &[Widget]) -> Vec<Channel> {
    use Channel::{By, Col, Color, Key, Row, X, Y};
    if layers.iter().filter(|(_, l)| !l.core.annotation).count() < 2 {
        return Vec::new();
    }
    let keys = (0..widgets.len()).map(|i| Key(i as u8));
    [X, Y, By, Color, Row, Col].into_iter().chain(keys).collect()
}

fn titles(
    plot: &Plot,
    x: Option<&str>,
    y: Option<&str>,
    layers: &[Loaded],
) -> (Option<String>, Option<String>) {
    let of =
        |kind: Option<&str>, channel| axes::title(plot.scales.get(&channel), kind, layers, channel);
    (of(x, Channel::X), of(y, Channel::Y))
}

fn finish(
    sources: Vec<usize>,
    layers: Vec<Loaded>,
    splits: Vec<Option<Vec<Vec<u32>>>>,
    paints: Vec<Paint>,
) -> Vec<PreparedLayer> {
    sources
        .into_iter()
        .zip(layers)
        .zip(splits)
        .zip(paints)
        .map(|(((source, layer), split), paint)| {
            let sizes = layer.columns.get(Channel::Size);
            let size_max = sizes.map_or(0.0, legend::greatest);
            let Loaded { core, columns, frame, .. } = layer;
            PreparedLayer { source, core, columns, frame, split, paint, size_max }
        })
        .collect()
}
