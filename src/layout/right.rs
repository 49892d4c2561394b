//! The axis on the right of a panel: labels that begin where those on the left end, ticks on the
//! lines of the left axis where that wastes little.

use super::axis::{self, Axis};
use super::pen::Pen;
use super::{AxisFrame, PlotFrame, strip};
use crate::scale::{Reach, Scale, train};
use crate::scene::Anchor;
use crate::spec::scale::TickSpec;

/// Least part of the axis that data take when its ticks are put on the lines of the left axis.
const FILLED: f64 = 0.6;
/// What an axis that reaches beyond its data adds at both ends.
const PAD: f64 = 0.04;
/// Steps between ticks, times a power of ten.
const STEPS: [f64; 4] = [1.0, 2.0, 2.5, 5.0];

/// An axis fitted to the right side of a panel.
#[derive(Clone, Debug)]
pub(super) struct Right {
    /// Places are relative to the panel's upper right corner.
    pub(super) axis: Axis,
    /// No grid line leads to its ticks: they have marks of their own.
    pub(super) marked: bool,
}

/// The axis on the right, beside one on the left.
pub(super) fn fit(frame: &AxisFrame, left: &Axis, length: f64, widest: f64, pen: &Pen) -> Right {
    let aligned = aligned(frame, left, length);
    let mut axis = axis::vertical(aligned.as_ref().unwrap_or(frame), length, widest, pen);
    if widest <= 0.0 {
        axis.labels = axis::Labels::default();
    }
    let labels = &mut axis.labels;
    (labels.before, labels.after) = (0.0, labels.before);
    for text in &mut labels.texts {
        text.at[0] = -text.at[0];
        text.anchor = Anchor::Start;
    }
    Right { axis, marked: aligned.is_none() && !frame.hidden }
}

/// Width of the labels to the right of the panels that have nothing there.
pub(super) fn beside(plot: &PlotFrame, rights: &[Option<Right>]) -> f64 {
    let outer = strip::cells(plot).into_iter().zip(rights).filter(|(cell, _)| cell.end);
    outer.filter_map(|(_, right)| Some(right.as_ref()?.axis.labels.after)).fold(0.0, f64::max)
}

/// The frame with a domain that puts round numbers on the ticks of the left axis; none when the
/// user wants something else, or when data would fill too little of it.
fn aligned(frame: &AxisFrame, left: &Axis, length: f64) -> Option<AxisFrame> {
    let spec = &frame.spec;
    let free = spec.min.is_none() && spec.max.is_none() && spec.ticks.is_none();
    if !free || !is_linear(&frame.scale) || !is_linear(&left.scale) || frame.inset > 0.0 {
        return None;
    }
    let [bottom, top] = left.scale.range();
    if bottom < top || train::flipped(spec) {
        return None;
    }
    // The lowest line, and the distance between lines, as parts of the length.
    let (first, second) = (left.ticks.first()?, left.ticks.get(1)?);
    let apart = (first - second) / length;
    let even =
        left.ticks.windows(2).all(|pair| (pair[0] - pair[1] - (first - second)).abs() < 0.01);
    let start = (length - first) / length;
    if !even || apart <= 0.0 || !apart.is_finite() {
        return None;
    }
    let [low, high] = frame.scale.domain();
    let pad = if frame.reach == Reach::Pad { PAD * (high - low) } else { 0.0 };
    let need = [low - pad, high + pad];
    let (lowest, domain, step) = steps(need, apart, frame.integer).find_map(|step| {
        let lowest = ((need[0] / step + start / apart) + 1e-9).floor();
        let from = (lowest - start / apart) * step;
        let to = from + step / apart;
        (to >= need[1] - 1e-9 * step).then_some((lowest, [from, to], step))
    })?;
    // Bars stand on the axis.
    let based = frame.reach == Reach::Pad
        || (low != 0.0 || domain[0].abs() < 1e-9 * step)
            && (high != 0.0 || domain[1].abs() < 1e-9 * step);
    if !based || (need[1] - need[0]) / (domain[1] - domain[0]) < FILLED {
        return None;
    }
    let digits = 10f64.powf(3.0 - step.log10().floor());
    let round =
        |value: f64| if digits.is_finite() { (value * digits).round() / digits } else { value };
    let values: Vec<f64> =
        (0..left.ticks.len()).map(|i| round((lowest + i as f64) * step)).collect();
    let ends = [values.first().copied()?, values.last().copied()?];
    let ticks = values.into_iter().map(|value| (value.into(), None)).collect();
    let domain = [domain[0].min(ends[0]), domain[1].max(ends[1])];
    let spec = crate::spec::ScaleSpec { ticks: Some(TickSpec::At(ticks)), ..spec.clone() };
    let scale = frame.scale.with_domain(domain);
    Some(AxisFrame { scale, spec, reach: Reach::Tight, ..frame.clone() })
}

/// Round steps from the least that could do, upwards.
fn steps([low, high]: [f64; 2], apart: f64, integer: bool) -> impl Iterator<Item = f64> {
    let least = (high - low) * apart * (1.0 - 1e-9);
    let power = if least > 0.0 { least.log10().floor() } else { 0.0 };
    (0..3)
        .flat_map(move |more| STEPS.map(|step| step * 10f64.powf(power + f64::from(more))))
        .filter(move |step| *step >= least && step.is_finite())
        .filter(move |step| !integer || step.fract() == 0.0)
}

/// True for numbers that are placed in proportion.
fn is_linear(scale: &Scale) -> bool {
    matches!(scale, Scale::Continuous(_)) && !scale.is_log()
}
