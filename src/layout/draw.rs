//! Items at their places: grids under the marks; axes, headings, legends and titles over them.

use super::axis::Axis;
use super::baseline::Baselines;
use super::page::{Detail, Placed, Solved};
use super::pen::{self, Pen, all_moved, crisp, lines, moved};
use super::plot::labelled;
use super::right::Right;
use super::{Arranged, Key, Page, PanelFrame, PanelPlace, PlotFrame, strip, title, words};
use crate::color::Color;
use crate::scale::Scale;
use crate::scene::{Anchor, Class, Group, Item, Text, text};

/// Draw a page whose plots have their places.
pub(super) fn draw(page: &Page, solved: &Solved, pen: &Pen) -> Arranged {
    let mut arranged = Arranged {
        width: solved.size[0],
        height: solved.size[1],
        panels: Vec::new(),
        sides: solved.plots.iter().map(|placed| placed.fit.side.width).collect(),
        names: Vec::new(),
        under: Vec::new(),
        over: Vec::new(),
        notes: solved.header.notes.clone(),
    };
    let mut heads: Vec<Item> = all_moved(&solved.header.items, [0.0, 0.0]).collect();
    for (frame, placed) in page.plots.iter().zip(&solved.plots) {
        let places = plot_panels(frame, placed, solved.detail, pen, &mut arranged);
        arranged.panels.push(places);
        heads.extend(plot_title(frame, placed, pen, &mut arranged.notes));
        words::around(frame, placed, solved.detail, pen, &mut arranged);
        arranged.notes.extend(placed.fit.notes.iter().cloned());
    }
    if title::caption_height(page, pen, solved.detail) > 0.0 && !alone(page) {
        heads.push(title::caption(page, solved.size, pen, &mut arranged.notes));
    }
    push(&mut arranged.over, Class::Title, heads);
    say_what_is_missing(page, solved.detail, &mut arranged.notes);
    arranged
}

/// True when a bare panel is the page.
fn alone(page: &Page) -> bool {
    matches!(page.plots.as_slice(), [plot] if plot.bare)
}

/// Add a group, unless nothing is in it.
pub(super) fn push(groups: &mut Vec<Group>, class: Class, mut items: Vec<Item>) {
    items.retain(|item| !matches!(item, Item::Text(text) if text.text.is_empty()));
    if !items.is_empty() {
        groups.push(Group { class, items });
    }
}

/// Notes on what a small page leaves out, each sentence once.
fn say_what_is_missing(page: &Page, detail: Detail, notes: &mut Vec<String>) {
    let missing = match detail {
        Detail::Full => None,
        Detail::Brief => {
            (page.subtitle.is_some() || page.caption.is_some()).then_some("subtitle and caption")
        }
        Detail::Plain => Some("subtitle, caption, legend and axis titles"),
        Detail::Panels => Some("titles, legends and labels"),
    };
    if let Some(missing) = missing {
        notes.push(format!("the figure is too small for its {missing}; a larger one shows them"));
    }
    let mut said = std::collections::BTreeSet::new();
    notes.retain(|note| said.insert(note.clone()));
}

/// The panels of a plot with what is at their edges.
fn plot_panels(
    frame: &PlotFrame,
    placed: &Placed,
    detail: Detail,
    pen: &Pen,
    arranged: &mut Arranged,
) -> Vec<PanelPlace> {
    let [width, height] = placed.fit.panel;
    let mut places = Vec::with_capacity(frame.panels.len());
    let wordless = frame.bare || detail == Detail::Panels;
    let fitted = placed.fit.axes.iter().zip(&placed.fit.rights);
    for ((cell, panel), ([h, v], right)) in
        strip::cells(frame).iter().zip(&frame.panels).zip(fitted)
    {
        let x = placed.origin[0] + cell.col as f64 * (width + placed.gaps[0]);
        let y = placed.origin[1] + cell.row as f64 * (height + placed.gaps[1]);
        let rect = [x, y, width, height];
        push(&mut arranged.under, Class::Grid, grid(panel, h, v, rect, pen));
        let shown = if wordless { [false; 3] } else { labelled(frame, cell) };
        let inks = [&frame.v_key, &frame.right_key].map(|key| ink(key.as_ref(), pen));
        if !frame.bare {
            let mut items = axes(panel, [h, v], shown, rect, inks[0], pen);
            let right = right.iter().filter(|_| shown[2]);
            items.extend(right.flat_map(|right| right_axis(right, rect, inks[1], pen)));
            push(&mut arranged.over, Class::Axes, items);
        }
        let right = right.as_ref().map(|right| shifted(&right.axis.scale, y));
        let (h, v) = (shifted(&h.scale, x), shifted(&v.scale, y));
        places.push(PanelPlace { rect, h, v, right, labelled: shown, inks });
    }
    if !wordless {
        let headings = strip::headings(frame, width, pen, &mut arranged.notes);
        let headings = headings.into_iter().zip(&places);
        let headings = headings.map(|(item, place)| moved(item, [place.rect[0], place.rect[1]]));
        push(&mut arranged.over, Class::Strip, headings.collect());
    }
    places
}

/// The scale, moved along the page.
fn shifted(scale: &Scale, by: f64) -> Scale {
    scale.with_range(scale.range().map(|end| end + by))
}

