//! Names at the ends of lines.

use super::pen::{Pen, lines, words};
use super::{EndLabel, Name};
use crate::scale::Scale;
use crate::scene::{Anchor, Item, text};
use crate::stat::spread::spread;

/// Least distance between neighbouring names.
const APART: f64 = 15.0;
/// A name that moved further is led to its line by a leader.
const LED: f64 = 8.0;
/// A name that would move further does not stand at its line any more.
const LOST: f64 = 30.0;

/// The names beside a panel, relative to its upper right corner, and their width.
#[derive(Clone, Debug)]
pub(super) struct Ends {
    /// Words and leaders.
    pub(super) items: Vec<Item>,
    /// The names and their places.
    pub(super) names: Vec<Name>,
    /// From the panel to the end of the widest name.
    pub(super) width: f64,
}

/// The names, when all of them fit: at most `widest` wide and near their lines, which end inside
/// the panel.
pub(super) fn fit(
    ends: &[EndLabel],
    scale: &Scale,
    height: f64,
    widest: f64,
    pen: &Pen,
) -> Option<Ends> {
    let font = pen.label();
    let mut ordered: Vec<(f64, &EndLabel)> = ends
        .iter()
        .map(|end| (scale.map(end.value), end))
        .filter(|(_, end)| !end.label.trim().is_empty())
        .collect();
    // The end of a range may be a rounding error beyond the panel's edge.
    if !ordered.iter().all(|(y, _)| (-0.01..=height + 0.01).contains(y)) {
        return None;
    }
    ordered.sort_by(|a, b| a.0.total_cmp(&b.0));
    let wanted: Vec<f64> = ordered.iter().map(|(y, _)| *y).collect();
    let places = spread(&wanted, APART * pen.k, [0.0, height])?;
    let moves: Vec<f64> = wanted.iter().zip(&places).map(|(w, p)| (w - p).abs()).collect();
    let width = ordered.iter().map(|(_, e)| text::width(&e.label, &font)).fold(0.0, f64::max);
    if ordered.is_empty() || width > widest || moves.iter().any(|&m| m > LOST * pen.k) {
        return None;
    }
    let led = moves.iter().any(|&m| m > LED);
    let left = if led { 22.0 } else { 8.0 };
    let mut items = Vec::new();
    let (mut leaders, mut names) = (Vec::new(), Vec::new());
    for (((from, end), to), moved) in ordered.iter().zip(&places).zip(&moves) {
        let at = [left, text::centered(*to, &font)];
        let ink = end.color.readable(pen.look.bg);
        items.push(Item::Text(words(at, &end.label, font, ink, Anchor::Start)));
        let place = [left, to - 0.5 * APART * pen.k, text::width(&end.label, &font), APART * pen.k];
        names.push(Name { label: end.label.clone(), place });
        if *moved > LED {
            leaders.push([[3.0, *from], [left - 3.0, *to]]);
        }
    }
    items.extend(lines(&leaders, pen.look.ink3));
    Some(Ends { items, names, width: left + width })
}
