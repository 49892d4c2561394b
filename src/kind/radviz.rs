//! `RadViz`: rows between the columns on a circle.

use super::wide::{columns, made};
use super::{ChannelUse, Columns, DefaultX, Example, Kind, NUMBER, Param, keys};
use crate::error::Result;
use crate::spec::wide::WideInto;
use crate::spec::{
    Channel, CoreLayer, Encoding, Finish, Frame, Grid, Layer, Lowered, Mark, Schema, Square, Style,
};

/// Rows between the columns on a circle.
pub(super) struct Radviz;

impl Kind for Radviz {
    fn name(&self) -> &'static str {
        "radviz"
    }

    fn summary(&self) -> &'static str {
        "rows between the columns on a circle, nearer to those in which they are great"
    }

    fn guide(&self) -> &'static str {
        "For clusters in several measures. Columns are anchors on a circle, each from its least \
         to its greatest value; a row hangs between them, pulled to each by its value there \
         (Hoffman et al., IEEE Visualization 1997). Other orders of -y give other pictures. Rows \
         in which a column is missing are left out. `-o rows.csv` gives `x`, `y`."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        const { &[ChannelUse::optional(Channel::Y, NUMBER), ChannelUse::optional(Channel::By, &[])] }
    }

    fn params(&self) -> &'static [&'static Param] {
        &[]
    }

    fn examples(&self) -> &'static [Example] {
        &[Example {
            name: "penguins",
            summary: "four measures of three species",
            command: "radviz testdata/penguins.csv \
                      -y bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g --by species",
        }]
    }

    fn default_x(&self) -> DefaultX {
        DefaultX::None
    }

    fn columns(&self) -> Columns {
        Columns::Wide
    }

    fn lower(&self, layer: &Layer, schema: &Schema) -> Result<Lowered> {
        let names = columns(self.name(), layer, schema, [2, 24])?;
        let keys = keys(layer, schema, &[]);
        let around = |mark: Mark, into: WideInto, pairs: &[(Channel, &str)], style: Style| {
            let encodings = pairs.iter().map(|(c, name)| (*c, Encoding::field(*name))).collect();
            let mut layer = CoreLayer::new(mark, encodings, style);
            layer.transforms.push(made(&names, &[], into));
            CoreLayer { silent: true, finish: Finish::Ink, ..layer }
        };
        let thin = Style { line_width: Some(1.0), alpha: Some(0.6), ..Style::default() };
        let place = [(Channel::X, "x"), (Channel::Y, "y")];
        let circle = around(Mark::Line { step: None }, WideInto::Circle, &place, thin);
        let anchors = around(Mark::Dot, WideInto::Anchors, &place, Style::default());
        let written = [
            (Channel::X, "name_x"),
            (Channel::X2, "name_end"),
            (Channel::Y, "name_y"),
            (Channel::Y2, "name_top"),
            (Channel::Text, "column"),
        ];
        let words = around(Mark::Text, WideInto::Anchors, &written, Style::default());
        let mut encodings = layer.encodings.clone();
        encodings.extend(place.map(|(channel, name)| (channel, Encoding::field(name))));
        let mut points = CoreLayer::new(Mark::Dot, encodings, layer.style.clone());
        points.transforms.push(made(&names, &keys, WideInto::Radviz));
        let frame =
            Frame { grid: Grid::None, hidden: true, shape: Some(Square::Unit), ..Frame::default() };
        Ok(Lowered::new(vec![circle, points, anchors, words], frame))
    }
}
