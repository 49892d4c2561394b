//! Scenes made by hand, as layout and marks would make them.

use vizcli::color::Color;
use vizcli::scene::{
    Anchor, Class, Dots, Fill, Font, Group, Image, Item, Marker, Path, Rects, Scene, Stroke, Text,
};

/// Text that breaks careless writers.
pub(crate) const HOSTILE: &str =
    "</text><script>alert(1)</script> ]]> \"'&amp; \u{0}\u{1b}\u{85}\u{ffff} 😀 مرحبا";

pub(crate) const BLUE: Color = Color::hex(0x33_88_d6);
pub(crate) const RED: Color = Color::hex(0xbd_1f_01);

pub(crate) fn text(at: [f64; 2], words: &str, ink: Color) -> Text {
    Text {
        at,
        text: words.into(),
        font: Font::regular(12.0),
        color: ink,
        anchor: Anchor::Start,
        rotate: 0.0,
        halo: None,
        aside: [0.0; 2],
        row: None,
    }
}

pub(crate) fn page(groups: Vec<Group>) -> Scene {
    Scene {
        width: 400.0,
        height: 260.0,
        background: Some(Color::hex(0xff_ff_ff)),
        title: "A page".into(),
        description: "What is on it.".into(),
        groups,
    }
}

fn line(points: Vec<[f64; 2]>, dash: Vec<f64>, color: Color) -> Item {
    let stroke = Stroke { round: true, dash, ..Stroke::solid(color, 2.0) };
    Item::Path(Path { points, starts: vec![0], stroke: Some(stroke), ..Path::default() })
}

/// Every marker: filled, hollow, outlined.
fn symbols(ground: Color) -> Vec<Item> {
    let mut items = Vec::new();
    let markers = [
        Marker::Circle,
        Marker::Square,
        Marker::Diamond,
        Marker::Triangle,
        Marker::TriangleDown,
        Marker::Plus,
        Marker::Cross,
        Marker::Star,
    ];
    for (i, marker) in markers.into_iter().enumerate() {
        let x = 20.0 + 26.0 * i as f64;
        for (y, stroke, fill) in [
            (175.0, None, vec![RED]),
            (195.0, Some(Stroke::solid(BLUE, 1.5)), vec![]),
            (215.0, Some(Stroke::solid(ground, 0.6)), vec![BLUE]),
        ] {
            items.push(Item::Dots(Dots {
                centers: vec![[x, y], [x + 5.0, y]],
                radius: vec![6.0],
                marker,
                fill,
                opacity: 0.75,
                stroke,
                ..Dots::default()
            }));
        }
    }
    items
}

/// Opaque boxes of two colours, and rounded, dashed, translucent ones.
fn boxes(ink: Color) -> Vec<Item> {
    let bars = Item::Rects(Rects {
        boxes: (0..6)
            .map(|i| {
                [
                    280.0 + 15.0 * f64::from(i),
                    100.0 - 10.0 * f64::from(i),
                    12.0,
                    10.0 * f64::from(i) + 20.0,
                ]
            })
            .collect(),
        fill: vec![BLUE, BLUE, RED, RED, BLUE, BLUE],
        opacity: 1.0,
        ..Rects::default()
    });
    let rounded = Item::Rects(Rects {
        boxes: vec![[280.0, 130.0, 40.0, 30.0], [300.0, 140.0, 40.0, 30.0]],
        fill: vec![RED],
        opacity: 0.5,
        radius: 4.0,
        stroke: Some(Stroke { dash: vec![3.0, 2.0], ..Stroke::solid(ink, 1.0) }),
        ..Rects::default()
    });
    vec![bars, rounded]
}

