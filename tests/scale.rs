//! Scales, ticks and labels.

// Helpers of tests may fail as tests do.
#![allow(clippy::unwrap_used)]

mod law;

use vizcli::scale::time::{civil, parse_iso};
use vizcli::scale::{Categorical, Extent, Reach, Scale, Sequential, format, ticks, train};
use vizcli::spec::ScaleSpec;
use vizcli::spec::scale::{ScaleKind, TickSpec};
use vizcli::warn::Warnings;

fn log_spec() -> ScaleSpec {
    ScaleSpec { kind: Some(ScaleKind::Log), ..ScaleSpec::default() }
}

fn trained(extent: &Extent, spec: &ScaleSpec) -> Scale {
    train::train(extent, spec, false, true, &mut Warnings::default()).unwrap()
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
    let ticks = TickSpec::At(vec![(0.into(), None), ("a".into(), Some("A".into()))]);
    let ticks = ScaleSpec { ticks: Some(ticks), ..ScaleSpec::default() };
    assert_eq!(train(&numbers, &ticks).unwrap_err(), "the tick \"a\" is not a number");
    assert!(train(&Extent::of_times(&[0.0, 1.0]), &ticks).unwrap_err().contains("time"));
    assert!(train(&Extent::of_levels(vec!["b".into()]), &ticks).is_ok());
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
