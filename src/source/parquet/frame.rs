//! The rows of a row group as a frame, of columns whose values are what they are as numbers or
//! words: sooner than by polars' reader, and without mapping the file.

use polars::prelude::*;

use super::value::Stored;
use crate::data::{Values, columns::MISSING, pieces::Bounds};

/// Numbers below this are themselves as floats.
const EXACT: f64 = 9e15;

/// Whether the values of a column are told by the numbers or words that they are decoded to.
pub(super) fn is_exact(stored: Stored, target: &DataType, bounds: Option<Bounds>) -> bool {
    let small =
        |scale: f64| bounds.is_some_and(|b| b.least.abs().max(b.greatest.abs()) * scale < EXACT);
    match stored {
        Stored::F64 | Stored::F32 => target.is_float(),
        Stored::I32 | Stored::U32 | Stored::I16 | Stored::U16 | Stored::I8 | Stored::U8 => true,
        Stored::I64 | Stored::U64 => small(1.0),
        // They are milliseconds by now, of a clock that is that of Greenwich or none.
        Stored::Micros(_) | Stored::Millis(_) | Stored::Date => small(1e3),
        Stored::Text => *target == DataType::String,
        Stored::Nanos | Stored::Bool => false,
    }
}

/// A column that grows batch by batch.
pub(super) enum Growing {
    Numbers(Vec<f64>),
    Words(Vec<u32>, Vec<String>),
}

impl Growing {
    /// A column like `values`, with room for so many.
    pub(super) fn like(values: &Values, rows: usize) -> Self {
        match values {
            Values::Category { .. } => Self::Words(Vec::with_capacity(rows), Vec::new()),
            _ => Self::Numbers(Vec::with_capacity(rows)),
        }
    }

    /// Add a batch.
    pub(super) fn add(&mut self, values: &Values) {
        match (self, values) {
            (Self::Numbers(all), Values::Number(some) | Values::Time(some)) => {
                all.extend_from_slice(some);
            }
            (Self::Words(all, words), Values::Category { codes, levels }) => {
                all.extend_from_slice(codes);
                words.extend(levels.iter().skip(words.len()).cloned());
            }
            _ => {}
        }
    }

    /// The column in its own type.
    pub(super) fn finish(self, name: &str, target: &DataType) -> PolarsResult<Column> {
        let numbers = match self {
            Self::Numbers(numbers) => numbers,
            Self::Words(codes, words) => {
                let word = |code: &u32| match *code {
                    MISSING => None,
                    code => words.get(code as usize).map(String::as_str),
                };
                let all: StringChunked = codes.iter().map(word).collect();
                return Ok(all.into_column().with_name(name.into()));
            }
        };
        if let DataType::Datetime(..) = target {
            let micros = |ms: &f64| (!ms.is_nan()).then(|| (ms * 1e3).round() as i64);
            let all: Int64Chunked = numbers.iter().map(micros).collect();
            let all = all.into_column().with_name(name.into());
            let naive = all.cast(&DataType::Datetime(TimeUnit::Microseconds, None))?;
            return naive.cast(target);
        }
        let all = if numbers.iter().any(|number| number.is_nan()) {
            let some = |number: &f64| (!number.is_nan()).then_some(*number);
            numbers.iter().map(some).collect::<Float64Chunked>()
        } else {
            Float64Chunked::from_vec(name.into(), numbers)
        };
        all.into_column().with_name(name.into()).cast(target)
    }
}
