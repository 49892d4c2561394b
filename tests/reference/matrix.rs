//! What pandas.plotting draws of a table with gaps.

use polars::prelude::*;
use serde_json::Value;
use vizcli::data::Table;
use vizcli::spec::Transform;
use vizcli::spec::wide::{Lagged, LaggedInto, Wide, WideInto};
use vizcli::transform::apply;
use vizcli::warn::Warnings;

use super::{check, table};

fn pandas() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/reference/kinds_matrix.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// What is made of four columns, and what is said.
fn wide(table: &Table, into: WideInto) -> (DataFrame, String) {
    let columns = ["a", "b", "c", "d"].map(String::from).to_vec();
    let step = Transform::Wide(Wide { columns, keys: vec!["kind".into()], into });
    frame(table, &step)
}

fn lagged(table: &Table, into: LaggedInto) -> (DataFrame, String) {
    frame(table, &Transform::Lagged(Lagged { column: "a".into(), keys: vec![], into }))
}

fn frame(table: &Table, step: &Transform) -> (DataFrame, String) {
    let mut warnings = Warnings::default();
    let made = apply(table, step, &mut warnings).unwrap();
    let said: Vec<String> = warnings.notices().iter().map(|n| n.message.clone()).collect();
    (made.collect(&made.schema().names()).unwrap(), said.join("; "))
}

/// Numbers of a column to 12 digits, or nearly nothing.
fn near(frame: &DataFrame, name: &str, theirs: &[f64]) {
    let ours: Vec<f64> = frame.column(name).unwrap().f64().unwrap().iter().flatten().collect();
    assert_eq!(ours.len(), theirs.len(), "{name}");
    for (a, b) in ours.iter().zip(theirs) {
        assert!((a - b).abs() <= 1e-12 * (1.0 + b.abs()), "{name}: {a} here, {b} there");
    }
}

fn flat(lines: &Value) -> Vec<f64> {
    let lines = lines.as_array().unwrap().iter();
    lines.flat_map(|line| line.as_array().unwrap()).map(|v| v.as_f64().unwrap()).collect()
}

#[test]
fn pairs_are_those_of_scatter_matrix() {
    let all = pandas();
    let (made, said) = wide(&table(&all["table"]), WideInto::Pairs);
    assert_eq!(said, "3 of 24 rows are left out: a and c are missing");
    for (pair, theirs) in all["pairs"].as_object().unwrap() {
        let (row, column) = pair.split_once(',').unwrap();
        let here = col("row").eq(lit(row)).and(col("column").eq(lit(column)));
        let part = made.clone().lazy().filter(here).collect().unwrap();
        check(&part, "x", &theirs["x"], pair);
        check(&part, "y", &theirs["y"], pair);
    }
    assert_eq!(made.height(), 12 * 21);
}

#[test]
fn bars_of_the_diagonal_hold_every_row() {
    let all = pandas();
    let (made, _) = wide(&table(&all["table"]), WideInto::Histograms);
    let sums = made.lazy().group_by_stable([col("row")]).agg([col("count").sum()]);
    let sums = sums.collect().unwrap();
    assert!(sums.column("count").unwrap().f64().unwrap().iter().all(|n| n == Some(21.0)));
}

#[test]
fn lines_are_those_of_parallel_coordinates() {
    let all = pandas();
    let (made, _) = wide(&table(&all["table"]), WideInto::Lines { rescale: false });
    near(&made, "value", &flat(&all["parallel"]));
    let (made, _) = wide(&table(&all["table"]), WideInto::Lines { rescale: true });
    let values: Vec<f64> = made.column("value").unwrap().f64().unwrap().iter().flatten().collect();
    let ends = |end: f64| values.iter().filter(|v| **v == end).count();
    assert!(values.iter().all(|v| (0.0..=1.0).contains(v)) && ends(0.0) >= 4 && ends(1.0) >= 4);
}

#[test]
fn curves_are_those_of_andrews() {
    let all = pandas();
    let columns = ["a", "b", "c"].map(String::from).to_vec();
    let into = WideInto::Andrews { samples: 5 };
    let step = Transform::Wide(Wide { columns, keys: vec!["kind".into()], into });
    let (made, _) = frame(&table(&all["table"]), &step);
    near(&made, "value", &flat(&all["andrews"]));
}

#[test]
fn places_are_those_of_radviz() {
    let all = pandas();
    let (made, _) = wide(&table(&all["table"]), WideInto::Radviz);
    for (kind, theirs) in all["radviz"].as_object().unwrap() {
        let part = made.clone().lazy().filter(col("kind").eq(lit(kind.as_str())));
        let part = part.collect().unwrap();
        let theirs = flat(theirs);
        near(&part, "x", &theirs.iter().step_by(2).copied().collect::<Vec<_>>());
        near(&part, "y", &theirs.iter().skip(1).step_by(2).copied().collect::<Vec<_>>());
    }
}

#[test]
fn pairs_are_those_of_lag_plot() {
    let all = pandas();
    for lag in [1, 4] {
        let (made, said) = lagged(&table(&all["table"]), LaggedInto::Pairs { lag });
        assert!(said.contains("pairs are left out: one value is missing"), "{said}");
        let theirs = &all[format!("lag {lag}")];
        check(&made, "value", &theirs["value"], "lag");
        check(&made, "later", &theirs["later"], "lag");
    }
}

#[test]
fn coefficients_are_those_of_autocorrelation_plot() {
    let all = pandas();
    let (made, said) = lagged(&table(&all["table"]), LaggedInto::Autocorrelation { lags: None });
    assert_eq!(said, "2 of 24 values of a are missing and left out, as if never measured");
    let numbers = |key: &str| -> Vec<f64> {
        all[key].as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect()
    };
    near(&made, "autocorrelation", &numbers("autocorrelation"));
    let (made, _) = lagged(&table(&all["table"]), LaggedInto::Bands);
    let made = made.sort(["at"], SortMultipleOptions::default()).unwrap();
    near(&made, "at", &numbers("bands"));
}

#[test]
fn many_rows_are_sampled_and_said() {
    let many: Vec<f64> = (0..70_000).map(f64::from).collect();
    let frame = df!("a" => &many, "b" => &many).unwrap();
    let columns = vec!["a".to_owned(), "b".to_owned()];
    for (into, rows) in [(WideInto::Pairs, 60_000), (WideInto::Lines { rescale: false }, 10_000)] {
        let step = Transform::Wide(Wide { columns: columns.clone(), keys: vec![], into });
        let (made, said) = self::frame(&Table::from_frame(frame.clone(), "many"), &step);
        assert_eq!(made.height(), rows);
        assert!(said.contains("a sample of") && said.contains("of 70000 rows"), "{said}");
    }
}
