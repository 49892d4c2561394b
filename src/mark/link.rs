//! Ribbons.

use super::{Ink, Panel, Rows};
use crate::data::Columns;
use crate::scene::Item;

pub(super) fn ribbons(_c: &Columns, _r: Rows<'_>, _p: &Panel, _i: &Ink<'_>) -> Vec<Item> {
    Vec::new()
}

pub(super) fn left_out(_c: &Columns, _r: Rows<'_>, _p: &Panel, _i: &Ink<'_>) -> Option<String> {
    None
}

pub(super) fn nodes(_c: &Columns, _r: Rows<'_>, _p: &Panel, _i: &Ink<'_>) -> Vec<Item> {
    Vec::new()
}
