//! A frame as text that an output can carry, and back. The form is that of
//! [`crate::spec::manifest::EmbeddedColumn`].

use std::io::{Read, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use polars::prelude::*;

use super::columns::MISSING;
use crate::error::{Error, ErrorKind, Result};
use crate::spec::manifest::{EmbeddedColumn, EmbeddedTable};
use crate::spec::{Field, Type};

/// Microseconds, the unit of embedded times.
const TIME: DataType = DataType::Datetime(TimeUnit::Microseconds, None);
/// A table of more rows than this is not one that a picture carried.
const MOST_ROWS: u64 = 1 << 32;

/// A frame as text.
pub fn encode(frame: &DataFrame, fields: &[Field]) -> Result<EmbeddedTable> {
    let columns = frame
        .columns()
        .iter()
        .zip(fields)
        .map(|(column, field)| {
            let (bytes, words) = bytes_of(column.as_materialized_series(), field.kind)
                .map_err(|e| Error::internal("a column cannot be embedded").because(e))?;
            Ok(EmbeddedColumn { field: field.clone(), data: pack(&bytes)?, words })
        })
        .collect::<Result<_>>()?;
    Ok(EmbeddedTable { rows: frame.height() as u64, columns })
}

/// A frame from text.
pub fn decode(table: &EmbeddedTable) -> Result<DataFrame> {
    let columns = table
        .columns
        .iter()
        .map(|column| series_of(column, table.rows).map(Column::from))
        .collect::<Result<Vec<_>>>()?;
    DataFrame::new_infer_height(columns).map_err(|e| damaged("its columns differ").because(e))
}

fn bytes_of(series: &Series, kind: Type) -> PolarsResult<(Vec<u8>, Vec<String>)> {
    let mut words = Vec::new();
    let bytes = match kind {
        Type::Integer => integers(&series.cast(&DataType::Int64)?)?,
        Type::Time => integers(&series.cast(&TIME)?.to_physical_repr())?,
        Type::Number => {
            let numbers = series.cast(&DataType::Float64)?;
            numbers.f64()?.iter().flat_map(|v| v.unwrap_or(f64::NAN).to_le_bytes()).collect()
        }
        Type::Bool => series.bool()?.iter().map(|v| v.map_or(2, u8::from)).collect(),
        Type::Text | Type::Category => {
            let text = series.cast(&DataType::String)?;
            let mut seen = std::collections::HashMap::new();
            let codes = text.str()?.iter().flat_map(|word| {
                let code = word.map_or(MISSING, |word| {
                    *seen.entry(word).or_insert_with(|| {
                        words.push(word.to_owned());
                        words.len() as u32 - 1
                    })
                });
                code.to_le_bytes()
            });
            codes.collect()
        }
    };
    Ok((bytes, words))
}

fn integers(series: &Series) -> PolarsResult<Vec<u8>> {
    Ok(series.i64()?.iter().flat_map(|v| v.unwrap_or(i64::MIN).to_le_bytes()).collect())
}

fn series_of(column: &EmbeddedColumn, rows: u64) -> Result<Series> {
    let size = match column.field.kind {
        Type::Integer | Type::Number | Type::Time => 8,
        Type::Text | Type::Category => 4,
        Type::Bool => 1,
    };
    if rows > MOST_ROWS {
        return Err(damaged("it claims too many rows"));
    }
    let bytes = unpack(&column.data, rows * size)?;
    if bytes.len() as u64 != rows * size {
        return Err(damaged("a column is cut short"));
    }
    let name = PlSmallStr::from(column.field.name.as_str());
    let eights = || bytes.as_chunks::<8>().0.iter();
    Ok(match column.field.kind {
        Type::Integer => Series::new(name, eights().map(|b| present(*b)).collect::<Vec<_>>()),
        Type::Time => {
            let times: Vec<Option<i64>> = eights().map(|b| present(*b)).collect();
            let times = Series::new(name, times).cast(&TIME);
            times.map_err(|e| damaged("a time cannot be read").because(e))?
        }
        Type::Number => {
            let number = |b: &[u8; 8]| Some(f64::from_le_bytes(*b)).filter(|v| !v.is_nan());
            Series::new(name, eights().map(number).collect::<Vec<Option<f64>>>())
        }
        Type::Bool => {
            let bools = bytes.iter().map(|&b| (b < 2).then_some(b == 1));
            Series::new(name, bools.collect::<Vec<Option<bool>>>())
        }
        Type::Text | Type::Category => {
            let codes = bytes.as_chunks::<4>().0.iter().map(|b| u32::from_le_bytes(*b) as usize);
            let text: Vec<Option<&str>> =
                codes.map(|code| column.words.get(code).map(String::as_str)).collect();
            Series::new(name, text)
        }
    })
}

fn present(bytes: [u8; 8]) -> Option<i64> {
    Some(i64::from_le_bytes(bytes)).filter(|&v| v != i64::MIN)
}

fn pack(bytes: &[u8]) -> Result<String> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    let packed = encoder.write_all(bytes).and_then(|()| encoder.finish());
    packed
        .map(|bytes| STANDARD.encode(bytes))
        .map_err(|e| Error::internal("a column cannot be packed").because(e))
}

fn unpack(text: &str, most: u64) -> Result<Vec<u8>> {
    let packed = STANDARD.decode(text).map_err(|e| damaged("not base64").because(e))?;
    let mut bytes = Vec::new();
    GzDecoder::new(packed.as_slice())
        .take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| damaged("not gzip").because(e))?;
    Ok(bytes)
}

fn damaged(how: &str) -> Error {
    Error::new(ErrorKind::Format, format!("the rows that the picture carries are damaged: {how}"))
        .hint("draw it again from its source")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::table::schema_of;

    #[test]
    fn every_type_comes_back() {
        let frame = df!(
            "i" => [Some(1_i64), None], "n" => [Some(0.5), None],
            "b" => [Some(true), None], "t" => [Some("a"), None],
        )
        .unwrap();
        let day = Column::new("d".into(), [Some(3_i32), None]).cast(&DataType::Date).unwrap();
        let frame = frame.hstack(&[day]).unwrap();
        let back = decode(&encode(&frame, &schema_of(frame.schema()).fields).unwrap()).unwrap();
        for name in ["i", "n", "b", "t"] {
            assert_eq!(back.column(name).unwrap(), frame.column(name).unwrap());
        }
        let times = back.column("d").unwrap().as_materialized_series().to_physical_repr();
        assert_eq!(times.i64().unwrap().get(0), Some(3 * 86_400_000_000));
    }

    #[test]
    fn damage_is_an_error() {
        let frame = df!("n" => [1.0, 2.0]).unwrap();
        let mut table = encode(&frame, &schema_of(frame.schema()).fields).unwrap();
        table.rows = 3;
        assert!(decode(&table).is_err());
        table.rows = 2;
        table.columns[0].data.truncate(9);
        assert!(decode(&table).is_err());
    }
}
