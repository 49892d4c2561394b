//! One plot: its axes fitted to its panels, the room that they and the legends need, and the
//! items that are drawn around the panels.

use super::axis::{self, Axis, Room};
use super::baseline;
use super::ends::{self, Ends};
use super::legend::{self, Block};
use super::margin::Needs;
use super::page::Detail;
use super::pen::{MARGIN, Pen, shortened};
use super::right::{self, Right};
use super::strip::{self, Cell};
use super::{Aspect, Legend, PanelFrame, PlotFrame};
use crate::spec::LegendPlace;
use crate::warn::{count, verb};

/// A plot narrower than this has its legend above the panels unless it is asked for elsewhere:
/// beside them it would take the room that they need.
const NARROW: f64 = 380.0;

/// What a plot is fitted to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Space {
    /// Width and height of all panels together, gaps included.
    pub(super) area: [f64; 2],
    /// Width of the plot's place on the page.
    pub(super) width: f64,
    /// Width and height of that place before anything is fitted, for limits that are shares of it.
    pub(super) cell: [f64; 2],
    /// Gaps between panels.
    pub(super) gaps: [f64; 2],
    /// Words stand above the plot.
    pub(super) below_words: bool,
    /// What is written at all.
    pub(super) detail: Detail,
}

/// A plot fitted to a space.
#[derive(Clone, Debug)]
pub(super) struct Fit {
    /// Width and height of each panel.
    pub(super) panel: [f64; 2],
    /// Horizontal and vertical axis of each panel.
    pub(super) axes: Vec<[Axis; 2]>,
    /// Axis on the right of each panel.
    pub(super) rights: Vec<Option<Right>>,
    /// Width of the labels to the right of the last column of panels.
    pub(super) beside: f64,
    /// The title of the axis on the right stands below that of the left one.
    pub(super) stacked: bool,
    /// Names at the ends of lines.
    pub(super) ends: Option<Ends>,
    /// Baseline of the last line of labels below the panels.
    pub(super) low: f64,
    /// Legends to the right.
    pub(super) side: Block,
    /// Legends above.
    pub(super) top: Block,
    /// The room that all of it needs.
    pub(super) needs: Needs,
    /// What was shortened or left out.
    pub(super) notes: Vec<String>,
}

/// Fit a plot to a space.
pub(super) fn fit(plot: &PlotFrame, space: &Space, pen: &Pen) -> Fit {
    let panel = panel_size(plot, space);
    let axes = fit_axes(plot, panel, space, pen);
    let panel = shaped(plot, panel, &axes);
    let axes = if plot.aspect.is_some() { fit_axes(plot, panel, space, pen) } else { axes };
    let rights = fit_rights(plot, panel, &axes, space, pen);
    let mut fit = Fit {
        panel,
        ends: None,
        low: low(plot, &axes),
        axes,
        beside: right::beside(plot, &rights),
        rights,
        stacked: false,
        side: Block::default(),
        top: Block::default(),
        needs: Needs::NONE,
        notes: Vec::new(),
    };
    if space.detail < Detail::Plain && !plot.bare {
        fit_legends(plot, space, pen, &mut fit);
    } else if !plot.legends.is_empty() && !plot.bare && plot.place != Some(LegendPlace::None) {
        fit.notes.push(legend::NO_ROOM.into());
    }
    fit.needs = needs(plot, space, pen, &mut fit);
    take_notes(&mut fit);
    fit
}

/// Width and height of each panel.
fn panel_size(plot: &PlotFrame, space: &Space) -> [f64; 2] {
    let counts = [plot.cols.max(1).min(plot.panels.len().max(1)), strip::lines(plot)];
    let mut size = [0.0; 2];
    for i in 0..2 {
        let n = counts[i] as f64;
        let each = (space.area[i] - space.gaps[i] * (n - 1.0)) / n;
        // A whole number, unless the user asked for another size or there is hardly any room.
        let whole = if (each - each.round()).abs() < 1e-6 { each.round() } else { each.floor() };
        size[i] = if n * each + space.gaps[i] * (n - 1.0) >= 8.0 * n {
            whole.max(1.0)
        } else {
            each.max(1.0)
        };
    }
    size
}

