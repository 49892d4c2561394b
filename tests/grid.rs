//! Gridded files against the numbers of xarray in `testdata/reference/xarray/grid.json`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails in a test should be seen")]

use polars::prelude::*;
use serde_json::Value;
use vizcli::data::Table;
use vizcli::error::Error;
use vizcli::progress::Silent;
use vizcli::spec::{Agg, DataRef, ReadOptions, Transform};
use vizcli::warn::Warnings;
use vizcli::{source, transform};

fn reference() -> Value {
    serde_json::from_str(include_str!("../testdata/reference/xarray/grid.json")).unwrap()
}

fn open(file: &str, variables: &[&str]) -> Table {
    let path = format!("{}/testdata/grid/{file}.nc", env!("CARGO_MANIFEST_DIR"));
    let variables = variables.iter().map(|&name| name.to_owned()).collect();
    let read = ReadOptions { variables, ..ReadOptions::default() };
    let data = DataRef { files: vec![path], read, ..DataRef::default() };
    source::open(&data, &mut Warnings::default(), &Silent).unwrap()
}

fn apply(table: &Table, step: &Transform) -> Result<Table, Error> {
    transform::apply(table, step, &mut Warnings::default())
}

/// `--sel COL=TEXT`.
fn sel(text: &str) -> Transform {
    let (column, value) = text.split_once('=').unwrap();
    let column = column.to_owned();
    let end = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    match value.split_once("..") {
        Some((from, to)) => Transform::Sel { column, value: end(from), to: end(to), range: true },
        None => Transform::Sel { column, value: end(value), to: None, range: false },
    }
}

/// `--isel DIM=TEXT`.
fn isel(text: &str) -> Transform {
    let (column, value) = text.split_once('=').unwrap();
    let column = column.to_owned();
    let end = |text: &str| text.parse::<i64>().ok();
    match value.split_once("..") {
        Some((from, to)) => Transform::Isel { column, from: end(from), to: end(to), range: true },
        None => Transform::Isel { column, from: end(value), to: None, range: false },
    }
}

fn reduce(text: &str) -> Transform {
    let (column, name) = text.split_once('=').unwrap();
    Transform::Reduce { column: column.to_owned(), agg: Agg::parse(name).unwrap() }
}

fn numbers(table: &Table, column: &str) -> Vec<Option<f64>> {
    let frame = table.collect(&[column]).unwrap();
    let all = frame.column(column).unwrap().cast(&DataType::Float64).unwrap();
    all.f64().unwrap().iter().collect()
}

/// The times of a column, as ISO 8601 to the second.
fn times(table: &Table, column: &str) -> Vec<String> {
    let frame = table.collect(&[column]).unwrap();
    let all = frame.column(column).unwrap().cast(&DataType::Int64).unwrap();
    let text = |time: Option<i64>| {
        let mut text = vizcli::data::time::format_iso(time.unwrap());
        text.truncate(19);
        text
    };
    all.i64().unwrap().iter().map(text).collect()
}

/// Compare values with a list of all, or with what is kept of a long one. Counts comparisons.
fn same(found: &[Option<f64>], wanted: &Value, what: &str) -> usize {
    let close = |a: f64, b: f64| (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1e-3);
    let each = |found: &[Option<f64>], wanted: &[Value]| {
        assert_eq!(found.len(), wanted.len(), "{what}");
        for (i, (found, wanted)) in found.iter().zip(wanted).enumerate() {
            match (found, wanted.as_f64()) {
                (None, None) => {}
                (Some(a), Some(b)) if close(*a, b) => {}
                (a, b) => panic!("{what}, cell {i}: {a:?} instead of {b:?}"),
            }
        }
        wanted.len()
    };
    if let Some(all) = wanted.as_array() {
        return each(found, all);
    }
    assert_eq!(found.len() as u64, wanted["len"].as_u64().unwrap(), "{what}");
    let missing = found.iter().filter(|v| v.is_none()).count() as u64;
    assert_eq!(missing, wanted["missing"].as_u64().unwrap(), "{what}");
    let sum: f64 = found.iter().flatten().sum();
    assert!(close(sum, wanted["sum"].as_f64().unwrap()), "{what}: sum {sum}");
    let some: Vec<Option<f64>> = found.iter().step_by(23).copied().collect();
    each(&some, wanted["some"].as_array().unwrap()) + 3
}

