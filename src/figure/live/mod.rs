//! What a page knows of a prepared figure: marks that are not cut, axes in plain numbers, rows.
//!
//! In: a prepared figure and a view. Out: [`Live`]. Marks are those of the picture, drawn with the
//! same code in panels whose box does not cut them, once for every state of the controls.

mod axis;
mod item;
mod table;

use std::collections::BTreeMap;

use super::scene::{Drawing, Part, places};
use super::{Prepared, PreparedPlot, View, dark};
use super::{arrows, raster};
use crate::color::Color;
use crate::error::Result;
use crate::layout::{Arranged, PanelPlace};
use crate::mark;
use crate::scale::pattern::Pattern;
use crate::scene::live::{
    Control, LiveField, LiveItem, LiveName, LivePanel, LivePattern, LivePlot,
};
use crate::scene::{Item, Live};
use crate::spec::{Autorange, Channel, Hover, Plot};
use crate::warn::Warnings;

/// What a page knows of a figure in a view. What there is to say of the picture, `render` says.
pub fn live(prepared: &Prepared, view: &View, warnings: &mut Warnings) -> Result<Live> {
    let (page, arranged, shaded) = places(prepared, view, &mut Warnings::default())?;
    let look = &prepared.look;
    let mut live = Live {
        plots: Vec::new(),
        panels: Vec::new(),
        layers: Vec::new(),
        items: Vec::new(),
        legend: Vec::new(),
        ends: Vec::new(),
        keys: Vec::new(),
        rasters: Vec::new(),
        shades: Vec::new(),
        inks: [look.bg, look.ink, look.ink2, look.ink3, look.grid],
        font: look.font,
        responsive: prepared.figure.responsive,
        states: vec![Vec::new()],
        dark: dark::colors(prepared),
    };
    let mut first = 0;
    for (number, plot) in prepared.plots.iter().enumerate() {
        let (Some(spec), Some(frame), Some(places)) = (
            prepared.figure.plots.get(number),
            page.plots.get(number),
            arranged.panels.get(number),
        ) else {
            continue;
        };
        live.plots.push(told(plot, spec));
        let shaded = shaded.get(number).map_or(&[][..], Vec::as_slice);
        let arrows = arrows::plan(plot, places);
        let drawing = Drawing { prepared, view, plot, spec, first, shaded, arrows, uncut: true };
        let base = live.panels.len();
        for (cell, (place, frames)) in places.iter().zip(&frame.panels).enumerate() {
            let zoom = !frames.h.hidden || !frames.v.hidden;
            let axes = axis::axes(prepared, (number, cell), place, frames);
            let (heading, rect) = (frames.heading.clone(), place.rect);
            live.panels.push(LivePanel { plot: number, heading, rect, axes, zoom });
        }
        let mut tables = BTreeMap::new();
        let mut items = Vec::new();
        let rasters = raster::lively(prepared, number, view, &arranged, shaded, &mut live)?;
        for (cell, place) in places.iter().enumerate() {
            items.extend(panel(&drawing, &rasters, cell, base + cell, place));
        }
        for item in &mut items {
            let Some(index) = item.layer else { continue };
            let layer = &plot.layers[index];
            item.layer = (!layer.core.annotation).then(|| {
                *tables.entry(index).or_insert_with(|| {
                    live.layers.push(table::table(prepared, number, index, warnings));
                    live.layers.len() - 1
                })
            });
        }
        controls(&mut live, plot, spec);
        names(&mut live, number, plot, &arranged);
        live.items.extend(items);
        first += plot.layers.len();
    }
    table::number(prepared, &mut live);
    item::place(&mut live);
    table::compact(&mut live);
    Ok(live)
}

/// How the user wants numbers written; none where that is nothing for numbers.
pub(super) fn pattern(format: Option<&str>) -> Option<LivePattern> {
    let pattern = Pattern::parse(format?).ok()?;
    let (before, field, after) = pattern.parts();
    let field = field.map(|field| {
        let (kind, precision, width) = field.shape();
        LiveField { kind, precision, width, flags: field.flags() }
    });
    Some(LivePattern { before: before.to_owned(), field, after: after.to_owned() })
}

