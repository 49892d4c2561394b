//! Colour maps: numbers from 0 to 1 to colours.

use super::{Color, space};
use crate::error::{Error, Result};

/// What a map is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// From low to high.
    Sequential,
    /// Two ways from a middle.
    Diverging,
    /// Ends where it starts: angles, hours.
    Cyclic,
}

impl Class {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sequential => "sequential",
            Self::Diverging => "diverging",
            Self::Cyclic => "cyclic",
        }
    }
}

/// A colour map.
#[derive(Clone, Copy, Debug)]
pub struct Cmap {
    /// What `--cmap` calls it; with `_r` behind, it runs the other way.
    pub name: &'static str,
    /// What it is for.
    pub class: Class,
    /// One line of help.
    pub summary: &'static str,
    /// The colour at 0 to 1.
    at: fn(f64) -> Color,
}

/// A map in one of its directions.
#[derive(Clone, Copy, Debug)]
pub struct Ramp {
    /// The map.
    pub cmap: &'static Cmap,
    /// From its last colour to its first.
    pub reversed: bool,
}

/// Colours in the table of a ramp.
pub const STEPS: usize = 256;

impl Ramp {
    /// The ramp called `name`, whatever its case; `_r` behind the name of a map reverses it.
    pub fn named(name: &str) -> Result<Self> {
        let lower = name.trim().to_lowercase();
        let (base, reversed) = match lower.strip_suffix("_r") {
            Some(base) => (base, true),
            None => (lower.as_str(), false),
        };
        let base = if matches!(base, "gray" | "grey" | "grays") { "greys" } else { base };
        match CMAPS.iter().find(|c| c.name == base) {
            Some(cmap) => Ok(Self { cmap, reversed }),
            None => Err(Error::unknown("colour map", name, CMAPS.iter().map(|c| c.name))),
        }
    }

    /// The colour at `t`, which is held within 0..=1.
    #[must_use]
    pub fn at(&self, t: f64) -> Color {
        let t = t.clamp(0.0, 1.0);
        (self.cmap.at)(if self.reversed { 1.0 - t } else { t })
    }

    /// 256 colours from low to high.
    #[must_use]
    pub fn colors(&self) -> Vec<Color> {
        (0..STEPS).map(|i| self.at(i as f64 / (STEPS - 1) as f64)).collect()
    }
}

/// All colour maps; the first is the default.
pub static CMAPS: &[Cmap] = &[
    sequential("viridis", "blue, green, yellow; even to the eye; the default", |t| {
        published(colorous::VIRIDIS, t)
    }),
    sequential("cividis", "blue to yellow; alike for all kinds of colour vision", |t| {
        published(colorous::CIVIDIS, t)
    }),
    sequential("magma", "black, purple, cream", |t| published(colorous::MAGMA, t)),
    sequential("inferno", "black, red, pale yellow", |t| published(colorous::INFERNO, t)),
    sequential("plasma", "blue, pink, yellow", |t| published(colorous::PLASMA, t)),
    sequential("blues", "white to dark blue", |t| published(colorous::BLUES, t)),
    sequential("greys", "white to black", |t| published(colorous::GREYS, t)),
    sequential("fire", "black, red, yellow, white; shows small differences", fire),
    diverging("rdbu", "red, white, blue", |t| published(colorous::RED_BLUE, t)),
    // The published scheme runs from purple to orange; its name, and ColorBrewer, the other way.
    diverging("puor", "orange, white, purple", |t| published(colorous::PURPLE_ORANGE, 1.0 - t)),
    diverging("vik", "blue, white, brown; even to the eye", |t| stops(&VIK, t)),
    Cmap {
        name: "twilight",
        class: Class::Cyclic,
        summary: "white, blue, black, red, white: for angles and hours",
        at: |t| stops(&TWILIGHT, t),
    },
    sequential("turbo", "a smooth rainbow", |t| published(colorous::TURBO, t)),
    sequential("jet", "the old rainbow, which invents edges; only where it is expected", jet),
];

const fn sequential(name: &'static str, summary: &'static str, at: fn(f64) -> Color) -> Cmap {
    Cmap { name, class: Class::Sequential, summary, at }
}

const fn diverging(name: &'static str, summary: &'static str, at: fn(f64) -> Color) -> Cmap {
    Cmap { name, class: Class::Diverging, summary, at }
}

fn published(gradient: colorous::Gradient, t: f64) -> Color {
    let c = gradient.eval_continuous(t);
    Color::rgb(c.r, c.g, c.b)
}

