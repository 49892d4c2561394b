//! A plain serial rasterization.

use std::collections::BTreeMap;

use vizcli::raster::{Aggregator, Canvas, Glyph, NONE};

use super::rows::{Row, Rows};
use super::shape::{Paint, area, line, point, rect, smooth, sound};

/// What a row, or a segment that begins with it, does to a cell.
pub(crate) struct Mark {
    pub(crate) plane: u32,
    pub(crate) cell: usize,
    pub(crate) value: f64,
    pub(crate) row: usize,
    pub(crate) line: u32,
    pub(crate) now: f64,
    pub(crate) before: f64,
}

/// All that rows do to cells, in the order of rows.
pub(crate) fn marks(
    canvas: &Canvas,
    rows: &Rows,
    glyph: Glyph,
    aggregator: Aggregator,
    most: u32,
) -> Vec<Mark> {
    use Aggregator::{Any, Count, First, Last, Max, Min};
    let mut marks = Vec::new();
    let mut lines: BTreeMap<u32, Vec<(usize, Option<&Row>)>> = BTreeMap::new();
    let based = matches!(glyph, Glyph::Area) && rows.edged;
    let mut draw = |i: usize, paint: &mut dyn FnMut(Paint<'_>)| {
        let row = &rows.all[i];
        let plane = if rows.planed { row.plane } else { 0 };
        let none = if matches!(aggregator, Count | Any) { 0.0 } else { f64::NAN };
        let value = if rows.valued { row.value } else { none };
        if plane == NONE || value.is_nan() {
            return;
        }
        let line = if rows.serial { row.series } else { 0 };
        paint(&mut |x, y, now, before| {
            let cell = (y * canvas.x.cells as i64 + x) as usize;
            marks.push(Mark { plane: plane.min(most - 1), cell, value, row: i, line, now, before });
        });
    };
    for (i, row) in rows.all.iter().enumerate() {
        match glyph {
            Glyph::Point => draw(i, &mut |mark| point(canvas, row, mark)),
            Glyph::Rect => draw(i, &mut |mark| rect(canvas, row, rows.edged, mark)),
            _ => {
                let line = if rows.serial { row.series } else { 0 };
                let here = sound(&canvas.x, row.x)
                    && sound(&canvas.y, row.y)
                    && (!based || row.y2.is_finite());
                let vertices = lines.entry(line).or_default();
                let same = |last: &Row| last.x == row.x && last.y == row.y;
                let last = vertices.last().and_then(|(_, last)| *last);
                let repeated = here && last.is_some_and(same);
                if repeated && matches!(glyph, Glyph::Smooth { .. }) {
                    vertices.pop();
                }
                vertices.push((i, here.then_some(row)));
            }
        }
    }
    lines.remove(&NONE);
    for vertices in lines.values() {
        for k in 1..vertices.len() {
            let at = |k: usize| vertices.get(k).and_then(|v| v.1);
            let before = if k > 1 { at(k - 2) } else { None };
            let (Some(a), Some(b)) = (at(k - 1), at(k)) else { continue };
            draw(vertices[k - 1].0, &mut |mark| match glyph {
                Glyph::Line => line(canvas, a, b, before.is_none(), mark),
                Glyph::Area => area(canvas, (a, b), before.is_none(), based, mark),
                Glyph::Smooth { width } => {
                    let correcting = !matches!(aggregator, Any | Min | Max | First | Last);
                    smooth(canvas, [before, Some(a), Some(b), at(k + 1)], width, correcting, mark);
                }
                _ => {}
            });
        }
    }
    marks
}

/// The value of a cell from all that is done to it.
pub(crate) fn value(marks: &[&Mark], aggregator: Aggregator, smooth: bool) -> f64 {
    let weight: f64 = marks.iter().map(|m| m.now - m.before).sum();
    let sum: f64 = marks.iter().map(|m| m.value * (m.now - m.before)).sum();
    let squares: f64 =
        marks.iter().map(|m| (m.now - m.before) * (m.value - sum / weight).powi(2)).sum();
    let greatest = |marks: &mut dyn Iterator<Item = &&Mark>| {
        marks.map(|m| m.value * m.now).fold(f64::NAN, f64::max)
    };
    let of_line = |line: Option<u32>| greatest(&mut marks.iter().filter(|m| Some(m.line) == line));
    let of_row = |row: Option<usize>| {
        marks.iter().find(|m| Some(m.row) == row).map_or(f64::NAN, |m| m.value)
    };
    match aggregator {
        Aggregator::Count => weight,
        Aggregator::Any => marks.iter().map(|m| m.now).fold(f64::NAN, f64::max),
        Aggregator::Sum => sum,
        Aggregator::Mean => sum / weight,
        Aggregator::Min if !smooth => marks.iter().map(|m| m.value).fold(f64::NAN, f64::min),
        Aggregator::Min | Aggregator::Max => greatest(&mut marks.iter()),
        Aggregator::Var => squares / weight,
        Aggregator::Std => (squares / weight).sqrt(),
        Aggregator::First if smooth => of_line(marks.iter().map(|m| m.line).min()),
        Aggregator::Last if smooth => of_line(marks.iter().map(|m| m.line).max()),
        Aggregator::First => of_row(marks.iter().map(|m| m.row).min()),
        Aggregator::Last => of_row(marks.iter().map(|m| m.row).max()),
    }
}
