//! Laws of rasterization: every glyph and reduction agrees with a plain serial loop, and nothing
//! depends on how rows are cut into pieces or on how many threads there are.

mod plain;
mod rows;
mod shape;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

use proptest::prelude::*;
use vizcli::error::{Error, Result};
use vizcli::raster::{
    Aggregator, Axis, Batch, Canvas, Cells, Glyph, Job, NONE, Raster, Source, rasterize,
};

use plain::{Mark, marks, value};
use rows::{Row, Rows, axis, glyph, number, rows};

const AGGREGATORS: [Aggregator; 10] = [
    Aggregator::Count,
    Aggregator::Any,
    Aggregator::Sum,
    Aggregator::Mean,
    Aggregator::Min,
    Aggregator::Max,
    Aggregator::Var,
    Aggregator::Std,
    Aggregator::First,
    Aggregator::Last,
];

fn floats(cells: &Cells) -> Vec<f64> {
    match cells {
        Cells::Count(cells) => {
            cells.iter().map(|v| if *v == 0 { f64::NAN } else { f64::from(*v) }).collect()
        }
        Cells::Any(cells) => cells.iter().map(|v| if *v { 1.0 } else { f64::NAN }).collect(),
        Cells::Number(cells) => cells.clone(),
    }
}

/// The bits of all cells.
fn bits(raster: &Raster) -> Vec<Vec<u64>> {
    raster.planes.iter().map(|plane| floats(plane).iter().map(|v| v.to_bits()).collect()).collect()
}

fn threads<T: Send>(count: usize, work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(count).build().unwrap().install(work)
}

fn check(
    canvas: &Canvas,
    rows: &Rows,
    glyph: Glyph,
    aggregator: Aggregator,
    most: u32,
) -> Result<(), TestCaseError> {
    let job = Job { canvas: *canvas, glyph, aggregator, most_planes: most as usize };
    let draw = |rows: &Rows| rasterize(&job, rows, &|_| ()).unwrap();
    let whole = draw(&rows.whole());
    let alone = threads(1, || draw(rows));
    let four = threads(4, || draw(rows));
    prop_assert_eq!(bits(&alone), bits(&four));
    prop_assert_eq!(&alone.tally, &four.tally);
    prop_assert_eq!(&alone.tally, &whole.tally);
    let smooth = matches!(glyph, Glyph::Smooth { .. });
    let summed = matches!(
        aggregator,
        Aggregator::Sum | Aggregator::Mean | Aggregator::Var | Aggregator::Std
    );
    if !(summed || smooth && aggregator == Aggregator::Count) {
        prop_assert_eq!(bits(&alone), bits(&whole));
    }
    let mut cells: BTreeMap<(usize, usize), Vec<&Mark>> = BTreeMap::new();
    let marks = marks(canvas, rows, glyph, aggregator, most);
    for mark in &marks {
        prop_assert!(mark.cell < canvas.x.cells * canvas.y.cells);
        cells.entry((mark.plane as usize, mark.cell)).or_default().push(mark);
    }
    for raster in [&whole, &four] {
        let met = cells.keys().map(|(plane, _)| plane + 1).max().unwrap_or(1);
        prop_assert!(raster.planes.len() >= met);
        for (p, plane) in raster.planes.iter().enumerate() {
            for (i, ours) in floats(plane).into_iter().enumerate() {
                let theirs =
                    cells.get(&(p, i)).map_or(f64::NAN, |marks| value(marks, aggregator, smooth));
                let near = (ours - theirs).abs() <= 1e-7 * theirs.abs().max(1.0);
                // Where a line adds nothing but rounding, it may be in the cell or not.
                let touched = |marks: &Vec<&Mark>| marks.iter().any(|m| m.now - m.before < 1e-9);
                let faint = smooth && cells.get(&(p, i)).is_some_and(touched);
                prop_assert!(
                    near || faint || (ours.is_nan() && theirs.is_nan()),
                    "{:?} {:?} plane {} cell {}: {} is not {}",
                    glyph,
                    aggregator,
                    p,
                    i,
                    ours,
                    theirs
                );
            }
        }
    }
    Ok(())
}

