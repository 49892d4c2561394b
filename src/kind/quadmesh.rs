//! Quadmesh: as an image, over a grid of any spacing and any shape.

use super::{ChannelUse, DefaultX, Example, Kind, Param, image, mesh, param};
use crate::error::Result;
use crate::spec::{Channel, Layer, Lowered, Schema};

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
         where nothing is said; cells reach half way to their neighbours, what has no value is a \
         hole, and what crosses the date line is put together. --dims names the dimensions of such \
         a grid in a table. Where the axes of the grid are those of the picture it is another name \
         of image."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        image::CELLS
    }

    fn params(&self) -> &'static [&'static Param] {
        &[&param::DIMS, &param::LEVELS, &param::LOG_SPACE_X, &param::LOG_SPACE_Y]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "anomaly",
                summary: "colours that diverge from a value",
                command: "quadmesh testdata/grid/air.nc --reduce time=mean --center 273.15 \
                          --clabel 'Mean temperature (K)'",
            },
            Example {
                name: "ocean",
                summary: "a curved grid with land, one time of it",
                command: "quadmesh testdata/grid/ocean.nc --isel time=0",
            },
            Example {
                name: "times",
                summary: "a curved grid at several times",
                command: "quadmesh testdata/grid/ocean.nc --col time --col-wrap 3 --size 900x400",
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
        match mesh::dims(layer)? {
            Some(dims) => Ok(mesh::quads(layer, schema, dims)),
            None => image::cells(layer, schema),
        }
    }
}
