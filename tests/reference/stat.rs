//! `stat.json`, and numbers compared with it.

use serde_json::Value;

/// What other programs say of small samples.
pub(super) fn stat() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/reference/stat.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The numbers of a list; NaN where they are missing.
pub(super) fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().unwrap().iter().map(|v| v.as_f64().unwrap_or(f64::NAN)).collect()
}

/// Fails where `ours` is not `theirs` to 9 digits of the greatest of them.
pub(super) fn check(ours: &[f64], theirs: &Value, what: &str) {
    let theirs = numbers(theirs);
    assert_eq!(ours.len(), theirs.len(), "{what}: how many");
    let most = theirs.iter().fold(0.0_f64, |most, v| most.max(v.abs()));
    for (i, (a, b)) in ours.iter().zip(&theirs).enumerate() {
        let same = a == b || (a.is_nan() && b.is_nan()) || (a - b).abs() <= 1e-9 * most;
        assert!(same, "{what} {i}: {a} here, {b} there");
    }
}
