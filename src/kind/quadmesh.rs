//! Quadmesh: a value for every cell of a grid, wherever its cells are.

use super::{CONTINUOUS, ChannelUse, DefaultX, Example, Kind, NUMBER, Param, mesh, param};
use crate::error::Result;
use crate::spec::{Channel, CoreLayer, Frame, Grid, Layer, Lowered, Mark, Schema, Unique};

/// A value for every cell of a grid.
pub(super) struct Quadmesh;

impl Kind for Quadmesh {
    fn name(&self) -> &'static str {
        "quadmesh"
    }

    fn aliases(&self) -> &'static [&'static str] {
        &["pcolormesh"]
    }

    fn summary(&self) -> &'static str {
        "a value for every cell of a grid of any shape, as its colour"
    }

    fn guide(&self) -> &'static str {
        "For a measure on a grid whose cells are not where rows and columns cross: an ocean model's \
         temperatures, whose longitudes and latitudes are on two dimensions each. These are x and y \
         where nothing is said; cells reach half way to their neighbours. What has no value is a \
         hole. Cells that cross the date line are drawn on both sides of it. --dims names the \
         dimensions of the grid in a table that is none."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        const {
            &[
                ChannelUse::required(Channel::X, CONTINUOUS),
                ChannelUse::required(Channel::Y, CONTINUOUS),
                ChannelUse::required(Channel::Z, NUMBER),
            ]
        }
    }

    fn params(&self) -> &'static [&'static Param] {
        &[&param::DIMS]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "ocean",
                summary: "a curved grid with land, one time of it",
                command: "quadmesh testdata/grid/ocean.nc --isel time=0",
            },
            Example {
                name: "times",
                summary: "a dimension that is on no axis",
                command: "quadmesh testdata/grid/ocean.nc --cmap viridis --size 900x500",
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
        Ok(mesh::dims(layer)?.into_iter().flatten().collect())
    }

    fn lower(&self, layer: &Layer, schema: &Schema) -> Result<Lowered> {
        if let Some(dims) = mesh::dims(layer)? {
            return Ok(mesh::quads(layer, schema, dims));
        }
        let mut encodings = layer.encodings.clone();
        if let Some(z) = encodings.remove(&Channel::Z) {
            encodings.insert(Channel::Color, z);
        }
        let core = CoreLayer::new(Mark::Rect, encodings, layer.style.clone());
        let cells = CoreLayer { unique: Unique::Must, ..core };
        let frame =
            Frame { grid: Grid::None, band: true, band_y: true, tight: true, ..Frame::default() };
        Ok(Lowered::new(vec![cells], frame))
    }
}
