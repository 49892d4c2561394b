//! What the user asks for: one file per kind, each lowering to core layers without seeing a row.
//!
//! In: a [`Layer`] and a [`Schema`]. Out: [`Lowered`]. This room must not know rows, scales or
//! pixels.
//!
//! ```
//! let kind = vizcli::kind::find("line").unwrap();
//! assert_eq!(kind.name(), "line");
//! ```

mod annotation;
mod area;
pub mod auto;
mod bar;
mod bivariate;
mod boxes;
mod category;
mod contour;
mod density;
mod dumbbell;
mod errorbar;
mod heatmap;
mod hexbin;
mod hist;
mod image;
mod label;
mod lag;
mod line;
mod lollipop;
mod matrix;
mod mesh;
mod ohlc;
mod parallel;
pub mod param;
mod path;
mod pie;
mod quadmesh;
mod radviz;
mod rgb;
mod ridge;
mod sankey;
mod scatter;
mod step;
mod streamplot;
mod table;
mod trimesh;
mod vectorfield;
mod violin;
mod waterfall;
mod wide;

use std::collections::BTreeMap;

use crate::error::{Error, Result};
use crate::spec::{Channel, Encoding, Layer, Lowered, Schema, Type};
use param::Param;

/// Every kind, in the order that `vizcli kinds` lists.
pub static KINDS: &[&dyn Kind] = &[
    &line::Line,
    &step::Step,
    &scatter::Scatter,
    &scatter::Points,
    &path::Paths,
    &label::Labels,
    &bar::Bar,
    &bar::Barh,
    &area::Area,
    &hist::Hist,
    &density::Density,
    &boxes::Boxplot,
    &violin::Violin,
    &ridge::Ridge,
    &bivariate::Bivariate,
    &hexbin::Hexbin,
    &heatmap::Heatmap,
    &image::Image,
    &quadmesh::Quadmesh,
    &trimesh::Trimesh,
    &rgb::Rgb,
    &contour::Contour,
    &contour::Contourf,
    &vectorfield::Vectorfield,
    &streamplot::Streamplot,
    &pie::Pie,
    &pie::Donut,
    &waterfall::Waterfall,
    &sankey::Sankey,
    &table::Table,
    &errorbar::ErrorBars,
    &ohlc::Ohlc,
    &lollipop::Lollipop,
    &dumbbell::Dumbbell,
    &matrix::ScatterMatrix,
    &parallel::Parallel,
    &parallel::Andrews,
    &lag::Lag,
    &lag::Autocorrelation,
    &radviz::Radviz,
    &annotation::VLINE,
    &annotation::HLINE,
    &annotation::VSPAN,
    &annotation::HSPAN,
    &annotation::TEXT,
    &annotation::ARROW,
    &annotation::SLOPE,
];

/// The kind called `name`.
pub fn find(name: &str) -> Result<&'static dyn Kind> {
    KINDS
        .iter()
        .find(|kind| kind.name() == name || kind.aliases().contains(&name))
        .copied()
        .ok_or_else(|| Error::unknown("kind", name, KINDS.iter().map(|kind| kind.name())))
}

/// A kind of plot.
pub trait Kind: Sync {
    /// What it is called.
    fn name(&self) -> &'static str;
    /// Other names.
    fn aliases(&self) -> &'static [&'static str] {
        &[]
    }
    /// One line of help.
    fn summary(&self) -> &'static str;
    /// When to use it; becomes man page and docs.
    fn guide(&self) -> &'static str;
    /// What it shows, from what.
    fn channels(&self) -> &'static [ChannelUse];
    /// Its options.
    fn params(&self) -> &'static [&'static Param];
    /// Commands over testdata: docs and golden tests.
    fn examples(&self) -> &'static [Example];
    /// To core layers.
    fn lower(&self, layer: &Layer, schema: &Schema) -> Result<Lowered>;
    /// Drawn over a plot from constants, with a flag of its own: the placeholder of its value.
    fn annotation(&self) -> Option<&'static str> {
        None
    }
    /// How the x of such a plot is found when it is not given.
    fn default_x(&self) -> DefaultX {
        DefaultX::Index
    }
    /// The channel whose values are measured: what `--agg` combines, what is chosen last. Those of
    /// the others name a place.
    fn measure(&self) -> Channel {
        Channel::Y
    }
    /// What several columns of y mean.
    fn columns(&self) -> Columns {
        Columns::Series
    }
    /// The columns of y when none is named, of these that are numbers; all of them when none.
    fn default_columns(&self, _numbers: &[String]) -> Option<Vec<String>> {
        None
    }
    /// Names of columns that are x and y when neither is named, in whatever case.
    fn pairs(&self) -> &'static [[&'static str; 2]] {
        &[]
    }
    /// Columns that are read beside those of the channels.
    fn reads(&self, _layer: &Layer) -> Result<Vec<String>> {
        Ok(Vec::new())
    }
    /// The option that says how values are combined, where the kind does that itself: `--agg`
    /// means the same.
    fn combines(&self) -> Option<&'static Param> {
        None
    }
    /// On how many dimensions of a grid the coordinates are that it has on x and y, where those are
    /// not dimensions themselves.
    fn coordinates(&self) -> Option<usize> {
        None
    }
    /// It needs the corners of triangles, whatever else a file holds.
    fn triangles(&self) -> bool {
        false
    }
    /// Rows are connected in order, so times are sorted first.
    fn connects(&self) -> bool {
        false
    }
}

