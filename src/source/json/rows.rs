//! JSON values to columns that widen as rows come.

use std::collections::BTreeMap;

use polars::prelude::*;
use serde_json::{Map, Value};

use crate::data::{stamp, time};
use crate::error::{Error, Result};
use crate::source::csv::unique;
use crate::source::times::note_utc;
use crate::spec::ReadOptions;
use crate::warn::Warnings;

/// Rows that were read so far, column by column.
pub(super) struct Rows {
    names: BTreeMap<String, usize>,
    columns: Vec<(String, Growing)>,
    height: usize,
    /// Names of the fields of rows that are arrays.
    header: Vec<String>,
    /// Words that mean "missing".
    missing: Vec<String>,
}

impl Rows {
    pub(super) fn new(options: &ReadOptions) -> Self {
        Self {
            names: BTreeMap::new(),
            columns: Vec::new(),
            height: 0,
            header: Vec::new(),
            missing: options.na_values.clone(),
        }
    }

    /// Names of the fields of rows that are arrays.
    pub(super) fn header(&mut self, names: &[Value]) {
        self.header = unique(names.iter().map(|name| name.as_str().unwrap_or_default().trim()));
    }

    /// Take one row: an object, an array of fields, or one value.
    pub(super) fn element(&mut self, element: Value) {
        match element {
            Value::Object(object) => self.object(object),
            Value::Array(fields) => {
                let is_header = self.height == 0 && self.header.is_empty() && !fields.is_empty();
                if is_header && fields.iter().all(Value::is_string) {
                    return self.header(&fields);
                }
                if fields.is_empty() {
                    return;
                }
                for (place, field) in fields.into_iter().enumerate() {
                    let name = self.header.get(place).cloned();
                    self.set(name.unwrap_or_else(|| format!("column_{}", place + 1)), field);
                }
                self.height += 1;
            }
            value => {
                self.set("value".to_owned(), value);
                self.height += 1;
            }
        }
    }

    /// An object; objects inside it become columns `a.b`.
    fn object(&mut self, object: Map<String, Value>) {
        for (name, value) in object {
            match value {
                Value::Object(inner) => {
                    for (key, value) in inner {
                        self.set(format!("{name}.{key}"), value);
                    }
                }
                value => self.set(name, value),
            }
        }
        self.height += 1;
    }

    /// Take a whole column.
    pub(super) fn column(&mut self, name: &str, values: Vec<Value>) {
        let rows = values.len();
        let column = self.find(name.to_owned());
        for value in values {
            column.push(value);
        }
        self.height = self.height.max(rows);
    }

    fn set(&mut self, name: String, value: Value) {
        let rows = self.height;
        let missing = value.as_str().is_some_and(|s| self.missing.iter().any(|word| word == s));
        let column = self.find(name);
        // The second of two values of one name stays out.
        if column.len() <= rows {
            column.pad(rows);
            column.push(if missing { Value::Null } else { value });
        }
    }

    fn find(&mut self, name: String) -> &mut Growing {
        let place = *self.names.entry(name).or_insert_with_key(|name| {
            self.columns.push((name.clone(), Growing::Empty(0)));
            self.columns.len() - 1
        });
        &mut self.columns[place].1
    }

    /// The frame of all rows.
    pub(super) fn finish(self, file: &str, warnings: &mut Warnings) -> Result<DataFrame> {
        if self.columns.is_empty() {
            return Err(Error::no_columns(file));
        }
        let mut columns = Vec::new();
        let mut short = false;
        for (name, mut column) in self.columns {
            short |= column.len() < self.height;
            column.pad(self.height);
            let (series, utc) = column.finish();
            if utc {
                note_utc(&name, file, warnings);
            }
            columns.push(series.with_name(name.into()).into_column());
        }
        if short {
            warnings.note(format!("some rows of {file} do not have every column"));
        }
        DataFrame::new(self.height, columns)
            .map_err(|e| Error::internal("columns of different lengths").because(e))
    }
}

