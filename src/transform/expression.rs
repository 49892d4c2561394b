//! SQL expressions over the columns of a table.

use std::panic::{AssertUnwindSafe, catch_unwind};

use polars::prelude::*;

use super::{part, time};
use crate::data::{Table, zone};
use crate::error::{Error, Result};

/// The expression that `text` says, and the type of what it gives. Its columns exist, its types
/// fit, and text that is compared with a time is a time.
pub(super) fn parse(text: &str, table: &Table) -> Result<(Expr, DataType)> {
    // polars answers some misuse of its functions, and functions that this build leaves out, with
    // a panic. It owns nothing of ours at that point.
    let parsed = catch_unwind(AssertUnwindSafe(|| checked(text, table)));
    let unusable = |_| Err(Error::expression_fails(text, "a function is not given what it takes"));
    parsed.unwrap_or_else(unusable).map_err(|error| with_hint(error, text, table))
}

fn checked(text: &str, table: &Table) -> Result<(Expr, DataType)> {
    let quoted = part::quoted(text, table)?;
    let expr = polars::sql::sql_expr(quoted);
    let expr = expr.map_err(|e| Error::bad_expression(text, words(&e)))?;
    let types = table.types()?;
    let fails = |e: PolarsError| Error::expression_fails(text, words(&e));
    let expr = part::replaced(expr, table).map_err(fails)?;
    check_columns(&expr, text, table)?;
    let expr = match expr {
        Expr::Column(_) => expr,
        expr => {
            let read = |node| Ok(read_times(read_words(node, &types), &types));
            expr.try_map_expr(read).map_err(fails)?
        }
    };
    // On no rows at all: what does not fit together is found before anything is read.
    let empty = DataFrame::empty_with_schema(&types);
    let tried = empty.lazy().select([expr.clone().alias("value")]).collect().map_err(fails)?;
    // Lists cannot be drawn, and most functions of polars panic when they meet one.
    let single = |node: &Expr| match node {
        // The list of an `in`.
        Expr::Agg(AggExpr::Implode { input, .. }) => {
            !input.into_iter().any(|part| matches!(part, Expr::Column(_)))
        }
        Expr::Literal(_) => true,
        _ => node.to_field(&types).is_ok_and(|field| !field.dtype().is_nested()),
    };
    if !(&expr).into_iter().all(single) {
        return Err(Error::expression_fails(text, "a part of it is a list, not a single value"));
    }
    let gives = tried.column("value").map_or(DataType::Null, |c| c.dtype().clone());
    Ok((expr, gives))
}

/// All columns of the expression are columns of the table.
fn check_columns(expr: &Expr, text: &str, table: &Table) -> Result<()> {
    let names = table.schema().names();
    for node in expr {
        let Expr::Column(name) = node else { continue };
        if names.contains(&name.as_str()) {
            continue;
        }
        // How polars writes the result of a query within.
        if name.starts_with("_POLARS_TMP") {
            return Err(Error::bad_expression(text, "it holds a query of its own"));
        }
        let near = crate::error::closest(name, names.iter().copied());
        return Err(if near.is_none() && text.contains(&format!("\"{name}\"")) {
            Error::quoted_text(name, table.name())
        } else {
            Error::no_column(name, table.name(), &names)
        });
    }
    Ok(())
}

/// polars' words without its trailing advice.
fn words(error: &PolarsError) -> String {
    let text = error.to_string();
    let first = text.split("\n\n").next().unwrap_or_default();
    first.trim_end_matches(['\n', '.']).to_owned()
}

/// The functions of one row that are of use in a table.
const FUNCTIONS: [&str; 34] = [
    "abs", "cbrt", "ceil", "exp", "floor", "ln", "log10", "log1p", "log2", "mod", "pow", "round",
    "sign", "sqrt", "trunc", "cos", "sin", "tan", "acos", "asin", "atan", "atan2", "degrees",
    "radians", "coalesce", "greatest", "least", "nullif", "concat", "length", "lower", "upper",
    "replace", "substr",
];