/// One of everything.
pub(crate) fn everything(dark: bool) -> Scene {
    let (ground, ink) = if dark { (0x15_18_1d, 0xe8_ea_ed) } else { (0xff_ff_ff, 0x1f_24_2b) };
    let [ground, ink] = [ground, ink].map(Color::hex);
    let wave = |shift: f64| {
        (0..60)
            .map(|i| [20.0 + 4.0 * f64::from(i), 60.0 + shift + 20.0 * (f64::from(i) / 6.0).sin()])
            .collect::<Vec<_>>()
    };
    let mut items = vec![line(wave(0.0), vec![], BLUE), line(wave(12.0), vec![6.0, 4.0], RED)];
    items.push(Item::Path(Path {
        points: vec![
            [20.0, 150.0],
            [80.0, 110.0],
            [140.0, 150.0],
            [160.0, 150.0],
            [190.0, 120.0],
            [220.0, 150.0],
        ],
        starts: vec![0, 3],
        closed: true,
        fill: Some(Fill { color: BLUE, opacity: 0.25 }),
        stroke: Some(Stroke::solid(BLUE, 1.5)),
        ..Path::default()
    }));
    items.extend(symbols(ground));
    items.extend(boxes(ink));
    let rgba = (0..64_u8).flat_map(|i| [i * 4, 255 - i * 4, 128, if i % 9 == 0 { 0 } else { 255 }]);
    items.push(Item::Image(Image {
        place: [280.0, 180.0, 64.0, 40.0],
        width: 8,
        height: 8,
        rgba: rgba.collect(),
    }));
    items.push(line(vec![[270.0, 230.0], [360.0, 170.0]], vec![], ink));
    let words = vec![
        Item::Text(Text {
            font: Font::bold(18.0),
            ..text([16.0, 24.0], "Größe − Ωμέγα Жук 1,234", ink)
        }),
        Item::Text(Text { halo: Some(ground), ..text([100.0, 64.0], "halo over lines", ink) }),
        Item::Text(Text {
            rotate: -40.0,
            anchor: Anchor::End,
            ..text([385.0, 200.0], "turned", ink)
        }),
        Item::Text(Text { anchor: Anchor::Middle, ..text([200.0, 245.0], HOSTILE, ink) }),
    ];
    Scene {
        background: Some(ground),
        title: format!("Title {HOSTILE}"),
        description: format!("About {HOSTILE}"),
        ..page(vec![
            Group { class: Class::Marks, items },
            Group { class: Class::Annotation, items: words },
        ])
    }
}

/// A page as layout makes them: one panel with a grid, an axis, ticks, words.
pub(crate) fn chart(
    size: (f64, f64),
    mut marks: Vec<Item>,
    mut over: Vec<Group>,
    axis: bool,
) -> Scene {
    let (w, h) = size;
    let [ink, ink2, ink3, faint] = [0x1f_24_2b, 0x57_60_6c, 0x8a_93_9e, 0xe4_e7_eb].map(Color::hex);
    let (l, r, t, b) = (54.0, w - 100.0, 66.0, h - 46.0);
    let (mut grid, mut axes) = (Vec::new(), Vec::new());
    for i in 0..=4 {
        let y = (b + (t - b) * f64::from(i) / 4.0).floor() + 0.5;
        grid.push(Item::Path(Path::line([l, y], [r, y], Stroke::solid(faint, 1.0))));
        let label = Text {
            anchor: Anchor::End,
            ..text([l - 8.0, y + 4.32], &format!("{}", i * 250), ink2)
        };
        axes.push(Item::Text(label));
    }
    if axis {
        axes.push(Item::Path(Path::line([l, b + 0.5], [r, b + 0.5], Stroke::solid(ink3, 1.0))));
    }
    for i in 0..=5 {
        let x = (l + (r - l) * f64::from(i) / 5.0).floor() + 0.5;
        if axis {
            axes.push(Item::Path(Path::line([x, b], [x, b + 5.0], Stroke::solid(ink3, 1.0))));
        }
        let label = Text {
            anchor: Anchor::Middle,
            ..text([x, b + 19.0], &format!("{}", 1930 + 10 * i), ink2)
        };
        axes.push(Item::Text(label));
    }
    axes.push(Item::Text(text([16.0, 58.0], "Incidence per 100,000", ink2)));
    let title =
        Text { font: Font::bold(18.0), ..text([16.0, 33.0], "Measles in four states", ink) };
    let mut groups = vec![
        Group { class: Class::Title, items: vec![Item::Text(title)] },
        Group { class: Class::Grid, items: grid },
        Group { class: Class::Marks, items: std::mem::take(&mut marks) },
        Group { class: Class::Axes, items: axes },
    ];
    groups.append(&mut over);
    Scene { width: w, height: h, ..page(groups) }
}

/// Where (x, y), both from 0 to 1, is on that page.
pub(crate) fn at((w, h): (f64, f64), x: f64, y: f64) -> [f64; 2] {
    [54.0 + (w - 154.0) * x, h - 46.0 - (h - 112.0) * y]
}

