//! What is done when there are more rows than a picture can show.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// When and how a layer is reduced before it is drawn.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RasterSpec {
    /// Whether layers become cells; those of very many marks when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rasterize: Option<Rasterize>,
    /// Above so many marks in a layer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resample_when: Option<u64>,
    /// What the cells hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aggregator: Option<Aggregator>,
    /// How the values of cells become places on the colour map.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cnorm: Option<Cnorm>,
    /// By how many pixels cells grow, so that lone ones are seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spread: Option<u32>,
    /// How one-valued series are reduced.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub downsample: Option<Downsample>,
}

impl RasterSpec {
    /// True when nothing is asked.
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// Whether layers become cells whatever the number of their marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rasterize {
    /// All that can.
    Always,
    /// None.
    Never,
}

/// What the cells of a raster hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Aggregator {
    /// How many rows.
    Count,
    /// Whether there is a row.
    Any,
    /// The sum of a column.
    Sum,
    /// Its mean.
    Mean,
    /// Its least value.
    Min,
    /// Its greatest value.
    Max,
    /// Its variance, divided by n.
    Var,
    /// Its standard deviation, divided by n.
    Std,
    /// Its first value, in the order of rows.
    First,
    /// Its last value, in the order of rows.
    Last,
    /// How many rows of each series.
    CountCat,
}

impl Aggregator {
    /// All of them, by the names that `--aggregator` takes.
    pub const ALL: [(&'static str, Self); 11] = [
        ("count", Self::Count),
        ("any", Self::Any),
        ("sum", Self::Sum),
        ("mean", Self::Mean),
        ("min", Self::Min),
        ("max", Self::Max),
        ("std", Self::Std),
        ("var", Self::Var),
        ("first", Self::First),
        ("last", Self::Last),
        ("count_cat", Self::CountCat),
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, one)| *one == self).map_or("", |(name, _)| name)
    }

    /// Whether the values of a column are looked at.
    #[must_use]
    pub fn takes_values(self) -> bool {
        !matches!(self, Self::Count | Self::Any | Self::CountCat)
    }
}

/// How the values of cells become places on a colour map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cnorm {
    /// In proportion.
    Linear,
    /// By the logarithm of one more than what they are above the least.
    Log,
    /// By the cube root.
    Cbrt,
    /// By rank: each colour has as many cells (histogram equalization).
    EqHist,
}

impl Cnorm {
    /// All of them, by the names that `--cnorm` takes.
    pub const ALL: [(&'static str, Self); 4] = [
        ("linear", Self::Linear),
        ("log", Self::Log),
        ("cbrt", Self::Cbrt),
        ("eq_hist", Self::EqHist),
    ];
}

/// How one-valued series are reduced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Downsample {
    /// First, last, least and greatest of every pixel column: the same pixels as all rows.
    #[default]
    M4,
    /// Least and greatest of every pixel column: half as many rows, nearly the same pixels.
    Minmax,
    /// Largest triangle three buckets: two rows a pixel column, those that give the line its shape.
    Lttb,
    /// Not at all.
    Off,
}

impl Downsample {
    /// All, by name.
    pub const ALL: [(&'static str, Self); 4] =
        [("m4", Self::M4), ("minmax", Self::Minmax), ("lttb", Self::Lttb), ("off", Self::Off)];
}
