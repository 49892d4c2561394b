//! Laws of windows, bins of time and rankings.

use polars::prelude::*;
use proptest::prelude::*;
use vizcli::data::Table;
use vizcli::spec::{Agg, Aggregate, Group, Resample, Side, Top, Transform};
use vizcli::stat::quantile::{quantile, sorted};
use vizcli::stat::window::{Bounds, Measure, last_rows, last_span, roll};
use vizcli::transform::apply;
use vizcli::warn::Warnings;

fn gappy() -> impl Strategy<Value = f64> {
    prop_oneof![8 => -1e3..1e3f64, 2 => Just(f64::NAN)]
}

/// What a window says, by its definition.
fn naive(values: &[f64], [start, end]: Bounds, measure: Measure, least: usize) -> f64 {
    let there: Vec<f64> = values[start..end].iter().copied().filter(|v| !v.is_nan()).collect();
    let count = there.len() as f64;
    let sum: f64 = there.iter().sum();
    let squares: f64 = there.iter().map(|v| (v - sum / count).powi(2)).sum();
    match measure {
        Measure::Count => {
            if end - start >= least {
                count
            } else {
                f64::NAN
            }
        }
        _ if there.len() < least.max(1) => f64::NAN,
        Measure::Sum => sum,
        Measure::Mean => sum / count,
        Measure::Min => there.iter().copied().fold(f64::INFINITY, f64::min),
        Measure::Max => there.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        Measure::Var => {
            if count > 1.0 {
                squares / (count - 1.0)
            } else {
                f64::NAN
            }
        }
        Measure::Std => {
            if count > 1.0 {
                (squares / (count - 1.0)).sqrt()
            } else {
                f64::NAN
            }
        }
        Measure::Quantile(share) => quantile(&sorted(&there), share),
    }
}

fn same(a: f64, b: f64) -> bool {
    (a.is_nan() && b.is_nan()) || (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

proptest! {
    #[test]
    fn windows_are_what_they_are_by_definition(
        values in prop::collection::vec(gappy(), 0..80),
        steps in prop::collection::vec(0..5i64, 80),
        size in 1..20usize,
        center in any::<bool>(),
        least in 1..6usize,
    ) {
        let mut time = 0;
        let times: Vec<i64> = steps.iter().take(values.len()).map(|step| { time += step; time }).collect();
        let measures = [
            Measure::Sum, Measure::Mean, Measure::Min, Measure::Max, Measure::Var, Measure::Std,
            Measure::Count, Measure::Quantile(0.5), Measure::Quantile(0.9),
        ];
        for bounds in [last_rows(values.len(), size, center), last_span(&times, size as i64, center)] {
            prop_assert_eq!(bounds.len(), values.len());
            for measure in measures {
                for (row, ours) in roll(&values, &bounds, measure, least).into_iter().enumerate() {
                    let theirs = naive(&values, bounds[row], measure, least);
                    prop_assert!(same(ours, theirs), "{:?} row {}: {} {}", measure, row, ours, theirs);
                }
            }
        }
    }

    #[test]
    fn bins_of_time_keep_every_value(
        rows in prop::collection::vec((0..40_000_000i64, 0..3u8, -100..100i64), 1..60),
        rule in prop::sample::select(vec!["7h", "D", "3D", "W-WED", "SMS", "ME", "QS-FEB", "B", "YE", "2BME"]),
        closed in prop::sample::select(vec![None, Some(Side::Left), Some(Side::Right)]),
    ) {
        let times: Vec<i64> = rows.iter().map(|row| row.0 * 1000 + 1_500_000_000_000).collect();
        let keys: Vec<String> = rows.iter().map(|row| row.1.to_string()).collect();
        let values: Vec<i64> = rows.iter().map(|row| row.2).collect();
        let times = Column::new("t".into(), times);
        let times = times.cast(&DataType::Datetime(TimeUnit::Milliseconds, None)).unwrap();
        let columns = vec![times, Column::new("k".into(), &keys), Column::new("v".into(), &values)];
        let table = Table::from_frame(DataFrame::new_infer_height(columns).unwrap(), "t");
        let aggregate = |agg, into: &str| Aggregate { column: Some("v".into()), agg, into: into.into() };
        let group = Group {
            keys: vec!["k".into()],
            aggs: vec![aggregate(Agg::Sum, "sum"), aggregate(Agg::Size, "size")],
            ..Group::default()
        };
        let step = Resample { time: "t".into(), rule: rule.into(), closed, label: None, group };
        let done = apply(&table, &Transform::Resample(step), &mut Warnings::default()).unwrap();
        let frame = done.collect(&["k", "t", "sum", "size"]).unwrap();
        let words = frame.column("k").unwrap().str().unwrap().clone();
        for key in ["0", "1", "2"] {
            let of = |name: &str| -> Vec<i64> {
                let numbers = frame.column(name).unwrap().to_physical_repr().cast(&DataType::Int64).unwrap();
                let all: Vec<i64> = numbers.i64().unwrap().iter().flatten().collect();
                words.iter().zip(all).filter(|(word, _)| *word == Some(key)).map(|(_, v)| v).collect()
            };
            let own: Vec<i64> = keys.iter().zip(&values).filter(|(k, _)| *k == key).map(|(_, &v)| v).collect();
            prop_assert_eq!(of("sum").iter().sum::<i64>(), own.iter().sum::<i64>());
            prop_assert_eq!(of("size").iter().sum::<i64>(), own.len() as i64);
            prop_assert!(of("t").windows(2).all(|pair| pair[0] < pair[1]));
        }
    }

    #[test]
    fn a_ranking_loses_nothing(
        rows in prop::collection::vec((0..8u8, -50..50i64), 1..60),
        count in 1..9u32,
    ) {
        let keys: Vec<String> = rows.iter().map(|row| row.0.to_string()).collect();
        let values: Vec<i64> = rows.iter().map(|row| row.1).collect();
        let columns = vec![Column::new("k".into(), &keys), Column::new("v".into(), &values)];
        let table = Table::from_frame(DataFrame::new_infer_height(columns).unwrap(), "t");
        let top = Top {
            column: "k".into(),
            count,
            values: vec!["v".into()],
            after: None,
            fold: Some(Vec::new()),
            no_sort: false,
        };
        let done = apply(&table, &Transform::Top(top), &mut Warnings::default()).unwrap();
        let frame = done.collect(&["k", "v"]).unwrap();
        prop_assert_eq!(frame.column("v").unwrap().i64().unwrap().sum(), Some(values.iter().sum()));
        let words = frame.column("k").unwrap().n_unique().unwrap();
        let distinct = table.collect(&["k"]).unwrap().column("k").unwrap().n_unique().unwrap();
        prop_assert_eq!(words, if distinct > count as usize { count as usize + 1 } else { distinct });
    }
}
