//! Vector field: arrows that say which way and how much.

use super::{CONTINUOUS, ChannelUse, DefaultX, Example, Kind, NUMBER, Param, param};
use crate::error::Result;
use crate::spec::{
    Channel, CoreLayer, Finish, Frame, Grid, Grip, Layer, Lowered, Mark, Schema, Vector,
};

/// Arrows that say which way and how much.
pub(super) struct Vectorfield;

/// Columns that are x and y where neither is named.
pub(super) const PLACES: [[&str; 2]; 3] = [["lon", "lat"], ["longitude", "latitude"], ["x", "y"]];

impl Kind for Vectorfield {
    fn name(&self) -> &'static str {
        "vectorfield"
    }

    fn aliases(&self) -> &'static [&'static str] {
        &["quiver"]
    }

    fn summary(&self) -> &'static str {
        "arrows that say which way and how much: winds, currents, gradients"
    }

    fn guide(&self) -> &'static str {
        "For a direction and a strength at every place of a grid or table. --u and --v are the \
         lengths along x and y (u and v, u10 and v10, ua and va and the like are found), or --angle \
         and --mag their direction and strength. Arrows point the same way on the page whatever the \
         axes: along x to the right, along y up, so (1, 1) is 45 degrees. The longest is as long as \
         there is room for between two places, and the arrow in the legend says what its length \
         means, in all panels. Where a grid has no room for all arrows, those of every N-th place \
         are drawn, none of them a mean, and a note says which; --every 1 draws all. A zero is a dot. \
         --color-by speed colours by length."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        const {
            &[
                ChannelUse::required(Channel::X, CONTINUOUS),
                ChannelUse::required(Channel::Y, CONTINUOUS),
                ChannelUse::required(Channel::U, NUMBER),
                ChannelUse::required(Channel::V, NUMBER),
                ChannelUse::optional(Channel::By, &[]),
                ChannelUse::optional(Channel::Color, NUMBER),
            ]
        }
    }

    fn params(&self) -> &'static [&'static Param] {
        &[&param::ANGLE, &param::MAG, &param::PIVOT, &param::EVERY]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "wind",
                summary: "two variables of a grid, at one time",
                command: "vectorfield testdata/grid/wind.nc --isel time=0 \
                          --title 'Wind at 10 m (synthetic)'",
            },
            Example {
                name: "speed",
                summary: "coloured by strength, every second place",
                command: "vectorfield testdata/grid/wind.nc --isel time=1 --color-by speed \
                          --every 2 --theme dark",
            },
            Example {
                name: "days",
                summary: "a panel per time, with the same lengths",
                command: "vectorfield testdata/grid/wind.nc --col time --size 900x420",
            },
            Example {
                name: "stations",
                summary: "directions and strengths of a table",
                command: "vectorfield testdata/stations.csv --angle direction --mag speed \
                          --arrow-pivot tail --color-by speed --cmap plasma --clabel 'Speed (m/s)'",
            },
        ]
    }

    fn default_x(&self) -> DefaultX {
        DefaultX::Open
    }

    fn measure(&self) -> Channel {
        Channel::U
    }

    fn pairs(&self) -> &'static [[&'static str; 2]] {
        &PLACES
    }

    fn lower(&self, layer: &Layer, schema: &Schema) -> Result<Lowered> {
        let grip = match layer.text(param::PIVOT.name) {
            Some("tail") => Grip::Tail,
            Some("tip") => Grip::Tip,
            _ => Grip::Mid,
        };
        let every = layer.number(param::EVERY.name).map(|n| n as u32);
        let mark = Mark::Vector(Vector::Whole { grip, every });
        let arrows = CoreLayer {
            finish: finish(layer),
            unit: unit(layer, schema),
            ..CoreLayer::new(mark, layer.encodings.clone(), layer.style.clone())
        };
        let frame = Frame { grid: Grid::Both, pad: true, ..Frame::default() };
        Ok(Lowered::new(vec![arrows], frame))
    }
}

/// Without a colour of their own, arrows and lines are of the colour of words.
pub(super) fn finish(layer: &Layer) -> Finish {
    let coloured = layer.style.color.is_some()
        || [Channel::Color, Channel::By].iter().any(|c| layer.encodings.contains_key(c));
    if coloured { Finish::Plain } else { Finish::Strong }
}

/// The unit that u and v have.
fn unit(layer: &Layer, schema: &Schema) -> Option<String> {
    schema.get(layer.field(Channel::U)?)?.unit.clone()
}
