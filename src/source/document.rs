//! A vizcli output as a source: its spec and its rows.

use std::io::Read;
use std::sync::Arc;

use flate2::read::ZlibDecoder;

use super::memory::Memory;
use super::{Bytes, Format, Input};
use crate::data::{Scan, Table, embed};
use crate::error::{Error, Result};
use crate::progress::Progress;
use crate::spec::manifest::{EmbeddedTable, Manifest};
use crate::spec::{Figure, ReadOptions, Schema, upgrade};
use crate::warn::Warnings;

/// The name of the manifest in every document.
const NAME: &str = "vizcli";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
/// No manifest is longer.
const LIMIT: u64 = 1 << 30;

/// A picture that vizcli drew.
pub struct Document;

impl Format for Document {
    fn name(&self) -> &'static str {
        "vizcli"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["svg", "svgz", "png", "html", "htm"]
    }

    fn summary(&self) -> &'static str {
        "the rows that a vizcli output carries"
    }

    fn sniff(&self, head: &[u8]) -> bool {
        let text = head.trim_ascii_start();
        let starts = |word: &str| {
            text.get(..word.len()).is_some_and(|t| t.eq_ignore_ascii_case(word.as_bytes()))
        };
        head.starts_with(PNG)
            || ["<svg", "<?xml", "<!doctype html", "<html"].iter().any(|word| starts(word))
            || (starts("{") && find(text, b"\"software\"").is_some_and(|at| at < 16))
    }

    fn open(
        &self,
        input: Input,
        _: &ReadOptions,
        _: &mut Warnings,
        _: &dyn Progress,
    ) -> Result<Arc<dyn Scan>> {
        let table = tables(&input)?.into_iter().next();
        let table = table.ok_or_else(|| Error::no_rows_inside(&input.name))?;
        Ok(Arc::new(memory(&table, &input.name)?))
    }
}

/// The manifest in the file at `path` (`-`: standard input); none when it is not an output of
/// vizcli.
pub fn read(path: &str) -> Result<Option<Manifest>> {
    let inputs = super::location::inputs(&[path.to_owned()])?;
    let Some(location) = inputs.first() else { return Ok(None) };
    let input = location.open()?;
    let bytes = input.bytes.all().map_err(|e| Error::unreadable(&input.name, e))?;
    from_bytes(&bytes)
}

/// The manifest in the bytes of a document.
pub fn from_bytes(bytes: &[u8]) -> Result<Option<Manifest>> {
    let text = bytes.trim_ascii_start();
    if bytes.starts_with(PNG) {
        return from_png(bytes)?.map_or(Ok(None), |json| manifest(&json).map(Some));
    }
    if text.starts_with(b"{") {
        return from_json(text);
    }
    if text.starts_with(b"<") {
        let Some(element) = element(text) else { return Ok(None) };
        let element = std::str::from_utf8(element).map_err(Error::damaged_manifest)?;
        // A script element is not escaped as XML; JSON in it has \u003c for <.
        let xml = text.starts_with(b"<svg") || text.starts_with(b"<?xml");
        let json = if xml { unescape(element) } else { element.to_owned() };
        return manifest(&json).map(Some);
    }
    Ok(None)
}

/// The rows of an embedded table, as a table called `name`.
pub fn table(table: &EmbeddedTable, name: &str) -> Result<Table> {
    Ok(Table::from_scan(Arc::new(memory(table, name)?)))
}

/// A table that an input carries, by its index.
pub(super) fn embedded(input: &Input, index: usize) -> Result<Table> {
    let tables = tables(input)?;
    let found = tables.get(index).ok_or_else(|| Error::no_rows_inside(&input.name))?;
    table(found, &input.name)
}

fn tables(input: &Input) -> Result<Vec<EmbeddedTable>> {
    let Input { name, bytes } = input;
    let all = |bytes: &Bytes| bytes.all().map(std::borrow::Cow::into_owned);
    let bytes = all(bytes).map_err(|e| Error::unreadable(name, e))?;
    let manifest = from_bytes(&bytes)?.ok_or_else(|| Error::not_a_document(name))?;
    Ok(manifest.rows)
}

fn memory(table: &EmbeddedTable, name: &str) -> Result<Memory> {
    let frame = embed::decode(table)?;
    let fields = table.columns.iter().map(|c| c.field.clone()).collect();
    let schema = Schema { fields, rows: Some(table.rows) };
    Ok(Memory::new(frame, name.to_owned()).with_schema(schema))
}

fn manifest(json: &str) -> Result<Manifest> {
    serde_json::from_str(json).map_err(Error::damaged_manifest)
}

/// A manifest, or a bare figure; any other JSON is none.
fn from_json(text: &[u8]) -> Result<Option<Manifest>> {
    #[derive(serde::Deserialize)]
    struct Look {
        software: Option<String>,
        figure: Option<serde::de::IgnoredAny>,
        plots: Option<Vec<serde::de::IgnoredAny>>,
    }
    let Ok(look) = serde_json::from_slice::<Look>(text) else { return Ok(None) };
    let text = std::str::from_utf8(text).map_err(Error::damaged_manifest)?;
    if look.figure.is_some() && look.software.is_some() {
        return manifest(text).map(Some);
    }
    if look.plots.is_some() {
        let figure: Figure = upgrade::read(text)?;
        return Ok(Some(Manifest { software: String::new(), figure, rows: Vec::new() }));
    }
    Ok(None)
}

