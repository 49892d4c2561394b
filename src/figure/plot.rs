//! One plot: its layers read, put on common categories, stacked, split into panels, scaled.

use polars::prelude::DataFrame;

use super::load::{self, Loaded};
use super::panels::{self, Keys, Panels};
use super::{
    LayerFacts, Open, PreparedLayer, View, account, axes, ends, layer, legend, paint, policy,
    position, probe, raster, shared, sides, spread,
};
use crate::color::Color;
use crate::data::Columns;
use crate::error::{Error, Result};
use crate::layout::{AxisFrame, EndLabel, Key, Legend};
use crate::mark;
use crate::spec::theme::Look;
use crate::spec::{Channel, Encoding, Facet, Frame, Mark, Plot, Square, Transform, Widget};
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
    /// The axis on the right of every panel.
    pub(super) rights: Vec<Option<AxisFrame>>,
    /// x runs up the page.
    pub(super) swap: bool,
    /// The shape that the kind gives its panels.
    pub(super) shape: Option<Square>,
    /// Names of the lines and of the columns of panels of a kind's own making.
    pub(super) names: Option<[Vec<String>; 2]>,
    /// Title of x.
    pub(super) x_title: Option<String>,
    /// Title of y.
    pub(super) y_title: Option<String>,
    /// Title of y on the right.
    pub(super) right_title: Option<String>,
    /// The series on the left and on the right, when each side has one.
    pub(super) keys: Option<[Key; 2]>,
    /// Legends.
    pub(super) legends: Vec<Legend>,
    /// Those of the layers that cannot be aggregated.
    pub(super) others: Vec<Legend>,
    /// Names for the ends of lines.
    pub(super) ends: Vec<EndLabel>,
    /// What was done.
    pub(super) facts: Vec<LayerFacts>,
}

impl PreparedPlot {
    /// How a layer is drawn in its panels: reduced when it is in one of them.
    pub(super) fn method(&self, layer: &PreparedLayer, spec: &Plot, view: &View) -> policy::Method {
        if policy::aggregates(layer, spec, view) {
            return policy::Method::Raster;
        }
        let limit = policy::limit(spec, view);
        let rows = |panel| panels::rows_of(layer.split.as_ref(), panel, &layer.columns);
        let mut methods =
            (0..self.panels.slots.len()).map(|p| policy::method(layer, rows(p), &limit));
        methods.find(|m| *m != policy::Method::Marks).unwrap_or(policy::Method::Marks)
    }
}

/// Prepare `plot`, and write into it what was chosen.
pub(super) fn prepare(
    plot: &mut Plot,
    keys: Keys,
    look: &Look,
    open: &Open<'_>,
    warnings: &mut Warnings,
) -> Result<PreparedPlot> {
    if plot.layers.iter().all(|layer| layer.data.is_none()) {
        return Err(Error::annotations_only());
    }
    sides::split(plot)?;
    let original = plot.clone();
    let mut parts = Parts::default();
    for (number, read) in read(&original, open, keys, warnings)?.into_iter().enumerate() {
        parts.take(number, plot, read);
    }
    check_style(&parts.layers)?;
    let kind = parts.kinds.first().map_or("", String::as_str);
    sides::check_hidden(plot, kind, parts.frames.all.hidden)?;
    let swap = plot.swap_axes != parts.frames.all.swap;
    let facet = parts.facet(&plot.facet);
    let mut layers = std::mem::take(&mut parts.layers);
    put(&mut layers, &plot.widgets, &parts.idle, warnings)?;
    let (sources, mut layers): (Vec<usize>, Vec<Loaded>) = layers.into_iter().unzip();
    sides::check_plot(&layers, swap)?;
    let square = parts.frames.all.shape == Some(Square::Panel);
    let mut panels = panels::panels(&facet, &plot.widgets, keys, square, &layers)?;
    let splits: Vec<_> = layers.iter().map(|l| panels::split(&panels, &l.columns)).collect();
    let matrix = parts.matrix.is_some();
    if matrix && (!plot.facet.is_empty() || !plot.widgets.is_empty()) {
        return Err(Error::panels_of_its_own(parts.kinds.first().map_or("", String::as_str)));
    }
    let names = matrix.then(|| panels.named(&layers));
    let shared =
        if matrix { shared::Shared::Lines } else { shared::Shared::of(&facet, &plot.page) };
    let (axes, rights) =
        shared::train(plot, &parts.frames, shared, &layers, &splits, &panels, warnings)?;
    if let Some([x, y]) = axes.first() {
        for layer in layers.iter_mut().filter(|l| l.core.annotation) {
            axes::constants(layer, &x.scale, &y.scale)?;
        }
    }
    let right = rights.first().and_then(Option::as_ref);
    let known = parts.known(&sources);
    let known =
        known.into_iter().zip(sources.iter().map(|source| windowed(plot, *source))).collect();
    let facts = account::account(known, &layers, axes.first(), right, warnings);
    let paints = paint::paints(plot, &sources, &layers, look, warnings)?;
    account::account_colors(&layers, &paints, warnings);
    say_of_what(plot, &mut layers);
    let [x_title, y_title, right_title] = if parts.frames.all.hidden || matrix {
        [None, None, None]
    } else {
        titles(plot, &parts, &layers)
    };
    let keys = sides::keys(&layers, &paints).filter(|_| plot.legend.is_none());
    // Names of single series are the titles of their axes.
    let titled = keys.is_some() && y_title.is_some() && right_title.is_some();
    let single = panels.count() == 1;
    let x_axis = axes.first().map(|[x, _]| x).filter(|_| single);
    let plans = raster::plans(plot, &layers, swap)?;
    let [legends, others] = legend::both(plot, &layers, &paints, &plans, (x_axis, look));
    let [legends, others] = [legends, others].map(|l| if titled { Vec::new() } else { l });
    // Names beside slices need more width than a square has.
    let named =
        legends.is_empty() && layers.iter().any(|l| matches!(l.core.mark, Mark::Arc { .. }));
    Ok(PreparedPlot {
        legends,
        others,
        keys: keys.filter(|_| titled),
        ends: axes
            .first()
            .filter(|_| single)
            .map_or_else(Vec::new, |axes| ends::labels(&layers, &paints, axes)),
        kinds: parts.kinds,
        bases: parts.bases,
        swap,
        shape: parts.frames.all.shape.filter(|_| !named),
        layers: layer::finish(sources, layers, splits, (paints, plans)),
        panels,
        axes,
        rights,
        names,
        x_title,
        y_title,
        right_title,
        facts,
    })
}

