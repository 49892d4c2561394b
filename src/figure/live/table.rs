//! The rows behind marks, as a page carries them.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::DataFrame;

use super::{item, pattern};
use crate::data::{Columns, Values};
use crate::figure::{Prepared, PreparedLayer, PreparedPlot};
use crate::scene::Live;
use crate::scene::live::{LiveColumn, LiveLayer, LiveValues};
use crate::spec::{Channel, Encoding, Mark, Plot, Position, Shape};
use crate::warn::Warnings;

/// The table of a layer, all rows of it.
pub(super) fn table(
    prepared: &Prepared,
    number: usize,
    index: usize,
    warnings: &mut Warnings,
) -> LiveLayer {
    let (plot, spec) = (&prepared.plots[number], &prepared.figure.plots[number]);
    let layer = &plot.layers[index];
    let listed = listed(plot, layer);
    let mut columns: Vec<LiveColumn> = Vec::new();
    for (channel, values) in told(&layer.columns) {
        let Some(encoding) = layer.core.encodings.get(&channel) else { continue };
        let name = named(plot, layer, encoding, channel);
        let channel_name = String::from(channel);
        if let Some(known) = columns.iter_mut().find(|known| known.name == name) {
            known.channels.push(channel_name);
            continue;
        }
        let years = plot.axes.first().is_some_and(|[x, y]| match channel {
            Channel::X | Channel::X2 => x.years,
            Channel::Y | Channel::Y2 => y.years,
            _ => false,
        });
        let format = spec.scales.get(&along(channel)).and_then(|scale| scale.format.clone());
        let values = own(layer, channel, values);
        let numbers = matches!(values, LiveValues::Number(_));
        columns.push(LiveColumn {
            hover: shown(channel, layer, listed),
            values,
            pattern: pattern(format.as_deref().filter(|_| numbers)),
            format,
            channels: vec![channel_name],
            name,
            years,
        });
    }
    list(&mut columns, layer, listed);
    columns.extend(asked(prepared, number, layer, warnings));
    let by = columns.iter().position(|column| column.channels.iter().any(|c| series(c, &columns)));
    LiveLayer {
        plot: number,
        table: 0,
        rows: layer.columns.len,
        by,
        name: layer.core.name.clone().or_else(|| {
            let y = layer.core.encodings.get(&Channel::Y)?;
            y.title.clone().filter(|t| !t.is_empty()).or_else(|| y.field.clone())
        }),
        columns,
    }
}

/// Whether a channel tells series apart: words in colours, where there is no other.
fn series(channel: &str, columns: &[LiveColumn]) -> bool {
    let has = |name: &str| columns.iter().any(|c| c.channels.iter().any(|channel| channel == name));
    channel == "by"
        || (channel == "color" && !has("by"))
            && columns.iter().any(|c| {
                c.channels.iter().any(|n| n == "color") && matches!(c.values, LiveValues::Words(..))
            })
}

/// The channels of a table in the order in which a reader wants them: series, places, values, keys.
fn told(columns: &Columns) -> impl Iterator<Item = (Channel, &Values)> {
    let rank = |channel: Channel| match channel {
        Channel::By => 0,
        Channel::Text => 1,
        Channel::Row | Channel::Col | Channel::Key(_) => 3,
        _ => 2,
    };
    let mut all: Vec<(Channel, &Values)> =
        columns.channels.iter().map(|(channel, values)| (*channel, values)).collect();
    all.sort_by_key(|(channel, _)| rank(*channel));
    all.into_iter()
}

/// The columns of the rows behind the picture; of a layer that adds to another, those of the other.
fn listed<'a>(plot: &'a PreparedPlot, layer: &'a PreparedLayer) -> &'a [String] {
    let shown = |other: &&PreparedLayer| other.source == layer.source && !other.core.silent;
    let lead = if layer.core.silent { plot.layers.iter().find(shown) } else { Some(layer) };
    lead.map_or(&[], |lead| &lead.core.columns)
}

/// Add the listed columns that no channel shows, and put all in the order of the list: a box is told
/// by its five numbers, though its sides are only two of them.
fn list(columns: &mut Vec<LiveColumn>, layer: &PreparedLayer, listed: &[String]) {
    if layer.frame.height() != layer.columns.len {
        return;
    }
    let fields: Vec<&str> =
        layer.core.encodings.values().filter_map(|encoding| encoding.field.as_deref()).collect();
    for field in listed.iter().filter(|field| !fields.contains(&field.as_str())) {
        // Places that only the shape of a mark shows have the names of their axes.
        let title = match field.as_str() {
            "x" => layer.core.encodings.get(&Channel::X),
            "y" => layer.core.encodings.get(&Channel::Y),
            _ => None,
        };
        let name = title.and_then(|encoding| encoding.title.clone());
        let Some(values) = read(&layer.frame, field) else { continue };
        columns.push(LiveColumn {
            name: name.unwrap_or_else(|| field.clone()),
            channels: Vec::new(),
            values,
            years: false,
            format: None,
            pattern: None,
            hover: true,
        });
    }
    let rank = |column: &LiveColumn| listed.iter().position(|name| *name == column.name);
    if columns.iter().filter(|column| column.hover).all(|column| rank(column).is_some()) {
        columns.sort_by_key(rank);
    }
}

