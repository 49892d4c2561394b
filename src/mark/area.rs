//! Regions between y and y2.

use super::{Ink, Panel, Rows, by_series, clip, dash};
use crate::data::Columns;
use crate::scene::{Dots, Fill, Item, Path, Stroke};
use crate::spec::{Channel, Position};

/// One region per series, with its upper edge.
pub(super) fn draw(
    columns: &Columns,
    rows: Rows<'_>,
    panel: &Panel,
    ink: &Ink<'_>,
    position: Position,
) -> Vec<Item> {
    let stacked = position == Position::Stack;
    let mut fills = Vec::new();
    let mut edges = Vec::new();
    for (number, rows) in by_series(columns, rows, ink.series).iter().enumerate() {
        let color = ink.series_color(number);
        let opacity = ink.style.alpha.unwrap_or(if stacked { 0.9 } else { 0.25 });
        let mut fill =
            Path { closed: true, fill: Some(Fill { color, opacity }), ..Path::default() };
        fill.datums = ink.datums(Vec::new());
        let edge_color = if stacked { ink.look.bg } else { color };
        let width = ink.style.line_width.unwrap_or(if stacked { 1.0 } else { 2.0 });
        let edge =
            Stroke { dash: dash(ink.style), round: true, ..Stroke::solid(edge_color, width) };
        let mut edge = Path { stroke: Some(edge), ..Path::default() };
        let mut lone = Vec::new();
        for run in runs(columns, rows, panel) {
            let outline: Vec<[f64; 2]> = run
                .iter()
                .map(|corner| corner.top)
                .chain(run.iter().rev().map(|corner| corner.foot))
                .collect();
            let cut = clip::polygon(&outline, panel.rect);
            if cut.len() >= 3 {
                fill.starts.push(fill.points.len());
                fill.points.extend(cut);
            }
            // Seams between parts of a stack need room, or they hide what is thin.
            let dense = stacked && run.len() as f64 * 3.0 > panel.rect[2].max(panel.rect[3]);
            let tops = run.iter().map(|corner| corner.top);
            if !dense {
                clip::polyline(tops, panel.rect, &mut edge, &mut lone);
            }
        }
        if !fill.points.is_empty() {
            fills.push(Item::Path(fill));
        }
        if !edge.points.is_empty() {
            edges.push(Item::Path(edge));
        }
        if !lone.is_empty() {
            // A value with missing neighbours has no width, but it is there.
            edges.push(Item::Dots(Dots {
                centers: lone,
                radius: vec![2.0],
                fill: vec![color],
                opacity: 1.0,
                ..Dots::default()
            }));
        }
    }
    fills.extend(edges);
    fills
}

struct Corner {
    top: [f64; 2],
    foot: [f64; 2],
}

/// Unbroken stretches of a series.
fn runs(columns: &Columns, rows: &[u32], panel: &Panel) -> Vec<Vec<Corner>> {
    let based = columns.get(Channel::Y2).is_some();
    let floor = panel.y().domain()[0].max(0.0).min(panel.y().domain()[1]);
    let mut runs = vec![Vec::new()];
    for &row in rows {
        let row = row as usize;
        let x = columns.at(Channel::X, row);
        let base = if based { columns.at(Channel::Y2, row) } else { floor };
        let top = panel.point(x, columns.at(Channel::Y, row));
        let foot = panel.point(x, base);
        if top.iter().chain(&foot).all(|v| v.is_finite()) {
            if let Some(run) = runs.last_mut() {
                run.push(Corner { top, foot });
            }
        } else if runs.last().is_some_and(|run| !run.is_empty()) {
            runs.push(Vec::new());
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}
