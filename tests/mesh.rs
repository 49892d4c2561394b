//! Curved grids, triangles and bands, from files to pictures.

#![allow(clippy::unwrap_used, reason = "what fails in a test should be seen")]

use polars::prelude::*;
use vizcli::data::Table;
use vizcli::error::Error;
use vizcli::progress::Silent;
use vizcli::source::{self, Bytes, Input, open_input};
use vizcli::spec::{Corners, DataRef, ReadOptions, Transform};
use vizcli::transform::apply;
use vizcli::warn::Warnings;

use crate::run;

const MIXED: &[u8] = include_bytes!("../testdata/grid/mixed.nc");

/// The columns of a mesh, corner by corner.
fn corners(bytes: Vec<u8>, name: &str) -> Result<DataFrame, Error> {
    let input = Input { name: name.into(), bytes: Bytes::from(bytes) };
    let options = ReadOptions { corners: true, ..ReadOptions::default() };
    let scan = open_input(input, &options, &mut Warnings::default(), &Silent)?;
    scan.read(&scan.schema().names())
}

fn numbers(frame: &DataFrame, column: &str) -> Vec<f64> {
    let all = frame.column(column).unwrap().cast(&DataType::Float64).unwrap();
    all.f64().unwrap().iter().map(|v| v.unwrap_or(f64::NAN)).collect()
}

/// What a command says on standard error, and whether it succeeds.
fn said(words: &[&str]) -> (bool, String) {
    let output = run::vizcli(words);
    (output.status.success(), String::from_utf8(output.stderr).unwrap())
}

