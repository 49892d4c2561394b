//! Rasters compared with those of Datashader 0.19.1 in `testdata/reference/datashader/`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;
use vizcli::error::Result;
use vizcli::raster::{
    Aggregator, Axis, Batch, Canvas, Cells, Glyph, Grid, Interpolate, Job, Mesh, NONE, Raster,
    Source, quadmesh, rasterize, trimesh,
};

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("testdata/reference/datashader").join(name)
}

fn cases(name: &str) -> Vec<Value> {
    serde_json::from_str(&std::fs::read_to_string(file(name)).unwrap()).unwrap()
}

/// The columns of a CSV file.
fn table(name: &str) -> BTreeMap<String, Vec<String>> {
    let mut reader = csv::Reader::from_path(file(name)).unwrap();
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let mut columns: BTreeMap<_, Vec<_>> = names.iter().map(|n| (n.clone(), vec![])).collect();
    for record in reader.records() {
        let record = record.unwrap();
        for (name, field) in names.iter().zip(&record) {
            columns.get_mut(name).unwrap().push(field.to_owned());
        }
    }
    columns
}

fn numbers(column: &[String]) -> Vec<f64> {
    column.iter().map(|v| if v.is_empty() { f64::NAN } else { v.parse().unwrap() }).collect()
}

/// All rows in one piece.
struct Whole<'a>(Batch<'a>);

impl Source for Whole<'_> {
    fn pieces(&self) -> usize {
        1
    }
    fn rows(&self, _piece: usize) -> u64 {
        self.0.rows() as u64
    }
    fn walk(&self, _piece: usize, each: &mut dyn FnMut(&Batch<'_>) -> Result<()>) -> Result<()> {
        each(&self.0)
    }
}

fn canvas(case: &Value) -> Canvas {
    let axis = |range: &str, cells: &str| Axis {
        low: case[range][0].as_f64().unwrap(),
        high: case[range][1].as_f64().unwrap(),
        log: false,
        cells: usize::try_from(case["canvas"][cells].as_u64().unwrap()).unwrap(),
    };
    Canvas { x: axis("used_x_range", "width"), y: axis("used_y_range", "height") }
}

fn draw(case: &Value, glyph: Glyph, aggregator: Aggregator, batch: Batch<'_>) -> Raster {
    let job = Job { canvas: canvas(case), glyph, aggregator, most_planes: 64 };
    rasterize(&job, &Whole(batch), &|_| ()).unwrap()
}

/// Cells as numbers, NaN where there is nothing.
fn floats(cells: &Cells) -> Vec<f64> {
    match cells {
        Cells::Count(cells) => cells.iter().map(|v| f64::from(*v)).collect(),
        Cells::Any(cells) => cells.iter().map(|v| f64::from(u8::from(*v))).collect(),
        Cells::Number(cells) => cells.clone(),
    }
}

/// What the reference has in each cell, for one level or for all.
fn expected(case: &Value, level: Option<usize>) -> Vec<f64> {
    let rows = case["rows"].as_array().unwrap();
    let cells = rows.iter().flat_map(|row| row.as_array().unwrap());
    cells.map(|v| level.map_or(v, |level| &v[level]).as_f64().unwrap_or(f64::NAN)).collect()
}

#[track_caller]
fn same(case: &Value, level: Option<usize>, cells: &Cells, near: impl Fn(f64, f64) -> bool) {
    let (ours, theirs) = (floats(cells), expected(case, level));
    assert_eq!(ours.len(), theirs.len());
    let width = usize::try_from(case["canvas"]["width"].as_u64().unwrap()).unwrap();
    let off: Vec<_> = (ours.iter().zip(&theirs).enumerate())
        .filter(|(_, (a, b))| !(near(**a, **b) || (a.is_nan() && b.is_nan())))
        .map(|(i, (a, b))| format!("({}, {}): {a} is not {b}", i % width, i / width))
        .collect();
    assert!(off.is_empty(), "{}: {} cells\n{}", case["name"], off.len(), off.join("\n"));
}

#[allow(clippy::float_cmp)]
fn equal(a: f64, b: f64) -> bool {
    a == b
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * b.abs().max(1.0)
}

