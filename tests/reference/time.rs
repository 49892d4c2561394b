//! Bins of time, windows, parts of times and turned tables against pandas.

use polars::prelude::*;
use serde_json::Value;
use vizcli::data::Table;
use vizcli::kind::auto::resolve;
use vizcli::spec::{
    Agg, Aggregate, DataRef, Decay, Group, Layer, Norm, Normalize, Part, Pivot, Plot, Resample,
    Side, Steps, Transform, Window, Windowed,
};
use vizcli::transform::apply;
use vizcli::warn::Warnings;

use super::column;

fn pandas() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/reference/pandas_time.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

const MICROS: DataType = DataType::Datetime(TimeUnit::Microseconds, None);

/// ISO 8601 as microseconds.
fn micros(times: &Value) -> Vec<i64> {
    let read = |v: &Value| vizcli::data::time::parse_iso(v.as_str().unwrap().as_bytes()).unwrap();
    times.as_array().unwrap().iter().map(read).collect()
}

/// One of the inputs: `t`, `v` and `k`, in the order of its rows.
fn set(all: &Value, name: &str) -> Table {
    let set = &all["sets"][name];
    let times = Column::new("t".into(), micros(&set["t"])).cast(&MICROS).unwrap();
    let columns = vec![times, column("v", &set["v"]), column("k", &set["k"])];
    let mut frame = DataFrame::new_infer_height(columns).unwrap().lazy();
    if let Some(zone) = set["zone"].as_str() {
        let zone = TimeZone::opt_try_new(Some(zone)).unwrap();
        let utc =
            col("t").dt().replace_time_zone(Some(TimeZone::UTC), lit("raise"), NonExistent::Raise);
        frame = frame.with_column(utc.dt().convert_time_zone(zone.unwrap()));
    }
    Table::from_frame(frame.collect().unwrap(), name)
}

fn done(table: &Table, step: &Transform) -> DataFrame {
    let result = apply(table, step, &mut Warnings::default()).unwrap();
    result.collect(&result.schema().names()).unwrap()
}

/// In the order of time.
fn sorted(table: &Table) -> Table {
    let sort = Transform::Sort { by: vec!["t".into()] };
    apply(table, &sort, &mut Warnings::default()).unwrap()
}

/// Are the numbers of `name` what pandas says, to 1e-9?
fn check(frame: &DataFrame, name: &str, theirs: &Value, what: &str) {
    let ours = frame.column(name).unwrap().cast(&DataType::Float64).unwrap();
    let ours: Vec<Option<f64>> = ours.f64().unwrap().iter().collect();
    let theirs: Vec<Option<f64>> = theirs.as_array().unwrap().iter().map(Value::as_f64).collect();
    assert_eq!(ours.len(), theirs.len(), "{what}: {name} has other rows");
    for (row, (ours, theirs)) in ours.iter().zip(&theirs).enumerate() {
        let same = match (ours, theirs) {
            (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1e-3),
            (None, None) => true,
            _ => false,
        };
        assert!(same, "{what} {name} row {row}: {ours:?} here, {theirs:?} there");
    }
}

fn check_times(frame: &DataFrame, theirs: &Value, what: &str) {
    let ours = frame.column("t").unwrap().to_physical_repr().cast(&DataType::Int64).unwrap();
    let ours: Vec<i64> = ours.i64().unwrap().iter().flatten().collect();
    let words = |times: &[i64]| -> Vec<String> {
        times.iter().map(|&t| vizcli::data::time::format_iso(t)).collect()
    };
    assert_eq!(words(&ours), words(&micros(theirs)), "{what}: names of bins");
}

fn resample(case: &Value, keys: &[&str], aggs: &[&str]) -> Transform {
    let side = |key: &str| match case[key].as_str() {
        Some("left") => Some(Side::Left),
        Some(_) => Some(Side::Right),
        None => None,
    };
    let aggregate = |name: &&str| Aggregate {
        column: Some("v".into()),
        agg: Agg::parse(name).unwrap(),
        into: (*name).to_owned(),
    };
    Transform::Resample(Resample {
        time: "t".into(),
        rule: case["rule"].as_str().unwrap().into(),
        closed: side("closed"),
        label: side("label"),
        group: Group {
            keys: keys.iter().map(|&key| key.into()).collect(),
            aggs: aggs.iter().map(aggregate).collect(),
            ..Group::default()
        },
    })
}

