//! Box plots: five numbers per group, and what lies beyond.

use super::sample::{self, Space};
use crate::data::Table;
use crate::error::{Error, Result};
use crate::spec::Boxes;
use crate::stat::boxes::{Box5, summarize};
use crate::warn::Warnings;

/// One row per group that has values: keys, `low`, `q1`, `median`, `q3`, `high`; or one per
/// outlier: keys, `value`.
pub(super) fn boxes(table: &Table, spec: &Boxes, warnings: &mut Warnings) -> Result<Table> {
    const NAMES: [&str; 5] = ["low", "q1", "median", "q3", "high"];
    sample::check_names(&spec.keys, &NAMES, "a box plot")?;
    let column = spec.column.as_str();
    let found = sample::sample(table, &spec.keys, &[(column, Space::Plain)], warnings)?;
    let values: Vec<&[f64]> =
        found.values.iter().map(|group| group.first().map_or(&[][..], Vec::as_slice)).collect();
    let boxes: Vec<Option<Box5>> = values.iter().map(|v| summarize(v, spec.whis)).collect();
    if boxes.iter().all(Option::is_none) {
        return Err(Error::nothing_to_sum_up(column));
    }
    let empty: Vec<usize> = (0..boxes.len()).filter(|&group| boxes[group].is_none()).collect();
    found.say_left_out(&empty, &format!("no value of {column}"), warnings);
    if spec.outliers {
        let beyond = |(found, values): (&Option<Box5>, &&[f64])| -> Vec<f64> {
            let rows = found.as_ref().map_or(&[][..], |b| &b.outliers);
            rows.iter().filter_map(|&row| values.get(row).copied()).collect()
        };
        let outliers: Vec<Vec<f64>> = boxes.iter().zip(&values).map(beyond).collect();
        let mut columns = found.repeated(&outliers.iter().map(Vec::len).collect::<Vec<_>>())?;
        columns.push(sample::typed("value", outliers.concat(), table, column)?);
        return sample::table(table, columns);
    }
    let rows: Vec<usize> = boxes.iter().map(|b| usize::from(b.is_some())).collect();
    let mut columns = found.repeated(&rows)?;
    for (place, name) in NAMES.into_iter().enumerate() {
        let number = |b: &Box5| [b.low, b.q1, b.median, b.q3, b.high][place];
        let numbers = boxes.iter().flatten().map(number).collect();
        columns.push(sample::typed(name, numbers, table, column)?);
    }
    sample::table(table, columns)
}
