//! A lazy table with a schema.

use std::sync::{Arc, Mutex};

use polars::prelude::*;

use super::pieces::{Pieces, Slices};
use super::{Grid, zone};
use crate::error::{Error, Result};
use crate::spec::{Field, Schema, Type};

/// Rows that can be read when they are wanted. Implemented by `source`. Where a file says NaN,
/// `read` says null.
pub trait Scan: Send + Sync {
    /// The columns.
    fn schema(&self) -> &Schema;
    /// Their polars types, in the same order.
    fn types(&self) -> SchemaRef;
    /// Read these columns, in this order, all rows.
    fn read(&self, columns: &[&str]) -> Result<DataFrame>;
    /// What messages call it: `diseases.csv`.
    fn name(&self) -> &str;
    /// The same rows piece by piece, where they can be read so.
    fn pieces(&self) -> Option<&dyn Pieces> {
        None
    }
    /// The same, of which the bounds of these columns will be asked for: a scan that has to walk
    /// over its rows to find its pieces looks for them on the way.
    fn pieces_bounding(&self, _columns: &[&str]) -> Option<&dyn Pieces> {
        self.pieces()
    }

    /// The grid of which these are the cells.
    fn grid(&self) -> Option<&Grid> {
        None
    }
}

/// A table that is read when it is collected.
#[derive(Clone)]
pub struct Table {
    schema: Schema,
    name: String,
    state: State,
}

#[derive(Clone)]
enum State {
    /// Nothing was done yet: columns are read without a query engine.
    Scan(Arc<dyn Scan>),
    /// Rows in memory.
    Frame(Slices),
    /// A plan, and where its scans leave their own error.
    Lazy(Box<LazyFrame>, Failure),
}

/// Where a step of a plan leaves its own error, which polars cannot carry.
pub type Failure = Arc<Mutex<Option<Error>>>;

impl Table {
    /// A table that `scan` reads.
    #[must_use]
    pub fn from_scan(scan: Arc<dyn Scan>) -> Self {
        Self {
            schema: scan.schema().clone(),
            name: scan.name().to_owned(),
            state: State::Scan(scan),
        }
    }

    /// A table in memory.
    #[must_use]
    pub fn from_frame(frame: DataFrame, name: impl Into<String>) -> Self {
        let schema = Schema { rows: Some(frame.height() as u64), ..schema_of(frame.schema()) };
        Self { schema, name: name.into(), state: State::Frame(Slices::new(frame)) }
    }

    /// The columns.
    #[must_use]
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// What messages call it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The polars types of the columns, in order.
    pub fn types(&self) -> Result<SchemaRef> {
        match &self.state {
            State::Scan(scan) => Ok(scan.types()),
            State::Frame(frame) => Ok(Arc::clone(frame.all().schema())),
            State::Lazy(frame, slot) => {
                frame.clone().collect_schema().map_err(|e| plan_error(e, slot))
            }
        }
    }

    /// The same table with another plan: `change` is given the lazy frame. What was known of a
    /// column that is still there (role, unit) stays known.
    pub fn then(&self, change: impl FnOnce(LazyFrame) -> LazyFrame) -> Result<Self> {
        self.then_or(|frame, _| change(frame))
    }

    /// As [`Table::then`], for a step that can fail while rows are read: it leaves its own error
    /// where it is told.
    pub fn then_or(&self, change: impl FnOnce(LazyFrame, &Failure) -> LazyFrame) -> Result<Self> {
        let (frame, slot) = self.lazy()?;
        let mut frame = change(frame, &slot);
        let types = frame.collect_schema().map_err(|e| plan_error(e, &slot))?;
        let schema = self.known(schema_of(&types));
        Ok(Self { schema, name: self.name.clone(), state: State::Lazy(Box::new(frame), slot) })
    }

    /// The same table with other rows, that were computed from it.
    #[must_use]
    pub fn with_frame(&self, frame: DataFrame) -> Self {
        let table = Self::from_frame(frame, self.name.clone());
        Self { schema: self.known(table.schema), ..table }
    }

    /// `schema`, with what is known of columns of the same name.
    fn known(&self, mut schema: Schema) -> Schema {
        for field in &mut schema.fields {
            if let Some(before) = self.schema.get(&field.name) {
                field.role = before.role;
                field.unit.clone_from(&before.unit);
                field.label.clone_from(&before.label);
                field.places = before.places;
                field.along.clone_from(&before.along);
            }
        }
        schema
    }

