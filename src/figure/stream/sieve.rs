//! Which rows of a batch the lines of its series need, in view of fine columns.

use std::collections::BTreeMap;

use super::thin::Total;
use crate::data::{Values, columns::MISSING};
use crate::stat::downsample;

/// Most combinations of words for which there is room at once.
const DENSE: usize = 1 << 12;

/// What a series is called.
pub(super) type Name = Vec<String>;

/// Where x and y and the words of series are among the values of a batch, and what is in view.
pub(super) struct View {
    pub(super) x: usize,
    pub(super) y: usize,
    pub(super) keys: Vec<usize>,
    /// The range of x.
    pub(super) ends: [f64; 2],
    /// Its columns.
    pub(super) count: usize,
}

/// A piece on the way through.
#[derive(Default)]
pub(super) struct Sieve {
    /// All rows so far.
    pub(super) total: Total,
    /// Where each series begins and ends.
    pub(super) ends: BTreeMap<Name, [f64; 2]>,
}

impl Sieve {
    /// The rows of a batch to keep, in order; none where x goes back, or is no number.
    pub(super) fn sift(&mut self, view: &View, values: &[Values]) -> Option<Vec<u32>> {
        let numbers = |place: usize| values.get(place).and_then(Values::numbers);
        let (x, y) = (numbers(view.x)?, numbers(view.y)?);
        self.total.rows += x.len() as u64;
        self.total.gaps += y.iter().filter(|value| value.is_nan()).count() as u64;
        if view.keys.is_empty() {
            return self.of_series(Name::new(), x, y, view);
        }
        let mut kept = Vec::new();
        let keys: Vec<Key<'_>> =
            view.keys.iter().filter_map(|&key| values.get(key).map(Key::new)).collect();
        for (name, rows) in series(&keys, x.len()) {
            let of = |all: &[f64]| -> Vec<f64> {
                rows.iter().filter_map(|&row| all.get(row as usize)).copied().collect()
            };
            let some = self.of_series(name, &of(x), &of(y), view)?;
            kept.extend(some.into_iter().filter_map(|row| rows.get(row as usize)));
        }
        kept.sort_unstable();
        Some(kept)
    }

    /// The rows of a series.
    fn of_series(&mut self, name: Name, x: &[f64], y: &[f64], view: &View) -> Option<Vec<u32>> {
        let (Some(&begin), Some(&end)) = (x.first(), x.last()) else { return Some(Vec::new()) };
        if !begin.is_finite() || !end.is_finite() || !x.is_sorted() {
            return None;
        }
        match self.ends.get_mut(&name) {
            Some([_, last]) if *last > begin => return None,
            Some([_, last]) => *last = end,
            None => {
                self.ends.insert(name, [begin, end]);
            }
        }
        // So few at a time that no other thread is asked to help: all have pieces of their own.
        let mut kept = downsample::m4(x, y, view.ends[0], view.ends[1], view.count);
        // A gap that joins other batches is no part of a run of values; it begins and ends x, too.
        let last = x.len() as u32 - 1;
        let is_gap = |row: u32| y.get(row as usize).is_some_and(|value| !value.is_finite());
        if is_gap(0) {
            kept.insert(0, 0);
        }
        if is_gap(last) && kept.last() != Some(&last) {
            kept.push(last);
        }
        Some(kept)
    }
}

/// The words of a batch that tell series apart, and their codes.
enum Key<'a> {
    Words(&'a [u32], &'a [String]),
    /// Numbers as words: which of the distinct ones each is.
    Numbers(Vec<u32>, Vec<f64>),
}

impl<'a> Key<'a> {
    fn new(values: &'a Values) -> Self {
        let numbers = match values {
            Values::Category { codes, levels } => return Self::Words(codes, levels),
            Values::Number(numbers) | Values::Time(numbers) => numbers,
        };
        // There is one zero.
        let value = |number: &f64| number + 0.0;
        let mut all: Vec<f64> = numbers.iter().filter(|n| n.is_finite()).map(value).collect();
        all.sort_unstable_by(f64::total_cmp);
        all.dedup();
        let code = |number: &f64| {
            let place = all.binary_search_by(|one| one.total_cmp(&value(number)));
            place.map_or(MISSING, |place| place as u32)
        };
        Self::Numbers(numbers.iter().map(code).collect(), all)
    }

