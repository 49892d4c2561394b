//! Completion: one engine for all shells, so that every shell offers the same: commands, kinds,
//! flags, the values that flags take, and the columns of the files on the line.

use super::flag::{Act, Flag, Offer};
use super::{command, input, parse, report, segment};
use crate::error::Result;
use crate::kind;
use crate::progress::Silent;
use crate::source;
use crate::spec::DataRef;
use crate::warn::Warnings;

/// Shells that have a script.
pub(crate) const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "powershell", "elvish"];

/// What asks the shell to offer files too.
const FILES: &str = ":files";

/// `vizcli completions SHELL`: the script that asks this engine.
pub(crate) fn script(words: &[String]) -> Result<()> {
    let matches = parse("completions", words)?;
    let shell = matches.get_one::<String>("SHELL").map_or("", String::as_str);
    report::print(script_of(shell))
}

/// The script of a shell.
pub(crate) fn script_of(shell: &str) -> &'static str {
    match shell {
        "zsh" => include_str!("complete/zsh.zsh"),
        "fish" => include_str!("complete/fish.fish"),
        "powershell" => include_str!("complete/powershell.ps1"),
        "elvish" => include_str!("complete/elvish.elv"),
        _ => include_str!("complete/bash.bash"),
    }
}

/// `vizcli complete WORD… CURRENT`: what could stand in place of the last word, one per line, with
/// a description behind a tab.
pub(crate) fn run(words: &[String]) -> Result<()> {
    let mut text = String::new();
    for (word, about) in candidates(words) {
        text += &word;
        if !about.is_empty() {
            text.push('\t');
            text += about.lines().next().unwrap_or_default();
        }
        text.push('\n');
    }
    report::print(&text)
}

type Candidate = (String, String);

fn plain(words: impl IntoIterator<Item = &'static str>) -> Vec<Candidate> {
    words.into_iter().map(|word| (word.to_owned(), String::new())).collect()
}

fn candidates(words: &[String]) -> Vec<Candidate> {
    let Some((current, before)) = words.split_last() else { return Vec::new() };
    let Some((first, before)) = before.split_first() else {
        return starting(with_kinds(commands()), current);
    };
    match first.as_str() {
        "completions" => return starting(plain(SHELLS), current),
        "kinds" | "cmaps" | "palettes" | "themes" => {
            let names = match first.as_str() {
                "kinds" => input::kinds(),
                "cmaps" => super::look::cmaps(),
                "palettes" => super::look::palettes(),
                _ => super::look::themes(),
            };
            return starting(plain(names.into_iter().chain(["--json"])), current);
        }
        _ => {}
    }
    let flags = command::flags_of(first);
    // Some shells cut words at "=": --by = COL.
    let (before, current) = match (before, current.as_str()) {
        ([rest @ .., _], "=") => (&before[..=rest.len()], ""),
        ([rest @ .., flag, equals], value) if equals == "=" && flag.starts_with("--") => {
            (&before[..=rest.len()], value)
        }
        (before, current) => (before, current),
    };
    let flag = before.last().and_then(|word| segment::find(word, &flags));
    if let Some(flag) = flag.filter(|flag| !flag.is_switch()) {
        return values(flag, current, "", before, &flags);
    }
    if let Some((name, value)) = current.split_once('=').filter(|_| current.starts_with("--")) {
        let flag = segment::find(name, &flags);
        return flag.map_or_else(Vec::new, |flag| {
            values(flag, value, &format!("{name}="), before, &flags)
        });
    }
    if current.starts_with('-') {
        return starting(names(&flags, kind_of(first, before), current), current);
    }
    let mut words = vec![(FILES.to_owned(), String::new())];
    if before.last().is_some_and(|word| matches!(word.as_str(), "+" | "--layout" | "--overlay")) {
        words.extend(starting(with_kinds(Vec::new()), current));
    }
    words
}

fn starting(mut words: Vec<Candidate>, prefix: &str) -> Vec<Candidate> {
    words.retain(|(word, _)| word.starts_with(prefix));
    words
}

fn commands() -> Vec<Candidate> {
    command::root()
        .get_subcommands()
        .filter(|command| !command.is_hide_set())
        .map(|command| {
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            (command.get_name().to_owned(), about)
        })
        .collect()
}

fn with_kinds(mut words: Vec<Candidate>) -> Vec<Candidate> {
    let kinds = kind::KINDS.iter().filter(|kind| kind.annotation().is_none());
    words.extend(kinds.map(|kind| (kind.name().to_owned(), kind.summary().to_owned())));
    words
}

