//! What is known of a table before its rows are read.

use serde::{Deserialize, Serialize};

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Type {
    /// Whole numbers.
    Integer,
    /// Numbers.
    Number,
    /// Dates and times.
    Time,
    /// Words from a dictionary.
    Category,
    /// Words.
    Text,
    /// True or false.
    Bool,
}

impl Type {
    /// Whole or not, it is a number.
    #[must_use]
    pub fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Number)
    }

    /// Has an order and distances: can stand on a continuous axis.
    #[must_use]
    pub fn is_continuous(self) -> bool {
        self.is_number() || self == Self::Time
    }

    /// What messages call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Time => "time",
            Self::Category => "category",
            Self::Text => "text",
            Self::Bool => "bool",
        }
    }
}

/// Whether a column identifies rows or measures them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Identifies: a dimension, a coordinate.
    Key,
    /// Measures.
    #[default]
    Value,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What its values are.
    #[serde(rename = "type")]
    pub kind: Type,
    /// Key or value.
    #[serde(default)]
    pub role: Role,
    /// Unit of measure, when the file says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// What people call it, when the file says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Of a dimension of a grid: how many places it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<u64>,
    /// Of a coordinate of a grid: the dimensions along which it changes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub along: Vec<String>,
    /// Time zone of instants; without one, times are what a clock shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// Known to be strictly increasing from row to row.
    #[serde(default)]
    pub increasing: bool,
}

impl Field {
    /// A value column.
    pub fn new(name: impl Into<String>, kind: Type) -> Self {
        Self {
            name: name.into(),
            kind,
            role: Role::Value,
            unit: None,
            label: None,
            places: None,
            along: Vec::new(),
            zone: None,
            increasing: false,
        }
    }
}

/// The columns of a table, in order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Schema {
    /// The columns.
    pub fields: Vec<Field>,
    /// Number of rows, when known without reading them.
    #[serde(default)]
    pub rows: Option<u64>,
}

impl Schema {
    /// The column called `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|f| f.name == name)
    }

    /// All names, in order.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        self.fields.iter().map(|f| f.name.as_str()).collect()
    }
}
