//! Arrow IPC files (Feather version 2) and streams: names and types are read first, columns when
//! they are wanted.

mod piece;

use std::io::Seek;
use std::sync::Arc;

use polars::prelude::*;
use polars_io::SerReader;
use polars_io::ipc::{IpcReader, IpcStreamReader};

use self::piece::{Batches, Found};
use super::columnar::{Columnar, Parts, categories, fields_of};
use super::guard::guard;
use super::words::{self, Words};
use super::{Bytes, Format, Input, message};
use crate::data::Scan;
use crate::error::{Error, Result};
use crate::progress::Progress;
use crate::spec::ReadOptions;
use crate::warn::Warnings;

/// Arrow IPC, file or stream.
pub struct Arrow;

impl Format for Arrow {
    fn name(&self) -> &'static str {
        "arrow"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["arrow", "feather", "ipc", "arrows"]
    }

    fn summary(&self) -> &'static str {
        "Arrow IPC file or stream, Feather"
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
        let mapped = || input.bytes.mapped().map_err(unreadable);
        if is_stream(&input.bytes.range(0, 16).map_err(unreadable)?) {
            let (mut all, mut schema) = (mapped()?, mapped()?);
            let parts = guard(&input.name, "Arrow", || {
                if let Some(problem) = message::stream_problem(&mut all, input.bytes.len()) {
                    polars_bail!(ComputeError: "{problem}");
                }
                let fields = fields_of(&IpcStreamReader::new(&mut schema).arrow_schema()?);
                all.rewind()?;
                let (words, rows) = words::of_stream(all)?;
                Ok(Parts { fields, words, rows })
            })?;
            return Ok(Arc::new(Columnar::open(input, parts, "Arrow", read_stream, warnings)?));
        }
        let (mut schema, mut all) = (mapped()?, mapped()?);
        let (parts, found) = guard(&input.name, "Arrow", || {
            let fields = fields_of(&*IpcReader::new(&mut schema).schema()?);
            let found = Found::look(&mut all)?;
            let rows = found.count();
            if categories(&fields).is_empty() {
                return Ok((Parts { fields, words: Words::default(), rows }, found));
            }
            check(&input.bytes)?;
            all.rewind()?;
            Ok((Parts { fields, words: words::of_arrow(&mut all)?, rows }, found))
        })?;
        let columnar = Columnar::open(input, parts, "Arrow", read_arrow, warnings)?;
        let pieces = |input, readable| Batches::new(input, readable, found);
        Ok(Arc::new(columnar.with_pieces(pieces)))
    }
}

/// A stream begins with a mark and the length of its schema, which is a message of version 5.
fn is_stream(head: &[u8]) -> bool {
    matches!(head, [0xff, 0xff, 0xff, 0xff, _, _, 0, 0, ..])
}

fn read_arrow(bytes: &Bytes, columns: Vec<String>) -> PolarsResult<DataFrame> {
    check(bytes)?;
    IpcReader::new(bytes.mapped()?).with_columns(Some(columns)).set_rechunk(false).finish()
}

fn check(bytes: &Bytes) -> PolarsResult<()> {
    match message::problem(&mut bytes.mapped()?, bytes.len()) {
        Some(problem) => polars_bail!(ComputeError: "{problem}"),
        None => Ok(()),
    }
}

/// The messages were checked when the stream was opened.
fn read_stream(bytes: &Bytes, columns: Vec<String>) -> PolarsResult<DataFrame> {
    IpcStreamReader::new(bytes.mapped()?).with_columns(Some(columns)).set_rechunk(false).finish()
}
