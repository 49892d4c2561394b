//! Aggregated layers for pages: cells half as long as those of the picture, so that readers can come
//! nearer, and how they are coloured.

use super::plan::Plan;
use super::shade::{Inks, LEAST, extent, limits};
use super::{Aggregated, canvas, canvases, key, layers, reduced};
use crate::data::Values;
use crate::error::Result;
use crate::figure::live::pattern;
use crate::figure::{Prepared, PreparedLayer, View};
use crate::layout::{Arranged, Legend};
use crate::raster::shade::How;
use crate::raster::{self, Axis, Batch, Cells, Glyph, Source};
use crate::scale::format::with_commas;
use crate::scale::{Extent, Sequential};
use crate::scene::live::{LiveCells, LivePlane, LiveRaster, LiveShade};
use crate::scene::{Item, Live};
use crate::spec::raster::Aggregator;
use crate::spec::{Channel, Face, ScaleSpec};
use crate::warn::Warnings;
use serde_json::Value;

use super::Shaded;

/// More cells than this are not refined: a page has to hold them all.
const MOST: usize = 24_000_000;

/// Give a page the aggregated layers of a plot. Gives, by layer, the raster of every panel and state.
pub(in crate::figure) fn lively(
    prepared: &Prepared,
    number: usize,
    view: &View,
    arranged: &Arranged,
    shaded: &[Shaded],
    live: &mut Live,
) -> Result<Vec<(usize, Vec<usize>)>> {
    let mut all = Vec::new();
    for (index, layer, plan) in layers(prepared, number, view) {
        let first = super::aggregated(prepared, number, index, plan, arranged)?;
        let levels = levels(prepared, number, layer, plan, arranged, &first)?;
        let legend =
            shaded.iter().find(|one| one.layer == index).and_then(|one| one.legend.as_ref());
        let look = LiveShade {
            plot: number,
            bar: bar(legend, arranged),
            rows: with_commas(&first.tally.rows.to_string()),
            ..described(prepared, number, (layer, plan), &first, legend)?
        };
        let own = live.rasters.len();
        let mut places = Vec::new();
        for (panel, canvas) in first.canvases.iter().enumerate() {
            let ends = |axis: Axis| [axis.low, axis.high];
            let made = LiveRaster {
                shade: live.shades.len(),
                edges: [ends(canvas.x), ends(canvas.y)],
                levels: levels.iter().map(|level| level.cells(panel)).collect(),
            };
            // Rows without the key of the controls are the same in every state.
            let last = live.rasters.iter().skip(own).rposition(|one| *one == made);
            places.push(last.map_or(live.rasters.len(), |at| own + at));
            if last.is_none() {
                live.rasters.push(made);
            }
        }
        live.shades.push(look);
        all.push((index, places));
    }
    Ok(all)
}

/// Cells of one size, and how many values each has where that is needed.
struct Level {
    cells: std::sync::Arc<Aggregated>,
    counts: Option<Aggregated>,
}

impl Level {
    fn cells(&self, panel: usize) -> LiveCells {
        let size = self.cells.canvases.get(panel).map_or([0, 0], |c| [c.x.cells, c.y.cells]);
        let planes = self.cells.panels.get(panel).map_or(&[][..], Vec::as_slice);
        let counts = self.counts.as_ref().and_then(|all| all.panels.get(panel)?.first());
        LiveCells {
            size,
            planes: planes.iter().map(plane).collect(),
            counts: counts.map(|cells| match cells {
                Cells::Count(counts) => counts.clone(),
                Cells::Any(flags) => flags.iter().map(|flag| u32::from(*flag)).collect(),
                // Of smooth lines, in hundredths of a cell.
                Cells::Number(shares) => shares.iter().map(|v| (100.0 * v) as u32).collect(),
            }),
        }
    }
}

fn plane(cells: &Cells) -> LivePlane {
    match cells {
        Cells::Count(counts) => LivePlane::Counts(counts.clone()),
        Cells::Any(flags) => LivePlane::Counts(flags.iter().map(|f| u32::from(*f)).collect()),
        Cells::Number(numbers) => LivePlane::Numbers(numbers.clone()),
    }
}

