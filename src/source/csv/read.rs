//! Columns of a delimited text: types that hold every value, then the values.

use polars::prelude::*;

use super::column::{Column, Wanted, data_type};
use super::pass::{Block, Source};
use super::value::Kind;
use crate::data::stamp::Offsets;
use crate::error::{Error, Result};
use crate::source::times::TimeFormat;

/// Columns that were read, and what was noticed.
pub(super) struct Columns {
    /// One per wanted column.
    pub(super) series: Vec<Series>,
    /// Number of rows.
    pub(super) rows: usize,
    /// Rows with fewer fields than there are columns.
    pub(super) short: usize,
    /// Fields whose times were converted to UTC, because their offsets differ.
    pub(super) utc: Vec<usize>,
}

impl Source {
    /// Read columns. A column whose kind turns out to be too narrow is read again as text, unless
    /// its kind was `promised`: then it is an error. Times with different offsets are read again in
    /// UTC.
    pub(super) fn columns(&self, wanted: &[Wanted], promised: bool) -> Result<Columns> {
        let (mut columns, rows, short) = self.collect(wanted)?;
        let mut kinds = Vec::new();
        let mut again = Vec::new();
        let mut utc = Vec::new();
        for (place, (wanted, parts)) in wanted.iter().zip(&columns).enumerate() {
            let kind = parts.iter().fold(Kind::Empty, |kind, (_, part)| kind.join(part.seen));
            let fits = |part: &Column| {
                matches!(part.seen, Kind::Text | Kind::Empty) && part.broken.is_none()
            };
            if kind == Kind::Text && !parts.iter().all(|(_, part)| fits(part)) {
                if wanted.asked || (promised && wanted.kind != Kind::Text) {
                    return Err(self.wrong(wanted, parts));
                }
                again.push((
                    place,
                    Wanted { kind: Kind::Text, format: TimeFormat::Iso, ..wanted.clone() },
                ));
            } else if kind == Kind::Time
                && !wanted.utc
                && parts.iter().fold(Offsets::default(), |all, (_, p)| all.join(p.offsets)).differ
            {
                utc.push(wanted.field);
                again.push((place, Wanted { utc: true, ..wanted.clone() }));
            }
            kinds.push(kind);
        }
        if !again.is_empty() {
            for (place, _) in &again {
                if let Some(old) = columns.get_mut(*place) {
                    old.clear();
                }
            }
            let others: Vec<Wanted> = again.iter().map(|(_, wanted)| wanted.clone()).collect();
            for ((place, _), parts) in again.iter().zip(self.collect(&others)?.0) {
                if let Some(old) = columns.get_mut(*place) {
                    *old = parts;
                }
            }
        }
        let series = columns.into_iter().zip(wanted).zip(kinds).map(|((parts, wanted), kind)| {
            let name = self.names.get(wanted.field).map_or("", String::as_str);
            join(parts, kind, name).map_err(|e| Error::internal("columns do not join").because(e))
        });
        Ok(Columns { series: series.collect::<Result<_>>()?, rows, short, utc })
    }

    /// The parts of each wanted column, with the places of their blocks.
    #[expect(clippy::type_complexity, reason = "one caller, two lines above")]
    fn collect(&self, wanted: &[Wanted]) -> Result<(Vec<Vec<(u64, Column)>>, usize, usize)> {
        let mut columns: Vec<Vec<(u64, Column)>> = wanted.iter().map(|_| Vec::new()).collect();
        let (mut rows, mut short) = (0, 0);
        self.walk(wanted, &mut |blocks| {
            for Block { start, rows: r, short: s, columns: parts, .. } in blocks {
                rows += r;
                short += s;
                for (column, part) in columns.iter_mut().zip(parts) {
                    column.push((start, part));
                }
            }
            Ok(())
        })?;
        Ok((columns, rows, short))
    }

    /// What holds the values of columns, without keeping them.
    pub(super) fn kinds(&self, wanted: &[Wanted]) -> Result<Vec<Kind>> {
        let mut kinds: Vec<Kind> = wanted.iter().map(|w| w.kind).collect();
        self.walk(wanted, &mut |blocks| {
            for block in blocks {
                for (kind, column) in kinds.iter_mut().zip(&block.columns) {
                    *kind = kind.join(column.seen);
                }
            }
            Ok(())
        })?;
        Ok(kinds)
    }

    /// The first value that is not of the kind of its column.
    fn wrong(&self, wanted: &Wanted, parts: &[(u64, Column)]) -> Error {
        let found = parts.iter().find_map(|(start, part)| Some(start + part.broken? as u64));
        let place = found.unwrap_or(self.body);
        let name = self.names.get(wanted.field).map_or("", String::as_str);
        let value = self.value(place, wanted.field);
        Error::wrong_value(&self.name, self.line(place), name, &value, wanted.kind.name())
    }
}

/// One column in one piece.
fn join(parts: Vec<(u64, Column)>, kind: Kind, name: &str) -> PolarsResult<Series> {
    let mut parts = parts.into_iter().map(|(_, part)| part.finish(kind));
    let mut all = match parts.next() {
        Some(first) => first?,
        None => Series::new_empty(PlSmallStr::EMPTY, &data_type(kind)),
    };
    for part in parts {
        all.append_owned(part?)?;
    }
    // The pieces stay apart: most readers take them one by one, and a copy costs more.
    Ok(all.with_name(name.into()))
}
