//! Edges of cells against xarray's, in `testdata/reference/xarray/edges.json`.

use serde_json::Value;
use vizcli::stat::edge::edges;

#[test]
fn edges_are_those_of_xarray() {
    let all: Vec<Value> =
        serde_json::from_str(include_str!("../../testdata/reference/xarray/edges.json")).unwrap();
    let numbers = |list: &Value| -> Vec<f64> {
        list.as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect()
    };
    assert_eq!(all.len(), 8);
    for case in &all {
        let found = edges(&numbers(&case["middles"]), case["log"].as_bool().unwrap());
        let wanted = numbers(&case["edges"]);
        assert_eq!(found.len(), wanted.len());
        for (found, wanted) in found.iter().zip(&wanted) {
            assert!((found - wanted).abs() <= 1e-12 * wanted.abs(), "{case}: {found}");
        }
    }
}
