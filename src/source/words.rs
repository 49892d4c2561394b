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

    /// Add words to those of a column.
    pub(super) fn add<'a>(&mut self, column: &PlSmallStr, words: impl Iterator<Item = &'a str>) {
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
