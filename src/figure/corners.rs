//! Meshes, whose rows are corners: how their tables are opened, and what is given away of them.

use polars::prelude::DataFrame;

use super::Open;
use super::load::Loaded;
use crate::data::Table;
use crate::error::{Error, Result};
use crate::kind::{self, Kind};
use crate::spec::{DataRef, Layer, Mark};
use crate::warn::Warnings;

/// The table of a layer; of a kind that draws triangles, their corners.
pub(super) fn open(
    data: &DataRef,
    layer: &Layer,
    open: &Open<'_>,
    warnings: &mut Warnings,
) -> Result<Table> {
    let mut data = data.clone();
    data.read.corners = kind::find(&layer.kind).is_ok_and(Kind::triangles);
    open(&data, warnings)
}

/// The rows behind a mesh are its cells, as they were before they had corners.
pub(super) fn give_cells(core: &mut Loaded, base: &DataFrame) -> Result<()> {
    if matches!(core.core.mark, Mark::Mesh(_)) && !core.core.columns.is_empty() {
        let names = core.core.columns.iter().map(String::as_str);
        let cells = base.select(names);
        core.frame = cells.map_err(|e| Error::internal("a column is gone").because(e))?;
    }
    Ok(())
}
