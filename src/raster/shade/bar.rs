//! Where the ticks of a colour bar go.
//!
//! A bar runs evenly along places, so its values do not: ticks are round values at their true
//! places. An even bar has even steps, a logarithmic one decades where they fit, and every other
//! one the roundest value in the middle of each gap that has room.

use super::norm::{How, Norm};

/// The ticks of the bar of a norm, from low to high: places (0 to 1) and values, all within the
/// range. About `want` of them, and none closer than `apart` (a share of the bar); whole numbers
/// only where `integer`. Where nothing round fits, the ends.
#[must_use]
pub fn ticks(norm: &Norm, integer: bool, want: usize, apart: f64) -> Vec<(f64, f64)> {
    let [low, high] = norm.range();
    if low >= high {
        return vec![(norm.place(low), low)];
    }
    let bar = Bar { norm, integer, want: want.clamp(2, 1000), apart: apart.clamp(1e-3, 1.0) };
    let found = match norm.how() {
        How::Linear => bar.even(),
        How::Log | How::Cbrt => bar.decades().unwrap_or_else(|| bar.gaps()),
        How::EqHist => bar.gaps(),
    };
    if found.len() < 2 { bar.ends() } else { found }
}

/// A bar and what its ticks should be.
struct Bar<'a> {
    norm: &'a Norm,
    integer: bool,
    want: usize,
    apart: f64,
}

