//! Table: the rows themselves.

use super::{ChannelUse, Columns, DefaultX, Example, Kind, Param, param};
use crate::error::Result;
use crate::spec::whole::cell;
use crate::spec::{
    Cells, Channel, CoreLayer, Encoding, Frame, Grid, Layer, Lowered, Mark, Schema, Transform,
};

/// Rows of a picture at most.
const MOST: u32 = 300;

/// The rows themselves.
pub(super) struct Table;

impl Kind for Table {
    fn name(&self) -> &'static str {
        "table"
    }

    fn summary(&self) -> &'static str {
        "the rows themselves, in words and numbers"
    }

    fn guide(&self) -> &'static str {
        "For looking up values, or beside another plot (+). It shows every column, or those of \
         --columns, and as many rows as there is room for; with --agg the keys and what was \
         computed. -o rows.csv gives all of them."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        &[]
    }

    fn params(&self) -> &'static [&'static Param] {
        &[&param::COLUMNS]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "rows",
                summary: "the first rows of a file",
                command: "table testdata/penguins.csv --columns species,island,sex,body_mass_g,year \
                          --height 320",
            },
            Example {
                name: "means",
                summary: "what was computed of groups",
                command: "table testdata/penguins.csv --group-by species,sex --agg mean \
                          -y bill_length_mm,bill_depth_mm,body_mass_g --height 300 \
                          --title 'Mean sizes of penguins'",
            },
        ]
    }

    fn default_x(&self) -> DefaultX {
        DefaultX::Open
    }

    fn columns(&self) -> Columns {
        Columns::All
    }

    fn lower(&self, layer: &Layer, _schema: &Schema) -> Result<Lowered> {
        let panels = super::panel_encodings(layer);
        let keys = super::panel_keys(layer);
        let cells = Cells { columns: layer.ys.clone(), keys: keys.clone(), most: MOST };
        let mut encodings = panels.clone();
        for (channel, name) in [
            (Channel::X, cell::COLUMN),
            (Channel::Y, cell::ROW),
            (Channel::Text, cell::TEXT),
            (Channel::Z, cell::NUMBER),
            (Channel::Offset, cell::TOTAL),
        ] {
            encodings.insert(channel, Encoding::field(name));
        }
        let shown = CoreLayer {
            transforms: vec![Transform::Cells(cells)],
            silent: true,
            ..CoreLayer::new(Mark::Table, encodings, layer.style.clone())
        };
        // All rows, of which the picture shows the first.
        let mut columns = keys;
        columns
            .extend(layer.ys.iter().filter(|y| !columns.contains(y)).cloned().collect::<Vec<_>>());
        let rows =
            CoreLayer { columns, ..CoreLayer::new(Mark::Table, panels, layer.style.clone()) };
        let frame =
            Frame { grid: Grid::None, band: true, hidden: true, tight: true, ..Frame::default() };
        Ok(Lowered::new(vec![rows, shown], frame))
    }
}
