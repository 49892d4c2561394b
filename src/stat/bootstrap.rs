//! How much means, medians and midranges differ from one random sample of the values to another:
//! what pandas' `bootstrap_plot` draws. The samples come from a generator of our own, so that the
//! same values give the same picture everywhere.

use super::quantile::quantile;

/// One number per sample.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bootstrap {
    /// The means.
    pub means: Vec<f64>,
    /// The medians.
    pub medians: Vec<f64>,
    /// The middles between least and greatest.
    pub midranges: Vec<f64>,
}

/// Draws `samples` samples of `size` of the finite values, each without returning a value, as
/// pandas does. None when there are fewer than `size`, or `size` is 0.
#[must_use]
pub fn resample(values: &[f64], size: usize, samples: usize, seed: u64) -> Option<Bootstrap> {
    let mut values: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
    let count = values.len();
    if size == 0 || count < size {
        return None;
    }
    let mut random = SplitMix(seed);
    let mut found = Bootstrap::default();
    for _ in 0..samples {
        // The first steps of Fisher and Yates: any order of the values is as good a start.
        for at in 0..size {
            values.swap(at, at + random.below(count - at));
        }
        let mut sample = values[..size].to_vec();
        sample.sort_unstable_by(f64::total_cmp);
        found.means.push(sample.iter().sum::<f64>() / size as f64);
        found.medians.push(quantile(&sample, 0.5));
        found.midranges.push(f64::midpoint(sample[0], sample[size - 1]));
    }
    Some(found)
}

/// `SplitMix64` (Steele, Lea and Flood 2014).
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A whole number below `bound`.
    fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_is_the_published_one() {
        let mut random = SplitMix(1_234_567);
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn samples_lie_around_the_values() {
        let values: Vec<f64> = (0..100).map(f64::from).collect();
        let found = resample(&values, 50, 200, 1).unwrap();
        assert_eq!(found, resample(&values, 50, 200, 1).unwrap());
        assert!(found.means.iter().all(|m| (30.0..70.0).contains(m)));
        let mean = found.means.iter().sum::<f64>() / 200.0;
        assert!((mean - 49.5).abs() < 1.0, "{mean}");
        // Without returning, a sample of all values is all values.
        assert!(resample(&values, 100, 3, 7).unwrap().medians.iter().all(|&m| m == 49.5));
        assert_eq!(resample(&values, 101, 1, 1), None);
    }
}
