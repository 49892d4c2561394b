//! Small multiples, and keys that are controls.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Panels by the values of columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Facet {
    /// One row of panels per value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<String>,
    /// One column of panels per value; wrapped into a grid when there is no `row`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub col: Option<String>,
    /// Panels per line of a wrapped facet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wrap: Option<u32>,
    /// Give every panel a range of its own on x.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub free_x: bool,
    /// Give every panel a range of its own on y.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub free_y: bool,
    /// One panel per series instead of one colour per series.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub subplots: bool,
}

impl Facet {
    /// True when there is one panel.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A key mapped to nothing: a control in a page, panels elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Widget {
    /// The column.
    pub field: String,
}
