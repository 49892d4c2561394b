//! The same command gives the same bytes, on any number of threads.

use std::fmt::Write as _;
use std::fs;

use crate::run;

/// A long table, so that work is cut into pieces.
fn long_table(folder: &std::path::Path) -> String {
    let mut text = String::from("x,y,g\n");
    let mut state = 1_u64;
    for row in 0..400_000 {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let value = (state >> 40) as f64 / 16_777_216.0 + f64::from(row) / 1e5;
        writeln!(text, "{row},{value:.5},{}", ["a", "b"][(state >> 63) as usize]).unwrap();
    }
    let path = folder.join("long.csv");
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let long = long_table(folder.path());
    let commands: [&[&str]; 8] = [
        &["line", &long, "-x", "x", "-y", "y"],
        &["line", &long, "-x", "x", "-y", "y", "--by", "g"],
        &["line", &long, "-x", "x", "-y", "y", "--downsample", "minmax"],
        &["step", &long, "-x", "x", "-y", "y", "--downsample", "lttb"],
        &["area", &long, "-x", "x", "-y", "y"],
        &["hist", &long, "-y", "y", "--by", "g"],
        &[
            "plot",
            "testdata/diseases.parquet",
            "-x",
            "year",
            "-y",
            "measles",
            "--agg",
            "mean",
            "--by",
            "state",
        ],
        &[
            "scatter",
            "testdata/penguins.csv",
            "-x",
            "bill_length_mm",
            "-y",
            "bill_depth_mm",
            "--col",
            "island",
        ],
    ];
    for command in commands {
        for format in ["svg", "png"] {
            let draw = |threads: &str| {
                let more = ["--threads", threads, "-f", format, "-o", "-"];
                run::stdout_of(&[command, more.as_slice()].concat())
            };
            let one = draw("1");
            assert!(one.len() > 2_000);
            for threads in ["1", "2", "8"] {
                assert!(draw(threads) == one, "{command:?} as {format} on {threads} threads");
            }
        }
    }
}
