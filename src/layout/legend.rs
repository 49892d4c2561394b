//! Legends beside the panels and above them.

use super::bar;
use super::pen::{Pen, all_moved, words};
use super::{Entry, Key, Legend};
use crate::scene::{Anchor, Dots, Item, Path, Rects, Stroke, text};

/// Height of a row beside the panels.
const ROW: f64 = 20.0;
/// Height of a row above the panels.
const TOP_ROW: f64 = 24.0;
/// From the left of a symbol to its words.
const INDENT: f64 = 20.0;
/// Widest words.
const WIDEST: f64 = 180.0;
/// Between columns, and between entries in a row.
const BETWEEN: f64 = 16.0;
/// Words narrower than this say nothing.
const NARROWEST: f64 = 28.0;

/// A block of legends; items are relative to its upper left corner.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    /// Symbols and words.
    pub(super) items: Vec<Item>,
    /// Width.
    pub(super) width: f64,
    /// Height.
    pub(super) height: f64,
    /// Entries or words that had to be left out or cut.
    pub(super) notes: Vec<String>,
}

impl Block {
    /// Put another block under this one.
    fn stack(&mut self, other: &Self, top: f64) {
        self.items.extend(all_moved(&other.items, [0.0, top]));
        self.width = self.width.max(other.width);
        self.height = top + other.height;
        self.notes.extend(other.notes.iter().cloned());
    }
}

/// The legends in a column of at most this size; those with swatches only where `swatches`.
pub(super) fn side(legends: &[&Legend], [width, height]: [f64; 2], pen: &Pen) -> Block {
    let mut block = Block::default();
    let least = |legend: &&&Legend| match legend {
        Legend::Swatches { .. } => 2.0 * ROW + 22.0 * pen.k,
        Legend::Bar { .. } => 96.0 * pen.k,
    };
    for (i, legend) in legends.iter().enumerate() {
        let top = if block.height > 0.0 { block.height + BETWEEN } else { 0.0 };
        // Those that follow get at least a few rows, when there is room for that at all.
        let later: f64 = legends.iter().skip(i + 1).map(|l| least(&l) + BETWEEN).sum();
        let left = height - top;
        let room = [width, (left - later).max(least(&legend)).min(left)];
        let part = match legend {
            Legend::Swatches { title, entries } => {
                swatches(title.as_deref().unwrap_or_default(), entries, room, pen)
            }
            Legend::Bar { .. } => bar::bar(legend, room, pen),
        };
        block.stack(&part, top);
    }
    block
}

/// One legend of words beside symbols: in one column, in two where it is too high, and cut where
/// that is not enough.
fn swatches(title: &str, entries: &[Entry], [width, height]: [f64; 2], pen: &Pen) -> Block {
    let mut block = Block::default();
    if width < INDENT + NARROWEST * pen.k || height < ROW {
        block.notes.push("there is no room for the legend".to_owned());
        return block;
    }
    let mut y = 10.0;
    for line in text::wrap(title, &pen.legend_title(), width.min(WIDEST * pen.k), 2) {
        let at = [0.0, text::centered(y, &pen.legend_title())];
        block.width = block.width.max(text::width(&line, &pen.legend_title()));
        let ink = pen.look.ink;
        block.items.push(Item::Text(words(at, &line, pen.legend_title(), ink, Anchor::Start)));
        y += 15.0 * pen.k;
    }
    let top = if block.items.is_empty() { 0.0 } else { y - 10.0 + 7.0 * pen.k };
    let one = Columns::fill(entries, 1, [width, height - top], pen);
    let two = || Columns::fill(entries, 2, [width, height - top], pen);
    let columns = if one.left_out == 0 { one } else { two().unwrap_or(one) };
    columns.draw(entries.len(), top, &mut block, pen);
    block
}

/// Entries in columns.
struct Columns<'a> {
    /// Column by column: entry and lines of words.
    columns: Vec<Vec<(&'a Entry, Vec<String>)>>,
    /// How many entries had no room.
    left_out: usize,
    /// How many words were cut.
    cut: usize,
}
