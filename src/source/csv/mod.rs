//! Delimited text: CSV, TSV and their relatives.
//!
//! A text of moderate size is parsed when it is opened, so that types hold for every row. A large
//! one is looked at in several places when it is opened, and parsed column by column when rows are
//! wanted.

mod column;
mod ends;
mod field;
mod kept;
mod large;
mod layout;
mod pass;
mod piece;
mod read;
mod record;
mod value;

use std::sync::Arc;

use polars::prelude::DataFrame;

use self::column::Wanted;
use self::pass::Source;
use self::record::{Records, Step, count};
use self::value::{Kind, Missing};
use super::bytes::Bytes;
use super::memory::Memory;
use super::times::{TimeFormat, note_utc};
use super::{Format, Input};
use crate::data::Scan;
use crate::data::stamp::Offsets;
use crate::error::{Error, Result};
use crate::progress::{Progress, Silent};
use crate::spec::ReadOptions;
use crate::warn::Warnings;

pub(super) use layout::unique;

/// A text of at most this size is parsed when it is opened.
const SMALL: u64 = 64 << 20;
/// What is looked at to find the layout, at first.
const HEAD: u64 = 256 << 10;

/// Delimited text.
pub struct Csv;

impl Format for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv", "tsv", "tab", "txt", "dat", "psv"]
    }

    fn summary(&self) -> &'static str {
        "delimited text: comma, tab, semicolon, bar or spaces"
    }

    fn sniff(&self, head: &[u8]) -> bool {
        if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
            return true;
        }
        let odd = |&&b: &&u8| b < b' ' && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c);
        !head.is_empty()
            && !head.contains(&0)
            && head.iter().filter(odd).count() * 100 <= head.len()
    }

    fn open(
        &self,
        input: Input,
        options: &ReadOptions,
        warnings: &mut Warnings,
        progress: &dyn Progress,
    ) -> Result<Arc<dyn Scan>> {
        let Input { name, bytes } = input;
        let bytes = from_utf16(bytes, &name)?;
        let mut source = lay_out(bytes, name, options, warnings)?;
        source.progress = progress.handle();
        if source.bytes.len() <= SMALL {
            whole(&source, options, warnings)
        } else {
            large::open(source, options, warnings)
        }
    }
}

/// Text in UTF-16, as spreadsheets save it, as UTF-8.
fn from_utf16(bytes: Bytes, name: &str) -> Result<Bytes> {
    let head = bytes.range(0, 2).map_err(|e| Error::unreadable(name, e))?;
    let unit: fn([u8; 2]) -> u16 = match *head {
        [0xff, 0xfe] => u16::from_le_bytes,
        [0xfe, 0xff] => u16::from_be_bytes,
        _ => return Ok(bytes),
    };
    let all = bytes.all().map_err(|e| Error::unreadable(name, e))?;
    let units = all.chunks_exact(2).skip(1).map(|pair| unit([pair[0], pair[1]]));
    let text: String = char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect();
    Ok(Bytes::from(text.into_bytes()))
}

fn lay_out(
    bytes: Bytes,
    name: String,
    options: &ReadOptions,
    warnings: &mut Warnings,
) -> Result<Source> {
    if options.delimiter.is_some_and(|d| !d.is_ascii() || matches!(d, '"' | '\n' | '\r')) {
        return Err(Error::bad_delimiter());
    }
    // Bytes of memory are parsed faster than ranges of a file.
    let bytes = if bytes.len() <= SMALL && !bytes.in_memory() {
        Bytes::from(bytes.all().map_err(|e| Error::unreadable(&name, e))?.into_owned())
    } else {
        bytes
    };
    let mut size = HEAD;
    let found = loop {
        let head = bytes.range(0, size).map_err(|e| Error::unreadable(&name, e))?;
        let whole = size >= bytes.len();
        let mut notes = warnings.clone();
        let found = layout::find(&head, whole, options, &name, &mut notes);
        if found.is_some() || whole || size > SMALL {
            *warnings = notes;
            break found;
        }
        size *= 4;
    };
    let Some(found) = found else {
        let head = bytes.range(0, size).map_err(|e| Error::unreadable(&name, e))?;
        return Err(match layout::open_quote(&head) {
            _ if bytes.is_empty() => Error::empty_file(&name),
            Some(line) => Error::open_quote(&name, line),
            None => Error::no_columns(&name),
        });
    };
    let mut source = Source {
        end: bytes.len(),
        bytes,
        name,
        progress: Arc::new(Silent),
        dialect: found.dialect,
        missing: Missing::new(options),
        body: found.body as u64,
        names: found.names,
        row: 16,
        block: pass::BLOCK,
        wave: pass::WAVE,
    };
    source.row = row_size(&source)?;
    Ok(source)
}

/// Bytes of a typical row, from which room for a block's values is estimated.
fn row_size(source: &Source) -> Result<usize> {
    let head = source.range(source.body, 1 << 14)?;
    let lines = count(&head, source.dialect.newline);
    Ok((head.len() / lines.max(1)).max(2))
}

