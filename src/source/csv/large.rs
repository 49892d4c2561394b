//! Large texts: looked at in several places when they are opened, parsed column by column when
//! rows are wanted.

use std::sync::Arc;

use polars::prelude::{DataFrame, SchemaRef};

use super::column::{Wanted, data_type};
use super::pass::Source;
use super::value::Kind;
use super::{look, wanted};
use crate::data::{Scan, table};
use crate::error::{Error, Result};
use crate::source::times::note_utc;
use crate::spec::{ReadOptions, Schema};
use crate::warn::Warnings;

/// Places of a text that are looked at for types.
const PLACES: u64 = 16;

/// Look at several places, promise types, and leave the rows for later.
pub(super) fn open(
    source: Source,
    options: &ReadOptions,
    warnings: &mut Warnings,
) -> Result<Arc<dyn Scan>> {
    let mut wanted = wanted(&source, options, warnings)?;
    look(&source, &mut wanted, source.body, 1 << 20)?;
    let len = source.bytes.len() - source.body;
    for place in 1..PLACES {
        let start = source.body + len / PLACES * place;
        let part = source.range(start, 1 << 18)?;
        // Where there are quotes, a line end may be inside a field.
        let line = part.iter().position(|&b| b == source.dialect.newline);
        if let Some(line) = line
            && !part.contains(&b'"')
        {
            look(&source, &mut wanted, start + line as u64 + 1, 1 << 18)?;
        }
    }
    let undecided: Vec<Wanted> = wanted.iter().filter(|w| w.kind == Kind::Empty).cloned().collect();
    if !undecided.is_empty() {
        for (column, kind) in undecided.iter().zip(source.kinds(&undecided)?) {
            if let Some(wanted) = wanted.get_mut(column.field) {
                wanted.kind = kind;
            }
        }
    }
    for wanted in wanted.iter_mut().filter(|w| w.kind == Kind::Time && w.offsets.differ) {
        wanted.utc = true;
        note_utc(source.names.get(wanted.field).map_or("", |n| n), &source.name, warnings);
    }
    let types: polars::prelude::Schema = source
        .names
        .iter()
        .zip(&wanted)
        .map(|(name, wanted)| (name.into(), data_type(wanted.kind)))
        .collect();
    Ok(Arc::new(Large { schema: table::schema_of(&types), types: Arc::new(types), source, wanted }))
}

/// A large text, of which columns are parsed when they are wanted.
struct Large {
    source: Source,
    wanted: Vec<Wanted>,
    schema: Schema,
    types: SchemaRef,
}

impl Scan for Large {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn types(&self) -> SchemaRef {
        Arc::clone(&self.types)
    }

    fn read(&self, columns: &[&str]) -> Result<DataFrame> {
        let find = |&name: &&str| {
            let place = self.source.names.iter().position(|n| n == name);
            place
                .and_then(|place| self.wanted.get(place))
                .cloned()
                .ok_or_else(|| Error::no_column(name, &self.source.name, &self.schema.names()))
        };
        let wanted = columns.iter().map(find).collect::<Result<Vec<_>>>()?;
        let all = self.source.columns(&wanted, true)?;
        DataFrame::new(all.rows, all.series.into_iter().map(Into::into).collect())
            .map_err(|e| Error::internal("columns of different lengths").because(e))
    }

    fn name(&self) -> &str {
        &self.source.name
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;
    use std::sync::Mutex;

    use super::super::{lay_out, whole};
    use super::*;
    use crate::progress::Progress;
    use crate::source::Bytes;

    /// A source in a file, to be read in many small waves of smaller blocks.
    fn source(text: &str) -> (Source, tempfile::NamedTempFile) {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        let (options, mut warnings) = (ReadOptions::default(), Warnings::default());
        let bytes = Bytes::from(text.as_bytes().to_vec());
        let mut source = lay_out(bytes, "a.csv".into(), &options, &mut warnings).unwrap();
        source.bytes = Bytes::open(file.path()).unwrap();
        (source.block, source.wave) = (40, 200);
        (source, file)
    }

    fn open_large(text: &str) -> (Arc<dyn Scan>, tempfile::NamedTempFile) {
        let (source, file) = source(text);
        let scan = open(source, &ReadOptions::default(), &mut Warnings::default());
        (scan.unwrap(), file)
    }

    #[test]
    fn a_large_text_is_read_as_a_small_one() {
        let mut text = String::from("n,word,late,x\n");
        for i in 0..500 {
            let late = if i > 400 { "0.5" } else { "" };
            let word =
                if i % 7 == 0 { format!("\"a, {i}\n \"\"b\"\"\"") } else { "\u{e9}5\" c".into() };
            writeln!(text, "{i},{word},{late},{}", f64::from(i) / 4.0).unwrap();
        }
        let (scan, _file) = open_large(&text);
        let (options, mut warnings) = (ReadOptions::default(), Warnings::default());
        let bytes = Bytes::from(text.into_bytes());
        let small = lay_out(bytes, "a.csv".into(), &options, &mut warnings).unwrap();
        let small = whole(&small, &options, &mut warnings).unwrap();
        let names = ["x", "n", "late", "word"];
        assert_eq!(scan.types(), small.types());
        assert!(scan.read(&names).unwrap().equals_missing(&small.read(&names).unwrap()));
    }

    /// The total of every step, and what was told of it.
    type Steps = Vec<(Option<u64>, u64)>;

    #[derive(Clone, Default)]
    struct Watch(Arc<Mutex<Steps>>);

    impl Progress for Watch {
        fn start(&self, _step: &str, total: Option<u64>) {
            self.0.lock().unwrap().push((total, 0));
        }
        fn advance(&self, units: u64) {
            self.0.lock().unwrap().last_mut().unwrap().1 += units;
        }
        fn finish(&self) {}
        fn handle(&self) -> Arc<dyn Progress> {
            Arc::new(self.clone())
        }
    }

    #[test]
    fn every_byte_that_is_read_is_told() {
        let mut text = String::from("n,x\n");
        for i in 0..500 {
            writeln!(text, "{i},{}", i * i).unwrap();
        }
        let (mut source, _file) = source(&text);
        let (watch, all) = (Watch::default(), text.len() as u64 - 4);
        source.progress = watch.handle();
        let scan = open(source, &ReadOptions::default(), &mut Warnings::default()).unwrap();
        watch.0.lock().unwrap().clear();
        scan.read(&["x"]).unwrap();
        assert_eq!(*watch.0.lock().unwrap(), [(Some(all), all)]);
    }

    #[test]
    fn a_promise_that_cannot_be_kept_names_the_value() {
        let mut text = String::from("n,x\n");
        for i in 0..30_000 {
            let x = if i == 20_011 { "many".into() } else { i.to_string() };
            writeln!(text, "{i},{x}").unwrap();
        }
        let (mut source, _file) = source(&text);
        source.wave = 1 << 14;
        let mut wanted =
            wanted(&source, &ReadOptions::default(), &mut Warnings::default()).unwrap();
        assert_eq!(wanted[1].kind, Kind::Integer);
        let error = source.columns(&wanted, true).err().unwrap();
        assert_eq!(
            error.to_string(),
            "line 20013 of a.csv: \"many\" in column \"x\" is not a number"
        );
        wanted.pop();
        assert_eq!(source.columns(&wanted, true).unwrap().rows, 30_000);
    }
}
