//! One column of one block, growing as fields are pushed.

use polars::prelude::*;

use super::value::{Kind, Missing, boolean, float, integer, text};
use crate::data::stamp::Offsets;
use crate::source::times::TimeFormat;

/// What a column is read as.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    /// Index of the field in a record.
    pub(super) field: usize,
    /// What is known of its values; it can only become wider.
    pub(super) kind: Kind,
    /// How its times are written.
    pub(super) format: TimeFormat,
    /// The offsets of its times, as far as they have been seen.
    pub(super) offsets: Offsets,
    /// Its times are converted to UTC.
    pub(super) utc: bool,
    /// Its times were asked for: what is no time is an error, not text.
    pub(super) asked: bool,
}

/// The values of a column in one block.
pub(super) struct Column {
    values: Values,
    format: TimeFormat,
    utc: bool,
    /// The offsets of its times.
    pub(super) offsets: Offsets,
    /// What holds all values that were pushed.
    pub(super) seen: Kind,
    /// The first field that the values could not hold: the column has to be read again, as text.
    pub(super) broken: Option<usize>,
}

enum Values {
    Empty(usize),
    Bool(BooleanChunkedBuilder),
    Integer(PrimitiveChunkedBuilder<Int64Type>),
    Float(PrimitiveChunkedBuilder<Float64Type>),
    Time(PrimitiveChunkedBuilder<Int64Type>),
    Text(StringChunkedBuilder),
}

impl Column {
    /// An empty column that expects about `rows` values.
    pub(super) fn new(wanted: &Wanted, rows: usize) -> Self {
        let mut column = Self {
            values: Values::Empty(0),
            format: wanted.format.clone(),
            utc: wanted.utc,
            offsets: Offsets::default(),
            seen: wanted.kind,
            broken: None,
        };
        column.become_kind(wanted.kind, rows);
        column
    }

    /// Take one field, which stands at `place` in the block.
    #[inline]
    pub(super) fn push(&mut self, field: &[u8], place: usize, missing: &Missing) {
        if field.is_empty() || missing.is_named(field) {
            return self.push_missing();
        }
        let held = match &mut self.values {
            Values::Integer(b) => integer(field).map(|v| b.append_value(v)),
            Values::Float(b) => float(field).map(|v| b.append_value(v)),
            Values::Bool(b) => boolean(field).map(|v| b.append_value(v)),
            Values::Time(b) => self.format.read(field).map(|stamp| {
                self.offsets.see(stamp);
                b.append_value(if self.utc { stamp.utc() } else { stamp.wall });
            }),
            Values::Text(b) => (!missing.is(field)).then(|| b.append_value(text(field))),
            Values::Empty(_) => None,
        };
        if held.is_none() {
            self.widen(field, place, missing);
        }
    }

    /// A field that the values do not hold as they are.
    #[cold]
    fn widen(&mut self, field: &[u8], place: usize, missing: &Missing) {
        if missing.is(field) {
            return self.push_missing();
        }
        let wider = self.seen.join(Kind::of(field));
        self.seen = wider;
        match (&self.values, wider) {
            (Values::Empty(_), _) | (Values::Integer(_), Kind::Float) => {
                self.become_kind(wider, 0);
                self.push(field, place, missing);
            }
            _ => {
                self.broken.get_or_insert(place);
                self.push_missing();
            }
        }
    }

    pub(super) fn push_missing(&mut self) {
        match &mut self.values {
            Values::Empty(rows) => *rows += 1,
            Values::Bool(b) => b.append_null(),
            Values::Integer(b) | Values::Time(b) => b.append_null(),
            Values::Float(b) => b.append_null(),
            Values::Text(b) => b.append_null(),
        }
    }

    /// Hold values of `kind` from now on; what is there is kept.
    fn become_kind(&mut self, kind: Kind, rows: usize) {
        let none = PlSmallStr::EMPTY;
        let before = std::mem::replace(&mut self.values, Values::Empty(0));
        self.values = match kind {
            Kind::Empty => Values::Empty(0),
            Kind::Bool => Values::Bool(BooleanChunkedBuilder::new(none, rows)),
            Kind::Integer => Values::Integer(PrimitiveChunkedBuilder::new(none, rows)),
            Kind::Float => Values::Float(PrimitiveChunkedBuilder::new(none, rows)),
            Kind::Time => Values::Time(PrimitiveChunkedBuilder::new(none, rows)),
            Kind::Text => Values::Text(StringChunkedBuilder::new(none, rows)),
        };
        match before {
            Values::Empty(rows) => (0..rows).for_each(|_| self.push_missing()),
            Values::Integer(old) => {
                if let Values::Float(new) = &mut self.values {
                    for value in old.finish().iter() {
                        new.append_option(value.map(|v| v as f64));
                    }
                }
            }
            _ => {}
        }
    }

    /// The values as `kind`, which is at least as wide as what was seen and, unless the column is
    /// broken, holds it without reading again.
    pub(super) fn finish(self, kind: Kind) -> PolarsResult<Series> {
        let series = match self.values {
            Values::Empty(rows) => Series::full_null(PlSmallStr::EMPTY, rows, &data_type(kind)),
            Values::Bool(b) => b.finish().into_series(),
            Values::Integer(b) => b.finish().into_series(),
            Values::Float(b) => b.finish().into_series(),
            Values::Time(b) => b.finish().into_series().into_datetime(TimeUnit::Microseconds, None),
            Values::Text(b) => b.finish().into_series(),
        };
        if *series.dtype() == data_type(kind) { Ok(series) } else { series.cast(&data_type(kind)) }
    }
}

/// The polars type of a kind; a column without any value is one of numbers, as in pandas.
pub(super) fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Empty | Kind::Float => DataType::Float64,
        Kind::Bool => DataType::Boolean,
        Kind::Integer => DataType::Int64,
        Kind::Time => DataType::Datetime(TimeUnit::Microseconds, None),
        Kind::Text => DataType::String,
    }
}
