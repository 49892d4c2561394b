//! Layers whose table is a grid: what is done to it before its cells are rows.

use super::panels::{self, Keys};
use crate::data::Table;
use crate::data::grid::Grid;
use crate::kind::auto::Resolved;
use crate::scale::format::with_commas;
use crate::spec::{Edges, Lowered, Transform, Widget};
use crate::transform;
use crate::warn::Warnings;

/// Cells of which a page holds those of all states.
const MOST_CELLS: u64 = 16_000_000;

/// What is done to the grid of a layer first, while at most rows are left out of it later: cells
/// get edges, which are those of the whole grid; of dimensions that are on no axis, and of which
/// there are too many places to be shown, the first place is taken.
pub(super) fn steps(
    lowered: &mut Lowered,
    opened: &Table,
    (later, resolved): (&[Transform], &Resolved),
    keys: Keys,
    warnings: &mut Warnings,
) -> Vec<Transform> {
    let Some(grid) = opened.grid() else { return Vec::new() };
    if !later.iter().chain(&resolved.added).all(|step| transform::by_row(step, opened)) {
        return Vec::new();
    }
    let mut steps: Vec<Transform> = edges(lowered, grid).into_iter().collect();
    for (name, places, first) in crowded(grid, &resolved.widgets, keys) {
        let count = with_commas(&places.to_string());
        let page = if keys == Keys::Panels { ", -o page.html for a slider" } else { "" };
        warnings.note(format!(
            "{name} has {count} places, which are too many to be shown at once: {name}={first} is \
             drawn (--sel or --isel for another, --reduce {name}=mean to combine them{page})"
        ));
        let (column, from) = (name, Some(0));
        steps.push(Transform::Isel { column, from, to: None, range: false });
    }
    steps
}

/// The columns that a step adds which gives cells their edges.
pub(super) fn ends(step: &Transform) -> Vec<String> {
    let Transform::Edges(edges) = step else { return Vec::new() };
    edges.columns.iter().flat_map(|column| Edges::names(column)).collect()
}

/// The step that gives cells their edges, taken out of what a kind does to its rows.
fn edges(lowered: &mut Lowered, grid: &Grid) -> Option<Transform> {
    let [core] = lowered.layers.as_mut_slice() else { return None };
    let on_grid = |columns: &[String]| columns.iter().all(|column| grid.dim(column).is_some());
    let Some(Transform::Edges(edges)) = core.transforms.first() else { return None };
    on_grid(&edges.columns).then(|| core.transforms.remove(0))
}

/// Dimensions that are on no axis and have too many places: their names, how many, and the first.
fn crowded(grid: &Grid, widgets: &[Widget], keys: Keys) -> Vec<(String, u64, String)> {
    let dims: Vec<_> = widgets
        .iter()
        .filter_map(|widget| grid.dims().get(grid.dim(&widget.field)?))
        .filter(|dim| dim.places.len() > 1)
        .collect();
    let states = dims.iter().fold(1_u64, |all, dim| all.saturating_mul(dim.places.len()));
    let cells = grid.shape().iter().fold(1_u64, |all, size| all.saturating_mul(*size));
    let many = match keys {
        Keys::Panels => states > panels::MOST as u64,
        Keys::Controls => cells > MOST_CELLS,
    };
    let told = |dim: &crate::data::grid::Dimension| {
        (dim.name.clone(), dim.places.len(), dim.places.text(0))
    };
    dims.into_iter().filter(|_| many).map(told).collect()
}
