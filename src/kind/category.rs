//! The categories along x for which a distribution is summed up: boxes, violins.

use std::collections::BTreeMap;

use super::auto::VARIABLE;
use crate::spec::{Channel, Encoding, Layer, Position, Schema, Transform};

/// The groups of a distribution.
pub(super) struct Groups {
    /// What is done to the table first.
    pub transforms: Vec<Transform>,
    /// Channels that every mark has: x, series, panels.
    pub encodings: BTreeMap<Channel, Encoding>,
    /// The column that is summed up.
    pub column: String,
    /// The columns that separate groups.
    pub keys: Vec<String>,
    /// Side by side, where there are series.
    pub position: Position,
    /// Title of x, when not its column's name.
    pub x_title: Option<String>,
    /// Title of y.
    pub y_title: Option<String>,
}

/// The groups of `layer`: of x and, side by side, of the series. Without x the series are on x,
/// unless they are wanted for something else; without either, the column itself is the category.
pub(super) fn groups(layer: &Layer, schema: &Schema, keep_series: bool) -> Groups {
    let mut layer = layer.clone();
    let mut transforms = Vec::new();
    let y = layer.encodings.remove(&Channel::Y).unwrap_or_default();
    let column = y.field.unwrap_or_default();
    let y_title = y.title.or_else(|| Some(column.clone()));
    if !layer.encodings.contains_key(&Channel::X) {
        let series = if keep_series { None } else { layer.encodings.remove(&Channel::By) };
        if let Some(by) = series {
            layer.encodings.insert(Channel::X, by);
        } else {
            let keep = super::keys(&layer, schema, &[]);
            let mut name = VARIABLE.to_owned();
            while keep.contains(&name) || name == column {
                name.push('_');
            }
            transforms.push(Transform::Unpivot {
                columns: vec![column.clone()],
                keep,
                name: name.clone(),
                value: column.clone(),
                beside: None,
            });
            layer.encodings.insert(Channel::X, Encoding::field(name));
        }
    }
    let (x, by) = (layer.field(Channel::X), layer.field(Channel::By));
    // A category that is coloured by itself stays in the middle of its slot.
    let beside = by.is_some() && by != x;
    let x_title = x.filter(|name| *name == VARIABLE).map(|_| String::new());
    let keys = super::keys(&layer, schema, &[]);
    Groups {
        transforms,
        column,
        keys,
        position: if beside { Position::Dodge } else { Position::Identity },
        x_title,
        y_title,
        encodings: layer.encodings,
    }
}
