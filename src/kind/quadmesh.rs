//! Quadmesh: as an image, over a grid of any spacing.

use super::{ChannelUse, DefaultX, Example, Kind, Param, image, param};
use crate::error::Result;
use crate::spec::{Channel, Layer, Lowered, Schema};

/// Cells of any width and height.
pub(super) struct Quadmesh;

impl Kind for Quadmesh {
    fn name(&self) -> &'static str {
        "quadmesh"
    }

    fn aliases(&self) -> &'static [&'static str] {
        &["pcolormesh"]
    }

    fn summary(&self) -> &'static str {
        "a value for every cell of a grid of any spacing, as its colour"
    }

    fn guide(&self) -> &'static str {
        "As image, of which it is the other name where the axes of the grid are those of the \
         picture: cells reach half way to their neighbours."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        image::CELLS
    }

    fn params(&self) -> &'static [&'static Param] {
        &[&param::LOG_SPACE_X, &param::LOG_SPACE_Y]
    }

    fn examples(&self) -> &'static [Example] {
        &[Example {
            name: "anomaly",
            summary: "colours that diverge from a value",
            command: "quadmesh testdata/grid/air.nc --reduce time=mean --center 273.15 \
                      --clabel 'Mean temperature (K)'",
        }]
    }

    fn default_x(&self) -> DefaultX {
        DefaultX::Index
    }

    fn measure(&self) -> Channel {
        Channel::Z
    }

    fn lower(&self, layer: &Layer, schema: &Schema) -> Result<Lowered> {
        image::cells(layer, schema)
    }
}
