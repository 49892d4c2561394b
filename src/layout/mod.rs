//! Where everything goes; arithmetic on boxes of measured text.
//!
//! In: [`Page`]: words, scales without a range, panels in a grid, legends. Out: [`Arranged`]:
//! every panel's rectangle and final scales, and the items around the panels. This room must not
//! know rows.

mod axis;
mod bar;
mod baseline;
mod category;
mod draw;
mod ends;
mod legend;
mod margin;
mod page;
mod pen;
mod plot;
mod right;
mod strip;
mod title;
mod words;

use crate::color::Color;
use crate::scale::{Reach, Scale, Stairs};
use crate::scene::{Group, Marker};
use crate::spec::theme::Look;
use crate::spec::{LegendPlace, ScaleSpec};

/// What is to be arranged on one page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Figure width.
    pub width: f64,
    /// Figure height.
    pub height: f64,
    /// Size of the data area of each panel; decides the figure's size when given.
    pub frame: (Option<f64>, Option<f64>),
    /// Colours and font factor.
    pub look: Look,
    /// Heading.
    pub title: Option<String>,
    /// Second heading.
    pub subtitle: Option<String>,
    /// Source or note.
    pub caption: Option<String>,
    /// Columns of the layout of plots.
    pub cols: Option<u32>,
    /// The plots in reading order.
    pub plots: Vec<PlotFrame>,
}

/// One plot: a grid of panels that share axes and legends.
#[derive(Clone, Debug)]
pub struct PlotFrame {
    /// Heading of this plot when the page has several.
    pub title: Option<String>,
    /// Lines of panels.
    pub rows: usize,
    /// Panels per line.
    pub cols: usize,
    /// The panels, line by line; fewer than rows * cols when the last line is short.
    pub panels: Vec<PanelFrame>,
    /// The panels share the horizontal range: labels at the bottom only.
    pub shared_h: bool,
    /// The panels share the vertical range: labels at the left only.
    pub shared_v: bool,
    /// Title of the horizontal axis.
    pub h_title: Option<String>,
    /// Title of the vertical axis.
    pub v_title: Option<String>,
    /// Title of the axis on the right.
    pub right_title: Option<String>,
    /// The one series that the vertical axis measures: its symbol stands before the title, its
    /// colour is that of the labels.
    pub v_key: Option<Key>,
    /// The same, of the axis on the right.
    pub right_key: Option<Key>,
    /// Names of the columns of panels, below the last line of them; instead of a title.
    pub h_names: Vec<String>,
    /// Names of the lines of panels, above their labels; instead of a title.
    pub v_names: Vec<String>,
    /// Legends, top to bottom.
    pub legends: Vec<Legend>,
    /// Names at the ends of lines; used when they fit, else `legends`.
    pub ends: Vec<EndLabel>,
    /// Least width of the legends beside the panels.
    pub least_side: f64,
    /// Where the legend goes; absent: end labels when they fit, else beside.
    pub place: Option<LegendPlace>,
    /// Columns of the legend; one, or two when it is long, when absent.
    pub legend_cols: Option<u32>,
    /// No axes, no titles, no margins: the panel is the page.
    pub bare: bool,
    /// Width over height of the data area.
    pub aspect: Option<Aspect>,
}

/// Shape of the data area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Aspect {
    /// Width over height.
    Ratio(f64),
    /// So many times as long is one unit of the vertical axis as one of the horizontal.
    Unit(f64),
}

/// One panel.
#[derive(Clone, Debug)]
pub struct PanelFrame {
    /// Heading above it.
    pub heading: Option<String>,
    /// Horizontal axis.
    pub h: AxisFrame,
    /// Vertical axis.
    pub v: AxisFrame,
    /// Vertical axis on the right.
    pub right: Option<AxisFrame>,
}

/// One axis of one panel, before it has a place.
#[derive(Clone, Debug, PartialEq)]
pub struct AxisFrame {
    /// Domain of the data; the range is not set.
    pub scale: Scale,
    /// How far it reaches beyond.
    pub reach: Reach,
    /// Pixels kept free at both ends (4 when end markers are drawn).
    pub inset: f64,
    /// Wishes: limits, ticks, format, angle.
    pub spec: ScaleSpec,
    /// Values are years or otherwise wanted without thousands commas.
    pub years: bool,
    /// Values are whole: ticks too.
    pub integer: bool,
    /// Grid lines at its ticks.
    pub grid: bool,
    /// A line along it.
    pub line: bool,
    /// Tick marks on a continuous axis.
    pub marks: bool,
    /// Neither ticks nor labels.
    pub hidden: bool,
}

