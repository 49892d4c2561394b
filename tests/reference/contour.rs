//! Contours against contourpy, levels against matplotlib.

use polars::prelude::*;
use serde_json::Value;
use vizcli::data::Table;
use vizcli::spec::{Contour, ContourForm, Levels, Transform};
use vizcli::stat::contour::{Chain, Grid, area, lines, regions};
use vizcli::stat::level::levels;
use vizcli::transform::apply;
use vizcli::warn::Warnings;

use super::stat::{check, numbers, stat};

fn length(line: &Chain) -> f64 {
    line.windows(2).map(|pair| (pair[1][0] - pair[0][0]).hypot(pair[1][1] - pair[0][1])).sum()
}

#[test]
fn contours_are_those_of_contourpy() {
    let all = &stat()["contour"];
    let [x, y] = ["x", "y"].map(|name| numbers(&all[name]));
    for case in all["cases"].as_array().unwrap() {
        let z = numbers(&all["grids"][case["grid"].as_str().unwrap()]);
        let grid = Grid { x: &x, y: &y, z: &z };
        let level = case["level"].as_f64().unwrap();
        let what = format!("{} {level}", case["grid"]);
        let found = lines(grid, level);
        let closed = found.iter().filter(|line| line.first() == line.last()).count();
        assert_eq!(found.len(), case["count"].as_u64().unwrap() as usize, "{what}");
        assert_eq!(closed, case["closed"].as_u64().unwrap() as usize, "{what}");
        let sum: f64 = found.iter().map(length).sum();
        check(&[sum], &vec![case["length"].clone()].into(), &what);
        // Every point of theirs is one of ours, and as many.
        let mut ours: Vec<[f64; 2]> = Vec::new();
        for line in &found {
            ours.extend(&line[usize::from(line.first() == line.last())..]);
        }
        let theirs = case["points"].as_array().unwrap();
        assert_eq!(ours.len(), theirs.len(), "{what}: points");
        for point in theirs.iter().map(numbers) {
            let near = |p: &&[f64; 2]| (p[0] - point[0]).hypot(p[1] - point[1]) < 1e-9;
            assert_eq!(ours.iter().filter(near).count(), 1, "{what}: {point:?}");
        }
        let sum: f64 = regions(grid, level).iter().map(|ring| area(ring)).sum();
        check(&[sum], &vec![case["area"].clone()].into(), &what);
    }
}

#[test]
fn levels_are_those_of_matplotlib() {
    for case in stat()["levels"].as_array().unwrap() {
        let end = |name: &str| case[name].as_f64().unwrap();
        let found = levels(end("low"), end("high"), case["count"].as_u64().unwrap() as usize);
        check(&found, &case["levels"], &case.to_string());
    }
}

/// Areas of the bands of rows, by their lower ends: the rings of a band are apart by a row without
/// a place.
fn areas(frame: &DataFrame) -> Vec<f64> {
    let column = |name: &str| -> Vec<f64> {
        let values = frame.column(name).unwrap().f64().unwrap();
        values.iter().map(|v| v.unwrap_or(f64::NAN)).collect()
    };
    let (level, x, y) = (column("level"), column("x"), column("y"));
    let mut bands: Vec<(f64, Vec<Chain>)> = Vec::new();
    for ((&level, &x), &y) in level.iter().zip(&x).zip(&y) {
        if bands.last().is_none_or(|(last, _)| *last != level) {
            bands.push((level, vec![Vec::new()]));
        }
        let rings = &mut bands.last_mut().unwrap().1;
        if x.is_nan() { rings.push(Vec::new()) } else { rings.last_mut().unwrap().push([x, y]) }
    }
    bands.iter().map(|(_, rings)| rings.iter().map(|ring| area(ring)).sum()).collect()
}

#[test]
fn bands_are_those_of_contourpy() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/reference/contour.json");
    let all: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let [x, y, z, levels] = ["x", "y", "z", "levels"].map(|name| numbers(&all[name]));
    let theirs = numbers(&all["bands"]);
    let cells = || (0..z.len()).map(|n| (x[n % x.len()], y[n / x.len()], z[n]));
    // In the order of the grid, and in one of no kind.
    for step in [1, 29] {
        let rows: Vec<(f64, f64, f64)> =
            (0..z.len()).filter_map(|n| cells().nth(n * step % z.len())).collect();
        let column = |name: &str, of: fn(&(f64, f64, f64)) -> f64| {
            let values: Vec<Option<f64>> =
                rows.iter().map(of).map(|v| Some(v).filter(|v| !v.is_nan())).collect();
            Column::new(name.into(), values)
        };
        let columns = [column("a", |r| r.0), column("b", |r| r.1), column("c", |r| r.2)];
        let frame = DataFrame::new_infer_height(columns.to_vec()).unwrap();
        let table = Table::from_frame(frame, "plane");
        let drawn = |form| {
            let spec = Contour {
                columns: ["a", "b", "c"].map(String::from),
                levels: Levels::At(levels.clone()),
                form,
                ..Contour::default()
            };
            let drawn = apply(&table, &Transform::Contour(spec), &mut Warnings::default());
            drawn.unwrap().collect(&["level", "x", "y"]).unwrap()
        };
        let what = format!("every {step}th row");
        check(&areas(&drawn(ContourForm::Bands)), &all["bands"], &what);
        // What is painted is at a level or above it.
        let above: Vec<f64> = (0..theirs.len()).map(|n| theirs[n..].iter().sum()).collect();
        check(&areas(&drawn(ContourForm::Above)), &serde_json::json!(above), &what);
    }
}
