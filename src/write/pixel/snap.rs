//! Moves what is on a page to where cells have edges.

use crate::scene::{Class, Group, Item, Scene};
use crate::write::term::{CELL_HEIGHT, CELL_WIDTH};

/// Shifts the scene so that axis lines fall between cells, and stretches it between them: what
/// stands on an axis then begins with a whole cell.
pub(in crate::write) struct Snap {
    x: Vec<[f64; 2]>,
    y: Vec<[f64; 2]>,
}

impl Snap {
    /// From the ends and places of the lines of grid and axes.
    pub(in crate::write) fn new(scene: &Scene) -> Self {
        let (mut x, mut y) = (Vec::new(), Vec::new());
        let lined = |g: &&Group| matches!(g.class, Class::Axes | Class::Grid);
        for group in scene.groups.iter().filter(lined) {
            for item in &group.items {
                let Item::Path(path) = item else { continue };
                for part in path.parts() {
                    let [a, b] = part else { continue };
                    let [dx, dy] = [(a[0] - b[0]).abs(), (a[1] - b[1]).abs()];
                    // Ends are the panel's edges; an axis line is one all along.
                    if dy < 0.01 && dx > 4.0 * CELL_WIDTH {
                        x.extend([a[0], b[0]]);
                        y.extend((group.class == Class::Axes).then_some(a[1]));
                    } else if dx < 0.01 && dy > 4.0 * CELL_HEIGHT {
                        y.extend([a[1], b[1]]);
                        x.extend((group.class == Class::Axes).then_some(a[0]));
                    }
                }
            }
        }
        Self { x: Self::anchors(x, CELL_WIDTH), y: Self::anchors(y, CELL_HEIGHT) }
    }

    fn anchors(mut at: Vec<f64>, cell: f64) -> Vec<[f64; 2]> {
        at.sort_by(f64::total_cmp);
        at.dedup_by(|b, a| *b - *a < 2.0 * cell);
        at.into_iter().map(|v| [v, (v / cell).round() * cell]).collect()
    }

    fn map(anchors: &[[f64; 2]], v: f64) -> f64 {
        let after = anchors.partition_point(|a| a[0] <= v);
        match (after.checked_sub(1).and_then(|i| anchors.get(i)), anchors.get(after)) {
            (Some(a), Some(b)) => a[1] + (v - a[0]) * (b[1] - a[1]) / (b[0] - a[0]),
            (Some(a), None) | (None, Some(a)) => v + a[1] - a[0],
            (None, None) => v,
        }
    }

    fn point(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        [Self::map(&self.x, x), Self::map(&self.y, y)]
    }

    fn area(&self, [x, y, w, h]: [f64; 4]) -> [f64; 4] {
        let ([left, top], [right, bottom]) = (self.point([x, y]), self.point([x + w, y + h]));
        [left, top, right - left, bottom - top]
    }

    /// The item, moved.
    pub(in crate::write) fn item(&self, item: &Item) -> Item {
        let mut item = item.clone();
        match &mut item {
            Item::Path(path) => path.points.iter_mut().for_each(|p| *p = self.point(*p)),
            Item::Dots(dots) => dots.centers.iter_mut().for_each(|p| *p = self.point(*p)),
            Item::Rects(rects) => rects.boxes.iter_mut().for_each(|b| *b = self.area(*b)),
            Item::Image(image) => image.place = self.area(image.place),
            Item::Text(text) => {
                // What the words stand beside is at their middle.
                let lift = 0.36 * text.font.size;
                let [x, y] = self.point([text.at[0], text.at[1] - lift]);
                text.at = [x, y + lift];
            }
        }
        item
    }
}

/// Boxes moved to where blocks have edges: their length is kept to an eighth of a cell, and across
/// they are whole cells.
pub(in crate::write) fn whole(boxes: &[[f64; 4]]) -> Vec<[f64; 4]> {
    let alike = |side: usize| {
        let first = boxes.first().map_or(0.0, |b| b[side]);
        boxes.iter().all(|b| (b[side] - first).abs() < 1.5)
    };
    let (wide, high) = (alike(2), alike(3));
    let lying = high && !wide;
    let x_step = if lying { CELL_WIDTH / 8.0 } else { CELL_WIDTH };
    let y_step = if lying { CELL_HEIGHT } else { CELL_HEIGHT / 8.0 };
    let apart = [0, 1].map(|side| gap(boxes, side));
    boxes
        .iter()
        .map(|&[x, y, w, h]| {
            let [x, w] = span(x, w, x_step, wide, apart[0] / CELL_WIDTH);
            let [y, h] = span(y, h, y_step, high, apart[1] / CELL_HEIGHT);
            [x, y, w, h]
        })
        .collect()
}

/// The least free space between neighbours on one axis.
fn gap(boxes: &[[f64; 4]], side: usize) -> f64 {
    let mut spans: Vec<[f64; 2]> = boxes.iter().map(|b| [b[side], b[side] + b[side + 2]]).collect();
    spans.sort_by(|a, b| a[0].total_cmp(&b[0]));
    spans.dedup_by(|a, b| (a[0] - b[0]).abs() < 0.5);
    spans.windows(2).map(|s| s[1][0] - s[0][1]).fold(f64::INFINITY, f64::min)
}

/// Start and length on a raster of `step`, when the least gap to a neighbour is `apart` cells.
/// Boxes that all but touch are made to; others of one length (`alike`) stay so.
fn span(start: f64, length: f64, step: f64, alike: bool, apart: f64) -> [f64; 2] {
    if length <= 0.0 {
        return [start, length];
    }
    let touching = apart < 0.3;
    let grown = if touching { apart.max(0.0) * step } else { 0.0 };
    let from = ((start - grown / 2.0) / step).round();
    if alike && !touching && step >= CELL_HEIGHT {
        // Words beside a lying bar are at its middle, in the line that begins within a pixel of it.
        let steps = (length / step).round().max(1.0);
        let middle = start + length / 2.0 + 1.0;
        return [(middle / step - steps / 2.0).round() * step, steps * step];
    }
    let steps = if alike && !touching {
        (length / step).round()
    } else {
        ((start + length + grown / 2.0) / step).round() - from
    };
    [from * step, steps.max(1.0) * step]
}
