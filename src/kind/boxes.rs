//! Box plot: five numbers of a distribution, and what lies beyond.

use super::category::{Groups, groups};
use super::{CONTINUOUS, ChannelUse, Columns, DefaultX, Example, Kind, Param, param};
use crate::error::Result;
use crate::spec::mark::Rule;
use crate::spec::{
    Boxes, Channel, CoreLayer, Encoding, Finish, Frame, Layer, Lowered, Mark, Schema, Style,
    Transform, Width,
};

/// Boxes and whiskers.
pub(super) struct Boxplot;

/// A box is narrow: its width means nothing.
const WIDTH: Width = Width { share: 0.6, most: 56.0 };
/// Area of an outlier: a radius of 3.
const OUTLIER: f64 = 36.0;

impl Kind for Boxplot {
    fn name(&self) -> &'static str {
        "box"
    }

    fn aliases(&self) -> &'static [&'static str] {
        &["boxplot"]
    }

    fn summary(&self) -> &'static str {
        "quartiles, whiskers and outliers of a measure, by category"
    }

    fn guide(&self) -> &'static str {
        "For comparing distributions. A box reaches from the first to the third quartile (by linear \
         interpolation) with a line at the median, whiskers to the furthest value within 1.5 of its \
         heights (--whis), and every value beyond is a ring. Several -y, or --by alone, give a box \
         each; -x with --by puts boxes side by side. The rows behind the picture (-o rows.csv) are \
         the boxes; the rings are rows of the data."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        const {
            &[
                ChannelUse::required(Channel::Y, CONTINUOUS),
                ChannelUse::optional(Channel::X, &[]),
                ChannelUse::optional(Channel::By, &[]),
            ]
        }
    }

    fn params(&self) -> &'static [&'static Param] {
        &[&param::WHIS]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "species",
                summary: "a measure by category",
                command: "box testdata/penguins.csv -y body_mass_g --by species \
                          --title 'Gentoo penguins are the heaviest' --ylabel 'Body mass (g)'",
            },
            Example {
                name: "grouped",
                summary: "two keys: side by side, with a legend",
                command: "box testdata/penguins.csv -x species -y flipper_length_mm --by sex \
                          --where 'sex is not null' --ylabel 'Flipper length (mm)'",
            },
            Example {
                name: "columns",
                summary: "one box per column",
                command: "box testdata/weather.csv -y temp_min,temp_max --ylabel 'Temperature (°C)'",
            },
            Example {
                name: "lying",
                summary: "lying boxes on a logarithmic axis",
                command: "box testdata/earthquakes.csv -x mag_type -y depth --swap-axes --logy \
                          --where 'depth > 0' --ylabel 'Depth (km)' --xlabel 'Kind of magnitude'",
            },
        ]
    }

    fn default_x(&self) -> DefaultX {
        DefaultX::Open
    }

    fn columns(&self) -> Columns {
        Columns::Groups
    }

    fn lower(&self, layer: &Layer, schema: &Schema) -> Result<Lowered> {
        let groups = groups(layer, schema, false);
        let whis = layer.number(param::WHIS.name).unwrap_or(1.5);
        let part = |mark, from: &str, to: Option<&str>, style: Style| CoreLayer {
            silent: true,
            position: groups.position,
            width: Some(WIDTH),
            ..summed_up(mark, &groups, whis, [Some(from), to], style)
        };
        let style = &layer.style;
        let whisker = Mark::Rule(Rule::Interval { caps: false });
        // Whiskers run behind the box, unless that lets them through.
        let clear = style.alpha.is_some();
        let lower = CoreLayer {
            silent: false,
            columns: rows(&groups),
            ..part(whisker, "low", Some(if clear { "q1" } else { "high" }), style.clone())
        };
        let upper = clear.then(|| part(whisker, "q3", Some("high"), style.clone()));
        let boxes =
            CoreLayer { finish: Finish::Tint, ..part(Mark::Bar, "q3", Some("q1"), style.clone()) };
        let thin = Style { line_width: None, ..style.clone() };
        let median = CoreLayer { finish: Finish::Shade, ..part(Mark::Tick, "median", None, thin) };
        let rings = Style { size: style.size.or(Some(OUTLIER)), ..style.clone() };
        let mut outliers =
            CoreLayer { finish: Finish::Hollow, ..part(Mark::Dot, "value", None, rings) };
        if let Some(Transform::Boxes(boxes)) = outliers.transforms.last_mut() {
            boxes.outliers = true;
        }
        let frame = Frame { band: true, axis_line: true, near_zero: true, ..Frame::default() };
        let Groups { x_title, y_title, .. } = groups;
        let layers = [lower].into_iter().chain(upper).chain([boxes, median, outliers]).collect();
        Ok(Lowered { x_title, y_title, ..Lowered::new(layers, frame) })
    }
}

/// Columns of the rows behind the picture.
fn rows(groups: &Groups) -> Vec<String> {
    let numbers = ["low", "q1", "median", "q3", "high"];
    groups.keys.iter().cloned().chain(numbers.map(String::from)).collect()
}

/// A layer over the numbers of the groups, from one of these to another.
pub(super) fn summed_up(
    mark: Mark,
    groups: &Groups,
    whis: f64,
    [y, y2]: [Option<&str>; 2],
    style: Style,
) -> CoreLayer {
    let mut encodings = groups.encodings.clone();
    for (channel, name) in [(Channel::Y, y), (Channel::Y2, y2)] {
        let field = |name| Encoding { title: groups.y_title.clone(), ..Encoding::field(name) };
        encodings.extend(name.map(|name| (channel, field(name))));
    }
    let mut transforms = groups.transforms.clone();
    transforms.push(Transform::Boxes(Boxes {
        column: groups.column.clone(),
        keys: groups.keys.clone(),
        whis,
        outliers: false,
    }));
    CoreLayer { transforms, ..CoreLayer::new(mark, encodings, style) }
}
