//! The levels of contour lines in words, along the lines.

use std::collections::BTreeMap;

use super::{Ink, Panel, Rows, Taken, clip, parts};
use crate::color::Color;
use crate::data::Columns;
use crate::scale::format;
use crate::scene::{Anchor, Font, Item, Path, Text, text};
use crate::spec::{Channel, Labels};

/// From one place that is tried to the next along a line, in pixels.
const PACE: f64 = 5.0;
/// From words to the end of their line, at least.
const MARGIN: f64 = 8.0;
/// A line has words every so many pixels.
const EVERY: f64 = 450.0;
/// From words to the panel's edge.
const EDGE: f64 = 3.0;
/// How far a line may bend under its words, as a share of their height.
const BEND: f64 = 0.3;
/// Panels smaller than this, and many beside each other, have no room for words.
const SMALL: f64 = 120.0;
/// More panels than this have lines without words.
const PANELS: usize = 9;
/// Side of a square in which lines are looked up.
const SQUARE: f64 = 32.0;

/// Words along the lines, on their straightest parts, where they cover nothing.
pub(super) fn labels(
    columns: &Columns,
    rows: Rows<'_>,
    panel: &Panel,
    ink: &Ink<'_>,
    taken: &mut Taken,
) -> Vec<Item> {
    let [_, _, width, height] = panel.rect;
    let small = width.min(height) < SMALL || ink.panels > PANELS;
    match ink.core.labels {
        Labels::Never => return Vec::new(),
        Labels::Fit if small => return Vec::new(),
        _ => {}
    }
    let font = Font::regular(10.0 * ink.look.font);
    let lines = lines(columns, rows, panel, ink);
    let words = words(&lines);
    let crowd = Crowd::new(&lines);
    let mut order: Vec<usize> = (0..lines.len()).collect();
    // The longest choose first; of rows of one length, the first.
    order.sort_by(|a, b| lines[*b].length().total_cmp(&lines[*a].length()).then(a.cmp(b)));
    let mut items = Vec::new();
    for number in order {
        let line = &lines[number];
        let Some(word) = words.get(&line.level.to_bits()) else { continue };
        let size = [text::width(word, &font) + 4.0, font.size];
        let mut stands: Vec<f64> = Vec::new();
        let wanted = 1 + (line.length() / EVERY) as usize;
        let mut spots = line.spots(size);
        spots.retain(|spot| spot.within(panel));
        spots.sort_by(|a, b| a.fault.total_cmp(&b.fault));
        for spot in spots {
            let apart = stands.iter().all(|at| (at - spot.along).abs() >= EVERY / 2.0);
            if !apart || !spot.is_free(taken) || crowd.crosses(number, &spot) {
                continue;
            }
            stands.push(spot.along);
            taken.extend(spot.boxes());
            items.push(Item::Text(spot.text(word, font, line.color, ink)));
            if stands.len() == wanted {
                break;
            }
        }
    }
    items
}

/// The levels in words that share their decimals.
fn words(lines: &[Line]) -> BTreeMap<u64, String> {
    let mut levels: Vec<f64> = lines.iter().map(|line| line.level).collect();
    levels.sort_by(f64::total_cmp);
    levels.dedup();
    let words = format::shared(&levels);
    levels.into_iter().map(f64::to_bits).zip(words).collect()
}

/// What is seen of a line in the panel, in one stretch.
struct Line {
    level: f64,
    color: Color,
    points: Vec<[f64; 2]>,
    /// How far along the line each point is.
    along: Vec<f64>,
}

