//! Arrow IPC files (Feather version 2): names and types are read from the footer, columns when
//! they are wanted.

use std::sync::Arc;

use polars::prelude::*;
use polars_io::SerReader;
use polars_io::ipc::IpcReader;

use super::columns::readable;
use super::guard::guard;
use super::parquet::{Columnar, fields_of};
use super::{Bytes, Format, Input, message};
use crate::data::{Scan, table};
use crate::error::{Error, Result};
use crate::progress::Progress;
use crate::spec::ReadOptions;
use crate::warn::Warnings;

/// Arrow IPC file.
pub struct Arrow;

impl Format for Arrow {
    fn name(&self) -> &'static str {
        "arrow"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["arrow", "feather", "ipc"]
    }

    fn summary(&self) -> &'static str {
        "Arrow IPC file, Feather"
    }

    fn sniff(&self, head: &[u8]) -> bool {
        head.starts_with(b"ARROW1") || is_stream(head)
    }

    fn open(
        &self,
        input: Input,
        _: &ReadOptions,
        warnings: &mut Warnings,
        _: &dyn Progress,
    ) -> Result<Arc<dyn Scan>> {
        let unreadable = |e| Error::unreadable(&input.name, e);
        if is_stream(&input.bytes.range(0, 16).map_err(unreadable)?) {
            return Err(Error::arrow_stream(&input.name));
        }
        let (schema, counted) =
            (input.bytes.mapped().map_err(unreadable)?, input.bytes.mapped().map_err(unreadable)?);
        let (fields, rows) = guard(&input.name, "Arrow", || {
            let fields = fields_of(&*IpcReader::new(schema).schema()?);
            // Reading no column counts the rows of the batches.
            let none = IpcReader::new(counted).with_projection(Some(Vec::new())).finish()?;
            Ok((fields, none.height() as u64))
        })?;
        let readable = readable(fields.into_iter(), &input.name, warnings)?;
        let schema = crate::spec::Schema { rows: Some(rows), ..table::schema_of(&readable.types) };
        Ok(Arc::new(Columnar { input, readable, schema, format: "Arrow", read: read_arrow }))
    }
}

/// A stream begins with a mark and the length of its schema, which is a message of version 5.
fn is_stream(head: &[u8]) -> bool {
    matches!(head, [0xff, 0xff, 0xff, 0xff, _, _, 0, 0, ..])
}

fn read_arrow(bytes: &Bytes, columns: Vec<String>) -> PolarsResult<DataFrame> {
    if let Some(problem) = message::problem(&mut bytes.mapped()?, bytes.len()) {
        polars_bail!(ComputeError: "{problem}");
    }
    IpcReader::new(bytes.mapped()?).with_columns(Some(columns)).set_rechunk(false).finish()
}
