//! Where slices and their words stand in a panel.

use super::{FLAT, GAP, Slice};
use crate::color::Color;
use crate::mark::{Ink, Panel};
use crate::scene::{Anchor, Font, text};
use crate::stat::spread::spread;

/// A slice of this share has larger letters.
const BIG: f64 = 0.25;

/// Words of a slice in their place.
#[derive(Clone, Debug)]
pub(super) struct Label {
    pub(super) text: String,
    pub(super) font: Font,
    pub(super) anchor: Anchor,
    /// The middle of the line of words.
    pub(super) at: [f64; 2],
    /// The colour beneath, of words inside.
    pub(super) fill: Option<Color>,
    /// From the slice to words that had to move.
    pub(super) leader: Option<[[f64; 2]; 2]>,
}

/// A circle in a panel, and the words around and in it.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) center: [f64; 2],
    pub(super) radius: f64,
    /// Radius of the hole.
    pub(super) hole: f64,
    pub(super) labels: Vec<Label>,
    /// Slices without words for want of room.
    pub(super) left: usize,
}

impl Place {
    /// As large a circle as leaves room for the words beside it.
    pub(super) fn of(slices: &[Slice], panel: &Panel, ink: &Ink<'_>, hole: u8) -> Self {
        let [x, y, w, h] = panel.rect;
        let k = ink.look.font;
        let share = f64::from(hole) / 100.0;
        let mut place = Self {
            center: [x + w / 2.0, y + h / 2.0],
            radius: 0.0,
            hole: 0.0,
            labels: Vec::new(),
            left: 0,
        };
        let font = Font::regular(12.0 * k);
        // Which shares fit inside depends on the radius, and the radius on what is written outside.
        let mut outside: Vec<Words> =
            slices.iter().map(|slice| Words::of(slice, true, ink)).collect();
        // Circles in panels are alike, whatever stands beside them.
        let alike = ink.panels > 1 && ink.legend;
        let least = if alike { text::width("88%", &font) } else { 0.0 };
        for _ in 0..2 {
            place.radius = radius(&outside, least, [w, h], &font, k);
            place.hole = share * place.radius;
            let inside = slices.iter().map(|slice| place.inside(slice, k)).collect::<Vec<_>>();
            let texts = slices.iter().zip(&inside);
            outside = texts.map(|(slice, there)| Words::of(slice, there.is_none(), ink)).collect();
            place.labels = inside.into_iter().flatten().collect();
        }
        place.around(slices, &outside, panel, font, k);
        place
    }

    /// The point at an angle.
    fn point(&self, angle: f64, radius: f64) -> [f64; 2] {
        [self.center[0] + radius * angle.sin(), self.center[1] - radius * angle.cos()]
    }

    /// The share of a slice in it, where it fits.
    fn inside(&self, slice: &Slice, k: f64) -> Option<Label> {
        let large = (slice.share() >= BIG).then_some(Font::bold(14.0 * k));
        let fonts = [Font::bold(13.0 * k), Font::regular(11.0 * k)];
        large.into_iter().chain(fonts).find_map(|font| self.written(slice, font))
    }

    /// The share of a slice in it, in letters of this size.
    fn written(&self, slice: &Slice, font: Font) -> Option<Label> {
        let text = slice.percent();
        let half = [text::width(&text, &font) / 2.0 + 1.5, 0.5 * font.size + 2.0];
        let ring = (self.hole + self.radius) / (2.0 * self.radius).max(1.0);
        let whole = slice.share() > 0.999;
        let parts = match (self.hole > 0.0, whole) {
            (true, _) => [ring; 4],
            (false, true) => [0.0; 4],
            (false, false) => [0.66, 0.74, 0.8, 0.58],
        };
        let at =
            parts.iter().map(|part| self.point(slice.middle(), part * self.radius)).find(|at| {
                [[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]].iter().all(|[a, b]| {
                    let (dx, dy) = (
                        at[0] + a * half[0] - self.center[0],
                        at[1] + b * half[1] - self.center[1],
                    );
                    let (far, angle) =
                        (dx.hypot(dy), dx.atan2(-dy).rem_euclid(std::f64::consts::TAU));
                    let turned = whole || (slice.from..=slice.to).contains(&angle);
                    turned && far <= self.radius - 3.0 && far >= self.hole + 2.0
                })
            })?;
        let (anchor, fill, leader) = (Anchor::Middle, Some(slice.color), None);
        Some(Label { text, font, anchor, at, fill, leader })
    }

