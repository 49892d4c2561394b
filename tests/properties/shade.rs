//! What holds for the colours of all cells.

use proptest::collection::vec;
use proptest::prelude::*;
use vizcli::raster::compose::{Blend, compose, set_background};
use vizcli::raster::density::Occupied;
use vizcli::raster::shade::{How, Map, Mix, Norm, key, mix, shade, ticks, total};
use vizcli::raster::spread::{Merge, Shape, spread, spread_image};
use vizcli::raster::{Cells, Image};

const BLENDS: [Blend; 4] = [Blend::Over, Blend::Add, Blend::Saturate, Blend::Source];
const MERGES: [Merge; 4] = [Merge::Max, Merge::Min, Merge::Add, Merge::Source];

fn hows() -> impl Strategy<Value = How> {
    prop_oneof![Just(How::Linear), Just(How::Log), Just(How::Cbrt), Just(How::EqHist)]
}

fn count() -> impl Strategy<Value = u32> {
    prop_oneof![3 => Just(0), 5 => 1_u32..9, 2 => 1_u32..60_000, 1 => any::<u32>()]
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        2 => Just(f64::NAN),
        6 => -1e3..1e3,
        1 => -1e300..1e300,
        1 => (-3_i32..4).prop_map(f64::from),
        1 => 1e-300..1e-290,
    ]
}

/// Numbers that no care was taken with.
fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![3 => number(), 1 => any::<f64>(), 1 => Just(f64::INFINITY)]
}

fn cells() -> impl Strategy<Value = Cells> {
    prop_oneof![
        vec(count(), 0..60).prop_map(Cells::Count),
        vec(any::<bool>(), 0..60).prop_map(Cells::Any),
        vec(number(), 0..60).prop_map(Cells::Number),
    ]
}

fn wild_cells() -> impl Strategy<Value = Cells> {
    prop_oneof![cells(), vec(any_number(), 0..60).prop_map(Cells::Number)]
}

/// The values of cells that are not empty, from the least to the greatest.
fn sorted(cells: &Cells) -> Vec<f64> {
    let mut list: Vec<f64> = match cells {
        Cells::Count(list) => list.iter().filter(|c| **c > 0).map(|c| f64::from(*c)).collect(),
        Cells::Any(list) => list.iter().filter(|f| **f).map(|_| 1.0).collect(),
        Cells::Number(list) => list.iter().copied().filter(|v| !v.is_nan()).collect(),
    };
    list.sort_by(f64::total_cmp);
    list
}

fn image() -> impl Strategy<Value = Image> {
    (1_usize..9, 0_usize..7).prop_flat_map(|(width, height)| {
        let cell = prop_oneof![Just([0; 4]), any::<[u8; 4]>()];
        vec(cell, width * height).prop_map(move |cells| Image {
            width,
            height,
            rgba: cells.into_flattened(),
        })
    })
}

fn grey() -> Map {
    Map::of(&|t| [(255.0 * t) as u8, 0, 0, 255])
}

