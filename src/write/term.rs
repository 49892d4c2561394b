//! A scene in a terminal: words and rules as characters, lines and points as braille dots, bars
//! and images as blocks.
//!
//! The scene is laid out for the terminal, `scene_size(columns, lines)` pixels large. A cell is
//! 7 by 14 of its pixels, which is what a 12 px letter needs, so that words which were measured
//! apart stay apart.

use std::io::Write;

use crate::color::Color;
use crate::error::{Error, Result};
use crate::scene::{Anchor, Class, Dots, Image, Item, Marker, Path, Rects, Scene, Text, Weight};

use super::pixel::cells::{Cell, Cells};
use super::pixel::snap::{Snap, whole};
use super::pixel::tell::Tell;
use super::pixel::words::{self, Word};
use super::pixel::{self, Line};
use super::{Content, Document, Writer};

/// Width of a cell in scene pixels.
pub const CELL_WIDTH: f64 = 7.0;
/// Height of a cell in scene pixels.
pub const CELL_HEIGHT: f64 = 14.0;

/// The size that a scene must be laid out in to fill so many cells.
#[must_use]
pub fn scene_size(columns: u16, lines: u16) -> (f64, f64) {
    (f64::from(columns) * CELL_WIDTH, f64::from(lines) * CELL_HEIGHT)
}

/// The symbol for what is filled.
const BOX: &str = "■";

/// Terminals, and text files.
pub struct Term;

impl Writer for Term {
    fn name(&self) -> &'static str {
        "term"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt"]
    }

    fn media_type(&self) -> &'static str {
        "text/plain; charset=utf-8"
    }

    fn content(&self) -> Content {
        Content::Cells
    }

    fn binary(&self) -> bool {
        false
    }

    fn summary(&self) -> &'static str {
        "characters, for a terminal or a text file"
    }

    fn write(&self, document: &Document<'_>, out: &mut dyn Write) -> Result<()> {
        let color = document.terminal.is_some_and(|t| t.color);
        let text = draw(document.scene, color)?;
        out.write_all(text.as_bytes()).map_err(Error::not_written)
    }
}

/// The scene as lines of characters, with colours as SGR sequences when `color`.
pub fn draw(scene: &Scene, color: bool) -> Result<String> {
    let count = |pixels: f64, cell: f64| (pixels / cell).round().clamp(1.0, 2000.0) as usize;
    let (columns, lines) = (count(scene.width, CELL_WIDTH), count(scene.height, CELL_HEIGHT));
    let snap = Snap::new(scene);
    let tell = if color { Tell::default() } else { Tell::of(scene) };
    let cells = Cells::new(columns, lines);
    let mut sheet = Sheet { cells, tell, words: vec![], levels: vec![] };
    for group in &scene.groups {
        for item in &group.items {
            sheet.paint(scene, group.class, &snap.item(item))?;
        }
    }
    let mut words = sheet.words();
    let mut cells = sheet.cells;
    for key in words.iter_mut().filter(|word| !color && word.text == BOX) {
        key.text = key.color.map_or(BOX.into(), |color| cells.texture(color).into());
    }
    for letter in words::place(&words, columns, lines) {
        cells.letter(letter);
    }
    Ok(print(&cells.show(color), color))
}

/// The canvas, and what is placed on it when all is known.
struct Sheet {
    cells: Cells,
    /// What tells series apart where colours cannot.
    tell: Tell,
    /// Rank, height of the middle, words.
    words: Vec<(u8, f64, Word)>,
    /// Heights of rules and symbols: words that stand beside one share its line.
    levels: Vec<f64>,
}

impl Sheet {
    /// The words in the order in which they claim their cells.
    fn words(&mut self) -> Vec<Word> {
        let mut words = std::mem::take(&mut self.words);
        words.sort_by_key(|(rank, ..)| *rank);
        let place = |(_, middle, word): (u8, f64, Word)| {
            let near = |level: &&f64| (*level - middle).abs() < 2.0;
            let closer = |a: &&f64, b: &&f64| (*a - middle).abs().total_cmp(&(*b - middle).abs());
            let level = self.levels.iter().filter(near).min_by(closer);
            Word { line: line_of(level.copied().unwrap_or(middle)), ..word }
        };
        words::thinned(words.into_iter().map(place).collect())
    }

