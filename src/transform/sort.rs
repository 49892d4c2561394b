//! Ordering rows.

use polars::prelude::*;

use super::require;
use crate::data::Table;
use crate::error::Result;

/// Order rows by columns, most significant first; a leading `-` means descending. Rows that are
/// equal keep their order, and missing values come last either way.
pub(super) fn sort(table: &Table, by: &[String]) -> Result<Table> {
    if by.is_empty() {
        return Ok(table.clone());
    }
    let (mut names, mut descending) = (Vec::new(), Vec::new());
    for name in by {
        // A column may be called `-x`.
        let bare = match name.strip_prefix('-') {
            Some(bare) if table.schema().get(name).is_none() => bare,
            _ => name,
        };
        names.push(bare);
        descending.push(bare.len() < name.len());
    }
    require(table, names.iter().copied())?;
    let options = SortMultipleOptions::default()
        .with_order_descending_multi(descending)
        .with_nulls_last(true)
        .with_maintain_order(true);
    let keys: Vec<Expr> = names.iter().map(|&name| col(name)).collect();
    table.then(|frame| frame.sort_by_exprs(keys, options))
}
