//! Conditions and derived columns.

use polars::prelude::*;

use super::expression;
use crate::data::Table;
use crate::data::table::type_of;
use crate::error::{Error, Result};

/// Keep rows where a condition is true; where it cannot be decided, it is not.
pub(super) fn filter(table: &Table, text: &str) -> Result<Table> {
    let (condition, gives) = expression::parse(text, table)?;
    if gives != DataType::Boolean {
        return Err(Error::not_a_condition(text, type_of(&gives).name()));
    }
    table.then(|frame| frame.filter(condition))
}

/// Add or replace a column. Not-a-number, as in 0/0, is missing.
pub(super) fn derive(table: &Table, name: &str, text: &str) -> Result<Table> {
    let (mut value, gives) = expression::parse(text, table)?;
    if gives.is_float() {
        value = value.fill_nan(lit(NULL));
    }
    table.then(|frame| frame.with_column(value.alias(name)))
}
