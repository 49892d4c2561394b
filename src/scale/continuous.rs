//! Numbers: linear and logarithmic.

/// How numbers are bent before they are placed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Transform {
    /// Not at all.
    #[default]
    Linear,
    /// Base-10 logarithm.
    Log,
}

/// A scale of numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Continuous {
    /// How numbers are bent.
    pub transform: Transform,
    /// Lower and upper end, in data.
    pub domain: [f64; 2],
    /// Where they are, in pixels.
    pub range: [f64; 2],
}

/// Ends nearer to each other than this have no logarithms that differ well; but then the curve
/// between them is as good as straight.
const STRAIGHT: f64 = 1.0 + 1e-9;

impl Continuous {
    /// The place of a value; NaN for missing ones, and for those that have no logarithm.
    #[must_use]
    pub fn map(&self, value: f64) -> f64 {
        if self.transform == Transform::Log && value <= 0.0 {
            return f64::NAN;
        }
        if self.is_bent() {
            return lerp(self.range, fraction(self.domain.map(f64::log10), value.log10()));
        }
        lerp(self.range, fraction(self.domain, value))
    }

    /// The value at a place.
    #[must_use]
    pub fn invert(&self, place: f64) -> f64 {
        let t = fraction(self.range, place);
        if self.is_bent() {
            return 10f64.powf(lerp(self.domain.map(f64::log10), t)).min(f64::MAX);
        }
        lerp(self.domain, t)
    }

    fn is_bent(&self) -> bool {
        self.transform == Transform::Log && self.domain[1] / self.domain[0] > STRAIGHT
    }
}

/// How far `v` lies from the first to the second end; the middle when there is no way between.
pub(super) fn fraction([a, b]: [f64; 2], v: f64) -> f64 {
    if a == b {
        return if v.is_nan() { v } else { 0.5 };
    }
    let span = b - a;
    // Ends near the greatest number are further apart than a number can say.
    if span.is_finite() { (v - a) / span } else { (v / 4.0 - a / 4.0) / (b / 4.0 - a / 4.0) }
}

/// The number that lies `t` of the way from the first to the second end, exact at both.
pub(super) fn lerp([a, b]: [f64; 2], t: f64) -> f64 {
    a * (1.0 - t) + b * t
}