fn lines(columns: &Columns, rows: Rows<'_>, panel: &Panel, ink: &Ink<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for part in parts(columns, rows) {
        let Some(&first) = part.first() else { continue };
        let level = columns.at(Channel::Z, first as usize);
        if !level.is_finite() {
            continue;
        }
        let place = |&row: &u32| {
            let at = [Channel::X, Channel::Y].map(|c| columns.at(c, row as usize));
            (panel.point(at[0], at[1]), row)
        };
        let mut path = Path::default();
        clip::polyline(part.iter().map(place), panel.rect, &mut path, &mut Vec::new());
        let color = ink.row_color(columns, first as usize).readable(ink.look.bg);
        for points in path.parts() {
            let mut far = 0.0;
            let mut along = vec![0.0];
            for pair in points.windows(2) {
                far += distance(pair[0], pair[1]);
                along.push(far);
            }
            lines.push(Line { level, color, points: points.to_vec(), along });
        }
    }
    lines
}

fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
    (b[0] - a[0]).hypot(b[1] - a[1])
}

impl Line {
    fn length(&self) -> f64 {
        self.along.last().copied().unwrap_or(0.0)
    }

    /// The place so far along.
    fn at(&self, far: f64) -> [f64; 2] {
        let last = self.points.len().saturating_sub(1);
        let next = self.along.partition_point(|a| *a < far).clamp(1, last.max(1)).min(last);
        let before = next.saturating_sub(1);
        let (a, b) = (self.points[before], self.points[next]);
        let step = self.along[next] - self.along[before];
        let share = if step > 0.0 { (far - self.along[before]) / step } else { 0.0 };
        [0, 1].map(|k| a[k] + (b[k] - a[k]) * share.clamp(0.0, 1.0))
    }

    /// Where words of a size may stand: where the line is nearly straight.
    fn spots(&self, [width, height]: [f64; 2]) -> Vec<Spot> {
        let length = self.length();
        let room = length - width - 2.0 * MARGIN;
        if room < 0.0 {
            return Vec::new();
        }
        let count = (room / PACE).floor() as usize + 1;
        let start = MARGIN + width / 2.0 + (room - (count - 1) as f64 * PACE) / 2.0;
        let spot = |number: usize| {
            let along = start + number as f64 * PACE;
            let (a, b) = (self.at(along - width / 2.0), self.at(along + width / 2.0));
            let chord = distance(a, b);
            if chord < 0.9 * width {
                return None;
            }
            let (cos, sin) = ((b[0] - a[0]) / chord, (b[1] - a[1]) / chord);
            let aside = |p: [f64; 2]| (p[1] - a[1]) * cos - (p[0] - a[0]) * sin;
            let inner = [0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875]
                .map(|share| aside(self.at(along + (share - 0.5) * width)));
            let (low, high) =
                inner.iter().fold((0.0_f64, 0.0_f64), |(l, h), d| (l.min(*d), h.max(*d)));
            if high - low > BEND * height {
                return None;
            }
            // Half way between the chord and what bends from it.
            let shift = f64::midpoint(low, high);
            let center = [
                f64::midpoint(a[0], b[0]) - shift * sin,
                f64::midpoint(a[1], b[1]) + shift * cos,
            ];
            // Words are upright.
            let (cos, sin) = if cos < 0.0 { (-cos, -sin) } else { (cos, sin) };
            let off = (along - length / 2.0).abs() / length;
            let fault = (high - low) / height + 0.8 * sin.abs() + 0.2 * off;
            Some(Spot { along, center, turn: [cos, sin], size: [width, height], fault })
        };
        (0..count).filter_map(spot).collect()
    }
}

/// A place for words.
struct Spot {
    along: f64,
    center: [f64; 2],
    /// Cosine and sine of the angle.
    turn: [f64; 2],
    size: [f64; 2],
    /// How bent and how steep it is.
    fault: f64,
}

impl Spot {
    /// From the middle of the words along them and down, as a place on the page.
    fn place(&self, [right, down]: [f64; 2]) -> [f64; 2] {
        let [cos, sin] = self.turn;
        [
            self.center[0] + right * cos - down * sin,
            self.center[1] + right * sin + down * cos,
        ]
    }

