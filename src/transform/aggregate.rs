//! One aggregate function as a polars expression with pandas' meaning.

use polars::prelude::*;

use crate::data::table::type_of;
use crate::error::{Error, Result};
use crate::spec::{Agg, Type};
use crate::stat::student;

/// A sum or a product of whole numbers that may not fit 64 bits.
#[derive(Clone, Copy)]
pub(super) enum Whole {
    /// As a whole number; missing where it does not fit.
    Exact,
    /// As the nearest float.
    Nearest,
}

/// Whether the sum or product of `values` may be longer than they are. Sums that certainly fit are
/// left to polars, which is faster.
pub(super) fn may_overflow(agg: Agg, values: &Column) -> bool {
    let kind = values.dtype();
    let longest = |end: PolarsResult<Scalar>| {
        end.ok().and_then(|end| end.value().extract::<i128>()).map_or(0, i128::unsigned_abs)
    };
    match agg {
        Agg::Prod => kind.is_integer(),
        Agg::Sum if kind.is_integer() => {
            let most = longest(values.min_reduce()).max(longest(values.max_reduce()));
            most.saturating_mul(values.len() as u128) > i64::MAX as u128
        }
        _ => false,
    }
}

/// The sum or product of a column of whole numbers that [`may_overflow`].
pub(super) fn whole(agg: Agg, column: &str, kind: &DataType, form: Whole) -> Expr {
    let result = match (form, kind) {
        (Whole::Nearest, _) => DataType::Float64,
        (Whole::Exact, DataType::UInt64) => DataType::UInt64,
        (Whole::Exact, _) => DataType::Int64,
    };
    let into = result.clone();
    let compute = move |columns: &mut [Column]| {
        let [values] = columns else { return Ok(Column::default()) };
        let name = values.name().clone();
        let all: Vec<i128> = if *values.dtype() == DataType::UInt64 {
            values.u64()?.iter().flatten().map(i128::from).collect()
        } else {
            let values = values.cast(&DataType::Int64)?;
            values.i64()?.iter().flatten().map(i128::from).collect()
        };
        Ok(match into {
            DataType::Float64 => Column::new(name, [nearest(agg, &all)]),
            DataType::UInt64 => {
                Column::new(name, [exact(agg, &all).and_then(|v| u64::try_from(v).ok())])
            }
            _ => Column::new(name, [exact(agg, &all).and_then(|v| i64::try_from(v).ok())]),
        })
    };
    let field = move |_: &Schema, fields: &[Field]| {
        let name = fields.first().map_or(PlSmallStr::EMPTY, |field| field.name.clone());
        Ok(Field::new(name, result.clone()))
    };
    apply_multiple(compute, [col(column)], field, true)
}

/// Exactly, unless it is longer than 128 bits.
fn exact(agg: Agg, values: &[i128]) -> Option<i128> {
    match agg {
        Agg::Sum => Some(values.iter().sum()),
        _ if values.contains(&0) => Some(0),
        _ => values.iter().try_fold(1_i128, |product, &value| product.checked_mul(value)),
    }
}

fn nearest(agg: Agg, values: &[i128]) -> f64 {
    let product = || values.iter().map(|&value| value as f64).product();
    exact(agg, values).map_or_else(product, |value| value as f64)
}

/// The aggregate of a column of type `kind`. It skips what is missing.
pub(super) fn expression(agg: Agg, column: &str, kind: &DataType) -> Result<Expr> {
    let our = if *kind == DataType::Null { Type::Number } else { type_of(kind) };
    let value = match our {
        // Words of a dictionary are compared and counted as words.
        Type::Category => col(column).cast(DataType::String),
        _ => col(column),
    };
    Ok(match agg {
        Agg::Count => value.count().cast(DataType::Int64),
        Agg::Size => value.len().cast(DataType::Int64),
        Agg::Nunique => value.drop_nulls().n_unique().cast(DataType::Int64),
        Agg::First => value.first_non_null(),
        Agg::Last => value.last_non_null(),
        Agg::Min => value.min(),
        Agg::Max => value.max(),
        Agg::Mode => value.drop_nulls().mode(false).min(),
        Agg::Mean | Agg::Median | Agg::Quantile(_) if our == Type::Time => {
            centre_of_times(agg, column, kind)
        }
        _ if our.is_number() || our == Type::Bool => of_numbers(agg, column, kind),
        _ => return Err(Error::not_numeric(&agg.name(), column, our.name())),
    })
}