/// What readers can do with a plot.
fn told(plot: &PreparedPlot, spec: &Plot) -> LivePlot {
    LivePlot {
        hover: match spec.page.hover {
            None | Some(Hover::Nearest) => "nearest",
            Some(Hover::Vline) => "vline",
            Some(Hover::Hline) => "hline",
            Some(Hover::None) => "none",
        },
        swap: plot.swap,
        autorange: spec.page.autorange.map(|axis| match axis {
            Autorange::X => "x",
            Autorange::Y => "y",
        }),
    }
}

/// The marks of one panel in all states.
fn panel(
    drawing: &Drawing<'_>,
    rasters: &[(usize, Vec<usize>)],
    cell: usize,
    panel: usize,
    place: &PanelPlace,
) -> Vec<LiveItem> {
    let plot = drawing.plot;
    let states = plot.panels.states.len().max(1);
    let (mut marks, mut words) = (item::Bins::default(), item::Bins::default());
    for state in 0..states {
        let mut said = Warnings::default();
        let counts = (&mut [0, 0], &mut Vec::new());
        let (parts, texts) = drawing.parts(cell * states + state, place, counts, &mut said);
        for (bins, parts) in [(&mut marks, parts), (&mut words, texts)] {
            for Part { layer, items, .. } in parts {
                let prepared = &plot.layers[layer];
                let like = LiveItem {
                    panel,
                    layer: Some(layer),
                    right: prepared.core.secondary,
                    spans: mark::spans(&prepared.core, &prepared.columns, plot.swap),
                    columns: [None, None],
                    at: Vec::new(),
                    shape: crate::scene::live::LiveShape::Texts(Vec::new()),
                };
                let raster = rasters.iter().find(|(of, _)| *of == layer);
                match raster.and_then(|(_, all)| all.get(cell * states + state)) {
                    Some(&raster) => {
                        // The ground under cells stands for no row.
                        let under = |item: &Item| !matches!(item, Item::Image(_));
                        let ground = LiveItem { layer: None, ..like.clone() };
                        bins.add(&ground, items.into_iter().filter(under).collect());
                        bins.raster(&like, raster);
                    }
                    None => bins.add(&like, items),
                }
            }
            bins.close();
        }
    }
    marks.finish(states > 1).into_iter().chain(words.finish(states > 1)).collect()
}

/// The controls of a plot's keys, and their states.
fn controls(live: &mut Live, plot: &PreparedPlot, spec: &Plot) {
    if !live.keys.is_empty() || plot.panels.states.iter().all(Vec::is_empty) {
        return;
    }
    live.states.clone_from(&plot.panels.states);
    for (number, widget) in spec.widgets.iter().enumerate() {
        let channel = Channel::Key(number as u8);
        let layer = plot.layers.iter().find(|layer| layer.columns.get(channel).is_some());
        let labels =
            layer.and_then(|layer| layer.columns.get(channel)).map_or(&[][..], |v| v.levels());
        let (values, time) = table::ordered(layer, &widget.field, labels);
        live.keys.push(Control {
            name: widget.field.clone(),
            labels: labels.to_vec(),
            values,
            time,
        });
    }
}

/// Where the names of series stand.
fn names(live: &mut Live, number: usize, plot: &PreparedPlot, arranged: &Arranged) {
    let Some(named) = arranged.names.get(number) else { return };
    let name = |name: &crate::layout::Name, end| LiveName {
        plot: number,
        label: name.label.clone(),
        place: name.place,
        end,
    };
    live.legend.extend(named.legend.iter().map(|one| name(one, None)));
    for one in &named.ends {
        let end = plot.ends.iter().find(|end| end.label == one.label);
        let end = end.map(|end| (end.value, letters(live, end.color)));
        live.ends.push(name(one, end));
    }
}

/// A colour as letters have it, so that they can be read, also on a dark ground.
fn letters(live: &mut Live, color: Color) -> Color {
    let ink = color.readable(live.inks[0]);
    let known = |wish| live.dark.iter().find(|(from, _)| *from == wish).map(|(_, to)| *to);
    let dark = live.dark.first().map(|(_, ground)| *ground).filter(|_| known(ink).is_none());
    if let Some(ground) = dark {
        let on_dark = known(color).unwrap_or(color).readable(ground);
        live.dark.push((ink, on_dark));
    }
    ink
}
