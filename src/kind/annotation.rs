//! Lines, spans, words and arrows at given places: what the reader should look at.

use std::collections::BTreeMap;

use super::{ChannelUse, Example, Kind, Param};
use crate::error::Result;
use crate::spec::{
    Channel, CoreLayer, Encoding, Frame, Grid, Layer, Lowered, Mark, Schema, mark::Rule,
};

/// One sort of annotation.
pub(super) struct Annotation {
    name: &'static str,
    takes: &'static str,
    summary: &'static str,
    mark: Mark,
    channels: &'static [ChannelUse],
    examples: &'static [Example],
}

const X: ChannelUse = ChannelUse::required(Channel::X, &[]);
const Y: ChannelUse = ChannelUse::required(Channel::Y, &[]);
const X2: ChannelUse = ChannelUse::required(Channel::X2, &[]);
const Y2: ChannelUse = ChannelUse::required(Channel::Y2, &[]);
const WORDS: ChannelUse = ChannelUse::optional(Channel::Text, &[]);

/// A line at an x.
pub(super) static VLINE: Annotation = Annotation {
    name: "vline",
    takes: "X[=LABEL]",
    summary: "an upright line at an x",
    mark: Mark::Rule(Rule::Vertical),
    channels: &[X, WORDS],
    examples: &[Example {
        name: "event",
        summary: "an event on a time axis",
        command: "line testdata/weather.csv -x date -y temp_max \
                  --where \"date < '2012-07-01'\" --vline 2012-04-01='April begins'",
    }],
};

/// A line at a y.
pub(super) static HLINE: Annotation = Annotation {
    name: "hline",
    takes: "Y[=LABEL]",
    summary: "a level line at a y",
    mark: Mark::Rule(Rule::Horizontal),
    channels: &[Y, WORDS],
    examples: &[Example {
        name: "limit",
        summary: "a limit",
        command: "bar testdata/penguins.csv -x species -y body_mass_g --agg mean \
                  --hline 4202='All penguins'",
    }],
};

/// A band of x.
pub(super) static VSPAN: Annotation = Annotation {
    name: "vspan",
    takes: "X,X2[=LABEL]",
    summary: "a shaded band between two x",
    mark: Mark::Rect,
    channels: &[X, X2, WORDS],
    examples: &[Example {
        name: "war",
        summary: "a period",
        command: "line testdata/diseases.csv -x year -y measles --agg sum \
                  --vspan 1941,1945='War years'",
    }],
};

/// A band of y.
pub(super) static HSPAN: Annotation = Annotation {
    name: "hspan",
    takes: "Y,Y2[=LABEL]",
    summary: "a shaded band between two y",
    mark: Mark::Rect,
    channels: &[Y, Y2, WORDS],
    examples: &[Example {
        name: "comfort",
        summary: "a range of values",
        command: "line testdata/weather.csv -x date -y temp_max \
                  --where \"date < '2013-01-01'\" --hspan 18,25=Comfortable",
    }],
};

/// Words at a place.
pub(super) static TEXT: Annotation = Annotation {
    name: "text",
    takes: "X,Y=WORDS",
    summary: "words at a place",
    mark: Mark::Text,
    channels: &[X, Y, WORDS],
    examples: &[Example {
        name: "peak",
        summary: "words at a point",
        command: "scatter testdata/penguins.csv -x flipper_length_mm -y body_mass_g \
                  --text '180,6000=Light and long'",
    }],
};

/// An arrow between two places.
pub(super) static ARROW: Annotation = Annotation {
    name: "arrow",
    takes: "X,Y,X2,Y2[=WORDS]",
    summary: "an arrow from one place to another",
    mark: Mark::Arrow,
    channels: &[X, Y, X2, Y2, WORDS],
    examples: &[Example {
        name: "look",
        summary: "an arrow to a point",
        command: "scatter testdata/penguins.csv -x flipper_length_mm -y body_mass_g \
                  --arrow '185,5800,220,6050=Heaviest'",
    }],
};

/// A line by slope and intercept.
pub(super) static SLOPE: Annotation = Annotation {
    name: "slope",
    takes: "M,B[=LABEL]",
    summary: "the line y = M x + B",
    mark: Mark::Rule(Rule::Slope),
    channels: &[X, Y, WORDS],
    examples: &[Example {
        name: "fit",
        summary: "a straight line",
        command: "scatter testdata/penguins.csv -x flipper_length_mm -y body_mass_g \
                  --slope 49.7,-5781='Least squares'",
    }],
};

impl Kind for Annotation {
    fn name(&self) -> &'static str {
        self.name
    }

    fn summary(&self) -> &'static str {
        self.summary
    }

    fn guide(&self) -> &'static str {
        "Drawn over the layers of its plot at constant places; it does not widen the axes. \
         Repeat the flag for more. On a time axis, places are dates (1963-03-21); on an axis of \
         categories, their names."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        self.channels
    }

    fn params(&self) -> &'static [&'static Param] {
        &[]
    }

    fn examples(&self) -> &'static [Example] {
        self.examples
    }

    fn lower(&self, layer: &Layer, _schema: &Schema) -> Result<Lowered> {
        let encodings: BTreeMap<Channel, Encoding> = layer.encodings.clone();
        let core = CoreLayer {
            annotation: true,
            ..CoreLayer::new(self.mark, encodings, layer.style.clone())
        };
        let frame = Frame { grid: Grid::None, ..Frame::default() };
        Ok(Lowered::new(vec![core], frame))
    }

    fn annotation(&self) -> Option<&'static str> {
        Some(self.takes)
    }
}
