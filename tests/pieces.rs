//! Rows piece by piece are the rows that are read at once, in every format and type.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails in a test should be seen")]

use polars::prelude::*;
use polars_io::SerWriter;
use polars_io::ipc::{IpcCompression, IpcWriter};
use polars_io::parquet::write::{ParquetCompression, ParquetWriter, StatisticsOptions};
use vizcli::data::export::{ExportFormat, export};
use vizcli::data::{Columns, Table, Values};
use vizcli::progress::Silent;
use vizcli::source::{self, Input, open_input};
use vizcli::spec::{Channel, DataRef, ReadOptions};
use vizcli::warn::Warnings;

/// A value that can be compared: a number bit by bit, or a word.
#[derive(Clone, Debug, PartialEq)]
enum Cell {
    Number(u64),
    Time(u64),
    Word(Option<String>),
}

fn cells(values: &Values) -> Vec<Cell> {
    let bits = |v: &f64| if v.is_nan() { f64::NAN.to_bits() } else { v.to_bits() };
    match values {
        Values::Number(numbers) => numbers.iter().map(|v| Cell::Number(bits(v))).collect(),
        Values::Time(times) => times.iter().map(|v| Cell::Time(bits(v))).collect(),
        Values::Category { levels, .. } => {
            let word = |row| values.code(row).map(|code| levels[code].clone());
            (0..values.len()).map(|row| Cell::Word(word(row))).collect()
        }
    }
}

/// The cells of columns, piece by piece.
fn walked(table: &Table, names: &[&str]) -> Vec<Vec<Cell>> {
    let pieces = table.pieces().unwrap();
    let mut all = vec![Vec::new(); names.len()];
    for (piece, &rows) in pieces.rows().iter().enumerate() {
        let mut count = 0;
        let mut keep = |values: &[Values]| {
            assert_eq!(values.len(), names.len());
            assert!(values.iter().all(|v| v.len() == values[0].len() && !v.is_empty()));
            count += values[0].len() as u64;
            for (all, values) in all.iter_mut().zip(values) {
                all.extend(cells(values));
            }
            Ok(())
        };
        pieces.walk(piece, names, &mut keep).unwrap();
        assert_eq!(count, rows);
    }
    all
}

/// Hold all that pieces promise against the table read at once.
fn hold(table: &Table) {
    let names = table.schema().names();
    let whole = table.collect(&names).unwrap();
    let at_once = |name: &str| {
        let columns = Columns::from_frame(&whole, &[(Channel::Y, name)], |_| false).unwrap();
        columns.get(Channel::Y).unwrap().clone()
    };
    for (name, cells_of) in names.iter().zip(walked(table, &names)) {
        assert_eq!(cells_of, cells(&at_once(name)), "{name} of {}", table.name());
        // Alone as well: what is rare in one column slows the others down.
        assert_eq!(walked(table, &[name])[0], cells_of, "{name} of {}", table.name());
    }
    let pieces = table.pieces().unwrap();
    let mut start = 0;
    for (piece, &rows) in pieces.rows().iter().enumerate() {
        let part = whole.slice(start, rows as usize);
        assert!(pieces.frame(piece, &names).unwrap().equals_missing(&part), "{}", table.name());
        for name in &names {
            let Some(bounds) = pieces.bounds(piece, name) else { continue };
            let columns = Columns::from_frame(&part, &[(Channel::Y, name)], |_| false).unwrap();
            let numbers = columns.get(Channel::Y).unwrap().numbers().unwrap();
            let known = || numbers.iter().copied().filter(|v| !v.is_nan());
            assert_eq!(bounds.least, known().reduce(f64::min).unwrap(), "{name}");
            assert_eq!(bounds.greatest, known().reduce(f64::max).unwrap(), "{name}");
            let missing = numbers.iter().filter(|v| v.is_nan()).count() as u64;
            assert!(bounds.missing.is_none_or(|count| count == missing), "{name}");
        }
        start += rows as i64;
    }
    assert_eq!(start as usize, whole.height());
    for name in &names {
        let Some(words) = pieces.words(name).unwrap() else { continue };
        let values = at_once(name);
        let place = |level| words.iter().position(|word| word == level);
        let places: Vec<usize> =
            values.levels().iter().map(|level| place(level).unwrap()).collect();
        assert!(places.is_sorted(), "{name} of {}: {words:?}", table.name());
    }
}

fn open(name: &str, bytes: Vec<u8>) -> Table {
    let input = Input { name: name.into(), bytes: bytes.into() };
    let scan = open_input(input, &ReadOptions::default(), &mut Warnings::default(), &Silent);
    Table::from_scan(scan.unwrap())
}

