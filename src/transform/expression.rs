//! SQL expressions over the columns of a table.

use polars::prelude::*;

use super::time;
use crate::data::Table;
use crate::error::{Error, Result};

/// The expression that `text` says, and the type of what it gives. Its columns exist, its types
/// fit, and text that is compared with a time is a time.
pub(super) fn parse(text: &str, table: &Table) -> Result<(Expr, DataType)> {
    let expr = polars::sql::sql_expr(text)
        .map_err(|e| with_hint(Error::bad_expression(text, words(&e)), text, table))?;
    let names = table.schema().names();
    for node in &expr {
        if let Expr::Column(name) = node {
            if names.contains(&name.as_str()) {
                continue;
            }
            let near = crate::error::closest(name, names.iter().copied());
            return Err(if near.is_none() && text.contains(&format!("\"{name}\"")) {
                Error::quoted_text(name, table.name())
            } else {
                Error::no_column(name, table.name(), &names)
            });
        }
    }
    let types = table.types()?;
    let fails = |e: PolarsError| with_hint(Error::expression_fails(text, words(&e)), text, table);
    let expr = expr.try_map_expr(|node| Ok(read_times(node, &types))).map_err(fails)?;
    // On no rows at all: what does not fit together is found before anything is read.
    let empty = DataFrame::empty_with_schema(&types);
    let tried = empty.lazy().select([expr.clone().alias("value")]).collect().map_err(fails)?;
    let gives = tried.column("value").map_or(DataType::Null, |c| c.dtype().clone());
    Ok((expr, gives))
}

/// polars' words without its trailing advice.
fn words(error: &PolarsError) -> String {
    let text = error.to_string();
    let first = text.split("\n\n").next().unwrap_or_default();
    first.trim_end_matches(['\n', '.']).to_owned()
}

/// What is most often meant by an expression that fails.
fn with_hint(error: Error, text: &str, table: &Table) -> Error {
    let odd = |name: &&str| !name.chars().all(|c| c.is_alphanumeric() || c == '_');
    let names = table.schema().names();
    let unquoted = |name: &&&str| text.contains(**name) && !text.contains(&format!("\"{name}\""));
    if text.contains("&&") {
        error.hint("write `and` instead of `&&`")
    } else if text.contains("||") {
        error.hint("write `or` instead of `||`")
    } else if text.matches('\'').count() % 2 == 1 {
        error.hint("a quote is not closed; a quote within text is written twice: 'it''s'")
    } else if let Some(name) = names.iter().filter(|n| odd(n)).find(unquoted) {
        error.hint(format!("put double quotes around \"{name}\""))
    } else {
        error.hint(
            "this is SQL: year >= 1930 and state in ('Texas', 'Ohio'); a column whose name is also \
             an SQL word stands in double quotes",
        )
    }
}

/// Where a time is compared with text, the text is read as a time.
fn read_times(node: Expr, types: &Schema) -> Expr {
    match node {
        Expr::BinaryExpr { left, op, right } if op.is_comparison() => {
            let (left, right) = match (time_of(&left, types), time_of(&right, types)) {
                (Some(kind), None) => (left, as_time(right, &kind)),
                (None, Some(kind)) => (as_time(left, &kind), right),
                _ => (left, right),
            };
            Expr::BinaryExpr { left, op, right }
        }
        Expr::Function { mut input, function } => {
            if let Some(kind) = input.first().and_then(|first| time_of(first, types)) {
                for other in input.iter_mut().skip(1) {
                    *other = Arc::unwrap_or_clone(as_time(Arc::new(other.clone()), &kind));
                }
            }
            Expr::Function { input, function }
        }
        other => other,
    }
}

/// The type of an expression that is a time.
fn time_of(expr: &Expr, types: &Schema) -> Option<DataType> {
    if matches!(expr, Expr::Literal(_)) {
        return None;
    }
    let kind = expr.to_field(types).ok()?.dtype().clone();
    matches!(kind, DataType::Date | DataType::Datetime(..)).then_some(kind)
}

/// Literal text, alone or in a list, as a time of type `kind`; anything else as it is.
fn as_time(expr: Arc<Expr>, kind: &DataType) -> Arc<Expr> {
    match expr.as_ref() {
        Expr::Literal(value) => {
            let start = value.extract_str().and_then(time::span).map(|[start, _]| start);
            start.map_or_else(|| Arc::clone(&expr), |start| Arc::new(instant(start, kind)))
        }
        Expr::Agg(AggExpr::Implode { input, maintain_order }) => {
            let Expr::Literal(LiteralValue::Series(list)) = input.as_ref() else { return expr };
            let Some(times) = times(list, kind) else { return expr };
            let input = Arc::new(lit(times));
            Arc::new(Expr::Agg(AggExpr::Implode { input, maintain_order: *maintain_order }))
        }
        _ => expr,
    }
}

/// A series of text as one of times, when all of it is.
fn times(list: &Series, kind: &DataType) -> Option<Series> {
    let text = list.str().ok()?;
    let starts: Option<Vec<Option<i64>>> = text
        .iter()
        .map(|value| value.map_or(Some(None), |v| time::span(v).map(|[start, _]| Some(start))))
        .collect();
    let starts = Series::new(list.name().clone(), starts?);
    starts.cast(&DataType::Datetime(TimeUnit::Microseconds, None)).ok()?.cast(&naive(kind)).ok()
}

/// Microseconds since 1970 as a literal of a type of time.
pub(super) fn instant(micros: i64, kind: &DataType) -> Expr {
    let time = lit(micros).cast(DataType::Datetime(TimeUnit::Microseconds, None));
    match kind {
        DataType::Datetime(_, Some(zone)) => {
            time.dt().replace_time_zone(Some(zone.clone()), lit("earliest"), NonExistent::Null)
        }
        // A date is compared as the instant at which it begins: `date < '2014-01-01T12:00'`.
        _ => time,
    }
}

fn naive(kind: &DataType) -> DataType {
    match kind {
        DataType::Datetime(unit, _) => DataType::Datetime(*unit, None),
        other => other.clone(),
    }
}
