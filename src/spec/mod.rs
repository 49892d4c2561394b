//! The plot as data: what `--print-spec` prints, what every output carries, what `render` reads.
//!
//! In: nothing. Out: [`Figure`], [`Plot`], [`Layer`] and what they are made of, all serializable.
//! This room must not know rows, files' contents or flags.
//!
//! A figure lays out plots (`+`), a plot overlays layers (`*`), a layer maps columns to channels.

pub mod agg;
pub mod channel;
pub mod contour;
pub mod facet;
pub mod frame;
pub mod layer;
pub mod manifest;
pub mod mark;
pub mod merge;
pub mod mesh;
pub mod page;
pub mod part;
pub mod raster;
pub mod rule;
pub mod scale;
pub mod schema;
pub mod statistic;
pub mod steps;
pub mod template;
pub mod theme;
pub mod transform;
pub mod upgrade;
pub mod vector;
pub mod whole;
pub mod wide;

pub use agg::{AGGS, Agg};
pub use channel::{Channel, Encoding};
pub use contour::{Contour, ContourForm};
pub use facet::{Facet, Widget};
pub use frame::{Frame, Square};
pub use layer::{AggRequest, DataRef, Grouping, Layer, Options, ReadOptions, Style};
pub use mark::{
    ColorSteps, Connection, CoreLayer, Finish, Grid, Labels, Lowered, Mark, Position, Shape,
    Unique, Width,
};
pub use mesh::{Colors, Corners, Face, TRIANGLE};
pub use page::{Autorange, Hover, PageSpec, WidgetRange};
pub use part::Part;
pub use rule::{Rule, Side};
pub use scale::{Levels, ScaleSpec};
pub use schema::{Field, Role, Schema, Type};
pub use statistic::{At, Bivariate, Boxes, Density, Form, Hexbin, Kernel, Reduce, Strips};
pub use steps::{Decay, Norm, Normalize, Pivot, Resample, Steps, Top, Window, Windowed};
pub use template::{Piece, Template};
pub use theme::{Size, Theme};
pub use transform::{Aggregate, Beside, Bin, BinHeight, BinRule, Candle, Edges, Group, Transform};
pub use vector::{Grip, Streamlines, Vector};
pub use whole::{Cells, Flow, FlowPart, Running, Share};

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The version of the spec that this program writes.
pub const VERSION: u32 = 1;

/// One picture: plots side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Version of the spec.
    #[serde(default = "version")]
    pub version: u32,
    /// The plots, in reading order.
    pub plots: Vec<Plot>,
    /// Columns of the layout; as many as look best when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cols: Option<u32>,
    /// Heading of the whole figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Second heading, smaller.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// Source or note under the figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// Size in pixels at scale 1.
    #[serde(default)]
    pub size: Size,
    /// Look.
    #[serde(default)]
    pub theme: Theme,
    /// A page's picture takes the width that there is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub responsive: bool,
}

impl Default for Figure {
    fn default() -> Self {
        Self {
            version: VERSION,
            plots: Vec::new(),
            cols: None,
            title: None,
            subtitle: None,
            caption: None,
            size: Size::default(),
            theme: Theme::default(),
            responsive: false,
        }
    }
}

fn version() -> u32 {
    VERSION
}

/// Layers on the same axes, perhaps repeated over panels.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Plot {
    /// The layers, back to front. Annotations are layers too.
    pub layers: Vec<Layer>,
    /// What is asked of each channel's scale and axis; `y2` is the axis on the right.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub scales: BTreeMap<Channel, ScaleSpec>,
    /// Small multiples.
    #[serde(skip_serializing_if = "Facet::is_empty")]
    pub facet: Facet,
    /// Keys that are controls in a page and panels elsewhere.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub widgets: Vec<Widget>,
    /// Heading of this plot, when the figure has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Where the legend goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legend: Option<LegendPlace>,
    /// Columns of the legend.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legend_cols: Option<u32>,
    /// Grid lines, when not the kind's own choice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grid: Option<bool>,
    /// Whether a colour bar is drawn, when not the kind's own choice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub colorbar: Option<bool>,
    /// Draw x upwards and y to the right.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub swap_axes: bool,
    /// The data area alone, without axes or margins.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub bare: bool,
    /// Width over height of the data area: a number, or `equal` for one unit alike on both axes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aspect: Option<String>,
    /// Length of one unit of y over that of one unit of x.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_aspect: Option<f64>,
    /// Marks or raster.
    #[serde(skip_serializing_if = "raster::RasterSpec::is_default")]
    pub raster: raster::RasterSpec,
    /// How a page answers its reader.
    #[serde(skip_serializing_if = "PageSpec::is_default")]
    pub page: PageSpec,
}

/// Where a legend goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LegendPlace {
    /// Beside the panel.
    Right,
    /// In a row above the panel.
    Top,
    /// Not at all, end labels neither.
    None,
    /// Names at the ends of lines where they fit, else beside the panel.
    Ends,
}
