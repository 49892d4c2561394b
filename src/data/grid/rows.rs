//! A grid as a table: a row per cell, in the order of the cells.

use std::ops::Range;
use std::sync::Arc;

use polars::prelude::*;

use super::strip::Strips;
use super::{Grid, Places, Variable, blocks};
use crate::data::pieces::{self, Bounds, Each, Pieces};
use crate::data::{Scan, table};
use crate::error::{Error, Result};
use crate::spec::{Field, Role, Schema, Type};

/// Cells of a piece at most.
const PIECE: u64 = 1 << 21;
/// Cells that are read at once when all are wanted.
const BLOCK: u64 = 1 << 24;
/// Cells of which a table is made.
const LARGEST: u64 = 1 << 42;

/// A grid as a table: its dimensions, its coordinates, then what it measures.
pub struct Rows {
    grid: Grid,
    schema: Schema,
    types: SchemaRef,
    pieces: Vec<Vec<Range<u64>>>,
    sizes: Vec<u64>,
}

impl Rows {
    /// The rows of `grid`.
    pub fn new(grid: Grid) -> Result<Self> {
        let shape = grid.shape();
        let cells = shape.iter().try_fold(1_u64, |all, &size| all.checked_mul(size));
        let cells = cells.filter(|&cells| cells <= LARGEST);
        let cells = cells.ok_or_else(|| Error::too_many_cells(grid.name()))?;
        let mut fields = Vec::new();
        let mut types = polars::prelude::Schema::default();
        for (place, dim) in grid.dims().iter().enumerate() {
            let kind = place_type(&dim.places);
            let field = Field {
                role: Role::Key,
                unit: dim.unit.clone(),
                label: dim.label.clone(),
                places: Some(dim.places.len()),
                increasing: place == 0 && shape.len() == 1 && dim.places.increasing(),
                ..Field::new(&dim.name, table::type_of(&kind))
            };
            fields.push(field);
            types.insert(dim.name.as_str().into(), kind);
        }
        for variable in grid.variables() {
            let kind = cell_type(variable.kind);
            let dims = variable.dims.iter().filter_map(|&dim| grid.dims().get(dim));
            let along = dims.filter(|_| variable.coordinate).map(|dim| dim.name.clone()).collect();
            let field = Field {
                along,
                role: if variable.coordinate { Role::Key } else { Role::Value },
                unit: variable.unit.clone(),
                label: variable.label.clone(),
                ..Field::new(&variable.name, table::type_of(&kind))
            };
            fields.push(field);
            types.insert(variable.name.as_str().into(), kind);
        }
        let pieces = blocks(&shape, PIECE);
        let sizes = pieces.iter().map(|block| size(block)).collect();
        let schema = Schema { fields, rows: Some(cells) };
        Ok(Self { grid, schema, types: Arc::new(types), pieces, sizes })
    }

    /// The rows of a block.
    fn block(&self, block: &[Range<u64>], columns: &[&str]) -> Result<DataFrame> {
        let rows = size(block) as usize;
        let mut all = Vec::with_capacity(columns.len());
        for &name in columns {
            all.push(self.column(block, name)?);
        }
        DataFrame::new(rows, all)
            .map_err(|e| Error::internal("columns of a grid differ").because(e))
    }

    fn column(&self, block: &[Range<u64>], name: &str) -> Result<Column> {
        let fail = |e| Error::internal("a column of a grid cannot be made").because(e);
        let kind = self.types.get(name).cloned().unwrap_or(DataType::Float64);
        if let Some(dim) = self.grid.dim(name) {
            let Some(places) = self.grid.dims().get(dim).map(|dim| &dim.places) else {
                return Err(Error::internal("a dimension is gone"));
            };
            let range = block.get(dim).cloned().unwrap_or(0..0);
            let along = along(name, places, range, &kind).map_err(fail)?;
            return spread(&along, &[dim], block).map_err(fail);
        }
        let Some(variable) = self.grid.variable(name) else {
            return Err(Error::no_column(name, self.grid.name(), &self.schema.names()));
        };
        let cells = self.cells(variable, block, &kind)?;
        spread(&cells, &variable.dims, block).map_err(fail)
    }

