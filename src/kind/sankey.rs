//! Sankey diagram: what flows from where to where.

use super::{ChannelUse, Columns, DefaultX, Example, Kind, NUMBER, Param, param};
use crate::error::{Error, Result};
use crate::spec::whole::place;
use crate::spec::{
    Channel, Connection, CoreLayer, Encoding, Finish, Flow, FlowPart, Frame, Grid, Layer, Lowered,
    Mark, Schema, Transform,
};

/// What flows from where to where.
pub(super) struct Sankey;

impl Kind for Sankey {
    fn name(&self) -> &'static str {
        "sankey"
    }

    fn summary(&self) -> &'static str {
        "what flows from where to where, as ribbons between bars"
    }

    fn guide(&self) -> &'static str {
        "For a list of flows: --x is where each comes from, --to is where it goes, --y is how \
         much. Without flags these are the first two columns of words and the first of numbers. \
         What goes on from where another flow ends makes further layers. Rows with the same two \
         ends are added up; flows that go round have no left and right, and are an error."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        const {
            &[
                ChannelUse::required(Channel::X, &[]),
                ChannelUse::required(Channel::To, &[]),
                ChannelUse::required(Channel::Y, NUMBER),
                ChannelUse::optional(Channel::By, &[]),
            ]
        }
    }

    fn params(&self) -> &'static [&'static Param] {
        &[&param::LINK_COLOR]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "energy",
                summary: "from sources to uses, in three layers",
                command: "sankey testdata/flows.csv -x source --to target -y twh \
                          --title 'Energy of an invented country' --subtitle 'TWh a year'",
            },
            Example {
                name: "penguins",
                summary: "rows counted between two columns, in the colour of where they go",
                command: "sankey testdata/penguins.csv -x island --to species --agg size \
                          --link-color target",
            },
        ]
    }

    fn default_x(&self) -> DefaultX {
        DefaultX::Category
    }

    fn columns(&self) -> Columns {
        Columns::One
    }

    fn lower(&self, layer: &Layer, _schema: &Schema) -> Result<Lowered> {
        if let Some(by) = layer.field(Channel::By) {
            return Err(Error::one_series("sankey", by));
        }
        let keys = super::panel_keys(layer);
        let field = |channel| layer.field(channel).unwrap_or_default().to_owned();
        let (source, target, column) = (field(Channel::X), field(Channel::To), field(Channel::Y));
        if source == target {
            return Err(Error::same_ends(&source));
        }
        if keys.contains(&column) {
            return Err(Error::key_and_value(&column));
        }
        let flow = |part| {
            let (source, target, column) = (source.clone(), target.clone(), column.clone());
            Transform::Flow(Flow { source, target, column, keys: keys.clone(), part })
        };
        let mut encodings = super::panel_encodings(layer);
        for (channel, name) in
            [(Channel::X, place::X), (Channel::Y, place::Y), (Channel::Y2, place::Y2)]
        {
            encodings.insert(channel, Encoding::field(name));
        }
        let mut ribbons = encodings.clone();
        for (channel, name) in [(Channel::X, &source), (Channel::Y, &column)] {
            let place = ribbons.entry(channel).or_default();
            place.title = Some(name.clone());
        }
        ribbons.insert(Channel::X2, Encoding::field(place::X2));
        ribbons.insert(Channel::YErr, Encoding::field(place::HALF));
        let color = layer.text(param::LINK_COLOR.name).unwrap_or("source");
        let colored = if color == "target" { &target } else { &source };
        ribbons.insert(Channel::By, Encoding::field(colored.clone()));
        let mut columns = keys.clone();
        columns.extend([source.clone(), target.clone(), column.clone()]);
        let links = CoreLayer {
            transforms: vec![flow(FlowPart::Link)],
            finish: if color == "grey" { Finish::Ink } else { Finish::Plain },
            columns,
            ..CoreLayer::new(Mark::Connection(Connection::Ribbon), ribbons, layer.style.clone())
        };
        encodings.insert(Channel::By, Encoding::field(place::NAME));
        encodings.insert(Channel::Text, Encoding::field(place::NAME));
        encodings.insert(Channel::Z, Encoding::field(place::VALUE));
        let nodes = CoreLayer {
            transforms: vec![flow(FlowPart::Node)],
            silent: true,
            ..CoreLayer::new(
                Mark::Connection(Connection::Node),
                encodings,
                crate::spec::Style { alpha: None, ..layer.style.clone() },
            )
        };
        let frame =
            Frame { grid: Grid::None, hidden: true, tight: true, down: true, ..Frame::default() };
        Ok(Lowered::new(vec![links, nodes], frame))
    }
}