/// The kind that the segment of the current word draws, when it is named.
fn kind_of<'a>(first: &'a str, before: &'a [String]) -> Option<&'a str> {
    let cut = before.iter().rposition(|w| matches!(w.as_str(), "+" | "--layout" | "--overlay"));
    let named = match cut {
        Some(cut) => before.get(cut + 1).map(String::as_str),
        None => Some(first),
    };
    named.filter(|name| kind::find(name).is_ok())
}

/// Flags, with their negations where the user has begun to type one.
fn names(flags: &[Flag], kind: Option<&str>, current: &str) -> Vec<Candidate> {
    let foreign = |flag: &Flag| match (flag.act, kind) {
        (Act::Option(param), Some(kind)) => !command::takers(param.name).contains(&kind),
        _ => false,
    };
    let mut words = Vec::new();
    for flag in flags.iter().filter(|flag| !foreign(flag)) {
        words.push((format!("--{}", flag.name), flag.help.to_string()));
        if let Some(no) = flag.negation().filter(|_| current.starts_with("--no")) {
            words.push((format!("--{no}"), flag.help.to_string()));
        }
    }
    words.push(("--help".into(), "All flags, with examples".into()));
    words
}

/// What a flag's value could be. In a list, the part behind the last comma is completed.
fn values(
    flag: &Flag,
    current: &str,
    prefix: &str,
    before: &[String],
    flags: &[Flag],
) -> Vec<Candidate> {
    let words = match flag.offer {
        Offer::Nothing => return Vec::new(),
        Offer::Files => return vec![(FILES.to_owned(), String::new())],
        Offer::Words(words) => plain(words()),
        Offer::Columns => columns(before, flags),
    };
    let (done, part) = match current.rfind(',') {
        Some(comma) if flag.value.contains(',') => current.split_at(comma + 1),
        _ => ("", current),
    };
    let taken = |word: &str| done.split(',').any(|part| part == word);
    let words = starting(words, part).into_iter().filter(|(word, _)| !taken(word));
    words.map(|(word, about)| (format!("{prefix}{done}{word}"), about)).collect()
}

/// The columns of the files on the line.
fn columns(before: &[String], flags: &[Flag]) -> Vec<Candidate> {
    let mut files: Vec<String> = Vec::new();
    let mut words = before.iter();
    while let Some(word) = words.next() {
        if segment::wants_value(word, flags) {
            words.next();
        } else if std::path::Path::new(word).is_file() && !files.contains(word) {
            files.push(word.clone());
        }
    }
    let mut columns: Vec<Candidate> = Vec::new();
    for file in files {
        let data = DataRef { files: vec![file], ..DataRef::default() };
        let Ok(table) = source::open(&data, &mut Warnings::default(), &Silent) else { continue };
        for field in &table.schema().fields {
            // A name that breaks a line cannot be one of these lines.
            let whole = report::printable(&field.name) == field.name;
            if whole && !columns.iter().any(|(name, _)| *name == field.name) {
                columns.push((field.name.clone(), field.kind.name().to_owned()));
            }
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(line: &str) -> Vec<String> {
        let words: Vec<String> = line.split(' ').map(String::from).collect();
        candidates(&words).into_iter().map(|(word, _)| word).collect()
    }

    #[test]
    fn commands_flags_and_values_are_offered() {
        assert_eq!(offered("hi"), ["hist"]);
        assert_eq!(offered("plot --theme da"), ["dark"]);
        assert_eq!(offered("plot --theme=da"), ["--theme=dark"]);
        assert_eq!(offered("plot --theme = da"), ["dark"]);
        assert_eq!(offered("line d.csv --xl"), ["--xlabel", "--xlim"]);
        assert_eq!(offered("plot d.csv --agg sum,med"), ["sum,median"]);
        assert_eq!(offered("plot d.csv + hea"), [":files", "heatmap"]);
        assert_eq!(offered("plot d.csv --no-gr"), ["--no-grid"]);
        assert!(offered("hist --bin").contains(&"--bins".into()));
        assert!(!offered("line --bin").contains(&"--bins".into()));
    }

    #[test]
    fn columns_of_the_files_on_the_line_are_offered() {
        let file = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
        std::fs::write(&file, "year,yield,state\n1,2,a\n2,3,b\n").unwrap();
        let line = format!("plot {} -x ye", file.path().display());
        assert_eq!(offered(&line), ["year"]);
        let line = format!("plot {} -y year,y", file.path().display());
        assert_eq!(offered(&line), ["year,yield"]);
    }
}
