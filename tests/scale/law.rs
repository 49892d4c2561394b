//! Laws that hold for all data.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use vizcli::scale::time::{civil, from_civil, parse_iso};
use vizcli::scale::{Extent, Reach, Scale, Ticks, format, ticks, train};
use vizcli::spec::ScaleSpec;
use vizcli::warn::Warnings;

use super::{log_spec, trained};

/// Numbers of any size, with those that people have more often.
fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        -1e6..1e6f64,
        (-9.99..9.99f64, -300..300i32).prop_map(|(m, e)| m * 10f64.powi(e)),
        any::<f64>().prop_filter("finite", |v| v.is_finite()),
        (-100_000..100_000i64).prop_map(|n| n as f64),
        Just(0.0),
        Just(f64::MAX),
        Just(f64::MIN),
        Just(f64::MIN_POSITIVE),
        Just(5e-324),
    ]
}

/// Two numbers, sometimes so close that few doubles lie between.
fn any_pair() -> impl Strategy<Value = (f64, f64)> {
    prop_oneof![
        (any_number(), any_number()),
        (any_number(), 0..50u64).prop_map(|(v, n)| {
            let near = f64::from_bits(v.to_bits().saturating_add(n));
            (v, if near.is_finite() { near } else { v })
        }),
        (any_number(), -12..0i32)
            .prop_map(|(v, e)| (v, (v * (1.0 + 10f64.powi(e))).clamp(f64::MIN, f64::MAX))),
    ]
}

fn any_reach() -> impl Strategy<Value = Reach> {
    prop_oneof![Just(Reach::Nice), Just(Reach::Pad), Just(Reach::Tight)]
}

/// Sorted, inside, told apart, not too many.
fn check(scale: &Scale, offers: &[Ticks], want: usize) -> Result<(), TestCaseError> {
    let [lo, hi] = scale.domain();
    prop_assert!(lo < hi, "{scale:?}");
    prop_assert!(!offers.is_empty());
    for ticks in offers {
        prop_assert!(!ticks.major.is_empty(), "{scale:?}");
        prop_assert!(ticks.major.len() <= 4 * want + 8, "{} for {want}", ticks.major.len());
        for pair in ticks.major.windows(2) {
            prop_assert!(pair[0].value < pair[1].value);
        }
        let mut words = std::collections::BTreeSet::new();
        let mut under = None;
        for tick in &ticks.major {
            prop_assert!((lo..=hi).contains(&tick.value), "{tick:?} {scale:?}");
            under = tick.under.clone().or(under);
            let fresh = words.insert((under.clone(), tick.label.clone()));
            prop_assert!(fresh, "twice {:?} in {:?}", tick.label, ticks.major);
            prop_assert!(!tick.label.starts_with("−0") || tick.label.len() > 4, "{}", tick.label);
        }
        prop_assert!(ticks.minor.iter().all(|v| (lo..=hi).contains(v)));
    }
    for pair in offers.windows(2) {
        prop_assert!(pair[0].major.len() >= pair[1].major.len(), "fewer and fewer");
    }
    Ok(())
}

