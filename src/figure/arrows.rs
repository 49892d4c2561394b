//! How long the arrows of a plot are, and the arrow in its legend that says what that means.

use super::load::Loaded;
use super::{PreparedLayer, PreparedPlot};
use crate::layout::{Entry, Key, Legend, PanelPlace, PlotFrame};
use crate::mark::vector::{Arrows, greatest, vector};
use crate::mark::{Paint, Panel};
use crate::scale::format;
use crate::spec::theme::Look;
use crate::spec::{Channel, Finish, Mark, Vector};
use crate::warn::{Warnings, count, verb};

/// Whether a mark is an arrow whose length means something.
fn measures(mark: Mark) -> bool {
    matches!(mark, Mark::Vector(Vector::Whole { .. }))
}

/// A round length that is not longer than the longest arrow.
fn round(greatest: f64) -> f64 {
    let power = 10f64.powf(greatest.log10().floor());
    let steps = [5.0, 4.0, 3.0, 2.0, 1.5, 1.0];
    steps.iter().map(|step| step * power).find(|v| *v <= greatest).unwrap_or(greatest)
}

/// The legend of the lengths of a layer's arrows; they are not yet known in pixels.
pub(super) fn key(layer: &Loaded, paint: &Paint, look: &Look) -> Option<Legend> {
    let greatest = greatest(&layer.columns);
    if !measures(layer.core.mark) || greatest <= 0.0 {
        return None;
    }
    let color = match paint {
        Paint::Series(colors) if layer.core.finish != Finish::Strong && colors.len() == 1 => {
            colors.first().copied().unwrap_or(look.ink)
        }
        _ => look.ink,
    };
    let value = format::number(round(greatest));
    let label = match &layer.core.unit {
        Some(unit) => format!("{value} {unit}"),
        None => value,
    };
    let width = layer.core.style.line_width;
    let entries = vec![Entry { label, key: Key::Arrow { color, length: 0.0, width } }];
    Some(Legend::Swatches { title: None, entries })
}

/// The arrows of each layer of a plot, of one length in all of its panels.
pub(super) fn plan(plot: &PreparedPlot, places: &[PanelPlace]) -> Vec<Option<Arrows>> {
    let one = |layer: &PreparedLayer| {
        if !measures(layer.core.mark) {
            return None;
        }
        let panel = |place: &PanelPlace| Panel {
            h: place.h.clone(),
            v: place.right.as_ref().filter(|_| layer.core.secondary).unwrap_or(&place.v).clone(),
            rect: place.rect,
            clip: place.rect,
            swap: plot.swap,
        };
        let panels: Vec<Panel> = places.iter().map(panel).collect();
        Arrows::new(&layer.core, &layer.columns, &panels)
    };
    plot.layers.iter().map(one).collect()
}

/// Write the lengths of arrows into the legends of a plot; whether there was something to write.
pub(super) fn fill(frame: &mut PlotFrame, arrows: &[Option<Arrows>]) -> bool {
    let mut arrows = arrows.iter().flatten().filter(|arrows| arrows.greatest > 0.0);
    let mut filled = false;
    for legend in &mut frame.legends {
        let Legend::Swatches { entries, .. } = legend else { continue };
        for entry in entries {
            if let Key::Arrow { length, .. } = &mut entry.key
                && let Some(arrows) = arrows.next()
            {
                *length = round(arrows.greatest) / arrows.greatest * arrows.longest;
                filled = true;
            }
        }
    }
    filled
}

/// Say which arrows are drawn, where not all are.
pub(super) fn say(plot: &PreparedPlot, arrows: &[Option<Arrows>], warnings: &mut Warnings) {
    for (layer, arrows) in plot.layers.iter().zip(arrows) {
        let Some(arrows) = arrows else { continue };
        let asked = matches!(layer.core.mark, Mark::Vector(Vector::Whole { every: Some(_), .. }));
        let name = |channel| {
            let encoding = layer.core.encodings.get(&channel);
            encoding.and_then(|e| e.field.clone()).unwrap_or_default()
        };
        match arrows.every {
            _ if asked => {}
            _ if arrows.thinned => warnings.note(
                "there is no room for all arrows: one is drawn in each square of 22 pixels \
                 (--every 1 draws all)",
            ),
            [1, 1] => {}
            [across, up] => {
                let along = [(across, Channel::X), (up, Channel::Y)].into_iter();
                let along = along.filter(|(every, _)| *every > 1);
                let places: Vec<String> = along
                    .map(|(every, channel)| format!("every {} {}", ordinal(every), name(channel)))
                    .collect();
                warnings.note(format!(
                    "there is no room for all arrows: those of {} are drawn (--every 1 draws all)",
                    places.join(" and ")
                ));
            }
        }
    }
}

/// `2nd`, `3rd`, `11th`.
fn ordinal(number: usize) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// Say which rows have a place, but no vector, and strike them out.
pub(super) fn account(layer: &Loaded, drawn: &mut [bool], warnings: &mut Warnings) {
    if !measures(layer.core.mark) {
        return;
    }
    let all = drawn.len() as u64;
    let mut lost = 0;
    for (row, drawn) in drawn.iter_mut().enumerate().filter(|(_, drawn)| **drawn) {
        if vector(&layer.columns, row).is_none() {
            *drawn = false;
            lost += 1;
        }
    }
    if lost > 0 {
        let field = |channel| {
            let encoding = layer.core.encodings.get(&channel);
            encoding.and_then(|e| e.field.as_deref()).unwrap_or_default()
        };
        warnings.note(format!(
            "{lost} of {} {} no arrow: {} or {} is missing",
            count(all, "row"),
            verb(lost, "has", "have"),
            field(Channel::U),
            field(Channel::V)
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_of_a_key_is_round_and_no_longer_than_the_longest() {
        let all = [(23.4, 20.0), (10.0, 10.0), (9.9, 5.0), (0.0173, 0.015), (4.2, 4.0)];
        for (greatest, key) in all {
            assert!((round(greatest) - key).abs() < 1e-12, "{greatest}");
        }
        assert_eq!(
            [1, 2, 3, 4, 11, 22, 113].map(ordinal).join(" "),
            "1st 2nd 3rd 4th 11th 22nd 113th"
        );
    }
}
