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

/// Show the first page among the outputs, or else the first file.
pub(crate) fn open(targets: &[Target]) -> Result<()> {
    let is_page = |target: &&Target| target.writer.content() == Content::Page;
    let shown = targets.iter().find(is_page).or(targets.first());
    let Some(Target { place: Place::File(path), .. }) = shown else {
        return Err(Error::nothing_to_open());
    };
    start(path)
}

/// The opener returns when the program has been told, which may be long after.
fn start(path: &Path) -> Result<()> {
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