    /// Put one item on the canvas, or among the words.
    fn paint(&mut self, scene: &Scene, class: Class, item: &Item) -> Result<()> {
        let zoom = [8.0 / CELL_WIDTH, 8.0 / CELL_HEIGHT];
        match item {
            Item::Text(text) => self.words.push((rank(class), middle(text), word(text, class))),
            Item::Path(path) if class == Class::Legend && path.closed => {
                self.key(&path.points, BOX, path.fill.map(|f| f.color));
            }
            Item::Path(path) if matches!(class, Class::Legend | Class::Ends) => {
                let stroke = path.stroke.as_ref().map(|s| s.color);
                let sign = path.stroke.as_ref().map_or("──", |s| self.tell.line(s));
                if path.points.iter().any(|p| (p[0] - path.points[0][0]).abs() > 8.0) {
                    self.key(&path.points, sign, stroke);
                }
            }
            Item::Path(path) if class != Class::Marks && self.ruled(path, class) => {}
            Item::Dots(dots) if class == Class::Legend => {
                let color = dots.fill.first().copied().or(dots.stroke.as_ref().map(|s| s.color));
                for center in &dots.centers {
                    let own = color.and_then(|color| self.tell.sign(color));
                    self.key(&[*center], own.unwrap_or(sign(dots.marker)), color);
                }
            }
            Item::Rects(rects) if class == Class::Legend => {
                for (i, &[x, y, w, h]) in rects.boxes.iter().enumerate() {
                    let color = rects.fill.get(i).or(rects.fill.first()).copied();
                    self.key(&[[x, y], [x + w, y + h]], BOX, color);
                }
            }
            Item::Rects(rects) => {
                let stroke = rects.stroke.clone().filter(|s| Some(s.color) != scene.background);
                let boxes = whole(&rects.boxes);
                let rects = Rects { boxes, stroke, ..rects.clone() };
                pixel::paint_item(&Item::Rects(rects), &mut self.cells, zoom)?;
            }
            Item::Path(path) if class == Class::Marks && self.tell.dash(path).is_some() => {
                let dashed = self.tell.dash(path).map(Item::Path);
                pixel::paint_item(dashed.as_ref().unwrap_or(item), &mut self.cells, zoom)?;
            }
            Item::Dots(dots) if class == Class::Marks && self.tell.names(dots) => {
                self.signs(dots);
            }
            Item::Dots(dots) if !dots.fill.is_empty() && dots.stroke.is_some() => {
                // An outline is thinner than a dot.
                let dots = Dots { stroke: None, ..dots.clone() };
                pixel::paint_item(&Item::Dots(dots), &mut self.cells, zoom)?;
            }
            Item::Image(image) if class == Class::Legend => {
                // A colour bar fills whole cells, so that its labels do not touch it.
                let [x, y, w, h] = image.place;
                let cells = [(x / CELL_WIDTH).floor(), (w / CELL_WIDTH).round().max(1.0)];
                let place = [cells[0] * CELL_WIDTH, y, cells[1] * CELL_WIDTH, h];
                let bar = Item::Image(Image { place, ..image.clone() });
                pixel::paint_item(&bar, &mut self.cells, zoom)?;
            }
            item => pixel::paint_item(item, &mut self.cells, zoom)?,
        }
        Ok(())
    }

    /// The symbol of a legend, in the middle of its shape.
    fn key(&mut self, points: &[[f64; 2]], sign: &str, color: Option<Color>) {
        let middle = |axis: usize| {
            let ends = points.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), p| {
                (p[axis].min(low), p[axis].max(high))
            });
            f64::midpoint(ends.0, ends.1)
        };
        let [x, y] = [middle(0), middle(1)];
        if !x.is_finite() || !y.is_finite() {
            return;
        }
        self.levels.push(y);
        let word = Word {
            text: sign.into(),
            column: x / CELL_WIDTH,
            line: 0,
            anchor: Anchor::Middle,
            color,
            bold: false,
            // Letters are wider here than on a page: the name before it may reach into its cells.
            slack: 2,
            flat: false,
            drop: 0,
            cut: false,
        };
        self.words.push((rank(Class::Legend), y, word));
    }

    /// Points of several series, each as the sign of its own.
    fn signs(&mut self, dots: &Dots) {
        for (i, [x, y]) in dots.centers.iter().enumerate() {
            let color = dots.fill.get(i).or(dots.fill.first());
            let ch = color.and_then(|color| self.tell.sign(*color)).and_then(|s| s.chars().next());
            if x.is_finite() && y.is_finite() && ch.is_some() {
                let at = [(x / CELL_WIDTH).floor() as i64, (y / CELL_HEIGHT).floor() as i64];
                self.cells.sign(at, ch);
            }
        }
    }

    /// Draw lines along cells with box characters. False when some part does not run along them.
    fn ruled(&mut self, path: &Path, class: Class) -> bool {
        let Some(stroke) = path.stroke.as_ref().filter(|_| path.fill.is_none()) else {
            return false;
        };
        let straight = |part: &[[f64; 2]]| matches!(part, [a, b] if (a[0] - b[0]).abs() < 0.01 || (a[1] - b[1]).abs() < 0.01);
        if !path.parts().all(straight) {
            return false;
        }
        let line = match class {
            Class::Grid => Line::Faint,
            Class::Annotation => Line::Dashed,
            _ => Line::Solid,
        };
        let color = ink(stroke.color);
        let [across, down] = [|v: f64| v / CELL_WIDTH, |v: f64| v / CELL_HEIGHT];
        for part in path.parts() {
            let [a, b] = part else { continue };
            let ([x0, x1], [y0, y1]) = (sorted(a[0], b[0]), sorted(a[1], b[1]));
            if y1 - y0 < 0.01 {
                let y = line_of(y0);
                self.levels.push(y0);
                // What stands at the right end of an axis is in the cell that begins there.
                let [from, to] = [across(x0).round() as i64, across(x1).round() as i64];
                self.cells.rule([from, y], [to, y], line, color);
            } else {
                let x = across(x0).floor() as i64;
                if y1 - y0 < 0.6 * CELL_HEIGHT {
                    self.cells.tick(x, down(f64::midpoint(y0, y1)).floor() as i64, color);
                } else {
                    let [from, to] = [down(y0).round() as i64, down(y1).round() as i64 - 1];
                    self.cells.rule([x, from], [x, to], line, color);
                }
            }
        }
        true
    }
}