pub(crate) fn lines_page(size: (f64, f64)) -> Scene {
    let mut marks = Vec::new();
    let mut legend = Vec::new();
    for (i, (color, name)) in
        [(0x33_88_d6, "California"), (0xf5_9c_0c, "Illinois"), (0xbd_1f_01, "New York")]
            .into_iter()
            .enumerate()
    {
        let points: Vec<_> = (0..=100)
            .map(|k| {
                let x = f64::from(k) / 100.0;
                at(size, x, 0.5 + 0.4 * (x * 9.0 + i as f64).sin() * (1.0 - 0.7 * x))
            })
            .collect();
        let color = Color::hex(color);
        marks.push(Item::Path(Path {
            points,
            starts: vec![0],
            stroke: Some(Stroke::solid(color, 2.0)),
            ..Path::default()
        }));
        let y = 76.0 + 20.0 * i as f64;
        let x = size.0 - 100.0 + 24.0;
        legend.push(Item::Path(Path::line([x, y], [x + 14.0, y], Stroke::solid(color, 2.25))));
        legend.push(Item::Text(text([x + 20.0, y + 4.3], name, Color::hex(0x1f_24_2b))));
    }
    let [x, bottom] = at(size, 0.66, 0.0);
    let [_, top] = at(size, 0.66, 1.0);
    let rule = Stroke { dash: vec![4.0, 3.0], ..Stroke::solid(Color::hex(0x57_60_6c), 1.0) };
    let vline = vec![
        Item::Path(Path::line([x, top], [x, bottom], rule)),
        Item::Text(Text {
            halo: Some(Color::hex(0xff_ff_ff)),
            ..text([x + 7.0, top + 14.0], "Vaccine", Color::hex(0x1f_24_2b))
        }),
    ];
    let over = vec![
        Group { class: Class::Annotation, items: vline },
        Group { class: Class::Legend, items: legend },
    ];
    chart(size, marks, over, true)
}

pub(crate) fn bars_page(size: (f64, f64)) -> Scene {
    let boxes = |from: f64| -> Vec<[f64; 4]> {
        (0..9)
            .map(|i| {
                let x = (f64::from(i) + 0.12) / 9.0;
                let low = if from > 0.0 { 0.3 + 0.05 * f64::from(i) } else { 0.0 };
                let high = if from > 0.0 { low + 0.25 } else { 0.3 + 0.05 * f64::from(i) };
                let ([l, t], [r, b]) = (at(size, x, high), at(size, x + 0.76 / 9.0, low));
                [l, t, r - l, b - t]
            })
            .collect()
    };
    let rects = |from, color| {
        Item::Rects(Rects {
            boxes: boxes(from),
            fill: vec![color],
            opacity: 1.0,
            ..Rects::default()
        })
    };
    chart(size, vec![rects(0.0, BLUE), rects(1.0, Color::hex(0xf5_9c_0c))], vec![], true)
}

pub(crate) fn dots_page(size: (f64, f64)) -> Scene {
    let mut seed = 7_u32;
    let mut random = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(seed >> 8) / f64::from(1 << 24)
    };
    let cloud = |random: &mut dyn FnMut() -> f64, x: f64, y: f64, color, r| {
        let centers = (0..40)
            .map(|_| at(size, x + 0.3 * (random() - random()), y + 0.3 * (random() - random())))
            .collect();
        Item::Dots(Dots {
            centers,
            radius: vec![r],
            fill: vec![color],
            opacity: 0.9,
            stroke: Some(Stroke::solid(Color::hex(0xff_ff_ff), 0.6)),
            ..Dots::default()
        })
    };
    let marks = vec![
        cloud(&mut random, 0.35, 0.4, BLUE, 3.5),
        cloud(&mut random, 0.6, 0.6, RED, 2.5),
        Item::Dots(Dots {
            centers: vec![at(size, 0.9, 0.8), at(size, 0.95, 0.2)],
            radius: vec![12.0, 20.0],
            fill: vec![BLUE],
            opacity: 0.9,
            ..Dots::default()
        }),
    ];
    chart(size, marks, vec![], false)
}

pub(crate) fn area_page(size: (f64, f64)) -> Scene {
    let top: Vec<_> = (0..=60)
        .map(|k| {
            let x = f64::from(k) / 60.0;
            at(size, x, 0.4 + 0.3 * (x * 7.0).sin())
        })
        .collect();
    let mut around = top.clone();
    around.extend([at(size, 1.0, 0.0), at(size, 0.0, 0.0)]);
    let [x, y] = at(size, 0.55, 1.0);
    let [r, b] = at(size, 0.95, 0.5);
    let rgba = (0..48_u32 * 24)
        .flat_map(|i| {
            let (c, r) = (i % 48, i / 48);
            let d = ((f64::from(c) - 24.0) / 14.0).hypot((f64::from(r) - 12.0) / 8.0);
            let v = (255.0 * (-d * d).exp()) as u8;
            [v, v / 2, 255 - v, if d < 1.6 { 255 } else { 0 }]
        })
        .collect();
    let marks = vec![
        Item::Path(Path {
            points: around,
            starts: vec![0],
            closed: true,
            fill: Some(Fill { color: BLUE, opacity: 0.25 }),
            ..Path::default()
        }),
        Item::Path(Path {
            points: top,
            starts: vec![0],
            stroke: Some(Stroke::solid(BLUE, 2.0)),
            ..Path::default()
        }),
        Item::Image(Image { place: [x, y, r - x, b - y], width: 48, height: 24, rgba }),
    ];
    chart(size, marks, vec![], true)
}