fn open_file(path: &str) -> Table {
    let data = DataRef { files: vec![path.to_owned()], ..DataRef::default() };
    source::open(&data, &mut Warnings::default(), &Silent).unwrap()
}

/// Every type that a source can have, with what is rare in it.
fn frame(rows: i64) -> DataFrame {
    let gap = |i: &i64| i % 7 != 3 && !(40..90).contains(i);
    let some = |i: i64| Some(i).filter(gap);
    let whole: Vec<i64> = (0..rows).map(|i| i * 977_000_001 - (1 << 40)).collect();
    let gaps: Vec<Option<i64>> = (0..rows).map(some).collect();
    let number = |i: i64| if i % 13 == 5 { f64::NAN } else { (i * 37 % 1009) as f64 / 8.0 };
    let numbers: Vec<Option<f64>> = gaps.iter().map(|i| i.map(number)).collect();
    let words = ["\u{f6}", "", "b", "abc"];
    let word = |i: i64| words[(i * i % 4) as usize];
    let some_words: Vec<Option<&str>> = gaps.iter().map(|i| i.map(word)).collect();
    let cast = |name: &str, kind: &DataType| Column::new(name.into(), &gaps).cast(kind).unwrap();
    let time = |name: &str, values: &[i64], unit, zone: Option<&str>| {
        let zone = zone.map(|zone| TimeZone::opt_try_new(Some(zone)).unwrap().unwrap());
        Column::new(name.into(), values).cast(&DataType::Datetime(unit, zone)).unwrap()
    };
    let levels = FrozenCategories::new(["never", "abc", "b", "", "\u{f6}"]).unwrap();
    let milliseconds: Vec<i64> = (0..rows).map(|i| 1_603_584_000_000 + i * 977_123).collect();
    let columns = vec![
        Column::new("x".into(), (0..rows).map(|i| (i * i) as f64 / 3.0).collect::<Vec<_>>()),
        Column::new("some".into(), &numbers),
        Column::new("narrow".into(), &numbers).cast(&DataType::Float32).unwrap(),
        Column::new("n".into(), whole),
        cast("i8", &DataType::Int8),
        cast("i16", &DataType::Int16),
        cast("i32", &DataType::Int32),
        cast("i64", &DataType::Int64),
        cast("u8", &DataType::UInt8),
        cast("u16", &DataType::UInt16),
        cast("u32", &DataType::UInt32),
        cast("u64", &DataType::UInt64),
        cast("day", &DataType::Int32).cast(&DataType::Date).unwrap(),
        time("ms", &milliseconds, TimeUnit::Milliseconds, None),
        time("utc", &milliseconds, TimeUnit::Milliseconds, Some("UTC")),
        time("berlin", &milliseconds, TimeUnit::Milliseconds, Some("Europe/Berlin")),
        time("us", &milliseconds, TimeUnit::Microseconds, None),
        time("ns", &milliseconds, TimeUnit::Nanoseconds, None),
        Column::new("yes".into(), gaps.iter().map(|i| i.map(|i| i % 3 == 0)).collect::<Vec<_>>()),
        Column::new("word".into(), &some_words),
        Column::new("row".into(), (0..rows).map(|i| format!("row {i}")).collect::<Vec<_>>()),
        Column::new("level".into(), &some_words)
            .cast(&DataType::from_frozen_categories(levels))
            .unwrap(),
        Column::full_null("none".into(), rows as usize, &DataType::Float64),
    ];
    DataFrame::new(rows as usize, columns).unwrap()
}

/// A Parquet file of row groups of so many rows.
fn parquet(
    frame: &DataFrame,
    compression: ParquetCompression,
    rows: usize,
    page: usize,
) -> Vec<u8> {
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes)
        .with_compression(compression)
        .with_statistics(StatisticsOptions::full())
        .with_row_group_size(Some(rows))
        .with_data_page_size(Some(page))
        .finish(&mut frame.clone())
        .unwrap();
    bytes
}

#[test]
fn frames_in_memory() {
    hold(&Table::from_frame(frame(300), "memory"));
    let large = frame(40_000);
    hold(&Table::from_frame(large.vstack(&large).unwrap(), "memory"));
}

#[test]
fn parquet_of_every_compression() {
    let (few, many) = (frame(300), frame(40_000));
    for compression in [
        ParquetCompression::Uncompressed,
        ParquetCompression::Snappy,
        ParquetCompression::Gzip(None),
        ParquetCompression::Brotli(None),
        ParquetCompression::Zstd(None),
        ParquetCompression::Lz4Raw,
    ] {
        let table = open("few.parquet", parquet(&few, compression, 100, 500));
        assert_eq!(table.pieces().unwrap().rows().len(), 3);
        hold(&table);
    }
    hold(&open("many.parquet", parquet(&many, ParquetCompression::Snappy, 30_000, 1 << 14)));
    // From a file, every thread with a place of its own.
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), parquet(&many, ParquetCompression::Zstd(None), 9_000, 1 << 20))
        .unwrap();
    let table = open_file(&file.path().display().to_string());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| hold(&table));
        }
    });
}

