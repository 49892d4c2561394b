//! Lag plot and autocorrelation: a column and its later values.

use super::wide::whole;
use super::{ChannelUse, Example, Kind, NUMBER, Param, keys, param};
use crate::error::Result;
use crate::spec::mark::Rule;
use crate::spec::wide::{Lagged, LaggedInto};
use crate::spec::{
    Channel, CoreLayer, Encoding, Frame, Grid, Layer, Lowered, Mark, Schema, Square, Style,
    Transform,
};

const CHANNELS: &[ChannelUse] = &[
    ChannelUse::required(Channel::Y, NUMBER),
    ChannelUse::optional(Channel::X, &[]),
    ChannelUse::optional(Channel::By, &[]),
];
/// More stems than this are drawn as a line.
const STEMS: u32 = 60;

/// A value and the one some rows later.
pub(super) struct Lag;

impl Kind for Lag {
    fn name(&self) -> &'static str {
        "lag"
    }

    fn aliases(&self) -> &'static [&'static str] {
        &["lag_plot", "lag-plot"]
    }

    fn summary(&self) -> &'static str {
        "each value of a column against the one --lag rows later"
    }

    fn guide(&self) -> &'static str {
        "For whether a series is random: noise gives a cloud, a trend a line along the diagonal. \
         Rows count in their order, or that of the times on --x, each group of --by for itself. \
         Pairs of which one value is missing are left out. `-o rows.csv` gives `value` and `later`."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        CHANNELS
    }

    fn params(&self) -> &'static [&'static Param] {
        &[&param::LAG]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "temperature",
                summary: "a slow series stays near the diagonal",
                command: "lag testdata/temperature.csv -x year -y temp \
                          --title 'A warm year follows a warm year'",
            },
            Example {
                name: "wind",
                summary: "a week later, wind is forgotten",
                command: "lag testdata/weather.csv -x date -y wind --lag 7 \
                          --where \"date < '2013-01-01'\"",
            },
        ]
    }

    fn connects(&self) -> bool {
        true
    }

    fn lower(&self, layer: &Layer, schema: &Schema) -> Result<Lowered> {
        let lag = whole(layer, &param::LAG, 1);
        let mut encodings = layer.encodings.clone();
        encodings.insert(Channel::X, Encoding::field("value"));
        encodings.insert(Channel::Y, Encoding::field("later"));
        let mut dots = CoreLayer::new(Mark::Dot, encodings, layer.style.clone());
        dots.transforms.push(made(layer, schema, LaggedInto::Pairs { lag }));
        let line = [(Channel::X, Encoding::value(1)), (Channel::Y, Encoding::value(0))];
        let style = Style { line_dash: Some("solid".into()), ..Style::default() };
        let diagonal = CoreLayer {
            annotation: true,
            ..CoreLayer::new(Mark::Rule(Rule::Slope), line.into(), style)
        };
        let frame =
            Frame { grid: Grid::Both, pad: true, shape: Some(Square::Unit), ..Frame::default() };
        let name = layer.field(Channel::Y).unwrap_or("y");
        let name = if name == super::auto::VALUE { "y" } else { name };
        Ok(Lowered {
            x_title: Some(format!("{name}(t)")),
            y_title: Some(format!("{name}(t + {lag})")),
            ..Lowered::new(vec![diagonal, dots], frame)
        })
    }
}

/// How much a column is like itself later.
pub(super) struct Autocorrelation;

impl Kind for Autocorrelation {
    fn name(&self) -> &'static str {
        "autocorrelation"
    }

    fn aliases(&self) -> &'static [&'static str] {
        &["acf", "autocorrelation_plot"]
    }

    fn summary(&self) -> &'static str {
        "how much a column is like itself later, by lag"
    }

    fn guide(&self) -> &'static str {
        "For seasons and memory in a series. 95 (and 99) of a hundred coefficients of noise lie \
         between the dashed lines. All lags are one line, up to 60 (--lags) are stems. Rows count \
         in their order, or that of the times on --x, each group of --by for itself; missing values are left out, as if they \
         had never been measured (Box and Jenkins 1976). `-o rows.csv` gives `lag` and \
         `autocorrelation`."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        CHANNELS
    }

    fn params(&self) -> &'static [&'static Param] {
        &[&param::LAGS]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "year",
                summary: "a year in the temperatures of days",
                command: "autocorrelation testdata/weather.csv -x date -y temp_max \
                          --xlabel 'Lag (days)' --title 'Days are like those of a year ago'",
            },
            Example {
                name: "stems",
                summary: "the first lags as stems",
                command: "autocorrelation testdata/temperature.csv -x year -y temp --lags 40 \
                          --xlabel 'Lag (years)'",
            },
        ]
    }

    fn connects(&self) -> bool {
        true
    }

    fn lower(&self, layer: &Layer, schema: &Schema) -> Result<Lowered> {
        let lags = layer.number(param::LAGS.name).map(|_| whole(layer, &param::LAGS, 1));
        let stems = lags.is_some_and(|lags| lags <= STEMS);
        let own = || made(layer, schema, LaggedInto::Autocorrelation { lags });
        let mut encodings = layer.encodings.clone();
        encodings.insert(Channel::X, Encoding::field("lag"));
        encodings.insert(Channel::Y, Encoding::field("autocorrelation"));
        let mut layers = vec![bands(layer, schema)];
        let columns: Vec<String> = keys(layer, schema, &[Channel::X, Channel::Y])
            .into_iter()
            .chain(["lag".into(), "autocorrelation".into()])
            .collect();
        if stems {
            let mut down = encodings.clone();
            down.insert(Channel::Y2, Encoding::field("zero"));
            let mark = Mark::Rule(Rule::Interval { caps: false });
            let mut stems = CoreLayer::new(mark, down, layer.style.clone());
            stems.transforms.push(own());
            stems.silent = true;
            layers.push(stems);
        }
        let mark = if stems { Mark::Dot } else { Mark::Line { step: None } };
        let style =
            Style { line_width: layer.style.line_width.or(Some(1.5)), ..layer.style.clone() };
        let mut main = CoreLayer { columns, ..CoreLayer::new(mark, encodings, style) };
        main.transforms.push(own());
        layers.push(main);
        let frame = Frame { axis_line: true, ..Frame::default() };
        let y_title = Some("autocorrelation".to_owned());
        Ok(Lowered { y_title, ..Lowered::new(layers, frame) })
    }
}

/// Dashed lines between which noise stays.
fn bands(layer: &Layer, schema: &Schema) -> CoreLayer {
    let encodings =
        [(Channel::Y, Encoding::field("at")), (Channel::Text, Encoding::field("percent"))];
    let mark = Mark::Rule(Rule::Horizontal);
    let style = Style { line_dash: Some("4,3".into()), alpha: Some(0.8), ..Style::default() };
    let mut bands = CoreLayer::new(mark, encodings.into(), style);
    bands.transforms.push(made(layer, schema, LaggedInto::Bands));
    CoreLayer { silent: true, ..bands }
}

/// Something made of the column, with the keys of the layer.
fn made(layer: &Layer, schema: &Schema, into: LaggedInto) -> Transform {
    Transform::Lagged(Lagged {
        column: layer.field(Channel::Y).unwrap_or_default().to_owned(),
        keys: keys(layer, schema, &[Channel::X, Channel::Y]),
        into,
    })
}