/// Grid lines of a panel.
fn grid(panel: &PanelFrame, h: &Axis, v: &Axis, rect: [f64; 4], pen: &Pen) -> Vec<Item> {
    let [x, y, width, height] = rect;
    let mut parts = Vec::new();
    if panel.v.grid {
        // A line of the grid just above the axis would look like a second axis.
        let beside = |t: &&f64| panel.h.line && (height - **t).abs() < 4.0 && (height - **t) > 0.5;
        let at = v.ticks.iter().filter(|t| !beside(t)).map(|t| crisp(y + t));
        parts.extend(at.map(|at| [[x, at], [x + width, at]]));
    }
    if panel.h.grid {
        let at = h.ticks.iter().map(|t| crisp(x + t).min(x + width - 0.5));
        parts.extend(at.map(|at| [[at, y], [at, y + height]]));
    }
    lines(&parts, pen.look.grid).map(rounded).into_iter().collect()
}

/// The item with rounded coordinates.
pub(super) fn rounded(item: Item) -> Item {
    moved(item, [0.0, 0.0])
}

/// Axis lines, tick marks and labels of a panel.
fn axes(
    panel: &PanelFrame,
    [h, v]: [&Axis; 2],
    shown: [bool; 3],
    rect: [f64; 4],
    ink: Color,
    pen: &Pen,
) -> Vec<Item> {
    let [x, y, width, height] = rect;
    let (right, bottom) = (x + width, y + height);
    let mut parts = Vec::new();
    let zero = |axis: &Axis| {
        let [lo, hi] = axis.scale.domain();
        let inside = !axis.scale.is_band() && !axis.scale.is_log() && !is_time(&axis.scale);
        Some(axis.scale.map(0.0)).filter(|_| inside && lo < 0.0 && hi > 0.0)
    };
    if panel.h.line {
        parts.push([[x, crisp(bottom)], [right, crisp(bottom)]]);
        parts.extend(zero(v).map(|at| [[x, crisp(y + at)], [right, crisp(y + at)]]));
    }
    if panel.v.line {
        parts.push([[crisp(x), y], [crisp(x), bottom]]);
        parts.extend(zero(h).map(|at| [[crisp(x + at), y], [crisp(x + at), bottom]]));
    }
    let across = |at: &f64| crisp(x + at).min(right - 0.5);
    if shown[0] && panel.h.marks && !h.scale.is_band() {
        parts.extend(h.ticks.iter().map(across).map(|at| [[at, bottom], [at, bottom + 5.0]]));
    }
    if shown[0] {
        parts.extend(h.minor.iter().map(across).map(|at| [[at, bottom], [at, bottom + 3.0]]));
    }
    if shown[1] {
        let up = |at: &f64| crisp(y + at);
        parts.extend(v.minor.iter().map(up).map(|at| [[x - 3.0, at], [x, at]]));
    }
    let mut items: Vec<Item> = lines(&parts, pen.look.ink3).map(rounded).into_iter().collect();
    if shown[0] {
        let texts = h.labels.texts.iter().cloned();
        items.extend(texts.map(|text| moved(Item::Text(text), [x, bottom])));
    }
    if shown[1] {
        let texts = v.labels.texts.iter().cloned();
        items.extend(texts.map(|text| moved(Item::Text(Text { color: ink, ..text }), [x, y])));
    }
    items
}

/// The ink of labels: that of the one series that their axis measures.
fn ink(key: Option<&Key>, pen: &Pen) -> Color {
    key.map_or(pen.look.ink2, |key| key.color().readable(pen.look.bg))
}

/// Tick marks and labels of the axis on the right.
fn right_axis(right: &Right, [x, y, width, _]: [f64; 4], ink: Color, pen: &Pen) -> Vec<Item> {
    let edge = x + width;
    let mark = |long: f64| move |at: &f64| [[edge, crisp(y + at)], [edge + long, crisp(y + at)]];
    let mut parts: Vec<_> = right.axis.minor.iter().map(mark(3.0)).collect();
    if right.marked && !right.axis.scale.is_band() {
        parts.extend(right.axis.ticks.iter().map(mark(5.0)));
    }
    let mut items: Vec<Item> = lines(&parts, pen.look.ink3).map(rounded).into_iter().collect();
    let texts = right.axis.labels.texts.iter().cloned();
    items.extend(texts.map(|text| moved(Item::Text(Text { color: ink, ..text }), [edge, y])));
    items
}

/// True for a scale of times: its zero is a day like any other.
fn is_time(scale: &Scale) -> bool {
    matches!(scale, Scale::Time(_))
}

/// The heading of one plot of several.
fn plot_title(
    frame: &PlotFrame,
    placed: &Placed,
    pen: &Pen,
    notes: &mut Vec<String>,
) -> Option<Item> {
    let baselines = Baselines::of(frame, &placed.fit, Detail::Full, pen);
    if placed.silent {
        return None;
    }
    let whole = text::clean(frame.title.as_deref()?);
    let line = text::ellipsize(&whole, &pen.plot_title(), placed.sides[1] - placed.sides[0]);
    if line != whole {
        notes.push("the title of a plot was shortened to fit".into());
    }
    let at = [placed.sides[0], placed.above + baselines.title];
    let item = pen::words(at, &line, pen.plot_title(), pen.look.ink, Anchor::Start);
    Some(rounded(Item::Text(item)))
}
