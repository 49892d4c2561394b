//! Shares of a whole.

use std::collections::BTreeSet;

use polars::prelude::*;

use super::{require, rows};
use crate::data::Table;
use crate::error::{Error, Result};
use crate::spec::Share;
use crate::warn::{Warnings, count, verb};

/// Sample that can be told apart.
const MANY: usize = 12;

/// Add what part of the sum of its panel each value is.
pub(super) fn share(table: &Table, spec: &Share, warnings: &mut Warnings) -> Result<Table> {
    let keys: Vec<&str> = spec.keys.iter().map(String::as_str).collect();
    require(table, keys.iter().copied().chain([spec.category.as_str(), spec.column.as_str()]))?;
    let frame = table.collect(&table.schema().names())?;
    let values = rows::numbers(&frame, &spec.column)?;
    let negative = values.iter().filter(|v| **v < 0.0).count() as u64;
    if negative > 0 {
        let all = values.iter().filter(|v| !v.is_nan()).count() as u64;
        return Err(Error::negative_parts(&spec.what, &spec.column, negative, all));
    }
    let names = rows::words(&frame, &spec.category)?;
    let slices = rows::split(&frame, &keys)?;
    let mut shares = vec![None; values.len()];
    let (mut hollow, mut most) = (0, 0);
    for rows in &slices {
        let of = |row: &usize| values.get(*row).copied().filter(|v| v.is_finite());
        let sum: f64 = rows.iter().filter_map(of).sum();
        if sum <= 0.0 || !sum.is_finite() {
            hollow += 1;
            continue;
        }
        let parts = rows.iter().filter(|row| of(row).is_some_and(|v| v > 0.0));
        let parts: BTreeSet<_> = parts.map(|&row| names.get(row)).collect();
        most = most.max(parts.len());
        for row in rows {
            if let Some(share) = shares.get_mut(*row) {
                *share = of(row).map(|value| value / sum);
            }
        }
    }
    if hollow == slices.len() {
        return Err(Error::no_whole(&spec.what, &spec.column));
    }
    if hollow > 0 {
        let panels = count(slices.len() as u64, &spec.what);
        let (is, its) = (verb(hollow as u64, "is", "are"), verb(hollow as u64, "its", "their"));
        warnings.warn(format!(
            "{hollow} of {panels} {is} empty: {its} values of {} add up to 0",
            spec.column
        ));
    }
    let zero = values.iter().filter(|v| **v == 0.0).count() as u64;
    if zero > 0 && hollow == 0 {
        let (are, have) = (verb(zero, "is", "are"), verb(zero, "has", "have"));
        let zeros = count(zero, "value");
        warnings.note(format!("{zeros} of {} {are} 0 and {have} no slice", spec.column));
    }
    if most > MANY {
        warnings.note(format!(
            "{most} slices are hard to tell apart; --top {} keeps the greatest, `vizcli barh` shows all",
            MANY - 1
        ));
    }
    let column = Column::new(spec.into.as_str().into(), shares);
    Ok(table.with_frame(rows::with(&frame, &[column], "a share of the whole")?))
}
