//! Times whose clock is set forward and back, from file to file, against pandas.

#![allow(clippy::unwrap_used, reason = "what fails in a test should be seen")]

use std::collections::BTreeMap;

use serde_json::Value;

use crate::run;

const PARQUET: &str = "testdata/odd/zoned.parquet";
const ARROW: &str = "testdata/odd/zoned.arrow";
/// What keeps the rows of a season.
const SEASONS: [(&str, &str); 2] = [("autumn", "t=..2020"), ("spring", "t=2021..")];

fn pandas() -> Value {
    let path = run::root().join("testdata/reference/zone.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The rows behind a picture, as JSON.
fn rows(words: &[&str]) -> Vec<BTreeMap<String, Value>> {
    let out = run::stdout_of(&[words, &["-q", "-o", "-", "--format", "json"]].concat());
    serde_json::from_slice(&out).unwrap()
}

/// Time and value of every row, the value rounded as the script does.
fn pairs(words: &[&str]) -> Vec<Value> {
    let rounded = |v: &Value| v.as_f64().map(|v| (v * 1e10).round() / 1e10);
    let pair = |row: &BTreeMap<String, Value>| serde_json::json!([row["t"], rounded(&row["load"])]);
    rows(words).iter().map(pair).collect()
}

fn numbers(pairs: &[Value]) -> Vec<Value> {
    let real = |v: &Value| serde_json::json!([v[0], v[1].as_f64()]);
    pairs.iter().map(real).collect()
}

#[test]
fn bins_of_a_zone_are_those_of_pandas() {
    let all = pandas();
    for case in all["resample"].as_array().unwrap() {
        let word = |key: &str| case[key].as_str().unwrap();
        let (_, sel) = SEASONS.iter().find(|(name, _)| *name == word("season")).unwrap();
        for file in [PARQUET, ARROW] {
            let steps = ["--sel", sel, "--resample", word("rule"), "--agg", word("agg")];
            let ours = pairs(&[&["line", file, "-x", "t", "-y", "load"], &steps[..]].concat());
            let theirs = numbers(case["rows"].as_array().unwrap());
            assert_eq!(ours, theirs, "{file} {} {} {}", word("season"), word("rule"), word("agg"));
        }
    }
}

#[test]
fn spans_of_windows_are_those_of_pandas() {
    let all = pandas();
    for (season, sel) in SEASONS {
        let steps = ["--sel", sel, "--where", "place = 'a'", "--rolling", "2h"];
        let ours = pairs(&[&["line", PARQUET, "-x", "t", "-y", "load"], &steps[..]].concat());
        assert_eq!(ours, numbers(all["rolling"][season].as_array().unwrap()), "{season}");
    }
}

#[test]
fn times_are_selected_as_the_clock_shows_them() {
    let all = pandas();
    let base = ["scatter", PARQUET, "-x", "t", "-y", "load", "--derive", "load = 1"];
    let some = |steps: &[&str]| rows(&[&base[..], steps].concat()).len() as u64;
    for (name, steps) in [
        ("hour", ["--sel", "t=2020-10-25T02"]),
        ("hour", ["--where", "t >= '2020-10-25T02:00' and t < '2020-10-25T03:00'"]),
        ("before", ["--where", "t < '2020-10-25T02:30'"]),
        // A time that the clock skips.
        ("skipped", ["--where", "t < '2021-03-28T02:30'"]),
        ("skipped", ["--where", "t < timestamp '2021-03-28 02:30:00'"]),
        ("second", ["--sel", "t=2020-10-25T02:00+01:00.."]),
        ("second", ["--where", "t >= '2020-10-25T02:00+01:00'"]),
        ("second", ["--where", "t >= '2020-10-25T01:00Z'"]),
        ("one", ["--sel", "t=2020-10-25T02:30+01:00"]),
        ("part", ["--where", "t.hour = 2"]),
        ("part", ["--where", "extract(hour from t) = 2"]),
    ] {
        assert_eq!(some(&steps), all["select"][name].as_u64().unwrap(), "{steps:?}");
    }
    let twice = ["--where", "t in ('2020-10-25T02:30', '2020-10-25T03:30')"];
    assert_eq!(some(&twice), 6);
    assert_eq!(some(&["--where", "cast(t as date) = '2020-10-25'"]), 100);
}

#[test]
fn an_hour_that_comes_twice_has_two_names() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let hour = ["--sel", "t=2020-10-25T02"];
    let bars = ["bar", PARQUET, "-x", "t", "-y", "load", "--resample", "h", "--agg", "sum"];
    let svg = at("bars.svg");
    run::stdout_of(&[&bars[..], &hour, &["-q", "-o", &svg]].concat());
    let svg = std::fs::read_to_string(svg).unwrap();
    for name in ["02:00+02:00", "02:00+01:00"] {
        assert!(svg.contains(name), "{name}");
    }
    let svg = at("table.svg");
    run::stdout_of(&[&["table", PARQUET, "-q", "-o", &svg], &hour[..]].concat());
    let svg = std::fs::read_to_string(svg).unwrap();
    assert!(svg.contains(">2020-10-25 02:30+01:00<"));
    let files = at("{t}.csv");
    let dots = ["scatter", PARQUET, "-x", "place", "-y", "load"];
    run::stdout_of(&[&dots[..], &hour, &["-q", "-o", &files]].concat());
    let mut names: Vec<String> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("2020-"))
        .collect();
    names.sort();
    assert_eq!(names.len(), 4);
    assert_eq!(names[0], "2020-10-25 02-00-00+01-00.csv");
    let line = ["line", PARQUET, "-x", "t", "-y", "load", "--by", "place"];
    let said = run::vizcli(&[&line[..], &hour, &["-o", &at("line.svg")]].concat());
    let said = String::from_utf8(said.stderr).unwrap();
    assert!(said.contains("the clock of t was set back: 2 times come twice"), "{said}");
}

