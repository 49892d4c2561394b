//! Polygons: one per part, or a hexagon per row.

use super::{Ink, Panel, Rows, clip, parts};
use crate::color::Color;
use crate::data::Columns;
use crate::scene::{Fill, Item, Path, Stroke};
use crate::spec::{Channel, Finish, Shape};

/// One polygon per part (or per row), those of one colour that follow each other together.
pub(super) fn draw(
    columns: &Columns,
    rows: Rows<'_>,
    panel: &Panel,
    ink: &Ink<'_>,
    shape: Shape,
) -> Vec<Item> {
    let mut paths: Vec<(Color, Path, Vec<u32>)> = Vec::new();
    // What shines through what lies over it is a path of its own.
    let clear = shape == Shape::Vertices && ink.style.alpha.is_some_and(|alpha| alpha < 1.0);
    let mut add = |color: Color, row: usize, rings: Vec<Vec<[f64; 2]>>| {
        if clear || paths.last().is_none_or(|(before, ..)| *before != color) {
            paths.push((color, outline(color, ink), Vec::new()));
        }
        let Some((_, path, drawn)) = paths.last_mut() else { return };
        for ring in rings {
            path.starts.push(path.points.len());
            path.points.extend(ring);
            drawn.push(row as u32);
        }
    };
    match shape {
        Shape::Hexagon => {
            // Sorted by colour: thousands of hexagons are a few hundred items.
            for (color, rows) in ink.by_color(columns, rows) {
                for row in rows {
                    if let Some(ring) = hexagon(columns, row as usize, panel) {
                        add(color, row as usize, vec![ring]);
                    }
                }
            }
        }
        Shape::Vertices => {
            for part in parts(columns, rows) {
                let Some(&first) = part.first() else { continue };
                let rings = rings(columns, &part, panel);
                if !rings.is_empty() {
                    add(ink.row_color(columns, first as usize), first as usize, rings);
                }
            }
        }
    }
    paths
        .into_iter()
        .filter(|(_, path, _)| !path.points.is_empty())
        .map(|(_, mut path, drawn)| {
            path.datums = ink.datums(drawn);
            Item::Path(path)
        })
        .collect()
}

/// An empty path in the look of the layer.
fn outline(color: Color, ink: &Ink<'_>) -> Path {
    let opacity = ink.style.alpha.unwrap_or(1.0);
    let fill = (ink.core.finish != Finish::Hollow).then(|| {
        let tint = ink.core.finish == Finish::Tint;
        Fill { color: if tint { color.mix(ink.look.bg, 0.75) } else { color }, opacity }
    });
    let lined = matches!(ink.core.finish, Finish::Hollow | Finish::Tint);
    let width = ink.style.line_width.or(lined.then_some(1.5));
    // Neighbours of one colour would show a hairline between them.
    let seam = (!lined && opacity >= 1.0).then_some(0.6);
    let stroke = width
        .or(seam)
        .filter(|width| *width > 0.0)
        .map(|width| Stroke { round: true, ..Stroke::solid(color, width) });
    Path { closed: true, fill, stroke, ..Path::default() }
}

/// The rings of one polygon, cut at the panel's edge.
fn rings(columns: &Columns, rows: &[u32], panel: &Panel) -> Vec<Vec<[f64; 2]>> {
    let point = |&row: &u32| {
        panel.point(columns.at(Channel::X, row as usize), columns.at(Channel::Y, row as usize))
    };
    rows.split(|row| point(row).iter().any(|place| !place.is_finite()))
        .map(|ring| cut(ring.iter().map(point), panel))
        .filter(|ring| ring.len() >= 3)
        .collect()
}

/// The hexagon in the box of a row, its points at both ends of y.
fn hexagon(columns: &Columns, row: usize, panel: &Panel) -> Option<Vec<[f64; 2]>> {
    let end = |scale: &crate::scale::Scale, channel| scale.map(columns.at(channel, row));
    let (x, x2) = (end(panel.x(), Channel::X), end(panel.x(), Channel::X2));
    let (y, y2) = (end(panel.y(), Channel::Y), end(panel.y(), Channel::Y2));
    if ![x, x2, y, y2].iter().all(|place| place.is_finite()) {
        return None;
    }
    let (middle, quarter) = (f64::midpoint(x, x2), (y2 - y) / 4.0);
    let corners = [
        [middle, y],
        [x2, y + quarter],
        [x2, y2 - quarter],
        [middle, y2],
        [x, y2 - quarter],
        [x, y + quarter],
    ];
    let ring = cut(corners.into_iter().map(|[a, b]| panel.place(a, b)), panel);
    (ring.len() >= 3).then_some(ring)
}

/// A ring, cut where marks are.
fn cut(ring: impl Iterator<Item = [f64; 2]>, panel: &Panel) -> Vec<[f64; 2]> {
    let ring: Vec<clip::Vertex> = ring.map(|corner| (corner, 0)).collect();
    clip::polygon(&ring, panel.clip).into_iter().map(|(corner, _)| corner).collect()
}
