//! Title, subtitle and caption of the page.

use super::Page;
use super::page::Detail;
use super::pen::{MARGIN, Pen, words};
use crate::scene::{Anchor, Font, Item, text};

/// The words above and below all plots.
#[derive(Clone, Debug, Default)]
pub(super) struct Header {
    /// The words above, in page coordinates.
    pub(super) items: Vec<Item>,
    /// Baseline of the last line above; none without words.
    pub(super) baseline: Option<f64>,
    /// What had to be cut.
    pub(super) notes: Vec<String>,
}

/// Title and subtitle.
pub(super) fn header(page: &Page, width: f64, pen: &Pen, detail: Detail) -> Header {
    let mut header = Header::default();
    let title = page.title.as_deref().filter(|_| detail < Detail::Panels).unwrap_or_default();
    let subtitle = page.subtitle.as_deref().filter(|_| detail < Detail::Brief).unwrap_or_default();
    let max = width - 2.0 * MARGIN;
    let most = if detail < Detail::Brief { 2 } else { 1 };
    for line in block(title, "title", &pen.title(), max, most, &mut header.notes) {
        let y = header.baseline.map_or(MARGIN + 17.0 * pen.k, |last| last + 23.0 * pen.k);
        let text = words([MARGIN, y], &line, pen.title(), pen.look.ink, Anchor::Start);
        header.items.push(Item::Text(text));
        header.baseline = Some(y);
    }
    let mut step = 20.0 * pen.k;
    for line in block(subtitle, "subtitle", &pen.subtitle(), max, 3, &mut header.notes) {
        let y = header.baseline.map_or(MARGIN + 13.0 * pen.k, |last| last + step);
        let text = words([MARGIN, y], &line, pen.subtitle(), pen.look.ink2, Anchor::Start);
        header.items.push(Item::Text(text));
        header.baseline = Some(y);
        step = 17.0 * pen.k;
    }
    header
}

/// The lines of a heading, with a note when it was cut.
fn block(
    words: &str,
    what: &str,
    font: &Font,
    max: f64,
    most: usize,
    notes: &mut Vec<String>,
) -> Vec<String> {
    let lines = text::wrap(words, font, max, most);
    if text::wrap(words, font, max, usize::MAX).len() > lines.len() {
        notes.push(format!("the {what} was shortened to fit"));
    }
    lines
}

/// The height that the caption takes.
pub(super) fn caption_height(page: &Page, pen: &Pen, detail: Detail) -> f64 {
    let present = page.caption.as_ref().is_some_and(|c| !c.trim().is_empty());
    if present && detail < Detail::Brief { 18.0 * pen.k } else { 0.0 }
}

/// The caption at the foot of a page.
pub(super) fn caption(page: &Page, size: [f64; 2], pen: &Pen, notes: &mut Vec<String>) -> Item {
    let whole = text::clean(page.caption.as_deref().unwrap_or_default());
    let line = text::ellipsize(&whole, &pen.caption(), size[0] - 2.0 * MARGIN);
    if line != whole {
        notes.push("the caption was shortened to fit".to_owned());
    }
    let at = [MARGIN, size[1] - 12.0];
    Item::Text(words(at, &line, pen.caption(), pen.look.ink3, Anchor::Start))
}
