//! What a gridded file holds, without its cells: as `ncdump -h` has it.

use serde::Serialize;

/// A file.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Outline {
    /// Its format, as people call it.
    pub format: String,
    /// Its root.
    #[serde(flatten)]
    pub root: OutlineGroup,
}

/// A group of a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct OutlineGroup {
    /// Its path; empty for the root.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub path: String,
    /// Its dimensions.
    pub dimensions: Vec<OutlineDimension>,
    /// Its variables.
    pub variables: Vec<OutlineVariable>,
    /// Its attributes.
    pub attributes: Vec<Attribute>,
    /// The groups within it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<OutlineGroup>,
}

/// A dimension.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OutlineDimension {
    /// Its name.
    pub name: String,
    /// Its size.
    pub size: u64,
    /// Whether it can grow.
    pub unlimited: bool,
}

/// A variable.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OutlineVariable {
    /// Its name, with the path of its group.
    pub name: String,
    /// How it is stored: `short`, `double`, `string`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Names of its dimensions.
    pub dimensions: Vec<String>,
    /// Their sizes.
    pub shape: Vec<u64>,
    /// What it is to the file: `coordinate`, `bounds`, or a variable.
    pub role: &'static str,
    /// From the first to the last value, of what stands along one dimension.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<[String; 2]>,
    /// Its attributes.
    pub attributes: Vec<Attribute>,
}

/// An attribute.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// Its value: text, a number, or a list.
    pub value: serde_json::Value,
}