/// Aggregates that calculate.
fn of_numbers(agg: Agg, column: &str, kind: &DataType) -> Expr {
    let real = match kind {
        DataType::Float64 => col(column),
        _ => col(column).cast(DataType::Float64),
    };
    // Sums of whole numbers are whole, and do not overflow the width of the column.
    let whole = kind.is_integer() || *kind == DataType::Boolean;
    let wide = match kind {
        DataType::Int64 | DataType::UInt64 => col(column),
        _ if whole => col(column).cast(DataType::Int64),
        _ => real.clone(),
    };
    match agg {
        Agg::Sum => wide.sum(),
        // Whole numbers were answered by `whole`; of booleans, the product is the least.
        Agg::Prod if *kind == DataType::Boolean => wide.min().fill_null(lit(1)),
        Agg::Prod => product(real),
        Agg::Median => real.median(),
        Agg::Std => real.std(1),
        Agg::Var => real.var(1),
        Agg::Sem => real.clone().std(1) / real.count().cast(DataType::Float64).sqrt(),
        Agg::Ci95 => confidence(real),
        // As numbers, which marks can draw.
        Agg::Any => wide.neq(lit(0)).any(true).cast(DataType::Int64),
        Agg::All => wide.neq(lit(0)).all(true).cast(DataType::Int64),
        Agg::Skew => moment(&real, 3, real.clone().skew(false)),
        Agg::Kurt => moment(&real, 4, real.clone().kurtosis(true, false)),
        Agg::Quantile(share) => real.quantile(lit(share), QuantileMethod::Linear),
        // The rest was answered by the caller; a mean is what is left.
        _ => real.mean(),
    }
}

/// Half the width of the 95 % confidence interval of a mean; missing below two values.
fn confidence(value: Expr) -> Expr {
    let half = |columns: &mut [Column]| {
        let [values] = columns else { return Ok(Column::default()) };
        let numbers = values.f64()?;
        let count = (numbers.len() - numbers.null_count()) as u64;
        let freedom = count.saturating_sub(1);
        let half = numbers.std(1).filter(|_| freedom > 0);
        let half = half.map(|std| student::t975(freedom) * std / (count as f64).sqrt());
        Ok(Column::new(values.name().clone(), [half]))
    };
    let same = |_: &Schema, fields: &[Field]| {
        let of_nothing = || Field::new(PlSmallStr::EMPTY, DataType::Float64);
        Ok(fields.first().cloned().unwrap_or_else(of_nothing))
    };
    apply_multiple(half, [value], same, true)
}

/// The product of numbers.
fn product(value: Expr) -> Expr {
    let multiply = |columns: &mut [Column]| {
        let [values] = columns else { return Ok(Column::default()) };
        let product = values.f64()?.iter().flatten().product::<f64>();
        Ok(Column::new(values.name().clone(), [product]))
    };
    let same = |_: &Schema, fields: &[Field]| {
        let of_nothing = || Field::new(PlSmallStr::EMPTY, DataType::Float64);
        Ok(fields.first().cloned().unwrap_or_else(of_nothing))
    };
    apply_multiple(multiply, [value], same, true)
}

/// A standardized moment: missing below `least` values, and where all are the same.
fn moment(value: &Expr, least: u32, moment: Expr) -> Expr {
    let spread = value.clone().min().neq(value.clone().max());
    when(value.clone().count().gt_eq(lit(least)).and(spread)).then(moment).otherwise(lit(NULL))
}

/// The mean or a quantile of instants is an instant.
fn centre_of_times(agg: Agg, column: &str, kind: &DataType) -> Expr {
    let instant = match kind {
        DataType::Datetime(..) => kind.clone(),
        _ => DataType::Datetime(TimeUnit::Milliseconds, None),
    };
    let ticks = col(column).cast(instant.clone()).cast(DataType::Int64).cast(DataType::Float64);
    let centre = match agg {
        Agg::Mean => {
            // From the first value on: a sum of many instants would not be exact.
            let origin = ticks.clone().drop_nulls().first();
            (ticks - origin.clone()).mean() + origin
        }
        Agg::Quantile(share) => ticks.quantile(lit(share), QuantileMethod::Linear),
        _ => ticks.median(),
    };
    centre.cast(DataType::Int64).cast(instant)
}
