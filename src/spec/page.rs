//! How a page answers its reader.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What readers of a page can do with a plot. Pictures do not change by it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PageSpec {
    /// What the pointer shows; the nearest mark when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hover: Option<Hover>,
    /// Columns that it shows beside those that the plot maps.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hover_cols: Vec<String>,
    /// The axis that follows what is in view along the other one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub autorange: Option<Autorange>,
    /// What the ranges of axes follow where there are controls.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub widget_range: Option<WidgetRange>,
}

impl PageSpec {
    /// True when nothing is asked.
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// What the pointer shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Hover {
    /// The nearest mark.
    Nearest,
    /// All series at the pointer's x.
    Vline,
    /// All series at its y.
    Hline,
    /// Nothing.
    None,
}

impl Hover {
    /// All, with their names.
    pub const ALL: [(&'static str, Self); 4] = [
        ("nearest", Self::Nearest),
        ("vline", Self::Vline),
        ("hline", Self::Hline),
        ("none", Self::None),
    ];
}

/// The axis that follows what is in view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Autorange {
    /// x follows what is in view along y.
    X,
    /// y follows what is in view along x.
    Y,
}

impl Autorange {
    /// All, with their names.
    pub const ALL: [(&'static str, Self); 2] = [("x", Self::X), ("y", Self::Y)];
}

/// What ranges follow where there are controls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WidgetRange {
    /// All rows: states can be compared.
    Global,
    /// The rows that are shown.
    Frame,
}

impl WidgetRange {
    /// All, with their names.
    pub const ALL: [(&'static str, Self); 2] = [("global", Self::Global), ("frame", Self::Frame)];
}