/// What to read each column as, from the rows in one range of the text.
fn look(source: &Source, wanted: &mut [Wanted], start: u64, len: u64) -> Result<()> {
    let part = source.range(start, len)?;
    let mut records = Records::new(&part, source.dialect);
    while records.advance() == Step::Record {
        let cut = records.at >= part.len() && start + len < source.bytes.len();
        // In the middle of a text, a row of another width is not a row.
        if cut || (start > source.body && records.fields.len() != source.names.len()) {
            break;
        }
        for wanted in wanted.iter_mut().filter(|w| !w.asked) {
            let field = records.text(wanted.field);
            if !source.missing.is(&field) {
                let kind = Kind::of(&field);
                wanted.kind = wanted.kind.join(kind);
                if kind == Kind::Time {
                    wanted.format.read(&field).inspect(|stamp| wanted.offsets.see(*stamp));
                }
            }
        }
    }
    Ok(())
}

/// Every column, with what the first rows say of it, and the times that are asked for.
fn wanted(source: &Source, options: &ReadOptions, warnings: &mut Warnings) -> Result<Vec<Wanted>> {
    let blank = |field| Wanted {
        field,
        kind: Kind::Empty,
        format: TimeFormat::Iso,
        offsets: Offsets::default(),
        utc: false,
        asked: false,
    };
    let mut all: Vec<Wanted> = (0..source.names.len()).map(blank).collect();
    for (name, format) in &options.parse_dates {
        // Whether a column is there at all is for all inputs together to say.
        let Some(place) = source.names.iter().position(|n| n == name) else { continue };
        let format = if format.is_empty() {
            guess(source, place, options, warnings)?
        } else {
            TimeFormat::Strftime(format.clone())
        };
        if let Some(wanted) = all.get_mut(place) {
            *wanted = Wanted { kind: Kind::Time, format, asked: true, ..blank(place) };
        }
    }
    look(source, &mut all, source.body, 1 << 14)?;
    Ok(all)
}

/// How the times of a column are written.
fn guess(
    source: &Source,
    field: usize,
    options: &ReadOptions,
    warnings: &mut Warnings,
) -> Result<TimeFormat> {
    let head = source.range(source.body, HEAD)?;
    let mut records = Records::new(&head, source.dialect);
    let mut samples = Vec::new();
    while samples.len() < 1000 && records.advance() == Step::Record {
        let text = records.text(field);
        let cut = records.at >= head.len() && source.body + HEAD < source.bytes.len();
        if !cut && !source.missing.is(&text) {
            samples.push(text.into_owned());
        }
    }
    let name = source.names.get(field).map_or("", String::as_str);
    let Some(format) = TimeFormat::guess(&samples, options.dayfirst) else {
        let value = samples.first().map(|s| value::text(s).into_owned()).unwrap_or_default();
        return Err(Error::not_dates(&source.name, name, &value));
    };
    if let TimeFormat::Strftime(format) = &format {
        let swapped = format.starts_with("%m") == options.dayfirst;
        if swapped
            && format.starts_with(['%'])
            && format.contains("%d")
            && format.contains("%m")
            && !format.starts_with("%Y")
        {
            warnings.warn(format!("column \"{name}\" of {} is read as {format}", source.name));
        } else {
            warnings.note(format!("column \"{name}\" of {} is read as {format}", source.name));
        }
    }
    Ok(format)
}

/// Parse all of it.
fn whole(source: &Source, options: &ReadOptions, warnings: &mut Warnings) -> Result<Arc<dyn Scan>> {
    let wanted = wanted(source, options, warnings)?;
    let all = source.columns(&wanted, false)?;
    let name = &source.name;
    for &column in &all.utc {
        note_utc(source.names.get(column).map_or("", String::as_str), name, warnings);
    }
    if std::str::from_utf8(source.bytes.as_ref()).is_err() {
        warnings.warn(format!("{name} is not in UTF-8; its letters are read as Latin-1"));
    }
    if all.short > 0 {
        let rows = if all.short == 1 { "row has" } else { "rows have" };
        warnings.warn(format!(
            "{} {rows} fewer fields than {name} has columns; what is not there is missing",
            all.short
        ));
    }
    let columns = all.series.into_iter().map(Into::into).collect();
    let frame = DataFrame::new(all.rows, columns)
        .map_err(|e| Error::internal("columns of different lengths").because(e))?;
    warn_of_text(&frame, name, warnings);
    Ok(Arc::new(Memory::new(frame, name.clone())))
}

/// Text that looks as if something else was meant.
fn warn_of_text(frame: &DataFrame, file: &str, warnings: &mut Warnings) {
    for column in frame.columns() {
        let Ok(texts) = column.str() else { continue };
        let Some(first) = texts.iter().flatten().next() else { continue };
        let name = column.name();
        let sample = [first.as_bytes().to_vec()];
        let digits = first.bytes().filter(u8::is_ascii_digit).count();
        if digits >= 3 && TimeFormat::guess(&sample, false).is_some() {
            warnings.warn(format!(
                "column \"{name}\" of {file} looks like dates and is read as text; \
                 --parse-dates '{name}' reads it as times"
            ));
        } else if first.contains(',') && value::float(first.replace(',', "").as_bytes()).is_some() {
            warnings.warn(format!(
                "column \"{name}\" of {file} has numbers with commas and is read as text"
            ));
        }
    }
}
