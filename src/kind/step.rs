//! Step: values that hold until the next one.

use super::{ChannelUse, Example, Kind, Param, line, param};
use crate::error::Result;
use crate::spec::{Layer, Lowered, Mark, Schema, mark};

/// Values that hold until the next one.
pub(super) struct Step;

impl Kind for Step {
    fn name(&self) -> &'static str {
        "step"
    }

    fn summary(&self) -> &'static str {
        "a line with steps: values that hold for a while"
    }

    fn guide(&self) -> &'static str {
        "For values that hold until the next one: prices, settings, counts so far. --where-step \
         says where between two points the level changes."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        line::CHANNELS
    }

    fn params(&self) -> &'static [&'static Param] {
        &[&param::WHERE_STEP]
    }

    fn examples(&self) -> &'static [Example] {
        &[Example {
            name: "wind",
            summary: "daily wind as steps",
            command: "step testdata/weather.csv -x date -y wind --where \"date < '2012-03-01'\"",
        }]
    }

    fn connects(&self) -> bool {
        true
    }

    fn lower(&self, layer: &Layer, _schema: &Schema) -> Result<Lowered> {
        let step = match layer.text(param::WHERE_STEP.name) {
            Some("pre") => mark::Step::Pre,
            Some("post") => mark::Step::Post,
            _ => mark::Step::Mid,
        };
        Ok(line::connected(layer, Mark::Line { step: Some(step) }))
    }
}
