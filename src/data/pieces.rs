//! Rows piece by piece: never all of them at once, on any number of threads.

use std::collections::HashMap;

use polars::prelude::*;

use super::columns::{self, MISSING, Values};
use crate::error::{Error, Result};

/// Rows that are handed on at once: so many that a call costs nothing, so few that they stay in the
/// caches.
pub const BATCH: usize = 16 << 10;
/// Rows of a piece of a frame in memory.
const PIECE: usize = 1 << 20;

/// What a source knows of a column in a piece without reading it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The least value, as [`Values`] has it: a number, or a time in milliseconds of the column's
    /// clock.
    pub least: f64,
    /// The greatest value.
    pub greatest: f64,
    /// How many values are missing, where it is known.
    pub missing: Option<u64>,
}

/// Is given some rows at a time, one [`Values`] for each column that was asked for.
pub type Each<'a> = dyn FnMut(&[Values]) -> Result<()> + 'a;

/// Rows of a source that can be read piece by piece, in any order and in parallel.
pub trait Pieces: Send + Sync {
    /// Rows of each piece, in the order of the source.
    fn rows(&self) -> &[u64];

    /// The ends of a column of numbers or times in a piece, where the source knows them and they
    /// are sound.
    fn bounds(&self, _piece: usize, _column: &str) -> Option<Bounds> {
        None
    }

    /// All words of a column of text or categories, where they are known without reading rows: in
    /// order of first appearance, or in that of the category, which may have words that no row has.
    fn words(&self, _column: &str) -> Result<Option<Vec<String>>> {
        Ok(None)
    }

    /// The rows of a piece, in the types of the source.
    fn frame(&self, piece: usize, columns: &[&str]) -> Result<DataFrame>;

    /// Walk over the rows of a piece, at most [`BATCH`] at a time, with the values that
    /// [`Columns`](super::Columns) has for them when nothing is asked to be words. Within a piece
    /// the words of a column of text become more and their codes stay; a category has all of its
    /// words from the beginning.
    fn walk(&self, piece: usize, columns: &[&str], each: &mut Each<'_>) -> Result<()> {
        walk(&self.frame(piece, columns)?, columns, each)
    }
}

/// Walk over the rows of a frame as [`Pieces::walk`] does.
pub fn walk(frame: &DataFrame, columns: &[&str], each: &mut Each<'_>) -> Result<()> {
    let fail = |e| Error::internal("a frame cannot be walked over").because(e);
    let found: PolarsResult<Vec<&Column>> = columns.iter().map(|name| frame.column(name)).collect();
    let found = found.map_err(fail)?;
    let mut fillers: Vec<Filler> = found.iter().map(|column| Filler::new(column)).collect();
    let mut values: Vec<Values> = fillers.iter().map(Filler::values).collect();
    let mut at = 0;
    while at < frame.height() {
        let rows = BATCH.min(frame.height() - at);
        for ((filler, column), values) in fillers.iter_mut().zip(&found).zip(&mut values) {
            filler.fill(&column.slice(at as i64, rows), values).map_err(fail)?;
        }
        each(&values)?;
        at += rows;
    }
    Ok(())
}

/// How the values of a column are found.
enum Filler {
    /// Numbers, and times whose clock is asked.
    Numbers {
        times: bool,
    },
    Bools,
    /// Text, and the codes of all words so far.
    Text(HashMap<String, u32>),
    /// Categories, and all of their words.
    Category(Vec<String>),
}

impl Filler {
    fn new(column: &Column) -> Self {
        match column.dtype() {
            DataType::String => Self::Text(HashMap::new()),
            DataType::Enum(..) => Self::Category(words(column.dtype()).unwrap_or_default()),
            DataType::Boolean => Self::Bools,
            kind => {
                Self::Numbers { times: matches!(kind, DataType::Date | DataType::Datetime(..)) }
            }
        }
    }

    fn values(&self) -> Values {
        let category = |levels| Values::Category { codes: Vec::new(), levels };
        match self {
            Self::Numbers { times: true } => Values::Time(Vec::new()),
            Self::Numbers { times: false } => Values::Number(Vec::new()),
            Self::Bools => category(vec!["false".into(), "true".into()]),
            Self::Text(_) => category(Vec::new()),
            Self::Category(words) => category(words.clone()),
        }
    }

