//! The colour bar.

use super::Legend;
use super::legend::Block;
use super::pen::{Pen, lines, shortened, words};
use crate::color::Color;
use crate::scale::{Continuous, Scale, Stairs, Ticks, Transform, ticks};
use crate::scene::{Anchor, Fill, Image, Item, Path, Rects, text};
use crate::spec::ScaleSpec;
use crate::spec::scale::TickSpec;

/// Width of the bar.
const WIDTH: f64 = 12.0;
/// Greatest height of the bar.
const HIGHEST: f64 = 240.0;
/// From the bar's left edge to its labels.
const INDENT: f64 = 20.0;
/// Height of the point at an end beyond which there are values.
const TIP: f64 = 12.0;
/// What the swatch of missing values says.
const MISSING: &str = "no data";

/// A colour bar with its title above, true ticks beside it, and a swatch for missing values.
pub(super) fn bar(legend: &Legend, [width, height]: [f64; 2], pen: &Pen) -> Block {
    let mut block = Block::default();
    let Legend::Bar { title, colors, scale, spec, integer, missing, stairs } = legend else {
        return block;
    };
    let (font, title_font) = (pen.label(), pen.legend_title());
    let mut top = 0.0;
    let title = title.as_deref().unwrap_or_default();
    for line in text::wrap(title, &title_font, width.min(180.0 * pen.k), 3) {
        // The first line is ten below the panel's top, the bar eighteen.
        top = if top == 0.0 { 10.0 * pen.k } else { top + 15.0 * pen.k };
        block.width = block.width.max(text::width(&line, &title_font));
        let text = words([0.0, top], &line, title_font, pen.look.ink, Anchor::Start);
        block.items.push(Item::Text(text));
    }
    top += if block.items.is_empty() { 0.0 } else { 8.0 * pen.k };
    let foot = if missing.is_some() { 14.0 + 12.0 } else { 0.0 };
    let high = (height - top - foot).floor().min(HIGHEST);
    if high < 24.0 || width < INDENT + font.size {
        return Block {
            notes: vec!["there is no room for the colour bar".into()],
            ..Block::default()
        };
    }
    if let Some(stairs) = stairs {
        block.height = steps(stairs, (scale, spec), [top, high], width, &mut block, pen);
        if let Some(color) = missing {
            swatch(*color, block.height + 14.0, &mut block, pen);
        }
        return block;
    }
    block.items.push(gradient(colors, [0.0, top, WIDTH, high]));
    let scale = scale.with_range([top + high, top]);
    let want = ((high / (45.0 * pen.k)).round() as usize).max(2);
    let apart = |ticks: &Ticks| {
        let ys: Vec<f64> = ticks.major.iter().map(|t| scale.map(t.value)).collect();
        ys.windows(2).all(|pair| (pair[1] - pair[0]).abs() >= 1.2 * font.size)
    };
    let offers = ticks::candidates(&scale, want, spec, false, *integer);
    let ticks = offers.iter().find(|t| apart(t)).or(offers.last()).cloned().unwrap_or_default();
    write(&ticks, &scale, width, &mut block, pen);
    block.height = top + high;
    if let Some(color) = missing {
        swatch(*color, top + high + 14.0, &mut block, pen);
    }
    block
}