proptest! {
    #[test]
    fn places_rise_with_values_and_lead_back(cells in cells(), how in hows(), few in any::<bool>()) {
        let Some(norm) = Norm::of(&[&cells], how, None, few) else {
            prop_assert!(sorted(&cells).is_empty());
            return Ok(());
        };
        let values = sorted(&cells);
        let [low, high] = norm.range();
        prop_assert_eq!([values[0], values[values.len() - 1]], [low, high]);
        prop_assert_eq!(norm.place(high), 1.0);
        let places: Vec<f64> = values.iter().map(|v| norm.place(*v)).collect();
        prop_assert!(places.iter().all(|p| (0.0..=1.0).contains(p)), "{:?}", places);
        prop_assert!(places.windows(2).all(|pair| pair[0] <= pair[1]), "{:?}", places);
        // Bins are this wide.
        let whole = !matches!(cells, Cells::Number(_)) && high - low < 65_536.0;
        let slack = if how == How::EqHist && !whole { 2e-5 } else { 1e-9 };
        let near = (high - low) * slack;
        for (value, place) in values.iter().zip(places) {
            prop_assert!((norm.value_at(place) - value).abs() <= near, "{} {}", value, place);
        }
    }

    #[test]
    fn values_rise_with_places(cells in cells(), how in hows(), a in 0.0..=1.0, b in 0.0..=1.0) {
        if let Some(norm) = Norm::of(&[&cells], how, None, false) {
            let (low, high) = if a < b { (a, b) } else { (b, a) };
            prop_assert!(norm.value_at(low) <= norm.value_at(high));
        }
    }

    #[test]
    fn shares_do_not_depend_on_the_order(counts in vec(count(), 1..60), turn in 0_usize..60) {
        let mut turned = counts.clone();
        turned.reverse();
        turned.rotate_left(turn % counts.len());
        let norm = |list| Norm::of(&[&Cells::Count(list)], How::EqHist, None, true);
        prop_assert_eq!(norm(counts.clone()), norm(turned.clone()));
        let numbers = |list: Vec<u32>| list.into_iter().map(f64::from).collect();
        let norm = |list| Norm::of(&[&Cells::Number(numbers(list))], How::EqHist, None, true);
        prop_assert_eq!(norm(counts.clone()), norm(turned));
        let (a, b) = counts.split_at(turn % counts.len());
        let [a, b] = [a, b].map(|part| Cells::Count(part.to_vec()));
        let parts = Norm::of(&[&a, &b], How::EqHist, None, false);
        prop_assert_eq!(parts, Norm::of(&[&Cells::Count(counts)], How::EqHist, None, false));
    }

    #[test]
    fn a_span_holds_all_values(cells in wild_cells(), how in hows(), span in any::<[f64; 2]>()) {
        if let Some(norm) = Norm::of(&[&cells], how, Some(span), false) {
            for value in sorted(&cells) {
                prop_assert!((0.0..=1.0).contains(&norm.place(value)));
            }
        }
    }

    #[test]
    fn ticks_are_apart_and_inside(
        cells in wild_cells(),
        how in hows(),
        want in 0_usize..12,
        apart in 0.0..0.4,
        few in any::<bool>(),
    ) {
        let Some(norm) = Norm::of(&[&cells], how, None, few) else { return Ok(()) };
        let integer = !matches!(cells, Cells::Number(_));
        let found = ticks(&norm, integer, want, apart);
        let [low, high] = norm.range();
        prop_assert!(!found.is_empty());
        for (place, value) in &found {
            prop_assert_eq!(*place, norm.place(*value));
            prop_assert!((low..=high).contains(value), "{} {} {}", value, low, high);
            prop_assert!(!integer || value.fract() == 0.0);
        }
        for pair in found.windows(2) {
            prop_assert!(pair[1].0 - pair[0].0 >= apart - 1e-9 && pair[1].1 > pair[0].1);
        }
    }

    #[test]
    fn nothing_panics(
        planes in vec(wild_cells(), 0..4),
        width in 0_usize..9,
        radius in 0_usize..5,
        how in hows(),
        baseline in proptest::option::of(any::<f64>()),
        alpha in any::<[u8; 2]>(),
    ) {
        let whole = total(&planes);
        let all: Vec<&Cells> = planes.iter().collect();
        let norm = Norm::of(&all, how, None, true);
        for cells in &planes {
            if let Some(norm) = &norm {
                for map in [grey(), Map::Alpha { color: [1; 3], alpha }, Map::Table(vec![])] {
                    let image = shade(cells, width, norm, &map);
                    prop_assert_eq!(image.rgba.len(), 4 * image.width * image.height);
                }
            }
            let colors = [(1.0, [1; 3]), (f64::NAN, [2; 3])];
            prop_assert_eq!(key(cells, width, &colors, 9).width, width);
            for merge in MERGES {
                let _ = spread(cells, width, radius, Shape::Circle, merge);
            }
        }
        let look = Mix { colors: &[[9; 3], [200; 3]], alpha, baseline };
        let image = mix(&planes, width, &whole, norm.as_ref(), look);
        let _ = spread_image(&image, radius, Shape::Square, Blend::Over);
        let _ = set_background(&image.flipped(), [255; 3]);
        prop_assert!(Occupied::of_cells(&planes, width).reach(0.5, 4) <= 4);
        prop_assert!(Occupied::of_image(&image).reach(f64::NAN, 4) <= 4);
    }

    #[test]
    fn a_table_is_near_its_function(cells in cells(), how in hows()) {
        let Some(norm) = Norm::of(&[&cells], how, None, false) else { return Ok(()) };
        let map = Map::of(&|t| [(t * 255.0).round() as u8, 7, 7, 255]);
        let image = shade(&cells, 1, &norm, &map);
        for (color, value) in image.rgba.chunks(4).zip(match &cells {
            Cells::Count(list) => list.iter().map(|c| f64::from(*c)).collect::<Vec<_>>(),
            Cells::Any(list) => list.iter().map(|f| f64::from(u8::from(*f))).collect(),
            Cells::Number(list) => list.clone(),
        }) {
            let empty = value.is_nan() || (value == 0.0 && !matches!(cells, Cells::Number(_)));
            prop_assert_eq!(color[3] == 0, empty);
            let want = norm.place(value) * 255.0;
            prop_assert!(empty || (f64::from(color[0]) - want).abs() <= 0.63);
        }
    }

    #[test]
    fn an_opaque_colour_covers(top in any::<[u8; 3]>(), bottom in any::<[u8; 4]>()) {
        let [r, g, b] = top;
        prop_assert_eq!(Blend::Over.mix([r, g, b, 255], bottom), [r, g, b, 255]);
        for blend in BLENDS {
            let seen = blend.mix([r, g, b, 0], bottom);
            prop_assert!(bottom[3] == 0 || seen == bottom || blend != Blend::Source);
            prop_assert!(bottom[3] == 0 || seen[3].abs_diff(bottom[3]) <= 1);
        }
    }

    #[test]
    fn spreads_are_stamps(image in image(), radius in 1_usize..4, square in any::<bool>()) {
        let shape = if square { Shape::Square } else { Shape::Circle };
        for blend in BLENDS {
            prop_assert_eq!(spread_image(&image, radius, shape, blend), stamped(&image, radius, shape, blend));
        }
        prop_assert_eq!(spread_image(&image, 0, shape, Blend::Add), image.clone());
        prop_assert_eq!(compose(&image, &image, Blend::Source), image);
    }

    #[test]
    fn greatest_values_keep_the_range(cells in cells(), width in 1_usize..7, radius in 0_usize..4) {
        let whole = match &cells {
            Cells::Count(l) => Cells::Count(l[..l.len() / width * width].to_vec()),
            Cells::Any(l) => Cells::Any(l[..l.len() / width * width].to_vec()),
            Cells::Number(l) => Cells::Number(l[..l.len() / width * width].to_vec()),
        };
        let before = sorted(&whole);
        let wide = spread(&whole, width, radius, Shape::Circle, Merge::Max);
        let after = sorted(&wide);
        prop_assert_eq!(before.last(), after.last());
        prop_assert!(before.len() <= after.len());
        prop_assert!(after.iter().all(|v| before.contains(v)));
    }
}

/// A spread as it is defined: each cell in turn onto all around it.
fn stamped(image: &Image, radius: usize, shape: Shape, blend: Blend) -> Image {
    let cells: Vec<[u8; 4]> = image.rgba.as_chunks().0.to_vec();
    let (width, height, far) = (image.width as isize, image.height as isize, radius as isize);
    let mut out = vec![[0_u8; 4]; cells.len()];
    for (i, cell) in cells.iter().enumerate().filter(|(_, cell)| cell[3] > 0) {
        let (x, y) = (i as isize % width, i as isize / width);
        for (dy, dx) in (-far..=far).flat_map(|dy| (-far..=far).map(move |dx| (dy, dx))) {
            let near = ((dx * dx + dy * dy) as f64).sqrt() <= radius as f64 + 0.5;
            let inside = (0..width).contains(&(x + dx)) && (0..height).contains(&(y + dy));
            if inside && (near || shape == Shape::Square) {
                let old = &mut out[((y + dy) * width + x + dx) as usize];
                *old = if *old == [0; 4] { *cell } else { blend.mix(*cell, *old) };
            }
        }
    }
    Image { rgba: out.into_flattened(), ..*image }
}