    fn codes(&self) -> &[u32] {
        match self {
            Self::Words(codes, _) => codes,
            Self::Numbers(codes, _) => codes,
        }
    }

    fn count(&self) -> usize {
        match self {
            Self::Words(_, words) => words.len(),
            Self::Numbers(_, numbers) => numbers.len(),
        }
    }

    fn word(&self, code: usize) -> String {
        match self {
            Self::Words(_, words) => words.get(code).cloned().unwrap_or_default(),
            Self::Numbers(_, numbers) => numbers.get(code).map(f64::to_string).unwrap_or_default(),
        }
    }
}

/// The rows of each series of a batch; those without a series are in no line.
fn series(keys: &[Key<'_>], rows: usize) -> Vec<(Name, Vec<u32>)> {
    let count = keys.iter().try_fold(1_usize, |all, key| all.checked_mul(key.count()));
    let place = |row: usize| {
        keys.iter().try_fold(0_usize, |place, key| {
            let code = key.codes().get(row).copied().filter(|&code| code != MISSING)?;
            place.checked_mul(key.count())?.checked_add(code as usize)
        })
    };
    let name = |mut place: usize| {
        let mut name: Name = Vec::new();
        for key in keys.iter().rev() {
            name.push(key.word(place % key.count().max(1)));
            place /= key.count().max(1);
        }
        name.reverse();
        name
    };
    let places = (0..rows).filter_map(|row| Some((place(row)?, row as u32)));
    if let Some(count) = count.filter(|&count| count <= DENSE) {
        let mut all: Vec<Vec<u32>> = vec![Vec::new(); count];
        for (place, row) in places {
            if let Some(rows) = all.get_mut(place) {
                rows.push(row);
            }
        }
        let some = all.into_iter().enumerate().filter(|(_, rows)| !rows.is_empty());
        return some.map(|(place, rows)| (name(place), rows)).collect();
    }
    let mut all: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for (place, row) in places {
        all.entry(place).or_default().push(row);
    }
    all.into_iter().map(|(place, rows)| (name(place), rows)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(keys: &[usize]) -> View {
        View { x: 0, y: 1, keys: keys.to_vec(), ends: [0.0, 10.0], count: 10 }
    }

    fn batch(x: &[f64], y: &[f64]) -> Vec<Values> {
        vec![Values::Number(x.to_vec()), Values::Number(y.to_vec())]
    }

    #[test]
    fn gaps_at_the_ends_of_batches_stay() {
        let (none, mut sieve) = (f64::NAN, Sieve::default());
        let mut sift = |x: &[f64], y: &[f64]| sieve.sift(&view(&[]), &batch(x, y));
        assert_eq!(sift(&[0.0, 0.1, 0.2, 0.3], &[1.0, 2.0, 2.0, 0.0]), Some(vec![0, 1, 3]));
        assert_eq!(sift(&[0.3, 0.4, 0.5], &[none, 1.0, 2.0]), Some(vec![0, 1, 2]));
        assert_eq!(sift(&[0.6, 0.7, 0.8], &[none; 3]), Some(vec![0, 2]));
        assert_eq!(sift(&[0.9], &[none]), Some(vec![0]));
        assert_eq!(sift(&[0.8], &[1.0]), None);
        assert_eq!(sieve.total, Total { rows: 12, gaps: 5 });
    }

    #[test]
    fn every_series_has_an_order_of_its_own() {
        let mut values = batch(&[5.0, 1.0, 6.0, 2.0, 0.0], &[0.0; 5]);
        let levels = vec!["b".into(), "a".into()];
        values.push(Values::Category { codes: vec![0, 1, 0, 1, MISSING], levels });
        values.push(Values::Number(vec![-0.0, 0.0, 0.0, 0.0, 1.0]));
        let mut sieve = Sieve::default();
        assert_eq!(sieve.sift(&view(&[2, 3]), &values), Some(vec![0, 1, 2, 3]));
        let name = |word: &str| vec![word.to_owned(), "0".to_owned()];
        let ends = [(name("a"), [1.0, 2.0]), (name("b"), [5.0, 6.0])];
        assert_eq!(sieve.ends, BTreeMap::from(ends));
        assert_eq!(sieve.sift(&view(&[2, 3]), &values), None);
    }
}
