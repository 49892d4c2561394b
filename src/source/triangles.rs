//! A table of vertices and one of triangles as one: a row per corner.

use polars::prelude::*;

use crate::data::Table;
use crate::error::{Error, Result};
use crate::spec::{TRIANGLE, Type};
use crate::warn::Warnings;

/// The rows of `vertices` that each row of `triangles` names, and what is said of the triangle.
///
/// The first three columns of whole numbers are rows of `vertices`, counted from 0; from 1 where
/// there is no 0, but the number of all rows.
pub(super) fn corners(
    vertices: &Table,
    triangles: &Table,
    warnings: &mut Warnings,
) -> Result<Table> {
    let fields = &triangles.schema().fields;
    let whole = fields.iter().filter(|field| field.kind == Type::Integer);
    let names: Vec<&str> = whole.map(|field| field.name.as_str()).take(3).collect();
    let [a, b, c] = names.as_slice() else { return Err(Error::no_triangles(triangles.name())) };
    let all = triangles.collect(&triangles.schema().names())?;
    let broken = |e: PolarsError| Error::internal("corners cannot be put together").because(e);
    let mut numbers = Vec::new();
    for name in [a, b, c] {
        let column = all.column(name).and_then(|c| c.cast(&DataType::Int64)).map_err(broken)?;
        let whole = column.i64().map_err(broken)?.iter().collect::<Vec<Option<i64>>>();
        numbers.push(whole);
    }
    let frame = vertices.collect(&vertices.schema().names())?;
    let count = frame.height() as i64;
    let known = || numbers.iter().flatten().flatten();
    let from_one = known().max() == Some(&count) && known().min().is_some_and(|least| *least > 0);
    if from_one {
        warnings.note(format!("the vertices of {} are numbered from 1", triangles.name()));
    }
    let start = i64::from(from_one);
    let (mut corners, mut rows) = (Vec::new(), Vec::new());
    for row in 0..all.height() {
        for (column, name) in numbers.iter().zip([a, b, c]) {
            let number = column.get(row).copied().flatten();
            let found = number.map(|n| n - start).filter(|n| (0..count).contains(n));
            let Some(found) = found else {
                let place = [triangles.name(), name];
                return Err(Error::no_vertex(place, row, number, [start, count - 1 + start]));
            };
            corners.push(found as IdxSize);
            rows.push(row as IdxSize);
        }
    }
    let numbers: Vec<i64> = rows.iter().map(|row| i64::from(*row)).collect();
    let mut corners = frame.take(&IdxCa::from_vec("corners".into(), corners)).map_err(broken)?;
    let rows = IdxCa::from_vec("rows".into(), rows);
    let taken = |name: &str, frame: &DataFrame| frame.column(name).is_ok();
    let mut add = |name: &str, column: Column| {
        let mut name = name.to_owned();
        while taken(&name, &corners) {
            name.push('_');
        }
        corners.with_column(column.with_name(name.into())).map(|_| ()).map_err(broken)
    };
    add(TRIANGLE, Column::new(TRIANGLE.into(), numbers))?;
    for column in all.columns().iter().filter(|column| !names.contains(&column.name().as_str())) {
        add(column.name(), column.take(&rows).map_err(broken)?)?;
    }
    Ok(Table::from_frame(corners, vertices.name()))
}
