//! Row groups as pieces: flat columns are decoded page by page, what is not flat or is written in
//! a rarer way by polars, a row group at a time.

use std::sync::{Arc, Mutex};

use polars::prelude::*;
use polars_io::SerReader;
use polars_io::parquet::read::{FileMetadata, ParallelStrategy, ParquetReader};
use polars_parquet::parquet::metadata::{ColumnChunkMetadata, RowGroupMetadata};
use polars_parquet::parquet::statistics::Statistics;

use super::column::{Column, Feed, Problem};
use super::frame;
use super::page::{self, Page};
use super::plan::Plan;
use super::unpack::Unpack;
use super::value::Stored;
use super::{Input, words};
use crate::data::Values;
use crate::data::growing::Growing;
use crate::data::pieces::{self, BATCH, Bounds, Each, Pieces};
use crate::error::{Error, Result};
use crate::source::bytes::Reader;
use crate::source::columns::{Readable, convert_all};
use crate::source::guard::guard;

const FORMAT: &str = "Parquet";

/// The row groups of a file.
pub(super) struct Groups {
    input: Input,
    metadata: Arc<FileMetadata>,
    /// The types that the file declares.
    declared: Arc<ArrowSchema>,
    readable: Readable,
    rows: Vec<u64>,
    /// Buffers that no thread uses just now.
    pool: Mutex<Vec<Buffers>>,
}

/// What decoding needs, and can use again.
#[derive(Default)]
struct Buffers {
    unpack: Unpack,
    columns: Vec<Column>,
    values: Vec<Values>,
}

/// How to decode some columns of a row group.
type Plans = Vec<(Plan, Vec<Page>)>;

impl Groups {
    pub(super) fn new(
        input: Input,
        metadata: Arc<FileMetadata>,
        declared: Arc<ArrowSchema>,
        readable: Readable,
    ) -> Self {
        let rows = metadata.row_groups.iter().map(|group| group.num_rows() as u64).collect();
        Self { input, metadata, declared, readable, rows, pool: Mutex::default() }
    }

    fn group(&self, piece: usize) -> Result<&RowGroupMetadata> {
        self.metadata.row_groups.get(piece).ok_or_else(|| Error::internal("no such row group"))
    }

