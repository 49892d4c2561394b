//! Where lines are at the right edge of their panel: the order of a legend, and names beside them.

use crate::layout::{AxisFrame, EndLabel};
use crate::mark::Paint;
use crate::scale::train;
use crate::spec::{Channel, Mark, Unique};

use super::load::Loaded;

/// Furthest from the right edge that a line with a name there may end, as part of the width.
const NEAR: f64 = 0.05;

/// Where a line is last seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct End {
    /// From the right edge, as part of the width.
    pub distance: f64,
    /// Value there.
    pub y: f64,
}

/// Where every series of a layer is last seen towards the right edge; none for those that are
/// nowhere in view.
pub(super) fn at_right(layer: &Loaded, x: &AxisFrame) -> Vec<Option<End>> {
    let levels = layer.columns.get(Channel::By).map_or(0, |by| by.levels().len());
    let mut ends: Vec<Option<End>> = vec![None; levels];
    let mut before: Vec<Option<[f64; 2]>> = vec![None; levels];
    let [low, high] = x.scale.domain();
    let edge = if train::flipped(&x.spec) { low } else { high };
    let width = (high - low).abs().max(f64::MIN_POSITIVE);
    for row in 0..layer.columns.len {
        let code = layer.columns.get(Channel::By).and_then(|by| by.code(row));
        let Some(code) = code.filter(|&code| code < levels) else { continue };
        let point = [layer.columns.at(Channel::X, row), layer.columns.at(Channel::Y, row)];
        if !point[0].is_finite() || !point[1].is_finite() {
            before[code] = None;
            continue;
        }
        let mut see = |distance: f64, y: f64| {
            let nearer = ends[code].is_none_or(|end| distance <= end.distance);
            if nearer {
                ends[code] = Some(End { distance, y });
            }
        };
        if point[0] >= low && point[0] <= high {
            see((point[0] - edge).abs() / width, point[1]);
        }
        if let Some(from) = before[code].replace(point) {
            // The line crosses the edge between two points.
            if (from[0] - edge) * (point[0] - edge) < 0.0 {
                let share = (edge - from[0]) / (point[0] - from[0]);
                see(0.0, from[1] + share * (point[1] - from[1]));
            }
        }
    }
    ends
}

/// Names for the ends of 2 to 8 lines of a single panel, when all are seen at its right edge.
pub(super) fn labels(
    layers: &[Loaded],
    paints: &[Paint],
    [x, y]: &[AxisFrame; 2],
) -> Vec<EndLabel> {
    let mut lines =
        layers.iter().zip(paints).filter(|(layer, _)| !layer.core.annotation && !layer.core.silent);
    let (Some((layer, paint)), None) = (lines.next(), lines.next()) else { return Vec::new() };
    let (Mark::Line { .. }, Paint::Series(colors)) = (layer.core.mark, paint) else {
        return Vec::new();
    };
    if layer.core.unique == Unique::Any {
        // A path may turn back: where it is furthest right is not where it ends.
        return Vec::new();
    }
    let levels = layer.columns.get(Channel::By).map_or(&[] as &[String], |by| by.levels());
    let one_each = layer.columns.get(Channel::Part).is_none();
    if !(2..=8).contains(&levels.len()) || colors.len() < levels.len() || !one_each {
        return Vec::new();
    }
    let [low, high] = y.scale.domain();
    let limited = [y.spec.min.is_some(), y.spec.max.is_some()];
    let in_view = |end: &End| {
        end.distance <= NEAR && !(limited[0] && end.y < low) && !(limited[1] && end.y > high)
    };
    let ends = at_right(layer, x);
    if !ends.iter().all(|end| end.as_ref().is_some_and(in_view)) {
        return Vec::new();
    }
    levels
        .iter()
        .zip(colors)
        .zip(ends)
        .filter_map(|((label, &color), end)| {
            Some(EndLabel { label: label.clone(), color, value: end?.y })
        })
        .collect()
}
