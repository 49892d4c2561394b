//! The table behind a picture, and what its outputs carry.

use polars::prelude::*;

use super::{Prepared, PreparedPlot, View, raster};
use crate::data::{embed, table, zone};
use crate::error::{Error, Result};
use crate::spec::Mark;
use crate::spec::manifest::{EmbeddedTable, Manifest};

/// Cells above which rows are not embedded unless asked for.
const MOST_CELLS: usize = 50_000;
/// Characters above which they are not.
const MOST_TEXT: usize = 96 * 1024;

impl Prepared {
    /// The table behind the picture of a view: one row per mark, columns as in the data, or one per
    /// cell of what is aggregated. Layers that differ stand under each other, told apart by a first
    /// column `layer`.
    pub fn rows(&self, view: &View) -> Result<DataFrame> {
        let mut frames: Vec<(String, DataFrame)> = Vec::new();
        for (number, plot) in self.plots.iter().enumerate() {
            let mut cells = raster::tables(self, number, view)?;
            for (index, layer) in plot.layers.iter().enumerate() {
                if layer.core.annotation || layer.core.silent {
                    continue;
                }
                let mesh = matches!(layer.core.mark, Mark::Mesh(_));
                let cells = cells.remove(&index).filter(|_| !mesh);
                let frame = cells.map_or_else(|| drawn(layer), Ok)?;
                frames.push((plot.kind_of(layer.source).to_owned(), frame));
            }
        }
        match frames.len() {
            0 => Err(Error::empty("the picture has annotations only")),
            1 => Ok(frames.swap_remove(0).1),
            _ => together(&frames).map_err(|e| Error::internal("rows do not stack").because(e)),
        }
    }

    /// The spec, and the rows when they are small or `embed` asks for them.
    pub fn manifest(&self, embed: Option<bool>) -> Result<Manifest> {
        let mut figure = self.figure.clone();
        let mut rows = Vec::new();
        // Rows that are not held stay where they are.
        let held = self.plots.iter().flat_map(|p| &p.layers).all(|layer| layer.stream.is_none());
        if embed != Some(false)
            && held
            && let Some(tables) = self.tables(embed == Some(true))?
        {
            rows = tables;
            let mut next = 0;
            for layer in figure.plots.iter_mut().flat_map(|p| &mut p.layers) {
                if let Some(data) = &mut layer.data {
                    data.embedded = Some(next);
                    next += 1;
                }
            }
        }
        Ok(Manifest {
            software: concat!("vizcli ", env!("CARGO_PKG_VERSION")).into(),
            figure,
            rows,
        })
    }

    /// The tables of all layers with data, unless they are large.
    fn tables(&self, all: bool) -> Result<Option<Vec<EmbeddedTable>>> {
        let bases = self.plots.iter().flat_map(|p| &p.bases);
        let cells: usize = bases.clone().map(|b| b.height() * b.width()).sum();
        if !all && cells > MOST_CELLS {
            return Ok(None);
        }
        let tables = bases
            .map(|base| embed::encode(base, &table::schema_of(base.schema()).fields))
            .collect::<Result<Vec<_>>>()?;
        let text: usize = tables.iter().flat_map(|t| &t.columns).map(|c| c.data.len()).sum();
        Ok((all || text <= MOST_TEXT).then_some(tables))
    }
}

/// The rows of a layer that are drawn.
fn drawn(layer: &super::PreparedLayer) -> Result<DataFrame> {
    let Some(keep) = layer.keep.as_ref().filter(|keep| keep.len() == layer.frame.height()) else {
        return Ok(layer.frame.clone());
    };
    let mask: BooleanChunked = keep.iter().copied().collect();
    layer.frame.filter(&mask).map_err(|e| Error::internal("rows cannot be filtered").because(e))
}

/// Frames under each other by column name; what one lacks is missing.
fn together(frames: &[(String, DataFrame)]) -> PolarsResult<DataFrame> {
    let mut names: Vec<PlSmallStr> = Vec::new();
    for (_, frame) in frames {
        for name in frame.get_column_names() {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
    }
    let mut columns = Vec::new();
    let layer: Vec<&str> = frames
        .iter()
        .flat_map(|(kind, frame)| std::iter::repeat_n(kind.as_str(), frame.height()))
        .collect();
    columns.push(Column::new("layer".into(), layer));
    for name in names {
        let kinds: Vec<&DataType> =
            frames.iter().filter_map(|(_, f)| f.column(&name).ok()).map(Column::dtype).collect();
        let same = kinds.windows(2).all(|pair| pair[0] == pair[1]);
        let numeric = kinds.iter().all(|kind| kind.is_numeric());
        let times =
            kinds.iter().all(|kind| matches!(kind, DataType::Date | DataType::Datetime(..)));
        let kind = match kinds.first() {
            Some(kind) if same => (*kind).clone(),
            _ if numeric => DataType::Float64,
            Some(kind) if times => {
                kinds.iter().fold((*kind).clone(), |all, kind| zone::common(&all, kind))
            }
            _ => DataType::String,
        };
        let mut column = Column::new_empty(name.clone(), &kind);
        for (_, frame) in frames {
            match frame.column(&name) {
                Ok(part) => column.append(&zone::cast(part, &kind)?)?,
                Err(_) => column.append(&Column::full_null(name.clone(), frame.height(), &kind))?,
            };
        }
        columns.push(column);
    }
    DataFrame::new_infer_height(columns)
}

impl PreparedPlot {
    /// The kind of a layer of the spec.
    pub(super) fn kind_of(&self, source: usize) -> &str {
        self.kinds.get(source).map_or("", String::as_str)
    }
}
