//! Lines and bands of equal value over a grid.

use polars::prelude::Column;
use rayon::prelude::*;

use super::plane::Plane;
use super::sample::{self, Sample, Space};
use crate::data::Table;
use crate::error::{Error, Result};
use crate::spec::contour::names;
use crate::spec::{Contour, ContourForm, Levels};
use crate::stat::contour::{Chain, Grid, Surface};
use crate::stat::level;
use crate::stat::simplify::simplify;
use crate::warn::{Warnings, count, verb};

/// Lines of a plane of more places than this lose the corners that no picture shows.
const FINE: usize = 250_000;
/// What is less than one of so many parts of an axis is not seen.
const STEPS: f64 = 5_000.0;

/// One row per vertex: keys, part, level, of bands their upper end, x, y. The rings of a band are
/// apart by a row without a place.
pub(super) fn contour(table: &Table, spec: &Contour, warnings: &mut Warnings) -> Result<Table> {
    if spec.form == ContourForm::Corners {
        return corners(table, spec);
    }
    let [x, y, z] = spec.columns.each_ref().map(String::as_str);
    let wanted = [x, y, z].map(|name| (name, Space::Plain));
    let mut found = sample::sample_but(table, &spec.keys, &wanted, Some(z), warnings)?;
    let planes = planes(&mut found, [x, y, z], warnings)?;
    let ranges: Vec<[f64; 2]> = planes.iter().filter_map(Plane::range).collect();
    let Some(range) = ranges.into_iter().reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1])]) else {
        return Err(Error::nothing_to_sum_up(z));
    };
    let bands = match spec.form {
        ContourForm::Lines => lines(&spec.levels, range),
        _ => bands(&spec.levels, range),
    };
    if !bands.iter().any(|band| band.low.max(band.from) <= range[1]) {
        return Err(Error::no_level(z, range));
    }
    let drawn = draw(&planes, &bands, spec.form);
    rows(table, spec, &found, &drawn, &bands)
}

/// What is drawn at a level.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Band {
    /// Values from here on are in it.
    from: f64,
    /// What its lower end is called: the least value where it has none.
    low: f64,
    /// Its upper end.
    high: f64,
}

/// Lines at levels. A line at the least value would be around everything.
fn lines(levels: &Levels, [low, high]: [f64; 2]) -> Vec<Band> {
    let levels = match levels {
        Levels::Count(count) => level::levels(low, high, *count as usize),
        Levels::At(levels) => levels.clone(),
    };
    let within = levels.into_iter().filter(|&level| level > low && level <= high);
    within.map(|level| Band { from: level, low: level, high: level }).collect()
}

/// Bands between levels, and beyond the first and the last where values are there.
fn bands(levels: &Levels, [low, high]: [f64; 2]) -> Vec<Band> {
    let levels = match levels {
        Levels::Count(count) => {
            let count = (*count).max(1) as usize;
            let found = level::levels(low, high, count);
            if found.len() > 1 { found } else { level::levels(low - 1.0, high + 1.0, count) }
        }
        Levels::At(levels) => levels.clone(),
    };
    let (Some(&first), Some(&last)) = (levels.first(), levels.last()) else { return Vec::new() };
    let below = Band { from: f64::NEG_INFINITY, low, high: first };
    let above = Band { from: last, low: last, high };
    let between = levels.windows(2).map(|l| Band { from: l[0], low: l[0], high: l[1] });
    let mut all: Vec<Band> = (low < first).then_some(below).into_iter().chain(between).collect();
    all.extend((high > last).then_some(above));
    all
}

/// The planes of all groups.
fn planes(found: &mut Sample, names: [&str; 3], warnings: &mut Warnings) -> Result<Vec<Plane>> {
    let (mut planes, mut cells, mut missing, mut block) = (Vec::new(), 0, 0, 1);
    for values in &mut found.values {
        let [x, y, z] = values.as_mut_slice() else { continue };
        let plane = Plane::new(x, y, std::mem::take(z), names)?;
        if plane.x.len() < 2 || plane.y.len() < 2 {
            return Err(Error::no_plane([names[0], names[1]], [plane.x.len(), plane.y.len()]));
        }
        cells += plane.z.len();
        missing += plane.z.iter().filter(|z| !z.is_finite()).count();
        let (plane, factor) = plane.coarse();
        block = block.max(factor);
        planes.push(plane);
    }
    if missing > 0 && missing < cells {
        let has = verb(missing as u64, "has", "have");
        let all = count(cells as u64, "place");
        warnings
            .note(format!("{missing} of {all} {has} no value of {}: they stay empty", names[2]));
    }
    if block > 1 {
        warnings.note(format!(
            "contours of {} are those of the means of {block} × {block} of them",
            count(cells as u64, "place")
        ));
    }
    Ok(planes)
}

