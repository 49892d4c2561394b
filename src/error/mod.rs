//! The one error of the crate. Every sentence that a user can read when something fails is made
//! by a constructor in this room, one file per step of the road, so that the prose can be read,
//! and tested, in one place.

mod command;
mod draw;
mod grid;
mod mark;
mod mesh;
mod raster;
mod read;
mod scale;
mod series;
mod table;
mod vector;
mod whole;
mod wide;
mod write;

use std::fmt;

pub use draw::channel_name;

/// What went wrong, in the classes that decide the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The command line or the spec asks for something that cannot be.
    Usage,
    /// A file, folder or pattern that is not there.
    NotFound,
    /// Bytes that are not what they claim to be.
    Format,
    /// A column that the data does not have.
    Column,
    /// A column of a type that the request cannot use.
    Type,
    /// An expression that cannot be parsed or evaluated.
    Expression,
    /// Nothing to draw.
    Empty,
    /// Something this build cannot do.
    Unsupported,
    /// A request whose result would be unreasonably large.
    TooLarge,
    /// The operating system refused to read or write.
    Io,
    /// A picture could not be made from its scene.
    Render,
    /// A bug in vizcli.
    Internal,
}

/// An error: what is wrong, what to type instead, where it happened, and what caused it.
#[derive(Debug)]
pub struct Error {
    /// The class of the error.
    pub kind: ErrorKind,
    /// What is wrong, in one sentence without a final stop.
    pub message: String,
    /// What to type instead.
    pub hint: Option<String>,
    /// The underlying error.
    pub cause: Option<Box<dyn std::error::Error + Send + Sync>>,
    /// True when the reader of our output went away: not a failure.
    pub closed_pipe: bool,
}

/// The crate's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An error of `kind` that says `message`.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), hint: None, cause: None, closed_pipe: false }
    }

    /// The same error with a hint: what to type instead.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same error with its cause.
    #[must_use]
    pub fn because(mut self, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    /// The process exit code for this error.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        if self.closed_pipe {
            return 0;
        }
        match self.kind {
            ErrorKind::Usage | ErrorKind::Column | ErrorKind::Type | ErrorKind::Expression => 2,
            ErrorKind::Empty => 3,
            ErrorKind::Internal => 70,
            ErrorKind::NotFound
            | ErrorKind::Format
            | ErrorKind::Unsupported
            | ErrorKind::TooLarge
            | ErrorKind::Io
            | ErrorKind::Render => 1,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        let mut cause = self.cause.as_deref().map(|c| c as &dyn std::error::Error);
        while let Some(c) = cause {
            write!(f, ": {c}")?;
            cause = c.source();
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

/// The closest of `names` to `wanted`, when one is close enough to suggest.
pub fn closest<'a>(wanted: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = wanted.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for name in names {
        let score = strsim::damerau_levenshtein(&lower, &name.to_lowercase()) as f64
            / lower.chars().count().max(name.chars().count()).max(1) as f64;
        if score <= 0.4 && best.is_none_or(|(b, _)| score < b) {
            best = Some((score, name));
        }
    }
    best.map(|(_, name)| name)
}

/// `a, b and c`, cut after `most` names.
#[must_use]
pub fn list(names: &[&str], most: usize) -> String {
    match names {
        [] => "none".into(),
        [one] => (*one).into(),
        _ if names.len() > most => {
            format!("{} and {} more", names[..most].join(", "), names.len() - most)
        }
        [init @ .., last] => format!("{} and {last}", init.join(", ")),
    }
}

/// The sentences that every step needs.
impl Error {
    /// A column that is not in the data.
    #[must_use]
    pub fn no_column(name: &str, place: &str, columns: &[&str]) -> Self {
        let error = Self::new(ErrorKind::Column, format!("no column \"{name}\" in {place}"));
        match closest(name, columns.iter().copied()) {
            Some(near) => error.hint(format!("did you mean \"{near}\"?")),
            None => error.hint(format!("the columns are {}", list(columns, 12))),
        }
    }

    /// An impossible state.
    #[must_use]
    pub fn internal(what: impl fmt::Display) -> Self {
        Self::new(ErrorKind::Internal, format!("this should not happen: {what}"))
            .hint("this is a bug in vizcli; please report it with the command that you ran")
    }

    /// A named thing that is not in a registry: a kind, a colour map, a format.
    #[must_use]
    pub fn unknown<'a>(
        what: &str,
        name: &str,
        known: impl IntoIterator<Item = &'a str> + Clone,
    ) -> Self {
        let error = Self::new(ErrorKind::Usage, format!("no {what} \"{name}\""));
        if let Some(near) = closest(name, known.clone()) {
            error.hint(format!("did you mean \"{near}\"?"))
        } else {
            let names: Vec<&str> = known.into_iter().collect();
            error.hint(format!("one of {}", list(&names, 40)))
        }
    }

    /// Nothing to draw.
    #[must_use]
    pub fn empty(what: &str) -> Self {
        Self::new(ErrorKind::Empty, format!("nothing to draw: {what}"))
    }
}