/// The number that a label says.
fn read(label: &str) -> Option<f64> {
    let text = label.replace('−', "-").replace(',', "");
    let (text, exponent) = match text.split_once("×10") {
        Some((m, e)) => (m.to_owned(), lower(e)),
        None if text.starts_with("10")
            && text.chars().nth(2).is_some_and(|c| "⁻⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c)) =>
        {
            ("1".to_owned(), lower(&text[2..]))
        }
        None => (text, 0),
    };
    let units = [("k", 3), ("M", 6), ("B", 9), ("T", 12)];
    let unit = units.iter().find_map(|(u, e)| Some((text.strip_suffix(u)?.to_owned(), *e)));
    let (text, exponent) = unit.unwrap_or((text, exponent));
    format!("{text}e{exponent}").parse().ok()
}

fn lower(raised: &str) -> i32 {
    let digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    let plain = |c| digits.chars().position(|d| d == c).map_or('-', |n| (b'0' + n as u8) as char);
    raised.chars().map(plain).collect::<String>().parse().unwrap()
}

proptest! {
    // A fixed seed: a failure is there for everybody, and for good.
    #![proptest_config(ProptestConfig {
        cases: 1000,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1),
        ..ProptestConfig::default()
    })]

    #[test]
    fn linear_ticks_hold_for_all_domains(
        (a, b) in any_pair(), reach in any_reach(), want in 1..15usize, zero: bool, whole: bool,
    ) {
        let spec = ScaleSpec::default();
        let values = if whole { [a.round(), b.round()] } else { [a, b] };
        let extent = Extent::of(&values);
        let scale = train::train(&extent, &spec, zero, false, &mut Warnings::default()).unwrap();
        let reached = ticks::reach(&scale, reach, want, &spec, extent.integer);
        let ([lo, hi], [low, high]) = (scale.domain(), reached.domain());
        prop_assert!(low <= lo && high >= hi, "shrunk");
        let offers = ticks::candidates(&reached, want, &spec, extent.years, extent.integer);
        check(&reached, &offers, want)?;
        for ticks in &offers {
            let gap = ticks.major.windows(2).map(|w| w[1].value - w[0].value);
            let gap = gap.fold(f64::INFINITY, f64::min).min(high.abs().max(low.abs()));
            for tick in &ticks.major {
                let said = read(&tick.label).unwrap();
                let slack = gap * 1e-5 + tick.value.abs() * 1e-14;
                prop_assert!((said - tick.value).abs() <= slack || tick.value.abs() > 1.79e308, "{tick:?} says {said}");
            }
        }
    }

    #[test]
    fn log_ticks_hold_for_all_domains(
        (a, b) in any_pair(), reach in any_reach(), want in 1..15usize,
    ) {
        let (a, b) = (a.abs().max(5e-324), b.abs().max(5e-324));
        let spec = log_spec();
        let scale = trained(&Extent::of(&[a, b]), &spec);
        let reached = ticks::reach(&scale, reach, want, &spec, false);
        prop_assert!(reached.domain()[0] > 0.0);
        let offers = ticks::candidates(&reached, want, &spec, false, false);
        check(&reached, &offers, want)?;
        for tick in offers.iter().flat_map(|t| &t.major) {
            let said = read(&tick.label).unwrap();
            prop_assert!((said / tick.value - 1.0).abs() < 1e-5 || tick.value > 1.79e308, "{tick:?} says {said}");
        }
    }

    #[test]
    fn time_ticks_hold_for_all_domains(
        start in -6e13..6e13f64, power in -3.0..16.5f64, reach in any_reach(), want in 1..15usize,
    ) {
        let spec = ScaleSpec::default();
        let end = start + 10f64.powf(power);
        let scale = trained(&Extent::of_times(&[start, end]), &spec);
        let reached = ticks::reach(&scale, reach, want, &spec, false);
        check(&reached, &ticks::candidates(&reached, want, &spec, false, false), want)?;
    }

    #[test]
    fn absurd_times_do_not_panic((a, b) in any_pair(), want in 1..15usize) {
        let spec = ScaleSpec::default();
        let scale = trained(&Extent::of_times(&[a, b]), &spec);
        let reached = ticks::reach(&scale, Reach::Nice, want, &spec, false);
        prop_assert!(!ticks::candidates(&reached, want, &spec, false, false).is_empty());
        prop_assert!(!format::date(a).is_empty());
    }

    #[test]
    fn inverse_of_map_is_the_value((a, b) in any_pair(), t in 0.0..1.0f64, log: bool) {
        let (a, b) = if log { (a.abs().max(5e-324), b.abs().max(5e-324)) } else { (a, b) };
        let spec = if log { log_spec() } else { ScaleSpec::default() };
        let scale = trained(&Extent::of(&[a, b]), &spec).with_range([350.0, 20.0]);
        let [lo, hi] = scale.domain();
        for v in [lo, hi, scale.invert(350.0 - 330.0 * t)] {
            let back = scale.invert(scale.map(v));
            let size = if log { v * 1e-9 } else { lo.abs().max(hi.abs()) * 1e-12 };
            prop_assert!((back - v).abs() <= size.max(1e-300), "{v} {back} {scale:?}");
        }
        prop_assert_eq!(scale.map(lo), 350.0);
        prop_assert_eq!(scale.map(hi), 20.0);
        prop_assert!(scale.map(f64::NAN).is_nan());
    }

    #[test]
    fn bands_have_a_slot_for_each(n in 1..200usize, code in 0..200usize) {
        let levels: Vec<String> = (0..n).map(|i| i.to_string()).collect();
        let scale = trained(&Extent::of_levels(levels), &ScaleSpec::default());
        let scale = scale.with_range([10.0, 810.0]);
        let code = code % n;
        let place = scale.map(code as f64);
        prop_assert!((place - (10.0 + scale.bandwidth() * (code as f64 + 0.5))).abs() < 1e-9);
        prop_assert_eq!(scale.invert(place).round() as usize, code);
    }

    #[test]
    fn numbers_by_themselves_say_what_they_are(v in any_number()) {
        let v = v / 2.0;
        let said = read(&format::number(v)).unwrap();
        prop_assert!((said - v).abs() <= v.abs() * 1e-3, "{v} is written {}", format::number(v));
    }

    #[test]
    fn shared_labels_differ_where_values_do(mut values in prop::collection::vec(-1e7..1e7f64, 1..9)) {
        values.sort_by(f64::total_cmp);
        values.dedup();
        let labels = format::shared(&values);
        for pair in labels.windows(2) {
            prop_assert_ne!(&pair[0], &pair[1]);
        }
    }

    #[test]
    fn calendar_goes_there_and_back(ms in -6_000_000_000_000_000i64..6_000_000_000_000_000) {
        let c = civil(ms as f64);
        prop_assert_eq!(from_civil(&c), ms as f64);
        let sign = if c.year < 0 { "-" } else { "" };
        let text = format!(
            "{sign}{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}",
            c.year.abs(), c.month, c.day, c.hour, c.minute, c.second, c.micro,
        );
        prop_assert_eq!(parse_iso(&text), Some(ms as f64));
        prop_assert_eq!(parse_iso(&format::date(ms as f64)), Some(ms as f64));
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in ".{0,24}") {
        let _ = parse_iso(&text);
        let _ = vizcli::color::Color::parse(&text);
        if let Ok(pattern) = vizcli::scale::pattern::Pattern::parse(&text) {
            let _ = pattern.labels(&[0.0, -1.5, 1e300, f64::NAN]);
        }
        let _ = vizcli::scale::pattern::strftime(-1e14, &text);
    }
}
