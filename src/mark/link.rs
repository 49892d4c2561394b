//! Ribbons between bars: the links and nodes of a Sankey diagram.

use super::{Ink, Panel, Rows, series_of};
use crate::color::Color;
use crate::data::Columns;
use crate::scale::format;
use crate::scene::{Anchor, Fill, Font, Item, Path, Rects, Stroke, Text, text};
use crate::spec::{Channel, Finish};
use crate::stat::spread::spread;
use crate::warn::count;

/// Width of a node along x.
const NODE: f64 = 14.0;
/// From a node to its name.
const GAP: f64 = 6.0;
/// Straight pieces of each side of a ribbon.
const PIECES: usize = 32;

/// One ribbon per row.
pub(super) fn ribbons(
    columns: &Columns,
    rows: Rows<'_>,
    panel: &Panel,
    ink: &Ink<'_>,
) -> Vec<Item> {
    let plain = ink.core.finish != Finish::Ink;
    let opacity = ink.style.alpha.unwrap_or(if plain { 0.4 } else { 0.25 });
    rows.iter()
        .filter(|&row| series_of(columns, row).is_some())
        .filter_map(|row| {
            let points = ribbon(columns, row, panel)?;
            let color = ink.finished(ink.row_color(columns, row));
            let datums = ink.datums(vec![row as u32]);
            // Characters have no opacity: there, the edges of ribbons let those beneath be seen.
            let edges = ink.line.is_some();
            Some(Item::Path(Path {
                anchors: Vec::new(),
                points,
                starts: if edges { vec![0, PIECES + 1] } else { vec![0] },
                closed: !edges,
                fill: (!edges).then_some(Fill { color, opacity }),
                stroke: edges.then(|| Stroke::solid(color, 1.0)),
                datums,
            }))
        })
        .collect()
}

/// The outline of a ribbon: from the far side of one node to the near side of the other, along a
/// cubic curve that leaves and arrives level. At least one pixel high.
fn ribbon(columns: &Columns, row: usize, panel: &Panel) -> Option<Vec<[f64; 2]>> {
    let at = |channel| columns.at(channel, row);
    let (from, to) = (node(at(Channel::X), panel)[1], node(at(Channel::X2), panel)[0]);
    let half = at(Channel::YErr);
    let edge = |middle: f64, side: f64| {
        let (level, end) = (panel.y().map(middle), panel.y().map(middle + side * half));
        let least = if end < level { end.min(level - 0.5) } else { end.max(level + 0.5) };
        if (end - level).abs() < 0.5 { least } else { end }
    };
    let curve = |side: f64| {
        let [a, b] = [at(Channel::Y), at(Channel::Y2)].map(|middle| edge(middle, side));
        (0..=PIECES).map(move |i| {
            let t = i as f64 / PIECES as f64;
            // Controls half way: x is 1.5 t (1 - t) + t³ of the way, y eases in and out.
            let along = 1.5 * t * (1.0 - t) + t * t * t;
            let across = t * t * (3.0 - 2.0 * t);
            panel.place(from + along * (to - from), a + across * (b - a))
        })
    };
    let there: Vec<[f64; 2]> = curve(-1.0).collect();
    let back: Vec<[f64; 2]> = curve(1.0).collect();
    let points: Vec<[f64; 2]> = there.into_iter().chain(back.into_iter().rev()).collect();
    points.iter().flatten().all(|v| v.is_finite()).then_some(points)
}

/// Both sides of a node along x.
fn node(x: f64, panel: &Panel) -> [f64; 2] {
    let [start, end] = panel.x().range();
    let width = if end < start { -NODE } else { NODE };
    let left = start + (panel.x().map(x) - start) * (end - start - width) / (end - start);
    [left, left + width]
}

/// One bar per row, with its name.
pub(super) fn nodes(columns: &Columns, rows: Rows<'_>, panel: &Panel, ink: &Ink<'_>) -> Vec<Item> {
    let mut rects = Rects { opacity: 1.0, ..Rects::default() };
    let mut drawn = Vec::new();
    for row in rows.iter() {
        let Some([x, y, w, h]) = place(columns, row, panel) else { continue };
        rects.boxes.push([x.round(), y, w, h.max(1.0)]);
        rects.fill.push(ink.row_color(columns, row));
        drawn.push(row as u32);
    }
    rects.datums = ink.datums(drawn);
    let names = names(columns, rows, panel, ink).0;
    std::iter::once(Item::Rects(rects)).chain(names.into_iter().map(Item::Text)).collect()
}

/// The names that found no room, in a sentence.
pub(super) fn left_out(
    columns: &Columns,
    rows: Rows<'_>,
    panel: &Panel,
    ink: &Ink<'_>,
) -> Option<String> {
    let left = names(columns, rows, panel, ink).1;
    let nodes = count(left as u64, "node");
    (left > 0).then(|| format!("there is no room to name {nodes}; a larger figure has it"))
}

