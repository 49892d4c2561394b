//! JSON: arrays of objects, objects of arrays, and lines of objects.
//!
//! An array is read element by element, so that memory holds columns and one element, not a tree
//! of everything.

mod rows;

use std::sync::Arc;

use serde::de::{Deserializer as _, SeqAccess, Visitor};
use serde_json::{Map, Value};

use self::rows::Rows;
use super::memory::Memory;
use super::{Format, Input};
use crate::data::Scan;
use crate::error::{Error, Result};
use crate::progress::Progress;
use crate::spec::ReadOptions;
use crate::warn::Warnings;

/// Where services put the rows of an answer.
const ROWS: [&str; 7] = ["data", "values", "rows", "records", "results", "items", "features"];

/// JSON.
pub struct Json;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json", "geojson"]
    }

    fn summary(&self) -> &'static str {
        "JSON: an array of objects, or an object of arrays"
    }

    fn sniff(&self, head: &[u8]) -> bool {
        matches!(without_mark(head).trim_ascii_start(), [b'[' | b'{', ..])
    }

    fn open(
        &self,
        input: Input,
        options: &ReadOptions,
        warnings: &mut Warnings,
        progress: &dyn Progress,
    ) -> Result<Arc<dyn Scan>> {
        read(&input, options, warnings, progress, whole)
    }
}

/// JSON, one value per line.
pub struct Lines;

impl Format for Lines {
    fn name(&self) -> &'static str {
        "ndjson"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["ndjson", "jsonl"]
    }

    fn summary(&self) -> &'static str {
        "JSON lines: one object per line"
    }

    fn sniff(&self, head: &[u8]) -> bool {
        Json.sniff(head)
    }

    fn open(
        &self,
        input: Input,
        options: &ReadOptions,
        warnings: &mut Warnings,
        progress: &dyn Progress,
    ) -> Result<Arc<dyn Scan>> {
        read(&input, options, warnings, progress, |text, rows| values(text, rows).map(|_| ()))
    }
}

type Parse = fn(&[u8], &mut Rows) -> serde_json::Result<()>;

fn read(
    input: &Input,
    options: &ReadOptions,
    warnings: &mut Warnings,
    progress: &dyn Progress,
    parse: Parse,
) -> Result<Arc<dyn Scan>> {
    let name = &input.name;
    progress.start(&format!("reading {name}"), None);
    let bytes = input.bytes.all().map_err(|e| Error::unreadable(name, e))?;
    let mut rows = Rows::new(options);
    parse(without_mark(&bytes), &mut rows).map_err(|e| Error::damaged(name, "JSON", e))?;
    drop(bytes);
    let frame = rows.finish(name, warnings);
    progress.finish();
    Ok(Arc::new(Memory::new(frame?, name.clone())))
}

/// Text without the mark of its byte order.
fn without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text)
}

/// One JSON text: an array is its elements, an object what it looks like.
fn whole(text: &[u8], rows: &mut Rows) -> serde_json::Result<()> {
    if text.trim_ascii_start().starts_with(b"[") {
        let mut reader = serde_json::Deserializer::from_slice(text);
        reader.deserialize_seq(Elements(rows))?;
        return reader.end();
    }
    // Objects one after the other are lines, whatever the file is called.
    match values(text, rows)? {
        Some(Value::Object(only)) => shape(only, rows),
        Some(only) => rows.element(only),
        None => {}
    }
    Ok(())
}

/// All values of a text as rows; when there is only one, it is given back instead.
fn values(text: &[u8], rows: &mut Rows) -> serde_json::Result<Option<Value>> {
    let mut values = serde_json::Deserializer::from_slice(text).into_iter::<Value>();
    let Some(first) = values.next() else { return Ok(None) };
    let first = first?;
    let Some(second) = values.next() else { return Ok(Some(first)) };
    rows.element(first);
    rows.element(second?);
    for value in values {
        rows.element(value?);
    }
    Ok(None)
}

/// Gives the elements of an array to `Rows`, one by one.
struct Elements<'a>(&'a mut Rows);

impl<'de> Visitor<'de> for Elements<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        while let Some(element) = elements.next_element()? {
            self.0.element(element);
        }
        Ok(())
    }
}

