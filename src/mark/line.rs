//! Polylines.

use super::clip::{self, Vertex};
use super::{Ink, Panel, Rows, by_series, dash, parts, reduce, slot};
use crate::color::Color;
use crate::data::Columns;
use crate::scene::{Dots, Item, Path, Stroke};
use crate::spec::{Channel, mark::Step};

/// Width of a line that would be one block.
const THIN: f64 = 1.25;

/// One path per series, and a dot where a value has missing neighbours.
pub(super) fn draw(
    columns: &Columns,
    rows: Rows<'_>,
    panel: &Panel,
    ink: &Ink<'_>,
    step: Option<Step>,
) -> Vec<Item> {
    if columns.get(Channel::Part).is_some() || columns.get(Channel::Color).is_some() {
        return several(columns, rows, panel, ink, step);
    }
    if columns.get(Channel::By).is_none() {
        return series(columns, rows, panel, ink, step, 0);
    }
    let mut items = Vec::new();
    for (number, rows) in by_series(columns, rows, ink.series).iter().enumerate() {
        items.extend(series(columns, Rows::Some(rows), panel, ink, step, number));
    }
    items
}

/// One polyline per part, those of one colour that follow each other in one path.
fn several(
    columns: &Columns,
    rows: Rows<'_>,
    panel: &Panel,
    ink: &Ink<'_>,
    step: Option<Step>,
) -> Vec<Item> {
    let mut items: Vec<(Color, Path, Vec<Vertex>)> = Vec::new();
    for part in parts(columns, rows) {
        let Some(&first) = part.first() else { continue };
        let part_known =
            columns.get(Channel::Part).is_none_or(|p| p.at(first as usize).is_finite());
        if super::series_of(columns, first as usize).is_none() || !part_known {
            continue;
        }
        if columns.get(Channel::Color).is_some() {
            for (color, rows) in stretches(columns, &part, ink) {
                let known = |(before, ..): &(Color, Path, Vec<Vertex>)| *before == color;
                let place = if ink.core.apart { items.iter().position(known) } else { None };
                let place = place.unwrap_or_else(|| {
                    let mut path = Path { stroke: Some(stroke(color, ink)), ..Path::default() };
                    path.datums = ink.datums(Vec::new());
                    items.push((color, path, Vec::new()));
                    items.len() - 1
                });
                let Some((_, path, lone)) = items.get_mut(place) else { continue };
                let places = rows.iter().map(|&row| vertex(columns, row as usize, panel, ink));
                trace(places, step, panel, path, lone);
            }
            continue;
        }
        let color = ink.row_color(columns, first as usize);
        if items.last().is_none_or(|(before, ..)| *before != color) {
            let mut path = Path { stroke: Some(stroke(color, ink)), ..Path::default() };
            path.datums = ink.datums(Vec::new());
            items.push((color, path, Vec::new()));
        }
        let Some((_, path, lone)) = items.last_mut() else { continue };
        let places = part.iter().map(|&row| vertex(columns, row as usize, panel, ink));
        trace(places, step, panel, path, lone);
    }
    items.into_iter().flat_map(|(color, path, lone)| finished(color, path, lone, ink)).collect()
}

/// A part cut where its colour changes: each step has the colour of the row that it leaves.
fn stretches(columns: &Columns, part: &[u32], ink: &Ink<'_>) -> Vec<(Color, Vec<u32>)> {
    let mut all: Vec<(Color, Vec<u32>)> = Vec::new();
    let missing = |row: u32| {
        !columns.at(Channel::X, row as usize).is_finite()
            || !columns.at(Channel::Y, row as usize).is_finite()
    };
    for (place, &row) in part.iter().enumerate() {
        if missing(row) {
            continue;
        }
        let starts = place == 0 || part.get(place - 1).is_none_or(|&before| missing(before));
        let ends = part.get(place + 1).is_none_or(|&next| missing(next));
        if let Some((_, rows)) = all.last_mut().filter(|_| !starts) {
            rows.push(row);
        }
        // The last row of a stretch leaves nowhere, and has a colour only where it stands alone.
        if ends && !starts {
            continue;
        }
        let color = ink.row_color(columns, row as usize);
        if starts || all.last().is_none_or(|(before, _)| *before != color) {
            all.push((color, vec![row]));
        }
    }
    all
}

fn series(
    columns: &Columns,
    rows: Rows<'_>,
    panel: &Panel,
    ink: &Ink<'_>,
    step: Option<Step>,
    number: usize,
) -> Vec<Item> {
    let mut style = ink.style.clone();
    if style.line_width.is_none() && crowded(columns, rows, panel) {
        style.line_width = Some(weight(ink).0.min(THIN));
    }
    let ink = &Ink { style: &style, ..ink.clone() };
    let kept = reduce::line(columns, rows, panel, ink);
    let rows = kept.as_deref().map_or(rows, Rows::Some);
    let color = ink.series_color(number);
    let mut path = Path { stroke: Some(stroke(color, ink)), ..Path::default() };
    path.datums = ink.datums(Vec::new());
    let mut lone = Vec::new();
    trace(
        rows.iter().map(|row| vertex(columns, row, panel, ink)),
        step,
        panel,
        &mut path,
        &mut lone,
    );
    finished(color, path, lone, ink)
}

