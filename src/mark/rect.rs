//! Rectangles, and bands over the whole panel.

use super::{Ink, Panel, Rows, Taken, cell, rule};
use crate::color::Color;
use crate::data::Columns;
use crate::scene::{Item, Rects};
use crate::spec::Channel;

/// One rectangle per row; an interval that is absent is the panel's.
pub(super) fn draw(
    columns: &Columns,
    rows: Rows<'_>,
    panel: &Panel,
    ink: &Ink<'_>,
    taken: &mut Taken,
) -> Vec<Item> {
    if !ink.core.annotation {
        return cell::draw(columns, rows, panel, ink);
    }
    let mut boxes = Vec::new();
    let mut labels = Vec::new();
    for row in rows.iter() {
        let Some(rect) = place(columns, row, panel) else { continue };
        boxes.push(rect);
        if let Some(text) = rule::label(columns, row) {
            labels.push(rule::place_label(text, [rect[0], rect[1]], panel, ink, taken));
        }
    }
    let color = literal(ink).unwrap_or(ink.look.ink2);
    let opacity = ink.style.alpha.unwrap_or(0.08);
    let rects = Rects { boxes, fill: vec![color], opacity, ..Rects::default() };
    std::iter::once(Item::Rects(rects)).chain(labels).collect()
}

/// The rectangle of a row on the page.
pub(super) fn place(columns: &Columns, row: usize, panel: &Panel) -> Option<[f64; 4]> {
    let x = interval(columns, row, Channel::X, Channel::X2, panel.x());
    let y = interval(columns, row, Channel::Y, Channel::Y2, panel.y());
    x.zip(y).and_then(|(x, y)| panel.rect_of(x, y))
}

fn interval(
    columns: &Columns,
    row: usize,
    from: Channel,
    to: Channel,
    scale: &crate::scale::Scale,
) -> Option<[f64; 2]> {
    if columns.get(from).is_none() {
        return Some(scale.range());
    }
    let to = if columns.get(to).is_some() { to } else { from };
    let ends = [scale.map(columns.at(from, row)), scale.map(columns.at(to, row))];
    let half = scale.bandwidth() / 2.0;
    let (low, high) = (ends[0].min(ends[1]) - half, ends[0].max(ends[1]) + half);
    (low.is_finite() && high.is_finite()).then_some([low, high])
}

/// The colour that the user gave, when there is one.
pub(super) fn literal(ink: &Ink<'_>) -> Option<Color> {
    ink.style.color.as_deref().and_then(|name| Color::parse(name).ok())
}
