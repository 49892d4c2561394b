//! Bytes to where they belong: standard output, a file that is replaced as a whole, a device.

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind as Io, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Where an output goes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// Standard output.
    Stdout,
    /// A file, or a device or pipe with a name.
    File(PathBuf),
}

impl Place {
    /// The place that `-o` names.
    pub(crate) fn of(output: &str) -> Self {
        if output == "-" { Self::Stdout } else { Self::File(PathBuf::from(output)) }
    }

    /// What messages call it.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdout => "standard output".into(),
            Self::File(path) => path.display().to_string(),
        }
    }
}

/// Counts bytes and remembers the first failure: writers wrap it in words of their own.
struct Watched<W> {
    inner: W,
    bytes: u64,
    failure: Option<io::Error>,
}

impl<W: Write> Watched<W> {
    fn new(inner: W) -> Self {
        Self { inner, bytes: 0, failure: None }
    }

    fn keep<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        result.inspect_err(|error| {
            let again = match error.raw_os_error() {
                Some(code) => io::Error::from_raw_os_error(code),
                None => io::Error::from(error.kind()),
            };
            self.failure.get_or_insert(again);
        })
    }
}

impl<W: Write> Write for Watched<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.inner.write(bytes);
        let written = self.keep(result)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.inner.flush();
        self.keep(result)
    }
}

/// Let `fill` write to `out` to the end; gives the number of bytes.
fn fill_all<W: Write>(
    out: W,
    place: &Place,
    fill: &mut dyn FnMut(&mut dyn Write) -> Result<()>,
) -> Result<(W, u64)> {
    let mut out = BufWriter::with_capacity(1 << 16, Watched::new(out));
    let result = fill(&mut out);
    let flushed = if result.is_ok() { out.flush() } else { Ok(()) };
    let (mut watched, _) = out.into_parts();
    if let Some(failure) = watched.failure.take() {
        return Err(Error::cannot_write(&place.name(), failure));
    }
    result?;
    flushed.map_err(|error| Error::cannot_write(&place.name(), error))?;
    Ok((watched.inner, watched.bytes))
}

/// Write to a place. A regular file is written beside its target and renamed, so that a failure
/// leaves the old one, and nothing else. Gives the number of bytes.
pub(crate) fn save(
    place: &Place,
    no_clobber: bool,
    fill: &mut dyn FnMut(&mut dyn Write) -> Result<()>,
) -> Result<u64> {
    let path = match place {
        Place::Stdout => return fill_all(io::stdout().lock(), place, fill).map(|(_, n)| n),
        Place::File(path) => path,
    };
    // A link stays a link: what it points to is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
    let before = fs::metadata(&target).ok();
    if before.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(Error::output_is_folder(&place.name()));
    }
    if no_clobber && before.is_some() {
        return Err(Error::exists(&place.name()));
    }
    let fail = |error| Error::cannot_write(&place.name(), error);
    // Devices, pipes and the process's own streams cannot be replaced by renaming.
    let special = before.as_ref().is_some_and(|m| !m.is_file()) || is_stream(path);
    if special {
        let file = File::options().write(true).append(is_stream(path)).open(path).map_err(fail)?;
        return fill_all(file, place, fill).map(|(_, n)| n);
    }
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(Error::no_folder(&place.name(), &folder.display().to_string()));
    }
    let beside = match beside(folder) {
        Ok(beside) => beside,
        // The folder may be closed while the file in it is open to us.
        Err(error) if error.kind() == Io::PermissionDenied && before.is_some() => {
            let file = File::options().write(true).truncate(true).open(&target).map_err(fail)?;
            return fill_all(file, place, fill).map(|(_, n)| n);
        }
        Err(error) => return Err(fail(error)),
    };
    let (beside, bytes) = fill_all(beside, place, fill)?;
    if let Some(before) = before {
        // Best effort: a file system without permissions is no reason to fail.
        let _ = beside.as_file().set_permissions(before.permissions());
    }
    let renamed =
        if no_clobber { beside.persist_noclobber(&target) } else { beside.persist(&target) };
    match renamed {
        Ok(_) => Ok(bytes),
        Err(error) if error.error.kind() == Io::AlreadyExists => Err(Error::exists(&place.name())),
        Err(error) => Err(fail(error.error)),
    }
}

/// A new file with the permissions that any new file gets.
fn beside(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".vizcli-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

fn is_stream(path: &Path) -> bool {
    path.starts_with("/dev") || path.starts_with("/proc")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(path: &Path, text: &str, no_clobber: bool) -> Result<u64> {
        save(&Place::File(path.to_owned()), no_clobber, &mut |out| {
            out.write_all(text.as_bytes()).map_err(|e| Error::cannot_write("test", e))
        })
    }

    #[test]
    fn a_failure_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.svg");
        put(&path, "old", false).unwrap();
        let result = save(&Place::File(path.clone()), false, &mut |out| {
            let _ = out.write_all(b"half");
            Err(Error::empty("test"))
        });
        assert!(result.is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn files_are_replaced_unless_told_otherwise() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.svg");
        assert_eq!(put(&path, "one", true).unwrap(), 3);
        assert!(put(&path, "two", true).is_err());
        put(&path, "three", false).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "three");
        assert!(put(&folder.path().join("no/a.svg"), "x", false).is_err());
        assert!(put(folder.path(), "x", false).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a.svg"), folder.path().join("link.svg"));
        put(&path, "one", false).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&path, &link).unwrap();
        put(&link, "two", false).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
