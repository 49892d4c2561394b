//! A large text in pieces that end where records end, each parsed on its own.

use std::ops::Range;
use std::sync::Mutex;

use memchr::{memchr, memchr_iter};
use polars::prelude::DataFrame;
use rayon::prelude::*;

use super::column::Wanted;
use super::ends::{self, Ends, Seeker};
use super::field::{Fields, Wrong};
use super::kept::{self, Room};
use super::pass::Source;
use super::record::{QUOTE, Records, Step};
use crate::data::Values;
use crate::data::pieces::{BATCH, Bounds, Each};
use crate::error::{Error, Result};

/// Blocks of a piece, about.
const BLOCKS: u64 = 8;
/// How much is looked at to find the end of a record, at first.
const LINE: u64 = 16 << 10;
/// Line ends that are looked at there.
const LINES: usize = 64;

/// Pieces that are joined where a border turns out to be inside of a field, at most.
const JOINED: usize = 8;

/// Where pieces are.
pub(super) struct Places {
    pub(super) rows: Vec<u64>,
    parts: Vec<Part>,
    /// The fields of which the parts have ends and values.
    bounded: Vec<usize>,
    pool: Pool,
}

/// Records of a text that follow each other.
#[derive(Clone)]
struct Part {
    range: Range<u64>,
    rows: u64,
    /// All of them are rows, with as many fields as there are columns.
    regular: bool,
    /// Whether there are quotes.
    quotes: bool,
    /// The ends of the bounded columns, where they are known, and their values, where they are kept.
    ends: Vec<Option<Ends>>,
    kept: Vec<Option<Vec<f64>>>,
}

/// Buffers for the bytes of a piece that no thread uses just now.
#[derive(Default)]
struct Pool(Mutex<Vec<Vec<u8>>>);

impl Pool {
    /// Do something with the bytes of a range.
    fn with<T>(
        &self,
        source: &Source,
        range: &Range<u64>,
        work: impl FnOnce(&[u8]) -> Result<T>,
    ) -> Result<T> {
        let len = range.end.saturating_sub(range.start);
        if source.bytes.in_memory() {
            return work(&source.range(range.start, len)?);
        }
        let idle = self.0.lock().ok().and_then(|mut pool| pool.pop());
        let mut bytes = idle.unwrap_or_default();
        bytes.resize(len as usize, 0);
        let reader = source.bytes.reader();
        let done = match reader.and_then(|mut reader| reader.read_at(range.start, &mut bytes)) {
            Ok(()) => work(&bytes),
            Err(error) => Err(Error::unreadable(&source.name, error)),
        };
        if let Ok(mut pool) = self.0.lock() {
            pool.push(bytes);
        }
        done
    }
}

impl Places {
    /// Cut a text into pieces, count their rows, and look for the ends of columns.
    pub(super) fn find(source: &Source, bounded: &[Wanted]) -> Result<Self> {
        let (size, pool) = (source.block as u64 * BLOCKS, Pool::default());
        let bounded: Vec<&Wanted> = bounded.iter().filter(|w| ends::are_sought(w)).collect();
        let mut parts = match Self::guessed(source, &bounded, size, &pool)? {
            Some(parts) => parts,
            None => Self::records(source, size)?,
        };
        for (place, wanted) in bounded.iter().enumerate() {
            let of = |part: &mut Part| part.ends.get_mut(place).and_then(Option::take);
            let all: Vec<Option<Ends>> = parts.iter_mut().map(of).collect();
            if ends::tell(wanted, &all) {
                for (part, own) in parts.iter_mut().zip(all) {
                    part.ends.get_mut(place).into_iter().for_each(|ends| *ends = own);
                }
            }
        }
        let bounded = bounded.iter().map(|wanted| wanted.field).collect();
        Ok(Self { rows: parts.iter().map(|part| part.rows).collect(), parts, bounded, pool })
    }

    /// The ends of a field in a piece, where they are known.
    pub(super) fn bounds(&self, piece: usize, field: usize) -> Option<Bounds> {
        let place = self.bounded.iter().position(|&one| one == field)?;
        let ends = self.parts.get(piece)?.ends.get(place)?.as_ref()?;
        Some(ends.bounds())
    }

