//! Columns of text as times, in formats that are asked for or guessed.

use std::sync::Arc;

use polars::prelude::*;

use crate::data::pieces::{self, Bounds, Each, Pieces};
use crate::data::stamp::{self, Stamp};
use crate::data::{Scan, table, time};
use crate::error::{Error, Result};
use crate::spec::ReadOptions;
use crate::warn::Warnings;

/// How a column of times is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TimeFormat {
    /// ISO 8601.
    Iso,
    /// A strftime format.
    Strftime(String),
}

impl TimeFormat {
    /// The time that a field says.
    pub(super) fn read(&self, field: &[u8]) -> Option<Stamp> {
        match self {
            Self::Iso => time::read_iso(field.trim_ascii()),
            Self::Strftime(format) => time::read(std::str::from_utf8(field).ok()?, format),
        }
    }

    /// The first known format that reads all of `samples`.
    pub(super) fn guess(samples: &[Vec<u8>], dayfirst: bool) -> Option<Self> {
        let (days, months) = (
            ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y"],
            ["%m/%d/%Y", "%m-%d-%Y", "%d.%m.%Y", "%m/%d/%y"],
        );
        let (first, second) = if dayfirst { (days, months) } else { (months, days) };
        let named = [
            "%Y/%m/%d",
            "%Y.%m.%d",
            "%Y%m%d",
            "%Y",
            "%d %b %Y",
            "%d-%b-%Y",
            "%d-%b-%y",
            "%b %d, %Y",
            "%b %d %Y",
            "%b %Y",
            "%b-%Y",
            "%Y %b",
            "%a, %d %b %Y",
        ];
        let times = ["", " %H:%M", " %H:%M:%S", " %H:%M:%S.%f", " %I:%M %p", " %I:%M:%S %p"];
        let all = |format: &Self| samples.iter().all(|s| format.read(s).is_some());
        if all(&Self::Iso) {
            return Some(Self::Iso);
        }
        first
            .iter()
            .chain(&second)
            .chain(&named)
            .flat_map(|date| times.iter().map(move |time| format!("{date}{time}")))
            .map(Self::Strftime)
            .find(all)
    }
}

/// Say that the times of a column are not as they are written.
pub(super) fn note_utc(column: &str, file: &str, warnings: &mut Warnings) {
    warnings.note(format!(
        "times in column \"{column}\" of {file} have different offsets and are converted to UTC"
    ));
}

/// The same scan, with the columns that the user asked for read as times. Delimited text does it
/// on its own, because it sees what is written.
pub(super) fn dated(
    scan: Arc<dyn Scan>,
    options: &ReadOptions,
    warnings: &mut Warnings,
) -> Result<Arc<dyn Scan>> {
    let (types, mut columns) = (scan.types(), Vec::new());
    for (name, format) in &options.parse_dates {
        let Some(kind) = types.get(name) else { continue };
        if kind.is_datetime() {
            continue;
        }
        let format = if format.is_empty() {
            let samples = samples(&scan, name)?;
            let first = samples.first().map(|s| String::from_utf8_lossy(s).into_owned());
            TimeFormat::guess(&samples, options.dayfirst)
                .ok_or_else(|| Error::not_dates(scan.name(), name, &first.unwrap_or_default()))?
        } else {
            TimeFormat::Strftime(format.clone())
        };
        let mut offsets = stamp::Offsets::default();
        let texts = texts(&scan.read(&[name])?, name)?;
        let stamps = texts.iter().flatten().filter_map(|text| format.read(text.as_bytes()));
        stamps.for_each(|stamp| offsets.see(stamp));
        if offsets.differ {
            note_utc(name, scan.name(), warnings);
        }
        columns.push((name.clone(), format, offsets.differ));
    }
    if columns.is_empty() {
        return Ok(scan);
    }
    let mut types = types.as_ref().clone();
    for (name, ..) in &columns {
        types.set_dtype(name, DataType::Datetime(TimeUnit::Microseconds, None));
    }
    let mut schema = scan.schema().clone();
    for (field, known) in schema.fields.iter_mut().zip(table::schema_of(&types).fields) {
        field.kind = known.kind;
        field.increasing &= !columns.iter().any(|(name, ..)| *name == field.name);
    }
    Ok(Arc::new(Dated { scan, schema, types: Arc::new(types), columns }))
}

/// The first values of a column, as text.
fn samples(scan: &Arc<dyn Scan>, name: &str) -> Result<Vec<Vec<u8>>> {
    let texts = texts(&scan.read(&[name])?, name)?;
    Ok(texts.iter().flatten().take(1000).map(|t| t.as_bytes().to_vec()).collect())
}

