//! What a page knows beyond the picture, so that its reader can move in it: marks that are not cut
//! at the panels, axes in plain numbers, and the rows behind the marks.
//!
//! An axis is, where it is straight, an affine map from its domain to pixels. So the shapes of the
//! first view serve every other one, and no kind of plot needs code of its own in a page.

use super::shape::{Dots, Image, Path, Rects, Text};
use crate::color::Color;

/// What a page knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Live {
    /// What readers can do, by plot.
    pub plots: Vec<LivePlot>,
    /// All panels, plot by plot.
    pub panels: Vec<LivePanel>,
    /// The tables behind the marks.
    pub layers: Vec<LiveLayer>,
    /// The marks, back to front.
    pub items: Vec<LiveItem>,
    /// Entries of legends.
    pub legend: Vec<LiveName>,
    /// Names at the ends of lines.
    pub ends: Vec<LiveName>,
    /// Controls.
    pub keys: Vec<Control>,
    /// The states of the controls: a code of each; one without any where there are none.
    pub states: Vec<Vec<u32>>,
    /// Aggregated cells.
    pub rasters: Vec<LiveRaster>,
    /// How they are coloured.
    pub shades: Vec<LiveShade>,
    /// Ground, ink, second and third ink, grid.
    pub inks: [Color; 5],
    /// Factor of all font sizes.
    pub font: f64,
    /// Colours of the picture and those that they become on a dark ground; empty where the picture
    /// keeps its own.
    pub dark: Vec<(Color, Color)>,
    /// Takes the width that there is.
    pub responsive: bool,
}

/// A plot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LivePlot {
    /// What the pointer shows.
    pub hover: &'static str,
    /// The axis that follows what is in view: `x`, `y`.
    pub autorange: Option<&'static str>,
    /// Whether x runs up.
    pub swap: bool,
}

/// A panel.
#[derive(Clone, Debug, PartialEq)]
pub struct LivePanel {
    /// Number of its plot.
    pub plot: usize,
    /// What stands over it.
    pub heading: Option<String>,
    /// x, y, width, height.
    pub rect: [f64; 4],
    /// Across the page, up the page, and up on the right.
    pub axes: [Option<LiveAxis>; 3],
    /// It can be moved and zoomed.
    pub zoom: bool,
}

/// An axis.
#[derive(Clone, Debug, PartialEq)]
pub struct LiveAxis {
    /// `linear`, `log`, `time` or `band`.
    pub kind: &'static str,
    /// Lower and upper end.
    pub domain: [f64; 2],
    /// The same, one a state, where each has its own.
    pub domains: Vec<[f64; 2]>,
    /// Where the ends are, in pixels.
    pub range: [f64; 2],
    /// Words of categories.
    pub levels: Vec<String>,
    /// What these stand for, where they are numbers or times in order.
    pub order: Option<LiveOrder>,
    /// Numbers are years.
    pub years: bool,
    /// Numbers are whole.
    pub integer: bool,
    /// Pattern of the labels.
    pub format: Option<String>,
    /// The same, where it is one for numbers.
    pub pattern: Option<LivePattern>,
    /// Where ticks go.
    pub ticks: LiveTicks,
    /// Angle of the labels.
    pub rotate: Option<f64>,
    /// Grid lines.
    pub grid: bool,
    /// A line along it.
    pub line: bool,
    /// Tick marks.
    pub marks: bool,
    /// Neither ticks nor labels.
    pub hidden: bool,
    /// Labels stand beside this panel.
    pub labels: bool,
    /// Ink of the labels.
    pub ink: Color,
    /// Names stand at the foot of their slots.
    pub foot: bool,
    /// Axes of the same name move together.
    pub link: String,
}

/// How numbers are written.
#[derive(Clone, Debug, PartialEq)]
pub struct LivePattern {
    /// Text before the number.
    pub before: String,
    /// The number; none: per cent of it.
    pub field: Option<LiveField>,
    /// Text behind it.
    pub after: String,
}

/// How a number is written.
#[derive(Clone, Debug, PartialEq)]
pub struct LiveField {
    /// `d`, `f`, `e`, `g` or `%`.
    pub kind: char,
    /// Digits behind the point, or significant ones for `g`.
    pub precision: Option<usize>,
    /// Least number of characters.
    pub width: usize,
    /// `,`: commas between thousands; `+`: a sign always; `0`: filled with zeros; `-`: filled behind.
    pub flags: String,
}

/// What categories stand for, in rising order.
#[derive(Clone, Debug, PartialEq)]
pub struct LiveOrder {
    /// Times, in ms since 1970, rather than numbers.
    pub times: bool,
    /// One for each category.
    pub values: Vec<f64>,
}

/// Where ticks go.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum LiveTicks {
    /// Where they go by themselves.
    #[default]
    Auto,
    /// About so many.
    Count(u32),
    /// Here, with these words.
    At(Vec<(f64, Option<String>)>),
}

/// The table behind the marks of a layer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LiveLayer {
    /// Number of its plot.
    pub plot: usize,
    /// Tables of the same number have the same rows.
    pub table: usize,
    /// Number of rows here.
    pub rows: usize,
    /// Columns.
    pub columns: Vec<LiveColumn>,
    /// The column of the series.
    pub by: Option<usize>,
    /// Name of the one series where there is no such column.
    pub name: Option<String>,
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct LiveColumn {
    /// Name.
    pub name: String,
    /// What it is mapped to.
    pub channels: Vec<String>,
    /// Values.
    pub values: LiveValues,
    /// Numbers are years.
    pub years: bool,
    /// Pattern.
    pub format: Option<String>,
    /// The same, where it is one for numbers.
    pub pattern: Option<LivePattern>,
    /// Shown at the pointer.
    pub hover: bool,
}

