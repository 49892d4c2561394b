//! Ticks and formats of the page's runtime are those of the program: `testdata/page/ticks.json`
//! holds what the program says, and `checkTicks` of `tests/page/ticks_check.js` compares the
//! runtime with it in a browser. `UPDATE=1` writes the file anew.

use std::fmt::Write;

use serde_json::{Value, json};
use vizcli::scale::pattern::{Pattern, strftime};
use vizcli::scale::{Band, Continuous, Scale, Ticks, Time, Transform, format, ticks};
use vizcli::spec::ScaleSpec;
use vizcli::spec::scale::TickSpec;

use crate::run;

/// A fixed row of random numbers (splitmix64).
struct Dice(u64);

impl Dice {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Of 0 to 1.
    fn share(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn between(&mut self, lo: f64, hi: f64) -> f64 {
        lo + (hi - lo) * self.share()
    }

    fn below(&mut self, n: usize) -> usize {
        (self.bits() % n as u64) as usize
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// Often with few digits, as limits of views are.
    fn size(&mut self, least: f64, most: f64) -> f64 {
        let size = 10f64.powf(self.between(least, most));
        let digits = self.below(4);
        if digits < 3 { format!("{size:.digits$e}").parse().unwrap() } else { size }
    }
}

/// The axis as the model of the page has it, and what it is here.
struct Case {
    axis: Value,
    scale: Scale,
    spec: ScaleSpec,
    years: bool,
    integer: bool,
    want: usize,
}

fn case(dice: &mut Dice, kind: &str, domain: [f64; 2], formats: &[&str]) -> Case {
    let range = [0.0, 1.0];
    let scale = match kind {
        "time" => Scale::Time(Time { domain, range }),
        "log" => Scale::Continuous(Continuous { transform: Transform::Log, domain, range }),
        _ => Scale::Continuous(Continuous { transform: Transform::Linear, domain, range }),
    };
    let spec = wishes(dice, domain, formats);
    let (years, integer) = (dice.below(6) == 0, dice.below(5) == 0);
    let mut axis = json!({ "kind": kind, "domain": domain });
    if years {
        axis["years"] = json!(true);
    }
    if integer {
        axis["integer"] = json!(true);
    }
    finish(Case { axis, scale, spec, years, integer, want: 2 + dice.below(13) })
}

fn wishes(dice: &mut Dice, [lo, hi]: [f64; 2], formats: &[&str]) -> ScaleSpec {
    let format = (dice.below(5) == 0).then(|| (*dice.pick(formats)).to_owned());
    let ticks = match dice.below(14) {
        0 => Some(TickSpec::Count(dice.below(12) as u32)),
        1 => {
            let near = |t: f64| lo * (1.0 - t) + hi * t;
            let mut at = |t: f64| {
                // Not a year: whole numbers up to 9999 are years on an axis of times.
                let value = near(t) + if near(t).fract() == 0.0 { 0.25 } else { 0.0 };
                (value.into(), (dice.below(3) == 0).then(|| "here".to_owned()))
            };
            Some(TickSpec::At([0.7, 0.2, -0.1, 0.2, 0.9].map(&mut at).to_vec()))
        }
        _ => None,
    };
    ScaleSpec { format, ticks, ..ScaleSpec::default() }
}

/// A pattern as a page gets it.
fn parsed(pattern: &Pattern) -> Value {
    let (before, field, after) = pattern.parts();
    let field = field.map(|field| {
        let (kind, precision, width) = field.shape();
        json!({ "kind": kind, "precision": precision, "width": width, "flags": field.flags() })
    });
    json!({ "before": before, "field": field, "after": after })
}

/// With the wishes in the axis.
fn finish(mut case: Case) -> Case {
    match &case.spec.ticks {
        Some(TickSpec::Count(count)) => case.axis["ticks"] = json!(count),
        Some(TickSpec::At(all)) => case.axis["ticks"] = json!(all),
        None => {}
    }
    if let Some(format) = &case.spec.format {
        case.axis["format"] = json!(format);
        case.axis["pattern"] = Pattern::parse(format).map_or(Value::Null, |p| parsed(&p));
    }
    case
}

const NUMBERS: &[&str] = &[
    "%.1f",
    "%d",
    "%.2e",
    "$%'.2f",
    "percent",
    "{:,.0f} t",
    "{}",
    "%g",
    "%+08.1f",
    "%q",
    "{:.3g}",
];
const TIMES: &[&str] = &["%Y", "%d %b %Y", "%H:%M:%S.%L", "%-d.%-m.%y", "%a %V %j %q %k %", "%c"];

/// Domains of numbers: wide, narrow, far from zero, huge, tiny, of years.
fn linear(dice: &mut Dice) -> Case {
    let sign = if dice.below(3) == 0 { -1.0 } else { 1.0 };
    let (start, long) = match dice.below(8) {
        0 => (0.0, dice.size(-2.0, 7.0)),
        1 => (dice.between(1000.0, 2900.0).round(), dice.size(-1.0, 2.5)),
        2 => (sign * dice.size(10.0, 300.0), dice.size(-3.0, 300.0)),
        3 => (sign * dice.size(-300.0, -3.0), dice.size(-300.0, -3.0)),
        4 => {
            let start = dice.size(-2.0, 9.0);
            (start, start * dice.size(-12.0, -1.0))
        }
        5 => (-dice.size(-3.0, 16.0), dice.size(-3.0, 16.0)),
        6 => (dice.size(3.0, 15.0).round(), dice.size(0.0, 14.0).round()),
        _ => (sign * dice.size(-4.0, 6.0), dice.size(-4.0, 6.0)),
    };
    let end = if start + long > start { start + long } else { start * 1.5 + 1.0 };
    case(dice, "linear", [start, end], NUMBERS)
}

fn logarithmic(dice: &mut Dice) -> Case {
    let lo = match dice.below(4) {
        0 => dice.size(-300.0, 200.0),
        _ => dice.size(-6.0, 6.0),
    };
    let factor = match dice.below(4) {
        0 => dice.size(0.001, 1.0),
        1 => dice.size(1.0, 100.0),
        _ => dice.size(0.1, 8.0),
    };
    let hi = if lo * factor > lo { lo * factor } else { lo * 2.0 };
    case(dice, "log", [lo, hi], NUMBERS)
}

/// From microseconds to hundreds of millions of years.
fn time(dice: &mut Dice) -> Case {
    let start = match dice.below(6) {
        0 => dice.between(-6.2e13, 2.5e14),
        1 => -dice.size(9.0, 17.0),
        2 => 86_400_000.0 * dice.between(-20_000.0, 40_000.0).round(),
        _ => dice.between(0.0, 2e12).round(),
    };
    let long = if dice.below(8) == 0 { dice.size(-3.0, 19.0) } else { dice.size(-1.0, 14.0) };
    let end = if start + long > start { start + long } else { start.abs() * 2.0 };
    case(dice, "time", [start, end], TIMES)
}

fn words(dice: &mut Dice) -> Case {
    let n = 2 + dice.below(30);
    let step = *dice.pick(&[1, 2, 3, 5, 10, 25]);
    let (base, day) = (dice.below(2000) as i64, 86_400_000.0);
    let levels: Vec<String> = match dice.below(7) {
        0 => (0..n).map(|i| format!("w{}", i * 7 % 11)).collect(),
        1 => (0..n).map(|i| format!("{}", base + i as i64 * step)).collect(),
        2 => (0..n).map(|i| format!("{:.1}", -3.0 + i as f64 * step as f64 / 10.0)).collect(),
        3 => (0..n).map(|i| format::date((base + i as i64 * step) as f64 * day)).collect(),
        4 => (0..n).map(|i| format!("{}-{:02}", 1990 + i / 12, i % 12 + 1)).collect(),
        5 => (0..n).map(|i| format!("2019-03-14T{:02}:{:02}", i / 4, i % 4 * 15)).collect(),
        _ => (0..n).map(|i| format!("\u{2212}{}", 100 - i)).collect(),
    };
    let band = Band { head: 0.0, ..Band::new(levels.clone()) };
    let formats = if dice.below(2) == 0 { NUMBERS } else { TIMES };
    let mut spec = wishes(dice, [0.0, 1.0], formats);
    if matches!(spec.ticks, Some(TickSpec::At(_))) {
        spec.ticks = None;
    }
    let order =
        ticks::order(&levels).map(|(times, values)| json!({ "times": times, "values": values }));
    let axis = json!({ "kind": "band", "domain": band.domain(), "levels": levels, "order": order });
    let scale = Scale::Band(band);
    let want = 2 + dice.below(13);
    finish(Case { axis, scale, spec, years: false, integer: true, want })
}

/// FNV-1a of an offer: the bits of its values, and its words.
fn hash(offer: &Ticks) -> u32 {
    let mut text = String::new();
    for tick in &offer.major {
        let under = tick.under.as_deref().unwrap_or("\t");
        write!(text, "{:016x}{}\n{under}\n", tick.value.to_bits(), tick.label).unwrap();
    }
    for value in &offer.minor {
        write!(text, "{:016x}", value.to_bits()).unwrap();
    }
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The axis, the wanted count, the first offer in words, and what all offers hash to.
fn told(case: &Case) -> Value {
    let Case { axis, scale, spec, years, integer, want } = case;
    let offers = ticks::candidates(scale, *want, spec, *years, *integer);
    let first = &offers[0].major;
    let words: Vec<String> = first
        .iter()
        .map(|tick| match &tick.under {
            Some(under) => format!("{}/{under}", tick.label),
            None => tick.label.clone(),
        })
        .collect();
    let hashes: Vec<u32> = offers.iter().map(hash).collect();
    json!([axis, want, words.join(" | "), hashes])
}

/// Numbers by themselves, dates, patterns.
fn samples(dice: &mut Dice) -> [Value; 3] {
    let mut numbers = vec![0.0, -0.0, 0.5, 2.5, 1.5, 0.125, 0.375, 1e21, 1.5e22, 5e-324, f64::MAX];
    numbers.extend(
        (0..150).map(|_| dice.size(-20.0, 25.0) * if dice.below(3) == 0 { -1.0 } else { 1.0 }),
    );
    numbers.extend((0..60).map(|_| dice.between(-4000.0, 4000.0).round() / 8.0));
    let patterns: Vec<Value> = numbers
        .iter()
        .map(|v| {
            let pattern = *dice.pick(&[
                "%.0f", "%.1f", "%.2f", "%d", "%.0e", "%.1e", "%.2e", "%g", "%.3g", "{:,}", "%'d",
                "%+09.2f|", "%-9d|", "percent", "{:.0%}", "{:>8.1f}", "%.30f", "%5.f", "{:+e}",
            ]);
            let pattern = Pattern::parse(pattern).unwrap();
            json!([parsed(&pattern), v, pattern.labels(&[*v])[0]])
        })
        .collect();
    let mut dates: Vec<f64> = (0..60).map(|_| dice.between(-1e14, 1e14).round()).collect();
    dates.extend((0..40).map(|_| 250.0 * dice.between(-1e9, 1e10).round()));
    dates.extend((0..30).map(|_| 60_000.0 * dice.between(-1e7, 1e8).round()));
    dates.extend((0..20).map(|_| 86_400_000.0 * dice.between(-1e6, 1e6).round()));
    let every = "%Y %y %m %d %e %H %I %M %S %f %L %p %b %A %j %u %w %U %W %V %q %s %F %T %D %-I";
    let date = |(i, ms): (usize, &f64)| {
        let long = if i % 5 == 0 { strftime(*ms, every) } else { String::new() };
        json!([ms, format::date(*ms), long])
    };
    let dates = dates.iter().enumerate().map(date).collect();
    let number = |v: &f64| json!([v, format::number(*v)]);
    [numbers.iter().map(number).collect(), patterns.into(), dates]
}

#[test]
fn ticks_for_the_page() {
    let mut dice = Dice(20_260);
    let mut cases: Vec<Value> = Vec::new();
    for (count, make) in
        [(420, linear as fn(&mut Dice) -> Case), (190, logarithmic), (330, time), (90, words)]
    {
        cases.extend((0..count).map(|_| told(&make(&mut dice))));
    }
    let [numbers, patterns, dates] = samples(&mut dice);
    // A line a case, so that changes can be read.
    let list = |all: &[Value]| all.iter().map(Value::to_string).collect::<Vec<_>>().join(",\n");
    let lists =
        [&json!(cases), &numbers, &patterns, &dates].map(|all| list(all.as_array().unwrap()));
    let [cases, numbers, patterns, dates] = lists;
    let text = format!(
        "{{\"cases\":[\n{cases}\n],\"numbers\":[\n{numbers}\n],\"patterns\":[\n{patterns}\n],\
         \"dates\":[\n{dates}\n]}}\n"
    );
    let path = run::root().join("testdata/page/ticks.json");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == text, "testdata/page/ticks.json is stale; UPDATE=1 writes it anew");
}