/// The rows of one object, which may be the table or have the table inside.
fn shape(object: Map<String, Value>, rows: &mut Rows) {
    let is_list =
        |v: &Value| v.as_array().is_some_and(|a| a.iter().any(|e| e.is_object() || e.is_array()));
    if let (Some(Value::Array(names)), Some(Value::Array(data))) =
        (object.get("columns"), object.get("data"))
        && names.iter().all(Value::is_string)
    {
        // As pandas writes it with orient="split".
        rows.header(names);
        for row in data {
            rows.element(row.clone());
        }
        return;
    }
    let named = ROWS.iter().find(|name| object.get(**name).is_some_and(is_list)).copied();
    let inside = named.or_else(|| object.iter().find(|(_, v)| is_list(v)).map(|(k, _)| k.as_str()));
    if let Some(Value::Array(elements)) = inside.and_then(|name| object.get(name)) {
        for element in elements {
            rows.element(element.clone());
        }
    } else if object.values().any(Value::is_array) {
        for (name, values) in object {
            if let Value::Array(values) = values {
                rows.column(&name, values);
            }
        }
    } else if !object.is_empty() && object.values().all(Value::is_object) {
        // As pandas writes it with orient="columns": each column by row label.
        for (name, values) in object {
            if let Value::Object(values) = values {
                rows.column(&name, values.into_iter().map(|(_, v)| v).collect());
            }
        }
    } else if !object.is_empty() {
        rows.element(Value::Object(object));
    }
}

#[cfg(test)]
mod tests {
    use polars::prelude::DataType;

    use super::*;
    use crate::progress::Silent;

    fn open(text: &str) -> Result<Arc<dyn Scan>> {
        let input = Input { name: "x.json".into(), bytes: text.as_bytes().to_vec().into() };
        Json.open(input, &ReadOptions::default(), &mut Warnings::default(), &Silent)
    }

    fn csv(text: &str) -> String {
        let scan = open(text).unwrap();
        let frame = scan.read(&scan.schema().names()).unwrap();
        let mut out = Vec::new();
        crate::data::export::export(&frame, crate::data::export::ExportFormat::Csv, &mut out)
            .unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn tables_of_every_shape_are_found() {
        let wanted = "a,b\n1,x\n,y\n";
        for text in [
            r#"[{"a":1,"b":"x"},{"b":"y"}]"#,
            r#"{"a":[1,null],"b":["x","y"]}"#,
            r#"{"ok":true,"data":[{"a":1,"b":"x"},{"a":null,"b":"y"}]}"#,
            r#"{"columns":["a","b"],"index":[0,1],"data":[[1,"x"],[null,"y"]]}"#,
            r#"{"a":{"0":1,"1":null},"b":{"0":"x","1":"y"}}"#,
            "{\"a\":1,\"b\":\"x\"}\n{\"a\":null,\"b\":\"y\"}\n",
            r#"[["a","b"],[1,"x"],[null,"y"]]"#,
        ] {
            assert_eq!(csv(text), wanted, "{text}");
        }
    }

    #[test]
    fn objects_inside_are_flattened_once() {
        assert_eq!(csv(r#"[{"a":{"b":1,"c":{"d":2}}}]"#), "a.b,a.c\n1,\"{\"\"d\"\":2}\"\n");
        assert_eq!(csv("[1, 2.5]"), "value\n1.0\n2.5\n");
    }

    #[test]
    fn types_hold_for_all_rows() {
        let scan = open(r#"[{"t":null,"m":1,"w":1},{"t":"2020-01-01","m":1.5,"w":"x"}]"#).unwrap();
        let types: Vec<DataType> = scan.types().iter_values().cloned().collect();
        assert!(types[0].is_datetime());
        assert_eq!(types[1..], [DataType::Float64, DataType::String]);
    }

    #[test]
    fn what_is_no_table_is_an_error() {
        for text in ["[", "{\"a\":", "[{\"a\":1}", "[]", "{}", "[[]]", &"[".repeat(10_000)] {
            assert!(open(text).is_err(), "{text}");
        }
    }
}