/// Whether readers are shown a channel: not what only says how marks are put together, nor places
/// where the listed columns say all.
fn shown(channel: Channel, layer: &PreparedLayer, listed: &[String]) -> bool {
    use Channel::{Offset, Offset2, Part, X, X2, Y, Y2};
    let core = &layer.core;
    let field = core.encodings.get(&channel).and_then(|encoding| encoding.field.as_deref());
    let has = |name: &String| layer.frame.get_column_index(name).is_some();
    let told = !listed.is_empty() && listed.iter().all(has);
    match channel {
        _ if field.is_some_and(|field| field.starts_with('\0')) => false,
        Offset | Offset2 => false,
        Part => core.transforms.is_empty(),
        Y2 if core.position == Position::Stack => false,
        // A corner of an outline is not where the pointer is.
        X | Y if core.mark == Mark::Polygon(Shape::Vertices) => false,
        X | X2 | Y | Y2 if told => field.is_some_and(|field| listed.iter().any(|l| l == field)),
        _ => true,
    }
}

/// The channel whose scale a channel's values are on.
fn along(channel: Channel) -> Channel {
    match channel {
        Channel::X2 => Channel::X,
        Channel::Y2 => Channel::Y,
        other => other,
    }
}

/// The name of a channel's column; what a statistic calls by a general word is told by what it is.
fn named(
    plot: &PreparedPlot,
    layer: &PreparedLayer,
    encoding: &Encoding,
    channel: Channel,
) -> String {
    let others = || plot.layers.iter().any(|other| other.source != layer.source);
    // Layers of one plot may show the same column in different ways.
    let whole = channel == Channel::Y && !layer.core.encodings.contains_key(&Channel::By);
    let own = if whole && others() { layer.core.name.clone() } else { None };
    let title = own.clone().or_else(|| encoding.title.clone()).filter(|title| !title.is_empty());
    let field = encoding.field.clone().filter(|field| {
        let general = matches!(field.as_str(), "x" | "y" | "value");
        let made = !layer.core.transforms.is_empty();
        title.is_none() || own.is_none() && !(general && made)
    });
    field.or(title).unwrap_or_else(|| String::from(channel))
}

/// The values of a channel; of a part of a stack its own, not where it ends; of an error bar the
/// value that it is about.
fn own(layer: &PreparedLayer, channel: Channel, values: &Values) -> LiveValues {
    let length = match channel {
        Channel::X => layer.columns.get(Channel::XErr),
        Channel::Y => layer.columns.get(Channel::YErr),
        _ => None,
    };
    if let (true, Values::Number(low), Some(length)) = (layer.core.silent, values, length) {
        let middle = low.iter().enumerate().map(|(row, low)| difference(*low, -length.at(row)));
        return LiveValues::Number(middle.collect());
    }
    let base = (layer.core.position == Position::Stack && channel == Channel::Y)
        .then(|| layer.columns.get(Channel::Y2))
        .flatten();
    match (values, base) {
        (Values::Number(tops), Some(base)) => LiveValues::Number(
            tops.iter().enumerate().map(|(row, top)| difference(*top, base.at(row))).collect(),
        ),
        (Values::Number(v), None) => LiveValues::Number(v.clone()),
        (Values::Time(v), _) => LiveValues::Time(v.clone()),
        (Values::Category { codes, levels }, _) => LiveValues::Words(codes.clone(), levels.clone()),
    }
}

/// What is between two ends of a sum, without the noise of its last digits.
fn difference(top: f64, base: f64) -> f64 {
    let exact = top - base;
    let size = top.abs().max(base.abs());
    if size == 0.0 || !exact.is_finite() {
        return exact;
    }
    let unit = 10f64.powi(12 - size.log10().floor() as i32);
    if unit.is_finite() && unit > 0.0 { (exact * unit).round() / unit } else { exact }
}

/// The columns that are shown because they were asked for, where each row is one of the data.
fn asked(
    prepared: &Prepared,
    number: usize,
    layer: &PreparedLayer,
    warnings: &mut Warnings,
) -> Vec<LiveColumn> {
    let (plot, spec): (_, &Plot) = (&prepared.plots[number], &prepared.figure.plots[number]);
    let places = spec.layers.iter().take(layer.source).filter(|layer| layer.data.is_some()).count();
    let Some(base) = plot.bases.get(places) else { return Vec::new() };
    if !layer.core.transforms.is_empty() || base.height() != layer.columns.len {
        if let Some(name) = spec.page.hover_cols.first() {
            let kind = plot.kind_of(layer.source);
            warnings.note(format!(
                "{name} is not shown at the pointer: the marks of a {kind} stand for several rows each"
            ));
        }
        return Vec::new();
    }
    let column = |name: &String| {
        let values = read(base, name)?;
        Some(LiveColumn {
            name: name.clone(),
            channels: Vec::new(),
            values,
            years: false,
            format: None,
            pattern: None,
            hover: true,
        })
    };
    spec.page.hover_cols.iter().filter_map(column).collect()
}

