//! One walk over a delimited text: blocks that end where records end, parsed in parallel.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::column::{Column, Wanted};
use super::record::{Dialect, Records, Step, count, cut};
use super::value::Missing;
use crate::error::{Error, Result};
use crate::progress::{Progress, Silent};
use crate::source::bytes::Bytes;

/// A text of at most this size is parsed without threads; longer ones in blocks of it.
pub(super) const BLOCK: usize = 1 << 20;
/// What is read at once from a file.
pub(super) const WAVE: u64 = 32 << 20;
/// No record is longer.
const RECORD: u64 = 1 << 30;

/// A delimited text whose layout is known.
#[derive(Clone)]
pub(super) struct Source {
    pub(super) bytes: Bytes,
    pub(super) name: String,
    /// Is told of every block.
    pub(super) progress: Arc<dyn Progress>,
    pub(super) dialect: Dialect,
    pub(super) missing: Missing,
    /// Where the first row begins.
    pub(super) body: u64,
    /// Where the last row ends.
    pub(super) end: u64,
    /// Names of the columns.
    pub(super) names: Vec<String>,
    /// Bytes of a typical row.
    pub(super) row: usize,
    /// Bytes of a block.
    pub(super) block: usize,
    /// Bytes of a wave of blocks.
    pub(super) wave: u64,
}

/// The rows of one block.
pub(super) struct Block {
    /// Where it begins in the input.
    pub(super) start: u64,
    /// Its bytes.
    pub(super) len: u64,
    pub(super) rows: usize,
    /// Rows with fewer fields than there are columns.
    pub(super) short: usize,
    /// One per wanted column.
    pub(super) columns: Vec<Column>,
    problem: Option<Problem>,
}

enum Problem {
    /// A row with too many fields.
    Long { place: usize, fields: usize },
    /// A quote that is not closed.
    Open { place: usize },
}

impl Source {
    /// The rows of a range that begins and ends with records.
    pub(super) fn part(&self, range: Range<u64>) -> Self {
        Self { body: range.start, end: range.end, progress: Arc::new(Silent), ..self.clone() }
    }

    /// Parse the wanted columns of all rows; `take` is given the blocks in order.
    pub(super) fn walk(
        &self,
        wanted: &[Wanted],
        take: &mut dyn FnMut(Vec<Block>) -> Result<()>,
    ) -> Result<()> {
        let total = self.end.saturating_sub(self.body);
        self.progress.start(&format!("reading {}", self.name), Some(total));
        let walked = self.waves(wanted, take);
        self.progress.finish();
        walked
    }

    fn waves(
        &self,
        wanted: &[Wanted],
        take: &mut dyn FnMut(Vec<Block>) -> Result<()>,
    ) -> Result<()> {
        let (mut at, end) = (self.body, self.end);
        let mut size = self.wave;
        while at < end {
            let len = if self.bytes.in_memory() { end - at } else { size.min(end - at) };
            let wave = self.range(at, len)?;
            if (wave.len() as u64) < len {
                return Err(Error::damaged(
                    &self.name,
                    "delimited text",
                    "it shrank while it was read",
                ));
            }
            let last = at + len == end;
            let (blocks, used) = self.blocks(&wave, at, wanted, last);
            if used == 0 {
                // One record fills the wave.
                size *= 2;
                if size > RECORD {
                    return Err(Error::open_quote(&self.name, self.line(at)));
                }
                continue;
            }
            for block in &blocks {
                self.check(block)?;
            }
            take(blocks)?;
            at += used;
            size = self.wave;
        }
        Ok(())
    }

