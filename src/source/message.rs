//! The messages of an Arrow file or stream, looked at before polars trusts them: it allocates what they
//! declare, and an allocation that fails ends the process.
//!
//! Messages are `FlatBuffers` tables (Arrow columnar format, "IPC File Format"; `Message.fbs`,
//! `File.fbs`).

use std::io::{Read, Seek, SeekFrom};

/// Rows of one batch.
const ROWS: i64 = u32::MAX as i64;
/// Zstandard, the denser of the two methods, stores 128 KiB in four bytes at best.
const RATIO: u64 = 1 << 15;
/// No column of a batch is longer.
const BUFFER: u64 = 1 << 34;
/// No description of a batch, and no footer, is longer.
const TABLE: u64 = 256 << 20;

/// What is wrong with the messages of a file of `len` bytes.
pub(super) fn problem(file: &mut (impl Read + Seek), len: u64) -> Option<&'static str> {
    check(file, len).err()
}

/// What is wrong with the messages of a stream of `len` bytes.
pub(super) fn stream_problem(stream: &mut (impl Read + Seek), len: u64) -> Option<&'static str> {
    check_stream(stream, len).err()
}

fn check_stream(stream: &mut (impl Read + Seek), len: u64) -> Result<(), &'static str> {
    let wrong = "a message cannot be read";
    let mut at = 0;
    while at < len {
        let length = read(stream, at, 8).and_then(|head| u32_at(&head, 4)).ok_or(wrong)?;
        if length == 0 {
            break;
        }
        let size = 8 + u64::from(length);
        let bytes = read(stream, at + 8, u64::from(length)).ok_or(wrong)?;
        let message = Table::root(&bytes).ok_or(wrong)?;
        // Dictionaries and rows; the schema has no buffers.
        if matches!(message.field(1).and_then(|at| bytes.get(at)), Some(2 | 3)) {
            batch(stream, len, at, size)?;
        }
        let body = message.field(3).map_or(Some(0), |at| i64_at(&bytes, at)).ok_or(wrong)?;
        let body = u64::try_from(body).map_err(|_| wrong)?;
        let next = (at + size).checked_add(body).filter(|&next| next <= len);
        at = next.ok_or("it is cut short")?;
    }
    Ok(())
}

fn check(file: &mut (impl Read + Seek), len: u64) -> Result<(), &'static str> {
    let wrong = "its footer cannot be read";
    let at = len.checked_sub(10).ok_or(wrong)?;
    let footer = u64::from(u32_at(&read(file, at, 4).ok_or(wrong)?, 0).ok_or(wrong)?);
    let start = at.checked_sub(footer).ok_or(wrong)?;
    let bytes = read(file, start, footer).ok_or(wrong)?;
    let table = Table::root(&bytes).ok_or(wrong)?;
    for field in [2, 3] {
        let Some(blocks) = table.vector(field, 24) else { continue };
        for block in blocks {
            let (offset, size) = (i64_at(block, 0), u32_at(block, 8));
            let (Some(offset), Some(size)) = (offset, size) else { return Err(wrong) };
            let offset = u64::try_from(offset).map_err(|_| wrong)?;
            batch(file, len, offset, u64::from(size))?;
        }
    }
    Ok(())
}

