//! What is drawn of the rows of a plot, and what is not.

use std::collections::BTreeMap;

use super::load::Loaded;
use super::{LayerFacts, Range, axes, spread};
use crate::data::{Columns, Values};
use crate::layout::AxisFrame;
use crate::mark;
use crate::spec::wide::WideInto;
use crate::spec::{Channel, Mark, Transform, Unique, mark::Rule};
use crate::warn::{Warnings, count, verb};

/// Count what is drawn and what is not, and say the latter. `known` says of each layer whether
/// windows went along its series, which have no value at their ends.
pub(super) fn account(
    known: Vec<(LayerFacts, bool)>,
    layers: &[Loaded],
    axes: Option<&[AxisFrame; 2]>,
    right: Option<&AxisFrame>,
    warnings: &mut Warnings,
) -> Vec<LayerFacts> {
    let mut facts = Vec::new();
    let Some([x, y]) = axes else { return facts };
    for ((known, windowed), layer) in known.into_iter().zip(layers) {
        spread::account(layer, [y, x], warnings);
        if layer.core.annotation || layer.core.silent {
            continue;
        }
        let secondary = right.filter(|_| layer.core.secondary);
        let y = secondary.unwrap_or(y);
        let columns = &layer.columns;
        let lines = matches!(layer.core.mark, Mark::Line { .. } | Mark::Area);
        // In a path, a row without a place ends a stretch, and is meant to.
        let path = lines && layer.core.unique == Unique::Any;
        let missing = if path {
            gaps_of_path(layer, warnings)
        } else {
            mark::drawable(layer.core.mark, columns)
                .map_or(0, |keep| keep.iter().filter(|keep| !**keep).count() as u64)
        };
        say_missing(layer, missing, warnings);
        let mut dropped = missing;
        for (channel, axis) in [(Channel::X, x), (Channel::Y, y)] {
            let unseen = axes::unseen(layer, channel, axis);
            let right = secondary.is_some() && channel == Channel::Y;
            let name = axes::name(if right { Channel::Y2 } else { channel });
            if unseen.not_positive > 0 {
                dropped += unseen.not_positive;
                warnings.warn(format!(
                    "{} not drawn: {name} is not positive, and its axis is logarithmic",
                    share(unseen.not_positive, columns.len, "is", "are")
                ));
            }
            if unseen.cut > 0 {
                warnings.warn(format!(
                    "{} cut at the foot of the logarithmic axis: {name} is not positive there",
                    share(unseen.cut, columns.len, "is", "are")
                ));
            }
            if unseen.outside > 0 {
                warnings.note(format!(
                    "{} outside the limits of {name}",
                    share(unseen.outside, columns.len, "lies", "lie")
                ));
            }
        }
        if layer.core.mark == Mark::Text {
            let words = columns.get(Channel::Text);
            let bare =
                (0..columns.len).filter(|&r| words.and_then(|w| w.code(r)).is_none()).count();
            if bare > 0 {
                let bare = bare as u64;
                let rows = share(bare, columns.len, "has", "have");
                warnings.note(format!("{rows} no {} to show", field(layer, Channel::Text)));
            }
        }
        let values = columns.get(Channel::Y).and_then(Values::numbers).unwrap_or(&[]);
        let mut gaps = values.iter().filter(|v| v.is_nan()).count() as u64;
        if windowed {
            gaps -= open_ends(columns, values);
        }
        if lines && !path && gaps > 0 && layer.core.position != crate::spec::Position::Stack {
            let name = field(layer, Channel::Y);
            let what = verb(gaps, "is a gap", "are gaps");
            let values = count(gaps, "missing value");
            warnings.note(format!("{values} of {name} {what} in the line"));
        }
        facts.push(LayerFacts {
            rows: layer.frame.height() as u64,
            dropped,
            secondary: secondary.is_some(),
            drawn: columns.len as u64 - dropped.min(columns.len as u64),
            x: range(layer, Channel::X, x),
            y: range(layer, Channel::Y, y),
            ..known
        });
    }
    facts
}

