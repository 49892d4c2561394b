//! Ticks of logarithmic axes: powers of ten, and 2 and 5 of them where there is room.

use super::Ticks;
use super::format::is_plain;
use super::ticks::Writer;

/// More marks without label than this are a grey bar.
const MINOR: usize = 200;

/// What `want` ticks on a positive domain may be, from more to fewer; none where the domain is
/// so narrow that round numbers serve better.
pub(super) fn candidates(domain: [f64; 2], want: usize, writer: &Writer<'_>) -> Vec<Ticks> {
    let [lo, hi] = domain;
    let first = decade(lo.log10().floor() as i32, lo);
    let last = first + (hi.log10().ceil() as i32 + 1 - first).max(0);
    let powers: Vec<i32> = (first..=last).filter(|k| (lo..=hi).contains(&times(1, *k))).collect();
    let mut out = Vec::new();
    if powers.len() < 3 {
        for digits in [&[1, 2, 5][..], &[1, 3][..]] {
            let values = marks(domain, first, last, digits);
            if values.len() >= 3 {
                out.push(values);
            }
        }
        if out.is_empty() {
            return Vec::new();
        }
    }
    let most = want.max(2) * 3 / 2;
    for every in (1..=10).chain([12, 15, 20, 25, 50, 100, 200]) {
        let values: Vec<f64> =
            powers.iter().filter(|k| *k % every == 0).map(|k| times(1, *k)).collect();
        if (2..=most.max(3)).contains(&values.len()) && out.last() != Some(&values) {
            out.push(values);
        }
    }
    if out.is_empty() {
        out.push(powers.iter().map(|k| times(1, *k)).collect());
    }
    let all = minor(domain, first, last);
    let plain = out.iter().all(|values| is_plain(values));
    out.into_iter()
        .map(|values| {
            let minor = all.iter().copied().filter(|v| !values.contains(v)).collect();
            Ticks { major: writer.logarithmic(&values, plain), minor }
        })
        .collect()
}

/// One less, where the logarithm was rounded up beyond the power below `value`.
fn decade(power: i32, value: f64) -> i32 {
    if times(1, power) > value { power - 1 } else { power }
}

/// Unlabelled marks: 2 to 9 of every decade, or the decades alone when there are many.
fn minor(domain: [f64; 2], first: i32, last: i32) -> Vec<f64> {
    let fine = marks(domain, first, last, &[1, 2, 3, 4, 5, 6, 7, 8, 9]);
    if fine.len() <= MINOR { fine } else { marks(domain, first, last, &[1]) }
}

fn marks([lo, hi]: [f64; 2], first: i32, last: i32, digits: &[i32]) -> Vec<f64> {
    (first..=last)
        .flat_map(|k| digits.iter().map(move |d| times(*d, k)))
        .filter(|v| (lo..=hi).contains(v))
        .collect()
}

/// The double nearest to a digit times a power of ten.
fn times(digit: i32, power: i32) -> f64 {
    format!("{digit}e{power}").parse().unwrap_or(f64::NAN)
}

/// The powers of ten around a domain.
pub(super) fn decades([lo, hi]: [f64; 2]) -> [f64; 2] {
    let below = decade(lo.log10().floor() as i32, lo);
    let above = hi.log10().ceil() as i32;
    let above = if times(1, above - 1) >= hi { above - 1 } else { above };
    [times(1, below), times(1, above)]
}
