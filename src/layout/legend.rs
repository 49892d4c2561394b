//! Legends beside the panels and above them.

use super::bar;
use super::pen::{Pen, all_moved, words};
use super::{Entry, Key, Legend, Name};
use crate::scene::{Anchor, Dots, Fill, Item, Path, Rects, Stroke, arrow, text};

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
/// What the user is told when a legend is left out.
pub(super) const NO_ROOM: &str = "there is no room for the legend; a larger figure has";

/// A block of legends; items are relative to its upper left corner.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    /// Symbols and words.
    pub(super) items: Vec<Item>,
    /// Names of series and their places.
    pub(super) names: Vec<Name>,
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
        self.names.extend(other.names.iter().map(|name| name.moved([0.0, top])));
        self.width = self.width.max(other.width);
        self.height = top + other.height;
        self.notes.extend(other.notes.iter().cloned());
    }

    /// Say how many entries are left out, in a row whose middle is `y`; how wide that is.
    fn more(&mut self, count: usize, [x, y]: [f64; 2], pen: &Pen) -> f64 {
        if count == 0 {
            return 0.0;
        }
        let (font, ink) = (pen.label(), pen.look.ink2);
        let more = more(count);
        let at = [x, text::centered(y, &font)];
        self.items.push(Item::Text(words(at, &more, font, ink, Anchor::Start)));
        let entries = match count {
            1 => "1 legend entry has".to_owned(),
            _ => format!("{count} legend entries have"),
        };
        self.notes.push(format!("{entries} no room; a larger figure has"));
        text::width(&more, &font)
    }
}

/// The legends in a column of at most this size; those with swatches only where `swatches`.
pub(super) fn side(
    legends: &[&Legend],
    cols: Option<u32>,
    [width, height]: [f64; 2],
    pen: &Pen,
) -> Block {
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
                swatches(title.as_deref().unwrap_or_default(), entries, cols, room, pen)
            }
            Legend::Bar { .. } => bar::bar(legend, room, pen),
        };
        block.stack(&part, top);
    }
    block
}

