//! Columns of text as times, in formats that are asked for or guessed.

use std::sync::Arc;

use polars::prelude::*;

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
        columns.push((name.clone(), format));
    }
    if columns.is_empty() {
        return Ok(scan);
    }
    let mut types = types.as_ref().clone();
    for (name, _) in &columns {
        types.set_dtype(name, DataType::Datetime(TimeUnit::Microseconds, None));
    }
    let mut schema = scan.schema().clone();
    for (field, known) in schema.fields.iter_mut().zip(table::schema_of(&types).fields) {
        field.kind = known.kind;
        field.increasing &= !columns.iter().any(|(name, _)| *name == field.name);
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
    columns: Vec<(String, TimeFormat)>,
}

impl Scan for Dated {
    fn schema(&self) -> &crate::spec::Schema {
        &self.schema
    }

    fn types(&self) -> SchemaRef {
        Arc::clone(&self.types)
    }

    fn read(&self, columns: &[&str]) -> Result<DataFrame> {
        let mut frame = self.scan.read(columns)?;
        for (name, format) in self.columns.iter().filter(|(n, _)| columns.contains(&n.as_str())) {
            let parse = |text: &str| {
                let stamp = format.read(text.as_bytes());
                stamp.ok_or_else(|| Error::not_dates(self.scan.name(), name, text))
            };
            let texts = texts(&frame, name)?;
            let times = texts.iter().map(|text| text.map(parse).transpose());
            let (times, _) = stamp::comparable(&times.collect::<Result<Vec<_>>>()?);
            let times = Series::new(name.as_str().into(), times);
            let times = times.into_datetime(TimeUnit::Microseconds, None).into_column();
            frame
                .with_column(times)
                .map_err(|e| Error::internal("a column is of another length").because(e))?;
        }
        Ok(frame)
    }

    fn name(&self) -> &str {
        self.scan.name()
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
