//! One axis of one panel: its final domain, its ticks, and its labels where they fit.

use super::category::{self, Turn};
use super::pen::{Pen, words};
use super::{AxisFrame, PanelFrame};
use crate::scale::{Scale, Tick, Ticks, ticks, train};
use crate::scene::{Anchor, Text, text};

/// Least distance between neighbouring labels.
const GAP: f64 = 10.0;

/// An axis fitted to a length. Places are relative to the panel: those of a horizontal axis to
/// its lower left corner, those of a vertical axis to its upper left.
#[derive(Clone, Debug)]
pub(super) struct Axis {
    /// With its final domain, its range along the panel's edge.
    pub(super) scale: Scale,
    /// Places of ticks.
    pub(super) ticks: Vec<f64>,
    /// Places of marks without label.
    pub(super) minor: Vec<f64>,
    /// Labels.
    pub(super) labels: Labels,
}

/// Labels of an axis, and the room that they take outside the panel.
#[derive(Clone, Debug, Default)]
pub(super) struct Labels {
    /// The words.
    pub(super) texts: Vec<Text>,
    /// Reach to the left of the panel.
    pub(super) before: f64,
    /// Reach to the right of the panel.
    pub(super) after: f64,
    /// Baseline of the last line below the panel; 0 without labels.
    pub(super) low: f64,
    /// How many were cut short.
    pub(super) cut: usize,
    /// How many were left out.
    pub(super) skipped: usize,
}

/// The room for the labels of a horizontal axis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// Width of the panel.
    pub(super) length: f64,
    /// How far labels may reach beyond the panel on the left and on the right.
    pub(super) beyond: [f64; 2],
    /// How far turned labels may lean out of the panel.
    pub(super) lean: f64,
    /// Most length of a turned label.
    pub(super) depth: f64,
}

impl Labels {
    /// Measure how far the words reach beyond a panel of this width.
    pub(super) fn measured(mut self, length: f64) -> Self {
        for item in &self.texts {
            for [x, _] in text::bounds(item) {
                self.before = self.before.max(-x);
                self.after = self.after.max(x - length);
            }
        }
        self
    }
}

/// A horizontal axis of the given length.
pub(super) fn horizontal(frame: &AxisFrame, room: &Room, pen: &Pen) -> Axis {
    let want = ((room.length / (80.0 * pen.k)).round() as usize).max(2);
    let scale = across(frame, want, room.length);
    if frame.hidden {
        return placed(scale, &Ticks::default(), Labels::default());
    }
    if scale.is_band() {
        let offers = ticks::candidates(&scale, want, &frame.spec, frame.years, frame.integer);
        // Numbers and times are rather left out than turned: the order tells what is between.
        let level = frame.spec.rotate.is_none() && offers.len() > 1;
        let mut fitting = offers.iter().filter(|_| level);
        let fitting = fitting.find_map(|ticks| lines(ticks, &scale, room, pen));
        let labels = if let Some(labels) = fitting {
            labels.measured(room.length)
        } else {
            let all = offers.into_iter().next().unwrap_or_default();
            category::horizontal(&all, &scale, frame.spec.rotate, room, pen)
        };
        return Axis { ticks: Vec::new(), minor: Vec::new(), labels, scale };
    }
    let angle = frame.spec.rotate.filter(|a| a.is_finite() && *a != 0.0);
    let mut last = Ticks::default();
    for ticks in ticks::candidates(&scale, want, &frame.spec, frame.years, frame.integer) {
        let labels = match angle {
            Some(angle) => category::turned(&ticks, &scale, angle, Turn::Wanted, room, pen),
            None => lines(&ticks, &scale, room, pen),
        };
        if let Some(labels) = labels {
            return placed(scale, &ticks, labels.measured(room.length));
        }
        last = ticks;
    }
    let labels = thinned(&last, &scale, room, pen);
    placed(scale, &last, labels.measured(room.length))
}

/// A vertical axis of the given length, its labels at most `widest` wide.
pub(super) fn vertical(frame: &AxisFrame, length: f64, widest: f64, pen: &Pen) -> Axis {
    let want = ((length / (52.0 * pen.k)).round() as usize).max(2);
    let scale = upward(frame, want, length);
    if frame.hidden {
        return placed(scale, &Ticks::default(), Labels::default());
    }
    if scale.is_band() {
        let offers = ticks::candidates(&scale, want, &frame.spec, frame.years, frame.integer);
        let apart = |ticks: &&Ticks| {
            let ys: Vec<f64> = ticks.major.iter().map(|t| scale.map(t.value)).collect();
            ys.windows(2).all(|pair| (pair[1] - pair[0]).abs() >= 1.1 * pen.label().size)
        };
        let few = offers.iter().skip(1).find(apart);
        let labels = match (offers.first(), few) {
            (Some(all), few) if few.is_none() || apart(&all) => {
                category::vertical(all, &scale, widest, pen)
            }
            (_, Some(few)) => category::column(few, &scale, widest, pen),
            _ => Labels::default(),
        };
        return Axis { ticks: Vec::new(), minor: Vec::new(), labels, scale };
    }
    let mut candidates =
        ticks::candidates(&scale, want, &frame.spec, frame.years, frame.integer).into_iter();
    let line = 1.2 * pen.label().size;
    let apart = |ticks: &Ticks| {
        let ys: Vec<f64> = ticks.major.iter().map(|t| scale.map(t.value)).collect();
        ys.windows(2).all(|pair| (pair[1] - pair[0]).abs() >= line)
    };
    let first = candidates.next().unwrap_or_default();
    let ticks = if apart(&first) { first } else { candidates.find(apart).unwrap_or(first) };
    let labels = category::column(&ticks, &scale, widest, pen);
    placed(scale, &ticks, labels)
}