    /// A column of a row group, and how its values are stored; none where polars has to read it.
    fn stored<'a>(
        &self,
        group: &'a RowGroupMetadata,
        name: &str,
    ) -> Option<(&'a ColumnChunkMetadata, Stored)> {
        let mut columns = group.parquet_columns().iter();
        let of = |column: &&ColumnChunkMetadata| {
            column.descriptor().path_in_schema.first().is_some_and(|first| first == name)
        };
        let column = columns.find(of)?;
        let (declared, target) = (self.declared.get(name)?, self.readable.types.get(name)?);
        Some((column, Stored::of(column.descriptor(), &declared.dtype, target)?))
    }

    /// How to decode columns of a row group; none where polars has to.
    fn plans(
        &self,
        reader: &mut Reader<'_>,
        group: &RowGroupMetadata,
        columns: &[&str],
    ) -> std::result::Result<Option<Plans>, Problem> {
        let mut plans = Vec::new();
        for name in columns {
            let Some((column, stored)) = self.stored(group, name) else { return Ok(None) };
            let target = self.readable.types.get(name);
            let plan = Plan {
                stored,
                codec: column.compression(),
                optional: column.descriptor().descriptor.max_def_level == 1,
                words: match stored {
                    Stored::Text => target.and_then(pieces::words),
                    _ => None,
                },
            };
            let pages = page::list(reader, self.input.bytes.len(), column, group.num_rows())?;
            if !plan.decodes(&pages) {
                return Ok(None);
            }
            plans.push((plan, pages));
        }
        Ok(Some(plans))
    }

    /// A row group as a frame, without polars' reader; none where only that one tells values true.
    fn decoded(
        &self,
        piece: usize,
        group: &RowGroupMetadata,
        columns: &[&str],
    ) -> Result<Option<DataFrame>> {
        let exact = |name: &&str| {
            let target = self.readable.types.get(name);
            self.stored(group, name).zip(target).is_some_and(|((_, stored), target)| {
                frame::is_exact(stored, target, self.bounds(piece, name))
            })
        };
        if columns.is_empty() || !columns.iter().all(exact) {
            return Ok(None);
        }
        let mut all: Vec<Growing> = Vec::new();
        let known = self.walk_decoded(group, columns, &mut |values| {
            if all.is_empty() {
                all = values.iter().map(|v| Growing::like(v, group.num_rows())).collect();
            }
            all.iter_mut().zip(values).for_each(|(all, values)| all.add(values));
            Ok(())
        })?;
        if !known || all.is_empty() {
            return Ok(None);
        }
        guard(&self.input.name, FORMAT, || {
            let types = &self.readable.types;
            let finished = all.into_iter().zip(columns);
            let finished = finished.map(|(all, name)| all.finish(name, types.try_get(name)?));
            DataFrame::new(group.num_rows(), finished.collect::<PolarsResult<Vec<_>>>()?)
        })
        .map(Some)
    }

    /// Walk over a row group that is decoded here; false where polars has to read it.
    fn walk_decoded(
        &self,
        group: &RowGroupMetadata,
        columns: &[&str],
        each: &mut Each<'_>,
    ) -> Result<bool> {
        let reader = self.input.bytes.reader();
        let mut reader = reader.map_err(|e| Error::unreadable(&self.input.name, e))?;
        let plans = self.plans(&mut reader, group, columns).map_err(|p| self.error(p))?;
        let Some(plans) = plans else { return Ok(false) };
        let idle = self.pool.lock().ok().and_then(|mut pool| pool.pop());
        let mut buffers = idle.unwrap_or_default();
        let walked = self.decode(&mut reader, group.num_rows(), plans, &mut buffers, each);
        if let Ok(mut pool) = self.pool.lock() {
            pool.push(buffers);
        }
        walked.map(|()| true)
    }

    /// What went wrong, as it is told.
    fn error(&self, problem: Problem) -> Error {
        match problem {
            Problem::Damaged(what) => Error::damaged(&self.input.name, FORMAT, what),
            Problem::Unreadable(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
                Error::damaged(&self.input.name, FORMAT, "it is cut short")
            }
            Problem::Unreadable(error) => Error::unreadable(&self.input.name, error),
        }
    }

    /// Decode a row group, some rows at a time.
    fn decode(
        &self,
        reader: &mut Reader<'_>,
        mut rows: usize,
        plans: Plans,
        buffers: &mut Buffers,
        each: &mut Each<'_>,
    ) -> Result<()> {
        let Buffers { unpack, columns, values } = buffers;
        let feed = &mut Feed { reader, unpack };
        columns.resize_with(plans.len().max(columns.len()), Column::default);
        values.resize(plans.len(), Values::Number(Vec::new()));
        let mut kept = Vec::new();
        for (((plan, pages), column), values) in
            plans.into_iter().zip(&mut *columns).zip(&mut *values)
        {
            column.start(&plan, pages);
            plan.renew(values);
            kept.push(plan);
        }
        while rows > 0 {
            let count = rows.min(BATCH);
            for ((plan, column), values) in kept.iter().zip(&mut *columns).zip(&mut *values) {
                column.fill(plan, feed, count, values).map_err(|problem| self.error(problem))?;
            }
            each(values)?;
            rows -= count;
        }
        Ok(())
    }
}

impl Pieces for Groups {
    fn rows(&self) -> &[u64] {
        &self.rows
    }

    fn bounds(&self, piece: usize, column: &str) -> Option<Bounds> {
        let (chunk, stored) = self.stored(self.metadata.row_groups.get(piece)?, column)?;
        let known = guard("", "", || {
            let known = chunk.statistics(&self.metadata.footer_buf).transpose();
            known.map_err(|e| polars_err!(ComputeError: "{e}"))
        });
        let (least, greatest, missing) = match known.ok()?? {
            Statistics::Double(known) => {
                (known.min_value.map(f64::to_le_bytes), known.max_value.map(f64::to_le_bytes), None)
            }
            Statistics::Int64(known) => (
                known.min_value.map(i64::to_le_bytes),
                known.max_value.map(i64::to_le_bytes),
                known.null_count,
            ),
            Statistics::Float(known) => {
                let wide = |value: f32| wide(value.to_le_bytes());
                (known.min_value.map(wide), known.max_value.map(wide), None)
            }
            Statistics::Int32(known) => {
                let wide = |value: i32| wide(value.to_le_bytes());
                (known.min_value.map(wide), known.max_value.map(wide), known.null_count)
            }
            _ => return None,
        };
        let number = |bytes: [u8; 8]| {
            let mut number = [0.0];
            stored.numbers(&bytes, &mut number)?;
            number.first().copied().filter(|number| number.is_finite())
        };
        let (least, greatest) = (number(least?)?, number(greatest?)?);
        // Some writers count what is missing more than once; nothing is nothing.
        let missing = missing.filter(|&count| count == 0).map(|_| 0);
        (least <= greatest).then_some(Bounds { least, greatest, missing })
    }