    /// Pieces with borders where records seem to begin. Where every piece is a number of whole
    /// records, the first begins where rows do, so that all of the borders are right; none where
    /// they are not.
    fn guessed(
        source: &Source,
        bounded: &[&Wanted],
        size: u64,
        pool: &Pool,
    ) -> Result<Option<Vec<Part>>> {
        let (mut borders, end, room) = (vec![source.body], source.bytes.len(), Room::default());
        while let Some(&last) = borders.last().filter(|&&last| last < end) {
            borders.push(border(source, last.saturating_add(size))?.min(end));
        }
        let read = |range: Range<u64>| {
            pool.with(source, &range, |bytes| {
                Ok(records(bytes, source, range.clone(), bounded, &room))
            })
        };
        let between = |a: usize, b: usize| Some(*borders.get(a)?..*borders.get(b)?);
        let count = borders.len() - 1;
        let found: Vec<Result<Option<Part>>> = (0..count)
            .into_par_iter()
            .map(|place| between(place, place + 1).map_or(Ok(None), read))
            .collect();
        let (mut parts, mut next) = (Vec::new(), 0);
        for (place, part) in found.into_iter().enumerate() {
            let mut part = part?;
            if place < next {
                continue;
            }
            next = place + 1;
            while part.is_none() && next < count.min(place + JOINED) {
                next += 1;
                part = between(place, next).map_or(Ok(None), read)?;
            }
            let Some(part) = part else { return Ok(None) };
            parts.push(part);
        }
        Ok(Some(parts))
    }

    /// Pieces of whole records, which are walked through for it.
    fn records(source: &Source, size: u64) -> Result<Vec<Part>> {
        let mut all: Vec<Part> = Vec::new();
        source.walk(&[], &mut |blocks| {
            for block in blocks {
                let (range, rows) = (block.start..block.start + block.len, block.rows as u64);
                match all.last_mut() {
                    Some(last) if range.end - last.range.start <= size => {
                        last.range.end = range.end;
                        last.rows += rows;
                    }
                    _ => all.push(Part {
                        range,
                        rows,
                        regular: false,
                        quotes: true,
                        ends: Vec::new(),
                        kept: Vec::new(),
                    }),
                }
            }
            Ok(())
        })?;
        Ok(all)
    }

    fn part(&self, piece: usize) -> Result<&Part> {
        self.parts.get(piece).ok_or_else(|| Error::internal("there is no such piece"))
    }

    /// The rows of a piece as a frame.
    pub(super) fn frame(
        &self,
        source: &Source,
        piece: usize,
        wanted: &[Wanted],
    ) -> Result<DataFrame> {
        let part = source.part(self.part(piece)?.range.clone());
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
        let part = self.part(piece)?;
        let kept: Vec<_> = wanted.iter().map(|wanted| self.kept(part, wanted.field)).collect();
        if kept.is_empty() || kept.iter().any(Option::is_none) {
            let work = |bytes: &[u8]| parse(source, bytes, part, (wanted, kept), each);
            return self.pool.with(source, &part.range, work);
        }
        let mut values: Vec<Values> = wanted.iter().map(|w| Fields::new(w).values()).collect();
        let (mut kept, mut left) = (kept, part.rows as usize);
        while left > 0 {
            let rows = left.min(BATCH);
            hand_on(&mut kept, rows, &mut values);
            each(&values)?;
            left -= rows;
        }
        Ok(())
    }

    /// The values of a field in a part, where they are kept.
    fn kept<'a>(&self, part: &'a Part, field: usize) -> Option<&'a [f64]> {
        let place = self.bounded.iter().position(|&one| one == field)?;
        part.kept.get(place)?.as_deref()
    }
}

/// Make the values of columns that are kept the next ones.
fn hand_on(kept: &mut [Option<&[f64]>], rows: usize, values: &mut [Values]) {
    for (kept, values) in kept.iter_mut().zip(values) {
        if let Some(kept) = kept {
            kept::hand_on(kept, rows, values);
        }
    }
}

