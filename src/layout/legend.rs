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
    let columns = |count| Columns::fill(entries, count, [width, height - top], pen);
    let one = columns(1).filter(|one| one.left_out == 0);
    if let Some(columns) = one.or_else(|| columns(2)).or_else(|| columns(1)) {
        columns.draw(top, &mut block, pen);
    }
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

impl<'a> Columns<'a> {
    /// Entries in `count` columns of a space; none when columns would be too narrow for words.
    fn fill(entries: &'a [Entry], count: usize, size: [f64; 2], pen: &Pen) -> Option<Self> {
        let between = BETWEEN * (count - 1) as f64;
        let max = ((size[0] - between) / count as f64 - INDENT).min(WIDEST * pen.k);
        if max < NARROWEST * pen.k {
            return None;
        }
        let font = pen.label();
        let mut filled = Self { columns: vec![Vec::new()], left_out: 0, cut: 0 };
        let mut used = 0.0;
        for (i, entry) in entries.iter().enumerate() {
            let lines = text::wrap(&entry.label, &font, max, 2);
            let height = row_height(lines.len(), pen);
            if used + height > size[1] {
                if filled.columns.len() == count {
                    filled.left_out = entries.len() - i;
                    break;
                }
                filled.columns.push(Vec::new());
                used = 0.0;
            }
            filled.cut += usize::from(lines != text::wrap(&entry.label, &font, max, usize::MAX));
            used += height;
            if let Some(column) = filled.columns.last_mut() {
                column.push((entry, lines));
            }
        }
        if filled.left_out > 0 {
            // The last row says how many are missing.
            filled.left_out +=
                filled.columns.last_mut().map_or(0, |c| usize::from(c.pop().is_some()));
        }
        Some(filled)
    }

    /// Add the rows to a block, below `top`.
    fn draw(&self, top: f64, block: &mut Block, pen: &Pen) {
        let font = pen.label();
        let mut x = 0.0;
        for (i, column) in self.columns.iter().enumerate() {
            let (mut y, mut right) = (top + 10.0, x);
            for (entry, lines) in column {
                block.items.push(symbol(&entry.key, [x, y]));
                for (j, line) in lines.iter().enumerate() {
                    let at = [x + INDENT, text::centered(y + 14.0 * pen.k * j as f64, &font)];
                    let item = words(at, line, font, pen.look.ink, Anchor::Start);
                    right = right.max(at[0] + text::width(line, &font));
                    block.items.push(Item::Text(item));
                }
                right = right.max(x + INDENT);
                y += row_height(lines.len(), pen);
            }
            if self.left_out > 0 && i + 1 == self.columns.len() {
                let more = format!("+ {} more", self.left_out);
                let at = [x, text::centered(y, &font)];
                right = right.max(x + text::width(&more, &font));
                block.items.push(Item::Text(words(at, &more, font, pen.look.ink2, Anchor::Start)));
                y += ROW * pen.k;
            }
            block.width = block.width.max(right);
            block.height = block.height.max(y - 10.0);
            x = right + BETWEEN;
        }
        let left_out = self.left_out;
        if left_out > 0 {
            block
                .notes
                .push(format!("{left_out} legend entries have no room; a larger --height has"));
        }
        block.notes.extend(super::pen::shortened(self.cut, "legend entry", "legend entries"));
    }
}

/// Height of an entry of so many lines.
fn row_height(lines: usize, pen: &Pen) -> f64 {
    ROW * pen.k.max(0.75) + 14.0 * pen.k * lines.saturating_sub(1) as f64
}

/// The symbol of an entry, at the left of a row whose middle is `y`.
fn symbol(key: &Key, [x, y]: [f64; 2]) -> Item {
    match key {
        Key::Line { color, width, dash } => {
            let stroke = Stroke { dash: dash.clone(), ..Stroke::solid(*color, *width) };
            Item::Path(Path::line([x, y], [x + 14.0, y], stroke))
        }
        Key::Dot { color, marker } => Item::Dots(Dots {
            centers: vec![[x + 6.0, y]],
            radius: vec![4.0],
            marker: *marker,
            fill: vec![*color],
            opacity: 1.0,
            ..Dots::default()
        }),
        Key::Box { color, opacity } => Item::Rects(Rects {
            boxes: vec![[x, y - 6.0, 12.0, 12.0]],
            fill: vec![*color],
            opacity: *opacity,
            radius: 2.0,
            ..Rects::default()
        }),
    }
}

/// Legends of swatches in rows above the panels, at most `width` wide and three rows high.
pub(super) fn top(legends: &[&Legend], width: f64, pen: &Pen) -> Block {
    let (row, font) = (TOP_ROW * pen.k, pen.label());
    let mut block = Block::default();
    let [mut x, mut y] = [0.0, row / 2.0];
    let mut left_out = 0;
    for legend in legends {
        let Legend::Swatches { title, entries } = legend else { continue };
        let title =
            title.as_deref().map(|title| (title, None)).filter(|(t, _)| !t.trim().is_empty());
        for (label, key) in
            title.into_iter().chain(entries.iter().map(|e| (&*e.label, Some(&e.key))))
        {
            let font = if key.is_some() { font } else { pen.legend_title() };
            let indent = if key.is_some() { INDENT } else { 0.0 };
            let label = text::ellipsize(label, &font, (WIDEST * pen.k).min(width - indent));
            let wide = indent + text::width(&label, &font);
            // The last row keeps room for the count of those left out.
            let last = y > 2.0 * row;
            let free = width - if last { 80.0 * pen.k } else { 0.0 };
            if left_out > 0 || x + wide > free && last {
                left_out += usize::from(key.is_some());
                continue;
            }
            if x > 0.0 && x + wide > width {
                (x, y) = (0.0, y + row);
            }
            block.items.extend(key.map(|key| symbol(key, [x, y])));
            let at = [x + indent, text::centered(y, &font)];
            block.items.push(Item::Text(words(at, &label, font, pen.look.ink, Anchor::Start)));
            x += wide + BETWEEN;
            block.width = block.width.max(x - BETWEEN);
        }
    }
    if left_out > 0 {
        let more = words(
            [x, text::centered(y, &font)],
            &format!("+ {left_out} more"),
            font,
            pen.look.ink2,
            Anchor::Start,
        );
        block.items.push(Item::Text(more));
        block.notes.push(format!("{left_out} legend entries have no room above the plot"));
    }
    block.height = if block.items.is_empty() { 0.0 } else { y + row / 2.0 };
    block
}
