//! What is asked of a channel's scale and of the axis that shows it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Wishes for one channel; absent ones follow the data.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ScaleSpec {
    /// How values become places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<ScaleKind>,
    /// Lower end: a number, or a time as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<Value>,
    /// Upper end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<Value>,
    /// The other way round.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub flip: bool,
    /// What the axis is called; the empty text: nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Ticks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ticks: Option<TickSpec>,
    /// How numbers or times are written: printf or strftime style.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// Angle of the labels in degrees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rotate: Option<f64>,
    /// Share of the data's range that is added at both ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub padding: Option<f64>,
    /// No axis: neither line nor ticks, labels or title.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
    /// The value in the middle of a diverging colour map.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub center: Option<f64>,
    /// Colours for the middle 96 % of the values; those beyond have the colours of the ends.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub robust: bool,
    /// Name of a colour map, for a continuous colour scale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cmap: Option<String>,
    /// Name of a palette or colours, for a categorical one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub palette: Option<Vec<String>>,
}

/// How values become places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScaleKind {
    /// In proportion.
    Linear,
    /// By their logarithm.
    Log,
    /// One slot per category.
    Band,
}

/// Ticks as asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TickSpec {
    /// About so many.
    Count(u32),
    /// At these values, with these words where not null.
    At(Vec<(Value, Option<String>)>),
}

/// Where lines of equal value lie, or a colour scale has steps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Levels {
    /// At about so many round values.
    Count(u32),
    /// At these values, in rising order.
    At(Vec<f64>),
}

impl Default for Levels {
    fn default() -> Self {
        Self::Count(10)
    }
}
