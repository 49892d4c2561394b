//! Where the lines of words above a plot stand.

use super::page::Detail;
use super::pen::Pen;
use super::plot::{Fit, Space, is_some};
use super::{Key, PlotFrame};
use crate::scene::text;

/// From the left of a title's symbol to its words.
pub(super) const INDENT: f64 = 20.0;
/// Least distance between two titles in one line.
const BETWEEN: f64 = 24.0;

/// True for a plot with titles of vertical axes between whatever is above it and its panels.
fn is_titled(plot: &PlotFrame) -> bool {
    let titles = [&plot.v_title, &plot.right_title];
    titles.iter().any(|title| is_some(title.as_ref())) || !plot.v_names.is_empty()
}

/// Whether the titles of the axes on both sides are too long to stand in one line.
pub(super) fn titles_meet(plot: &PlotFrame, width: f64, pen: &Pen) -> bool {
    let long = |title: Option<&String>, key: Option<&Key>| {
        let words = text::width(&text::clean(title.map_or("", String::as_str)), &pen.label());
        words + if key.is_some() { INDENT } else { 0.0 }
    };
    let both = is_some(plot.v_title.as_ref()) && is_some(plot.right_title.as_ref());
    let left = long(plot.v_title.as_ref(), plot.v_key.as_ref());
    let right = long(plot.right_title.as_ref(), plot.right_key.as_ref());
    both && left + BETWEEN * pen.k + right > width
}

/// From the last baseline above a plot to the top of its panels.
pub(super) fn top(plot: &PlotFrame, space: &Space, pen: &Pen, fit: &Fit) -> f64 {
    let k = pen.k;
    let baselines = Baselines::of(plot, fit, space.detail, pen);
    let headed = plot.panels.iter().any(|p| is_some(p.heading.as_ref()));
    let last = baselines.last();
    let base =
        match (is_titled(plot) && space.detail < Detail::Plain, last > 0.0 || space.below_words) {
            (true, _) => {
                if headed {
                    30.0 * k
                } else {
                    11.0 * k
                }
            }
            (false, true) => {
                if headed {
                    31.0 * k
                } else {
                    20.0 * k
                }
            }
            (false, false) => {
                if headed {
                    4.0 + 17.0 * k
                } else {
                    4.0
                }
            }
        };
    (last + base).ceil()
}

/// Where the lines above a plot are, from the last baseline above it downwards.
#[derive(Clone, Copy, Debug)]
pub(super) struct Baselines {
    /// Of the plot's title.
    pub(super) title: f64,
    /// Top of the row of legends.
    pub(super) legend: f64,
    /// Of the vertical axis' title.
    pub(super) v_title: f64,
    /// Of the title of the axis on the right.
    pub(super) right_title: f64,
}

impl Baselines {
    /// Those of a fitted plot; lines that are not there are where the line above them is.
    pub(super) fn of(plot: &PlotFrame, fit: &Fit, detail: Detail, pen: &Pen) -> Self {
        let step = |present: bool, by: f64| if present { by * pen.k } else { 0.0 };
        let title = step(is_some(plot.title.as_ref()), 25.0);
        let legend = title + step(fit.top.height > 0.0, 8.0);
        let below = title + fit.top.height;
        let titled = is_titled(plot) && detail < Detail::Plain;
        let v_title = below + step(titled, 25.0);
        let right_title = v_title + step(titled && fit.stacked, 17.0);
        Self { title, legend, v_title, right_title }
    }

    /// The lowest of them.
    fn last(&self) -> f64 {
        self.right_title
    }
}
