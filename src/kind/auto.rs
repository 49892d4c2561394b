//! What is chosen when nothing is said: kind, columns, groups. A function of the schema alone, so
//! a spec means the same for every table of that schema.

use std::collections::BTreeSet;

use super::{DefaultX, Kind, find};
use crate::error::{Error, Result};
use crate::spec::{
    AggRequest, Aggregate, Channel, DataRef, Encoding, Group, Layer, Plot, Schema, Transform, Type,
    Widget,
};
use crate::warn::Warnings;

/// Column that holds the names of several y columns.
pub const VARIABLE: &str = "Variable";
/// Column that holds their values.
pub const VALUE: &str = "value";
/// Column of row numbers.
pub const ROW: &str = "row";

/// A layer with every choice made, and the part of its transforms that was decided here.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// The layer; its `transforms` now hold the groups, its `group`, `ys` and `sort` are empty.
    pub layer: Layer,
    /// The last transforms of the layer, which the schema did not include yet.
    pub added: Vec<Transform>,
    /// Keys that are mapped to nothing.
    pub widgets: Vec<Widget>,
}

/// Choose what `layer` of `plot` leaves open, for a table of `schema` (after the layer's own
/// `transforms`). A layer in which all is said comes back as it is.
pub fn resolve(
    layer: &Layer,
    plot: &Plot,
    schema: &Schema,
    warnings: &mut Warnings,
) -> Result<Resolved> {
    let mut work = Work {
        layer: layer.clone(),
        plot,
        schema,
        added: Vec::new(),
        widgets: plot.widgets.clone(),
        chosen: Vec::new(),
    };
    work.keys_without_a_place();
    work.choose_x()?;
    work.choose_y()?;
    work.choose_kind()?;
    work.aggregate()?;
    work.one_series_column();
    work.many_columns();
    work.order()?;
    if let Some(note) = work.note() {
        warnings.note(note);
    }
    let Work { mut layer, added, widgets, .. } = work;
    layer.transforms.extend(added.iter().cloned());
    layer.group = crate::spec::Grouping::default();
    layer.ys.clear();
    layer.sort.clear();
    Ok(Resolved { layer, added, widgets })
}

struct Work<'a> {
    layer: Layer,
    plot: &'a Plot,
    schema: &'a Schema,
    added: Vec<Transform>,
    widgets: Vec<Widget>,
    /// What was chosen without being asked, for the note.
    chosen: Vec<&'static str>,
}

