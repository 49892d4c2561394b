//! One layer: data, what is done to it, what kind of marks, which columns.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Agg, Channel, Encoding, Schema, Steps, Transform};

/// Options of a kind: name and value, as `kind::param` defines them.
pub type Options = BTreeMap<String, serde_json::Value>;

/// One layer of a plot.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Layer {
    /// The kind's name; chosen from the columns when empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// Where rows come from; absent for annotations made of constants.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<DataRef>,
    /// What is done to the table first, in order: selections, filters, derived columns.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub transforms: Vec<Transform>,
    /// Group keys and aggregates as asked for; what is not said follows from the mapped columns.
    #[serde(skip_serializing_if = "Grouping::is_empty")]
    pub group: Grouping,
    /// Bins of time, windows and the like as asked for.
    #[serde(skip_serializing_if = "Steps::is_empty")]
    pub steps: Steps,
    /// Columns to order rows by at the end; a leading `-` means descending.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sort: Vec<String>,
    /// Columns of y when there are several: they become series named by column.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ys: Vec<String>,
    /// Columns that an axis on the right measures: they become a layer of their own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub y2: Vec<String>,
    /// The whole layer is measured by the axis on the right.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub secondary: bool,
    /// Columns and constants by channel.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub encodings: BTreeMap<Channel, Encoding>,
    /// The kind's options.
    #[serde(skip_serializing_if = "Options::is_empty")]
    pub options: Options,
    /// Literal looks.
    #[serde(skip_serializing_if = "Style::is_empty")]
    pub style: Style,
    /// What the legend calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Name of the column that holds the names of several y columns: `Variable` when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_label: Option<String>,
    /// Name of the column that holds their values: `value` when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_label: Option<String>,
    /// Whether rows are put in the order of x; what is connected along times is when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_x: Option<bool>,
}

impl Layer {
    /// The column of a channel.
    #[must_use]
    pub fn field(&self, channel: Channel) -> Option<&str> {
        self.encodings.get(&channel).and_then(|e| e.field.as_deref())
    }

    /// A boolean option, or `default`.
    #[must_use]
    pub fn flag(&self, name: &str, default: bool) -> bool {
        self.options.get(name).and_then(serde_json::Value::as_bool).unwrap_or(default)
    }

    /// The columns of `schema` that were joined to the column `name`; itself when it was not.
    #[must_use]
    pub fn parts<'a>(&'a self, name: &'a str, schema: &Schema) -> Vec<&'a str> {
        let mut parts = vec![name];
        // A column is joined from earlier ones.
        for step in self.transforms.iter().rev() {
            if let Transform::Join { columns, into } = step
                && let Some(place) = parts.iter().position(|part| part == into)
            {
                parts.splice(place..=place, columns.iter().map(String::as_str));
            }
        }
        // An output of an earlier version carries the joined column alone.
        let there = parts.iter().all(|part| schema.get(part).is_some());
        if there { parts } else { vec![name] }
    }

    /// A number option.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<f64> {
        self.options.get(name).and_then(serde_json::Value::as_f64)
    }

    /// A text option.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.options.get(name).and_then(serde_json::Value::as_str)
    }
}

/// Group keys and aggregates as asked for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Grouping {
    /// `--group-by`; the mapped columns when empty and there are aggregates.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<String>,
    /// `--agg`: functions, each of one column or (without) of every y.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aggs: Vec<AggRequest>,
    /// Groups in order of appearance.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub no_sort: bool,
    /// A group with fewer present values is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_count: Option<u32>,
}

impl Grouping {
    /// True when nothing is asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// One aggregate as asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AggRequest {
    /// The column; every y when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// The function.
    pub agg: Agg,
}

/// Where rows come from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DataRef {
    /// Files, globs, folders, `-` for standard input. One table of them all, by column name.
    pub files: Vec<String>,
    /// How they are read.
    #[serde(skip_serializing_if = "ReadOptions::is_default")]
    pub read: ReadOptions,
    /// Digest of the bytes, when an output that does not carry its rows names its source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// Index into the rows that an output carries; they stand for the table after `transforms`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub embedded: Option<usize>,
}

/// How files are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ReadOptions {
    /// Format by name, instead of by content.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// Variables of a gridded file, by name or path; those on the most dimensions when empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub variables: Vec<String>,
    /// A file whose rows name three rows each, which are the corners of a triangle.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub triangles: Option<String>,
    /// Of a file that holds a mesh, the corners of its triangles are wanted; kinds say so.
    #[serde(skip)]
    pub corners: bool,
    /// Field separator of delimited text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<char>,
    /// Whether the first line of delimited text names the columns; sniffed when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<bool>,
    /// Columns to read as times: name and strftime format (empty: any known format).
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub parse_dates: BTreeMap<String, String>,
    /// Read 01/02 as 1 February.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub dayfirst: bool,
    /// More words that mean "missing".
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub na_values: Vec<String>,
    /// Do not take pandas' own list of missing words, only `na_values`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub no_default_na: bool,
}

impl ReadOptions {
    /// True when nothing is asked.
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// Literal looks of a layer; absent values are the theme's.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Style {
    /// A colour: name or hex.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
    /// Opacity, 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alpha: Option<f64>,
    /// Area of a point, as in hvPlot: diameter = sqrt(size).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<f64>,
    /// Shape of points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// Width of lines in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line_width: Option<f64>,
    /// Dashes: `solid`, `dashed`, `dotted`, `dashdot`, or lengths as `4,3`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line_dash: Option<String>,
    /// Share of a slot that a group of bars takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bar_width: Option<f64>,
}

impl Style {
    /// True when nothing is asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
