//! Densities against scipy.

use serde_json::Value;
use vizcli::stat::density::{self, Bandwidth};
use vizcli::stat::{bivariate, density::estimate};

use super::stat::{check, numbers, stat};

fn rule(value: &Value) -> Bandwidth {
    match value.as_str() {
        Some("scott") => Bandwidth::Scott,
        Some(_) => Bandwidth::Silverman,
        None => Bandwidth::Factor(value.as_f64().unwrap()),
    }
}

#[test]
fn densities_are_those_of_scipy() {
    let all = stat();
    for case in all["density"].as_array().unwrap() {
        let values = numbers(&all["samples"][case["set"].as_str().unwrap()]);
        let what = format!("{} {}", case["set"], case["rule"]);
        let width = density::bandwidth(&values, rule(&case["rule"])).unwrap();
        check(&[width], &vec![case["bandwidth"].clone()].into(), &what);
        check(&estimate(&values, width, &numbers(&case["at"])), &case["density"], &what);
    }
}

#[test]
fn densities_of_points_are_products_of_scipys_kernels() {
    let all = &stat()["bivariate"];
    let [x, y, gx, gy] = ["x", "y", "gx", "gy"].map(|name| numbers(&all[name]));
    for case in all["cases"].as_array().unwrap() {
        let widths = bivariate::bandwidth(&x, &y, rule(&case["rule"])).unwrap();
        let what = case["rule"].to_string();
        check(&widths, &case["bandwidth"], &what);
        check(&bivariate::estimate(&x, &y, widths, &gx, &gy), &case["density"], &what);
    }
}
