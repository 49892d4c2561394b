//! Words and numbers in rows and columns.

use super::{Ink, Panel, Rows};
use crate::data::Columns;
use crate::scene::Item;

pub(super) fn draw(_c: &Columns, _r: Rows<'_>, _p: &Panel, _i: &Ink<'_>) -> Vec<Item> {
    Vec::new()
}

pub(super) fn left_out(_c: &Columns, _r: Rows<'_>, _p: &Panel, _i: &Ink<'_>) -> Option<String> {
    None
}