/// The wanted width over height of the panels, as far as it is known without axes.
fn ratio(plot: &PlotFrame, axes: &[[Axis; 2]]) -> Option<f64> {
    let ratio = match (plot.aspect?, axes.first()) {
        (Aspect::Ratio(ratio), _) => ratio,
        (Aspect::Unit(ratio), Some([h, v])) => {
            let span = |axis: &Axis| axis.scale.domain()[1] - axis.scale.domain()[0];
            span(h) / (ratio * span(v))
        }
        (Aspect::Unit(_), None) => return None,
    };
    (ratio.is_finite() && ratio > 0.0).then_some(ratio)
}

/// Width and height of a panel where they are given: one of them and the shape give the other.
pub(super) fn frame(
    given: (Option<f64>, Option<f64>),
    plot: &PlotFrame,
    axes: &[[Axis; 2]],
) -> [Option<f64>; 2] {
    let given = [given.0, given.1].map(|side| side.filter(|side| side.is_finite()));
    let sides = match (given, ratio(plot, axes)) {
        ([Some(width), None], Some(ratio)) => [Some(width), Some((width / ratio).round())],
        ([None, Some(height)], Some(ratio)) => [Some((height * ratio).round()), Some(height)],
        (given, _) => given,
    };
    sides.map(|side| side.map(|side| side.clamp(1.0, 100_000.0)))
}

/// The panel's size, reduced on one side to the wanted shape.
fn shaped(plot: &PlotFrame, [width, height]: [f64; 2], axes: &[[Axis; 2]]) -> [f64; 2] {
    let Some(ratio) = ratio(plot, axes) else { return [width, height] };
    if width > height * ratio {
        [(height * ratio).round().max(1.0), height]
    } else {
        [width, (width / ratio).round().max(1.0)]
    }
}

/// The axes of every panel. Panels that share a range share the fitted axis.
fn fit_axes(plot: &PlotFrame, panel: [f64; 2], space: &Space, pen: &Pen) -> Vec<[Axis; 2]> {
    if plot.bare || space.detail == Detail::Panels {
        return plot.panels.iter().map(|p| axis::silent(p, panel)).collect();
    }
    let one = plot.panels.len() == 1;
    let lines = strip::lines(plot) as f64;
    let beyond = if one { (0.15 * panel[0]).min(60.0) } else { 0.0 };
    // Labels that lean out of an inner panel could meet those of the panel beside it.
    let lean =
        if one || plot.shared_h && !strip::is_ragged(plot) { 0.3 * space.cell[0] } else { 8.0 };
    let tall = if plot.shared_h { 0.4 * space.cell[1] } else { 0.4 * space.cell[1] / lines };
    let room = Room { length: panel[0], beyond: [beyond; 2], lean, depth: tall };
    let widest = if plot.shared_v {
        0.35 * space.cell[0]
    } else {
        0.35 * space.cell[0] / plot.cols.max(1) as f64
    };
    let mut done: Vec<[Axis; 2]> = Vec::with_capacity(plot.panels.len());
    for frame in &plot.panels {
        let same = |other: &PanelFrame| (other.h == frame.h, other.v == frame.v);
        let (same_h, same_v) = plot.panels.first().map_or((false, false), same);
        let h = done.first().filter(|_| same_h).map(|axes| axes[0].clone());
        let v = done.first().filter(|_| same_v).map(|axes| axes[1].clone());
        let h = h.unwrap_or_else(|| axis::horizontal(&frame.h, &room, pen));
        let v = v.unwrap_or_else(|| axis::vertical(&frame.v, panel[1], widest, pen));
        done.push([h, v]);
    }
    done
}

