//! What kinds of meshes have in common.

use super::param;
use crate::error::{Error, Result};
use crate::spec::{
    Channel, CoreLayer, Corners, Encoding, Face, Frame, Grid, Layer, Lowered, Mark, Schema,
    Transform,
};

/// The dimensions of a curved grid: its lines, and the places on them.
pub(super) fn dims(layer: &Layer) -> Result<Option<[String; 2]>> {
    let name = param::DIMS.name;
    let Some(text) = layer.text(name) else { return Ok(None) };
    match text.split(',').map(|dim| dim.trim().to_owned()).collect::<Vec<_>>().as_slice() {
        [line, place] if !line.is_empty() && !place.is_empty() && line != place => {
            Ok(Some([line.clone(), place.clone()]))
        }
        _ => Err(Error::option(name, text, "two columns, as in y,x")),
    }
}

/// The cells of a grid on these dimensions, wherever they are.
pub(super) fn quads(layer: &Layer, schema: &Schema, dims: [String; 2]) -> Lowered {
    let value = layer.field(Channel::Z).unwrap_or_default().to_owned();
    let keys = super::keys(layer, schema, &[Channel::X, Channel::Y, Channel::Z]);
    let mut encodings = layer.encodings.clone();
    if let Some(z) = encodings.remove(&Channel::Z) {
        encodings.insert(Channel::Color, z);
    }
    let mut core = corners(layer, schema, Face::Quad, (encodings, &value, dims));
    core.diverging = true;
    let middles = [Channel::X, Channel::Y].map(|channel| layer.field(channel).unwrap_or_default());
    core.columns = keys;
    core.columns.extend(middles.into_iter().map(String::from).chain([value]));
    framed(core)
}

/// A layer of corners of cells whose middles are x and y.
pub(super) fn corners(
    layer: &Layer,
    schema: &Schema,
    face: Face,
    (mut encodings, value, dims): (
        std::collections::BTreeMap<Channel, Encoding>,
        &str,
        [String; 2],
    ),
) -> CoreLayer {
    encodings.insert(Channel::Part, Encoding::field(Corners::LINE));
    let column = |channel| layer.field(channel).unwrap_or_default().to_owned();
    let middles = [Channel::X, Channel::Y].map(column);
    let turns = [&middles[0], &middles[1]].map(|name| is_longitude(schema, name));
    let mut core = CoreLayer::new(Mark::Mesh(face), encodings, layer.style.clone());
    core.transforms.push(Transform::Corners(Corners {
        middles,
        value: value.to_owned(),
        dims,
        keys: super::panel_keys(layer),
        turns,
    }));
    core
}

/// A mesh fills its panel.
pub(super) fn framed(core: CoreLayer) -> Lowered {
    let frame = Frame { grid: Grid::None, tight: true, ..Frame::default() };
    Lowered::new(vec![core], frame)
}

/// Whether a column holds degrees that begin anew after a turn.
fn is_longitude(schema: &Schema, name: &str) -> bool {
    let unit = schema.get(name).and_then(|field| field.unit.as_deref());
    match unit {
        Some(unit) => unit == "°E",
        None => ["lon", "longitude", "nav_lon"].contains(&name.to_ascii_lowercase().as_str()),
    }
}