fn texts(frame: &DataFrame, name: &str) -> Result<StringChunked> {
    let texts = frame.column(name).and_then(|c| c.cast(&DataType::String));
    let texts = texts.and_then(|c| c.str().cloned());
    texts.map_err(|e| Error::internal("a column is not text").because(e))
}

/// A scan of which some columns are read as times.
struct Dated {
    scan: Arc<dyn Scan>,
    schema: crate::spec::Schema,
    types: SchemaRef,
    /// Names, how times are written, and whether they are converted to UTC.
    columns: Vec<(String, TimeFormat, bool)>,
}

impl Dated {
    /// The columns of `frame` that hold times, read as such.
    fn dated(&self, mut frame: DataFrame) -> Result<DataFrame> {
        for (name, format, utc) in &self.columns {
            let Some(place) = frame.get_column_index(name) else { continue };
            let parse = |text: &str| match format.read(text.as_bytes()) {
                Some(stamp) if *utc => Ok(stamp.utc()),
                Some(stamp) => Ok(stamp.wall),
                None => Err(Error::not_dates(self.scan.name(), name, text)),
            };
            let texts = texts(&frame, name)?;
            let times = texts.iter().map(|text| text.map(parse).transpose());
            let times = Series::new(name.as_str().into(), times.collect::<Result<Vec<_>>>()?);
            let times = times.into_datetime(TimeUnit::Microseconds, None).into_column();
            frame
                .replace_column(place, times)
                .map_err(|e| Error::internal("a column is of another length").because(e))?;
        }
        Ok(frame)
    }

    fn is_dated(&self, name: &str) -> bool {
        self.columns.iter().any(|(dated, ..)| dated == name)
    }

    fn inner(&self) -> Result<&dyn Pieces> {
        self.scan.pieces().ok_or_else(|| Error::internal("there are no pieces"))
    }
}

impl Scan for Dated {
    fn schema(&self) -> &crate::spec::Schema {
        &self.schema
    }

    fn types(&self) -> SchemaRef {
        Arc::clone(&self.types)
    }

    fn read(&self, columns: &[&str]) -> Result<DataFrame> {
        self.dated(self.scan.read(columns)?)
    }

    fn name(&self) -> &str {
        self.scan.name()
    }

    fn pieces(&self) -> Option<&dyn Pieces> {
        self.scan.pieces().map(|_| self as &dyn Pieces)
    }

    fn pieces_bounding(&self, columns: &[&str]) -> Option<&dyn Pieces> {
        let own = columns.iter().copied().filter(|name| !self.is_dated(name));
        let pieces = self.scan.pieces_bounding(&own.collect::<Vec<_>>());
        pieces.map(|_| self as &dyn Pieces)
    }
}

impl Pieces for Dated {
    fn rows(&self) -> &[u64] {
        self.scan.pieces().map_or(&[], Pieces::rows)
    }

    fn bounds(&self, piece: usize, column: &str) -> Option<Bounds> {
        if self.is_dated(column) { None } else { self.inner().ok()?.bounds(piece, column) }
    }

    fn words(&self, column: &str) -> Result<Option<Vec<String>>> {
        if self.is_dated(column) { Ok(None) } else { self.inner()?.words(column) }
    }

    fn frame(&self, piece: usize, columns: &[&str]) -> Result<DataFrame> {
        self.dated(self.inner()?.frame(piece, columns)?)
    }

    fn walk(&self, piece: usize, columns: &[&str], each: &mut Each<'_>) -> Result<()> {
        if columns.iter().any(|name| self.is_dated(name)) {
            return pieces::walk(&self.frame(piece, columns)?, columns, each);
        }
        self.inner()?.walk(piece, columns, each)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_formats_are_guessed_from_all_samples() {
        let guess = |texts: &[&str], dayfirst| {
            let samples: Vec<Vec<u8>> = texts.iter().map(|t| t.as_bytes().to_vec()).collect();
            TimeFormat::guess(&samples, dayfirst)
        };
        let format = |text: &str| Some(TimeFormat::Strftime(text.to_owned()));
        assert_eq!(guess(&["01/02/2020"], false), format("%m/%d/%Y"));
        assert_eq!(guess(&["01/02/2020"], true), format("%d/%m/%Y"));
        assert_eq!(guess(&["01/02/2020", "13/02/2020"], false), format("%d/%m/%Y"));
        assert_eq!(guess(&["1990"], false), format("%Y"));
        assert_eq!(guess(&["soon"], false), None);
    }
}
