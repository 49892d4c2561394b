//! What the kinds of several columns have in common.

use super::{NUMBER, param};
use crate::error::{Error, Result};
use crate::spec::wide::{Wide, WideInto};
use crate::spec::{Channel, Layer, Schema, Style, Transform};

/// Check the columns of a layer: so many, and all of numbers.
pub(super) fn columns(
    kind: &str,
    layer: &Layer,
    schema: &Schema,
    [least, most]: [usize; 2],
) -> Result<Vec<String>> {
    for name in &layer.ys {
        match schema.get(name) {
            None => return Err(Error::no_column(name, "the data", &schema.names())),
            Some(field) if !NUMBER.contains(&field.kind) => {
                return Err(Error::channel_type(kind, Channel::Y, name, field.kind));
            }
            Some(_) => {}
        }
    }
    let names: Vec<&str> = layer.ys.iter().map(String::as_str).collect();
    if names.len() < least {
        return Err(Error::few_columns(kind, least, &names));
    }
    if names.len() > most {
        return Err(Error::many_columns(kind, most, &names));
    }
    Ok(layer.ys.clone())
}

/// Something made of the columns, with the keys of the layer.
pub(super) fn made(columns: &[String], keys: &[String], into: WideInto) -> Transform {
    Transform::Wide(Wide { columns: columns.to_vec(), keys: keys.to_vec(), into })
}

/// The style of many marks over each other.
pub(super) fn faint(style: &Style) -> Style {
    Style { alpha: style.alpha.or(Some(0.5)), ..style.clone() }
}

/// A whole number, as a kind's option.
pub(super) fn whole(layer: &Layer, param: &param::Param, default: u32) -> u32 {
    layer.number(param.name).map_or(default, |number| number.round().max(1.0) as u32)
}