/// What an axis shows of a layer, and from where to where.
fn range(layer: &Loaded, channel: Channel, axis: &AxisFrame) -> Option<Range> {
    // The panels of a matrix show a column each.
    let own = matches!(layer.core.transforms.as_slice(), [Transform::Wide(wide)]
        if matches!(wide.into, WideInto::Pairs | WideInto::Histograms | WideInto::Densities));
    // A place on the page is no value.
    let name = layer.core.encodings.get(&channel).filter(|_| !own)?;
    let field = name.field.as_deref();
    let name = Some(name).filter(|_| !field.is_some_and(|f| f.starts_with('\0')))?;
    let name = name.title.clone().or(name.field.clone())?;
    let [low, high] = axes::ends(layer, channel, &axis.scale);
    Some(Range { column: name, low, high })
}

/// How many values are missing before the first and after the last of each series of each panel.
fn open_ends(columns: &Columns, values: &[f64]) -> u64 {
    let apart = |channel: &Channel| {
        matches!(channel, Channel::By | Channel::Row | Channel::Col | Channel::Key(_))
    };
    let keys: Vec<&Values> =
        columns.channels.iter().filter(|(c, _)| apart(c)).map(|(_, values)| values).collect();
    let series = |row: usize| keys.iter().map(|k| k.at(row).to_bits()).collect::<Vec<u64>>();
    // Of each series: whether a value was seen, and how many are missing since.
    let mut seen: BTreeMap<Vec<u64>, (bool, u64)> = BTreeMap::new();
    let mut ends = 0;
    for (row, value) in values.iter().enumerate() {
        let (started, since) = seen.entry(series(row)).or_default();
        match (value.is_nan(), *started) {
            (true, false) => ends += 1,
            (true, true) => *since += 1,
            (false, _) => (*started, *since) = (true, 0),
        }
    }
    ends + seen.values().map(|(_, since)| since).sum::<u64>()
}

/// Say how many rows of a path are gaps; gives the rows that belong to no path.
fn gaps_of_path(layer: &Loaded, warnings: &mut Warnings) -> u64 {
    let columns = &layer.columns;
    let lacks = |row: usize, some: [Channel; 2]| {
        let mut values = some.iter().filter_map(|channel| columns.get(*channel));
        values.any(|values| !values.at(row).is_finite())
    };
    let rows = 0..columns.len;
    let gaps = rows.clone().filter(|&row| lacks(row, [Channel::X, Channel::Y])).count() as u64;
    if gaps > 0 {
        let verb = verb(gaps, "is a gap", "are gaps");
        warnings.note(format!("{} without a place {verb} in the paths", count(gaps, "row")));
    }
    rows.filter(|&row| lacks(row, [Channel::By, Channel::Part])).count() as u64
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
    let mut lacking: Vec<&str> = columns
        .channels
        .iter()
        .filter(|(channel, _)| !matches!(channel, Channel::Text | Channel::Size | Channel::Color))
        .filter(|(_, values)| (0..columns.len).any(|r| !values.at(r).is_finite()))
        .map(|(channel, _)| field(layer, *channel))
        .collect();
    let mut seen = std::collections::BTreeSet::new();
    lacking.retain(|name| seen.insert(*name));
    let infinite =
        columns.channels.values().any(|v| (0..columns.len).any(|r| v.at(r).is_infinite()));
    // Their ends may have marks of their own.
    let line = matches!(layer.core.mark, Mark::Rule(Rule::Interval { .. }));
    let (one, many) = if line { ("has", "have") } else { ("is", "are") };
    warnings.warn(format!(
        "{} {}: {} {} {}",
        share(missing, columns.len, one, many),
        if line { "no line" } else { "not drawn" },
        crate::error::list(&lacking, 4),
        verb(lacking.len() as u64, "is", "are"),
        if infinite { "missing or infinite" } else { "missing" }
    ));
}

/// `1 of 8 rows is`, `2 of 8 rows are`.
fn share(part: u64, all: usize, one: &str, many: &str) -> String {
    format!("{part} of {} {}", count(all as u64, "row"), verb(part, one, many))
}
