//! Every input format, fed its samples cut short and bit-flipped: a table or one error with a
//! hint, never a panic.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails in a test should be seen")]

use std::io::Write;

use polars::prelude::*;
use vizcli::data::export::{ExportFormat, export};
use vizcli::data::table::schema_of;
use vizcli::data::{Scan, embed};
use vizcli::error::Error;
use vizcli::progress::Silent;
use vizcli::source::{FORMATS, Format, Input, open_input};
use vizcli::spec::ReadOptions;
use vizcli::warn::Warnings;

/// A number generator that gives the same numbers everywhere (G. Marsaglia, "Xorshift RNGs").
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

/// A few rows of every type.
fn frame() -> DataFrame {
    let rows = 40;
    let times =
        Series::new("when".into(), (0..rows).map(|i| i * 86_400_000_000).collect::<Vec<i64>>())
            .into_datetime(TimeUnit::Microseconds, None);
    let columns = vec![
        times.into_column(),
        Column::new("n".into(), (0..rows).map(|i| (i % 7 != 0).then_some(i)).collect::<Vec<_>>()),
        Column::new("x".into(), (0..rows).map(|i| i as f64 / 3.0).collect::<Vec<_>>()),
        Column::new("yes".into(), (0..rows).map(|i| i % 2 == 0).collect::<Vec<_>>()),
        Column::new(
            "word".into(),
            (0..rows).map(|i| format!("a \"word\", {i}")).collect::<Vec<_>>(),
        ),
    ];
    DataFrame::new(rows as usize, columns).unwrap()
}

fn exported(format: ExportFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    export(&frame(), format, &mut bytes).unwrap();
    bytes
}

fn manifest() -> String {
    let rows = embed::encode(&frame(), &schema_of(frame().schema()).fields).unwrap();
    let figure = serde_json::json!({"plots": []});
    serde_json::json!({"software": "vizcli", "figure": figure, "rows": [rows]}).to_string()
}

fn png(json: &str) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let text = [b"vizcli\0\0\0\0\0", json.as_bytes()].concat();
    for (kind, data) in [(b"IHDR", &[0; 13][..]), (b"iTXt", &text), (b"IEND", &[])] {
        bytes.extend((data.len() as u32).to_be_bytes());
        bytes.extend(kind);
        bytes.extend(data);
        bytes.extend([0; 4]);
    }
    bytes
}

