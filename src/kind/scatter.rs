//! Scatter and points: one symbol per row.

use super::errorbar::{self, X_ERRORS, Y_ERRORS};
use super::{CONTINUOUS, ChannelUse, Example, Kind, NUMBER, Param};
use crate::error::Result;
use crate::spec::{Channel, CoreLayer, Frame, Grid, Layer, Lowered, Mark, Schema};

/// One symbol per row.
pub(super) struct Scatter;

impl Kind for Scatter {
    fn name(&self) -> &'static str {
        "scatter"
    }

    fn summary(&self) -> &'static str {
        "one symbol per row at x and y"
    }

    fn guide(&self) -> &'static str {
        "For how two measures go together. --by colours groups, --color-by colours by a value \
         (numbers give a colour bar, words a legend), --size-by gives the area, --marker the shape."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        const {
            &[
                ChannelUse::required(Channel::X, &[]),
                ChannelUse::required(Channel::Y, &[]),
                ChannelUse::optional(Channel::By, &[]),
                ChannelUse::optional(Channel::Color, &[]),
                ChannelUse::optional(Channel::Size, NUMBER),
                Y_ERRORS[0],
                Y_ERRORS[1],
                X_ERRORS[0],
                X_ERRORS[1],
            ]
        }
    }

    fn params(&self) -> &'static [&'static Param] {
        &[]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "species",
                summary: "two measures, coloured by group",
                command: "scatter testdata/penguins.csv -x flipper_length_mm -y body_mass_g \
                          --by species --xlabel 'Flipper length (mm)' --ylabel 'Body mass (g)'",
            },
            Example {
                name: "color",
                summary: "coloured and sized by numbers",
                command: "scatter testdata/earthquakes.csv -x lon -y lat \
                          --color-by depth --size-by mag",
            },
            Example {
                name: "facets",
                summary: "small multiples with shared axes",
                command: "scatter testdata/penguins.csv -x bill_length_mm -y bill_depth_mm \
                          --by sex --col species",
            },
        ]
    }

    fn lower(&self, layer: &Layer, _schema: &Schema) -> Result<Lowered> {
        Ok(dots(layer))
    }
}

/// One symbol per row, both coordinates being keys.
pub(super) struct Points;

impl Kind for Points {
    fn name(&self) -> &'static str {
        "points"
    }

    fn summary(&self) -> &'static str {
        "one symbol per row at two continuous coordinates, as on a map"
    }

    fn guide(&self) -> &'static str {
        "Like scatter, for places: both coordinates are keys. Add --aspect equal when both axes \
         have the same unit."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        const {
            &[
                ChannelUse::required(Channel::X, CONTINUOUS),
                ChannelUse::required(Channel::Y, CONTINUOUS),
                ChannelUse::optional(Channel::By, &[]),
                ChannelUse::optional(Channel::Color, &[]),
                ChannelUse::optional(Channel::Size, NUMBER),
                Y_ERRORS[0],
                Y_ERRORS[1],
                X_ERRORS[0],
                X_ERRORS[1],
            ]
        }
    }

    fn params(&self) -> &'static [&'static Param] {
        &[]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "map",
                summary: "earthquakes as on a map",
                command: "points testdata/earthquakes.csv -x lon -y lat --alpha 0.4",
            },
            Example {
                name: "cells",
                summary: "as very many points are drawn: the number of rows in each pixel",
                command: "points testdata/earthquakes.csv -x lon -y lat --rasterize always \
                          --spread 3",
            },
        ]
    }

    fn lower(&self, layer: &Layer, _schema: &Schema) -> Result<Lowered> {
        Ok(dots(layer))
    }
}

fn dots(layer: &Layer) -> Lowered {
    let dots = CoreLayer::new(Mark::Dot, layer.encodings.clone(), layer.style.clone());
    let frame = Frame { grid: Grid::Both, near_zero: true, pad: true, ..Frame::default() };
    errorbar::on(layer, Lowered::new(vec![dots], frame))
}
