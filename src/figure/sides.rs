//! Layers that an axis on the right measures: columns that become one, what each side is called.

use super::load::Loaded;
use super::{axes, legend};
use crate::color::Color;
use crate::error::{Error, Result};
use crate::kind::find;
use crate::layout::Key;
use crate::mark::Paint;
use crate::spec::{Channel, Frame, Layer, Plot, Position, scale::ScaleKind};

/// Kinds that an axis on the right can measure.
const KINDS: [&str; 6] = ["line", "step", "scatter", "points", "area", "bar"];

/// What the kinds on each side of a plot ask of their axis.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Frames {
    /// Of all layers: what x needs.
    pub all: Frame,
    /// Of those on the left.
    pub left: Frame,
    /// Of those on the right.
    pub right: Frame,
}

/// Give columns of `y2` a layer of their own, behind the one that names them.
pub(super) fn split(plot: &mut Plot) -> Result<()> {
    let mut layers = Vec::with_capacity(plot.layers.len());
    for mut layer in std::mem::take(&mut plot.layers) {
        if layer.y2.is_empty() {
            layers.push(layer);
            continue;
        }
        let mut right = layer.clone();
        let y = layer.field(Channel::Y).map(String::from);
        let left: Vec<String> = layer.ys.iter().cloned().chain(y).collect();
        if let Some(twice) = layer.y2.iter().find(|column| left.contains(column)) {
            return Err(Error::on_both_sides(twice));
        }
        right.ys = std::mem::take(&mut right.y2);
        // What the other side shows is no column to choose from.
        right.y2 = if left.is_empty() { right.ys.clone() } else { left };
        right.encodings.remove(&Channel::Y);
        right.secondary = true;
        layer.secondary = false;
        layers.extend([layer, right]);
    }
    plot.layers = layers;
    Ok(())
}

/// Check that an axis on the right can measure a layer.
pub(super) fn check(layer: &Layer) -> Result<()> {
    let kind = find(&layer.kind)?;
    let fits = KINDS.contains(&kind.name());
    if layer.secondary && !fits { Err(Error::no_second_axis(kind.name())) } else { Ok(()) }
}

/// Check that a plot has room for an axis on the right, when it needs one.
pub(super) fn check_plot(layers: &[Loaded], swap: bool) -> Result<()> {
    let mut shown = layers.iter().filter(|layer| !layer.core.annotation);
    if shown.clone().all(|layer| !layer.core.secondary) {
        Ok(())
    } else if swap {
        Err(Error::swapped_second_axis())
    } else if shown.all(|layer| layer.core.secondary) {
        Err(Error::nothing_on_the_left())
    } else {
        Ok(())
    }
}

/// Places of kinds without axes mean nothing that could be bounded, turned or put on a logarithm.
pub(super) fn check_hidden(plot: &Plot, kind: &str, hidden: bool) -> Result<()> {
    let axes = [(Channel::X, "x"), (Channel::Y, "y"), (Channel::Y2, "y2")];
    for (channel, name) in axes.into_iter().filter(|_| hidden) {
        let Some(spec) = plot.scales.get(&channel) else { continue };
        let flag = match spec {
            spec if spec.kind == Some(ScaleKind::Log) => format!("--log{name}"),
            spec if spec.min.is_some() || spec.max.is_some() => format!("--{name}lim"),
            spec if spec.flip => format!("--flip-{name}"),
            _ => continue,
        };
        return Err(Error::no_axes(kind, &flag));
    }
    Ok(())
}

/// True when some layer is measured on the right.
pub(super) fn are_two<L: std::borrow::Borrow<Loaded>>(layers: &[L]) -> bool {
    layers.iter().any(|layer| layer.borrow().core.secondary)
}

/// Title of the axis on the right.
pub(super) fn title(plot: &Plot, kind: Option<&str>, layers: &[Loaded]) -> Option<String> {
    let own = layers.iter().filter(|layer| layer.core.secondary);
    axes::title(plot.scales.get(&Channel::Y2), kind, own, Channel::Y)
}

/// The symbols of the axes on the left and on the right, when each measures one series.
pub(super) fn keys(layers: &[Loaded], paints: &[Paint]) -> Option<[Key; 2]> {
    let one = |secondary: bool| {
        let mut series = layers
            .iter()
            .zip(paints)
            .filter(|(layer, _)| layer.core.secondary == secondary)
            .filter(|(layer, _)| !layer.core.annotation && !layer.core.silent)
            .flat_map(|(layer, paint)| colors(layer, paint).map(move |color| (layer, color)));
        match (series.next(), series.next()) {
            (Some((layer, Some(color))), None) => Some(legend::key(layer, color)),
            _ => None,
        }
    };
    Some([one(false)?, one(true)?])
}

/// The colour of every series that a layer has; none for a layer that is coloured otherwise.
fn colors<'a>(layer: &'a Loaded, paint: &'a Paint) -> impl Iterator<Item = Option<Color>> + 'a {
    let color = |code: usize| match paint {
        Paint::Series(colors) => colors.get(code % colors.len().max(1)).copied(),
        _ => None,
    };
    present(layer).into_iter().map(color)
}

/// The codes of the series that a layer has rows of.
pub(super) fn present(layer: &Loaded) -> Vec<usize> {
    let Some(by) = layer.columns.get(Channel::By) else { return vec![0] };
    let mut seen = vec![false; by.levels().len()];
    // Stacked areas have a part of no height where a series has no row.
    let flat = |row| {
        layer.core.position == Position::Stack
            && layer.columns.at(Channel::Y, row) == layer.columns.at(Channel::Y2, row)
    };
    for row in (0..layer.columns.len).filter(|&row| !flat(row)) {
        if let Some(place) = by.code(row).and_then(|code| seen.get_mut(code)) {
            *place = true;
        }
    }
    (0..seen.len()).filter(|&code| seen.get(code) == Some(&true)).collect()
}
