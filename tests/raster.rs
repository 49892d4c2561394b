//! Layers of very many rows: however they are stored and walked, the cells are those that counting
//! gives, and the picture has them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::Path;

use polars::prelude::*;
use polars_io::SerWriter;
use polars_io::ipc::IpcWriter;
use polars_io::parquet::write::ParquetWriter;

use crate::run;

const ROWS: usize = 150_000;

/// Numbers that look like chance, from 0 to 1.
fn chance(state: &mut u64) -> f64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 40) as f64 / f64::from(1 << 24)
}

/// Many rows, some of them without a place or a word, one at infinity.
fn table() -> DataFrame {
    let state = &mut 7;
    let mut x: Vec<Option<f64>> = Vec::new();
    let (mut y, mut value, mut word) = (Vec::new(), Vec::new(), Vec::new());
    for row in 0..ROWS {
        let group = (chance(state) * 3.0) as usize;
        let place = chance(state) + chance(state) + group as f64;
        x.push((row % 500 != 0).then_some(place));
        y.push(if row == 77 { f64::INFINITY } else { place * place + chance(state) });
        value.push((row % 7 != 0).then(|| (chance(state) * 100.0).round() / 4.0));
        word.push((row % 1000 != 1).then_some(["ash", "oak", "yew"][group]));
    }
    let time: Vec<i64> =
        (0..ROWS as i64).map(|row| 1_600_000_000_000_000 + row * 1_000_000).collect();
    let time = Column::new("time".into(), time)
        .cast(&DataType::Datetime(TimeUnit::Microseconds, None))
        .unwrap();
    let mut frame = df!("x" => x, "y" => y, "value" => value, "word" => word).unwrap();
    frame.with_column(time).unwrap();
    frame
}

/// The table in a file of each sort that is walked in pieces.
fn files(folder: &Path) -> Vec<String> {
    let mut frame = table();
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let [parquet, arrow, csv] = ["t.parquet", "t.arrow", "t.csv"].map(path);
    ParquetWriter::new(File::create(&parquet).unwrap())
        .with_row_group_size(Some(20_000))
        .finish(&mut frame)
        .unwrap();
    IpcWriter::new(File::create(&arrow).unwrap())
        .with_compat_level(CompatLevel::oldest())
        .finish(&mut frame)
        .unwrap();
    let mut text = String::from("x,y,value,word,time\n");
    let number = |v: Option<f64>| v.map_or_else(String::new, |v| v.to_string());
    let columns =
        ["x", "y", "value"].map(|name| frame.column(name).unwrap().f64().unwrap().clone());
    let words = frame.column("word").unwrap().str().unwrap().clone();
    for row in 0..ROWS {
        let [x, y, value] = [0, 1, 2].map(|i| number(columns[i].get(row)));
        let word = words.get(row).unwrap_or_default();
        let seconds = row % 60;
        let (minute, hour) = (row / 60 % 60, row / 3600);
        let (day, hour) = (1 + hour / 24, hour % 24);
        writeln!(
            text,
            "{x},{y},{value},{word},2020-01-{day:02}T{hour:02}:{minute:02}:{seconds:02}"
        )
        .unwrap();
    }
    fs::write(&csv, text).unwrap();
    vec![parquet, arrow, csv]
}

/// What the cells are, counted row by row: sums and numbers of the values by cell.
fn counted(
    width: usize,
    height: usize,
    [x_ends, y_ends]: [[f64; 2]; 2],
) -> BTreeMap<[usize; 2], u32> {
    let frame = table();
    let [x, y] = ["x", "y"].map(|name| frame.column(name).unwrap().f64().unwrap().clone());
    let mut cells = BTreeMap::new();
    for row in 0..ROWS {
        let (Some(x), Some(y)) = (x.get(row), y.get(row)) else { continue };
        let cell = |v: f64, [low, high]: [f64; 2], n: usize| {
            let scale = n as f64 / (high - low);
            let inside = low <= v && v <= high;
            inside.then(|| ((v * scale + -low * scale) as usize).min(n - 1))
        };
        if let (Some(i), Some(j)) = (cell(x, x_ends, width), cell(y, y_ends, height)) {
            *cells.entry([j, i]).or_insert(0) += 1;
        }
    }
    cells
}

