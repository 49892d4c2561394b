//! Student's t distribution: how far a mean may be off.

use std::f64::consts::FRAC_PI_2;

/// The 0.975 quantile of the normal distribution.
const NORMAL: f64 = 1.959_963_984_540_054;
/// Degrees of freedom above which the expansion about the normal quantile is exact to the last
/// digits.
const MANY: u64 = 1_000;

/// The 0.975 quantile of Student's t with so many degrees of freedom; not a number for none.
#[must_use]
pub fn t975(freedom: u64) -> f64 {
    match freedom {
        0 => f64::NAN,
        1..=MANY => {
            // The share within rises with the angle: halve until doubles end.
            let (mut low, mut high) = (0.0, FRAC_PI_2);
            loop {
                let middle = f64::midpoint(low, high);
                if middle <= low || middle >= high {
                    return (freedom as f64).sqrt() * middle.tan();
                }
                if within(middle, freedom) < 0.95 {
                    low = middle;
                } else {
                    high = middle;
                }
            }
        }
        _ => expansion(freedom as f64),
    }
}

/// The share of the distribution between -t and t, for t = sqrt(freedom) tan(angle) (Abramowitz
/// and Stegun, Handbook of Mathematical Functions, 1964, 26.7.3 and 26.7.4).
fn within(angle: f64, freedom: u64) -> f64 {
    let (sine, cosine) = angle.sin_cos();
    let square = cosine * cosine;
    let odd = freedom % 2 == 1;
    // Each term is the one before times cos^2 k / (k + 1).
    let (mut term, mut k) = if odd { (cosine, 2) } else { (1.0, 1) };
    let mut sum = 0.0;
    let terms = if odd { (freedom - 1) / 2 } else { freedom / 2 };
    for _ in 0..terms {
        sum += term;
        term *= square * f64::from(k) / f64::from(k + 1);
        k += 2;
    }
    if odd { (angle + sine * sum) / FRAC_PI_2 } else { sine * sum }
}

/// The quantile about that of the normal distribution (Abramowitz and Stegun, 26.7.5).
fn expansion(freedom: f64) -> f64 {
    let x = NORMAL;
    let powers = |coefficients: &[f64]| coefficients.iter().fold(0.0, |sum, c| sum * x * x + c) * x;
    let terms = [
        powers(&[1.0, 1.0]) / 4.0,
        powers(&[5.0, 16.0, 3.0]) / 96.0,
        powers(&[3.0, 19.0, 17.0, -15.0]) / 384.0,
        powers(&[79.0, 776.0, 1482.0, -1920.0, -945.0]) / 92_160.0,
    ];
    terms.iter().rev().fold(0.0, |sum, term| (sum + term) / freedom) + x
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_tables() {
        // scipy.stats.t.ppf(0.975, n).
        for (freedom, quantile) in [
            (1, 12.706_204_736_174_693),
            (2, 4.302_652_729_749_462),
            (3, 3.182_446_305_283_708),
            (10, 2.228_138_851_986_274),
            (30, 2.042_272_456_301_237_8),
            (99, 1.984_216_951_586_417_4),
        ] {
            let ours = t975(freedom);
            assert!((ours / quantile - 1.0).abs() < 1e-12, "{freedom}: {ours}");
        }
    }

    #[test]
    fn both_ways_meet() {
        let (exact, near) = (t975(MANY), expansion(MANY as f64));
        assert!((exact / near - 1.0).abs() < 1e-13, "{exact} {near}");
        assert!(t975(0).is_nan());
        assert!(t975(u64::MAX) > 1.959_963_9);
    }
}
