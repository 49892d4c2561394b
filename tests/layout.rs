//! Pages of every size, with words of every kind: nothing overlaps, nothing is cut off.

mod exact;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use vizcli::color::Color;
use vizcli::layout::{
    Arranged, Aspect, AxisFrame, EndLabel, Entry, Key, Legend, Page, PanelFrame, PlotFrame, arrange,
};
use vizcli::scale::{Extent, Reach, Stairs, train};
use vizcli::scene::{Item, Text, text};
use vizcli::spec::scale::{ScaleKind, TickSpec};
use vizcli::spec::theme::{Look, THEMES};
use vizcli::spec::{LegendPlace, ScaleSpec};
use vizcli::warn::Warnings;

/// Random pages that are arranged.
const CASES: u32 = 96;

fn numbers(lo: f64, hi: f64, reach: Reach) -> AxisFrame {
    axis(&Extent::of(&[lo, hi]), reach, ScaleSpec::default())
}

fn words(levels: &[&str]) -> AxisFrame {
    let levels = levels.iter().map(|&l| l.to_owned()).collect();
    axis(&Extent::of_levels(levels), Reach::Tight, ScaleSpec::default())
}

fn axis(extent: &Extent, reach: Reach, spec: ScaleSpec) -> AxisFrame {
    let scale = train::train(extent, &spec, false, false, &mut Warnings::default()).unwrap();
    AxisFrame {
        scale,
        reach,
        inset: 0.0,
        spec,
        years: extent.years,
        integer: extent.integer,
        grid: false,
        line: false,
        marks: false,
        hidden: false,
    }
}

/// A line chart's axes.
fn line(h: AxisFrame, v: AxisFrame) -> PanelFrame {
    let h = AxisFrame { line: true, marks: true, ..h };
    PanelFrame { heading: None, h, v: AxisFrame { grid: true, ..v }, right: None }
}

fn plot(panels: Vec<PanelFrame>, cols: usize) -> PlotFrame {
    PlotFrame {
        title: None,
        rows: panels.len().div_ceil(cols),
        cols,
        panels,
        shared_h: true,
        shared_v: true,
        h_title: None,
        v_title: None,
        right_title: None,
        v_key: None,
        right_key: None,
        h_names: Vec::new(),
        v_names: Vec::new(),
        legends: Vec::new(),
        least_side: 0.0,
        ends: Vec::new(),
        place: None,
        legend_cols: None,
        bare: false,
        aspect: None,
    }
}

fn page(plots: Vec<PlotFrame>) -> Page {
    Page {
        width: 800.0,
        height: 500.0,
        frame: (None, None),
        look: THEMES[0].look,
        title: None,
        subtitle: None,
        caption: None,
        cols: None,
        plots,
    }
}

fn entries(labels: &[&str]) -> Legend {
    let entries = labels.iter().enumerate().map(|(i, label)| {
        let color = Color::hex(0x33_88_d6 ^ (0x30_10_25 * i as u32));
        let key = match i % 3 {
            0 => Key::Line { color, width: 2.25, dash: vec![] },
            1 => Key::Dot { color, marker: vizcli::scene::Marker::Circle, radius: 4.0 },
            _ => Key::Box { color, opacity: 1.0 },
        };
        Entry { label: (*label).to_owned(), key }
    });
    Legend::Swatches { title: Some("Country".into()), entries: entries.collect() }
}

/// Words as they come: short, long, in many scripts, with blanks and control characters.
fn any_words() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[A-Za-z]{1,12}",
        3 => "[A-Za-z]{1,9}( [A-Za-z]{1,12}){1,8}",
        1 => "[A-Za-z_]{40,70}",
        1 => "[0-9]{1,9}",
        1 => Just(String::new()),
        1 => Just("数学と統計の例 🙂👩\u{200d}👧 עברית العربية".to_owned()),
        1 => "\\PC{0,30}",
        1 => Just("tab\tand\nnew line\u{7}".to_owned()),
    ]
}

fn several(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(any_words(), count)
}

fn any_axis() -> BoxedStrategy<AxisFrame> {
    let reach = prop_oneof![Just(Reach::Nice), Just(Reach::Pad), Just(Reach::Tight)];
    let value = prop_oneof![-1e3..1e6f64, -1e-6..1e-3f64, 1e9..1e15f64, 0.0..1.0f64];
    let rotate = prop::option::weighted(0.2, -100.0..100.0f64);
    let ticks = prop_oneof![
        5 => Just(None),
        1 => (0..200u32).prop_map(|n| Some(TickSpec::Count(n))),
        1 => several(1..9).prop_map(|words| {
            let places = (0..).map(|i| serde_json::Value::from(i * 20_000_i64));
            Some(TickSpec::At(places.zip(words.into_iter().map(Some)).collect()))
        }),
    ];
    let scale = prop_oneof![
        2 => (value.clone(), value).prop_map(|(a, b)| Extent::of(&[a, b])),
        1 => (-1e12..2e12f64, 1e3..1e12f64).prop_map(|(a, w)| Extent::of_times(&[a, a + w])),
        2 => several(1..60).prop_map(|mut levels| {
            levels.sort();
            levels.dedup();
            Extent::of_levels(levels)
        }),
    ];
    (scale, reach, (rotate, ticks), any::<[bool; 5]>())
        .prop_map(|(extent, reach, (rotate, ticks), flags)| {
            let log = flags[3] && extent.min > 0.0 && !extent.time;
            let kind = log.then_some(ScaleKind::Log);
            let spec = ScaleSpec { rotate, ticks, kind, flip: flags[4], ..ScaleSpec::default() };
            let [grid, line, marks, ..] = flags;
            AxisFrame { grid, line, marks, ..axis(&extent, reach, spec) }
        })
        .boxed()
}

