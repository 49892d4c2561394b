//! The page headers of Parquet columns, looked at before polars trusts them: it allocates what
//! they declare, and an allocation that fails ends the process.
//!
//! Page headers are Thrift structs in the compact protocol (parquet-format, `parquet.thrift`).

use polars_io::parquet::read::FileMetadata;
use polars_parquet::parquet::metadata::{ColumnChunkMetadata, RowGroupMetadata};

use super::super::bytes::Reader;
use super::Bytes;

/// Most headers are shorter; statistics of long words make them longer.
const HEADER: u64 = 512;
const LONGEST: u64 = 16 << 20;

/// What is wrong with the pages of the columns that `wanted` accepts.
pub(super) fn problem(
    bytes: &Bytes,
    metadata: &FileMetadata,
    wanted: impl Fn(&str) -> bool,
) -> Option<&'static str> {
    metadata.row_groups.iter().find_map(|group| group_problem(bytes, group, &wanted))
}

/// The same for one row group.
pub(super) fn group_problem(
    bytes: &Bytes,
    group: &RowGroupMetadata,
    wanted: impl Fn(&str) -> bool,
) -> Option<&'static str> {
    let Ok(mut reader) = bytes.reader() else { return Some("it cannot be opened") };
    let wanted = |column: &&ColumnChunkMetadata| {
        column.descriptor().path_in_schema.first().is_some_and(|name| wanted(name))
    };
    let mut columns = group.parquet_columns().iter().filter(wanted);
    columns.find_map(|column| list(&mut reader, bytes.len(), column, group.num_rows()).err())
}

/// The pages of a column of a row group of so many rows.
pub(super) fn list(
    reader: &mut Reader<'_>,
    len: u64,
    column: &ColumnChunkMetadata,
    rows: usize,
) -> Result<Vec<Page>, &'static str> {
    let values = column.num_values();
    let flat = column.descriptor().descriptor.max_rep_level == 0;
    if values < 0 || (flat && values as usize != rows) {
        return Err("a column does not have as many values as there are rows");
    }
    let start = column.dictionary_page_offset().unwrap_or(column.data_page_offset());
    let size = column.compressed_size();
    let end = start.checked_add(size).filter(|&end| start >= 0 && size >= 0 && end as u64 <= len);
    let end = end.ok_or("a column is not inside the file")?;
    walk(reader, start as u64, end as u64, values)
}

/// Walk over the pages of one column chunk.
fn walk(
    reader: &mut Reader<'_>,
    start: u64,
    end: u64,
    values: i64,
) -> Result<Vec<Page>, &'static str> {
    let (mut at, mut seen, mut head, mut all) = (start, 0_i64, Vec::new(), Vec::new());
    while at < end && seen < values {
        let (page, size) =
            header(reader, at, end, &mut head).ok_or("a page header cannot be read")?;
        let body = at + size;
        let fits = page.stored >= 0 && page.size >= 0 && body + page.stored as u64 <= end;
        if !fits {
            return Err("a page is not inside its column");
        }
        if page.kind == Kind::Dictionary {
            if page.values < 0 || page.values > page.size {
                return Err("a dictionary has more words than bytes");
            }
        } else {
            seen = seen.saturating_add(page.values);
            let levels = page.levels.iter().all(|&l| l >= 0 && l <= page.stored);
            if page.values < 0 || seen > values || !levels {
                return Err("a page has more values than its column");
            }
        }
        at = body + page.stored as u64;
        all.push(Page { at: body, ..page });
    }
    Ok(all)
}

/// Where the dictionary of a column chunk is; none when a page does without it.
pub(super) fn dictionary(
    reader: &mut Reader<'_>,
    len: u64,
    column: &ColumnChunkMetadata,
    rows: usize,
) -> Option<Page> {
    let pages = list(reader, len, column, rows).ok()?;
    let holds = |page: &Page| page.kind == Kind::Dictionary || page.has_codes();
    if !pages.iter().all(holds) {
        return None;
    }
    pages.into_iter().rfind(|page| page.kind == Kind::Dictionary)
}

/// What a page holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// An index, or what came after this was written.
    #[default]
    Other,
    /// The words that codes stand for.
    Dictionary,
    /// Levels and values, compressed together.
    First,
    /// Levels, and values that are compressed without them.
    Second,
}

/// What a page header declares, and where the page is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) kind: Kind,
    /// Where its bytes begin, behind the header.
    pub(super) at: u64,
    /// Bytes in the file.
    pub(super) stored: i64,
    /// Bytes after decompression.
    pub(super) size: i64,
    /// Words of a dictionary, values of another page.
    pub(super) values: i64,
    pub(super) encoding: i64,
    /// How definition levels are written, in pages of version 1.
    pub(super) level_encoding: i64,
    /// Bytes of definition and repetition levels, in pages of version 2.
    pub(super) levels: [i64; 2],
    /// A page of version 2 whose values are not compressed though its column is.
    pub(super) raw: bool,
}

impl Page {
    /// True when values are codes into the dictionary: `PLAIN_DICTIONARY` and `RLE_DICTIONARY`.
    pub(super) fn has_codes(&self) -> bool {
        matches!(self.encoding, 2 | 8)
    }
}