/// The cells of a layer at half the length, and at that of the picture where the finer ones do not
/// make it up: lines are as wide as a cell.
fn levels(
    prepared: &Prepared,
    number: usize,
    layer: &PreparedLayer,
    plan: &Plan,
    arranged: &Arranged,
    first: &std::sync::Arc<Aggregated>,
) -> Result<Vec<Level>> {
    use Aggregator::{Any, Count, CountCat, Max, Mean, Min, Sum};
    let plot = &prepared.plots[number];
    let (swap, lattice) = (plot.swap, plan.lattice.as_ref());
    let fine = |place: &_, right, scale| canvas::fine(place, right, scale, swap, lattice);
    let finer = canvases(prepared, number, layer, arranged, &fine);
    let size: usize = finer.iter().map(|canvas| canvas.x.cells * canvas.y.cells).sum();
    let counts = |canvases| match plan.aggregator {
        Mean => reduced(prepared, plot, layer, plan, raster::Aggregator::Count, canvases).map(Some),
        _ => Ok(None),
    };
    let mut levels = Vec::new();
    if size * plan.planes() <= MOST {
        let cells = super::aggregate(prepared, plot, layer, plan, finer.clone())?.into();
        levels.push(Level { cells, counts: counts(finer)? });
    }
    let adds = matches!(plan.aggregator, Any | Count | CountCat | Max | Mean | Min | Sum);
    let own = matches!(plan.glyph, Glyph::Point | Glyph::Rect);
    if levels.is_empty() || !own || !adds {
        let counts = counts(first.canvases.clone())?;
        levels.push(Level { cells: std::sync::Arc::clone(first), counts });
    }
    Ok(levels)
}

/// How the cells of a layer are coloured, for a page that does it anew as its view changes.
fn described(
    prepared: &Prepared,
    number: usize,
    (layer, plan): (&PreparedLayer, &Plan),
    cells: &Aggregated,
    legend: Option<&Legend>,
) -> Result<LiveShade> {
    let (plot, swap) = (&prepared.figure.plots[number], prepared.plots[number].swap);
    let inks = Inks { plot, layer, plan, look: &prepared.look };
    let spec = inks.spec();
    let counts = !plan.aggregator.takes_values();
    let ink = inks.ink(counts)?;
    let both = limits(&spec).map_or([None; 2], |ends| ends.map(Some));
    let mut shade = LiveShade {
        holds: if plan.groups.is_some() { "count" } else { plan.aggregator.name() },
        title: key::title(plot, layer, plan),
        norm: match inks.how(&spec)? {
            How::EqHist => "eq_hist",
            How::Linear => "linear",
            How::Log => "log",
            How::Cbrt => "cbrt",
        },
        limits: both,
        opacity: layer.core.style.alpha.unwrap_or(1.0),
        spread: plot.raster.spread.or((plan.glyph != Glyph::Point).then_some(0)),
        time: plan.gives_times() && matches!(key::color_of(layer), Some(Values::Time(_))),
        faces: plan.face.is_some(),
        bands: plan.face == Some(Face::Pixel),
        whole: counts && plan.aggregator != Aggregator::Any,
        pattern: pattern(spec.format.as_deref()),
        ticks: key::wanted(&spec),
        columns: columns(layer, swap),
        flags: flags(swap, layer.core.secondary),
        scale: prepared.figure.size.scale,
        ink,
        ..LiveShade::default()
    };
    if let Some(groups) = &plan.groups {
        shade.names = inks.named(groups, legend);
    } else if ink.is_none() {
        let planes: Vec<&Cells> = cells.panels.iter().filter_map(|planes| planes.first()).collect();
        inks.describe(&spec, &planes, &mut shade)?;
    }
    Ok(shade)
}

