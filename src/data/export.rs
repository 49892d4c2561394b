//! A frame as bytes: CSV, Parquet, JSON, Arrow.

use std::io::{self, Write};

use polars::prelude::*;
use polars_io::SerWriter;
use polars_io::ipc::IpcWriter;
use polars_io::parquet::write::ParquetWriter;

use super::{stamp, time, zone};
use crate::error::{Error, Result};

/// A table format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// Comma-separated values: times in ISO 8601, with the offset of their zone; nothing where a value is missing.
    Csv,
    /// Parquet, compressed with zstd.
    Parquet,
    /// One array of objects; null where a value is missing.
    Json,
    /// Arrow IPC file.
    Arrow,
}

/// Write `frame` to `out`.
pub fn export(frame: &DataFrame, format: ExportFormat, out: &mut dyn Write) -> Result<()> {
    let fail = |e: PolarsError| Error::internal("a column cannot be written").because(e);
    match format {
        ExportFormat::Csv => csv(frame, &cells(frame).map_err(fail)?, out),
        ExportFormat::Json => json(frame, &cells(frame).map_err(fail)?, out),
        ExportFormat::Parquet => {
            // polars' writers take more than a `dyn Write` behind a reference can promise.
            let mut bytes = Vec::new();
            ParquetWriter::new(&mut bytes).finish(&mut frame.clone()).map_err(fail)?;
            out.write_all(&bytes)
        }
        ExportFormat::Arrow => {
            let mut bytes = Vec::new();
            let writer = IpcWriter::new(&mut bytes);
            // Readers of other programs do not know the newest string layout.
            let mut writer = writer.with_compat_level(CompatLevel::oldest());
            writer.finish(&mut frame.clone()).map_err(fail)?;
            out.write_all(&bytes)
        }
    }
    .map_err(Error::rows_unwritable)
}

/// The values of one column, ready to be written.
enum Cells {
    Integer(Int64Chunked),
    Unsigned(UInt64Chunked),
    Number(Float64Chunked),
    Bool(BooleanChunked),
    /// Microseconds, and whether all are at midnight.
    Time(Int64Chunked, bool),
    /// Microseconds of instants, and what the clock of their zone shows.
    Zoned([Int64Chunked; 2]),
    Text(StringChunked),
}

/// One value.
enum Cell<'a> {
    Missing,
    /// Numbers and booleans: the same in CSV and JSON.
    Plain(String),
    Text(&'a str),
    Time(String),
}

fn cells(frame: &DataFrame) -> PolarsResult<Vec<Cells>> {
    frame.columns().iter().map(cells_of).collect()
}

fn cells_of(column: &Column) -> PolarsResult<Cells> {
    let micros = DataType::Datetime(TimeUnit::Microseconds, None);
    Ok(match column.dtype() {
        DataType::Boolean => Cells::Bool(column.bool()?.rechunk().into_owned()),
        DataType::UInt64 => Cells::Unsigned(column.u64()?.rechunk().into_owned()),
        kind if kind.is_integer() => {
            Cells::Integer(column.cast(&DataType::Int64)?.i64()?.rechunk().into_owned())
        }
        DataType::Float32 => Cells::Number(widened(column.f32()?)),
        DataType::Float64 => Cells::Number(column.f64()?.rechunk().into_owned()),
        DataType::Datetime(_, Some(_)) => Cells::Zoned(zone::micros(column)?),
        DataType::Date | DataType::Datetime(..) => {
            let times = column.cast(&micros)?.to_physical_repr().i64()?.rechunk().into_owned();
            let days = times.iter().flatten().all(|t| t.rem_euclid(time::DAY) == 0);
            Cells::Time(times, days)
        }
        _ => Cells::Text(column.cast(&DataType::String)?.str()?.rechunk().into_owned()),
    })
}

/// The number that a short float shows, not the one that it is: 0.1, not 0.10000000149.
fn widened(values: &Float32Chunked) -> Float64Chunked {
    values.iter().map(|v| v.and_then(|v| format!("{v:?}").parse().ok())).collect()
}