impl Bar<'_> {
    /// A value at its place.
    fn tick(&self, value: f64) -> (f64, f64) {
        (self.norm.place(value), value)
    }

    /// Whether ticks are as far from each other as they should be.
    fn fits(&self, ticks: &[(f64, f64)]) -> bool {
        ticks.windows(2).all(|pair| pair[1].0 - pair[0].0 >= self.apart - 1e-9)
    }

    /// The ends of the bar; only the upper one where there is no room for both.
    fn ends(&self) -> Vec<(f64, f64)> {
        let [low, high] = self.norm.range();
        let [a, b] = if self.integer { [low.ceil(), high.floor()] } else { [low, high] };
        let mut ticks = vec![self.tick(a), self.tick(b)];
        if a >= b || !self.fits(&ticks) {
            ticks.remove(0);
        }
        ticks.retain(|(_, value)| (low..=high).contains(value));
        ticks
    }

    /// Multiples of the least round step that leaves room.
    fn even(&self) -> Vec<(f64, f64)> {
        let [low, high] = self.norm.range();
        let least = (high - low) * (1.0 / self.want as f64).max(self.apart);
        let start = exponent(least);
        let steps = (start..=start + 1).flat_map(|power| [1, 2, 5].map(|m| (m, power)));
        let fitting = steps.filter(|(m, power)| {
            (!self.integer || *power >= 0) && decimal(*m, *power) >= least * (1.0 - 1e-9)
        });
        let multiples = |(m, power): (i64, i32)| {
            let step = decimal(m, power);
            let (first, last) = ((low / step).ceil() as i64, (high / step).floor() as i64);
            // So many multiples from zero that they cannot be told apart are left out.
            let numbers = first..=last.min(first.saturating_add(1000));
            let values = numbers.map(|n| decimal(n.saturating_mul(m), power));
            values.filter(|v| (low..=high).contains(v)).map(|v| self.tick(v)).collect::<Vec<_>>()
        };
        // A whole step may be needed where a smaller one would do.
        let whole = self.integer.then_some((1, 0)).filter(|_| least < 1.0);
        let mut found = whole.into_iter().chain(fitting).map(multiples);
        found.find(|ticks| self.fits(ticks)).unwrap_or_default()
    }

    /// Powers of ten, also their halves and fifths, in the number that is nearest to the wanted
    /// one; none where fewer than three fit, or half of the bar would be bare.
    fn decades(&self) -> Option<Vec<(f64, f64)>> {
        let [low, high] = self.norm.range();
        let top = exponent(low.abs().max(high.abs()));
        let bottom = if low > 0.0 { exponent(low) } else { top - 17 };
        let (zero, _) = self.tick(0.0);
        let list = |every: i32, mantissas: &[i64]| -> Vec<(f64, f64)> {
            let powers = (bottom..=top).filter(|power| power.rem_euclid(every) == 0);
            let sizes = powers.flat_map(|power| mantissas.iter().map(move |m| decimal(*m, power)));
            let both = sizes.flat_map(|size| [size, -size]).filter(|v| (low..=high).contains(v));
            let mut ticks: Vec<(f64, f64)> = both
                .filter(|v| !self.integer || v.fract() == 0.0)
                .map(|v| self.tick(v))
                // Around zero there is no end of powers.
                .filter(|(place, _)| low > 0.0 || (place - zero).abs() >= self.apart)
                .collect();
            ticks.extend((low <= 0.0 && high >= 0.0).then_some((zero, 0.0)));
            ticks.sort_by(|a, b| a.1.total_cmp(&b.1));
            ticks
        };
        let offers = [
            list(1, &[1]),
            list(1, &[1, 5]),
            list(1, &[1, 2, 5]),
            list(2, &[1]),
            list(3, &[1]),
            list(5, &[1]),
            list(10, &[1]),
            list(50, &[1]),
        ];
        let far = |n: usize| (n as f64 / self.want as f64).ln().abs();
        let fits = |ticks: &Vec<_>| ticks.len() >= 3 && self.fits(ticks) && is_even(ticks);
        let fitting = offers.into_iter().filter(fits);
        fitting.min_by(|a, b| far(a.len()).total_cmp(&far(b.len())))
    }

    /// The roundest value in the middle of the bar, then in the middle of what is left on both
    /// sides, as long as there is room. Whole numbers begin with the least: of counts, mostly 1.
    fn gaps(&self) -> Vec<(f64, f64)> {
        let room = self.apart.max(0.7 / (self.want - 1) as f64);
        let [low, high] = self.norm.range();
        let mut found = Vec::new();
        let mut start = -room;
        if self.integer && low.ceil() <= high {
            let first = self.tick(low.ceil());
            start = first.0;
            found.push(first);
        }
        self.gap([start, 1.0 + room], room, &mut found);
        found.sort_by(|a, b| a.1.total_cmp(&b.1));
        found
    }

    fn gap(&self, [from, to]: [f64; 2], room: f64, found: &mut Vec<(f64, f64)>) {
        if to - from < 2.0 * room {
            return;
        }
        let at = |place: f64| self.norm.value_at(place);
        let ends = [at((from + room).max(0.0)), at((to - room).min(1.0))];
        // Gaps beyond the ends of the bar have their middle within.
        let middle = at(f64::midpoint(from.max(0.0), to.min(1.0)));
        let Some(value) = roundest(ends, middle, self.integer) else { return };
        let (place, value) = self.tick(value);
        if place - from < room - 1e-9 || to - place < room - 1e-9 {
            return;
        }
        found.push((place, value));
        self.gap([from, place], room, found);
        self.gap([place, to], room, found);
    }
}

/// Whether hardly half of the bar is without ticks anywhere.
fn is_even(ticks: &[(f64, f64)]) -> bool {
    let places = ticks.iter().map(|(place, _)| *place).chain([1.0]);
    let far = places.scan(0.0, |last, place| Some(place - std::mem::replace(last, place)));
    far.fold(0.0, f64::max) <= 0.51
}

