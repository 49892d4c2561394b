//! Where a mark stands in the slot of a category.

use super::{Ink, Panel, series_of};
use crate::data::Columns;
use crate::spec::{Channel, Position, Width};
use crate::stat::dodge;

/// Share of its width that a shape beside others leaves free on both sides.
const APART: f64 = 0.06;
/// Width of a mark on an axis without slots, in pixels.
const NARROW: f64 = 12.0;

/// The part of its slot along x that the series of a row has: its left and right end.
pub(super) fn interval(
    columns: &Columns,
    row: usize,
    panel: &Panel,
    ink: &Ink<'_>,
    width: Width,
) -> Option<[f64; 2]> {
    let center = panel.x().map(columns.at(Channel::X, row));
    if !center.is_finite() {
        return None;
    }
    let slot = panel.x().bandwidth();
    if slot <= 0.0 {
        return Some([center - NARROW / 2.0, center + NARROW / 2.0]);
    }
    let share = ink.style.bar_width.unwrap_or(width.share).clamp(0.01, 1.0);
    let dodged = ink.core.position == Position::Dodge;
    let count = if dodged { ink.series.max(1) } else { 1 };
    let all = (slot * share).min(width.most * count as f64);
    let number = if dodged { series_of(columns, row)? } else { 0 };
    let [left, right] = dodge::slot(number, count, all);
    // Shapes of their own width stand apart; bars touch but for a pixel.
    let apart = if count > 1 && ink.core.width.is_some() { APART * (right - left) } else { 0.0 };
    Some([center + left + apart, center + right - apart])
}

/// The middle of the pixel of a place: a line of one pixel is crisp there.
pub(super) fn pixel(place: f64) -> f64 {
    (place + 1e-6).floor() + 0.5
}

/// An interval of an odd number of whole pixels about the pixel in its middle.
pub(super) fn snapped([low, high]: [f64; 2]) -> [f64; 2] {
    let middle = pixel(f64::midpoint(low, high));
    let beside = ((high - low - 1.0) / 2.0).round().max(0.0);
    [middle - beside - 0.5, middle + beside + 0.5]
}

/// The place of a row on the page: in the middle of its series' part of the slot, and shifted by
/// its offset where it has one.
pub(super) fn point(columns: &Columns, row: usize, panel: &Panel, ink: &Ink<'_>) -> [f64; 2] {
    shifted(columns, row, panel, ink, Some(Channel::Offset))
}

/// As [`point`], shifted by the offset of another channel.
pub(super) fn shifted(
    columns: &Columns,
    row: usize,
    panel: &Panel,
    ink: &Ink<'_>,
    offset: Option<Channel>,
) -> [f64; 2] {
    let mut along_x = panel.x().map(columns.at(Channel::X, row));
    let mut along_y = panel.y().map(columns.at(Channel::Y, row));
    let shift = offset.and_then(|channel| columns.get(channel)).map(|values| values.at(row));
    if panel.x().is_band() {
        let width = ink.core.width.unwrap_or(Width { share: 0.8, most: f64::INFINITY });
        if shift.is_some() || ink.core.position == Position::Dodge {
            let [left, right] = interval(columns, row, panel, ink, width).unwrap_or([f64::NAN; 2]);
            along_x = f64::midpoint(left, right) + shift.unwrap_or(0.0) * (right - left);
        }
    } else if let Some(shift) = shift.filter(|_| panel.y().is_band()) {
        // Up the page, whichever way the categories run.
        let up = if panel.swap { 1.0 } else { -1.0 };
        along_y += up * shift * panel.y().bandwidth();
    }
    panel.place(along_x, along_y)
}
