//! What can be drawn: the closed list of marks, and the core layers that kinds lower to.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::mesh::Face;
use super::{Channel, Encoding, Frame, Levels, Style, Transform, Vector};

/// A shape that stands for rows. Coordinates are logical: swapped axes are the panel's affair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// One polyline per series and part, in row order, broken at missing values.
    Line {
        /// Steps instead of slopes.
        step: Option<Step>,
    },
    /// The region between y and y2 (0 when absent); with offsets, between these at every row of a
    /// category's slot.
    Area,
    /// One shape per row.
    Dot,
    /// A bar from y2 (0 when absent) to y, as wide as its slot of a band scale, or from x to x2.
    Bar,
    /// A cell from x to x2 and y to y2, or of two categories. In an annotation an end that is
    /// absent is the panel's edge.
    Rect,
    /// A straight line: over the whole panel, or from one value to another.
    Rule(Rule),
    /// A short line across the slot of a category, at y.
    Tick,
    /// Words at x, y.
    Text,
    /// An arrow from x, y to x2, y2.
    Arrow,
    /// An arrow at x, y that says which way and how much.
    Vector(Vector),
    /// A polygon per part, or a hexagon per row.
    Polygon(Shape),
    /// A slice of a circle per row, as large as its y is among those of the panel.
    Arc {
        /// Percent of the radius that is left empty in the middle.
        hole: u8,
    },
    /// Part of a Sankey diagram.
    Connection(Connection),
    /// Words and numbers in rows and columns.
    Table,
    /// Faces that lie side by side, coloured by a value: always as cells, as many as there are
    /// pixels.
    Mesh(Face),
}

impl Mark {
    /// What messages and legends call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Line { .. } => "line",
            Self::Area => "area",
            Self::Dot => "points",
            Self::Bar => "bars",
            Self::Rect | Self::Mesh(_) => "cells",
            Self::Rule(Rule::Interval { .. }) => "intervals",
            Self::Rule(_) => "rule",
            Self::Tick => "ticks",
            Self::Text => "text",
            Self::Arrow => "arrow",
            Self::Vector(_) => "arrows",
            Self::Polygon(_) => "polygons",
            Self::Arc { .. } => "slices",
            Self::Connection(_) => "links",
            Self::Table => "table",
        }
    }
}

/// Where the step of a step line is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// At the left point: the level changes before its x is reached.
    Pre,
    /// Half way.
    #[default]
    Mid,
    /// At the right point.
    Post,
}

/// Which way a rule runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// At x, from bottom to top.
    Vertical,
    /// At y, from left to right.
    Horizontal,
    /// y = x-channel * x + y-channel.
    Slope,
    /// At x from y to y2 (to 0 when absent), or at y from x to x2.
    Interval {
        /// With short lines across both ends.
        caps: bool,
    },
    /// At y, from the slot of a row to that of the next.
    Bridge,
}

/// The outline of a polygon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Rows are vertices; a missing x ends a ring, rows of one part are one polygon.
    Vertices,
    /// A hexagon with its points up and down, that fills the box from x to x2 and y to y2.
    Hexagon,
}

/// The parts of a Sankey diagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Connection {
    /// A ribbon from x to x2, whose middle runs from y to y2, and whose half width is the y error.
    Ribbon,
    /// A bar at x from y to y2, with its name.
    Node,
}

/// How the colour of a series is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finish {
    /// As it is.
    #[default]
    Plain,
    /// A light tint inside, the colour around it.
    Tint,
    /// A darker shade.
    Shade,
    /// Nothing inside, the colour around it.
    Hollow,
    /// The background's colour, to stand out from a mark of the series beneath.
    Ground,
    /// The colour of words beside an axis, whatever the series.
    Ink,
    /// The colour of titles, which stands out on any other.
    Strong,
}

/// When words stand on marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Labels {
    /// Never.
    #[default]
    Never,
    /// Where all of them fit.
    Fit,
    /// Always.
    Always,
    /// Always, as changes with their sign; those of a third series are sums, and have none.
    Signed,
}

/// How wide a mark is that stands in the slot of a category.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Width {
    /// Share of the slot that all series together take.
    pub share: f64,
    /// Most pixels that one mark takes.
    pub most: f64,
}

/// Where the colours of numbers change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColorSteps {
    /// At levels: of these, or round ones in the range of the values.
    Levels(Levels),
    /// Where the bands of the rows begin and end: at the values of the channels color and z.
    Bands,
    /// Nowhere: the values are those of lines, and the colour bar has a tick at each.
    Lines,
}

/// What is done to marks that share a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// Nothing.
    #[default]
    Identity,
    /// Series are put on each other.
    Stack,
    /// Series stand side by side in their slot.
    Dodge,
}