/// The axes of a panel beside which nothing is written.
pub(super) fn silent(panel: &PanelFrame, [width, height]: [f64; 2]) -> [Axis; 2] {
    let wants = [width / 80.0, height / 52.0].map(|want| (want.round() as usize).max(2));
    let scales = [across(&panel.h, wants[0], width), upward(&panel.v, wants[1], height)];
    let [h, v] = scales;
    [(&panel.h, h, wants[0]), (&panel.v, v, wants[1])].map(|(frame, scale, want)| {
        let ticks = if scale.is_band() {
            Ticks::default()
        } else {
            ticks::ticks(&scale, want, &frame.spec, frame.years, frame.integer)
        };
        placed(scale, &ticks, Labels::default())
    })
}

/// The scale over its final domain, from left to right.
fn across(frame: &AxisFrame, want: usize, length: f64) -> Scale {
    ranged(frame, want, [0.0, length])
}

/// The scale over its final domain, from the bottom upwards.
fn upward(frame: &AxisFrame, want: usize, length: f64) -> Scale {
    ranged(frame, want, [length, 0.0])
}

/// The scale over its final domain, on a range less the pixels kept free at both ends.
fn ranged(frame: &AxisFrame, want: usize, [from, to]: [f64; 2]) -> Scale {
    let free = frame.inset.clamp(0.0, (to - from).abs() / 4.0).copysign(to - from);
    let range = [from + free, to - free];
    let scale = ticks::reach(&frame.scale, frame.reach, want, &frame.spec, frame.integer);
    scale.with_range(if train::flipped(&frame.spec) { [range[1], range[0]] } else { range })
}

/// The axis with its ticks in pixels.
fn placed(scale: Scale, ticks: &Ticks, labels: Labels) -> Axis {
    let at = |value: &f64| Some(scale.map(*value)).filter(|p| p.is_finite());
    let major = ticks.major.iter().filter_map(|t| at(&t.value)).collect();
    // Marks between powers of ten are noise where a power is less than 36 px.
    let decade = scale.domain()[0];
    let roomy = (scale.map(decade * 10.0) - scale.map(decade)).abs() >= 36.0;
    let minor = if roomy { ticks.minor.iter().filter_map(at).collect() } else { Vec::new() };
    Axis { ticks: major, minor, labels, scale }
}

/// Where words of these widths stand so that they are near their places, inside `lo..hi`, and
/// apart; none when that cannot be.
pub(super) fn row(
    wanted: &[f64],
    widths: &[f64],
    [lo, hi]: [f64; 2],
    gap: f64,
) -> Option<Vec<f64>> {
    let mut places = Vec::with_capacity(wanted.len());
    let mut end = f64::NEG_INFINITY;
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| wanted[a].total_cmp(&wanted[b]));
    places.resize(wanted.len(), 0.0);
    for i in order {
        let half = widths[i] / 2.0;
        if 2.0 * half > hi - lo {
            return None;
        }
        let place = wanted[i].clamp(lo + half, hi - half);
        if place - half < end + gap {
            return None;
        }
        end = place + half;
        places[i] = place;
    }
    Some(places)
}

/// Labels in one line, the larger units of dates in a second.
fn lines(ticks: &Ticks, scale: &Scale, room: &Room, pen: &Pen) -> Option<Labels> {
    let font = pen.label();
    let bounds = [-room.beyond[0], room.length + room.beyond[1]];
    let mut labels = Labels::default();
    let under = |t: &Tick| t.under.clone().unwrap_or_default();
    let upper: Vec<(f64, String)> =
        ticks.major.iter().map(|t| (scale.map(t.value), t.label.clone())).collect();
    let lower: Vec<(f64, String)> =
        ticks.major.iter().map(|t| (scale.map(t.value), under(t))).collect();
    for (line, ink) in [(upper, pen.look.ink2), (lower, pen.look.ink)] {
        let line: Vec<_> =
            line.into_iter().filter(|(x, word)| x.is_finite() && !word.is_empty()).collect();
        if line.is_empty() {
            continue;
        }
        let wanted: Vec<f64> = line.iter().map(|(x, _)| *x).collect();
        let widths: Vec<f64> = line.iter().map(|(_, word)| text::width(word, &font)).collect();
        let places = row(&wanted, &widths, bounds, GAP)?;
        labels.low += if labels.low == 0.0 { 5.0 + 14.0 * pen.k } else { 14.0 * pen.k };
        for (x, (_, word)) in places.iter().zip(&line) {
            labels.texts.push(words([*x, labels.low], word, font, ink, Anchor::Middle));
        }
    }
    Some(labels)
}

/// The labels of every k-th tick, with the least k whose labels fit; at last, the first label
/// as far as it fits.
fn thinned(ticks: &Ticks, scale: &Scale, room: &Room, pen: &Pen) -> Labels {
    let n = ticks.major.len();
    for step in 2..=n.max(2) {
        let major: Vec<_> = ticks.major.iter().step_by(step).cloned().collect();
        let skipped = n - major.len();
        if let Some(labels) = lines(&Ticks { major, minor: vec![] }, scale, room, pen) {
            return Labels { skipped, ..labels };
        }
    }
    let Some(first) = ticks.major.first() else { return Labels::default() };
    let label = text::ellipsize(&first.label, &pen.label(), room.length);
    let one = Tick { value: first.value, label, under: None };
    let one = Ticks { major: vec![one], minor: vec![] };
    let labels = lines(&one, scale, room, pen).unwrap_or_default();
    Labels { skipped: n.saturating_sub(1), cut: 1, ..labels }
}
