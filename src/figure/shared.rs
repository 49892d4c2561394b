//! The axes of the panels of a plot, and which panels have one in common.

use std::collections::BTreeMap;

use super::axes;
use super::load::Loaded;
use super::panels::Panels;
use super::sides::{self, Frames};
use crate::error::Result;
use crate::layout::AxisFrame;
use crate::mark;
use crate::spec::{Channel, Facet, PageSpec, Plot, WidgetRange};
use crate::warn::Warnings;

/// Which panels have an axis in common.
#[derive(Clone, Copy)]
pub(super) enum Shared {
    /// All of them, but for the axes that are free.
    All {
        /// Every panel has its own x.
        free_x: bool,
        /// Every panel has its own y.
        free_y: bool,
        /// Every state of the controls has its own ranges.
        frames: bool,
    },
    /// Panels above each other share x, panels beside each other share y.
    Lines,
}

impl Shared {
    pub(super) fn of(facet: &Facet, page: &PageSpec) -> Self {
        let frames = page.widget_range == Some(WidgetRange::Frame);
        Self::All { free_x: facet.free_x, free_y: facet.free_y, frames }
    }

    /// The panels that share an axis with `panel`; none: all of them.
    fn with(self, panel: usize, channel: Channel, panels: &Panels) -> Option<Vec<usize>> {
        let states = panels.states.len().max(1);
        match (self, channel) {
            (Self::All { free_x, free_y, frames }, _) => {
                let free = if channel == Channel::X { free_x } else { free_y };
                let apart = frames && states > 1;
                let same = |slot: &usize| {
                    (!free || slot / states == panel / states)
                        && (!apart || slot % states == panel % states)
                };
                (free || apart).then(|| (0..panels.slots.len()).filter(same).collect())
            }
            (Self::Lines, Channel::X) => Some(
                (0..panels.slots.len())
                    .filter(|p| p % panels.cols == panel % panels.cols)
                    .collect(),
            ),
            (Self::Lines, _) => Some(
                (0..panels.slots.len())
                    .filter(|p| p / panels.cols == panel / panels.cols)
                    .collect(),
            ),
        }
    }
}

/// Axes by panel: x and y, and y on the right.
pub(super) type Axes = (Vec<[AxisFrame; 2]>, Vec<Option<AxisFrame>>);

/// The axes of every panel.
pub(super) fn train(
    plot: &Plot,
    frames: &Frames,
    shared: Shared,
    layers: &[Loaded],
    splits: &[Option<Vec<Vec<u32>>>],
    panels: &Panels,
    warnings: &mut Warnings,
) -> Result<Axes> {
    let mut one = |channel: Channel, some: Option<&[usize]>| {
        // Rows of several panels are put together; those of one, or of all, are where they are.
        let rows: Vec<Option<Vec<u32>>> = splits
            .iter()
            .map(|split| {
                let split = split.as_ref().zip(some)?;
                Some(
                    split
                        .1
                        .iter()
                        .filter_map(|&panel| split.0.get(panel))
                        .flatten()
                        .copied()
                        .collect(),
                )
            })
            .collect();
        let (frame, side) = match channel {
            Channel::Y => (frames.left, Some(false)),
            Channel::Y2 => (frames.right, Some(true)),
            _ => (frames.all, None),
        };
        let measured = layers.iter().zip(&rows);
        let measured = measured.filter(|(layer, _)| side.is_none_or(|s| s == layer.core.secondary));
        let rows = measured.map(|(layer, rows)| match rows {
            Some(rows) => (layer, mark::Rows::Some(rows)),
            None => (layer, mark::Rows::All(layer.columns.len)),
        });
        axes::axis(plot, frame, channel, rows, warnings)
    };
    let mut known: BTreeMap<(Channel, Option<Vec<usize>>), AxisFrame> = BTreeMap::new();
    let mut axis = |channel, panel| {
        let key = (channel, shared.with(panel, channel, panels));
        if let Some(axis) = known.get(&key) {
            return Ok(axis.clone());
        }
        let axis = one(channel, key.1.as_deref())?;
        known.insert(key, axis.clone());
        Ok(axis)
    };
    let two = sides::are_two(layers);
    let mut left = Vec::with_capacity(panels.slots.len());
    let mut right = Vec::with_capacity(panels.slots.len());
    for panel in 0..panels.slots.len() {
        left.push([axis(Channel::X, panel)?, axis(Channel::Y, panel)?]);
        right.push(if two { Some(axis(Channel::Y2, panel)?) } else { None });
    }
    Ok((left, right))
}