/// The axis on the right of every panel that has one.
fn fit_rights(
    plot: &PlotFrame,
    panel: [f64; 2],
    axes: &[[Axis; 2]],
    space: &Space,
    pen: &Pen,
) -> Vec<Option<Right>> {
    let silent = plot.bare || space.detail == Detail::Panels;
    let cols = if plot.shared_v { 1.0 } else { plot.cols.max(1) as f64 };
    let widest = if silent { 0.0 } else { 0.25 * space.cell[0] / cols };
    let mut done: Vec<Option<Right>> = Vec::with_capacity(plot.panels.len());
    for (frame, [_, left]) in plot.panels.iter().zip(axes) {
        let first = plot.panels.first();
        let same = first.is_some_and(|first| first.right == frame.right && first.v == frame.v);
        let known = done.first().filter(|_| same).cloned();
        let own = || frame.right.as_ref().map(|own| right::fit(own, left, panel[1], widest, pen));
        done.push(known.unwrap_or_else(own));
    }
    done
}

/// Baseline of the last line of labels below the last line of panels.
fn low(plot: &PlotFrame, axes: &[[Axis; 2]]) -> f64 {
    let last = strip::cells(plot).into_iter().zip(axes);
    last.filter(|(cell, _)| cell.row + 1 == strip::lines(plot))
        .map(|(_, [h, _])| h.labels.low)
        .fold(0.0, f64::max)
}

/// End labels where they fit, else legends.
fn fit_legends(plot: &PlotFrame, space: &Space, pen: &Pen, fit: &mut Fit) {
    let [_, height] = area(plot, fit.panel, space.gaps);
    let all: Vec<&Legend> = plot.legends.iter().collect();
    let (bars, mut swatches): (Vec<&Legend>, Vec<&Legend>) =
        all.iter().partition(|l| matches!(l, Legend::Bar { .. }));
    let above = [space.width, 0.25 * space.cell[1]];
    match plot.place {
        Some(LegendPlace::None) => return,
        Some(LegendPlace::Top) => {
            fit.top = legend::top(&swatches, above, pen);
            swatches.clear();
        }
        Some(LegendPlace::Right) => {}
        place @ (None | Some(LegendPlace::Ends)) => {
            let most = if place.is_some() { usize::MAX } else { 8 };
            let suited = plot.panels.len() == 1
                && plot.panels.iter().all(|panel| panel.right.is_none())
                && (1..=most).contains(&plot.ends.len());
            if let Some([_, v]) = fit.axes.first().filter(|_| suited) {
                let widest = 0.25 * (space.cell[0] + 2.0 * MARGIN);
                fit.ends = ends::fit(&plot.ends, &v.scale, fit.panel[1], widest, pen);
            }
            if place.is_some() && fit.ends.is_none() && !swatches.is_empty() {
                fit.notes.push(no_ends(plot).into());
            }
            if fit.ends.is_some() {
                swatches.clear();
            } else if space.cell[0] < NARROW * pen.k {
                fit.top = legend::top(&swatches, above, pen);
                swatches.clear();
            }
        }
    }
    let beside = |l: &&&Legend| swatches.iter().chain(&bars).any(|kept| std::ptr::eq(*kept, **l));
    let beside: Vec<&Legend> = all.iter().filter(beside).copied().collect();
    let most = 0.35 * (space.cell[0] + 2.0 * MARGIN);
    fit.side = legend::side(&beside, plot.legend_cols, [most, height], pen);
    if fit.side.width > 0.0 {
        fit.side.width = fit.side.width.max(plot.least_side);
    }
}

/// Why the names of lines stand in a legend although they were wanted at the lines' ends.
fn no_ends(plot: &PlotFrame) -> &'static str {
    if plot.ends.is_empty() {
        "a legend names the series: names at the ends of lines need one panel of 2 to 8 lines that \
         end together"
    } else {
        "a legend names the series: there is no room for names at the ends of the lines"
    }
}

/// Width and height of all panels together.
pub(super) fn area(plot: &PlotFrame, panel: [f64; 2], gaps: [f64; 2]) -> [f64; 2] {
    let cols = plot.cols.max(1).min(plot.panels.len().max(1)) as f64;
    let lines = strip::lines(plot) as f64;
    [cols * panel[0] + gaps[0] * (cols - 1.0), lines * panel[1] + gaps[1] * (lines - 1.0)]
}