/// Many cases: small tables cost little.
fn settings() -> ProptestConfig {
    ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn all_agree_with_a_plain_loop(
        x in axis(), y in axis(), rows in rows(), glyph in glyph(),
        aggregator in prop::sample::select(&AGGREGATORS[..]), most in 1u32..7,
    ) {
        check(&Canvas { x, y }, &rows, glyph, aggregator, most)?;
    }

    #[test]
    fn every_row_is_accounted_for(x in axis(), y in axis(), rows in rows()) {
        let job = Job {
            canvas: Canvas { x, y },
            glyph: Glyph::Point,
            aggregator: Aggregator::Count,
            most_planes: 9,
        };
        let done = AtomicU64::new(0);
        let seen = |more| {
            done.fetch_add(more, Ordering::Relaxed);
        };
        let raster = rasterize(&job, &rows, &seen).unwrap();
        let tally = raster.tally;
        let counted: f64 = raster.planes.iter().flat_map(floats).filter(|v| !v.is_nan()).sum();
        let lost = tally.missing + tally.infinite + tally.not_positive + tally.outside + tally.bare;
        prop_assert_eq!(tally.rows, rows.all.len() as u64);
        prop_assert_eq!(done.into_inner(), tally.rows);
        prop_assert_eq!(tally.rows, lost + counted as u64);
        let missing = rows.all.iter().filter(|row| row.x.is_nan() || row.y.is_nan()).count();
        prop_assert_eq!(tally.missing, missing as u64);
    }

    #[test]
    fn nothing_panics(
        low in number(), high in number(), log in any::<bool>(), cells in 0usize..3,
        rows in rows(), glyph in glyph(), aggregator in prop::sample::select(&AGGREGATORS[..]),
        scale in prop_oneof![Just(1.0), Just(1e300), Just(1e-320)],
    ) {
        let mut rows = rows;
        for row in &mut rows.all {
            row.x *= scale;
            row.y2 /= scale;
        }
        let x = Axis { low, high, log, cells };
        let y = Axis { low: 0.0, high: 1.0, log: false, cells: 4 };
        for canvas in [Canvas { x, y }, Canvas { x: y, y: x }] {
            for most_planes in [0, 3] {
                let job = Job { canvas, glyph, aggregator, most_planes };
                let raster = rasterize(&job, &rows, &|_| ()).unwrap();
                prop_assert_eq!(floats(&raster.planes[0]).len(), cells * 4);
            }
        }
    }

    #[test]
    fn a_smooth_line_is_the_same_backwards(
        x in axis(), y in axis(),
        vertices in prop::collection::vec((0.0..1.0, 0.0..1.0), 2..9),
    ) {
        let canvas = Canvas { x, y };
        let within = |axis: &Axis, v: f64| axis.low + v * (axis.high - axis.low);
        let draw = |turn: bool| {
            let mut all: Vec<_> = vertices
                .iter()
                .map(|(a, b)| vertex(within(&x, *a), within(&y, *b), 0))
                .collect();
            if turn {
                all.reverse();
            }
            let rows = Rows { all, ..Rows::default() };
            let glyph = Glyph::Smooth { width: 1.5 };
            let job = Job { canvas, glyph, aggregator: Aggregator::Any, most_planes: 1 };
            floats(&rasterize(&job, &rows, &|_| ()).unwrap().planes[0])
        };
        for (there, back) in draw(false).into_iter().zip(draw(true)) {
            let faint = |v: f64| v.is_nan() || v < 1e-9;
            let same = (there - back).abs() < 1e-12 || (faint(there) && faint(back));
            prop_assert!(same, "{} is not {}", there, back);
        }
    }
}

/// A row at a place.
fn vertex(x: f64, y: f64, plane: u32) -> Row {
    Row { x, y, x2: 0.0, y2: 0.0, value: 1.0, plane, series: 0 }
}

