//! Colours of the layers of a plot.

use std::collections::BTreeMap;

use crate::color::{Color, palette::PALETTES};
use crate::data::Values;
use crate::error::Result;
use crate::mark::Paint;
use crate::scale::{Categorical, Extent, Sequential};
use crate::spec::theme::Look;
use crate::spec::{Channel, ColorSteps, Levels, Mark, Plot, ScaleSpec};
use crate::stat::{level, quantile};
use crate::warn::Warnings;

use super::load::Loaded;
use super::sides;

/// How each layer of a plot is coloured. Layers without series take the palette's next colour.
pub(super) fn paints(
    plot: &Plot,
    sources: &[usize],
    layers: &[Loaded],
    look: &Look,
    warnings: &mut Warnings,
) -> Result<Vec<Paint>> {
    let color_spec = plot.scales.get(&Channel::Color).cloned().unwrap_or_default();
    let series_spec = plot.scales.get(&Channel::By).unwrap_or(&color_spec);
    let counted = layers.iter().filter(|l| !l.core.annotation && !behind(l)).count();
    // Beside series on another axis, a layer of one series has a colour of its own.
    let levels = |layer: &Loaded| layer.columns.get(Channel::By).map_or(0, |by| by.levels().len());
    let taken = layers.iter().map(levels).max().filter(|_| sides::are_two(layers)).unwrap_or(0);
    let names = vec![String::new(); counted + taken];
    let own = Categorical::train(&names, series_spec, look, warnings)?;
    let mut next = taken as u32;
    // What each layer of the spec began with: marks that accompany others have their colour,
    // before and behind them.
    let mut firsts: BTreeMap<usize, u32> = BTreeMap::new();
    let mut paints = Vec::with_capacity(layers.len());
    for (layer, source) in layers.iter().zip(sources) {
        let first = *firsts.entry(*source).or_insert(next);
        // Colours that mean something, unless the user wants others.
        let given = !layer.core.palette.is_empty() && series_spec.palette.is_none();
        let own_spec = given.then(|| ScaleSpec {
            palette: Some(themed(&layer.core.palette, look)),
            ..series_spec.clone()
        });
        let series_spec = own_spec.as_ref().unwrap_or(series_spec);
        let literal = layer.core.style.color.as_deref().map(Color::parse).transpose()?;
        let paint = match (layer.columns.get(Channel::Color), layer.columns.get(Channel::By)) {
            (Some(Values::Category { levels, .. }), _) => {
                Paint::Categorical(Categorical::train(levels, series_spec, look, warnings)?)
            }
            (Some(values), _) => sequential(layer, values, &color_spec, look, warnings)?,
            (None, Some(by)) => match literal {
                Some(color) => Paint::Series(vec![color]),
                None if layer.core.one_color && series_spec.palette.is_none() => {
                    let color = own.color(next);
                    next += 1;
                    Paint::Series(vec![color])
                }
                None => Paint::Series(
                    Categorical::train(by.levels(), series_spec, look, warnings)?.colors,
                ),
            },
            (None, None) if layer.core.annotation => Paint::Series(vec![look.ink2]),
            (None, None) if layer.core.mark == Mark::Text => {
                Paint::Series(vec![literal.unwrap_or(look.ink)])
            }
            (None, None) => {
                let place = if behind(layer) { first } else { next };
                if !behind(layer) && literal.is_none() {
                    next += 1;
                }
                let color = literal.unwrap_or_else(|| own.color(place));
                Paint::Series(vec![color])
            }
        };
        paints.push(paint);
    }
    Ok(paints)
}

/// The colours of a kind as the theme has them: `C0` is the first of its palette, `C1` the next.
fn themed(names: &[String], look: &Look) -> Vec<String> {
    let palette = PALETTES.first().map_or(&[] as &[Color], |palette| palette.colors(look.dark));
    let own = |name: &String| {
        let place: usize = name.strip_prefix('C')?.parse().ok()?;
        palette.get(place).map(ToString::to_string)
    };
    names.iter().map(|name| own(name).unwrap_or_else(|| name.clone())).collect()
}

/// A layer that has the colour of another one.
fn behind(layer: &Loaded) -> bool {
    layer.core.silent || layer.core.loose
}

fn sequential(
    layer: &Loaded,
    values: &Values,
    spec: &ScaleSpec,
    look: &Look,
    warnings: &mut Warnings,
) -> Result<Paint> {
    let mut extent = match values {
        _ if layer.extents.contains_key(&Channel::Color) => {
            layer.extents.get(&Channel::Color).cloned().unwrap_or_default()
        }
        Values::Time(v) => Extent::of_times(v),
        Values::Number(v) => Extent::of(v),
        Values::Category { levels, .. } => Extent::of_levels(levels.clone()),
    };
    if let Some([low, high]) = values.numbers().filter(|_| spec.robust).and_then(middle) {
        (extent.min, extent.max) = (low, high);
    }
    let center = Sequential::center([extent.min, extent.max], spec, layer.core.diverging);
    let levels = match &layer.core.steps {
        None | Some(ColorSteps::Lines) => Vec::new(),
        Some(ColorSteps::Levels(Levels::Count(count))) => {
            level::levels(extent.min, extent.max, *count as usize)
        }
        Some(ColorSteps::Levels(Levels::At(levels))) => {
            extent = with_upper(layer, &extent);
            levels.clone()
        }
        Some(ColorSteps::Bands) => {
            extent = with_upper(layer, &extent);
            ends(layer)
        }
    };
    Ok(Paint::Sequential(if levels.is_empty() {
        Sequential::train(&extent, spec, center, look, warnings)?
    } else {
        Sequential::in_steps(&extent, &levels, spec, center, look, warnings)?
    }))
}

/// The extent of bands: they reach up to their upper ends.
fn with_upper(layer: &Loaded, extent: &Extent) -> Extent {
    let upper = layer.columns.get(Channel::Z).and_then(Values::numbers).map(Extent::of);
    upper.map_or_else(|| extent.clone(), |upper| extent.merge(&upper))
}

/// Where the bands of a layer begin and end.
fn ends(layer: &Loaded) -> Vec<f64> {
    let ends = [Channel::Color, Channel::Z].map(|channel| layer.columns.get(channel));
    let mut all: Vec<f64> = Vec::new();
    for values in ends.into_iter().flatten().filter_map(Values::numbers) {
        // Rows of one band follow each other.
        let mut before = f64::NAN;
        for &value in values.iter().filter(|v| v.is_finite()) {
            if value != before {
                all.push(value);
            }
            before = value;
        }
    }
    all.sort_by(f64::total_cmp);
    all.dedup();
    all
}

/// The ends of the middle 96 % of the values, by linear interpolation; none where they are one.
fn middle(values: &[f64]) -> Option<[f64; 2]> {
    let sorted = quantile::sorted(values);
    let ends = [0.02, 0.98].map(|share| quantile::quantile(&sorted, share));
    (ends[0] < ends[1]).then_some(ends)
}
