//! One aggregate function as a polars expression with pandas' meaning.

use polars::prelude::*;

use crate::data::table::type_of;
use crate::error::{Error, Result};
use crate::spec::{Agg, Type};

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
        Agg::Prod => product(wide),
        Agg::Median => real.median(),
        Agg::Std => real.std(1),
        Agg::Var => real.var(1),
        Agg::Sem => real.clone().std(1) / real.count().cast(DataType::Float64).sqrt(),
        Agg::Any => wide.neq(lit(0)).any(true),
        Agg::All => wide.neq(lit(0)).all(true),
        Agg::Skew => moment(&real, 3, real.clone().skew(false)),
        Agg::Kurt => moment(&real, 4, real.clone().kurtosis(true, false)),
        Agg::Quantile(share) => real.quantile(lit(share), QuantileMethod::Linear),
        // The rest was answered by the caller; a mean is what is left.
        _ => real.mean(),
    }
}

/// The product; whole numbers stay whole, and wrap where they overflow, as in pandas.
fn product(value: Expr) -> Expr {
    let multiply = |columns: &mut [Column]| {
        let [values] = columns else { return Ok(Column::default()) };
        let name = values.name().clone();
        Ok(match values.dtype() {
            DataType::Int64 => {
                let product = values.i64()?.iter().flatten().fold(1, i64::wrapping_mul);
                Column::new(name, [product])
            }
            DataType::UInt64 => {
                let product = values.u64()?.iter().flatten().fold(1, u64::wrapping_mul);
                Column::new(name, [product])
            }
            _ => Column::new(name, [values.f64()?.iter().flatten().product::<f64>()]),
        })
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
