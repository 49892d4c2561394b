//! What can be drawn; one file per mark.
//!
//! In: [`Columns`], the rows of one panel, a [`Panel`] (scales and box) and [`Ink`] (colours).
//! Out: scene items, clipped to the panel. This room must not know lazy tables.

mod arc;
mod area;
mod arrow;
mod bar;
mod bridge;
mod cell;
pub mod clip;
pub mod dot;
mod interval;
pub mod label;
mod level;
mod line;
mod link;
pub mod panel;
mod polygon;
mod rect;
mod reduce;
mod rule;
mod slot;
mod table;
mod text;
mod tick;
mod value;
pub mod vector;

pub use bar::opacity as bar_opacity;
pub use cell::ground;
pub use dot::marker;
pub use panel::Panel;
pub use reduce::{method as reduction, reducible};

use std::collections::BTreeMap;

use crate::color::Color;
use crate::data::Columns;
use crate::scale::{Categorical, Sequential};
use crate::scene::{Datums, Item};
use crate::spec::mark::Rule;
use crate::spec::raster::Downsample;
use crate::spec::theme::Look;
use crate::spec::{Channel, Connection, CoreLayer, Finish, Mark, Shape, Style, Unique};

/// The rows of one panel.
#[derive(Clone, Copy, Debug)]
pub enum Rows<'a> {
    /// All of so many.
    All(usize),
    /// These.
    Some(&'a [u32]),
}

impl Rows<'_> {
    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::All(n) => *n,
            Self::Some(rows) => rows.len(),
        }
    }

    /// True when there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row numbers in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.len()).map(|i| match self {
            Self::All(_) => i,
            Self::Some(rows) => rows.get(i).map_or(0, |&row| row as usize),
        })
    }
}

/// How rows get their colour.
#[derive(Clone, Debug)]
pub enum Paint {
    /// By series: one colour per level of [`Channel::By`], or one for all.
    Series(Vec<Color>),
    /// By a number.
    Sequential(Sequential),
    /// By a word.
    Categorical(Categorical),
}

/// What a layer is drawn with.
#[derive(Clone, Debug)]
pub struct Ink<'a> {
    /// The theme.
    pub look: &'a Look,
    /// Colours.
    pub paint: &'a Paint,
    /// Greatest value of the size channel.
    pub size_max: f64,
    /// What is drawn.
    pub core: &'a CoreLayer,
    /// Its literal looks.
    pub style: &'a Style,
    /// Marks of this layer over all panels: many marks are drawn smaller and fainter.
    pub marks: usize,
    /// Series of this layer.
    pub series: usize,
    /// Panels of the plot: lines in many small panels are thinner.
    pub panels: usize,
    /// A line or area with more points than this is reduced.
    pub reduce_above: usize,
    /// How it is reduced.
    pub downsample: Downsample,
    /// Device pixels per scene pixel.
    pub density: f64,
    /// Number of the layer in the figure.
    pub layer: usize,
    /// A legend names the series.
    pub legend: bool,
    /// What labels must not cover.
    pub obstacles: &'a label::Obstacles,
    /// Which arrows are drawn, and how long they are.
    pub arrows: Option<&'a vector::Arrows>,
    /// Height of a line of letters, where a page has lines.
    pub line: Option<f64>,
}

