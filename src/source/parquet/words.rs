//! The words that the dictionaries of a Parquet file have, in their order.

use polars::prelude::PlSmallStr;
use polars_io::parquet::read::FileMetadata;
use polars_parquet::parquet::compression::{Compression, DecompressionContext, decompress};

use super::super::words::Words;
use super::{Bytes, page};

/// A dictionary of more bytes is not looked at.
const LONGEST: i64 = 1 << 28;

/// The words of columns of a Parquet file whose every page has its words in a dictionary: then it
/// is the one that a writer of categories made.
pub(super) fn of_parquet(bytes: &Bytes, metadata: &FileMetadata, columns: &[PlSmallStr]) -> Words {
    let mut words = Words::default();
    for column in columns {
        if let Some(found) = of_column(bytes, metadata, column) {
            words.add(column, found.iter().map(String::as_str));
        }
    }
    words
}

/// The words of a column of a Parquet file in the order of its dictionaries, some of them in
/// several; none when a page does without.
pub(super) fn of_column(bytes: &Bytes, metadata: &FileMetadata, name: &str) -> Option<Vec<String>> {
    let mut reader = bytes.reader().ok()?;
    let mut words = Vec::new();
    for group in &metadata.row_groups {
        let chunk = group.parquet_columns().iter().find(
            |chunk| matches!(chunk.descriptor().path_in_schema.as_slice(), [only] if only == name),
        )?;
        let page = page::dictionary(&mut reader, bytes.len(), chunk, group.num_rows())?;
        if !(0..=LONGEST).contains(&page.size) {
            return None;
        }
        let mut stored = vec![0; usize::try_from(page.stored).ok()?];
        reader.read_at(page.at, &mut stored).ok()?;
        let plain = match chunk.compression() {
            Compression::Uncompressed => stored,
            method => {
                let mut plain = vec![0; usize::try_from(page.size).ok()?];
                let mut context = DecompressionContext::Unset;
                decompress(method, &stored, &mut plain, &mut context).ok()?;
                plain
            }
        };
        plain_words(&plain, page.values, &mut words)?;
    }
    Some(words)
}

/// Words in Parquet's plain encoding: each behind its length.
fn plain_words(mut rest: &[u8], count: i64, words: &mut Vec<String>) -> Option<()> {
    for _ in 0..count {
        let (len, after) = rest.split_first_chunk()?;
        let (word, after) = after.split_at_checked(u32::from_le_bytes(*len) as usize)?;
        words.push(std::str::from_utf8(word).ok()?.to_owned());
        rest = after;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_are_read_and_cut_ones_are_not() {
        let mut words = Vec::new();
        assert!(plain_words(b"\x02\0\0\0ab\0\0\0\0", 2, &mut words).is_some());
        assert_eq!(words, ["ab", ""]);
        assert!(plain_words(b"\x02\0\0\0a", 1, &mut words).is_none());
    }
}
