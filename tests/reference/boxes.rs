//! Boxes against matplotlib.

use vizcli::stat::boxes::summarize;

use super::stat::{check, numbers, stat};

#[test]
fn boxes_are_those_of_matplotlib() {
    let all = stat();
    for case in all["boxes"].as_array().unwrap() {
        let values = numbers(&all["samples"][case["set"].as_str().unwrap()]);
        let found = summarize(&values, case["whis"].as_f64().unwrap()).unwrap();
        let what = format!("{} {}", case["set"], case["whis"]);
        let five = [found.low, found.q1, found.median, found.q3, found.high];
        check(&five, &case["numbers"], &what);
        let mut outliers: Vec<f64> = found.outliers.iter().map(|&i| values[i]).collect();
        outliers.sort_by(f64::total_cmp);
        check(&outliers, &case["outliers"], &what);
    }
}
