//! Lines along a field of vectors on a grid.

use polars::prelude::Column;

use super::sample::{self, Space};
use crate::data::Table;
use crate::error::{Error, Result};
use crate::spec::Streamlines;
use crate::spec::vector::TOWARDS;
use crate::stat::streamline::{Field, streamlines as follow};
use crate::warn::{Warnings, count, verb};

/// Of so many places of a grid, at least one has a row.
const SPARSE: usize = 4;

/// One row per corner of a line: keys, `part`, `x`, `y`, `speed`; that in the middle of a line knows
/// where its head points to.
pub(super) fn streamlines(
    table: &Table,
    spec: &Streamlines,
    warnings: &mut Warnings,
) -> Result<Table> {
    sample::check_names(&spec.keys, &["part", "x", "y", "speed"], "streamlines")?;
    let names = spec.columns.iter().chain(&spec.vector);
    let wanted: Vec<(&str, Space)> = names.map(|name| (name.as_str(), Space::Plain)).collect();
    // What is missing is said once, below.
    let found = sample::sample(table, &spec.keys, &wanted, &mut Warnings::default())?;
    let mut columns = <[Vec<f64>; 5]>::default();
    let (mut part, mut rows, mut lost) = (Vec::<i64>::new(), Vec::new(), Vec::new());
    let (mut number, mut all) = (0, 0);
    for group in &found.values {
        let [x, y, u, v] = group.as_slice() else { continue };
        let places = [x, y].map(|v| sorted(v));
        let field = Lattice::new(&places, [x, y, u, v], &spec.columns)?;
        lost.push(field.missing());
        all += field.u.len();
        let field = Field { x: &places[0], y: &places[1], u: &field.u, v: &field.v };
        let before = part.len();
        for line in follow(field, spec.density) {
            for (place, &[x, y]) in line.points.iter().enumerate() {
                let [u, v] = field.at([x, y]).unwrap_or([f64::NAN; 2]);
                let head = if place == line.middle { line.towards } else { [f64::NAN; 2] };
                let row = [x, y, u.hypot(v), head[0], head[1]];
                columns.iter_mut().zip(row).for_each(|(column, value)| column.push(value));
                part.push(number);
            }
            number += 1;
        }
        rows.push(part.len() - before);
    }
    if part.is_empty() {
        return Err(Error::no_streamlines(&spec.vector));
    }
    let lost: u64 = lost.iter().sum();
    if lost > 0 {
        let [u, v] = &spec.vector;
        warnings.note(format!(
            "{lost} of {} {} no {u} or {v}: lines end there",
            count(all as u64, "place"),
            verb(lost, "has", "have")
        ));
    }
    let mut result = found.repeated(&rows)?;
    result.push(Column::new("part".into(), part));
    let made = ["x", "y", "speed", TOWARDS[0], TOWARDS[1]];
    result.extend(made.iter().zip(columns).map(|(name, values)| sample::column(name, values)));
    sample::table(table, result)
}

/// The different finite values, in order.
fn sorted(values: &[f64]) -> Vec<f64> {
    let mut values: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
    values.sort_by(f64::total_cmp);
    values.dedup();
    values
}

/// Vectors at the crossings of places.
struct Lattice {
    u: Vec<f64>,
    v: Vec<f64>,
}

impl Lattice {
    fn new(places: &[Vec<f64>; 2], rows: [&Vec<f64>; 4], names: &[String; 2]) -> Result<Self> {
        let [wide, high] = [places[0].len(), places[1].len()];
        let rows_there = rows[0].len();
        if wide < 2 || high < 2 || wide * high > SPARSE * rows_there {
            return Err(Error::no_lattice(names, [wide, high], rows_there));
        }
        let mut lattice = Self { u: vec![f64::NAN; wide * high], v: vec![f64::NAN; wide * high] };
        let mut seen = vec![false; wide * high];
        let [xs, ys, us, vs] = rows;
        for (((x, y), u), v) in xs.iter().zip(ys).zip(us).zip(vs) {
            let at = |all: &[f64], v: &f64| all.binary_search_by(|p| p.total_cmp(v)).ok();
            let Some((i, j)) = at(&places[0], x).zip(at(&places[1], y)) else { continue };
            let place = j * wide + i;
            if std::mem::replace(&mut seen[place], true) {
                return Err(Error::several_vectors(names, [*x, *y]));
            }
            (lattice.u[place], lattice.v[place]) = (*u, *v);
        }
        Ok(lattice)
    }

    fn missing(&self) -> u64 {
        self.u.iter().zip(&self.v).filter(|(u, v)| !u.is_finite() || !v.is_finite()).count() as u64
    }
}
