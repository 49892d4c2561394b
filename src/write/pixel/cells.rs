//! A terminal as a plotters backend: braille dots for lines and points, blocks for what is filled.
//!
//! A cell is 8 by 8 backend pixels. Filled shapes are kept at that resolution and shown with block
//! characters; lines and circles are drawn with the 2 by 4 dots of a braille character. Words and
//! rules are set in whole cells, beside the backend's own methods.

use std::convert::Infallible;

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    rasterizer,
};

use crate::color::Color;

use super::glyph::{self, Line, SUB};
use super::ink::{Ink, Tone, common, filled, ground, mean, tone};
use super::words::Letter;

/// Braille dots in a cell, and the colour of the last one.
#[derive(Clone, Copy, Debug, Default)]
struct Dots {
    mask: u8,
    color: Option<Color>,
}

/// Box-drawing lines in a cell.
#[derive(Clone, Copy, Debug)]
struct Rule {
    arms: u8,
    line: Line,
    color: Option<Color>,
    over: bool,
}

/// A character with its colours.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::write) struct Cell {
    /// The character; none: the right half of a wide one.
    pub(in crate::write) ch: Option<char>,
    /// Of the character; none: the terminal's own.
    pub(in crate::write) color: Option<Color>,
    /// Behind it; none: the terminal's own.
    pub(in crate::write) ground: Option<Color>,
    /// Bold.
    pub(in crate::write) bold: bool,
    /// Fainter than the rest.
    pub(in crate::write) faint: bool,
    /// Ink and ground swapped.
    pub(in crate::write) inverted: bool,
}

/// More colours than this are a scale, not names.
const NAMES: usize = 10;

/// The canvas.
pub struct Cells {
    columns: usize,
    lines: usize,
    fills: Vec<Option<Ink>>,
    dots: Vec<Dots>,
    rules: Vec<Option<Rule>>,
    letters: Vec<Option<Letter>>,
    /// The first colours that shapes were filled with.
    palette: Vec<Color>,
    /// The tone of the shape that is being filled; lines are its spans then.
    filling: Option<Tone>,
}

impl Cells {
    /// An empty canvas.
    #[must_use]
    pub fn new(columns: usize, lines: usize) -> Self {
        let cells = columns * lines;
        Self {
            columns,
            lines,
            fills: vec![None; cells * SUB * SUB],
            dots: vec![Dots::default(); cells],
            rules: vec![None; cells],
            letters: vec![None; cells],
            palette: Vec::new(),
            filling: None,
        }
    }

    fn index(&self, column: i64, line: i64) -> Option<usize> {
        let column = usize::try_from(column).ok().filter(|&c| c < self.columns)?;
        let line = usize::try_from(line).ok().filter(|&l| l < self.lines)?;
        Some(line * self.columns + column)
    }

    /// Draw lines of cells: from `from` to `to`, both in cells, along a line or a column.
    pub(in crate::write) fn rule(
        &mut self,
        from: [i64; 2],
        to: [i64; 2],
        line: Line,
        color: Option<Color>,
    ) {
        let arms = if from[1] == to[1] { 3 } else { 12 };
        for y in from[1]..=to[1] {
            for x in from[0]..=to[0] {
                self.join(x, y, arms, line, color);
            }
        }
    }

    /// Add a mark below an axis line.
    pub(in crate::write) fn tick(&mut self, column: i64, line: i64, color: Option<Color>) {
        self.join(column, line, 8, Line::Solid, color);
    }

    fn join(&mut self, x: i64, y: i64, arms: u8, line: Line, color: Option<Color>) {
        let Some(slot) = self.index(x, y).and_then(|i| self.rules.get_mut(i)) else { return };
        let over = line == Line::Dashed;
        match slot {
            Some(rule) if rule.line == line => rule.arms |= arms,
            Some(rule) if rule.line > line => {}
            _ => *slot = Some(Rule { arms, line, color, over }),
        }
    }

    /// Set one character of a word.
    pub(in crate::write) fn letter(&mut self, letter: Letter) {
        let at = self.index(letter.column as i64, letter.line as i64);
        if let Some(slot) = at.and_then(|i| self.letters.get_mut(i)) {
            *slot = Some(letter);
        }
    }