    /// Read these columns, in this order.
    pub fn collect(&self, columns: &[&str]) -> Result<DataFrame> {
        for &name in columns {
            if self.schema.get(name).is_none() {
                return Err(Error::no_column(name, &self.name, &self.schema.names()));
            }
        }
        match &self.state {
            State::Scan(scan) => scan.read(columns),
            State::Frame(frame) => frame
                .all()
                .select(columns.iter().copied())
                .map_err(|e| Error::internal("a column of the frame is gone").because(e)),
            State::Lazy(frame, slot) => LazyFrame::clone(frame)
                .select(columns.iter().map(|&c| col(c)).collect::<Vec<_>>())
                .collect()
                .map_err(|e| plan_error(e, slot)),
        }
    }

    /// The rows piece by piece, while nothing was done to them.
    #[must_use]
    pub fn pieces(&self) -> Option<&dyn Pieces> {
        match &self.state {
            State::Scan(scan) => scan.pieces(),
            State::Frame(frame) => Some(frame),
            State::Lazy(..) => None,
        }
    }

    /// The same, of which the bounds of these columns will be asked for.
    #[must_use]
    pub fn pieces_bounding(&self, columns: &[&str]) -> Option<&dyn Pieces> {
        match &self.state {
            State::Scan(scan) => scan.pieces_bounding(columns),
            _ => self.pieces(),
        }
    }

    /// The grid whose cells the rows are, while nothing else was done to them.
    #[must_use]
    pub fn grid(&self) -> Option<&Grid> {
        match &self.state {
            State::Scan(scan) => scan.grid(),
            State::Frame(_) | State::Lazy(..) => None,
        }
    }

    fn lazy(&self) -> Result<(LazyFrame, Failure)> {
        match &self.state {
            State::Scan(scan) => {
                let slot = Arc::new(Mutex::new(None));
                let pushed = Pushed { scan: Arc::clone(scan), error: Arc::clone(&slot) };
                let args = ScanArgsAnonymous {
                    schema: Some(scan.types()),
                    ..ScanArgsAnonymous::default()
                };
                LazyFrame::anonymous_scan(Arc::new(pushed), args)
                    .map(|frame| (frame, slot))
                    .map_err(|e| Error::internal("a scan cannot be planned").because(e))
            }
            State::Frame(frame) => Ok((frame.all().clone().lazy(), Arc::default())),
            State::Lazy(frame, slot) => Ok((LazyFrame::clone(frame), Arc::clone(slot))),
        }
    }
}

/// A [`Scan`] as polars wants it: the plan's projection reaches the reader.
struct Pushed {
    scan: Arc<dyn Scan>,
    error: Failure,
}

impl AnonymousScan for Pushed {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn scan(&self, options: AnonymousScanArgs) -> PolarsResult<DataFrame> {
        let all = self.scan.schema().names();
        let columns: Vec<&str> = match &options.with_columns {
            Some(some) => some.iter().map(PlSmallStr::as_str).collect(),
            None => all,
        };
        let rows = self.scan.read(&columns).map_err(|error| fail(&self.error, error))?;
        // A plan that wants the first rows alone leaves it to its scan to cut them.
        Ok(match options.n_rows {
            Some(count) => rows.head(Some(count)),
            None => rows,
        })
    }

    fn allows_projection_pushdown(&self) -> bool {
        true
    }
}

/// Leave `error` in its place, and tell polars to stop.
pub fn fail(failure: &Failure, error: Error) -> PolarsError {
    let message = error.to_string();
    if let Ok(mut slot) = failure.lock() {
        *slot = Some(error);
    }
    PolarsError::ComputeError(message.into())
}

/// The reader's own error where it has one, else polars' words.
fn plan_error(error: PolarsError, slot: &Mutex<Option<Error>>) -> Error {
    let own = slot.lock().ok().and_then(|mut slot| slot.take());
    own.unwrap_or_else(|| {
        let column = matches!(error, PolarsError::ColumnNotFound(_));
        Error::not_computed(column, error)
    })
}

/// Our names for polars' types.
#[must_use]
pub fn schema_of(types: &polars::prelude::Schema) -> Schema {
    let field = |(name, kind): (&PlSmallStr, &DataType)| Field {
        zone: zone::of(kind).map(ToString::to_string),
        ..Field::new(name.as_str(), type_of(kind))
    };
    let fields = types.iter().map(field).collect();
    Schema { fields, rows: None }
}

/// Our name for a polars type.
#[must_use]
pub fn type_of(kind: &DataType) -> Type {
    match kind {
        DataType::Boolean => Type::Bool,
        DataType::Float32 | DataType::Float64 => Type::Number,
        DataType::Date | DataType::Datetime(..) => Type::Time,
        DataType::Enum(..) => Type::Category,
        kind if kind.is_integer() => Type::Integer,
        kind if kind.is_numeric() => Type::Number,
        _ => Type::Text,
    }
}