    /// The blocks of one wave, and how far they reach: all of it when it is the last.
    fn blocks(&self, wave: &[u8], start: u64, wanted: &[Wanted], last: bool) -> (Vec<Block>, u64) {
        let mut parts = cut(wave, self.block, self.dialect.newline);
        if !last {
            // Its end is cut anywhere; the next wave begins with it.
            parts.pop();
        }
        let read = |part: Range<usize>| {
            let at = start + part.start as u64;
            let bytes = wave.get(part).unwrap_or_default();
            let block = self.parse(bytes, at, wanted);
            self.progress.advance(bytes.len() as u64);
            block
        };
        let used = parts.last().map_or(0, |part| part.end);
        let blocks: Vec<Block> = if parts.len() < 2 {
            parts.into_iter().map(read).collect()
        } else {
            parts.into_par_iter().map(read).collect()
        };
        if blocks.len() > usize::from(last)
            && blocks.iter().any(|b| matches!(b.problem, Some(Problem::Open { .. })))
        {
            // Lone quotes made the cuts wrong: walk through without cutting.
            let used = if last { wave.len() } else { self.last_record(wave) };
            return (vec![read(0..used)], used as u64);
        }
        (blocks, used as u64)
    }

    /// Where the last record of `wave` begins, of which the end may be missing.
    fn last_record(&self, wave: &[u8]) -> usize {
        let mut records = Records::new(wave, self.dialect);
        let mut start = 0;
        loop {
            match records.advance() {
                Step::Record => start = records.start,
                Step::Open(_) => return records.start,
                Step::End => return start,
            }
        }
    }

    /// Parse the wanted columns of one block.
    pub(super) fn parse(&self, bytes: &[u8], start: u64, wanted: &[Wanted]) -> Block {
        let capacity = bytes.len() / self.row.max(1) + 16;
        let columns = wanted.iter().map(|w| Column::new(w, capacity)).collect();
        let len = bytes.len() as u64;
        let mut block = Block { start, len, rows: 0, short: 0, columns, problem: None };
        let width = self.names.len();
        let mut records = Records::new(bytes, self.dialect);
        loop {
            match records.advance() {
                Step::End => return block,
                Step::Open(place) => {
                    block.problem.get_or_insert(Problem::Open { place });
                    return block;
                }
                Step::Record => {}
            }
            match records.check(width) {
                Ok(true) => {}
                Ok(false) => continue,
                Err(fields) => {
                    block.problem.get_or_insert(Problem::Long { place: records.start, fields });
                    continue;
                }
            }
            block.short += usize::from(records.fields.len() < width);
            block.rows += 1;
            for (column, wanted) in block.columns.iter_mut().zip(wanted) {
                match records.text(wanted.field) {
                    Cow::Borrowed(field) => column.push(field, records.start, &self.missing),
                    Cow::Owned(field) => column.push(&field, records.start, &self.missing),
                }
            }
        }
    }

    fn check(&self, block: &Block) -> Result<()> {
        match block.problem {
            None => Ok(()),
            Some(Problem::Long { place, fields }) => {
                let line = self.line(block.start + place as u64);
                Err(Error::ragged(&self.name, line, self.names.len(), fields))
            }
            Some(Problem::Open { place }) => {
                Err(Error::open_quote(&self.name, self.line(block.start + place as u64)))
            }
        }
    }

    /// The number of the line that contains a byte; counted only for messages.
    pub(super) fn line(&self, place: u64) -> u64 {
        let (mut at, mut line) = (0, 1);
        while at < place
            && let Ok(part) = self.range(at, WAVE.min(place - at))
            && !part.is_empty()
        {
            line += count(&part, self.dialect.newline) as u64;
            at += part.len() as u64;
        }
        line
    }

    /// The text of a field of the record at a place; read only for messages.
    pub(super) fn value(&self, place: u64, field: usize) -> String {
        let rest = self.range(place, 1 << 16).unwrap_or_default();
        let mut records = Records::new(&rest, self.dialect);
        records.advance();
        super::value::text(&records.text(field)).into_owned()
    }

    /// Part of the input.
    pub(super) fn range(&self, start: u64, len: u64) -> Result<Cow<'_, [u8]>> {
        self.bytes.range(start, len).map_err(|e| Error::unreadable(&self.name, e))
    }
}
