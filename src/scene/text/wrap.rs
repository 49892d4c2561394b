//! Words in lines, and words cut short.

use super::{clean, joins, width};
use crate::scene::style::Font;

/// What stands for words that were cut.
const ELLIPSIS: char = '…';

/// The text, cut so that it and an ellipsis are at most `max` wide; empty when nothing is.
#[must_use]
pub fn ellipsize(text: &str, font: &Font, max: f64) -> String {
    let text = clean(text);
    if width(&text, font) <= max { text } else { cut(&text, font, max) }
}

/// The longest start of `text` that fits with an ellipsis.
fn cut(text: &str, font: &Font, max: f64) -> String {
    let with_ellipsis = |end: usize| {
        let head = text.get(..end).unwrap_or(text).trim_end_matches([' ', ',', '-']);
        format!("{head}{ELLIPSIS}")
    };
    let ends = breaks(text);
    let fitting = ends.partition_point(|&end| width(&with_ellipsis(end), font) <= max);
    match fitting.checked_sub(1).and_then(|i| ends.get(i)) {
        Some(&end) => with_ellipsis(end),
        None => String::new(),
    }
}

/// The text, cut in its middle so that it and an ellipsis are at most `max` wide: for names that
/// differ only at their ends.
#[must_use]
pub fn ellipsize_middle(text: &str, font: &Font, max: f64) -> String {
    let text = clean(text);
    if width(&text, font) <= max {
        return text;
    }
    let ends = breaks(&text);
    let joined = |kept: usize| {
        let (head, tail) = (ends.get(kept.div_ceil(2)), ends.get(ends.len() - 1 - kept / 2));
        let head = head.and_then(|&end| text.get(..end)).unwrap_or_default().trim_end();
        let tail = tail.and_then(|&start| text.get(start..)).unwrap_or_default().trim_start();
        format!("{head}{ELLIPSIS}{tail}")
    };
    let kept: Vec<usize> = (1..ends.len()).collect();
    match kept.partition_point(|&k| width(&joined(k), font) <= max) {
        0 => String::new(),
        k => joined(k),
    }
}

/// Byte offsets at which the text can be parted without breaking a character, from 0 to its end.
fn breaks(text: &str) -> Vec<usize> {
    let mut ends = Vec::with_capacity(text.len() + 1);
    let mut joined = false;
    for (i, c) in text.char_indices() {
        if !joined && !joins(c) || i == 0 {
            ends.push(i);
        }
        joined = c == '\u{200d}';
    }
    ends.push(text.len());
    ends
}

/// The text in lines of at most `max_width`: broken at line feeds, at blanks, after `-`, `/` and
/// `_`, and inside words only where a word alone is too wide. Words beyond `max_lines` become an
/// ellipsis.
#[must_use]
pub fn wrap(text: &str, font: &Font, max_width: f64, max_lines: usize) -> Vec<String> {
    wrap_by(cut, text, font, max_width, max_lines)
}

/// The same, with the ellipsis in the middle of the last line: for names that differ only at their
/// ends.
#[must_use]
pub fn wrap_middle(text: &str, font: &Font, max_width: f64, max_lines: usize) -> Vec<String> {
    wrap_by(ellipsize_middle, text, font, max_width, max_lines)
}

/// The lines, the last one cut by `cut` when words are left.
fn wrap_by(
    cut: fn(&str, &Font, f64) -> String,
    text: &str,
    font: &Font,
    max_width: f64,
    max_lines: usize,
) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in text.lines() {
        fill(&clean(paragraph), font, max_width, &mut lines);
    }
    if lines.len() > max_lines {
        let rest = lines.split_off(max_lines.saturating_sub(1)).join(" ");
        lines.push(cut(&rest, font, max_width));
        lines.truncate(max_lines);
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// The lines of `wrap`, when there are at most `max_lines` and no word had to be broken.
#[must_use]
pub fn fit(text: &str, font: &Font, max_width: f64, max_lines: usize) -> Option<Vec<String>> {
    let whole = pieces(&clean(text)).all(|piece| width(piece, font) <= max_width);
    let lines = if whole { wrap(text, font, max_width, usize::MAX) } else { return None };
    (lines.len() <= max_lines).then_some(lines)
}

/// The parts between which a line may break, each with the blank or dash that ends it.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive([' ', '-', '/', '_'])
}

/// Add the lines of one paragraph.
fn fill(text: &str, font: &Font, max: f64, lines: &mut Vec<String>) {
    let mut line = String::new();
    for piece in pieces(text) {
        let longer = format!("{line}{piece}");
        if width(&longer, font) <= max {
            line = longer;
            continue;
        }
        flush(&mut line, lines);
        if width(piece, font) <= max {
            line.push_str(piece);
            continue;
        }
        let ends = breaks(piece);
        for pair in ends.windows(2) {
            let part = piece.get(pair[0]..pair[1]).unwrap_or_default();
            if !line.is_empty() && width(&format!("{line}{part}"), font) > max {
                flush(&mut line, lines);
            }
            line.push_str(part);
        }
    }
    flush(&mut line, lines);
}

/// End a line.
fn flush(line: &mut String, lines: &mut Vec<String>) {
    let done = std::mem::take(line);
    if !done.trim().is_empty() {
        lines.push(done.trim().to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REGULAR: Font = Font::regular(12.0);

    #[test]
    fn cutting_keeps_within_and_whole() {
        let long = "Confirmed cases per hundred thousand people";
        for max in [5.0, 20.0, 60.0, 200.0] {
            assert!(width(&ellipsize(long, &REGULAR, max), &REGULAR) <= max);
        }
        assert_eq!(ellipsize("ok", &REGULAR, 50.0), "ok");
        assert_eq!(ellipsize("ok", &REGULAR, 2.0), "");
        assert_eq!(ellipsize_middle("measurement 12", &REGULAR, 60.0), "meas…12");
        let family = "👩\u{200d}👧 and more";
        assert_eq!(breaks(family)[..2], [0, 11], "an emoji sequence stays whole");
    }

    #[test]
    fn lines_break_at_blanks_and_end_in_an_ellipsis() {
        let lines = wrap("one two three four five six", &REGULAR, 60.0, 2);
        assert_eq!(lines, ["one two", "three fo…"]);
        assert_eq!(wrap("a\nb", &REGULAR, 60.0, 3), ["a", "b"]);
        assert_eq!(wrap(" \n", &REGULAR, 60.0, 3), Vec::<String>::new());
        assert!(fit("Massachusetts Bay", &REGULAR, 40.0, 4).is_none());
        assert_eq!(fit("New York", &REGULAR, 40.0, 4).unwrap(), ["New", "York"]);
    }
}
