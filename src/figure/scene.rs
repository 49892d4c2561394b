//! Places for a prepared figure, and the scene in them.

use super::raster::{self, Shaded};
use super::{Prepared, PreparedLayer, PreparedPlot, View, arrows, describe, panels, policy};
use crate::error::Result;
use crate::layout::{self, Arranged, Aspect, Legend, Page, PanelFrame, PanelPlace, PlotFrame};
use crate::mark::vector::Arrows;
use crate::mark::{self, Ink, Panel, label};
use crate::scale::Scale;
use crate::scene::text::covers;
use crate::scene::{Class, Group, Item, Scene};
use crate::spec::{LegendPlace, Mark, Plot, Square};
use crate::warn::{Warnings, count, verb};

/// Draw what `view` shows.
pub fn render(prepared: &Prepared, view: &View, warnings: &mut Warnings) -> Result<Scene> {
    let (page, arranged, shaded) = places(prepared, view, warnings)?;
    for note in &arranged.notes {
        warnings.note(note);
    }
    let look = &prepared.look;
    let mut groups = arranged.under;
    let mut first = 0;
    for (((plot, spec), places), shaded) in
        prepared.plots.iter().zip(&prepared.figure.plots).zip(&arranged.panels).zip(&shaded)
    {
        let arrows = arrows::plan(plot, places);
        arrows::say(plot, &arrows, warnings);
        let drawing = Drawing { prepared, view, plot, spec, first, shaded, arrows, uncut: false };
        let (mut crowded, mut short) = ([0, 0], Vec::new());
        let states = plot.panels.states.len();
        for (number, place) in places.iter().enumerate() {
            let slot = number * states;
            groups.extend(drawing.panel(slot, place, (&mut crowded, &mut short), warnings));
        }
        say_left_out(crowded, [page.width, page.height], warnings);
        say_short(&short, warnings);
        first += plot.layers.len();
    }
    groups.extend(arranged.over);
    let figure = &prepared.figure;
    let scene = Scene {
        width: arranged.width,
        height: arranged.height,
        background: (!look.transparent).then_some(look.bg),
        title: figure.title.clone().unwrap_or_else(|| describe::title(&prepared.plots)),
        description: describe::sentence(&prepared.facts, &prepared.plots),
        groups,
    };
    if let Some(text) = scene.texts().find(|text| !covers(&text.text)) {
        warnings.note(format!(
            "\"{}\" has characters that the built-in font lacks: fonts of this machine show them",
            text.text
        ));
    }
    Ok(scene)
}

/// Most rounds of finding room for legends that say what was aggregated in the room that is left.
const ROUNDS: usize = 3;

/// Places for everything, and the layers that are aggregated in them: their legends are guessed
/// until their cells are known.
pub(super) fn places(
    prepared: &Prepared,
    view: &View,
    warnings: &mut Warnings,
) -> Result<(Page, Arranged, Vec<Vec<Shaded>>)> {
    let mut page = page(prepared, view);
    let mut arranged = layout::arrange(&page);
    let mut said = Warnings::default();
    let mut shaded = raster::shaded(prepared, view, &arranged, &mut said)?;
    for _ in 0..ROUNDS {
        if shaded.iter().all(Vec::is_empty) {
            break;
        }
        let plots = page.plots.iter_mut().zip(&prepared.plots);
        for ((frame, plot), (shaded, side)) in plots.zip(shaded.iter().zip(&arranged.sides)) {
            if !shaded.is_empty() {
                let own = shaded.iter().filter_map(|layer| layer.legend.clone());
                frame.legends = plot.others.iter().cloned().chain(own).collect();
                frame.least_side = *side;
            }
        }
        let before = std::mem::replace(&mut arranged, layout::arrange(&page));
        let places = |arranged: &Arranged| -> Vec<[f64; 4]> {
            arranged.panels.iter().flatten().map(|place| place.rect).collect()
        };
        if places(&before) == places(&arranged) {
            break;
        }
        said = Warnings::default();
        shaded = raster::shaded(prepared, view, &arranged, &mut said)?;
    }
    warnings.take(said);
    // Arrows are as long as there is room for, and their legend keeps room for the longest.
    let plots = page.plots.iter_mut().zip(&prepared.plots).zip(&arranged.panels);
    let filled =
        plots.map(|((frame, plot), places)| arrows::fill(frame, &arrows::plan(plot, places)));
    if filled.fold(false, |any, filled| any | filled) {
        arranged = layout::arrange(&page);
    }
    Ok((page, arranged, shaded))
}

fn page(prepared: &Prepared, view: &View) -> Page {
    let figure = &prepared.figure;
    let size = figure.size;
    Page {
        width: view.width.unwrap_or(size.width),
        height: view.height.unwrap_or(size.height),
        frame: (size.frame_width, size.frame_height),
        look: prepared.look,
        title: figure.title.clone(),
        subtitle: figure.subtitle.clone(),
        caption: figure.caption.clone(),
        cols: figure.cols,
        plots: prepared
            .plots
            .iter()
            .zip(&figure.plots)
            .enumerate()
            .map(|(number, (plot, spec))| {
                let guessed = raster::guessed(prepared, number, view);
                let legends = match guessed {
                    None => plot.legends.clone(),
                    Some(guessed) => plot.others.iter().cloned().chain(guessed).collect(),
                };
                plot_frame(plot, spec, legends)
            })
            .collect(),
    }
}

