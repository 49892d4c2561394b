//! The colours of a picture on a light ground, and what they become on a dark one.

use super::Prepared;
use crate::color::Color;
use crate::color::palette::{self, PALETTES};
use crate::spec::theme::{Look, THEMES};

/// Colours that two rings of a palette have.
const RINGS: usize = 20;

/// Every colour that the theme makes, with its counterpart on a dark ground; none where the user
/// chose the theme or the ground. Colours that stand for values are the same on both.
pub(super) fn colors(prepared: &Prepared) -> Vec<(Color, Color)> {
    let theme = &prepared.figure.theme;
    let dark = THEMES.iter().find(|entry| entry.look.dark).map(|entry| entry.look);
    let Some(dark) = dark.filter(|_| theme.follows_reader() && !prepared.look.transparent) else {
        return Vec::new();
    };
    let mut all: Vec<(Color, Color)> = Vec::new();
    let pairs = made(&prepared.look).into_iter().zip(made(&dark));
    for (from, to) in pairs {
        if !all.iter().any(|(known, _)| *known == from) {
            all.push((from, to));
        }
    }
    all
}

/// Inks, the default palette, and what marks make of its colours, in a fixed order.
fn made(look: &Look) -> Vec<Color> {
    let mut all = vec![look.bg, look.ink, look.ink2, look.ink3, look.grid, look.mute];
    let colors = PALETTES.first().map_or(&[][..], |palette| palette.colors(look.dark));
    for color in palette::cycle(colors, RINGS, look.bg) {
        all.extend([
            color,
            color.mix(look.bg, 0.75),
            color.mix(look.ink, 0.4),
            color.readable(look.bg),
        ]);
    }
    all
}
