//! Thin lines from one bar to the next.

use super::{Ink, Panel, Rows, bar, clip, dash, slot};
use crate::data::Columns;
use crate::scene::{Item, Path, Stroke};
use crate::spec::{Channel, Width};

/// One line per pair of rows that follow each other: at the y of the first, between their slots.
pub(super) fn draw(columns: &Columns, rows: Rows<'_>, panel: &Panel, ink: &Ink<'_>) -> Vec<Item> {
    let rows: Vec<usize> = rows.iter().collect();
    let width = ink.core.width.unwrap_or(Width { share: bar::SHARE, most: f64::INFINITY });
    let slot = |row| slot::interval(columns, row, panel, ink, width);
    let stroke = Stroke {
        opacity: ink.style.alpha.unwrap_or(1.0),
        dash: dash(ink.style),
        ..Stroke::solid(ink.finished(ink.series_color(0)), ink.style.line_width.unwrap_or(1.0))
    };
    let mut path = Path { stroke: Some(stroke), ..Path::default() };
    for pair in rows.windows(2) {
        let &[from, to] = pair else { continue };
        let level = panel.y().map(columns.at(Channel::Y, from)).round() - 0.5;
        let Some(([left, right], [next, end])) = slot(from).zip(slot(to)) else { continue };
        let ends = if next >= right { [right, next] } else { [left, end] };
        let [a, b] = ends.map(|along| panel.place(along.round(), level));
        if let Some((a, b)) = clip::segment(a, b, panel.clip).filter(|_| level.is_finite()) {
            path.starts.push(path.points.len());
            path.points.extend([a, b]);
        }
    }
    if path.points.is_empty() { Vec::new() } else { vec![Item::Path(path)] }
}
