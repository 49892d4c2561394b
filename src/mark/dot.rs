//! Point symbols.

use super::{Ink, Paint, Panel, Rows, slot};
use crate::data::Columns;
use crate::error::{Error, Result};
use crate::scene::{Dots, Item, Marker, Stroke};
use crate::spec::{Channel, Finish, Position};

/// Radius of the greatest value of a size channel, in pixels.
pub const LARGEST: f64 = 10.0;

/// One symbol per row, clipped to those whose centre is in the panel.
pub(super) fn draw(columns: &Columns, rows: Rows<'_>, panel: &Panel, ink: &Ink<'_>) -> Vec<Item> {
    let (radius, opacity) = size(ink.marks);
    let radius = ink.style.size.map_or(radius, |area| area.max(0.0).sqrt() / 2.0);
    let sized = columns.get(Channel::Size).is_some();
    if ink.core.finish == Finish::Hollow {
        return hollow(columns, rows, panel, ink, radius);
    }
    // At most one in each slot of its own: no other is near.
    let alone = ink.core.position == Position::Dodge
        && ink.core.width.is_some()
        && ink.core.finish == Finish::Plain;
    let mut dots = Dots {
        marker: marker(ink.style.marker.as_deref().unwrap_or("circle")).unwrap_or_default(),
        opacity: ink.style.alpha.unwrap_or(if sized { opacity.min(0.6) } else { opacity }),
        stroke: (ink.marks <= 500 && !alone).then(|| Stroke::solid(ink.look.bg, 0.6)),
        ..Dots::default()
    };
    let mut numbers = Vec::new();
    for row in rows.iter() {
        let place = slot::point(columns, row, panel, ink);
        let size = columns.at(Channel::Size, row);
        if !place[0].is_finite() || !place[1].is_finite() || !panel.holds(place) {
            continue;
        }
        // Nothing is as large as this.
        if sized && !(size.is_finite() && size > 0.0) {
            continue;
        }
        dots.centers.push(place);
        dots.fill.push(ink.finished(ink.row_color(columns, row)));
        if sized {
            dots.radius.push(radius_of(size, ink.size_max));
        }
        numbers.push(row as u32);
    }
    if dots.centers.is_empty() {
        return Vec::new();
    }
    if !sized {
        dots.radius = vec![radius];
    }
    let one_color = matches!(ink.paint, Paint::Series(colors) if colors.len() == 1);
    if one_color {
        dots.fill.truncate(1);
    }
    dots.datums = ink.datums(numbers);
    vec![Item::Dots(dots)]
}

/// Symbols with nothing inside, an item a colour.
fn hollow(
    columns: &Columns,
    rows: Rows<'_>,
    panel: &Panel,
    ink: &Ink<'_>,
    radius: f64,
) -> Vec<Item> {
    let mut items = Vec::new();
    for (color, rows) in ink.by_color(columns, rows) {
        let place = |&row: &u32| slot::point(columns, row as usize, panel, ink);
        let seen = |row: &u32| {
            let place = place(row);
            place.iter().all(|v| v.is_finite()) && panel.holds(place)
        };
        let rows: Vec<u32> = rows.into_iter().filter(seen).collect();
        if rows.is_empty() {
            continue;
        }
        items.push(Item::Dots(Dots {
            centers: rows.iter().map(place).collect(),
            radius: vec![radius],
            marker: marker(ink.style.marker.as_deref().unwrap_or("circle")).unwrap_or_default(),
            opacity: ink.style.alpha.unwrap_or(1.0),
            stroke: Some(Stroke {
                opacity: ink.style.alpha.unwrap_or(1.0),
                ..Stroke::solid(color, ink.style.line_width.unwrap_or(1.5))
            }),
            datums: ink.datums(rows),
            ..Dots::default()
        }));
    }
    items
}

/// Radius of a value of a size channel: area in proportion.
#[must_use]
pub fn radius_of(value: f64, greatest: f64) -> f64 {
    if greatest > 0.0 { (value.max(0.0) / greatest).sqrt() * LARGEST } else { 0.0 }
}

/// Radius and opacity by the number of marks.
fn size(marks: usize) -> (f64, f64) {
    match marks {
        0..=500 => (3.5, 0.9),
        501..=2_000 => (3.0, 0.75),
        2_001..=10_000 => (2.5, 0.5),
        _ => (2.0, 0.35),
    }
}

/// Names of markers: words, and matplotlib's signs.
pub const MARKERS: &[(&str, Marker)] = &[
    ("circle", Marker::Circle),
    ("o", Marker::Circle),
    ("square", Marker::Square),
    ("s", Marker::Square),
    ("diamond", Marker::Diamond),
    ("d", Marker::Diamond),
    ("triangle", Marker::Triangle),
    ("^", Marker::Triangle),
    ("inverted_triangle", Marker::TriangleDown),
    ("v", Marker::TriangleDown),
    ("plus", Marker::Plus),
    ("+", Marker::Plus),
    ("cross", Marker::Cross),
    ("x", Marker::Cross),
    ("star", Marker::Star),
    ("*", Marker::Star),
];

/// The marker called `name`.
pub fn marker(name: &str) -> Result<Marker> {
    MARKERS
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name))
        .map(|(_, marker)| *marker)
        .ok_or_else(|| Error::unknown("marker", name, MARKERS.iter().map(|(known, _)| *known)))
}
