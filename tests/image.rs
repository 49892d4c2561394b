//! Pictures compared pixel by pixel.

use polars::prelude::df;
use vizcli::color::Color;
use vizcli::data::Table;
use vizcli::figure::{self, View};
use vizcli::progress::Silent;
use vizcli::scene::{Class, Dots, Group, Item, Path, Scene, Stroke};
use vizcli::spec::raster::{Downsample, RasterSpec};
use vizcli::spec::scale::ScaleKind;
use vizcli::spec::{Channel, DataRef, Encoding, Figure, Layer, Plot, ScaleSpec, Style};
use vizcli::warn::Warnings;
use vizcli::write::png;

/// Numbers from 0 to 1 that look random.
fn noise(seed: u64) -> impl FnMut() -> f64 {
    let mut state = seed;
    move || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f64 / 16_777_216.0
    }
}

/// A walk with a step and gaps, one of them a single row; and pure noise over a hill, of which the
/// even rows are one part and the odd ones the other, and some are 0.
fn long(rows: usize) -> Table {
    let (mut step, mut level) = (noise(1), 0.0);
    let walk = (0..rows).map(|row| {
        level += step() - 0.5;
        let gap = (rows * 3 / 10..rows * 32 / 100).contains(&row) || row == rows * 3 / 4;
        (!gap).then_some(if row > rows / 2 { level + 60.0 } else { level })
    });
    let walk: Vec<Option<f64>> = walk.collect();
    let mut height = noise(7);
    let hill = |row: usize| (row as f64 / rows as f64 * std::f64::consts::PI).sin();
    let noisy: Vec<f64> = (0..rows).map(|row| 3.0 * hill(row) + height().powi(4)).collect();
    let drop = |(row, y): (usize, &f64)| if row % 2_000 < 300 { 0.0 } else { *y };
    let drops: Vec<f64> = noisy.iter().enumerate().map(drop).collect();
    let x: Vec<i64> = (0..rows as i64).collect();
    let pairs: Vec<i64> = x.iter().map(|x| x / 2).collect();
    let even: Vec<bool> = x.iter().map(|x| x % 2 == 0).collect();
    let series = df!(
        "x" => x, "walk" => walk, "noise" => noisy, "drops" => drops, "pair" => pairs, "even" => even
    );
    Table::from_frame(series.unwrap(), "long")
}

/// A plot of a kind, with columns as x, y and maybe series.
fn plot(kind: &str, columns: &[&str], line_width: Option<f64>) -> Plot {
    let channels = [Channel::X, Channel::Y, Channel::By];
    let layer = Layer {
        kind: kind.into(),
        data: Some(DataRef::default()),
        encodings: channels.into_iter().zip(columns.iter().map(|&c| Encoding::field(c))).collect(),
        style: Style { line_width, ..Style::default() },
        ..Layer::default()
    };
    Plot { layers: vec![layer], ..Plot::default() }
}

/// The pixels of a plot whose layer is reduced, which `method` has to do.
fn pixels(table: &Table, plot: &Plot, downsample: Downsample, method: &str) -> Vec<u8> {
    let raster = RasterSpec {
        resample_when: Some(50_000),
        downsample: Some(downsample),
        ..RasterSpec::default()
    };
    let figure = Figure { plots: vec![Plot { raster, ..plot.clone() }], ..Figure::default() };
    let mut warnings = Warnings::default();
    let open = |_: &DataRef, _: &mut Warnings| Ok(table.clone());
    let prepared = figure::prepare(&figure, &open, &mut warnings, &Silent).unwrap();
    assert_eq!(prepared.facts(&View::default()).layers[0].method, method);
    let scene = figure::render(&prepared, &View::default(), &mut warnings).unwrap();
    png::render(&scene, 1.0).unwrap().data().to_vec()
}

/// How many of a million pixels of a reduced plot are more than two levels off.
fn off(table: &Table, plot: &Plot, methods: &[(Downsample, &str)]) -> Vec<usize> {
    let whole = pixels(table, plot, Downsample::Off, "marks");
    assert!(whole.chunks_exact(4).filter(|p| p[0] < 230).count() > 1_000);
    let differ = |&(downsample, method): &(Downsample, &str)| {
        let some = pixels(table, plot, downsample, method);
        let pairs = whole.chunks_exact(4).zip(some.chunks_exact(4));
        let off = pairs.filter(|(a, b)| a.iter().zip(b.iter()).any(|(a, b)| a.abs_diff(*b) > 2));
        off.count() * 1_000_000 / (800 * 500)
    };
    methods.iter().map(differ).collect()
}