/// One legend of words beside symbols: in one column, in two where it is too high, and cut where
/// that is not enough.
fn swatches(
    title: &str,
    entries: &[Entry],
    cols: Option<u32>,
    [width, height]: [f64; 2],
    pen: &Pen,
) -> Block {
    let mut block = Block::default();
    if width < INDENT + NARROWEST * pen.k || height < ROW {
        block.notes.push(NO_ROOM.to_owned());
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
    let counts = cols.map_or(vec![1, 2], |count| vec![count as usize, 1]);
    let columns = counts
        .into_iter()
        .map(|count| Columns::fill(entries, count, cols.is_some(), [width, height - top], pen));
    let best = columns.flatten().min_by_key(|c| (c.left_out, c.cut));
    match best.filter(|c| c.left_out < entries.len()) {
        Some(columns) => columns.draw(top, &mut block, pen),
        None => block = Block { notes: vec![NO_ROOM.to_owned()], ..Block::default() },
    }
    block
}

/// Entries in columns.
struct Columns<'a> {
    /// Column by column: entry and lines of words.
    filled: Vec<Vec<(&'a Entry, Vec<String>)>>,
    /// How many entries had no room.
    left_out: usize,
    /// How many words were cut.
    cut: usize,
}

impl<'a> Columns<'a> {
    /// Entries in `count` columns of a space; none when columns would be too narrow for words.
    fn fill(
        entries: &'a [Entry],
        count: usize,
        even: bool,
        size: [f64; 2],
        pen: &Pen,
    ) -> Option<Self> {
        let between = BETWEEN * (count - 1) as f64;
        let widest = entries.iter().map(|entry| indent(&entry.key)).fold(INDENT, f64::max);
        let max = ((size[0] - between) / count as f64 - widest).min(WIDEST * pen.k);
        if max < NARROWEST * pen.k {
            return None;
        }
        let font = pen.label();
        // Wanted columns are equally long; others are filled one after the other.
        let most = if even { entries.len().div_ceil(count) } else { usize::MAX };
        let mut all = Self { filled: vec![Vec::new()], left_out: 0, cut: 0 };
        let mut used = 0.0;
        for (i, entry) in entries.iter().enumerate() {
            let whole = text::fit(&entry.label, &font, max, 2);
            all.cut += usize::from(whole.is_none());
            let cut = || wrapped(&entry.label, max, pen);
            let lines = whole.unwrap_or_else(cut);
            let height = row_height(lines.len(), pen);
            let full = all.filled.last().is_some_and(|column| column.len() >= most);
            if used + height > size[1] || full {
                if all.filled.len() == count {
                    all.left_out = entries.len() - i;
                    break;
                }
                all.filled.push(Vec::new());
                used = 0.0;
            }
            used += height;
            if let Some(column) = all.filled.last_mut() {
                column.push((entry, lines));
            }
        }
        if all.left_out > 0 {
            // The last row says how many are missing.
            all.left_out += all.filled.last_mut().map_or(0, |c| usize::from(c.pop().is_some()));
        }
        Some(all)
    }

    /// Add the rows to a block, below `top`.
    fn draw(&self, top: f64, block: &mut Block, pen: &Pen) {
        let font = pen.label();
        let mut x = 0.0;
        for (i, column) in self.filled.iter().enumerate() {
            let (mut y, mut right) = (top + 10.0, x);
            for (entry, lines) in column {
                let wide = lines.iter().map(|line| text::width(line, &font)).fold(0.0, f64::max);
                let [symbol_at, words_at] = sides(&entry.key, wide);
                block.items.push(symbol(&entry.key, [x + symbol_at, y]));
                for (j, line) in lines.iter().enumerate() {
                    let at = [x + words_at, text::centered(y + 14.0 * pen.k * j as f64, &font)];
                    let item = words(at, line, font, pen.look.ink, Anchor::Start);
                    block.items.push(Item::Text(item));
                }
                let indent = indent(&entry.key);
                right = right.max(x + indent + wide);
                let height = row_height(lines.len(), pen);
                let half = row_height(1, pen) / 2.0;
                let place = [x, y - half, indent + wide, height];
                block.names.push(Name { label: entry.label.clone(), place });
                y += height;
            }
            if self.left_out > 0 && i + 1 == self.filled.len() {
                right = right.max(x + block.more(self.left_out, [x, y], pen));
                y += row_height(1, pen);
            }
            block.width = block.width.max(right);
            block.height = block.height.max(y - 10.0);
            x = right + BETWEEN;
        }
        block.notes.extend(super::pen::shortened(self.cut, "legend entry", "legend entries"));
    }
}

/// Words that do not fit in two whole lines: cut in the second, or in the first where one word
/// alone is too wide.
fn wrapped(label: &str, max: f64, pen: &Pen) -> Vec<String> {
    let font = pen.label();
    let narrow = text::fit(label, &font, max, usize::MAX).is_none();
    if narrow { vec![text::ellipsize(label, &font, max)] } else { text::wrap(label, &font, max, 2) }
}

/// Height of an entry of so many lines.
fn row_height(lines: usize, pen: &Pen) -> f64 {
    ROW * pen.k.max(0.75) + 14.0 * pen.k * lines.saturating_sub(1) as f64
}

/// Room for a symbol beside its words: an arrow may be long.
fn indent(key: &Key) -> f64 {
    if matches!(key, Key::Arrow { .. }) { arrow::LONGEST + 8.0 } else { INDENT }
}

/// Where a symbol and its words begin, which are so wide: an arrow stands after them, since its
/// length is known last.
fn sides(key: &Key, wide: f64) -> [f64; 2] {
    if matches!(key, Key::Arrow { .. }) { [wide + 8.0, 0.0] } else { [0.0, INDENT] }
}

/// The symbol of an entry, at the left of a row whose middle is `y`.
pub(super) fn symbol(key: &Key, [x, y]: [f64; 2]) -> Item {
    match key {
        Key::Line { color, width, dash } => {
            let stroke = Stroke { dash: dash.clone(), ..Stroke::solid(*color, *width) };
            Item::Path(Path::line([x, y], [x + 14.0, y], stroke))
        }
        Key::Dot { color, marker, radius } => Item::Dots(Dots {
            centers: vec![[x + 6.0, y]],
            radius: vec![*radius],
            marker: *marker,
            fill: vec![*color],
            opacity: 1.0,
            ..Dots::default()
        }),
        Key::Arrow { color, length, width } => Item::Path(Path {
            points: arrow::outline([x, y], [*length, 0.0], 0.0, *width),
            starts: vec![0],
            closed: true,
            fill: Some(Fill { color: *color, opacity: 1.0 }),
            ..Path::default()
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

/// Legends of swatches in rows above the panels, in a space of at most this width and height.
pub(super) fn top(legends: &[&Legend], [width, height]: [f64; 2], pen: &Pen) -> Block {
    let row = TOP_ROW * pen.k;
    // Below this lies the last row.
    let last_row = row * (((height / row) as usize).max(1) as f64 - 1.0);
    let parts: Vec<(&str, Option<&Key>)> = legends.iter().flat_map(|l| in_row(l)).collect();
    let count = parts.iter().filter(|(_, key)| key.is_some()).count();
    let more = BETWEEN + text::width(&more(count), &pen.label());
    let mut block = Block::default();
    let ([mut x, mut y], mut shown, mut cut) = ([0.0, row / 2.0], 0, 0);
    for (i, (label, key)) in parts.iter().enumerate() {
        let font = if key.is_some() { pen.label() } else { pen.legend_title() };
        let indent = key.map_or(0.0, indent);
        let short = text::ellipsize(label, &font, (WIDEST * pen.k).min(width - indent));
        let wide = indent + text::width(&short, &font);
        let wraps = x > 0.0 && x + wide > width;
        let [to_x, to_y] = if wraps { [0.0, y + row] } else { [x, y] };
        // The last row keeps room for the count of those left out.
        let kept = if to_y < last_row || i + 1 == parts.len() { 0.0 } else { more };
        if to_y > last_row + row || to_x + wide + kept > width {
            break;
        }
        cut += usize::from(short != text::clean(label));
        shown += usize::from(key.is_some());
        let [symbol_at, words_at] = key.map_or([0.0; 2], |key| sides(key, wide - indent));
        block.items.extend(key.map(|key| symbol(key, [to_x + symbol_at, to_y])));
        if key.is_some() {
            let place = [to_x, to_y - row / 2.0, wide, row];
            block.names.push(Name { label: (*label).to_owned(), place });
        }
        let at = [to_x + words_at, text::centered(to_y, &font)];
        block.items.push(Item::Text(words(at, &short, font, pen.look.ink, Anchor::Start)));
        (x, y) = (to_x + wide + BETWEEN, to_y);
        block.width = block.width.max(to_x + wide);
    }
    if shown == 0 {
        let notes = if count > 0 { vec![NO_ROOM.to_owned()] } else { Vec::new() };
        return Block { notes, ..Block::default() };
    }
    if shown < count && x + more > width {
        (x, y) = (0.0, y + row);
    }
    block.more(count - shown, [x, y], pen);
    block.notes.extend(super::pen::shortened(cut, "legend entry", "legend entries"));
    block.height = y + row / 2.0;
    block
}

/// What stands for entries that are left out.
fn more(count: usize) -> String {
    format!("+ {count} more")
}

/// The words of a legend in a row: its title, and its entries with their symbols.
fn in_row(legend: &Legend) -> Vec<(&str, Option<&Key>)> {
    let Legend::Swatches { title, entries } = legend else { return Vec::new() };
    let title =
        title.as_deref().filter(|title| !title.trim().is_empty()).map(|title| (title, None));
    title.into_iter().chain(entries.iter().map(|e| (e.label.as_str(), Some(&e.key)))).collect()
}