/// Whether windows went along the series of a layer.
fn windowed(plot: &Plot, source: usize) -> bool {
    let steps = plot.layers.get(source).map_or(&[][..], |layer| &layer.transforms);
    steps.iter().any(|step| matches!(step, Transform::Window(_)))
}

/// Put layers on common categories, and their marks beside or on each other.
fn put(
    layers: &mut [(usize, Loaded)],
    widgets: &[Widget],
    idle: &[Vec<String>],
    warnings: &mut Warnings,
) -> Result<()> {
    for channel in unified(layers, widgets) {
        let mut columns: Vec<&mut Columns> =
            layers.iter_mut().map(|(_, layer)| &mut layer.columns).collect();
        probe::unify(&mut columns, channel)?;
    }
    for (source, layer) in layers {
        let x = layer.core.encodings.get(&Channel::X).and_then(Encoding::called);
        let name = x.unwrap_or("x").to_owned();
        let idle = idle.get(*source).map_or(&[] as &[String], Vec::as_slice);
        position::arrange(layer, &name, idle, warnings)?;
        spread::ends(layer, warnings)?;
        probe::look(layer);
    }
    Ok(())
}

/// Read all layers. Where x are categories for one of them, they are for all.
fn read(
    plot: &Plot,
    open: &Open<'_>,
    keys: Keys,
    warnings: &mut Warnings,
) -> Result<Vec<load::Read>> {
    let mut one = |layer, at_once| load::read(layer, plot, open, (at_once, keys), warnings);
    let mut all: Vec<load::Read> =
        plot.layers.iter().map(|layer| one(layer, false)).collect::<Result<_>>()?;
    if all.iter().any(|read| read.frame.band) {
        for (read, layer) in all.iter_mut().zip(&plot.layers) {
            if read.cores.iter().any(|core| core.stream.is_some()) {
                *read = one(layer, true)?;
            }
        }
        let mut others =
            all.iter_mut().filter(|read| !read.frame.band && read.layer.data.is_some());
        others.try_for_each(load::Read::put_in_slots)?;
    }
    Ok(all)
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
    frames: sides::Frames,
    /// All layers, those on the left, and those on the right have a frame.
    framed: [bool; 3],
    x_title: Option<String>,
    y_title: Option<String>,
    right_title: Option<String>,
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

    /// What is known of the sources of these layers.
    fn known(&self, sources: &[usize]) -> Vec<LayerFacts> {
        let known = |&source: &usize| LayerFacts {
            kind: self.kinds.get(source).cloned().unwrap_or_default(),
            rows_read: self.rows.get(source).copied().flatten(),
            ..LayerFacts::default()
        };
        sources.iter().map(known).collect()
    }

    fn take(&mut self, number: usize, plot: &mut Plot, read: load::Read) {
        let annotation = read.layer.data.is_none();
        self.kinds.push(read.layer.kind.clone());
        self.rows.push(read.rows);
        self.idle.push(read.idle);
        if !annotation {
            self.bases.push(read.base);
            self.x_title = self.x_title.take().or(read.x_title);
            let secondary = read.layer.secondary;
            let title = if secondary { &mut self.right_title } else { &mut self.y_title };
            *title = title.take().or(read.y_title);
            self.matrix = self.matrix.take().or(read.matrix);
            let frames = &mut self.frames;
            let side = if secondary { &mut frames.right } else { &mut frames.left };
            let [all, left, right] = &mut self.framed;
            merge(side, read.frame, if secondary { right } else { left });
            merge(&mut frames.all, read.frame, all);
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

/// Add what another layer asks of an axis.
fn merge(frame: &mut Frame, other: Frame, framed: &mut bool) {
    if *framed {
        frame.zero |= other.zero;
        frame.band |= other.band;
        frame.band_y |= other.band_y;
        frame.pad |= other.pad;
        frame.axis_line |= other.axis_line;
    } else {
        *frame = other;
        *framed = true;
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
        let title = axes::title(plot.scales.get(&Channel::Y), None, one.iter(), Channel::Y);
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

/// Titles of x, of y, and of y on the right.
fn titles(plot: &Plot, parts: &Parts, layers: &[Loaded]) -> [Option<String>; 3] {
    let x = plot.scales.get(&Channel::X);
    let y = plot.scales.get(&Channel::Y);
    let left = layers.iter().filter(|layer| !layer.core.secondary);
    [
        axes::title(x, parts.x_title.as_deref(), layers.iter(), Channel::X),
        axes::title(y, parts.y_title.as_deref(), left, Channel::Y),
        sides::title(plot, parts.right_title.as_deref(), layers).filter(|_| sides::are_two(layers)),
    ]
}
