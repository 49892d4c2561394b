//! Error bars, candles, paths and labels: rows against numbers of other programs, and what is drawn
//! of odd ones.

use serde_json::Value;
use vizcli::stat::student;

use crate::run;

fn reference(name: &str) -> Value {
    let path = run::root().join("testdata/reference/kinds_marks.json");
    let all: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    all[name].clone()
}

/// The rows of `-o rows.csv`: the names, then the fields.
fn rows(line: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let words = run::words(line);
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    words.extend(["--quiet", "-o", "-", "--format", "csv"]);
    let text = String::from_utf8(run::stdout_of(&words)).unwrap();
    let mut lines = text.lines().map(|line| line.split(',').map(String::from).collect());
    (lines.next().unwrap(), lines.collect())
}

fn check(line: &str, theirs: &Value, names: &[(&str, &str)]) {
    let (header, rows) = rows(line);
    for (ours, name) in names {
        let place = header.iter().position(|n| n == ours).unwrap_or_else(|| panic!("no {ours}"));
        let values = theirs[*name].as_array().unwrap();
        assert_eq!(rows.len(), values.len(), "{line}");
        for (row, value) in rows.iter().zip(values) {
            let same = match value.as_f64() {
                Some(value) => {
                    let ours: f64 = row[place].parse().unwrap();
                    (ours - value).abs() <= 1e-12 * value.abs()
                }
                None => value.as_str() == Some(&row[place]),
            };
            assert!(same, "{line}: {ours} is {} here, {value} there", row[place]);
        }
    }
}

#[test]
fn errors_are_those_of_pandas_and_scipy() {
    for spread in ["std", "sem", "ci95"] {
        let line = format!(
            "bar testdata/penguins.csv -x species -y body_mass_g --by sex --yerr {spread} \
             --where 'sex is not null'"
        );
        let column = format!("body_mass_g_{spread}");
        let names = [
            ("species", "species"),
            ("sex", "sex"),
            ("body_mass_g", "mean"),
            (column.as_str(), spread),
        ];
        check(&line, &reference("errors"), &names);
    }
}

#[test]
fn several_columns_keep_their_errors() {
    let line = "line testdata/penguins.csv -x island -y bill_length_mm,bill_depth_mm --yerr std";
    let names = ["island", "Variable", "value", "value_std"].map(|name| (name, name));
    check(line, &reference("two_columns"), &names);
}

#[test]
fn quantiles_of_t_are_those_of_scipy() {
    let theirs = reference("quantiles");
    let all = theirs["freedom"].as_array().unwrap().iter().zip(theirs["t975"].as_array().unwrap());
    for (freedom, quantile) in all {
        let ours = student::t975(freedom.as_u64().unwrap());
        let quantile = quantile.as_f64().unwrap();
        assert!((ours / quantile - 1.0).abs() < 1e-12, "{freedom}: {ours} here, {quantile} there");
    }
}

#[test]
fn months_of_candles_are_those_of_pandas() {
    let line = "ohlc testdata/prices.csv --derive 'month=extract(month from date)' -x month \
                --agg open=first,high=max,low=min,close=last";
    let names = ["month", "open", "high", "low", "close"].map(|name| (name, name));
    check(line, &reference("months"), &names);
}

#[test]
fn rows_have_the_columns_of_their_kind() {
    for (line, columns) in [
        ("ohlc testdata/prices.csv", "date,open,high,low,close"),
        (
            "dumbbell testdata/weather.csv -x weather -y temp_min,temp_max --agg mean",
            "weather,temp_min,temp_max",
        ),
        (
            "area testdata/weather.csv -x date -y temp_max --y-lower temp_min",
            "date,temp_max,temp_min",
        ),
        (
            "paths testdata/tracks.csv -x east -y north --part boat --color-by speed",
            "east,north,speed,boat",
        ),
        ("labels testdata/prices.csv -x date -y close --text '{close:.0f}'", "date,close,label"),
        ("scatter testdata/prices.csv -x date -y close --yerr high,low", "date,close,high,low"),
    ] {
        assert_eq!(rows(line).0.join(","), columns, "{line}");
    }
}

#[test]
fn a_path_keeps_all_its_rows_and_their_order() {
    let (_, rows) = rows("paths testdata/tracks.csv -x east -y north --by boat");
    let text = std::fs::read_to_string(run::root().join("testdata/tracks.csv")).unwrap();
    let theirs: Vec<Vec<&str>> = text.lines().skip(1).map(|l| l.split(',').collect()).collect();
    assert_eq!(rows.len(), theirs.len());
    for (ours, theirs) in rows.iter().zip(theirs) {
        assert_eq!(ours, &[theirs[2], theirs[0], theirs[3]].map(String::from));
    }
}

/// Words of labels, and of the ticks around them.
fn words_of(line: &str) -> Vec<String> {
    let words = run::words(line);
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    words.extend(["--quiet", "--no-embed", "-o", "-", "--format", "svg"]);
    let svg = String::from_utf8(run::stdout_of(&words)).unwrap();
    let marks = svg.split("class=\"marks\"").nth(1).unwrap_or_default();
    let texts = marks.split("<text").skip(1).filter_map(|text| text.split_once('>'));
    texts.filter_map(|(_, rest)| Some(rest.split_once('<')?.0.to_owned())).collect()
}

#[test]
fn templates_write_numbers_times_and_words() {
    let line = "labels testdata/prices.csv -x date -y close --where \"date < '2024-01-04'\" \
                --text '{{{date:%d %b}}} {close:.1f}'";
    let words = words_of(line);
    assert!(words.contains(&"{02 Jan} 83.7".to_owned()), "{words:?}");
}

#[test]
fn labels_that_find_no_room_are_counted() {
    let line = "labels testdata/earthquakes.csv -x lon -y lat --text '{mag:.1f}'";
    let words = run::words(line);
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    words.extend(["-o", "-", "--format", "svg"]);
    let said = String::from_utf8(run::vizcli(&words).stderr).unwrap();
    assert!(said.contains("of 996 labels are left out"), "{said}");
}
