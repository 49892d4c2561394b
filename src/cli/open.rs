//! Shows a file in the program that the system opens it with.

use std::path::Path;
use std::process::{Command, Stdio};

use super::save::Place;
use super::target::Target;
use crate::error::{Error, Result};
use crate::write::Content;

/// What the system calls its opener, and what goes before the file.
const OPENER: (&str, &[&str]) = if cfg!(target_os = "macos") {
    ("open", &[])
} else if cfg!(windows) {
    ("cmd", &["/C", "start", ""])
} else {
    ("xdg-open", &[])
};

/// What is shown: the first page among the outputs, or else the first file.
pub(crate) fn shown(targets: &[Target]) -> Result<&Path> {
    let is_page = |target: &&Target| target.writer.content() == Content::Page;
    match targets.iter().find(is_page).or(targets.first()) {
        Some(Target { place: Place::File(path), .. }) => Ok(path),
        _ => Err(Error::nothing_to_open()),
    }
}

/// Show a file. The opener returns when the program has been told, which may be long after.
pub(crate) fn open(path: &Path) -> Result<()> {
    let (program, before) = OPENER;
    let started = Command::new(program)
        .args(before)
        .arg(path)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    started.map(drop).map_err(|e| Error::cannot_open(&path.display().to_string(), program, e))
}
