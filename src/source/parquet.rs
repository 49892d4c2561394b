//! Parquet: names, types and the number of rows are read from the footer, columns when they are
//! wanted.

use std::sync::Arc;

use polars::prelude::*;
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;

use super::columns::{Readable, convert_all, readable};
use super::guard::guard;
use super::{Bytes, Format, Input, page};
use crate::data::{Scan, table};
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
        let mut rows = 0;
        let fields = {
            let mapped = input.bytes.mapped().map_err(|e| Error::unreadable(&input.name, e))?;
            guard(&input.name, "Parquet", || {
                let mut reader = ParquetReader::new(mapped);
                rows = reader.num_rows()? as u64;
                Ok(fields_of(&*reader.schema()?))
            })?
        };
        let readable = readable(fields.into_iter(), &input.name, warnings)?;
        let schema = crate::spec::Schema { rows: Some(rows), ..table::schema_of(&readable.types) };
        Ok(Arc::new(Columnar { input, readable, schema, format: "Parquet", read: read_parquet }))
    }
}

/// The polars types of an Arrow schema; none where polars would give up.
pub(super) fn fields_of(schema: &ArrowSchema) -> Vec<(PlSmallStr, Option<DataType>)> {
    let known = |field: &ArrowField| {
        let known = is_known(&field.dtype);
        // Time zones and the words of categories are checked by panicking.
        known.then(|| guard("", "", || Ok(DataType::from_arrow_field(field))).ok()).flatten()
    };
    schema.iter().map(|(name, field)| (name.clone(), known(field))).collect()
}

/// Whether polars, as it is built here, reads an Arrow type that we can use.
fn is_known(kind: &ArrowDataType) -> bool {
    use ArrowDataType as A;
    match kind {
        A::Dictionary(_, inner, _) => is_known(inner),
        A::List(inner) | A::LargeList(inner) => is_known(&inner.dtype),
        A::Float16
        | A::Struct(_)
        | A::Map(..)
        | A::Extension(_)
        | A::Union(_)
        | A::FixedSizeList(..)
        | A::Interval(_)
        | A::Unknown => false,
        _ => true,
    }
}

type Read = fn(&Bytes, Vec<String>) -> PolarsResult<DataFrame>;

fn read_parquet(bytes: &Bytes, columns: Vec<String>) -> PolarsResult<DataFrame> {
    let mut reader = ParquetReader::new(bytes.mapped()?);
    let metadata = reader.get_metadata()?;
    if let Some(problem) = page::problem(bytes, metadata, |n| columns.iter().any(|c| c == n)) {
        polars_bail!(ComputeError: "{problem}");
    }
    reader.with_columns(Some(columns)).finish()
}

/// A file of columns.
pub(super) struct Columnar {
    pub(super) input: Input,
    pub(super) readable: Readable,
    pub(super) schema: crate::spec::Schema,
    pub(super) format: &'static str,
    pub(super) read: Read,
}

impl Scan for Columnar {
    fn schema(&self) -> &crate::spec::Schema {
        &self.schema
    }

    fn types(&self) -> SchemaRef {
        Arc::clone(&self.readable.types)
    }

    fn read(&self, columns: &[&str]) -> Result<DataFrame> {
        let name = &self.input.name;
        // Readers want columns in the order of the file.
        let stored = self.readable.stored.iter().map(|(name, _)| name.to_string());
        let wanted: Vec<String> = stored.filter(|name| columns.contains(&name.as_str())).collect();
        guard(name, self.format, || convert_all(&(self.read)(&self.input.bytes, wanted)?, columns))
    }

    fn name(&self) -> &str {
        &self.input.name
    }
}
