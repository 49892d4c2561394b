//! What is done to a table before it is drawn.
//!
//! In: a [`Table`] and a [`Transform`]. Out: a table. Selections, filters, derived columns and
//! sorting stay lazy; groups, bins and unpivoting read the columns they need, and no others. This
//! room must not know plots or pixels.
//!
//! Missing values mean what they mean in pandas: keys that are missing are dropped, aggregates
//! skip what is missing, and a condition that cannot be decided is not true.
//!
//! ```
//! use polars::prelude::df;
//! use vizcli::{data::Table, spec::Transform, transform, warn::Warnings};
//!
//! let table = Table::from_frame(df!("year" => [1928, 1929, 1930])?, "years");
//! let late = Transform::Where("year > 1928".into());
//! let table = transform::apply(&table, &late, &mut Warnings::default())?;
//! assert_eq!(table.collect(&["year"])?.height(), 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod aggregate;
mod bin;
mod bivariate;
mod boxes;
mod candle;
mod cells;
mod colors;
mod condition;
mod contour;
mod corners;
mod density;
mod edges;
mod expression;
mod filter;
mod flow;
mod grid;
mod group;
mod hexbin;
mod lagged;
mod pairs;
mod part;
mod piece;
mod pivot;
mod plane;
mod reduce;
mod resample;
mod reshape;
mod rows;
mod running;
mod sample;
mod sel;
mod share;
mod sort;
mod streamline;
mod strips;
mod time;
mod top;
mod wide;
mod window;
mod zone;

pub use condition::{Condition, condition};
pub use piece::{apply_to_piece, by_row};

use crate::data::Table;
use crate::error::{Error, Result};
use crate::spec::Transform;
use crate::warn::Warnings;

/// The table after `transform`.
pub fn apply(table: &Table, transform: &Transform, warnings: &mut Warnings) -> Result<Table> {
    match transform {
        Transform::Sel { column, value, to, range } => {
            let wanted = sel::Wanted { from: value.as_deref(), to: to.as_deref(), range: *range };
            match grid::sel(table, column, wanted)? {
                Some(narrowed) => Ok(narrowed),
                None => sel::select(table, column, wanted),
            }
        }
        Transform::Isel { column, from, to, range } => {
            grid::isel(table, column, [*from, *to], *range)
        }
        Transform::Reduce { column, agg } => reduce::reduce(table, column, *agg),
        Transform::Where(expr) => filter::filter(table, expr),
        Transform::Derive { name, expr } => filter::derive(table, name, expr),
        Transform::Rename { column, into } => match grid::rename(table, column, into)? {
            Some(renamed) => Ok(renamed),
            None => reshape::rename(table, column, into),
        },
        Transform::Group(group) => group::group(table, group, warnings),
        Transform::Unpivot { columns, keep, name, value, beside } => {
            reshape::unpivot(table, columns, keep, [name, value], beside.as_ref())
        }
        Transform::Join { columns, into } => reshape::join(table, columns, into),
        Transform::RowNumber { into } => reshape::number(table, into),
        Transform::Head { count } => table.then(|frame| frame.limit(*count)),
        Transform::Sort { by } => sort::sort(table, by),
        Transform::Bin(spec) => bin::bin(table, spec, warnings),
        Transform::Part { column, part, into } => part::add(table, column, *part, into),
        Transform::Pivot(spec) => pivot::pivot(table, spec, warnings),
        Transform::Melt { keep } => pivot::melt(table, keep),
        Transform::Resample(spec) => resample::resample(table, spec, warnings),
        Transform::Window(spec) => window::window(table, spec),
        Transform::Normalize(spec) => window::normalize(table, spec),
        Transform::Top(spec) => top::top(table, spec, warnings),
        Transform::ByAppearance { column } => top::by_appearance(table, column),
        Transform::Alphabetical { column } => top::alphabetical(table, column),
        Transform::Share(spec) => share::share(table, spec, warnings),
        Transform::Running(spec) => running::running(table, spec, warnings),
        Transform::Flow(spec) => flow::flow(table, spec, warnings),
        Transform::Cells(spec) => cells::cells(table, spec),
        Transform::Candle(spec) => candle::bodies(table, spec, warnings),
        Transform::Boxes(spec) => boxes::boxes(table, spec, warnings),
        Transform::Density(spec) => density::density(table, spec, warnings),
        Transform::Strips(spec) => strips::strips(table, spec),
        Transform::Bivariate(spec) => bivariate::bivariate(table, spec, warnings),
        Transform::Contour(spec) => contour::contour(table, spec, warnings),
        Transform::Edges(spec) => edges::edges(table, spec),
        Transform::Hexbin(spec) => hexbin::hexbin(table, spec, warnings),
        Transform::Streamlines(spec) => streamline::streamlines(table, spec, warnings),
        Transform::Colors(spec) => colors::colors(table, spec, warnings),
        Transform::Corners(spec) => corners::corners(table, spec, warnings),
        Transform::Wide(spec) => wide::wide(table, spec, warnings),
        Transform::Lagged(spec) => lagged::lagged(table, spec, warnings),
    }
}

/// All of `names` are columns of the table.
fn require<'a>(table: &Table, names: impl IntoIterator<Item = &'a str>) -> Result<()> {
    for name in names {
        if table.schema().get(name).is_none() {
            return Err(Error::no_column(name, table.name(), &table.schema().names()));
        }
    }
    Ok(())
}