#[test]
fn a_reduced_line_has_the_pixels_of_the_whole_one() {
    let table = long(150_000);
    let both = [(Downsample::M4, "m4"), (Downsample::Minmax, "minmax")];
    for (y, width, [four, two]) in [
        ("walk", None, [1_000, 2_000]),
        ("noise", None, [500, 600]),
        ("noise", Some(1.1), [500, 600]),
        // Up to a pixel wide, a line is painted stretch by stretch, and where these overlap its edges
        // are darker: there it shows that they are fewer.
        ("walk", Some(1.0), [25_000, 27_000]),
    ] {
        let off = off(&table, &plot("line", &["x", y], width), &both);
        assert!(off[0] <= four && off[1] <= two, "{y} {width:?}: {off:?}");
    }
}

#[test]
fn a_reduced_area_has_the_pixels_of_the_whole_one() {
    let table = long(150_000);
    // The least and greatest row alone do not tell where an edge crosses a column.
    let m4 = [(Downsample::M4, "m4"), (Downsample::Minmax, "m4")];
    for (columns, width, most) in [
        (&["x", "walk"][..], None, 300),
        (&["x", "noise"], None, 300),
        // Without their edges.
        (&["x", "noise"], Some(0.0), 0),
        (&["pair", "noise", "even"], None, 0),
    ] {
        let off = off(&table, &plot("area", columns, width), &m4);
        assert!(off.iter().all(|&off| off <= most), "{columns:?}: {off:?}");
    }
}

#[test]
fn reduced_steps_have_the_pixels_of_all() {
    let table = long(150_000);
    let off = off(&table, &plot("step", &["x", "walk"], None), &[(Downsample::M4, "m4")]);
    assert!(off[0] <= 3_000, "{off:?}");
}

#[test]
fn zeros_on_a_logarithmic_axis_are_gaps_of_a_reduced_line_too() {
    let table = long(150_000);
    let mut plot = plot("line", &["x", "drops"], Some(1.5));
    let log = ScaleSpec { kind: Some(ScaleKind::Log), ..ScaleSpec::default() };
    plot.scales.insert(Channel::Y, log);
    let off = off(&table, &plot, &[(Downsample::M4, "m4"), (Downsample::Minmax, "minmax")]);
    assert!(off.iter().all(|&off| off <= 1_000), "{off:?}");
}

#[test]
fn the_largest_triangles_are_nearly_the_line() {
    let table = long(150_000);
    let off = off(&table, &plot("line", &["x", "walk"], None), &[(Downsample::Lttb, "lttb")]);
    assert!(off[0] > 2_000 && off[0] < 20_000, "{off:?}");
}

/// Dots over the whole page, and a line through them.
fn crowd(points: usize) -> Scene {
    let place = |i: usize| {
        let i = i as f64;
        [10.0 + 380.0 * (i * 0.618_034).fract(), 10.0 + 280.0 * (i * 0.414_214).fract()]
    };
    let mut path = Path {
        points: (0..points).map(place).collect(),
        starts: vec![0],
        stroke: Some(Stroke {
            opacity: 0.4,
            round: true,
            ..Stroke::solid(Color::rgb(200, 0, 0), 2.0)
        }),
        ..Path::default()
    };
    path.points.sort_by(|a, b| a[0].total_cmp(&b[0]));
    let dots = Dots {
        centers: (0..points).map(place).collect(),
        radius: vec![2.5],
        fill: vec![Color::rgb(0, 0, 200)],
        opacity: 0.5,
        ..Dots::default()
    };
    let items = vec![Item::Path(path), Item::Dots(dots)];
    let background = Some(Color::rgb(255, 255, 255));
    let groups = vec![Group { class: Class::Marks, items }];
    Scene {
        width: 401.0,
        height: 300.0,
        background,
        title: String::new(),
        description: String::new(),
        groups,
    }
}

#[test]
fn halves_of_a_crowd_are_the_whole() {
    let whole = crowd(3_000);
    // Dots far off the page change nothing but the count, which makes it a crowd.
    let mut crowded = whole.clone();
    let far = vec![[-5_000.0, -5_000.0]; 20_000];
    crowded.groups[0].items.push(Item::Dots(Dots {
        centers: far,
        radius: vec![1.0],
        fill: vec![Color::rgb(0, 0, 0)],
        opacity: 1.0,
        ..Dots::default()
    }));
    let (one, two) = (png::render(&whole, 1.5).unwrap(), png::render(&crowded, 1.5).unwrap());
    let apart = one.data().iter().zip(two.data()).filter(|(a, b)| a.abs_diff(**b) > 2).count();
    // A coordinate that is moved by whole pixels may round to the next sixteenth of one.
    assert!(apart * 1_000 <= one.data().len(), "{apart} values apart");
    assert!(one.data().chunks_exact(4).filter(|p| p[1] < 200).count() > 5_000);
}
