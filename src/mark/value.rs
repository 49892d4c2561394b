//! The values of bars in words: beyond their ends, or inside where there is no room beyond.

use super::bar::Bar;
use super::{Ink, Panel, away};
use crate::color::Color;
use crate::data::Columns;
use crate::scale::format;
use crate::scene::{Anchor, Font, Item, Text, text};
use crate::spec::{Channel, Labels, Position};

/// From the end of a bar to its value.
const GAP: f64 = 4.0;
/// Between two values beside each other.
const APART: f64 = 3.0;
/// More bars than this have no room for values.
const MOST: usize = 500;

/// The values of these bars that fit, and how many do not. Where all have to fit, it is all or none.
pub(super) fn labels(
    columns: &Columns,
    bars: &[Bar],
    panel: &Panel,
    ink: &Ink<'_>,
) -> (Vec<Item>, usize) {
    let wanted = ink.core.labels;
    if wanted == Labels::Never {
        return (Vec::new(), 0);
    }
    if bars.len() > MOST {
        return (Vec::new(), if wanted == Labels::Fit { 0 } else { bars.len() });
    }
    let font = Font::regular(11.0 * ink.look.font);
    let mut taken: Vec<[f64; 4]> = bars.iter().map(|bar| bar.place).collect();
    let mut items = Vec::new();
    let values: Vec<f64> = bars.iter().map(|bar| height(columns, bar.row)).collect();
    let texts = words(&values);
    for (number, (bar, (value, text))) in bars.iter().zip(values.iter().zip(texts)).enumerate() {
        let change = wanted == Labels::Signed && bar.series < 2 && *value > 0.0;
        let text = if change { format!("+{text}") } else { text };
        let label = Label { value: *value, text, bar, font, panel, ink };
        let place = if ink.core.position == Position::Stack {
            label.middle()
        } else {
            let free = |spot: &Spot| {
                !taken.iter().enumerate().any(|(n, b)| n != number && meet(b, &spot.place))
            };
            label.beyond().filter(free).or_else(|| label.inside())
        };
        if let Some(spot) = place {
            let [x, y, w, h] = spot.place;
            taken.push([x - APART, y, w + 2.0 * APART, h]);
            items.push(Item::Text(spot.text));
        }
    }
    let left = bars.len() - items.len();
    // A few of many would look like a choice.
    let few = ink.core.position != Position::Stack && 4 * left > bars.len();
    match wanted {
        Labels::Fit if left > 0 => (Vec::new(), 0),
        _ if few => (Vec::new(), bars.len()),
        _ => (items, left),
    }
}

/// From the foot of a bar to its end.
fn height(columns: &Columns, row: usize) -> f64 {
    let foot = columns.get(Channel::Y2).map_or(0.0, |values| values.at(row));
    columns.at(Channel::Y, row) - foot
}

/// The values in words that share their decimals, unless a small one would become 0.
fn words(values: &[f64]) -> Vec<String> {
    let one = |v: &f64| if v.is_finite() { format::number(*v) } else { String::new() };
    let words: Vec<String> = values.iter().map(one).collect();
    let decimals = |word: &String| word.split_once('.').map_or(0, |(_, rest)| rest.len());
    let most = words.iter().map(decimals).max().unwrap_or(0);
    let greatest = values.iter().filter(|v| v.is_finite()).fold(0.0_f64, |a, b| a.max(b.abs()));
    let most = most.min((3 - format::exponent(greatest)).max(0) as usize);
    let lost = |v: &f64| *v != 0.0 && v.abs() < 0.5 * 10.0_f64.powi(-(most as i32));
    if words.iter().any(|word| word.contains('×')) || values.iter().any(lost) {
        return words;
    }
    let alike = |v: &f64| {
        if v.is_finite() { format::fixed(*v, most, greatest >= 1e4) } else { String::new() }
    };
    values.iter().map(alike).collect()
}

/// Whether two boxes overlap.
fn meet(a: &[f64; 4], b: &[f64; 4]) -> bool {
    a[0] < b[0] + b[2] && b[0] < a[0] + a[2] && a[1] < b[1] + b[3] && b[1] < a[1] + a[3]
}

/// Words in their place.
struct Spot {
    /// x, y, width, height.
    place: [f64; 4],
    text: Text,
}

struct Label<'a> {
    value: f64,
    text: String,
    bar: &'a Bar,
    font: Font,
    panel: &'a Panel,
    ink: &'a Ink<'a>,
}