/// Of each plane, of each band: chains of points.
fn draw(planes: &[Plane], bands: &[Band], form: ContourForm) -> Vec<Vec<Vec<Chain>>> {
    let one = |plane: &Plane| {
        let grid = Grid { x: &plane.x, y: &plane.y, z: &plane.z };
        let (Some(surface), Some([low, high])) = (Surface::new(grid), plane.range()) else {
            return vec![Vec::new(); bands.len()];
        };
        let chains = |band: &Band| match form {
            ContourForm::Lines => surface.lines(band.from),
            // All of it is under the next band.
            _ if band.high <= low && band.low < band.high => Vec::new(),
            _ if band.from > high => Vec::new(),
            ContourForm::Bands if band.high <= high && band.low < band.high => {
                let mut rings = surface.regions(band.from);
                let holes = surface.regions(band.high).into_iter().map(|mut ring| {
                    ring.reverse();
                    ring
                });
                rings.extend(holes);
                rings
            }
            _ => surface.regions(band.from),
        };
        let fine = plane.z.len() > FINE;
        let unit = [&plane.x, &plane.y].map(|places| span(places) / STEPS);
        let short = |chain: Chain| if fine { simplify(&chain, unit) } else { chain };
        let least = if form == ContourForm::Lines { 2 } else { 4 };
        let kept = |chain: &Chain| chain.len() >= least;
        let all = |band| chains(band).into_iter().map(short).filter(kept).collect();
        bands.par_iter().map(all).collect()
    };
    planes.par_iter().map(one).collect()
}

/// From the least place to the greatest.
fn span(places: &[f64]) -> f64 {
    places.first().zip(places.last()).map_or(1.0, |(a, b)| (b - a).abs())
}

/// The vertices as a table.
fn rows(
    table: &Table,
    spec: &Contour,
    found: &Sample,
    drawn: &[Vec<Vec<Chain>>],
    bands: &[Band],
) -> Result<Table> {
    let filled = spec.form != ContourForm::Lines;
    let [mut lower, mut upper, mut xs, mut ys] = <[Vec<f64>; 4]>::default();
    let (mut part, mut number, mut counts) = (Vec::<i64>::new(), 0, Vec::new());
    for plane in drawn {
        let before = xs.len();
        for (chains, band) in plane.iter().zip(bands) {
            for (place, chain) in chains.iter().enumerate() {
                if filled && place > 0 {
                    xs.push(f64::NAN);
                    ys.push(f64::NAN);
                }
                xs.extend(chain.iter().map(|p| p[0]));
                ys.extend(chain.iter().map(|p| p[1]));
                part.resize(xs.len(), number);
                number += i64::from(!filled);
            }
            number += i64::from(filled && !chains.is_empty());
            lower.resize(xs.len(), band.low);
            upper.resize(xs.len(), band.high);
        }
        counts.push(xs.len() - before);
    }
    let [x, y, _] = &spec.columns;
    let [part_name, level, upper_name, x_name, y_name] = names(&spec.keys);
    let mut columns = found.repeated(&counts)?;
    columns.push(Column::new(part_name.into(), part));
    columns.push(sample::column(&level, lower));
    if filled {
        columns.push(sample::column(&upper_name, upper));
    }
    columns.push(sample::typed(&x_name, xs, table, x)?);
    columns.push(sample::typed(&y_name, ys, table, y)?);
    sample::table(table, columns)
}

/// The least and the greatest place along both axes.
fn corners(table: &Table, spec: &Contour) -> Result<Table> {
    let [x, y, _] = &spec.columns;
    let wanted = [(x.as_str(), Space::Plain), (y.as_str(), Space::Plain)];
    let found = sample::sample(table, &[], &wanted, &mut Warnings::default())?;
    let ends = |column: usize| -> Vec<f64> {
        let all = found.values.iter().filter_map(|group| group.get(column)).flatten();
        let finite = all.copied().filter(|v| v.is_finite());
        let ends = finite.fold([f64::NAN; 2], |[a, b], v| [a.min(v), b.max(v)]);
        ends.to_vec()
    };
    let [_, _, _, x_name, y_name] = names(&spec.keys);
    let columns = vec![
        sample::typed(&x_name, ends(0), table, x)?,
        sample::typed(&y_name, ends(1), table, y)?,
    ];
    sample::table(table, columns)
}