fn any_legend() -> BoxedStrategy<Legend> {
    let swatches = (prop::option::of(any_words()), several(1..40)).prop_map(|(title, labels)| {
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let Legend::Swatches { entries, .. } = entries(&labels) else { unreachable!() };
        Legend::Swatches { title, entries }
    });
    let stairs = (0_usize..40, any::<[bool; 2]>()).prop_map(|(steps, beyond)| Stairs {
        levels: (0..=steps).map(|level| level as f64).collect(),
        colors: vec![Color::hex(0); steps],
        beyond: beyond.map(|there| there.then_some(Color::hex(0))),
    });
    let stairs = prop::option::weighted(0.4, stairs);
    let bar = (prop::option::of(any_words()), any_axis(), any::<bool>(), stairs).prop_map(
        |(title, axis, missing, stairs)| Legend::Bar {
            integer: false,
            title,
            colors: vec![Color::hex(0); 256],
            scale: axis.scale,
            spec: axis.spec,
            missing: missing.then_some(Color::hex(0)),
            stairs,
        },
    );
    prop_oneof![2 => swatches, 1 => bar].boxed()
}

fn any_plot(panels: usize) -> BoxedStrategy<PlotFrame> {
    let place = prop_oneof![
        3 => Just(None),
        1 => Just(Some(LegendPlace::Right)),
        1 => Just(Some(LegendPlace::Top)),
        1 => Just(Some(LegendPlace::Ends)),
    ];
    let aspect = prop::option::weighted(0.2, (0.2..5.0f64).prop_map(Aspect::Ratio));
    let words =
        (prop::option::of(any_words()), any_words(), any_words(), several(panels..panels + 1));
    let marks = (prop::collection::vec(any_legend(), 0..3), several(0..9), place);
    let own = prop::collection::vec((any_axis(), any_axis(), any_axis()), panels);
    let axes = (any_axis(), any_axis(), any_axis(), own);
    let sides = (0..3usize, any_words(), any::<[bool; 2]>(), several(6..7));
    let flags = (any::<bool>(), any::<bool>(), prop::bool::weighted(0.05), aspect, 1..6usize);
    let flags = (flags, sides);
    (words, marks, axes, flags)
        .prop_map(move |((title, h, v, headings), (legends, ends, place), axes, (flags, sides))| {
            let (one_h, one_v, one_right, own) = axes;
            let (shared_h, shared_v, bare, aspect, cols) = flags;
            let (style, right, keyed, names) = sides;
            let matrix = style == 2 && panels.is_multiple_of(cols);
            let panel = |(heading, (h, v, right)): (&String, _)| PanelFrame {
                heading: (panels > 1 && !matrix).then(|| heading.clone()),
                h: if shared_h { one_h.clone() } else { h },
                v: if shared_v { one_v.clone() } else { v },
                right: (style == 1).then(|| if shared_v { one_right.clone() } else { right }),
            };
            let key = |keyed: bool| {
                let (color, opacity) = (Color::hex(0x33_88_d6), 1.0);
                (style == 1 && keyed).then_some(Key::Box { color, opacity })
            };
            let lines = panels.div_ceil(cols);
            let named =
                |n| if matrix { names.iter().cycle().take(n).cloned().collect() } else { vec![] };
            let right_title = (style == 1).then_some(right);
            let panels = headings.iter().zip(own).map(panel).collect();
            let ends = ends.into_iter().enumerate().map(|(i, label)| EndLabel {
                label,
                color: Color::hex(0x33_88_d6),
                value: i as f64 * 1e5,
            });
            let (title, h_title, v_title) = (title, Some(h), Some(v));
            let ends = ends.collect();
            PlotFrame {
                title,
                h_title,
                v_title,
                right_title,
                v_key: key(keyed[0]),
                right_key: key(keyed[1]),
                h_names: named(cols),
                v_names: named(lines),
                legends,
                ends,
                place,
                bare,
                aspect,
                shared_h,
                shared_v,
                ..plot(panels, cols)
            }
        })
        .boxed()
}

