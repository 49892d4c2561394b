//! Inputs of every kind to tables, through `source::open`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails in a test should be seen")]

use std::fmt::Write;

use polars::prelude::*;
use vizcli::data::Table;
use vizcli::data::export::{ExportFormat, export};
use vizcli::error::Error;
use vizcli::progress::Silent;
use vizcli::source;
use vizcli::spec::{DataRef, ReadOptions, Transform, Type};
use vizcli::warn::Warnings;

/// A folder of files that goes away.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            std::fs::write(folder.path().join(name), bytes).unwrap();
        }
        Self(folder)
    }

    fn open(&self, names: &[&str], read: ReadOptions) -> (Result<Table, Error>, Warnings) {
        let path = |name: &&str| self.0.path().join(name).display().to_string();
        let data = DataRef { files: names.iter().map(path).collect(), read, ..DataRef::default() };
        let mut warnings = Warnings::default();
        (source::open(&data, &mut warnings, &Silent), warnings)
    }
}

fn csv(text: &str, read: ReadOptions) -> (Result<Table, Error>, Warnings) {
    Folder::new(&[("a.csv", text.as_bytes())]).open(&["a.csv"], read)
}

fn types(table: &Table) -> Vec<Type> {
    table.schema().fields.iter().map(|f| f.kind).collect()
}