/// The box of a node on the page.
fn place(columns: &Columns, row: usize, panel: &Panel) -> Option<[f64; 4]> {
    let ends = [Channel::Y, Channel::Y2].map(|channel| panel.y().map(columns.at(channel, row)));
    let along = node(columns.at(Channel::X, row), panel);
    ends.iter().chain(&along).all(|v| v.is_finite()).then(|| panel.rect_of(along, ends)).flatten()
}

/// The names of the nodes, layer by layer, and how many there is no room for.
fn names(columns: &Columns, rows: Rows<'_>, panel: &Panel, ink: &Ink<'_>) -> (Vec<Text>, usize) {
    let mut layers: Vec<f64> = rows.iter().map(|row| columns.at(Channel::X, row)).collect();
    layers.sort_by(f64::total_cmp);
    layers.dedup();
    let (mut all, mut left) = (Vec::new(), 0);
    for (number, &x) in layers.iter().enumerate() {
        let mut layer: Vec<usize> =
            rows.iter().filter(|&row| columns.at(Channel::X, row) == x).collect();
        let last = number + 1 == layers.len();
        let shared = number + 2 >= layers.len();
        let names = Names { columns, panel, ink, last, room: room(layers.len(), shared, panel) };
        let least = |layer: &[usize]| {
            let value = |at: &usize| columns.at(Channel::Z, layer.get(*at).copied().unwrap_or(0));
            (0..layer.len()).min_by(|a, b| value(a).total_cmp(&value(b)))
        };
        loop {
            if let Some(texts) = names.of(&layer) {
                all.extend(texts);
                break;
            }
            let Some(at) = least(&layer) else { break };
            layer.remove(at);
            left += 1;
        }
    }
    (all, left)
}

/// Width of the names of a layer: up to the next one; the last two share what lies between them.
fn room(layers: usize, shared: bool, panel: &Panel) -> f64 {
    if panel.swap {
        return f64::INFINITY;
    }
    let steps = layers.saturating_sub(1).max(1) as f64;
    let between = (panel.rect[2] - NODE) / steps - NODE;
    if shared { between / 2.0 - GAP - 4.0 } else { between - 2.0 * GAP }
}

/// The names of one layer.
struct Names<'a> {
    columns: &'a Columns,
    panel: &'a Panel,
    ink: &'a Ink<'a>,
    /// Nothing is to the right of it.
    last: bool,
    room: f64,
}

impl Names<'_> {
    /// The names beside their nodes, apart from each other; none when there is no room.
    fn of(&self, layer: &[usize]) -> Option<Vec<Text>> {
        let [_, top, _, h] = self.panel.rect;
        let font = Font::regular(12.0 * self.ink.look.font);
        let mut nodes: Vec<(usize, [f64; 4])> = layer
            .iter()
            .filter_map(|&row| Some((row, place(self.columns, row, self.panel)?)))
            .collect();
        if self.panel.swap {
            return Some(nodes.iter().map(|(row, place)| self.upon(*row, *place, font)).collect());
        }
        let middle = |place: &[f64; 4]| place[1] + place[3] / 2.0;
        nodes.sort_by(|a, b| middle(&a.1).total_cmp(&middle(&b.1)));
        let wanted: Vec<f64> = nodes.iter().map(|(_, place)| middle(place)).collect();
        let line = self.ink.line.unwrap_or(1.2 * font.size);
        let half = 0.5 * font.size;
        let places = spread(&wanted, line, [top + half, top + h - half])?;
        Some(
            nodes
                .iter()
                .zip(places)
                .map(|((row, place), y)| self.beside(*row, *place, y, font))
                .collect(),
        )
    }

    /// The name at the side where the diagram goes on, or ends.
    fn beside(&self, row: usize, [x, _, w, _]: [f64; 4], y: f64, font: Font) -> Text {
        let (x, anchor) =
            if self.last { (x - GAP, Anchor::End) } else { (x + w + GAP, Anchor::Start) };
        self.text(self.words(row, &font, self.room), [x, text::centered(y, &font)], font, anchor)
    }

    /// The name of a node that lies across the page: on it.
    fn upon(&self, row: usize, [x, y, w, h]: [f64; 4], font: Font) -> Text {
        let at = [x + w / 2.0, text::centered(y + h / 2.0, &font)];
        let small = Font { size: font.size.min(0.8 * h), ..font };
        let text = self.text(self.words(row, &small, w - 4.0), at, small, Anchor::Middle);
        let color = Color::on(self.ink.row_color(self.columns, row));
        Text { color, halo: None, ..text }
    }

    /// The name, with what flows through the node where there is room.
    fn words(&self, row: usize, font: &Font, room: f64) -> String {
        let by = self.columns.get(Channel::By);
        let name = by.and_then(|by| by.levels().get(by.code(row)?).cloned()).unwrap_or_default();
        let both = format!("{name} {}", format::number(self.columns.at(Channel::Z, row)));
        if text::width(&both, font) <= room { both } else { text::ellipsize(&name, font, room) }
    }

    fn text(&self, text: String, at: [f64; 2], font: Font, anchor: Anchor) -> Text {
        let (color, halo) = (self.ink.look.ink, Some(self.ink.look.bg));
        Text { at, text, font, color, anchor, rotate: 0.0, halo, aside: [0.0; 2], row: None }
    }
}
