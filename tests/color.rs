//! The default palette stays apart for all kinds of colour vision.

use vizcli::color::palette::PALETTES;
use vizcli::color::{Color, space};

type Matrix = [[f64; 3]; 3];

fn apply(m: &Matrix, v: [f64; 3]) -> [f64; 3] {
    m.map(|row| row[0] * v[0] + row[1] * v[1] + row[2] * v[2])
}

/// Complete dichromacy in linear light (Machado, Oliveira and Fernandes 2009, severity 1.0).
const VISION: [(&str, Matrix); 4] = [
    ("normal", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanope",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranope",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritanope",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

const RGB_TO_XYZ: Matrix = [
    [0.412_456_4, 0.357_576_1, 0.180_437_5],
    [0.212_672_9, 0.715_152_2, 0.072_175_0],
    [0.019_333_9, 0.119_192_0, 0.950_304_1],
];
const CAT02: Matrix =
    [[0.7328, 0.4296, -0.1624], [-0.7036, 1.6975, 0.0061], [0.0030, 0.0136, 0.9834]];
const CAT02_INVERSE: Matrix = [
    [1.096_124, -0.278_869, 0.182_745],
    [0.454_369, 0.473_533, 0.072_098],
    [-0.009_628, -0.005_698, 1.015_326],
];
const HUNT: Matrix = [[0.38971, 0.68898, -0.07868], [-0.22981, 1.18340, 0.04641], [0.0, 0.0, 1.0]];

/// What a colour in linear light looks like in CAM02-UCS (Luo, Cui and Li 2006), under the
/// viewing conditions of sRGB: average surround, adapting field 64/π/5 cd/m², background 20 %.
fn cam02_ucs(linear: [f64; 3]) -> [f64; 3] {
    let (field, background, surround, chromatic) =
        (64.0 / std::f64::consts::PI / 5.0, 0.2, 0.69, 1.0);
    let white = [1.0, 1.0, 1.0];
    let k: f64 = 1.0 / (5.0 * field + 1.0);
    let level =
        0.2 * k.powi(4) * (5.0 * field) + 0.1 * (1.0 - k.powi(4)).powi(2) * (5.0 * field).cbrt();
    let induction = 0.725 * (1.0f64 / background).powf(0.2);
    let z = 1.48 + background.sqrt();
    let adapted = 1.0 - (1.0 / 3.6) * ((-field - 42.0) / 92.0).exp();

    let sharp = |rgb: [f64; 3]| apply(&CAT02, apply(&RGB_TO_XYZ, rgb).map(|v| v * 100.0));
    let white_sharp = sharp(white);
    let response = |rgb: [f64; 3]| {
        let s = sharp(rgb);
        let s = [0, 1, 2].map(|i| (adapted * 100.0 / white_sharp[i] + 1.0 - adapted) * s[i]);
        apply(&HUNT, apply(&CAT02_INVERSE, s)).map(|v| {
            let x = (level * v.abs() / 100.0).powf(0.42);
            v.signum() * 400.0 * x / (x + 27.13) + 0.1
        })
    };
    let achromatic = |[r, g, b]: [f64; 3]| (2.0 * r + g + b / 20.0 - 0.305) * induction;

    let [r, g, b] = response(linear);
    let a_axis = r - 12.0 * g / 11.0 + b / 11.0;
    let b_axis = (r + g - 2.0 * b) / 9.0;
    let hue = b_axis.atan2(a_axis);
    let eccentricity = 0.25 * ((hue + 2.0).cos() + 3.8);
    let ratio = achromatic([r, g, b]) / achromatic(response(white));
    let lightness = 100.0 * ratio.max(0.0).powf(surround * z);
    let t = 50_000.0 / 13.0 * chromatic * induction * eccentricity * a_axis.hypot(b_axis)
        / (r + g + 1.05 * b);
    let chroma =
        t.powf(0.9) * (lightness / 100.0).sqrt() * (1.64 - 0.29f64.powf(background)).powf(0.73);
    let colorfulness = chroma * level.powf(0.25);

    let j = 1.7 * lightness / (1.0 + 0.007 * lightness);
    let m = (1.0 + 0.0228 * colorfulness).ln() / 0.0228;
    [j, m * hue.cos(), m * hue.sin()]
}

/// The least distance between any two of these colours, as some eye sees them.
fn least_distance(colors: &[Color], vision: &Matrix) -> f64 {
    let seen: Vec<[f64; 3]> =
        colors.iter().map(|c| cam02_ucs(apply(vision, space::to_linear(*c)))).collect();
    let mut least = f64::INFINITY;
    for (i, p) in seen.iter().enumerate() {
        for q in &seen[..i] {
            let distance = (0..3).map(|k| (p[k] - q[k]).powi(2)).sum::<f64>().sqrt();
            least = least.min(distance);
        }
    }
    least
}

#[test]
fn cam02_ucs_has_its_fixed_points() {
    let white = cam02_ucs([1.0, 1.0, 1.0]);
    assert!((white[0] - 100.0).abs() < 1e-6, "{white:?}");
    assert!(white[1].hypot(white[2]) < 3.0, "{white:?}");
    assert!(cam02_ucs([0.0, 0.0, 0.0])[0].abs() < 1e-6);
}

#[test]
fn default_palette_stays_apart_for_every_eye() {
    let expected = [16.4, 13.4, 12.4, 15.3];
    for ((name, vision), expected) in VISION.iter().zip(expected) {
        let distance = least_distance(PALETTES[0].light, vision);
        assert!(distance >= 12.0, "{name}: {distance:.1}");
        assert!((distance - expected).abs() < 0.5, "{name}: {distance:.1}, not {expected}");
    }
}

/// The dark list is lighter, so there is less room between its colours.
#[test]
fn dark_palette_stays_apart_for_every_eye() {
    for (name, vision) in &VISION {
        let distance = least_distance(PALETTES[0].dark, vision);
        assert!(distance >= 9.0, "{name}: {distance:.1}");
    }
}
