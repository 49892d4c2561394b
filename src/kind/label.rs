//! Labels: words at places.

use super::{ChannelUse, Example, Kind, Param};
use crate::error::Result;
use crate::spec::{Channel, CoreLayer, Frame, Grid, Layer, Lowered, Mark, Schema, Template};

/// Words at places.
pub(super) struct Labels;

impl Kind for Labels {
    fn name(&self) -> &'static str {
        "labels"
    }

    fn summary(&self) -> &'static str {
        "words at x and y"
    }

    fn guide(&self) -> &'static str {
        "For naming points, alone or over a scatter. --text COL names the column of the words, and \
         --text '{name}: {value:.1f}' makes them from columns, with Python's formats for numbers \
         and strftime's for times. (--text X,Y=WORDS is the annotation, here too.) A label that \
         would lie on another, or on a point, a line or a bar, stands beside its place; one that finds \
         no room is left out, and a note counts those. --by and --color-by colour the words, --size N \
         is their height in pixels."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        const {
            &[
                ChannelUse::required(Channel::X, &[]),
                ChannelUse::required(Channel::Y, &[]),
                ChannelUse::required(Channel::Text, &[]),
                ChannelUse::optional(Channel::By, &[]),
                ChannelUse::optional(Channel::Color, &[]),
            ]
        }
    }

    fn params(&self) -> &'static [&'static Param] {
        &[]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "states",
                summary: "points with their names",
                command: "scatter testdata/diseases.csv -x pertussis -y measles --group-by state \
                          --agg mean --title 'Two diseases by state (synthetic)' \
                          --overlay labels --text state",
            },
            Example {
                name: "line",
                summary: "the values of a line, beside it",
                command: "line testdata/temperature.csv --derive 'decade=year//10*10' -x decade \
                          -y temp --agg mean --marker o --title 'Warmer by the decade' \
                          --ylabel 'Difference from the mean of 1951-1980 (°C)' --xlabel '' \
                          --overlay labels --text '{temp:.2f}'",
            },
            Example {
                name: "template",
                summary: "words made from columns",
                command: "scatter testdata/earthquakes.csv -x lon -y lat --where 'mag >= 5.5' \
                          --title 'Earthquakes of one week' --xlabel Longitude --ylabel Latitude \
                          --overlay labels --text 'M {mag:.1f}, {depth:.0f} km deep'",
            },
        ]
    }

    fn reads(&self, layer: &Layer) -> Result<Vec<String>> {
        let template = template(layer).map(Template::parse).transpose()?;
        Ok(template.map(|template| template.columns()).unwrap_or_default())
    }

    fn lower(&self, layer: &Layer, _schema: &Schema) -> Result<Lowered> {
        let words = CoreLayer::new(Mark::Text, layer.encodings.clone(), layer.style.clone());
        let frame = Frame { grid: Grid::Both, near_zero: true, pad: true, ..Frame::default() };
        Ok(Lowered::new(vec![words], frame))
    }
}

/// The template of the words, when they are not a column.
fn template(layer: &Layer) -> Option<&str> {
    layer.encodings.get(&Channel::Text)?.value.as_ref()?.as_str()
}
