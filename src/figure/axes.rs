//! Scales and axes of a plot: extents and wishes to what layout arranges.

use crate::data::time as calendar;
use crate::error::{Error, Result};
use crate::layout::AxisFrame;
use crate::mark::Rows;
use crate::scale::{Extent, Reach, Scale, format, time, train};
use crate::spec::mark::Rule;
use crate::spec::{Channel, Frame, Grid, Labels, Mark, Plot, Position, ScaleSpec};
use crate::warn::Warnings;

use super::load::Loaded;
use super::{End, Value, probe};

/// What users call an axis.
pub(super) fn name(channel: Channel) -> &'static str {
    match channel {
        Channel::Y => "y",
        Channel::Y2 => "y2",
        _ => "x",
    }
}

/// The axis of x, of y, or of y on the right (y2) of one panel, or of all panels when they share it.
pub(super) fn axis<'a>(
    plot: &Plot,
    frame: Frame,
    channel: Channel,
    layers: impl Iterator<Item = (&'a Loaded, Rows<'a>)>,
    warnings: &mut Warnings,
) -> Result<AxisFrame> {
    let layers: Vec<_> = layers.collect();
    let dotted = layers.iter().any(|(layer, _)| layer.core.silent);
    let is_y = channel != Channel::X;
    let along = if is_y { Channel::Y } else { Channel::X };
    let column = layers.iter().find_map(|(l, _)| l.core.encodings.get(&along)?.field.clone());
    let labelled = layers.iter().any(|(layer, _)| has_values(layer));
    let mut extent = probe::extent(layers.into_iter(), along);
    if is_y && labelled {
        headroom(&mut extent);
    }
    let mut spec = plot.scales.get(&channel).cloned().unwrap_or_default();
    spec.flip ^= is_y && frame.down;
    let scale = train::train(
        &extent,
        &spec,
        is_y && frame.zero,
        frame.near_zero && (is_y || frame.pad),
        warnings,
    )
    .map_err(|error| error.of_axis(column.as_deref()))?;
    let mut scale = footed(scale, is_y && frame.zero, &spec);
    if let (Scale::Band(band), true) = (&mut scale, is_y) {
        band.head = f64::from(frame.head) / 100.0;
        band.foot = frame.foot;
    }
    let band = scale.is_band();
    let hidden = frame.hidden || spec.hidden;
    let grid = match frame.grid {
        _ if plot.grid == Some(false)
            || (plot.bare && plot.grid.is_none())
            || channel == Channel::Y2 =>
        {
            false
        }
        _ if plot.grid == Some(true) => true,
        Grid::Y => is_y,
        Grid::Both => true,
        Grid::None => false,
    };
    Ok(AxisFrame {
        reach: spec.padding.map_or_else(|| reach(is_y, frame), Reach::Share),
        hidden,
        inset: if dotted && !is_y && !hidden { 4.0 } else { 0.0 },
        years: extent.years,
        integer: extent.integer,
        grid: grid && !hidden && !(band && plot.grid.is_none()),
        line: frame.axis_line && !hidden && !is_y,
        marks: !is_y && !band && !hidden,
        scale,
        spec,
    })
}

/// Whether values stand beyond the ends of bars.
fn has_values(layer: &Loaded) -> bool {
    let core = &layer.core;
    core.mark == Mark::Bar && core.labels != Labels::Never && core.position != Position::Stack
}

/// Make room for the values of the highest and the lowest bar.
fn headroom(extent: &mut Extent) {
    const ROOM: f64 = 0.06;
    let room = ROOM * (extent.max.max(0.0) - extent.min.min(0.0));
    if extent.max > 0.0 {
        extent.max += room;
    }
    if extent.min < 0.0 {
        extent.min -= room;
    }
}

/// What starts at zero has no zero on a logarithmic axis: it starts at the power of ten below its
/// least value, so that this one is seen too.
fn footed(scale: Scale, zero: bool, spec: &ScaleSpec) -> Scale {
    let [low, high] = scale.domain();
    if !zero || !scale.is_log() || spec.min.is_some() || low <= 0.0 {
        return scale;
    }
    let foot = 10.0_f64.powf(low.log10().ceil() - 1.0);
    scale.with_domain([foot, high])
}

fn reach(is_y: bool, frame: Frame) -> Reach {
    if frame.tight || frame.hidden {
        Reach::Tight
    } else if frame.pad && !(is_y && frame.zero) {
        Reach::Pad
    } else if is_y {
        Reach::Nice
    } else {
        Reach::Tight
    }
}

/// The title of an axis: as asked, as the kind knows, or the column's name.
pub(super) fn title<'a>(
    spec: Option<&ScaleSpec>,
    kind: Option<&str>,
    layers: impl Iterator<Item = &'a Loaded>,
    channel: Channel,
) -> Option<String> {
    if spec.is_some_and(|s| s.hidden) {
        return None;
    }
    if let Some(title) = spec.and_then(|s| s.title.as_deref()) {
        return (!title.is_empty()).then(|| title.to_owned());
    }
    if let Some(title) = kind {
        return (!title.is_empty()).then(|| title.to_owned());
    }
    let mut names: Vec<&str> = Vec::new();
    for layer in layers.filter(|l| !l.core.annotation) {
        if let Some(encoding) = layer.core.encodings.get(&channel) {
            let name = encoding.title.as_deref().or(encoding.field.as_deref());
            if let Some(name) = name.filter(|name| !names.contains(name)) {
                names.push(name);
            }
        }
    }
    // `measles` beside `measles, rolling mean of 7` is on the same axis.
    let all = names.clone();
    let made_of = |name: &str, other: &str| {
        name.strip_prefix(other).is_some_and(|rest| rest.starts_with(", "))
    };
    names.retain(|name| !all.iter().any(|other| made_of(name, other)));
    (!names.is_empty()).then(|| names.join(", "))
}