    /// Make `values` those of `part`.
    fn fill(&mut self, part: &Column, values: &mut Values) -> PolarsResult<()> {
        match (self, values) {
            (Self::Numbers { .. }, Values::Number(out) | Values::Time(out)) => {
                out.clear();
                columns::extend(part, out)?;
            }
            (Self::Bools, Values::Category { codes, .. }) => {
                codes.clear();
                let series = part.as_materialized_series();
                codes.extend(series.bool()?.iter().map(|b| b.map_or(MISSING, u32::from)));
            }
            (Self::Text(seen), Values::Category { codes, levels }) => {
                codes.clear();
                let series = part.as_materialized_series();
                codes.extend(series.str()?.iter().map(|word| code(word, seen, levels)));
            }
            (Self::Category(_), Values::Category { codes, .. }) => {
                codes.clear();
                let places = part.as_materialized_series().to_physical_repr();
                let places = places.cast(&DataType::UInt32)?;
                codes.extend(places.u32()?.iter().map(|place| place.unwrap_or(MISSING)));
            }
            _ => {}
        }
        Ok(())
    }
}

fn code(word: Option<&str>, seen: &mut HashMap<String, u32>, levels: &mut Vec<String>) -> u32 {
    let Some(word) = word else { return MISSING };
    if let Some(&code) = seen.get(word) {
        return code;
    }
    let code = levels.len() as u32;
    levels.push(word.to_owned());
    seen.insert(word.to_owned(), code);
    code
}

/// The words of a type that has its own.
#[must_use]
pub fn words(kind: &DataType) -> Option<Vec<String>> {
    match kind {
        DataType::Boolean => Some(vec!["false".into(), "true".into()]),
        DataType::Enum(words, _) => {
            Some(words.categories().values_iter().map(str::to_owned).collect())
        }
        _ => None,
    }
}

/// A frame in memory, in pieces of about a million rows.
#[derive(Clone, Debug)]
pub struct Slices {
    frame: DataFrame,
    rows: Vec<u64>,
}

impl Slices {
    /// The pieces of `frame`.
    #[must_use]
    pub fn new(frame: DataFrame) -> Self {
        Self::of_size(frame, PIECE)
    }

    /// Pieces of so many rows.
    fn of_size(frame: DataFrame, size: usize) -> Self {
        let height = frame.height();
        let rows = (0..height).step_by(size).map(|at| size.min(height - at) as u64).collect();
        Self { frame, rows }
    }

    /// All rows.
    #[must_use]
    pub fn all(&self) -> &DataFrame {
        &self.frame
    }
}

impl Pieces for Slices {
    fn rows(&self) -> &[u64] {
        &self.rows
    }

    fn words(&self, column: &str) -> Result<Option<Vec<String>>> {
        Ok(self.frame.column(column).ok().and_then(|column| words(column.dtype())))
    }

    fn frame(&self, piece: usize, columns: &[&str]) -> Result<DataFrame> {
        let before: u64 = self.rows.iter().take(piece).sum();
        let rows = self.rows.get(piece).copied().unwrap_or_default();
        self.frame
            .select(columns.iter().copied())
            .map(|frame| frame.slice(before as i64, rows as usize))
            .map_err(|e| Error::internal("a column of the frame is gone").because(e))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_more_and_keep_their_codes() {
        let frame = df!("w" => [Some("b"), None, Some("a"), Some("b"), Some("c")]).unwrap();
        let slices = Slices::of_size(frame, 3);
        assert_eq!(slices.rows(), [3, 2]);
        let mut all = Vec::new();
        for piece in 0..2 {
            let mut keep = |values: &[Values]| {
                all.push(values[0].clone());
                Ok(())
            };
            slices.walk(piece, &["w"], &mut keep).unwrap();
        }
        let category = |codes: &[u32], levels: &[&str]| Values::Category {
            codes: codes.to_vec(),
            levels: levels.iter().map(|&level| level.to_owned()).collect(),
        };
        assert_eq!(all, [category(&[0, MISSING, 1], &["b", "a"]), category(&[0, 1], &["b", "c"])]);
    }
}