#[test]
fn packed_and_masked_values_are_those_of_xarray() {
    let (table, reference) = (open("air", &[]), &reference()["air"]);
    assert_eq!(table.schema().names(), ["time", "lat", "lon", "air"]);
    let air = numbers(&table, "air");
    assert_eq!(air.iter().flatten().count() as u64, reference["count"].as_u64().unwrap());
    let sum: f64 = air.iter().flatten().sum();
    assert!((sum / reference["sum"].as_f64().unwrap() - 1.0).abs() < 1e-9);
    same(&air[..4], &reference["first"], "first");
    let stamps = times(&table, "time");
    let ends = [&stamps[0], &stamps[130], &stamps[stamps.len() - 1]];
    for (found, wanted) in ends.iter().zip(reference["time"].as_array().unwrap()) {
        assert_eq!(found.as_str(), wanted.as_str().unwrap());
    }
}

#[test]
fn selections_are_those_of_xarray() {
    let (table, reference) = (open("air", &[]), &reference()["air"]);
    // What was done beside the selection, to keep the reference small.
    let after = |name: &str| match name {
        "lat=50" => vec![reduce("time=mean"), reduce("lon=mean")],
        name if name.contains('~') => vec![isel("time=3")],
        "lat=60..40" => vec![isel("time=0")],
        _ => vec![isel("lat=4")],
    };
    for (name, wanted) in reference["sel"].as_object().unwrap() {
        let mut found = apply(&table, &sel(name)).unwrap();
        for step in after(name) {
            found = apply(&found, &step).unwrap();
        }
        assert!(found.grid().is_some());
        same(&numbers(&found, "air"), wanted, name);
    }
    for (name, wanted) in reference["isel"].as_object().unwrap() {
        same(&numbers(&apply(&table, &isel(name)).unwrap(), "air"), wanted, name);
    }
    // Either end may come first.
    let [one, other] = ["lat=40..60", "lat=60..40"].map(|text| apply(&table, &sel(text)).unwrap());
    assert_eq!(numbers(&one, "air"), numbers(&other, "air"));
}

#[test]
fn reductions_skip_what_is_missing_as_xarray_does() {
    let (table, reference) = (open("air", &[]), &reference()["air"]);
    for (name, wanted) in reference["reduce"].as_object().unwrap() {
        let mut found = table.clone();
        for step in name.split('+') {
            found = apply(&found, &reduce(step)).unwrap();
        }
        same(&numbers(&found, "air"), wanted, name);
    }
}

#[test]
fn every_type_and_format_is_read_as_xarray_reads_it() {
    let reference = &reference()["kinds"];
    let mut compared = 0;
    for format in ["classic", "offset64", "cdf5", "nc4", "nc4classic"] {
        let file = format!("kinds-{format}");
        let of = |name: &str| {
            if name == "level" || name == "lat" || name == "lon" {
                open(&file, &[if name == "level" { "unsigned" } else { name }])
            } else {
                open(&file, &[name])
            }
        };
        for (name, wanted) in reference.as_object().unwrap() {
            match name.as_str() {
                "time" => {
                    let table = open(&file, &["profile"]);
                    let mut found = times(&table, "time");
                    found.dedup();
                    assert_eq!(serde_json::json!(found), *wanted, "{file}");
                }
                "name" => {
                    let frame = open(&file, &["name"]).collect(&["name"]).unwrap();
                    let words: Vec<_> =
                        frame.column("name").unwrap().str().unwrap().iter().collect();
                    assert_eq!(serde_json::json!(words), *wanted, "{file}");
                }
                name => {
                    compared += same(&numbers(&of(name), name), wanted, &format!("{file}, {name}"));
                }
            }
        }
        let table = open(&file, &["shorts"]);
        assert_eq!(table.schema().names(), ["time", "y", "x", "name", "lat", "lon", "shorts"]);
    }
    assert!(compared > 1700, "{compared}");
}

