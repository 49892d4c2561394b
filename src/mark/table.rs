//! Words and numbers in rows and columns, as many as there is room for.

use std::collections::BTreeMap;

use super::{Ink, Panel, Rows};
use crate::color::Color;
use crate::data::Columns;
use crate::scale::format;
use crate::scene::{Anchor, Font, Item, Path, Stroke, Text, text};
use crate::spec::Channel;
use crate::warn::{count, verb};

/// Least room between two columns, and most that is added to it.
const GAP: f64 = 24.0;
const MORE: f64 = 96.0;
/// Rows are at most so many times as high as they need to be.
const LOOSE: f64 = 1.5;
/// Sizes of letters, the largest first.
const SIZES: [f64; 5] = [14.0, 13.5, 13.0, 12.5, 12.0];
/// What stands for a missing value.
const MISSING: &str = "–";
/// A column of words is not cut below this width.
const LEAST: f64 = 70.0;

/// The first rows, under the names of the columns.
pub(super) fn draw(columns: &Columns, rows: Rows<'_>, panel: &Panel, ink: &Ink<'_>) -> Vec<Item> {
    let Some(grid) = Grid::of(columns, rows, panel, ink) else { return Vec::new() };
    let [left, top, width, _] = panel.rect;
    let mut items = grid.rules(left, top);
    let mut x = left;
    for column in &grid.columns {
        let (at, anchor) =
            if column.numeric { (x + column.width, Anchor::End) } else { (x, Anchor::Start) };
        let head = Font::bold(grid.font.size);
        let place = [at, top + grid.heading()];
        items.push(Grid::word(&column.name, place, head, anchor, ink.look.ink));
        for (row, word) in column.words.iter().enumerate() {
            let place = [at, grid.level(row) + top];
            let (word, color) = match word {
                Some(word) => (word.as_str(), ink.look.ink),
                None => (MISSING, ink.look.ink3),
            };
            items.push(Grid::word(word, place, grid.font, anchor, color));
        }
        x += column.width + grid.gap;
    }
    if let Some(words) = grid.more() {
        let y = grid.level(grid.rows) + top;
        let cells = ink.line.map(|line| 0.5 * line);
        let words = cut(&words, &grid.font, width, cells);
        items.push(Grid::word(&words, [left, y], grid.font, Anchor::Start, ink.look.ink2));
    }
    items
}

/// The rows and columns that found no room, in a sentence.
pub(super) fn left_out(
    columns: &Columns,
    rows: Rows<'_>,
    panel: &Panel,
    ink: &Ink<'_>,
) -> Option<String> {
    let grid = Grid::of(columns, rows, panel, ink)?;
    let mut left = Vec::new();
    if grid.more_rows > 0 {
        left.push(count(grid.more_rows as u64, "row"));
    }
    if grid.more_columns > 0 {
        left.push(count(grid.more_columns as u64, "column"));
    }
    let all = grid.more_rows + grid.more_columns;
    let are = verb(all as u64, "is", "are");
    (all > 0).then(|| {
        format!(
            "{} {are} not shown; a larger figure has room, -o rows.csv has all",
            left.join(" and ")
        )
    })
}

/// A column as it is shown.
struct Column {
    name: String,
    /// None where the value is missing.
    words: Vec<Option<String>>,
    numeric: bool,
    /// Numbers and times, which are not cut.
    rigid: bool,
    width: f64,
}

/// A table that fits its panel.
struct Grid<'a> {
    ink: &'a Ink<'a>,
    font: Font,
    columns: Vec<Column>,
    /// Rows that are shown.
    rows: usize,
    more_rows: usize,
    more_columns: usize,
    /// Height of the names of columns.
    head: f64,
    /// Height of a row.
    line: f64,
    /// Between two columns.
    gap: f64,
}