#[test]
fn points() {
    let table = table("points.csv");
    let (x, y, value) = (numbers(&table["x"]), numbers(&table["y"]), numbers(&table["val"]));
    let code = |name: &String| {
        ["blue", "red", "tan"].iter().position(|n| n == name).map_or(NONE, |i| i as u32)
    };
    let plane: Vec<u32> = table["cat"].iter().map(code).collect();
    let bare = Batch { x: &x, y: &y, ..Batch::default() };
    let valued = Batch { value: Some(&value), ..bare };
    let cases = cases("points.json");
    assert_eq!(cases.len(), 13);
    for case in &cases {
        let (aggregator, batch) = match case["name"].as_str().unwrap() {
            "count" | "count, range from the data" => (Aggregator::Count, bare),
            "any" => (Aggregator::Any, bare),
            "count(val)" => (Aggregator::Count, valued),
            "sum(val)" => (Aggregator::Sum, valued),
            "mean(val)" => (Aggregator::Mean, valued),
            "min(val)" => (Aggregator::Min, valued),
            "max(val)" => (Aggregator::Max, valued),
            "var(val)" => (Aggregator::Var, valued),
            "std(val)" => (Aggregator::Std, valued),
            "first(val)" => (Aggregator::First, valued),
            "last(val)" => (Aggregator::Last, valued),
            "count_cat(cat)" => (Aggregator::Count, Batch { plane: Some(&plane), ..bare }),
            other => panic!("{other}"),
        };
        let raster = draw(case, Glyph::Point, aggregator, batch);
        if batch.plane.is_some() {
            assert_eq!(raster.planes.len(), 3);
            for (level, plane) in raster.planes.iter().enumerate() {
                same(case, Some(level), plane, equal);
            }
        } else {
            same(case, None, &raster.planes[0], close);
        }
    }
}

fn lines(name: &str, count: usize, glyph: impl Fn(&str) -> Glyph, near: fn(f64, f64) -> bool) {
    let cases = cases(name);
    assert_eq!(cases.len(), count);
    for case in &cases {
        let table = table(case["source"].as_str().unwrap());
        let (x, y) = (numbers(&table["x"]), numbers(&table["y"]));
        let name = case["name"].as_str().unwrap();
        let aggregator = if name.contains("any") { Aggregator::Any } else { Aggregator::Count };
        let batch = Batch { x: &x, y: &y, ..Batch::default() };
        same(case, None, &draw(case, glyph(name), aggregator, batch).planes[0], near);
    }
}

#[test]
fn lines_one_cell_wide() {
    lines("lines.json", 10, |_| Glyph::Line, equal);
}

#[test]
fn lines_with_smooth_edges() {
    let width = |name: &str| if name.ends_with('2') { 2.0 } else { 1.0 };
    let near = |a: f64, b: f64| (a - b).abs() <= 1e-5;
    lines("lines_antialiased.json", 15, |name| Glyph::Smooth { width: width(name) }, near);
}

#[test]
fn areas() {
    lines("area.json", 3, |_| Glyph::Area, equal);
}

#[test]
fn meshes() {
    let cases = cases("meshes.json");
    assert_eq!(cases.len(), 5);
    let vertices = table("tri_vertices.csv");
    let [x, y, z] = ["x", "y", "z"].map(|name| numbers(&vertices[name]));
    let triangles = [[0, 1, 2], [1, 3, 2]];
    let mesh = Mesh { x: &x, y: &y, z: &z, triangles: &triangles };
    let ramp = |count: usize, step: f64| (0..count).map(|i| i as f64 * step).collect::<Vec<_>>();
    let mut coarse: Vec<f64> = (0..48).map(|i| f64::from(i / 8 * 10 + i % 8)).collect();
    coarse[2 * 8 + 3] = f64::NAN;
    let fine: Vec<f64> = (0..1200).map(|i| f64::from(i % 97)).collect();
    for case in &cases {
        let canvas = canvas(case);
        let grid = |x: &[f64], y: &[f64], z: &[f64]| {
            let grid = Grid { x, y, z };
            assert_eq!(grid.ranges(), [canvas.x, canvas.y].map(|axis| (axis.low, axis.high)));
            quadmesh(&canvas, &grid, Aggregator::Mean)
        };
        let cells = match case["name"].as_str().unwrap() {
            "trimesh linear" => trimesh(&canvas, &mesh, Interpolate::Linear, Aggregator::Mean),
            "trimesh nearest" => trimesh(&canvas, &mesh, Interpolate::Nearest, Aggregator::Mean),
            "quadmesh small" => grid(&ramp(8, 2.0), &ramp(6, 1.0), &coarse),
            "quadmesh large" => grid(&ramp(40, 1.0), &ramp(30, 1.0), &fine),
            "quadmesh uneven" => grid(
                &[0.0, 1.0, 2.0, 4.0, 8.0, 9.0, 10.0, 12.0],
                &[0.0, 1.0, 3.0, 6.0, 10.0, 15.0],
                &coarse,
            ),
            other => panic!("{other}"),
        };
        same(case, None, &cells, close);
    }
}
