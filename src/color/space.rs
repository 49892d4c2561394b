//! Colour spaces: sRGB, linear light, `OKLab`.

use super::Color;

/// One sRGB channel (0 to 1) in linear light (IEC 61966-2-1).
#[must_use]
pub fn linear(v: f64) -> f64 {
    if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
}

/// Linear light (0 to 1) as an sRGB channel.
#[must_use]
pub fn gamma(v: f64) -> f64 {
    if v <= 0.003_130_8 { v * 12.92 } else { 1.055 * v.powf(1.0 / 2.4) - 0.055 }
}

/// Red, green and blue in linear light, 0 to 1.
#[must_use]
pub fn to_linear(color: Color) -> [f64; 3] {
    [color.r, color.g, color.b].map(|v| linear(f64::from(v) / 255.0))
}

/// The nearest opaque colour to red, green and blue in linear light.
#[must_use]
pub fn from_linear(rgb: [f64; 3]) -> Color {
    let [r, g, b] = rgb.map(|v| (gamma(v.clamp(0.0, 1.0)) * 255.0).round() as u8);
    Color::rgb(r, g, b)
}

/// `OKLab` lightness and two opponent axes (Ottosson 2020): equal distances look alike.
#[must_use]
pub fn to_oklab(color: Color) -> [f64; 3] {
    let cone = apply(&RGB_TO_LMS, to_linear(color)).map(f64::cbrt);
    apply(&LMS_TO_LAB, cone)
}

/// The nearest opaque colour to an `OKLab` triple.
#[must_use]
pub fn from_oklab(lab: [f64; 3]) -> Color {
    let cone = apply(&LAB_TO_LMS, lab).map(|v| v * v * v);
    from_linear(apply(&LMS_TO_RGB, cone))
}

/// The colour that lies `share` of the way from `a` to `b`, mixed in `OKLab`, where no step on
/// the way is darker or greyer than both.
#[must_use]
pub fn mix(a: Color, b: Color, share: f64) -> Color {
    let (p, q) = (to_oklab(a), to_oklab(b));
    let t = share.clamp(0.0, 1.0);
    from_oklab([0, 1, 2].map(|i| p[i] * (1.0 - t) + q[i] * t))
}

type Matrix = [[f64; 3]; 3];

fn apply(m: &Matrix, v: [f64; 3]) -> [f64; 3] {
    m.map(|row| row[0] * v[0] + row[1] * v[1] + row[2] * v[2])
}

const RGB_TO_LMS: Matrix = [
    [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
    [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
    [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
];
const LMS_TO_LAB: Matrix = [
    [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
    [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
    [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
];
const LAB_TO_LMS: Matrix = [
    [1.0, 0.396_337_777_4, 0.215_803_757_3],
    [1.0, -0.105_561_345_8, -0.063_854_172_8],
    [1.0, -0.089_484_177_5, -1.291_485_548_0],
];
const LMS_TO_RGB: Matrix = [
    [4.076_741_662_1, -3.307_711_591_3, 0.230_969_929_2],
    [-1.268_438_004_6, 2.609_757_401_1, -0.341_319_396_5],
    [-0.004_196_086_3, -0.703_418_614_7, 1.707_614_701_0],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_go_there_and_back() {
        for value in (0..0x0100_0000).step_by(4099) {
            let color = Color::hex(value);
            assert_eq!(from_linear(to_linear(color)), color);
            assert_eq!(from_oklab(to_oklab(color)), color);
        }
    }

    #[test]
    fn oklab_has_published_values() {
        let red = to_oklab(Color::hex(0xff_00_00));
        for (got, want) in red.iter().zip([0.627_955, 0.224_863, 0.125_846]) {
            assert!((got - want).abs() < 1e-5, "{red:?}");
        }
    }

    #[test]
    fn mixing_starts_and_ends_at_its_colors() {
        let (a, b) = (Color::hex(0x00_12_61), Color::hex(0xec_e5_e0));
        assert_eq!([mix(a, b, 0.0), mix(a, b, 1.0)], [a, b]);
    }
}