/// A legend.
// A page has a handful of them: their size does not matter.
#[allow(clippy::large_enum_variant)]
#[derive(Clone, Debug)]
pub enum Legend {
    /// Words beside symbols.
    Swatches {
        /// Heading.
        title: Option<String>,
        /// Top to bottom.
        entries: Vec<Entry>,
    },
    /// A colour bar.
    Bar {
        /// Heading.
        title: Option<String>,
        /// 256 colours from low to high.
        colors: Vec<Color>,
        /// Data to position along the bar; range not set.
        scale: Scale,
        /// Wishes: ticks and format.
        spec: ScaleSpec,
        /// Values are whole: ticks too.
        integer: bool,
        /// Colour of missing values, when some are drawn.
        missing: Option<Color>,
        /// The colours, where they change in steps: then the bar shows these, each as high as the
        /// others.
        stairs: Option<Stairs>,
    },
}

/// One line of a legend.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The words.
    pub label: String,
    /// The symbol.
    pub key: Key,
}

/// The symbol of a legend entry.
#[derive(Clone, Debug, PartialEq)]
pub enum Key {
    /// A short line.
    Line {
        /// Colour.
        color: Color,
        /// Width in pixels.
        width: f64,
        /// Dashes.
        dash: Vec<f64>,
    },
    /// A point symbol.
    Dot {
        /// Colour.
        color: Color,
        /// Shape.
        marker: Marker,
        /// Radius in pixels, at most half the height of a line of the legend.
        radius: f64,
    },
    /// An arrow of a length that means something.
    Arrow {
        /// Colour.
        color: Color,
        /// Length in pixels.
        length: f64,
        /// Width of its shaft, when not by its length.
        width: Option<f64>,
    },
    /// A square.
    Box {
        /// Colour.
        color: Color,
        /// 0 to 1.
        opacity: f64,
    },
}

/// The name of a line, to stand at its right end.
#[derive(Clone, Debug)]
pub struct EndLabel {
    /// The name.
    pub label: String,
    /// The line's colour; the words are darkened until they can be read.
    pub color: Color,
    /// Where the line ends, in data of the vertical axis.
    pub value: f64,
}

/// A page with places.
#[derive(Clone, Debug)]
pub struct Arranged {
    /// Figure width.
    pub width: f64,
    /// Figure height.
    pub height: f64,
    /// Places of all panels, by plot.
    pub panels: Vec<Vec<PanelPlace>>,
    /// Width of the legends beside the panels, by plot.
    pub sides: Vec<f64>,
    /// Where the names of series stand, by plot.
    pub names: Vec<Named>,
    /// Grid lines: to be painted under the marks.
    pub under: Vec<Group>,
    /// Axes, legends, headings: to be painted over the marks.
    pub over: Vec<Group>,
    /// What was wrapped, cut or left out, for the user.
    pub notes: Vec<String>,
}

/// Where the names of the series of a plot stand.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// Entries of its legends.
    pub legend: Vec<Name>,
    /// Names at the ends of its lines.
    pub ends: Vec<Name>,
}

/// A name of a series, with its symbol where it has one.
#[derive(Clone, Debug)]
pub struct Name {
    /// The whole name, however much of it is written.
    pub label: String,
    /// x, y, width, height.
    pub place: [f64; 4],
}

impl Name {
    /// The name elsewhere.
    fn moved(&self, by: [f64; 2]) -> Self {
        let [x, y, width, height] = self.place;
        Self { label: self.label.clone(), place: [x + by[0], y + by[1], width, height] }
    }
}

impl Key {
    /// Its colour.
    #[must_use]
    pub fn color(&self) -> Color {
        match self {
            Self::Line { color, .. }
            | Self::Dot { color, .. }
            | Self::Arrow { color, .. }
            | Self::Box { color, .. } => *color,
        }
    }
}

/// The place of one panel.
#[derive(Clone, Debug)]
pub struct PanelPlace {
    /// x, y, width, height.
    pub rect: [f64; 4],
    /// Horizontal scale, with its final domain and range.
    pub h: Scale,
    /// Vertical scale, with its final domain and range (top to bottom reversed).
    pub v: Scale,
    /// Scale of the axis on the right.
    pub right: Option<Scale>,
    /// Whether labels stand below the panel, on its left, on its right.
    pub labelled: [bool; 3],
    /// Inks of the labels on its left and on its right.
    pub inks: [Color; 2],
}

/// Give everything a place.
#[must_use]
pub fn arrange(page: &Page) -> Arranged {
    let pen = pen::Pen::new(&page.look);
    draw::draw(page, &page::solve(page, &pen), &pen)
}
