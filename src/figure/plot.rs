//! One plot: its layers read, put on common categories, stacked, split into panels, scaled.

use polars::prelude::DataFrame;

use super::load::{self, Loaded};
use super::panels::{self, Panels};
use super::{LayerFacts, Open, Range, axes, ends, legend, paint, policy, position, probe};
use crate::color::Color;
use crate::data::{Columns, Values};
use crate::error::{Error, Result};
use crate::layout::{AxisFrame, EndLabel, Legend};
use crate::mark::{self, Paint};
use crate::spec::theme::Look;
use crate::spec::{Channel, CoreLayer, Frame, Mark, Plot, Widget};
use crate::warn::{Warnings, count, verb};

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
    let mut layers = parts.layers;
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
        probe::look(layer);
    }
    let (sources, mut layers): (Vec<usize>, Vec<Loaded>) = layers.into_iter().unzip();
    let panels = panels::panels(&plot.facet, &plot.widgets, &layers)?;
    let splits: Vec<_> = layers.iter().map(|l| panels::split(&panels, &l.columns)).collect();
    let axes = train(plot, parts.frame, &layers, &splits, &panels, warnings)?;
    if let Some([x, y]) = axes.first() {
        for layer in layers.iter_mut().filter(|l| l.core.annotation) {
            axes::constants(layer, &x.scale, &y.scale)?;
        }
    }
    let sources_read = sources.iter().map(|&source| {
        let kind = parts.kinds.get(source).cloned().unwrap_or_default();
        LayerFacts {
            kind,
            rows_read: parts.rows.get(source).copied().flatten(),
            ..LayerFacts::default()
        }
    });
    let facts = account(sources_read.collect(), &layers, axes.first(), warnings);
    let paints = paint::paints(plot, &layers, look, warnings)?;
    let (x_title, y_title) =
        titles(plot, parts.x_title.as_deref(), parts.y_title.as_deref(), &layers);
    let single = panels.slots.len() == 1;
    Ok(PreparedPlot {
        legends: legend::legends(
            plot,
            &layers,
            &paints,
            axes.first().map(|[x, _]| x).filter(|_| single),
        ),
        ends: axes
            .first()
            .filter(|_| single)
            .map_or_else(Vec::new, |axes| ends::labels(&layers, &paints, axes)),
        kinds: parts.kinds,
        bases: parts.bases,
        swap: plot.swap_axes != parts.frame.swap,
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
}

impl Parts {
    fn take(&mut self, number: usize, plot: &mut Plot, read: load::Read) {
        let annotation = read.layer.data.is_none();
        self.kinds.push(read.layer.kind.clone());
        self.rows.push(read.rows);
        self.idle.push(read.idle);
        if !annotation {
            self.bases.push(read.base);
            self.x_title = self.x_title.take().or(read.x_title);
            self.y_title = self.y_title.take().or(read.y_title);
            if self.framed {
                self.frame.zero |= read.frame.zero;
                self.frame.band |= read.frame.band;
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

fn unified(layers: &[(usize, Loaded)], widgets: &[Widget]) -> Vec<Channel> {
    use Channel::{By, Col, Color, Key, Row, X, Y};
    if layers.iter().filter(|(_, l)| !l.core.annotation).count() < 2 {
        return Vec::new();
    }
    let keys = (0..widgets.len()).map(|i| Key(i as u8));
    [X, Y, By, Color, Row, Col].into_iter().chain(keys).collect()
}

/// The axes of every panel: one pair for all, or one each where the facet frees them.
fn train(
    plot: &Plot,
    frame: Frame,
    layers: &[Loaded],
    splits: &[Option<Vec<Vec<u32>>>],
    panels: &Panels,
    warnings: &mut Warnings,
) -> Result<Vec<[AxisFrame; 2]>> {
    let mut one = |channel: Channel, panel: Option<usize>| {
        let rows = layers.iter().zip(splits).map(|(layer, split)| {
            let rows = match panel {
                Some(panel) => panels::rows_of(split.as_ref(), panel, &layer.columns),
                None => mark::Rows::All(layer.columns.len),
            };
            (layer, rows)
        });
        axes::axis(plot, frame, channel, rows, warnings)
    };
    let shared_x = one(Channel::X, None)?;
    let shared_y = one(Channel::Y, None)?;
    (0..panels.slots.len())
        .map(|panel| {
            let x =
                if plot.facet.free_x { one(Channel::X, Some(panel))? } else { shared_x.clone() };
            let y =
                if plot.facet.free_y { one(Channel::Y, Some(panel))? } else { shared_y.clone() };
            Ok([x, y])
        })
        .collect()
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

/// Count what is drawn and what is not, and say the latter.
fn account(
    known: Vec<LayerFacts>,
    layers: &[Loaded],
    axes: Option<&[AxisFrame; 2]>,
    warnings: &mut Warnings,
) -> Vec<LayerFacts> {
    let mut facts = Vec::new();
    let Some([x, y]) = axes else { return facts };
    for (known, layer) in known.into_iter().zip(layers) {
        if layer.core.annotation || layer.core.silent {
            continue;
        }
        let columns = &layer.columns;
        let lines = matches!(layer.core.mark, Mark::Line { .. } | Mark::Area);
        let missing = mark::drawable(layer.core.mark, columns)
            .map_or(0, |keep| keep.iter().filter(|keep| !**keep).count() as u64);
        say_missing(layer, missing, warnings);
        let mut dropped = missing;
        for (channel, axis) in [(Channel::X, x), (Channel::Y, y)] {
            let unseen = axes::unseen(layer, channel, axis);
            let name = axes::name(channel);
            if unseen.not_positive > 0 {
                dropped += unseen.not_positive;
                warnings.warn(format!(
                    "{} not drawn: {name} is not positive, and its axis is logarithmic",
                    share(unseen.not_positive, columns.len, "is", "are")
                ));
            }
            if unseen.outside > 0 {
                warnings.note(format!(
                    "{} outside the limits of {name}",
                    share(unseen.outside, columns.len, "lies", "lie")
                ));
            }
        }
        let values = columns.get(Channel::Y).and_then(Values::numbers).unwrap_or(&[]);
        let gaps = values.iter().filter(|v| v.is_nan()).count() as u64;
        if lines && gaps > 0 && layer.core.position != crate::spec::Position::Stack {
            let name = field(layer, Channel::Y);
            let what = verb(gaps, "is a gap", "are gaps");
            let values = count(gaps, "missing value");
            warnings.note(format!("{values} of {name} {what} in the line"));
        }
        let range = |channel, axis: &AxisFrame| {
            let name = layer.core.encodings.get(&channel)?;
            let name = name.title.clone().or(name.field.clone())?;
            let [low, high] = axes::ends(layer, channel, &axis.scale);
            Some(Range { column: name, low, high })
        };
        facts.push(LayerFacts {
            rows: layer.frame.height() as u64,
            dropped,
            drawn: columns.len as u64 - dropped.min(columns.len as u64),
            x: range(Channel::X, x),
            y: range(Channel::Y, y),
            ..known
        });
    }
    facts
}

fn field(layer: &Loaded, channel: Channel) -> &str {
    layer.core.encodings.get(&channel).and_then(|e| e.field.as_deref()).unwrap_or("y")
}

/// Which columns the rows lack that are not drawn.
fn say_missing(layer: &Loaded, missing: u64, warnings: &mut Warnings) {
    if missing == 0 {
        return;
    }
    let columns = &layer.columns;
    let lacking: Vec<&str> = columns
        .channels
        .iter()
        .filter(|(channel, _)| !matches!(channel, Channel::Text | Channel::Size | Channel::Color))
        .filter(|(_, values)| (0..columns.len).any(|r| !values.at(r).is_finite()))
        .map(|(channel, _)| field(layer, *channel))
        .collect();
    let infinite =
        columns.channels.values().any(|v| (0..columns.len).any(|r| v.at(r).is_infinite()));
    warnings.warn(format!(
        "{} not drawn: {} {} {}",
        share(missing, columns.len, "is", "are"),
        crate::error::list(&lacking, 4),
        verb(lacking.len() as u64, "is", "are"),
        if infinite { "missing or infinite" } else { "missing" }
    ));
}

/// `1 of 8 rows is`, `2 of 8 rows are`.
fn share(part: u64, all: usize, one: &str, many: &str) -> String {
    format!("{part} of {} {}", count(all as u64, "row"), verb(part, one, many))
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
