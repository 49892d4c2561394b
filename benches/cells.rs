//! Rows to cells: decoding alone beside decoding and aggregating, and the loops without a file. Run on an
//! idle machine: `cargo bench --bench cells`. `VIZCLI_POINTS` names a Parquet file of `benches/points.py`;
//! without it one of four million rows is made.

#![allow(clippy::expect_used, reason = "a bench that cannot run must stop")]

use std::fs::File;
use std::path::PathBuf;
use std::sync::LazyLock;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use polars::prelude::*;
use polars_io::parquet::write::{ParquetCompression, ParquetWriter};
use rayon::prelude::*;
use vizcli::data::{Table, Values};
use vizcli::error::Result;
use vizcli::progress::Silent;
use vizcli::raster::{Aggregator, Axis, Batch, Canvas, Glyph, Job, Source, rasterize};
use vizcli::source;
use vizcli::spec::DataRef;
use vizcli::warn::Warnings;

fn main() {
    divan::main();
}

/// Numbers that look like chance, bell-shaped around 0.
fn chance(state: &mut u64) -> f64 {
    let mut sum = 0.0;
    for _ in 0..4 {
        *state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        sum += (*state >> 40) as f64 / 16_777_216.0 - 0.5;
    }
    sum
}

/// The file, and the folder that it is in.
static POINTS: LazyLock<(PathBuf, Option<tempfile::TempDir>)> = LazyLock::new(|| {
    if let Some(path) = std::env::var_os("VIZCLI_POINTS") {
        return (path.into(), None);
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("points.parquet");
    let state = &mut 1;
    let mut column = || -> Vec<f64> { (0..4_000_000).map(|_| chance(state)).collect() };
    let (x, y, value) = (column(), column(), column());
    let mut frame = df!("x" => x, "y" => y, "value" => value).expect("a frame");
    ParquetWriter::new(File::create(&path).expect("a file"))
        .with_compression(ParquetCompression::Snappy)
        .with_row_group_size(Some(1 << 20))
        .finish(&mut frame)
        .expect("rows");
    (path, Some(folder))
});

fn table() -> Table {
    let files = vec![POINTS.0.to_string_lossy().into_owned()];
    let data = DataRef { files, ..DataRef::default() };
    source::open(&data, &mut Warnings::default(), &Silent).expect("a table")
}

/// The columns x, y, and a value where it is wanted.
struct Rows<'a> {
    table: &'a Table,
    names: &'a [&'a str],
}

impl Source for Rows<'_> {
    fn pieces(&self) -> usize {
        self.table.pieces().map_or(0, |pieces| pieces.rows().len())
    }

    fn rows(&self, piece: usize) -> u64 {
        self.table.pieces().map_or(0, |pieces| pieces.rows()[piece])
    }

    fn walk(&self, piece: usize, each: &mut dyn FnMut(&Batch<'_>) -> Result<()>) -> Result<()> {
        let pieces = self.table.pieces().expect("pieces");
        pieces.walk(piece, self.names, &mut |values| {
            let of = |i: usize| values.get(i).and_then(Values::numbers);
            let (x, y) = (of(0).unwrap_or(&[]), of(1).unwrap_or(&[]));
            each(&Batch { x, y, value: of(2), ..Batch::default() })
        })
    }
}

fn canvas() -> Canvas {
    let axis = |cells| Axis { low: -2.0, high: 2.0, log: false, cells };
    Canvas { x: axis(900), y: axis(525) }
}

/// A canvas that shows all rows.
fn whole(table: &Table) -> Canvas {
    let pieces = table.pieces().expect("pieces");
    let ends = |name: &str| {
        let all = (0..pieces.rows().len()).map(|piece| pieces.bounds(piece, name).expect("bounds"));
        all.fold([f64::MAX, f64::MIN], |[low, high], b| [low.min(b.least), high.max(b.greatest)])
    };
    let axis = |name: &str, cells| {
        let [low, high] = ends(name);
        Axis { low, high, log: false, cells }
    };
    Canvas { x: axis("x", 900), y: axis("y", 525) }
}

