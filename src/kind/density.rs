//! Density: where values lie, as a smooth curve.

use super::{CONTINUOUS, ChannelUse, DefaultX, Example, Kind, Param, param};
use crate::error::{Error, Result};
use crate::spec::statistic::{self, DENSITY};
use crate::spec::{
    Channel, CoreLayer, Encoding, Form, Frame, Kernel, Layer, Lowered, Mark, Position, Schema,
    Transform,
};

/// Where values lie, as a smooth curve.
pub(super) struct Density;

impl Kind for Density {
    fn name(&self) -> &'static str {
        "density"
    }

    fn aliases(&self) -> &'static [&'static str] {
        &["kde"]
    }

    fn summary(&self) -> &'static str {
        "where values lie, as smooth curves"
    }

    fn guide(&self) -> &'static str {
        "For the shape of a distribution, and for comparing a few. Every series has a curve of area \
         one, a sum of Gaussian kernels whose width follows Scott's rule (--bandwidth), from three \
         widths below its least value to three above its greatest (--cut). With --stacked, all have \
         one area together; --cumulative shows the share that lies below. On a logarithmic axis \
         (--logx) kernels are as wide, and densities are per power of ten. Densities of times are \
         per day. The rows behind the picture are x and density (or share)."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        const { &[ChannelUse::required(Channel::Y, CONTINUOUS), ChannelUse::optional(Channel::By, &[])] }
    }

    fn params(&self) -> &'static [&'static Param] {
        &[
            &param::BANDWIDTH,
            &param::CUT,
            &param::FILLED,
            &param::CUMULATIVE,
            &param::STACKED,
            &param::LOG_SPACE_X,
        ]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "species",
                summary: "a measure by group",
                command: "density testdata/penguins.csv -y flipper_length_mm --by species \
                          --title 'Two kinds of flippers' --xlabel 'Flipper length (mm)'",
            },
            Example {
                name: "stacked",
                summary: "groups as parts of the whole",
                command: "density testdata/penguins.csv -y flipper_length_mm --by species --stacked",
            },
            Example {
                name: "cumulative",
                summary: "the share of days that were colder",
                command: "density testdata/weather.csv -y temp_min,temp_max --cumulative \
                          --xlabel 'Temperature (°C)' --ylabel 'Share of days below'",
            },
            Example {
                name: "log",
                summary: "on a logarithmic axis, with a narrow kernel",
                command: "density testdata/earthquakes.csv -y depth --logx --where 'depth > 0.1' \
                          --bandwidth 0.15 --xlabel 'Depth (km)'",
            },
        ]
    }

    fn default_x(&self) -> DefaultX {
        DefaultX::None
    }

    fn lower(&self, layer: &Layer, schema: &Schema) -> Result<Lowered> {
        let stacked = layer.flag(param::STACKED.name, false);
        let cumulative = layer.flag(param::CUMULATIVE.name, false);
        let form = match (stacked && layer.field(Channel::By).is_some(), cumulative) {
            (true, true) => return Err(Error::stacked_shares()),
            (true, false) => Form::Stack,
            (false, true) => Form::Cumulative,
            (false, false) => Form::Curve,
        };
        let height = if cumulative { "share" } else { DENSITY };
        let keys = super::keys(layer, schema, &[Channel::Y]);
        let mut encodings = layer.encodings.clone();
        let y = encodings.remove(&Channel::Y).unwrap_or_default();
        let column = y.field.unwrap_or_default();
        let title = y.title.unwrap_or_else(|| column.clone());
        encodings.insert(Channel::X, Encoding::field("x").titled(title.clone()));
        encodings.insert(Channel::Y, Encoding::field(height));
        let filled = layer.flag(param::FILLED.name, !cumulative);
        let mark = if filled { Mark::Area } else { Mark::Line { step: None } };
        let mut curves = CoreLayer::new(mark, encodings, layer.style.clone());
        curves.columns = keys.iter().cloned().chain(["x", height].map(String::from)).collect();
        if form == Form::Stack {
            curves.position = Position::Stack;
        }
        curves.transforms.push(Transform::Density(statistic::Density {
            form,
            keys,
            log: layer.flag(param::LOG_SPACE_X.name, false),
            into: "x".into(),
            ..of(layer, &column, 3.0)?
        }));
        let frame = Frame { zero: true, axis_line: true, ..Frame::default() };
        Ok(Lowered { x_title: Some(title), ..Lowered::new(vec![curves], frame) })
    }
}

/// The density of a column as the options say, by default ending `cut` kernel widths beyond.
pub(super) fn of(layer: &Layer, column: &str, cut: f64) -> Result<statistic::Density> {
    Ok(statistic::Density {
        column: column.to_owned(),
        kernel: kernel(layer)?,
        cut: layer.number(param::CUT.name).unwrap_or(cut),
        ..statistic::Density::default()
    })
}

/// How wide the kernel is.
pub(super) fn kernel(layer: &Layer) -> Result<Kernel> {
    let Some(value) = layer.options.get(param::BANDWIDTH.name) else { return Ok(Kernel::Scott) };
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_lowercase);
    match (text.as_str(), text.parse::<f64>()) {
        ("scott", _) => Ok(Kernel::Scott),
        ("silverman", _) => Ok(Kernel::Silverman),
        (_, Ok(factor)) if factor > 0.0 && factor.is_finite() => Ok(Kernel::Factor(factor)),
        _ => {
            let takes = "scott, silverman, or a number of standard deviations above 0 (0.2)";
            Err(Error::option(param::BANDWIDTH.name, &text, takes))
        }
    }
}
