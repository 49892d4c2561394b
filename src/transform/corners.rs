//! The corners of the cells of a grid.

use std::borrow::Cow;

use polars::prelude::*;

use super::{require, rows, sample};
use crate::data::Table;
use crate::error::{Error, Result};
use crate::spec::{Corners, Type};
use crate::stat::corner::{self, Plane};
use crate::warn::{Warnings, count, verb};

/// Cells of a plane for each row of its table: more are taken for no grid.
const SPARSE: usize = 64;
/// Cells of a plane that are always allowed.
const FEW: usize = 1 << 16;

/// A row per corner, plane after plane and line after line.
pub(super) fn corners(table: &Table, spec: &Corners, warnings: &mut Warnings) -> Result<Table> {
    let [x, y] = &spec.middles;
    let own = [x, y, &spec.value, &spec.dims[0], &spec.dims[1]];
    let names: Vec<&str> = spec.keys.iter().chain(own).map(String::as_str).collect();
    require(table, names.iter().copied())?;
    let mut seen = std::collections::BTreeSet::new();
    let names: Vec<&str> = names.into_iter().filter(|name| seen.insert(*name)).collect();
    let frame = table.collect(&names)?;
    let keys: Vec<&str> = spec.keys.iter().map(String::as_str).collect();
    let all = All {
        spec,
        columns: [x, y, &spec.value]
            .map(|name| sample::values(&frame, name))
            .into_iter()
            .collect::<Result<_>>()?,
        places: spec.dims.iter().map(|dim| places(&frame, table, dim)).collect::<Result<_>>()?,
    };
    let mut made = Made::default();
    let (mut first, mut sizes) = (Vec::new(), Vec::new());
    for rows in rows::split(&frame, &keys)? {
        let before = made.z.len();
        all.plane(&rows, &mut made)?;
        first.extend(rows.first());
        sizes.push(made.z.len() - before);
    }
    made.say(spec, warnings);
    let kept: Vec<usize> =
        first.iter().zip(&sizes).flat_map(|(&row, &size)| std::iter::repeat_n(row, size)).collect();
    let columns = vec![
        sample::typed(x, made.x, table, x)?,
        sample::typed(y, made.y, table, y)?,
        sample::column(&spec.value, made.z),
        Column::new(Corners::LINE.into(), made.line),
    ];
    if keys.is_empty() {
        return sample::table(table, columns);
    }
    let broken = |e: PolarsError| Error::internal("planes cannot be told apart").because(e);
    let panels = frame.select(keys.iter().copied()).map_err(broken)?;
    Ok(table.with_frame(rows::with(&rows::take(&panels, &kept)?, &columns, "a mesh")?))
}

/// The place of every row along a dimension, and how many places there are. Numbers and times are in
/// their order, words as they come.
fn places(frame: &DataFrame, table: &Table, dim: &str) -> Result<(Vec<usize>, usize)> {
    let words = |kind| !matches!(kind, Type::Integer | Type::Number | Type::Time);
    if table.schema().get(dim).is_some_and(|field| words(field.kind)) {
        return sample::codes(frame, dim);
    }
    let values = sample::values(frame, dim)?;
    let mut known: Vec<f64> = values.iter().copied().filter(|v| !v.is_nan()).collect();
    known.dedup();
    known.sort_unstable_by(f64::total_cmp);
    known.dedup();
    // Rows mostly come in the order of the grid: at the place of the one before, or after it.
    let mut last = 0;
    let place = |value: &f64| {
        let near = [last, last + 1, 0].into_iter().find(|at| known.get(*at) == Some(value));
        let found = near.or_else(|| known.binary_search_by(|v| v.total_cmp(value)).ok());
        last = found.unwrap_or(last);
        found.unwrap_or(usize::MAX)
    };
    let all = values.iter().map(place).collect();
    Ok((all, known.len()))
}