/// Between evenly spaced colours, mixed in `OKLab`.
fn stops(colors: &[u32], t: f64) -> Color {
    let last = colors.len().saturating_sub(1);
    let place = t * last as f64;
    let low = (place.floor() as usize).min(last);
    let high = (low + 1).min(last);
    match (colors.get(low), colors.get(high)) {
        (Some(a), Some(b)) => space::mix(Color::hex(*a), Color::hex(*b), place - low as f64),
        _ => Color::BLACK,
    }
}

/// Stops along Crameri's vik (2018).
static VIK: [u32; 11] = [
    0x00_12_61, 0x02_32_75, 0x0f_53_8c, 0x3f_84_ae, 0x8f_bc_d2, 0xec_e5_e0, 0xdf_b2_9a, 0xcb_83_5d,
    0xb0_4f_1d, 0x80_1f_07, 0x59_00_08,
];

/// Stops along Bechtold's twilight (2017).
static TWILIGHT: [u32; 11] = [
    0xe2_d9_e2, 0x9e_bb_c9, 0x67_85_be, 0x5e_43_a5, 0x42_12_57, 0x2f_14_36, 0x57_14_48, 0x8e_2c_50,
    0xba_66_57, 0xce_ac_94, 0xe2_d9_e2,
];

/// Red rises, then green, then blue, each in a third of the way and in linear lightness.
fn fire(t: f64) -> Color {
    // A body that grows hotter; the exponents keep lightness even (Kovesi's L3 has this shape).
    let rise = |from: f64, to: f64| ((t - from) / (to - from)).clamp(0.0, 1.0);
    let channel = |v: f64| (v * 255.0).round() as u8;
    Color::rgb(
        channel(rise(-0.02, 0.5).powf(0.85)),
        channel(rise(0.35, 0.86).powf(1.1)),
        channel(rise(0.8, 1.0).powf(1.2)),
    )
}

/// Three trapezoids, as in MATLAB before 2014.
fn jet(t: f64) -> Color {
    let channel =
        |middle: f64| ((1.5 - (4.0 * t - middle).abs()).clamp(0.0, 1.0) * 255.0).round() as u8;
    Color::rgb(channel(3.0), channel(2.0), channel(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lightness(color: Color) -> f64 {
        space::to_oklab(color)[0]
    }

    #[test]
    fn names_are_found_in_any_case_and_direction() {
        let ramp = Ramp::named("Viridis_R").unwrap();
        assert_eq!(ramp.at(1.0), Ramp::named("viridis").unwrap().at(0.0));
        assert_eq!(ramp.at(0.0).to_hex(), "#fde725");
        let hint = Ramp::named("virdis").unwrap_err().hint;
        assert_eq!(hint.as_deref(), Some("did you mean \"viridis\"?"));
    }

    #[test]
    fn sequential_maps_keep_one_direction_of_light() {
        for cmap in CMAPS.iter().filter(|c| c.class == Class::Sequential) {
            if matches!(cmap.name, "turbo" | "jet") {
                continue;
            }
            let colors = Ramp { cmap, reversed: false }.colors();
            let rising = lightness(colors[255]) > lightness(colors[0]);
            for pair in colors.windows(2) {
                let step = lightness(pair[1]) - lightness(pair[0]);
                assert!(if rising { step > -0.004 } else { step < 0.004 }, "{}", cmap.name);
            }
        }
    }

    #[test]
    fn diverging_maps_are_lightest_in_the_middle() {
        for cmap in CMAPS.iter().filter(|c| c.class == Class::Diverging) {
            let light: Vec<f64> =
                Ramp { cmap, reversed: false }.colors().into_iter().map(lightness).collect();
            let top = light.iter().copied().fold(0.0, f64::max);
            assert!(light[127].max(light[128]) > top - 0.01, "{}", cmap.name);
            assert!(light[0] < 0.5 && light[255] < 0.5, "{}", cmap.name);
        }
    }

    #[test]
    fn no_map_jumps() {
        for cmap in CMAPS {
            let colors = Ramp { cmap, reversed: false }.colors();
            for pair in colors.windows(2) {
                let [a, b] = [pair[0], pair[1]];
                let steps = [a.r.abs_diff(b.r), a.g.abs_diff(b.g), a.b.abs_diff(b.b)];
                assert!(steps.iter().all(|s| *s <= 13), "{} {pair:?}", cmap.name);
            }
            if cmap.class == Class::Cyclic {
                assert_eq!(colors[0], colors[255]);
            }
        }
    }
}