/// The text of the element `<metadata id="vizcli">` or `<script … id="vizcli">`.
fn element(text: &[u8]) -> Option<&[u8]> {
    let mark = format!("id=\"{NAME}\"");
    let mut rest = text;
    loop {
        let at = find(rest, mark.as_bytes())?;
        let before = rest.get(..at)?;
        let open = before.iter().rposition(|&b| b == b'<')?;
        let tag = before.get(open..)?;
        let after = rest.get(at..)?;
        let end = match tag {
            _ if tag.starts_with(b"<metadata") => &b"</metadata"[..],
            _ if tag.starts_with(b"<script") => b"</script",
            _ => {
                rest = rest.get(at + 1..)?;
                continue;
            }
        };
        let start = after.iter().position(|&b| b == b'>')? + 1;
        let content = after.get(start..)?;
        return content.get(..find(content, end)?);
    }
}

fn find(text: &[u8], word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let mut from = 0;
    loop {
        let rest = text.get(from..)?;
        let at = from + rest.iter().position(|&b| b == first)?;
        if text.get(at..)?.starts_with(word) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// The characters that XML escapes.
fn unescape(text: &str) -> String {
    // The ampersand last: what it would make anew must stay as it is.
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// The text of the `iTXt` chunk of our name (PNG specification, third edition, 11.3.3.4).
fn from_png(bytes: &[u8]) -> Result<Option<String>> {
    let mut rest = bytes.get(PNG.len()..).unwrap_or_default();
    while let Some((head, after)) = rest.split_first_chunk::<8>() {
        let [a, b, c, d, kind @ ..] = *head;
        let len = u32::from_be_bytes([a, b, c, d]) as usize;
        let Some((data, after)) = after.split_at_checked(len) else { break };
        if &kind == b"iTXt"
            && let Some(text) = data.strip_prefix(NAME.as_bytes())
            && let Some([0, compressed, 0, text @ ..]) = Some(text)
        {
            // Language and translated keyword come first, each ended by a zero.
            let text = text.splitn(3, |&b| b == 0).nth(2).unwrap_or_default();
            let mut json = String::new();
            let read = if *compressed == 1 {
                ZlibDecoder::new(text).take(LIMIT).read_to_string(&mut json)
            } else {
                std::io::Cursor::new(text).read_to_string(&mut json)
            };
            read.map_err(Error::damaged_manifest)?;
            return Ok(Some(json));
        }
        // The checksum.
        rest = after.get(4..).unwrap_or_default();
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn json() -> String {
        let figure = serde_json::json!({"plots": [{"title": "a < b & \"c\" &lt;"}]});
        let column = serde_json::json!({"name": "x", "type": "integer", "data": ""});
        let empty = base64_gzip(&7_i64.to_le_bytes());
        let mut column = column;
        column["data"] = empty.into();
        let rows = serde_json::json!([{"rows": 1, "columns": [column]}]);
        serde_json::json!({"software": "vizcli 0", "figure": figure, "rows": rows}).to_string()
    }

    fn base64_gzip(bytes: &[u8]) -> String {
        use base64::Engine;
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(bytes).unwrap();
        base64::engine::general_purpose::STANDARD.encode(gzip.finish().unwrap())
    }

    fn escaped(json: &str) -> String {
        let amp = json.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        amp.replace('"', "&quot;")
    }

    fn png(chunk: &[u8]) -> Vec<u8> {
        let mut bytes = PNG.to_vec();
        for (kind, data) in [(b"IHDR", &[0; 13][..]), (b"iTXt", chunk), (b"IEND", &[])] {
            bytes.extend((data.len() as u32).to_be_bytes());
            bytes.extend(kind);
            bytes.extend(data);
            bytes.extend([0; 4]);
        }
        bytes
    }

    #[test]
    fn a_manifest_is_found_in_every_document() {
        let json = json();
        let plain = [b"vizcli\0\0\0\0\0", json.as_bytes()].concat();
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        zlib.write_all(json.as_bytes()).unwrap();
        let packed = [&b"vizcli\0\x01\0en\0\0"[..], &zlib.finish().unwrap()].concat();
        let script = json.replace('<', "\\u003c");
        for bytes in [
            png(&plain),
            png(&packed),
            format!("<svg><metadata id=\"vizcli\">{}</metadata></svg>", escaped(&json)).into(),
            format!("<!doctype html><p id=\"vizcli\"></p><script type=\"application/json\" id=\"vizcli\">{script}</script>").into(),
            json.clone().into_bytes(),
        ] {
            let manifest = from_bytes(&bytes).unwrap().unwrap();
            assert_eq!(manifest.figure.plots[0].title.as_deref(), Some("a < b & \"c\" &lt;"));
            let input = Input { name: "x".into(), bytes: bytes.into() };
            assert_eq!(embedded(&input, 0).unwrap().schema().rows, Some(1));
            assert!(embedded(&input, 1).is_err());
        }
        assert!(from_bytes(br#"{"plots": []}"#).unwrap().is_some());
        for other in [&b"<svg></svg>"[..], b"{\"a\":1}", b"a,b\n", PNG] {
            assert!(from_bytes(other).unwrap().is_none());
        }
    }
}
