//! Names at the ends of lines.

use super::EndLabel;
use super::pen::{Pen, lines, words};
use crate::scale::Scale;
use crate::scene::{Anchor, Item, text};

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
    let mut leaders = Vec::new();
    for (((from, end), to), moved) in ordered.iter().zip(&places).zip(&moves) {
        let at = [left, text::centered(*to, &font)];
        let ink = end.color.readable(pen.look.bg);
        items.push(Item::Text(words(at, &end.label, font, ink, Anchor::Start)));
        if *moved > LED {
            leaders.push([[3.0, *from], [left - 3.0, *to]]);
        }
    }
    items.extend(lines(&leaders, pen.look.ink3));
    Some(Ends { items, width: left + width })
}

/// Places at least `apart` from each other inside `lo..=hi`, moved as little as possible (in the
/// sense of least squares) from `wanted`, which rises. None when there is no room.
///
/// Without the least distances, this is isotonic regression, solved by pooling neighbours that
/// are out of order (Barlow et al. 1972); subtracting `i * apart` makes it so.
fn spread(wanted: &[f64], apart: f64, [lo, hi]: [f64; 2]) -> Option<Vec<f64>> {
    let n = wanted.len();
    let hi = hi - apart * n.saturating_sub(1) as f64;
    if hi < lo {
        return None;
    }
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (i, y) in wanted.iter().enumerate() {
        let mut pool = (y - apart * i as f64, 1);
        while let Some(&(sum, count)) = pools.last() {
            if sum / count as f64 <= pool.0 / pool.1 as f64 {
                break;
            }
            pools.pop();
            pool = (pool.0 + sum, pool.1 + count);
        }
        pools.push(pool);
    }
    let means = pools.iter().flat_map(|&(sum, count)| vec![sum / count as f64; count]);
    Some(means.enumerate().map(|(i, y)| y.clamp(lo, hi) + apart * i as f64).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_move_as_little_as_possible() {
        assert_eq!(spread(&[10.0, 40.0], 15.0, [0.0, 100.0]).unwrap(), [10.0, 40.0]);
        assert_eq!(spread(&[40.0, 41.0], 15.0, [0.0, 100.0]).unwrap(), [33.0, 48.0]);
        assert_eq!(spread(&[0.0, 0.0, 0.0], 15.0, [0.0, 100.0]).unwrap(), [0.0, 15.0, 30.0]);
        assert_eq!(spread(&[99.0, 100.0], 15.0, [0.0, 100.0]).unwrap(), [85.0, 100.0]);
        assert_eq!(spread(&[1.0, 2.0, 3.0], 15.0, [0.0, 29.0]), None);
    }
}