/// Longitudes that cross a seam between the places of the file, from where they are few.
fn one_piece(middles: &[f64], width: usize, turns: bool) -> Cow<'_, [f64]> {
    if !turns || !plane(middles, width, true, [true; 2]).crosses() {
        return Cow::Borrowed(middles);
    }
    let seam = corner::seam(middles);
    Cow::Owned(middles.iter().map(|v| corner::within(*v, seam)).collect())
}

/// Leave out corners that belong to holes alone, so that axes do not reach there.
fn forget(both: &mut [Vec<f64>; 2], x: &[f64], width: usize) {
    let mut wanted = vec![false; both[0].len()];
    for at in (0..x.len()).filter(|&at| !x[at].is_nan()) {
        let begin = at / width * (width + 1) + at % width;
        for corner in [begin, begin + 1, begin + width + 1, begin + width + 2] {
            wanted[corner] = true;
        }
    }
    for corners in both {
        for (corner, wanted) in corners.iter_mut().zip(&wanted) {
            *corner = if *wanted { *corner } else { f64::NAN };
        }
    }
}

/// A plane of places across, or up.
fn plane(middles: &[f64], width: usize, across: bool, turns: [bool; 2]) -> Plane<'_> {
    let lone = if across { [0.0, 1.0] } else { [1.0, 0.0] };
    Plane { middles, width, lone, turns: turns[usize::from(!across)] }
}

/// What corners are made from.
struct All<'a> {
    spec: &'a Corners,
    /// Across, up, and values.
    columns: Vec<Vec<f64>>,
    /// Lines and places on them.
    places: Vec<(Vec<usize>, usize)>,
}

/// The corners of all planes so far.
#[derive(Default)]
struct Made {
    x: Vec<f64>,
    y: Vec<f64>,
    z: Vec<f64>,
    line: Vec<f64>,
    /// Cells with a value but without a place, all of them, and those around a pole.
    lost: u64,
    cells: u64,
    polar: u64,
}

impl All<'_> {
    /// Add the corners of the plane that these rows make.
    fn plane(&self, rows: &[usize], made: &mut Made) -> Result<()> {
        let [(lines, height), (places, width)] = self.places.as_slice() else { return Ok(()) };
        let (height, width) = (*height, *width);
        let cells = height.saturating_mul(width);
        if cells > FEW.max(rows.len().saturating_mul(SPARSE)) {
            return Err(Error::no_curved_plane(&self.spec.dims, rows.len(), cells));
        }
        let mut planes = [const { Vec::new() }; 3];
        for plane in &mut planes {
            *plane = vec![f64::NAN; cells];
        }
        let mut taken = vec![false; cells];
        for &row in rows {
            let (Some(&line), Some(&place)) = (lines.get(row), places.get(row)) else { continue };
            if line >= height || place >= width {
                continue;
            }
            let at = line * width + place;
            if std::mem::replace(&mut taken[at], true) {
                return Err(Error::cells_repeat(&self.spec.dims));
            }
            for (plane, column) in planes.iter_mut().zip(&self.columns) {
                plane[at] = column.get(row).copied().unwrap_or(f64::NAN);
            }
        }
        let [mut x, mut y, z] = planes;
        for ((x, y), z) in x.iter_mut().zip(&mut y).zip(&z) {
            made.cells += 1;
            // Half a place is none.
            if !x.is_finite() || !y.is_finite() {
                (*x, *y) = (f64::NAN, f64::NAN);
                made.lost += u64::from(!z.is_nan());
            }
        }
        made.add([&x, &y, &z], width, self.spec.turns);
        Ok(())
    }
}

