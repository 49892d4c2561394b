//! Laws of reduced series.

use std::collections::BTreeMap;

use proptest::prelude::*;
use vizcli::stat::downsample::{lttb, m4, minmax};

/// A value, now and then missing, and often one that was there before.
fn gappy() -> impl Strategy<Value = f64> {
    prop_oneof![6 => -1e6..1e6f64, 3 => (-3..3i32).prop_map(f64::from), 1 => Just(f64::NAN)]
}

/// Rows of each run without a gap, within each column of pixels.
fn outlines(y: &[f64], columns: usize) -> BTreeMap<(usize, usize), Vec<usize>> {
    let mut runs: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    let mut gaps = 0;
    for (row, value) in y.iter().enumerate() {
        if value.is_nan() {
            gaps += 1;
        } else {
            let column = (row as f64 / y.len() as f64 * columns as f64) as usize;
            runs.entry((gaps, column)).or_default().push(row);
        }
    }
    runs
}

/// What M4 keeps, or the least and greatest alone, by the book.
fn naive(y: &[f64], columns: usize, four: bool) -> Vec<usize> {
    let mut kept = Vec::new();
    for rows in outlines(y, columns).into_values() {
        let (mut least, mut greatest) = (rows[0], rows[0]);
        for &row in &rows {
            least = if y[row] < y[least] { row } else { least };
            greatest = if y[row] > y[greatest] { row } else { greatest };
        }
        let last = rows[rows.len() - 1];
        let mut some = vec![least, greatest];
        if four {
            some.extend([rows[0], last]);
        }
        if y.get(last + 1).is_some_and(|next| next.is_nan()) {
            some.push(last + 1);
        }
        some.sort_unstable();
        some.dedup();
        kept.extend(some);
    }
    kept
}

/// Whether the line breaks, wherever it did.
fn breaks(y: &[f64], kept: &[usize]) -> bool {
    kept.windows(2).all(|pair| {
        let broken = y[pair[0]..=pair[1]].iter().any(|v| v.is_nan());
        !broken || y[pair[0]].is_nan() || y[pair[1]].is_nan()
    })
}

fn numbers(rows: &[u32]) -> Vec<usize> {
    rows.iter().map(|&row| row as usize).collect()
}

proptest! {
    #[test]
    fn the_outline_of_every_column_is_kept(
        y in prop::collection::vec(gappy(), 1..400),
        columns in 1..50usize,
    ) {
        let x: Vec<f64> = (0..y.len()).map(|i| i as f64).collect();
        let width = y.len() as f64;
        for (reduce, four) in [(m4 as fn(&[f64], &[f64], f64, f64, usize) -> _, true), (minmax, false)] {
            let kept = numbers(&reduce(&x, &y, 0.0, width, columns));
            prop_assert_eq!(&kept, &naive(&y, columns, four));
            prop_assert!(breaks(&y, &kept));
            for rows in outlines(&y, columns).values() {
                let some: Vec<usize> = rows.iter().copied().filter(|r| kept.contains(r)).collect();
                let least = |rows: &[usize]| rows.iter().map(|&r| y[r]).fold(f64::INFINITY, f64::min);
                let most =
                    |rows: &[usize]| rows.iter().map(|&r| y[r]).fold(f64::NEG_INFINITY, f64::max);
                prop_assert_eq!((least(&some), most(&some)), (least(rows), most(rows)));
            }
        }
    }

    #[test]
    fn the_largest_triangles_are_some_of_the_rows(
        y in prop::collection::vec(gappy(), 1..400),
        steps in prop::collection::vec(0..3u8, 400),
        count in 0..90usize,
        view in prop::option::of((0..300u32, 0..300u32)),
    ) {
        let x: Vec<f64> = steps[..y.len()]
            .iter()
            .scan(0.0, |at, &step| { *at += f64::from(step); Some(*at) })
            .collect();
        let [x0, x1] = view.map_or([0.0, 1e3], |(a, b)| [a.min(b), a.max(b)].map(f64::from));
        let kept = numbers(&lttb(&x, &y, x0, x1, count));
        prop_assert!(kept.windows(2).all(|pair| pair[0] < pair[1]));
        prop_assert!(kept.iter().all(|&row| row < y.len()));
        // Both ends of every stretch in view are there.
        let within = |row: usize| !y[row].is_nan() && (x0..=x1).contains(&x[row]);
        for row in (0..y.len()).filter(|&row| within(row)) {
            let lacks = |other: Option<&f64>| other.is_none_or(|v| v.is_nan());
            if lacks(y.get(row + 1)) || lacks(row.checked_sub(1).and_then(|r| y.get(r))) {
                prop_assert!(kept.contains(&row));
            }
        }
        if view.is_none() {
            prop_assert!(breaks(&y, &kept));
            let gaps = y.iter().filter(|v| v.is_nan()).count();
            prop_assert!(kept.len() <= count + 5 * (gaps + 1));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn threads_do_not_show(
        rows in 200_000..300_000usize,
        seed in any::<u64>(),
        columns in prop::sample::select(vec![1, 7, 900, 6_000]),
        often in prop::sample::select(vec![3u64, 1_000, u64::MAX]),
    ) {
        let mut state = seed;
        let y: Vec<f64> = (0..rows)
            .map(|_| {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                let value = state >> 33;
                if value % often == 0 { f64::NAN } else { (value % 65_536) as f64 }
            })
            .collect();
        let x: Vec<f64> = (0..rows).map(|i| i as f64).collect();
        for (reduce, four) in [(m4 as fn(&[f64], &[f64], f64, f64, usize) -> _, true), (minmax, false)] {
            let kept = numbers(&reduce(&x, &y, 0.0, rows as f64, columns));
            prop_assert!(kept == naive(&y, columns, four));
        }
    }
}
