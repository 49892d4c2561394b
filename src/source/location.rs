//! Words of the command line to inputs: paths, patterns, folders, standard input.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::bytes::Bytes;
use super::{FORMATS, Input};
use crate::error::{Error, Result};

/// Standard input can be read only once in the life of a process, but two layers may name it.
static STANDARD_INPUT: Mutex<Option<Bytes>> = Mutex::new(None);

/// Where one input is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Location {
    /// A file.
    File(PathBuf),
    /// `-`.
    Standard,
}

impl Location {
    /// The input, decompressed.
    pub(super) fn open(&self) -> Result<Input> {
        let (name, bytes) = match self {
            Self::File(path) => {
                let name =
                    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
                let shown = path.display().to_string();
                (name, Bytes::open(path).map_err(|e| Error::unreadable(&shown, e))?)
            }
            Self::Standard => ("standard input".to_owned(), standard_input()?),
        };
        let bytes = bytes.decompressed(&name)?;
        Ok(Input { name, bytes })
    }
}

fn standard_input() -> Result<Bytes> {
    // A poisoned lock means that another thread failed while it was reading: read on.
    let mut kept = STANDARD_INPUT.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(bytes) = &*kept {
        return Ok(bytes.clone());
    }
    let read = Bytes::spool(std::io::stdin().lock());
    let bytes = read.map_err(|e| Error::unreadable("standard input", e))?;
    *kept = Some(bytes.clone());
    Ok(bytes)
}

/// All inputs that `names` stand for, in order; those of a folder or a pattern sorted by name.
pub(super) fn inputs(names: &[String]) -> Result<Vec<Location>> {
    let mut all = Vec::new();
    for name in names {
        if name == "-" {
            all.push(Location::Standard);
            continue;
        }
        let path = Path::new(name);
        match path.metadata() {
            Ok(facts) if facts.is_dir() => all.extend(folder(path, name)?),
            Err(_) if name.contains(['*', '?', '[']) => all.extend(matches(name)?),
            // A path that is not there fails when it is opened, with the system's reason.
            _ => all.push(Location::File(path.to_owned())),
        }
    }
    if all.is_empty() { Err(Error::no_data()) } else { Ok(all) }
}

/// The files that match a pattern.
fn matches(pattern: &str) -> Result<Vec<Location>> {
    let paths = glob::glob(pattern).map_err(|e| Error::bad_pattern(pattern, e))?;
    let mut files = Vec::new();
    for path in paths {
        let path = path.map_err(|e| Error::unreadable(pattern, e.into()))?;
        if path.is_file() {
            files.push(path);
        }
    }
    if files.is_empty() { Err(Error::no_match(pattern)) } else { Ok(sorted(files)) }
}

/// The data files in a folder: those of its most frequent format, so that a remark in a text file
/// beside a thousand Parquet files is no row.
fn folder(path: &Path, name: &str) -> Result<Vec<Location>> {
    let entries = path.read_dir().map_err(|e| Error::unreadable(name, e))?;
    let mut by_format: Vec<Vec<PathBuf>> = FORMATS.iter().map(|_| Vec::new()).collect();
    for entry in entries {
        let path = entry.map_err(|e| Error::unreadable(name, e))?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let known = extensions(&file);
        let format = FORMATS
            .iter()
            .position(|f| f.extensions().iter().any(|e| known.iter().any(|k| k == e)));
        if let Some(place) = format
            && !file.starts_with(['.', '_'])
            && path.is_file()
            && let Some(files) = by_format.get_mut(place)
        {
            files.push(path);
        }
    }
    let most = by_format.iter().map(Vec::len).max().unwrap_or(0);
    if let Some(files) = by_format.into_iter().find(|files| files.len() == most && most > 0) {
        return Ok(sorted(files));
    }
    let known: Vec<&str> = FORMATS.iter().flat_map(|f| f.extensions()).copied().collect();
    Err(Error::empty_folder(name, &known))
}

fn sorted(mut files: Vec<PathBuf>) -> Vec<Location> {
    files.sort();
    files.into_iter().map(Location::File).collect()
}

/// The extensions of a file name in lower case, last first, without those of compression.
pub(super) fn extensions(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = name.rsplit('.').map(str::to_lowercase).collect();
    parts.pop();
    parts.retain(|e| !matches!(e.as_str(), "gz" | "zst" | "bz2"));
    parts.truncate(1);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_are_seen_behind_compression() {
        assert_eq!(extensions("a.b.CSV.gz"), ["csv"]);
        assert_eq!(extensions("a.parquet"), ["parquet"]);
        assert!(extensions("README").is_empty());
    }

    #[test]
    fn folders_give_the_files_of_their_most_frequent_format() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.csv", "a.csv.gz", "c.parquet", ".d.csv", "notes.md"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        let found = inputs(&[folder.path().display().to_string()]).unwrap();
        let names: Vec<_> = found
            .iter()
            .filter_map(|l| match l {
                Location::File(path) => path.file_name(),
                Location::Standard => None,
            })
            .collect();
        assert_eq!(names, ["a.csv.gz", "b.csv"]);
        let none = tempfile::tempdir().unwrap();
        assert!(inputs(&[none.path().display().to_string()]).is_err());
        assert!(inputs(&["no-such-*.csv".to_owned()]).is_err());
    }
}
