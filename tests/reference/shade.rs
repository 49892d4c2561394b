//! Colours against those of Datashader 0.19.1, from the same aggregates.

use std::collections::BTreeMap;

use serde_json::Value;
use vizcli::raster::compose::{Blend, set_background};
use vizcli::raster::density::Occupied;
use vizcli::raster::shade::{How, Map, Mix, Norm, mix, shade, total};
use vizcli::raster::spread::{Shape, spread_image};
use vizcli::raster::{Cells, Image};

fn cases(name: &str) -> BTreeMap<String, Value> {
    let path = format!("{}/testdata/reference/datashader/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let list: Vec<Value> = serde_json::from_str(&text).unwrap();
    list.into_iter().map(|case| (case["name"].as_str().unwrap().to_owned(), case)).collect()
}

fn rows(case: &Value) -> (usize, impl Iterator<Item = &Value>) {
    let rows = case["rows"].as_array().unwrap();
    let width = rows[0].as_array().unwrap().len();
    (width, rows.iter().flat_map(|row| row.as_array().unwrap()))
}

/// The planes of an aggregate.
fn planes(case: &Value) -> (usize, Vec<Cells>) {
    let (width, cells) = rows(case);
    let cells: Vec<&Value> = cells.collect();
    let levels = case.get("levels").map_or(1, |levels| levels.as_array().unwrap().len());
    let at = |cell: &Value, level: usize| match cell {
        Value::Array(list) => list[level].as_f64(),
        other => other.as_f64(),
    };
    let planes = (0..levels).map(|level| {
        let values = cells.iter().map(|cell| at(cell, level));
        if case["type"] == "uint32" {
            Cells::Count(values.map(|v| v.unwrap() as u32).collect())
        } else {
            Cells::Number(values.map(|v| v.unwrap_or(f64::NAN)).collect())
        }
    });
    (width, planes.collect())
}

/// The image of a case.
fn image(case: &Value) -> Image {
    let (width, cells) = rows(case);
    let rgba: Vec<u8> = cells
        .flat_map(|cell| u32::from_str_radix(cell.as_str().unwrap(), 16).unwrap().to_be_bytes())
        .collect();
    Image { width, height: rgba.len() / 4 / width, rgba }
}

/// How many cells differ at all; none may by more than one level.
fn differing(name: &str, got: &Image, want: &Image) -> usize {
    assert_eq!((got.width, got.height), (want.width, want.height), "{name}");
    let pairs = got.rgba.iter().zip(&want.rgba).enumerate();
    for (i, (a, b)) in pairs {
        assert!(a.abs_diff(*b) <= 1, "{name}: cell {} channel {}: {a}, not {b}", i / 4, i % 4);
    }
    got.rgba.chunks(4).zip(want.rgba.chunks(4)).filter(|(a, b)| a != b).count()
}

fn how(name: &str) -> How {
    match name {
        "log" => How::Log,
        "cbrt" => How::Cbrt,
        "linear" => How::Linear,
        _ => How::EqHist,
    }
}

/// Blue, red and yellow-green: of blue, red and tan.
const KEY: [[u8; 3]; 3] = [[0x1f, 0x77, 0xb4], [0xd6, 0x27, 0x28], [0xbc, 0xbd, 0x22]];

/// The image that a case asks for.
fn drawn(name: &str, aggregates: &BTreeMap<String, Value>) -> Image {
    let words: Vec<&str> = name.split(", ").collect();
    let curve = how(words[1]);
    let aggregate = match words[0] {
        "count" => "count",
        "mean" => "mean(val)",
        _ => "count_cat(cat)",
    };
    let (width, planes) = planes(&aggregates[aggregate]);
    let whole = total(&planes);
    let span = (words.last() == Some(&"span 0..3")).then_some([0.0, 3.0]);
    let norm = Norm::of(&[&whole], curve, span, false).unwrap();
    if words[0] == "categories" {
        let look = Mix { colors: &KEY, alpha: [40, 255], baseline: None };
        let mixed = mix(&planes, width, &whole, Some(&norm), look);
        return match words.get(2) {
            Some(&"on white") => set_background(&mixed, [255; 3]),
            Some(&"spread 1") => spread_image(&mixed, 1, Shape::Circle, Blend::Over),
            Some(&"dynspread") => {
                let radius = Occupied::of_image(&mixed).reach(0.5, 3);
                spread_image(&mixed, radius, Shape::Circle, Blend::Over)
            }
            _ => mixed,
        };
    }
    let map = match (words[0], words.get(2)) {
        ("mean", _) => {
            Map::Colors { colors: vec![[0, 0, 0], [255, 0, 0], [255, 255, 0]], alpha: 255 }
        }
        (_, Some(&"one colour")) => Map::Alpha { color: [0, 0, 128], alpha: [40, 255] },
        _ => Map::Colors { colors: vec![[173, 216, 230], [0, 0, 139]], alpha: 255 },
    };
    shade(&planes[0], width, &norm, &map)
}

#[test]
fn colors_are_those_of_datashader() {
    let aggregates = cases("points.json");
    let shades = cases("shade.json");
    assert_eq!(shades.len(), 16);
    for (name, case) in &shades {
        let count = differing(name, &drawn(name, &aggregates), &image(case));
        assert_eq!(count, 0, "cells that differ in {name}");
    }
}

#[test]
fn images_are_composed_as_in_datashader() {
    let shades = cases("shade.json");
    let mixed = image(&shades["categories, linear"]);
    let white = set_background(&mixed, [255; 3]);
    assert_eq!(white, image(&shades["categories, linear, on white"]));
    let spread = spread_image(&mixed, 1, Shape::Circle, Blend::Over);
    assert_eq!(spread, image(&shades["categories, linear, spread 1"]));
}
