//! Short lines across the slots of categories.

use super::{Ink, Panel, Rows, clip, slot};
use crate::data::Columns;
use crate::scene::{Item, Path, Stroke};
use crate::spec::{Channel, Width};

/// One line per row at y.
pub(super) fn draw(columns: &Columns, rows: Rows<'_>, panel: &Panel, ink: &Ink<'_>) -> Vec<Item> {
    let width = ink.core.width.unwrap_or(Width { share: 0.6, most: 56.0 });
    let thick = ink.style.line_width.unwrap_or(2.5);
    ink.by_color(columns, rows)
        .into_iter()
        .filter_map(|(color, rows)| {
            let stroke = Stroke {
                opacity: ink.style.alpha.unwrap_or(1.0),
                ..Stroke::solid(ink.finished(color), thick)
            };
            let mut path = Path { stroke: Some(stroke), ..Path::default() };
            let mut drawn = Vec::new();
            for row in rows {
                let y = panel.y().map(columns.at(Channel::Y, row as usize));
                let ends = slot::interval(columns, row as usize, panel, ink, width)
                    .filter(|_| y.is_finite())
                    .map(|[a, b]| (panel.place(a, y), panel.place(b, y)));
                let Some((a, b)) = ends.and_then(|(a, b)| clip::segment(a, b, panel.clip)) else {
                    continue;
                };
                path.starts.push(path.points.len());
                path.points.extend([a, b]);
                drawn.push(row);
            }
            path.datums = ink.datums(drawn);
            (!path.points.is_empty()).then_some(Item::Path(path))
        })
        .collect()
}
