//! Bytes to tables.
//!
//! In: a [`DataRef`]: paths, patterns, folders, `-`, and how to read them. Out: a
//! [`Table`]. This room must not know plots or pixels.
//!
//! A format is told by content first and by extension second. Compression is seen through.
//! Missing values are null in every format, NaN too; times are in microseconds: instants where the
//! file names a zone, else what a clock showed.
//!
//! ```
//! use vizcli::{progress::Silent, source, spec::DataRef, warn::Warnings};
//!
//! let file = std::env::temp_dir().join(format!("vizcli-doc-{}.csv", std::process::id()));
//! std::fs::write(&file, "year,cases\n1990,7\n1991,\n").unwrap();
//! let data = DataRef { files: vec![file.display().to_string()], ..DataRef::default() };
//! let table = source::open(&data, &mut Warnings::default(), &Silent).unwrap();
//! assert_eq!(table.schema().names(), ["year", "cases"]);
//! std::fs::remove_file(&file).unwrap();
//! ```

pub mod bytes;
mod columnar;
mod columns;
mod concat;
pub mod csv;
pub mod digest;
pub mod document;
mod guard;
pub mod ipc;
pub mod json;
mod location;
mod memory;
mod message;
pub mod netcdf;
pub mod parquet;
mod times;
mod triangles;
mod words;

use std::sync::Arc;

use crate::data::{Scan, Table};
use crate::error::{Error, Result};
use crate::progress::Progress;
use crate::spec::{DataRef, ReadOptions};
use crate::warn::Warnings;

pub use bytes::Bytes;

/// How much of an input a format may look at to know its own.
const HEAD: u64 = 4096;

/// What a format opens.
#[derive(Clone, Debug)]
pub struct Input {
    /// What messages call it: `diseases.csv`.
    pub name: String,
    /// Its bytes, decompressed.
    pub bytes: Bytes,
}

/// An input format.
pub trait Format: Sync {
    /// What `--input-format` calls it.
    fn name(&self) -> &'static str;
    /// File extensions, without the dot.
    fn extensions(&self) -> &'static [&'static str];
    /// One line of help.
    fn summary(&self) -> &'static str;
    /// Whether an input that begins so is of this format.
    fn sniff(&self, head: &[u8]) -> bool;
    /// Open it: names and types, and rows when they are wanted.
    fn open(
        &self,
        input: Input,
        options: &ReadOptions,
        warnings: &mut Warnings,
        progress: &dyn Progress,
    ) -> Result<Arc<dyn Scan>>;
}

/// Every format, the ones that are surest of their own first.
pub static FORMATS: &[&dyn Format] = &[
    &parquet::Parquet,
    &ipc::Arrow,
    &netcdf::NetCdf,
    &document::Document,
    &json::Json,
    &json::Lines,
    &csv::Csv,
];

/// Open the table that `data` names.
pub fn open(data: &DataRef, warnings: &mut Warnings, progress: &dyn Progress) -> Result<Table> {
    let inputs = location::inputs(&data.files)?;
    if let (Some(index), Some(input)) = (data.embedded, inputs.first()) {
        return document::embedded(&input.open()?, index);
    }
    if let Some(known) = &data.digest
        && digest::of(data)?.as_ref() != Some(known)
    {
        let files = data.files.join(", ");
        warnings.warn(format!("{files} has changed since the picture was drawn"));
    }
    let mut scans = Vec::new();
    for input in &inputs {
        scans.push(open_input(input.open()?, &data.read, warnings, progress)?);
    }
    let mut table = concat::concat(scans, warnings).map(Table::from_scan)?;
    if let Some(file) = &data.read.triangles {
        let other = DataRef { files: vec![file.clone()], ..DataRef::default() };
        table = triangles::corners(&table, &open(&other, warnings, progress)?, warnings)?;
    }
    let names = table.schema().names();
    match data.read.parse_dates.keys().find(|name| !names.contains(&name.as_str())) {
        Some(name) => Err(Error::no_column(name, table.name(), &names)),
        None => Ok(table),
    }
}

/// Open one input in the format that its content tells.
pub fn open_input(
    input: Input,
    options: &ReadOptions,
    warnings: &mut Warnings,
    progress: &dyn Progress,
) -> Result<Arc<dyn Scan>> {
    let format = match &options.format {
        Some(name) => by_name(name)?,
        None => recognize(&input)?,
    };
    let scan = format.open(input, options, warnings, progress)?;
    times::dated(scan, options, warnings)
}

/// The format called `name`, or with that extension.
fn by_name(name: &str) -> Result<&'static dyn Format> {
    let named = FORMATS.iter().find(|f| f.name() == name);
    let found = named.or_else(|| FORMATS.iter().find(|f| f.extensions().contains(&name)));
    found
        .copied()
        .ok_or_else(|| Error::unknown("input format", name, FORMATS.iter().map(|f| f.name())))
}

/// The format of an input: by content, and where several could be, by extension.
fn recognize(input: &Input) -> Result<&'static dyn Format> {
    if input.bytes.is_empty() {
        return Err(Error::empty_file(&input.name));
    }
    let head = input.bytes.range(0, HEAD).map_err(|e| Error::unreadable(&input.name, e))?;
    let by_content: Vec<_> = FORMATS.iter().filter(|f| f.sniff(&head)).collect();
    let extensions = location::extensions(&input.name);
    let by_both = by_content
        .iter()
        .find(|f| f.extensions().iter().any(|known| extensions.iter().any(|e| e == known)));
    let found = by_both.or(by_content.first()).map(|format| **format);
    found.ok_or_else(|| {
        let names: Vec<&str> = FORMATS.iter().map(|f| f.name()).collect();
        Error::unknown_content(&input.name, &names)
    })
}
