//! Candles: open, high, low and close along time.

use std::collections::BTreeMap;

use super::{ChannelUse, Columns, Example, Kind, Param, param};
use crate::error::{Error, Result};
use crate::spec::{
    Candle, Channel, CoreLayer, Encoding, Finish, Frame, Layer, Lowered, Mark, Schema, Style,
    Transform, Type, Unique, Width, mark::Rule,
};

/// What a candle does between open and close.
const CHANGES: [&str; 2] = ["rising", "falling"];
/// How wide a body is in the slot of a category.
const BODY: Width = Width { share: 0.6, most: f64::INFINITY };
/// What the four columns are called.
const NAMES: [&str; 4] = ["open", "high", "low", "close"];

/// Open, high, low and close along time.
pub(super) struct Ohlc;

impl Kind for Ohlc {
    fn name(&self) -> &'static str {
        "ohlc"
    }

    fn aliases(&self) -> &'static [&'static str] {
        &["candlestick"]
    }

    fn summary(&self) -> &'static str {
        "prices as candles: open, high, low and close of each span of time"
    }

    fn guide(&self) -> &'static str {
        "A line from low to high, and a body from open to close in the colour of its direction. \
         The columns are those called open, high, low and close, or the first four numbers, or \
         -y OPEN,HIGH,LOW,CLOSE. Bodies are 0.6 times as wide as the smallest step along x, and \
         days without trade stay empty. Daily prices become monthly ones by --agg \
         open=first,high=max,low=min,close=last."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        const { &[ChannelUse::required(Channel::X, &[])] }
    }

    fn params(&self) -> &'static [&'static Param] {
        &[&param::POS_COLOR, &param::NEG_COLOR]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "days",
                summary: "daily prices; weekends stay empty",
                command: "ohlc testdata/prices.csv -x date --where \"date < '2024-04-01'\" \
                          --title 'A quarter of synthetic prices' --ylabel Price --xlabel ''",
            },
            Example {
                name: "months",
                summary: "months from days, in colours of your own, in the dark theme",
                command: "ohlc testdata/prices.csv --derive 'month=extract(month from date)' \
                          -x month --agg open=first,high=max,low=min,close=last --theme dark \
                          --pos-color '#5ad1a4' --neg-color '#ff7a70' --ylabel Price",
            },
        ]
    }

    fn columns(&self) -> Columns {
        Columns::Wide
    }

    fn default_columns(&self, numbers: &[String]) -> Option<Vec<String>> {
        let called = |name: &&str| numbers.iter().find(|n| n.eq_ignore_ascii_case(name)).cloned();
        let named: Option<Vec<String>> = NAMES.iter().map(called).collect();
        Some(named.unwrap_or_else(|| numbers.iter().take(NAMES.len()).cloned().collect()))
    }

    fn lower(&self, layer: &Layer, schema: &Schema) -> Result<Lowered> {
        let wrong = || Error::number_of_columns(self.name(), &NAMES, &layer.ys);
        let values: [String; 4] = layer.ys.clone().try_into().map_err(|_| wrong())?;
        for name in &values {
            let kind = schema.get(name).map(|field| field.kind);
            if let Some(kind) = kind.filter(|kind| !kind.is_number()) {
                return Err(Error::channel_type(self.name(), Channel::Y, name, kind));
            }
        }
        let x = layer.field(Channel::X).unwrap_or_default().to_owned();
        let continuous = schema.get(&x).is_some_and(|field| Type::is_continuous(field.kind));
        let places = layer.encodings.iter().filter(|(channel, _)| **channel != Channel::X);
        let keys: Vec<String> = places.filter_map(|(_, e)| e.field.clone()).collect();
        let title = values.join(", ");
        let frame = Frame { axis_line: true, pad: true, ..Frame::default() };
        let layers =
            vec![wicks(layer, &values, &keys, &x), bodies(layer, &values, &keys, continuous)];
        Ok(Lowered { y_title: Some(title), ..Lowered::new(layers, frame) })
    }
}

/// A line from low to high.
fn wicks(layer: &Layer, values: &[String; 4], keys: &[String], x: &str) -> CoreLayer {
    let [_, high, low, _] = values;
    let mut encodings = layer.encodings.clone();
    encodings.insert(Channel::Y, Encoding::field(low));
    encodings.insert(Channel::Y2, Encoding::field(high));
    // A colour of its own, so that other layers have those of the palette.
    let style = Style {
        color: Some("gray".into()),
        line_width: layer.style.line_width.or(Some(1.0)),
        alpha: layer.style.alpha,
        ..Style::default()
    };
    CoreLayer {
        finish: Finish::Ink,
        width: Some(BODY),
        unique: Unique::Must,
        columns: keys.iter().cloned().chain([x.to_owned()]).chain(values.iter().cloned()).collect(),
        ..CoreLayer::new(Mark::Rule(Rule::Interval { caps: false }), encodings, style)
    }
}

/// A body from open to close.
fn bodies(layer: &Layer, values: &[String; 4], keys: &[String], continuous: bool) -> CoreLayer {
    let [open, _, _, close] = values;
    let x = layer.encodings.get(&Channel::X).cloned().unwrap_or_default();
    let name = x.field.clone().unwrap_or_default();
    let mut encodings: BTreeMap<Channel, Encoding> = layer.encodings.clone();
    if continuous {
        let title = x.title.unwrap_or_else(|| name.clone());
        encodings.insert(Channel::X, Encoding::field("body_left").titled(title));
        encodings.insert(Channel::X2, Encoding::field("body_right"));
    }
    encodings.insert(Channel::Y, Encoding::field(close));
    encodings.insert(Channel::Y2, Encoding::field(open));
    encodings.insert(Channel::By, Encoding::field("change").titled(""));
    let color = |param: &Param, default: &str| layer.text(param.name).unwrap_or(default).to_owned();
    CoreLayer {
        transforms: vec![Transform::Candle(Candle {
            x: name,
            values: values.clone(),
            keys: keys.to_vec(),
        })],
        // Blue and orange stay apart for all kinds of colour vision.
        levels: CHANGES.map(String::from).to_vec(),
        palette: vec![color(&param::POS_COLOR, "C0"), color(&param::NEG_COLOR, "C6")],
        width: Some(BODY),
        silent: true,
        ..CoreLayer::new(
            Mark::Bar,
            encodings,
            Style { alpha: layer.style.alpha.or(Some(1.0)), ..layer.style.clone() },
        )
    }
}