fn plot_frame(plot: &PreparedPlot, spec: &Plot, legends: Vec<Legend>) -> PlotFrame {
    let swap = plot.swap;
    let all = &plot.panels;
    let panels = all
        .first(&all.slots)
        .zip(all.first(&plot.axes).zip(all.first(&plot.rights)))
        .map(|(slot, ([x, y], right))| {
            let (mut h, mut v) = if swap { (y.clone(), x.clone()) } else { (x.clone(), y.clone()) };
            if swap {
                // Marks, lines and the order of categories belong to the place, not to the column.
                (h.line, v.line) = (false, x.line);
                (h.marks, v.marks) = (!h.scale.is_band(), false);
                if v.scale.is_band() {
                    v.spec.flip = !v.spec.flip;
                }
            }
            PanelFrame { heading: slot.heading.clone(), h, v, right: right.clone() }
        })
        .collect();
    let (h_title, v_title) = if swap {
        (plot.y_title.clone(), plot.x_title.clone())
    } else {
        (plot.x_title.clone(), plot.y_title.clone())
    };
    let (free_h, free_v) = if swap {
        (spec.facet.free_y, spec.facet.free_x)
    } else {
        (spec.facet.free_x, spec.facet.free_y)
    };
    PlotFrame {
        title: spec.title.clone(),
        rows: plot.panels.rows,
        cols: plot.panels.cols,
        panels,
        shared_h: !free_h,
        shared_v: !free_v,
        h_title,
        v_title,
        right_title: plot.right_title.clone(),
        v_key: plot.keys.as_ref().map(|[left, _]| left.clone()),
        right_key: plot.keys.as_ref().map(|[_, right]| right.clone()),
        h_names: plot.names.as_ref().map_or_else(Vec::new, |[_, cols]| cols.clone()),
        v_names: plot.names.as_ref().map_or_else(Vec::new, |[rows, _]| rows.clone()),
        legends,
        least_side: 0.0,
        ends: if swap { Vec::new() } else { plot.ends.clone() },
        place: spec.legend,
        legend_cols: spec.legend_cols,
        bare: spec.bare,
        aspect: match (spec.aspect.as_deref(), spec.data_aspect) {
            (_, Some(ratio)) => Some(Aspect::Unit(if swap { 1.0 / ratio } else { ratio })),
            (Some(text), None) => aspect(text),
            (None, None) => plot.shape.map(|shape| match shape {
                Square::Panel => Aspect::Ratio(1.0),
                Square::Unit => Aspect::Unit(1.0),
            }),
        },
    }
}

fn aspect(text: &str) -> Option<Aspect> {
    match text {
        "equal" => Some(Aspect::Unit(1.0)),
        "square" => Some(Aspect::Ratio(1.0)),
        number => number.parse().ok().filter(|r| *r > 0.0).map(Aspect::Ratio),
    }
}

fn is_label(layer: &PreparedLayer) -> bool {
    layer.core.mark == Mark::Text && !layer.core.annotation
}

/// The boxes of the points of an item.
fn points(item: &Item) -> Vec<[f64; 4]> {
    let Item::Dots(dots) = item else { return Vec::new() };
    let boxed = |(number, [x, y]): (usize, &[f64; 2])| {
        let radius = dots.radius.get(number).or(dots.radius.first()).copied().unwrap_or(0.0);
        [x - radius, y - radius, 2.0 * radius, 2.0 * radius]
    };
    dots.centers.iter().enumerate().map(boxed).collect()
}

/// Where several panels have no room for all, one sentence stands for them.
fn say_short(notes: &[String], warnings: &mut Warnings) {
    match notes {
        [] => {}
        [only] => warnings.note(only),
        [first, others @ ..] => {
            let panels = count(others.len() as u64, "other panel");
            warnings.note(format!("{first} (the like in {panels})"));
        }
    }
}

/// Labels without room are counted, not forgotten.
fn say_left_out([left, all]: [usize; 2], [width, height]: [f64; 2], warnings: &mut Warnings) {
    let [width, height] = [width, height].map(|length| 1.5 * length);
    if left > 0 {
        let verb = verb(left as u64, "is", "are");
        warnings.note(format!(
            "{left} of {} {verb} left out, where others stand; --size {width:.0}x{height:.0} makes room",
            count(all as u64, "label")
        ));
    }
}

/// What the panels of a plot are drawn from.
pub(super) struct Drawing<'a> {
    pub(super) prepared: &'a Prepared,
    pub(super) view: &'a View,
    pub(super) plot: &'a PreparedPlot,
    pub(super) spec: &'a Plot,
    /// Number of the plot's first layer in the figure.
    pub(super) first: usize,
    /// Its layers that are aggregated.
    pub(super) shaded: &'a [Shaded],
    /// The arrows of each layer that has such.
    pub(super) arrows: Vec<Option<Arrows>>,
    /// Marks are not cut at the panels, for a page in which one can move.
    pub(super) uncut: bool,
}

