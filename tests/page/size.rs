//! Pages are small.

use std::fmt::Write as _;

use crate::run;

/// The bytes of the page of these words.
fn bytes(words: &str) -> usize {
    let mut words = run::words(words);
    words.extend(["-q", "-f", "html", "-o", "-"].map(Into::into));
    run::stdout_of(&words.iter().map(String::as_str).collect::<Vec<_>>()).len()
}

#[test]
fn ten_points_are_a_page_of_60_kb() {
    let size = bytes("line testdata/temperature.csv -x year -y temp --head 10");
    assert!(size <= 60_000, "{size}");
}

#[test]
fn states_by_years_are_a_page_of_200_kb() {
    let size = bytes("heatmap testdata/diseases.csv -x year -y state --z measles --agg sum");
    assert!(size < 200_000, "{size}");
    let size = bytes("line testdata/diseases.csv -x year -y measles --agg sum --widget state");
    assert!(size < 200_000, "{size}");
}

#[test]
fn a_hundred_thousand_points_are_a_page_of_1500_kb() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("points.csv");
    let mut table = String::from("x,y\n");
    let mut state = 1_u64;
    for _ in 0..100_000 {
        let mut sum = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 40) as f64 / f64::from(1 << 24)
        };
        writeln!(table, "{:.4},{:.4}", sum() + sum(), sum() + sum()).unwrap();
    }
    std::fs::write(&file, table).unwrap();
    let size = bytes(&format!("scatter {} -x x -y y --rasterize never", file.display()));
    assert!(size <= 1_500_000, "{size}");
}
