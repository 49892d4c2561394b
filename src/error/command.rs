//! What is said when something fails in the command line: flags, outputs, registries.

use std::ffi::OsStr;
use std::io;
use std::path::Path;

use super::{Error, ErrorKind, closest, list};

/// Commands and flags.
impl Error {
    /// A word that is neither a command nor a kind.
    #[must_use]
    pub fn unknown_command(word: &str, known: &[&str], is_file: bool) -> Self {
        let error = Self::new(ErrorKind::Usage, format!("no command or kind \"{word}\""));
        if is_file {
            return error.hint(format!("to draw a file: vizcli plot {word}"));
        }
        match closest(word, known.iter().copied()) {
            Some(near) => error.hint(format!("did you mean \"{near}\"?")),
            None => error.hint("`vizcli --help` lists the commands and kinds"),
        }
    }

    /// A flag that the command does not have.
    #[must_use]
    pub fn unknown_flag(flag: &str, command: &str, known: &[String]) -> Self {
        let error = Self::new(ErrorKind::Usage, format!("vizcli {command} has no flag {flag}"));
        let bare = flag.trim_start_matches('-');
        match closest(bare, known.iter().map(String::as_str)) {
            Some(near) => error.hint(format!("did you mean --{near}?")),
            None => error.hint(format!("`vizcli {command} --help` lists the flags")),
        }
    }

    /// A flag without the value that it takes.
    #[must_use]
    pub fn no_value(flag: &str, takes: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("{flag} needs a value")).hint(format!("{flag} {takes}"))
    }

    /// A flag with a value that it does not take.
    #[must_use]
    pub fn no_value_taken(flag: &str, value: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("{flag} takes no value, but was given \"{value}\""))
    }

    /// Anything else about the words of a command line.
    #[must_use]
    pub fn command_line(message: &str, command: &str) -> Self {
        Self::new(ErrorKind::Usage, message).hint(format!("see `vizcli {command} --help`"))
    }

    /// An argument that is not Unicode text.
    #[must_use]
    pub fn not_text(argument: &OsStr) -> Self {
        let shown = argument.to_string_lossy();
        Self::new(ErrorKind::Usage, format!("an argument is not UTF-8 text: {shown}"))
            .hint("rename the file, or give it on standard input: vizcli plot - < FILE")
    }

    /// No command at all.
    #[must_use]
    pub fn no_command() -> Self {
        Self::new(ErrorKind::Usage, "no command").hint("to draw a file: vizcli plot FILE")
    }

    /// Nothing to read.
    #[must_use]
    pub fn no_file() -> Self {
        Self::new(ErrorKind::Usage, "no file to read")
            .hint("name one (vizcli plot FILE), or pipe one in (cat FILE | vizcli plot)")
    }

    /// An option of another kind.
    #[must_use]
    pub fn foreign_option(kind: &str, option: &str, takers: &[&str]) -> Self {
        let error = Self::new(ErrorKind::Usage, format!("{kind} has no option --{option}"));
        if takers.is_empty() {
            return error.hint(format!("`vizcli {kind} --help` lists its options"));
        }
        error.hint(format!("it is one of {}", list(takers, 12)))
    }

    /// The same error with the place where the value was set beforehand.
    #[must_use]
    pub fn from_preset(mut self, source: &str) -> Self {
        self.message = format!("{} (set by {source})", self.message);
        self
    }

    /// A configuration file that cannot be read.
    #[must_use]
    pub fn unreadable_config(path: &Path) -> Self {
        Self::new(ErrorKind::Io, format!("cannot read {}", path.display()))
    }

    /// A configuration file that is not TOML.
    #[must_use]
    pub fn bad_config(place: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("{place} is not TOML"))
            .hint("it holds lines as in: theme = \"dark\"")
    }

    /// A key of the configuration that is not a look.
    #[must_use]
    pub fn unknown_setting<'a>(
        key: &str,
        place: &str,
        known: impl IntoIterator<Item = &'a str> + Clone,
    ) -> Self {
        let mut error = Self::unknown("setting", key, known);
        error.message = format!("{} that {place} could set", error.message);
        error
    }
}

