//! A frame in memory as a scan: what small inputs become when they are opened.

use std::sync::Arc;

use polars::prelude::*;

use crate::data::pieces::{Pieces, Slices};
use crate::data::{Scan, table};
use crate::error::{Error, Result};
use crate::spec::{Schema, Type};

/// Rows in memory.
pub(super) struct Memory {
    frame: Slices,
    schema: Schema,
    name: String,
}

impl Memory {
    /// A scan of `frame`. Of its first column it is known whether it increases.
    pub(super) fn new(frame: DataFrame, name: String) -> Self {
        let fields = table::schema_of(frame.schema()).fields;
        let schema = Schema { fields, rows: Some(frame.height() as u64) };
        let schema = with_increasing(schema, &frame);
        Self { schema, frame: Slices::new(frame), name }
    }

    /// The same, with names, roles and units that are known better than from the frame.
    pub(super) fn with_schema(self, schema: Schema) -> Self {
        Self { schema: with_increasing(schema, self.frame.all()), ..self }
    }
}

fn with_increasing(mut schema: Schema, frame: &DataFrame) -> Schema {
    if let (Some(field), Some(column)) = (schema.fields.first_mut(), frame.columns().first()) {
        field.increasing = field.kind.is_continuous() && increases(column);
    }
    schema
}

/// Strictly, from row to row, without a missing value.
fn increases(column: &Column) -> bool {
    let kind = table::type_of(column.dtype());
    if column.null_count() > 0 || column.is_empty() {
        return false;
    }
    let series = column.as_materialized_series();
    if matches!(kind, Type::Time | Type::Integer) {
        let Ok(whole) = series.to_physical_repr().cast(&DataType::Int64) else { return false };
        return whole.i64().is_ok_and(|v| rises(v.iter().flatten()));
    }
    series.cast(&DataType::Float64).is_ok_and(|s| s.f64().is_ok_and(|v| rises(v.iter().flatten())))
}

fn rises<T: PartialOrd + Copy>(values: impl Iterator<Item = T>) -> bool {
    let mut last = None;
    for value in values {
        if last.is_some_and(|last| last >= value) {
            return false;
        }
        last = Some(value);
    }
    true
}

impl Scan for Memory {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn types(&self) -> SchemaRef {
        Arc::clone(self.frame.all().schema())
    }

    fn read(&self, columns: &[&str]) -> Result<DataFrame> {
        self.frame
            .all()
            .select(columns.iter().copied())
            .map_err(|e| Error::internal("a column of the frame is gone").because(e))
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn pieces(&self) -> Option<&dyn Pieces> {
        Some(&self.frame)
    }
}