/// The page header at `at`, and its size.
fn header(reader: &mut Reader<'_>, at: u64, end: u64, head: &mut Vec<u8>) -> Option<(Page, u64)> {
    let mut size = HEADER;
    loop {
        let len = size.min(end - at);
        head.resize(usize::try_from(len).ok()?, 0);
        reader.read_at(at, head).ok()?;
        let mut compact = Compact { bytes: head, at: 0, depth: 0 };
        if let Some(page) = compact.page() {
            return Some((page, compact.at as u64));
        }
        if size >= end - at || size >= LONGEST {
            return None;
        }
        size *= 16;
    }
}

/// Thrift's compact protocol.
struct Compact<'a> {
    bytes: &'a [u8],
    at: usize,
    depth: u32,
}

impl Compact<'_> {
    fn page(&mut self) -> Option<Page> {
        let mut page = Page::default();
        let mut field = 0;
        while let Some(kind) = self.field(&mut field)? {
            match (field, kind) {
                (2, 5) => page.size = self.zigzag()?,
                (3, 5) => page.stored = self.zigzag()?,
                (5, 12) => self.inner(&mut page, Kind::First)?,
                (7, 12) => self.inner(&mut page, Kind::Dictionary)?,
                (8, 12) => self.inner(&mut page, Kind::Second)?,
                _ => self.skip(kind)?,
            }
        }
        Some(page)
    }

    /// The header of a kind of page.
    fn inner(&mut self, page: &mut Page, of: Kind) -> Option<()> {
        // A dictionary stays one, whatever else is declared.
        if page.kind != Kind::Dictionary {
            page.kind = of;
        }
        let second = of == Kind::Second;
        let mut field = 0;
        while let Some(kind) = self.field(&mut field)? {
            match (field, kind) {
                (1, 5) => page.values = self.zigzag()?,
                (2, 5) if !second => page.encoding = self.zigzag()?,
                (3, 5) if of == Kind::First => page.level_encoding = self.zigzag()?,
                (4, 5) if second => page.encoding = self.zigzag()?,
                (5, 5) if second => page.levels[0] = self.zigzag()?,
                (6, 5) if second => page.levels[1] = self.zigzag()?,
                // True and false are types of their own.
                (7, 1 | 2) if second => page.raw = kind == 2,
                _ => self.skip(kind)?,
            }
        }
        Some(())
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn varint(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    fn zigzag(&mut self) -> Option<i64> {
        let value = self.varint()?;
        Some((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    /// The type of the next field, whose number is left in `field`; none at the end of a struct.
    #[expect(clippy::option_option, reason = "no byte, and no field, are different ends")]
    fn field(&mut self, field: &mut i64) -> Option<Option<u8>> {
        let byte = self.byte()?;
        if byte == 0 {
            return Some(None);
        }
        *field = match byte >> 4 {
            0 => self.zigzag()?,
            step => *field + i64::from(step),
        };
        Some(Some(byte & 0x0f))
    }

    fn pass(&mut self, len: u64) -> Option<()> {
        self.at = self.at.checked_add(usize::try_from(len).ok()?)?;
        (self.at <= self.bytes.len()).then_some(())
    }

    fn skip(&mut self, kind: u8) -> Option<()> {
        self.depth += 1;
        if self.depth > 16 {
            return None;
        }
        match kind {
            1 | 2 => {}
            3 => self.pass(1)?,
            4..=6 => drop(self.varint()?),
            7 => self.pass(8)?,
            8 => {
                let len = self.varint()?;
                self.pass(len)?;
            }
            9 | 10 => {
                let head = self.byte()?;
                let count = if head >> 4 == 15 { self.varint()? } else { u64::from(head >> 4) };
                for _ in 0..count {
                    self.at.lt(&self.bytes.len()).then_some(())?;
                    self.skip(head & 0x0f)?;
                }
            }
            12 => {
                let mut field = 0;
                while let Some(kind) = self.field(&mut field)? {
                    self.skip(kind)?;
                }
            }
            // Page headers have no maps.
            _ => return None,
        }
        self.depth -= 1;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_header_is_read() {
        // type = data page, size = 64, stored = 40, data header {values = 10, encoding, statistics
        // with a word}.
        let bytes = [
            0x15, 0x00, 0x15, 0x80, 0x01, 0x15, 0x50, 0x2c, 0x15, 0x14, 0x15, 0x00, 0x3c, 0x18,
            0x01, b'a', 0x00, 0x00, 0x00,
        ];
        let len = bytes.len() as u64;
        let look = |bytes: &[u8]| {
            let bytes = Bytes::from(bytes.to_vec());
            header(&mut bytes.reader().unwrap(), 0, bytes.len(), &mut Vec::new())
        };
        let (page, size) = look(&bytes).unwrap();
        let kind = Kind::First;
        assert_eq!(page, Page { kind, stored: 40, size: 64, values: 10, ..Page::default() });
        assert_eq!(size, len);
        assert!(look(&bytes[..9]).is_none());
    }
}
