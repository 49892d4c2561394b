//! A command line to segments: what stands between `--overlay` and `+`.

use std::ffi::OsString;

use super::flag::Flag;
use crate::error::{Error, Result};

/// How a segment joins the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Join {
    /// It is the first.
    First,
    /// Another layer on the same axes.
    Overlay,
    /// Another plot beside it.
    Layout,
}

/// Words of one layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    /// How it joins.
    pub join: Join,
    /// Its words.
    pub words: Vec<String>,
}

/// Arguments as text.
pub(crate) fn as_text(args: impl IntoIterator<Item = OsString>) -> Result<Vec<String>> {
    args.into_iter().map(|arg| arg.into_string().map_err(|raw| Error::not_text(&raw))).collect()
}

/// Cut at the separators. A value that follows its flag is never one, and a negative number after
/// a flag is its value: `--xlim -5,5` becomes `--xlim=-5,5`, which any parser reads alike.
pub(crate) fn split(words: &[String], flags: &[Flag]) -> Vec<Segment> {
    let mut segments = vec![Segment { join: Join::First, words: Vec::new() }];
    let mut literal = false;
    let mut rest = words.iter().peekable();
    while let Some(word) = rest.next() {
        let join = match word.as_str() {
            "--overlay" => Some(Join::Overlay),
            "+" | "--layout" => Some(Join::Layout),
            _ => None,
        };
        if let Some(join) = join.filter(|_| !literal) {
            segments.push(Segment { join, words: Vec::new() });
            continue;
        }
        literal |= word == "--";
        let Some(segment) = segments.last_mut() else { continue };
        let flag = find(word, flags).filter(|flag| !literal && !flag.is_switch());
        match rest.next_if(|_| flag.is_some()) {
            Some(value) if begins_with_minus(value, flag, flags) => {
                segment.words.push(format!("{word}={value}"));
            }
            Some(value) => segment.words.extend([word.clone(), value.clone()]),
            None => segment.words.push(word.clone()),
        }
    }
    segments
}

/// A flag that takes the next word.
pub(crate) fn wants_value(word: &str, flags: &[Flag]) -> bool {
    find(word, flags).is_some_and(|flag| !flag.is_switch())
}

/// The flag that a word names, when it is one without a value in it.
pub(crate) fn find<'f>(word: &str, flags: &'f [Flag]) -> Option<&'f Flag> {
    if let Some(long) = word.strip_prefix("--") {
        return flags.iter().find(|flag| flag.answers(long));
    }
    let mut letters = word.strip_prefix('-')?.chars();
    let letter = letters.next()?;
    // In a cluster of switches, the last letter may take a value: -qo a.png.
    let letter = letters.last().filter(|_| !word.contains('=')).map_or(letter, |last| {
        let switch = flags.iter().any(|f| f.short == Some(letter) && f.is_switch());
        if switch { last } else { '\0' }
    });
    flags.iter().find(|flag| flag.short == Some(letter))
}

/// A value that a parser would take for a flag: a negative number, `--sort -year`, any other word
/// behind a minus that no flag has.
fn begins_with_minus(word: &str, flag: Option<&Flag>, flags: &[Flag]) -> bool {
    let minus = word.len() > 1 && word.starts_with('-') && !word.starts_with("--");
    minus && (flag.is_some_and(|flag| flag.value.starts_with("[-]")) || find(word, flags).is_none())
}

#[cfg(test)]
mod tests {
    use super::super::command;
    use super::*;

    fn split_words(line: &str) -> Vec<(Join, String)> {
        let words: Vec<String> = line.split(' ').map(String::from).collect();
        split(&words, &command::plot_flags())
            .into_iter()
            .map(|segment| (segment.join, segment.words.join(" ")))
            .collect()
    }

    #[test]
    fn separators_cut_but_values_do_not() {
        let cut = split_words("a.csv -x + --overlay scatter --title + + hist b.csv");
        let wanted = [
            (Join::First, "a.csv -x +"),
            (Join::Overlay, "scatter --title +"),
            (Join::Layout, "hist b.csv"),
        ];
        assert_eq!(cut, wanted.map(|(join, words)| (join, words.to_owned())));
    }

    #[test]
    fn negative_values_stay_with_their_flag() {
        let cut = split_words("a.csv --xlim -5,5 --hline -1=x -o - --grid -q");
        assert_eq!(cut[0].1, "a.csv --xlim=-5,5 --hline=-1=x -o - --grid -q");
        assert_eq!(split_words("a --sort -year -x -y")[0].1, "a --sort=-year -x -y");
        assert_eq!(split_words("a --frame_width -3 -qo x")[0].1, "a --frame_width=-3 -qo x");
    }
}