impl Ink<'_> {
    /// The colour of a series.
    #[must_use]
    pub fn series_color(&self, series: usize) -> Color {
        match self.paint {
            Paint::Series(colors) if !colors.is_empty() => {
                colors.get(series % colors.len()).copied().unwrap_or(self.look.ink)
            }
            _ => self.look.ink,
        }
    }

    /// The colour of a row.
    #[must_use]
    pub fn row_color(&self, columns: &Columns, row: usize) -> Color {
        match self.paint {
            Paint::Series(_) => self.series_color(series_of(columns, row).unwrap_or(0)),
            Paint::Sequential(scale) => scale.color(columns.at(Channel::Color, row)),
            Paint::Categorical(scale) => {
                let code = columns.get(Channel::Color).and_then(|c| c.code(row));
                scale.color(code.map_or(u32::MAX, |code| code as u32))
            }
        }
    }

    /// The colour of a series as the layer uses it.
    fn finished(&self, color: Color) -> Color {
        match self.core.finish {
            Finish::Plain | Finish::Hollow => color,
            Finish::Tint => color.mix(self.look.bg, 0.75),
            Finish::Shade => color.mix(self.look.ink, 0.4),
            Finish::Ground => self.look.bg,
            Finish::Ink => self.look.ink2,
            Finish::Strong => self.look.ink,
        }
    }

    /// Rows of one colour, in the order in which the colours appear.
    fn by_color(&self, columns: &Columns, rows: Rows<'_>) -> Vec<(Color, Vec<u32>)> {
        let mut all: Vec<(Color, Vec<u32>)> = Vec::new();
        let mut places: BTreeMap<Color, usize> = BTreeMap::new();
        for row in rows.iter().filter(|&row| series_of(columns, row).is_some()) {
            let color = self.row_color(columns, row);
            let place = *places.entry(color).or_insert_with(|| {
                all.push((color, Vec::new()));
                all.len() - 1
            });
            if let Some((_, list)) = all.get_mut(place) {
                list.push(row as u32);
            }
        }
        all
    }

    /// Row numbers for an item.
    fn datums(&self, rows: Vec<u32>) -> Datums {
        Datums { layer: self.layer, rows }
    }
}

/// Boxes of labels that already stand in a panel, so that the next one finds room.
pub type Taken = Vec<[f64; 4]>;

/// Draw the rows of one panel.
#[must_use]
pub fn draw(
    layer: &CoreLayer,
    columns: &Columns,
    rows: Rows<'_>,
    panel: &Panel,
    ink: &Ink<'_>,
    taken: &mut Taken,
) -> Vec<Item> {
    match layer.mark {
        Mark::Line { step } => {
            let lines = line::draw(columns, rows, panel, ink, step);
            level::labelled(lines, columns, rows, panel, ink, taken)
        }
        Mark::Area => area::draw(columns, rows, panel, ink),
        Mark::Dot => dot::draw(columns, rows, panel, ink),
        Mark::Bar => bar::draw(columns, rows, panel, ink),
        Mark::Rect => rect::draw(columns, rows, panel, ink, taken),
        Mark::Rule(Rule::Interval { caps }) => interval::draw(columns, rows, panel, ink, caps),
        Mark::Rule(Rule::Bridge) => bridge::draw(columns, rows, panel, ink),
        Mark::Rule(rule) => rule::draw(rule, columns, rows, panel, ink, taken),
        Mark::Tick => tick::draw(columns, rows, panel, ink),
        Mark::Polygon(shape) => polygon::draw(columns, rows, panel, ink, shape),
        Mark::Text if !ink.core.annotation => label::draw(columns, rows, panel, ink, taken),
        Mark::Text => text::draw(columns, rows, panel, ink, taken),
        Mark::Arrow => arrow::draw(columns, rows, panel, ink, taken),
        Mark::Vector(vector) => vector::draw(columns, rows, panel, ink, vector),
        Mark::Arc { hole } => arc::draw(columns, rows, panel, ink, hole),
        Mark::Connection(Connection::Ribbon) => link::ribbons(columns, rows, panel, ink),
        Mark::Connection(Connection::Node) => link::nodes(columns, rows, panel, ink),
        Mark::Table => table::draw(columns, rows, panel, ink),
        // Its cells are an image.
        Mark::Mesh(_) => Vec::new(),
    }
}

/// What of a mark there was no room for, in a sentence.
#[must_use]
pub fn left_out(
    layer: &CoreLayer,
    columns: &Columns,
    rows: Rows<'_>,
    panel: &Panel,
    ink: &Ink<'_>,
) -> Option<String> {
    match layer.mark {
        Mark::Arc { hole } => arc::left_out(columns, rows, panel, ink, hole),
        Mark::Bar => bar::left_out(columns, rows, panel, ink),
        Mark::Connection(Connection::Node) => link::left_out(columns, rows, panel, ink),
        Mark::Table => table::left_out(columns, rows, panel, ink),
        _ => None,
    }
}