/// What is drawn of one layer in one panel.
pub(super) struct Part {
    /// Number of the layer in its plot.
    pub(super) layer: usize,
    pub(super) class: Class,
    pub(super) items: Vec<Item>,
}

/// Marks that are not cut are drawn so many pixels beyond their panel.
const BEYOND: f64 = 1e6;

impl Drawing<'_> {
    /// The marks of one panel, a group a layer, and one of the words of all annotations.
    fn panel(
        &self,
        number: usize,
        place: &PanelPlace,
        counts: (&mut [usize; 2], &mut Vec<String>),
        warnings: &mut Warnings,
    ) -> Vec<Group> {
        let (parts, words) = self.parts(number, place, counts, warnings);
        let words: Vec<Item> = words.into_iter().flat_map(|part| part.items).collect();
        let words = (!words.is_empty()).then_some(Group { class: Class::Annotation, items: words });
        parts
            .into_iter()
            .map(|Part { class, items, .. }| Group { class, items })
            .chain(words)
            .collect()
    }

    /// What is drawn of the layers in one panel in one state, and the words of annotations, which
    /// stand over it.
    ///
    /// Labels come last, when they know what they must not cover; `crowded` counts those for which
    /// there is no room, and all of them; `short` takes what else there was no room for.
    pub(super) fn parts(
        &self,
        number: usize,
        place: &PanelPlace,
        (crowded, short): (&mut [usize; 2], &mut Vec<String>),
        warnings: &mut Warnings,
    ) -> (Vec<Part>, Vec<Part>) {
        let [left, top, width, height] = place.rect;
        let beyond = if self.uncut { BEYOND } else { 0.0 };
        let clip = [left - beyond, top - beyond, width + 2.0 * beyond, height + 2.0 * beyond];
        let side = |v: &Scale| Panel {
            h: place.h.clone(),
            v: v.clone(),
            rect: place.rect,
            clip,
            swap: self.plot.swap,
        };
        let (left, right) = (side(&place.v), place.right.as_ref().map(side));
        let mut taken = mark::Taken::new();
        let mut obstacles = label::Obstacles::default();
        // Words of annotations stand over the lines of all of them.
        let (mut parts, mut words) = (Vec::new(), Vec::new());
        let mut layers: Vec<(usize, &PreparedLayer)> =
            self.plot.layers.iter().enumerate().collect();
        layers.sort_by_key(|(_, layer)| is_label(layer));
        let labelled = layers.last().is_some_and(|(_, layer)| is_label(layer));
        for (index, layer) in layers {
            let panel = right.as_ref().filter(|_| layer.core.secondary).unwrap_or(&left);
            if let Some(shaded) = self.shaded.iter().find(|shaded| shaded.layer == index) {
                let items = shaded.items(number, panel, self.prepared.look.mute);
                parts.push(Part { layer: index, class: Class::Marks, items });
                continue;
            }
            let rows = panels::rows_of(layer.split.as_ref(), number, &layer.columns);
            let limit = policy::limit(self.spec, self.view);
            let method = policy::method(layer, rows, &limit);
            if let Some(sentence) = policy::sentence(method, layer, &limit) {
                warnings.note(sentence);
            }
            let ink = Ink {
                look: &self.prepared.look,
                paint: &layer.paint,
                size_max: layer.size_max,
                core: &layer.core,
                style: &layer.core.style,
                marks: layer.columns.len,
                series: layer.series(),
                panels: self.plot.panels.count(),
                reduce_above: limit.rows,
                downsample: limit.downsample,
                density: self.prepared.figure.size.scale,
                layer: self.first + index,
                legend: !self.plot.legends.is_empty()
                    && self.spec.legend != Some(LegendPlace::None),
                obstacles: &obstacles,
                arrows: self.arrows.get(index).and_then(Option::as_ref),
                line: self.view.line,
            };
            let mut items = mark::draw(&layer.core, &layer.columns, rows, panel, &ink, &mut taken);
            if let Some(note) = mark::left_out(&layer.core, &layer.columns, rows, panel, &ink) {
                short.push(note);
            }
            if layer.core.annotation && items.is_empty() {
                let kind = self.plot.kind_of(layer.source);
                warnings.note(format!("a {kind} lies outside the ranges of its plot"));
            }
            if is_label(layer) {
                let all = label::placed(&layer.columns, rows, panel).count();
                crowded[0] += all.saturating_sub(items.len());
                crowded[1] += all;
            } else if labelled {
                taken.extend(items.iter().flat_map(points));
                if !layer.core.annotation {
                    obstacles.add(layer.core.mark, &items);
                }
            }
            let class = if layer.core.annotation { Class::Annotation } else { Class::Marks };
            if layer.core.annotation {
                let texts = items.extract_if(.., |item| matches!(item, Item::Text(_)));
                words.push(Part { layer: index, class, items: texts.collect() });
            }
            if !items.is_empty() {
                parts.push(Part { layer: index, class, items });
            }
        }
        (parts, words)
    }
}
