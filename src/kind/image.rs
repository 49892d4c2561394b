//! Image: a value for every cell of a grid, as its colour.

use super::{CONTINUOUS, ChannelUse, DefaultX, Example, Kind, NUMBER, Param, contour, param};
use crate::error::Result;
use crate::spec::{
    Channel, CoreLayer, Edges, Encoding, Frame, Grid, Layer, Lowered, Mark, Schema, Transform,
    Unique,
};

/// A value for every cell of a grid.
pub(super) struct Image;

impl Kind for Image {
    fn name(&self) -> &'static str {
        "image"
    }

    fn aliases(&self) -> &'static [&'static str] {
        &["imshow"]
    }

    fn summary(&self) -> &'static str {
        "a value for every cell of a grid, as its colour"
    }

    fn guide(&self) -> &'static str {
        "For a measure over a plane: a field of a NetCDF file, or a table whose rows are the cells \
         of a grid. Cells reach half way to their neighbours, so coordinates may fall and be \
         unevenly spaced. y rises whichever way the file runs; what is missing stays empty. Colours \
         diverge where values lie on both sides of zero (--center moves the middle, --cmap is \
         another map). Dimensions on no axis become small multiples, or a slider in a page; --sel \
         and --isel choose a place, --reduce combines along one. Of grids finer than the picture \
         each pixel has the mean of its cells."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        CELLS
    }

    fn params(&self) -> &'static [&'static Param] {
        &[&param::LEVELS, &param::LOG_SPACE_X, &param::LOG_SPACE_Y]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "noon",
                summary: "one time of a field",
                command: "image testdata/grid/air.nc --sel time=2014-01-03T12 --cmap magma",
            },
            Example {
                name: "days",
                summary: "a dimension that is on no axis, as small multiples",
                command: "image testdata/grid/air.nc --isel time=0..4",
            },
        ]
    }

    fn default_x(&self) -> DefaultX {
        DefaultX::Index
    }

    fn measure(&self) -> Channel {
        Channel::Z
    }

    fn lower(&self, layer: &Layer, schema: &Schema) -> Result<Lowered> {
        cells(layer, schema)
    }
}

/// What cells of a grid are made of.
pub(super) const CELLS: &[ChannelUse] = &[
    ChannelUse::required(Channel::X, CONTINUOUS),
    ChannelUse::required(Channel::Y, CONTINUOUS),
    ChannelUse::required(Channel::Z, NUMBER),
];

/// A cell per row, from edge to edge.
pub(super) fn cells(layer: &Layer, schema: &Schema) -> Result<Lowered> {
    let keys = super::keys(layer, schema, &[Channel::X, Channel::Y, Channel::Z]);
    let mut encodings = layer.encodings.clone();
    let z = encodings.remove(&Channel::Z).unwrap_or_default();
    let value = z.field.clone().unwrap_or_default();
    encodings.insert(Channel::Color, z);
    let mut place = |channel, far| {
        let old = encodings.remove(&channel).unwrap_or_default();
        let column = old.field.unwrap_or_default();
        let title = old.title.unwrap_or_else(|| column.clone());
        let [low, high] = Edges::names(&column);
        encodings.insert(channel, Encoding::field(low).titled(title.clone()));
        encodings.insert(far, Encoding::field(high));
        (column, Some(title))
    };
    let (x, x_title) = place(Channel::X, Channel::X2);
    let (y, y_title) = place(Channel::Y, Channel::Y2);
    let mut cells = CoreLayer {
        unique: Unique::Must,
        diverging: true,
        steps: contour::steps(layer)?,
        ..CoreLayer::new(Mark::Rect, encodings, layer.style.clone())
    };
    cells.columns = keys.into_iter().chain([x.clone(), y.clone(), value]).collect();
    let log = [&param::LOG_SPACE_X, &param::LOG_SPACE_Y].map(|p| layer.flag(p.name, false));
    cells.transforms.push(Transform::Edges(Edges { columns: vec![x, y], log: log.to_vec() }));
    let frame = Frame { grid: Grid::None, tight: true, ..Frame::default() };
    Ok(Lowered { x_title, y_title, ..Lowered::new(vec![cells], frame) })
}
