//! Places for a prepared figure, and the scene in them.

use super::{Prepared, PreparedPlot, View, describe, panels, policy};
use crate::error::Result;
use crate::layout::{self, Aspect, Page, PanelFrame, PanelPlace, PlotFrame};
use crate::mark::{self, Ink, Panel};
use crate::scale::Scale;
use crate::scene::text::covers;
use crate::scene::{Class, Group, Item, Scene};
use crate::spec::{Plot, Square};
use crate::warn::Warnings;

/// Draw what `view` shows.
pub fn render(prepared: &Prepared, view: &View, warnings: &mut Warnings) -> Result<Scene> {
    let page = page(prepared, view);
    let arranged = layout::arrange(&page);
    for note in &arranged.notes {
        warnings.note(note);
    }
    let look = &prepared.look;
    let mut groups = arranged.under;
    let mut first = 0;
    for ((plot, spec), places) in
        prepared.plots.iter().zip(&prepared.figure.plots).zip(&arranged.panels)
    {
        let drawing = Drawing { prepared, view, plot, spec, first };
        for (number, place) in places.iter().enumerate() {
            groups.extend(drawing.panel(number, place, warnings));
        }
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
            .map(|(plot, spec)| plot_frame(plot, spec))
            .collect(),
    }
}

fn plot_frame(plot: &PreparedPlot, spec: &Plot) -> PlotFrame {
    let swap = plot.swap;
    let panels = plot
        .panels
        .slots
        .iter()
        .zip(plot.axes.iter().zip(&plot.rights))
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
        legends: plot.legends.clone(),
        ends: if swap { Vec::new() } else { plot.ends.clone() },
        place: spec.legend,
        bare: spec.bare,
        aspect: match spec.aspect.as_deref() {
            Some(text) => aspect(text),
            None => plot.shape.map(|shape| match shape {
                Square::Panel => Aspect::Ratio(1.0),
                Square::Unit => Aspect::Equal,
            }),
        },
    }
}

fn aspect(text: &str) -> Option<Aspect> {
    match text {
        "equal" => Some(Aspect::Equal),
        "square" => Some(Aspect::Ratio(1.0)),
        number => number.parse().ok().filter(|r| *r > 0.0).map(Aspect::Ratio),
    }
}

struct Drawing<'a> {
    prepared: &'a Prepared,
    view: &'a View,
    plot: &'a PreparedPlot,
    spec: &'a Plot,
    /// Number of the plot's first layer in the figure.
    first: usize,
}

impl Drawing<'_> {
    /// The marks of one panel, a group a layer.
    fn panel(&self, number: usize, place: &PanelPlace, warnings: &mut Warnings) -> Vec<Group> {
        let side = |v: &Scale| Panel {
            h: place.h.clone(),
            v: v.clone(),
            rect: place.rect,
            swap: self.plot.swap,
        };
        let (left, right) = (side(&place.v), place.right.as_ref().map(side));
        let mut taken = mark::Taken::new();
        let mut groups = Vec::new();
        // Words of annotations stand over the lines of all of them.
        let mut words = Vec::new();
        for (index, layer) in self.plot.layers.iter().enumerate() {
            let panel = right.as_ref().filter(|_| layer.core.secondary).unwrap_or(&left);
            let rows = panels::rows_of(layer.split.as_ref(), number, &layer.columns);
            let reduce_above = policy::limit(self.spec, self.view);
            let method = policy::method(layer, rows, reduce_above);
            if let Some(sentence) = policy::sentence(method, layer.columns.len) {
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
                panels: self.plot.panels.slots.len(),
                reduce_above,
                density: self.prepared.figure.size.scale,
                layer: self.first + index,
            };
            let mut items = mark::draw(&layer.core, &layer.columns, rows, panel, &ink, &mut taken);
            if layer.core.annotation && items.is_empty() {
                let kind = self.plot.kind_of(layer.source);
                warnings.note(format!("a {kind} lies outside the ranges of its plot"));
            }
            if layer.core.annotation {
                words.extend(items.extract_if(.., |item| matches!(item, Item::Text(_))));
            }
            let class = if layer.core.annotation { Class::Annotation } else { Class::Marks };
            if !items.is_empty() {
                groups.push(Group { class, items });
            }
        }
        if !words.is_empty() {
            groups.push(Group { class: Class::Annotation, items: words });
        }
        groups
    }
}
