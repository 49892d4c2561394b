//! Bytes of one input: in memory, or in a file that is read by ranges.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use polars_io::mmap::MmapBytesReader;
use tempfile::TempPath;

use crate::error::{Error, Result};

/// Streams longer than this are kept in a temporary file.
const MEMORY_LIMIT: u64 = 256 << 20;

/// Bytes of one input; a cheap handle.
#[derive(Clone, Debug)]
pub struct Bytes(Arc<Store>);

#[derive(Debug)]
enum Store {
    Memory(Vec<u8>),
    File { path: PathBuf, len: u64, _temporary: Option<TempPath> },
}

impl AsRef<[u8]> for Bytes {
    /// What is in memory; nothing for a file.
    fn as_ref(&self) -> &[u8] {
        match &*self.0 {
            Store::Memory(bytes) => bytes,
            Store::File { .. } => &[],
        }
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Arc::new(Store::Memory(bytes)))
    }
}

impl Bytes {
    /// The bytes of a file, which stay there. Pipes and devices are read at once, because they
    /// can be read only once.
    pub fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let facts = file.metadata()?;
        if !facts.is_file() {
            return Self::spool(file);
        }
        let path = path.to_owned();
        Ok(Self(Arc::new(Store::File { path, len: facts.len(), _temporary: None })))
    }

    /// All that `stream` gives, in memory or, when it is long, in a temporary file.
    pub fn spool(mut stream: impl Read) -> io::Result<Self> {
        let mut bytes = Vec::new();
        stream.by_ref().take(MEMORY_LIMIT).read_to_end(&mut bytes)?;
        if (bytes.len() as u64) < MEMORY_LIMIT {
            return Ok(Self::from(bytes));
        }
        let mut file = tempfile::NamedTempFile::new()?;
        file.write_all(&bytes)?;
        drop(bytes);
        io::copy(&mut stream, &mut file)?;
        file.flush()?;
        let len = file.as_file().metadata()?.len();
        let temporary = file.into_temp_path();
        let path = temporary.to_path_buf();
        Ok(Self(Arc::new(Store::File { path, len, _temporary: Some(temporary) })))
    }

    /// Number of bytes.
    #[must_use]
    pub fn len(&self) -> u64 {
        match &*self.0 {
            Store::Memory(bytes) => bytes.len() as u64,
            Store::File { len, .. } => *len,
        }
    }

    /// True when there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// True when a range costs nothing.
    #[must_use]
    pub fn in_memory(&self) -> bool {
        matches!(&*self.0, Store::Memory(_))
    }

    /// The file in which they are.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &*self.0 {
            Store::Memory(_) => None,
            Store::File { path, .. } => Some(path),
        }
    }

    /// Up to `len` bytes from `start` on; fewer only at the end.
    pub fn range(&self, start: u64, len: u64) -> io::Result<Cow<'_, [u8]>> {
        match &*self.0 {
            Store::Memory(bytes) => {
                let start = usize::try_from(start).unwrap_or(usize::MAX).min(bytes.len());
                let rest = bytes.get(start..).unwrap_or_default();
                let len = usize::try_from(len).unwrap_or(usize::MAX).min(rest.len());
                Ok(Cow::Borrowed(rest.get(..len).unwrap_or_default()))
            }
            Store::File { path, len: all, .. } => {
                let mut file = File::open(path)?;
                file.seek(SeekFrom::Start(start))?;
                let len = len.min(all.saturating_sub(start));
                let mut bytes = Vec::with_capacity(usize::try_from(len).unwrap_or(0));
                file.take(len).read_to_end(&mut bytes)?;
                Ok(Cow::Owned(bytes))
            }
        }
    }

    /// A place from which ranges are read into buffers of the caller, again and again. Every
    /// reader has its own position, so that threads do not disturb each other.
    pub fn reader(&self) -> io::Result<Reader<'_>> {
        let file = match &*self.0 {
            Store::Memory(_) => None,
            Store::File { path, .. } => Some(File::open(path)?),
        };
        Ok(Reader { bytes: self, file })
    }

    /// All bytes.
    pub fn all(&self) -> io::Result<Cow<'_, [u8]>> {
        self.range(0, self.len())
    }

    /// The bytes as polars' readers want them; files are mapped, not read.
    pub fn mapped(&self) -> io::Result<Box<dyn MmapBytesReader>> {
        Ok(match &*self.0 {
            Store::Memory(_) => Box::new(Cursor::new(self.clone())),
            Store::File { path, .. } => Box::new(File::open(path)?),
        })
    }

    /// The bytes as a stream.
    fn stream(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(match &*self.0 {
            Store::Memory(bytes) => Box::new(bytes.as_slice()),
            Store::File { path, .. } => Box::new(File::open(path)?),
        })
    }

    /// The bytes behind gzip, zstd or bzip2, of one or several members; the same when there is no
    /// compression.
    pub fn decompressed(self, name: &str) -> Result<Self> {
        let head = self.range(0, 4).map_err(|e| Error::unreadable(name, e))?;
        let method = match &*head {
            [0x1f, 0x8b, ..] => "gzip",
            [0x28, 0xb5, 0x2f, 0xfd] => "zstd",
            [b'B', b'Z', b'h', b'1'..=b'9'] => "bzip2",
            _ => return Ok(self),
        };
        let inflate = || {
            let stream = self.stream()?;
            match method {
                "gzip" => {
                    Self::spool(flate2::read::MultiGzDecoder::new(io::BufReader::new(stream)))
                }
                "zstd" => Self::spool(zstd::stream::read::Decoder::new(stream)?),
                _ => Self::spool(bzip2::read::MultiBzDecoder::new(stream)),
            }
        };
        inflate().map_err(|e| Error::damaged_archive(name, method, e))
    }
}

