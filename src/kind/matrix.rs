//! Scatter matrix: every column against every other.

use super::wide::{columns, faint, made};
use super::{ChannelUse, Columns, DefaultX, Example, Kind, NUMBER, Param, keys, param};
use crate::error::Result;
use crate::spec::wide::WideInto;
use crate::spec::{Channel, CoreLayer, Encoding, Frame, Grid, Layer, Lowered, Mark, Schema, Style};

/// Columns that a picture has room for.
const MOST: usize = 8;

/// Every column against every other.
pub(super) struct ScatterMatrix;

impl Kind for ScatterMatrix {
    fn name(&self) -> &'static str {
        "scatter_matrix"
    }

    fn aliases(&self) -> &'static [&'static str] {
        &["scatter-matrix", "pairplot", "splom"]
    }

    fn summary(&self) -> &'static str {
        "every column of numbers against every other, its distribution on the diagonal"
    }

    fn guide(&self) -> &'static str {
        "For a first look at how up to eight measures go together; -y names them. Panels above \
         each other share x, panels beside each other share y. On the diagonal, heights fill the \
         range of the column: they are counts (or densities) without an axis. Rows in which one \
         of the columns is missing are left out. `-o rows.csv` gives, by `row` and `column` (the \
         columns on y and on x): the bars of the diagonal, `left`, `right`, `count` (drawn \
         from `base` to `top`), and the points, `x`, `y`."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        const { &[ChannelUse::optional(Channel::Y, NUMBER), ChannelUse::optional(Channel::By, &[])] }
    }

    fn params(&self) -> &'static [&'static Param] {
        &[&param::DIAGONAL]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "penguins",
                summary: "three measures, coloured by group",
                command: "scatter_matrix testdata/penguins.csv \
                          -y bill_length_mm,flipper_length_mm,body_mass_g --by species \
                          --title 'Three species of penguins' --size 800x640",
            },
            Example {
                name: "kde",
                summary: "densities on the diagonal",
                command: "scatter_matrix testdata/weather.csv -y temp_max,wind --diagonal kde \
                          --where \"date < '2013-01-01'\" --size 640x500",
            },
        ]
    }

    fn default_x(&self) -> DefaultX {
        DefaultX::None
    }

    fn columns(&self) -> Columns {
        Columns::Wide
    }

    fn lower(&self, layer: &Layer, schema: &Schema) -> Result<Lowered> {
        let names = columns(self.name(), layer, schema, [2, MOST])?;
        let keys = keys(layer, schema, &[]);
        let dense = layer.text(param::DIAGONAL.name) == Some("kde");
        let mut base = layer.encodings.clone();
        base.insert(Channel::Row, Encoding::field("row"));
        base.insert(Channel::Col, Encoding::field("column"));
        let mapped = |pairs: &[(Channel, &str)]| {
            let mut encodings = base.clone();
            encodings
                .extend(pairs.iter().map(|(channel, name)| (*channel, Encoding::field(*name))));
            encodings
        };
        let heights = [(Channel::Y, "top"), (Channel::Y2, "base")];
        let (mark, own, into) = if dense {
            (Mark::Area, vec![(Channel::X, "at")], WideInto::Densities)
        } else {
            (Mark::Bar, vec![(Channel::X, "left"), (Channel::X2, "right")], WideInto::Histograms)
        };
        let own: Vec<_> = own.into_iter().chain(heights).collect();
        let plain = Style { alpha: None, size: None, marker: None, ..layer.style.clone() };
        let mut diagonal = CoreLayer { loose: true, ..CoreLayer::new(mark, mapped(&own), plain) };
        diagonal.transforms.push(made(&names, &keys, into));
        let points = mapped(&[(Channel::X, "x"), (Channel::Y, "y")]);
        let mut points = CoreLayer::new(Mark::Dot, points, faint(&layer.style));
        points.transforms.push(made(&names, &keys, WideInto::Pairs));
        let frame = Frame { grid: Grid::Both, pad: true, ..Frame::default() };
        Ok(Lowered {
            matrix: Some(["row".into(), "column".into()]),
            ..Lowered::new(vec![diagonal, points], frame)
        })
    }
}
