//! Straight lines from one value to another: whiskers, error bars, stems.

use super::{Ink, Panel, Rows, clip, dash, slot};
use crate::data::Columns;
use crate::scene::{Item, Path, Stroke};
use crate::spec::{Channel, Finish, Width};

/// Half the length of a cap where there is room, in pixels.
const CAP: f64 = 6.0;
/// Share of the room of a row that a cap takes where axes have no slots.
const SHARE: f64 = 0.8;

/// One line per row: at x from y to y2 (to 0 when absent), or at y from x to x2.
pub(super) fn draw(
    columns: &Columns,
    rows: Rows<'_>,
    panel: &Panel,
    ink: &Ink<'_>,
    caps: bool,
) -> Vec<Item> {
    let crowd = rows.len() as f64 / ink.series.max(1) as f64;
    let caps = caps.then_some(crowd);
    ink.by_color(columns, rows)
        .into_iter()
        .flat_map(|(color, rows)| {
            let stroke = Stroke {
                opacity: ink.style.alpha.unwrap_or(1.0),
                dash: dash(ink.style),
                ..Stroke::solid(ink.finished(color), ink.style.line_width.unwrap_or(1.5))
            };
            let path = || Path {
                stroke: Some(stroke.clone()),
                datums: ink.datums(Vec::new()),
                ..Path::default()
            };
            let [mut straight, mut ends] = [path(), path()];
            for row in rows {
                let all = lines(columns, row as usize, panel, ink, caps);
                for (number, [a, b]) in all.into_iter().enumerate() {
                    let Some((a, b)) = clip::segment(a, b, panel.clip) else { continue };
                    let path = if number == 0 { &mut straight } else { &mut ends };
                    path.starts.push(path.points.len());
                    path.points.extend([a, b]);
                    path.datums.rows.push(row);
                    if number > 0 {
                        path.anchors.push([0, 1].map(|i: usize| f64::midpoint(a[i], b[i])));
                    }
                }
            }
            [straight, ends].into_iter().filter(|p| !p.points.is_empty()).map(Item::Path)
        })
        .collect()
}

/// The line of a row, and its caps, which are shorter among so many rows.
fn lines(
    columns: &Columns,
    row: usize,
    panel: &Panel,
    ink: &Ink<'_>,
    caps: Option<f64>,
) -> Vec<[[f64; 2]; 2]> {
    let upright = columns.get(Channel::Y2).is_some() || columns.get(Channel::X2).is_none();
    let scale = if upright { panel.y() } else { panel.x() };
    // A logarithmic axis has nothing at 0 and below: what reaches there ends at its foot.
    let end = |value: f64| {
        if scale.is_log() && value <= 0.0 {
            let [a, b] = scale.domain();
            (scale.map(a.min(b)), false)
        } else {
            (scale.map(value), true)
        }
    };
    let across = if upright { panel.x() } else { panel.y() };
    let length = |range: [f64; 2]| (range[1] - range[0]).abs();
    let mut room = SHARE * length(across.range()) / caps.unwrap_or(1.0).max(1.0);
    let (at, from, to) = if upright {
        let width = ink.core.width.unwrap_or(Width { share: 0.76, most: f64::INFINITY });
        let ends = slot::interval(columns, row, panel, ink, width);
        let middle = ends.map_or(f64::NAN, |[a, b]| f64::midpoint(a, b));
        if across.is_band() {
            room = ends.map_or(room, length);
        }
        // The line in the middle of a shape whose sides are on whole pixels.
        let wick = ink.core.finish == Finish::Ink && ink.core.width.is_some();
        let middle = if wick { slot::pixel(middle) } else { middle };
        let far = columns.get(Channel::Y2).map_or(0.0, |far| far.at(row));
        (middle, end(columns.at(Channel::Y, row)), end(far))
    } else {
        let x = |channel| end(columns.at(channel, row));
        (panel.y().map(columns.at(Channel::Y, row)), x(Channel::X), x(Channel::X2))
    };
    if ![at, from.0, to.0].iter().all(|place| place.is_finite()) {
        return Vec::new();
    }
    let place = |along: f64, across: f64| {
        if upright { panel.place(across, along) } else { panel.place(along, across) }
    };
    let mut lines = vec![[place(from.0, at), place(to.0, at)]];
    if caps.is_some() {
        let half = CAP.min(room / 2.0);
        let ends = [from, to].into_iter().filter(|(_, shown)| *shown);
        lines.extend(ends.map(|(end, _)| [place(end, at - half), place(end, at + half)]));
    }
    lines
}
