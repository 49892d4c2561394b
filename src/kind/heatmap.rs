//! Heat map: a value for every pair of categories.

use super::{ChannelUse, DefaultX, Example, Kind, NUMBER, Param, contour, param};
use crate::error::Result;
use crate::spec::{Channel, CoreLayer, Frame, Grid, Labels, Layer, Lowered, Mark, Schema, Unique};

/// A value for every pair of categories.
pub(super) struct Heatmap;

impl Kind for Heatmap {
    fn name(&self) -> &'static str {
        "heatmap"
    }

    fn summary(&self) -> &'static str {
        "a value for every pair of categories, as the colour of a cell"
    }

    fn guide(&self) -> &'static str {
        "For a measure along two keys. Numbers and times are put in order, words stay as they \
         come. A pair that repeats is an error until --agg says how to combine its rows; a pair \
         without rows has the colour of missing values. Values stand in the cells when all fit."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        const {
            &[
                ChannelUse::required(Channel::X, &[]),
                ChannelUse::required(Channel::Y, &[]),
                ChannelUse::required(Channel::Z, NUMBER),
            ]
        }
    }

    fn params(&self) -> &'static [&'static Param] {
        &[&param::LABELS, &param::LEVELS]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "states",
                summary: "yearly sums by state",
                command: "heatmap testdata/diseases.csv -x year -y state --z measles --agg sum \
                          --min-count 1 --cmap magma_r",
            },
            Example {
                name: "labels",
                summary: "values in the cells",
                command: "heatmap testdata/penguins.csv -x species -y island --z body_mass_g \
                          --agg mean",
            },
        ]
    }

    fn default_x(&self) -> DefaultX {
        DefaultX::Category
    }

    fn measure(&self) -> Channel {
        Channel::Z
    }

    fn lower(&self, layer: &Layer, schema: &Schema) -> Result<Lowered> {
        let mut encodings = layer.encodings.clone();
        if let Some(z) = encodings.remove(&Channel::Z) {
            encodings.insert(Channel::Color, z);
        }
        let cells = CoreLayer {
            unique: Unique::Must,
            labels: labels(layer, Labels::Fit),
            steps: contour::steps(layer)?,
            ..CoreLayer::new(Mark::Rect, encodings, layer.style.clone())
        };
        // Words are read from the top, numbers and times rise.
        let words = layer.field(Channel::Y).and_then(|y| schema.get(y));
        let frame = Frame {
            grid: Grid::None,
            band: true,
            band_y: true,
            tight: true,
            down: words.is_some_and(|y| !y.kind.is_continuous()),
            ..Frame::default()
        };
        Ok(Lowered::new(vec![cells], frame))
    }
}

/// Values on marks, unless the user says always or never.
pub(super) fn labels(layer: &Layer, default: Labels) -> Labels {
    match layer.options.get(param::LABELS.name).and_then(serde_json::Value::as_bool) {
        None => default,
        Some(true) => Labels::Always,
        Some(false) => Labels::Never,
    }
}