/// What is most often meant by an expression that fails without a hint of its own.
fn with_hint(error: Error, text: &str, table: &Table) -> Error {
    if error.hint.is_some() {
        return error;
    }
    let names = table.schema().names();
    let odd = |name: &&&str| !name.chars().all(|c| c.is_alphanumeric() || c == '_');
    let unquoted = |name: &&&str| text.contains(**name) && !text.contains(&format!("\"{name}\""));
    let parts = ["year", "quarter", "month", "week", "day", "hour", "minute", "second"];
    let called = |part: &&&str| error.message.contains(&format!("'{part}'"));
    if text.contains("&&") {
        error.hint("write `and` instead of `&&`")
    } else if text.contains("||") {
        error.hint("write `or` instead of `||`")
    } else if text.matches('\'').count() % 2 == 1 {
        error.hint("a quote is not closed; a quote within text is written twice: 'it''s'")
    } else if let Some(name) = names.iter().filter(odd).find(unquoted) {
        error.hint(format!("put double quotes around \"{name}\""))
    } else if let Some(part) = parts.iter().find(called) {
        error.hint(format!("write extract({part} from COLUMN)"))
    } else if error.message.contains("no function matches") && text.contains("log(") {
        error.hint("write ln(x) for the natural logarithm, log2(x), log10(x) or log(x, base)")
    } else if let Some((_, name)) = error.message.rsplit_once("unsupported function '") {
        let hint = match crate::error::closest(name.trim_end_matches('\''), FUNCTIONS) {
            Some(near) => format!("did you mean {near}(...)?"),
            None => format!("functions are {}", crate::error::list(&FUNCTIONS, FUNCTIONS.len())),
        };
        error.hint(hint)
    } else {
        error.hint(
            "this is SQL: year >= 1930 and state in ('Texas', 'Ohio'); a column whose name is also \
             an SQL word stands in double quotes",
        )
    }
}

/// The words of a category are text: they are compared with words that are not of its list.
fn read_words(node: Expr, types: &Schema) -> Expr {
    match &node {
        Expr::Column(name) if types.get(name).is_some_and(DataType::is_enum) => {
            node.cast(DataType::String)
        }
        _ => node,
    }
}

/// Where a time is compared with text, the text is read as a time.
fn read_times(node: Expr, types: &Schema) -> Expr {
    match node {
        Expr::BinaryExpr { left, op, right } => {
            let (left, right) = match (time_of(&left, types), time_of(&right, types)) {
                (Some(kind), None) if op.is_comparison() => beside(left, right, &kind),
                (None, Some(kind)) if op.is_comparison() => {
                    let (right, left) = beside(right, left, &kind);
                    (left, right)
                }
                (Some(a), Some(b)) => alike([left, right], [&a, &b]),
                _ => (left, right),
            };
            Expr::BinaryExpr { left, op, right }
        }
        Expr::Cast { expr, dtype, options } => {
            let into = dtype.as_literal();
            let zoned = time_of(&expr, types).is_some_and(|kind| zone::of(&kind).is_some());
            let expr = match into {
                // A zoned time as anything else is what the clock shows.
                _ if zoned && into.is_none_or(|kind| zone::of(kind).is_none()) => shown(expr),
                // `date '2014-01-31'`, which polars would cast with a complaint.
                Some(kind) if is_time(kind) => as_time(expr, kind),
                _ => expr,
            };
            Expr::Cast { expr, dtype, options }
        }
        Expr::Function { mut input, function } => {
            among(&mut input, types);
            Expr::Function { input, function }
        }
        other => other,
    }
}

