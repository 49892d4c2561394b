//! Inputs one after the other: all of their rows, or the pieces of each.

use std::sync::{Arc, OnceLock};

use polars::prelude::*;

use super::super::columns::recode;
use crate::data::pieces::{self, Bounds, Each, Pieces};
use crate::data::{Scan, zone};
use crate::error::{Error, Result};
use crate::spec::Schema;

/// Several inputs, whose columns are those of `types`.
pub(super) struct Several {
    pub(super) scans: Vec<Arc<dyn Scan>>,
    pub(super) schema: Schema,
    pub(super) types: SchemaRef,
    pub(super) name: String,
    /// Where the pieces are, if every input has some.
    pub(super) pieces: OnceLock<Option<Places>>,
}

/// The pieces of all inputs.
pub(super) struct Places {
    rows: Vec<u64>,
    /// The input of each, and its number there.
    of: Vec<(usize, usize)>,
}

impl Places {
    fn find(scans: &[Arc<dyn Scan>], bounded: &[&str]) -> Option<Self> {
        let (mut rows, mut of) = (Vec::new(), Vec::new());
        for (place, scan) in scans.iter().enumerate() {
            let own = scan.pieces_bounding(bounded)?.rows();
            rows.extend_from_slice(own);
            of.extend((0..own.len()).map(|piece| (place, piece)));
        }
        Some(Self { rows, of })
    }
}

impl Several {
    /// The columns of an input that hold some of `columns`, at least one: rows count even where
    /// every wanted column is missing.
    fn there<'a>(known: &'a SchemaRef, columns: &[&'a str]) -> Vec<&'a str> {
        let mut there: Vec<&str> =
            columns.iter().copied().filter(|name| known.contains(name)).collect();
        if there.is_empty() {
            there.extend(known.iter_names().next().map(PlSmallStr::as_str));
        }
        there
    }

    /// The columns of one input as the columns of all.
    fn join(&self, frame: &DataFrame, columns: &[&str]) -> Result<DataFrame> {
        let fail = |e| Error::internal("inputs do not join").because(e);
        let mut all = Vec::new();
        for &name in columns {
            let kind = self.types.get(name).cloned().unwrap_or(DataType::String);
            all.push(match frame.column(name) {
                Ok(column) if *column.dtype() == kind => column.clone(),
                Ok(column) if column.null_count() == column.len() => {
                    Column::full_null(name.into(), frame.height(), &kind)
                }
                Ok(column) if column.dtype().is_enum() => recode(column, &kind).map_err(fail)?,
                Ok(column) => zone::cast(column, &kind).map_err(fail)?,
                Err(_) => Column::full_null(name.into(), frame.height(), &kind),
            });
        }
        DataFrame::new(frame.height(), all).map_err(fail)
    }

    /// The input that has a piece, and its number there.
    fn piece(&self, piece: usize) -> Option<(&Arc<dyn Scan>, &dyn Pieces, usize)> {
        let &(place, piece) = self.pieces.get()?.as_ref()?.of.get(piece)?;
        let scan = self.scans.get(place)?;
        Some((scan, scan.pieces()?, piece))
    }

    /// Whether the values of a column of an input are those of the column of all, as they are.
    fn same(&self, scan: &Arc<dyn Scan>, name: &str) -> bool {
        let types = scan.types();
        let (Some(own), Some(all)) = (types.get(name), self.types.get(name)) else { return false };
        // Whole numbers of 64 bits without a sign do not all fit the joined type.
        let number = |kind: &DataType| kind.is_primitive_numeric() && *kind != DataType::UInt64;
        own == all || (number(own) && number(all))
    }
}

fn no_piece() -> Error {
    Error::internal("there is no such piece")
}

impl Scan for Several {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn types(&self) -> SchemaRef {
        Arc::clone(&self.types)
    }

    fn read(&self, columns: &[&str]) -> Result<DataFrame> {
        let mut all: Option<DataFrame> = None;
        for scan in &self.scans {
            let part = self.join(&scan.read(&Self::there(&scan.types(), columns))?, columns)?;
            all = Some(match all {
                None => part,
                Some(before) => before
                    .vstack(&part)
                    .map_err(|e| Error::internal("inputs do not join").because(e))?,
            });
        }
        let mut all = all.ok_or_else(Error::no_data)?;
        all.rechunk_mut();
        Ok(all)
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn pieces(&self) -> Option<&dyn Pieces> {
        self.pieces_bounding(&[])
    }

    fn pieces_bounding(&self, columns: &[&str]) -> Option<&dyn Pieces> {
        let places = self.pieces.get_or_init(|| Places::find(&self.scans, columns));
        places.as_ref().map(|_| self as &dyn Pieces)
    }
}

impl Pieces for Several {
    fn rows(&self) -> &[u64] {
        self.pieces.get().and_then(Option::as_ref).map_or(&[], |places| &places.rows)
    }

    fn bounds(&self, piece: usize, column: &str) -> Option<Bounds> {
        let (scan, pieces, piece) = self.piece(piece)?;
        if self.same(scan, column) { pieces.bounds(piece, column) } else { None }
    }

    fn words(&self, column: &str) -> Result<Option<Vec<String>>> {
        let kind = self.types.get(column);
        let own = kind.and_then(pieces::words);
        if own.is_some() || kind != Some(&DataType::String) {
            return Ok(own);
        }
        let (mut all, mut seen) = (Vec::new(), std::collections::BTreeSet::new());
        for scan in self.scans.iter().filter(|scan| scan.types().contains(column)) {
            let pieces = scan.pieces().filter(|_| self.same(scan, column));
            let words = pieces.map(|pieces| pieces.words(column)).transpose()?.flatten();
            let Some(words) = words else { return Ok(None) };
            all.extend(words.into_iter().filter(|word| seen.insert(word.clone())));
        }
        Ok(Some(all))
    }

    fn frame(&self, piece: usize, columns: &[&str]) -> Result<DataFrame> {
        let (scan, pieces, piece) = self.piece(piece).ok_or_else(no_piece)?;
        self.join(&pieces.frame(piece, &Self::there(&scan.types(), columns))?, columns)
    }

    fn walk(&self, piece: usize, columns: &[&str], each: &mut Each<'_>) -> Result<()> {
        let (scan, own, place) = self.piece(piece).ok_or_else(no_piece)?;
        if columns.iter().all(|name| self.same(scan, name)) {
            return own.walk(place, columns, each);
        }
        pieces::walk(&self.frame(piece, columns)?, columns, each)
    }
}