#[test]
fn bins_of_time_are_those_of_pandas() {
    let all = pandas();
    let cases = all["resample"].as_array().unwrap();
    assert!(cases.len() > 250);
    for case in cases {
        let name = case["set"].as_str().unwrap();
        let known = ["sum", "mean", "count", "max", "first", "std", "size"];
        let aggs: Vec<&str> = known.into_iter().filter(|agg| !case[agg].is_null()).collect();
        let frame = done(&set(&all, name), &resample(case, &[], &aggs));
        let what = format!("{name} {} {} {}", case["rule"], case["closed"], case["label"]);
        check_times(&frame, &case["times"], &what);
        for agg in aggs {
            check(&frame, agg, &case[agg], &what);
        }
    }
}

#[test]
fn every_series_has_bins_of_its_own() {
    let all = pandas();
    for case in all["grouped"].as_array().unwrap() {
        let name = case["set"].as_str().unwrap();
        let frame = done(&set(&all, name), &resample(case, &["k"], &["sum", "mean"]));
        let keys = frame.column("k").unwrap().str().unwrap().clone();
        let theirs = case["k"].as_array().unwrap().iter().map(Value::as_str);
        assert!(keys.iter().eq(theirs), "{name}: keys");
        check_times(&frame, &case["times"], name);
        check(&frame, "sum", &case["sum"], name);
        check(&frame, "mean", &case["mean"], name);
    }
}

fn window_of(case: &Value) -> Window {
    let agg = |name: &Value| Agg::parse(name.as_str().unwrap()).unwrap();
    if let Some(span) = case["rolling"].as_str() {
        return Window::Rolling { span: span.into(), agg: agg(&case["f"]) };
    }
    if case["expanding"].is_string() {
        return Window::Expanding(agg(&case["expanding"]));
    }
    if let Some(kind) = case["ewm"].as_str() {
        let number = case["number"].as_f64().unwrap();
        return Window::Ewm(match kind {
            "span" => Decay::Span(number),
            "com" => Decay::Com(number),
            "halflife" => Decay::Halflife(number),
            _ => Decay::Alpha(number),
        });
    }
    match case["step"].as_str().unwrap() {
        "cumsum" => Window::Cumsum,
        "cumprod" => Window::Cumprod,
        "cummax" => Window::Cummax,
        "cummin" => Window::Cummin,
        "diff" => Window::Diff,
        _ => Window::PctChange,
    }
}

fn windowed(window: Window) -> Windowed {
    Windowed {
        columns: vec!["v".into()],
        keys: Vec::new(),
        time: Some("t".into()),
        window,
        min_periods: None,
        center: false,
        periods: None,
    }
}

fn norm_of(name: &str) -> Transform {
    let by = match name {
        "sum" => Norm::Sum,
        "max" => Norm::Max,
        "first" => Norm::First,
        "zscore" => Norm::Zscore,
        _ => Norm::Minmax,
    };
    Transform::Normalize(Normalize { columns: vec!["v".into()], keys: Vec::new(), by })
}

#[test]
fn windows_are_those_of_pandas() {
    let all = pandas();
    let cases = all["windows"].as_array().unwrap();
    assert!(cases.len() > 250);
    for case in cases {
        let name = case["set"].as_str().unwrap();
        let number = |key: &str| case[key].as_u64().map(|n| n as u32);
        let step = match case["norm"].as_str() {
            Some(name) => norm_of(name),
            None => Transform::Window(Windowed {
                min_periods: number("min_periods"),
                center: case["center"] == true,
                periods: number("periods"),
                ..windowed(window_of(case))
            }),
        };
        let mut what = case.clone();
        what.as_object_mut().unwrap().remove("out");
        check(&done(&sorted(&set(&all, name)), &step), "v", &case["out"], &what.to_string());
    }
}

