//! The canvas of a panel: a cell a pixel.

use super::lattice::Lattice;
use crate::layout::PanelPlace;
use crate::raster::{Axis, Canvas};
use crate::scale::Scale;

/// The canvas of a panel at `scale` pixels a pixel of the page.
pub(super) fn of(place: &PanelPlace, secondary: bool, scale: f64) -> Canvas {
    let [left, top, width, height] = place.rect;
    let v = place.right.as_ref().filter(|_| secondary).unwrap_or(&place.v);
    Canvas {
        x: axis(&place.h, [left, left + width], scale),
        y: axis(v, [top + height, top], scale),
    }
}

/// The canvas of a panel whose cells are half as long; those of a grid that fills the panel, where
/// they are longer.
pub(super) fn fine(
    place: &PanelPlace,
    secondary: bool,
    scale: f64,
    swap: bool,
    lattice: Option<&Lattice>,
) -> Canvas {
    let Canvas { mut x, mut y } = of(place, secondary, scale);
    let v = place.right.as_ref().filter(|_| secondary).unwrap_or(&place.v);
    for (side, (axis, scale)) in [(&mut x, &place.h), (&mut y, v)].into_iter().enumerate() {
        // A category has one cell.
        axis.cells *= if scale.is_band() { 1 } else { 2 };
        let along = if swap { 1 - side } else { side };
        if let Some(grid) = lattice.filter(|grid| grid.even[along] && !axis.log)
            && grid.cells[along] < axis.cells
            && fills(grid.reach[along], [axis.low, axis.high])
        {
            axis.cells = grid.cells[along];
        }
    }
    Canvas { x, y }
}

/// Whether a grid ends where its axis does.
fn fills(reach: [f64; 2], ends: [f64; 2]) -> bool {
    let near = 1e-6 * (ends[1] - ends[0]).abs();
    reach.iter().zip(ends).all(|(one, other)| (one - other).abs() <= near)
}

/// An axis between two places on the page.
fn axis(scale: &Scale, ends: [f64; 2], density: f64) -> Axis {
    // Categories have a cell each, as wide as their slot.
    if let Scale::Band(band) = scale {
        let [low, high] = scale.domain();
        return Axis { low, high, log: false, cells: band.levels.len().max(1) };
    }
    let [a, b] = ends.map(|end| scale.invert(end));
    let cells = ((ends[1] - ends[0]).abs() * density).round().max(1.0) as usize;
    Axis { low: a.min(b), high: a.max(b), log: scale.is_log(), cells }
}

/// Whether the values of an axis fall from its first place on the page to its second.
pub(super) fn falls(scale: &Scale, [first, second]: [f64; 2]) -> bool {
    scale.invert(first) > scale.invert(second)
}