/// A column whose type is as narrow as its values allow.
enum Growing {
    Empty(usize),
    Bool(Vec<Option<bool>>),
    Integer(Vec<Option<i64>>),
    Float(Vec<Option<f64>>),
    Text(Vec<Option<String>>),
}

impl Growing {
    fn len(&self) -> usize {
        match self {
            Self::Empty(n) => *n,
            Self::Bool(v) => v.len(),
            Self::Integer(v) => v.len(),
            Self::Float(v) => v.len(),
            Self::Text(v) => v.len(),
        }
    }

    /// Missing values up to `rows`.
    fn pad(&mut self, rows: usize) {
        let rows = rows.max(self.len());
        match self {
            Self::Empty(n) => *n = rows,
            Self::Bool(v) => v.resize(rows, None),
            Self::Integer(v) => v.resize(rows, None),
            Self::Float(v) => v.resize(rows, None),
            Self::Text(v) => v.resize(rows, None),
        }
    }

    fn push(&mut self, value: Value) {
        match (&mut *self, &value) {
            (_, Value::Null) => self.pad(self.len() + 1),
            (Self::Bool(v), Value::Bool(b)) => v.push(Some(*b)),
            (Self::Integer(v), Value::Number(n)) if n.is_i64() => v.push(n.as_i64()),
            (Self::Float(v), Value::Number(n)) => v.push(n.as_f64()),
            (Self::Text(v), _) => v.push(Some(text(value))),
            (Self::Empty(n), _) => {
                let none = *n;
                *self = match &value {
                    Value::Bool(_) => Self::Bool(vec![None; none]),
                    Value::Number(n) if n.is_i64() => Self::Integer(vec![None; none]),
                    Value::Number(_) => Self::Float(vec![None; none]),
                    _ => Self::Text(vec![None; none]),
                };
                self.push(value);
            }
            (Self::Integer(v), Value::Number(_)) => {
                *self = Self::Float(v.iter().map(|v| v.map(|v| v as f64)).collect());
                self.push(value);
            }
            _ => {
                *self = Self::Text(self.texts());
                self.push(value);
            }
        }
    }

    /// The values as text.
    fn texts(&self) -> Vec<Option<String>> {
        match self {
            Self::Empty(n) => vec![None; *n],
            Self::Bool(v) => v.iter().map(|v| v.map(|v| v.to_string())).collect(),
            Self::Integer(v) => v.iter().map(|v| v.map(|v| v.to_string())).collect(),
            Self::Float(v) => v.iter().map(|v| v.map(|v| format!("{v:?}"))).collect(),
            Self::Text(v) => v.clone(),
        }
    }

    /// The values, and whether they are times that were converted to UTC.
    fn finish(self) -> (Series, bool) {
        let none = PlSmallStr::EMPTY;
        let series = match self {
            Self::Empty(n) => Series::full_null(none, n, &DataType::Float64),
            Self::Bool(v) => Series::new(none, v),
            Self::Integer(v) => Series::new(none, v),
            Self::Float(v) => Series::new(none, v),
            Self::Text(v) => match iso(&v) {
                Some((times, utc)) => {
                    let times = Series::new(none, times);
                    return (times.into_datetime(TimeUnit::Microseconds, None), utc);
                }
                None => Series::new(none, v),
            },
        };
        (series, false)
    }
}

/// The texts as times, when all of them are, and whether they were converted to UTC.
fn iso(texts: &[Option<String>]) -> Option<(Vec<Option<i64>>, bool)> {
    let read = |text: &String| time::read_iso(text.trim().as_bytes());
    let stamps = texts.iter().map(|t| t.as_ref().map_or(Some(None), |t| read(t).map(Some)));
    Some(stamp::comparable(&stamps.collect::<Option<Vec<_>>>()?))
}

/// A value as text; what has parts as JSON.
fn text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        value => value.to_string(),
    }
}