    /// The cells of a variable on its own dimensions.
    fn cells(&self, variable: &Variable, block: &[Range<u64>], kind: &DataType) -> Result<Column> {
        let name: PlSmallStr = variable.name.as_str().into();
        if matches!(variable.kind, Type::Text | Type::Category) {
            return Ok(Column::new(name, self.grid.words(variable, block)?));
        }
        let cells = self.grid.read(variable, block)?;
        Ok(match variable.kind {
            Type::Integer | Type::Time => {
                let whole = cells.iter().map(|&v| (!v.is_nan()).then_some(v as i64));
                let whole = Int64Chunked::from_iter_options(name, whole).into_series();
                let cast = whole.cast(kind).map_err(Error::internal)?;
                cast.into_column()
            }
            _ => numbers(name, cells),
        })
    }
}

/// Numbers; what is not a number is missing.
fn numbers(name: PlSmallStr, cells: Vec<f64>) -> Column {
    if cells.iter().any(|cell| cell.is_nan()) {
        let some = cells.iter().map(|&v| (!v.is_nan()).then_some(v));
        return Float64Chunked::from_iter_options(name, some).into_column();
    }
    Float64Chunked::from_vec(name, cells).into_column()
}

fn size(block: &[Range<u64>]) -> u64 {
    block.iter().map(|range| range.end - range.start).product()
}

/// The type of a column of places.
fn place_type(places: &Places) -> DataType {
    match places {
        Places::Count(_) | Places::Whole(_) => DataType::Int64,
        Places::Numbers(_) => DataType::Float64,
        Places::Times(_) => DataType::Datetime(TimeUnit::Microseconds, None),
        Places::Words(words) => {
            let named = words.iter().map(|word| word.as_deref()).collect::<Option<Vec<&str>>>();
            let categories = named.and_then(|words| {
                let different: std::collections::BTreeSet<&str> = words.iter().copied().collect();
                (different.len() == words.len())
                    .then(|| FrozenCategories::new(words.iter().copied()).ok())
                    .flatten()
            });
            categories.map_or(DataType::String, DataType::from_frozen_categories)
        }
    }
}

fn cell_type(kind: Type) -> DataType {
    match kind {
        Type::Integer => DataType::Int64,
        Type::Time => DataType::Datetime(TimeUnit::Microseconds, None),
        Type::Text | Type::Category => DataType::String,
        _ => DataType::Float64,
    }
}

/// A part of the places of a dimension.
fn along(name: &str, places: &Places, range: Range<u64>, kind: &DataType) -> PolarsResult<Column> {
    let part = range.start as usize..range.end as usize;
    let name: PlSmallStr = name.into();
    let column = match places {
        Places::Count(_) => Column::new(name, range.map(|i| i as i64).collect::<Vec<_>>()),
        Places::Whole(all) => Column::new(name, all.get(part).unwrap_or_default()),
        Places::Numbers(all) => numbers(name, all.get(part).unwrap_or_default().to_vec()),
        Places::Times(all) => Column::new(name, all.get(part).unwrap_or_default()),
        Places::Words(all) => Column::new(name, all.get(part).unwrap_or_default()),
    };
    if column.dtype() == kind { Ok(column) } else { column.cast(kind) }
}

