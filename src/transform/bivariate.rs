//! Where points of a plane lie: lines of equal density, or the regions inside of them.

use super::density::bandwidth_rule;
use super::sample::{self, Sample, Space};
use crate::data::Table;
use crate::error::{Error, Result};
use crate::spec::statistic::DENSITY;
use crate::spec::{Bivariate, Levels};
use crate::stat::bivariate::{bandwidth, estimate};
use crate::stat::contour::{Grid, lines, regions};
use crate::stat::{density, level};
use crate::warn::Warnings;

/// Places of the grid along each axis.
const SAMPLES: usize = 100;

/// One row per vertex: keys, `part`, `density`, `x`, `y`. The rings of a region are apart by a
/// row without a place.
pub(super) fn bivariate(table: &Table, spec: &Bivariate, warnings: &mut Warnings) -> Result<Table> {
    sample::check_names(&spec.keys, &["part", DENSITY, "x", "y"], "a density")?;
    let [x, y] = &spec.columns;
    let spaces = [Space::of(table, x, spec.log[0]), Space::of(table, y, spec.log[1])];
    let wanted = [(x.as_str(), spaces[0]), (y.as_str(), spaces[1])];
    let found = sample::sample(table, &spec.keys, &wanted, warnings)?;
    let unit = sample::unit(table, x) * sample::unit(table, y);
    let fields = fields(&found, spec, unit, warnings)?;
    let most = fields.iter().flatten().flat_map(|f| &f.z).copied().fold(0.0, f64::max);
    // All groups have the same levels; the lowest, at zero, is no line.
    let levels = match &spec.levels {
        Levels::Count(count) => level::levels(0.0, most, *count as usize),
        Levels::At(levels) => levels.clone(),
    };
    let levels: Vec<f64> =
        levels.into_iter().filter(|&level| level > 0.0 && level < most).collect();
    let [mut part, mut at, mut xs, mut ys] = <[Vec<f64>; 4]>::default();
    let (mut rows, mut number) = (Vec::new(), 0.0);
    for field in &fields {
        let before = xs.len();
        for &level in field.iter().flat_map(|_| &levels) {
            let Some(field) = field else { continue };
            let grid = Grid { x: &field.x, y: &field.y, z: &field.z };
            let rings = if spec.filled { regions(grid, level) } else { lines(grid, level) };
            let last = rings.len();
            for (place, ring) in rings.into_iter().enumerate() {
                xs.extend(ring.iter().map(|p| spaces[0].leave(p[0])));
                ys.extend(ring.iter().map(|p| spaces[1].leave(p[1])));
                if spec.filled && place + 1 < last {
                    xs.push(f64::NAN);
                    ys.push(f64::NAN);
                }
                part.resize(xs.len(), number);
                at.resize(xs.len(), level);
                if !spec.filled {
                    number += 1.0;
                }
            }
            if spec.filled {
                number += 1.0;
            }
        }
        rows.push(xs.len() - before);
    }
    let low: Vec<usize> = (0..rows.len())
        .filter(|&group| rows[group] == 0 && fields.get(group).is_some_and(Option::is_some))
        .collect();
    let least = "a density below the lowest level, which all groups share (--levels makes more)";
    found.say_left_out(&low, least, warnings);
    let mut columns = found.repeated(&rows)?;
    let part: Vec<i64> = part.into_iter().map(|n| n as i64).collect();
    columns.push(polars::prelude::Column::new("part".into(), part));
    columns.push(sample::column(DENSITY, at));
    columns.push(sample::typed("x", xs, table, x)?);
    columns.push(sample::typed("y", ys, table, y)?);
    sample::table(table, columns)
}

/// The density of a group over a grid of its own.
struct Field {
    x: Vec<f64>,
    y: Vec<f64>,
    z: Vec<f64>,
}

fn fields(
    found: &Sample,
    spec: &Bivariate,
    unit: f64,
    warnings: &mut Warnings,
) -> Result<Vec<Option<Field>>> {
    let rule = bandwidth_rule(spec.kernel);
    let mut flat = Vec::new();
    let mut fields = Vec::new();
    for (group, values) in found.values.iter().enumerate() {
        let [xs, ys] = values.as_slice() else { continue };
        let (xs, ys): (Vec<f64>, Vec<f64>) =
            xs.iter().zip(ys).filter(|(x, y)| x.is_finite() && y.is_finite()).unzip();
        let Some(width) = bandwidth(&xs, &ys, rule) else {
            flat.push(group);
            fields.push(None);
            continue;
        };
        let x = density::grid(&xs, width[0], spec.cut, SAMPLES, None);
        let y = density::grid(&ys, width[1], spec.cut, SAMPLES, None);
        let mut z = estimate(&xs, &ys, width, &x, &y);
        for z in &mut z {
            *z *= unit;
        }
        fields.push(Some(Field { x, y, z }));
    }
    let [x, y] = &spec.columns;
    let both = format!("{x} and {y}");
    if fields.iter().all(Option::is_none) {
        return Err(Error::no_density(&both));
    }
    found.say_left_out(&flat, &format!("no two different values of {both}"), warnings);
    Ok(fields)
}
