//! The greatest categories by name, the others as one.

use std::collections::HashMap;

use polars::prelude::*;

use super::{apply, group, require};
use crate::data::{Table, zone};
use crate::error::{Error, Result};
use crate::spec::{Agg, Aggregate, Group, Top};
use crate::warn::Warnings;

/// What the others are called.
const OTHER: &str = "other";

/// Words of a column that are not among those with the greatest sums become one word, the last.
pub(super) fn top(table: &Table, spec: &Top, warnings: &mut Warnings) -> Result<Table> {
    require(table, [spec.column.as_str()])?;
    let broken = |e: PolarsError| Error::internal("categories cannot be ranked").because(e);
    let ranked = match &spec.after {
        Some(step) => apply(table, step, &mut Warnings::default())?,
        None => table.clone(),
    };
    let sums = sums(&ranked, spec)?;
    let all = sums.len();
    let count = spec.count as usize;
    if all <= count {
        let of = if all == 1 { "1 value".to_owned() } else { format!("{all} values") };
        warnings.note(format!("{} has {of}, so that --top {count} leaves none out", spec.column));
        return Ok(table.clone());
    }
    let mut order: Vec<usize> = (0..all).collect();
    let sum = |place: &usize| sums.get(*place).map_or(0.0, |(_, sum)| *sum);
    order.sort_by(|a, b| sum(b).total_cmp(&sum(a)));
    order.truncate(count);
    order.sort_unstable();
    let kept: Vec<&str> =
        order.iter().filter_map(|&place| sums.get(place)).map(|(word, _)| word.as_str()).collect();
    let mut other = OTHER.to_owned();
    while kept.contains(&other.as_str()) {
        other.push('_');
    }
    warnings.note(format!("{} of {all} values of {} are in \"{other}\"", all - count, spec.column));
    let words: Vec<String> = kept.into_iter().map(String::from).chain([other]).collect();
    let table = relabelled(table, &spec.column, words).map_err(broken)?;
    match &spec.fold {
        Some(keys) => folded(&table?, spec, keys, warnings),
        None => table,
    }
}

/// Every word, sorted or by appearance, and what its values add up to; rows where there are none.
fn sums(ranked: &Table, spec: &Top) -> Result<Vec<(String, f64)>> {
    let mut needed = vec![spec.column.as_str()];
    needed.extend(spec.values.iter().map(String::as_str).filter(|name| *name != spec.column));
    require(ranked, needed.iter().copied())?;
    let frame = ranked.collect(&needed)?;
    let broken = |e: PolarsError| Error::internal("categories cannot be ranked").because(e);
    let of = |name: &String| col(name.as_str()).cast(DataType::Float64).sum();
    let sum = spec.values.iter().map(of).reduce(|a, b| a + b);
    let sum = sum.unwrap_or_else(|| len().cast(DataType::Float64)).alias("\u{0}sum");
    let key = col(spec.column.as_str());
    let groups = frame.lazy().filter(key.clone().is_not_null()).group_by_stable([key.clone()]);
    let mut groups = groups.agg([sum]);
    if !spec.no_sort {
        groups = groups.sort_by_exprs([key.clone()], SortMultipleOptions::default());
    }
    let groups = groups.collect().map_err(broken)?;
    let words = groups.column(&spec.column).and_then(zone::texts).map_err(broken)?;
    let words = words.str().map_err(broken)?;
    let sums = groups.column("\u{0}sum").and_then(|c| c.f64().cloned()).map_err(broken)?;
    let pairs = words.iter().zip(sums.iter());
    Ok(pairs.filter_map(|(word, sum)| Some((word?.to_owned(), sum.unwrap_or(0.0)))).collect())
}

/// The column with these words alone, of which the last stands for all others.
fn relabelled(table: &Table, column: &str, words: Vec<String>) -> PolarsResult<Result<Table>> {
    let categories = FrozenCategories::new(words.iter().map(String::as_str))?;
    let kind = DataType::from_frozen_categories(categories);
    let into = kind.clone();
    let relabel = move |columns: &mut [Column]| {
        let [values] = columns else { return Ok(Column::default()) };
        let places: HashMap<&str, &str> = words.iter().map(|w| (w.as_str(), w.as_str())).collect();
        let other = words.last().map_or(OTHER, String::as_str);
        let text = zone::texts(values)?;
        let word = |word: Option<&str>| Some(places.get(word?).copied().unwrap_or(other));
        let named: Vec<Option<&str>> = text.str()?.iter().map(word).collect();
        Column::new(values.name().clone(), named).cast(&kind)
    };
    let field = move |_: &Schema, fields: &[Field]| {
        let name = fields.first().map_or(PlSmallStr::EMPTY, |field| field.name.clone());
        Ok(Field::new(name, into.clone()))
    };
    let value = apply_multiple(relabel, [col(column)], field, false).alias(column);
    Ok(table.then(|frame| frame.with_column(value)))
}