fn any_page() -> impl Strategy<Value = Page> {
    let plots = prop_oneof![
        3 => any_plot(1).prop_map(|plot| vec![plot]),
        2 => (2..30usize).prop_flat_map(any_plot).prop_map(|plot| vec![plot]),
        1 => prop::collection::vec((1..5usize).prop_flat_map(any_plot), 2..5),
    ];
    let size = prop_oneof![240.0..500.0f64, 240.0..2000.0f64];
    let frame =
        (prop::option::weighted(0.1, 40.0..900.0f64), prop::option::weighted(0.1, 40.0..900.0f64));
    let word = || prop::option::of(any_words());
    let heads = (word(), word(), word(), prop::option::of(1..4u32));
    (plots, (size.clone(), size), frame, heads, prop_oneof![2 => Just(1.0), 1 => 0.7..2.0f64])
        .prop_map(|(plots, (width, height), frame, (title, subtitle, caption, cols), font)| {
            let look = Look { font, ..THEMES[0].look };
            let (width, height) = (width.round(), height.round());
            Page { width, height, frame, title, subtitle, caption, cols, look, ..page(plots) }
        })
}

/// The items of a page that are words.
fn texts(arranged: &Arranged) -> Vec<&Text> {
    let items = arranged.under.iter().chain(&arranged.over).flat_map(|group| &group.items);
    items.filter_map(|i| if let Item::Text(text) = i { Some(text) } else { None }).collect()
}

fn corners([x, y, w, h]: [f64; 4]) -> [[f64; 2]; 4] {
    [[x, y], [x + w, y], [x + w, y + h], [x, y + h]]
}

/// True when two convex quadrilaterals share more than a hair: no line along a side parts them.
fn overlap(a: &[[f64; 2]; 4], b: &[[f64; 2]; 4]) -> bool {
    const HAIR: f64 = 0.05;
    let span = |q: &[[f64; 2]; 4], n: [f64; 2]| {
        let along = q.map(|p| p[0] * n[0] + p[1] * n[1]);
        along.iter().fold((f64::MAX, f64::MIN), |(lo, hi), &v| (lo.min(v), hi.max(v)))
    };
    let parted = |q: &[[f64; 2]; 4]| {
        (0..2).any(|i| {
            let side = [q[i + 1][0] - q[i][0], q[i + 1][1] - q[i][1]];
            let length = side[0].hypot(side[1]).max(1e-9);
            let normal = [-side[1] / length, side[0] / length];
            let ((a_lo, a_hi), (b_lo, b_hi)) = (span(a, normal), span(b, normal));
            a_hi <= b_lo + HAIR || b_hi <= a_lo + HAIR
        })
    };
    !parted(a) && !parted(b)
}

/// What is wrong with a page.
fn faults(page: &Page) -> Vec<String> {
    let arranged = arrange(page);
    let texts = texts(&arranged);
    let boxes: Vec<_> = texts.iter().map(|text| text::bounds(text)).collect();
    let panels: Vec<[f64; 4]> = arranged.panels.iter().flatten().map(|p| p.rect).collect();
    let mut faults = Vec::new();
    let (w, h) = (arranged.width + 0.05, arranged.height + 0.05);
    for (i, (text, a)) in texts.iter().zip(&boxes).enumerate() {
        let name = format!("{:?} at {:?} turned {}", text.text, text.at, text.rotate);
        if a.iter().any(|p| !(p[0] >= -0.05 && p[0] <= w && p[1] >= -0.05 && p[1] <= h)) {
            faults.push(format!("{name} leaves the page {w} x {h}: {a:?}"));
        }
        for (other, b) in texts.iter().zip(&boxes).skip(i + 1).filter(|(_, b)| overlap(a, b)) {
            faults.push(format!(
                "{name} overlaps {:?} at {:?} turned {} {b:?}",
                other.text, other.at, other.rotate
            ));
        }
        for rect in panels.iter().filter(|rect| overlap(a, &corners(**rect))) {
            faults.push(format!("{name} lies over the panel {rect:?}"));
        }
        if text.text.chars().any(char::is_control) {
            faults.push(format!("{name} has control characters"));
        }
    }
    for (i, a) in panels.iter().enumerate() {
        if a[2] <= 0.0
            || a[3] <= 0.0
            || a[0] < 0.0
            || a[1] < 0.0
            || a[0] + a[2] > w
            || a[1] + a[3] > h
        {
            faults.push(format!("panel {a:?} is not on the page {w} x {h}"));
        }
        for b in panels.iter().skip(i + 1).filter(|b| overlap(&corners(*a), &corners(**b))) {
            faults.push(format!("panels {a:?} and {b:?} overlap"));
        }
    }
    faults
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1),
        ..ProptestConfig::with_cases(CASES)
    })]

    #[test]
    fn nothing_overlaps_and_nothing_is_cut_off(page in any_page()) {
        prop_assert_eq!(faults(&page), Vec::<String>::new());
    }
}
