//! Which columns of a row group are what they are as numbers or words: these become a frame sooner
//! than by polars' reader, and without mapping the file.

use polars::prelude::DataType;

use super::value::Stored;
use crate::data::pieces::Bounds;

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