/// One batch of rows or of the words of a dictionary.
fn batch(file: &mut (impl Read + Seek), len: u64, at: u64, size: u64) -> Result<(), &'static str> {
    let wrong = "the description of a batch cannot be read";
    let body = at.checked_add(size).filter(|&body| body <= len).ok_or(wrong)?;
    let head = read(file, at, 8).ok_or(wrong)?;
    // Files of the oldest version do without the mark.
    let marked = head.starts_with(&[0xff; 4]);
    let length = u32_at(&head, if marked { 4 } else { 0 }).ok_or(wrong)?;
    let start = at + if marked { 8 } else { 4 };
    let bytes = read(file, start, u64::from(length)).ok_or(wrong)?;
    let message = Table::root(&bytes).ok_or(wrong)?;
    let header = message.table(2).ok_or(wrong)?;
    let is_dictionary = message.field(1).and_then(|at| bytes.get(at)) == Some(&2);
    let batch = if is_dictionary { header.table(1).ok_or(wrong)? } else { header };
    let rows = batch.field(0).map_or(Some(0), |at| i64_at(&bytes, at)).ok_or(wrong)?;
    let nodes = batch.vector(1, 16).into_iter().flatten();
    if !(0..=ROWS).contains(&rows)
        || nodes.into_iter().any(|n| !i64_at(n, 0).is_some_and(|n| (0..=ROWS).contains(&n)))
    {
        return Err("a batch declares more rows than can be");
    }
    let compressed = batch.field(3).is_some();
    for buffer in batch.vector(2, 16).into_iter().flatten() {
        let place = i64_at(buffer, 0).and_then(|v| u64::try_from(v).ok());
        let size = i64_at(buffer, 8).and_then(|v| u64::try_from(v).ok());
        let (Some(place), Some(size)) = (place, size) else { return Err(wrong) };
        let start = body.checked_add(place);
        let start = start.filter(|s| s.checked_add(size).is_some_and(|end| end <= len));
        let start = start.ok_or("a column is not inside the file")?;
        if compressed && size > 0 {
            let declared = read(file, start, 8).and_then(|head| i64_at(&head, 0)).ok_or(wrong)?;
            let most = size.saturating_mul(RATIO).saturating_add(1 << 20).min(BUFFER);
            // -1: stored as it is.
            if declared != -1 && !u64::try_from(declared).is_ok_and(|size| size <= most) {
                return Err("a column declares more bytes than it can have");
            }
        }
    }
    Ok(())
}

fn read(file: &mut (impl Read + Seek), at: u64, len: u64) -> Option<Vec<u8>> {
    file.seek(SeekFrom::Start(at)).ok()?;
    let mut bytes = Vec::new();
    file.take(len.min(TABLE)).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 == len).then_some(bytes)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|b| u16::from_le_bytes(*b))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|b| u32::from_le_bytes(*b))
}

fn i64_at(bytes: &[u8], at: usize) -> Option<i64> {
    bytes.get(at..)?.first_chunk().map(|b| i64::from_le_bytes(*b))
}

/// A table of a `FlatBuffer`.
#[derive(Clone, Copy)]
struct Table<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Table<'a> {
    fn root(bytes: &'a [u8]) -> Option<Self> {
        Some(Self { bytes, at: u32_at(bytes, 0)? as usize })
    }

    /// Where a field is, if it is there.
    fn field(&self, number: usize) -> Option<usize> {
        let back = u32_at(self.bytes, self.at)?.cast_signed();
        let map = i64::try_from(self.at).ok()? - i64::from(back);
        let map = usize::try_from(map).ok()?;
        let entry = 4 + 2 * number;
        if entry + 2 > usize::from(u16_at(self.bytes, map)?) {
            return None;
        }
        let offset = usize::from(u16_at(self.bytes, map + entry)?);
        (offset != 0).then_some(self.at + offset)
    }

    /// What a field points to.
    fn target(&self, number: usize) -> Option<usize> {
        let at = self.field(number)?;
        at.checked_add(u32_at(self.bytes, at)? as usize)
    }

    fn table(&self, number: usize) -> Option<Self> {
        Some(Self { bytes: self.bytes, at: self.target(number)? })
    }

    /// The structs of `size` bytes that a field holds.
    fn vector(&self, number: usize, size: usize) -> Option<std::slice::ChunksExact<'a, u8>> {
        let at = self.target(number)?;
        let len = (u32_at(self.bytes, at)? as usize).checked_mul(size)?;
        Some(self.bytes.get(at + 4..)?.get(..len)?.chunks_exact(size))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use polars::prelude::*;

    use super::*;
    use crate::data::export::{ExportFormat, export};

    #[test]
    fn files_that_lie_about_sizes_are_refused() {
        let frame = DataFrame::new(3, vec![Column::new("a".into(), [1_i64, 2, 3])]).unwrap();
        let mut bytes = Vec::new();
        export(&frame, ExportFormat::Arrow, &mut bytes).unwrap();
        let look = |bytes: &[u8]| problem(&mut Cursor::new(bytes), bytes.len() as u64);
        assert_eq!(look(&bytes), None);
        // The rows of the only batch stand there as three, more than once.
        let three = 3_i64.to_le_bytes();
        let places: Vec<usize> =
            (0..bytes.len() - 8).filter(|&at| bytes[at..at + 8] == three).collect();
        let refused = places.iter().filter(|&&at| {
            let mut lie = bytes.clone();
            lie[at..at + 8].copy_from_slice(&(1_i64 << 58).to_le_bytes());
            look(&lie).is_some()
        });
        assert!(refused.count() >= 2);
        assert!(look(&bytes[..9]).is_some());
    }
}
