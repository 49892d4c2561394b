//! Stream plot: lines along a field of vectors.

use super::vectorfield::{PLACES, finish};
use super::{ChannelUse, DefaultX, Example, Kind, NUMBER, Param, keys, param};
use crate::error::{Error, Result};
use crate::spec::vector::{self, TOWARDS};
use crate::spec::{
    Channel, CoreLayer, Encoding, Frame, Grid, Layer, Lowered, Mark, Schema, Style, Transform,
    Vector,
};

/// Lines along a field of vectors.
pub(super) struct Streamplot;

/// What the length of vectors is called.
const SPEED: &str = "speed";

impl Kind for Streamplot {
    fn name(&self) -> &'static str {
        "streamplot"
    }

    fn aliases(&self) -> &'static [&'static str] {
        &["streamlines"]
    }

    fn summary(&self) -> &'static str {
        "lines along a field of vectors, evenly apart: where it flows"
    }

    fn guide(&self) -> &'static str {
        "For where something flows on a grid. --u and --v (or --angle and --mag) are found and named \
         as for vectorfield, in units of x and y each. Lines are about evenly apart (Jobard and \
         Lefer, 1997), --density says how far; they say nothing about strength unless --color-by \
         speed colours them. They end where values are missing, where nothing flows, and where they \
         come too near to another. The grid may be uneven, and may run either way; a table is a grid \
         where its x and y repeat. The rows behind the picture are the corners of the lines: part, \
         x, y, speed."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        const {
            &[
                ChannelUse::required(Channel::X, NUMBER),
                ChannelUse::required(Channel::Y, NUMBER),
                ChannelUse::required(Channel::U, NUMBER),
                ChannelUse::required(Channel::V, NUMBER),
                ChannelUse::optional(Channel::Color, NUMBER),
            ]
        }
    }

    fn params(&self) -> &'static [&'static Param] {
        &[&param::ANGLE, &param::MAG, &param::LINE_DENSITY]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "wind",
                summary: "two variables of a grid, at one time",
                command: "streamplot testdata/grid/wind.nc --isel time=0 --theme dark \
                          --title 'Wind at 10 m (synthetic)'",
            },
            Example {
                name: "speed",
                summary: "coloured by strength, closer",
                command: "streamplot testdata/grid/wind.nc --isel time=1 --color-by speed \
                          --density 1.4",
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
        let mut encodings = layer.encodings.clone();
        let mut take = |channel| {
            let old = encodings.remove(&channel).unwrap_or_default();
            let column = old.field.unwrap_or_default();
            (column.clone(), old.title.unwrap_or(column))
        };
        let [(x, x_title), (y, y_title), (u, _), (v, _), (color, color_title)] =
            [Channel::X, Channel::Y, Channel::U, Channel::V, Channel::Color].map(&mut take);
        let keys =
            keys(layer, schema, &[Channel::X, Channel::Y, Channel::U, Channel::V, Channel::Color]);
        for (channel, name, title) in [(Channel::X, "x", &x_title), (Channel::Y, "y", &y_title)] {
            encodings.insert(channel, Encoding::field(name).titled(title.clone()));
        }
        encodings.insert(Channel::Part, Encoding::field("part"));
        if !color.is_empty() {
            if !LENGTHS.contains(&color.as_str()) {
                return Err(Error::streamline_color(&color));
            }
            encodings.insert(Channel::Color, Encoding::field(SPEED).titled(color_title));
        }
        let step = Transform::Streamlines(vector::Streamlines {
            columns: [x, y],
            vector: [u, v],
            keys: keys.clone(),
            density: layer.number(param::LINE_DENSITY.name).unwrap_or(1.0),
        });
        let style =
            Style { line_width: layer.style.line_width.or(Some(1.25)), ..layer.style.clone() };
        let columns = keys.into_iter().chain(["part", "x", "y", SPEED].map(String::from));
        let lines = CoreLayer {
            finish: finish(layer),
            transforms: vec![step.clone()],
            apart: true,
            columns: columns.collect(),
            ..CoreLayer::new(Mark::Line { step: None }, encodings.clone(), style.clone())
        };
        for (channel, name) in [(Channel::X2, TOWARDS[0]), (Channel::Y2, TOWARDS[1])] {
            encodings.insert(channel, Encoding::field(name));
        }
        let heads = CoreLayer {
            finish: finish(layer),
            transforms: vec![step],
            silent: true,
            ..CoreLayer::new(Mark::Vector(Vector::Head), encodings, style)
        };
        let frame = Frame { grid: Grid::None, tight: true, ..Frame::default() };
        let titles = (Some(x_title), Some(y_title));
        Ok(Lowered {
            x_title: titles.0,
            y_title: titles.1,
            ..Lowered::new(vec![lines, heads], frame)
        })
    }
}

/// What the length of vectors may be called where no column is called so.
pub(super) const LENGTHS: [&str; 3] = [SPEED, "mag", "magnitude"];
