//! Legends of what is aggregated: colour bars with true ticks, and categories with their numbers.

use serde_json::Value;

use super::layers;
use super::plan::{Groups, Plan};
use crate::color::Color;
use crate::data::Values;
use crate::figure::{Prepared, PreparedLayer, View};
use crate::layout::{Entry, Key, Legend};
use crate::raster::Glyph;
use crate::raster::shade::{How, Map, Norm, ticks};
use crate::scale::format::{date, number, shared, with_commas};
use crate::scale::pattern::Pattern;
use crate::scale::{Continuous, Scale, Transform};
use crate::scene::live::LiveTicks;
use crate::spec::raster::Aggregator;
use crate::spec::scale::TickSpec;
use crate::spec::{Channel, Face, Plot, ScaleSpec};

/// Ticks of a colour bar, and how near they may be, as a share of it.
const TICKS: usize = 6;
const APART: f64 = 0.07;
/// As long as the words of a colour bar mostly are.
const USUAL: &str = "00,000";

/// The colour bar of a norm.
pub(super) fn bar(
    plot: &Plot,
    layer: &PreparedLayer,
    plan: &Plan,
    norm: &Norm,
    map: &Map,
) -> Legend {
    let spec = plot.scales.get(&Channel::Color).cloned().unwrap_or_default();
    let whole = matches!(plan.aggregator, Aggregator::Count | Aggregator::CountCat);
    let at = match &spec.ticks {
        Some(TickSpec::At(wishes)) => {
            let [low, high] = norm.range();
            let wish = |(value, word): &(Value, Option<String>)| {
                let value = value.as_f64().filter(|v| (low..=high).contains(v))?;
                Some((norm.place(value), value, word.clone()))
            };
            wishes.iter().filter_map(wish).collect()
        }
        other => {
            let want = match other {
                Some(TickSpec::Count(count)) => *count as usize,
                _ => TICKS,
            };
            let found = if want == 0 { Vec::new() } else { ticks(norm, whole, want, APART) };
            found.into_iter().map(|(place, value)| (place, value, None)).collect::<Vec<_>>()
        }
    };
    let values: Vec<f64> = at.iter().map(|(_, value, _)| *value).collect();
    let times = plan.gives_times() && matches!(color_of(layer), Some(Values::Time(_)));
    let pattern = spec.format.as_deref().and_then(|format| Pattern::parse(format).ok());
    let labels = match pattern {
        Some(pattern) => pattern.labels(&values),
        None if times => values.iter().map(|&ms| date(ms)).collect(),
        None if norm.how() == How::Linear => shared(&values),
        // Of several magnitudes, each is as short as it can be.
        None => values.iter().map(|&v| if v < 1e5 { number(v) } else { short(v) }).collect(),
    };
    // The bar begins with the colour of the least value, wherever on the map that is.
    let least = norm.place(norm.range()[0]).min(0.99);
    let along = |place: f64| (place - least) / (1.0 - least);
    let placed = at
        .into_iter()
        .zip(labels)
        .map(|((place, _, word), label)| (Value::from(along(place)), Some(word.unwrap_or(label))));
    let shown = |step: u8| least + (1.0 - least) * f64::from(step) / 255.0;
    Legend::Bar {
        title: title(plot, layer, plan),
        colors: (0..=255).map(|step| color(map.at(shown(step)))).collect(),
        scale: even(),
        spec: ScaleSpec { ticks: Some(TickSpec::At(placed.collect())), ..ScaleSpec::default() },
        integer: false,
        missing: None,
        stairs: None,
    }
}

/// What is aggregated.
pub(super) fn color_of(layer: &PreparedLayer) -> Option<&Values> {
    layer.columns.get(Channel::Color)
}

/// Where ticks of a colour bar are wanted.
pub(super) fn wanted(spec: &ScaleSpec) -> LiveTicks {
    match &spec.ticks {
        None => LiveTicks::Auto,
        Some(TickSpec::Count(count)) => LiveTicks::Count(*count),
        Some(TickSpec::At(wishes)) => LiveTicks::At(
            wishes.iter().filter_map(|(at, word)| Some((at.as_f64()?, word.clone()))).collect(),
        ),
    }
}

fn color([r, g, b, a]: [u8; 4]) -> Color {
    Color { r, g, b, a }
}

/// Places from 0 to 1.
fn even() -> Scale {
    let domain = [0.0, 1.0];
    Scale::Continuous(Continuous { transform: Transform::Linear, domain, range: domain })
}