impl<'a> Grid<'a> {
    fn of(columns: &Columns, rows: Rows<'_>, panel: &Panel, ink: &'a Ink<'a>) -> Option<Self> {
        let names = columns.get(Channel::X)?.levels();
        let total = rows.iter().map(|row| columns.at(Channel::Offset, row)).fold(0.0, f64::max);
        let total = total as usize;
        let k = ink.look.font;
        // In a terminal a row is a line, and the rule below the names another.
        let (mut head, mut line) = ink.line.map_or((26.0 * k, 22.0 * k), |line| (2.0 * line, line));
        let [_, _, w, h] = panel.rect;
        let fit = ((h - head) / line + 1e-6).floor().max(0.0) as usize;
        let fit = if total > fit { fit.saturating_sub(1) } else { total };
        let mut cells: Vec<BTreeMap<usize, usize>> = vec![BTreeMap::new(); names.len()];
        for row in rows.iter() {
            let place = columns.get(Channel::X)?.code(row).and_then(|code| cells.get_mut(code));
            let number = columns.at(Channel::Y, row);
            if let Some(place) = place.filter(|_| number < fit as f64) {
                place.insert(number as usize, row);
            }
        }
        let fit = cells.iter().map(BTreeMap::len).max().unwrap_or(0);
        // Room that is left over makes rows and letters larger.
        let spare =
            if ink.line.is_none() && total <= fit { h / (head + line * fit as f64) } else { 1.0 };
        let loose = spare.clamp(1.0, LOOSE);
        head *= loose;
        line *= loose;
        let mut grid = Self {
            ink,
            font: Font::regular(12.0 * k),
            columns: Vec::new(),
            rows: fit,
            more_rows: total.saturating_sub(fit),
            more_columns: 0,
            head,
            line,
            gap: ink.line.unwrap_or(GAP),
        };
        for size in SIZES.into_iter().filter(|size| *size <= 12.0 * loose) {
            grid.font = Font::regular(size * k);
            let shown = names.iter().zip(&cells).filter(|(_, cells)| !cells.is_empty());
            grid.columns = shown
                .map(|(name, cells)| {
                    let rows: Vec<usize> = cells.values().copied().collect();
                    grid.column(name, columns, &rows)
                })
                .collect();
            if grid.width() <= w {
                break;
            }
        }
        grid.narrow(w);
        grid.spread(w);
        Some(grid).filter(|grid| !grid.columns.is_empty())
    }

    /// A column with its words, or its numbers with the decimals that all of them need.
    fn column(&self, name: &str, columns: &Columns, rows: &[usize]) -> Column {
        let numbers: Vec<f64> = rows.iter().map(|&row| columns.at(Channel::Z, row)).collect();
        let numeric = numbers.iter().any(|v| !v.is_nan());
        let words = if numeric {
            written(&numbers)
        } else {
            let texts = columns.get(Channel::Text);
            let word = |&row: &usize| {
                texts.and_then(|t| t.levels().get(t.code(row)?).map(|word| text::clean(word)))
            };
            rows.iter().map(word).collect::<Vec<Option<String>>>()
        };
        let head = self.measure(name, &Font::bold(self.font.size));
        let width =
            words.iter().flatten().map(|word| self.measure(word, &self.font)).fold(head, f64::max);
        let rigid =
            numeric || !words.iter().flatten().any(|word| word.chars().any(char::is_alphabetic));
        Column { name: name.to_owned(), words, numeric, rigid, width: width.ceil() }
    }

    /// Width of words; in a terminal every letter has a cell of its own.
    fn measure(&self, word: &str, font: &Font) -> f64 {
        let cells = self.ink.line.map_or(0.0, |line| 0.5 * line * word.chars().count() as f64);
        text::width(word, font).max(cells)
    }

    /// Cut the widest columns of words until all fit, and leave out the last when they still do not.
    fn narrow(&mut self, room: f64) {
        loop {
            let all = self.width();
            if all <= room || self.columns.len() < 2 {
                break;
            }
            let cut = |c: &&mut Column| !c.rigid && c.width > LEAST;
            let widest =
                self.columns.iter_mut().filter(cut).max_by(|a, b| a.width.total_cmp(&b.width));
            // The widest is cut to the next, or to what is needed.
            if let Some(column) = widest {
                column.width = (column.width - (all - room).clamp(1.0, 8.0)).max(LEAST);
            } else {
                self.columns.pop();
                self.more_columns += 1;
            }
        }
        let heavy = Font::bold(self.font.size);
        let cells = self.ink.line.map(|line| 0.5 * line);
        for column in &mut self.columns {
            column.width = column.width.min(room);
            column.name = cut(&column.name, &heavy, column.width, cells);
            for word in column.words.iter_mut().flatten() {
                *word = cut(word, &self.font, column.width, cells);
            }
        }
    }

