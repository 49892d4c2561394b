//! What is said when something fails in writers.

use std::io;
use std::path::Path;

use super::{Error, ErrorKind, closest, list};

/// Writers.
impl Error {
    /// Bytes that could not be written. A reader that went away is not a failure.
    #[must_use]
    pub fn not_written(cause: io::Error) -> Self {
        let closed_pipe = cause.kind() == io::ErrorKind::BrokenPipe;
        let error = Self::new(ErrorKind::Io, "cannot write the output").because(cause);
        Self { closed_pipe, ..error }
    }

    /// A drawing surface that refused.
    #[must_use]
    pub fn not_painted(cause: &dyn std::fmt::Display) -> Self {
        Self::new(ErrorKind::Render, format!("cannot paint the picture: {cause}"))
    }

    /// A picture of more pixels than anyone can look at.
    #[must_use]
    pub fn too_many_pixels(width: f64, height: f64) -> Self {
        Self::new(ErrorKind::TooLarge, format!("a picture of {width} by {height} pixels"))
            .hint("make it smaller with --width, --height or --scale, or write SVG")
    }

    /// Something that is written to a stream, but is to be shown.
    #[must_use]
    pub fn nothing_to_open() -> Self {
        Self::new(ErrorKind::Usage, "--open shows a file, and the output goes to a stream")
            .hint("name a file with -o, or leave -o out")
    }

    /// A program that shows files and cannot be started.
    #[must_use]
    pub fn cannot_open(file: &str, program: &str, cause: io::Error) -> Self {
        let message = format!("\"{file}\" is written, but {program} cannot be started to show it");
        Self::new(ErrorKind::Io, message).because(cause).hint("open the file in a browser")
    }

    /// An output whose name does not say its format.
    #[must_use]
    pub fn no_writer(path: &Path, extensions: &[&str]) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let dotted: Vec<String> = extensions.iter().map(|e| format!(".{e}")).collect();
        let dotted: Vec<&str> = dotted.iter().map(String::as_str).collect();
        let message = format!("cannot tell the output format of \"{}\"", path.display());
        let error = Self::new(ErrorKind::Usage, message);
        let known = list(&dotted, 40);
        match name.rsplit_once('.').and_then(|(_, e)| closest(e, extensions.iter().copied())) {
            Some(near) => error.hint(format!("did you mean .{near}?")),
            None => error.hint(format!("end it in {known}, or use --format")),
        }
    }
}