/// How the x of a kind is found when it is not given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DefaultX {
    /// As pandas finds an index: group key, time, increasing column, row number.
    Index,
    /// As an index, but a column of words before an increasing one.
    Category,
    /// There is none: the values themselves are on x.
    None,
    /// None is chosen, but one that is named is taken.
    Open,
}

/// What several columns of y mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    /// Series: they become two columns, names and values, and are told apart by colour.
    Series,
    /// Groups: the same, told apart by their place along x where nothing else is there.
    Groups,
    /// Columns of one table: they stay as they are, in `Layer::ys`, and nothing is on y.
    Wide,
    /// The same, and every column of the table where none is named.
    All,
    /// Too many: the first column of numbers is taken where none is named.
    One,
}

impl Columns {
    /// They stay as they are.
    #[must_use]
    pub fn stay(self) -> bool {
        matches!(self, Self::Wide | Self::All)
    }
}

/// How a kind uses a channel.
#[derive(Clone, Copy, Debug)]
pub struct ChannelUse {
    /// The channel.
    pub channel: Channel,
    /// Cannot do without.
    pub required: bool,
    /// Types it takes; empty: any.
    pub types: &'static [Type],
}

impl ChannelUse {
    const fn required(channel: Channel, types: &'static [Type]) -> Self {
        Self { channel, required: true, types }
    }

    const fn optional(channel: Channel, types: &'static [Type]) -> Self {
        Self { channel, required: false, types }
    }
}

/// A command line that shows a kind.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// Short name: part of the golden's file name.
    pub name: &'static str,
    /// What it shows.
    pub summary: &'static str,
    /// Words after `vizcli`, from the repository's root: `line testdata/diseases.csv -x year …`.
    pub command: &'static str,
}

/// Types that have an order and distances.
const CONTINUOUS: &[Type] = &[Type::Integer, Type::Number, Type::Time];
/// Types that can be measured.
const NUMBER: &[Type] = &[Type::Integer, Type::Number];

/// The columns that separate the groups of a statistic: all that channels show but those of
/// `not`. What was joined for a legend is named with its parts.
fn keys(layer: &Layer, schema: &Schema, not: &[Channel]) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for (channel, encoding) in &layer.encodings {
        let Some(field) = encoding.field.as_deref().filter(|_| !not.contains(channel)) else {
            continue;
        };
        for key in layer.parts(field, schema).into_iter().chain([field]) {
            if !keys.iter().any(|known| known == key) {
                keys.push(key.to_owned());
            }
        }
    }
    keys
}

/// The columns that tell panels apart: those of facets, and keys that are mapped to nothing.
fn panel_keys(layer: &Layer) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for (channel, encoding) in &layer.encodings {
        let panel = matches!(channel, Channel::Row | Channel::Col | Channel::Key(_));
        let field = encoding.field.as_ref().filter(|field| panel && !keys.contains(field));
        keys.extend(field.cloned());
    }
    keys
}

/// Encodings of the columns that tell panels apart.
fn panel_encodings(layer: &Layer) -> BTreeMap<Channel, Encoding> {
    let panel =
        |channel: &Channel| matches!(channel, Channel::Row | Channel::Col | Channel::Key(_));
    layer.encodings.iter().filter(|(c, _)| panel(c)).map(|(c, e)| (*c, e.clone())).collect()
}

/// Check that a layer's columns are there and of types that `kind` takes.
pub fn check(kind: &dyn Kind, layer: &Layer, schema: &Schema) -> Result<()> {
    for usage in kind.channels() {
        let Some(name) = layer.field(usage.channel) else {
            let constant = layer.encodings.get(&usage.channel).is_some_and(|e| e.value.is_some());
            if usage.required && !constant {
                return Err(Error::missing_channel(kind.name(), usage.channel));
            }
            continue;
        };
        let Some(field) = schema.get(name) else {
            return Err(Error::no_column(name, "the data", &schema.names()));
        };
        if !usage.types.is_empty() && !usage.types.contains(&field.kind) {
            return Err(Error::channel_type(kind.name(), usage.channel, name, field.kind));
        }
    }
    for channel in layer.encodings.keys() {
        let placed = matches!(channel, Channel::Row | Channel::Col | Channel::Key(_));
        if !placed && !kind.channels().iter().any(|usage| usage.channel == *channel) {
            return Err(Error::unused_channel(kind.name(), *channel));
        }
    }
    Ok(())
}
