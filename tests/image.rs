//! Pictures compared pixel by pixel.

use polars::prelude::df;
use vizcli::color::Color;
use vizcli::data::Table;
use vizcli::figure::{self, View};
use vizcli::progress::Silent;
use vizcli::scene::{Class, Dots, Group, Item, Path, Scene, Stroke};
use vizcli::spec::{Channel, DataRef, Encoding, Figure, Layer, Plot};
use vizcli::warn::Warnings;
use vizcli::write::png;

/// A walk with noise, a step and a gap.
fn walk(rows: usize) -> Table {
    let mut state = 1_u64;
    let mut level = 0.0;
    let y = (0..rows).map(|row| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        level += (state >> 40) as f64 / 16_777_216.0 - 0.5;
        let gap = (rows * 3 / 10..rows * 32 / 100).contains(&row);
        (!gap).then_some(if row > rows / 2 { level + 60.0 } else { level })
    });
    let y: Vec<Option<f64>> = y.collect();
    let x: Vec<i64> = (0..rows as i64).collect();
    Table::from_frame(df!("x" => x, "y" => y).unwrap(), "walk")
}

/// The pixels of a line of all rows, and of one reduced above `threshold`.
fn pixels(table: &Table, threshold: u64) -> Vec<u8> {
    let layer = Layer {
        kind: "line".into(),
        data: Some(DataRef::default()),
        encodings: [(Channel::X, Encoding::field("x")), (Channel::Y, Encoding::field("y"))].into(),
        ..Layer::default()
    };
    let plots = vec![Plot { layers: vec![layer], ..Plot::default() }];
    let figure = Figure { plots, ..Figure::default() };
    let mut warnings = Warnings::default();
    let open = |_: &DataRef, _: &mut Warnings| Ok(table.clone());
    let prepared = figure::prepare(&figure, &open, &mut warnings, &Silent).unwrap();
    let view = View { threshold: Some(threshold), ..View::default() };
    let expected = if threshold < 60_000 { "m4" } else { "marks" };
    assert_eq!(prepared.facts(&view).layers[0].method, expected);
    let scene = figure::render(&prepared, &view, &mut warnings).unwrap();
    png::render(&scene, 1.0).unwrap().data().to_vec()
}

#[test]
fn a_reduced_line_has_the_pixels_of_the_whole_one() {
    let table = walk(60_000);
    let (all, some) = (pixels(&table, u64::MAX), pixels(&table, 1_000));
    let differ = all
        .chunks_exact(4)
        .zip(some.chunks_exact(4))
        .filter(|(a, b)| a.iter().zip(b.iter()).any(|(a, b)| a.abs_diff(*b) > 2))
        .count();
    // At most one pixel in a thousand may differ by more than two levels.
    assert!(differ * 1_000 <= 800 * 500, "{differ} pixels differ");
    assert!(all.chunks_exact(4).filter(|p| p[0] < 100).count() > 1_000);
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
