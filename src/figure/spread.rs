//! Error bars and bands: lengths about a value to ends that axes and marks know.

use super::load::Loaded;
use crate::data::{Columns, Values};
use crate::error::{Error, Result};
use crate::layout::AxisFrame;
use crate::spec::{Channel, Mark, mark::Rule};
use crate::warn::{Warnings, count, verb};

/// A place, its far end, and the lengths down and up.
const PAIRS: [[Channel; 4]; 2] = [
    [Channel::Y, Channel::Y2, Channel::YErr, Channel::YErr2],
    [Channel::X, Channel::X2, Channel::XErr, Channel::XErr2],
];

/// Whether a layer shows errors of another's values.
fn shows_errors(layer: &Loaded) -> bool {
    let shape = matches!(layer.core.mark, Mark::Rule(Rule::Interval { .. }) | Mark::Area);
    shape && layer.core.silent
}

/// The ends of the errors of a layer that shows them.
pub(super) fn ends(layer: &mut Loaded, warnings: &mut Warnings) -> Result<()> {
    if !shows_errors(layer) {
        return Ok(());
    }
    for [place, far, down, up] in PAIRS {
        let columns = &layer.columns;
        if columns.get(down).is_none() {
            continue;
        }
        let up = if columns.get(up).is_some() { up } else { down };
        for channel in [down, up] {
            let negative = columns.get(channel).and_then(Values::numbers).unwrap_or(&[]);
            let negative = negative.iter().filter(|length| **length < 0.0).count() as u64;
            if negative > 0 {
                return Err(Error::negative_errors(name(layer, channel), negative));
            }
        }
        let value = |row: usize, channel| columns.at(channel, row);
        let rows = 0..columns.len;
        let low: Vec<f64> = rows.clone().map(|r| value(r, place) - value(r, down)).collect();
        let high: Vec<f64> = rows.clone().map(|r| value(r, place) + value(r, up)).collect();
        let known = rows.clone().filter(|&r| value(r, place).is_finite()).count() as u64;
        let bare = rows
            .filter(|&r| {
                value(r, place).is_finite() && !(low[r].is_finite() && high[r].is_finite())
            })
            .count() as u64;
        if bare > 0 {
            warnings.note(format!(
                "{bare} of {} of {} {} no error bar: {} is missing",
                count(known, "value"),
                name(layer, place),
                verb(bare, "has", "have"),
                name(layer, down),
            ));
        }
        insert(&mut layer.columns, place, low);
        insert(&mut layer.columns, far, high);
    }
    Ok(())
}

fn insert(columns: &mut Columns, channel: Channel, values: Vec<f64>) {
    columns.channels.insert(channel, Values::Number(values));
}

fn name(layer: &Loaded, channel: Channel) -> &str {
    layer.core.encodings.get(&channel).and_then(|e| e.field.as_deref()).unwrap_or("y")
}

/// Say how many errors a logarithmic axis cannot show whole.
pub(super) fn account(layer: &Loaded, axes: [&AxisFrame; 2], warnings: &mut Warnings) {
    if !shows_errors(layer) {
        return;
    }
    for ([place, _, down, _], axis) in PAIRS.into_iter().zip(axes) {
        if layer.columns.get(down).is_none() || !axis.scale.is_log() {
            continue;
        }
        let lows = layer.columns.get(place).and_then(Values::numbers).unwrap_or(&[]);
        let below = lows.iter().filter(|low| **low <= 0.0).count() as u64;
        if below > 0 {
            warnings.note(format!(
                "{} of {} {} to 0 or below, and ends at the edge of the logarithmic axis",
                count(below, "error bar"),
                name(layer, place),
                verb(below, "reaches", "reach"),
            ));
        }
    }
}
