//! Flags about names and order: what things are called, how rows are ordered along x.

use super::flag::{Flag, Offer};

/// What things are called and in which order they come.
pub(crate) static NAMES: &[Flag] = &[
    Flag::layer("label", "TEXT", "What the legend calls the layer", |layer, given| {
        layer.name = Some(given.text()?);
        Ok(())
    }),
    Flag::layer(
        "group-label",
        "NAME",
        "Column that holds the names of several -y [default: Variable]",
        |layer, given| {
            layer.group_label = Some(given.text()?);
            Ok(())
        },
    ),
    Flag::layer(
        "value-label",
        "NAME",
        "Column that holds their values [default: value]",
        |layer, given| {
            layer.value_label = Some(given.text()?);
            Ok(())
        },
    ),
    Flag::layer(
        "sort-x",
        "auto|always|never",
        "Whether lines run in the order of x; auto: those along times do",
        |layer, given| {
            layer.sort_x = match given.choice(&["auto", "always", "never"])? {
                "always" => Some(true),
                "never" => Some(false),
                _ => None,
            };
            Ok(())
        },
    )
    .offer(Offer::Words(|| vec!["auto", "always", "never"])),
];
