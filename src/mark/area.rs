//! Regions between two edges.

use super::clip::{self, Vertex};
use super::{Ink, Panel, Rows, by_series, dash, reduce, slot};
use crate::color::Color;
use crate::data::Columns;
use crate::scene::{Dots, Fill, Item, Path, Stroke};
use crate::spec::{Channel, Finish, Position};

/// One region per series, with its upper edge: between y and y2, or between offsets within the
/// slots of categories.
pub(super) fn draw(columns: &Columns, rows: Rows<'_>, panel: &Panel, ink: &Ink<'_>) -> Vec<Item> {
    let in_slots = columns.get(Channel::Offset).is_some();
    let (mut fills, mut edges) = (Vec::new(), Vec::new());
    let mut all = by_series(columns, rows, ink.series);
    if !in_slots {
        reduce::areas(columns, &mut all, panel, ink);
    }
    for (number, rows) in all.iter().enumerate() {
        let color = ink.series_color(number);
        if !in_slots {
            let runs = runs(columns, rows, panel);
            let (fill, edge) = region(&runs, color, panel, ink);
            fills.extend(fill);
            edges.extend(edge);
            continue;
        }
        // Shapes of slots may overlap: each lies over the one before, edge and all.
        for rows in slots(columns, rows, panel) {
            let runs = slot_runs(columns, &rows, panel, ink);
            let color = rows.first().map_or(color, |&row| ink.row_color(columns, row as usize));
            let (fill, edge) = region(&runs, color, panel, ink);
            fills.extend(fill.into_iter().chain(edge));
        }
    }
    fills.extend(edges);
    fills
}

/// The inside of a region, and its edge.
fn region(
    runs: &[Vec<Corner>],
    color: Color,
    panel: &Panel,
    ink: &Ink<'_>,
) -> (Vec<Item>, Vec<Item>) {
    let stacked = ink.core.position == Position::Stack;
    let tinted = ink.core.finish == Finish::Tint;
    let plain = if stacked { 0.9 } else { 0.25 };
    let opacity = ink.style.alpha.unwrap_or(if tinted { 1.0 } else { plain });
    let mut fill = Path {
        closed: true,
        fill: Some(Fill { color: ink.finished(color), opacity }),
        ..Path::default()
    };
    fill.datums = ink.datums(Vec::new());
    let edge_color = if stacked { ink.look.bg } else { color };
    let thick = match (stacked, tinted) {
        (true, _) => 1.0,
        (_, true) => 1.5,
        _ => 2.0,
    };
    let width = ink.style.line_width.unwrap_or(thick);
    let edge = Stroke { dash: dash(ink.style), round: true, ..Stroke::solid(edge_color, width) };
    let mut edge = Path { stroke: Some(edge), ..Path::default() };
    let mut lone = Vec::new();
    let fill_sticks = Some(Fill { color, opacity: ink.style.alpha.unwrap_or(1.0) });
    let mut sticks = Path { closed: true, fill: fill_sticks, ..Path::default() };
    (edge.datums, sticks.datums) = (ink.datums(Vec::new()), ink.datums(Vec::new()));
    for run in runs {
        let tops = || run.iter().map(|corner| (corner.top, corner.row));
        let feet = run.iter().rev().map(|corner| (corner.foot, corner.row));
        let outline: Vec<Vertex> = tops().chain(feet).collect();
        if let [only] = run.as_slice()
            && !only.whole
        {
            let stick = upright(only, panel).map(|corner| (corner, only.row));
            push(&mut sticks, clip::polygon(&stick, panel.clip));
        }
        let cut = clip::polygon(&outline, panel.clip);
        if cut.len() >= 3 {
            push(&mut fill, cut);
        }
        // Seams between parts of a stack need room, or they hide what is thin.
        let dense = stacked && run.len() as f64 * 3.0 > panel.rect[2].max(panel.rect[3]);
        if dense || width <= 0.0 {
            continue;
        }
        if run.iter().all(|corner| corner.whole) {
            let ring = outline.iter().chain(outline.first()).copied();
            clip::polyline(ring, panel.clip, &mut edge, &mut lone);
        } else {
            clip::polyline(tops(), panel.clip, &mut edge, &mut lone);
        }
    }
    let (mut fills, mut edges) = (Vec::new(), Vec::new());
    if !fill.points.is_empty() {
        fills.push(Item::Path(fill));
    }
    if !sticks.points.is_empty() {
        edges.push(Item::Path(sticks));
    }
    if !edge.points.is_empty() {
        edges.push(Item::Path(edge));
    }
    if !lone.is_empty() {
        // A value with missing neighbours has no width, but it is there.
        let (centers, rows) = lone.into_iter().unzip();
        edges.push(Item::Dots(Dots {
            centers,
            datums: ink.datums(rows),
            radius: vec![2.0],
            fill: vec![color],
            opacity: 1.0,
            ..Dots::default()
        }));
    }
    (fills, edges)
}

