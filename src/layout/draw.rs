//! Items at their places: grids under the marks; axes, headings, legends and titles over them.

use super::axis::Axis;
use super::page::{Detail, Placed, Solved};
use super::pen::{Pen, all_moved, crisp, lines, moved, words};
use super::plot::{Baselines, is_some, labelled};
use super::{Arranged, Page, PanelFrame, PanelPlace, PlotFrame, plot, strip, title};
use crate::scale::Scale;
use crate::scene::{Anchor, Class, Group, Item, text};

/// Draw a page whose plots have their places.
pub(super) fn draw(page: &Page, solved: &Solved, pen: &Pen) -> Arranged {
    let mut arranged = Arranged {
        width: solved.size[0],
        height: solved.size[1],
        panels: Vec::new(),
        under: Vec::new(),
        over: Vec::new(),
        notes: solved.header.notes.clone(),
    };
    let mut heads: Vec<Item> = all_moved(&solved.header.items, [0.0, 0.0]).collect();
    for (frame, placed) in page.plots.iter().zip(&solved.plots) {
        let places = plot_panels(frame, placed, solved.detail, pen, &mut arranged);
        arranged.panels.push(places);
        heads.extend(plot_title(frame, placed, pen, &mut arranged.notes));
        plot_words(frame, placed, solved.detail, pen, &mut arranged);
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
fn push(groups: &mut Vec<Group>, class: Class, mut items: Vec<Item>) {
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
    for ((cell, panel), [h, v]) in
        strip::cells(frame).iter().zip(&frame.panels).zip(&placed.fit.axes)
    {
        let x = placed.origin[0] + cell.col as f64 * (width + placed.gaps[0]);
        let y = placed.origin[1] + cell.row as f64 * (height + placed.gaps[1]);
        let rect = [x, y, width, height];
        push(&mut arranged.under, Class::Grid, grid(panel, h, v, rect, pen));
        if !frame.bare {
            let shown = if wordless { [false; 2] } else { labelled(frame, cell) };
            push(&mut arranged.over, Class::Axes, axes(panel, [h, v], shown, rect, pen));
        }
        places.push(PanelPlace { rect, h: shifted(&h.scale, x), v: shifted(&v.scale, y) });
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
fn rounded(item: Item) -> Item {
    moved(item, [0.0, 0.0])
}

/// Axis lines, tick marks and labels of a panel.
fn axes(
    panel: &PanelFrame,
    [h, v]: [&Axis; 2],
    shown: [bool; 2],
    rect: [f64; 4],
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
    for (axis, shown, corner) in [(h, shown[0], [x, bottom]), (v, shown[1], [x, y])] {
        if shown {
            let texts = axis.labels.texts.iter().cloned();
            items.extend(texts.map(|text| moved(Item::Text(text), corner)));
        }
    }
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
    let item = words(at, &line, pen.plot_title(), pen.look.ink, Anchor::Start);
    Some(rounded(Item::Text(item)))
}

/// Axis titles, legends and end labels of a plot.
fn plot_words(
    frame: &PlotFrame,
    placed: &Placed,
    detail: Detail,
    pen: &Pen,
    arranged: &mut Arranged,
) {
    let fit = &placed.fit;
    let [x, y] = placed.origin;
    let [width, height] = plot::area(frame, fit.panel, placed.gaps);
    let mut legends: Vec<Item> = Vec::new();
    let mut beside = 0.0;
    if let Some(ends) = &fit.ends {
        legends.extend(all_moved(&ends.items, [x + width, y]));
        beside = ends.width;
    }
    legends.extend(all_moved(&fit.side.items, [x + width + beside + 24.0, y]));
    let baselines = Baselines::of(frame, fit, detail, pen);
    legends.extend(all_moved(&fit.top.items, [placed.sides[0], placed.above + baselines.legend]));
    push(&mut arranged.over, Class::Legend, legends);
    if placed.silent || detail >= Detail::Plain {
        return;
    }

    let (font, ink) = (pen.label(), pen.look.ink);
    let [left, right] = placed.sides;
    let mut titles = Vec::new();
    let mut title = |words: Option<&String>| {
        let whole = text::clean(words.map_or("", String::as_str));
        let line = text::ellipsize(&whole, &font, right - left);
        if line != whole {
            arranged.notes.push("an axis title was shortened to fit".into());
        }
        line
    };
    let v_title = title(frame.v_title.as_ref());
    let at = [left, placed.above + baselines.v_title];
    titles.push(rounded(Item::Text(words(at, &v_title, font, ink, Anchor::Start))));
    if is_some(frame.h_title.as_ref()) {
        let h_title = title(frame.h_title.as_ref());
        let half = text::width(&h_title, &font) / 2.0;
        let at_x = (x + width / 2.0).min(right - half).max(left + half);
        let at = [at_x, y + height + fit.low + 22.0 * pen.k];
        titles.push(rounded(Item::Text(words(at, &h_title, font, ink, Anchor::Middle))));
    }
    push(&mut arranged.over, Class::Axes, titles);
}
