//! How the values of a Parquet column are stored, and what they are as numbers: the same numbers
//! that polars' reader, `convert` and `Columns` make of them, one after the other.

use fearless_simd::{Level, dispatch};
use polars::prelude::*;
use polars_parquet::parquet::metadata::ColumnDescriptor;
use polars_parquet::parquet::schema::types::{
    PhysicalType, PrimitiveLogicalType, TimeUnit as StoredUnit,
};

use crate::data::zone;
use crate::spec::rule;

/// Microseconds of a day.
const DAY: i64 = rule::DAY / 1000;

/// How values are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stored {
    F64,
    F32,
    I64,
    U64,
    I32,
    U32,
    I16,
    U16,
    I8,
    U8,
    /// Days.
    Date,
    /// Milliseconds; whether they are instants.
    Millis(bool),
    Micros(bool),
    Nanos,
    Bool,
    Text,
}

impl Stored {
    /// How a column is stored that the file declares as `kind` and that is read as `target`; none
    /// for what is not decoded here.
    pub(super) fn of(
        column: &ColumnDescriptor,
        kind: &ArrowDataType,
        target: &DataType,
    ) -> Option<Self> {
        use ArrowDataType as A;
        let levels = &column.descriptor;
        let flat = column.path_in_schema.len() == 1
            && levels.max_rep_level == 0
            && (0..=1).contains(&levels.max_def_level);
        if !flat {
            return None;
        }
        let words = |kind: &A| {
            matches!(
                kind,
                A::Utf8 | A::LargeUtf8 | A::Utf8View | A::Binary | A::LargeBinary | A::BinaryView
            )
        };
        Some(match (&levels.primitive_type.physical_type, kind) {
            (PhysicalType::Double, A::Float64) => Self::F64,
            (PhysicalType::Float, A::Float32) => Self::F32,
            (PhysicalType::Int64, A::Int64) => Self::I64,
            (PhysicalType::Int64, A::UInt64) => Self::U64,
            (PhysicalType::Int32, A::Int32) => Self::I32,
            (PhysicalType::Int32, A::UInt32) => Self::U32,
            (PhysicalType::Int32, A::Int16) => Self::I16,
            (PhysicalType::Int32, A::UInt16) => Self::U16,
            (PhysicalType::Int32, A::Int8) => Self::I8,
            (PhysicalType::Int32, A::UInt8) => Self::U8,
            (PhysicalType::Int32, A::Date32) => Self::Date,
            (PhysicalType::Int64, A::Timestamp(unit, _)) => {
                return Self::time(column, *unit, target);
            }
            (PhysicalType::Boolean, A::Boolean) => Self::Bool,
            (PhysicalType::ByteArray, A::Dictionary(_, words_of, _)) if words(words_of) => {
                Self::Text
            }
            (PhysicalType::ByteArray, kind) if words(kind) => Self::Text,
            _ => return None,
        })
    }

    fn time(column: &ColumnDescriptor, unit: ArrowTimeUnit, target: &DataType) -> Option<Self> {
        let stored = match column.descriptor.primitive_type.logical_type {
            Some(PrimitiveLogicalType::Timestamp { unit, .. }) => Some(unit),
            _ => None,
        };
        let zone = zone::of(target);
        // Other clocks than that of Greenwich are polars' affair.
        if zone.is_some_and(|zone| *zone != TimeZone::UTC) {
            return None;
        }
        let instants = zone.is_some();
        match (unit, stored) {
            (ArrowTimeUnit::Millisecond, Some(StoredUnit::Milliseconds) | None) => {
                Some(Self::Millis(instants))
            }
            (ArrowTimeUnit::Microsecond, Some(StoredUnit::Microseconds) | None) => {
                Some(Self::Micros(instants))
            }
            (ArrowTimeUnit::Nanosecond, Some(StoredUnit::Nanoseconds) | None) => Some(Self::Nanos),
            _ => None,
        }
    }

    /// Bytes of a value; 0 where values are not of one size.
    pub(super) fn width(self) -> usize {
        match self {
            Self::F64 | Self::I64 | Self::U64 | Self::Millis(_) | Self::Micros(_) | Self::Nanos => {
                8
            }
            Self::Bool | Self::Text => 0,
            _ => 4,
        }
    }

    /// True for times.
    pub(super) fn is_time(self) -> bool {
        matches!(self, Self::Date | Self::Millis(_) | Self::Micros(_) | Self::Nanos)
    }

    /// Plain values as numbers; none where there are too few, or where an instant is beyond the
    /// calendar of its zone.
    pub(super) fn numbers(self, bytes: &[u8], into: &mut [f64]) -> Option<()> {
        dispatch!(Level::new(), _ => self.convert(bytes, into))
    }

