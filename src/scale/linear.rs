//! Round steps of numbers: 1, 2, 2.5, 5 times a power of ten.

use super::format::exponent;

/// A step, as a decimal: every multiple of it is the double nearest to a short decimal, so no
/// tick is at 0.30000000000000004.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// 1, 2, 5 or 25.
    mantissa: i128,
    /// Power of ten.
    exponent: i32,
}

/// Steps of a domain and what they give there, from fine to coarse.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate<S> {
    /// The step.
    pub(super) step: S,
    /// Its multiples inside the domain.
    pub(super) values: Vec<f64>,
    /// How far from ideal: 0 is best.
    pub(super) cost: f64,
}

/// Beyond so many steps from zero, doubles are further apart than steps.
const MOST: f64 = 1e18;

impl Step {
    /// Its size.
    fn size(self) -> f64 {
        self.times(1)
    }

    /// A multiple.
    fn times(self, n: i128) -> f64 {
        let text = format!("{}e{}", n.saturating_mul(self.mantissa), self.exponent);
        text.parse().unwrap_or(f64::NAN)
    }

    /// Number of the greatest multiple at or below a value.
    fn below(self, value: f64) -> i128 {
        let n = (value / self.size()).floor().clamp(-MOST, MOST) as i128;
        if self.times(n) > value {
            n - 1
        } else if self.times(n + 1) <= value {
            n + 1
        } else {
            n
        }
    }

    /// Greatest multiple at or below a value.
    pub(super) fn floor(self, value: f64) -> f64 {
        self.times(self.below(value))
    }

    /// Least multiple at or above a value.
    pub(super) fn ceil(self, value: f64) -> f64 {
        self.times(-self.below(-value))
    }
}

/// What `want` ticks on a domain may be, from fine to coarse.
pub(super) fn candidates([lo, hi]: [f64; 2], want: usize, integer: bool) -> Vec<Candidate<Step>> {
    let want = want.max(1);
    let raw = (hi / want as f64 - lo / want as f64).clamp(f64::from_bits(1), f64::MAX);
    let middle = exponent(raw);
    let unit = unit(lo.abs().max(hi.abs()));
    let mut found = Vec::new();
    for power in middle - 1..=middle + 2 {
        for (mantissa, shift) in [(1, 0), (2, 0), (25, -1), (5, 0)] {
            let step = Step { mantissa, exponent: power + shift };
            // 2.5 where 2 and 5 have no decimals would cost one; and no part of a whole number.
            if (mantissa == 25 && step.exponent < unit) || (integer && step.exponent < 0) {
                continue;
            }
            if let Some(values) = multiples(step, [lo, hi], 3 * want + 2) {
                let penalty = if mantissa == 25 { 0.05 } else { 0.0 };
                let cost = cost(&values, [lo, hi], want) + penalty;
                found.push(Candidate { step, values, cost });
            }
        }
    }
    found
}

/// Power of ten that labels of numbers up to `size` are written in.
fn unit(size: f64) -> i32 {
    match exponent(size) {
        power @ (15.. | ..=-4) => power,
        power @ 6..=14 => power / 3 * 3,
        _ => 0,
    }
}

/// Multiples of a step inside a domain, unless there are more than `most` or they cannot be
/// told apart.
fn multiples(step: Step, [lo, hi]: [f64; 2], most: usize) -> Option<Vec<f64>> {
    let size = step.size();
    if size <= 0.0 || !size.is_finite() {
        return None;
    }
    let (first, last) = (-step.below(-lo), step.below(hi));
    if last < first || last - first >= most as i128 {
        return None;
    }
    // Adding zero makes -0 a 0.
    let values: Vec<f64> = (first..=last).map(|n| step.times(n) + 0.0).collect();
    let apart = values.windows(2).all(|w| w[0] < w[1]);
    let inside = values.iter().all(|v| (lo..=hi).contains(v));
    (apart && inside).then_some(values)
}

/// How far ticks are from `want` in number (by ratio) and from the ends of the domain.
pub(super) fn cost(values: &[f64], [lo, hi]: [f64; 2], want: usize) -> f64 {
    let (Some(first), Some(last)) = (values.first(), values.last()) else {
        return f64::INFINITY;
    };
    let ratio = (values.len() as f64 / want.max(1) as f64).ln();
    // Far too many are worse than far too few.
    let crowd = (ratio - 1.5_f64.ln()).max(0.0);
    // Halved, so that the span of the widest domain is finite.
    let covered = (last / 2.0 - first / 2.0) / (hi / 2.0 - lo / 2.0).max(f64::from_bits(1));
    ratio.abs() + crowd + (1.0 - covered)
}

/// The best candidate, then coarser ones.
pub(super) fn preferred<S: Clone>(found: &[Candidate<S>]) -> &[Candidate<S>] {
    let mut best = 0;
    for (i, candidate) in found.iter().enumerate() {
        if found.get(best).is_some_and(|b| candidate.cost < b.cost) {
            best = i;
        }
    }
    found.get(best..).unwrap_or(&[])
}
