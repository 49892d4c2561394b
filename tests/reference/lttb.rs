//! Largest triangles against tsdownsample and lttb.

use serde_json::Value;
use vizcli::stat::downsample::lttb;

use super::stat::numbers;

#[test]
fn largest_triangles_are_those_of_two_packages() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/reference/lttb.json");
    let all: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut compared = 0;
    for case in &all {
        let (x, y) = (numbers(&case["x"]), numbers(&case["y"]));
        for (count, theirs) in case["kept"].as_object().unwrap() {
            let theirs: Vec<u64> =
                theirs.as_array().unwrap().iter().map(|row| row.as_u64().unwrap()).collect();
            let ours = lttb(&x, &y, x[0], x[x.len() - 1], count.parse().unwrap());
            let ours: Vec<u64> = ours.into_iter().map(u64::from).collect();
            assert_eq!(ours, theirs, "{} of {} rows to {count}", case["name"], x.len());
            compared += 1;
        }
    }
    assert_eq!(compared, 123);
}
