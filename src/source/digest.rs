//! A short name for the bytes of a source, so that a picture that does not carry its rows can tell
//! whether they are still the same.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use super::location::{self, Location};
use crate::error::{Error, Result};
use crate::spec::DataRef;

/// Bytes at either end of a file that are looked at: a change within a large file that keeps its
/// length and both ends is not noticed, and a file of any size costs the same.
const ENDS: u64 = 1 << 20;

/// SHA-256 over the length and both ends of every file; none when one of them is a stream.
pub fn of(data: &DataRef) -> Result<Option<String>> {
    let mut hash = Sha256::new();
    for location in location::inputs(&data.files)? {
        let Location::File(path) = &location else { return Ok(None) };
        let unreadable = |e| Error::unreadable(&path.display().to_string(), e);
        let mut file = File::open(path).map_err(unreadable)?;
        let length = file.metadata().map_err(unreadable)?.len();
        hash.update(length.to_le_bytes());
        for start in [0, length.saturating_sub(ENDS)] {
            let mut part = Vec::new();
            file.seek(SeekFrom::Start(start)).map_err(unreadable)?;
            file.by_ref().take(ENDS).read_to_end(&mut part).map_err(unreadable)?;
            hash.update(&part);
        }
    }
    Ok(Some(format!("sha256-{}", STANDARD.encode(hash.finalize()))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_file_has_another_digest() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, "a\n1\n").unwrap();
        let data = DataRef { files: vec![path.display().to_string()], ..DataRef::default() };
        let before = of(&data).unwrap().unwrap();
        assert_eq!(of(&data).unwrap().unwrap(), before);
        std::fs::write(&path, "a\n2\n").unwrap();
        assert_ne!(of(&data).unwrap().unwrap(), before);
        assert_eq!(of(&DataRef { files: vec!["-".into()], ..DataRef::default() }).unwrap(), None);
    }
}
