//! The words of categories, in the order that a file gives them: the order of their axes, legends
//! and groups. polars keeps words in the order in which rows name them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek};

use polars::polars_utils::bool::UnsafeBool;
use polars::prelude::*;
use polars_arrow::array::{Array, DictionaryArray, DictionaryKey};
use polars_arrow::io::ipc::read::{
    StreamReader, StreamState, read_file_dictionaries, read_file_metadata, read_stream_metadata,
};
use polars_io::parquet::read::FileMetadata;
use polars_parquet::parquet::compression::{Compression, DecompressionContext, decompress};

use super::{Bytes, page};

/// A dictionary of more bytes is not looked at.
const LONGEST: i64 = 1 << 28;

/// Columns, and the words of each.
#[derive(Debug, Default)]
pub(super) struct Words(BTreeMap<PlSmallStr, Known>);

#[derive(Debug, Default)]
struct Known {
    words: Vec<String>,
    seen: BTreeSet<String>,
}

impl Words {
    /// The type of a category whose words are known; else it is text.
    pub(super) fn kind(&self, column: &PlSmallStr) -> DataType {
        let words = self.0.get(column).map(|known| known.words.iter().map(String::as_str));
        let frozen = words.and_then(|words| FrozenCategories::new(words).ok());
        frozen.map_or(DataType::String, DataType::from_frozen_categories)
    }

    fn add<'a>(&mut self, column: &PlSmallStr, words: impl Iterator<Item = &'a str>) {
        let known = self.0.entry(column.clone()).or_default();
        for word in words {
            if known.seen.insert(word.to_owned()) {
                known.words.push(word.to_owned());
            }
        }
    }

    fn add_array(&mut self, column: &PlSmallStr, words: &dyn Array) -> PolarsResult<()> {
        let words = Series::try_from((column.clone(), words.to_boxed()))?;
        if let Ok(words) = words.str() {
            self.add(column, words.iter().flatten());
        }
        Ok(())
    }
}

/// The words of the dictionaries of an Arrow file.
pub(super) fn of_arrow(file: &mut (impl Read + Seek)) -> PolarsResult<Words> {
    let metadata = read_file_metadata(file)?;
    let found = read_file_dictionaries(file, &metadata, &mut Vec::new(), UnsafeBool::default())?;
    let mut words = Words::default();
    for (field, ipc) in metadata.schema.iter_values().zip(&metadata.ipc_schema.fields) {
        if let Some(values) = ipc.dictionary_id.and_then(|id| found.get(&id)) {
            words.add_array(&field.name, values.as_ref())?;
        }
    }
    Ok(words)
}

/// The words of the dictionaries of an Arrow stream, and its number of rows.
pub(super) fn of_stream(mut stream: impl Read + Seek) -> PolarsResult<(Words, u64)> {
    let metadata = read_stream_metadata(&mut stream)?;
    let names: Vec<PlSmallStr> = metadata.schema.iter_names().cloned().collect();
    let (mut words, mut rows) = (Words::default(), 0);
    for state in StreamReader::new(stream, metadata, None) {
        let StreamState::Some(batch) = state? else { break };
        rows += batch.len() as u64;
        for (name, array) in names.iter().zip(batch.arrays()) {
            if let Some(values) = dictionary(array.as_ref()) {
                words.add_array(name, values)?;
            }
        }
    }
    Ok((words, rows))
}

/// The values that the keys of an array stand for.
fn dictionary(array: &dyn Array) -> Option<&dyn Array> {
    fn values<K: DictionaryKey>(array: &dyn Array) -> Option<&dyn Array> {
        let array = array.as_any().downcast_ref::<DictionaryArray<K>>()?;
        Some(array.values().as_ref())
    }
    values::<i32>(array)
        .or_else(|| values::<i8>(array))
        .or_else(|| values::<i16>(array))
        .or_else(|| values::<i64>(array))
        .or_else(|| values::<u32>(array))
        .or_else(|| values::<u8>(array))
        .or_else(|| values::<u16>(array))
        .or_else(|| values::<u64>(array))
}

/// The words of columns of a Parquet file whose every page has its words in a dictionary: then it
/// is the one that a writer of categories made.
pub(super) fn of_parquet(bytes: &Bytes, metadata: &FileMetadata, columns: &[PlSmallStr]) -> Words {
    let mut words = Words::default();
    for column in columns {
        if let Some(found) = parquet_column(bytes, metadata, column) {
            words.add(column, found.iter().map(String::as_str));
        }
    }
    words
}

fn parquet_column(bytes: &Bytes, metadata: &FileMetadata, name: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    for group in &metadata.row_groups {
        let chunk = group.parquet_columns().iter().find(
            |chunk| matches!(chunk.descriptor().path_in_schema.as_slice(), [only] if only == name),
        )?;
        let start = u64::try_from(chunk.dictionary_page_offset()?).ok()?;
        let len = u64::try_from(chunk.compressed_size()).ok()?;
        let (at, page) = page::dictionary(bytes, start, len, chunk.num_values())?;
        if !(0..=LONGEST).contains(&page.size) {
            return None;
        }
        let stored = bytes.range(at, u64::try_from(page.stored).ok()?).ok()?;
        let mut plain = vec![0; usize::try_from(page.size).ok()?];
        match chunk.compression() {
            Compression::Uncompressed => plain = stored.into_owned(),
            method => {
                let mut context = DecompressionContext::Unset;
                decompress(method, &stored, &mut plain, &mut context).ok()?;
            }
        }
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
