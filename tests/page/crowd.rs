//! Thousands of points: moved as tiles, saved as one symbol.

use std::fmt::Write as _;

use super::pixels::Pixels;
use super::reader::{DESK, Device, Reader, see_words};
use crate::run;

const BLUE: [u8; 3] = [0x33, 0x88, 0xd6];

/// A page of 5,000 points that touch each other.
fn crowd(device: Device, test: impl FnOnce(&Reader)) {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("points.csv");
    let mut table = String::from("x,y\n");
    for i in 0..5000_u32 {
        writeln!(table, "{},{}", i * 7919 % 1000, i * 104_729 % 997).unwrap();
    }
    std::fs::write(&file, table).unwrap();
    let words = format!("scatter {} -x x -y y --rasterize never --alpha 1", file.display());
    see_words(device, run::words(&words), test);
}

#[test]
fn tiles_of_points_are_the_points() {
    for ratio in [1.0, 2.0] {
        crowd(Device { ratio, ..DESK }, |page| {
            // Three steps each, of whole pixels.
            let [x, y] = page.share(0, 0.5, 0.5).map(f64::round);
            let along = [[x, y], [x - 120.0, y + 45.0], [x + 150.0, y - 60.0]];
            page.hold(&along, 0);
            let moving = page.shot(".stage");
            page.drag(&along[2..], 0);
            page.hover([2.0, 2.0]);
            page.frames();
            let still = page.shot(".stage");
            assert!(still.count(BLUE) > 10_000);
            let share = moving.differ(&still, 48);
            assert!(share < 0.002, "{share}");
        });
    }
}

#[test]
fn a_saved_svg_has_one_symbol_for_all() {
    crowd(Device { apart: true, ..DESK }, |page| {
        page.press("Save as SVG");
        let (_, bytes) = page.saved("svg");
        let svg = String::from_utf8(bytes).unwrap();
        assert_eq!(svg.matches("<circle").count(), 1);
        assert!(svg.len() < 100_000, "{}", svg.len());
        page.hover([2.0, 2.0]);
        let drawn = Pixels::draw(&svg).count(BLUE) as f64;
        let seen = page.shot(".stage > svg").count(BLUE) as f64;
        assert!(seen > 10_000.0 && (drawn / seen - 1.0).abs() < 0.05, "{drawn}, {seen}");
    });
}