/// Add a ring with the rows of its corners.
fn push(path: &mut Path, ring: Vec<Vertex>) {
    path.starts.push(path.points.len());
    for (corner, row) in ring {
        path.points.push(corner);
        path.datums.rows.push(row);
    }
}

struct Corner {
    row: u32,
    top: [f64; 2],
    foot: [f64; 2],
    /// The edge runs all around.
    whole: bool,
}

/// A value with missing neighbours has no width, but it is there: a thin stroke.
fn upright(corner: &Corner, panel: &Panel) -> [[f64; 2]; 4] {
    const HALF: f64 = 1.5;
    let aside = |[x, y]: [f64; 2], by: f64| if panel.swap { [x, y + by] } else { [x + by, y] };
    let (mut top, foot) = (corner.top, corner.foot);
    if (0..2).all(|axis| (top[axis] - foot[axis]).abs() < 2.0 * HALF) {
        // One that ends where it begins is seen above its foot.
        let up = 2.0 * HALF;
        top = if panel.swap { [foot[0] + up, foot[1]] } else { [foot[0], foot[1] - up] };
    }
    [(top, -HALF), (top, HALF), (foot, HALF), (foot, -HALF)].map(|(place, by)| aside(place, by))
}

/// Unbroken stretches of a series.
fn runs(columns: &Columns, rows: &[u32], panel: &Panel) -> Vec<Vec<Corner>> {
    let based = columns.get(Channel::Y2).is_some();
    let floor = panel.y().domain()[0].max(0.0).min(panel.y().domain()[1]);
    let mut last = f64::NEG_INFINITY;
    unbroken(rows.iter().flat_map(|&number| {
        let row = number as usize;
        let x = columns.at(Channel::X, row);
        // Where a clock was set back, an outline that follows it would cross itself.
        let back = columns.instants.is_some() && x < last;
        last = x;
        let base = if based { columns.at(Channel::Y2, row) } else { floor };
        // A logarithmic axis has nothing at 0 and below.
        let base = if panel.y().is_log() && base <= 0.0 { panel.y().domain()[0] } else { base };
        let (top, foot) = (panel.point(x, columns.at(Channel::Y, row)), panel.point(x, base));
        let nowhere = Corner { row: number, top: [f64::NAN; 2], foot: [f64::NAN; 2], whole: false };
        let corner = Corner { row: number, top, foot, whole: false };
        back.then_some(nowhere).into_iter().chain([corner])
    }))
}

/// Unbroken stretches of one shape in a slot.
fn slot_runs(columns: &Columns, rows: &[u32], panel: &Panel, ink: &Ink<'_>) -> Vec<Vec<Corner>> {
    let second = columns.get(Channel::Offset2).map(|_| Channel::Offset2);
    // A shape beside its middle has an edge all around; one that stands on its foot, above.
    let whole = second.is_some() && panel.x().is_band();
    unbroken(rows.iter().map(|&row| Corner {
        row,
        top: slot::point(columns, row as usize, panel, ink),
        foot: slot::shifted(columns, row as usize, panel, ink, second),
        whole,
    }))
}

/// Corners that follow each other, cut where one has no place.
fn unbroken(corners: impl Iterator<Item = Corner>) -> Vec<Vec<Corner>> {
    let mut runs = vec![Vec::new()];
    for corner in corners {
        if corner.top.iter().chain(&corner.foot).all(|v| v.is_finite()) {
            if let Some(run) = runs.last_mut() {
                run.push(corner);
            }
        } else if runs.last().is_some_and(|run| !run.is_empty()) {
            runs.push(Vec::new());
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// The rows of each slot, in the order in which the slots appear.
fn slots(columns: &Columns, rows: &[u32], panel: &Panel) -> Vec<Vec<u32>> {
    let channel = if panel.x().is_band() { Channel::X } else { Channel::Y };
    let mut all: Vec<(u64, Vec<u32>)> = Vec::new();
    for &row in rows {
        let slot = columns.at(channel, row as usize).to_bits();
        match all.iter_mut().find(|(known, _)| *known == slot) {
            Some((_, list)) => list.push(row),
            None => all.push((slot, vec![row])),
        }
    }
    all.into_iter().map(|(_, rows)| rows).collect()
}
