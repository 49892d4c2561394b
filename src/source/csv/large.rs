//! Large texts: looked at in several places when they are opened, parsed column by column when
//! rows are wanted.

use std::sync::{Arc, OnceLock};

use polars::prelude::{DataFrame, SchemaRef};

use super::column::{Wanted, data_type};
use super::pass::Source;
use super::piece::Places;
use super::value::Kind;
use super::{look, wanted};
use crate::data::pieces::{self, Bounds, Each, Pieces};
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
    let (schema, types) = (table::schema_of(&types), Arc::new(types));
    Ok(Arc::new(Large { schema, types, source, wanted, pieces: OnceLock::new() }))
}

/// A large text, of which columns are parsed when they are wanted.
struct Large {
    source: Source,
    wanted: Vec<Wanted>,
    schema: Schema,
    types: SchemaRef,
    /// Where the pieces are; none while nobody asked, or when that cannot be told.
    pieces: OnceLock<Option<Places>>,
}

impl Large {
    /// What is wanted of these columns.
    fn find(&self, columns: &[&str]) -> Result<Vec<Wanted>> {
        let find = |&name: &&str| {
            let place = self.source.names.iter().position(|n| n == name);
            place
                .and_then(|place| self.wanted.get(place))
                .cloned()
                .ok_or_else(|| Error::no_column(name, &self.source.name, &self.schema.names()))
        };
        columns.iter().map(find).collect()
    }

    fn places(&self) -> Result<&Places> {
        let places = self.pieces.get().and_then(Option::as_ref);
        places.ok_or_else(|| Error::internal("there are no pieces"))
    }
}

impl Scan for Large {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn types(&self) -> SchemaRef {
        Arc::clone(&self.types)
    }

    fn read(&self, columns: &[&str]) -> Result<DataFrame> {
        let wanted = self.find(columns)?;
        let all = self.source.columns(&wanted, true)?;
        DataFrame::new(all.rows, all.series.into_iter().map(Into::into).collect())
            .map_err(|e| Error::internal("columns of different lengths").because(e))
    }

    fn name(&self) -> &str {
        &self.source.name
    }

    fn pieces(&self) -> Option<&dyn Pieces> {
        self.pieces_bounding(&[])
    }

    fn pieces_bounding(&self, columns: &[&str]) -> Option<&dyn Pieces> {
        let find = || Places::find(&self.source, &self.find(columns).unwrap_or_default()).ok();
        let places = self.pieces.get_or_init(find);
        places.as_ref().map(|_| self as &dyn Pieces)
    }
}

impl Pieces for Large {
    fn rows(&self) -> &[u64] {
        self.places().map_or(&[], |places| &places.rows)
    }

    fn bounds(&self, piece: usize, column: &str) -> Option<Bounds> {
        let field = self.source.names.iter().position(|name| name == column)?;
        self.places().ok()?.bounds(piece, field)
    }

    fn words(&self, column: &str) -> Result<Option<Vec<String>>> {
        Ok(self.types.get(column).and_then(pieces::words))
    }

    fn frame(&self, piece: usize, columns: &[&str]) -> Result<DataFrame> {
        self.places()?.frame(&self.source, piece, &self.find(columns)?)
    }

