//! Ridge: curves in strips above each other, each on its own foot.

use super::{CONTINUOUS, ChannelUse, DefaultX, Example, Kind, Param, density, param};
use crate::error::{Error, Result};
use crate::spec::statistic::{self, DENSITY, OFFSET, OFFSET2};
use crate::spec::{
    Channel, CoreLayer, Encoding, Finish, Form, Frame, Grid, Layer, Lowered, Mark, Schema, Strips,
    Style, Transform, Type,
};

/// Curves in strips above each other.
pub(super) struct Ridge;

impl Kind for Ridge {
    fn name(&self) -> &'static str {
        "ridge"
    }

    fn aliases(&self) -> &'static [&'static str] {
        &["ridgeline"]
    }

    fn summary(&self) -> &'static str {
        "densities or lines in strips above each other, one per group"
    }

    fn guide(&self) -> &'static str {
        "For many distributions, or many lines, that would hide each other in one panel. With -y \
         alone every group has the density of its values; with -x and -y the line of its values. \
         All have one measure of height, and the first group is on top. Peaks reach into the strip \
         above: --overlap says how many strips high the highest is. --palette NAME, a map or \
         colours, colours the strips from the first to the last, and --color-by the column of \
         the groups gives each the colour of a series."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        const {
            &[
                ChannelUse::required(Channel::Y, CONTINUOUS),
                ChannelUse::required(Channel::By, &[]),
                ChannelUse::optional(Channel::X, CONTINUOUS),
                ChannelUse::optional(Channel::Color, &[]),
            ]
        }
    }

    fn params(&self) -> &'static [&'static Param] {
        &[&param::OVERLAP, &param::FILLED, &param::BANDWIDTH, &param::CUT, &param::LOG_SPACE_X]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "months",
                summary: "the density of a measure in every month",
                command: "ridge testdata/weather.csv -y temp_max --by month \
                          --derive 'month=extract(month from date)' --palette viridis \
                          --title 'Warmest days of every month' \
                          --xlabel 'Highest temperature of the day (°C)' --ylabel Month",
            },
            Example {
                name: "states",
                summary: "a line per state",
                command: "ridge testdata/diseases.csv -x year -y measles --by state --agg sum \
                          --where \"state in ('California', 'Illinois', 'New York', 'Ohio', \
                          'Texas') and year <= 1985\" --title 'Measles came in waves until 1966'",
            },
        ]
    }

    fn default_x(&self) -> DefaultX {
        DefaultX::Open
    }

    fn connects(&self) -> bool {
        true
    }

    fn lower(&self, layer: &Layer, schema: &Schema) -> Result<Lowered> {
        let mut encodings = layer.encodings.clone();
        let group = encodings.remove(&Channel::By).unwrap_or_default();
        let y = encodings.remove(&Channel::Y).unwrap_or_default();
        let color = encodings.remove(&Channel::Color);
        if color.as_ref().is_some_and(|color| color.field != group.field) {
            return Err(Error::unused_channel("ridge", Channel::Color));
        }
        let (of, column) = (group.field.clone().unwrap_or_default(), y.field.unwrap_or_default());
        let overlap = layer.number(param::OVERLAP.name).unwrap_or(2.0);
        let mut transforms = Vec::new();
        let mut columns = super::keys(layer, schema, &[Channel::X, Channel::Y]);
        let mut x_title = None;
        if let Some(x) = layer.field(Channel::X) {
            let kind = schema.get(&column).map_or(Type::Number, |field| field.kind);
            if kind == Type::Time {
                return Err(Error::channel_type("ridge", Channel::Y, &column, kind));
            }
            columns.extend([x.to_owned(), column.clone()]);
            transforms.push(Transform::Strips(Strips { column, of, overlap }));
        } else {
            let keys = columns.clone();
            columns.extend(["x", DENSITY].map(String::from));
            let title = y.title.unwrap_or_else(|| column.clone());
            encodings.insert(Channel::X, Encoding::field("x").titled(title.clone()));
            x_title = Some(title);
            transforms.push(Transform::Density(statistic::Density {
                form: Form::Strips { of, overlap },
                keys,
                log: layer.flag(param::LOG_SPACE_X.name, false),
                into: "x".into(),
                ..density::of(layer, &column, 3.0)?
            }));
        }
        encodings.insert(Channel::Offset, Encoding::field(OFFSET));
        let (mark, finish) = if layer.flag(param::FILLED.name, true) {
            encodings.insert(Channel::Offset2, Encoding::field(OFFSET2));
            (Mark::Area, Finish::Tint)
        } else {
            encodings.insert(Channel::Part, group.clone());
            (Mark::Line { step: None }, Finish::Plain)
        };
        encodings.insert(Channel::By, group.clone());
        encodings.insert(Channel::Y, group);
        let style =
            Style { line_width: layer.style.line_width.or(Some(1.5)), ..layer.style.clone() };
        let strips = CoreLayer {
            transforms,
            finish,
            columns,
            one_color: color.is_none(),
            ..CoreLayer::new(mark, encodings, style)
        };
        let frame = Frame {
            band_y: true,
            down: true,
            grid: Grid::Both,
            axis_line: true,
            head: head(overlap),
            foot: true,
            // The ends of a line of values are known, those of a curve fade out.
            pad: x_title.is_some(),
            ..Frame::default()
        };
        Ok(Lowered { x_title, ..Lowered::new(vec![strips], frame) })
    }
}

/// Room above the first strip for its peak, in hundredths of a strip.
fn head(overlap: f64) -> u16 {
    ((overlap - 1.0).max(0.0) * 100.0).ceil() as u16 + 5
}
