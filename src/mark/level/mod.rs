//! The levels of contour lines in words, along the lines.

mod crowd;
mod gap;
mod spot;

use std::collections::BTreeMap;

use self::crowd::Crowd;
use self::spot::Spot;
use super::{Ink, Paint, Panel, Rows, Taken, clip, parts};
use crate::color::Color;
use crate::data::Columns;
use crate::scale::format;
use crate::scene::{Font, Item, Path, text};
use crate::spec::{Channel, Labels};

/// From one place that is tried to the next along a line, in pixels.
const PACE: f64 = 5.0;
/// From words to the end of their line, at least.
const MARGIN: f64 = 8.0;
/// A line has words every so many pixels.
const EVERY: f64 = 450.0;
/// How far a line may bend under its words, as a share of their height.
const BEND: f64 = 0.3;
/// Panels smaller than this, and many beside each other, have no room for words.
const SMALL: f64 = 120.0;
/// More panels than this have lines without words.
const PANELS: usize = 9;
/// A line has words when it is so many times as long.
const SHORT: f64 = 3.0;
/// Room before and behind words, together.
const PAD: f64 = 8.0;

/// Lines with words along them, on their straightest parts, where they cover nothing: the lines have
/// gaps there.
pub(super) fn labelled(
    mut lines: Vec<Item>,
    columns: &Columns,
    rows: Rows<'_>,
    panel: &Panel,
    ink: &Ink<'_>,
    taken: &mut Taken,
) -> Vec<Item> {
    let [_, _, width, height] = panel.rect;
    let small = width.min(height) < SMALL || ink.panels > PANELS;
    match ink.core.labels {
        Labels::Never => return lines,
        Labels::Fit if small => return lines,
        _ => {}
    }
    let font = Font::regular(10.0 * ink.look.font);
    let seen = self::lines(columns, rows, panel, ink);
    let words = words(&seen);
    let mut texts = Vec::new();
    let mut spots = Vec::new();
    for (number, spot) in spots_of(&seen, &words, font, panel, taken) {
        let line = &seen[number];
        let Some(word) = words.get(&line.level.to_bits()) else { continue };
        texts.push(Item::Text(spot.text(word, font, line.color, ink)));
        spots.push(spot);
    }
    // Gaps would grow where one can zoom, and words do not: there a halo is enough.
    let still = panel.clip == panel.rect;
    for item in lines.iter_mut().filter(|_| still) {
        if let Item::Path(path) = item {
            gap::cut(path, &spots);
        }
    }
    lines.extend(texts);
    lines
}

/// Where words stand, and on which line. The longest lines choose first.
fn spots_of(
    lines: &[Line],
    words: &BTreeMap<u64, String>,
    font: Font,
    panel: &Panel,
    taken: &mut Taken,
) -> Vec<(usize, Spot)> {
    let crowd = Crowd::new(lines);
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by(|a, b| lines[*b].length().total_cmp(&lines[*a].length()).then(a.cmp(b)));
    let mut found = Vec::new();
    for number in order {
        let line = &lines[number];
        let Some(word) = words.get(&line.level.to_bits()) else { continue };
        let size = [text::width(word, &font) + PAD, font.size];
        // A small ring would be more gap than line.
        if line.length() < SHORT * size[0] {
            continue;
        }
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
            found.push((number, spot));
            if stands.len() == wanted {
                break;
            }
        }
    }
    found
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
        // An ink is read on a light and on a dark ground, which a colour of a map is not.
        let color = match ink.paint {
            Paint::Sequential(_) => ink.look.ink2,
            _ => ink.row_color(columns, first as usize).readable(ink.look.bg),
        };
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
            let center =
                [f64::midpoint(a[0], b[0]) - shift * sin, f64::midpoint(a[1], b[1]) + shift * cos];
            // Words are upright.
            let (cos, sin) = if cos < 0.0 { (-cos, -sin) } else { (cos, sin) };
            let off = (along - length / 2.0).abs() / length;
            let fault = 3.0 * (high - low) / height + 0.8 * sin.abs() + 0.2 * off;
            Some(Spot { along, center, turn: [cos, sin], size: [width, height], fault })
        };
        (0..count).filter_map(spot).collect()
    }
}
