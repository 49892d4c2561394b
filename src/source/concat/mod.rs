//! Several inputs as one table, by column name.

mod several;

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use polars::prelude::*;

use self::several::Several;
use crate::data::{Scan, table, zone};
use crate::error::{Error, Result};
use crate::spec::Schema;
use crate::warn::Warnings;

/// One scan of all rows, those of the first input first. A column that an input does not have is
/// missing there.
pub(super) fn concat(
    mut scans: Vec<Arc<dyn Scan>>,
    warnings: &mut Warnings,
) -> Result<Arc<dyn Scan>> {
    if scans.len() == 1
        && let Some(scan) = scans.pop()
    {
        return Ok(scan);
    }
    let Some(first) = scans.first() else { return Err(Error::no_data()) };
    let name = match scans.len() {
        2 => format!("{} and another file", first.name()),
        n => format!("{} and {} other files", first.name(), n - 1),
    };
    let types = types(&scans, &name, warnings)?;
    let rows = scans.iter().map(|s| s.schema().rows).sum::<Option<u64>>();
    let mut fields = table::schema_of(&types).fields;
    for field in &mut fields {
        if let Some(known) = scans.iter().find_map(|s| s.schema().get(&field.name)) {
            field.role = known.role;
            field.unit.clone_from(&known.unit);
            field.label.clone_from(&known.label);
        }
    }
    let (schema, types) = (Schema { fields, rows }, Arc::new(types));
    Ok(Arc::new(Several { scans, schema, types, name, pieces: OnceLock::new() }))
}

/// The types that hold the values of all inputs.
fn types(
    scans: &[Arc<dyn Scan>],
    name: &str,
    warnings: &mut Warnings,
) -> Result<polars::prelude::Schema> {
    let mut types = polars::prelude::Schema::default();
    for scan in scans {
        let before = types.len();
        for (column, kind) in scan.types().iter() {
            let joined = match types.get(column) {
                None => kind.clone(),
                Some(known) if known == kind => continue,
                // A column without a value has no say in its type.
                Some(known) if is_empty(scan, column)? => known.clone(),
                Some(_) if all_empty(scans, scan, column)? => kind.clone(),
                Some(known) => join(known, kind),
            };
            let mixed = types.get(column).is_some_and(|known| *known != joined || *kind != joined);
            if joined == DataType::String && mixed && !is_empty(scan, column)? {
                warnings.note(format!(
                    "column \"{column}\" is not of one type in {name} and is read as text"
                ));
            }
            types.insert(column.clone(), joined);
        }
        if before > 0 && (types.len() != before || scan.types().len() != before) {
            warnings.note(format!("the columns of {} differ from those before it", scan.name()));
        }
    }
    say_zones(scans, &types, name, warnings)?;
    Ok(types)
}

/// Say which columns have several time zones, and what became of them.
fn say_zones(
    scans: &[Arc<dyn Scan>],
    types: &polars::prelude::Schema,
    name: &str,
    warnings: &mut Warnings,
) -> Result<()> {
    for (column, kind) in types.iter().filter(|(_, kind)| kind.is_datetime()) {
        let mut zones: Vec<Option<TimeZone>> = Vec::new();
        for scan in scans {
            let known = scan.types();
            let Some(own) = known.get(column).filter(|kind| kind.is_datetime()) else { continue };
            let own = zone::of(own).cloned();
            if !zones.contains(&own) && (zones.is_empty() || !is_empty(scan, column)?) {
                zones.push(own);
            }
        }
        if zones.len() < 2 {
            continue;
        }
        let names: Vec<&str> =
            zones.iter().map(|zone| zone.as_ref().map_or("none", |zone| zone.as_str())).collect();
        let names = crate::error::list(&names, 8);
        let of = format!("column \"{column}\" has several time zones in {name} ({names})");
        match zone::of(kind) {
            Some(_) => warnings.note(format!("{of} and is converted to UTC")),
            None => warnings.warn(format!("{of}: its times are taken as each clock shows them")),
        }
    }
    Ok(())
}

/// True when a column has no value in an input.
fn is_empty(scan: &Arc<dyn Scan>, column: &str) -> Result<bool> {
    let frame = scan.read(&[column])?;
    Ok(frame.columns().iter().all(|c| c.null_count() == c.len()))
}

/// True when a column has no value in any input before `end`.
fn all_empty(scans: &[Arc<dyn Scan>], end: &Arc<dyn Scan>, column: &str) -> Result<bool> {
    for scan in scans.iter().take_while(|scan| !Arc::ptr_eq(scan, end)) {
        if scan.types().contains(column) && !is_empty(scan, column)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The type that holds the values of both.
fn join(a: &DataType, b: &DataType) -> DataType {
    match (a, b) {
        (a, b) if a == b => a.clone(),
        (a, b) if a.is_integer() && b.is_integer() => DataType::Int64,
        (a, b) if a.is_primitive_numeric() && b.is_primitive_numeric() => DataType::Float64,
        (DataType::Datetime(..), DataType::Datetime(..)) => zone::common(a, b),
        (DataType::Enum(a, _), DataType::Enum(b, _)) => {
            let (a, b) = (a.categories(), b.categories());
            let known: BTreeSet<&str> = a.values_iter().collect();
            let more = b.values_iter().filter(|word| !known.contains(word));
            let all = FrozenCategories::new(a.values_iter().chain(more));
            all.map_or(DataType::String, DataType::from_frozen_categories)
        }
        _ => DataType::String,
    }
}
