//! A large text in pieces that end where records end, each parsed on its own.

use std::ops::Range;
use std::sync::Mutex;

use polars::prelude::DataFrame;
use rayon::prelude::*;

use super::column::Wanted;
use super::field::{Fields, Wrong};
use super::pass::Source;
use super::record::{Records, Step, count};
use crate::data::Values;
use crate::data::pieces::{BATCH, Each};
use crate::error::{Error, Result};

/// Blocks of a piece, about.
const BLOCKS: u64 = 8;
/// How much is looked at to find the end of a record, at first.
const LINE: u64 = 16 << 10;

/// Where pieces are.
pub(super) struct Places {
    pub(super) rows: Vec<u64>,
    ranges: Vec<Range<u64>>,
    /// Buffers for the bytes of a piece that no thread uses just now.
    pool: Mutex<Vec<Vec<u8>>>,
}

/// Ranges of bytes, and their rows.
type Counted = Vec<(Range<u64>, u64)>;

impl Places {
    /// Cut a text into pieces and count their rows: by line ends where there are no quotes, else
    /// by records.
    pub(super) fn find(source: &Source) -> Result<Self> {
        let size = source.block as u64 * BLOCKS;
        let found = match Self::lines(source, size)? {
            Some(found) => found,
            None => Self::records(source, size)?,
        };
        let (ranges, rows) = found.into_iter().unzip();
        Ok(Self { rows, ranges, pool: Mutex::default() })
    }

    /// Pieces of lines; none where quotes may hide line ends.
    fn lines(source: &Source, size: u64) -> Result<Option<Counted>> {
        let (mut start, end) = (source.body, source.bytes.len());
        let mut ranges = Vec::new();
        while start < end {
            let next = after_line(source, start.saturating_add(size))?.min(end);
            ranges.push(start..next);
            start = next;
        }
        let rows = |range: Range<u64>| -> Result<Option<(Range<u64>, u64)>> {
            let bytes = source.range(range.start, range.end - range.start)?;
            Ok(lines(&bytes, source).map(|rows| (range, rows)))
        };
        ranges.into_par_iter().map(rows).collect()
    }

    /// Pieces of whole records, which are walked through for it.
    fn records(source: &Source, size: u64) -> Result<Counted> {
        let mut all = Counted::new();
        source.walk(&[], &mut |blocks| {
            for block in blocks {
                match all.last_mut() {
                    Some((last, rows)) if last.end - last.start + block.len <= size => {
                        last.end = block.start + block.len;
                        *rows += block.rows as u64;
                    }
                    _ => all.push((block.start..block.start + block.len, block.rows as u64)),
                }
            }
            Ok(())
        })?;
        Ok(all)
    }

    fn range(&self, piece: usize) -> Result<Range<u64>> {
        self.ranges.get(piece).cloned().ok_or_else(|| Error::internal("there is no such piece"))
    }

    /// The rows of a piece as a frame.
    pub(super) fn frame(
        &self,
        source: &Source,
        piece: usize,
        wanted: &[Wanted],
    ) -> Result<DataFrame> {
        let part = source.part(self.range(piece)?);
        let all = part.columns(wanted, true)?;
        if let (Some(&field), false) = (all.utc.first(), wanted.is_empty()) {
            let value = String::new();
            return Err(wrong(source, part.body, field, &value, super::field::OFFSET));
        }
        DataFrame::new(all.rows, all.series.into_iter().map(Into::into).collect())
            .map_err(|e| Error::internal("columns of different lengths").because(e))
    }

