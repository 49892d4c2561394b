//! An opened file, and blocks of its variables.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use netcdf_reader::{
    NcFile, NcOpenOptions, NcReadable, NcSliceInfo, NcSliceInfoElem, NcType, NcValue, NcVariable,
};
use polars::prelude::polars_err;

use super::decode::Decode;
use crate::data::grid::{Cells, Run};
use crate::error::{Error, Result};
use crate::source::guard::guard;
use crate::source::{Bytes, Input};

/// What one read may allocate, in bytes.
const READ: usize = 1 << 30;
/// What one chunk may hold, in bytes.
const CHUNK: usize = 256 << 20;
/// Cells above which chunks are read by several threads.
const PARALLEL: u64 = 1 << 16;
/// How often stored bytes are multiplied by the densest compression, and then some; more is taken
/// for damage.
const DENSEST: u64 = 4096;
/// What any file may claim to hold.
const CLAIM: u64 = 64 << 20;

/// A variable as it is read.
#[derive(Debug)]
pub(super) struct Stored {
    /// Its path.
    pub(super) path: String,
    pub(super) kind: NcType,
    /// How many dimensions it is stored with: words of characters have one more than is seen.
    pub(super) decode: Decode,
}

/// An opened file.
pub(super) struct File {
    name: String,
    nc: NcFile,
    /// Holds what is read, where it is temporary.
    bytes: Bytes,
    pub(super) variables: Vec<Stored>,
    words: Mutex<BTreeMap<usize, Arc<Vec<Option<String>>>>>,
}

impl File {
    /// Read the outline of an input.
    pub(super) fn open(input: &Input) -> Result<Self> {
        let bytes = input.bytes.clone();
        let options = NcOpenOptions {
            max_read_bytes: READ,
            max_chunk_bytes: CHUNK,
            metadata_mode: netcdf_reader::NcMetadataMode::Lossy,
            ..NcOpenOptions::default()
        };
        let nc = guarded(&input.name, || match bytes.path() {
            Some(path) => NcFile::open_with_options(path, options),
            None => NcFile::from_owner(bytes.clone(), options),
        })?;
        Ok(Self {
            name: input.name.clone(),
            nc,
            bytes,
            variables: Vec::new(),
            words: Mutex::default(),
        })
    }

