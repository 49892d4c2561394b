//! Axes in plain numbers.

use super::pattern;
use crate::color::Color;
use crate::figure::Prepared;
use crate::layout::{AxisFrame, PanelFrame, PanelPlace};
use crate::scale::{Scale, ticks, train};
use crate::scene::live::{LiveAxis, LiveOrder, LiveTicks};
use crate::spec::Channel;
use crate::spec::scale::TickSpec;

/// The axes of a panel: across, up, and up on the right.
pub(super) fn axes(
    prepared: &Prepared,
    (number, cell): (usize, usize),
    place: &PanelPlace,
    frames: &PanelFrame,
) -> [Option<LiveAxis>; 3] {
    let plot = &prepared.plots[number];
    let facet = &prepared.figure.plots[number].facet;
    let (across, up) = if plot.swap { (Channel::Y, Channel::X) } else { (Channel::X, Channel::Y) };
    let free = |channel| if channel == Channel::X { facet.free_x } else { facet.free_y };
    let one = |scale: &Scale, frame: &AxisFrame, side: Side| {
        let title = column(prepared, number, side.channel, side.right);
        let link = if plot.names.is_some() {
            // Labels stand only at the edges of a matrix, for its whole rows and columns.
            let key = if side.name == "h" { Channel::Col } else { Channel::Row };
            let slot = plot.panels.slots.get(cell * plot.panels.states.len().max(1));
            let code = slot.and_then(|slot| slot.keys.iter().find(|(channel, _)| *channel == key));
            format!("{number}.{}.{}", side.name, code.map_or(0, |(_, code)| *code))
        } else if free(side.channel) {
            format!("{number}.{cell}.{}", side.name)
        } else if scale.is_band() || title.is_empty() || frame.hidden {
            format!("{number}.{}", side.name)
        } else {
            let kind = kind(scale);
            format!("{}:{kind}:{title}", side.name)
        };
        let of_state = |slot: usize| {
            let [x, y] = plot.axes.get(slot)?;
            match (side.right, side.channel) {
                (true, _) => plot.rights.get(slot)?.as_ref(),
                (false, Channel::X) => Some(x),
                _ => Some(y),
            }
        };
        let states = plot.panels.states.len().max(1);
        let own = prepared.figure.plots[number].page.widget_range
            == Some(crate::spec::WidgetRange::Frame)
            && states > 1;
        // The first state is the one that is arranged.
        let others = (1..states).filter_map(|state| of_state(cell * states + state));
        let domains = if own {
            std::iter::once(scale.domain()).chain(others.map(|f| reached(f, scale))).collect()
        } else {
            Vec::new()
        };
        let axis = live(scale, frame, link, domains, side);
        let bare = prepared.figure.plots[number].bare;
        LiveAxis { line: axis.line && !bare, marks: axis.marks && !bare, ..axis }
    };
    let [below, left, right] = place.labelled;
    let look = &prepared.look;
    let h = Side { name: "h", channel: across, right: false, labels: below, ink: look.ink2 };
    let v = Side { name: "v", channel: up, right: false, labels: left, ink: place.inks[0] };
    let r = Side { name: "r", channel: up, right: true, labels: right, ink: place.inks[1] };
    [
        Some(one(&place.h, &frames.h, h)),
        Some(one(&place.v, &frames.v, v)),
        place.right.as_ref().zip(frames.right.as_ref()).map(|(scale, frame)| one(scale, frame, r)),
    ]
}

/// Which axis of a panel.
#[derive(Clone, Copy)]
struct Side {
    name: &'static str,
    channel: Channel,
    right: bool,
    labels: bool,
    ink: Color,
}

/// The column that an axis shows.
fn column(prepared: &Prepared, number: usize, channel: Channel, right: bool) -> String {
    let layers = prepared.plots[number].layers.iter();
    let mut shown = layers
        .filter(|l| !l.core.annotation && (channel == Channel::X || l.core.secondary == right));
    let encoding = shown.find_map(|layer| layer.core.encodings.get(&channel));
    encoding.and_then(|e| e.field.clone().or_else(|| e.title.clone())).unwrap_or_default()
}

/// The domain of an axis as it would be arranged where `like` is.
fn reached(frame: &AxisFrame, like: &Scale) -> [f64; 2] {
    let [from, to] = like.range();
    let want = (((to - from).abs() / 60.0).round() as usize).max(2);
    ticks::reach(&frame.scale, frame.reach, want, &frame.spec, frame.integer).domain()
}

fn kind(scale: &Scale) -> &'static str {
    match scale {
        Scale::Band(_) => "band",
        Scale::Time(_) => "time",
        Scale::Continuous(_) if scale.is_log() => "log",
        Scale::Continuous(_) => "linear",
    }
}

fn live(
    scale: &Scale,
    frame: &AxisFrame,
    link: String,
    domains: Vec<[f64; 2]>,
    side: Side,
) -> LiveAxis {
    let (levels, foot) = match scale {
        Scale::Band(band) => (band.levels.clone(), band.foot),
        _ => (Vec::new(), false),
    };
    let order = ticks::order(&levels).map(|(times, values)| LiveOrder { times, values });
    let counted = match scale {
        Scale::Band(_) => order.as_ref().is_some_and(|order| !order.times),
        Scale::Time(_) => false,
        Scale::Continuous(_) => true,
    };
    LiveAxis {
        kind: kind(scale),
        domain: scale.domain(),
        domains,
        range: scale.range(),
        levels,
        order,
        years: frame.years,
        integer: frame.integer,
        format: frame.spec.format.clone(),
        pattern: pattern(frame.spec.format.as_deref().filter(|_| counted)),
        ticks: wanted(frame, scale),
        rotate: frame.spec.rotate,
        grid: frame.grid,
        line: frame.line,
        marks: frame.marks,
        hidden: frame.hidden,
        labels: side.labels,
        ink: side.ink,
        foot,
        link,
    }
}

/// Ticks as asked for, at places on the scale.
fn wanted(frame: &AxisFrame, scale: &Scale) -> LiveTicks {
    match &frame.spec.ticks {
        None => LiveTicks::Auto,
        Some(TickSpec::Count(count)) => LiveTicks::Count(*count),
        Some(TickSpec::At(all)) => {
            let at = |(value, word): &(serde_json::Value, Option<String>)| {
                Some((train::place(value, scale)?, word.clone()))
            };
            LiveTicks::At(all.iter().filter_map(at).collect())
        }
    }
}