    /// Words beside the circle: at the middle of their slice, or as near as there is room. Where
    /// the way there would lead across the circle, the least of them is left out.
    fn around(&mut self, slices: &[Slice], texts: &[Words], panel: &Panel, font: Font, k: f64) {
        let [_, top, _, h] = panel.rect;
        let ends = [top + 0.5 * font.size, top + h - 0.5 * font.size];
        let (middle, reach) = (self.center[1], self.reach(k));
        let height = |slice: &Slice| middle - reach * slice.middle().cos();
        for right in [true, false] {
            let mut side: Vec<(&Slice, &Words)> = slices
                .iter()
                .zip(texts)
                .filter(|(slice, words)| {
                    (slice.middle().sin() >= 0.0) == right && !words.is_empty()
                })
                .collect();
            side.sort_by(|a, b| height(a.0).total_cmp(&height(b.0)));
            loop {
                let wanted: Vec<f64> = side.iter().map(|(slice, _)| height(slice)).collect();
                let places = spread(&wanted, 15.0 * k, ends);
                let labels: Option<Vec<Label>> = places.and_then(|places| {
                    side.iter()
                        .zip(places)
                        .map(|((slice, words), y)| self.label(slice, words, y, panel, font, k))
                        .collect()
                });
                if let Some(labels) = labels {
                    self.labels.extend(labels);
                    break;
                }
                let share = |at: &usize| side.get(*at).map_or(0.0, |(slice, _)| slice.share());
                let least = (0..side.len()).min_by(|a, b| share(a).total_cmp(&share(b)));
                let Some(least) = least else { break };
                side.remove(least);
                self.left += 1;
            }
        }
    }

    /// How far from the middle words are that did not have to move.
    fn reach(&self, k: f64) -> f64 {
        self.radius + 9.0 * k
    }

    /// The words of a slice at a height; none when their leader would cross the circle.
    fn label(
        &self,
        slice: &Slice,
        words: &Words,
        y: f64,
        panel: &Panel,
        font: Font,
        k: f64,
    ) -> Option<Label> {
        let angle = slice.middle();
        if slice.share() > 0.999 {
            let at = [self.center[0], self.point(angle, self.reach(k))[1]];
            let text = words.cut(&font, panel.rect[2]);
            return Some(Label {
                text,
                font,
                anchor: Anchor::Middle,
                at,
                fill: None,
                leader: None,
            });
        }
        let (sign, anchor) =
            if angle.sin() >= 0.0 { (1.0, Anchor::Start) } else { (-1.0, Anchor::End) };
        let across = (self.reach(k) * angle.sin().abs()).max(self.beside(y, k)) + 1.0;
        let x = self.center[0] + sign * across;
        let edge = if sign > 0.0 { panel.rect[0] + panel.rect[2] } else { panel.rect[0] };
        let moved = (self.point(angle, self.reach(k))[1] - y).abs() > 4.0 * k;
        let leader = moved.then(|| [self.point(angle, self.radius + 2.0), [x - sign * 3.0, y]]);
        if leader.is_some_and(|line| self.crosses(line)) {
            return None;
        }
        let text = words.cut(&font, (edge - x).abs());
        Some(Label { text, font, anchor, at: [x, y], fill: None, leader })
    }

    /// Whether a line that starts at the circle leads through it.
    fn crosses(&self, [a, b]: [[f64; 2]; 2]) -> bool {
        let away = |t: f64| {
            let [x, y] = [0, 1].map(|i| a[i] + t * (b[i] - a[i]) - self.center[i]);
            x.hypot(y)
        };
        (1..=16).any(|step| away(f64::from(step) / 16.0) < self.radius - 0.5)
    }