#[test]
fn a_bend_at_the_center_of_a_cell_leaves_no_hole() {
    let x = Axis { low: 0.0, high: 4.0, log: false, cells: 5 };
    let y = Axis { low: 0.5, high: 10.5, log: false, cells: 9 };
    let all = vec![vertex(4.0, 0.0, 0), vertex(2.0, 5.5, 0), vertex(0.0, 0.0, 0)];
    let rows = Rows { all, ..Rows::default() };
    let glyph = Glyph::Smooth { width: 1.0 };
    let canvas = Canvas { x, y };
    let job = Job { canvas, glyph, aggregator: Aggregator::Count, most_planes: 1 };
    let cells = floats(&rasterize(&job, &rows, &|_| ()).unwrap().planes[0]);
    assert!((cells[4 * 5 + 2] - 1.0).abs() < 1e-9);
}

/// Pieces of which some fail.
struct Failing(Vec<usize>);

impl Source for Failing {
    fn pieces(&self) -> usize {
        40
    }
    fn rows(&self, _piece: usize) -> u64 {
        1 << 40
    }
    fn walk(&self, piece: usize, each: &mut dyn FnMut(&Batch<'_>) -> Result<()>) -> Result<()> {
        each(&Batch { x: &[0.5], y: &[0.5], ..Batch::default() })?;
        if self.0.contains(&piece) { Err(Error::empty(&format!("piece {piece}"))) } else { Ok(()) }
    }
}

fn unit(cells: usize) -> Canvas {
    let axis = Axis { low: 0.0, high: 1.0, log: false, cells };
    Canvas { x: axis, y: axis }
}

#[test]
fn the_error_of_the_earliest_piece_is_returned() {
    for aggregator in [Aggregator::Count, Aggregator::Mean] {
        let job = Job { canvas: unit(3), glyph: Glyph::Point, aggregator, most_planes: 1 };
        for count in [1, 4] {
            let failed = threads(count, || rasterize(&job, &Failing(vec![31, 17, 18]), &|_| ()));
            assert_eq!(failed.unwrap_err().message, "nothing to draw: piece 17");
        }
    }
}

/// A row in each of very many categories.
struct Categories(u32);

impl Source for Categories {
    fn pieces(&self) -> usize {
        1
    }
    fn rows(&self, _piece: usize) -> u64 {
        u64::from(self.0)
    }
    fn walk(&self, _piece: usize, each: &mut dyn FnMut(&Batch<'_>) -> Result<()>) -> Result<()> {
        let plane: Vec<u32> = (0..self.0).collect();
        let places = vec![0.5; plane.len()];
        each(&Batch { x: &places, y: &places, plane: Some(&plane), ..Batch::default() })
    }
}

#[test]
fn very_many_categories_share_the_last_plane() {
    let job = Job {
        canvas: unit(500),
        glyph: Glyph::Point,
        aggregator: Aggregator::Count,
        most_planes: 64,
    };
    let raster = rasterize(&job, &Categories(55_000), &|_| ()).unwrap();
    assert_eq!(raster.planes.len(), 64);
    let counts: Vec<f64> =
        raster.planes.iter().map(|p| floats(p).iter().filter(|v| !v.is_nan()).sum()).collect();
    assert!(counts[..63].iter().all(|count| *count == 1.0));
    assert_eq!(counts[63], f64::from(55_000 - 63));
}

#[test]
fn a_plane_that_no_row_is_on_stays_empty() {
    let all = vec![vertex(0.5, 0.5, 3), vertex(0.5, 0.5, NONE)];
    let rows = Rows { all, cuts: vec![1], valued: true, planed: true, ..Rows::default() };
    let job =
        Job { canvas: unit(2), glyph: Glyph::Point, aggregator: Aggregator::Sum, most_planes: 9 };
    let raster = rasterize(&job, &rows, &|_| ()).unwrap();
    assert_eq!(raster.planes.len(), 4);
    assert!(raster.planes[..3].iter().flat_map(floats).all(f64::is_nan));
    assert_eq!(raster.tally.bare, 1);
}
