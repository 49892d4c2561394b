//! Straight lines from one value to another: whiskers, error bars, stems.

use super::{Ink, Panel, Rows, clip, dash, slot};
use crate::data::Columns;
use crate::scale::Scale;
use crate::scene::{Item, Path, Stroke};
use crate::spec::{Channel, Width};

/// Half the length of a cap, in pixels.
const CAP: f64 = 3.0;

/// One line per row: at x from y to y2, or without y2 at y from x to x2.
pub(super) fn draw(
    columns: &Columns,
    rows: Rows<'_>,
    panel: &Panel,
    ink: &Ink<'_>,
    caps: bool,
) -> Vec<Item> {
    ink.by_color(columns, rows)
        .into_iter()
        .filter_map(|(color, rows)| {
            let stroke = Stroke {
                opacity: ink.style.alpha.unwrap_or(1.0),
                dash: dash(ink.style),
                ..Stroke::solid(ink.finished(color), ink.style.line_width.unwrap_or(1.5))
            };
            let mut path = Path { stroke: Some(stroke), ..Path::default() };
            let mut drawn = Vec::new();
            for row in rows {
                let before = path.points.len();
                for [a, b] in lines(columns, row as usize, panel, ink, caps) {
                    if let Some((a, b)) = clip::segment(a, b, panel.rect) {
                        path.starts.push(path.points.len());
                        path.points.extend([a, b]);
                    }
                }
                if path.points.len() > before {
                    drawn.push(row);
                }
            }
            path.datums = ink.datums(drawn);
            (!path.points.is_empty()).then_some(Item::Path(path))
        })
        .collect()
}

/// The line of a row, and its caps.
fn lines(
    columns: &Columns,
    row: usize,
    panel: &Panel,
    ink: &Ink<'_>,
    caps: bool,
) -> Vec<[[f64; 2]; 2]> {
    let upright = columns.get(Channel::Y2).is_some();
    let (at, from, to) = if upright {
        let width = ink.core.width.unwrap_or(Width { share: 0.76, most: f64::INFINITY });
        let ends = slot::interval(columns, row, panel, ink, width);
        let middle = ends.map_or(f64::NAN, |[a, b]| f64::midpoint(a, b));
        let y = |channel| end(panel.y(), columns.at(channel, row));
        (middle, y(Channel::Y), y(Channel::Y2))
    } else {
        let x = |channel| end(panel.x(), columns.at(channel, row));
        (panel.y().map(columns.at(Channel::Y, row)), x(Channel::X), x(Channel::X2))
    };
    if ![at, from, to].iter().all(|place| place.is_finite()) {
        return Vec::new();
    }
    let place = |along: f64, across: f64| {
        if upright { panel.place(across, along) } else { panel.place(along, across) }
    };
    let mut lines = vec![[place(from, at), place(to, at)]];
    if caps {
        lines.extend([from, to].map(|end| [place(end, at - CAP), place(end, at + CAP)]));
    }
    lines
}

/// The place of an end: what is not positive lies at the foot of a logarithmic axis, from where
/// the line comes.
fn end(scale: &Scale, value: f64) -> f64 {
    let below = scale.is_log() && value <= 0.0;
    scale.map(if below { scale.domain()[0] } else { value })
}
