//! What a file holds, in words.

use netcdf_reader::{NcAttrValue, NcAttribute, NcGroup};
use serde_json::{Value, json};

use super::choose::{Chosen, type_name};
use super::role::Found;
use crate::data::grid::{Attribute, OutlineDimension, OutlineGroup, OutlineVariable};

/// A group and those within it.
pub(super) fn group(
    group: &NcGroup,
    path: &str,
    all: &[Found<'_>],
    chosen: &Chosen,
) -> OutlineGroup {
    let dimensions = group.dimensions.iter().map(|dim| OutlineDimension {
        name: dim.name.clone(),
        size: dim.size,
        unlimited: dim.is_unlimited,
    });
    let own = all.iter().filter(|found| found.group() == path);
    let inner = group.groups.iter().map(|inner| {
        let path =
            if path.is_empty() { inner.name.clone() } else { format!("{path}/{}", inner.name) };
        self::group(inner, &path, all, chosen)
    });
    OutlineGroup {
        path: path.to_owned(),
        dimensions: dimensions.collect(),
        variables: own.map(|found| variable(found, chosen)).collect(),
        attributes: attributes(&group.attributes),
        groups: inner.collect(),
    }
}

fn variable(found: &Found<'_>, chosen: &Chosen) -> OutlineVariable {
    let dims = &found.variable.dimensions;
    let place = chosen.paths.iter().position(|path| path.as_ref() == Some(&found.path));
    let places = place.and_then(|place| chosen.dims.get(place)).map(|dim| &dim.places);
    let range = places.filter(|places| !places.is_empty());
    OutlineVariable {
        name: found.path.clone(),
        kind: type_name(&found.variable.dtype),
        dimensions: dims.iter().map(|dim| dim.name.clone()).collect(),
        shape: dims.iter().map(|dim| dim.size).collect(),
        role: found.role.name(),
        range: range.map(|places| [places.text(0), places.text(places.len() - 1)]),
        attributes: attributes(&found.variable.attributes),
    }
}

/// Attributes, without those by which HDF5 files tell dimensions.
fn attributes(all: &[NcAttribute]) -> Vec<Attribute> {
    let inner = ["DIMENSION_LIST", "REFERENCE_LIST", "CLASS", "NAME", "_Netcdf4Dimid"];
    let shown = all.iter().filter(|a| !inner.contains(&a.name.as_str()));
    shown.map(|a| Attribute { name: a.name.clone(), value: value(&a.value) }).collect()
}

fn value(value: &NcAttrValue) -> Value {
    fn list<T: Copy>(all: &[T], each: impl Fn(T) -> Value) -> Value {
        match all {
            [one] => each(*one),
            _ => Value::Array(all.iter().map(|&v| each(v)).collect()),
        }
    }
    match value {
        NcAttrValue::Chars(text) => json!(text.trim_end_matches('\0')),
        NcAttrValue::Strings(all) => match all.as_slice() {
            [one] => json!(one),
            _ => json!(all),
        },
        NcAttrValue::Bytes(all) => list(all, |v| json!(v)),
        NcAttrValue::Shorts(all) => list(all, |v| json!(v)),
        NcAttrValue::Ints(all) => list(all, |v| json!(v)),
        NcAttrValue::Int64s(all) => list(all, |v| json!(v)),
        NcAttrValue::UBytes(all) => list(all, |v| json!(v)),
        NcAttrValue::UShorts(all) => list(all, |v| json!(v)),
        NcAttrValue::UInts(all) => list(all, |v| json!(v)),
        NcAttrValue::UInt64s(all) => list(all, |v| json!(v)),
        // As short as the number that was meant.
        NcAttrValue::Floats(all) => list(all, |v| json!(v.to_string().parse::<f64>().ok())),
        NcAttrValue::Doubles(all) => list(all, |v| json!(v)),
        NcAttrValue::UserDefined { .. } => Value::Null,
    }
}
