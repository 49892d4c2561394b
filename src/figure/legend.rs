//! Colours, legends and end labels of a plot.

use crate::color::Color;
use crate::data::Values;
use crate::error::Result;
use crate::layout::{EndLabel, Entry, Key, Legend};
use crate::mark::{Paint, dash, dot};
use crate::scale::{Categorical, Continuous, Extent, Scale, Sequential, Transform, ticks};
use crate::spec::theme::Look;
use crate::spec::{Channel, Mark, Plot, Position, ScaleSpec};
use crate::warn::Warnings;

use super::load::Loaded;

/// How each layer of a plot is coloured. Layers without series take the palette's next colour.
pub(super) fn paints(
    plot: &Plot,
    layers: &[Loaded],
    look: &Look,
    warnings: &mut Warnings,
) -> Result<Vec<Paint>> {
    let color_spec = plot.scales.get(&Channel::Color).cloned().unwrap_or_default();
    let series_spec = plot.scales.get(&Channel::By).unwrap_or(&color_spec);
    let own = Categorical::train(&vec![String::new(); layers.len()], series_spec, look, warnings)?;
    let mut next = 0;
    let mut paints = Vec::with_capacity(layers.len());
    for layer in layers {
        let literal = layer.core.style.color.as_deref().map(Color::parse).transpose()?;
        let paint = match (layer.columns.get(Channel::Color), layer.columns.get(Channel::By)) {
            (Some(Values::Category { levels, .. }), _) => {
                Paint::Categorical(Categorical::train(levels, series_spec, look, warnings)?)
            }
            (Some(values), _) => sequential(values, &color_spec, look, warnings)?,
            (None, Some(by)) => match literal {
                Some(color) => Paint::Series(vec![color]),
                None => Paint::Series(
                    Categorical::train(by.levels(), series_spec, look, warnings)?.colors,
                ),
            },
            (None, None) if layer.core.annotation => Paint::Series(vec![look.ink2]),
            (None, None) => {
                let color = literal.unwrap_or_else(|| own.color(next));
                if !layer.core.silent && literal.is_none() {
                    next += 1;
                }
                Paint::Series(vec![color])
            }
        };
        paints.push(paint);
    }
    Ok(paints)
}

fn sequential(
    values: &Values,
    spec: &ScaleSpec,
    look: &Look,
    warnings: &mut Warnings,
) -> Result<Paint> {
    let extent = match values {
        Values::Time(v) => Extent::of_times(v),
        Values::Number(v) => Extent::of(v),
        Values::Category { levels, .. } => Extent::of_levels(levels.clone()),
    };
    Ok(Paint::Sequential(Sequential::train(&extent, spec, None, look, warnings)?))
}

/// The legends of a plot, top to bottom.
pub(super) fn legends(plot: &Plot, layers: &[Loaded], paints: &[Paint]) -> Vec<Legend> {
    let mut legends: Vec<Legend> = Vec::new();
    for (layer, paint) in layers.iter().zip(paints) {
        if layer.core.silent || layer.core.annotation {
            continue;
        }
        legends.extend(sizes(plot, layer));
        let (by, color) = (layer.columns.get(Channel::By), layer.columns.get(Channel::Color));
        match paint {
            Paint::Series(colors) => {
                let Some(by) = by else { continue };
                if colors.len() < 2 && by.levels().len() > 1 {
                    continue;
                }
                let entries = by
                    .levels()
                    .iter()
                    .enumerate()
                    .map(|(i, label)| Entry {
                        label: label.clone(),
                        key: key(layer, colors.get(i).copied().unwrap_or(Color::BLACK)),
                    })
                    .collect();
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
                let gaps =
                    color.is_some_and(|v| (0..layer.columns.len).any(|r| !v.at(r).is_finite()));
                legends.push(Legend::Bar {
                    title: title(plot, layer, Channel::Color),
                    colors: scale.colors.clone(),
                    scale: scale.scale.clone(),
                    spec: plot.scales.get(&Channel::Color).cloned().unwrap_or_default(),
                    missing: gaps.then_some(scale.missing),
                });
            }
        }
    }
    legends
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
    let name = layer.core.encodings.get(&channel)?.field.as_deref()?;
    (name != crate::kind::auto::VARIABLE).then(|| name.to_owned())
}

/// The symbol of a series.
fn key(layer: &Loaded, color: Color) -> Key {
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
        _ => Key::Box { color, opacity: style.alpha.unwrap_or(1.0) },
    }
}

/// Names for the ends of 2 to 8 lines of a single panel, and their order in the legend.
pub(super) fn ends(layers: &[Loaded], paints: &[Paint]) -> Vec<EndLabel> {
    let mut lines =
        layers.iter().zip(paints).filter(|(layer, _)| !layer.core.annotation && !layer.core.silent);
    let (Some((layer, paint)), None) = (lines.next(), lines.next()) else { return Vec::new() };
    let (Mark::Line { .. }, Paint::Series(colors)) = (layer.core.mark, paint) else {
        return Vec::new();
    };
    let Some(by) = layer.columns.get(Channel::By) else { return Vec::new() };
    let levels = by.levels();
    if !(2..=8).contains(&levels.len()) || colors.len() < levels.len() {
        return Vec::new();
    }
    let last = last_points(layer, levels.len());
    let furthest = last.iter().flatten().map(|(x, _)| *x).fold(f64::NEG_INFINITY, f64::max);
    let reaches = |(x, _): &(f64, f64)| *x >= furthest - span(layer) * 0.05;
    if !last.iter().all(|end| end.as_ref().is_some_and(reaches)) {
        return Vec::new();
    }
    levels
        .iter()
        .zip(colors)
        .zip(last)
        .filter_map(|((label, &color), end)| {
            Some(EndLabel { label: label.clone(), color, value: end?.1 })
        })
        .collect()
}

/// The last point of every series that has a value.
fn last_points(layer: &Loaded, series: usize) -> Vec<Option<(f64, f64)>> {
    let mut last: Vec<Option<(f64, f64)>> = vec![None; series];
    for row in 0..layer.columns.len {
        let (x, y) = (layer.columns.at(Channel::X, row), layer.columns.at(Channel::Y, row));
        let code = layer.columns.get(Channel::By).and_then(|by| by.code(row));
        let Some(end) = code.and_then(|code| last.get_mut(code)) else { continue };
        if y.is_finite() && x.is_finite() && end.is_none_or(|(before, _)| x >= before) {
            *end = Some((x, y));
        }
    }
    last
}

fn span(layer: &Loaded) -> f64 {
    let x =
        (0..layer.columns.len).map(|r| layer.columns.at(Channel::X, r)).filter(|x| x.is_finite());
    let (low, high) = x.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), x| (l.min(x), h.max(x)));
    (high - low).max(0.0)
}