/// The rows of the others added up within keys, behind the rows that are kept as they are.
fn folded(table: &Table, spec: &Top, keys: &[String], warnings: &mut Warnings) -> Result<Table> {
    let broken = |e: PolarsError| Error::internal("rows cannot be added up").because(e);
    let mut keys = keys.to_vec();
    if !keys.contains(&spec.column) {
        keys.push(spec.column.clone());
    }
    let names: Vec<&str> = keys.iter().chain(&spec.values).map(String::as_str).collect();
    let frame = table.collect(&names)?;
    let of_others = is_last(&spec.column, frame.column(&spec.column).map_err(broken)?.dtype());
    let Some(of_others) = of_others else { return Ok(table.clone()) };
    let part = |condition: Expr| frame.clone().lazy().filter(condition).collect().map_err(broken);
    let others = part(of_others.clone())?;
    let kept = part(of_others.clone().is_null().or(of_others.not()))?;
    let sum =
        |name: &String| Aggregate { column: Some(name.clone()), agg: Agg::Sum, into: name.clone() };
    let aggs = spec.values.iter().map(sum).collect();
    let sums = Group { keys: keys.clone(), aggs, no_sort: true, min_count: None };
    let others = group::group(&table.with_frame(others), &sums, warnings)?.collect(&names)?;
    let wide = others.columns().iter().map(|c| col(c.name().clone()).cast(c.dtype().clone()));
    let kept = kept.lazy().select(wide.collect::<Vec<_>>()).collect().map_err(broken)?;
    Ok(table.with_frame(kept.vstack(&others).map_err(broken)?))
}

/// A column of words as a category, whose list is in alphabetical order.
pub(super) fn alphabetical(table: &Table, column: &str) -> Result<Table> {
    require(table, [column])?;
    let names = table.schema().names();
    let frame = table.collect(&names)?;
    let broken = |e: PolarsError| Error::internal("words have no order").because(e);
    let values = frame.column(column).map_err(broken)?;
    let mut words: Vec<&str> = values.str().map_err(broken)?.iter().flatten().collect();
    words.sort_unstable();
    words.dedup();
    let words = words.into_iter().map(String::from).collect();
    relabelled(&table.with_frame(frame), column, words).map_err(broken)?
}

/// Words in order of appearance instead of that of their list; those of the others last.
pub(super) fn by_appearance(table: &Table, column: &str) -> Result<Table> {
    require(table, [column])?;
    let types = table.types()?;
    let last = types.get(column).and_then(|kind| is_last(column, kind));
    let words = col(column).cast(DataType::String);
    table.then(|frame| {
        let frame = match last {
            Some(last) => {
                let options = SortMultipleOptions::default().with_maintain_order(true);
                frame.sort_by_exprs([last], options.with_nulls_last(true))
            }
            None => frame,
        };
        frame.with_column(words)
    })
}

/// Where a column of a list of words has the last one, when that stands for others.
fn is_last(column: &str, kind: &DataType) -> Option<Expr> {
    let DataType::Enum(words, _) = kind else { return None };
    let word = words.categories().iter().last().flatten().filter(|word| word.starts_with(OTHER))?;
    Some(col(column).cast(DataType::String).eq(lit(word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::Transform;

    #[test]
    fn others_add_up_and_come_last() {
        let frame = df!("k" => ["b", "a", "other", "c", "b"], "v" => [1.0, 9.0, 5.0, 2.0, 1.5]);
        let table = Table::from_frame(frame.unwrap(), "t");
        let spec = Top {
            column: "k".into(),
            count: 2,
            values: vec!["v".into()],
            after: None,
            fold: Some(Vec::new()),
            no_sort: false,
        };
        let mut warnings = Warnings::default();
        let done = top(&table, &spec, &mut warnings).unwrap();
        let done = apply(&done, &Transform::Sort { by: vec!["-k".into()] }, &mut warnings).unwrap();
        let frame = by_appearance(&done, "k").unwrap().collect(&["k", "v"]).unwrap();
        let words = frame.column("k").unwrap();
        let words: Vec<_> = words.str().unwrap().iter().flatten().map(String::from).collect();
        assert_eq!(words, ["other", "a", "other_"]);
        let values: Vec<_> = frame.column("v").unwrap().f64().unwrap().iter().collect();
        assert_eq!(values, [Some(5.0), Some(9.0), Some(4.5)]);
        assert_eq!(warnings.notices()[0].message, "2 of 4 values of k are in \"other_\"");
    }
}