    /// Give the columns the room that is left; not so much that rows fall apart.
    fn spread(&mut self, room: f64) {
        let gaps = self.columns.len().saturating_sub(1).max(1) as f64;
        if self.ink.line.is_none() {
            self.gap += ((room - self.width()) / gaps).clamp(0.0, MORE);
        }
    }

    /// Width of the whole table.
    fn width(&self) -> f64 {
        self.columns.iter().map(|column| column.width + self.gap).sum::<f64>() - self.gap
    }

    /// The middle of the names of columns, from the top of the table.
    fn heading(&self) -> f64 {
        self.ink.line.unwrap_or(self.head) / 2.0
    }

    /// The middle of a row, from the top of the table.
    fn level(&self, row: usize) -> f64 {
        self.head + (row as f64 + 0.5) * self.line
    }

    /// What is not shown, in the table's last line.
    fn more(&self) -> Option<String> {
        let mut words = Vec::new();
        for (more, noun) in [(self.more_rows, "row"), (self.more_columns, "column")] {
            if more > 0 {
                let number = format::number(more as f64);
                let noun = if more == 1 { noun.to_owned() } else { format!("{noun}s") };
                words.push(format!("+ {number} more {noun}"));
            }
        }
        (!words.is_empty()).then(|| words.join(", "))
    }

    /// A line below the names, and on a page a faint one between rows.
    fn rules(&self, left: f64, top: f64) -> Vec<Item> {
        let look = self.ink.look;
        let right = left + self.width();
        let rules = |levels: Vec<f64>, color| {
            let mut path = Path { stroke: Some(Stroke::solid(color, 1.0)), ..Path::default() };
            for y in levels {
                path.starts.push(path.points.len());
                path.points.extend([[left, y], [right, y]]);
            }
            Item::Path(path)
        };
        if let Some(line) = self.ink.line {
            return vec![rules(vec![top + 1.5 * line], look.ink3)];
        }
        let below = |row: usize| (top + self.head + row as f64 * self.line).round() - 0.5;
        let faint = (1..=self.rows).map(below).collect();
        vec![rules(faint, look.grid), rules(vec![below(0)], look.ink3)]
    }

    fn word(word: &str, [x, y]: [f64; 2], font: Font, anchor: Anchor, color: Color) -> Item {
        Item::Text(Text {
            at: [x, text::centered(y, &font)],
            text: word.to_owned(),
            font,
            color,
            anchor,
            rotate: 0.0,
            halo: None,
            aside: [0.0; 2],
            row: None,
        })
    }
}

/// Words of at most this width, or of as many letters as there are cells.
fn cut(word: &str, font: &Font, width: f64, cell: Option<f64>) -> String {
    let Some(cell) = cell else {
        return if text::width(word, font) <= width + 0.5 {
            word.to_owned()
        } else {
            text::ellipsize(word, font, width)
        };
    };
    let cells = (width / cell + 1e-6).floor() as usize;
    if word.chars().count() <= cells {
        return word.to_owned();
    }
    let kept: String = word.chars().take(cells.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// Numbers that share their decimals: as many as they have, and four digits where that is many.
fn written(numbers: &[f64]) -> Vec<Option<String>> {
    let sizes = || numbers.iter().map(|v| v.abs()).filter(|v| v.is_finite() && *v > 0.0);
    let (least, greatest) = (sizes().fold(f64::INFINITY, f64::min), sizes().fold(0.0, f64::max));
    let exact = |decimals: &i32| {
        let scale = 10.0_f64.powi(*decimals);
        sizes().all(|v| ((v * scale).round() / scale - v).abs() <= 1e-12 * v)
    };
    let few = (3 - format::exponent(greatest)).clamp(0, 6);
    let decimals = (0..=4).find(exact).unwrap_or(few);
    let lost = least < 0.5 * 10.0_f64.powi(-decimals);
    let word = |v: &f64| match *v {
        v if v.is_nan() => None,
        v if lost || greatest >= 1e15 || !v.is_finite() => Some(format::number(v)),
        v => Some(format::fixed(v, decimals as usize, greatest >= 1e4)),
    };
    numbers.iter().map(word).collect()
}
