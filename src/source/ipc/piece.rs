//! Record batches of an Arrow file as pieces, small ones several together.

use std::io::{Read, Seek};
use std::ops::Range;
use std::sync::OnceLock;

use polars::prelude::*;
use polars_arrow::io::ipc::read::{
    FileMetadata, FileReader, get_row_count_from_blocks, read_file_metadata,
};

use super::check;
use crate::data::Pieces;
use crate::data::pieces;
use crate::error::{Error, Result};
use crate::source::Input;
use crate::source::columns::{Readable, convert_all};
use crate::source::guard::guard;

/// Rows that are enough for a piece.
const ROWS: u64 = 100_000;

/// The batches of a file.
pub(super) struct Batches {
    input: Input,
    readable: Readable,
    found: Found,
    /// What is wrong with the messages, looked for once.
    checked: OnceLock<Option<String>>,
}

/// Where batches are.
pub(super) struct Found {
    metadata: FileMetadata,
    rows: Vec<u64>,
    /// The batches of each piece.
    of: Vec<Range<usize>>,
}

impl Found {
    /// Put the batches of a file together.
    pub(super) fn look(file: &mut (impl Read + Seek)) -> PolarsResult<Self> {
        let metadata = read_file_metadata(file)?;
        let (mut rows, mut of) = (Vec::<u64>::new(), Vec::<Range<usize>>::new());
        for (place, block) in metadata.blocks.iter().enumerate() {
            let count = get_row_count_from_blocks(file, std::slice::from_ref(block))?;
            let Ok(count) = u64::try_from(count) else {
                polars_bail!(ComputeError: "a batch has less than no rows");
            };
            match (rows.last_mut(), of.last_mut()) {
                (Some(rows), Some(of)) if *rows < ROWS => {
                    *rows += count;
                    of.end = place + 1;
                }
                _ => {
                    rows.push(count);
                    of.push(place..place + 1);
                }
            }
        }
        Ok(Self { metadata, rows, of })
    }

    /// Rows of all batches.
    pub(super) fn count(&self) -> u64 {
        self.rows.iter().fold(0, |all, &rows| all.saturating_add(rows))
    }
}

impl Batches {
    pub(super) fn new(input: Input, readable: Readable, found: Found) -> Self {
        Self { input, readable, found, checked: OnceLock::new() }
    }

    /// The wanted columns of some batches, in the order of the file.
    fn read(&self, batches: Range<usize>, columns: &[&str]) -> PolarsResult<DataFrame> {
        let bytes = &self.input.bytes;
        let problem = self.checked.get_or_init(|| check(bytes).err().map(|e| e.to_string()));
        if let Some(problem) = problem {
            polars_bail!(ComputeError: "{problem}");
        }
        let names = self.found.metadata.schema.iter_names().enumerate();
        let wanted = names.filter(|(_, name)| columns.contains(&name.as_str()));
        let wanted: Vec<usize> = wanted.map(|(place, _)| place).collect();
        let metadata = self.found.metadata.clone();
        let mut reader = FileReader::new(bytes.mapped()?, metadata, Some(wanted), None);
        reader.set_current_block(batches.start);
        let schema = reader.schema().clone();
        let mut all: Option<DataFrame> = None;
        for batch in reader.take(batches.len()) {
            let batch = batch?;
            let arrays = schema.iter_values().zip(batch.arrays());
            let series = arrays.map(|(field, array)| Series::try_from((field, array.clone())));
            let series = series.map(|series| Ok(series?.into_column()));
            let part = DataFrame::new(batch.len(), series.collect::<PolarsResult<_>>()?)?;
            match &mut all {
                Some(all) => drop(all.vstack_mut(&part)?),
                None => all = Some(part),
            }
        }
        all.ok_or_else(|| polars_err!(ComputeError: "a batch is missing"))
    }
}

impl Pieces for Batches {
    fn rows(&self) -> &[u64] {
        &self.found.rows
    }

    fn words(&self, column: &str) -> Result<Option<Vec<String>>> {
        Ok(self.readable.types.get(column).and_then(pieces::words))
    }

    fn frame(&self, piece: usize, columns: &[&str]) -> Result<DataFrame> {
        let batches = self.found.of.get(piece).cloned();
        let batches = batches.ok_or_else(|| Error::internal("there is no such piece"))?;
        guard(&self.input.name, "Arrow", || {
            let frame = self.read(batches, columns)?;
            convert_all(&frame, &self.readable.types, columns)
        })
    }
}
