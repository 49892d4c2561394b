//! Argv to calls: the only room that prints.
//!
//! In: the words of a command line. Out: bytes in files and on standard output, sentences on
//! standard error, an exit code. Flags are tables of `Flag`; parsing, help, man pages and
//! completion follow from them.

mod axes;
mod command;
mod complete;
mod config;
mod draw;
mod extract;
mod flag;
mod gallery;
mod info;
mod input;
mod large;
mod listing;
mod look;
mod man;
mod measure;
mod name;
mod open;
mod outline;
mod output;
mod page;
mod part;
mod plot;
mod progress;
mod render;
mod report;
mod save;
mod segment;
mod sel;
mod series;
mod target;
mod threads;
mod value;

use std::ffi::OsString;
use std::io::IsTerminal;
use std::panic;
use std::path::Path;
use std::sync::Mutex;

use clap::ArgMatches;
use clap::error::{ContextKind, ContextValue, ErrorKind as Clap};

use crate::error::{Error, Result};
use crate::kind;
pub use gallery::picture;
pub use man::generated;

/// Where the last panic was, and what it said.
static PANIC: Mutex<Option<String>> = Mutex::new(None);

/// Do what the arguments (without the program's name) say; gives the exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    // Readers guard against panics of the engines below them, which then are ordinary errors:
    // what a panic says is kept, and told only when it reaches this place.
    panic::set_hook(Box::new(|info| {
        if let Ok(mut place) = PANIC.lock() {
            *place = Some(info.to_string().replace('\n', " "));
        }
    }));
    let result = panic::catch_unwind(|| dispatch(args)).unwrap_or_else(|_| {
        let said = PANIC.lock().ok().and_then(|mut said| said.take());
        Err(Error::internal(said.unwrap_or_else(|| "a panic".into())))
    });
    match result {
        Ok(()) => 0,
        Err(error) => {
            report::error(&error);
            error.exit_code()
        }
    }
}

fn dispatch(args: Vec<OsString>) -> Result<()> {
    let words = segment::as_text(args)?;
    let Some((first, rest)) = words.split_first() else {
        report::print_aside(&help("-h")?);
        return Err(Error::no_command());
    };
    match first.as_str() {
        "-h" | "--help" | "-V" | "--version" => return report::print(&help(first)?),
        "help" if rest.is_empty() => return report::print(&help("--help")?),
        "complete" => return complete::run(rest),
        _ => {}
    }
    let (first, help_wanted) = match rest.first() {
        Some(named) if first == "help" => (named, Some("--help")),
        _ => (first, asks_for_help(first, rest)),
    };
    let kind = kind::find(first).ok().filter(|kind| kind.annotation().is_none());
    let known = kind.is_some() || first == "man" || command::names().contains(&first.as_str());
    if !known {
        let mut names = command::names();
        names.extend(input::kinds());
        return Err(Error::unknown_command(first, &names, Path::new(first).exists()));
    }
    if let Some(flag) = help_wanted {
        let name = match kind {
            Some(kind) => kind.name(),
            None => first,
        };
        return report::print(&help_of(name, flag == "--help")?);
    }
    match first.as_str() {
        "render" => render::run(rest),
        "extract" => extract::run(rest),
        "info" => info::run(rest),
        "kinds" | "cmaps" | "palettes" | "themes" => listing::run(first, rest),
        "completions" => complete::script(rest),
        "man" => man::run(rest),
        _ => plot::run(first, rest),
    }
}

/// `-h` or `--help`, where it is not the value of another flag.
fn asks_for_help<'a>(command: &str, words: &'a [String]) -> Option<&'a str> {
    let flags = command::flags_of(command);
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--" => return None,
            "-h" | "--help" => return Some(word),
            word if segment::wants_value(word, &flags) => {
                words.next();
            }
            _ => {}
        }
    }
    None
}

/// What clap prints for the whole program, coloured for a terminal.
fn help(flag: &str) -> Result<String> {
    match command::root().try_get_matches_from(["vizcli", flag]) {
        Err(text) if !text.use_stderr() => Ok(styled(&text.render())),
        _ => Err(Error::internal("no help")),
    }
}

/// The help of a command: its common flags, or all of them.
fn help_of(name: &str, all: bool) -> Result<String> {
    let mut command = command::single(name, all).ok_or_else(|| Error::internal("no command"))?;
    Ok(styled(&command.render_help()))
}

fn styled(text: &clap::builder::StyledStr) -> String {
    let colored = report::colors(std::io::stdout().is_terminal());
    if colored { text.ansi().to_string() } else { text.to_string() }
}

/// Parse the words of a command.
fn parse(command: &str, words: &[String]) -> Result<ArgMatches> {
    let line = ["vizcli", command].into_iter().chain(words.iter().map(String::as_str));
    let mut matches =
        command::root().try_get_matches_from(line).map_err(|error| usage(&error, command))?;
    matches.remove_subcommand().map(|(_, matches)| matches).ok_or_else(|| Error::internal("parse"))
}

/// Clap's errors in our words.
fn usage(error: &clap::Error, command: &str) -> Error {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join(", ")),
        _ => None,
    };
    let flag = context(ContextKind::InvalidArg).unwrap_or_default();
    let name = flag.split([' ', '=']).next().unwrap_or_default();
    match error.kind() {
        Clap::UnknownArgument if flag.starts_with('-') => {
            let flags = command::flags_of(command);
            let known: Vec<String> = flags
                .iter()
                .flat_map(|flag| std::iter::once(flag.name.to_owned()).chain(flag.negation()))
                .collect();
            Error::unknown_flag(name, command, &known)
        }
        Clap::InvalidValue if context(ContextKind::InvalidValue).is_none_or(|v| v.is_empty()) => {
            Error::no_value(name, flag.strip_prefix(name).unwrap_or_default().trim())
        }
        Clap::InvalidValue => {
            let value = context(ContextKind::InvalidValue).unwrap_or_default();
            let known = context(ContextKind::ValidValue).unwrap_or_default();
            Error::unknown("value", &value, known.split(", "))
        }
        Clap::TooManyValues | Clap::WrongNumberOfValues => {
            Error::no_value_taken(name, &context(ContextKind::InvalidValue).unwrap_or_default())
        }
        _ => {
            let text = error.render().to_string();
            let line = text.lines().next().unwrap_or_default();
            Error::command_line(line.trim_start_matches("error: "), command)
        }
    }
}
