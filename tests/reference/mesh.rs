//! Curved grids and triangles as cells, compared with Datashader 0.19.1 in
//! `testdata/reference/mesh.json`.

use serde_json::Value;
use vizcli::raster::{Aggregator, Axis, Canvas, Cells, Interpolate, Mesh, Quads, quads, trimesh};
use vizcli::stat::corner::Plane;

fn numbers(values: &Value) -> Vec<f64> {
    values.as_array().unwrap().iter().map(|v| v.as_f64().unwrap_or(f64::NAN)).collect()
}

fn canvas(case: &Value) -> Canvas {
    let axis = |range: &str, at: usize| Axis {
        low: case[range][0].as_f64().unwrap(),
        high: case[range][1].as_f64().unwrap(),
        log: false,
        cells: usize::try_from(case["cells"][at].as_u64().unwrap()).unwrap(),
    };
    Canvas { x: axis("x_range", 0), y: axis("y_range", 1) }
}

/// The middles and values of a grid that is turned and bent.
fn bent(height: usize, width: usize) -> [Vec<f64>; 3] {
    let places = || (0..height * width).map(|at| ((at / width) as f64, (at % width) as f64));
    let x = places().map(|(j, i)| 0.31 + 0.93 * i + 0.37 * j + 0.05 * (j * j)).collect();
    let y = places().map(|(j, i)| 0.17 + 0.81 * j - 0.29 * i + 0.03 * i * j).collect();
    let mut z: Vec<f64> = places().map(|(j, i)| 10.0 * j + i).collect();
    z[height / 2 * width + width / 3] = f64::NAN;
    [x, y, z]
}

/// Corners, values at them, and quads.
fn corners(height: usize, width: usize) -> ([Vec<f64>; 3], Vec<[u32; 2]>) {
    let [x, y, z] = bent(height, width);
    let [x, y] =
        [&x, &y].map(|middles| Plane { middles, width, lone: [1.0, 1.0], turns: false }.corners());
    let mut values = vec![f64::NAN; x.len()];
    let mut quads = Vec::new();
    for (at, value) in z.iter().enumerate() {
        let begin = at / width * (width + 1) + at % width;
        values[begin] = *value;
        quads.push([begin as u32, (begin + width + 1) as u32]);
    }
    ([x, y, values], quads)
}

fn same(name: &str, rows: &Value, cells: &Cells, width: usize) {
    for (line, row) in rows.as_array().unwrap().iter().enumerate() {
        for (place, wanted) in numbers(row).into_iter().enumerate() {
            let got = cells.at(line * width + place).unwrap_or(f64::NAN);
            let wanted =
                if matches!(cells, Cells::Count(_)) && wanted == 0.0 { f64::NAN } else { wanted };
            let near = (got - wanted).abs() <= 1e-9 * wanted.abs().max(1.0);
            assert!(
                near || (got.is_nan() && wanted.is_nan()),
                "{name}: {line}, {place}: {got}, not {wanted}"
            );
        }
    }
}

#[test]
fn meshes_are_those_of_datashader() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/reference/mesh.json");
    let cases: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(cases.len(), 8);
    for case in &cases {
        let (name, canvas) = (case["name"].as_str().unwrap(), canvas(case));
        let aggregator = match case["how"].as_str().unwrap() {
            "max" => Aggregator::Max,
            "count" => Aggregator::Count,
            _ => Aggregator::Mean,
        };
        let cells = if case["sort"] == "quads" {
            let size = numbers(&case["size"]);
            let ([x, y, z], all) = corners(size[0] as usize, size[1] as usize);
            quads(&canvas, &Quads { x: &x, y: &y, z: &z, quads: &all }, aggregator)
        } else {
            let [x, y, z] = ["x", "y", "z"].map(|name| numbers(&case[name]));
            let triangles = case["triangles"].as_array().unwrap().iter();
            let corners = |three: &Value| [0, 1, 2].map(|k| three[k].as_u64().unwrap() as u32);
            let mut triangles: Vec<[u32; 3]> = triangles.map(corners).collect();
            let linear = case["sort"] == "linear";
            let how = if linear { Interpolate::Linear } else { Interpolate::Nearest };
            let mesh = |triangles: &[[u32; 3]]| {
                trimesh(&canvas, &Mesh { x: &x, y: &y, z: &z, triangles }, how, aggregator)
            };
            let cells = mesh(&triangles);
            // It does not matter which way around they go.
            for three in triangles.iter_mut().step_by(3) {
                three.swap(0, 2);
            }
            same(name, &case["rows"], &mesh(&triangles), canvas.x.cells);
            cells
        };
        same(name, &case["rows"], &cells, canvas.x.cells);
    }
}

#[test]
fn threads_and_parts_change_nothing() {
    let ([x, y, z], all) = corners(80, 90);
    let axis = |low, high, cells| Axis { low, high, log: false, cells };
    let canvas = Canvas { x: axis(20.0, 240.0, 61), y: axis(-20.0, 190.0, 53) };
    let draw = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let mesh = Quads { x: &x, y: &y, z: &z, quads: &all };
        pool.install(|| quads(&canvas, &mesh, Aggregator::Mean))
    };
    let bits = |cells: &Cells| {
        (0..cells.len()).map(|cell| cells.at(cell).map(f64::to_bits)).collect::<Vec<_>>()
    };
    let one = draw(1);
    assert!((0..one.len()).filter(|&cell| one.at(cell).is_some()).count() > 500);
    assert_eq!(bits(&one), bits(&draw(2)));
    assert_eq!(bits(&one), bits(&draw(7)));
    // Quads side by side cover a cell once, and leave none out between them.
    let ([x, y, z], all) = corners(12, 30);
    let fine = Canvas { x: axis(8.0, 20.0, 300), y: axis(-1.0, 3.0, 200) };
    let z: Vec<f64> = z.iter().map(|z| if z.is_nan() { 0.0 } else { *z }).collect();
    let mesh = Quads { x: &x, y: &y, z: &z, quads: &all };
    let counts = quads(&fine, &mesh, Aggregator::Count);
    assert!((0..counts.len()).all(|cell| counts.at(cell) == Some(1.0)));
}
