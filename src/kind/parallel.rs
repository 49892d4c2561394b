//! Parallel coordinates and Andrews curves: one line per row.

use super::wide::{columns, faint, made, whole};
use super::{ChannelUse, Columns, DefaultX, Example, Kind, NUMBER, Param, keys, param};
use crate::error::Result;
use crate::spec::mark::Rule;
use crate::spec::wide::WideInto;
use crate::spec::{Channel, CoreLayer, Encoding, Frame, Grid, Layer, Lowered, Mark, Schema, Style};

const CHANNELS: &[ChannelUse] =
    &[ChannelUse::optional(Channel::Y, NUMBER), ChannelUse::optional(Channel::By, &[])];

/// Columns side by side, a line per row from one to the next.
pub(super) struct Parallel;

impl Kind for Parallel {
    fn name(&self) -> &'static str {
        "parallel"
    }

    fn aliases(&self) -> &'static [&'static str] {
        &["parallel_coordinates", "parallel-coordinates"]
    }

    fn summary(&self) -> &'static str {
        "columns of numbers side by side, one line per row"
    }

    fn guide(&self) -> &'static str {
        "For how groups (--by) differ in several measures. All columns share one axis, as in \
         pandas; --rescale draws each from its least to its greatest value, for columns of \
         different units. -y says which columns, in which order. Rows in which one of them is \
         missing are left out. `-o rows.csv` gives `row`, `column`, `value`."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        CHANNELS
    }

    fn params(&self) -> &'static [&'static Param] {
        &[&param::RESCALE]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "rescaled",
                summary: "measures of different units, each over its own range",
                command: "parallel testdata/penguins.csv \
                          -y bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g \
                          --by species --rescale --title 'Bills tell penguins apart'",
            },
            Example {
                name: "common",
                summary: "two measures on one axis",
                command: "parallel testdata/weather.csv -y temp_min,temp_max --by weather \
                          --where \"date < '2012-07-01'\" --ylabel 'Temperature (°C)'",
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
        let names = columns(self.name(), layer, schema, [2, 64])?;
        let keys = keys(layer, schema, &[]);
        let rescale = layer.flag(param::RESCALE.name, false);
        let mut style = faint(&layer.style);
        style.line_width = style.line_width.or(Some(1.25));
        let mut encodings = layer.encodings.clone();
        encodings.insert(Channel::X, Encoding::field("column"));
        encodings.insert(Channel::Y, Encoding::field("value"));
        encodings.insert(Channel::Part, Encoding::field("row"));
        let mut lines = CoreLayer::new(Mark::Line { step: None }, encodings, style);
        lines.transforms.push(made(&names, &keys, WideInto::Lines { rescale }));
        let mut rules = CoreLayer::new(
            Mark::Rule(Rule::Vertical),
            [(Channel::X, Encoding::field("column"))].into(),
            Style { line_dash: Some("solid".into()), alpha: Some(0.6), ..Style::default() },
        );
        rules.transforms.push(made(&names, &[], WideInto::Names));
        rules.silent = true;
        let frame = Frame { band: true, ..Frame::default() };
        let y_title = if rescale { "least to greatest" } else { "value" };
        Ok(Lowered {
            x_title: Some(String::new()),
            y_title: Some(y_title.into()),
            ..Lowered::new(vec![rules, lines], frame)
        })
    }
}

/// A curve per row.
pub(super) struct Andrews;

impl Kind for Andrews {
    fn name(&self) -> &'static str {
        "andrews"
    }

    fn aliases(&self) -> &'static [&'static str] {
        &["andrews_curves", "andrews-curves"]
    }

    fn summary(&self) -> &'static str {
        "Andrews curves: several columns of a row as one curve"
    }

    fn guide(&self) -> &'static str {
        "For clusters in many measures: rows that are alike have curves that are alike. The curve \
         of a row is x1/√2 + x2 sin t + x3 cos t + x4 sin 2t + …, so the first columns weigh \
         most, and columns of great numbers hide the others (Andrews, Biometrics 28, 1972). Rows \
         in which a column is missing are left out. `-o rows.csv` gives `row`, `t`, `value`."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        CHANNELS
    }

    fn params(&self) -> &'static [&'static Param] {
        &[&param::SAMPLES]
    }

    fn examples(&self) -> &'static [Example] {
        &[Example {
            name: "penguins",
            summary: "the bills of three species",
            command: "andrews testdata/penguins.csv -y bill_length_mm,bill_depth_mm --by species \
                      --samples 40 --where \"sex = 'female'\"",
        }]
    }

    fn default_x(&self) -> DefaultX {
        DefaultX::None
    }

    fn columns(&self) -> Columns {
        Columns::Wide
    }

    fn lower(&self, layer: &Layer, schema: &Schema) -> Result<Lowered> {
        let names = columns(self.name(), layer, schema, [1, 64])?;
        let keys = keys(layer, schema, &[]);
        let samples = whole(layer, &param::SAMPLES, 200);
        let mut style = faint(&layer.style);
        style.line_width = style.line_width.or(Some(1.25));
        let mut encodings = layer.encodings.clone();
        encodings.insert(Channel::X, Encoding::field("t"));
        encodings.insert(Channel::Y, Encoding::field("value").titled("f(t)"));
        encodings.insert(Channel::Part, Encoding::field("row"));
        let mut curves = CoreLayer::new(Mark::Line { step: None }, encodings, style);
        curves.transforms.push(made(&names, &keys, WideInto::Andrews { samples }));
        let frame = Frame { axis_line: true, grid: Grid::Y, ..Frame::default() };
        Ok(Lowered::new(vec![curves], frame))
    }
}