/// Whether the labels of a panel's axes are written.
pub(super) fn labelled(plot: &PlotFrame, cell: &Cell) -> [bool; 3] {
    [!plot.shared_h || cell.last, !plot.shared_v || cell.first, !plot.shared_v || cell.end]
}

/// The room that a fitted plot needs.
fn needs(plot: &PlotFrame, space: &Space, pen: &Pen, fit: &mut Fit) -> Needs {
    let tight = space.detail == Detail::Panels;
    if plot.bare || tight {
        let gap = if plot.panels.len() > 1 { 4.0 } else { 0.0 };
        let top = if space.below_words { 16.0 * pen.k } else { 4.0 };
        return Needs { across: gap, down: gap, top, ..Needs::NONE };
    }
    let k = pen.k;
    let gaps = strip::gaps(plot);
    let all = fit.rights.iter().flatten();
    let inner = all.map(|right| right.axis.labels.after).fold(0.0, f64::max);
    let mut needs = Needs { across: gaps.across, down: gaps.down * k, ..Needs::NONE };
    for (cell, [h, v]) in strip::cells(plot).iter().zip(&fit.axes) {
        let [below, left, right] = labelled(plot, cell);
        if left && cell.first {
            needs.left = needs.left.max(v.labels.before);
        } else if left {
            needs.across = needs.across.max(v.labels.before + inner + 12.0);
        }
        if right && inner > 0.0 && cell.end && strip::is_ragged(plot) {
            // Its labels are below those of the panels above the empty places beside it.
            let low = fit.axes.iter().map(|[h, _]| h.labels.low).fold(0.0, f64::max);
            needs.down = needs.down.max(low + 14.0 * k);
        }
        if below {
            if cell.first {
                needs.left = needs.left.max(h.labels.before);
            }
            needs.right = needs.right.max(h.labels.after + 4.0 - MARGIN);
            if cell.row + 1 < strip::lines(plot) && !plot.shared_h {
                needs.down = needs.down.max(gaps.down * k + h.labels.low);
            }
        }
    }
    needs.left = needs.left.ceil();
    let ends = fit.ends.as_ref().map_or(fit.beside, |ends| ends.width);
    let side = if fit.side.width > 0.0 { ends.max(0.0) + 24.0 + fit.side.width } else { ends };
    needs.right = needs.right.max(side).ceil();
    let titled = (is_some(plot.h_title.as_ref()) || !plot.h_names.is_empty())
        && space.detail < Detail::Plain;
    let title = if titled { 22.0 * k } else { 0.0 };
    needs.bottom = (fit.low + title - if fit.low + title > 0.0 { 2.0 } else { 0.0 }).ceil();
    let width = needs.left + area(plot, fit.panel, space.gaps)[0] + fit.beside;
    fit.stacked = baseline::titles_meet(plot, width, pen);
    needs.top = baseline::top(plot, space, pen, fit);
    needs
}

/// True for words.
pub(super) fn is_some(words: Option<&String>) -> bool {
    words.is_some_and(|w| !w.trim().is_empty())
}

/// Say what was shortened or left out.
fn take_notes(fit: &mut Fit) {
    let (mut cut, mut skipped) = (0, 0);
    let rights = fit.rights.iter().flatten().map(|right| &right.axis);
    for axis in fit.axes.iter().flatten().chain(rights) {
        cut += axis.labels.cut;
        skipped += axis.labels.skipped;
    }
    fit.notes.extend(shortened(cut, "axis label", "axis labels"));
    if skipped > 0 {
        let labels = count(skipped as u64, "axis label");
        let were = verb(skipped as u64, "was", "were");
        fit.notes.push(format!("{labels} {were} left out; a larger figure has room"));
    }
    let blocks = [&fit.side, &fit.top];
    fit.notes.extend(blocks.iter().flat_map(|block| block.notes.iter().cloned()));
}
