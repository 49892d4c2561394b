//! Words at places.

use super::rect::literal;
use super::{Ink, Panel, Rows, Taken, away, rule};
use crate::data::Columns;
use crate::scene::{Anchor, Font, Item, Text, text};
use crate::spec::Channel;

/// One text per row, centred on its place.
pub(super) fn draw(
    columns: &Columns,
    rows: Rows<'_>,
    panel: &Panel,
    ink: &Ink<'_>,
    taken: &mut Taken,
) -> Vec<Item> {
    let size = 12.0 * ink.look.font;
    rows.iter()
        .filter_map(|row| {
            let words = rule::label(columns, row)?;
            let place = panel.point(columns.at(Channel::X, row), columns.at(Channel::Y, row));
            panel.holds(place).then(|| {
                let font = Font::regular(size);
                let at = rule::inside(place, text::width(words, &font), size, panel, taken);
                Item::Text(Text {
                    at,
                    text: words.to_owned(),
                    font,
                    color: literal(ink).unwrap_or(ink.look.ink),
                    anchor: Anchor::Middle,
                    rotate: 0.0,
                    halo: Some(ink.look.bg),
                    aside: away(at, place),
                    row: None,
                })
            })
        })
        .collect()
}