    /// Set the sign of a point.
    pub(in crate::write) fn sign(&mut self, [column, line]: [i64; 2], ch: Option<char>) {
        if let (Ok(column), Ok(line)) = (usize::try_from(column), usize::try_from(line)) {
            self.letter(Letter { column, line, ch, color: None, bold: false });
        }
    }

    fn fill(&mut self, (x, y): BackendCoord, color: Color, tone: Tone) {
        let (cx, cy) = (i64::from(x).div_euclid(8), i64::from(y).div_euclid(8));
        let Some(cell) = self.index(cx, cy) else { return };
        let (sx, sy) = (x.rem_euclid(8) as usize, y.rem_euclid(8) as usize);
        if tone != Tone::Light && self.palette.len() <= NAMES && !self.palette.contains(&color) {
            self.palette.push(color);
        }
        if let Some(slot) = self.fills.get_mut(cell * SUB * SUB + sy * SUB + sx) {
            *slot = Some(Ink { color, tone });
        }
    }

    /// Set the braille dot at (x, y), counted in dots.
    fn dot(&mut self, x: i64, y: i64, color: Color) {
        // Unicode numbers the dots down the left column, down the right, then the lowest pair.
        const BITS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
        let Some(cell) = self.index(x.div_euclid(2), y.div_euclid(4)) else { return };
        if let Some(dots) = self.dots.get_mut(cell) {
            dots.mask |= BITS[y.rem_euclid(4) as usize][x.rem_euclid(2) as usize];
            dots.color = Some(color);
        }
    }

    /// A line of dots, one per step along its longer axis (Bresenham).
    fn dotted(&mut self, from: BackendCoord, to: BackendCoord, color: Color) {
        let dots = |(x, y): BackendCoord| (i64::from(x).div_euclid(4), i64::from(y).div_euclid(2));
        let ((mut x, mut y), (x1, y1)) = (dots(from), dots(to));
        let (dx, dy) = ((x1 - x).abs(), -(y1 - y).abs());
        let (sx, sy) = ((x1 - x).signum(), (y1 - y).signum());
        let mut error = dx + dy;
        loop {
            self.dot(x, y, color);
            if (x, y) == (x1, y1) {
                return;
            }
            let twice = 2 * error;
            if twice >= dy {
                error += dy;
                x += sx;
            }
            if twice <= dx {
                error += dx;
                y += sy;
            }
        }
    }

    /// The characters, line by line. Without colours, only shapes can tell.
    pub(in crate::write) fn show(&self, color: bool) -> Vec<Vec<Cell>> {
        let mut page = Vec::with_capacity(self.lines);
        for line in 0..self.lines {
            let cells = (0..self.columns)
                .map(|column| self.cell(line * self.columns + column, color).unwrap_or_default());
            page.push(cells.collect());
        }
        page
    }

    fn cell(&self, at: usize, color: bool) -> Option<Cell> {
        let blank = Cell { ch: Some(' '), ..Cell::default() };
        if let Some(letter) = self.letters.get(at)? {
            return Some(Cell { ch: letter.ch, color: letter.color, bold: letter.bold, ..blank });
        }
        let fills = self.fills.get(at * SUB * SUB..(at + 1) * SUB * SUB)?;
        let dots = self.dots.get(at)?;
        if dots.mask != 0 {
            let ch = char::from_u32(0x2800 + u32::from(dots.mask));
            let ground = ground(fills).filter(|_| color);
            return Some(Cell { ch, color: dots.color, ground, ..blank });
        }
        let rule = self.rules.get(at)?.as_ref();
        let ruled = |rule: &Rule| Cell {
            ch: Some(glyph::rule(rule.arms, rule.line)),
            color: rule.color,
            faint: rule.line == Line::Faint,
            ..blank
        };
        if let Some(rule) = rule.filter(|r| r.over) {
            return Some(Cell { ground: ground(fills).filter(|_| color), ..ruled(rule) });
        }
        let filled = if color { filled(fills, true) } else { self.textured(fills) };
        Some(filled.or_else(|| rule.map(ruled)).unwrap_or(blank))
    }

