//! Histogram: how often values fall into bins.

use super::{CONTINUOUS, ChannelUse, DefaultX, Example, Kind, Param, param};
use crate::error::{Error, Result};
use crate::spec::{
    Bin, BinHeight, BinRule, Channel, CoreLayer, Encoding, Frame, Layer, Lowered, Mark, Position,
    Schema, Transform,
};

/// How often values fall into bins.
pub(super) struct Hist;

impl Kind for Hist {
    fn name(&self) -> &'static str {
        "hist"
    }

    fn aliases(&self) -> &'static [&'static str] {
        &["histogram"]
    }

    fn summary(&self) -> &'static str {
        "how often values fall into bins"
    }

    fn guide(&self) -> &'static str {
        "For the distribution of a measure. Bins are equal and shared by all series, so that they \
         can be compared; the last bin includes its right edge. Series lie over each other, or on \
         each other with --stacked. Without --bins their number \
         follows Freedman and Diaconis (Z. Wahrscheinlichkeitstheorie 57, 1981) and their edges \
         are round numbers."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        const { &[ChannelUse::required(Channel::Y, CONTINUOUS), ChannelUse::optional(Channel::By, &[])] }
    }

    fn params(&self) -> &'static [&'static Param] {
        &[
            &param::BINS,
            &param::BIN_RANGE,
            &param::NORMED,
            &param::CUMULATIVE,
            &param::STACKED,
            &param::LOG_BINS,
        ]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "one",
                summary: "one measure",
                command: "hist testdata/penguins.csv -y body_mass_g",
            },
            Example {
                name: "by",
                summary: "a measure by group, on the same bins",
                command: "hist testdata/penguins.csv -y body_mass_g --by species",
            },
            Example {
                name: "stacked",
                summary: "groups on each other",
                command: "hist testdata/penguins.csv -y flipper_length_mm --by species --stacked",
            },
            Example {
                name: "density",
                summary: "areas that add up to one",
                command: "hist testdata/earthquakes.csv -y mag --bins 30 --normed density",
            },
        ]
    }

    fn default_x(&self) -> DefaultX {
        DefaultX::None
    }

    fn lower(&self, layer: &Layer, schema: &Schema) -> Result<Lowered> {
        let column = layer.field(Channel::Y).unwrap_or_default().to_owned();
        let keys = super::keys(layer, schema, &[Channel::X, Channel::Y]);
        let cumulative = layer.flag(param::CUMULATIVE.name, false);
        // Areas that are added up are shares.
        let height = match height(layer)? {
            BinHeight::Density if cumulative => BinHeight::Share,
            height => height,
        };
        let bin = Bin {
            column: column.clone(),
            keys: keys.clone(),
            rule: rule(layer)?,
            range: range(layer)?,
            height,
            cumulative,
            log: layer.flag(param::LOG_BINS.name, false),
        };
        let value = match height {
            BinHeight::Count => "count",
            BinHeight::Density => "density",
            BinHeight::Share => "share",
        };
        let mut encodings = layer.encodings.clone();
        encodings.insert(Channel::X, Encoding::field("left").titled(column.clone()));
        encodings.insert(Channel::X2, Encoding::field("right"));
        encodings.insert(Channel::Y, Encoding::field(value));
        let mut bars = CoreLayer::new(Mark::Bar, encodings, layer.style.clone());
        bars.transforms.push(Transform::Bin(bin));
        bars.columns = keys;
        if layer.flag(param::STACKED.name, false) {
            bars.position = Position::Stack;
        }
        bars.columns.extend(["left", "right", value].map(String::from));
        let frame = Frame { zero: true, axis_line: true, ..Frame::default() };
        let title = layer.encodings.get(&Channel::Y).and_then(|e| e.title.clone());
        Ok(Lowered {
            x_title: title.or(Some(column)),
            y_title: Some(value.to_owned()),
            ..Lowered::new(vec![bars], frame)
        })
    }
}

fn height(layer: &Layer) -> Result<BinHeight> {
    match layer.options.get(param::NORMED.name) {
        None => Ok(BinHeight::Count),
        Some(value) => match (value.as_str(), value.as_bool()) {
            (Some("count"), _) | (_, Some(false)) => Ok(BinHeight::Count),
            (Some("density"), _) | (_, Some(true)) => Ok(BinHeight::Density),
            (Some("height"), _) => Ok(BinHeight::Share),
            _ => Err(Error::option("normed", &value.to_string(), "count, density or height")),
        },
    }
}

fn rule(layer: &Layer) -> Result<BinRule> {
    const RULES: [&str; 7] = ["auto", "fd", "scott", "sturges", "doane", "rice", "sqrt"];
    const TAKES: &str = "a number of bins (20), a rule (fd) or edges in rising order (0,10,50)";
    let Some(value) = layer.options.get(param::BINS.name) else { return Ok(BinRule::Nice) };
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    if RULES.contains(&text.as_str()) {
        return Ok(BinRule::Named(text));
    }
    if let Ok(count) = text.parse::<u32>()
        && count > 0
    {
        return Ok(BinRule::Count(count));
    }
    let edges: Option<Vec<f64>> = text
        .trim_matches(['[', ']'])
        .split(',')
        .map(|edge| edge.trim().parse().ok().filter(|edge: &f64| edge.is_finite()))
        .collect();
    match edges {
        Some(edges) if edges.len() >= 2 && edges.windows(2).all(|w| w[0] < w[1]) => {
            Ok(BinRule::Edges(edges))
        }
        _ => Err(Error::option("bins", &text, TAKES)),
    }
}

fn range(layer: &Layer) -> Result<Option<[f64; 2]>> {
    let Some(value) = layer.options.get(param::BIN_RANGE.name) else { return Ok(None) };
    let text = &value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let ends = text.split_once(',').and_then(|(low, high)| {
        let low: f64 = low.trim().parse().ok()?;
        let high: f64 = high.trim().parse().ok()?;
        (low < high && low.is_finite() && high.is_finite()).then_some([low, high])
    });
    ends.map(Some).ok_or_else(|| Error::option("bin-range", text, "two numbers in rising order"))
}