fn read(frame: &DataFrame, name: &str) -> Option<LiveValues> {
    let columns = Columns::from_frame(frame, &[(Channel::Text, name)], |_| false).ok()?;
    Some(match columns.get(Channel::Text)?.clone() {
        Values::Number(v) => LiveValues::Number(v),
        Values::Time(v) => LiveValues::Time(v),
        Values::Category { codes, levels } => LiveValues::Words(codes, levels),
    })
}

/// The values of a key as numbers or times, where its words are such; and whether they are times.
pub(super) fn ordered(
    layer: Option<&PreparedLayer>,
    field: &str,
    labels: &[String],
) -> (Option<Vec<f64>>, bool) {
    let numbers: Option<Vec<f64>> = labels.iter().map(|label| label.parse().ok()).collect();
    if numbers.is_some() {
        return (numbers, false);
    }
    let time = layer
        .and_then(|layer| read(&layer.frame, field))
        .is_some_and(|values| matches!(values, LiveValues::Time(_)));
    let places = time.then(|| (0..labels.len()).map(|place| place as f64).collect());
    (places, time)
}

/// Number the tables: those of layers with the same rows alike, so that a choice in one plot is
/// seen in the others.
pub(super) fn number(prepared: &Prepared, live: &mut Live) {
    let mut sources = Vec::new();
    for (plot, spec) in prepared.plots.iter().zip(&prepared.figure.plots) {
        for layer in plot.layers.iter().filter(|layer| !layer.core.annotation) {
            let source = spec.layers.get(layer.source);
            let made =
                source.map(|s| (&s.data, &s.transforms, &s.group, &s.steps, &s.sort, s.sort_x));
            let key = serde_json::to_string(&(made, &layer.core.transforms)).unwrap_or_default();
            sources.push((key, layer.columns.len));
        }
    }
    let mut numbers: Vec<usize> = Vec::new();
    for index in 0..live.layers.len() {
        let same = (0..index).find(|&other| {
            sources.get(other).zip(sources.get(index)).is_some_and(|(a, b)| a == b)
                && agree(&live.layers[other], &live.layers[index])
        });
        numbers.push(same.map_or(index, |other| numbers[other]));
    }
    for (layer, number) in live.layers.iter_mut().zip(numbers) {
        layer.table = number;
    }
}

/// Whether columns of the same name have the same values.
fn agree(a: &LiveLayer, b: &LiveLayer) -> bool {
    let same = |x: &f64, y: &f64| x.to_bits() == y.to_bits() || (x.is_nan() && y.is_nan());
    a.columns.iter().all(|one| {
        b.columns.iter().filter(|other| other.name == one.name).all(|other| {
            match (&one.values, &other.values) {
                (LiveValues::Number(x), LiveValues::Number(y))
                | (LiveValues::Time(x), LiveValues::Time(y)) => {
                    x.len() == y.len() && x.iter().zip(y).all(|(x, y)| same(x, y))
                }
                (x, y) => x == y,
            }
        })
    })
}

/// Leave out rows that no mark shows, alike in all tables of the same rows.
pub(super) fn compact(live: &mut Live) {
    let mut used: BTreeMap<usize, BTreeSet<u32>> = BTreeMap::new();
    for item in &mut live.items {
        let Some(layer) = item.layer.and_then(|layer| live.layers.get(layer)) else { continue };
        used.entry(layer.table)
            .or_default()
            .extend(item::rows_mut(&mut item.shape).map(|row| *row));
    }
    for item in &mut live.items {
        let Some(layer) = item.layer.and_then(|layer| live.layers.get(layer)) else { continue };
        let Some(kept) = used.get(&layer.table).filter(|kept| kept.len() < layer.rows) else {
            continue;
        };
        let places: BTreeMap<u32, u32> = kept.iter().copied().zip(0..).collect();
        for row in item::rows_mut(&mut item.shape) {
            *row = places.get(row).copied().unwrap_or(0);
        }
    }
    for layer in &mut live.layers {
        let Some(kept) = used.get(&layer.table).filter(|kept| kept.len() < layer.rows) else {
            continue;
        };
        for column in &mut layer.columns {
            match &mut column.values {
                LiveValues::Number(v) | LiveValues::Time(v) => *v = chosen(v, kept),
                LiveValues::Words(codes, _) => *codes = chosen(codes, kept),
            }
        }
        layer.rows = kept.len();
    }
}

fn chosen<T: Copy>(values: &[T], rows: &BTreeSet<u32>) -> Vec<T> {
    rows.iter().filter_map(|&row| values.get(row as usize).copied()).collect()
}
