//! Slices of a circle or of a ring, clockwise from the top, with their names and shares.

mod place;

use super::{Ink, Panel, Rows, series_of};
use crate::color::Color;
use crate::data::Columns;
use crate::scale::format;
use crate::scene::{Anchor, Fill, Font, Item, Path, Stroke, Text, text};
use crate::spec::Channel;
use crate::warn::count;
use place::{Label, Place};

/// Pixels of background between two slices.
const GAP: f64 = 1.5;
/// How far an arc may be from its chords, in pixels.
const FLAT: f64 = 0.03;

/// A slice: from which angle to which, in radians clockwise from the top.
#[derive(Clone, Debug)]
struct Slice {
    row: usize,
    from: f64,
    to: f64,
    color: Color,
    name: String,
}

impl Slice {
    /// Its part of the whole.
    fn share(&self) -> f64 {
        (self.to - self.from) / std::f64::consts::TAU
    }

    /// Whole percent, or as many decimals as a small one needs.
    fn percent(&self) -> String {
        let percent = 100.0 * self.share();
        match percent {
            p if p >= 0.95 => format!("{p:.0}%"),
            p if p >= 0.095 => format!("{p:.1}%"),
            _ => "<0.1%".to_owned(),
        }
    }

    /// The angle of its middle.
    fn middle(&self) -> f64 {
        f64::midpoint(self.from, self.to)
    }
}

/// One path per slice, its name beside it, its share in it or after its name; the sum in the hole.
pub(super) fn draw(
    columns: &Columns,
    rows: Rows<'_>,
    panel: &Panel,
    ink: &Ink<'_>,
    hole: u8,
) -> Vec<Item> {
    let (slices, sum) = slices(columns, rows, ink);
    let place = Place::of(&slices, panel, ink, hole);
    let whole = slices.len() == 1;
    let opacity = ink.style.alpha.unwrap_or(1.0);
    let mut items: Vec<Item> = slices
        .iter()
        .map(|slice| {
            let rings = if whole { place.rings() } else { vec![place.outline(slice)] };
            let mut path = Path {
                closed: true,
                fill: Some(Fill { color: slice.color, opacity }),
                datums: ink.datums(vec![slice.row as u32]),
                ..Path::default()
            };
            for ring in rings {
                path.starts.push(path.points.len());
                path.points.extend(ring);
            }
            Item::Path(path)
        })
        .collect();
    for label in &place.labels {
        items.extend(label.leader.iter().map(|line| leader(line, ink)));
        items.push(words(label, ink));
    }
    items.extend(total(columns, sum, &place, ink));
    items
}

/// The names that found no room, in a sentence.
pub(super) fn left_out(
    columns: &Columns,
    rows: Rows<'_>,
    panel: &Panel,
    ink: &Ink<'_>,
    hole: u8,
) -> Option<String> {
    let place = Place::of(&slices(columns, rows, ink).0, panel, ink, hole);
    let slices = count(place.left as u64, "slice");
    (place.left > 0).then(|| format!("there is no room to name {slices}; a larger figure has it"))
}

/// The slices of the rows with a value above 0, and the sum of these.
fn slices(columns: &Columns, rows: Rows<'_>, ink: &Ink<'_>) -> (Vec<Slice>, f64) {
    let value = |row: usize| columns.at(Channel::Y, row);
    let shown = |&row: &usize| value(row) > 0.0 && value(row).is_finite();
    let rows: Vec<usize> =
        rows.iter().filter(shown).filter(|&row| series_of(columns, row).is_some()).collect();
    let sum: f64 = rows.iter().map(|&row| value(row)).sum();
    let mut before = 0.0;
    let turn = std::f64::consts::TAU;
    let slices = rows
        .into_iter()
        .map(|row| {
            let from = before;
            before += value(row);
            let by = columns.get(Channel::By);
            let name = by.and_then(|by| by.levels().get(by.code(row)?).cloned());
            Slice {
                row,
                from: turn * from / sum,
                to: turn * before / sum,
                color: ink.row_color(columns, row),
                name: name.unwrap_or_default(),
            }
        })
        .collect();
    (slices, sum)
}

fn leader(line: &[[f64; 2]], ink: &Ink<'_>) -> Item {
    Item::Path(Path {
        points: line.to_vec(),
        starts: vec![0],
        stroke: Some(Stroke { round: true, ..Stroke::solid(ink.look.ink3, 1.0) }),
        ..Path::default()
    })
}

fn words(label: &Label, ink: &Ink<'_>) -> Item {
    let color = label.fill.map_or(ink.look.ink, Color::on);
    let [x, y] = label.at;
    Item::Text(Text {
        at: [x, text::centered(y, &label.font)],
        text: label.text.clone(),
        font: label.font,
        color,
        anchor: label.anchor,
        rotate: 0.0,
        halo: None,
        aside: [0.0; 2],
        row: None,
    })
}

/// The sum in the hole, over what it is a sum of; as large as there is room.
fn total(columns: &Columns, sum: f64, place: &Place, ink: &Ink<'_>) -> Vec<Item> {
    let k = ink.look.font;
    let number = format::number(sum);
    let fits = |font: &Font| text::width(&number, font) <= 1.5 * place.hole;
    let sizes = [22.0, 18.0, 14.0, 12.0, 10.0].map(|size| Font::bold(size * k));
    let room = |font: &&Font| fits(font) && 2.6 * font.size <= 2.0 * place.hole;
    let Some(font) = sizes.iter().find(room).filter(|_| columns.len > 0 && sum > 0.0) else {
        return Vec::new();
    };
    let encoding = ink.core.encodings.get(&Channel::Y);
    let of = encoding.and_then(|y| y.title.clone().or_else(|| y.field.clone())).unwrap_or_default();
    let small = Font::regular((0.6 * font.size).max(10.0 * k));
    let of = if text::width(&of, &small) <= 1.6 * place.hole { of } else { String::new() };
    let [x, y] = place.center;
    let up = if of.is_empty() { 0.0 } else { 0.45 * font.size };
    let word = |y: f64, words: String, font: Font, color: Color| {
        let at = [x, text::centered(y, &font)];
        let anchor = Anchor::Middle;
        Item::Text(Text {
            at,
            text: words,
            font,
            color,
            anchor,
            rotate: 0.0,
            halo: None,
            aside: [0.0; 2],
            row: None,
        })
    };
    let mut items = vec![word(y - up, number, *font, ink.look.ink)];
    if !of.is_empty() {
        items.push(word(y + 1.4 * up, of, small, ink.look.ink2));
    }
    items
}
