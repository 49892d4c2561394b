//! Arrows.

use super::rect::literal;
use super::{Ink, Panel, Rows, Taken, away, clip, rule};
use crate::data::Columns;
use crate::scene::{Anchor, Fill, Font, Item, Path, Stroke, Text, text};
use crate::spec::Channel;

/// Length and half width of the head, in pixels.
const HEAD: (f64, f64) = (9.0, 3.5);

/// One arrow per row, from x, y to x2, y2, with its words at the tail.
pub(super) fn draw(
    columns: &Columns,
    rows: Rows<'_>,
    panel: &Panel,
    ink: &Ink<'_>,
    taken: &mut Taken,
) -> Vec<Item> {
    let color = literal(ink).unwrap_or(ink.look.ink2);
    let mut items = Vec::new();
    for row in rows.iter() {
        let at = |x, y| panel.point(columns.at(x, row), columns.at(y, row));
        let (tail, tip) = (at(Channel::X, Channel::Y), at(Channel::X2, Channel::Y2));
        let Some((from, to)) = clip::segment(tail, tip, panel.clip) else { continue };
        let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
        let length = dx.hypot(dy);
        if !length.is_finite() || length < 1e-6 {
            continue;
        }
        let (ux, uy) = (dx / length, dy / length);
        let neck = [to[0] - ux * HEAD.0, to[1] - uy * HEAD.0];
        let stroke = Stroke {
            opacity: ink.style.alpha.unwrap_or(1.0),
            ..Stroke::solid(color, ink.style.line_width.unwrap_or(1.5))
        };
        // Its head keeps its size when the picture is zoomed: the line goes on under it.
        let end = if panel.clip == panel.rect { neck } else { to };
        items.push(Item::Path(Path::line(from, end, stroke)));
        if to == tip {
            items.push(head(to, neck, [ux, uy], Fill { color, opacity: 1.0 }));
        }
        if let Some(words) = rule::label(columns, row) {
            items.push(words_at(words, from, [ux, uy], panel, ink, taken));
        }
    }
    items
}

fn head(tip: [f64; 2], neck: [f64; 2], [ux, uy]: [f64; 2], fill: Fill) -> Item {
    let side = |s: f64| [neck[0] - uy * HEAD.1 * s, neck[1] + ux * HEAD.1 * s];
    Item::Path(Path {
        points: vec![tip, side(1.0), side(-1.0)],
        starts: vec![0],
        closed: true,
        fill: Some(fill),
        anchors: vec![tip],
        ..Path::default()
    })
}

/// Words behind the tail, on the side that the arrow points away from.
fn words_at(
    words: &str,
    tail: [f64; 2],
    [ux, uy]: [f64; 2],
    panel: &Panel,
    ink: &Ink<'_>,
    taken: &mut Taken,
) -> Item {
    let size = 12.0 * ink.look.font;
    let width = text::width(words, &Font::regular(size));
    let level = ux.abs() >= 0.4;
    let aside = if level { -ux.signum() * (width / 2.0 + 6.0) } else { 0.0 };
    let lift = if level { 0.0 } else { -uy.signum() * size };
    let center = [tail[0] + aside, tail[1] + lift];
    let at = rule::inside(center, width, size, panel, taken);
    Item::Text(Text {
        at,
        text: words.to_owned(),
        font: Font::regular(size),
        color: ink.look.ink,
        anchor: Anchor::Middle,
        rotate: 0.0,
        halo: Some(ink.look.bg),
        aside: away(at, tail),
        row: None,
    })
}
