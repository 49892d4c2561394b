//! Area: amounts along an ordered x.

use super::{CONTINUOUS, ChannelUse, Example, Kind, NUMBER, Param, param};
use crate::error::Result;
use crate::spec::{Channel, CoreLayer, Frame, Layer, Lowered, Mark, Position, Schema, Unique};

/// Amounts along an ordered x.
pub(super) struct Area;

impl Kind for Area {
    fn name(&self) -> &'static str {
        "area"
    }

    fn summary(&self) -> &'static str {
        "filled amounts along an ordered x; series are stacked"
    }

    fn guide(&self) -> &'static str {
        "For parts of a whole along time. Series stand on each other; --no-stacked draws them \
         over each other from zero. With --y-lower COL the area is a band \
         between two columns: a range, not an amount, so it is not stacked and zero is no part \
         of it."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        const {
            &[
                ChannelUse::required(Channel::X, CONTINUOUS),
                ChannelUse::required(Channel::Y, NUMBER),
                ChannelUse::optional(Channel::Y2, NUMBER),
                ChannelUse::optional(Channel::By, &[]),
            ]
        }
    }

    fn params(&self) -> &'static [&'static Param] {
        &[&param::STACKED]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "stacked",
                summary: "states on each other",
                command: "area testdata/diseases.csv -x year -y measles --by state --agg sum",
            },
            Example {
                name: "overlaid",
                summary: "two measures over each other",
                command: "area testdata/weather.csv -x date -y temp_max,temp_min --no-stacked \
                          --where \"date < '2012-07-01'\"",
            },
            Example {
                name: "band",
                summary: "a band between two columns, with a line in it",
                command: "area testdata/weather.csv --derive 'month=extract(month from date)' \
                          --derive 'mean=(temp_max+temp_min)/2' \
                          -x month -y temp_max --y-lower temp_min --agg mean \
                          --title 'Days and nights of Seattle' --xlabel Month \
                          --ylabel 'Mean of the daily least and greatest, and their middle (°C)' \
                          --overlay line -y mean --color '#3388d6'",
            },
        ]
    }

    fn connects(&self) -> bool {
        true
    }

    fn lower(&self, layer: &Layer, _schema: &Schema) -> Result<Lowered> {
        let mut area = CoreLayer::new(Mark::Area, layer.encodings.clone(), layer.style.clone());
        if layer.encodings.contains_key(&Channel::Y2) {
            let lower = layer.field(Channel::Y2).unwrap_or_default();
            if let Some(y) = area.encodings.get_mut(&Channel::Y) {
                let name = format!("{lower} to {}", y.field.as_deref().unwrap_or_default());
                y.title.get_or_insert(name);
            }
            // Its fill is the range: a line on top alone would say that one end counts more.
            area.style.line_width = area.style.line_width.or(Some(0.0));
            area.unique = Unique::Note;
            let frame = Frame { near_zero: true, axis_line: true, ..Frame::default() };
            return Ok(Lowered::new(vec![area], frame));
        }
        if layer.flag(param::STACKED.name, true) && layer.field(Channel::By).is_some() {
            area.position = Position::Stack;
            area.unique = Unique::Must;
        } else {
            area.unique = Unique::Note;
        }
        let frame = Frame { zero: true, axis_line: true, ..Frame::default() };
        Ok(Lowered::new(vec![area], frame))
    }
}
