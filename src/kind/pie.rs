//! Pie and donut: parts of a whole.

use super::{ChannelUse, Columns, DefaultX, Example, Kind, NUMBER, Param, param};
use crate::error::{Error, Result};
use crate::spec::{
    Channel, CoreLayer, Encoding, Frame, Grid, Layer, Lowered, Mark, Schema, Share, Square,
    Transform, Unique,
};

const CHANNELS: &[ChannelUse] = &[
    ChannelUse::required(Channel::X, &[]),
    ChannelUse::required(Channel::Y, NUMBER),
    ChannelUse::optional(Channel::By, &[]),
];

/// Slices of a circle.
pub(super) struct Pie;

impl Kind for Pie {
    fn name(&self) -> &'static str {
        "pie"
    }

    fn summary(&self) -> &'static str {
        "parts of a whole, as slices of a circle"
    }

    fn guide(&self) -> &'static str {
        "For a few parts of one whole; more than a dozen are easier to compare as bars. Slices \
         follow the rows, clockwise from the top: --sort -COL puts the greatest first. Several \
         columns of y, with --subplots, are a pie each, as are the values of --col. A category \
         that repeats is an error until --agg says how to combine its rows."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        CHANNELS
    }

    fn params(&self) -> &'static [&'static Param] {
        &[&param::HOLE]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "sources",
                summary: "shares of a year",
                command: "pie testdata/energy.tsv -x source -y net_generation \
                          --where 'year = 2017' --title 'Electricity generated in Iowa, 2017'",
            },
            Example {
                name: "states",
                summary: "many parts, the greatest first",
                command: "pie testdata/diseases.csv -x state -y measles --agg sum --sort -measles",
            },
            Example {
                name: "panels",
                summary: "a pie per island",
                command: "pie testdata/penguins.csv -x species --agg size --col island \
                          --title 'Penguins by species'",
            },
        ]
    }

    fn default_x(&self) -> DefaultX {
        DefaultX::Category
    }

    fn columns(&self) -> Columns {
        Columns::One
    }

    fn lower(&self, layer: &Layer, schema: &Schema) -> Result<Lowered> {
        slices(layer, schema, "pie", 0.0)
    }
}

/// Slices of a ring.
pub(super) struct Donut;

impl Kind for Donut {
    fn name(&self) -> &'static str {
        "donut"
    }

    fn aliases(&self) -> &'static [&'static str] {
        &["doughnut"]
    }

    fn summary(&self) -> &'static str {
        "parts of a whole, as slices of a ring around their sum"
    }

    fn guide(&self) -> &'static str {
        "As pie, with the sum of all parts in the hole."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        CHANNELS
    }

    fn params(&self) -> &'static [&'static Param] {
        &[&param::HOLE]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "species",
                summary: "parts around their sum",
                command: "donut testdata/penguins.csv -x species --agg size --sort -size \
                          --ylabel penguins",
            },
            Example {
                name: "years",
                summary: "the same parts in three years, with a smaller hole",
                command: "donut testdata/energy.tsv -x source -y net_generation --col year \
                          --where 'year in (2001, 2009, 2017)' --hole 0.5 --height 320 \
                          --title 'Electricity generated in Iowa' --subtitle 'Thousand MWh' \
                          --ylabel ''",
            },
        ]
    }

    fn default_x(&self) -> DefaultX {
        DefaultX::Category
    }

    fn columns(&self) -> Columns {
        Columns::One
    }

    fn lower(&self, layer: &Layer, schema: &Schema) -> Result<Lowered> {
        slices(layer, schema, "donut", 0.6)
    }
}

fn slices(layer: &Layer, schema: &Schema, what: &str, hole: f64) -> Result<Lowered> {
    if let Some(by) = layer.field(Channel::By) {
        return Err(Error::one_series(what, by));
    }
    let keys = super::panel_keys(layer);
    let field = |channel| layer.field(channel).unwrap_or_default().to_owned();
    let (category, column) = (field(Channel::X), field(Channel::Y));
    let taken = |name: &&str| schema.get(name).is_some();
    let into = ["share", "share_of_sum"].into_iter().find(|name| !taken(name));
    let into = into.unwrap_or("share_of_whole").to_owned();
    let hole = layer.number(param::HOLE.name).unwrap_or(hole);
    let mut encodings = layer.encodings.clone();
    encodings.insert(Channel::By, Encoding::field(category.clone()));
    let mut arcs = CoreLayer {
        unique: Unique::Must,
        columns: keys.clone(),
        ..CoreLayer::new(
            Mark::Arc { hole: (hole * 100.0).round() as u8 },
            encodings,
            layer.style.clone(),
        )
    };
    arcs.columns.extend([category.clone(), column.clone(), into.clone()]);
    arcs.transforms.push(Transform::Share(Share {
        category,
        column,
        keys,
        into,
        what: what.to_owned(),
    }));
    let frame = Frame {
        grid: Grid::None,
        band: true,
        hidden: true,
        shape: Some(Square::Panel),
        ..Frame::default()
    };
    Ok(Lowered::new(vec![arcs], frame))
}
