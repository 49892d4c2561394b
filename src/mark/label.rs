//! Words at the places of rows, that stay off each other and off points.

use std::collections::BTreeMap;

use super::rect::literal;
use super::{Ink, Paint, Panel, Rows, Taken, away, clip, rule};
use crate::data::Columns;
use crate::scene::{Anchor, Font, Item, Text, text};
use crate::spec::{Channel, Mark};

/// From a place to words beside it, in pixels.
const BESIDE: f64 = 6.0;
/// From words to a line, in pixels.
const CLEAR: f64 = 1.0;
/// Side of a square of the grid in which boxes are looked up, in pixels.
const SQUARE: f64 = 64.0;

/// What words must not cover, beside the boxes of other labels and of points: the lines, edges,
/// bars and words of the marks beneath.
#[derive(Clone, Debug, Default)]
pub struct Obstacles {
    boxes: Vec<[f64; 4]>,
    lines: Vec<[[f64; 2]; 2]>,
}

impl Obstacles {
    /// Keep words off what was drawn of a mark.
    pub fn add(&mut self, mark: Mark, items: &[Item]) {
        for item in items {
            match item {
                // Words may stand in a cell.
                Item::Rects(rects) if mark == Mark::Bar => self.boxes.extend(&rects.boxes),
                Item::Text(words) => {
                    let [[left, top], _, [right, bottom], _] = text::bounds(words);
                    self.boxes.push([left, top, right - left, bottom - top]);
                }
                Item::Path(path) if path.stroke.is_some() => {
                    for part in path.parts() {
                        self.lines.extend(part.windows(2).map(|pair| [pair[0], pair[1]]));
                        let ends = part.last().zip(part.first()).filter(|_| path.closed);
                        self.lines.extend(ends.map(|(last, first)| [*last, *first]));
                    }
                }
                _ => {}
            }
        }
    }
}

/// The rows that have words and a place in the panel.
pub fn placed<'a>(
    columns: &'a Columns,
    rows: Rows<'a>,
    panel: &'a Panel,
) -> impl Iterator<Item = (usize, [f64; 2], &'a str)> {
    let rows: Vec<usize> = rows.iter().collect();
    rows.into_iter().filter_map(move |row| {
        let words = rule::label(columns, row)?;
        let at = panel.point(columns.at(Channel::X, row), columns.at(Channel::Y, row));
        let shown = at.iter().all(|v| v.is_finite()) && panel.shows(at);
        shown.then_some((row, at, words))
    })
}

/// One text per row: on its place, or beside it where something is there, or none where all sides
/// are taken. Earlier rows choose first.
pub(super) fn draw(
    columns: &Columns,
    rows: Rows<'_>,
    panel: &Panel,
    ink: &Ink<'_>,
    taken: &mut Taken,
) -> Vec<Item> {
    let font = Font::regular(ink.style.size.unwrap_or(12.0).clamp(4.0, 96.0) * ink.look.font);
    let mut crowd = Crowd::default();
    for place in taken.iter() {
        crowd.add(*place);
    }
    for place in &ink.obstacles.boxes {
        crowd.add(*place);
    }
    for line in &ink.obstacles.lines {
        crowd.add_line(*line);
    }
    let mut items = Vec::new();
    for (row, at, words) in placed(columns, rows, panel) {
        let (width, height) = (text::width(words, &font), font.size * 1.2);
        let free = sides(at, width, height, panel).into_iter().find(|place| {
            let [left, top, w, h] = panel.rect;
            let inside = place[0] >= left
                && place[0] + width <= left + w
                && place[1] >= top
                && place[1] + height <= top + h;
            inside && !crowd.hits(*place)
        });
        let Some(place) = free else { continue };
        crowd.add(place);
        taken.push(place);
        let color = match (literal(ink), ink.paint) {
            (Some(color), _) => color,
            // As the colour bar has it.
            (None, Paint::Sequential(_)) => ink.row_color(columns, row),
            (None, Paint::Series(_)) if columns.get(Channel::By).is_none() => ink.look.ink,
            (None, _) => ink.row_color(columns, row).readable(ink.look.bg),
        };
        let stands = [place[0] + width / 2.0, text::centered(place[1] + height / 2.0, &font)];
        items.push(Item::Text(Text {
            at: stands,
            text: words.to_owned(),
            font,
            color,
            anchor: Anchor::Middle,
            rotate: 0.0,
            halo: Some(ink.look.bg),
            aside: away(stands, at),
            row: Some(row as u32),
        }));
    }
    items
}

