//! Legends of a plot.

use crate::color::Color;
use crate::data::Values;
use crate::layout::{AxisFrame, Entry, Key, Legend};
use crate::mark::{Paint, bar_opacity, dash, dot};
use crate::scale::{Continuous, Extent, Scale, Transform, ticks};
use crate::spec::scale::TickSpec;
use crate::spec::theme::Look;
use crate::spec::{Channel, ColorSteps, LegendPlace, Mark, Plot, Position, ScaleSpec, Unique};

use super::arrows;
use super::ends;
use super::load::Loaded;
use super::raster::Plan;
use super::sides;

/// What follows the name of a series that the axis on the right measures.
const RIGHT: &str = " (right)";

/// The legends of a plot, and those of the layers that are never aggregated.
pub(super) fn both(
    plot: &Plot,
    layers: &[Loaded],
    paints: &[Paint],
    plans: &[Option<Plan>],
    (x, look): (Option<&AxisFrame>, &Look),
) -> [Vec<Legend>; 2] {
    let all = || layers.iter().zip(paints).zip(plans);
    let (some, inks): (Vec<&Loaded>, Vec<&Paint>) = all().map(|(layer, _)| layer).unzip();
    let rest = all().filter(|(_, plan)| plan.is_none()).map(|(layer, _)| layer);
    let (others, other_inks): (Vec<&Loaded>, Vec<&Paint>) = rest.unzip();
    [legends(plot, &some, &inks, (x, look)), legends(plot, &others, &other_inks, (x, look))]
}

/// The legends of these layers of a plot, top to bottom.
fn legends(
    plot: &Plot,
    layers: &[&Loaded],
    paints: &[&Paint],
    (x, look): (Option<&AxisFrame>, &Look),
) -> Vec<Legend> {
    let mut legends: Vec<Legend> = Vec::new();
    let plain = overlaid(layers, paints);
    if !plain.is_empty() {
        legends.push(Legend::Swatches { title: None, entries: plain });
    }
    for (&layer, &paint) in layers.iter().zip(paints) {
        let hidden = layer.core.loose || (layer.core.silent && !has_own_series(layer, layers));
        if layer.core.annotation || hidden || named(plot, layer, x.is_some()) {
            continue;
        }
        legends.extend(sizes(plot, layer));
        legends.extend(arrows::key(layer, paint, look));
        let (by, color) = (layer.columns.get(Channel::By), layer.columns.get(Channel::Color));
        match paint {
            Paint::Series(colors) => {
                let Some(by) = by else { continue };
                if colors.len() < 2 && by.levels().len() > 1 {
                    continue;
                }
                let entry = |(i, label): (usize, &String)| Entry {
                    label: sided(layer.core.called.get(i).unwrap_or(label), layer),
                    key: key(layer, colors.get(i).copied().unwrap_or(Color::BLACK)),
                };
                let present = sides::are_two(layers).then(|| sides::present(layer));
                let here = |i: &usize| present.as_ref().is_none_or(|p| p.contains(i));
                let mut entries: Vec<(usize, Entry)> = (by.levels().iter().enumerate())
                    .filter(|(i, _)| here(i))
                    .map(|(i, l)| (i, entry((i, l))))
                    .collect();
                let ordered = layer.core.unique != Unique::Any;
                if let (Mark::Line { .. }, Some(x)) = (layer.core.mark, x.filter(|_| ordered)) {
                    // As the lines lie at their right end, topmost first.
                    let seen = ends::at_right(layer, x);
                    let height =
                        |i: usize| seen.get(i).copied().flatten().map_or(f64::MIN, |e| e.y);
                    entries.sort_by(|a, b| height(b.0).total_cmp(&height(a.0)));
                }
                let entries = entries.into_iter().map(|(_, entry)| entry).collect();
                add(&mut legends, title(plot, layer, Channel::By), entries, layer);
            }
            Paint::Categorical(scale) => {
                let entries = scale
                    .levels
                    .iter()
                    .zip(&scale.colors)
                    .map(|(label, &color)| Entry { label: label.clone(), key: key(layer, color) })
                    .collect();
                add(&mut legends, title(plot, layer, Channel::Color), entries, layer);
            }
            Paint::Sequential(scale) => {
                if plot.colorbar == Some(false) {
                    continue;
                }
                // What has no colour may have no arrow either.
                let arrows = matches!(layer.core.mark, Mark::Vector(_));
                let gaps = holes(layer)
                    || color.filter(|_| !arrows).is_some_and(|v| {
                        (0..layer.columns.len).any(|r| scale.scale.map(v.at(r)).is_nan())
                    });
                legends.push(Legend::Bar {
                    title: title(plot, layer, Channel::Color),
                    colors: scale.colors.clone(),
                    scale: scale.scale.clone(),
                    spec: wishes(plot, layer),
                    stairs: scale.stairs.clone(),
                    missing: gaps.then_some(scale.missing),
                    integer: color.and_then(Values::numbers).is_some_and(|v| Extent::of(v).integer),
                });
            }
        }
    }
    if sides::are_two(layers) { together(legends) } else { legends }
}

