//! What scales and policy may know of the rows: extents, categories, counts.

use crate::data::{Columns, Values, columns::MISSING};
use crate::error::{Error, Result};
use crate::kind::auto::names_a_time;
use crate::mark::Rows;
use crate::scale::Extent;
use crate::spec::Channel;

use super::load::Loaded;

/// Make the categories of `channel` the same list in all layers, so that codes mean the same.
pub(super) fn unify(layers: &mut [&mut Columns], channel: Channel) -> Result<()> {
    let mut words = 0;
    let mut others = 0;
    let mut union: Vec<String> = Vec::new();
    for columns in layers.iter() {
        match columns.get(channel) {
            Some(Values::Category { levels, .. }) => {
                words += 1;
                for level in levels {
                    if !union.contains(level) {
                        union.push(level.clone());
                    }
                }
            }
            Some(_) => others += 1,
            None => {}
        }
    }
    if words > 0 && others > 0 {
        return Err(Error::mixed_axis(super::axes::name(channel)));
    }
    if words < 2 {
        return Ok(());
    }
    for columns in layers.iter_mut() {
        let Some(Values::Category { codes, levels }) = columns.channels.get_mut(&channel) else {
            continue;
        };
        let new: Vec<u32> = levels
            .iter()
            .map(|l| union.iter().position(|u| u == l).map_or(MISSING, |i| i as u32))
            .collect();
        for code in codes.iter_mut() {
            *code = new.get(*code as usize).copied().unwrap_or(MISSING);
        }
        levels.clone_from(&union);
    }
    Ok(())
}

/// Look at the columns of a layer, once its rows are where they are drawn.
pub(super) fn look(layer: &mut Loaded) {
    // What is known of rows that are not held was found when they were opened.
    if layer.stream.is_some() {
        return;
    }
    let rows = Rows::All(layer.columns.len);
    for channel in [Channel::X, Channel::X2, Channel::Y, Channel::Y2] {
        if let Some(values) = layer.columns.get(channel) {
            layer.extents.insert(channel, of(values, rows));
        }
    }
}

/// The extent of an axis over layers: of the channel and of its far end.
pub(super) fn extent<'a>(
    layers: impl Iterator<Item = (&'a Loaded, Rows<'a>)>,
    channel: Channel,
) -> Extent {
    let far = if channel == Channel::X { Channel::X2 } else { Channel::Y2 };
    let mut all: Option<Extent> = None;
    for (layer, rows) in layers {
        if layer.core.annotation {
            continue;
        }
        for channel in [channel, far] {
            if layer.core.loose && matches!(channel, Channel::Y | Channel::Y2) {
                continue;
            }
            let Some(values) = layer.columns.get(channel) else { continue };
            let mut one = match (rows, layer.extents.get(&channel)) {
                (Rows::All(_), Some(known)) => known.clone(),
                _ => of(values, rows),
            };
            let named = layer.core.encodings.get(&channel).and_then(|e| e.field.as_deref());
            one.years |= one.integer && named.is_some_and(is_year);
            all = Some(match all {
                None => one,
                Some(before) => before.merge(&one),
            });
        }
    }
    all.unwrap_or_else(|| Extent::of(&[]))
}

fn of(values: &Values, rows: Rows<'_>) -> Extent {
    match (values, rows) {
        (Values::Category { levels, .. }, _) => Extent::of_levels(levels.clone()),
        (Values::Number(v), Rows::All(_)) => Extent::of(v),
        (Values::Time(v), Rows::All(_)) => Extent::of_times(v),
        (values, rows) => {
            let some: Vec<f64> = rows.iter().map(|r| values.at(r)).collect();
            match values {
                Values::Time(_) => Extent::of_times(&some),
                _ => Extent::of(&some),
            }
        }
    }
}

fn is_year(name: &str) -> bool {
    let lower = name.to_lowercase();
    names_a_time(name) && ["year", "yr", "jahr", "année"].iter().any(|w| lower.contains(w))
}