/// Which grid lines help to read a kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grid {
    /// Lines at the ticks of y.
    #[default]
    Y,
    /// Lines at the ticks of both.
    Both,
    /// No lines.
    None,
}

/// A layer that marks can be drawn from: every user-level word is gone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CoreLayer {
    /// The shape.
    pub mark: Mark,
    /// What the kind does to the table, after the user's own transforms.
    pub transforms: Vec<Transform>,
    /// Columns and constants by channel.
    pub encodings: BTreeMap<Channel, Encoding>,
    /// What is done to marks that share a place.
    pub position: Position,
    /// Literal looks.
    pub style: Style,
    /// How the colour of a series is used.
    pub finish: Finish,
    /// How wide a mark in a slot is, when not as bars are.
    pub width: Option<Width>,
    /// Values written on the marks.
    pub labels: Labels,
    /// Colours of categories that mean something, in the order of `levels`; `C0` is the first of the
    /// theme's palette. The user's palette wins.
    pub palette: Vec<String>,
    /// What the legend calls it, when not by its column.
    pub name: Option<String>,
    /// All series in their order, whether they occur or not; those that occur when empty.
    pub levels: Vec<String>,
    /// What the legend calls the series, in their order, when not by their names.
    pub called: Vec<String>,
    /// All series have one colour, unless the user names a palette.
    pub one_color: bool,
    /// Colours diverge from zero where values lie on both sides of it.
    pub diverging: bool,
    /// Colours of numbers change in steps.
    pub steps: Option<ColorSteps>,
    /// Measured by the axis on the right.
    pub secondary: bool,
    /// Its y are heights that fill the range which other layers give the axis: it does not widen
    /// it, and needs no legend of its own.
    pub loose: bool,
    /// A key that repeats within a series is an error for bars and cells, a note for lines.
    pub unique: Unique,
    /// An annotation: does not widen the axes' ranges, has no legend entry.
    pub annotation: bool,
    /// Shows the same rows as another layer: they are neither counted nor written twice.
    pub silent: bool,
    /// The unit of what its arrows measure.
    pub unit: Option<String>,
    /// Its lines do not cross: pieces of one colour can be one path.
    pub apart: bool,
    /// Columns of the table behind the picture, in the order of `-o rows.csv`; all that channels
    /// name when empty.
    pub columns: Vec<String>,
}

impl CoreLayer {
    /// A plain layer of `mark`.
    #[must_use]
    pub fn new(mark: Mark, encodings: BTreeMap<Channel, Encoding>, style: Style) -> Self {
        Self {
            mark,
            transforms: Vec::new(),
            encodings,
            position: Position::Identity,
            style,
            finish: Finish::Plain,
            width: None,
            labels: Labels::Never,
            palette: Vec::new(),
            name: None,
            levels: Vec::new(),
            called: Vec::new(),
            one_color: false,
            diverging: false,
            steps: None,
            secondary: false,
            loose: false,
            unique: Unique::Any,
            annotation: false,
            silent: false,
            unit: None,
            apart: false,
            columns: Vec::new(),
        }
    }
}

/// What a repeated x within one series means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unique {
    /// Nothing: points may repeat.
    #[default]
    Any,
    /// Worth a note: a line through them zigzags.
    Note,
    /// An error: one would hide another.
    Must,
}

/// What a kind means: core layers, and the frame they want.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lowered {
    /// Back to front.
    pub layers: Vec<CoreLayer>,
    /// Axes and grid.
    pub frame: Frame,
    /// Title of the x axis, when the kind knows better than the column.
    pub x_title: Option<String>,
    /// Title of the y axis, when the kind knows better than the column.
    pub y_title: Option<String>,
    /// Panels of the kind's own making: the columns, made by its transforms, that say row and
    /// column. Panels of one column share x, panels of one row share y.
    pub matrix: Option<[String; 2]>,
}

impl Lowered {
    /// These layers in this frame; titles are the columns' names. A column that has two tasks, such
    /// as category and panel, is given away once.
    #[must_use]
    pub fn new(mut layers: Vec<CoreLayer>, frame: Frame) -> Self {
        for layer in &mut layers {
            let mut seen = BTreeSet::new();
            layer.columns.retain(|name| seen.insert(name.clone()));
        }
        Self { layers, frame, ..Self::default() }
    }

    /// Whether rows can be looked at one by one: no axis has slots, and no panel is the kind's own.
    #[must_use]
    pub fn can_stream(&self) -> bool {
        !self.frame.band && !self.frame.band_y && self.matrix.is_none()
    }
}

/// The style of dots that sit on a line.
#[must_use]
pub fn dots_on_line(line: &Style) -> Style {
    Style { size: line.size.or(Some(49.0)), ..line.clone() }
}
