//! Line: values along an ordered x.

use super::errorbar::{self, X_ERRORS, Y_ERRORS};
use super::{ChannelUse, Example, Kind, NUMBER, Param, param};
use crate::error::Result;
use crate::spec::{Channel, CoreLayer, Frame, Layer, Lowered, Mark, Schema, Unique, mark};

/// Values along an ordered x.
pub(super) struct Line;

impl Kind for Line {
    fn name(&self) -> &'static str {
        "line"
    }

    fn summary(&self) -> &'static str {
        "values along an ordered x, one line per series"
    }

    fn guide(&self) -> &'static str {
        "For how a measure changes along time or another ordered column. Several -y, or --by, \
         give one line each. Missing values break the line. Times are put in order; any other x \
         is taken in the order of the rows."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        CHANNELS
    }

    fn params(&self) -> &'static [&'static Param] {
        &[&param::YERR_STYLE]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "sum",
                summary: "yearly sums with an event",
                command: "line testdata/diseases.csv -x year -y measles --agg sum \
                          --vline 1963=Vaccine --title 'Measles before and after the vaccine' \
                          --ylabel 'Cases per 100,000, summed over states'",
            },
            Example {
                name: "states",
                summary: "one line per state, named at its end",
                command: "line testdata/diseases.csv -x year -y measles --by state --agg sum \
                          --where \"state in ('California', 'Ohio', 'Texas')\"",
            },
            Example {
                name: "two",
                summary: "two columns as two series",
                command: "line testdata/diseases.csv -x year -y measles,pertussis --agg sum \
                          --min-count 1",
            },
            Example {
                name: "band",
                summary: "monthly means and the spread of the days",
                command: "line testdata/weather.csv --derive 'month=extract(month from date)' \
                          -x month -y temp_max,temp_min --yerr std --yerr-style band",
            },
            Example {
                name: "time",
                summary: "a time axis",
                command: "line testdata/weather.csv -x date -y temp_max,temp_min \
                          --where \"date < '2013-01-01'\"",
            },
            Example {
                name: "multiples",
                summary: "small multiples of a key that is mapped to nothing",
                command: "line testdata/diseases.csv -x year -y measles --group-by year,state \
                          --agg sum",
            },
            Example {
                name: "rolling",
                summary: "daily values under their rolling mean",
                command: "line testdata/weather.csv -x date -y temp_max --color lightgray \
                          --overlay line --rolling 30,mean --rolling-center --color firebrick",
            },
            Example {
                name: "months",
                summary: "parts of a time: the rain of every month, by year",
                command: "line testdata/weather.csv -x date.month -y precipitation --agg sum \
                          --by date.year",
            },
            Example {
                name: "right",
                summary: "two measures, each with an axis of its own",
                command: "line testdata/diseases.csv -x year -y measles --y2 pertussis --agg sum \
                          --where 'year >= 1938 and year <= 1955' \
                          --title 'Two diseases of children' --subtitle 'Cases per 100,000, \
                          summed over states' --ylabel Measles --y2label Pertussis",
            },
            Example {
                name: "log",
                summary: "a logarithmic axis, in the dark theme",
                command: "line testdata/diseases.csv -x year -y measles --agg sum --logy \
                          --where 'measles > 0' --theme dark",
            },
        ]
    }

    fn connects(&self) -> bool {
        true
    }

    fn lower(&self, layer: &Layer, _schema: &Schema) -> Result<Lowered> {
        Ok(connected(layer, Mark::Line { step: None }))
    }
}

pub(super) const CHANNELS: &[ChannelUse] = &[
    ChannelUse::required(Channel::X, &[]),
    ChannelUse::required(Channel::Y, NUMBER),
    ChannelUse::optional(Channel::By, &[]),
    Y_ERRORS[0],
    Y_ERRORS[1],
    X_ERRORS[0],
    X_ERRORS[1],
];

/// A line of some sort, and dots on it when a marker is asked for.
pub(super) fn connected(layer: &Layer, mark: Mark) -> Lowered {
    let mut line = CoreLayer::new(mark, layer.encodings.clone(), layer.style.clone());
    line.unique = Unique::Note;
    let mut layers = vec![line];
    if layer.style.marker.is_some() {
        let style = mark::dots_on_line(&layer.style);
        let dots = CoreLayer::new(Mark::Dot, layer.encodings.clone(), style);
        layers.push(CoreLayer { silent: true, ..dots });
    }
    let frame = Frame { axis_line: true, near_zero: true, ..Frame::default() };
    errorbar::on(layer, Lowered::new(layers, frame))
}
