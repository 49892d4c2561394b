//! Rgb: three bands of a grid as the colours that an eye would see.

use super::{CONTINUOUS, ChannelUse, DefaultX, Example, Kind, NUMBER, Param, mesh, param};
use crate::error::{Error, Result};
use crate::spec::{Channel, Colors, Encoding, Face, Layer, Lowered, Schema, Transform};

/// Three bands as colours.
pub(super) struct Rgb;

impl Kind for Rgb {
    fn name(&self) -> &'static str {
        "rgb"
    }

    fn summary(&self) -> &'static str {
        "three bands of a grid as red, green and blue"
    }

    fn guide(&self) -> &'static str {
        "For pictures that are data: what a satellite saw. The bands are three values of a dimension \
         (--bands 3,2,1; the first three where nothing is said), or three columns or variables \
         (--bands red,green,blue). Whole numbers up to 255 and numbers up to 1 are taken as they \
         are, others from the least to the greatest; --clim says from where to where, --robust from \
         the 2nd to the 98th percentile. y rises as its coordinates do. A cell without one of its \
         bands is clear."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        const {
            &[
                ChannelUse::required(Channel::X, CONTINUOUS),
                ChannelUse::required(Channel::Y, CONTINUOUS),
                ChannelUse::optional(Channel::Z, NUMBER),
            ]
        }
    }

    fn params(&self) -> &'static [&'static Param] {
        &[&param::BANDS, &param::BAND, &param::BAND_RANGE, &param::ROBUST_BANDS, &param::DIMS]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "coast",
                summary: "the first three of four bands",
                command: "rgb testdata/grid/scene.nc --data-aspect 1",
            },
            Example {
                name: "near",
                summary: "other bands: what plants reflect in red",
                command: "rgb testdata/grid/scene.nc --bands 4,1,2 --robust --data-aspect 1",
            },
        ]
    }

    fn default_x(&self) -> DefaultX {
        DefaultX::Index
    }

    fn measure(&self) -> Channel {
        Channel::Z
    }

    fn coordinates(&self) -> Option<usize> {
        Some(2)
    }

    fn reads(&self, layer: &Layer) -> Result<Vec<String>> {
        let dims = mesh::dims(layer)?.into_iter().flatten();
        let bands = match layer.text(param::BAND.name) {
            Some(band) => vec![band.to_owned()],
            None => bands(layer)?,
        };
        Ok(dims.chain(bands).collect())
    }

    fn lower(&self, layer: &Layer, schema: &Schema) -> Result<Lowered> {
        let bands = bands(layer)?;
        let column = |channel| layer.field(channel).unwrap_or_default().to_owned();
        let [x, y, z] = [Channel::X, Channel::Y, Channel::Z].map(column);
        let along = layer.text(param::BAND.name).map(|band| [band.to_owned(), z.clone()]);
        if along.is_none() && bands.len() != 3 {
            return Err(Error::no_bands("is no dimension of them"));
        }
        let dims = mesh::dims(layer)?.unwrap_or_else(|| [y.clone(), x.clone()]);
        let mut keys = super::keys(layer, schema, &[Channel::X, Channel::Y, Channel::Z]);
        let panels = keys.clone();
        for own in [&dims[0], &dims[1], &y, &x] {
            if !keys.contains(own) {
                keys.push(own.clone());
            }
        }
        let mut encodings = layer.encodings.clone();
        encodings.remove(&Channel::Z);
        encodings.insert(Channel::Color, Encoding::field(Colors::COLOR));
        let mut core = mesh::corners(layer, schema, Face::Pixel, (encodings, Colors::COLOR, dims));
        let values = match &along {
            Some([band, z]) => vec![band.clone(), z.clone()],
            None => bands.clone(),
        };
        core.columns = panels.into_iter().chain([x, y]).chain(values).collect();
        let colors = Colors {
            bands,
            along,
            keys,
            range: range(layer)?,
            robust: layer.flag(param::ROBUST_BANDS.name, false),
        };
        core.transforms.insert(0, Transform::Colors(colors));
        Ok(mesh::framed(core))
    }
}

/// What was named as bands.
fn bands(layer: &Layer) -> Result<Vec<String>> {
    let name = param::BANDS.name;
    let text = match layer.options.get(name) {
        None => return Ok(Vec::new()),
        Some(value) => value.as_str().map_or_else(|| value.to_string(), str::to_owned),
    };
    let bands: Vec<String> = text.split(',').map(|band| band.trim().to_owned()).collect();
    match bands.len() {
        3 => Ok(bands),
        1 => Err(Error::no_bands("is one")),
        many => Err(Error::no_bands(&format!("are {many}"))),
    }
}

/// The values of black and of full light.
fn range(layer: &Layer) -> Result<Option<[f64; 2]>> {
    let name = param::BAND_RANGE.name;
    let Some(text) = layer.text(name) else { return Ok(None) };
    let ends: Option<Vec<f64>> = text.split(',').map(|end| end.trim().parse().ok()).collect();
    match ends.as_deref() {
        Some([low, high]) if low < high => Ok(Some([*low, *high])),
        _ => Err(Error::option(name, text, "two numbers, the lower one first: 0,3000")),
    }
}