impl Label<'_> {
    /// Whether the end of the bar is up the page, or at its right.
    fn ahead(&self) -> bool {
        let [from, to] = [0.0, self.value].map(|v| self.panel.y().map(v));
        let grows = if from.is_finite() { to >= from } else { self.value > 0.0 };
        // Up the page is down the numbers.
        if self.panel.swap { grows } else { !grows || self.value == 0.0 }
    }

    /// The middle of the bar's end.
    fn end(&self) -> [f64; 2] {
        let [x, y, w, h] = self.bar.place;
        match (self.panel.swap, self.ahead()) {
            (true, true) => [x + w, y + h / 2.0],
            (true, false) => [x, y + h / 2.0],
            (false, true) => [x + w / 2.0, y],
            (false, false) => [x + w / 2.0, y + h],
        }
    }

    /// At the end of the bar, where the panel has room.
    fn beyond(&self) -> Option<Spot> {
        let [x, y, w, h] = self.bar.place;
        let [left, top, width, height] = self.panel.rect;
        let (ascent, words) = (text::ascent(&self.font), self.width());
        let spot = if self.panel.swap {
            let baseline = text::centered(y + h / 2.0, &self.font);
            let (at, anchor) =
                if self.ahead() { (x + w + GAP, Anchor::Start) } else { (x - GAP, Anchor::End) };
            self.spot([at, baseline], self.end(), anchor, self.ink.look.ink)
        } else {
            let baseline = if self.ahead() { y - GAP } else { y + h + GAP + ascent };
            self.spot([x + w / 2.0, baseline], self.end(), Anchor::Middle, self.ink.look.ink)
        };
        let [from, upper, _, tall] = spot.place;
        let held = from >= left - 1.0
            && from + words <= left + width + 8.0
            && upper >= top - 2.0
            && upper + tall <= top + height + 1.0;
        (held && !self.text.is_empty()).then_some(spot)
    }

    /// In the bar, at its end.
    fn inside(&self) -> Option<Spot> {
        let [x, y, w, h] = self.bar.place;
        let ascent = text::ascent(&self.font);
        if !self.fits() {
            return None;
        }
        let color = Color::on(self.bar.color);
        Some(if self.panel.swap {
            let baseline = text::centered(y + h / 2.0, &self.font);
            if self.ahead() {
                self.spot([x + w - GAP, baseline], self.end(), Anchor::End, color)
            } else {
                self.spot([x + GAP, baseline], self.end(), Anchor::Start, color)
            }
        } else {
            let baseline = if self.ahead() { y + GAP + ascent } else { y + h - GAP };
            self.spot([x + w / 2.0, baseline], self.end(), Anchor::Middle, color)
        })
    }

    /// In the middle of a part of a stack.
    fn middle(&self) -> Option<Spot> {
        let [x, y, w, h] = self.bar.place;
        let at = [x + w / 2.0, text::centered(y + h / 2.0, &self.font)];
        let place = [x + w / 2.0, y + h / 2.0];
        self.fits().then(|| self.spot(at, place, Anchor::Middle, Color::on(self.bar.color)))
    }

    fn fits(&self) -> bool {
        let [_, _, w, h] = self.bar.place;
        let room = self.width() + GAP <= w && text::ascent(&self.font) + GAP <= h;
        room && !self.text.is_empty()
    }

    fn width(&self) -> f64 {
        text::width(&self.text, &self.font)
    }

    /// Words at `at` that belong to `place`.
    fn spot(&self, at: [f64; 2], place: [f64; 2], anchor: Anchor, color: Color) -> Spot {
        let (width, ascent) = (self.width(), text::ascent(&self.font));
        let left = match anchor {
            Anchor::Start => at[0],
            Anchor::Middle => at[0] - width / 2.0,
            Anchor::End => at[0] - width,
        };
        // Grid lines pass behind words that stand in the open.
        let halo = (color == self.ink.look.ink).then_some(self.ink.look.bg);
        let (text, font) = (self.text.clone(), self.font);
        Spot {
            place: [left, at[1] - ascent, width, ascent],
            text: Text {
                at,
                text,
                font,
                color,
                anchor,
                rotate: 0.0,
                halo,
                aside: away(at, place),
                row: Some(self.bar.row as u32),
            },
        }
    }
}