#[test]
fn parquet_knows_its_ends_and_words() {
    let table = open("few.parquet", parquet(&frame(300), ParquetCompression::Snappy, 100, 500));
    let pieces = table.pieces().unwrap();
    let bounds = pieces.bounds(1, "i64").unwrap();
    assert_eq!((bounds.least, bounds.greatest), (100.0, 198.0));
    assert!(pieces.bounds(0, "us").is_some() && pieces.bounds(0, "utc").is_some());
    assert!(pieces.bounds(0, "berlin").is_none() && pieces.bounds(0, "none").is_none());
    assert_eq!(pieces.words("yes").unwrap().unwrap(), ["false", "true"]);
    let words = pieces.words("level").unwrap().unwrap();
    assert!(words.iter().all(|word| ["never", "abc", "b", "", "\u{f6}"].contains(&word.as_str())));
}

#[test]
fn files_of_the_sample_folder() {
    for name in [
        "penguins.csv",
        "penguins.parquet",
        "diseases.parquet",
        "odd/types.parquet",
        "odd/ordered.parquet",
        "odd/zoned.parquet",
        "odd/no-rows.parquet",
        "odd/pages-1.parquet",
        "odd/pages-2.parquet",
        "odd/pages-rare.parquet",
        "penguins.arrow",
        "odd/types.arrow",
        "odd/ordered.arrow",
        "odd/zoned.arrow",
    ] {
        hold(&open_file(&format!("{}/testdata/{name}", env!("CARGO_MANIFEST_DIR"))));
    }
}

#[test]
fn arrow_files_by_their_batches() {
    let folder = tempfile::tempdir().unwrap();
    let large = frame(200_000);
    // A batch is written for each of these.
    let mut batches = large.slice(0, 30_000);
    for start in (30_000..200_000).step_by(30_000) {
        batches.vstack_mut(&large.slice(start, 30_000)).unwrap();
    }
    for compression in [
        None,
        Some(IpcCompression::LZ4),
        Some(IpcCompression::ZSTD(polars_parquet::parquet::compression::ZstdLevel::default())),
    ] {
        let path = folder.path().join("a.arrow");
        IpcWriter::new(std::fs::File::create(&path).unwrap())
            .with_compression(compression)
            .finish(&mut batches.clone())
            .unwrap();
        let table = open_file(&path.display().to_string());
        assert_eq!(table.pieces().unwrap().rows(), [120_000, 80_000]);
        hold(&table);
    }
}

#[test]
fn several_files_with_types_that_differ() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    let frame = frame(300);
    write("a.parquet", &parquet(&frame, ParquetCompression::Snappy, 100, 500));
    let other = frame
        .lazy()
        .with_columns([
            col("narrow").cast(DataType::Float64),
            col("u64").cast(DataType::Int32),
            col("u32").cast(DataType::String),
            col("level").cast(DataType::String),
        ])
        .drop(polars::prelude::cols(["yes"]))
        .collect()
        .unwrap();
    write("b.parquet", &parquet(&other, ParquetCompression::Snappy, 100, 500));
    write("c.csv", b"x,word,more\n1,b,\n2,new,7\n");
    hold(&open_file(&folder.path().display().to_string()));
}

#[test]
fn text_as_times() {
    let mut bytes = Vec::new();
    let days: Vec<String> = (0..300).map(|i| format!("{:02}/03/2020", i % 28 + 1)).collect();
    let frame = df!("d" => days, "n" => (0..300).collect::<Vec<i32>>()).unwrap();
    export(&frame, ExportFormat::Parquet, &mut bytes).unwrap();
    let input = Input { name: "days.parquet".into(), bytes: bytes.into() };
    let options = ReadOptions {
        parse_dates: [("d".to_owned(), "%d/%m/%Y".to_owned())].into(),
        ..ReadOptions::default()
    };
    let scan = open_input(input, &options, &mut Warnings::default(), &Silent).unwrap();
    hold(&Table::from_scan(scan));
}

#[test]
fn text_formats() {
    for (format, name) in [(ExportFormat::Csv, "a.csv"), (ExportFormat::Json, "a.json")] {
        let mut bytes = Vec::new();
        export(&frame(300), format, &mut bytes).unwrap();
        hold(&open(name, bytes));
    }
}
