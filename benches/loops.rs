//! The inner loops and the road through the library. Run on an idle machine: `cargo bench`.

#![allow(clippy::expect_used, reason = "a bench that cannot run must stop")]

use std::fmt::Write as _;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use vizcli::figure::{self, Prepared, View};
use vizcli::progress::Silent;
use vizcli::raster::{self, Aggregator, Axis, Canvas, Interpolate, Mesh, Quads};
use vizcli::source;
use vizcli::spec::{
    Agg, AggRequest, Channel, DataRef, Encoding, Facet, Figure, Grouping, Layer, Plot,
};
use vizcli::stat::corner::Plane;
use vizcli::stat::downsample;
use vizcli::warn::Warnings;

/// Columns of a picture: eight to a pixel.
const COLUMNS: usize = 5_920;

/// A way to reduce a series.
type Reduce = fn(&[f64], &[f64], f64, f64, usize) -> Vec<u32>;

fn main() {
    divan::main();
}

/// A walk of `rows` steps.
fn walk(rows: usize) -> (Vec<f64>, Vec<f64>) {
    let mut state = 1_u64;
    let mut level = 0.0;
    let y = (0..rows).map(|_| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        level += (state >> 40) as f64 / 16_777_216.0 - 0.5;
        level
    });
    ((0..rows).map(|i| i as f64).collect(), y.collect())
}

#[divan::bench(args = [100_000, 1_000_000])]
fn m4(bencher: Bencher<'_, '_>, rows: usize) {
    let (x, y) = walk(rows);
    bencher
        .counter(ItemsCount::new(rows))
        .bench(|| downsample::m4(black_box(&x), black_box(&y), 0.0, rows as f64, COLUMNS));
}

/// Reduce ten million rows on so many threads; 0: as many as there are cores.
fn on_threads(bencher: Bencher<'_, '_>, threads: usize, reduce: Reduce) {
    const ROWS: usize = 10_000_000;
    let (x, y) = walk(ROWS);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    bencher
        .counter(ItemsCount::new(ROWS))
        .bench(|| pool.install(|| reduce(black_box(&x), black_box(&y), 0.0, ROWS as f64, COLUMNS)));
}

#[divan::bench(args = [1, 0])]
fn m4_on_threads(bencher: Bencher<'_, '_>, threads: usize) {
    on_threads(bencher, threads, downsample::m4);
}

#[divan::bench(args = [1, 0])]
fn minmax_on_threads(bencher: Bencher<'_, '_>, threads: usize) {
    on_threads(bencher, threads, downsample::minmax);
}

#[divan::bench(args = [100_000, 1_000_000, 10_000_000])]
fn lttb(bencher: Bencher<'_, '_>, rows: usize) {
    let (x, y) = walk(rows);
    bencher
        .counter(ItemsCount::new(rows))
        .bench(|| downsample::lttb(black_box(&x), black_box(&y), 0.0, rows as f64, COLUMNS / 4));
}

/// The corners of a bent grid of a thousand lines of a thousand cells, and their quads.
fn bent() -> ([Vec<f64>; 3], Vec<[u32; 2]>) {
    const SIDE: usize = 1_000;
    let place = |at: usize| ((at / SIDE) as f64 / 1e3, (at % SIDE) as f64 / 1e3);
    let all = || (0..SIDE * SIDE).map(place);
    let across: Vec<f64> = all().map(|(j, i)| 10.0 * i + 2.0 * j + 0.3 * (3.0 * j).sin()).collect();
    let up: Vec<f64> = all().map(|(j, i)| 8.0 * j - i + 0.3 * (2.0 * i).cos()).collect();
    let corners =
        |middles: &[f64]| Plane { middles, width: SIDE, lone: [1.0; 2], turns: false }.corners();
    let begin = |at: usize| (at / SIDE * (SIDE + 1) + at % SIDE) as u32;
    let quads = (0..SIDE * SIDE).map(|at| [begin(at), begin(at) + SIDE as u32 + 1]).collect();
    let (x, y) = (corners(&across), corners(&up));
    let z = (0..x.len()).map(|at| at as f64).collect();
    ([x, y, z], quads)
}

/// The cells of a picture of [`bent`].
fn canvas() -> Canvas {
    let axis = |low, high, cells| Axis { low, high, log: false, cells };
    Canvas { x: axis(-0.5, 12.5, 700), y: axis(-1.0, 9.0, 450) }
}

#[divan::bench]
fn million_quads(bencher: Bencher<'_, '_>) {
    let ([x, y, z], all) = bent();
    let mesh = Quads { x: &x, y: &y, z: &z, quads: &all };
    bencher
        .counter(ItemsCount::new(all.len()))
        .bench(|| raster::quads(&canvas(), black_box(&mesh), Aggregator::Mean));
}

#[divan::bench]
fn million_triangles(bencher: Bencher<'_, '_>) {
    let ([x, y, z], all) = bent();
    let triangles: Vec<[u32; 3]> = all.iter().map(|[from, to]| [*from, from + 1, *to]).collect();
    let mesh = Mesh { x: &x, y: &y, z: &z, triangles: &triangles };
    bencher.counter(ItemsCount::new(all.len())).bench(|| {
        raster::trimesh(&canvas(), black_box(&mesh), Interpolate::Linear, Aggregator::Mean)
    });
}

#[divan::bench(args = [20, 100_000, 1_000_000])]
fn read_csv(bencher: Bencher<'_, '_>, rows: usize) {
    let (x, y) = walk(rows);
    let mut text = String::from("t,value\n");
    for (x, y) in x.iter().zip(&y) {
        writeln!(text, "{x},{y:.5}").expect("a string takes all");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("walk.csv");
    std::fs::write(&path, &text).expect("a file");
    let data = DataRef { files: vec![path.to_string_lossy().into()], ..DataRef::default() };
    bencher.counter(BytesCount::new(text.len())).bench(|| {
        let table = source::open(&data, &mut Warnings::default(), &Silent).expect("a table");
        table.collect(&["t", "value"]).expect("rows").height()
    });
}

fn diseases(facet: bool) -> Figure {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/diseases.parquet");
    let layer = Layer {
        kind: "line".into(),
        data: Some(DataRef { files: vec![file.into()], ..DataRef::default() }),
        group: Grouping {
            aggs: vec![AggRequest { column: None, agg: Agg::Mean }],
            ..Grouping::default()
        },
        encodings: [
            (Channel::X, Encoding::field("year")),
            (Channel::Y, Encoding::field("measles")),
        ]
        .into(),
        ..Layer::default()
    };
    let facet = Facet { col: facet.then(|| "state".into()), ..Facet::default() };
    let plot = Plot { layers: vec![layer], facet, ..Plot::default() };
    Figure { title: Some("Measles".into()), plots: vec![plot], ..Figure::default() }
}

fn prepare(figure: &Figure) -> Prepared {
    let mut warnings = Warnings::default();
    let open = |data: &DataRef, warnings: &mut Warnings| source::open(data, warnings, &Silent);
    figure::prepare(figure, &open, &mut warnings, &Silent).expect("a figure")
}

#[divan::bench]
fn parquet_grouped(bencher: Bencher<'_, '_>) {
    let figure = diseases(false);
    bencher.bench(|| prepare(black_box(&figure)));
}

#[divan::bench(args = [false, true])]
fn layout_and_marks(bencher: Bencher<'_, '_>, facets: bool) {
    let prepared = prepare(&diseases(facets));
    bencher.bench(|| figure::render(&prepared, &View::default(), &mut Warnings::default()));
}
