//! Flags about what belongs to a value: how far it may be off, which line it is part of.

use super::flag::{Flag, Given, Offer};
use crate::error::{Result, channel_name};
use crate::kind::{self, Kind};
use crate::spec::{Channel, Encoding, Layer};

/// Columns beside those of x and y.
pub(crate) static MEASURES: &[Flag] = &[
    Flag::layer(
        "u",
        "COL",
        "Length of an arrow along x [default: u, u10, ua, uo, …]",
        |layer, given| {
            layer.encodings.insert(Channel::U, Encoding::field(given.text()?));
            Ok(())
        },
    )
    .offer(Offer::Columns),
    Flag::layer(
        "v",
        "COL",
        "Length of an arrow along y [default: the fellow of u]",
        |layer, given| {
            layer.encodings.insert(Channel::V, Encoding::field(given.text()?));
            Ok(())
        },
    )
    .offer(Offer::Columns),
    Flag::layer(
        "yerr",
        "COL|DOWN,UP|STAT",
        "Error of y: a column of lengths, two (down,up), or std, sem, ci95 of each group",
        |layer, given| errors(layer, given, [Channel::YErr, Channel::YErr2]),
    )
    .offer(Offer::Columns),
    Flag::layer(
        "xerr",
        "COL|LEFT,RIGHT|STAT",
        "Error of x, as --yerr says that of y",
        |layer, given| errors(layer, given, [Channel::XErr, Channel::XErr2]),
    )
    .offer(Offer::Columns),
    Flag::layer(
        "part",
        "COL",
        "Rows of one path: each value is a path of its own, without a colour of its own",
        |layer, given| {
            layer.encodings.insert(Channel::Part, Encoding::field(given.text()?));
            Ok(())
        },
    )
    .offer(Offer::Columns),
    Flag::layer(
        "y-lower",
        "COL",
        "Lower edge of an area, which is a band then: between -y and this column",
        |layer, given| {
            layer.encodings.insert(Channel::Y2, Encoding::field(given.text()?));
            Ok(())
        },
    )
    .offer(Offer::Columns),
];

/// Whether a layer of `kind` has no use for a column that the layer before it shows: its errors
/// are not those of words, its lower edge not that of a line, the values of its cells not those of
/// arrows.
pub(crate) fn is_foreign(flag: &str, kind: Option<&dyn Kind>) -> bool {
    const EXTRA: [&str; 8] = ["size-by", "yerr", "xerr", "part", "y-lower", "z", "u", "v"];
    let shows =
        |kind: &dyn Kind| kind.channels().iter().any(|usage| channel_name(usage.channel) == flag);
    EXTRA.contains(&flag) && kind.is_some_and(|kind| !shows(kind))
}

/// What an annotation's flag says of the kinds for whose rows it means something else.
pub(crate) fn text_of_rows(flag: &str) -> &'static str {
    if flag == "text" {
        "; of labels: the column or '{name}: {value:.1f}' of their words"
    } else {
        ""
    }
}

/// Whether `--text` names the words of a kind that shows words: a column or a template, not words
/// at a place, which are `X,Y=WORDS`.
pub(crate) fn is_text_of_rows(layer: &Layer, flag: &dyn Kind, value: &str) -> bool {
    let takes = kind::find(&layer.kind)
        .is_ok_and(|kind| kind.channels().iter().any(|usage| usage.channel == Channel::Text));
    let place = value.split_once('=').is_some_and(|(place, _)| !place.contains('{'));
    takes && flag.name() == "text" && !place && !value.is_empty()
}

/// The words of rows: a template has braces.
pub(crate) fn text(layer: &mut Layer, value: &str) {
    let words =
        if value.contains('{') { Encoding::value(value) } else { Encoding::field(value.trim()) };
    layer.encodings.insert(Channel::Text, words);
}

/// One column of lengths for both ways, or one each.
fn errors(layer: &mut Layer, given: &Given<'_>, channels: [Channel; 2]) -> Result<()> {
    let names = given.names()?;
    if names.is_empty() || names.len() > 2 {
        return Err(given.bad("a column of lengths, two of them, or std, sem, ci95"));
    }
    for channel in channels {
        layer.encodings.remove(&channel);
    }
    for (channel, name) in channels.into_iter().zip(names) {
        layer.encodings.insert(channel, Encoding::field(name));
    }
    Ok(())
}
