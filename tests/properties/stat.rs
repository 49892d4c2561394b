//! Laws of the numeric kernels and of the transforms that stand on them.

use std::collections::BTreeMap;

use polars::prelude::*;
use proptest::prelude::*;
use vizcli::data::Table;
use vizcli::spec::{Agg, Aggregate, Group, Transform};
use vizcli::stat::bin::{Measure, Rule, counts, edges};
use vizcli::stat::estimate::Estimator;
use vizcli::stat::stack::{areas, bars};
use vizcli::transform::apply;
use vizcli::warn::Warnings;

/// A value, now and then missing.
fn gappy() -> impl Strategy<Value = f64> {
    prop_oneof![9 => -1e6..1e6f64, 1 => Just(f64::NAN)]
}

fn rule() -> impl Strategy<Value = Rule> {
    let estimators: Vec<Rule> =
        Estimator::ALL.iter().map(|&(_, estimator)| Rule::Estimated(estimator)).collect();
    prop_oneof![
        Just(Rule::Nice),
        (1..200usize).prop_map(Rule::Count),
        prop::sample::select(estimators)
    ]
}

proptest! {
    #[test]
    fn every_value_is_in_one_bin(
        values in prop::collection::vec(gappy(), 0..300),
        rule in rule(),
        whole in any::<bool>(),
    ) {
        let values: Vec<f64> =
            values.iter().map(|v| if whole { (v / 1e4).round() } else { *v }).collect();
        let measure = if whole { Measure::Whole } else { Measure::Real };
        let edges = edges(&values, rule, measure, None).unwrap();
        prop_assert!(edges.len() >= 2 && edges.windows(2).all(|pair| pair[0] < pair[1]));
        let present = values.iter().filter(|v| !v.is_nan()).count() as u64;
        let counted = counts(&values, &edges);
        prop_assert_eq!(counted.iter().sum::<u64>(), present);
        for (bin, &count) in counted.iter().enumerate() {
            let last = bin + 1 == counted.len();
            let within = |v: &&f64| {
                **v >= edges[bin] && (**v < edges[bin + 1] || (last && **v == edges[bin + 1]))
            };
            prop_assert_eq!(count, values.iter().filter(within).count() as u64);
        }
    }

    #[test]
    fn stacks_are_sums(rows in prop::collection::vec((0..5u32, 0..4u32, -100..100i32), 0..60)) {
        let place: Vec<u32> = rows.iter().map(|r| r.0).collect();
        let series: Vec<u32> = rows.iter().map(|r| r.1).collect();
        let values: Vec<f64> = rows.iter().map(|r| f64::from(r.2)).collect();
        let (from, to) = bars(&place, &series, &values);
        for p in 0..5 {
            let here = || (0..rows.len()).filter(|&i| place[i] == p);
            let top = here().map(|i| to[i]).fold(0.0, f64::max);
            let foot = here().map(|i| to[i]).fold(0.0, f64::min);
            prop_assert_eq!(top, here().map(|i| values[i].max(0.0)).sum::<f64>());
            prop_assert_eq!(foot, here().map(|i| values[i].min(0.0)).sum::<f64>());
        }
        prop_assert!((0..rows.len()).all(|i| to[i] - from[i] == values[i]));
        let (_, to) = areas(&values, 6);
        for (i, end) in to.iter().enumerate() {
            prop_assert_eq!(*end, values[i % 6..=i].iter().step_by(6).sum::<f64>());
        }
    }

    #[test]
    fn groups_are_a_naive_loop(
        rows in prop::collection::vec((prop::option::of(0..6i64), prop::option::of(-50..50i64)), 0..80),
    ) {
        let keys: Vec<Option<i64>> = rows.iter().map(|r| r.0).collect();
        let values: Vec<Option<i64>> = rows.iter().map(|r| r.1).collect();
        let frame = df!("key" => keys, "value" => values).unwrap();
        let agg = |agg: Agg| Aggregate {
            column: Some("value".into()),
            agg,
            into: agg.name().into_owned(),
        };
        let group = Group {
            keys: vec!["key".into()],
            aggs: vec![agg(Agg::Sum), agg(Agg::Count), agg(Agg::Max)],
            ..Group::default()
        };
        let table = Table::from_frame(frame, "rows");
        let result = apply(&table, &Transform::Group(group), &mut Warnings::default()).unwrap();
        let mut naive: BTreeMap<i64, (i64, i64, Option<i64>)> = BTreeMap::new();
        for &(key, value) in &rows {
            let Some(key) = key else { continue };
            let (sum, count, most) = naive.entry(key).or_default();
            *sum += value.unwrap_or(0);
            *count += i64::from(value.is_some());
            *most = (*most).max(value);
        }
        let frame = result.collect(&["key", "sum", "count", "max"]).unwrap();
        let column = |name: &str| -> Vec<Option<i64>> {
            frame.column(name).unwrap().i64().unwrap().iter().collect()
        };
        prop_assert_eq!(column("key"), naive.keys().copied().map(Some).collect::<Vec<_>>());
        prop_assert_eq!(column("sum"), naive.values().map(|n| Some(n.0)).collect::<Vec<_>>());
        prop_assert_eq!(column("count"), naive.values().map(|n| Some(n.1)).collect::<Vec<_>>());
        prop_assert_eq!(column("max"), naive.values().map(|n| n.2).collect::<Vec<_>>());
    }
}
