//! What is said when something fails in opening and reading sources.

use std::fmt::Display;
use std::io;

use super::{Error, ErrorKind, list};

impl Error {
    /// The operating system did not let us read.
    #[must_use]
    pub fn unreadable(name: &str, cause: io::Error) -> Self {
        let error = match cause.kind() {
            io::ErrorKind::NotFound => {
                return Self::new(ErrorKind::NotFound, format!("no file \"{name}\"")).hint(
                    "check the path; a pattern needs quotes only to reach vizcli unexpanded",
                );
            }
            io::ErrorKind::PermissionDenied => {
                Self::new(ErrorKind::Io, format!("no permission to read {name}"))
                    .hint(format!("`ls -l '{name}'` shows who may read it"))
            }
            _ => Self::new(ErrorKind::Io, format!("cannot read {name}"))
                .hint("check that the file is whole and can be opened by other programs"),
        };
        error.because(cause)
    }

    /// A pattern that matches no file.
    #[must_use]
    pub fn no_match(pattern: &str) -> Self {
        Self::new(ErrorKind::NotFound, format!("no file matches \"{pattern}\""))
            .hint("`*` does not cross folders; `**` does")
    }

    /// A pattern that is none.
    #[must_use]
    pub fn bad_pattern(pattern: &str, cause: glob::PatternError) -> Self {
        Self::new(ErrorKind::Usage, format!("\"{pattern}\" is not a file pattern"))
            .because(cause)
            .hint("`*` and `?` stand for letters, `[ab]` for one of them")
    }

    /// A folder in which nothing can be read.
    #[must_use]
    pub fn empty_folder(name: &str, known: &[&str]) -> Self {
        Self::new(ErrorKind::NotFound, format!("no data files in folder {name}"))
            .hint(format!("files ending in {} are looked for", list(known, 40)))
    }

    /// No data at all was named.
    #[must_use]
    pub fn no_data() -> Self {
        Self::new(ErrorKind::Usage, "no data file is named")
            .hint("name a file, or `-` for standard input")
    }

    /// A file of no bytes.
    #[must_use]
    pub fn empty_file(name: &str) -> Self {
        Self::new(ErrorKind::Format, format!("{name} is empty"))
            .hint("a table needs at least a line that names its columns")
    }

    /// A text without a single row of fields.
    #[must_use]
    pub fn no_columns(name: &str) -> Self {
        Self::new(ErrorKind::Format, format!("{name} has no columns"))
            .hint("a table needs at least a line that names its columns")
    }

    /// Content that no format recognizes.
    #[must_use]
    pub fn unknown_content(name: &str, formats: &[&str]) -> Self {
        Self::new(ErrorKind::Format, format!("{name} is not in a format that vizcli reads"))
            .hint(format!("it reads {}; --input-format forces one", list(formats, 40)))
    }

    /// Content that breaks the rules of its format.
    #[must_use]
    pub fn damaged(name: &str, format: &str, cause: impl Display) -> Self {
        Self::new(ErrorKind::Format, format!("{name} is not readable as {format}: {cause}"))
            .hint("the file may be cut short or damaged; --input-format reads it as another format")
    }

    /// A compressed file that cannot be decompressed.
    #[must_use]
    pub fn damaged_archive(name: &str, method: &str, cause: io::Error) -> Self {
        Self::new(ErrorKind::Format, format!("{name} cannot be decompressed with {method}"))
            .because(cause)
            .hint("the file may be cut short; copy or download it again")
    }

    /// A row with more fields than there are columns.
    #[must_use]
    pub fn ragged(name: &str, line: u64, columns: usize, fields: usize) -> Self {
        let there = match columns {
            1 => "is 1 column".to_owned(),
            _ => format!("are {columns} columns"),
        };
        let what = format!("line {line} of {name} has {fields} fields, but there {there}");
        Self::new(ErrorKind::Format, what)
            .hint("quote fields that contain the delimiter, or name the right one with --delimiter")
    }

    /// A quote that is never closed.
    #[must_use]
    pub fn open_quote(name: &str, line: u64) -> Self {
        Self::new(
            ErrorKind::Format,
            format!("line {line} of {name} opens a quote that is never closed"),
        )
        .hint("close the quote, or double it where it is part of the text")
    }

    /// A value that is not of the type of its column.
    #[must_use]
    pub fn wrong_value(name: &str, line: u64, column: &str, value: &str, kind: &str) -> Self {
        let what =
            format!("line {line} of {name}: \"{value}\" in column \"{column}\" is not a {kind}");
        let error = Self::new(ErrorKind::Format, what);
        if kind == "time" {
            error.hint(format!("say how it is written: --parse-dates '{column}=%d/%m/%Y'"))
        } else {
            error.hint(format!("if it means that the value is missing: --na-values '{value}'"))
        }
    }

    /// Columns of dates that are asked for and are not there.
    #[must_use]
    pub fn not_dates(name: &str, column: &str, value: &str) -> Self {
        let what = format!(
            "\"{value}\" in column \"{column}\" of {name} is not a date in any known format"
        );
        Self::new(ErrorKind::Format, what)
            .hint(format!("say how it is written: --parse-dates '{column}=%d/%m/%Y'"))
    }

    /// A document without what a plot needs.
    #[must_use]
    pub fn no_rows_inside(name: &str) -> Self {
        Self::new(ErrorKind::Format, format!("{name} carries no rows"))
            .hint("pictures carry their rows when they are drawn by vizcli, and --embed always embeds them")
    }

    /// A table inside a document that contradicts itself.
    #[must_use]
    pub fn damaged_rows(column: &str, what: impl Display) -> Self {
        Self::new(ErrorKind::Format, format!("the embedded column \"{column}\" is damaged: {what}"))
            .hint("draw the picture again from its data")
    }

    /// A table that no column of can be read.
    #[must_use]
    pub fn no_readable_columns(name: &str) -> Self {
        Self::new(
            ErrorKind::Unsupported,
            format!("no column of {name} is of a type that vizcli reads"),
        )
        .hint("numbers, times, words and booleans can be drawn; unnest lists and structs first")
    }

    /// A delimiter that cannot be one.
    #[must_use]
    pub fn bad_delimiter() -> Self {
        Self::new(ErrorKind::Usage, "a delimiter is one plain character")
            .hint("such as --delimiter ';', or --delimiter tab")
    }

    /// Rows that the output does not take.
    #[must_use]
    pub fn rows_unwritable(cause: io::Error) -> Self {
        let closed = cause.kind() == io::ErrorKind::BrokenPipe;
        let error = Self::new(ErrorKind::Io, "the rows cannot be written");
        let error = error.because(cause).hint("check the free space and the permissions there");
        Self { closed_pipe: closed, ..error }
    }

    /// A picture that is not one of ours.
    #[must_use]
    pub fn not_a_document(name: &str) -> Self {
        Self::new(ErrorKind::Format, format!("{name} is not a picture that vizcli drew"))
            .hint("only outputs of vizcli carry their rows and their spec")
    }

    /// A manifest that cannot be read.
    #[must_use]
    pub fn damaged_manifest(cause: impl Display) -> Self {
        Self::new(ErrorKind::Format, format!("the picture's embedded spec is damaged: {cause}"))
            .hint("draw the picture again from its data; a newer vizcli may have drawn it")
    }
}