/// Channels without which a row of a layer cannot be drawn, of those that it has.
#[must_use]
pub fn needed(layer: &CoreLayer, columns: &Columns) -> Vec<Channel> {
    let own: &[Channel] = match layer.mark {
        // A row without a place ends a stretch of a path, and is meant to.
        Mark::Line { .. } | Mark::Area if layer.unique == Unique::Any => {
            &[Channel::By, Channel::Part]
        }
        Mark::Line { .. } | Mark::Area => &[Channel::X, Channel::By, Channel::Part],
        // A face without a place or a value is a hole.
        Mark::Mesh(_) => &[],
        // A missing vertex ends a ring.
        Mark::Polygon(Shape::Vertices) => &[Channel::By],
        Mark::Dot => &[Channel::X, Channel::By, Channel::Y, Channel::Size],
        _ => &[Channel::X, Channel::By, Channel::Y, Channel::X2, Channel::Y2],
    };
    let panel = |c: &Channel| matches!(c, Channel::Row | Channel::Col | Channel::Key(_));
    let all = columns.channels.keys();
    all.filter(|channel| own.contains(channel) || panel(channel)).copied().collect()
}

/// Which rows have a place, a series and a panel; none when all have.
#[must_use]
pub fn drawable(layer: &CoreLayer, columns: &Columns) -> Option<Vec<bool>> {
    let gaps: Vec<_> = needed(layer, columns)
        .into_iter()
        .filter_map(|channel| columns.get(channel))
        .filter(|values| !values.complete())
        .collect();
    let whole = |row| gaps.iter().all(|values| values.at(row).is_finite());
    (!gaps.is_empty()).then(|| (0..columns.len).map(whole).collect())
}

/// The series of a row: 0 when there is one only, none when its key is missing.
fn series_of(columns: &Columns, row: usize) -> Option<usize> {
    match columns.get(Channel::By) {
        None => Some(0),
        Some(by) => by.code(row),
    }
}

/// The rows of each series, in order; rows without a key are left out.
fn by_series(columns: &Columns, rows: Rows<'_>, series: usize) -> Vec<Vec<u32>> {
    let mut all = vec![Vec::new(); series.max(1)];
    for row in rows.iter() {
        if let Some(list) = series_of(columns, row).and_then(|s| all.get_mut(s)) {
            list.push(row as u32);
        }
    }
    all
}

/// The rows of each part of each series, in the order in which they appear.
fn parts(columns: &Columns, rows: Rows<'_>) -> Vec<Vec<u32>> {
    let mut all: Vec<Vec<u32>> = Vec::new();
    let mut places: BTreeMap<[u64; 2], usize> = BTreeMap::new();
    for row in rows.iter() {
        let key = [Channel::By, Channel::Part].map(|channel| columns.at(channel, row).to_bits());
        let place = *places.entry(key).or_insert_with(|| {
            all.push(Vec::new());
            all.len() - 1
        });
        if let Some(list) = all.get_mut(place) {
            list.push(row as u32);
        }
    }
    all
}

/// From a place to words that belong to it.
fn away(at: [f64; 2], place: [f64; 2]) -> [f64; 2] {
    [at[0] - place[0], at[1] - place[1]]
}

/// Whether what is drawn of a layer spans its panel across the page, or up it, whatever is in view.
#[must_use]
pub fn spans(layer: &CoreLayer, columns: &Columns, swap: bool) -> [bool; 2] {
    let [x, y] = match layer.mark {
        Mark::Rule(Rule::Vertical) => [false, true],
        Mark::Rule(Rule::Horizontal) => [true, false],
        Mark::Rect if layer.annotation => {
            [Channel::X, Channel::Y].map(|channel| columns.get(channel).is_none())
        }
        _ => [false, false],
    };
    if swap { [y, x] } else { [x, y] }
}

/// Dash lengths of a style.
#[must_use]
pub fn dash(style: &Style) -> Vec<f64> {
    match style.line_dash.as_deref() {
        None | Some("solid") => Vec::new(),
        Some("dashed") => vec![6.0, 4.0],
        Some("dotted") => vec![1.5, 3.5],
        Some("dashdot") => vec![6.0, 3.0, 1.5, 3.0],
        Some(lengths) => lengths.split(',').filter_map(|l| l.trim().parse().ok()).collect(),
    }
}