impl Work<'_> {
    fn kind(&self) -> Option<&'static dyn Kind> {
        find(&self.layer.kind).ok()
    }

    fn default_x(&self) -> DefaultX {
        self.kind().map_or(DefaultX::Index, Kind::default_x)
    }

    fn field(&self, name: &str) -> Result<&crate::spec::Field> {
        self.schema
            .get(name)
            .ok_or_else(|| Error::no_column(name, &place(self.layer.data.as_ref()), &self.names()))
    }

    fn names(&self) -> Vec<&str> {
        self.schema.names()
    }

    /// Columns that already have a task, so that they are neither x nor y by default.
    fn used(&self) -> BTreeSet<&str> {
        let facet = &self.plot.facet;
        let mut used: BTreeSet<&str> =
            self.layer.encodings.values().filter_map(|e| e.field.as_deref()).collect();
        used.extend(self.layer.group.keys.iter().map(String::as_str));
        used.extend([&facet.row, &facet.col].into_iter().flatten().map(String::as_str));
        used.extend(self.widgets.iter().map(|w| w.field.as_str()));
        for by in self.series_columns() {
            used.insert(by);
        }
        used
    }

    /// `--by a,b` arrives as one field with a comma unless a column is called so.
    fn series_columns(&self) -> Vec<&str> {
        let Some(by) = self.layer.field(Channel::By) else { return Vec::new() };
        if self.schema.get(by).is_some() {
            vec![by]
        } else {
            by.split(',').map(str::trim).collect()
        }
    }

    /// Group keys that no channel shows become widgets.
    fn keys_without_a_place(&mut self) {
        let x_given = self.layer.field(Channel::X).is_some();
        let mut keys = self.layer.group.keys.clone();
        if !x_given && self.default_x() != DefaultX::None && !keys.is_empty() {
            keys.remove(0);
        }
        let facet = &self.plot.facet;
        let mut shown: BTreeSet<String> =
            self.layer.encodings.values().filter_map(|e| e.field.clone()).collect();
        shown.extend(self.series_columns().into_iter().map(String::from));
        shown.extend([&facet.row, &facet.col].into_iter().flatten().cloned());
        for key in keys {
            let known = self.widgets.iter().any(|w| w.field == key);
            if !shown.contains(&key) && !known {
                self.widgets.push(Widget { field: key });
            }
        }
    }

    fn choose_x(&mut self) -> Result<()> {
        if let Some(x) = self.layer.encodings.get(&Channel::X) {
            if let Some(name) = x.field.clone().filter(|_| x.value.is_none()) {
                self.field(&name)?;
                if self.default_x() == DefaultX::None && self.layer.field(Channel::Y).is_none() {
                    // A histogram has its values on x: `hist -x mass` is what `-y mass` says.
                    if self.layer.ys.is_empty() {
                        self.layer.ys.push(name);
                        self.layer.encodings.remove(&Channel::X);
                    }
                }
            }
            return Ok(());
        }
        if self.layer.data.is_none() || self.default_x() == DefaultX::None {
            return Ok(());
        }
        let x = self.index();
        self.layer.encodings.insert(Channel::X, Encoding::field(x));
        self.chosen.push("x");
        Ok(())
    }

    fn index(&mut self) -> String {
        let used = self.used();
        let free = |name: &str| !used.contains(name);
        let first = |kinds: &[Type]| {
            self.schema.fields.iter().find(|f| kinds.contains(&f.kind) && free(&f.name))
        };
        let words = (self.default_x() == DefaultX::Category)
            .then(|| first(&[Type::Text, Type::Category]))
            .flatten();
        if let Some(key) = self.layer.group.keys.first() {
            return key.clone();
        }
        if let Some(field) = words.or_else(|| first(&[Type::Time])) {
            return field.name.clone();
        }
        let rising = self.schema.fields.first().filter(|f| f.increasing && free(&f.name));
        if let Some(field) = rising {
            return field.name.clone();
        }
        self.added.push(Transform::RowNumber { into: ROW.into() });
        ROW.into()
    }

    fn choose_y(&mut self) -> Result<()> {
        let given = self.layer.encodings.get(&Channel::Y).is_some();
        if given || self.layer.data.is_none() {
            for name in self.layer.ys.clone() {
                self.field(&name)?;
            }
            return Ok(());
        }
        for name in self.layer.ys.clone() {
            self.field(&name)?;
        }
        if !self.layer.ys.is_empty() {
            return Ok(());
        }
        let requests = &self.layer.group.aggs;
        let named: Vec<String> = requests.iter().filter_map(|r| r.column.clone()).collect();
        let only_size = !requests.is_empty()
            && requests.iter().all(|r| r.agg == crate::spec::Agg::Size && r.column.is_none());
        if only_size {
            return Ok(());
        }
        if !named.is_empty() && requests.iter().all(|r| r.column.is_some()) {
            let mut seen = BTreeSet::new();
            self.layer.ys = named.into_iter().filter(|n| seen.insert(n.clone())).collect();
            return Ok(());
        }
        let used = self.used();
        let numbers: Vec<String> = self
            .schema
            .fields
            .iter()
            .filter(|f| f.kind.is_number() && !used.contains(f.name.as_str()))
            .map(|f| f.name.clone())
            .collect();
        if numbers.is_empty() {
            // `plot FILE -x mass`: nothing is left to be y, so the distribution of x is meant.
            let x = self.layer.field(Channel::X).and_then(|x| self.schema.get(x));
            if let Some(x) = x.filter(|x| x.kind.is_number() && self.layer.kind.is_empty()) {
                self.layer.ys = vec![x.name.clone()];
                self.layer.encodings.remove(&Channel::X);
                self.layer.kind = "hist".into();
                self.chosen.push("kind");
                return Ok(());
            }
            return Err(Error::no_numbers(&self.names()));
        }
        self.layer.ys = numbers;
        self.chosen.push("y");
        Ok(())
    }

    fn choose_kind(&mut self) -> Result<()> {
        if self.layer.kind.is_empty() {
            self.layer.kind = self.fitting_kind().into();
            self.chosen.push("kind");
        }
        find(&self.layer.kind).map(|kind| self.layer.kind = kind.name().into())
    }

    fn fitting_kind(&self) -> &'static str {
        let Some(x) = self.layer.field(Channel::X) else { return "line" };
        let Some(field) = self.schema.get(x) else { return "line" };
        let aggregated = !self.layer.group.aggs.is_empty();
        match field.kind {
            Type::Text | Type::Category | Type::Bool => "bar",
            Type::Time => "line",
            Type::Integer | Type::Number => {
                if aggregated || field.increasing || names_a_time(&field.name) {
                    "line"
                } else {
                    "scatter"
                }
            }
        }
    }

    /// `--group-by` and `--agg` as one transform.
    fn aggregate(&mut self) -> Result<()> {
        let requests = std::mem::take(&mut self.layer.group.aggs);
        if requests.is_empty() {
            return Ok(());
        }
        let keys = self.keys();
        for key in &keys {
            if key != ROW {
                self.field(key)?;
            }
        }
        let mut aggs = Vec::new();
        let mut ys = Vec::new();
        let wanted = match self.layer.encodings.get(&Channel::Y) {
            Some(y) => y.field.iter().cloned().collect(),
            None => self.layer.ys.clone(),
        };
        let per_column = |column: &str| -> Vec<&AggRequest> {
            let own: Vec<_> =
                requests.iter().filter(|r| r.column.as_deref() == Some(column)).collect();
            if own.is_empty() {
                requests.iter().filter(|r| r.column.is_none()).collect()
            } else {
                own
            }
        };
        for column in &wanted {
            let some = per_column(column);
            for request in &some {
                let into = if some.len() == 1 {
                    column.clone()
                } else {
                    format!("{column}_{}", request.agg.name())
                };
                ys.push(into.clone());
                aggs.push(Aggregate { column: Some(column.clone()), agg: request.agg, into });
            }
        }
        if wanted.is_empty() {
            let into = free_name("size", &keys);
            ys.push(into.clone());
            aggs.push(Aggregate { column: None, agg: crate::spec::Agg::Size, into });
        }
        self.extra_columns(&keys, &mut aggs);
        self.layer.encodings.remove(&Channel::Y);
        self.layer.ys = ys;
        self.added.push(Transform::Group(Group {
            keys,
            aggs,
            no_sort: self.layer.group.no_sort,
            min_count: self.layer.group.min_count,
        }));
        Ok(())
    }

    /// Colour and size columns survive an aggregation by the same function.
    fn extra_columns(&self, keys: &[String], aggs: &mut Vec<Aggregate>) {
        for channel in [Channel::Color, Channel::Size, Channel::Text] {
            let Some(name) = self.layer.field(channel) else { continue };
            let there = keys.iter().any(|k| k == name) || aggs.iter().any(|a| a.into == name);
            let agg = match self.schema.get(name).map(|f| f.kind) {
                Some(kind) if kind.is_number() => {
                    aggs.first().map_or(crate::spec::Agg::Mean, |a| a.agg)
                }
                Some(_) => crate::spec::Agg::First,
                None => continue,
            };
            if !there {
                aggs.push(Aggregate { column: Some(name.into()), agg, into: name.into() });
            }
        }
    }

    /// The group keys: those asked for, else the mapped columns. Mapped ones are always keys.
    fn keys(&self) -> Vec<String> {
        let mut keys = self.layer.group.keys.clone();
        let facet = &self.plot.facet;
        let mapped = self
            .layer
            .field(Channel::X)
            .into_iter()
            .chain(self.series_columns())
            .chain([&facet.row, &facet.col].into_iter().flatten().map(String::as_str))
            .chain(self.widgets.iter().map(|w| w.field.as_str()))
            .filter(|name| self.schema.get(name).is_some() || *name == ROW);
        for name in mapped {
            if !keys.iter().any(|k| k == name) {
                keys.push(name.into());
            }
        }
        keys
    }

    /// Several `by` columns become one.
    fn one_series_column(&mut self) {
        let columns: Vec<String> = self.series_columns().into_iter().map(String::from).collect();
        if columns.len() > 1 {
            let into = columns.join(", ");
            self.added.push(Transform::Join { columns, into: into.clone() });
            self.layer.encodings.insert(Channel::By, Encoding::field(into));
        }
    }

    /// Several y columns become two: name and value.
    fn many_columns(&mut self) {
        let ys = std::mem::take(&mut self.layer.ys);
        match ys.as_slice() {
            [] => {}
            [one] => {
                let y = self.layer.encodings.entry(Channel::Y).or_default();
                y.field = Some(one.clone());
            }
            _ => self.unpivot(ys),
        }
        if self.plot.facet.subplots {
            if let Some(by) = self.layer.encodings.remove(&Channel::By) {
                self.layer.encodings.insert(Channel::Col, by);
            }
        }
    }

    fn unpivot(&mut self, columns: Vec<String>) {
        let facet = &self.plot.facet;
        let mut keep: Vec<String> =
            self.layer.encodings.values().filter_map(|e| e.field.clone()).collect();
        keep.extend([&facet.row, &facet.col].into_iter().flatten().cloned());
        keep.extend(self.widgets.iter().map(|w| w.field.clone()));
        keep.extend(self.layer.sort.iter().map(|s| s.trim_start_matches('-').to_owned()));
        let mut seen: BTreeSet<String> = columns.iter().cloned().collect();
        keep.retain(|name| seen.insert(name.clone()));
        let (name, value) = (free_name(VARIABLE, &keep), free_name(VALUE, &keep));
        self.added.push(Transform::Unpivot {
            columns,
            keep,
            name: name.clone(),
            value: value.clone(),
        });
        self.layer.encodings.insert(Channel::Y, Encoding::field(value));
        let by = match self.layer.encodings.remove(&Channel::By).and_then(|e| e.field) {
            None => name,
            Some(by) => {
                let into = format!("{by}, {name}");
                let columns = vec![by, name];
                self.added.push(Transform::Join { columns, into: into.clone() });
                into
            }
        };
        self.layer.encodings.insert(Channel::By, Encoding::field(by));
    }

    /// The user's order, or the order of time for what is connected.
    fn order(&mut self) -> Result<()> {
        let by = std::mem::take(&mut self.layer.sort);
        if !by.is_empty() {
            self.added.push(Transform::Sort { by });
            return Ok(());
        }
        let Some(x) = self.layer.field(Channel::X) else { return Ok(()) };
        let time = self.schema.get(x).is_some_and(|f| f.kind == Type::Time && !f.increasing);
        let grouped = self.added.iter().any(|t| matches!(t, Transform::Group(g) if !g.no_sort));
        let sorted = self.layer.transforms.iter().any(|t| matches!(t, Transform::Sort { .. }));
        if time && !grouped && !sorted && self.kind().is_some_and(Kind::connects) {
            self.added.push(Transform::Sort { by: vec![x.into()] });
        }
        Ok(())
    }

    /// What was chosen, in a sentence.
    fn note(&self) -> Option<String> {
        if self.chosen.is_empty() {
            return None;
        }
        let y = self.layer.field(Channel::Y).unwrap_or("rows");
        let y = if y == VALUE { "every column of numbers" } else { y };
        let what = match self.layer.field(Channel::X) {
            Some(ROW) => format!("{} of {y} by row number", self.layer.kind),
            Some(x) => format!("{} of {y} by {x}", self.layer.kind),
            None => format!("{} of {y}", self.layer.kind),
        };
        let flags: Vec<String> = ["kind", "x", "y"]
            .iter()
            .filter(|c| self.chosen.contains(c))
            .map(|c| format!("--{c}"))
            .collect();
        Some(format!("drawing a {what}; {} to choose otherwise", flags.join(", ")))
    }
}

/// `wanted`, or the first variation of it that is not among `taken`.
fn free_name(wanted: &str, taken: &[String]) -> String {
    let mut name = wanted.to_owned();
    while taken.contains(&name) {
        name.push('_');
    }
    name
}

/// What messages call the data of a layer.
fn place(data: Option<&DataRef>) -> String {
    match data.map(|d| d.files.as_slice()) {
        Some([one]) if one == "-" => "standard input".into(),
        Some([one]) => one.rsplit('/').next().unwrap_or(one).into(),
        _ => "the data".into(),
    }
}

/// A column whose name says that it orders rows in time.
#[must_use]
pub fn names_a_time(name: &str) -> bool {
    const WORDS: [&str; 12] = [
        "year", "yr", "jahr", "année", "date", "time", "month", "week", "day", "hour", "quarter",
        "minute",
    ];
    let lower = name.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word))
}