/// What is asked of a colour bar. That of lines at levels has its ticks there.
fn wishes(plot: &Plot, layer: &Loaded) -> ScaleSpec {
    let mut spec = plot.scales.get(&Channel::Color).cloned().unwrap_or_default();
    let lines = layer.core.steps == Some(ColorSteps::Lines) && spec.ticks.is_none();
    if let Some(values) =
        layer.columns.get(Channel::Color).and_then(Values::numbers).filter(|_| lines)
    {
        let mut levels: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
        levels.dedup();
        levels.sort_by(f64::total_cmp);
        levels.dedup();
        spec.ticks = Some(TickSpec::At(levels.into_iter().map(|v| (v.into(), None)).collect()));
    }
    spec
}

/// Legends of one title as one, the series of the right below those of the left.
fn together(legends: Vec<Legend>) -> Vec<Legend> {
    let mut all: Vec<Legend> = Vec::new();
    for legend in legends {
        match (all.last_mut(), legend) {
            (
                Some(Legend::Swatches { title, entries }),
                Legend::Swatches { title: other, entries: more },
            ) if *title == other => {
                entries.extend(more);
                entries.sort_by_key(|entry| entry.label.ends_with(RIGHT));
            }
            (_, legend) => all.push(legend),
        }
    }
    all
}

/// Whether a layer that shows rows of another has series that no other explains.
fn has_own_series(layer: &Loaded, layers: &[&Loaded]) -> bool {
    let series = |layer: &Loaded| layer.core.encodings.get(&Channel::By)?.field.clone();
    let own = series(layer);
    own.is_some() && !layers.iter().any(|other| !other.core.silent && series(other) == own)
}

/// Slices that have their names beside them; more have a legend.
const MOST_NAMED: usize = 20;

/// Whether the names of the series stand in the picture, so that a legend would repeat them.
fn named(plot: &Plot, layer: &Loaded, single: bool) -> bool {
    let asked = matches!(plot.legend, Some(LegendPlace::Right | LegendPlace::Top));
    match layer.core.mark {
        Mark::Connection(_) => true,
        Mark::Arc { .. } => {
            let few =
                layer.columns.get(Channel::By).is_none_or(|by| by.levels().len() <= MOST_NAMED);
            single && few && !asked
        }
        _ => single && on_axis(layer) && !asked,
    }
}

/// Whether the series are the categories of an axis, which names them.
fn on_axis(layer: &Loaded) -> bool {
    let field = |channel| layer.core.encodings.get(&channel)?.field.as_ref();
    let names = |channel: Channel| {
        let words = layer.columns.get(channel).is_some_and(|v| !v.levels().is_empty());
        words && field(channel).is_some_and(|name| Some(name) == field(Channel::By))
    };
    names(Channel::X) || names(Channel::Y)
}

/// Whether a heat map has a place without a row.
fn holes(layer: &Loaded) -> bool {
    let count = |channel| layer.columns.get(channel).map_or(0, |v| v.levels().len());
    layer.core.mark == Mark::Rect && layer.columns.len < count(Channel::X) * count(Channel::Y)
}

/// Names of layers of one series each, when there are several: each is named by its column.
fn overlaid(layers: &[&Loaded], paints: &[&Paint]) -> Vec<Entry> {
    let plain: Vec<(&Loaded, Color)> = layers
        .iter()
        .copied()
        .zip(paints)
        .filter(|(layer, _)| !layer.core.annotation && !layer.core.silent && !layer.core.loose)
        // Words say themselves what they are.
        .filter(|(layer, _)| layer.core.mark != Mark::Text)
        .filter_map(|(layer, paint)| match paint {
            Paint::Series(colors) if layer.columns.get(Channel::By).is_none() => {
                Some((layer, *colors.first()?))
            }
            _ => None,
        })
        .collect();
    let named = plain.iter().any(|(layer, _)| layer.core.name.is_some());
    let beside = sides::are_two(layers) && plain.len() < layers.len();
    if plain.len() < 2 && !named && !beside {
        return Vec::new();
    }
    let column = |layer: &Loaded| {
        let y = layer.core.encodings.get(&Channel::Y);
        let name = layer.core.name.clone();
        name.or_else(|| y.and_then(|y| y.title.clone().or_else(|| y.field.clone())))
            .unwrap_or_default()
    };
    let names: Vec<String> = plain.iter().map(|(layer, _)| column(layer)).collect();
    let repeats = |name: &String| names.iter().filter(|n| *n == name).count() > 1;
    plain
        .iter()
        .zip(&names)
        .map(|((layer, color), name)| {
            let label = if layer.core.secondary {
                sided(name, layer)
            } else if repeats(name) {
                format!("{name} ({})", layer.core.mark.name())
            } else {
                name.clone()
            };
            Entry { label, key: key(layer, *color) }
        })
        .collect()
}

