//! Parquet: names, types and the number of rows are read from the footer, columns when they are
//! wanted.

mod column;
mod frame;
mod level;
mod page;
mod piece;
mod plan;
mod snappy;
mod unpack;
mod value;
mod words;

use std::sync::Arc;

use polars::prelude::*;
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;

use self::piece::Groups;
use super::columnar::{Columnar, Parts, categories, fields_of};
use super::guard::guard;
use super::{Bytes, Format, Input};
use crate::data::Scan;
use crate::error::{Error, Result};
use crate::progress::Progress;
use crate::spec::ReadOptions;
use crate::warn::Warnings;

/// Parquet.
pub struct Parquet;

impl Format for Parquet {
    fn name(&self) -> &'static str {
        "parquet"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["parquet", "pq", "parq"]
    }

    fn summary(&self) -> &'static str {
        "Apache Parquet"
    }

    fn sniff(&self, head: &[u8]) -> bool {
        head.starts_with(b"PAR1")
    }

    fn open(
        &self,
        input: Input,
        _: &ReadOptions,
        warnings: &mut Warnings,
        _: &dyn Progress,
    ) -> Result<Arc<dyn Scan>> {
        let mapped = input.bytes.mapped().map_err(|e| Error::unreadable(&input.name, e))?;
        let (parts, metadata, declared) = guard(&input.name, "Parquet", || {
            let mut reader = ParquetReader::new(mapped);
            let (rows, declared) = (reader.num_rows()? as u64, reader.schema()?);
            let (fields, metadata) = (fields_of(&declared), Arc::clone(reader.get_metadata()?));
            let words = words::of_parquet(&input.bytes, &metadata, &categories(&fields));
            Ok((Parts { fields, words, rows }, metadata, declared))
        })?;
        let columnar = Columnar::open(input, parts, "Parquet", read_parquet, warnings)?;
        let pieces = |input, readable| Groups::new(input, metadata, declared, readable);
        Ok(Arc::new(columnar.with_pieces(pieces)))
    }
}

fn read_parquet(bytes: &Bytes, columns: Vec<String>) -> PolarsResult<DataFrame> {
    let mut reader = ParquetReader::new(bytes.mapped()?);
    let metadata = reader.get_metadata()?;
    if let Some(problem) = page::problem(bytes, metadata, |n| columns.iter().any(|c| c == n)) {
        polars_bail!(ComputeError: "{problem}");
    }
    reader.with_columns(Some(columns)).finish()
}
