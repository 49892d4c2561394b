//! From values to places on a colour map, and back.

use rayon::prelude::*;

use super::super::Cells;
use super::cdf::Cdf;

/// How values are spread over the colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum How {
    /// Evenly.
    Linear,
    /// By the logarithm of what they exceed the least by, and one.
    Log,
    /// By the cube root of what they exceed the least by.
    Cbrt,
    /// By the share of cells that have no greater value: every colour is used by as many cells.
    #[default]
    EqHist,
}

/// Where on a colour map a value is, and which value is where.
#[derive(Clone, Debug, PartialEq)]
pub struct Norm {
    how: How,
    /// The values at the ends.
    range: [f64; 2],
    /// The levels at the ends.
    span: [f64; 2],
    /// Shares of cells, where these are the levels.
    cdf: Option<Cdf>,
}

/// Cells that are looked at in one go.
const CHUNK: usize = 1 << 16;

impl Norm {
    /// The norm of all cells of these planes, which are all of one sort: of one picture, or of
    /// panels that share a colour bar. None when all are empty and there is no span.
    ///
    /// A span stands for the range of the values; those beyond take its ends. [`How::EqHist`]
    /// takes none. With `rescale`, few different values under [`How::EqHist`] start above place 0,
    /// so that they are not as far apart as two colours can be.
    #[must_use]
    pub fn of(planes: &[&Cells], how: How, span: Option<[f64; 2]>, rescale: bool) -> Option<Self> {
        let span = span.filter(|[a, b]| a.is_finite() && b.is_finite() && how != How::EqHist);
        let [a, b] = span.or_else(|| extent(planes))?;
        // Adding zero makes -0 a 0; half of all numbers have a finite difference.
        let range = [a.min(b), a.max(b)].map(|v| v.clamp(f64::MIN / 2.0, f64::MAX / 2.0) + 0.0);
        let reach = range[1] - range[0];
        if how != How::EqHist {
            return Some(Self { how, range, span: [0.0, raise(how, reach)], cdf: None });
        }
        let cdf = Cdf::of(planes, range);
        let mut span = [cdf.first(), 1.0];
        if rescale {
            span[0] = rescaled(cdf.levels(), span[0]);
        }
        Some(Self { how, range, span, cdf: Some(cdf) })
    }

    /// How values are spread.
    #[must_use]
    pub fn how(&self) -> How {
        self.how
    }

    /// The least and the greatest value: what the ends of a colour bar stand for.
    #[must_use]
    pub fn range(&self) -> [f64; 2] {
        self.range
    }

    /// The levels at places 0 and 1.
    pub(super) fn span(&self) -> [f64; 2] {
        self.span
    }

    /// The level of a value.
    pub(super) fn level(&self, value: f64) -> f64 {
        let [low, high] = self.range;
        let beyond = value.clamp(low, high) - low;
        match &self.cdf {
            Some(cdf) => cdf.share(beyond),
            None => raise(self.how, beyond),
        }
    }

    /// Where a value is, from 0 to 1; values beyond the range are at the ends. When there is only
    /// one value, it is at 1. NaN is nowhere.
    #[must_use]
    pub fn place(&self, value: f64) -> f64 {
        let [low, high] = self.span;
        let level = self.level(value);
        if high > low {
            ((level - low) / (high - low)).clamp(0.0, 1.0)
        } else if level.is_nan() {
            level
        } else {
            1.0
        }
    }

    /// The value at a place from 0 to 1; between the values that occur, in a straight line. Places
    /// that no value reaches have the least.
    #[must_use]
    pub fn value_at(&self, place: f64) -> f64 {
        let [low, high] = self.span;
        let level = low + place.clamp(0.0, 1.0) * (high - low);
        let beyond = match (&self.cdf, self.how) {
            (Some(cdf), _) => cdf.value(level),
            (None, How::Log) => level.exp_m1(),
            (None, How::Cbrt) => level * level * level,
            (None, How::Linear | How::EqHist) => level,
        };
        if place >= 1.0 {
            return self.range[1];
        }
        (self.range[0] + beyond).clamp(self.range[0], self.range[1])
    }
}

/// The level of what a value exceeds the least by.
fn raise(how: How, beyond: f64) -> f64 {
    match how {
        How::Log => beyond.ln_1p(),
        // As Datashader, not `cbrt`, which may differ in the last bit.
        How::Cbrt => beyond.powf(1.0 / 3.0),
        How::Linear | How::EqHist => beyond,
    }
}

/// The level of place 0 when there are so many different ones from `least` to 1: half the range
/// below the least when there are two, and the least itself from a hundred on.
fn rescaled(levels: usize, least: f64) -> f64 {
    let slope = -0.5 / 98.0;
    let multiple = slope * levels as f64 + (1.5 - 2.0 * slope);
    if multiple > 1.0 { (1.0 - multiple * (1.0 - least)).max(0.0) } else { least }
}

