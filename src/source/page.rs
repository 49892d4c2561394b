//! The page headers of Parquet columns, looked at before polars trusts them: it allocates what
//! they declare, and an allocation that fails ends the process.
//!
//! Page headers are Thrift structs in the compact protocol (parquet-format, `parquet.thrift`).

use polars_io::parquet::read::FileMetadata;

use super::Bytes;

/// Most headers are shorter; statistics of long words make them longer.
const HEADER: u64 = 4 << 10;
const LONGEST: u64 = 16 << 20;

/// What is wrong with the pages of the columns that `wanted` accepts.
pub(super) fn problem(
    bytes: &Bytes,
    metadata: &FileMetadata,
    wanted: impl Fn(&str) -> bool,
) -> Option<&'static str> {
    for group in &metadata.row_groups {
        for column in group.parquet_columns() {
            let descriptor = column.descriptor();
            if !descriptor.path_in_schema.first().is_some_and(|name| wanted(name)) {
                continue;
            }
            let values = column.num_values();
            let flat = descriptor.descriptor.max_rep_level == 0;
            if values < 0 || (flat && values as usize != group.num_rows()) {
                return Some("a column does not have as many values as there are rows");
            }
            let start = column.dictionary_page_offset().unwrap_or(column.data_page_offset());
            let len = column.compressed_size();
            let inside = start >= 0
                && len >= 0
                && start.checked_add(len).is_some_and(|end| end as u64 <= bytes.len());
            if !inside {
                return Some("a column is not inside the file");
            }
            if let Some(problem) = pages(bytes, start as u64, len as u64, values) {
                return Some(problem);
            }
        }
    }
    None
}

/// Walk over the pages of one column chunk.
fn pages(bytes: &Bytes, start: u64, len: u64, values: i64) -> Option<&'static str> {
    let (mut at, end, mut seen) = (start, start + len, 0_i64);
    while at < end && seen < values {
        let Some((page, size)) = header(bytes, at, end) else {
            return Some("a page header cannot be read");
        };
        let after = at + size;
        let fits = page.stored >= 0 && page.size >= 0 && after + page.stored as u64 <= end;
        if !fits {
            return Some("a page is not inside its column");
        }
        if page.dictionary {
            if page.values < 0 || page.values > page.size {
                return Some("a dictionary has more words than bytes");
            }
        } else {
            seen = seen.saturating_add(page.values);
            let levels = page.levels.iter().all(|&l| l >= 0 && l <= page.stored);
            if page.values < 0 || seen > values || !levels {
                return Some("a page has more values than its column");
            }
        }
        at = after + page.stored as u64;
    }
    None
}

/// Where the dictionary of a column chunk is; none when a page does without it.
pub(super) fn dictionary(bytes: &Bytes, start: u64, len: u64, values: i64) -> Option<(u64, Page)> {
    let (mut at, end, mut seen, mut found) = (start, start.checked_add(len)?, 0_i64, None);
    while at < end && seen < values {
        let (page, size) = header(bytes, at, end)?;
        let body = at + size;
        at = body.checked_add(u64::try_from(page.stored).ok()?).filter(|&after| after <= end)?;
        if page.dictionary {
            found = Some((body, page));
        } else {
            // PLAIN_DICTIONARY and RLE_DICTIONARY.
            matches!(page.encoding, 2 | 8).then_some(())?;
            seen = seen.checked_add(page.values.max(1))?;
        }
    }
    found
}

/// What a page header declares.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    dictionary: bool,
    /// Bytes in the file.
    pub(super) stored: i64,
    /// Bytes after decompression.
    pub(super) size: i64,
    /// Words of a dictionary, values of another page.
    pub(super) values: i64,
    encoding: i64,
    /// Bytes of repetition and definition levels, in pages of version 2.
    levels: [i64; 2],
}

/// The page header at `at`, and its size.
fn header(bytes: &Bytes, at: u64, end: u64) -> Option<(Page, u64)> {
    let mut size = HEADER;
    loop {
        let part = bytes.range(at, size.min(end - at)).ok()?;
        let mut reader = Compact { bytes: &part, at: 0, depth: 0 };
        if let Some(page) = reader.page() {
            return Some((page, reader.at as u64));
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
                (5 | 7 | 8, 12) => {
                    page.dictionary |= field == 7;
                    let version_2 = field == 8;
                    let mut inner = 0;
                    while let Some(kind) = self.field(&mut inner)? {
                        match (inner, kind) {
                            (1, 5) => page.values = self.zigzag()?,
                            (2, 5) if !version_2 => page.encoding = self.zigzag()?,
                            (4, 5) if version_2 => page.encoding = self.zigzag()?,
                            (5, 5) if version_2 => page.levels[0] = self.zigzag()?,
                            (6, 5) if version_2 => page.levels[1] = self.zigzag()?,
                            _ => self.skip(kind)?,
                        }
                    }
                }
                _ => self.skip(kind)?,
            }
        }
        Some(page)
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
        let (page, size) = header(&Bytes::from(bytes.to_vec()), 0, len).unwrap();
        assert_eq!(page, Page { stored: 40, size: 64, values: 10, ..Page::default() });
        assert_eq!(size, len);
        assert!(header(&Bytes::from(bytes[..9].to_vec()), 0, 9).is_none());
    }
}