/// Reads ranges of one input.
#[derive(Debug)]
pub struct Reader<'a> {
    bytes: &'a Bytes,
    file: Option<File>,
}

impl Reader<'_> {
    /// Fill `into` with what stands at `at`; an error where the input ends before.
    pub fn read_at(&mut self, at: u64, into: &mut [u8]) -> io::Result<()> {
        if let Some(file) = &mut self.file {
            file.seek(SeekFrom::Start(at))?;
            return file.read_exact(into);
        }
        let start = usize::try_from(at).unwrap_or(usize::MAX);
        let rest = self.bytes.as_ref().get(start..).unwrap_or_default();
        let part = rest.get(..into.len()).ok_or(io::ErrorKind::UnexpectedEof)?;
        into.copy_from_slice(part);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_compression_is_seen_through_with_all_members() {
        let gzip = |text: &str| {
            let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            out.write_all(text.as_bytes()).unwrap();
            out.finish().unwrap()
        };
        let bzip = |text: &str| {
            let mut out = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
            out.write_all(text.as_bytes()).unwrap();
            out.finish().unwrap()
        };
        let zstd = |text: &str| zstd::encode_all(text.as_bytes(), 1).unwrap();
        for (first, second) in
            [(gzip("a\n"), gzip("1\n")), (bzip("a\n"), bzip("1\n")), (zstd("a\n"), zstd("1\n"))]
        {
            let bytes = Bytes::from([first, second].concat()).decompressed("x").unwrap();
            assert_eq!(bytes.as_ref(), b"a\n1\n");
        }
        let cut = gzip("some words that are long enough")[..20].to_vec();
        assert!(Bytes::from(cut).decompressed("x").is_err());
    }

    #[test]
    fn ranges_end_where_the_bytes_end() {
        let bytes = Bytes::from(b"abc".to_vec());
        assert_eq!(&*bytes.range(1, 9).unwrap(), b"bc");
        assert_eq!(&*bytes.range(9, 9).unwrap(), b"");
        let mut two = [0; 2];
        bytes.reader().unwrap().read_at(1, &mut two).unwrap();
        assert_eq!(&two, b"bc");
        assert!(bytes.reader().unwrap().read_at(2, &mut two).is_err());
    }
}