impl Cells {
    fn get(&self, row: usize) -> Cell<'_> {
        let plain = |text: Option<String>| text.map_or(Cell::Missing, Cell::Plain);
        match self {
            Self::Integer(v) => plain(v.get(row).map(|v| v.to_string())),
            Self::Unsigned(v) => plain(v.get(row).map(|v| v.to_string())),
            Self::Bool(v) => plain(v.get(row).map(|v| v.to_string())),
            // The shortest text that is read back as the same number, with a point, so that it
            // stays a column of fractions.
            Self::Number(v) => plain(v.get(row).filter(|v| !v.is_nan()).map(|v| format!("{v:?}"))),
            Self::Time(v, true) => v
                .get(row)
                .map_or(Cell::Missing, |t| Cell::Time(time::format_date(t.div_euclid(time::DAY)))),
            Self::Time(v, false) => {
                v.get(row).map_or(Cell::Missing, |t| Cell::Time(time::format_iso(t)))
            }
            Self::Zoned([instants, shown]) => match (instants.get(row), shown.get(row)) {
                (Some(instant), Some(shown)) => {
                    Cell::Time(time::format_iso(shown) + &stamp::written(shown - instant))
                }
                _ => Cell::Missing,
            },
            Self::Text(v) => v.get(row).map_or(Cell::Missing, Cell::Text),
        }
    }
}

fn csv(frame: &DataFrame, columns: &[Cells], out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(frame.get_column_names().iter().map(|n| n.as_str()))?;
    for row in 0..frame.height() {
        for column in columns {
            match column.get(row) {
                Cell::Missing => writer.write_field("")?,
                Cell::Plain(text) | Cell::Time(text) => writer.write_field(text)?,
                Cell::Text(text) => writer.write_field(text)?,
            }
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

fn json(frame: &DataFrame, columns: &[Cells], out: &mut dyn Write) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    let names: Vec<String> = frame
        .get_column_names()
        .iter()
        .map(|n| serde_json::json!(n.as_str()).to_string())
        .collect();
    out.write_all(b"[")?;
    for row in 0..frame.height() {
        out.write_all(if row == 0 { b"\n{" } else { b",\n{" })?;
        for (place, (name, column)) in names.iter().zip(columns).enumerate() {
            let comma = if place == 0 { "" } else { "," };
            write!(out, "{comma}{name}:")?;
            match column.get(row) {
                Cell::Missing => out.write_all(b"null")?,
                // JSON has no word for infinity.
                Cell::Plain(text) if text.ends_with("inf") => out.write_all(b"null")?,
                Cell::Plain(text) => out.write_all(text.as_bytes())?,
                Cell::Time(text) => write!(out, "\"{text}\"")?,
                Cell::Text(text) => serde_json::to_writer(&mut out, text)?,
            }
        }
        out.write_all(b"}")?;
    }
    out.write_all(if frame.height() == 0 { b"]\n" } else { b"\n]\n" })?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(frame: &DataFrame, format: ExportFormat) -> String {
        let mut out = Vec::new();
        export(frame, format, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn frame() -> DataFrame {
        let day = Series::new("day".into(), [Some(0_i64), None])
            .into_datetime(TimeUnit::Microseconds, None);
        let hour = Series::new("hour".into(), [Some(3_600_000_000_i64), None])
            .into_datetime(TimeUnit::Microseconds, None);
        let columns = vec![
            day.into_column(),
            hour.into_column(),
            Column::new("x".into(), [Some(0.1_f32), None]),
            Column::new("y".into(), [Some(1e300), Some(2.0)]),
            Column::new("w".into(), [Some("a,\"b"), None]),
        ];
        DataFrame::new(2, columns).unwrap()
    }

    #[test]
    fn csv_is_short_and_exact() {
        let wanted =
            "day,hour,x,y,w\n1970-01-01,1970-01-01T01:00:00,0.1,1e300,\"a,\"\"b\"\n,,,2.0,\n";
        assert_eq!(text(&frame(), ExportFormat::Csv), wanted);
    }

    #[test]
    fn json_is_an_array_of_objects() {
        let wanted = concat!(
            "[\n{\"day\":\"1970-01-01\",\"hour\":\"1970-01-01T01:00:00\",\"x\":0.1,\"y\":1e300,",
            "\"w\":\"a,\\\"b\"},\n{\"day\":null,\"hour\":null,\"x\":null,\"y\":2.0,\"w\":null}\n]\n"
        );
        assert_eq!(text(&frame(), ExportFormat::Json), wanted);
        assert_eq!(text(&frame().head(Some(0)), ExportFormat::Json), "[]\n");
    }
}
