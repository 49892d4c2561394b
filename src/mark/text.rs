//! Words at places.

use super::rect::literal;
use super::{Ink, Panel, Rows, rule};
use crate::data::Columns;
use crate::scene::{Anchor, Font, Item, Text};
use crate::spec::Channel;

/// One text per row, centred on its place.
pub(super) fn draw(columns: &Columns, rows: Rows<'_>, panel: &Panel, ink: &Ink<'_>) -> Vec<Item> {
    let size = 12.0 * ink.look.font;
    rows.iter()
        .filter_map(|row| {
            let words = rule::label(columns, row)?;
            let place = panel.point(columns.at(Channel::X, row), columns.at(Channel::Y, row));
            panel.holds(place).then(|| {
                Item::Text(Text {
                    at: [place[0], place[1] + 0.36 * size],
                    text: words.to_owned(),
                    font: Font::regular(size),
                    color: literal(ink).unwrap_or(ink.look.ink),
                    anchor: Anchor::Middle,
                    rotate: 0.0,
                    halo: Some(ink.look.bg),
                })
            })
        })
        .collect()
}