/// Values on some of the dimensions (in this order, the last fastest), repeated along the others.
fn spread(values: &Column, dims: &[usize], block: &[Range<u64>]) -> PolarsResult<Column> {
    if dims.iter().copied().eq(0..block.len()) {
        return Ok(values.clone());
    }
    let sizes: Vec<usize> = block.iter().map(|range| (range.end - range.start) as usize).collect();
    let rows: usize = sizes.iter().product();
    // How far a step along each dimension goes in the values.
    let mut steps = vec![0_usize; sizes.len()];
    let mut step = 1;
    for &dim in dims.iter().rev() {
        if let (Some(place), Some(size)) = (steps.get_mut(dim), sizes.get(dim)) {
            *place = step;
            step *= size;
        }
    }
    let mut places = Vec::with_capacity(rows);
    if rows > 0 {
        places.push(0 as IdxSize);
    }
    for (&size, &step) in sizes.iter().zip(&steps) {
        let longer =
            places.iter().flat_map(|&at| (0..size).map(move |i| at + (i * step) as IdxSize));
        places = longer.collect();
    }
    values.take(&IdxCa::from_vec("places".into(), places))
}

impl Scan for Rows {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn types(&self) -> SchemaRef {
        Arc::clone(&self.types)
    }

    fn read(&self, columns: &[&str]) -> Result<DataFrame> {
        let parts = blocks(&self.grid.shape(), BLOCK);
        let mut all: Option<DataFrame> = None;
        for part in &parts {
            let rows = self.block(part, columns)?;
            match &mut all {
                None => all = Some(rows),
                Some(all) => {
                    all.vstack_mut_owned(rows).map_err(Error::internal)?;
                }
            }
        }
        let types = columns.iter().map(|&name| {
            let kind = self.types.get(name).cloned().unwrap_or(DataType::Float64);
            (PlSmallStr::from_str(name), kind)
        });
        let mut all = all.unwrap_or_else(|| {
            DataFrame::empty_with_schema(&types.collect::<polars::prelude::Schema>())
        });
        all.rechunk_mut();
        Ok(all)
    }

    fn name(&self) -> &str {
        self.grid.name()
    }

    fn pieces(&self) -> Option<&dyn Pieces> {
        Some(self)
    }

    fn grid(&self) -> Option<&Grid> {
        Some(&self.grid)
    }
}

impl Pieces for Rows {
    fn rows(&self) -> &[u64] {
        &self.sizes
    }

    fn bounds(&self, piece: usize, column: &str) -> Option<Bounds> {
        let block = self.pieces.get(piece)?;
        let (numbers, kind): (Vec<f64>, Type) = if let Some(dim) = self.grid.dim(column) {
            let places = &self.grid.dims().get(dim)?.places;
            let range = block.get(dim)?.clone();
            (range.filter_map(|place| places.number(place)).collect(), places.kind())
        } else {
            // What stands along one dimension costs little.
            let variable =
                self.grid.variable(column).filter(|v| v.coordinate && v.dims.len() == 1)?;
            (self.grid.read(variable, block).ok()?, variable.kind)
        };
        let (mut least, mut greatest) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in numbers.into_iter().filter(|value| !value.is_nan()) {
            (least, greatest) = (least.min(value), greatest.max(value));
        }
        // Times are told in milliseconds.
        let scale = if kind == Type::Time { 1000.0 } else { 1.0 };
        (least <= greatest).then_some(Bounds {
            least: least / scale,
            greatest: greatest / scale,
            missing: None,
        })
    }

    fn words(&self, column: &str) -> Result<Option<Vec<String>>> {
        Ok(self.types.get(column).and_then(crate::data::pieces::words))
    }

    fn frame(&self, piece: usize, columns: &[&str]) -> Result<DataFrame> {
        let block =
            self.pieces.get(piece).ok_or_else(|| Error::internal("there is no such piece"))?;
        self.block(block, columns)
    }

    fn walk(&self, piece: usize, columns: &[&str], each: &mut Each<'_>) -> Result<()> {
        let block =
            self.pieces.get(piece).ok_or_else(|| Error::internal("there is no such piece"))?;
        match Strips::read(&self.grid, block, columns)? {
            Some(strips) => strips.walk(each),
            None => pieces::walk(&self.block(block, columns)?, columns, each),
        }
    }
}
