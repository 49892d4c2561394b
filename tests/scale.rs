//! Laws of scales, ticks and labels that hold for all data.

// Helpers of tests may fail as tests do.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use vizcli::scale::time::{civil, from_civil, parse_iso};
use vizcli::scale::{Categorical, Extent, Reach, Scale, Sequential, Ticks, format, ticks, train};
use vizcli::spec::ScaleSpec;
use vizcli::spec::scale::{ScaleKind, TickSpec};
use vizcli::warn::Warnings;

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

fn log_spec() -> ScaleSpec {
    ScaleSpec { kind: Some(ScaleKind::Log), ..ScaleSpec::default() }
}

fn trained(extent: &Extent, spec: &ScaleSpec) -> Scale {
    train::train(extent, spec, false, true, &mut Warnings::default()).unwrap()
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
    #![proptest_config(ProptestConfig::with_cases(1500))]

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
                prop_assert!((said - tick.value).abs() <= slack, "{tick:?} says {said}");
            }
        }
    }

    #[test]
    fn log_ticks_hold_for_all_domains(
        (a, b) in any_pair(), reach in any_reach(), want in 1..15usize,
    ) {
        let (a, b) = (a.abs(), b.abs());
        prop_assume!(a > 0.0 && b > 0.0);
        let spec = log_spec();
        let scale = trained(&Extent::of(&[a, b]), &spec);
        let reached = ticks::reach(&scale, reach, want, &spec, false);
        prop_assert!(reached.domain()[0] > 0.0);
        let offers = ticks::candidates(&reached, want, &spec, false, false);
        check(&reached, &offers, want)?;
        for tick in offers.iter().flat_map(|t| &t.major) {
            let said = read(&tick.label).unwrap();
            prop_assert!((said / tick.value - 1.0).abs() < 1e-5, "{tick:?} says {said}");
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
        let (a, b) = if log { (a.abs(), b.abs()) } else { (a, b) };
        prop_assume!(!log || (a > 0.0 && b > 0.0));
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

/// Labels of the preferred ticks, with what stands under them behind a slash.
fn shown(extent: &Extent, spec: &ScaleSpec, want: usize) -> String {
    let scale = trained(extent, spec);
    let scale = ticks::reach(&scale, Reach::Tight, want, spec, extent.integer);
    let ticks = ticks::ticks(&scale, want, spec, extent.years, extent.integer);
    let word = |t: &vizcli::scale::Tick| match &t.under {
        Some(under) => format!("{}/{under}", t.label),
        None => t.label.clone(),
    };
    ticks.major.iter().map(word).collect::<Vec<_>>().join(" | ")
}

fn times(from: &str, to: &str) -> Extent {
    Extent::of_times(&[parse_iso(from).unwrap(), parse_iso(to).unwrap()])
}

#[test]
fn numbers_are_written_as_the_style_says() {
    let plain = ScaleSpec::default();
    for (values, want, labels) in [
        ([0.0, 1.001], 6, "0.0 | 0.2 | 0.4 | 0.6 | 0.8 | 1.0"),
        ([-30.0, 70.0], 6, "−20 | 0 | 20 | 40 | 60"),
        ([0.0, 100.0], 4, "0 | 25 | 50 | 75 | 100"),
        ([0.0, 10.0], 5, "0 | 2 | 4 | 6 | 8 | 10"),
        ([0.0, 50_000.0], 5, "0 | 10,000 | 20,000 | 30,000 | 40,000 | 50,000"),
        ([0.0, 3.2e6], 6, "0 | 0.5M | 1.0M | 1.5M | 2.0M | 2.5M | 3.0M"),
        ([0.0, 9e9], 3, "0 | 2B | 4B | 6B | 8B"),
        ([0.0, 6e-5], 3, "0 | 2×10⁻⁵ | 4×10⁻⁵ | 6×10⁻⁵"),
        ([1928.0, 2011.0], 8, "1930 | 1940 | 1950 | 1960 | 1970 | 1980 | 1990 | 2000 | 2010"),
        ([1.0, 3.0], 9, "1 | 2 | 3"),
    ] {
        assert_eq!(shown(&Extent::of(&values), &plain, want), labels, "{values:?}");
    }
}

#[test]
fn logarithms_are_written_as_the_style_says() {
    for (values, labels) in [
        ([1.0, 1e3], "1 | 10 | 100 | 1,000"),
        ([0.5, 60.0], "0.5 | 1 | 2 | 5 | 10 | 20 | 50"),
        ([1e-6, 1e2], "10⁻⁶ | 10⁻⁴ | 10⁻² | 10⁰ | 10²"),
        ([3.0, 8.0], "3 | 4 | 5 | 6 | 7 | 8"),
        ([1e7, 9e7], "10⁷ | 2×10⁷ | 5×10⁷"),
    ] {
        let shown = shown(&Extent::of(&values), &log_spec(), 5);
        assert_eq!(shown, labels, "{values:?}");
    }
}

#[test]
fn dates_are_written_on_two_lines() {
    let plain = ScaleSpec::default();
    for (from, to, want, labels) in [
        ("2010", "2019", 9, "2010 | 2011 | 2012 | 2013 | 2014 | 2015 | 2016 | 2017 | 2018 | 2019"),
        ("2018-11", "2019-03", 5, "Nov/2018 | Dec | Jan/2019 | Feb | Mar"),
        ("2019-03-10", "2019-04-20", 6, "11/Mar 2019 | 18 | 25 | 1/Apr | 8 | 15"),
        (
            "2019-03-03T06:00",
            "2019-03-04T06:00",
            5,
            "06:00/3 Mar 2019 | 12:00 | 18:00 | 00:00/4 Mar | 06:00",
        ),
        (
            "2019-03-03T06:59:50",
            "2019-03-03T07:00:15",
            5,
            "06:59:50/3 Mar 2019 | 06:59:55 | 07:00:00 | 07:00:05 | 07:00:10 | 07:00:15",
        ),
        (
            "2019-03-03T06:59:59.9",
            "2019-03-03T07:00:00.1",
            3,
            "59.900/06:59, 3 Mar 2019 | 00.000/07:00 | 00.100",
        ),
        ("2019-02-25", "2019-03-05", 4, "25/Feb 2019 | 27 | 1/Mar | 3 | 5"),
        ("-0100", "0100", 5, "−100 | −50 | 0 | 50 | 100"),
        ("1960", "1980", 3, "1960 | 1970 | 1980"),
        ("-20000", "20000", 5, "−20,000 | −10,000 | 0 | 10,000 | 20,000"),
    ] {
        assert_eq!(shown(&times(from, to), &plain, want), labels, "{from} to {to}");
    }
}

#[test]
fn every_date_tick_is_on_a_boundary() {
    for (from, to) in [("1969-11-20", "1970-02-10"), ("0099-12-01", "0101-02-01")] {
        let scale = trained(&times(from, to), &ScaleSpec::default());
        for ticks in ticks::candidates(&scale, 12, &ScaleSpec::default(), false, false) {
            for tick in ticks.major {
                let c = civil(tick.value);
                assert_eq!((c.hour, c.minute, c.second, c.micro), (0, 0, 0, 0), "{tick:?}");
            }
        }
    }
}

#[test]
fn wishes_are_followed() {
    let extent = Extent::of(&[0.0, 100.0]);
    let with = |ticks| ScaleSpec { ticks: Some(ticks), ..ScaleSpec::default() };
    assert_eq!(shown(&extent, &with(TickSpec::Count(3)), 9), "0 | 50 | 100");
    let at = vec![(50.into(), Some("half".into())), (10.into(), None), (900.into(), None)];
    assert_eq!(shown(&extent, &with(TickSpec::At(at)), 9), "10 | half");
    let format = |f: &str| ScaleSpec { format: Some(f.into()), ..ScaleSpec::default() };
    assert_eq!(shown(&extent, &format("%.0f km"), 3), "0 km | 50 km | 100 km");
    // One decimal less than the ticks would need: fewer ticks, not the same words twice.
    assert_eq!(shown(&Extent::of(&[0.0, 2.0]), &format("%d"), 5), "0 | 1 | 2");
    let days = times("2019-03-01", "2019-03-03");
    assert_eq!(shown(&days, &format("%d.%m."), 3), "01.03. | 02.03. | 03.03.");
}

#[test]
fn limits_are_taken_as_they_are() {
    let limits = |min: serde_json::Value, max: serde_json::Value| ScaleSpec {
        min: Some(min).filter(|v| !v.is_null()),
        max: Some(max).filter(|v| !v.is_null()),
        ..ScaleSpec::default()
    };
    let extent = Extent::of(&[3.0, 97.0]);
    let domain = |extent: &Extent, spec: &ScaleSpec| {
        let scale = train::train(extent, spec, true, true, &mut Warnings::default()).unwrap();
        ticks::reach(&scale, Reach::Nice, 5, spec, true).domain()
    };
    assert_eq!(domain(&extent, &limits(7.into(), 71.into())), [7.0, 71.0]);
    assert_eq!(domain(&extent, &limits(7.into(), serde_json::Value::Null)), [7.0, 100.0]);
    let reversed = limits(71.into(), 7.into());
    assert_eq!(domain(&extent, &reversed), [7.0, 71.0]);
    assert!(train::flipped(&reversed));
    assert_eq!(domain(&extent, &limits(serde_json::Value::Null, 0.into()))[1], 0.0);
    let years = limits("2010-01-01".into(), 2015.into());
    let dates = times("2011", "2012");
    assert_eq!(domain(&dates, &years).map(format::date), ["2010-01-01", "2015-01-01"]);
    assert_eq!(domain(&Extent::default(), &years).map(format::date), ["2010-01-01", "2015-01-01"]);
}

#[test]
fn what_cannot_be_is_an_error() {
    let train = |extent: &Extent, spec: &ScaleSpec| {
        train::train(extent, spec, false, false, &mut Warnings::default()).map_err(|e| e.message)
    };
    let limit = |text: &str| ScaleSpec { min: Some(text.into()), ..ScaleSpec::default() };
    let numbers = Extent::of(&[-1.0, 0.0]);
    assert!(train(&Extent::default(), &ScaleSpec::default()).is_err());
    assert!(train(&numbers, &log_spec()).unwrap_err().contains("positive"));
    assert!(train(&Extent::of_times(&[0.0, 1.0]), &log_spec()).is_err());
    assert!(train(&Extent::of_levels(vec!["a".into()]), &log_spec()).is_err());
    assert!(train(&numbers, &limit("soon")).unwrap_err().contains("soon"));
    assert!(train(&numbers, &ScaleSpec { format: Some("%Q".into()), ..limit("-5") }).is_err());
}

#[test]
fn colors_follow_values() {
    let look = vizcli::spec::theme::THEMES[0].look;
    let mut warnings = Warnings::default();
    let extent = Extent::of(&[-1.0, 3.0]);
    let spec = ScaleSpec::default();
    let plain = Sequential::train(&extent, &spec, None, &look, &mut warnings).unwrap();
    assert_eq!(plain.scale.domain(), [-1.0, 3.0]);
    assert_eq!(plain.color(f64::NAN), look.mute);
    assert_eq!([plain.color(-9.0), plain.color(9.0)], [plain.colors[0], plain.colors[255]]);

    let centered = Sequential::train(&extent, &spec, Some(0.0), &look, &mut warnings).unwrap();
    assert_eq!(centered.scale.domain(), [-3.0, 3.0]);
    let (low, high) = (centered.color(-3.0), centered.color(3.0));
    assert!(low.b > low.r && high.r > high.b, "blue below, red above");

    let flipped = ScaleSpec { flip: true, ..spec };
    let flipped = Sequential::train(&extent, &flipped, None, &look, &mut warnings).unwrap();
    assert_eq!(flipped.color(-1.0), plain.color(3.0));
}

#[test]
fn categories_have_colors() {
    let look = vizcli::spec::theme::THEMES[0].look;
    let levels: Vec<String> = (0..12).map(|i| i.to_string()).collect();
    let train = |palette: &[&str], warnings: &mut Warnings| {
        let palette = Some(palette.iter().map(|p| (*p).to_owned()).collect());
        let spec = ScaleSpec { palette, ..ScaleSpec::default() };
        Categorical::train(&levels, &spec, &look, warnings)
    };
    let mut warnings = Warnings::default();
    let colors = train(&[], &mut warnings).unwrap();
    assert_eq!(colors.color(0).to_hex(), "#3388d6");
    assert_eq!(colors.color(10), colors.color(0).mix(look.bg, 0.45));
    assert_eq!(colors.color(u32::MAX), look.mute);
    assert_eq!(warnings.notices().len(), 1);

    let mut warnings = Warnings::default();
    assert_eq!(train(&["viridis"], &mut warnings).unwrap().color(11).to_hex(), "#fde725");
    assert!(warnings.notices().is_empty());
    let two = train(&["red", "#00f"], &mut warnings).unwrap();
    assert_eq!([two.color(0).to_hex(), two.color(1).to_hex()], ["#ff0000", "#0000ff"]);
    let message = train(&["tableua10"], &mut warnings).unwrap_err();
    assert_eq!(message.hint.as_deref(), Some("did you mean \"tableau10\"?"));
}