fn text(table: &Table) -> String {
    let frame = table.collect(&table.schema().names()).unwrap();
    let mut out = Vec::new();
    export(&frame, ExportFormat::Csv, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn messages(warnings: &Warnings) -> String {
    warnings.notices().iter().map(|n| n.message.as_str()).collect::<Vec<_>>().join("; ")
}

#[test]
fn types_hold_for_the_whole_file() {
    // Longer than one block, and the first 100,000 rows say nothing, or something else.
    let mut rows = String::from("year,cases,code,share\n");
    for i in 0..100_000 {
        writeln!(rows, "{i},,{i},1").unwrap();
    }
    rows.push_str("100000,7,x1,0.5\n");
    let (table, _) = csv(&rows, ReadOptions::default());
    let table = table.unwrap();
    assert_eq!(types(&table), [Type::Integer, Type::Integer, Type::Text, Type::Number]);
    assert!(table.schema().fields[0].increasing);
    let frame = table.collect(&["code", "cases", "share"]).unwrap();
    assert_eq!(frame.shape(), (100_001, 3));
    assert_eq!(frame.column("code").unwrap().str().unwrap().get(5), Some("5"));
    assert_eq!(frame.column("cases").unwrap().null_count(), 100_000);
    assert_eq!(frame.column("share").unwrap().f64().unwrap().get(100_000), Some(0.5));
}

#[test]
fn values_are_read_as_pandas_reads_them() {
    let (table, _) = csv(
        "id,w,t,b,x\n007,NA,2020-01-01,True,inf\n8,a,2020-01-02T10:00,false,\n",
        ReadOptions::default(),
    );
    let table = table.unwrap();
    let wanted = "id,w,t,b,x\n7,,2020-01-01T00:00:00,true,inf\n8,a,2020-01-02T10:00:00,false,\n";
    assert_eq!(text(&table), wanted);
    assert_eq!(types(&table)[2..], [Type::Time, Type::Bool, Type::Number]);
}

#[test]
fn missing_words_are_the_users_too() {
    let read = ReadOptions {
        na_values: vec!["-999".into()],
        no_default_na: true,
        ..ReadOptions::default()
    };
    let (table, _) = csv("code,x\nNA,-999\nDE,2\n", read);
    assert_eq!(text(&table.unwrap()), "code,x\nNA,\nDE,2\n");
}

#[test]
fn rows_of_other_lengths_are_told() {
    let (table, warnings) = csv("a,b\n1,2\n3\n", ReadOptions::default());
    assert_eq!(text(&table.unwrap()), "a,b\n1,2\n3,\n");
    assert!(messages(&warnings).contains("fewer fields"));
    let (table, _) = csv("a,b\n\"x\ny\",2\n3,4,5\n", ReadOptions::default());
    let error = table.err().unwrap().to_string();
    assert_eq!(error, "line 4 of a.csv has 3 fields, but there are 2 columns");
}

#[test]
fn lone_quotes_do_not_mislead_the_cutting_of_blocks() {
    let mut rows = String::from("n,size\n");
    for i in 0..200_000 {
        writeln!(rows, "{i},{}\" pipe", i % 10).unwrap();
    }
    let (table, _) = csv(&rows, ReadOptions::default());
    let frame = table.unwrap().collect(&["n", "size"]).unwrap();
    assert_eq!(frame.height(), 200_000);
    assert_eq!(frame.column("size").unwrap().str().unwrap().get(199_999), Some("9\" pipe"));
}

#[test]
fn dates_are_read_as_asked() {
    let dates = |format: &str, dayfirst| ReadOptions {
        parse_dates: [("d".to_owned(), format.to_owned())].into(),
        dayfirst,
        ..ReadOptions::default()
    };
    let rows = "d,x\n01/02/2020,1\n02/02/2020,2\n";
    let first = |read| text(&csv(rows, read).0.unwrap()).lines().nth(1).unwrap().to_owned();
    assert_eq!(first(dates("", false)), "2020-01-02,1");
    assert_eq!(first(dates("", true)), "2020-02-01,1");
    assert_eq!(first(dates("%d/%m/%Y", false)), "2020-02-01,1");
    assert_eq!(first(ReadOptions::default()), "01/02/2020,1");
    assert!(messages(&csv(rows, ReadOptions::default()).1).contains("--parse-dates 'd'"));
    let (table, _) = csv("d,x\n13/02/2020,1\n", dates("%m/%d/%Y", false));
    assert_eq!(
        table.err().unwrap().to_string(),
        "line 2 of a.csv: \"13/02/2020\" in column \"d\" is not a time"
    );
    let (table, _) = csv("e,x\n1,1\n", dates("", false));
    assert_eq!(table.err().unwrap().exit_code(), 2);
}

#[test]
fn dates_in_other_formats_are_read_as_asked() {
    let read = || ReadOptions {
        parse_dates: [("d".to_owned(), String::new())].into(),
        ..ReadOptions::default()
    };
    let json = br#"[{"d":"13/02/2020","x":1},{"d":null,"x":2}]"#;
    let folder = Folder::new(&[("a.json", json), ("b.json", br#"[{"d":"soon"}]"#)]);
    let (table, _) = folder.open(&["a.json"], read());
    let table = table.unwrap();
    assert_eq!(types(&table), [Type::Time, Type::Integer]);
    assert_eq!(text(&table), "d,x\n2020-02-13,1\n,2\n");
    assert!(folder.open(&["b.json"], read()).0.is_err());
}

#[test]
fn several_files_are_one_table() {
    let folder = Folder::new(&[
        ("1.csv", b"a,t,w\n1,2020-01-01,1\n"),
        ("2.csv", b"w,a,more\nx,2.5,9\n"),
        ("3.csv", b"a,t\n3,\n"),
    ]);
    for names in [vec!["1.csv", "2.csv", "3.csv"], vec!["?.csv"], vec![""]] {
        let (table, warnings) = folder.open(&names, ReadOptions::default());
        let table = table.unwrap();
        assert_eq!(table.name(), "1.csv and 2 other files");
        assert_eq!(text(&table), "a,t,w,more\n1.0,2020-01-01,1,\n2.5,,x,9\n3.0,,,\n");
        assert!(messages(&warnings).contains("column \"w\" is not of one type"));
        assert!(!messages(&warnings).contains("column \"t\""));
    }
}

#[test]
fn columns_of_binary_formats_become_what_the_other_rooms_know() {
    let zoned = Series::new("zoned".into(), [1_593_619_200_000_i64]).into_datetime(
        TimeUnit::Milliseconds,
        TimeZone::opt_try_new(Some("America/New_York")).unwrap(),
    );
    let wait = Series::new("wait".into(), [90_000_i64]).into_duration(TimeUnit::Milliseconds);
    let mut frame = DataFrame::new(
        1,
        vec![
            zoned.into_column(),
            wait.into_column(),
            Column::new("day".into(), [1_i32]).cast(&DataType::Date).unwrap(),
            Column::new("gap".into(), [f64::NAN]),
            Column::new("small".into(), [3_i8]),
            Column::new("word".into(), ["a"])
                .cast(&DataType::from_categories(Categories::global()))
                .unwrap(),
        ],
    )
    .unwrap();
    frame.rechunk_mut();
    for format in [ExportFormat::Parquet, ExportFormat::Arrow] {
        let mut bytes = Vec::new();
        export(&frame, format, &mut bytes).unwrap();
        let folder = Folder::new(&[("a.csv", &bytes)]);
        let (table, _) = folder.open(&["a.csv"], ReadOptions::default());
        let table = table.unwrap();
        assert_eq!(table.schema().rows, Some(1));
        let wanted =
            "zoned,wait,day,gap,small,word\n2020-07-01T12:00:00-04:00,90.0,1970-01-02,,3,a\n";
        assert_eq!(text(&table), wanted);
        assert_eq!(types(&table)[5], Type::Category);
        let some = table.collect(&["small", "day"]).unwrap();
        assert_eq!(some.get_column_names(), ["small", "day"]);
    }
}

#[test]
fn files_of_several_zones_are_told_of() {
    let part = |zone: Option<&str>| {
        let zone = zone.and_then(|zone| TimeZone::opt_try_new(Some(zone)).unwrap());
        let times = Series::new("t".into(), [1_593_619_200_000_i64]);
        let times = times.into_datetime(TimeUnit::Milliseconds, zone).into_column();
        let mut bytes = Vec::new();
        let frame = DataFrame::new(1, vec![times]).unwrap();
        export(&frame, ExportFormat::Parquet, &mut bytes).unwrap();
        bytes
    };
    let (berlin, tokyo) = (part(Some("Europe/Berlin")), part(Some("Asia/Tokyo")));
    let (utc, none) = (part(Some("UTC")), part(None));
    for (files, wanted, says) in [
        ([&berlin, &berlin], "2020-07-01T18:00:00+02:00\n2020-07-01T18:00:00+02:00\n", ""),
        (
            [&utc, &tokyo],
            "2020-07-01T16:00:00+00:00\n2020-07-01T16:00:00+00:00\n",
            "column \"t\" has several time zones in a.parquet and another file (UTC and Asia/Tokyo) \
             and is converted to UTC",
        ),
        (
            [&none, &tokyo],
            "2020-07-01T16:00:00\n2020-07-02T01:00:00\n",
            "column \"t\" has several time zones in a.parquet and another file (none and Asia/Tokyo): \
             its times are taken as each clock shows them",
        ),
    ] {
        let folder = Folder::new(&[("a.parquet", files[0]), ("b.parquet", files[1])]);
        let (table, warnings) = folder.open(&["a.parquet", "b.parquet"], ReadOptions::default());
        assert_eq!(text(&table.unwrap()), format!("t\n{wanted}"));
        assert_eq!(messages(&warnings), says);
    }
}

#[test]
fn a_time_that_no_clock_shows_is_an_error() {
    let zone = TimeZone::opt_try_new(Some("Europe/Berlin")).unwrap();
    let times = Series::new("t".into(), [i64::MAX]).into_datetime(TimeUnit::Milliseconds, zone);
    let mut bytes = Vec::new();
    let frame = DataFrame::new(1, vec![times.into_column()]).unwrap();
    export(&frame, ExportFormat::Arrow, &mut bytes).unwrap();
    let folder = Folder::new(&[("a.arrow", &bytes)]);
    let (table, _) = folder.open(&["a.arrow"], ReadOptions::default());
    let error = table.unwrap().collect(&["t"]).unwrap_err();
    assert!(error.message.contains("beyond the calendar of its zone"), "{}", error.message);
}

#[test]
fn places_without_data_are_errors_with_hints() {
    let folder = Folder::new(&[("empty.csv", b""), ("junk", b"\0\x01\x02")]);
    for (names, says) in [
        (vec!["nothing.csv"], "no file"),
        (vec!["*.parquet"], "no file matches"),
        (vec!["empty.csv"], "is empty"),
        (vec!["junk"], "not in a format"),
    ] {
        let error = folder.open(&names, ReadOptions::default()).0.err().unwrap();
        assert!(error.to_string().contains(says), "{error}");
        assert!(error.hint.is_some());
    }
    let bad = ReadOptions { format: Some("cvs".into()), ..ReadOptions::default() };
    let error = folder.open(&["junk"], bad).0.err().unwrap();
    assert_eq!(error.hint.as_deref(), Some("did you mean \"csv\"?"));
}

#[test]
fn times_with_different_offsets_are_converted_to_utc() {
    let mixed = "t,v\n2020-01-01T00:00:00Z,1\n2020-01-01T05:00:00+05:00,2\n";
    let json = br#"[{"t":"2020-01-01T00:00:00Z"},{"t":"2020-01-01T05:00:00+05:00"}]"#;
    let note = "times in column \"t\" of a.csv have different offsets and are converted to UTC";
    let (table, warnings) = csv(mixed, ReadOptions::default());
    assert_eq!(text(&table.unwrap()), "t,v\n2020-01-01,1\n2020-01-01,2\n");
    assert_eq!(messages(&warnings), note);
    let (table, warnings) =
        Folder::new(&[("a.json", json)]).open(&["a.json"], ReadOptions::default());
    assert_eq!(text(&table.unwrap()), "t\n2020-01-01\n2020-01-01\n");
    assert_eq!(messages(&warnings), note.replace("csv", "json"));
    // One offset is the clock of the place.
    let (table, warnings) = csv(&mixed.replace('Z', "+05:00"), ReadOptions::default());
    assert_eq!(text(&table.unwrap()), "t,v\n2020-01-01T00:00:00,1\n2020-01-01T05:00:00,2\n");
    assert_eq!(messages(&warnings), "");
    let asked = ReadOptions {
        parse_dates: [("t".to_owned(), "%d/%m/%Y %H:%M %z".to_owned())].into(),
        ..ReadOptions::default()
    };
    let (table, _) = csv("t\n1/1/2020 00:00 +0000\n1/1/2020 05:00 +0500\n", asked);
    assert_eq!(text(&table.unwrap()), "t\n2020-01-01\n2020-01-01\n");
}

#[test]
fn a_quote_that_opens_in_the_header_is_told() {
    for (file, line) in [("a,\"b\n1,2\n", 1), ("# by hand\n\"a,b\n1,2\n", 2)] {
        let (table, _) = csv(file, ReadOptions::default());
        let message = table.map(|_| ()).unwrap_err().message;
        assert_eq!(message, format!("line {line} of a.csv opens a quote that is never closed"));
    }
}

#[test]
fn categories_have_the_order_of_their_file() {
    for name in ["ordered.parquet", "ordered.arrow", "ordered.arrows"] {
        let path = format!("{}/testdata/odd/{name}", env!("CARGO_MANIFEST_DIR"));
        let data = DataRef { files: vec![path], ..DataRef::default() };
        let mut warnings = Warnings::default();
        let table = source::open(&data, &mut warnings, &Silent).unwrap();
        let sort = Transform::Sort { by: vec!["level".into()] };
        let sorted = vizcli::transform::apply(&table, &sort, &mut warnings).unwrap();
        let wanted = "level,clock,n\nlow,00:00:00.000001,4\nmid,01:00:00.5,1\nmid,23:59:59,5\n\
                      high,,2\n,00:00:00,3\n";
        assert_eq!(text(&sorted), wanted, "{name}");
        let left = format!("column bytes of {name} is of a type that cannot be drawn and left out");
        assert_eq!(messages(&warnings), left);
        let unlisted = Transform::Where("level in ('mid', 'top') or level = 'none'".into());
        let some = vizcli::transform::apply(&table, &unlisted, &mut warnings).unwrap();
        assert_eq!(some.collect(&["level"]).unwrap().height(), 2);
    }
}

#[test]
fn categories_of_several_files_are_joined() {
    let file = |words: &[&str]| {
        let list = FrozenCategories::new(words.iter().copied()).unwrap();
        let column = Column::new("c".into(), words);
        let column = column.cast(&DataType::from_frozen_categories(list)).unwrap();
        let mut bytes = Vec::new();
        let frame = DataFrame::new(words.len(), vec![column]).unwrap();
        export(&frame, ExportFormat::Arrow, &mut bytes).unwrap();
        bytes
    };
    let folder = Folder::new(&[("1.arrow", &file(&["b", "a"])), ("2.arrow", &file(&["z", "a"]))]);
    let (table, _) = folder.open(&["1.arrow", "2.arrow"], ReadOptions::default());
    let table = table.unwrap();
    assert_eq!(types(&table), [Type::Category]);
    let sort = Transform::Sort { by: vec!["c".into()] };
    let sorted = vizcli::transform::apply(&table, &sort, &mut Warnings::default()).unwrap();
    assert_eq!(text(&sorted), "c\nb\na\na\nz\n");
}
