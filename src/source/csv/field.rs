//! Fields of one column straight to values that are drawn.

use std::collections::HashMap;

use super::column::Wanted;
use super::value::{Kind, Missing, boolean, float, integer, text};
use crate::data::Values;
use crate::data::columns::MISSING;
use crate::data::stamp::Offsets;
use crate::source::times::TimeFormat;

/// What a time is called that cannot be compared with those before it.
pub(super) const OFFSET: &str = "time with the offset of the others";

/// A field that is not what its column holds, which is named.
pub(super) struct Wrong(pub(super) &'static str);

/// How the fields of a column are read.
pub(super) struct Fields<'a> {
    kind: Kind,
    format: &'a TimeFormat,
    /// The offsets of times so far; none where they do not matter.
    offsets: Option<Offsets>,
    /// The codes of the words so far.
    places: HashMap<Vec<u8>, u32>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(wanted: &'a Wanted) -> Self {
        let offsets = (!wanted.utc).then_some(wanted.offsets);
        Self { kind: wanted.kind, format: &wanted.format, offsets, places: HashMap::new() }
    }

    /// No values yet.
    pub(super) fn values(&self) -> Values {
        match self.kind {
            Kind::Empty | Kind::Integer | Kind::Float => Values::Number(Vec::new()),
            Kind::Time => Values::Time(Vec::new()),
            Kind::Bool => {
                Values::Category { codes: Vec::new(), levels: vec!["false".into(), "true".into()] }
            }
            Kind::Text => Values::Category { codes: Vec::new(), levels: Vec::new() },
        }
    }

    /// Add the value of a field.
    #[inline]
    pub(super) fn push(
        &mut self,
        field: &[u8],
        missing: &Missing,
        values: &mut Values,
    ) -> Result<(), Wrong> {
        let none = field.is_empty() || missing.is_named(field);
        match values {
            Values::Number(numbers) => {
                let number = match self.kind {
                    _ if none => None,
                    Kind::Integer => integer(field).map(|v| v as f64).or_else(|| float(field)),
                    _ => float(field),
                };
                match number {
                    Some(number) => numbers.push(number),
                    None if none || missing.is(field) => numbers.push(f64::NAN),
                    None => return Err(Wrong(self.kind.name())),
                }
            }
            Values::Time(times) if none || missing.is(field) => times.push(f64::NAN),
            Values::Time(times) => times.push(self.time(field)?),
            Values::Category { codes, .. } if none || missing.is(field) => codes.push(MISSING),
            Values::Category { codes, .. } if self.kind == Kind::Bool => {
                codes.push(boolean(field).map(u32::from).ok_or(Wrong(self.kind.name()))?);
            }
            Values::Category { codes, levels } => codes.push(self.word(field, levels)),
        }
        Ok(())
    }

    /// Milliseconds, as `Columns` computes them.
    fn time(&mut self, field: &[u8]) -> Result<f64, Wrong> {
        let stamp = self.format.read(field).ok_or(Wrong(self.kind.name()))?;
        let micros = match &mut self.offsets {
            None => stamp.utc(),
            Some(offsets) => {
                offsets.see(stamp);
                if offsets.differ {
                    return Err(Wrong(OFFSET));
                }
                stamp.wall
            }
        };
        Ok(micros as f64 * 1e-3)
    }

    fn word(&mut self, field: &[u8], levels: &mut Vec<String>) -> u32 {
        if let Some(&code) = self.places.get(field) {
            return code;
        }
        let word = text(field).into_owned();
        // Two spellings may be the same word.
        let known = self.places.get(word.as_bytes()).copied();
        let code = known.unwrap_or_else(|| {
            levels.push(word.clone());
            levels.len() as u32 - 1
        });
        self.places.insert(word.into_bytes(), code);
        self.places.insert(field.to_vec(), code);
        code
    }
}