/// Order in which words claim their cells.
fn rank(class: Class) -> u8 {
    match class {
        Class::Title => 0,
        Class::Strip => 1,
        Class::Axes | Class::Names | Class::Grid => 2,
        Class::Legend | Class::Ends => 3,
        Class::Annotation => 4,
        Class::Marks => 5,
    }
}

/// The height of the middle of the letters; of turned ones, where they hang: clear of the axis.
fn middle(text: &Text) -> f64 {
    if turned(text) { text.at[1] + 5.0 } else { text.at[1] - 0.36 * text.font.size }
}

fn turned(text: &Text) -> bool {
    text.rotate.abs() > 1.0
}

fn word(text: &Text, class: Class) -> Word {
    let turned = turned(text);
    // Turned words lie flat.
    let anchor = if turned { Anchor::Middle } else { text.anchor };
    let drop = if class == Class::Annotation { 2 } else { 0 };
    Word {
        text: text.text.clone(),
        column: text.at[0] / CELL_WIDTH,
        line: 0,
        anchor,
        color: ink(text.color),
        bold: text.font.weight == Weight::Bold,
        slack: if matches!(class, Class::Axes | Class::Names) { 1 } else { 3 },
        flat: turned,
        drop,
        cut: class != Class::Marks && text.anchor == Anchor::Start && !turned,
    }
}

fn sign(marker: Marker) -> &'static str {
    match marker {
        Marker::Circle => "●",
        Marker::Square => "■",
        Marker::Diamond => "◆",
        Marker::Triangle => "▲",
        Marker::TriangleDown => "▼",
        Marker::Plus => "+",
        Marker::Cross => "×",
        Marker::Star => "★",
    }
}

/// The line of cells at a height. What belongs to an axis line lies on it to within a pixel, and
/// that is where one line of cells ends and the next begins: it goes to the next.
fn line_of(y: f64) -> i64 {
    ((y + 1.0) / CELL_HEIGHT).floor() as i64
}

fn sorted(a: f64, b: f64) -> [f64; 2] {
    [a.min(b), a.max(b)]
}

/// Greys are the terminal's own colour: its ground may be dark or light.
fn ink(color: Color) -> Option<Color> {
    let channels = [color.r, color.g, color.b];
    let spread = channels.iter().max()? - channels.iter().min()?;
    (spread > 24).then_some(color)
}

/// Lines of text, without empty ones around and without blanks at their ends.
fn print(page: &[Vec<Cell>], color: bool) -> String {
    let blank = |cell: &Cell| {
        matches!(cell.ch, Some(' ' | '\u{2800}')) && cell.ground.is_none() && !cell.inverted
    };
    let lines: Vec<&[Cell]> = page
        .iter()
        .map(|line| {
            let used = line.iter().rposition(|cell| !blank(cell)).map_or(0, |last| last + 1);
            line.get(..used).unwrap_or(&[])
        })
        .collect();
    let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(0);
    let last = lines.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
    let mut out = String::new();
    for line in lines.get(first..last).unwrap_or(&[]) {
        let mut style = String::new();
        for cell in *line {
            if color {
                let wanted = sgr(cell);
                if wanted != style {
                    out.push_str("\u{1b}[0");
                    out.push_str(&wanted);
                    out.push('m');
                    style = wanted;
                }
            }
            out.extend(cell.ch);
        }
        if !style.is_empty() {
            out.push_str("\u{1b}[0m");
        }
        out.push('\n');
    }
    out
}

/// The parameters of a cell's SGR sequence, each after a semicolon.
fn sgr(cell: &Cell) -> String {
    let mut codes = String::new();
    if cell.bold {
        codes.push_str(";1");
    }
    if cell.inverted {
        codes.push_str(";7");
    }
    // Nearly black and nearly white are the terminal's own ink: either could be its ground.
    let seen = |c: &Color| ink(*c).is_some() || (60..=225).contains(&c.g);
    if let Some(Color { r, g, b, .. }) = cell.color.filter(|c| cell.ground.is_some() || seen(c)) {
        codes.extend([38, 2, r, g, b].map(|n| format!(";{n}")));
    } else if cell.faint {
        codes.push_str(";90");
    }
    if let Some(Color { r, g, b, .. }) = cell.ground {
        codes.extend([48, 2, r, g, b].map(|n| format!(";{n}")));
    }
    codes
}