#[test]
fn windows_stay_within_their_series() {
    let all = pandas();
    let table = sorted(&set(&all, "days"));
    let keys = || vec!["k".to_owned()];
    let rolling = Window::Rolling { span: "3".into(), agg: Agg::Mean };
    for (name, window, min_periods) in [
        ("rolling", rolling, Some(1)),
        ("cumsum", Window::Cumsum, None),
        ("diff", Window::Diff, None),
        ("pct_change", Window::PctChange, None),
        ("ewm", Window::Ewm(Decay::Span(4.0)), None),
    ] {
        let step = Windowed { keys: keys(), min_periods, ..windowed(window) };
        let frame = done(&table, &Transform::Window(step));
        check(&frame, "v", &all["by_key"][name], name);
    }
    let share = Normalize { columns: vec!["v".into()], keys: keys(), by: Norm::Sum };
    let frame = done(&table, &Transform::Normalize(share));
    check(&frame, "v", &all["by_key"]["share"], "share");
}

#[test]
fn parts_of_times_are_those_of_pandas() {
    let all = pandas();
    for (name, expected) in all["parts"].as_object().unwrap() {
        for (word, theirs) in expected.as_object().unwrap() {
            let part = Part::find(word).unwrap();
            let step = Transform::Part { column: "t".into(), part, into: "p".into() };
            let frame = done(&set(&all, name), &step);
            let ours = frame.column("p").unwrap().cast(&DataType::String).unwrap();
            let theirs: Vec<String> = theirs
                .as_array()
                .unwrap()
                .iter()
                .map(|v| v.as_str().map_or_else(|| v.to_string(), str::to_owned))
                .collect();
            let ours: Vec<&str> = ours.str().unwrap().iter().flatten().collect();
            assert_eq!(ours, theirs, "{name} {word}");
        }
    }
}

#[test]
fn tables_are_turned_as_pandas_does() {
    let all = pandas();
    let tables = &all["tables"];
    let columns = |names: [&str; 3]| names.map(|n| column(n, &tables["rows"][n])).to_vec();
    let frame = DataFrame::new_infer_height(columns(["i", "c", "v"])).unwrap();
    let table = Table::from_frame(frame.clone(), "rows");
    let single = Table::from_frame(frame.head(Some(6)), "rows");
    let pivot = |agg| {
        let [index, columns, values] = ["i", "c", "v"].map(String::from);
        Transform::Pivot(Pivot { index, columns, values, agg, min_count: None })
    };
    let wide = done(&single, &pivot(None));
    let combined = done(&table, &pivot(Some(Agg::Mean)));
    for (frame, key) in [(&wide, "pivot"), (&combined, "pivot_table")] {
        for name in ["i", "x", "y"] {
            check(frame, name, &tables[key][name], key);
        }
    }
    let long = done(&Table::from_frame(wide, "wide"), &Transform::Melt { keep: vec!["i".into()] });
    check(&long, "i", &tables["melt"]["i"], "melt");
    check(&long, "value", &tables["melt"]["value"], "melt");
    let error = apply(&table, &pivot(None), &mut Warnings::default()).err().unwrap();
    assert!(error.message.contains("2 rows repeat a pair of i and c"), "{}", error.message);
}

#[test]
fn values_are_counted_as_pandas_does() {
    let all = pandas();
    let tables = &all["tables"];
    let rows = column("c", &tables["rows"]["c"]);
    let mut table = Table::from_frame(DataFrame::new_infer_height(vec![rows]).unwrap(), "rows");
    let steps = Steps { value_counts: Some("c".into()), ..Steps::default() };
    let layer = Layer { data: Some(DataRef::default()), steps, ..Layer::default() };
    let mut warnings = Warnings::default();
    let resolved = resolve(&layer, &Plot::default(), table.schema(), &mut warnings).unwrap();
    assert_eq!(resolved.layer.kind, "bar");
    for step in &resolved.added {
        table = apply(&table, step, &mut warnings).unwrap();
    }
    let frame = table.collect(&["c", "count"]).unwrap();
    check(&frame, "count", &tables["value_counts"]["count"], "value_counts");
    let words = frame.column("c").unwrap().str().unwrap().clone();
    let theirs = tables["value_counts"]["c"].as_array().unwrap();
    assert!(words.iter().eq(theirs.iter().map(Value::as_str)));
}
