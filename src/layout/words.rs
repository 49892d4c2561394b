//! Titles of axes, names of lines and columns of panels, legends and end labels around a plot.

use super::baseline::{Baselines, INDENT};
use super::draw::{push, rounded};
use super::page::{Detail, Placed};
use super::pen::{Pen, all_moved, words};
use super::plot::{self, is_some};
use super::{Arranged, Key, Named, PlotFrame, legend};
use crate::scene::{Anchor, Class, Item, text};

/// Draw what stands around the panels of a plot.
pub(super) fn around(
    frame: &PlotFrame,
    placed: &Placed,
    detail: Detail,
    pen: &Pen,
    arranged: &mut Arranged,
) {
    let fit = &placed.fit;
    let [x, y] = placed.origin;
    let width = plot::area(frame, fit.panel, placed.gaps)[0];
    let mut beside = fit.beside;
    let mut names = Named::default();
    if let Some(ends) = &fit.ends {
        let by = [x + width, y];
        push(&mut arranged.over, Class::Ends, all_moved(&ends.items, by).collect());
        names.ends.extend(ends.names.iter().map(|name| name.moved(by)));
        beside = ends.width;
    }
    let baselines = Baselines::of(frame, fit, detail, pen);
    let above = [placed.sides[0], placed.above + baselines.legend];
    let mut legends: Vec<Item> = Vec::new();
    for (block, by) in [(&fit.side, [x + width + beside + 24.0, y]), (&fit.top, above)] {
        legends.extend(all_moved(&block.items, by));
        names.legend.extend(block.names.iter().map(|name| name.moved(by)));
    }
    push(&mut arranged.over, Class::Legend, legends);
    arranged.names.push(names);
    if placed.silent || detail >= Detail::Plain {
        return;
    }
    let mut titles = Titles { pen, keys: Vec::new(), words: Vec::new(), cut: false };
    let [left, right] = placed.sides;
    let edge = (x + width + fit.beside).min(right);
    let room = [left, if is_some(frame.right_title.as_ref()) { edge } else { right }];
    let v = placed.above + baselines.v_title;
    if frame.v_names.is_empty() {
        titles.level(frame.v_title.as_ref(), frame.v_key.as_ref(), room, v, Anchor::Start);
        let v = placed.above + baselines.right_title;
        titles.level(frame.right_title.as_ref(), frame.right_key.as_ref(), room, v, Anchor::End);
    }
    if frame.h_names.is_empty() {
        titles.below(frame, placed);
    }
    titles.names(frame, placed);
    if titles.cut {
        arranged.notes.push("an axis title was shortened to fit".into());
    }
    push(&mut arranged.over, Class::Legend, titles.keys);
    push(&mut arranged.over, Class::Names, titles.words);
}

/// Titles as they are written.
struct Titles<'a> {
    pen: &'a Pen,
    /// Symbols before titles.
    keys: Vec<Item>,
    words: Vec<Item>,
    /// Some of them did not fit.
    cut: bool,
}

impl Titles<'_> {
    /// The words, as far as there is room for them.
    fn line(&mut self, whole: &str, room: f64) -> String {
        let whole = text::clean(whole);
        let line = text::ellipsize(&whole, &self.pen.label(), room);
        self.cut |= line != whole;
        line
    }

    /// The title of a vertical axis, at one end of the line above the panels.
    fn level(
        &mut self,
        title: Option<&String>,
        key: Option<&Key>,
        [left, right]: [f64; 2],
        y: f64,
        anchor: Anchor,
    ) {
        let key = key.filter(|_| is_some(title));
        let (font, look) = (self.pen.label(), self.pen.look);
        let indent = if key.is_some() { INDENT } else { 0.0 };
        let line = self.line(title.map_or("", String::as_str), right - left - indent);
        let wide = if matches!(key, Some(Key::Line { .. })) { 14.0 } else { 12.0 };
        let (x, at) = match anchor {
            Anchor::End => (right - wide, right - indent),
            _ => (left, left + indent),
        };
        let ink = key.map_or(look.ink, |key| key.color().readable(look.bg));
        let middle = y - 0.36 * font.size;
        self.keys.extend(key.map(|key| rounded(legend::symbol(key, [x, middle]))));
        self.words.push(rounded(Item::Text(words([at, y], &line, font, ink, anchor))));
    }

    /// The title of the horizontal axis, in the middle below the panels.
    fn below(&mut self, frame: &PlotFrame, placed: &Placed) {
        let Some(title) = frame.h_title.as_ref().filter(|title| is_some(Some(*title))) else {
            return;
        };
        let [x, y] = placed.origin;
        let [left, right] = placed.sides;
        let [width, height] = plot::area(frame, placed.fit.panel, placed.gaps);
        let (font, ink) = (self.pen.label(), self.pen.look.ink);
        let line = self.line(title, right - left);
        let half = text::width(&line, &font) / 2.0;
        let at_x = (x + width / 2.0).min(right - half).max(left + half);
        let at = [at_x, y + height + placed.fit.low + 22.0 * self.pen.k];
        self.words.push(rounded(Item::Text(words(at, &line, font, ink, Anchor::Middle))));
    }

    /// Names of the columns of panels below them, and of the lines above them on the left.
    fn names(&mut self, frame: &PlotFrame, placed: &Placed) {
        let [x, y] = placed.origin;
        let [width, height] = placed.fit.panel;
        let (font, ink) = (self.pen.label(), self.pen.look.ink);
        let low = plot::area(frame, placed.fit.panel, placed.gaps)[1] + placed.fit.low;
        for (col, name) in frame.h_names.iter().enumerate() {
            let line = self.line(name, width + placed.gaps[0].min(12.0) - 6.0);
            let middle = x + col as f64 * (width + placed.gaps[0]) + width / 2.0;
            let at = [middle, y + low + 22.0 * self.pen.k];
            self.words.push(rounded(Item::Text(words(at, &line, font, ink, Anchor::Middle))));
        }
        let left = placed.sides[0];
        for (row, name) in frame.v_names.iter().enumerate() {
            let line = self.line(name, x + width - left);
            let top = y + row as f64 * (height + placed.gaps[1]);
            let at = [left, top - 11.0 * self.pen.k];
            self.words.push(rounded(Item::Text(words(at, &line, font, ink, Anchor::Start))));
        }
    }
}
