//! The least and the greatest value of columns, found while pieces are.

use super::column::Wanted;
use super::field::Fields;
use super::value::{Kind, Missing};
use crate::data::Values;
use crate::data::pieces::Bounds;

/// Values that are looked at in one go.
const BATCH: usize = 1 << 12;

/// What is known of a column in some rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ends {
    least: f64,
    greatest: f64,
    /// Every value is whole.
    whole: bool,
    /// Values that are missing.
    missing: u64,
}

impl Ends {
    pub(super) fn bounds(&self) -> Bounds {
        let Self { least, greatest, missing, .. } = *self;
        Bounds { least, greatest, missing: Some(missing) }
    }
}

/// Whether a column is one of numbers or times.
pub(super) fn are_sought(wanted: &Wanted) -> bool {
    matches!(wanted.kind, Kind::Integer | Kind::Float | Kind::Time)
}

/// Whether ends say what all values of a column say: its numbers are whole where its kind is.
pub(super) fn tell(wanted: &Wanted, parts: &[Option<Ends>]) -> bool {
    let whole = parts.iter().flatten().all(|ends| ends.whole);
    wanted.kind == Kind::Time || whole == (wanted.kind == Kind::Integer)
}

/// Looks for the ends of a column.
pub(super) struct Seeker<'a> {
    pub(super) field: usize,
    fields: Fields<'a>,
    values: Values,
    /// Whether all values are kept, and how many of them were looked at.
    keep: bool,
    seen: usize,
    ends: Ends,
    /// All fields so far were values.
    sound: bool,
}

impl<'a> Seeker<'a> {
    pub(super) fn new(wanted: &'a Wanted, keep: bool) -> Self {
        let fields = Fields::new(wanted);
        let (least, greatest) = (f64::INFINITY, f64::NEG_INFINITY);
        let ends = Ends { least, greatest, whole: true, missing: 0 };
        let values = fields.values();
        Self { field: wanted.field, values, keep, seen: 0, fields, ends, sound: true }
    }

    #[inline]
    pub(super) fn look(&mut self, field: &[u8], missing: &Missing) {
        if !self.sound {
            return;
        }
        // What is wrong is told by whoever wants the values.
        self.sound = self.fields.push(field, missing, &mut self.values).is_ok();
        if self.values.len() >= self.seen + BATCH {
            self.take();
        }
    }

    /// Look at the next values.
    fn take(&mut self) {
        let (Values::Number(values) | Values::Time(values)) = &mut self.values else {
            self.sound = false;
            return;
        };
        for &value in values.iter().skip(self.seen) {
            if value.is_nan() {
                self.ends.missing += 1;
                continue;
            }
            self.ends.least = self.ends.least.min(value);
            self.ends.greatest = self.ends.greatest.max(value);
            // Beyond 2^53 every float is whole.
            self.ends.whole =
                self.ends.whole && (value.abs() >= 9.007e15 || (value as i64) as f64 == value);
        }
        if self.keep {
            self.seen = values.len();
        } else {
            values.clear();
        }
    }

    /// The ends; none where there is no value, or some that is none or infinite. And all values,
    /// where they were to be kept, and each field was one.
    pub(super) fn finish(mut self) -> (Option<Ends>, Option<Vec<f64>>) {
        self.take();
        let finite = self.ends.least.is_finite() && self.ends.greatest.is_finite();
        let ends = (self.sound && finite).then_some(self.ends);
        let values = match self.values {
            Values::Number(values) | Values::Time(values) if self.keep && self.sound => {
                Some(values)
            }
            _ => None,
        };
        (ends, values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::stamp::Offsets;
    use crate::source::times::TimeFormat;
    use crate::spec::ReadOptions;

    fn wanted(kind: Kind) -> Wanted {
        let (format, offsets) = (TimeFormat::Iso, Offsets::default());
        Wanted { field: 0, kind, format, offsets, utc: false, asked: false }
    }

    fn ends(kind: Kind, fields: &[&str]) -> Option<Ends> {
        let (wanted, missing) = (wanted(kind), Missing::new(&ReadOptions::default()));
        let mut seeker = Seeker::new(&wanted, false);
        for field in fields {
            seeker.look(field.as_bytes(), &missing);
        }
        seeker.finish().0
    }

    #[test]
    fn ends_are_those_of_sound_values() {
        let found = |[least, greatest]: [f64; 2], whole, missing| {
            Some(Ends { least, greatest, whole, missing })
        };
        assert_eq!(ends(Kind::Integer, &["3", "-2", "NA"]), found([-2.0, 3.0], true, 1));
        assert_eq!(ends(Kind::Float, &["3", "", "0.5"]), found([0.5, 3.0], false, 1));
        assert_eq!(ends(Kind::Time, &["1970-01-02"]), found([8.64e7; 2], true, 0));
        assert_eq!(ends(Kind::Float, &["1", "inf"]), None);
        assert_eq!(ends(Kind::Float, &["1", "x"]), None);
        assert_eq!(ends(Kind::Float, &["", ""]), None);
        // As they are drawn, numbers are whole where all of them are.
        let parts = [ends(Kind::Float, &["1"]), ends(Kind::Float, &["2"])];
        assert!(!tell(&wanted(Kind::Float), &parts) && tell(&wanted(Kind::Integer), &parts));
    }
}
