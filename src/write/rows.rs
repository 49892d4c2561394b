//! The table behind the picture, one row per mark, instead of the picture.

use std::io::Write;

use crate::error::Result;

use super::{Content, Document, RowFormat, Writer};

/// A table format as an output.
pub struct Rows {
    name: &'static str,
    extensions: &'static [&'static str],
    media_type: &'static str,
    summary: &'static str,
    format: RowFormat,
}

/// Comma-separated values.
pub static CSV: Rows = Rows {
    name: "csv",
    extensions: &["csv"],
    media_type: "text/csv",
    summary: "the rows behind the picture, comma-separated",
    format: RowFormat::Csv,
};

/// Parquet.
pub static PARQUET: Rows = Rows {
    name: "parquet",
    extensions: &["parquet", "pq"],
    media_type: "application/vnd.apache.parquet",
    summary: "the rows behind the picture, columnar and compressed",
    format: RowFormat::Parquet,
};

/// Arrow IPC.
pub static ARROW: Rows = Rows {
    name: "arrow",
    extensions: &["arrow", "feather", "ipc"],
    media_type: "application/vnd.apache.arrow.file",
    summary: "the rows behind the picture, as Arrow (Feather)",
    format: RowFormat::Arrow,
};

/// A JSON array.
pub static JSON: Rows = Rows {
    name: "json",
    extensions: &["json"],
    media_type: "application/json",
    summary: "the rows behind the picture, an array of objects",
    format: RowFormat::Json,
};

impl Writer for Rows {
    fn name(&self) -> &'static str {
        self.name
    }

    fn extensions(&self) -> &'static [&'static str] {
        self.extensions
    }

    fn media_type(&self) -> &'static str {
        self.media_type
    }

    fn content(&self) -> Content {
        Content::Rows
    }

    fn binary(&self) -> bool {
        matches!(self.format, RowFormat::Parquet | RowFormat::Arrow)
    }

    fn summary(&self) -> &'static str {
        self.summary
    }

    fn write(&self, document: &Document<'_>, out: &mut dyn Write) -> Result<()> {
        (document.rows)(self.format, out)
    }
}