    /// Walk over the rows of a piece.
    pub(super) fn walk(
        &self,
        source: &Source,
        piece: usize,
        wanted: &[Wanted],
        each: &mut Each<'_>,
    ) -> Result<()> {
        let range = self.range(piece)?;
        if source.bytes.in_memory() {
            let bytes = source.range(range.start, range.end - range.start)?;
            return parse(source, &bytes, range.start, wanted, each);
        }
        let idle = self.pool.lock().ok().and_then(|mut pool| pool.pop());
        let mut bytes = idle.unwrap_or_default();
        bytes.resize((range.end - range.start) as usize, 0);
        let read =
            source.bytes.reader().and_then(|mut reader| reader.read_at(range.start, &mut bytes));
        let walked = match read {
            Ok(()) => parse(source, &bytes, range.start, wanted, each),
            Err(error) => Err(Error::unreadable(&source.name, error)),
        };
        if let Ok(mut pool) = self.pool.lock() {
            pool.push(bytes);
        }
        walked
    }
}

/// Where the line ends that `place` is in.
fn after_line(source: &Source, place: u64) -> Result<u64> {
    let mut len = LINE;
    loop {
        let part = source.range(place, len)?;
        if let Some(line) = part.iter().position(|&b| b == source.dialect.newline) {
            return Ok(place + line as u64 + 1);
        }
        if place + len >= source.bytes.len() {
            return Ok(source.bytes.len());
        }
        len *= 16;
    }
}

/// The rows of some lines; none where there are quotes.
fn lines(bytes: &[u8], source: &Source) -> Option<u64> {
    if count(bytes, b'"') > 0 {
        return None;
    }
    let newline = source.dialect.newline;
    let next = bytes.get(1..).unwrap_or_default();
    let odd = |(&a, &b): (&u8, &u8)| usize::from(a == newline) * usize::from(b <= b' ');
    let blank = bytes.first().is_some_and(|&b| b <= b' ');
    if !blank && bytes.iter().zip(next).map(odd).sum::<usize>() == 0 {
        let open = bytes.last().is_some_and(|&b| b != newline);
        return Some((count(bytes, newline) + usize::from(open)) as u64);
    }
    // Lines that begin with a blank may be no rows.
    let block = source.parse(bytes, 0, &[]);
    Some(block.rows as u64)
}

/// Parse the records of a piece that begins at `start`.
fn parse(
    source: &Source,
    bytes: &[u8],
    start: u64,
    wanted: &[Wanted],
    each: &mut Each<'_>,
) -> Result<()> {
    let mut fields: Vec<Fields> = wanted.iter().map(Fields::new).collect();
    let mut values: Vec<Values> = fields.iter().map(Fields::values).collect();
    let (mut records, mut rows) = (Records::new(bytes, source.dialect), 0);
    let width = source.names.len();
    loop {
        match records.advance() {
            Step::End => break,
            Step::Open(place) => {
                return Err(Error::open_quote(&source.name, source.line(start + place as u64)));
            }
            Step::Record => {}
        }
        match records.check(width) {
            Ok(true) => {}
            Ok(false) => continue,
            Err(found) => {
                let line = source.line(start + records.start as u64);
                return Err(Error::ragged(&source.name, line, width, found));
            }
        }
        for ((field, wanted), values) in fields.iter_mut().zip(wanted).zip(&mut values) {
            let text = records.text(wanted.field);
            if let Err(Wrong(kind)) = field.push(&text, &source.missing, values) {
                let text = super::value::text(&text);
                return Err(wrong(source, start + records.start as u64, wanted.field, &text, kind));
            }
        }
        rows += 1;
        if rows == BATCH {
            each(&values)?;
            values.iter_mut().for_each(clear);
            rows = 0;
        }
    }
    if rows > 0 { each(&values) } else { Ok(()) }
}

fn clear(values: &mut Values) {
    match values {
        Values::Number(v) | Values::Time(v) => v.clear(),
        Values::Category { codes, .. } => codes.clear(),
    }
}

fn wrong(source: &Source, place: u64, field: usize, value: &str, kind: &str) -> Error {
    let name = source.names.get(field).map_or("", String::as_str);
    Error::wrong_value(&source.name, source.line(place), name, value, kind)
}
