//! What covers the sub-pixels of a cell, and the character that shows it.

use crate::color::Color;

use super::cells::Cell;
use super::glyph;

/// How densely a cell is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// Faint: ░
    Light,
    /// Translucent: ▒
    Medium,
    /// Opaque.
    Solid,
}

/// What covers a sub-pixel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ink {
    pub(super) color: Color,
    pub(super) tone: Tone,
}

/// The colour that solid fills give to most of a cell.
pub(super) fn ground(fills: &[Option<Ink>]) -> Option<Color> {
    let (ink, count) = common(fills, None)?;
    (ink.tone == Tone::Solid && count * 2 >= fills.len()).then_some(ink.color)
}

impl Ink {
    /// The same, opaque.
    pub(super) fn opaque(self) -> Self {
        Self { tone: Tone::Solid, ..self }
    }
}

/// The ink on most sub-pixels, leaving out `but`, and on how many.
pub(super) fn common(fills: &[Option<Ink>], but: Option<Ink>) -> Option<(Ink, usize)> {
    let mut counts: Vec<(Ink, usize)> = Vec::new();
    for ink in fills.iter().flatten().filter(|ink| Some(**ink) != but) {
        match counts.iter_mut().find(|(seen, _)| seen == ink) {
            Some((_, count)) => *count += 1,
            None => counts.push((*ink, 1)),
        }
    }
    // The first of equals, so that the choice does not depend on chance.
    counts.into_iter().rev().max_by_key(|(_, count)| *count)
}

/// The character and colours for a filled cell.
pub(super) fn filled(fills: &[Option<Ink>], color: bool) -> Option<Cell> {
    let (ink, count) = common(fills, None)?;
    let blank = Cell { ch: Some(' '), ..Cell::default() };
    let shade = |ch: char| Cell { ch: Some(ch), color: Some(ink.color), ..blank };
    let most = count * 2 >= fills.len();
    match ink.tone {
        Tone::Light => return most.then(|| shade('░')),
        Tone::Medium => return most.then(|| shade('▒')),
        Tone::Solid => {}
    }
    let second = common(fills, Some(ink)).filter(|(other, _)| other.tone == Tone::Solid);
    let rest = second.map_or(0, |(_, n)| n) + count;
    let solid = fills.iter().flatten().count();
    if color && solid == fills.len() && rest * 10 < solid * 9 {
        // More colours than two: the mean of each half.
        let (top, bottom) = fills.split_at(fills.len() / 2);
        return Some(Cell {
            ch: Some('▀'),
            color: Some(mean(top)),
            ground: Some(mean(bottom)),
            ..blank
        });
    }
    let mask = |wanted: &dyn Fn(&Option<Ink>) -> bool| {
        fills.iter().enumerate().filter(|(_, f)| wanted(f)).fold(0_u64, |m, (i, _)| m | 1 << i)
    };
    if let Some((other, _)) = second.filter(|_| color && solid == fills.len()) {
        let (ch, inverted) = glyph::block(mask(&|f| *f == Some(ink)), true);
        let (front, back) = if inverted { (other, ink) } else { (ink, other) };
        let ground = Some(back.color).filter(|_| ch != '█');
        return Some(Cell { ch: Some(ch), color: Some(front.color), ground, ..blank });
    }
    let (ch, inverted) = glyph::block(mask(&|f| f.is_some_and(|i| i.tone == Tone::Solid)), color);
    (ch != ' ').then_some(Cell { ch: Some(ch), color: Some(ink.color), inverted, ..blank })
}

/// The mean colour.
pub(super) fn mean(fills: &[Option<Ink>]) -> Color {
    let mut sum = [0_u32; 3];
    let mut count = 0;
    for Ink { color, .. } in fills.iter().flatten() {
        for (sum, channel) in sum.iter_mut().zip([color.r, color.g, color.b]) {
            *sum += u32::from(channel);
        }
        count += 1;
    }
    let [r, g, b] = sum.map(|s| (s / count.max(1)) as u8);
    Color::rgb(r, g, b)
}

/// The tone of an opacity.
pub(super) fn tone(alpha: f64) -> Tone {
    match alpha {
        a if a < 0.4 => Tone::Light,
        a if a < 0.7 => Tone::Medium,
        _ => Tone::Solid,
    }
}
