//! The columns of vectors: those that are named, or else those that are called as such columns are;
//! and what is computed of them.

use crate::error::{Error, Result};
use crate::kind::streamplot::LENGTHS;
use crate::kind::{self, Kind, param};
use crate::spec::{Channel, Encoding, Field, Layer, Schema, Transform, Type};

/// What lengths along x and y are called, in whatever case: as models of the atmosphere and of the
/// ocean have it.
const PAIRS: [[&str; 2]; 11] = [
    ["u", "v"],
    ["u10", "v10"],
    ["10u", "10v"],
    ["u10m", "v10m"],
    ["u100", "v100"],
    ["ua", "va"],
    ["uas", "vas"],
    ["uo", "vo"],
    ["uwnd", "vwnd"],
    ["ugrd", "vgrd"],
    ["water_u", "water_v"],
];
/// What the names that people give them have in them: the standard names of the CF conventions do.
const WORDS: [[&str; 2]; 4] = [
    ["eastward", "northward"],
    ["zonal", "meridional"],
    ["u-component", "v-component"],
    ["u component", "v component"],
];

/// Whether a kind draws vectors.
fn draws_vectors(layer: &Layer) -> bool {
    kind::find(&layer.kind).is_ok_and(|kind: &dyn Kind| kind.measure() == Channel::U)
}

/// Name the columns of vectors in `layer`, and add to `schema` what `added` makes; whether columns
/// were chosen.
pub(super) fn columns(
    layer: &mut Layer,
    schema: &mut Schema,
    added: &mut Vec<Transform>,
) -> Result<bool> {
    if layer.data.is_none() || !draws_vectors(layer) {
        return Ok(false);
    }
    from_angles(layer, schema, added)?;
    let said = |channel| layer.encodings.contains_key(&channel);
    let open = !said(Channel::U) && !said(Channel::V);
    let found = if open { pair(schema) } else { None };
    let chosen = found.is_some();
    for (channel, name) in [Channel::U, Channel::V].into_iter().zip(found.into_iter().flatten()) {
        layer.encodings.insert(channel, Encoding::field(name));
    }
    lengths(layer, schema, added);
    Ok(chosen)
}

/// Columns that are called as those of vectors are.
fn pair(schema: &Schema) -> Option<[String; 2]> {
    let numbers = || schema.fields.iter().filter(|field| field.kind.is_number());
    let found =
        |is: &dyn Fn(&Field) -> bool| numbers().find(|field| is(field)).map(|f| f.name.clone());
    // Variables of groups have their paths.
    let last = |field: &Field| field.name.rsplit('/').next().unwrap_or_default().to_lowercase();
    let named = PAIRS
        .iter()
        .find_map(|[u, v]| Some([found(&|f| last(f) == *u)?, found(&|f| last(f) == *v)?]));
    let has = |field: &Field, word: &str| {
        field.label.as_deref().is_some_and(|label| label.to_lowercase().contains(word))
    };
    let told =
        || WORDS.iter().find_map(|[u, v]| Some([found(&|f| has(f, u))?, found(&|f| has(f, v))?]));
    named.or_else(told)
}

/// `--angle` and `--mag` as columns of lengths along x and y.
fn from_angles(layer: &mut Layer, schema: &mut Schema, added: &mut Vec<Transform>) -> Result<()> {
    let [angle, mag] =
        [param::ANGLE, param::MAG].map(|option| layer.text(option.name).map(String::from));
    let Some(angle) = angle else {
        return match mag {
            Some(_) => Err(Error::mag_without_angle()),
            None => Ok(()),
        };
    };
    for name in std::iter::once(&angle).chain(&mag) {
        let field = schema.get(name);
        let field = field.ok_or_else(|| Error::no_column(name, "the data", &schema.names()))?;
        if !field.kind.is_number() {
            return Err(Error::channel_type(&layer.kind, Channel::U, name, field.kind));
        }
    }
    let degrees = schema.get(&angle).and_then(|field| field.unit.as_deref()).is_some_and(|unit| {
        let unit = unit.to_lowercase();
        unit.starts_with("deg") || unit == "°"
    });
    let turn = if degrees { format!("radians({})", quoted(&angle)) } else { quoted(&angle) };
    let long = mag.as_deref().map_or_else(|| "1.0".to_owned(), quoted);
    let unit = mag.as_ref().and_then(|mag| schema.get(mag)).and_then(|field| field.unit.clone());
    for (channel, name, function) in [(Channel::U, "u", "cos"), (Channel::V, "v", "sin")] {
        let name = free(name, schema);
        let expr = format!("{long} * {function}({turn})");
        schema.fields.push(Field { unit: unit.clone(), ..Field::new(&name, Type::Number) });
        layer.encodings.insert(channel, Encoding::field(&name));
        added.push(Transform::Derive { name, expr });
    }
    for option in [param::ANGLE, param::MAG] {
        layer.options.remove(option.name);
    }
    Ok(())
}

