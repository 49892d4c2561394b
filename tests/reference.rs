//! Results against numbers of other programs, stored in `testdata/reference/`.

mod boxes;
mod contour;
mod density;
mod edges;
mod hexbin;
mod kinds_dist;
mod lttb;
mod matrix;
mod mesh;
mod raster;
mod series;
mod shade;
mod stat;
mod time;

use polars::prelude::*;
use serde_json::Value;
use vizcli::data::Table;
use vizcli::spec::{Agg, Aggregate, Bin, BinHeight, BinRule, Group, Transform};
use vizcli::transform::apply;
use vizcli::warn::Warnings;

fn pandas() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/reference/pandas.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// A column of JSON as polars reads it: all text, all whole numbers, or numbers.
fn column(name: &str, values: &Value) -> Column {
    let values = values.as_array().unwrap();
    let all = |test: fn(&Value) -> bool| values.iter().all(|v| v.is_null() || test(v));
    if all(Value::is_string) && values.iter().any(Value::is_string) {
        Column::new(name.into(), values.iter().map(Value::as_str).collect::<Vec<_>>())
    } else if all(Value::is_i64) {
        Column::new(name.into(), values.iter().map(Value::as_i64).collect::<Vec<_>>())
    } else {
        Column::new(name.into(), values.iter().map(Value::as_f64).collect::<Vec<_>>())
    }
}

fn table(columns: &Value) -> Table {
    let columns: Vec<Column> =
        columns.as_object().unwrap().iter().map(|(name, v)| column(name, v)).collect();
    Table::from_frame(DataFrame::new_infer_height(columns).unwrap(), "reference")
}

/// Is `ours` what the reference says, to 12 digits?
fn same(ours: &AnyValue<'_>, theirs: &Value) -> bool {
    match ours {
        AnyValue::Null => theirs.is_null(),
        AnyValue::String(word) => theirs.as_str() == Some(word),
        AnyValue::StringOwned(word) => theirs.as_str() == Some(word.as_str()),
        AnyValue::Boolean(flag) => theirs.as_bool() == Some(*flag),
        number => match (number.extract::<f64>(), theirs.as_f64()) {
            (Some(a), Some(b)) => a == b || (a - b).abs() <= 1e-12 * a.abs().max(b.abs()),
            // What is true is 1, so that it can be drawn.
            (Some(a), None) => theirs.as_bool() == Some(a == 1.0),
            _ => false,
        },
    }
}

fn check(frame: &DataFrame, name: &str, theirs: &Value, what: &str) {
    let ours = frame.column(name).unwrap();
    let theirs = theirs.as_array().unwrap();
    assert_eq!(ours.len(), theirs.len(), "{what} {name}: number of rows");
    for (row, theirs) in theirs.iter().enumerate() {
        let ours = ours.get(row).unwrap();
        assert!(same(&ours, theirs), "{what} {name} row {row}: {ours} here, {theirs} there");
    }
}

#[test]
fn groups_are_those_of_pandas() {
    let all = pandas();
    let table = table(&all["table"]);
    for (case, keys, no_sort) in [
        ("by_key", &["key"][..], false),
        ("by_appearance", &["key"], true),
        ("by_both", &["key", "part"], false),
    ] {
        let expected = all[case].as_object().unwrap();
        let names: Vec<&String> = expected
            .keys()
            .filter(|name| name.as_str() != "keys" && !name.contains("min_count"))
            .collect();
        assert!(names.len() > 50);
        let aggs = names
            .iter()
            .map(|name| {
                let (column, agg) = name.split_once(':').unwrap();
                let (column, agg) = (Some(column.into()), Agg::parse(agg).unwrap());
                Aggregate { column, agg, into: (*name).clone() }
            })
            .collect();
        let keys: Vec<String> = keys.iter().map(|&k| k.into()).collect();
        let group = Group { keys: keys.clone(), aggs, no_sort, min_count: None };
        let mut warnings = Warnings::default();
        let result = apply(&table, &Transform::Group(group), &mut warnings).unwrap();
        let frame = result.collect(&result.schema().names()).unwrap();
        for key in &keys {
            check(&frame, key, &expected["keys"][key], case);
        }
        for name in names {
            check(&frame, name, &expected[name], case);
        }
        let notes: Vec<&str> = warnings.notices().iter().map(|n| n.message.as_str()).collect();
        assert!(notes[0].ends_with("to no group"), "{notes:?}");
        assert!(notes[1].starts_with("value is missing in all rows of"), "{notes:?}");
    }
}

#[test]
fn a_least_count_makes_gaps() {
    let all = pandas();
    let sum = Aggregate { column: Some("value".into()), agg: Agg::Sum, into: "sum".into() };
    let group =
        Group { keys: vec!["key".into()], aggs: vec![sum], no_sort: false, min_count: Some(2) };
    let mut warnings = Warnings::default();
    let result = apply(&table(&all["table"]), &Transform::Group(group), &mut warnings).unwrap();
    let frame = result.collect(&["sum"]).unwrap();
    check(&frame, "sum", &all["by_key"]["value:sum:min_count=2"], "min_count");
    assert!(!warnings.notices().iter().any(|n| n.message.contains("all rows")));
}

#[test]
fn bins_are_those_of_numpy() {
    let all = pandas();
    let cases = all["bins"]["cases"].as_array().unwrap();
    assert!(cases.len() >= 80);
    for case in cases {
        let set = case["set"].as_str().unwrap();
        let columns = DataFrame::new_infer_height(vec![column("v", &all["bins"]["values"][set])]);
        let table = Table::from_frame(columns.unwrap(), set);
        let rule = match &case["rule"] {
            Value::String(name) => BinRule::Named(name.clone()),
            count => BinRule::Count(count.as_u64().unwrap() as u32),
        };
        let end = |i: usize| case["range"][i].as_f64().unwrap();
        let range = case["range"].is_array().then(|| [end(0), end(1)]);
        let what = format!("{set} {} {}", case["rule"], case["range"]);
        for (height, key) in [(BinHeight::Count, "counts"), (BinHeight::Density, "density")] {
            let bin =
                Bin { column: "v".into(), rule: rule.clone(), range, height, ..Bin::default() };
            let result = apply(&table, &Transform::Bin(bin), &mut Warnings::default()).unwrap();
            let name = if key == "counts" { "count" } else { key };
            let frame = result.collect(&["left", "right", name]).unwrap();
            let edges = case["edges"].as_array().unwrap();
            check(&frame, "left", &edges[..edges.len() - 1].to_vec().into(), &what);
            check(&frame, "right", &edges[1..].to_vec().into(), &what);
            check(&frame, name, &case[key], &what);
        }
    }
}