/// A time and what it is compared with. Text is what the clock of the time's zone shows, unless it
/// has an offset of its own.
fn beside(time: Arc<Expr>, other: Arc<Expr>, kind: &DataType) -> (Arc<Expr>, Arc<Expr>) {
    let Some(zone) = zone::of(kind) else { return (time, as_time(other, kind)) };
    let text = match other.as_ref() {
        Expr::Literal(value) => value.extract_str(),
        _ => None,
    };
    if let Some(([start, _], Some(offset))) = text.and_then(time::written) {
        let kind = DataType::Datetime(TimeUnit::Microseconds, Some(zone.clone()));
        return (time, Arc::new(lit(start.saturating_sub(offset)).cast(kind)));
    }
    (shown(time), as_time(other, &naive(kind)))
}

/// Two times that can be compared: as instants where both have a zone, else as clocks show them.
fn alike([a, b]: [Arc<Expr>; 2], kinds: [&DataType; 2]) -> (Arc<Expr>, Arc<Expr>) {
    let utc = |time: Arc<Expr>| {
        Arc::new(Arc::unwrap_or_clone(time).dt().convert_time_zone(TimeZone::UTC))
    };
    match kinds.map(zone::of) {
        [Some(one), Some(other)] if one != other => (utc(a), utc(b)),
        [Some(_), None] => (shown(a), b),
        [None, Some(_)] => (a, shown(b)),
        _ => (a, b),
    }
}

/// What the clock of its zone shows at a time.
fn shown(time: Arc<Expr>) -> Arc<Expr> {
    Arc::new(time::shown(Arc::unwrap_or_clone(time)))
}

/// The arguments of a function whose first is a time. Where others are written times, or have no
/// zone, all are what clocks show.
fn among(input: &mut [Expr], types: &Schema) {
    let Some(kind) = input.first().and_then(|first| time_of(first, types)) else { return };
    let (mut mixed, mut kinds) = (false, vec![Some(kind.clone())]);
    for other in input.iter_mut().skip(1) {
        let own = time_of(other, types);
        let read = as_time(Arc::new(other.clone()), &naive(&kind));
        mixed |= own.as_ref().map_or(*read != *other, |own| zone::of(own) != zone::of(&kind));
        *other = Arc::unwrap_or_clone(read);
        kinds.push(own);
    }
    for (argument, kind) in input.iter_mut().zip(kinds) {
        if mixed && kind.is_some_and(|kind| zone::of(&kind).is_some()) {
            *argument = time::shown(argument.clone());
        }
    }
}

/// The type of an expression that is a time.
fn time_of(expr: &Expr, types: &Schema) -> Option<DataType> {
    if matches!(expr, Expr::Literal(_)) {
        return None;
    }
    let kind = expr.to_field(types).ok()?.dtype().clone();
    is_time(&kind).then_some(kind)
}

fn is_time(kind: &DataType) -> bool {
    matches!(kind, DataType::Date | DataType::Datetime(..))
}

/// Literal text, alone or in a list, as a time without a zone, of type `kind`; anything else as it
/// is.
fn as_time(expr: Arc<Expr>, kind: &DataType) -> Arc<Expr> {
    match expr.as_ref() {
        Expr::Literal(value) => {
            let start = value.extract_str().and_then(time::span).map(|[start, _]| start);
            start.map_or_else(|| Arc::clone(&expr), |start| Arc::new(instant(start)))
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
    starts.cast(&DataType::Datetime(TimeUnit::Microseconds, None)).ok()?.cast(kind).ok()
}

/// Microseconds since 1970 as a literal to compare with times. A date is compared as the instant
/// at which it begins: `date < '2014-01-01T12:00'`.
fn instant(micros: i64) -> Expr {
    lit(micros).cast(DataType::Datetime(TimeUnit::Microseconds, None))
}

/// A type of time without its zone.
fn naive(kind: &DataType) -> DataType {
    match kind {
        DataType::Datetime(unit, _) => DataType::Datetime(*unit, None),
        other => other.clone(),
    }
}
