//! What every output carries: its spec and, when small or asked for, its rows.

use serde::{Deserialize, Serialize};

use super::{Field, Figure};

/// The spec and rows of one picture, as embedded in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The program that wrote it: `vizcli 0.1.0`.
    pub software: String,
    /// The figure.
    pub figure: Figure,
    /// Tables that `DataRef::embedded` counts in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<EmbeddedTable>,
}

/// A table as text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EmbeddedTable {
    /// Number of rows.
    pub rows: u64,
    /// The columns.
    pub columns: Vec<EmbeddedColumn>,
}

/// One column as text: little-endian values, gzip, base64. Integers as i64, numbers as f64, times
/// as i64 microseconds (instants where the field has a zone, else what a clock shows), bools as u8,
/// words as u32 codes into `words`; missing: `i64::MIN`, NaN, 2, `u32::MAX`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EmbeddedColumn {
    /// Name, type, unit.
    #[serde(flatten)]
    pub field: Field,
    /// The values.
    pub data: String,
    /// The dictionary of a column of words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}