fn cells_of(words: &[&str]) -> String {
    let more = ["-q", "-o", "-", "--format", "csv"];
    String::from_utf8(run::stdout_of(&[words, more.as_slice()].concat())).unwrap()
}

#[test]
fn cells_are_what_counting_gives_whatever_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let limits = ["--xlim", "0.5,4", "--ylim", "1,20"];
    let frame = ["--frame-width", "90", "--frame-height", "50"];
    let mut want = String::from("x,y,value,ix,iy\n");
    let middle = |i: usize, [low, high]: [f64; 2], n: usize| {
        let scale = n as f64 / (high - low);
        (i as f64 + 0.5 - -low * scale) / scale
    };
    for ([j, i], count) in counted(90, 50, [[0.5, 4.0], [1.0, 20.0]]) {
        let (x, y) = (middle(i, [0.5, 4.0], 90), middle(j, [1.0, 20.0], 50));
        writeln!(want, "{x:?},{y:?},{count},{i},{j}").unwrap();
    }
    for file in files(folder.path()) {
        let command = ["scatter", &file, "-x", "x", "-y", "y"];
        let got = cells_of(&[&command[..], &limits, &frame].concat());
        assert!(got == want, "{file}: {} cells, not {}", got.lines().count(), want.lines().count());
    }
}

#[test]
fn steps_and_panels_and_values_are_the_same_for_every_file() {
    let folder = tempfile::tempdir().unwrap();
    let files = files(folder.path());
    let commands: [&[&str]; 8] = [
        &["-x", "x", "-y", "y", "--by", "word"],
        &["-x", "x", "-y", "y", "--color-by", "value", "--aggregator", "sum"],
        &["-x", "x", "-y", "y", "--color-by", "value", "--aggregator", "last"],
        &["-x", "x", "-y", "y", "--where", "value > 3 and word <> 'oak'", "--resample-when", "100"],
        &["-x", "x", "-y", "z", "--derive", "z=y*2-x", "--logy"],
        &["-x", "x", "-y", "y", "--col", "word"],
        &["-x", "word", "-y", "y"],
        &["-x", "y", "-y", "x", "--swap-axes", "--flip-x"],
    ];
    for command in commands {
        let draw = |file: &String| {
            let more = ["--frame-width", "40", "--frame-height", "30"];
            cells_of(&[&["scatter", file.as_str()], command, &more].concat())
        };
        let first = draw(&files[0]);
        assert!(first.lines().count() > 50, "{command:?}: {first}");
        for file in &files[1..] {
            // Words of different files come in their own order.
            let sorted = |text: &str| {
                let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
                lines.sort_unstable();
                lines
            };
            assert!(sorted(&draw(file)) == sorted(&first), "{command:?} of {file}");
        }
    }
}

#[test]
fn a_time_axis_is_an_axis() {
    let folder = tempfile::tempdir().unwrap();
    let file = &files(folder.path())[0];
    let got = cells_of(&[
        "scatter",
        file,
        "-x",
        "time",
        "-y",
        "value",
        "--frame-width",
        "3",
        "--frame-height",
        "1",
    ]);
    let rows: u32 =
        got.lines().skip(1).map(|l| l.split(',').nth(2).unwrap().parse::<u32>().unwrap()).sum();
    assert_eq!(rows as usize, ROWS - ROWS.div_ceil(7), "{got}");
    assert!(got.lines().nth(2).unwrap().starts_with("2020-09-14T"), "{got}");
}

