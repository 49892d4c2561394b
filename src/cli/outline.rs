//! `vizcli info` of gridded data: dimensions, coordinates, variables and attributes.

use std::fmt::Write;

use serde_json::{Value, json};

use super::report::printable;
use crate::data::Grid;
use crate::data::grid::{Attribute, OutlineGroup, OutlineVariable};
use crate::warn::count;

/// What people read.
pub(super) fn page(files: &str, grid: &Grid, attempt: &str) -> String {
    let outline = grid.outline();
    let mut text = format!("{files}: {}\n", outline.format);
    group(&mut text, &outline.root);
    let names: Vec<String> = columns(grid).iter().map(|name| printable(name)).collect();
    let rows = count(grid.shape().iter().product(), "row");
    let _ = write!(text, "\nAs a table: {rows} of {}\n\nTry: {attempt}\n", names.join(", "));
    text
}

/// What programs read.
pub(super) fn json(grid: &Grid, attempt: &str) -> Value {
    let rows: u64 = grid.shape().iter().product();
    let mut all = json!(grid.outline().as_ref());
    if let Some(all) = all.as_object_mut() {
        all.insert("rows".into(), json!(rows));
        all.insert("columns".into(), json!(columns(grid)));
        all.insert("try".into(), json!(attempt));
    }
    all
}

/// A command that shows something: an image, of the first place along every other dimension.
pub(super) fn first_command(files: &str, grid: &Grid) -> String {
    let mut command = format!("vizcli plot {files}");
    let long: Vec<_> = grid.dims().iter().filter(|dim| dim.places.len() > 1).collect();
    for dim in long.iter().take(long.len().saturating_sub(2)) {
        let _ = write!(command, " --isel {}=0", super::info::quoted(&dim.name));
    }
    command
}

fn columns(grid: &Grid) -> Vec<&str> {
    let dims = grid.dims().iter().map(|dim| dim.name.as_str());
    dims.chain(grid.variables().iter().map(|variable| variable.name.as_str())).collect()
}

fn group(text: &mut String, all: &OutlineGroup) {
    if !all.path.is_empty() {
        let _ = writeln!(text, "\ngroup {}", printable(&all.path));
    }
    if !all.dimensions.is_empty() {
        text.push_str("\ndimensions\n");
        let wide = all.dimensions.iter().map(|dim| dim.name.chars().count()).max().unwrap_or(0);
        for dim in &all.dimensions {
            let grows = if dim.unlimited { "  unlimited" } else { "" };
            let name = printable(&dim.name);
            let _ = writeln!(text, "  {name:wide$}  {}{grows}", dim.size);
        }
    }
    for (role, title) in [
        ("coordinate", "coordinates"),
        ("variable", "variables"),
        ("bounds", "bounds and mappings"),
    ] {
        let own: Vec<_> = all.variables.iter().filter(|variable| variable.role == role).collect();
        if !own.is_empty() {
            let _ = writeln!(text, "\n{title}");
            for own in own {
                variable(text, own);
            }
        }
    }
    if !all.attributes.is_empty() {
        text.push_str("\nattributes\n");
        all.attributes.iter().for_each(|own| attribute(text, own, "  "));
    }
    all.groups.iter().for_each(|inner| group(text, inner));
}

fn variable(text: &mut String, all: &OutlineVariable) {
    let sizes = all.dimensions.iter().zip(&all.shape);
    let dims: Vec<String> =
        sizes.map(|(name, size)| format!("{}: {size}", printable(name))).collect();
    let _ = write!(text, "  {} {}", all.kind, printable(&all.name));
    if !dims.is_empty() {
        let _ = write!(text, " ({})", dims.join(", "));
    }
    if let Some([first, last]) = &all.range {
        let _ = write!(text, "  {} to {}", printable(first), printable(last));
    }
    text.push('\n');
    all.attributes.iter().for_each(|own| attribute(text, own, "      "));
}

fn attribute(text: &mut String, all: &Attribute, before: &str) {
    let value = match &all.value {
        Value::String(words) => words.clone(),
        Value::Array(list) => list.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    };
    let _ = writeln!(text, "{before}{}: {}", printable(&all.name), printable(&value));
}
