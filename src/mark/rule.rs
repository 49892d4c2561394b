//! Lines over the whole panel, with their words.

use super::rect::literal;
use super::{Ink, Panel, Rows, Taken, away, clip, dash};
use crate::data::{Columns, Values};
use crate::scale::Scale;
use crate::scene::{Anchor, Font, Item, Path, Stroke, Text, text};
use crate::spec::{Channel, mark::Rule};

/// One line per row.
pub(super) fn draw(
    rule: Rule,
    columns: &Columns,
    rows: Rows<'_>,
    panel: &Panel,
    ink: &Ink<'_>,
    taken: &mut Taken,
) -> Vec<Item> {
    let dashes = if ink.style.line_dash.is_some() { dash(ink.style) } else { vec![4.0, 3.0] };
    let stroke = Stroke {
        dash: dashes,
        opacity: ink.style.alpha.unwrap_or(1.0),
        ..Stroke::solid(literal(ink).unwrap_or(ink.look.ink2), ink.style.line_width.unwrap_or(1.0))
    };
    let mut items = Vec::new();
    for row in rows.iter() {
        let (x, y) = (columns.at(Channel::X, row), columns.at(Channel::Y, row));
        let Some((a, b)) = ends(rule, x, y, panel) else { continue };
        items.push(Item::Path(Path::line(a, b, stroke.clone())));
        if let Some(words) = label(columns, row) {
            let upright = (a[0] - b[0]).abs() < 1e-6;
            let (a, b) = clip::segment(a, b, panel.rect).unwrap_or((a, b));
            let at = if upright { [a[0], panel.rect[1]] } else { end_of(a, b, words, ink) };
            items.push(place_label(words, at, panel, ink, taken));
        }
    }
    items
}

/// Both ends of a rule, when it crosses the panel.
fn ends(rule: Rule, x: f64, y: f64, panel: &Panel) -> Option<([f64; 2], [f64; 2])> {
    // Where the picture can be moved, whoever paints it makes it crisp: else the rounding would be
    // enlarged with it.
    let crisp = |v: f64| if panel.clip == panel.rect { v.floor() + 0.5 } else { v };
    let (along_x, along_y) = (panel.x().range(), panel.y().range());
    let (a, b) = match rule {
        Rule::Vertical => {
            let at = crisp(panel.x().map(x));
            (panel.place(at, along_y[0]), panel.place(at, along_y[1]))
        }
        Rule::Horizontal => {
            let at = crisp(panel.y().map(y));
            (panel.place(along_x[0], at), panel.place(along_x[1], at))
        }
        // Drawn by a file of their own.
        Rule::Interval { .. } | Rule::Bridge => return None,
        Rule::Slope => {
            let [low, high] = reached(panel);
            (panel.point(low, x * low + y), panel.point(high, x * high + y))
        }
    };
    if a.iter().chain(&b).any(|v| !v.is_finite()) {
        return None;
    }
    // Half a pixel of room: a line on the panel's edge is still in it.
    let [left, top, w, h] = panel.clip;
    clip::segment(a, b, [left - 0.5, top - 0.5, w + 1.0, h + 1.0])
}

/// From where to where on x a sloping line goes: through the panel, and beyond it where it can be
/// moved.
fn reached(panel: &Panel) -> [f64; 2] {
    let [low, high] = panel.x().domain();
    let linear = matches!(panel.x(), Scale::Continuous(_)) && !panel.x().is_log();
    let beyond = if linear && panel.clip != panel.rect { 1e3 * (high - low) } else { 0.0 };
    [low - beyond, high + beyond]
}

/// Where the words of a level or sloping line begin: over its right end.
fn end_of(a: [f64; 2], b: [f64; 2], words: &str, ink: &Ink<'_>) -> [f64; 2] {
    let (left, right) = if a[0] <= b[0] { (a, b) } else { (b, a) };
    let width = text::width(words, &font(ink));
    let start = (right[0] - width - 14.0).max(left[0]);
    let slope = if right[0] > left[0] { (right[1] - left[1]) / (right[0] - left[0]) } else { 0.0 };
    let at = |x: f64| left[1] + slope * (x - left[0]);
    [start, at(start).min(at(start + width + 14.0)) - 20.0]
}

/// The words of a row.
pub(super) fn label(columns: &Columns, row: usize) -> Option<&str> {
    match columns.get(Channel::Text)? {
        Values::Category { codes, levels } => {
            levels.get(*codes.get(row)? as usize).map(String::as_str).filter(|s| !s.is_empty())
        }
        _ => None,
    }
}

fn font(ink: &Ink<'_>) -> Font {
    Font::regular(12.0 * ink.look.font)
}

/// The baseline of words centred on a place, moved as little as keeps them in the panel.
pub(super) fn inside(
    place: [f64; 2],
    width: f64,
    size: f64,
    panel: &Panel,
    taken: &mut Taken,
) -> [f64; 2] {
    let [left, top, w, h] = panel.rect;
    let half = width / 2.0;
    if !panel.shows(place) {
        return [place[0], place[1] + 0.36 * size];
    }
    let x = if width < w { place[0].clamp(left + half, left + w - half) } else { place[0] };
    let y = (place[1] + 0.36 * size).clamp(top + size, (top + h - 4.0).max(top + size));
    taken.push([x - half, y - size, width, 1.3 * size]);
    [x, y]
}

/// Words beside the place that they explain: 7 to the right, or to the left where the panel ends;
/// lower when words stand there already.
pub(super) fn place_label(
    words: &str,
    at: [f64; 2],
    panel: &Panel,
    ink: &Ink<'_>,
    taken: &mut Taken,
) -> Item {
    let [left, top, w, h] = panel.rect;
    let font = font(ink);
    let width = text::width(words, &font);
    let mut x = at[0] + 7.0;
    // What is beyond the panel now has its words with it when it comes into view.
    let seen = (left - 1.0..=left + w + 1.0).contains(&at[0]);
    if seen && x + width > left + w {
        x = (at[0] - 7.0 - width).max(left);
    }
    let line = 16.0 * ink.look.font;
    let beside = at[1] + 14.0 * ink.look.font;
    let above = at[1] < top - 1.0 && panel.clip != panel.rect;
    let mut baseline = if above { beside } else { beside.max(top + 14.0 * ink.look.font) };
    let hits = |y: f64, taken: &Taken| {
        taken
            .iter()
            .any(|b| x < b[0] + b[2] && b[0] < x + width && y - line < b[1] + b[3] && b[1] < y)
    };
    while hits(baseline, taken) && baseline + line < top + h {
        baseline += line;
    }
    taken.push([x, baseline - line, width, line]);
    Item::Text(Text {
        at: [x, baseline],
        text: words.to_owned(),
        font,
        color: ink.look.ink,
        anchor: Anchor::Start,
        rotate: 0.0,
        halo: Some(ink.look.bg),
        aside: away([x, baseline], at),
        row: None,
    })
}
