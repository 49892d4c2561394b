//! Paths: rows connected in their own order.

use super::{CONTINUOUS, ChannelUse, Example, Kind, Param};
use crate::error::Result;
use crate::spec::{Channel, CoreLayer, Frame, Grid, Layer, Lowered, Mark, Schema};

/// Rows connected in their own order.
pub(super) struct Paths;

impl Kind for Paths {
    fn name(&self) -> &'static str {
        "paths"
    }

    fn aliases(&self) -> &'static [&'static str] {
        &["path"]
    }

    fn summary(&self) -> &'static str {
        "rows connected in their own order, as a track on a map"
    }

    fn guide(&self) -> &'static str {
        "For tracks and cycles: points are connected as the rows come, whatever their x. --by \
         colours the paths, --part tells them apart without colours, and a missing x or y ends a \
         stretch. --color-by colours along the path: each step has the colour of the row that it \
         leaves. Add --aspect equal when both axes have the same unit."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        const {
            &[
                ChannelUse::required(Channel::X, CONTINUOUS),
                ChannelUse::required(Channel::Y, CONTINUOUS),
                ChannelUse::optional(Channel::By, &[]),
                ChannelUse::optional(Channel::Part, &[]),
                ChannelUse::optional(Channel::Color, &[]),
            ]
        }
    }

    fn pairs(&self) -> &'static [[&'static str; 2]] {
        &[["x", "y"], ["lon", "lat"], ["longitude", "latitude"], ["easting", "northing"]]
    }

    fn params(&self) -> &'static [&'static Param] {
        &[]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "tracks",
                summary: "tracks of two boats, coloured by speed",
                command: "paths testdata/tracks.csv -x east -y north --part boat \
                          --color-by speed --aspect equal --title 'Two boats (synthetic)' \
                          --xlabel 'East (m)' --ylabel 'North (m)'",
            },
            Example {
                name: "boats",
                summary: "one colour per boat",
                command: "paths testdata/tracks.csv -x east -y north --by boat --aspect equal",
            },
            Example {
                name: "cycle",
                summary: "two measures through the months of a year",
                command: "paths testdata/weather.csv --derive 'month=extract(month from date)' \
                          -x temp_max -y precipitation --group-by month --agg mean \
                          --color-by month --line-width 3 \
                          --xlabel 'Mean of the daily maximum (°C)' --ylabel 'Mean rain (mm a day)'",
            },
        ]
    }

    fn lower(&self, layer: &Layer, _schema: &Schema) -> Result<Lowered> {
        let mark = Mark::Line { step: None };
        let lines = CoreLayer::new(mark, layer.encodings.clone(), layer.style.clone());
        let frame = Frame { grid: Grid::Both, near_zero: true, pad: true, ..Frame::default() };
        Ok(Lowered::new(vec![lines], frame))
    }
}
