//! What is done when there are more rows than a picture can show.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// When and how a layer is reduced before it is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RasterSpec {
    /// Above so many marks in a layer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resample_when: Option<u64>,
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