/// Where words may stand, best first: on their place, above, right, below, left, at its corners,
/// one and two lines higher or lower. At the panel's edge, those above and below move inwards.
fn sides([x, y]: [f64; 2], width: f64, height: f64, panel: &Panel) -> [[f64; 4]; 13] {
    let [edge, _, room, _] = panel.rect;
    let (left, right) = (x - BESIDE - width, x + BESIDE);
    let (above, below) = (y - BESIDE * 0.8 - height, y + BESIDE * 0.8);
    let (mid_x, mid_y) = (x - width / 2.0, y - height / 2.0);
    let mid_x = if width < room { mid_x.clamp(edge, edge + room - width) } else { mid_x };
    let corner = BESIDE / 3.0;
    [
        [mid_x, mid_y],
        [mid_x, above],
        [right, mid_y],
        [mid_x, below],
        [left, mid_y],
        [x - corner - width, above],
        [x + corner, above],
        [x + corner, below],
        [x - corner - width, below],
        [mid_x, mid_y - height],
        [mid_x, mid_y + height],
        [mid_x, above - height],
        [mid_x, below + height],
    ]
    .map(|[x, y]| [x, y, width, height])
}

/// Boxes and lines, by the squares that they touch.
#[derive(Default)]
struct Crowd {
    squares: BTreeMap<[i64; 2], Vec<[f64; 4]>>,
    lines: BTreeMap<[i64; 2], Vec<[[f64; 2]; 2]>>,
}

impl Crowd {
    fn squares([x, y, w, h]: [f64; 4]) -> impl Iterator<Item = [i64; 2]> {
        let square = |v: f64| (v / SQUARE).floor() as i64;
        let (columns, rows) = (square(x)..=square(x + w), square(y)..=square(y + h));
        columns.flat_map(move |column| rows.clone().map(move |row| [column, row]))
    }

    fn add(&mut self, place: [f64; 4]) {
        if place.iter().all(|v| v.is_finite()) {
            for square in Self::squares(place) {
                self.squares.entry(square).or_default().push(place);
            }
        }
    }

    fn add_line(&mut self, [a, b]: [[f64; 2]; 2]) {
        let [x, y] = [0, 1].map(|i: usize| a[i].min(b[i]));
        let [w, h] = [0, 1].map(|i: usize| (a[i] - b[i]).abs());
        if [x, y, w, h].iter().all(|v| v.is_finite()) {
            let edge = 2.0 * SQUARE;
            for square in Self::squares([x, y, w, h]) {
                let corner = square.map(|v| v as f64 * SQUARE - SQUARE / 2.0);
                if clip::segment(a, b, [corner[0], corner[1], edge, edge]).is_some() {
                    self.lines.entry(square).or_default().push([a, b]);
                }
            }
        }
    }

    fn hits(&self, place: [f64; 4]) -> bool {
        let [x, y, w, h] = place;
        let wide = [x - CLEAR, y - CLEAR, w + 2.0 * CLEAR, h + 2.0 * CLEAR];
        let crosses = |[a, b]: &[[f64; 2]; 2]| clip::segment(*a, *b, wide).is_some();
        let lined = Self::squares(wide)
            .any(|square| self.lines.get(&square).is_some_and(|l| l.iter().any(crosses)));
        if lined {
            return true;
        }
        let over =
            |b: &[f64; 4]| x < b[0] + b[2] && b[0] < x + w && y < b[1] + b[3] && b[1] < y + h;
        Self::squares(place)
            .any(|square| self.squares.get(&square).is_some_and(|b| b.iter().any(over)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_off_lines_and_bars() {
        let mut crowd = Crowd::default();
        crowd.add_line([[0.0, 0.0], [300.0, 300.0]]);
        crowd.add([200.0, 0.0, 20.0, 50.0]);
        assert!(crowd.hits([140.0, 145.0, 30.0, 14.0]), "across the line");
        assert!(!crowd.hits([150.0, 100.0, 30.0, 14.0]), "above it");
        assert!(crowd.hits([190.0, 40.0, 30.0, 14.0]), "on the bar");
    }
}