fn csv(words: &[&str]) -> Vec<String> {
    let more = ["-f", "csv", "-o", "-", "-q"];
    let text = run::stdout_of(&[words, &more].concat());
    String::from_utf8(text).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn faces_are_fans_of_triangles() {
    let frame = corners(MIXED.to_vec(), "mixed.nc").unwrap();
    assert_eq!(frame.get_column_names(), ["corner", "x", "y", "triangle", "worth"]);
    assert_eq!(numbers(&frame, "x"), [0., 1., 1., 0., 1., 0., 1., 2., 2., 1., 2., 1.]);
    assert_eq!(numbers(&frame, "y"), [0., 0., 1., 0., 1., 1., 0., 0., 1., 0., 1., 1.]);
    assert_eq!(numbers(&frame, "triangle"), [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3].map(f64::from));
    assert_eq!(numbers(&frame, "worth"), [1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3].map(f64::from));
}

/// The file with other bytes where these are.
fn patched(from: &[u8], into: &[u8]) -> Vec<u8> {
    let at = MIXED.windows(from.len()).position(|window| window == from).unwrap();
    let mut bytes = MIXED.to_vec();
    bytes[at..at + into.len()].copy_from_slice(into);
    bytes
}

#[test]
fn numbers_that_are_no_nodes_are_errors() {
    // The first corners of the three faces.
    let first = [0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2];
    for (number, name) in [(7_i32, "7"), (0, "0"), (-2, "-2"), (i32::MAX, "2147483647")] {
        let bytes = patched(&first, &number.to_be_bytes());
        let error = corners(bytes, "mixed.nc").unwrap_err().to_string();
        assert!(error.contains("face 0 of mixed.nc"), "{error}");
        assert!(error.contains(&format!("node {name};")) && error.contains("1 to 6"), "{error}");
    }
    let start = [&b"start_index\0"[..], &[0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0, 1]].concat();
    for (number, words) in [(0, "node 6; nodes are numbered 0 to 5"), (3, "start_index is 3")] {
        let mut other = start.clone();
        *other.last_mut().unwrap() = number;
        let error = corners(patched(&start, &other), "mixed.nc").unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    }
    let error = corners(patched(b"x y", b"x q"), "mixed.nc").unwrap_err().to_string();
    assert!(error.contains("node_coordinates are not there"), "{error}");
}

#[test]
fn damaged_meshes_are_no_panic() {
    for at in 0..MIXED.len() {
        for bit in [0, 3, 7] {
            let mut bytes = MIXED.to_vec();
            bytes[at] ^= 1 << bit;
            let _ = corners(bytes, "sample");
        }
        let _ = corners(MIXED[..at].to_vec(), "sample");
    }
    let frame = corners(include_bytes!("../testdata/grid/air.nc").to_vec(), "air.nc");
    assert!(frame.unwrap_err().to_string().contains("no mesh"));
}

/// The middles and corners of a small grid as a table.
fn grid(columns: [(&str, &[f64]); 3], turns: [bool; 2]) -> Result<(DataFrame, Warnings), Error> {
    let [(x, xs), (y, ys), (z, zs)] = columns;
    let frame =
        df!("j" => [0, 0, 0, 1, 1, 1], "i" => [0, 1, 2, 0, 1, 2], x => xs, y => ys, z => zs);
    let spec = Corners {
        middles: [x.into(), y.into()],
        value: z.into(),
        dims: ["j".into(), "i".into()],
        keys: Vec::new(),
        turns,
    };
    let mut warnings = Warnings::default();
    let table = Table::from_frame(frame.unwrap(), "grid");
    let made = apply(&table, &Transform::Corners(spec), &mut warnings)?;
    Ok((made.collect(&made.schema().names())?, warnings))
}

#[test]
fn corners_are_between_middles() {
    let xs = [0.0, 1.0, 2.0, 0.5, 1.5, 2.5];
    let ys = [0.0, 0.0, 0.0, 1.0, 1.0, 1.0];
    let zs = [1.0, 2.0, f64::NAN, 4.0, 5.0, 6.0];
    let (made, _) = grid([("x", &xs), ("y", &ys), ("z", &zs)], [false; 2]).unwrap();
    assert_eq!(made.height(), 12);
    let x = numbers(&made, "x");
    assert_eq!(x, [-0.75, 0.25, 1.25, 2.25, -0.25, 0.75, 1.75, 2.75, 0.25, 1.25, 2.25, 3.25]);
    assert_eq!(numbers(&made, "y")[..4], [-0.5; 4]);
    let z = numbers(&made, "z");
    assert_eq!([z[0], z[1], z[4], z[6]], [1.0, 2.0, 4.0, 6.0]);
    assert!(z[2].is_nan() && z[3].is_nan() && z[8].is_nan());
    assert_eq!(numbers(&made, Corners::LINE), [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2].map(f64::from));
}

#[test]
fn a_grid_across_the_date_line_is_one_piece() {
    let xs = [178.0, 179.5, -179.0, 178.0, 179.5, -179.0];
    let ys = [0.0, 0.0, 0.0, 1.0, 1.0, 1.0];
    let zs = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
    let (made, _) = grid([("lon", &xs), ("lat", &ys), ("z", &zs)], [true, false]).unwrap();
    assert_eq!(numbers(&made, "lon"), [177.25, 178.75, 180.25, 181.75].repeat(3));
    let (made, _) = grid([("x", &xs), ("y", &ys), ("z", &zs)], [false; 2]).unwrap();
    assert!(numbers(&made, "x").iter().any(|v| v.abs() < 10.0));
}

#[test]
fn a_seam_of_longitudes_splits_cells() {
    // Round the earth, from the middle of the Pacific: a cell is at 175 to 190.
    let turn = |i: i32| f64::from((100 + 15 * i + 7 + 180) % 360 - 180) + 0.5;
    let places: Vec<(i32, i32)> = (0..2).flat_map(|j| (0..24).map(move |i| (j, i))).collect();
    let of =
        |f: &dyn Fn(i32, i32) -> f64| places.iter().map(|&(j, i)| f(j, i)).collect::<Vec<f64>>();
    let frame = df!(
        "j" => of(&|j, _| f64::from(j)), "i" => of(&|_, i| f64::from(i)),
        "lon" => of(&|_, i| turn(i)), "lat" => of(&|j, _| f64::from(j)), "z" => of(&|_, _| 1.0),
    );
    let spec = Transform::Corners(Corners {
        middles: ["lon".into(), "lat".into()],
        value: "z".into(),
        dims: ["j".into(), "i".into()],
        keys: Vec::new(),
        turns: [true, false],
    });
    let table = Table::from_frame(frame.unwrap(), "grid");
    let made = apply(&table, &spec, &mut Warnings::default()).unwrap();
    let made = made.collect(&made.schema().names()).unwrap();
    let [lon, z, line] = ["lon", "z", Corners::LINE].map(|name| numbers(&made, name));
    assert!(lon.iter().all(|v| v.abs() <= 180.0), "{lon:?}");
    // No quad is left that spans the world, and together they are as wide as it.
    let (mut wide, mut parts) = (0.0, 0);
    for at in (0..made.height()).filter(|&at| !z[at].is_nan()) {
        let width = lon[at + 1] - lon[at];
        assert!(line[at + 1] == line[at] && (0.0..=15.0).contains(&width), "{at}: {width}");
        wide += lon[at + 1] - lon[at];
        parts += 1;
    }
    assert!((wide - 720.0).abs() < 1e-9, "{wide}");
    assert_eq!(parts, 50);
}

#[test]
fn what_is_no_grid_is_said() {
    let ys = [0.0; 6];
    let hole = [f64::NAN, 1.0, 2.0, 0.0, 1.0, 2.0];
    let (made, warnings) = grid([("x", &hole), ("y", &ys), ("z", &hole)], [false; 2]).unwrap();
    assert!(warnings.notices().is_empty());
    // But for the corner that is the hole's alone.
    let x = numbers(&made, "x");
    assert!(x[0].is_nan() && x[1..].iter().all(|v| !v.is_nan()));
    let (_, warnings) = grid([("x", &hole), ("y", &ys), ("z", &ys)], [false; 2]).unwrap();
    assert!(warnings.notices()[0].message.contains("1 of 6 cells is not drawn"));
    let frame =
        df!("j" => [0, 0], "i" => [1, 1], "x" => [0.0, 1.0], "y" => [0.0, 1.0], "z" => [1, 2]);
    let spec = |dims: [&str; 2]| {
        Transform::Corners(Corners {
            middles: ["x".into(), "y".into()],
            value: "z".into(),
            dims: dims.map(String::from),
            keys: Vec::new(),
            turns: [false; 2],
        })
    };
    let table = Table::from_frame(frame.unwrap(), "grid");
    let error = apply(&table, &spec(["j", "i"]), &mut Warnings::default()).err().unwrap();
    assert!(error.to_string().contains("several rows"));
    let long: Vec<f64> = (0..2000).map(f64::from).collect();
    let frame = df!("x" => &long, "y" => &long, "z" => &long).unwrap();
    let table = Table::from_frame(frame, "long");
    let error = apply(&table, &spec(["x", "y"]), &mut Warnings::default()).err().unwrap();
    assert!(error.to_string().contains("is no grid"));
}

#[test]
fn a_curved_grid_finds_its_own_axes() {
    let rows = csv(&["quadmesh", "testdata/grid/ocean.nc", "--isel", "time=0"]);
    assert_eq!(rows[0], "lon,lat,sst");
    assert_eq!(rows.len(), 1 + 36 * 56);
    let (fine, words) = said(&[
        "plot",
        "testdata/grid/ocean.nc",
        "--isel",
        "time=0",
        "-f",
        "svg",
        "-o",
        "/dev/null",
    ]);
    assert!(fine && words.contains("drawing a quadmesh of sst by lon and lat"), "{words}");
    let (fine, words) =
        said(&["quadmesh", "testdata/grid/pacific.nc", "-f", "svg", "-o", "/dev/null"]);
    assert!(fine && words.contains("1 of 180 cells is not drawn"), "{words}");
}

#[test]
fn a_table_of_triangles_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let vertices = write("v.csv", "x,y,z\n0,0,1\n1,0,2\n1,1,3\n0,1,4\n");
    let draw = |triangles: &str| {
        let file = write("t.csv", triangles);
        said(&[
            "trimesh",
            &vertices,
            "--triangles",
            &file,
            "--z",
            "z",
            "-f",
            "svg",
            "-o",
            "/dev/null",
        ])
    };
    assert_eq!(
        draw("a,b,c\n0,1,2\n0,2,3\n").1,
        "note: drawing a trimesh of z by x and y; --x, --y to choose otherwise\n"
    );
    let (fine, words) = draw("a,b,c\n1,2,3\n1,3,4\n");
    assert!(fine && words.contains("numbered from 1"), "{words}");
    for (text, words) in [
        ("a,b,c\n0,1,9\n", "row 0 of t.csv names vertex 9 in c; they are numbered 0 to 3"),
        ("a,b,c\n0,1,2\n-1,1,2\n", "row 1 of t.csv names vertex -1 in a"),
        ("a,b,c\n0,1,2\n0,1,\n", "row 1 of t.csv names vertex nothing in c"),
        ("a,b\n0,1\n", "t.csv has no three columns of whole numbers"),
    ] {
        let (fine, said) = draw(text);
        assert!(!fine && said.contains(words), "{said}");
    }
    let data = DataRef {
        files: vec![vertices.clone()],
        read: ReadOptions {
            triangles: Some(write("f.csv", "a,b,c,z\n0,1,2,7\n")),
            ..ReadOptions::default()
        },
        ..DataRef::default()
    };
    let table = source::open(&data, &mut Warnings::default(), &Silent).unwrap();
    assert_eq!(table.schema().names(), ["x", "y", "z", "triangle", "z_"]);
}

