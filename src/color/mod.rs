//! Colours: parsing, palettes, colour maps, mixing.
//!
//! In: names, hex, fractions. Out: [`Color`]. This room does not know what a plot is.
//!
//! ```
//! use vizcli::color::Color;
//! let blue = Color::parse("tab:blue").unwrap();
//! let paper = Color::hex(0xff_ff_ff);
//! assert_eq!(blue.to_hex(), "#1f77b4");
//! assert_eq!(blue.mix(paper, 0.75).to_hex(), "#c7ddec");
//! assert!(blue.readable(paper).contrast(paper) >= 4.5);
//! ```

pub mod map;
mod name;
pub mod palette;
pub mod space;

use std::fmt;

use crate::error::{Error, Result};

/// An sRGB colour with straight alpha.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Color {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
    /// Alpha: 255 is opaque.
    pub a: u8,
}

/// The least contrast at which small text can be read (WCAG 2, level AA).
const READABLE: f64 = 4.5;

impl Color {
    /// Black.
    pub const BLACK: Self = Self::hex(0x00_00_00);
    /// White.
    pub const WHITE: Self = Self::hex(0xff_ff_ff);

    /// An opaque colour.
    #[must_use]
    pub const fn rgb(r: u8, g: u8, b: u8) -> Self {
        Self { r, g, b, a: 255 }
    }

    /// An opaque colour from 0xRRGGBB.
    #[must_use]
    pub const fn hex(value: u32) -> Self {
        Self::rgb((value >> 16) as u8, (value >> 8) as u8, value as u8)
    }

    /// A colour as people write it: a CSS name, `#rgb`, `#rgba`, `#rrggbb`, `#rrggbbaa`,
    /// `tab:blue`, one of matplotlib's letters, or `transparent`.
    pub fn parse(text: &str) -> Result<Self> {
        let lower = text.trim().to_lowercase();
        let found = match lower.strip_prefix('#') {
            Some(digits) => from_digits(digits),
            None if lower == "transparent" => Some(Self { a: 0, ..Self::BLACK }),
            None => name::find(&lower),
        };
        found.ok_or_else(|| Error::no_color(text, name::all()))
    }

    /// `#rrggbb`, or `#rrggbbaa` when not opaque.
    #[must_use]
    pub fn to_hex(self) -> String {
        self.to_string()
    }

    /// Relative luminance (WCAG 2): 0 black, 1 white.
    #[must_use]
    pub fn luminance(self) -> f64 {
        let [r, g, b] = space::to_linear(self);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// Contrast ratio with another colour (WCAG 2), 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The colour that lies `share` (0 to 1) of the way to `other`, mixed in sRGB.
    #[must_use]
    pub fn mix(self, other: Self, share: f64) -> Self {
        let t = share.clamp(0.0, 1.0);
        let mix = |a: u8, b: u8| (f64::from(a) * (1.0 - t) + f64::from(b) * t).round() as u8;
        Self {
            r: mix(self.r, other.r),
            g: mix(self.g, other.g),
            b: mix(self.b, other.b),
            a: mix(self.a, other.a),
        }
    }

    /// The colour, darkened on a light ground or lightened on a dark one in steps of 6 % until
    /// text in it can be read.
    #[must_use]
    pub fn readable(self, ground: Self) -> Self {
        let goal = Self::on(ground);
        (0..=17)
            .map(|step| self.mix(goal, 0.06 * f64::from(step)))
            .find(|c| c.contrast(ground) >= READABLE)
            .unwrap_or(goal)
    }

    /// Black or white, whichever reads better on `fill`.
    #[must_use]
    pub fn on(fill: Self) -> Self {
        if fill.contrast(Self::BLACK) >= fill.contrast(Self::WHITE) {
            Self::BLACK
        } else {
            Self::WHITE
        }
    }
}

/// `#rrggbb`, or `#rrggbbaa` when not opaque.
impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.r, self.g, self.b)?;
        if self.a < 255 {
            write!(f, "{:02x}", self.a)?;
        }
        Ok(())
    }
}

/// The colour of 3, 4, 6 or 8 hexadecimal digits.
fn from_digits(digits: &str) -> Option<Color> {
    let nibbles: Vec<u8> =
        digits.chars().map(|c| c.to_digit(16).map(|d| d as u8)).collect::<Option<_>>()?;
    let bytes: Vec<u8> = match nibbles.len() {
        3 | 4 => nibbles.iter().map(|n| n * 17).collect(),
        6 | 8 => nibbles.chunks_exact(2).map(|pair| pair[0] * 16 + pair[1]).collect(),
        _ => return None,
    };
    match bytes[..] {
        [r, g, b] => Some(Color::rgb(r, g, b)),
        [r, g, b, a] => Some(Color { r, g, b, a }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_names_and_hex() {
        let cases = [
            ("red", "#ff0000"),
            ("RebeccaPurple", "#663399"),
            ("lightslategrey", "#778899"),
            ("#1af", "#11aaff"),
            ("#1af8", "#11aaff88"),
            ("#3388D6", "#3388d6"),
            ("#3388d680", "#3388d680"),
            ("tab:blue", "#1f77b4"),
            ("tab:grey", "#7f7f7f"),
            ("k", "#000000"),
            ("transparent", "#00000000"),
        ];
        for (text, hex) in cases {
            assert_eq!(Color::parse(text).unwrap().to_hex(), hex, "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_color() {
        for text in ["", "#", "#12", "#12345", "#ggg", "tab:mauve", "#é1"] {
            assert!(Color::parse(text).is_err(), "{text}");
        }
        let hint = Color::parse("blu").unwrap_err().hint;
        assert_eq!(hint.as_deref(), Some("did you mean \"blue\"?"));
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((Color::BLACK.contrast(Color::WHITE) - 21.0).abs() < 1e-12);
        assert!((Color::hex(0x77_77_77).contrast(Color::WHITE) - 4.478).abs() < 1e-3);
    }

    #[test]
    fn readable_goes_as_far_as_needed() {
        for ground in [Color::WHITE, Color::hex(0x15_18_1d)] {
            for palette in palette::PALETTES {
                for color in palette.light.iter().chain(palette.dark) {
                    assert!(color.readable(ground).contrast(ground) >= READABLE);
                }
            }
        }
        let ink = Color::hex(0x1f_24_2b);
        assert_eq!(ink.readable(Color::WHITE), ink);
    }

    #[test]
    fn ink_on_a_fill_is_the_better_of_two() {
        assert_eq!(Color::on(Color::hex(0xff_ff_00)), Color::BLACK);
        assert_eq!(Color::on(Color::hex(0x7d_2a_b0)), Color::WHITE);
    }
}