/// The least and the greatest finite value.
fn extent(planes: &[&Cells]) -> Option<[f64; 2]> {
    let ends = planes.iter().map(|cells| match cells {
        Cells::Count(counts) => ends_of_counts(counts),
        Cells::Any(flags) if flags.contains(&true) => [1.0, 1.0],
        Cells::Any(_) => NONE,
        Cells::Number(numbers) => ends_of_numbers(numbers),
    });
    let [low, high] = ends.fold(NONE, join);
    (low <= high).then_some([low, high])
}

/// The ends of no values.
const NONE: [f64; 2] = [f64::INFINITY, f64::NEG_INFINITY];

fn join([a, b]: [f64; 2], [c, d]: [f64; 2]) -> [f64; 2] {
    [a.min(c), b.max(d)]
}

fn ends_of_counts(counts: &[u32]) -> [f64; 2] {
    // One less, the empty count is the greatest of all: no branches.
    let ends = counts.par_chunks(CHUNK).map(|chunk| {
        chunk
            .iter()
            .fold((u32::MAX, 0), |(low, high), c| (low.min(c.wrapping_sub(1)), high.max(*c)))
    });
    let (low, high) = ends.reduce(|| (u32::MAX, 0), |a, b| (a.0.min(b.0), a.1.max(b.1)));
    if high == 0 { NONE } else { [f64::from(low) + 1.0, f64::from(high)] }
}

fn ends_of_numbers(numbers: &[f64]) -> [f64; 2] {
    let ends = numbers.par_chunks(CHUNK).map(|chunk| {
        // Eight at once, of which none waits for another; NaN is neither less nor greater.
        let (mut low, mut high) = ([f64::INFINITY; 8], [f64::NEG_INFINITY; 8]);
        let (eights, rest) = chunk.as_chunks::<8>();
        for eight in eights {
            for (low, v) in low.iter_mut().zip(eight) {
                *low = if *v < *low { *v } else { *low };
            }
            for (high, v) in high.iter_mut().zip(eight) {
                *high = if *v > *high { *v } else { *high };
            }
        }
        let ends = low.into_iter().zip(high).map(|(low, high)| [low, high]);
        let ends = ends.chain(rest.iter().map(|v| [*v, *v])).fold(NONE, join);
        if ends.iter().all(|v| v.is_finite()) {
            return ends;
        }
        chunk.iter().filter(|v| v.is_finite()).map(|v| [*v, *v]).fold(NONE, join)
    });
    ends.reduce(|| NONE, join)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(list: &[u32], how: How) -> Norm {
        Norm::of(&[&Cells::Count(list.to_vec())], how, None, false).unwrap()
    }

    #[test]
    fn empty_cells_have_no_norm() {
        let nan = Cells::Number(vec![f64::NAN, f64::INFINITY]);
        for cells in [Cells::Count(vec![0; 3]), Cells::Any(vec![]), nan] {
            assert_eq!(Norm::of(&[&cells], How::EqHist, None, true), None);
            let span = Norm::of(&[&cells], How::Log, Some([3.0, 1.0]), false).unwrap();
            assert_eq!(span.range(), [1.0, 3.0]);
        }
        assert_eq!(Norm::of(&[], How::Linear, None, false), None);
    }

    #[test]
    fn places_of_counts() {
        let list = [0, 1, 1, 1, 2, 2, 5, 9];
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-12, "{a} {b}");
        near(counts(&list, How::Linear).place(5.0), 0.5);
        near(counts(&list, How::Cbrt).place(2.0), 0.5);
        near(counts(&list, How::Log).place(3.0), 0.5);
        let eq = counts(&list, How::EqHist);
        // Shares are 3/7, 5/7, 6/7 and 1.
        near(eq.place(2.0), 0.5);
        near(eq.place(7.0), 0.875);
        near(eq.value_at(0.875), 7.0);
        assert_eq!([eq.value_at(0.0), eq.value_at(1.0)], [1.0, 9.0]);
    }

    #[test]
    fn one_value_is_at_the_top() {
        for how in [How::Linear, How::Log, How::Cbrt, How::EqHist] {
            let norm = counts(&[0, 4, 4], how);
            assert_eq!([norm.place(4.0), norm.place(1.0), norm.value_at(0.3)], [1.0, 1.0, 4.0]);
            assert!(norm.place(f64::NAN).is_nan());
        }
    }

    #[test]
    fn few_values_start_above_the_lowest_place() {
        let norm = Norm::of(&[&Cells::Count(vec![1, 2])], How::EqHist, None, true).unwrap();
        assert!((norm.place(1.0) - 1.0 / 3.0).abs() < 1e-12);
        assert_eq!(norm.value_at(0.1), 1.0);
        assert_eq!(rescaled(100, 0.25), 0.25);
    }
}
