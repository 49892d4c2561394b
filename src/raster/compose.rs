//! Images on top of each other.
//!
//! Formulas of Datashader 0.19, which cuts fractions of a level off.

use rayon::prelude::*;

use super::Image;

/// How a colour goes onto another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Blend {
    /// The upper one covers the lower one as far as it is opaque (Porter and Duff 1984).
    #[default]
    Over,
    /// Both shine.
    Add,
    /// The upper one fills up what the lower one leaves clear.
    Saturate,
    /// The upper one, unless it is clear.
    Source,
}

impl Blend {
    /// The colour of `top` on `bottom`.
    #[must_use]
    pub fn mix(self, top: [u8; 4], bottom: [u8; 4]) -> [u8; 4] {
        // An opaque colour, and a clear one on an opaque one, need no arithmetic.
        let plain = top[3] == 255 || (top[3] == 0 && bottom[3] == 255);
        if self == Self::Source || (self == Self::Over && plain) {
            return if top[3] == 0 { bottom } else { top };
        }
        let [above, below] = [top, bottom].map(|c| c.map(|v| f64::from(v) / 255.0));
        let (strong, weak) = (above[3], below[3]);
        // How opaque the outcome is, how much the upper colour weighs, and what it leaves.
        let (alpha, weight, left) = match self {
            Self::Over | Self::Source => (strong + weak * (1.0 - strong), strong, 1.0 - strong),
            Self::Add => ((strong + weak).min(1.0), strong, 1.0),
            Self::Saturate => ((strong + weak).min(1.0), strong.min(1.0 - weak), 1.0),
        };
        if alpha == 0.0 {
            return [0; 4];
        }
        let level = |share: f64| (share * 255.0) as u8;
        let channel = |i: usize| level((above[i] * weight + below[i] * weak * left) / alpha);
        [channel(0), channel(1), channel(2), level(alpha)]
    }
}

/// An image on another of the same size; where sizes differ, the lower one.
#[must_use]
pub fn compose(top: &Image, bottom: &Image, blend: Blend) -> Image {
    if (top.width, top.height) != (bottom.width, bottom.height) {
        return bottom.clone();
    }
    let cells = top.cells().par_iter().zip(bottom.cells());
    Image::of(top.width, cells.map(|(a, b)| blend.mix(*a, *b)).collect())
}

/// An image on an opaque ground.
#[must_use]
pub fn set_background(image: &Image, [r, g, b]: [u8; 3]) -> Image {
    let ground = [r, g, b, 255];
    let cells = image.cells().par_iter();
    Image::of(image.width, cells.map(|c| Blend::Over.mix(*c, ground)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const RED: [u8; 4] = [255, 0, 0, 255];
    const HALF: [u8; 4] = [0, 0, 255, 128];
    const CLEAR: [u8; 4] = [9, 9, 9, 0];

    #[test]
    fn colors_go_onto_each_other() {
        assert_eq!(Blend::Over.mix(HALF, RED), [127, 0, 128, 255]);
        assert_eq!(Blend::Over.mix(RED, HALF), RED);
        assert_eq!(Blend::Add.mix(HALF, RED), [255, 0, 128, 255]);
        assert_eq!(Blend::Saturate.mix(HALF, RED), RED);
        assert_eq!(Blend::Source.mix(HALF, RED), HALF);
        assert_eq!(Blend::Source.mix(CLEAR, RED), RED);
        for blend in [Blend::Over, Blend::Add, Blend::Saturate] {
            assert_eq!(blend.mix(CLEAR, CLEAR), [0; 4]);
        }
    }

    #[test]
    fn nothing_is_lost_on_the_way_to_fractions_and_back() {
        assert!((0..=255u8).all(|v| (f64::from(v) / 255.0 * 255.0) as u8 == v));
    }

    #[test]
    fn images_of_other_sizes_are_left() {
        let (a, b) = (Image::of(1, vec![RED; 2]), Image::of(2, vec![HALF; 2]));
        assert_eq!(compose(&a, &b, Blend::Over), b);
        assert_eq!(compose(&b, &b, Blend::Source), b);
        assert_eq!(set_background(&a, [0; 3]), a);
    }
}