    fn within(&self, panel: &Panel) -> bool {
        let [left, top, wide, high] = panel.rect;
        let [w, h] = self.size.map(|side| side / 2.0);
        [[-w, -h], [w, -h], [w, h], [-w, h]].into_iter().all(|corner| {
            let [x, y] = self.place(corner);
            x >= left + EDGE
                && x <= left + wide - EDGE
                && y >= top + EDGE
                && y <= top + high - EDGE
        })
    }

    /// Upright squares that cover the words.
    fn boxes(&self) -> impl Iterator<Item = [f64; 4]> + '_ {
        let [width, height] = self.size;
        let count = (width / height).ceil().max(1.0);
        let side = height * 1.25;
        (0..count as usize).map(move |number| {
            let right = ((number as f64 + 0.5) / count - 0.5) * width;
            let [x, y] = self.place([right, 0.0]);
            [x - side / 2.0, y - side / 2.0, side, side]
        })
    }

    fn is_free(&self, taken: &Taken) -> bool {
        let meets = |a: &[f64; 4], b: &[f64; 4]| {
            a[0] < b[0] + b[2] && b[0] < a[0] + a[2] && a[1] < b[1] + b[3] && b[1] < a[1] + a[3]
        };
        self.boxes().all(|own| !taken.iter().any(|other| meets(&own, other)))
    }

    fn text(&self, word: &str, font: Font, color: Color, ink: &Ink<'_>) -> Text {
        let at = self.place([0.0, text::centered(0.0, &font)]);
        Text {
            at,
            text: word.to_owned(),
            font,
            color,
            anchor: Anchor::Middle,
            rotate: self.turn[1].atan2(self.turn[0]).to_degrees(),
            halo: Some(ink.look.bg),
            aside: super::away(at, self.center),
            row: None,
        }
    }
}

/// A piece of a line: its number, how far along it begins, its ends.
type Piece = (usize, f64, [[f64; 2]; 2]);

/// Lines by the squares that they touch.
struct Crowd {
    squares: BTreeMap<[i64; 2], Vec<Piece>>,
}

impl Crowd {
    fn new(lines: &[Line]) -> Self {
        let mut squares: BTreeMap<[i64; 2], Vec<Piece>> = BTreeMap::new();
        for (number, line) in lines.iter().enumerate() {
            for (pair, along) in line.points.windows(2).zip(&line.along) {
                let ends = [pair[0], pair[1]];
                for square in Self::around(&ends) {
                    squares.entry(square).or_default().push((number, *along, ends));
                }
            }
        }
        Self { squares }
    }

    /// The squares of the box around points.
    fn around(points: &[[f64; 2]]) -> impl Iterator<Item = [i64; 2]> {
        let ends = |side: usize| {
            let all = points.iter().map(|p| p[side]);
            let (low, high) = (all.clone().fold(f64::MAX, f64::min), all.fold(f64::MIN, f64::max));
            (low / SQUARE).floor() as i64..=(high / SQUARE).floor() as i64
        };
        let (columns, rows) = (ends(0), ends(1));
        columns.flat_map(move |column| rows.clone().map(move |row| [column, row]))
    }

    /// Whether words at a spot of a line would cover another, or another part of it.
    fn crosses(&self, line: usize, spot: &Spot) -> bool {
        let [w, h] = spot.size.map(|side| side / 2.0 + 1.0);
        let corners = [[-w, -h], [w, -h], [w, h], [-w, h]].map(|corner| spot.place(corner));
        let [cos, sin] = spot.turn;
        let local = |p: [f64; 2]| {
            let [x, y] = [p[0] - spot.center[0], p[1] - spot.center[1]];
            [x * cos + y * sin, y * cos - x * sin]
        };
        let hits = |(number, along, ends): &Piece| {
            let own = *number == line
                && along + distance(ends[0], ends[1]) > spot.along - 2.0 * w
                && *along < spot.along + 2.0 * w;
            !own && clip::segment(local(ends[0]), local(ends[1]), [-w, -h, 2.0 * w, 2.0 * h])
                .is_some()
        };
        Self::around(&corners)
            .any(|square| self.squares.get(&square).is_some_and(|all| all.iter().any(hits)))
    }
}
