//! Lines in strips above each other: every row gets the edges of its strip.

use polars::prelude::*;

use super::{require, sample};
use crate::data::Table;
use crate::error::{Error, Result};
use crate::spec::Strips;
use crate::spec::statistic::{OFFSET, OFFSET2};

/// The foot of a strip, from the middle of its slot.
pub(super) const FOOT: f64 = -0.5;

/// All rows, those of the first strip first, with the height of each in its strip.
pub(super) fn strips(table: &Table, spec: &Strips) -> Result<Table> {
    require(table, [spec.column.as_str(), spec.of.as_str()])?;
    let broken = |e: PolarsError| Error::internal("strips cannot be made").because(e);
    let names = table.schema().names();
    let frame = table.collect(&names)?;
    let (codes, _) = sample::codes(&frame, &spec.of)?;
    let mut order: Vec<IdxSize> = (0..frame.height() as IdxSize).collect();
    order.sort_by_key(|&row| codes.get(row as usize).copied());
    let frame = frame.take(&IdxCa::from_vec("order".into(), order)).map_err(broken)?;
    let heights = frame.column(&spec.column).and_then(|c| c.cast(&DataType::Float64));
    let heights: Vec<f64> = heights
        .and_then(|c| Ok(c.f64()?.iter().map(|v| v.unwrap_or(f64::NAN)).collect()))
        .map_err(broken)?;
    let finite = || heights.iter().copied().filter(|v| v.is_finite());
    let low = finite().fold(f64::INFINITY, f64::min);
    let high = finite().fold(f64::NEG_INFINITY, f64::max);
    // Amounts stand on zero, as on an axis that reaches down to it where that is near.
    let low = if low > 0.0 && low <= 0.25 * high { 0.0 } else { low };
    let span = if high > low { high - low } else { 1.0 };
    let edges: Vec<f64> = heights.iter().map(|v| FOOT + (v - low) / span * spec.overlap).collect();
    let feet = heights.iter().map(|v| if v.is_finite() { FOOT } else { f64::NAN }).collect();
    let more = [sample::column(OFFSET, edges), sample::column(OFFSET2, feet)];
    Ok(table.with_frame(frame.hstack(&more).map_err(broken)?))
}
