//! The columns of a table that its layer shows: what is read, embedded, and written as rows.

use std::collections::BTreeSet;

use crate::data::Table;
use crate::error::{Error, Result};
use crate::spec::{Channel, Encoding, Layer};

/// The columns that the layer shows.
pub(super) fn base_names<'a>(
    table: &'a Table,
    layer: &'a Layer,
    others: &'a [String],
) -> Result<Vec<&'a str>> {
    for name in others {
        if table.schema().get(name).is_none() {
            return Err(Error::no_column(name, "the data", &table.schema().names()));
        }
    }
    let mut seen = BTreeSet::new();
    Ok(ordered(layer)
        .filter_map(|encoding| encoding.field.as_deref())
        .chain(layer.ys.iter().chain(others).map(String::as_str))
        .flat_map(|name| layer.parts(name, table.schema()).into_iter().chain([name]))
        .filter(|name| seen.insert(*name))
        .collect())
}

/// Encodings in the order of the columns of `-o rows.csv`: keys, x, series, values.
fn ordered(layer: &Layer) -> impl Iterator<Item = &Encoding> {
    let rank = |channel: &Channel| match channel {
        Channel::Row => 0,
        Channel::Col => 1,
        Channel::Key(n) => 2 + i32::from(*n),
        Channel::X => 300,
        Channel::X2 => 301,
        Channel::By => 302,
        Channel::To => 318,
        Channel::Y => 303,
        Channel::Y2 => 304,
        Channel::U => 305,
        Channel::V => 306,
        Channel::Color => 307,
        Channel::Size => 308,
        Channel::Z => 309,
        Channel::XErr => 310,
        Channel::XErr2 => 311,
        Channel::YErr => 312,
        Channel::YErr2 => 313,
        Channel::Text => 314,
        Channel::Part => 315,
        Channel::Offset => 316,
        Channel::Offset2 => 317,
    };
    let mut list: Vec<_> = layer.encodings.iter().collect();
    list.sort_by_key(|(channel, _)| rank(channel));
    list.into_iter().map(|(_, encoding)| encoding)
}