    /// How far from the middle a line of words at a height is clear of the circle.
    fn beside(&self, y: f64, k: f64) -> f64 {
        let (clear, off) = (self.radius + 6.0, ((y - self.center[1]).abs() - 6.0 * k).max(0.0));
        (clear * clear - off * off).max(0.0).sqrt()
    }

    /// The outline of a slice, half a gap away from those beside it.
    pub(super) fn outline(&self, slice: &Slice) -> Vec<[f64; 2]> {
        let angle = slice.to - slice.from;
        let half = (GAP / 2.0).min(0.3 * angle * self.radius);
        let shift = |radius: f64| (half / radius.max(half)).asin().min(angle / 2.0);
        let mut ring =
            self.arc(slice.from + shift(self.radius), slice.to - shift(self.radius), self.radius);
        if self.hole > 1.0 {
            let shift = shift(self.hole);
            ring.extend(
                self.arc(slice.from + shift, slice.to - shift, self.hole).into_iter().rev(),
            );
        } else if angle < std::f64::consts::PI {
            let tip = (half / (angle / 2.0).sin().max(1e-6)).min(self.radius);
            ring.push(self.point(slice.middle(), tip));
        } else {
            let quarter = std::f64::consts::FRAC_PI_2;
            ring.push(self.point(slice.to - quarter, half));
            ring.push(self.point(slice.from + quarter, half));
        }
        ring
    }

    /// The outline of a slice that is all of the circle: two halves, so that a hole is one for
    /// every rule of filling.
    pub(super) fn rings(&self) -> Vec<Vec<[f64; 2]>> {
        let turn = std::f64::consts::TAU;
        let outer = self.arc(0.0, turn, self.radius);
        if self.hole <= 1.0 {
            return vec![outer];
        }
        let inner = self.arc(0.0, turn, self.hole);
        vec![outer.into_iter().chain(inner.into_iter().rev()).collect()]
    }

    fn arc(&self, from: f64, to: f64, radius: f64) -> Vec<[f64; 2]> {
        let step = 2.0 * (1.0 - FLAT / radius.max(1.0)).acos();
        let count = ((to - from) / step).ceil().clamp(1.0, 1000.0) as usize;
        (0..=count)
            .map(|i| self.point(from + (to - from) * i as f64 / count as f64, radius))
            .collect()
    }
}

/// What is written beside a slice: its name, which may be cut, and its share, which may not.
struct Words {
    name: String,
    share: String,
}

impl Words {
    /// The name, unless a legend has it; the share, when it is not in the slice.
    fn of(slice: &Slice, share: bool, ink: &Ink<'_>) -> Self {
        let name = if ink.legend { String::new() } else { slice.name.trim().to_owned() };
        Self { name, share: if share { slice.percent() } else { String::new() } }
    }

    fn is_empty(&self) -> bool {
        self.name.is_empty() && self.share.is_empty()
    }

    /// At most so wide, if need be with a shorter name.
    fn cut(&self, font: &Font, most: f64) -> String {
        let blank = if self.name.is_empty() || self.share.is_empty() { "" } else { " " };
        let share = format!("{blank}{}", self.share);
        let name = text::ellipsize(&self.name, font, (most - text::width(&share, font)).max(0.0));
        format!("{name}{share}")
    }

    fn width(&self, font: &Font) -> f64 {
        text::width(&self.cut(font, f64::INFINITY), font)
    }
}

/// The radius that leaves room for the words around, at least so much; long ones are cut.
fn radius(words: &[Words], least: f64, [w, h]: [f64; 2], font: &Font, k: f64) -> f64 {
    let widest = words.iter().map(|words| words.width(font)).fold(least, f64::max);
    if widest == 0.0 {
        return (w.min(h) / 2.0 - 1.0).max(1.0);
    }
    let beside = widest.min(0.3 * w) + 11.0 * k;
    (w / 2.0 - beside).min(h / 2.0 - 17.0 * k).max(0.12 * w.min(h)).max(1.0)
}
