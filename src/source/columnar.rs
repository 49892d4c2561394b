//! Files of columns, whatever their format: types are known when they are opened, columns are read
//! when they are wanted.

use std::sync::Arc;

use polars::prelude::*;

use super::columns::{Readable, convert, convert_all, readable};
use super::guard::guard;
use super::words::Words;
use super::{Bytes, Input};
use crate::data::{Pieces, Scan, table};
use crate::error::Result;
use crate::warn::Warnings;

/// A column of a file; without a type where polars would give up.
type Stored = (PlSmallStr, Option<DataType>);

/// What is known of a file before its rows are read.
pub(super) struct Parts {
    pub(super) fields: Vec<Stored>,
    pub(super) words: Words,
    pub(super) rows: u64,
}

/// The polars types of an Arrow schema; none where polars would give up.
pub(super) fn fields_of(schema: &ArrowSchema) -> Vec<Stored> {
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

/// The columns of categories.
pub(super) fn categories(fields: &[Stored]) -> Vec<PlSmallStr> {
    let categories = fields.iter().filter(|(_, kind)| kind.as_ref().is_some_and(is_category));
    categories.map(|(name, _)| name.clone()).collect()
}

fn is_category(kind: &DataType) -> bool {
    matches!(kind, DataType::Categorical(..))
}

/// Reads columns in the order of the file.
type Read = fn(&Bytes, Vec<String>) -> PolarsResult<DataFrame>;

/// A file of columns.
pub(super) struct Columnar {
    input: Input,
    readable: Readable,
    schema: crate::spec::Schema,
    format: &'static str,
    read: Read,
    pieces: Option<Box<dyn Pieces>>,
}

impl Columnar {
    /// Sort out which columns can be read as what.
    pub(super) fn open(
        input: Input,
        parts: Parts,
        format: &'static str,
        read: Read,
        warnings: &mut Warnings,
    ) -> Result<Self> {
        let Parts { fields, words, rows } = parts;
        let settle = |(name, kind): Stored| {
            let kind = match kind {
                Some(kind) if is_category(&kind) => Some(words.kind(&name)),
                Some(DataType::Binary | DataType::BinaryOffset) => {
                    // Old writers do not say that their bytes are text.
                    let text = guard(&input.name, format, || {
                        let frame = read(&input.bytes, vec![name.to_string()])?;
                        convert(frame.column(&name)?, &DataType::String)
                    });
                    text.is_ok().then_some(DataType::Binary)
                }
                kind => kind,
            };
            (name, kind)
        };
        let readable = readable(fields.into_iter().map(settle), &input.name, warnings)?;
        let schema = crate::spec::Schema { rows: Some(rows), ..table::schema_of(&readable.types) };
        Ok(Self { input, readable, schema, format, read, pieces: None })
    }

    /// The same, with the pieces that `make` finds in it.
    pub(super) fn with_pieces<P: Pieces + 'static>(
        self,
        make: impl FnOnce(Input, Readable) -> P,
    ) -> Self {
        let pieces = make(self.input.clone(), self.readable.clone());
        Self { pieces: Some(Box::new(pieces)), ..self }
    }
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
        let stored = self.readable.stored.iter().map(ToString::to_string);
        let wanted: Vec<String> = stored.filter(|name| columns.contains(&name.as_str())).collect();
        guard(name, self.format, || {
            let frame = (self.read)(&self.input.bytes, wanted)?;
            convert_all(&frame, &self.readable.types, columns)
        })
    }

    fn name(&self) -> &str {
        &self.input.name
    }

    fn pieces(&self) -> Option<&dyn Pieces> {
        self.pieces.as_deref()
    }
}
