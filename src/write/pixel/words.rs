//! Words in character cells: each where its anchor says, none over another.

use std::cmp::Ordering::Equal;

use unicode_width::UnicodeWidthChar;

use crate::color::Color;
use crate::scene::Anchor;

/// Words and where they would like to be, in cells.
#[derive(Clone, Debug)]
pub(in crate::write) struct Word {
    /// What is written.
    pub(in crate::write) text: String,
    /// Where the anchor is, across; a fraction of a cell counts.
    pub(in crate::write) column: f64,
    /// Line of cells.
    pub(in crate::write) line: i64,
    /// What stands at `column`.
    pub(in crate::write) anchor: Anchor,
    /// Colour; none: the terminal's own.
    pub(in crate::write) color: Option<Color>,
    /// Bold.
    pub(in crate::write) bold: bool,
    /// Cells it may be moved sideways.
    pub(in crate::write) slack: i64,
    /// It was turned on the page.
    pub(in crate::write) flat: bool,
    /// Lines it may be moved down.
    pub(in crate::write) drop: i64,
    /// It may lose its end rather than be left out.
    pub(in crate::write) cut: bool,
}

impl Word {
    /// How many cells it takes.
    fn width(&self) -> usize {
        characters(&self.text).iter().map(|(_, width)| width).sum()
    }
}

/// One character of a placed word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::write) struct Letter {
    /// Cell across.
    pub(in crate::write) column: usize,
    /// Cell down.
    pub(in crate::write) line: usize,
    /// The character; none: the right half of the one before.
    pub(in crate::write) ch: Option<char>,
    /// Colour; none: the terminal's own.
    pub(in crate::write) color: Option<Color>,
    /// Bold.
    pub(in crate::write) bold: bool,
}

/// Characters that take cells, with the cells they take. What a terminal could take for a command
/// is dropped: controls, and marks that turn the direction of writing.
fn characters(text: &str) -> Vec<(char, usize)> {
    text.chars()
        .filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .filter_map(|c| c.width().filter(|&w| w > 0).map(|w| (c, w)))
        .collect()
}

/// The words, with every k-th only of those that were turned and lie flat, so that none of them
/// lacks room beside the next.
pub(in crate::write) fn thinned(words: Vec<Word>) -> Vec<Word> {
    let mut flat: Vec<&Word> = words.iter().filter(|word| word.flat).collect();
    flat.sort_by(|a, b| (a.line, a.column).partial_cmp(&(b.line, b.column)).unwrap_or(Equal));
    let fits = |step: &usize| {
        let shown: Vec<&&Word> = flat.iter().step_by(*step).collect();
        shown.windows(2).all(|pair| {
            let half = (pair[0].width() + pair[1].width()) as f64 / 2.0;
            pair[0].line != pair[1].line || pair[1].column - pair[0].column > half + 1.0
        })
    };
    let step = (1..=flat.len()).find(fits).unwrap_or(1);
    let shown: Vec<[f64; 2]> =
        flat.iter().step_by(step).map(|word| [word.line as f64, word.column]).collect();
    let keep = |word: &Word| !word.flat || shown.contains(&[word.line as f64, word.column]);
    words.into_iter().filter(keep).collect()
}

/// Place words in the order given; earlier ones stay where they want to be.
pub(in crate::write) fn place(words: &[Word], columns: usize, lines: usize) -> Vec<Letter> {
    let mut taken = vec![false; columns * lines];
    let mut letters = Vec::new();
    for word in words {
        let characters = characters(&word.text);
        let width: usize = characters.iter().map(|(_, w)| w).sum();
        let spots = (0..=word.drop).flat_map(|down| {
            let line = usize::try_from(word.line + down).ok().filter(|&line| line < lines);
            sideways(word.slack).filter_map(move |side| line.map(|line| (line, side)))
        });
        let free = |line: usize, column: usize, width: usize| {
            let from = line * columns + column.saturating_sub(1);
            let to = line * columns + (column + width + 1).min(columns);
            taken.get(from..to).is_some_and(|cells| !cells.contains(&true))
        };
        let found = spots.filter_map(|(line, side)| {
            let column = start(word, width, side, columns)?;
            (width > 0 && free(line, column, width)).then_some((line, column))
        });
        if let Some((line, column)) = found.into_iter().next() {
            set(&mut letters, &mut taken, columns, (line, column), &characters, word);
        } else if word.cut {
            let column = start(word, 1, 0, columns).unwrap_or(0);
            let Ok(line) = usize::try_from(word.line) else { continue };
            let room = (1..=width).take_while(|&w| column + w <= columns && free(line, column, w));
            let cut = shorten(&characters, room.last().unwrap_or(0));
            if cut.len() > 3 {
                set(&mut letters, &mut taken, columns, (line, column), &cut, word);
            }
        }
    }
    letters
}

/// 0, 1, -1, 2, -2, …
fn sideways(most: i64) -> impl Iterator<Item = i64> {
    (0..=most).flat_map(|n| [n, -n]).skip(1)
}

/// Where a word of this width begins; moved into the page when it would stick out.
fn start(word: &Word, width: usize, side: i64, columns: usize) -> Option<usize> {
    let last = i64::try_from(columns.checked_sub(width)?).ok()?;
    let share = match word.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => 0.5,
        Anchor::End => 1.0,
    };
    let wanted = (word.column - share * width as f64).round() as i64 + side;
    usize::try_from(wanted.clamp(0, last)).ok()
}

/// The first characters, with an ellipsis, in `room` cells.
fn shorten(characters: &[(char, usize)], room: usize) -> Vec<(char, usize)> {
    let mut used = 1;
    let mut cut: Vec<(char, usize)> = Vec::new();
    for &(c, w) in characters {
        used += w;
        if used > room {
            break;
        }
        cut.push((c, w));
    }
    while cut.last().is_some_and(|(c, _)| c.is_whitespace()) {
        cut.pop();
    }
    if room > 0 {
        cut.push(('…', 1));
    }
    cut
}

fn set(
    letters: &mut Vec<Letter>,
    taken: &mut [bool],
    columns: usize,
    (line, mut column): (usize, usize),
    characters: &[(char, usize)],
    word: &Word,
) {
    for &(c, width) in characters {
        for i in 0..width {
            if let Some(cell) = taken.get_mut(line * columns + column) {
                *cell = true;
            }
            letters.push(Letter {
                column,
                line,
                ch: (i == 0).then_some(c),
                color: word.color,
                bold: word.bold,
            });
            column += 1;
        }
    }
}