/// Outputs.
impl Error {
    /// The system refused to write. A reader that went away is no failure.
    #[must_use]
    pub fn cannot_write(place: &str, cause: io::Error) -> Self {
        let closed_pipe = cause.kind() == io::ErrorKind::BrokenPipe;
        let error = Self::new(ErrorKind::Io, format!("cannot write {place}")).because(cause);
        Self { closed_pipe, ..error }
    }

    /// A file that must not be replaced.
    #[must_use]
    pub fn exists(place: &str) -> Self {
        Self::new(ErrorKind::Io, format!("{place} exists"))
            .hint("leave out --no-clobber to replace it")
    }

    /// An output that names a folder.
    #[must_use]
    pub fn output_is_folder(place: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("{place} is a folder"))
            .hint(format!("name a file in it: -o {}/plot.svg", place.trim_end_matches('/')))
    }

    /// An output in a folder that is not there.
    #[must_use]
    pub fn no_folder(place: &str, folder: &str) -> Self {
        Self::new(ErrorKind::Io, format!("cannot write {place}: there is no folder {folder}"))
            .hint(format!("mkdir -p '{folder}'"))
    }

    /// Pixels to a terminal.
    #[must_use]
    pub fn binary_to_terminal(format: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("{format} is not for a terminal"))
            .hint(format!("write a file (-o plot.{format}) or a pipe; -f term draws here"))
    }

    /// Two outputs of the same name.
    #[must_use]
    pub fn same_output(place: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("{place} would be written twice"))
            .hint("give every output a name of its own")
    }

    /// Two values whose files would have the same name.
    #[must_use]
    pub fn same_name(place: &str, first: &str, second: &str) -> Self {
        Self::new(
            ErrorKind::Usage,
            format!("{first} and {second} would both be written to {place}"),
        )
        .hint("add a column that tells them apart to the name, as in 'x-{a}-{b}.png'")
    }

    /// The same error with the value whose file was to be written.
    #[must_use]
    pub fn of_part(mut self, part: &str) -> Self {
        self.message = format!("{part}: {}", self.message);
        self
    }

    /// An output that is also read.
    #[must_use]
    pub fn output_is_input(place: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("{place} is read, so it cannot be written too"))
            .hint("choose another name for the output")
    }

    /// Warnings under `--strict`.
    #[must_use]
    pub fn strict(count: usize) -> Self {
        let warnings = if count == 1 { "1 warning" } else { &format!("{count} warnings") };
        Self::new(ErrorKind::Format, format!("{warnings}, and --strict allows none"))
            .hint("mend what the warnings name, or leave out --strict")
    }
}

/// Figures and pictures that are read back.
impl Error {
    /// A file that is no figure.
    #[must_use]
    pub fn no_figure(place: &str) -> Self {
        Self::new(ErrorKind::Format, format!("{place} holds no vizcli figure")).hint(format!(
            "figures are JSON (vizcli plot … --print-spec) and pictures that vizcli drew; \
             to draw data: vizcli plot {place}"
        ))
    }

    /// A picture where a table was asked for.
    #[must_use]
    pub fn not_rows(format: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("{format} is a picture, and extract gives rows"))
            .hint(format!("write a table (-o x.csv), or draw: vizcli render FIGURE -o x.{format}"))
    }

    /// A figure that names rows which are not with it.
    #[must_use]
    pub fn no_embedded(index: usize) -> Self {
        Self::new(ErrorKind::Format, format!("the figure's table {index} is not in the file"))
            .hint("the file was cut or edited; draw it again from its data")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_say_what_to_type() {
        let known = ["plot", "line", "hist"];
        let hint = |error: Error| error.hint.unwrap_or_default();
        assert_eq!(
            hint(Error::unknown_command("a.csv", &known, true)),
            "to draw a file: vizcli plot a.csv"
        );
        assert_eq!(hint(Error::unknown_command("lien", &known, false)), "did you mean \"line\"?");
        let flags = ["xlim".to_owned(), "ylim".to_owned()];
        assert_eq!(hint(Error::unknown_flag("--xlimm", "plot", &flags)), "did you mean --xlim?");
    }

    #[test]
    fn a_closed_pipe_is_no_failure() {
        let error = Error::cannot_write("x", io::Error::from(io::ErrorKind::BrokenPipe));
        assert_eq!(error.exit_code(), 0);
        let error = Error::cannot_write("x", io::Error::from(io::ErrorKind::StorageFull));
        assert_eq!(error.exit_code(), 1);
    }
}
