//! Panels of a plot in their grid, and the headings above them.

use super::pen::{Pen, shortened, told_apart, words};
use super::{PanelFrame, PlotFrame};
use crate::scene::{Anchor, Font, Item, text};

/// Room between panels and around their headings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gaps {
    /// Between panels, across.
    pub(super) across: f64,
    /// Between panels, down: room for a heading.
    pub(super) down: f64,
    /// From a heading's baseline down to its panel.
    above: f64,
    /// Size of a heading's letters, as part of the usual one.
    letters: f64,
    /// A panel less wide or high than this shows too little.
    pub(super) least: f64,
}

/// Gaps of a plot: in many lines of panels each takes less, so that all keep their heading.
pub(super) fn gaps(plot: &PlotFrame) -> Gaps {
    if !plot.v_names.is_empty() {
        // Of a matrix: the name of a line stands above it.
        Gaps { across: 12.0, down: 29.0, above: 5.0, letters: 0.84, least: 16.0 }
    } else if lines(plot) >= 5 {
        Gaps { across: 14.0, down: 21.0, above: 5.0, letters: 0.84, least: 16.0 }
    } else {
        Gaps { across: 20.0, down: 34.0, above: 9.0, letters: 1.0, least: 36.0 }
    }
}

/// Where a panel of a plot is in the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) row: usize,
    pub(super) col: usize,
    /// Nothing is to the left of it.
    pub(super) first: bool,
    /// Nothing is to the right of it.
    pub(super) end: bool,
    /// Nothing is below it.
    pub(super) last: bool,
}

/// The cells of all panels of a plot, line by line.
pub(super) fn cells(plot: &PlotFrame) -> Vec<Cell> {
    let (cols, n) = (plot.cols.max(1), plot.panels.len());
    (0..n)
        .map(|i| Cell {
            row: i / cols,
            col: i % cols,
            first: i % cols == 0,
            end: (i + 1) % cols == 0 || i + 1 == n,
            last: i + cols >= n,
        })
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

/// The headings of all panels of the given width, each relative to its panel's upper left corner.
pub(super) fn headings(
    plot: &PlotFrame,
    width: f64,
    pen: &Pen,
    notes: &mut Vec<String>,
) -> Vec<Item> {
    let gaps = gaps(plot);
    let heading = |panel: &PanelFrame| text::clean(panel.heading.as_deref().unwrap_or_default());
    let whole: Vec<String> = plot.panels.iter().map(heading).collect();
    let whole: Vec<&str> = whole.iter().map(String::as_str).collect();
    let mut font = pen.heading();
    font.size *= gaps.letters;
    let each = |cut: fn(&str, &Font, f64) -> String| {
        whole.iter().map(|words| cut(words, &font, width)).collect::<Vec<String>>()
    };
    let lines = told_apart(&whole, each(text::ellipsize), || each(text::ellipsize_middle));
    let cut = lines.iter().zip(&whole).filter(|(line, whole)| line != *whole).count();
    notes.extend(shortened(cut, "panel heading", "panel headings"));
    let at = [0.0, -gaps.above];
    let item = |line: &String| words(at, line, font, pen.look.ink, Anchor::Start);
    lines.iter().map(|line| Item::Text(item(line))).collect()
}
