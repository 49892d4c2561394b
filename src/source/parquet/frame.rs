//! Which columns of a row group are what they are as numbers or words: these become a frame sooner
//! than by polars' reader, and without mapping the file.

use polars::prelude::DataType;

use super::value::Stored;
use crate::data::pieces::Bounds;

/// Numbers below this are themselves as floats.
const EXACT: f64 = 9e15;

/// Milliseconds below this, until the year 2109, tell microseconds: they are off by less than a half
/// of one.
const FINE: f64 = (1_u64 << 42) as f64;

/// Whether the values of a column are told by the numbers or words that they are decoded to.
pub(super) fn is_exact(stored: Stored, target: &DataType, bounds: Option<Bounds>) -> bool {
    let below = |limit: f64| bounds.is_some_and(|b| b.least.abs().max(b.greatest.abs()) < limit);
    match stored {
        Stored::F64 | Stored::F32 => target.is_float(),
        Stored::I32 | Stored::U32 | Stored::I16 | Stored::U16 | Stored::I8 | Stored::U8 => true,
        Stored::I64 | Stored::U64 => below(EXACT),
        // They are milliseconds by now, of a clock that is that of Greenwich or none.
        Stored::Micros(_) | Stored::Millis(_) | Stored::Date => below(FINE),
        Stored::Text => *target == DataType::String,
        Stored::Nanos | Stored::Bool => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::growing::micros;

    #[test]
    fn microseconds_come_back_from_milliseconds() {
        let last = (FINE * 1e3) as i64;
        for near in [1_700_000_000_000_000, last / 2, last - 3_000_000] {
            assert!((near..near + 2_000_000).all(|us| micros(us as f64 * 1e-3) == Some(us)));
        }
        let bounds = |greatest| Some(Bounds { least: 0.0, greatest, missing: None });
        let exact = |greatest| is_exact(Stored::Micros(false), &DataType::Null, bounds(greatest));
        assert_eq!([1.7e12, FINE].map(exact), [true, false]);
    }
}