#[test]
fn groups_words_and_foreign_byte_orders_are_read() {
    let reference = &reference()["groups"];
    let table = open("groups", &["hourly/big"]);
    assert_eq!(table.schema().names(), ["station", "sample", "big"]);
    same(&numbers(&table, "big"), &reference["big"], "big");
    same(&numbers(&open("groups", &["u64"]), "u64"), &reference["u64"], "u64");
    let flags = open("groups", &["hourly/quality/flag"]).collect(&["flag"]).unwrap();
    let flags: Vec<_> = flags.column("flag").unwrap().str().unwrap().iter().flatten().collect();
    assert_eq!(flags, ["good", "bad", "good"]);
    let one = apply(&table, &sel("station=Zürich")).unwrap();
    assert_eq!(one.schema().rows, Some(6));
}

#[test]
fn every_calendar_shows_what_its_clock_shows() {
    let reference = reference();
    for (name, wanted) in reference.as_object().unwrap() {
        let Some(calendar) = name.strip_prefix("calendar-") else { continue };
        let found = times(&open(name, &[]), "time");
        for (found, wanted) in found.iter().zip(wanted.as_array().unwrap()) {
            let wanted = wanted.as_str().unwrap();
            let (date, _) = wanted.split_once('T').unwrap();
            let lacking = matches!(&date[4..], "-02-29" | "-02-30") && found != wanted;
            if lacking {
                let end = format!("{}-02-28T23:59:59", &date[..4]);
                let leap = format!("{}-02-29T23:59:59", &date[..4]);
                assert!(*found == end || *found == leap, "{calendar}: {found} for {wanted}");
            } else {
                assert_eq!(found, wanted, "{calendar}");
            }
        }
        assert!(found.windows(2).all(|pair| pair[0] <= pair[1]), "{calendar}");
    }
    assert_eq!(serde_json::json!(times(&open("old", &[]), "time")), reference["old"]);
}

#[test]
fn what_is_not_on_a_grid_names_what_is() {
    let table = open("air", &[]);
    let fail = |step: &Transform| {
        let error = apply(&table, step).err().unwrap();
        format!("{error}; {}", error.hint.as_deref().unwrap())
    };
    assert_eq!(
        fail(&sel("lat=51")),
        "lat=51 is not on the grid; the nearest are 50 and 55; --sel lat=~51 takes the nearer one"
    );
    assert!(fail(&sel("time=2015")).contains("the nearest is 2014-01-31T12:00:00"));
    assert!(fail(&isel("lat=10")).contains("count from 0 to 9"));
    assert!(fail(&reduce("tim=mean")).contains("did you mean \"time\""));
    assert!(fail(&reduce("time=mode")).contains("does not know"));
    assert!(fail(&sel("lat=80..90")).contains("25"));
}

#[test]
fn pieces_are_the_rows_that_are_read_at_once() {
    let table = open("kinds-nc4", &["shorts"]);
    let names = table.schema().names();
    let all = table.collect(&names).unwrap();
    let pieces = table.pieces().unwrap();
    assert_eq!(pieces.rows(), [80]);
    assert!(pieces.frame(0, &names).unwrap().equals_missing(&all));
    let swapped = table.collect(&["lon", "time"]).unwrap();
    assert!(swapped.column("lon").unwrap().equals_missing(all.column("lon").unwrap()));
    // A plane is a slice, whichever dimension is fast.
    let grid = table.grid().unwrap();
    let shorts = grid.variable("shorts").unwrap();
    let plane = grid.plane(shorts, 1, 2, &[2, 0, 0]).unwrap();
    let turned = grid.plane(shorts, 2, 1, &[2, 0, 0]).unwrap();
    for (y, x) in (0..4).flat_map(|y| (0..5).map(move |x| (y, x))) {
        assert_eq!(plane[y * 5 + x].to_bits(), turned[x * 4 + y].to_bits());
    }
}
