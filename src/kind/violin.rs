//! Violin: the density of a distribution as the width of a shape, by category.

use super::boxes::summed_up;
use super::category::{Groups, groups};
use super::{CONTINUOUS, ChannelUse, Columns, DefaultX, Example, Kind, Param, density, param};
use crate::error::{Error, Result};
use crate::spec::mark::Rule;
use crate::spec::statistic::{self, DENSITY, OFFSET, OFFSET2, PART};
use crate::spec::{
    At, Channel, CoreLayer, Encoding, Finish, Form, Frame, Layer, Lowered, Mark, Position, Schema,
    Style, Transform, Width,
};

/// Densities as widths.
pub(super) struct Violin;

/// Share of a slot that violins take: where there are few, they need not be wider than high.
const WIDTH: Width = Width { share: 0.8, most: 280.0 };

impl Kind for Violin {
    fn name(&self) -> &'static str {
        "violin"
    }

    fn summary(&self) -> &'static str {
        "the density of a measure as the width of a shape, by category"
    }

    fn guide(&self) -> &'static str {
        "For comparing the shapes of distributions. Each violin is as wide as its slot where values \
         are most dense, and ends with the data unless --cut says how many kernel widths it goes on. \
         Inside stands a small box: quartiles and median; --inner quartiles draws lines across, \
         --inner stick one per value. With --split, the two values of --by are the halves of one \
         violin. The rows behind the picture are y and density."
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
        &[&param::INNER, &param::SPLIT, &param::BANDWIDTH, &param::CUT, &param::LOG_SPACE_Y]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "species",
                summary: "a measure by category",
                command: "violin testdata/penguins.csv -y body_mass_g --by species \
                          --ylabel 'Body mass (g)'",
            },
            Example {
                name: "split",
                summary: "two groups as halves of one violin",
                command: "violin testdata/penguins.csv -x species -y body_mass_g --by sex --split \
                          --where 'sex is not null' --title 'Males are heavier in every species' \
                          --ylabel 'Body mass (g)'",
            },
            Example {
                name: "grouped",
                summary: "side by side, on beyond the data",
                command: "violin testdata/penguins.csv -x island -y bill_depth_mm --by sex --cut 2 \
                          --where 'sex is not null' --ylabel 'Bill depth (mm)'",
            },
            Example {
                name: "stick",
                summary: "a line per value",
                command: "violin testdata/penguins.csv -y bill_length_mm --by species --inner stick \
                          --swap-axes --ylabel 'Bill length (mm)'",
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
        let split = layer.flag(param::SPLIT.name, false);
        let by = layer.field(Channel::By).map(str::to_owned);
        if split && by.is_none() {
            return Err(Error::missing_channel("violin --split", Channel::By));
        }
        let mut groups = groups(layer, schema, split);
        let form = match by.filter(|_| split) {
            Some(by) => {
                groups.position = Position::Identity;
                Form::Halves(by)
            }
            None => Form::Violin,
        };
        let density = statistic::Density {
            form,
            keys: groups.keys.clone(),
            log: layer.flag(param::LOG_SPACE_Y.name, false),
            into: "y".into(),
            ..density::of(layer, &groups.column, 0.0)?
        };
        let shape = CoreLayer {
            finish: Finish::Tint,
            columns: groups.keys.iter().cloned().chain(["y", DENSITY].map(String::from)).collect(),
            ..across(Mark::Area, &groups, density.clone(), layer.style.clone())
        };
        let mut layers = vec![shape];
        let inner = layer.text(param::INNER.name);
        // seaborn says quart.
        match inner.unwrap_or(if split { "quartiles" } else { "box" }) {
            "box" if split => return Err(Error::box_in_halves()),
            "box" => layers.extend(small_box(&groups, &layer.style)),
            "quartiles" | "quart" => {
                layers.push(line(&groups, &density, At::Quartiles, 1.25, Some("3,2.5"), layer));
                layers.push(line(&groups, &density, At::Median, 1.75, None, layer));
            }
            "stick" => layers.push(line(&groups, &density, At::Values, 1.0, None, layer)),
            _ => {}
        }
        let frame = Frame { band: true, axis_line: true, near_zero: true, ..Frame::default() };
        let Groups { x_title, y_title, .. } = groups;
        Ok(Lowered { x_title, y_title, ..Lowered::new(layers, frame) })
    }
}

/// A layer over the densities of the groups, in their slots.
fn across(mark: Mark, groups: &Groups, density: statistic::Density, style: Style) -> CoreLayer {
    let mut encodings = groups.encodings.clone();
    let y = Encoding { title: groups.y_title.clone(), ..Encoding::field("y") };
    encodings.insert(Channel::Y, y);
    encodings.insert(Channel::Offset, Encoding::field(OFFSET));
    let (channel, name) = match density.at {
        At::Grid => (Channel::Offset2, OFFSET2),
        _ => (Channel::Part, PART),
    };
    encodings.insert(channel, Encoding::field(name));
    let mut transforms = groups.transforms.clone();
    transforms.push(Transform::Density(density));
    CoreLayer {
        transforms,
        position: groups.position,
        width: Some(WIDTH),
        ..CoreLayer::new(mark, encodings, style)
    }
}

/// Lines from edge to edge.
fn line(
    groups: &Groups,
    density: &statistic::Density,
    at: At,
    width: f64,
    dash: Option<&str>,
    layer: &Layer,
) -> CoreLayer {
    let density = statistic::Density { at, ..density.clone() };
    let style = Style {
        line_width: Some(width),
        line_dash: dash.map(str::to_owned),
        ..layer.style.clone()
    };
    CoreLayer {
        silent: true,
        finish: Finish::Shade,
        ..across(Mark::Line { step: None }, groups, density, style)
    }
}

/// A bar from quartile to quartile, and a dot at the median.
fn small_box(groups: &Groups, style: &Style) -> [CoreLayer; 2] {
    let part = |mark, ends, finish, style| CoreLayer {
        silent: true,
        position: groups.position,
        width: Some(WIDTH),
        finish,
        ..summed_up(mark, groups, 1.5, ends, style)
    };
    let thick = Style { line_width: Some(4.0), line_dash: None, ..style.clone() };
    let bar = Mark::Rule(Rule::Interval { caps: false });
    let dot = Style { size: Some(25.0), marker: None, alpha: Some(1.0), ..style.clone() };
    [
        part(bar, [Some("q1"), Some("q3")], Finish::Shade, thick),
        part(Mark::Dot, [Some("median"), None], Finish::Ground, dot),
    ]
}