#[test]
fn a_long_line_is_reduced_though_its_clock_is_set_back() {
    let folder = tempfile::tempdir().unwrap();
    let svg = folder.path().join("line.svg").to_str().unwrap().to_owned();
    let one = ["--where", "place = 'a'", "--sel", "t=2020-10-25", "--resample-when", "10"];
    let line = ["line", PARQUET, "-x", "t", "-y", "load", "-o", &svg];
    let said = String::from_utf8(run::vizcli(&[&line[..], &one].concat()).stderr).unwrap();
    assert!(said.contains("are drawn as the first, last, least and greatest"), "{said}");
    let full = folder.path().join("full.svg").to_str().unwrap().to_owned();
    let steps = [&line[..6], &one[..4], &["--downsample", "off", "-q", "-o", &full]].concat();
    run::stdout_of(&steps);
    // Fewer rows than columns of pixels: all of them are drawn.
    let path = |file: &str| {
        let svg = std::fs::read_to_string(file).unwrap();
        let mut paths = svg.split(" d=\"").map(|rest| rest.split('"').next().unwrap().len());
        paths.by_ref().skip(1).max()
    };
    assert_eq!(path(&svg), path(&full));
}

#[test]
fn files_of_rows_keep_the_zone() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let first = ["line", PARQUET, "-x", "t", "-y", "load", "--resample", "h", "--agg", "sum"];
    for name in ["rows.parquet", "rows.arrow", "rows.svg", "rows.json"] {
        let file = at(name);
        run::stdout_of(&[&first[..], &["-q", "-o", &file]].concat());
        if name != "rows.json" {
            let again = ["line", &file, "-x", "t", "-y", "load"];
            assert_eq!(pairs(&again), pairs(&first), "{name}");
            let info = run::stdout_of(&["info", &file]);
            assert!(String::from_utf8(info).unwrap().contains("t (Europe/Berlin)"), "{name}");
        }
    }
}