/// Values of a column.
#[derive(Clone, Debug, PartialEq)]
pub enum LiveValues {
    /// Numbers; missing is NaN.
    Number(Vec<f64>),
    /// Milliseconds since 1970; missing is NaN.
    Time(Vec<f64>),
    /// Codes into words; missing is `u32::MAX`.
    Words(Vec<u32>, Vec<String>),
}

/// Marks of one style.
#[derive(Clone, Debug, PartialEq)]
pub struct LiveItem {
    /// Number of the panel.
    pub panel: usize,
    /// Number of the table; none for annotations.
    pub layer: Option<usize>,
    /// Measured by the axis on the right.
    pub right: bool,
    /// Spans its panel across the page, or up it.
    pub spans: [bool; 2],
    /// Columns whose values are the places across and up; none: the places are those of the shape.
    pub columns: [Option<usize>; 2],
    /// Shapes of state k are from `at[k]` to `at[k + 1]`; empty: all, in every state.
    pub at: Vec<u32>,
    /// The marks.
    pub shape: LiveShape,
}

/// What can be painted.
#[derive(Clone, Debug, PartialEq)]
pub enum LiveShape {
    /// Polylines or polygons.
    Path(Path),
    /// Point symbols.
    Dots(Dots),
    /// Rectangles.
    Rects(Rects),
    /// Words of one look.
    Texts(Vec<Text>),
    /// A picture.
    Image(Image),
    /// The raster of this number.
    Raster(usize),
}

impl LiveShape {
    /// Number of shapes: parts of a path.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Path(path) => path.starts.len(),
            Self::Dots(dots) => dots.centers.len(),
            Self::Rects(rects) => rects.boxes.len(),
            Self::Texts(texts) => texts.len(),
            Self::Image(_) | Self::Raster(_) => 1,
        }
    }

    /// True when there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The name of a series in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct LiveName {
    /// Number of the plot.
    pub plot: usize,
    /// The name.
    pub label: String,
    /// x, y, width, height.
    pub place: [f64; 4],
    /// The value at which the line ends, and the colour of its name.
    pub end: Option<(f64, Color)>,
}

/// A control of a key.
#[derive(Clone, Debug, PartialEq)]
pub struct Control {
    /// The column.
    pub name: String,
    /// Its values in order, in words.
    pub labels: Vec<String>,
    /// The same as numbers or times, where they have an order.
    pub values: Option<Vec<f64>>,
    /// Values are times.
    pub time: bool,
}

/// Aggregated cells of a panel in one state of the controls.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LiveRaster {
    /// Which of the shades colours it.
    pub shade: usize,
    /// Data at its lower and upper ends, across and up.
    pub edges: [[f64; 2]; 2],
    /// The cells, the finest first; the page puts them together to coarser ones.
    pub levels: Vec<LiveCells>,
}

/// Cells of one size.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LiveCells {
    /// Cells across and up.
    pub size: [usize; 2],
    /// One, or one a category; the lowest row first.
    pub planes: Vec<LivePlane>,
    /// How many values each cell has, where several cells are only together with these.
    pub counts: Option<Vec<u32>>,
}

/// The cells of a plane.
#[derive(Clone, Debug, PartialEq)]
pub enum LivePlane {
    /// How many; 0 is empty.
    Counts(Vec<u32>),
    /// Numbers; NaN is empty.
    Numbers(Vec<f64>),
}

/// How the cells of a layer are coloured, and what they are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LiveShade {
    /// Number of the plot.
    pub plot: usize,
    /// What a cell holds: `count`, `any`, `sum`, `mean` …
    pub holds: &'static str,
    /// What the values are called.
    pub title: Option<String>,
    /// `eq_hist`, `linear`, `log` or `cbrt`.
    pub norm: &'static str,
    /// Ends of the values that the user set.
    pub limits: [Option<f64>; 2],
    /// The value in the middle of the map.
    pub center: Option<f64>,
    /// The middle of the map is at zero where values are on both sides of it.
    pub diverging: bool,
    /// Without the outermost values.
    pub robust: bool,
    /// The map from low to high; empty without one.
    pub colors: Vec<Color>,
    /// Where on it the least value is.
    pub least: f64,
    /// The one colour that grows opaque.
    pub ink: Option<Color>,
    /// Of all.
    pub opacity: f64,
    /// Cells grow by so many pixels; by themselves where there is no number.
    pub spread: Option<u32>,
    /// Categories: name, words in the legend, colour.
    pub names: Vec<(String, String, Color)>,
    /// A cell holds what lies there, not how many rows do.
    pub faces: bool,
    /// Its planes are red, green and blue, from 0 to 255.
    pub bands: bool,
    /// Values are times.
    pub time: bool,
    /// Values are numbers of rows.
    pub whole: bool,
    /// Pattern of values.
    pub pattern: Option<LivePattern>,
    /// Where the colour bar is on the page.
    pub bar: Option<[f64; 4]>,
    /// Its ticks.
    pub ticks: LiveTicks,
    /// Number of rows, in words.
    pub rows: String,
    /// Names of the columns across and up.
    pub columns: [String; 2],
    /// Options that set the ranges across and up.
    pub flags: [&'static str; 2],
    /// Cells across of the first view, over pixels of its panel.
    pub scale: f64,
}