#[test]
fn bare_pictures_have_a_pixel_a_cell() {
    let folder = tempfile::tempdir().unwrap();
    let file = &files(folder.path())[0];
    let png = folder.path().join("bare.png");
    let size = ["--frame-width", "60", "--frame-height", "40", "--bare", "--spread", "off"];
    let base = ["scatter", file.as_str(), "-x", "x", "-y", "y"];
    let rows = cells_of(&[&base[..], &size].concat());
    run::stdout_of(&[&base[..], &size, &["-q", "-o", png.to_str().unwrap()]].concat());
    let decoder = png::Decoder::new(std::io::BufReader::new(File::open(&png).unwrap()));
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    assert_eq!((info.width, info.height), (60, 40));
    let mut full = vec![false; 60 * 40];
    for line in rows.lines().skip(1) {
        let parts: Vec<usize> = line.split(',').skip(3).map(|n| n.parse().unwrap()).collect();
        full[(39 - parts[1]) * 60 + parts[0]] = true;
    }
    for (pixel, full) in pixels.chunks_exact(3).zip(full) {
        assert_eq!(pixel != [255, 255, 255], full);
    }
}

#[test]
fn threads_do_not_change_a_byte() {
    let folder = tempfile::tempdir().unwrap();
    let file = &files(folder.path())[0];
    for more in [&["--color-by", "value"][..], &["--by", "word"], &["--aggregator", "any"]] {
        let draw = |threads: &str| {
            let all =
                ["scatter", file, "-x", "x", "-y", "y", "-q", "--threads", threads, "-f", "png"];
            run::stdout_of(&[&all[..], more, &["-o", "-"]].concat())
        };
        assert!(draw("1") == draw("3"), "{more:?}");
    }
}

#[test]
fn a_damaged_page_in_the_middle_is_one_error_and_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = &files(folder.path())[0];
    let mut bytes = fs::read(file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4000].fill(0xa5);
    let (damaged, out) = (folder.path().join("d.parquet"), folder.path().join("d.png"));
    fs::write(&damaged, bytes).unwrap();
    let words = ["scatter", damaged.to_str().unwrap(), "-x", "x", "-y", "y", "--color-by", "value"];
    let output =
        run::vizcli(&[&words[..], &["--by", "word", "-q", "-o", out.to_str().unwrap()]].concat());
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert_eq!(said.matches("error:").count(), 1, "{said}");
    assert!(said.contains("d.parquet"), "{said}");
    assert!(!out.exists());
}

#[test]
fn very_many_categories_become_others() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("many.parquet");
    let words: Vec<String> =
        (0..120_000_u64).map(|row| format!("w{}", row * row % 54_983)).collect();
    let numbers: Vec<f64> = (0..120_000).map(|row| f64::from(row % 1000)).collect();
    let mut frame = df!("x" => &numbers, "y" => &numbers, "word" => words).unwrap();
    ParquetWriter::new(File::create(&path).unwrap())
        .with_row_group_size(Some(30_000))
        .finish(&mut frame)
        .unwrap();
    let file = path.to_str().unwrap();
    let got = cells_of(&["scatter", file, "-x", "x", "-y", "y", "--by", "word"]);
    let names: std::collections::BTreeSet<&str> =
        got.lines().skip(1).map(|line| line.split(',').nth(2).unwrap()).collect();
    assert_eq!(names.len(), 64);
    assert!(names.iter().any(|name| name.starts_with("other (")), "{names:?}");
}

#[test]
fn few_rows_in_view_have_a_mark_each() {
    let folder = tempfile::tempdir().unwrap();
    let file = &files(folder.path())[0];
    let base = ["scatter", file.as_str(), "-x", "x", "-y", "y"];
    let near = cells_of(&[&base[..], &["--xlim", "1,1.01"]].concat());
    assert!(near.starts_with("x,y\n") && near.lines().count() > 100, "{near}");
    let one = cells_of(&[&base[..], &["--where", "y > 14 and word = 'yew'"]].concat());
    assert!(one.starts_with("x,y\n"), "{one}");
    let output = run::vizcli(&[&base[..], &["--where", "y < -1", "-o", "-"]].concat());
    assert_eq!(output.status.code(), Some(3));
}
