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
mod expression;
mod filter;
mod group;
mod lagged;
mod pairs;
mod reshape;
mod sel;
mod sort;
mod time;
mod wide;

use crate::data::Table;
use crate::error::{Error, Result};
use crate::spec::Transform;
use crate::warn::Warnings;

/// The table after `transform`.
pub fn apply(table: &Table, transform: &Transform, warnings: &mut Warnings) -> Result<Table> {
    match transform {
        Transform::Sel { column, value, to, range } => {
            let wanted = sel::Wanted { from: value.as_deref(), to: to.as_deref(), range: *range };
            sel::select(table, column, wanted)
        }
        Transform::Where(expr) => filter::filter(table, expr),
        Transform::Derive { name, expr } => filter::derive(table, name, expr),
        Transform::Group(group) => group::group(table, group, warnings),
        Transform::Unpivot { columns, keep, name, value } => {
            reshape::unpivot(table, columns, keep, [name, value])
        }
        Transform::Join { columns, into } => reshape::join(table, columns, into),
        Transform::RowNumber { into } => reshape::number(table, into),
        Transform::Sort { by } => sort::sort(table, by),
        Transform::Bin(spec) => bin::bin(table, spec, warnings),
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
