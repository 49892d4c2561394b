//! Contours against contourpy, levels against matplotlib.

use vizcli::stat::contour::{Chain, Grid, area, lines, regions};
use vizcli::stat::level::levels;

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
