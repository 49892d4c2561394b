//! What is said on standard error, and how.

use std::io::{self, IsTerminal, Write};

use super::output::Run;
use crate::error::{Error, Result};
use crate::warn::{Level, Notice, Warnings};

/// May this stream be coloured? `NO_COLOR` says never, `CLICOLOR_FORCE` says always.
pub(crate) fn colors(terminal: bool) -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|v| !v.is_empty() && v != "0");
    if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        return false;
    }
    if set("CLICOLOR_FORCE") {
        return true;
    }
    terminal && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

const RED: &str = "\x1b[1;31m";
const YELLOW: &str = "\x1b[1;33m";
const CYAN: &str = "\x1b[1;36m";
const GREEN: &str = "\x1b[1;32m";

/// One line on standard error: `label: text`. A standard error that is gone cannot be told.
fn say(color: &str, label: &str, text: &str) {
    let mut err = io::stderr().lock();
    let text = printable(text);
    let _ = if colors(err.is_terminal()) {
        writeln!(err, "{color}{label}:\x1b[0m {text}")
    } else {
        writeln!(err, "{label}: {text}")
    };
}

/// Column names, values and file names come from anywhere: they must neither steer the terminal
/// nor break a line. Controls and line ends are shown escaped: `\n`.
pub(crate) fn printable(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
            line.extend(c.escape_default());
        } else {
            line.push(c);
        }
    }
    line
}

/// Say what went wrong, and what to type instead.
pub(crate) fn error(error: &Error) {
    if error.closed_pipe {
        return;
    }
    say(RED, "error", &error.to_string());
    if let Some(hint) = &error.hint {
        say(GREEN, "help", hint);
    }
}

/// The notices of a run, each said once.
pub(crate) struct Report {
    quiet: bool,
    strict: bool,
    said: Vec<Notice>,
}

impl Report {
    /// As the flags want it.
    pub(crate) fn new(run: &Run) -> Self {
        Self { quiet: run.quiet, strict: run.strict, said: Vec::new() }
    }

    /// Say what is new.
    pub(crate) fn show(&mut self, warnings: &Warnings) {
        for notice in warnings.notices() {
            if self.said.contains(notice) {
                continue;
            }
            // A run that fails has to say why.
            let fatal = self.strict && notice.level == Level::Warning;
            if fatal || !self.quiet {
                match notice.level {
                    Level::Note => say(CYAN, "note", &notice.message),
                    Level::Warning => say(YELLOW, "warning", &notice.message),
                }
            }
            self.said.push(notice.clone());
        }
    }

    /// Under `--strict`, a warning fails.
    pub(crate) fn check(&self, warnings: &Warnings) -> Result<()> {
        let count = warnings.notices().iter().filter(|n| n.level == Level::Warning).count();
        if self.strict && count > 0 { Err(Error::strict(count)) } else { Ok(()) }
    }

    /// Everything that was said.
    pub(crate) fn said(&self, level: Level) -> Vec<&str> {
        self.said.iter().filter(|n| n.level == level).map(|n| n.message.as_str()).collect()
    }
}

/// Tell something that was asked for with `--verbose`.
pub(crate) fn detail(run: &Run, text: &str) {
    if run.verbose && !run.quiet {
        say(CYAN, "note", text);
    }
}

/// Write text to standard output.
pub(crate) fn print(text: &str) -> Result<()> {
    super::save::save(&super::save::Place::Stdout, false, &mut |out| {
        out.write_all(text.as_bytes())
            .map_err(|error| Error::cannot_write("standard output", error))
    })
    .map(|_| ())
}

/// Write lines to standard error, as they are.
pub(crate) fn print_aside(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_on_its_line() {
        assert_eq!(printable("a\nb\tc\u{1b}[1m\u{2028}é"), "a\\nb\\tc\\u{1b}[1m\\u{2028}é");
    }
}
