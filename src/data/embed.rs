//! Rows as text that an output carries, and back. The form of a column is documented at
//! [`EmbeddedColumn`].

use std::collections::BTreeMap;
use std::io::{Read, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use polars::prelude::*;

use super::zone;
use crate::error::{Error, Result};
use crate::spec::manifest::{EmbeddedColumn, EmbeddedTable};
use crate::spec::{Field, Type};

/// Missing booleans and words.
const NO_BOOL: u8 = 2;
const NO_WORD: u32 = u32::MAX;

/// The columns of `frame` that `fields` name, as text.
pub fn encode(frame: &DataFrame, fields: &[Field]) -> Result<EmbeddedTable> {
    let columns = fields.iter().map(|field| {
        let fail = |e| Error::internal("a column cannot be embedded").because(e);
        let column = frame.column(&field.name).map_err(fail)?;
        let (bytes, words) = bytes_of(column, field.kind).map_err(fail)?;
        let data = pack(&bytes).map_err(|e| Error::internal("gzip failed").because(e))?;
        Ok(EmbeddedColumn { field: field.clone(), data, words })
    });
    let columns = columns.collect::<Result<_>>()?;
    Ok(EmbeddedTable { rows: frame.height() as u64, columns })
}

/// The rows of an embedded table.
pub fn decode(table: &EmbeddedTable) -> Result<DataFrame> {
    if table.columns.is_empty() {
        return Err(Error::damaged_rows("", "there is no column"));
    }
    let rows = usize::try_from(table.rows).unwrap_or(usize::MAX);
    let columns = table.columns.iter().map(|c| column_of(c, rows)).collect::<Result<Vec<_>>>()?;
    DataFrame::new(rows, columns).map_err(|e| Error::damaged_rows("", e))
}

/// Little-endian values, and the words that codes stand for.
fn bytes_of(column: &Column, kind: Type) -> PolarsResult<(Vec<u8>, Vec<String>)> {
    let mut bytes = Vec::new();
    let mut words = Vec::new();
    match kind {
        Type::Integer => {
            let values = column.cast(&DataType::Int64)?;
            for value in values.i64()?.iter() {
                bytes.extend(value.unwrap_or(i64::MIN).to_le_bytes());
            }
        }
        Type::Time => {
            let [instants, _] = zone::micros(column)?;
            for value in instants.iter() {
                bytes.extend(value.unwrap_or(i64::MIN).to_le_bytes());
            }
        }
        Type::Number => {
            let values = column.cast(&DataType::Float64)?;
            for value in values.f64()?.iter() {
                bytes.extend(value.unwrap_or(f64::NAN).to_le_bytes());
            }
        }
        Type::Bool => {
            bytes.extend(column.bool()?.iter().map(|v| v.map_or(NO_BOOL, u8::from)));
        }
        Type::Category | Type::Text => {
            // The words of a category keep their order, those that occur.
            let sorted = match kind {
                Type::Category => column.drop_nulls().unique()?.sort(SortOptions::default())?,
                _ => column.clear(),
            };
            let sorted = sorted.cast(&DataType::String)?;
            words.extend(sorted.str()?.iter().flatten().map(str::to_owned));
            let mut codes: BTreeMap<&str, u32> = sorted.str()?.iter().flatten().zip(0..).collect();
            let texts = column.cast(&DataType::String)?;
            for value in texts.str()?.iter() {
                let code = value.map_or(NO_WORD, |word| {
                    *codes.entry(word).or_insert_with(|| {
                        words.push(word.to_owned());
                        words.len() as u32 - 1
                    })
                });
                bytes.extend(code.to_le_bytes());
            }
        }
    }
    Ok((bytes, words))
}

fn column_of(column: &EmbeddedColumn, rows: usize) -> Result<Column> {
    let EmbeddedColumn { field, data, words } = column;
    let name = PlSmallStr::from(field.name.as_str());
    let bytes = |size: usize| unpack(data, rows.saturating_mul(size), &field.name);
    let whole = || -> Result<Int64Chunked> {
        let bytes = bytes(8)?;
        let values = bytes.as_chunks::<8>().0.iter().map(|b| i64::from_le_bytes(*b));
        Ok(values.map(|v| (v != i64::MIN).then_some(v)).collect())
    };
    let series = match field.kind {
        Type::Integer => whole()?.into_series(),
        Type::Time => times(whole()?, field)?,
        Type::Number => {
            let bytes = bytes(8)?;
            let values = bytes.as_chunks::<8>().0.iter().map(|b| f64::from_le_bytes(*b));
            let values: Float64Chunked = values.map(|v| (!v.is_nan()).then_some(v)).collect();
            values.into_series()
        }
        Type::Bool => {
            let bytes = bytes(1)?;
            let values: BooleanChunked =
                bytes.iter().map(|&b| (b != NO_BOOL).then_some(b != 0)).collect();
            values.into_series()
        }
        Type::Category | Type::Text => {
            let bytes = bytes(4)?;
            let mut texts = StringChunkedBuilder::new(PlSmallStr::EMPTY, rows);
            for code in bytes.as_chunks::<4>().0.iter().map(|b| u32::from_le_bytes(*b)) {
                match words.get(code as usize) {
                    Some(word) => texts.append_value(word),
                    None if code == NO_WORD => texts.append_null(),
                    None => return Err(Error::damaged_rows(&field.name, "a word is not there")),
                }
            }
            let texts = texts.finish().into_series();
            if field.kind == Type::Category {
                FrozenCategories::new(words.iter().map(String::as_str))
                    .and_then(|words| texts.strict_cast(&DataType::from_frozen_categories(words)))
                    .map_err(|e| Error::damaged_rows(&field.name, e))?
            } else {
                texts
            }
        }
    };
    Ok(series.with_name(name).into_column())
}

/// Microseconds as the times of a field.
fn times(micros: Int64Chunked, field: &Field) -> Result<Series> {
    let damaged = |e: PolarsError| Error::damaged_rows(&field.name, e);
    let zone = field.zone.as_deref().map_or(Ok(None), zone::called).map_err(damaged)?;
    let times = micros.into_datetime(TimeUnit::Microseconds, zone).into_column();
    if !zone::fits(&times).map_err(damaged)? {
        return Err(Error::damaged_rows(&field.name, "a time is beyond the calendar of its zone"));
    }
    Ok(times.take_materialized_series())
}

/// Gzip, base64. Without a time stamp, so that equal rows are equal bytes.
fn pack(bytes: &[u8]) -> std::io::Result<String> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(bytes)?;
    Ok(STANDARD.encode(gzip.finish()?))
}

