//! Lollipop: a dot at each value, on a stem from zero.

use super::{ChannelUse, DefaultX, Example, Kind, NUMBER, Param};
use crate::error::Result;
use crate::spec::{
    Channel, CoreLayer, Frame, Layer, Lowered, Mark, Position, Schema, Style, Unique, Width,
    mark::Rule,
};

/// A dot on a stem.
pub(super) struct Lollipop;

impl Kind for Lollipop {
    fn name(&self) -> &'static str {
        "lollipop"
    }

    fn aliases(&self) -> &'static [&'static str] {
        &["stem"]
    }

    fn summary(&self) -> &'static str {
        "a dot at each value, on a stem from zero"
    }

    fn guide(&self) -> &'static str {
        "As bar, with less ink: for many categories, or for single values along an axis of \
         numbers or times. --by puts stems side by side, --swap-axes lays them down."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        const {
            &[
                ChannelUse::required(Channel::X, &[]),
                ChannelUse::required(Channel::Y, NUMBER),
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
                name: "ranking",
                summary: "states by their sum, lying",
                command: "lollipop testdata/diseases.csv -x state -y measles --agg sum \
                          --sort -measles --swap-axes --ylabel 'Cases per 100,000, 1930-2000'",
            },
            Example {
                name: "years",
                summary: "differences from a mean, year by year",
                command: "lollipop testdata/temperature.csv -x year -y temp \
                          --where 'year >= 1960' \
                          --ylabel 'Difference from the mean of 1951-1980 (°C)' --xlabel ''",
            },
        ]
    }

    fn default_x(&self) -> DefaultX {
        DefaultX::Category
    }

    fn lower(&self, layer: &Layer, _schema: &Schema) -> Result<Lowered> {
        let style = Style {
            size: layer.style.size.or(Some(100.0)),
            alpha: layer.style.alpha.or(Some(1.0)),
            ..layer.style.clone()
        };
        let dots = CoreLayer {
            position: Position::Dodge,
            width: Some(Width { share: 0.76, most: f64::INFINITY }),
            unique: Unique::Must,
            ..CoreLayer::new(Mark::Dot, layer.encodings.clone(), style)
        };
        let stems = CoreLayer {
            mark: Mark::Rule(Rule::Interval { caps: false }),
            style: Style {
                line_width: layer.style.line_width.or(Some(1.5)),
                // A lighter tint, so that the values stand out.
                alpha: Some(0.5 * layer.style.alpha.unwrap_or(1.0)),
                ..layer.style.clone()
            },
            silent: true,
            unique: Unique::Any,
            ..dots.clone()
        };
        let frame = Frame { zero: true, axis_line: true, ..Frame::default() };
        Ok(Lowered::new(vec![stems, dots], frame))
    }
}