/// Where a record seems to end, not before `place`: at a line end, after which records have as many
/// fields as there are columns.
fn border(source: &Source, place: u64) -> Result<u64> {
    let mut len = LINE;
    loop {
        let part = source.range(place, len)?;
        let whole = place + len >= source.bytes.len();
        let ends = memchr_iter(source.dialect.newline, &part).map(|line| line + 1);
        let mut first = None;
        for end in ends.take(LINES) {
            first.get_or_insert(end);
            if begins_row(source, part.get(end..).unwrap_or_default(), whole) {
                return Ok(place + end as u64);
            }
        }
        if let Some(first) = first {
            return Ok(place + first as u64);
        }
        if whole {
            return Ok(source.bytes.len());
        }
        len *= 16;
    }
}

/// Whether the next records, as far as they are there, have as many fields as there are columns.
fn begins_row(source: &Source, bytes: &[u8], whole: bool) -> bool {
    let mut records = Records::new(bytes, source.dialect);
    for _ in 0..3 {
        match records.advance() {
            Step::End => return true,
            Step::Record | Step::Open(_) if records.at >= bytes.len() && !whole => return true,
            Step::Record if records.fields.len() == source.names.len() => {}
            Step::Record | Step::Open(_) => return false,
        }
    }
    true
}

/// The records of a range; none where the last is not closed, or a row is too long.
fn records(
    bytes: &[u8],
    source: &Source,
    range: Range<u64>,
    bounded: &[&Wanted],
    room: &Room,
) -> Option<Part> {
    let quotes = memchr(QUOTE, bytes).is_some();
    let (ends, kept) = (Vec::new(), Vec::new());
    let mut part = Part { range, rows: 0, regular: true, quotes, ends, kept };
    let keep = room.is_left();
    let mut seekers: Vec<Seeker> = bounded.iter().map(|wanted| Seeker::new(wanted, keep)).collect();
    let (mut records, width) = (Records::new(bytes, source.dialect), source.names.len());
    loop {
        match records.advance() {
            Step::End => break,
            Step::Open(_) => return None,
            Step::Record if records.fields.len() == width => {}
            Step::Record => {
                part.regular = false;
                if !records.check(width).ok()? {
                    continue;
                }
            }
        }
        part.rows += 1;
        for seeker in &mut seekers {
            seeker.look(&records.text(seeker.field), &source.missing);
        }
    }
    for (ends, values) in seekers.into_iter().map(Seeker::finish) {
        part.ends.push(ends);
        part.kept.push(values.and_then(|values| room.keep(values)));
    }
    Some(part)
}

/// Parse the records of a piece, but for the columns whose values are kept.
fn parse(
    source: &Source,
    bytes: &[u8],
    part: &Part,
    (wanted, mut kept): (&[Wanted], Vec<Option<&[f64]>>),
    each: &mut Each<'_>,
) -> Result<()> {
    let start = part.range.start;
    let mut fields: Vec<Fields> = wanted.iter().map(Fields::new).collect();
    let mut values: Vec<Values> = fields.iter().map(Fields::values).collect();
    let mut records = Records::new(bytes, source.dialect).with_quotes(part.quotes);
    let (width, mut rows) = (source.names.len(), 0);
    let parsed = wanted.iter().zip(&kept).filter(|(_, kept)| kept.is_none());
    let last = parsed.map(|(wanted, _)| wanted.field + 1).max().unwrap_or(0);
    let looked_at = if part.regular { last } else { usize::MAX };
    loop {
        match records.advance_for(looked_at) {
            Step::End => break,
            Step::Open(place) => {
                return Err(Error::open_quote(&source.name, source.line(start + place as u64)));
            }
            Step::Record => {}
        }
        match records.check(width) {
            _ if part.regular => {}
            Ok(true) => {}
            Ok(false) => continue,
            Err(found) => {
                let line = source.line(start + records.start as u64);
                return Err(Error::ragged(&source.name, line, width, found));
            }
        }
        let columns = fields.iter_mut().zip(wanted).zip(&mut values).zip(&kept);
        for (((field, wanted), values), _) in columns.filter(|(_, kept)| kept.is_none()) {
            let text = records.text(wanted.field);
            if let Err(Wrong(kind)) = field.push(&text, &source.missing, values) {
                let text = super::value::text(&text);
                return Err(wrong(source, start + records.start as u64, wanted.field, &text, kind));
            }
        }
        rows += 1;
        if rows == BATCH {
            hand_on(&mut kept, rows, &mut values);
            each(&values)?;
            values.iter_mut().for_each(clear);
            rows = 0;
        }
    }
    hand_on(&mut kept, rows, &mut values);
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