/// All of a thread pool's work; 0: as many threads as there are cores.
fn on<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.expect("threads").install(work)
}

/// The two columns decoded, and a number of each batch looked at.
#[divan::bench(args = [1, 0], sample_count = 10)]
fn decode(bencher: Bencher<'_, '_>, threads: usize) {
    let table = table();
    let rows = Rows { table: &table, names: &["x", "y"] };
    let count: u64 = (0..rows.pieces()).map(|piece| rows.rows(piece)).sum();
    bencher.counter(ItemsCount::new(count)).bench(|| {
        on(threads, || {
            let piece = |piece| {
                let mut sum = 0.0;
                let mut look = |batch: &Batch<'_>| {
                    sum += batch.x.first().unwrap_or(&0.0) + batch.y.last().unwrap_or(&0.0);
                    Ok(())
                };
                rows.walk(piece, &mut look).expect("rows");
                sum
            };
            (0..rows.pieces()).into_par_iter().with_max_len(1).map(piece).sum::<f64>()
        })
    });
}

/// The two columns decoded and counted per cell; or the mean of a third.
#[divan::bench(args = [(1, false), (0, false), (1, true), (0, true)], sample_count = 10)]
fn cells(bencher: Bencher<'_, '_>, (threads, mean): (usize, bool)) {
    let table = table();
    let names: &[&str] = if mean { &["x", "y", "value"] } else { &["x", "y"] };
    let rows = Rows { table: &table, names };
    let count: u64 = (0..rows.pieces()).map(|piece| rows.rows(piece)).sum();
    let aggregator = if mean { Aggregator::Mean } else { Aggregator::Count };
    let job = Job { canvas: whole(&table), glyph: Glyph::Point, aggregator, most_planes: 1 };
    bencher
        .counter(ItemsCount::new(count))
        .bench(|| on(threads, || rasterize(black_box(&job), &rows, &|_| ()).expect("cells")));
}

/// A source in memory: the loops alone.
struct Memory {
    x: Vec<f64>,
    y: Vec<f64>,
}

impl Source for Memory {
    fn pieces(&self) -> usize {
        1
    }

    fn rows(&self, _piece: usize) -> u64 {
        self.x.len() as u64
    }

    fn walk(&self, _piece: usize, each: &mut dyn FnMut(&Batch<'_>) -> Result<()>) -> Result<()> {
        for (x, y) in self.x.chunks(1 << 14).zip(self.y.chunks(1 << 14)) {
            each(&Batch { x, y, value: Some(x), ..Batch::default() })?;
        }
        Ok(())
    }
}

#[divan::bench(args = ["count", "any", "sum", "mean", "max", "std", "line", "smooth", "area"])]
fn loops(bencher: Bencher<'_, '_>, name: &str) {
    const ROWS: usize = 1_000_000;
    let state = &mut 2;
    let mut column = || -> Vec<f64> { (0..ROWS).map(|_| chance(state)).collect() };
    let mut memory = Memory { x: column(), y: column() };
    let lines = matches!(name, "line" | "smooth" | "area");
    if lines {
        memory.x = (0..ROWS).map(|i| i as f64 / ROWS as f64 * 4.0 - 2.0).collect();
    }
    let aggregator = match name {
        "any" => Aggregator::Any,
        "sum" => Aggregator::Sum,
        "mean" => Aggregator::Mean,
        "max" => Aggregator::Max,
        "std" => Aggregator::Std,
        _ => Aggregator::Count,
    };
    let glyph = match name {
        "line" => Glyph::Line,
        "smooth" => Glyph::Smooth { width: 1.0 },
        "area" => Glyph::Area,
        _ => Glyph::Point,
    };
    let job = Job { canvas: canvas(), glyph, aggregator, most_planes: 1 };
    bencher
        .counter(ItemsCount::new(ROWS))
        .bench(|| rasterize(black_box(&job), &memory, &|_| ()).expect("cells"));
}
