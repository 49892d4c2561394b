//! The grid whose cells a layer shows: how far it reaches, and how many cells it has where all are
//! of one size.

use crate::data::Values;
use crate::figure::load::Loaded;
use crate::spec::{Channel, Edges};

/// A grid of cells along x and y.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::figure) struct Lattice {
    /// From its least to its greatest edge along both.
    pub(in crate::figure) reach: [[f64; 2]; 2],
    /// Cells along both.
    pub(in crate::figure) cells: [usize; 2],
    /// Whether all of them are of one size.
    pub(super) even: [bool; 2],
}

impl Lattice {
    /// The grid of a layer of cells.
    pub(super) fn of(layer: &Loaded) -> Option<Self> {
        let ends = |[low, high]: [Channel; 2]| {
            let ends = [layer.extents.get(&low)?.min, layer.extents.get(&high)?.max];
            ends.iter().all(|end| end.is_finite()).then_some(ends)
        };
        let x = ends([Channel::X, Channel::X2])?;
        let y = ends([Channel::Y, Channel::Y2])?;
        let [across, up] = [lows(layer, Channel::X)?, lows(layer, Channel::Y)?];
        let cells = [across.len(), up.len()];
        Some(Self { reach: [x, y], cells, even: [even(&across), even(&up)] })
    }
}

/// The lower edges of the cells along an axis, in rising order.
fn lows(layer: &Loaded, channel: Channel) -> Option<Vec<f64>> {
    let mut all = match &layer.stream {
        None => layer.columns.get(channel).and_then(Values::numbers)?.to_vec(),
        Some(stream) => {
            let field = layer.core.encodings.get(&channel)?.field.as_deref()?;
            let grid = stream.table.grid()?;
            let dim = grid.dims().iter().find(|dim| Edges::names(&dim.name)[0] == field)?;
            let all: Option<Vec<f64>> =
                (0..dim.places.len()).map(|i| dim.places.number(i)).collect();
            all?
        }
    };
    all.sort_unstable_by(f64::total_cmp);
    all.dedup();
    Some(all)
}

/// Whether places are as far from each other to a thousandth.
fn even(places: &[f64]) -> bool {
    let [first, .., last] = places else { return true };
    let step = (last - first) / (places.len() - 1) as f64;
    let same = |(i, place): (usize, &f64)| (place - (first + i as f64 * step)).abs() <= 1e-3 * step;
    places.iter().enumerate().all(same)
}