    fn words(&self, column: &str) -> Result<Option<Vec<String>>> {
        let known = self.readable.types.get(column);
        let own = known.and_then(pieces::words);
        if own.is_some() || known != Some(&DataType::String) {
            return Ok(own);
        }
        let all = words::of_column(&self.input.bytes, &self.metadata, column);
        Ok(all.map(|words| {
            let mut seen = std::collections::BTreeSet::new();
            words.into_iter().filter(|word| seen.insert(word.clone())).collect()
        }))
    }

    fn frame(&self, piece: usize, columns: &[&str]) -> Result<DataFrame> {
        let group = self.group(piece)?;
        if let Some(frame) = self.decoded(piece, group, columns)? {
            return Ok(frame);
        }
        let before: u64 = self.rows.iter().take(piece).sum();
        // Readers want columns in the order of the file.
        let stored = self.readable.stored.iter().map(ToString::to_string);
        let wanted: Vec<String> = stored.filter(|name| columns.contains(&name.as_str())).collect();
        guard(&self.input.name, FORMAT, || {
            let bytes = &self.input.bytes;
            let is_wanted = |name: &str| wanted.iter().any(|wanted| wanted == name);
            if let Some(problem) = page::group_problem(bytes, group, is_wanted) {
                polars_bail!(ComputeError: "{problem}");
            }
            let mut reader = ParquetReader::new(bytes.mapped()?)
                .with_slice(Some((before as usize, group.num_rows())))
                .read_parallel(ParallelStrategy::None)
                .with_columns(Some(wanted));
            reader.set_metadata(Arc::clone(&self.metadata));
            convert_all(&reader.finish()?, &self.readable.types, columns)
        })
    }

    fn walk(&self, piece: usize, columns: &[&str], each: &mut Each<'_>) -> Result<()> {
        let group = self.group(piece)?;
        if self.walk_decoded(group, columns, each)? {
            return Ok(());
        }
        pieces::walk(&self.frame(piece, columns)?, columns, each)
    }
}

/// Four bytes as the first of eight.
fn wide(bytes: [u8; 4]) -> [u8; 8] {
    let [a, b, c, d] = bytes;
    [a, b, c, d, 0, 0, 0, 0]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::columnar::fields_of;
    use crate::source::columns::readable;
    use crate::warn::Warnings;

    #[test]
    fn what_is_common_is_decoded_here() {
        let files: [&[u8]; 3] = [
            include_bytes!("../../../testdata/odd/pages-1.parquet"),
            include_bytes!("../../../testdata/odd/pages-2.parquet"),
            include_bytes!("../../../testdata/odd/pages-rare.parquet"),
        ];
        let here = files.map(|file| {
            let input = Input { name: "a".into(), bytes: file.to_vec().into() };
            let mut reader = ParquetReader::new(input.bytes.mapped().unwrap());
            let declared = reader.schema().unwrap();
            let metadata = Arc::clone(reader.get_metadata().unwrap());
            // The words of categories are not asked for: they are text.
            let fields = fields_of(&declared).into_iter().filter(|(name, _)| name != "level");
            let readable = readable(fields, "a", &mut Warnings::default()).unwrap();
            let names = readable.stored.clone();
            let groups = Groups::new(input, metadata, declared, readable);
            let mut reader = groups.input.bytes.reader().unwrap();
            let here = |name: &&PlSmallStr| {
                let group = groups.group(0).unwrap();
                groups.plans(&mut reader, group, &[name.as_str()]).unwrap().is_some()
            };
            (names.iter().filter(here).count(), names.len())
        });
        assert_eq!(here, [(17, 17), (17, 17), (1, 5)]);
    }
}