    fn walk(&self, piece: usize, columns: &[&str], each: &mut Each<'_>) -> Result<()> {
        self.places()?.walk(&self.source, piece, &self.find(columns)?, each)
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;
    use std::sync::Mutex;

    use super::super::{lay_out, whole};
    use super::*;
    use crate::data::{Columns, Values};
    use crate::progress::Progress;
    use crate::source::Bytes;
    use crate::spec::Channel;

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

    /// Every column as `Columns` has it, from the frame and from the pieces, which look for the ends
    /// of some.
    fn both(scan: &dyn Scan, bounded: &[&str]) -> [Vec<Values>; 2] {
        let names = scan.schema().names();
        let whole = scan.read(&names).unwrap();
        let values = |frame: &DataFrame, name: &str| {
            let columns = Columns::from_frame(frame, &[(Channel::Y, name)], |_| false).unwrap();
            columns.get(Channel::Y).unwrap().clone()
        };
        let pieces = scan.pieces_bounding(bounded).unwrap();
        assert_eq!(pieces.rows().iter().sum::<u64>(), whole.height() as u64);
        let (mut rows, mut texts) = (0, Vec::new());
        for (piece, &count) in pieces.rows().iter().enumerate() {
            let part = whole.slice(rows, count as usize);
            assert!(pieces.frame(piece, &names).unwrap().equals_missing(&part));
            rows += count as i64;
            let mut keep = |of: &[Values]| {
                texts.push(of.to_vec());
                Ok(())
            };
            pieces.walk(piece, &names, &mut keep).unwrap();
        }
        let join = |column: usize| {
            let parts: Vec<&Values> = texts.iter().map(|of| &of[column]).collect();
            match parts[0] {
                Values::Number(_) => Values::Number(
                    parts.iter().flat_map(|v| v.numbers().unwrap()).copied().collect(),
                ),
                Values::Time(_) => {
                    Values::Time(parts.iter().flat_map(|v| v.numbers().unwrap()).copied().collect())
                }
                Values::Category { .. } => {
                    let words = parts.iter().flat_map(|v| {
                        (0..v.len()).map(|row| v.code(row).map(|code| v.levels()[code].as_str()))
                    });
                    let words = DataFrame::new(
                        whole.height(),
                        vec![polars::prelude::Column::new("w".into(), words.collect::<Vec<_>>())],
                    );
                    values(&words.unwrap(), "w")
                }
            }
        };
        let walked = (0..names.len()).map(join).collect();
        [names.iter().map(|name| values(&whole, name)).collect(), walked]
    }

    #[test]
    fn pieces_are_the_rows_of_the_whole() {
        let mut plain = String::from("n,x,w,t\n");
        for i in 0..600 {
            writeln!(plain, "{i},{}.5,w{},2020-01-{:02}", i * 7, i % 5, i % 28 + 1).unwrap();
        }
        let gaps = plain.replace("3.5", "NA").replace("w4", "").replace("11,", "\n  \n11,");
        let quoted = plain.replace("w3", "\"w,\n3\"").replace("w1", "5\" x");
        for text in
            [&plain, &plain.replace('\n', "\r\n"), &gaps, &quoted, &plain[..plain.len() - 1].into()]
        {
            for bounded in [&[][..], &["n", "t"], &["t", "w", "x", "n"]] {
                let (scan, _file) = open_large(text);
                let [whole, walked] = both(scan.as_ref(), bounded);
                assert!(scan.pieces().unwrap().rows().len() > 10);
                assert_eq!(format!("{whole:?}"), format!("{walked:?}"));
            }
        }
    }

    #[test]
    fn bounds_are_those_of_the_values() {
        let mut text = String::from("n,w,x,t,whole,far\n");
        for i in 0..600 {
            let x = if i % 50 == 3 { "NA".into() } else { format!("{}.5", i * 7 % 90) };
            let far = if i == 400 { "inf" } else { "0.5" };
            writeln!(text, "{i},\"a\n{i}\",{x},2020-01-{:02},{i}.0,{far}", i % 28 + 1).unwrap();
        }
        let (scan, _file) = open_large(&text);
        let names = ["n", "w", "x", "t", "whole", "far"];
        let pieces = scan.pieces_bounding(&names).unwrap();
        for piece in 0..pieces.rows().len() {
            let mut all: Vec<Vec<f64>> = vec![Vec::new(); names.len()];
            let mut keep = |of: &[Values]| {
                let numbers = of.iter().map(|values| values.numbers().unwrap_or_default());
                all.iter_mut().zip(numbers).for_each(|(all, some)| all.extend(some));
                Ok(())
            };
            pieces.walk(piece, &names, &mut keep).unwrap();
            for (name, all) in names.iter().zip(&all) {
                let some: Vec<f64> = all.iter().copied().filter(|v| !v.is_nan()).collect();
                let bounds = pieces.bounds(piece, name);
                // Numbers with decimals that are none are counted as whole ones.
                let known = !["w", "whole"].contains(name) && some.iter().all(|v| v.is_finite());
                let wanted = known.then(|| Bounds {
                    least: some.iter().copied().fold(f64::INFINITY, f64::min),
                    greatest: some.iter().copied().fold(f64::NEG_INFINITY, f64::max),
                    missing: Some((all.len() - some.len()) as u64),
                });
                assert_eq!(bounds, wanted, "{name}");
            }
        }
    }

    #[test]
    fn pieces_break_promises_as_the_whole_does() {
        let mut text = String::from("n,x\n");
        for i in 0..30_000 {
            let x = if i == 20_011 { "many".into() } else { i.to_string() };
            writeln!(text, "{i},{x}").unwrap();
        }
        let (mut source, _file) = source(&text);
        source.block = 1 << 11;
        let wanted = wanted(&source, &ReadOptions::default(), &mut Warnings::default()).unwrap();
        let places = Places::find(&source, &[]).unwrap();
        let walk = |piece| places.walk(&source, piece, &wanted[1..], &mut |_| Ok(()));
        let errors: Vec<Error> = (0..places.rows.len()).filter_map(|p| walk(p).err()).collect();
        let [error] = errors.as_slice() else { panic!("{errors:?}") };
        assert_eq!(
            error.to_string(),
            "line 20013 of a.csv: \"many\" in column \"x\" is not a number"
        );
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
