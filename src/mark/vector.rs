//! Arrows that say which way and how much, as long as there is room for.

use std::collections::BTreeMap;

use super::{Ink, Panel, Rows};
use crate::color::Color;
use crate::data::Columns;
use crate::scale::Scale;
use crate::scene::{Fill, Item, Path, arrow};
use crate::spec::{Channel, CoreLayer, Grip, Mark, Vector};

/// Pixels between two arrows, at least.
const ROOM: f64 = 18.0;
/// Pixels between two arrows that stand in no rows and columns.
const SQUARE: f64 = 22.0;
/// Share of the way to the next arrow that the longest takes.
const SHARE: f64 = 0.95;
/// Least and greatest length of the longest, in pixels.
const LENGTH: [f64; 2] = [9.0, arrow::LONGEST];

/// Which arrows of a layer are drawn, and how long they are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arrows {
    /// Where columns and rows of places are; none where they stand in none.
    places: Option<[Vec<f64>; 2]>,
    /// Of so many places one is drawn: along x, along y.
    pub every: [usize; 2],
    /// No more than one in each square, where there are no columns and rows.
    pub thinned: bool,
    /// Length of the longest in pixels.
    pub longest: f64,
    /// What the longest stands for.
    pub greatest: f64,
}

impl Arrows {
    /// The arrows of a layer in these panels, of one length in all of them; none where it has none.
    #[must_use]
    pub fn new(core: &CoreLayer, columns: &Columns, panels: &[Panel]) -> Option<Self> {
        let Mark::Vector(Vector::Whole { every, .. }) = core.mark else { return None };
        let mut arrows = Self { every: [1, 1], greatest: greatest(columns), ..Self::default() };
        let apart = if let Some(places) = lattice(columns) {
            // Panels of ranges of their own may have less room.
            let least = |along: &dyn Fn(&Panel) -> f64| {
                panels.iter().map(along).fold(f64::INFINITY, f64::min)
            };
            let apart = [
                least(&|panel| spacing(&places[0], panel.x())),
                least(&|panel| spacing(&places[1], panel.y())),
            ];
            arrows.every = apart.map(|apart| match every {
                Some(every) => every.max(1) as usize,
                None => (ROOM / apart.max(1e-3)).ceil().max(1.0) as usize,
            });
            arrows.places = Some(places);
            (apart[0] * arrows.every[0] as f64).min(apart[1] * arrows.every[1] as f64)
        } else {
            arrows.every = [every.unwrap_or(1).max(1) as usize, 1];
            let area = panels.iter().map(|panel| panel.rect[2] * panel.rect[3]);
            let drawn = columns.len as f64 / arrows.every[0] as f64;
            let apart = (area.sum::<f64>() / drawn.max(1.0)).sqrt();
            arrows.thinned = every.is_none() && apart < SQUARE;
            if arrows.thinned { SQUARE } else { apart }
        };
        arrows.longest = (SHARE * apart).clamp(LENGTH[0], LENGTH[1]);
        Some(arrows)
    }

    /// Those of the rows that are drawn.
    fn kept(&self, columns: &Columns, rows: Rows<'_>, panel: &Panel) -> Vec<u32> {
        let there = |&row: &usize| {
            let place = panel.point(columns.at(Channel::X, row), columns.at(Channel::Y, row));
            let known = place.iter().all(|v| v.is_finite()) && vector(columns, row).is_some();
            known && panel.holds(place)
        };
        let Some(places) = &self.places else {
            let rows = rows.iter().step_by(self.every[0].max(1)).filter(there);
            return if self.thinned {
                in_squares(columns, rows, panel)
            } else {
                rows.map(|r| r as u32).collect()
            };
        };
        let one = |channel, places: &[f64], every: usize, row| {
            let value = columns.at(channel, row);
            let number = places.partition_point(|&place| place < value);
            // The same number of places is left out at both ends.
            every <= 1 || number % every == (places.len().saturating_sub(1) % every) / 2
        };
        let chosen = |&row: &usize| {
            one(Channel::X, &places[0], self.every[0], row)
                && one(Channel::Y, &places[1], self.every[1], row)
        };
        rows.iter().filter(chosen).filter(there).map(|row| row as u32).collect()
    }

    /// How many pixels long a length of one is.
    fn unit(&self) -> f64 {
        if self.greatest > 0.0 { self.longest / self.greatest } else { 0.0 }
    }
}

/// The length of the longest vector.
#[must_use]
pub fn greatest(columns: &Columns) -> f64 {
    let lengths = (0..columns.len).filter_map(|row| vector(columns, row)).map(|[u, v]| u.hypot(v));
    lengths.fold(0.0, f64::max)
}