/// A colour called `speed` or `mag` where no column is: the lengths of the vectors.
fn lengths(layer: &Layer, schema: &mut Schema, added: &mut Vec<Transform>) {
    let Some(color) = layer.field(Channel::Color) else { return };
    let [Some(u), Some(v)] = [Channel::U, Channel::V].map(|c| layer.field(c)) else { return };
    if !LENGTHS.contains(&color) || schema.get(color).is_some() {
        return;
    }
    let unit = schema.get(u).and_then(|field| field.unit.clone());
    let [u, v] = [u, v].map(quoted);
    let expr = format!("sqrt({u} * {u} + {v} * {v})");
    added.push(Transform::Derive { name: color.to_owned(), expr });
    schema.fields.push(Field { unit, ..Field::new(color, Type::Number) });
}

/// A name as it stands in an expression.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// `name`, or where a column has it, another.
fn free(name: &str, schema: &Schema) -> String {
    let mut free = name.to_owned();
    while schema.get(&free).is_some() {
        free.push('_');
    }
    free
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::DataRef;

    fn schema(names: &[(&str, Option<&str>, Option<&str>)]) -> Schema {
        let field = |(name, label, unit): &(&str, Option<&str>, Option<&str>)| Field {
            label: label.map(String::from),
            unit: unit.map(String::from),
            ..Field::new(*name, Type::Number)
        };
        Schema { fields: names.iter().map(field).collect(), rows: None }
    }

    fn layer(options: &[(&str, &str)]) -> Layer {
        let options = options.iter().map(|(name, value)| ((*name).into(), (*value).into()));
        let data = Some(DataRef::default());
        Layer { kind: "vectorfield".into(), data, options: options.collect(), ..Layer::default() }
    }

    #[test]
    fn columns_are_known_by_name_or_by_what_people_call_them() {
        let named = schema(&[("V10", None, None), ("sst", None, None), ("U10", None, None)]);
        assert_eq!(pair(&named), Some(["U10".into(), "V10".into()]));
        let pathed = schema(&[("deep/uo", None, None), ("deep/vo", None, None)]);
        assert_eq!(pair(&pathed), Some(["deep/uo".into(), "deep/vo".into()]));
        let told = [("a", Some("northward_wind"), None), ("b", Some("Eastward wind"), None)];
        assert_eq!(pair(&schema(&told)), Some(["b".into(), "a".into()]));
        assert_eq!(pair(&schema(&[("u", None, None), ("w", None, None)])), None);
    }

    #[test]
    fn angles_are_in_degrees_where_their_unit_says_so() {
        for (unit, angle) in [(Some("degrees"), "radians(\"a\")"), (Some("rad"), "\"a\"")] {
            let mut schema = schema(&[("a", None, unit), ("m", None, Some("m/s"))]);
            let mut layer = layer(&[("angle", "a"), ("mag", "m")]);
            let mut added = Vec::new();
            assert!(!columns(&mut layer, &mut schema, &mut added).unwrap_or(true));
            let expr = format!("\"m\" * cos({angle})");
            assert_eq!(added.first(), Some(&Transform::Derive { name: "u".into(), expr }));
            let unit = schema.get("v").and_then(|field| field.unit.clone());
            assert_eq!(unit.as_deref(), Some("m/s"));
            assert!(layer.options.is_empty() && layer.field(Channel::V) == Some("v"));
        }
    }
}