    /// A filled cell where there are no colours: light and dark for a scale of them, a texture each
    /// for a few.
    fn textured(&self, fills: &[Option<Ink>]) -> Option<Cell> {
        // Translucent shapes of several colours are told apart as opaque ones are.
        let alone = self.palette.len() < 2;
        let opaque = |ink: Ink| if alone || ink.tone == Tone::Light { ink } else { ink.opaque() };
        let fills: Vec<Option<Ink>> = fills.iter().map(|ink| ink.map(opaque)).collect();
        let fills = fills.as_slice();
        let (ink, count) = common(fills, None)?;
        let shade = |ch: char| Some(Cell { ch: Some(ch), ..Cell::default() });
        if ink.tone == Tone::Solid && self.palette.len() > NAMES {
            const RAMP: [char; 4] = ['░', '▒', '▓', '█'];
            let Color { r, g, b, .. } = mean(fills);
            let light = (u32::from(r) * 3 + u32::from(g) * 6 + u32::from(b)) / 10;
            return shade(RAMP[(light / 64).min(3) as usize]);
        }
        let texture = self.texture(ink.color);
        if ink.tone == Tone::Solid && count * 2 >= fills.len() && texture != '█' {
            return shade(texture);
        }
        filled(fills, false)
    }

    /// What stands for a colour where there are none: shades and signs for a handful.
    pub(in crate::write) fn texture(&self, color: Color) -> char {
        const SHADES: [char; NAMES] = ['█', '▒', '▓', '░', '╳', '=', '+', 'o', ':', '\\'];
        let at = self.palette.iter().position(|seen| *seen == color);
        at.and_then(|i| SHADES.get(i)).copied().unwrap_or('█')
    }
}

fn rgb(color: BackendColor) -> Color {
    Color::rgb(color.rgb.0, color.rgb.1, color.rgb.2)
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Cells {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        ((self.columns * SUB) as u32, (self.lines * SUB) as u32)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        // At a shape's edge alpha is how much of the pixel is inside.
        if color.alpha >= 0.5 {
            self.fill(point, rgb(color), self.filling.unwrap_or(Tone::Solid));
        }
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        if self.filling.is_some() {
            return rasterizer::draw_line(self, from, to, style);
        }
        if style.color().alpha > 0.0 {
            self.dotted(from, to, rgb(style.color()));
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        // A dot is as thin as a line gets here, and as wide.
        let mut last = None;
        for point in path {
            self.draw_line(last.unwrap_or(point), point, style)?;
            last = Some(point);
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let color = rgb(style.color());
        // In dots: four pixels wide, two high, and a pixel is twice as high as wide.
        let r = f64::from(radius) / 4.0;
        let (x, y) = (f64::from(center.0) / 4.0, f64::from(center.1) / 2.0);
        // The smallest that is more than one dot is two by two.
        if r < 0.7 {
            self.dot(x.floor() as i64, y.floor() as i64, color);
            return Ok(());
        }
        let reach = r.ceil() as i64;
        let (cx, cy) =
            if r < 1.4 { (x.round() - 0.5, y.round() - 0.5) } else { (x - 0.5, y - 0.5) };
        for dy in -reach - 1..=reach + 1 {
            for dx in -reach - 1..=reach + 1 {
                let at = ((cx + dx as f64).round(), (cy + dy as f64).round());
                let far = (at.0 - cx).hypot(at.1 - cy);
                if far <= r.max(0.75) && (fill || far > r - 1.0) {
                    self.dot(at.0 as i64, at.1 as i64, color);
                }
            }
        }
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let ((left, top), (right, bottom)) = (upper_left, bottom_right);
        if !fill {
            let corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
            return self.draw_path(corners, style);
        }
        let (width, height) = self.get_size();
        for y in top.max(0)..=bottom.min(height as i32 - 1) {
            for x in left.max(0)..=right.min(width as i32 - 1) {
                self.fill((x, y), rgb(style.color()), tone(style.color().alpha));
            }
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Drawn {
        let corners: Vec<BackendCoord> = vert.into_iter().collect();
        self.filling = Some(tone(style.color().alpha));
        let color = BackendColor { alpha: 1.0, ..style.color() };
        let drawn = rasterizer::fill_polygon(self, &corners, &color);
        self.filling = None;
        drawn
    }

    fn draw_text<T: BackendTextStyle>(&mut self, _: &str, _: &T, _: BackendCoord) -> Drawn {
        // Words are placed all together, so that none covers another: see `words`.
        Ok(())
    }
}
