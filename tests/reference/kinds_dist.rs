//! The rows behind boxes, densities, violins, ridges and hexagons, from the command line to CSV,
//! against pandas, scipy and matplotlib.

use serde_json::Value;

use crate::run;

fn cases() -> Vec<Value> {
    let path = run::root().join("testdata/reference/kinds_dist.json");
    let all: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    all["cases"].as_array().unwrap().clone()
}

fn same(ours: &str, theirs: &Value) -> bool {
    match theirs.as_f64() {
        None => theirs.as_str() == Some(ours),
        Some(theirs) => {
            let ours: f64 = ours.parse().unwrap();
            // Sums of hundreds of kernels that are nearly 0 go in another order there.
            (ours - theirs).abs() <= 1e-9 * theirs.abs().max(1e-6)
        }
    }
}

#[test]
fn rows_are_those_of_pandas_scipy_and_matplotlib() {
    let cases = cases();
    assert!(cases.len() >= 15);
    for case in cases {
        let command = case["command"].as_str().unwrap();
        let words = run::words(command);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let rows = String::from_utf8(run::stdout_of(&words)).unwrap();
        let mut rows = rows.lines();
        let columns: Vec<&str> = rows.next().unwrap().split(',').collect();
        assert_eq!(Value::from(columns), case["columns"], "{command}");
        let rows: Vec<&str> = rows.collect();
        assert_eq!(rows.len() as u64, case["count"].as_u64().unwrap(), "{command}");
        let every = case["every"].as_u64().unwrap() as usize;
        for (row, theirs) in rows.iter().step_by(every).zip(case["rows"].as_array().unwrap()) {
            let fields: Vec<&str> = row.split(',').collect();
            let theirs = theirs.as_array().unwrap();
            assert_eq!(fields.len(), theirs.len(), "{command}");
            for (ours, there) in fields.iter().zip(theirs) {
                assert!(same(ours, there), "{command}: {row} here, {theirs:?} there");
            }
        }
    }
}
