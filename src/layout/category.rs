//! Labels that are words: in a row, wrapped, turned, thinned out, or in a column.

use super::axis::{Labels, Room, row};
use super::pen::{Pen, told_apart, words};
use crate::scale::{Scale, Tick, Ticks};
use crate::scene::{Anchor, Font, Text, text};

/// Least distance between neighbouring labels in a row.
const GAP: f64 = 8.0;
/// Angles that are tried when labels do not fit in a row, in degrees.
const ANGLES: [f64; 2] = [40.0, 90.0];

/// Labels of slots side by side, in the first way that fits: one line, up to four lines, turned
/// by 40 and by 90 degrees, every k-th.
pub(super) fn horizontal(
    ticks: &Ticks,
    scale: &Scale,
    rotate: Option<f64>,
    room: &Room,
    pen: &Pen,
) -> Labels {
    let every = |step: usize| {
        let major: Vec<Tick> = ticks.major.iter().step_by(step).cloned().collect();
        Ticks { major, minor: Vec::new() }
    };
    let n = ticks.major.len();
    if let Some(angle) = rotate.filter(|a| a.is_finite()) {
        let fitting = (1..=n.max(1)).find_map(|step| {
            let few = every(step);
            let labels = match angle {
                0.0 => lines(&few, scale, 1, room, pen),
                angle => turned(&few, scale, angle, Turn::Wanted, room, pen),
            };
            Some(Labels { skipped: n - few.major.len(), ..labels? })
        });
        return fitting.unwrap_or_default().measured(room.length);
    }
    let fitting = lines(ticks, scale, 1, room, pen)
        .or_else(|| lines(ticks, scale, 4, room, pen))
        .or_else(|| {
            ANGLES.iter().find_map(|&angle| turned(ticks, scale, angle, Turn::Tried, room, pen))
        })
        .unwrap_or_else(|| {
            // Short words are read more easily as they are, so only long ones are turned.
            let widest = widest(ticks, pen);
            let flat = widest <= 48.0 * pen.k;
            let fitting = (2..=n.max(2)).find_map(|step| {
                let few = every(step);
                let labels = if flat {
                    lines(&few, scale, 1, room, pen)
                } else {
                    turned(&few, scale, 90.0, Turn::Tried, room, pen)
                };
                Some(Labels { skipped: n - few.major.len(), ..labels? })
            });
            fitting.unwrap_or(Labels { skipped: n, ..Labels::default() })
        });
    fitting.measured(room.length)
}

/// The width of the widest label.
fn widest(ticks: &Ticks, pen: &Pen) -> f64 {
    ticks.major.iter().map(|t| text::width(&t.label, &pen.label())).fold(0.0, f64::max)
}

/// Labels upright under their slots, in at most `most` lines each.
fn lines(ticks: &Ticks, scale: &Scale, most: usize, room: &Room, pen: &Pen) -> Option<Labels> {
    let font = pen.label();
    let slot = scale.bandwidth();
    let bounds = [-room.beyond[0], room.length + room.beyond[1]];
    let (mut blocks, mut widths, mut wanted) = (Vec::new(), Vec::new(), Vec::new());
    for tick in &ticks.major {
        let lines = match most {
            1 => vec![text::clean(&tick.label)],
            _ => text::fit(&tick.label, &font, slot - 6.0, most)?,
        };
        widths.push(lines.iter().map(|line| text::width(line, &font)).fold(0.0, f64::max));
        wanted.push(scale.map(tick.value));
        blocks.push(lines);
    }
    // Wrapped words stay in their slot, so six pixels between slots are theirs already.
    let places = row(&wanted, &widths, bounds, if most == 1 { GAP } else { 5.0 })?;
    let mut labels = Labels::default();
    for (x, block) in places.iter().zip(&blocks) {
        for (i, line) in block.iter().enumerate() {
            let y = 5.0 + 14.0 * pen.k * (i + 1) as f64;
            labels.low = labels.low.max(y);
            labels.texts.push(words([*x, y], line, font, pen.look.ink2, Anchor::Middle));
        }
    }
    Some(labels)
}

/// Why labels are turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// The user wants it: labels are cut until they fit.
    Wanted,
    /// They did not fit level: other ways are tried when they lean too far out of the panel.
    Tried,
}

