//! Bar and barh: one bar per category.

use super::errorbar::{self, Y_ERRORS};
use super::{ChannelUse, DefaultX, Example, Kind, NUMBER, Param, param};
use crate::error::Result;
use crate::spec::{
    Channel, CoreLayer, Frame, Labels, Layer, Lowered, Mark, Position, Schema, Unique,
};

const CHANNELS: &[ChannelUse] = &[
    ChannelUse::required(Channel::X, &[]),
    ChannelUse::required(Channel::Y, NUMBER),
    ChannelUse::optional(Channel::By, &[]),
    ChannelUse::optional(Channel::Color, &[]),
    Y_ERRORS[0],
    Y_ERRORS[1],
];

/// Upright bars.
pub(super) struct Bar;

impl Kind for Bar {
    fn name(&self) -> &'static str {
        "bar"
    }

    fn summary(&self) -> &'static str {
        "one upright bar per category, from zero"
    }

    fn guide(&self) -> &'static str {
        "For comparing amounts between categories. --by puts bars side by side, --stacked on each \
         other. A category that repeats is an error until --agg says how to combine its rows."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        CHANNELS
    }

    fn params(&self) -> &'static [&'static Param] {
        &[&param::STACKED, &param::LABELS]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "years",
                summary: "yearly sums",
                command: "bar testdata/diseases.csv -x year -y measles --agg sum \
                          --where 'year >= 1960 and year <= 1970'",
            },
            Example {
                name: "counts",
                summary: "how often each value occurs, as shares",
                command: "bar testdata/weather.csv --value-counts weather --normalize sum",
            },
            Example {
                name: "grouped",
                summary: "side by side",
                command: "bar testdata/penguins.csv -x species -y body_mass_g --by sex --agg mean",
            },
            Example {
                name: "errors",
                summary: "means side by side, with the spread of their values",
                command: "bar testdata/penguins.csv -x species -y body_mass_g --by sex \
                          --agg mean --yerr std --where 'sex is not null' \
                          --ylabel 'Body mass (g), mean and standard deviation'",
            },
            Example {
                name: "right",
                summary: "with a line that an axis on the right measures",
                command: "bar testdata/diseases.csv -x year -y measles --agg sum \
                          --where 'year >= 1938 and year <= 1955' --ylabel Measles \
                          --overlay line -y pertussis --secondary --marker o \
                          --y2label Pertussis",
            },
            Example {
                name: "stacked",
                summary: "on each other",
                command: "bar testdata/penguins.csv -x island --by species --agg size --stacked",
            },
            Example {
                name: "labels",
                summary: "with their values",
                command: "bar testdata/penguins.csv -x island --by species --agg size --stacked \
                          --labels --title 'Penguins counted' --ylabel ''",
            },
        ]
    }

    fn default_x(&self) -> DefaultX {
        DefaultX::Category
    }

    fn lower(&self, layer: &Layer, _schema: &Schema) -> Result<Lowered> {
        Ok(bars(layer, false))
    }
}

/// Lying bars.
pub(super) struct Barh;

impl Kind for Barh {
    fn name(&self) -> &'static str {
        "barh"
    }

    fn summary(&self) -> &'static str {
        "one lying bar per category; room for long names"
    }

    fn guide(&self) -> &'static str {
        "As bar, with the axes swapped: x stays the category, and the first one is on top. For \
         long names and rankings (--sort -VALUE)."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        CHANNELS
    }

    fn params(&self) -> &'static [&'static Param] {
        &[&param::STACKED, &param::LABELS]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "ranking",
                summary: "states by their sum, greatest first",
                command: "barh testdata/diseases.csv -x state -y measles --agg sum --sort -measles",
            },
            Example {
                name: "labels",
                summary: "with their values",
                command: "barh testdata/penguins.csv -x species -y body_mass_g --by sex --agg mean \
                          --labels --ylabel 'Mean body mass in g'",
            },
            Example {
                name: "top",
                summary: "the greatest three, and the others as one",
                command: "barh testdata/diseases.csv -x state -y measles --agg sum --sort -measles \
                          --top 3",
            },
        ]
    }

    fn default_x(&self) -> DefaultX {
        DefaultX::Category
    }

    fn lower(&self, layer: &Layer, _schema: &Schema) -> Result<Lowered> {
        Ok(bars(layer, true))
    }
}

fn bars(layer: &Layer, swap: bool) -> Lowered {
    let mut bars = CoreLayer::new(Mark::Bar, layer.encodings.clone(), layer.style.clone());
    bars.position =
        if layer.flag(param::STACKED.name, false) { Position::Stack } else { Position::Dodge };
    bars.unique = Unique::Must;
    bars.labels = super::heatmap::labels(layer, Labels::Never);
    let frame = Frame { zero: true, band: true, axis_line: true, swap, ..Frame::default() };
    errorbar::on(layer, Lowered::new(vec![bars], frame))
}