    pub(super) fn nc(&self) -> &NcFile {
        &self.nc
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Whether a variable can be as long as it claims, in a file of this length.
    pub(super) fn check(&self, variable: &NcVariable) -> Result<()> {
        let size = variable.dtype.size().unwrap_or(1).clamp(1, 16) as u64;
        let cells = variable.dimensions.iter().try_fold(size, |all, dim| all.checked_mul(dim.size));
        let most = CLAIM.saturating_add(self.bytes.len().saturating_mul(DENSEST));
        match cells {
            Some(bytes) if bytes <= most => Ok(()),
            _ => {
                let what = format!("\"{}\" claims more than the file can hold", variable.name);
                Err(Error::damaged(&self.name, "NetCDF", what))
            }
        }
    }

    fn stored(&self, id: usize) -> Result<&Stored> {
        self.variables.get(id).ok_or_else(|| Error::internal("a variable is gone"))
    }

    /// Stored numbers, decoded.
    fn numbers(&self, stored: &Stored, runs: &[Run]) -> netcdf_reader::Result<Vec<f64>> {
        let slice = |run: &Run| NcSliceInfoElem::Slice {
            start: run.start,
            end: run.start + (run.count - 1) * run.step + 1,
            step: run.step,
        };
        let selection = NcSliceInfo { selections: runs.iter().map(slice).collect() };
        let cells = runs.iter().map(|run| run.count).product::<u64>();
        let place = (stored.path.as_str(), &selection, cells);
        let decode = &stored.decode;
        match (&stored.kind, decode.only_missing()) {
            (NcType::Float, Some(missing)) => return self.plain(place, missing as f32),
            (NcType::Double, Some(missing)) => return self.plain(place, missing),
            _ => {}
        }
        match &stored.kind {
            NcType::Byte => self.typed(place, |v: i8| decode.value(v.into())),
            NcType::UByte | NcType::Char => self.typed(place, |v: u8| decode.value(v.into())),
            NcType::Short => self.typed(place, |v: i16| decode.value(v.into())),
            NcType::UShort => self.typed(place, |v: u16| decode.value(v.into())),
            NcType::Int => self.typed(place, |v: i32| decode.value(v.into())),
            NcType::UInt => self.typed(place, |v: u32| decode.value(v.into())),
            NcType::Int64 => self.typed(place, |v: i64| decode.value(v as f64)),
            NcType::UInt64 => self.typed(place, |v: u64| decode.value(v as f64)),
            NcType::Float => self.typed(place, |v: f32| decode.value(v.into())),
            _ => self.typed(place, |v: f64| decode.value(v)),
        }
    }

    /// Numbers with a fraction that mean what they are, or nothing where they are `missing`. A zero
    /// has no sign.
    fn plain<T: NcReadable + Copy + PartialEq + Into<f64>>(
        &self,
        place: (&str, &NcSliceInfo, u64),
        missing: T,
    ) -> netcdf_reader::Result<Vec<f64>> {
        self.typed(place, |v: T| if v == missing { f64::NAN } else { v.into() + 0.0 })
    }

    fn typed<T: NcReadable + Copy>(
        &self,
        (path, selection, cells): (&str, &NcSliceInfo, u64),
        value: impl Fn(T) -> f64,
    ) -> netcdf_reader::Result<Vec<f64>> {
        let array = if cells > PARALLEL {
            self.nc.read_variable_slice_parallel::<T>(path, selection)?
        } else {
            self.nc.read_variable_slice::<T>(path, selection)?
        };
        Ok(match array.as_slice() {
            Some(all) => all.iter().map(|&v| value(v)).collect(),
            None => array.iter().map(|&v| value(v)).collect(),
        })
    }

    /// All words of a variable.
    fn all_words(&self, stored: &Stored) -> netcdf_reader::Result<Vec<Option<String>>> {
        if matches!(stored.kind, NcType::Enum { .. }) {
            let values = self.nc.read_variable_user_defined(&stored.path)?;
            return Ok(values.iter().map(word).collect());
        }
        let words = self.nc.read_variable_as_strings(&stored.path)?;
        let clean = |word: String| {
            let end = word.find('\0').unwrap_or(word.len());
            let word = word.get(..end).unwrap_or_default().trim_end();
            (!word.is_empty()).then(|| word.to_owned())
        };
        Ok(words.into_iter().map(clean).collect())
    }
}

/// What a value of a list of names is called.
fn word(value: &NcValue) -> Option<String> {
    match value {
        NcValue::Enum(value) => match &value.member {
            Some(name) => Some(name.clone()),
            None => value.value.as_i128().map(|value| value.to_string()),
        },
        _ => None,
    }
}

impl Cells for File {
    fn read(&self, id: usize, runs: &[Run]) -> Result<Vec<f64>> {
        let stored = self.stored(id)?;
        let cells = runs.iter().map(|run| run.count).product::<u64>();
        if cells == 0 {
            return Ok(Vec::new());
        }
        let all = guarded(&self.name, || self.numbers(stored, runs))?;
        if all.len() as u64 == cells {
            return Ok(all);
        }
        Err(Error::damaged(&self.name, "NetCDF", format!("\"{}\" is cut short", stored.path)))
    }

    fn chunk(&self, id: usize) -> Option<Vec<u64>> {
        let path = &self.stored(id).ok()?.path;
        let first = guarded(&self.name, || {
            self.nc.iter_variable_chunks(path).map(|mut chunks| chunks.next())
        });
        Some(first.ok()??.ok()?.shape().to_vec())
    }

    fn words(&self, id: usize) -> Result<Arc<Vec<Option<String>>>> {
        let known = self.words.lock().ok().and_then(|known| known.get(&id).cloned());
        if let Some(words) = known {
            return Ok(words);
        }
        let stored = self.stored(id)?;
        let words = Arc::new(guarded(&self.name, || self.all_words(stored))?);
        if let Ok(mut known) = self.words.lock() {
            known.insert(id, Arc::clone(&words));
        }
        Ok(words)
    }
}

/// Run a reader; what it says of a damaged file becomes our error.
pub(super) fn guarded<T>(name: &str, read: impl FnOnce() -> netcdf_reader::Result<T>) -> Result<T> {
    guard(name, "NetCDF", || read().map_err(|e| polars_err!(ComputeError: "{}", e)))
}