/// What the colours measure.
pub(super) fn title(plot: &Plot, layer: &PreparedLayer, plan: &Plan) -> Option<String> {
    if let Some(title) = plot.scales.get(&Channel::Color).and_then(|s| s.title.clone()) {
        return (!title.is_empty()).then_some(title);
    }
    let name = plan.aggregator.name();
    if !plan.aggregator.takes_values() {
        return Some(name.into());
    }
    let column = layer.core.encodings.get(&Channel::Color)?;
    let column = column.title.clone().or_else(|| column.field.clone())?;
    // What the cells of a grid hold is known by its own name.
    let grid = plan.lattice.is_some() || plan.face.is_some();
    let own = grid && plot.raster.aggregator.is_none();
    Some(if own { column } else { format!("{name} of {column}") })
}

/// The legend of categories, each with its number of rows where it is known.
pub(super) fn swatches(
    plot: &Plot,
    layer: &PreparedLayer,
    groups: &Groups,
    colors: &[Color],
    totals: Option<&[f64]>,
) -> Legend {
    let count = |plane: usize| totals.and_then(|t| t.get(plane)).map(|total| short(*total));
    entries(plot, layer, groups, colors, &count)
}

fn entries(
    plot: &Plot,
    layer: &PreparedLayer,
    groups: &Groups,
    colors: &[Color],
    count: &dyn Fn(usize) -> Option<String>,
) -> Legend {
    let spec = |channel| plot.scales.get(&channel).and_then(|s: &ScaleSpec| s.title.clone());
    let column = layer.core.encodings.get(&groups.channel);
    let named = column.and_then(|e| e.title.clone().or_else(|| e.field.clone()));
    let named = named.filter(|name| name != crate::kind::auto::VARIABLE);
    let title = spec(groups.channel).or(named).filter(|title| !title.is_empty());
    let entry = |((plane, name), &color): ((usize, &String), &Color)| {
        let code = groups.codes.get(plane).copied().flatten();
        let called = code.and_then(|code| layer.core.called.get(code as usize)).unwrap_or(name);
        let label = match count(plane) {
            Some(count) => format!("{called} ({count})"),
            None => called.clone(),
        };
        Entry { label, key: Key::Box { color, opacity: 1.0 } }
    };
    let entries = groups.names.iter().enumerate().zip(colors).map(entry).collect();
    Legend::Swatches { title, entries }
}

/// A number of rows in few characters: `12,345`, `1.23M`.
fn short(value: f64) -> String {
    let units = [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e5, "k")];
    match units.iter().find(|(least, _)| value >= *least) {
        None => with_commas(&format!("{value:.0}")),
        Some((least, unit)) => {
            let scaled = if *unit == "k" { value / 1e3 } else { value / least };
            let decimals = if scaled < 10.0 { 2 } else { usize::from(scaled < 100.0) };
            let digits = format!("{scaled:.decimals$}");
            let digits = if decimals > 0 {
                digits.trim_end_matches('0').trim_end_matches('.')
            } else {
                &digits
            };
            format!("{digits}{unit}")
        }
    }
}

/// Legends as wide as those of a plot will be when its cells are known; none when no layer of it
/// is aggregated.
pub(in crate::figure) fn guessed(
    prepared: &Prepared,
    number: usize,
    view: &View,
) -> Option<Vec<Legend>> {
    let plot = prepared.figure.plots.get(number)?;
    let mut legends = Vec::new();
    let mut any = false;
    for (_, layer, plan) in layers(prepared, number, view) {
        any = true;
        if plan.face == Some(Face::Pixel) {
            continue;
        }
        if let Some(groups) = &plan.groups {
            let colors = vec![Color::BLACK; groups.names.len()];
            let counted = plan.glyph == Glyph::Point;
            let count = |_| counted.then(|| "000.0M".to_owned());
            legends.push(entries(plot, layer, groups, &colors, &count));
        } else if plan.aggregator != Aggregator::Any && plot.colorbar != Some(false) {
            let times = plan.gives_times() && matches!(color_of(layer), Some(Values::Time(_)));
            let usual = if times { "2000-00-00 00:00" } else { USUAL };
            let ticks = vec![(Value::from(0.5), Some(usual.into()))];
            legends.push(Legend::Bar {
                title: title(plot, layer, plan),
                colors: vec![Color::BLACK; 256],
                scale: even(),
                spec: ScaleSpec { ticks: Some(TickSpec::At(ticks)), ..ScaleSpec::default() },
                integer: false,
                missing: None,
                stairs: None,
            });
        }
    }
    any.then_some(legends)
}