/// The places of an annotation's constants on the axes of its plot.
pub(super) fn constants(layer: &mut Loaded, x: &Scale, y: &Scale) -> Result<()> {
    use crate::data::Values;
    let slope = matches!(layer.core.mark, Mark::Rule(Rule::Slope));
    let mut columns = crate::data::Columns { len: 1, ..Default::default() };
    for (channel, encoding) in &layer.core.encodings {
        let Some(value) = &encoding.value else { continue };
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let values = match channel {
            Channel::Text => Values::Category { codes: vec![0], levels: vec![text] },
            Channel::X | Channel::X2 if !slope => Values::Number(vec![place(&text, x, "x")?]),
            Channel::Y | Channel::Y2 if !slope => Values::Number(vec![place(&text, y, "y")?]),
            _ => {
                let number = text.parse().map_err(|_| {
                    Error::constant(&text, name(*channel), "numbers: slope and intercept")
                })?;
                Values::Number(vec![number])
            }
        };
        columns.channels.insert(*channel, values);
    }
    layer.columns = columns;
    Ok(())
}

/// A constant as a place on a scale: a number, a time, or the code of a category.
fn place(text: &str, scale: &Scale, axis: &str) -> Result<f64> {
    match scale {
        Scale::Continuous(_) => text
            .parse::<f64>()
            .ok()
            .filter(|v| v.is_finite())
            .ok_or_else(|| Error::constant(text, axis, "numbers")),
        Scale::Time(_) => time::parse_iso(text)
            .ok_or_else(|| Error::constant(text, axis, "times, as 1963-03-21 or 1963-03-21T12:00")),
        Scale::Band(band) => {
            if let Some(code) = band.levels.iter().position(|level| level == text) {
                Ok(code as f64)
            } else {
                let names: Vec<&str> = band.levels.iter().map(String::as_str).collect();
                let wanted = format!("the categories {}", crate::error::list(&names, 8));
                Err(Error::constant(text, axis, &wanted))
            }
        }
    }
}

/// A place on a scale in words.
pub(super) fn words(scale: &Scale, value: f64, years: bool) -> String {
    match scale {
        Scale::Time(_) => format::date(value),
        Scale::Band(band) => band.levels.get(value.max(0.0) as usize).cloned().unwrap_or_default(),
        Scale::Continuous(_) if years => format!("{value}"),
        Scale::Continuous(_) => format::number(value),
    }
}

/// Rows that an axis cannot show: not positive on a logarithmic one, outside limits that were set.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Unseen {
    /// Not positive on a logarithmic axis.
    pub not_positive: u64,
    /// One end only is not positive.
    pub cut: u64,
    /// Outside the limits.
    pub outside: u64,
}

/// Count what an axis cannot show of the rows that are still drawn, and strike it out; of those in
/// view, strike out what lies outside its limits.
pub(super) fn unseen(
    layer: &Loaded,
    channel: Channel,
    axis: &AxisFrame,
    [drawn, viewed]: [&mut [bool]; 2],
) -> Unseen {
    let mut unseen = Unseen::default();
    let limited = axis.spec.min.is_some() || axis.spec.max.is_some();
    let log = axis.scale.is_log();
    if !log && !limited {
        return unseen;
    }
    let Some(values) = layer.columns.get(channel) else { return unseen };
    let interval = matches!(layer.core.mark, Mark::Rule(Rule::Interval { .. }));
    let far = if channel == Channel::X { Channel::X2 } else { Channel::Y2 };
    let far = layer.columns.get(far).filter(|_| interval);
    let [low, high] = axis.scale.domain();
    let (low, high) = (low.min(high), low.max(high));
    for (row, (drawn, viewed)) in drawn.iter_mut().zip(viewed).enumerate() {
        let value = values.at(row);
        let other = far.map_or(value, |far| far.at(row));
        if !*drawn {
            *viewed = false;
        } else if log && value == 0.0 && layer.core.mark == Mark::Bar {
            // No height is what an empty bar has on any axis.
        } else if log && value <= 0.0 && other <= 0.0 {
            unseen.not_positive += 1;
            (*drawn, *viewed) = (false, false);
        } else if log && (value <= 0.0 || other <= 0.0) {
            unseen.cut += 1;
        } else if limited && (value < low || value > high) {
            unseen.outside += 1;
            *viewed = false;
        }
    }
    unseen
}

/// The extent of a channel over all rows of one layer, for the facts of a run.
pub(super) fn ends(layer: &Loaded, channel: Channel, scale: &Scale) -> [End; 2] {
    let rows = Rows::All(layer.columns.len);
    let Extent { min, max, years, integer, levels, .. } =
        probe::extent(std::iter::once((layer, rows)), channel);
    if let (Some(first), Some(last)) = (levels.first(), levels.last()) {
        let end = |word: &String| End { value: Value::Text(word.clone()), words: word.clone() };
        return [end(first), end(last)];
    }
    [min, max].map(|value| End {
        words: words(scale, value, years),
        value: match scale {
            Scale::Time(_) => Value::Text(iso(value)),
            // Whole numbers of this size have no fraction that could be lost.
            _ if integer && value.abs() < 9e15 => Value::Integer(value as i64),
            _ => Value::Number(value),
        },
    })
}

/// A time in ms since 1970 in ISO 8601, without a clock when it is midnight.
fn iso(ms: f64) -> String {
    let text = calendar::format_iso((ms * 1e3).round() as i64);
    text.strip_suffix("T00:00:00").map_or_else(|| text.clone(), str::to_owned)
}