/// Labels turned by `angle` degrees, counterclockwise; those longer than the room is deep end in
/// an ellipsis. None when lines would touch.
pub(super) fn turned(
    ticks: &Ticks,
    scale: &Scale,
    angle: f64,
    turn: Turn,
    room: &Room,
    pen: &Pen,
) -> Option<Labels> {
    let font = pen.label();
    let angle = angle.rem_euclid(180.0);
    // A right angle reads upwards; others lean the way that was asked for.
    let (rotate, anchor) =
        if angle <= 90.0 { (-angle, Anchor::End) } else { (180.0 - angle, Anchor::Start) };
    let (sin, cos) = rotate.to_radians().sin_cos();
    // What must be free across the lines, and along them where they are nearly level.
    let line = 1.15 * font.size;
    let places: Vec<f64> = ticks.major.iter().map(|t| scale.map(t.value)).collect();
    let reach = widest(ticks, pen).min(room.depth) + GAP;
    let near = |pair: &[f64]| {
        let apart = (pair[1] - pair[0]).abs();
        apart * sin.abs() < line && apart * cos < reach
    };
    if places.windows(2).any(near) {
        return None;
    }
    let upright = cos.abs() < 0.1;
    let shift = if upright { 0.36 * font.size } else { -4.0 * rotate.signum() };
    let down = match rotate.abs() {
        _ if upright => 9.0,
        // Nearly level words are as far below as level ones, clear of the vertical axis' labels.
        ..25.0 => 10.0 + text::ascent(&font) * cos,
        _ => 14.0 * pen.k,
    };
    let mut limits = Vec::with_capacity(places.len());
    for (tick, x) in ticks.major.iter().zip(&places) {
        let side = if rotate < 0.0 { x + shift } else { room.length - x - shift };
        let lean = side + room.lean - text::ascent(&font) * sin.abs();
        let lean = if upright { f64::INFINITY } else { lean / cos };
        let long = text::width(&tick.label, &font).min(room.depth);
        if long > lean && turn == Turn::Tried {
            return None;
        }
        limits.push(long.min(lean));
    }
    let mut labels = Labels::default();
    for ((tick, x), word) in ticks.major.iter().zip(&places).zip(cut(ticks, &limits, &font)) {
        labels.cut += usize::from(word != text::clean(&tick.label));
        let at = [x + shift, down];
        let item = Text { rotate, ..words(at, &word, font, pen.look.ink2, anchor) };
        let bottom = text::bounds(&item).iter().map(|p| p[1]).fold(0.0, f64::max);
        labels.low = labels.low.max(bottom - text::descent(&font));
        labels.texts.push(item);
    }
    Some(labels)
}

/// The labels, cut to their limits: at the end, or in the middle where that makes two alike.
fn cut(ticks: &Ticks, limits: &[f64], font: &Font) -> Vec<String> {
    let each = |cut: fn(&str, &Font, f64) -> String| {
        let pairs = ticks.major.iter().zip(limits);
        pairs.map(|(tick, limit)| cut(&tick.label, font, *limit)).collect::<Vec<String>>()
    };
    let whole: Vec<&str> = ticks.major.iter().map(|t| t.label.as_str()).collect();
    told_apart(&whole, each(text::ellipsize), || each(text::ellipsize_middle))
}

/// Labels of slots one above the other, wrapped where the slot is high enough; every k-th when
/// slots are lower than a line.
pub(super) fn vertical(ticks: &Ticks, scale: &Scale, widest: f64, pen: &Pen) -> Labels {
    let font = pen.label();
    let line = 14.0 * pen.k;
    let slot = scale.bandwidth().abs().max(f64::MIN_POSITIVE);
    let step = ((1.1 * font.size / slot).ceil() as usize).max(1);
    let most = ((slot / line) as usize).clamp(1, 3);
    let shown: Vec<&Tick> = ticks.major.iter().step_by(step).collect();
    let mut labels = Labels { skipped: ticks.major.len() - shown.len(), ..Labels::default() };
    let whole: Vec<&str> = shown.iter().map(|tick| tick.label.as_str()).collect();
    let each = |wrap: fn(&str, &Font, f64, usize) -> Vec<String>| {
        whole.iter().map(|label| wrap(label, &font, widest, most)).collect::<Vec<_>>()
    };
    let blocks = told_apart(&whole, each(text::wrap), || each(text::wrap_middle));
    let mut width = 0.0_f64;
    for (tick, lines) in shown.iter().zip(blocks) {
        labels.cut += usize::from(text::wrap(&tick.label, &font, widest, usize::MAX) != lines);
        let high = line * (lines.len() as f64 - 1.0);
        let first = match scale {
            Scale::Band(band) if band.foot => {
                let foot = scale.map(tick.value - 0.5).max(scale.map(tick.value + 0.5));
                foot - 1.0 - high
            }
            _ => text::centered(scale.map(tick.value) - high / 2.0, &font),
        };
        for (j, word) in lines.iter().enumerate() {
            let y = first + line * j as f64;
            width = width.max(text::width(word, &font));
            labels.texts.push(words([-8.0, y], word, font, pen.look.ink2, Anchor::End));
        }
    }
    labels.before = if labels.texts.is_empty() { 0.0 } else { width + 8.0 };
    labels
}

/// Labels of numbers and times, one above the other.
pub(super) fn column(ticks: &Ticks, scale: &Scale, widest: f64, pen: &Pen) -> Labels {
    let font = pen.label();
    let mut labels = Labels::default();
    let mut width = 0.0_f64;
    let mut last = f64::INFINITY;
    for tick in &ticks.major {
        let y = scale.map(tick.value);
        if !y.is_finite() || (last - y).abs() < 1.1 * font.size {
            labels.skipped += 1;
            continue;
        }
        last = y;
        let whole = match &tick.under {
            Some(under) => format!("{} {under}", tick.label),
            None => tick.label.clone(),
        };
        let word = text::ellipsize(&whole, &font, widest);
        labels.cut += usize::from(word != text::clean(&whole));
        width = width.max(text::width(&word, &font));
        let at = [-8.0, text::centered(y, &font)];
        labels.texts.push(words(at, &word, font, pen.look.ink2, Anchor::End));
    }
    labels.before = if labels.texts.is_empty() { 0.0 } else { width + 8.0 };
    labels
}