impl Made {
    fn add(&mut self, [x, y, z]: [&[f64]; 3], width: usize, turns: [bool; 2]) {
        let height = z.len() / width.max(1);
        let (x, y) = (&one_piece(x, width, turns[0]), &one_piece(y, width, turns[1]));

        let holes = x.iter().any(|v| v.is_nan());
        let corners = |middles: &[f64], across| {
            if !holes {
                return plane(middles, width, across, turns).corners();
            }
            let filled = plane(middles, width, across, turns).filled();
            plane(&filled, width, across, turns).corners()
        };
        let mut both = [corners(x, true), corners(y, false)];
        if holes {
            forget(&mut both, x, width);
        }
        let mut values = vec![f64::NAN; both[0].len()];
        for (line, cells) in z.chunks_exact(width.max(1)).enumerate() {
            for (place, value) in cells.iter().enumerate() {
                // A hole has no place, though its neighbours lend it one.
                if !x[line * width + place].is_nan() {
                    values[line * (width + 1) + place] = *value;
                }
            }
        }
        let mut parts = Vec::new();
        for (axis, middles) in [x, y].into_iter().enumerate() {
            if turns[axis] && plane(middles, width, axis == 0, turns).crosses() {
                parts.extend(self.unroll(&mut both, &mut values, (axis, middles, width)));
            }
        }
        let first = self.line.last().map_or(0.0, |last| last + 2.0);
        for line in 0..=height {
            self.line.extend(std::iter::repeat_n(first + line as f64, width + 1));
        }
        let [x, y] = both;
        self.x.extend(x);
        self.y.extend(y);
        self.z.extend(values);
        for Part { corners, value } in parts {
            let next = self.line.last().map_or(0.0, |last| last + 2.0);
            let [a, b, c, d] = corners;
            for ([x, y], line) in [(a, next), (b, next), (d, next + 1.0), (c, next + 1.0)] {
                self.x.push(x);
                self.y.push(y);
                self.line.push(line);
            }
            // The first corner has the value of its cell, as in the whole plane.
            self.z.extend([value, f64::NAN, f64::NAN, f64::NAN]);
        }
    }

    /// Take the cells on the seam of longitudes out, and give their parts on both sides of it.
    fn unroll(
        &mut self,
        both: &mut [Vec<f64>; 2],
        values: &mut [f64],
        (axis, middles, width): (usize, &[f64], usize),
    ) -> Vec<Part> {
        let seam = corner::seam(middles);
        let mut parts = Vec::new();
        for (at, &middle) in middles.iter().enumerate() {
            let begin = at / width * (width + 1) + at % width;
            let value = values[begin];
            if value.is_nan() {
                continue;
            }
            let around = [begin, begin + 1, begin + width + 2, begin + width + 1];
            match corner::split(around.map(|corner| both[axis][corner]), middle, seam) {
                Some(none) if none.is_empty() => continue,
                Some(some) => parts.extend(some.into_iter().map(|ends| {
                    let mut corners = around.map(|corner| [both[0][corner], both[1][corner]]);
                    for (corner, end) in corners.iter_mut().zip(ends) {
                        corner[axis] = end;
                    }
                    Part { corners, value }
                })),
                None => self.polar += 1,
            }
            values[begin] = f64::NAN;
        }
        for corner in &mut both[axis] {
            *corner = corner.clamp(seam[0], seam[1]);
        }
        parts
    }

    /// Say what is not drawn, where that is a surprise.
    fn say(&self, spec: &Corners, warnings: &mut Warnings) {
        let [x, y] = &spec.middles;
        if self.lost > 0 {
            let (cells, are) = (count(self.cells, "cell"), verb(self.lost, "is", "are"));
            warnings.warn(format!(
                "{} of {cells} {are} not drawn: {x} or {y} is missing or infinite",
                self.lost
            ));
        }
        if self.polar > 0 {
            let (cells, are) = (count(self.polar, "cell"), verb(self.polar, "is", "are"));
            warnings.note(format!("{cells} {are} not drawn that lie around a pole"));
        }
    }
}

/// A cell, or a part of one, on its own: its corners in order around it.
struct Part {
    corners: [[f64; 2]; 4],
    value: f64,
}