impl Inks<'_> {
    /// The map, and what a page makes of the values at its ends.
    fn describe(&self, spec: &ScaleSpec, planes: &[&Cells], shade: &mut LiveShade) -> Result<()> {
        let counts = !self.plan.aggregator.takes_values();
        let unit = Extent { min: 0.0, max: 1.0, ..Extent::default() };
        // Limits only say which end of the map comes first.
        let mut plain = ScaleSpec { kind: None, ..spec.clone() };
        if limits(spec).is_none() {
            (plain.min, plain.max) = (None, None);
        }
        let map = Sequential::train(&unit, &plain, None, self.look, &mut Warnings::default())?;
        shade.colors = map.colors;
        shade.least = if counts { LEAST } else { 0.0 };
        shade.robust = spec.robust;
        shade.center = self.center(&extent(planes, spec.robust), spec).filter(|_| !counts);
        shade.diverging = Sequential::diverges(spec)?;
        let end = |end: &Option<Value>| end.as_ref().and_then(Value::as_f64);
        shade.limits = [end(&spec.min), end(&spec.max)];
        if let Some(steps) = self.steps(planes, spec)? {
            // Steps stay where they are, whatever is in view.
            let [low, high] = steps.scale.domain();
            let value = |place: u32| low + (high - low) * f64::from(place) / 1023.0;
            shade.colors = (0..1024).map(|place| steps.color(value(place))).collect();
            shade.limits = [Some(low), Some(high)];
            return Ok(());
        }
        if shade.center.is_some() && spec.cmap.is_none() {
            let middle = Some(0.5);
            let map = Sequential::train(&unit, &plain, middle, self.look, &mut Warnings::default());
            shade.colors = map?.colors;
            shade.diverging = true;
        }
        Ok(())
    }
}

/// Where a colour bar is on the page: where the picture has its colours.
fn bar(legend: Option<&Legend>, arranged: &Arranged) -> Option<[f64; 4]> {
    let Some(Legend::Bar { colors, .. }) = legend else { return None };
    let mut items = arranged.over.iter().flat_map(|group| &group.items);
    items.find_map(|item| match item {
        Item::Image(image) if image.width == 1 && image.height == colors.len() => {
            let (pixels, _) = image.rgba.as_chunks::<4>();
            let same = pixels.iter().rev().zip(colors).all(|(p, c)| *p == [c.r, c.g, c.b, c.a]);
            same.then_some(image.place)
        }
        _ => None,
    })
}

/// The options that set the ranges of a layer's axes, across and up.
pub(super) fn flags(swap: bool, secondary: bool) -> [&'static str; 2] {
    let y = if secondary { "--y2lim" } else { "--ylim" };
    if swap { [y, "--xlim"] } else { ["--xlim", y] }
}

/// The columns across and up.
pub(super) fn columns(layer: &PreparedLayer, swap: bool) -> [String; 2] {
    let name = |channel: Channel| layer.core.encodings.get(&channel)?.called().map(str::to_owned);
    let channels = if swap { [Channel::Y, Channel::X] } else { [Channel::X, Channel::Y] };
    channels.map(|channel| name(channel).unwrap_or_else(|| String::from(channel)))
}

/// Rows that have a value to aggregate; others have no place.
pub(super) struct Valued<'a>(pub(super) &'a dyn Source);

impl Source for Valued<'_> {
    fn pieces(&self) -> usize {
        self.0.pieces()
    }

    fn rows(&self, piece: usize) -> u64 {
        self.0.rows(piece)
    }

    fn walk(&self, piece: usize, each: &mut dyn FnMut(&Batch<'_>) -> Result<()>) -> Result<()> {
        let mut kept: Vec<f64> = Vec::new();
        self.0.walk(piece, &mut |batch| {
            let Some(values) = batch.value else { return each(batch) };
            let pairs = batch.x.iter().zip(values);
            kept.clear();
            kept.extend(pairs.map(|(x, value)| if value.is_finite() { *x } else { f64::NAN }));
            each(&Batch { x: &kept, ..*batch })
        })
    }
}