/// The name of a series, with the side on which it is measured.
fn sided(label: &str, layer: &Loaded) -> String {
    if layer.core.secondary { format!("{label}{RIGHT}") } else { label.to_owned() }
}

/// Three sizes and what they mean.
fn sizes(plot: &Plot, layer: &Loaded) -> Option<Legend> {
    let values = layer.columns.get(Channel::Size)?;
    let greatest = greatest(values);
    let domain = [0.0, greatest];
    let transform = Transform::Linear;
    let scale = Scale::Continuous(Continuous { transform, domain, range: [0.0, 1.0] });
    let ticks = ticks::ticks(&scale, 3, &ScaleSpec::default(), false, false);
    let marker = layer.core.style.marker.as_deref().and_then(|name| dot::marker(name).ok());
    let entries: Vec<Entry> = ticks
        .major
        .into_iter()
        .filter(|tick| tick.value > 0.0)
        .map(|tick| Entry {
            label: tick.label,
            key: Key::Dot {
                color: Color::hex(0x8a_93_9e),
                marker: marker.unwrap_or_default(),
                radius: dot::radius_of(tick.value, greatest),
            },
        })
        .collect();
    (!entries.is_empty())
        .then(|| Legend::Swatches { title: title(plot, layer, Channel::Size), entries })
}

/// The greatest value that can be drawn.
pub(super) fn greatest(values: &Values) -> f64 {
    (0..values.len()).map(|r| values.at(r)).filter(|v| v.is_finite()).fold(0.0, f64::max)
}

/// A legend of words, unless the same words already have one: then the layers share it.
fn add(legends: &mut Vec<Legend>, title: Option<String>, mut entries: Vec<Entry>, layer: &Loaded) {
    if layer.core.position == Position::Stack {
        // The top part of the stack comes first.
        entries.reverse();
    }
    let same = legends.iter().any(|legend| match legend {
        Legend::Swatches { entries: known, .. } => {
            known.iter().map(|e| &e.label).eq(entries.iter().map(|e| &e.label))
        }
        Legend::Bar { .. } => false,
    });
    if !same {
        legends.push(Legend::Swatches { title, entries });
    }
}

fn title(plot: &Plot, layer: &Loaded, channel: Channel) -> Option<String> {
    if let Some(title) = plot.scales.get(&channel).and_then(|s| s.title.clone()) {
        return (!title.is_empty()).then_some(title);
    }
    let encoding = layer.core.encodings.get(&channel)?;
    if let Some(title) = &encoding.title {
        return (!title.is_empty()).then(|| title.clone());
    }
    let name = encoding.field.as_deref()?;
    (name != crate::kind::auto::VARIABLE).then(|| name.to_owned())
}

/// The symbol of a series.
pub(super) fn key(layer: &Loaded, color: Color) -> Key {
    let style = &layer.core.style;
    match layer.core.mark {
        Mark::Line { .. } => {
            Key::Line { color, width: style.line_width.unwrap_or(2.25), dash: dash(style) }
        }
        Mark::Dot => {
            let marker = style.marker.as_deref().and_then(|name| dot::marker(name).ok());
            Key::Dot { color, marker: marker.unwrap_or_default(), radius: 4.0 }
        }
        Mark::Area if layer.core.position != Position::Stack => Key::Box { color, opacity: 0.5 },
        Mark::Bar => {
            let series = layer.columns.get(Channel::By).map_or(1, |by| by.levels().len());
            let plain = || bar_opacity(&layer.columns, layer.core.position, series);
            Key::Box { color, opacity: style.alpha.unwrap_or_else(plain) }
        }
        // Regions that lie over each other add up to more than one of them.
        Mark::Polygon(_) => Key::Box { color, opacity: style.alpha.unwrap_or(1.0).max(0.5) },
        _ => Key::Box { color, opacity: style.alpha.unwrap_or(1.0) },
    }
}