/// The vector of a row, where both of its lengths are known.
#[must_use]
pub fn vector(columns: &Columns, row: usize) -> Option<[f64; 2]> {
    let lengths = [Channel::U, Channel::V].map(|channel| columns.at(channel, row));
    lengths.iter().all(|v| v.is_finite()).then_some(lengths)
}

/// The different places along x and y, in order, where rows stand at their crossings.
fn lattice(columns: &Columns) -> Option<[Vec<f64>; 2]> {
    let places = |channel| {
        let values = columns.get(channel)?;
        let mut all: Vec<f64> =
            (0..values.len()).map(|row| values.at(row)).filter(|v| v.is_finite()).collect();
        all.sort_by(f64::total_cmp);
        all.dedup();
        Some(all)
    };
    let places = [places(Channel::X)?, places(Channel::Y)?];
    let crossings = places[0].len().saturating_mul(places[1].len());
    (crossings <= columns.len.saturating_mul(4)).then_some(places)
}

/// Pixels between two places, at the mean.
fn spacing(places: &[f64], scale: &Scale) -> f64 {
    let [from, to] = scale.range();
    let placed: Vec<f64> =
        places.iter().map(|&place| scale.map(place)).filter(|place| place.is_finite()).collect();
    match placed.as_slice() {
        [first, .., last] => (last - first).abs() / (placed.len() - 1) as f64,
        _ => (to - from).abs(),
    }
}

/// Of the rows in each square, the one nearest to its middle.
fn in_squares(columns: &Columns, rows: impl Iterator<Item = usize>, panel: &Panel) -> Vec<u32> {
    let mut best: BTreeMap<[i64; 2], (f64, u32)> = BTreeMap::new();
    for row in rows {
        let place = panel.point(columns.at(Channel::X, row), columns.at(Channel::Y, row));
        let square = place.map(|v| (v / SQUARE).floor());
        let [dx, dy] = [0, 1].map(|i| place[i] - (square[i] + 0.5) * SQUARE);
        let far = dx.hypot(dy);
        let known = best.entry(square.map(|v| v as i64)).or_insert((far, row as u32));
        if far < known.0 {
            *known = (far, row as u32);
        }
    }
    let mut rows: Vec<u32> = best.into_values().map(|(_, row)| row).collect();
    rows.sort_unstable();
    rows
}

/// One arrow a row, or a head where lines have one.
pub(super) fn draw(
    columns: &Columns,
    rows: Rows<'_>,
    panel: &Panel,
    ink: &Ink<'_>,
    mark: Vector,
) -> Vec<Item> {
    let (kept, grip) = match (mark, ink.arrows) {
        (Vector::Whole { grip, .. }, Some(arrows)) => (arrows.kept(columns, rows, panel), grip),
        (Vector::Whole { .. }, None) => return Vec::new(),
        (Vector::Head, _) => {
            let headed = |&row: &usize| columns.at(Channel::X2, row).is_finite();
            (rows.iter().filter(headed).map(|row| row as u32).collect(), Grip::Mid)
        }
    };
    let unit = ink.arrows.map_or(0.0, Arrows::unit);
    let mut items = Vec::new();
    for (color, rows) in ink.by_color(columns, Rows::Some(&kept)) {
        let mut path = filled(ink.finished(color), ink.style.alpha.unwrap_or(1.0));
        let mut drawn = Vec::with_capacity(rows.len());
        for row in rows {
            let at = |x, y| panel.point(columns.at(x, row as usize), columns.at(y, row as usize));
            let place = at(Channel::X, Channel::Y);
            let outline = match mark {
                Vector::Whole { .. } => {
                    let [u, v] = vector(columns, row as usize).unwrap_or_default();
                    let way =
                        if panel.swap { [v * unit, -u * unit] } else { [u * unit, -v * unit] };
                    arrow::outline(place, way, held(grip), ink.style.line_width)
                }
                Vector::Head if panel.holds(place) => {
                    arrow::head(place, at(Channel::X2, Channel::Y2))
                }
                Vector::Head => Vec::new(),
            };
            if outline.iter().flatten().all(|v| v.is_finite()) && !outline.is_empty() {
                path.starts.push(path.points.len());
                path.points.extend(outline);
                path.anchors.push(place);
                drawn.push(row);
            }
        }
        path.datums = ink.datums(drawn);
        if !path.starts.is_empty() {
            items.push(Item::Path(path));
        }
    }
    items
}

fn filled(color: Color, opacity: f64) -> Path {
    Path { closed: true, fill: Some(Fill { color, opacity }), ..Path::default() }
}

/// Where on an arrow its place is: 0 at its tail, 1 at its tip.
fn held(grip: Grip) -> f64 {
    match grip {
        Grip::Tail => 0.0,
        Grip::Mid => 0.5,
        Grip::Tip => 1.0,
    }
}