/// The multiple of the greatest round step between two values, as near to `middle` as can be.
fn roundest([low, high]: [f64; 2], middle: f64, integer: bool) -> Option<f64> {
    if low <= 0.0 && high >= 0.0 {
        return Some(0.0);
    }
    let top = exponent(low.abs().max(high.abs())) + 1;
    let steps = (top - 16..=top).rev().flat_map(|power| [5, 2, 1].map(|m| (m, power)));
    steps.filter(|(_, power)| !integer || *power >= 0).find_map(|(m, power)| {
        let step = decimal(m, power);
        let (first, last) = ((low / step).ceil(), (high / step).floor());
        // Multiples beyond 2^53 cannot be told apart.
        if first > last || first.abs().max(last.abs()) > 9e15 {
            return None;
        }
        let n = (middle / step).round().clamp(first, last) as i64;
        Some(decimal(n.saturating_mul(m), power)).filter(|v| (low..=high).contains(v))
    })
}

/// The double nearest to a decimal.
fn decimal(mantissa: i64, exponent: i32) -> f64 {
    format!("{mantissa}e{exponent}").parse::<f64>().map_or(f64::NAN, |value| value + 0.0)
}

/// The power of ten at or below a size.
fn exponent(size: f64) -> i32 {
    if size <= 0.0 || !size.is_finite() {
        return 0;
    }
    let guess = size.log10().floor() as i32;
    // A logarithm may be rounded up to the next whole number.
    if decimal(1, guess) > size { guess - 1 } else { guess }
}

#[cfg(test)]
mod tests {
    use super::super::super::Cells;
    use super::*;

    fn values(cells: &Cells, how: How, want: usize) -> Vec<f64> {
        let norm = Norm::of(&[cells], how, None, false).unwrap();
        let integer = !matches!(cells, Cells::Number(_));
        let ticks = ticks(&norm, integer, want, 0.06);
        assert!(ticks.windows(2).all(|t| t[1].0 - t[0].0 >= 0.06 - 1e-9), "{ticks:?}");
        ticks.into_iter().map(|(_, value)| value).collect()
    }

    #[test]
    fn even_bars_have_even_steps() {
        let bar = |low, high| values(&Cells::Number(vec![low, high]), How::Linear, 5);
        assert_eq!(bar(0.0, 1.0), [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
        assert_eq!(bar(-7.3, 21.0), [0.0, 10.0, 20.0]);
        assert_eq!(values(&Cells::Count(vec![1, 3]), How::Linear, 5), [1.0, 2.0, 3.0]);
        assert_eq!(values(&Cells::Count(vec![7, 7]), How::Linear, 5), [7.0]);
    }

    #[test]
    fn logarithmic_bars_have_decades() {
        let counts = Cells::Count(vec![1, 8000]);
        assert_eq!(values(&counts, How::Log, 5), [1.0, 10.0, 100.0, 1000.0]);
        assert_eq!(values(&counts, How::Cbrt, 5), [1.0, 10.0, 100.0, 1000.0]);
        let few = Cells::Count(vec![1, 30]);
        assert_eq!(values(&few, How::Log, 5), [1.0, 2.0, 5.0, 10.0, 20.0]);
    }

    #[test]
    fn equalized_bars_have_round_values_in_true_places() {
        let counts = Cells::Count((1..1000).map(|i| 100_000 / (i * i)).collect());
        let found = values(&counts, How::EqHist, 5);
        assert_eq!(found[0], 1.0);
        assert!(found.len() >= 3 && found.iter().all(|v| v.fract() == 0.0), "{found:?}");
        let four = Cells::Count(vec![1, 2, 3, 4]);
        assert_eq!(values(&four, How::EqHist, 5), [1.0, 2.0, 3.0, 4.0]);
    }

    #[test]
    fn round_numbers_are_found() {
        assert_eq!(roundest([0.012, 0.5], 0.03, false), Some(0.5));
        assert_eq!(roundest([-3.0, 8.0], 2.0, true), Some(0.0));
        assert_eq!(roundest([1.2, 1.9], 1.5, true), None);
        assert_eq!(roundest([1234.0, 1267.0], 1251.0, true), Some(1250.0));
        assert_eq!([exponent(1000.0), exponent(999.9), exponent(0.0)], [3, 2, 0]);
    }
}