#[test]
fn bands_are_colours() {
    let rows = csv(&["rgb", "testdata/grid/scene.nc"]);
    assert_eq!(rows[0], "x,y,band,light");
    for (bands, words) in
        [("1,2", "a colour has three bands, and there are 2"), ("1,2,9", "no band 9")]
    {
        let (fine, said) = said(&[
            "rgb",
            "testdata/grid/scene.nc",
            "--bands",
            bands,
            "-f",
            "svg",
            "-o",
            "/dev/null",
        ]);
        assert!(!fine && said.contains(words), "{said}");
    }
}

#[test]
fn meshes_are_the_same_on_any_number_of_threads() {
    for command in [
        &["quadmesh", "testdata/grid/ocean.nc"][..],
        &["trimesh", "testdata/grid/bay.nc", "--var", "depth"],
        &["rgb", "testdata/grid/scene.nc", "--robust"],
    ] {
        for format in ["svg", "html"] {
            let draw = |threads| {
                run::stdout_of(
                    &[command, &["-q", "--threads", threads, "-f", format, "-o", "-"]].concat(),
                )
            };
            assert!(draw("1") == draw("3"), "{command:?} {format}");
        }
    }
}

#[test]
fn bands_are_known_by_their_name() {
    let output = run::vizcli(&["plot", "testdata/grid/scene.nc", "-o", "-", "--format", "svg"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("drawing an rgb of light by x and y"), "{said}");
}
