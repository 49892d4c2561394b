//! Panels of a plot in their grid, and the headings above them.

use super::PlotFrame;
use super::pen::{Pen, shortened, words};
use crate::scene::{Anchor, Item, text};

/// Between panels, across.
pub(super) const ACROSS: f64 = 20.0;
/// Between panels, down: room for a heading.
pub(super) const DOWN: f64 = 34.0;
/// From a heading's baseline down to its panel.
const ABOVE: f64 = 9.0;

/// Where a panel of a plot is in the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) row: usize,
    pub(super) col: usize,
    /// Nothing is to the left of it.
    pub(super) first: bool,
    /// Nothing is below it.
    pub(super) last: bool,
}

/// The cells of all panels of a plot, line by line.
pub(super) fn cells(plot: &PlotFrame) -> Vec<Cell> {
    let (cols, n) = (plot.cols.max(1), plot.panels.len());
    (0..n)
        .map(|i| Cell { row: i / cols, col: i % cols, first: i % cols == 0, last: i + cols >= n })
        .collect()
}

/// Lines of panels that a plot has.
pub(super) fn lines(plot: &PlotFrame) -> usize {
    plot.panels.len().div_ceil(plot.cols.max(1)).max(1)
}

/// True when the last line is short: panels of the line above have labels above nothing.
pub(super) fn is_ragged(plot: &PlotFrame) -> bool {
    let cols = plot.cols.max(1);
    plot.panels.len() > cols && !plot.panels.len().is_multiple_of(cols)
}

/// The heading of a panel of the given width, relative to the panel's upper left corner.
pub(super) fn heading(
    heading: &str,
    width: f64,
    pen: &Pen,
    notes: &mut Vec<String>,
) -> Option<Item> {
    let whole = text::clean(heading);
    let line = text::ellipsize(&whole, &pen.heading(), width);
    notes.extend(shortened(usize::from(line != whole), "panel heading", "panel headings"));
    let at = [0.0, -ABOVE];
    let item = words(at, &line, pen.heading(), pen.look.ink, Anchor::Start);
    (!line.is_empty()).then_some(Item::Text(item))
}