/// Exactly `size` bytes.
fn unpack(data: &str, size: usize, column: &str) -> Result<Vec<u8>> {
    let packed = STANDARD.decode(data).map_err(|e| Error::damaged_rows(column, e))?;
    let mut bytes = Vec::new();
    // One byte more than wanted shows that there are too many, whatever they would expand to.
    let most = (size as u64).saturating_add(1);
    let read = GzDecoder::new(&*packed).take(most).read_to_end(&mut bytes);
    read.map_err(|e| Error::damaged_rows(column, e))?;
    if bytes.len() == size {
        Ok(bytes)
    } else {
        Err(Error::damaged_rows(column, "it does not have as many values as there are rows"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame() -> DataFrame {
        let times = Series::new("when".into(), [Some(1_i64), None, Some(-5)])
            .into_datetime(TimeUnit::Microseconds, None);
        let zoned = times.clone().with_name("zoned".into());
        let zone = zone::called("Europe/Berlin").unwrap();
        let zoned = zoned.cast(&DataType::Datetime(TimeUnit::Microseconds, zone)).unwrap();
        let columns = vec![
            Column::new("n".into(), [Some(1_i64), None, Some(-3)]),
            Column::new("x".into(), [Some(0.5), None, Some(f64::INFINITY)]),
            Column::new("yes".into(), [Some(true), None, Some(false)]),
            Column::new("word".into(), [Some("b"), None, Some("a")]),
            times.into_column(),
            level("level".into()),
            zoned.into_column(),
        ];
        DataFrame::new(3, columns).unwrap()
    }

    fn level(name: PlSmallStr) -> Column {
        let words = FrozenCategories::new(["low", "high"]).unwrap();
        let column = Column::new(name, [Some("high"), None, Some("low")]);
        column.cast(&DataType::from_frozen_categories(words)).unwrap()
    }

    fn fields() -> Vec<Field> {
        crate::data::table::schema_of(frame().schema()).fields
    }

    #[test]
    fn what_is_embedded_comes_back() {
        let table = encode(&frame(), &fields()).unwrap();
        assert_eq!(table.rows, 3);
        assert_eq!(table.columns[3].words, ["b", "a"]);
        assert_eq!(table.columns[5].words, ["low", "high"]);
        assert!(decode(&table).unwrap().equals_missing(&frame()));
        assert_eq!(encode(&frame(), &fields()).unwrap(), table);
    }

    #[test]
    fn tables_that_lie_are_refused() {
        let table = encode(&frame(), &fields()).unwrap();
        for rows in [2, 4, u64::MAX] {
            assert!(decode(&EmbeddedTable { rows, ..table.clone() }).is_err());
        }
        let mut nowhere = table.clone();
        nowhere.columns[6].field.zone = Some("Nowhere/At_All".into());
        assert!(decode(&nowhere).is_err());
        let mut worded = table.clone();
        worded.columns[3].words.pop();
        assert!(decode(&worded).is_err());
    }
}