    /// The same with the vector instructions of the caller.
    #[allow(clippy::inline_always, reason = "for the instructions of the caller")]
    #[inline(always)]
    fn convert(self, bytes: &[u8], into: &mut [f64]) -> Option<()> {
        let from = bytes.get(..into.len().checked_mul(self.width())?)?;
        match self {
            Self::F64 => eight(from, into, f64::from_le_bytes),
            Self::I64 => eight(from, into, |b| i64::from_le_bytes(b) as f64),
            Self::U64 => eight(from, into, |b| u64::from_le_bytes(b) as f64),
            Self::F32 => four(from, into, |b| f64::from(f32::from_le_bytes(b))),
            Self::I32 => four(from, into, |b| f64::from(i32::from_le_bytes(b))),
            Self::U32 => four(from, into, |b| f64::from(u32::from_le_bytes(b))),
            // Smaller numbers are cut from larger ones.
            Self::I16 => four(from, into, |b| f64::from(i32::from_le_bytes(b) as i16)),
            Self::U16 => four(from, into, |b| f64::from(i32::from_le_bytes(b) as u16)),
            Self::I8 => four(from, into, |b| f64::from(i32::from_le_bytes(b) as i8)),
            Self::U8 => four(from, into, |b| f64::from(i32::from_le_bytes(b) as u8)),
            Self::Date => {
                let micros = |b| i64::from(i32::from_le_bytes(b)).checked_mul(DAY);
                four(from, into, |b| millis(micros(b)));
            }
            Self::Millis(instants) => {
                eight(from, into, |b| millis(i64::from_le_bytes(b).checked_mul(1000)));
                return near(instants, into);
            }
            Self::Micros(instants) => {
                eight(from, into, |b| millis(Some(i64::from_le_bytes(b))));
                return near(instants, into);
            }
            Self::Nanos => {
                eight(from, into, |b| millis(Some(i64::from_le_bytes(b).div_euclid(1000))));
            }
            Self::Bool | Self::Text => return None,
        }
        Some(())
    }
}

/// Microseconds as milliseconds, as `Columns` computes them.
#[allow(clippy::inline_always, reason = "for the instructions of the caller")]
#[inline(always)]
fn millis(micros: Option<i64>) -> f64 {
    micros.map_or(f64::NAN, |micros| micros as f64 * 1e-3)
}

/// Whether the calendar of zones has all of these instants.
#[allow(clippy::inline_always, reason = "for the instructions of the caller")]
#[inline(always)]
fn near(instants: bool, millis: &[f64]) -> Option<()> {
    let far = (zone::FAR * (DAY / 1000)) as f64;
    (!instants || millis.iter().all(|ms| ms.abs() <= far)).then_some(())
}

#[allow(clippy::inline_always, reason = "for the instructions of the caller")]
#[inline(always)]
fn eight(from: &[u8], into: &mut [f64], number: impl Fn([u8; 8]) -> f64) {
    for (out, &bytes) in into.iter_mut().zip(from.as_chunks().0) {
        *out = number(bytes);
    }
}

#[allow(clippy::inline_always, reason = "for the instructions of the caller")]
#[inline(always)]
fn four(from: &[u8], into: &mut [f64], number: impl Fn([u8; 4]) -> f64) {
    for (out, &bytes) in into.iter_mut().zip(from.as_chunks().0) {
        *out = number(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(stored: Stored, bytes: &[u8]) -> Option<f64> {
        let mut out = [0.0];
        stored.numbers(bytes, &mut out).map(|()| out[0])
    }

    #[test]
    fn values_are_the_numbers_of_their_types() {
        assert_eq!(one(Stored::I8, &255_i32.to_le_bytes()), Some(-1.0));
        assert_eq!(one(Stored::U32, &(-1_i32).to_le_bytes()), Some(4_294_967_295.0));
        assert_eq!(one(Stored::Date, &2_i32.to_le_bytes()), Some(172_800_000.0));
        assert!(one(Stored::Date, &i32::MAX.to_le_bytes()).unwrap().is_nan());
        assert_eq!(one(Stored::Nanos, &(-1_i64).to_le_bytes()), Some(-0.001));
        assert!(one(Stored::Millis(false), &i64::MAX.to_le_bytes()).unwrap().is_nan());
        assert_eq!(one(Stored::Millis(true), &i64::MAX.to_le_bytes()), None);
        assert_eq!(one(Stored::F64, &[0; 7]), None);
    }
}
