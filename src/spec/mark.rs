//! What can be drawn: the closed list of marks, and the core layers that kinds lower to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Channel, Encoding, Style, Transform};

/// A shape that stands for rows. Coordinates are logical: swapped axes are the panel's affair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// One polyline per series, in row order, broken at missing values.
    Line {
        /// Steps instead of slopes.
        step: Option<Step>,
    },
    /// The region between y and y2 (0 when absent).
    Area,
    /// One shape per row.
    Dot,
    /// A bar from y2 (0 when absent) to y, as wide as its slot of a band scale, or from x to x2.
    Bar,
    /// A rectangle from x to x2 and y to y2; an end that is absent is the panel's edge.
    Rect,
    /// A straight line over the whole panel.
    Rule(Rule),
    /// Words at x, y.
    Text,
    /// An arrow from x, y to x2, y2.
    Arrow,
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
            Self::Rect => "span",
            Self::Rule(_) => "rule",
            Self::Text => "text",
            Self::Arrow => "arrow",
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
    /// A key that repeats within a series is an error for bars and cells, a note for lines.
    pub unique: Unique,
    /// An annotation: does not widen the axes' ranges, has no legend entry.
    pub annotation: bool,
    /// Shows the same rows as another layer: they are neither counted nor written twice.
    pub silent: bool,
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
            unique: Unique::Any,
            annotation: false,
            silent: false,
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

/// What a kind asks of the axes around its marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// Grid lines.
    pub grid: Grid,
    /// A line at the foot of the panel.
    pub axis_line: bool,
    /// The y range starts at 0.
    pub zero: bool,
    /// The y range reaches down to 0 when that is near (min/max <= 0.25), as for scatter and line.
    pub near_zero: bool,
    /// x is a band of categories whatever its type.
    pub band: bool,
    /// Both ranges get a margin of 4 %.
    pub pad: bool,
    /// The axes are drawn swapped: x upwards, first category on top.
    pub swap: bool,
}

/// What a kind means: core layers, and the frame they want.
#[derive(Clone, Debug, PartialEq)]
pub struct Lowered {
    /// Back to front.
    pub layers: Vec<CoreLayer>,
    /// Axes and grid.
    pub frame: Frame,
    /// Title of the x axis, when the kind knows better than the column.
    pub x_title: Option<String>,
    /// Title of the y axis, when the kind knows better than the column.
    pub y_title: Option<String>,
}

/// The style of dots that sit on a line.
#[must_use]
pub fn dots_on_line(line: &Style) -> Style {
    Style { size: line.size.or(Some(49.0)), ..line.clone() }
}
