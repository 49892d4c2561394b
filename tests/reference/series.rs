//! Autocorrelations, Andrews curves and `RadViz` against pandas.

use serde_json::Value;
use vizcli::stat::{andrews, autocorrelation, radviz};

use super::stat::{check, numbers, stat};

fn columns(all: &Value) -> Vec<Vec<f64>> {
    all["columns"].as_object().unwrap().values().map(numbers).collect()
}

#[test]
fn autocorrelations_are_those_of_pandas() {
    let all = &stat()["series"]["autocorrelation"];
    let values = numbers(&all["values"]);
    check(&autocorrelation::coefficients(&values, 60), &all["r"], "r");
    let [near, far] = autocorrelation::bands(values.len());
    check(&[-far, -near, 0.0, near, far], &all["bands"], "bands");
}

#[test]
fn andrews_curves_are_those_of_pandas() {
    let all = &stat()["series"];
    let columns = columns(all);
    let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let at = andrews::places(23);
    check(&at, &all["andrews"]["at"], "t");
    let curves = andrews::curves(&columns, &at);
    let theirs = all["andrews"]["curves"].as_array().unwrap();
    assert_eq!(curves.len(), theirs.len() * 23);
    for (row, (ours, theirs)) in curves.chunks(23).zip(theirs).enumerate() {
        check(ours, theirs, &format!("row {row}"));
    }
}

#[test]
fn radviz_is_that_of_pandas() {
    let all = &stat()["series"];
    let columns = columns(all);
    let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let (x, y) = radviz::place(&columns);
    let classes = all["class"].as_array().unwrap();
    for (class, theirs) in all["radviz"].as_object().unwrap() {
        let rows = (0..x.len()).filter(|&i| classes[i] == class.as_str());
        let ours: Vec<f64> = rows.flat_map(|i| [x[i], y[i]]).collect();
        check(&ours, theirs, class);
    }
}