/// Whole files of a format.
fn samples(format: &str) -> Vec<Vec<u8>> {
    match format {
        "csv" => vec![exported(ExportFormat::Csv)],
        "json" => vec![exported(ExportFormat::Json), br#"{"a":[1,2],"b":["x",null]}"#.to_vec()],
        "ndjson" => {
            let text = String::from_utf8(exported(ExportFormat::Json)).unwrap();
            vec![text.trim_matches(['[', ']', '\n']).replace(",\n", "\n").into_bytes()]
        }
        "parquet" => vec![
            exported(ExportFormat::Parquet),
            include_bytes!("../testdata/odd/ordered.parquet").to_vec(),
            include_bytes!("../testdata/odd/pages-1.parquet").to_vec(),
            include_bytes!("../testdata/odd/pages-2.parquet").to_vec(),
        ],
        "arrow" => vec![
            exported(ExportFormat::Arrow),
            include_bytes!("../testdata/odd/ordered.arrow").to_vec(),
            include_bytes!("../testdata/odd/ordered.arrows").to_vec(),
        ],
        "netcdf" => vec![
            include_bytes!("../testdata/grid/kinds-classic.nc").to_vec(),
            include_bytes!("../testdata/grid/kinds-cdf5.nc").to_vec(),
            include_bytes!("../testdata/grid/kinds-nc4.nc").to_vec(),
            include_bytes!("../testdata/grid/groups.nc").to_vec(),
        ],
        "vizcli" => {
            let json = manifest();
            let svg = json.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
            vec![
                format!("<svg><metadata id=\"vizcli\">{svg}</metadata></svg>").into_bytes(),
                format!("<html><script id=\"vizcli\">{json}</script></html>").into_bytes(),
                png(&json),
                json.into_bytes(),
            ]
        }
        other => panic!("format {other} has no sample: add one"),
    }
}

/// Open, walk over all pieces, and read everything.
fn read(format: Option<&dyn Format>, bytes: Vec<u8>) -> Result<DataFrame, Error> {
    let input = Input { name: "sample".into(), bytes: bytes.into() };
    let options =
        ReadOptions { format: format.map(|f| f.name().to_owned()), ..ReadOptions::default() };
    let scan = open_input(input, &options, &mut Warnings::default(), &Silent)?;
    let walked = walk(scan.as_ref());
    let frame = scan.read(&scan.schema().names())?;
    walked?;
    assert_eq!(frame.width(), scan.schema().fields.len());
    for (column, kind) in frame.columns().iter().zip(scan.types().iter_values()) {
        assert_eq!(column.dtype(), kind);
    }
    Ok(frame)
}

/// Walk over the pieces of a scan: all columns together, then one by one.
fn walk(scan: &dyn Scan) -> Result<(), Error> {
    let Some(pieces) = scan.pieces() else { return Ok(()) };
    let names = scan.schema().names();
    for columns in std::iter::once(names.as_slice()).chain(names.chunks(1)) {
        for (piece, &rows) in pieces.rows().iter().enumerate() {
            let mut count = 0;
            pieces.walk(piece, columns, &mut |values| {
                count += values[0].len() as u64;
                Ok(())
            })?;
            assert_eq!(count, rows);
        }
    }
    for name in names {
        pieces.words(name)?;
        for piece in 0..pieces.rows().len() {
            let bounds = pieces.bounds(piece, name);
            assert!(bounds.is_none_or(|bounds| bounds.least <= bounds.greatest));
        }
    }
    Ok(())
}

/// A table or one good error.
fn endure(format: &dyn Format, bytes: &[u8]) {
    for forced in [Some(format), None] {
        if let Err(error) = read(forced, bytes.to_vec()) {
            let text = error.to_string();
            assert!(error.hint.is_some(), "no hint: {text}");
            assert!(!text.contains('\n') && text.len() < 600, "not a sentence: {text}");
            assert!(!text.contains("should not happen"), "{text}");
        }
    }
}

#[test]
fn samples_are_read_whole() {
    for format in FORMATS {
        for sample in samples(format.name()) {
            assert!(format.sniff(&sample), "{} does not know its own", format.name());
            for forced in [Some(*format), None] {
                let frame = read(forced, sample.clone()).unwrap();
                assert!([2, 3, 5, 18, 40, 80, 150].contains(&frame.height()), "{}", format.name());
            }
        }
    }
}

#[test]
fn samples_cut_short_are_endured() {
    for format in FORMATS {
        for sample in samples(format.name()) {
            let step = (sample.len() / 150).max(1);
            for end in
                (0..sample.len()).step_by(step).chain(sample.len().saturating_sub(20)..sample.len())
            {
                endure(*format, &sample[..end]);
            }
        }
    }
}

#[test]
fn flipped_bits_are_endured() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for format in FORMATS {
        for sample in samples(format.name()) {
            for round in 0..300 {
                let mut bytes = sample.clone();
                for _ in 0..=round % 4 {
                    let place = random.below(bytes.len());
                    bytes[place] ^= 1 << random.below(8);
                }
                endure(*format, &bytes);
            }
            // The ends hold footers and lengths.
            for back in 1..=64.min(sample.len()) {
                for value in [0, 0x7f, 0xff] {
                    let mut bytes = sample.clone();
                    let place = bytes.len() - back;
                    bytes[place] = value;
                    endure(*format, &bytes);
                }
            }
        }
    }
}

#[test]
fn noise_and_nothing_are_errors_or_tables() {
    let mut random = Random(7);
    for length in [0, 1, 2, 7, 100, 5000] {
        let noise: Vec<u8> = (0..length).map(|_| random.below(256) as u8).collect();
        for format in FORMATS {
            endure(*format, &noise);
            let head: Vec<u8> = samples(format.name())[0].iter().take(12).copied().collect();
            endure(*format, &[head, noise.clone()].concat());
        }
    }
    assert!(read(None, Vec::new()).is_err());
}

#[test]
fn damaged_archives_are_errors() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(&exported(ExportFormat::Csv)).unwrap();
    let whole = gzip.finish().unwrap();
    for end in [3, 10, 40, whole.len() - 1] {
        let bytes = vizcli::source::Bytes::from(whole[..end].to_vec());
        let result = bytes.decompressed("sample");
        assert!(end < 4 || result.is_err_and(|e| e.hint.is_some()), "{end}");
    }
}
