//! Cells of heat maps and grids: whole pixels; values are written on them where all fit.

use std::collections::BTreeSet;

use super::{Ink, Panel, Rows, rect};
use crate::color::Color;
use crate::data::{Columns, Values};
use crate::scale::format;
use crate::scene::{Anchor, Font, Item, Rects, Text, text};
use crate::spec::{Channel, Labels};

/// Cells of at least this size both ways leave a pixel between them.
const GAPPED: f64 = 12.0;

/// One rectangle per row, in the colour of its value, and one in the colour of what is missing for
/// every place of two categories that no row has. Cells of a grid touch.
pub(super) fn draw(columns: &Columns, rows: Rows<'_>, panel: &Panel, ink: &Ink<'_>) -> Vec<Item> {
    let opacity = ink.style.alpha.unwrap_or(1.0);
    let mut cells = Rects { opacity, ..Rects::default() };
    let (mut drawn, mut seen) = (Vec::new(), BTreeSet::new());
    for row in rows.iter() {
        let Some(place) = rect::place(columns, row, panel) else { continue };
        seen.insert([columns.at(Channel::X, row), columns.at(Channel::Y, row)].map(f64::to_bits));
        cells.boxes.push(place);
        cells.fill.push(ink.row_color(columns, row));
        drawn.push(row as u32);
    }
    let snapped = |place: &[f64; 4]| whole(*place, gap(panel, *place));
    let still = Rects { boxes: cells.boxes.iter().map(snapped).collect(), ..cells.clone() };
    let labels = labels(columns, &drawn, &still, ink);
    cells.datums = ink.datums(drawn);
    let mut missing = Rects { fill: vec![ink.look.mute], opacity, ..Rects::default() };
    for (x, y) in places(columns, panel) {
        if !seen.contains(&[x, y].map(f64::to_bits)) {
            let (half_x, half_y) = (panel.x().bandwidth() / 2.0, panel.y().bandwidth() / 2.0);
            let (x, y) = (panel.x().map(x), panel.y().map(y));
            let place = panel.rect_of([x - half_x, x + half_x], [y - half_y, y + half_y]);
            missing.boxes.extend(place);
        }
    }
    [missing, cells]
        .into_iter()
        .filter(|rects| !rects.boxes.is_empty())
        .map(|rects| Item::Rects(finished(rects, panel)))
        .chain(labels)
        .collect()
}

/// What lies under the cells of a grid: the colour of missing values, as far as the grid reaches.
#[must_use]
pub fn ground([x, y]: [[f64; 2]; 2], panel: &Panel, color: Color) -> Option<Item> {
    let [x, y] =
        [(x, panel.x()), (y, panel.y())].map(|(ends, scale)| ends.map(|end| scale.map(end)));
    let place = panel.rect_of(x, y)?;
    let ground = Rects { boxes: vec![place], fill: vec![color], opacity: 1.0, ..Rects::default() };
    Some(Item::Rects(finished(ground, panel)))
}

/// All places of two categories; none where one axis has no slots.
fn places(columns: &Columns, panel: &Panel) -> Vec<(f64, f64)> {
    let count = |channel| columns.get(channel).map_or(0, |values: &Values| values.levels().len());
    if !panel.x().is_band() || !panel.y().is_band() {
        return Vec::new();
    }
    let (across, up) = (count(Channel::X), count(Channel::Y));
    (0..across).flat_map(|x| (0..up).map(move |y| (x as f64, y as f64))).collect()
}

/// Cells on whole pixels; where they can be moved and enlarged, whoever paints them does that.
fn finished(mut cells: Rects, panel: &Panel) -> Rects {
    if panel.moves() {
        let gap = u8::from(cells.boxes.iter().all(|place| gap(panel, *place) > 0.0));
        cells.gaps = [0, 0, gap, gap];
    } else {
        cells.boxes.iter_mut().for_each(|place| *place = whole(*place, gap(panel, *place)));
    }
    cells
}

/// What a cell leaves free beside it: a pixel, where there is room and cells are of categories.
fn gap(panel: &Panel, [_, _, w, h]: [f64; 4]) -> f64 {
    let slots = panel.x().is_band() || panel.y().is_band();
    if slots && w >= GAPPED && h >= GAPPED { 1.0 } else { 0.0 }
}

/// Edges on whole pixels, with a gap at the far ones.
fn whole([x, y, w, h]: [f64; 4], gap: f64) -> [f64; 4] {
    // Neighbours share an edge, which sums of floats may miss by a hair.
    let [left, top, right, bottom] = [x, y, x + w, y + h].map(|edge| (edge + 1e-6).round());
    [left, top, (right - left - gap).max(0.0), (bottom - top - gap).max(0.0)]
}

/// The values of the cells in words, when all of them fit or all are wanted.
fn labels(columns: &Columns, rows: &[u32], cells: &Rects, ink: &Ink<'_>) -> Vec<Item> {
    let Some(values) = columns.get(Channel::Color).filter(|_| ink.core.labels != Labels::Never)
    else {
        return Vec::new();
    };
    let words = match values {
        Values::Category { levels, .. } => rows
            .iter()
            .map(|&row| {
                let word = values.code(row as usize).and_then(|code| levels.get(code));
                word.cloned().unwrap_or_default()
            })
            .collect(),
        _ => format::alike(&rows.iter().map(|&row| values.at(row as usize)).collect::<Vec<_>>()),
    };
    let fits = |font: &Font| {
        let one = |word: &String, [_, _, w, h]: &[f64; 4]| {
            text::width(word, font) + 6.0 <= *w && font.size + 4.0 <= *h
        };
        words.iter().zip(&cells.boxes).all(|(word, cell)| one(word, cell))
    };
    // Large cells have larger words, as long as there is room around them.
    let small = Font::regular(11.0 * ink.look.font);
    let roomy = |font: &Font| {
        let one = |word: &String, [_, _, w, h]: &[f64; 4]| {
            1.7 * text::width(word, font) <= *w && 2.5 * font.size <= *h
        };
        words.iter().zip(&cells.boxes).all(|(word, cell)| one(word, cell))
    };
    let sizes = [14.0, 13.0, 12.0].map(|size| Font::regular(size * ink.look.font));
    let font = sizes.into_iter().find(roomy).unwrap_or(small);
    if ink.core.labels == Labels::Fit && !fits(&font) {
        return Vec::new();
    }
    let cells = cells.boxes.iter().zip(&cells.fill);
    words
        .into_iter()
        .zip(cells)
        .filter(|(word, _)| !word.is_empty())
        .map(|(word, ([x, y, w, h], fill))| {
            Item::Text(Text {
                at: [x + w / 2.0, text::centered(y + h / 2.0, &font)],
                text: word,
                font,
                color: Color::on(*fill),
                anchor: Anchor::Middle,
                rotate: 0.0,
                halo: None,
                aside: [0.0, text::centered(0.0, &font)],
                row: None,
            })
        })
        .collect()
}