/// Steps of one height with ticks between them, and points for what is beyond the first and the
/// last. Gives the foot of the bar.
fn steps(
    stairs: &Stairs,
    (scale, spec): (&Scale, &ScaleSpec),
    [top, high]: [f64; 2],
    width: f64,
    block: &mut Block,
    pen: &Pen,
) -> f64 {
    let tips = stairs.beyond.map(|color| if color.is_some() { TIP } else { 0.0 });
    let count = stairs.colors.len();
    // Whole pixels, so that no seam shows.
    let step = ((high - tips[0] - tips[1]) / count.max(1) as f64).max(1.0);
    let step = if step < 3.0 { step } else { step.floor() };
    let body = step * count as f64;
    let foot = top + tips[1] + body;
    let place = |number: usize| [0.0, foot - step * (number as f64 + 1.0), WIDTH, step];
    if count > 0 {
        block.items.push(Item::Rects(Rects {
            boxes: (0..count).map(place).collect(),
            fill: stairs.colors.clone(),
            opacity: 1.0,
            ..Rects::default()
        }));
    }
    let ends = [(foot, foot + TIP), (top + TIP, top)];
    for (color, (base, tip)) in stairs.beyond.into_iter().zip(ends) {
        block.items.extend(color.map(|color| point(color, base, tip)));
    }
    let asked = spec.ticks.is_some();
    let at = stairs.levels.iter().map(|level| ((*level).into(), None)).collect();
    let own = ScaleSpec { ticks: Some(TickSpec::At(at)), ..spec.clone() };
    let real = match [stairs.levels.first(), stairs.levels.last()] {
        [Some(&first), Some(&last)] if first > 0.0 || !scale.is_log() => {
            scale.with_domain([first, last])
        }
        // Some levels have no logarithm.
        [Some(&first), Some(&last)] => {
            let (domain, transform) = ([first, last], Transform::Linear);
            Scale::Continuous(Continuous { transform, domain, range: [0.0, 1.0] })
        }
        _ => scale.clone(),
    };
    let mut ticks = ticks::ticks(&real, count + 1, if asked { spec } else { &own }, false, false);
    for tick in &mut ticks.major {
        tick.value = stairs.place(tick.value);
    }
    let domain = [0.0, count.max(1) as f64];
    let range = [foot, foot - step * count.max(1) as f64];
    let even = Scale::Continuous(Continuous { transform: Transform::Linear, domain, range });
    write(&ticks, &even, width, block, pen);
    foot + tips[0]
}

/// A triangle from its base to its tip.
fn point(color: Color, base: f64, tip: f64) -> Item {
    Item::Path(Path {
        points: vec![[0.0, base], [WIDTH, base], [WIDTH / 2.0, tip]],
        starts: vec![0],
        closed: true,
        fill: Some(Fill { color, opacity: 1.0 }),
        ..Path::default()
    })
}

/// The tick marks and labels of the bar.
fn write(ticks: &Ticks, scale: &Scale, width: f64, block: &mut Block, pen: &Pen) {
    let font = pen.label();
    let (mut marks, mut cut, mut last) = (Vec::new(), 0, f64::INFINITY);
    for tick in &ticks.major {
        let y = scale.map(tick.value);
        if !y.is_finite() || (last - y).abs() < 1.1 * font.size {
            continue;
        }
        last = y;
        let whole = match &tick.under {
            Some(under) => format!("{} {under}", tick.label),
            None => text::clean(&tick.label),
        };
        let label = text::ellipsize(&whole, &font, width - INDENT);
        cut += usize::from(label != whole);
        marks.push([[WIDTH, y], [WIDTH + 4.0, y]]);
        block.width = block.width.max(INDENT + text::width(&label, &font));
        let at = [INDENT, text::centered(y, &font)];
        block.items.push(Item::Text(words(at, &label, font, pen.look.ink2, Anchor::Start)));
    }
    block.items.extend(lines(&marks, pen.look.ink3));
    block.notes.extend(shortened(cut, "label of the colour bar", "labels of the colour bar"));
}

/// The colours, from high to low.
fn gradient(colors: &[Color], place: [f64; 4]) -> Item {
    let rgba = colors.iter().rev().flat_map(|c| [c.r, c.g, c.b, c.a]).collect();
    Item::Image(Image { place, width: 1, height: colors.len(), rgba })
}

/// The swatch of missing values.
fn swatch(color: Color, top: f64, block: &mut Block, pen: &Pen) {
    let font = pen.label();
    block.items.push(Item::Rects(Rects {
        boxes: vec![[0.0, top, 12.0, 12.0]],
        fill: vec![color],
        opacity: 1.0,
        radius: 2.0,
        ..Rects::default()
    }));
    let at = [INDENT, text::centered(top + 6.0, &font)];
    block.items.push(Item::Text(words(at, MISSING, font, pen.look.ink2, Anchor::Start)));
    block.width = block.width.max(INDENT + text::width(MISSING, &font));
    block.height = top + 12.0;
}