/// The place of a row, and its number.
fn vertex(columns: &Columns, row: usize, panel: &Panel, ink: &Ink<'_>) -> Vertex {
    (slot::point(columns, row, panel, ink), row as u32)
}

/// The look of lines of a colour.
fn stroke(color: Color, ink: &Ink<'_>) -> Stroke {
    let (width, opacity) = weight(ink);
    Stroke { color: ink.finished(color), width, opacity, dash: dash(ink.style), round: true }
}

/// Add a line, straight or in steps, to a path.
fn trace(
    places: impl Iterator<Item = Vertex>,
    step: Option<Step>,
    panel: &Panel,
    path: &mut Path,
    lone: &mut Vec<Vertex>,
) {
    match step {
        None => clip::polyline(places, panel.clip, path, lone),
        Some(step) => clip::polyline(stairs(places, step, panel.swap), panel.clip, path, lone),
    }
}

/// The path, and dots where a value has no neighbour.
fn finished(color: Color, path: Path, lone: Vec<Vertex>, ink: &Ink<'_>) -> Vec<Item> {
    let (width, opacity) = weight(ink);
    let mut items = Vec::new();
    if !path.points.is_empty() {
        items.push(Item::Path(path));
    }
    if !lone.is_empty() {
        let (centers, rows) = lone.into_iter().unzip();
        items.push(Item::Dots(Dots {
            centers,
            datums: ink.datums(rows),
            radius: vec![if ink.panels > 8 { width * 0.75 } else { width.max(2.0) }],
            fill: vec![color],
            opacity,
            ..Dots::default()
        }));
    }
    items
}

/// Whether a line of these rows would be one block: there are more of them in view than pixels
/// across, and in each it goes up and down a long way. Whether it is reduced does not matter.
fn crowded(columns: &Columns, rows: Rows<'_>, panel: &Panel) -> bool {
    const TRAVEL: f64 = 10.0;
    let (Some(x), Some(y)) = (columns.get(Channel::X), columns.get(Channel::Y)) else {
        return false;
    };
    let length = |[from, to]: [f64; 2]| (to - from).abs();
    let width = length(panel.x().range()).max(1.0);
    if rows.len() as f64 <= width || panel.x().is_band() {
        return false;
    }
    // A sample of very many tells as much.
    let step = (rows.len() as f64 / (16.0 * width)).ceil().max(1.0) as usize;
    let [low, high] = panel.x().domain();
    let [from, to] = panel.y().range();
    let (mut seen, mut travel, mut before) = (0_usize, 0.0, None);
    for row in rows.iter().step_by(step).filter(|&row| (low..=high).contains(&x.at(row))) {
        seen += step;
        let place = panel.y().map(y.at(row)).clamp(from.min(to), from.max(to));
        if place.is_finite() {
            travel += before.replace(place).map_or(0.0, |last: f64| (place - last).abs());
        }
    }
    seen as f64 > width && travel > TRAVEL * width
}

/// Width and opacity: thinner when there are many series.
fn weight(ink: &Ink<'_>) -> (f64, f64) {
    let (width, opacity) = match ink.series {
        0..=8 if ink.panels > 8 => (1.25, 1.0),
        0..=8 => (2.0, 1.0),
        9..=20 => (1.5, 1.0),
        _ => (1.0, 0.7),
    };
    (ink.style.line_width.unwrap_or(width), ink.style.alpha.unwrap_or(opacity))
}

/// The corners of a step line.
fn stairs(
    points: impl Iterator<Item = Vertex>,
    step: Step,
    swap: bool,
) -> impl Iterator<Item = Vertex> {
    // Along x first: with swapped axes x is the second coordinate on the page.
    let (along, value) = if swap { (1, 0) } else { (0, 1) };
    let mut previous: Option<Vertex> = None;
    points.flat_map(move |(point, row)| {
        let mut corners = Vec::with_capacity(3);
        let finite = point[0].is_finite() && point[1].is_finite();
        if let Some((from, before)) = previous.filter(|_| finite) {
            let turn = match step {
                Step::Pre => from[along],
                Step::Post => point[along],
                Step::Mid => f64::midpoint(from[along], point[along]),
            };
            for (level, row) in [(from[value], before), (point[value], row)] {
                let mut corner = [0.0; 2];
                corner[along] = turn;
                corner[value] = level;
                corners.push((corner, row));
            }
        }
        corners.push((point, row));
        previous = finite.then_some((point, row));
        corners
    })
}
