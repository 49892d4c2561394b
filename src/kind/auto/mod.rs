//! What is chosen when nothing is said: kind, columns, groups. A function of the schema alone, so
//! a spec means the same for every table of that schema.

mod bands;
mod choose;
mod grid;
mod series;
mod spread;
mod steps;
mod vector;

use std::collections::BTreeSet;

use super::{Columns, DefaultX, Kind, find};
use crate::error::{Error, Result, list};
use crate::spec::{Channel, DataRef, Layer, Plot, Schema, Transform, Widget};
use crate::warn::Warnings;
pub use choose::names_a_time;

/// Column that holds the names of several y columns.
pub const VARIABLE: &str = "Variable";
/// Column that holds their values.
pub const VALUE: &str = "value";
/// Column of row numbers.
pub const ROW: &str = "row";

/// A layer with every choice made, and the part of its transforms that was decided here.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// The layer; its `transforms` now hold the groups, its `group`, `steps`, `ys` and `sort` are empty.
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
    let said = |channel| layer.encodings.contains_key(&channel);
    let measure = find(&layer.kind).map_or(Channel::Y, Kind::measure);
    let complete = !layer.kind.is_empty() && said(Channel::X) && said(measure);
    let mut added = series::parts(layer, plot, schema)?;
    let mut schema = series::with_parts(schema, &added);
    let mut layer = layer.clone();
    let vectors = vector::columns(&mut layer, &mut schema, &mut added)?;
    let schema = &schema;
    let mut work = Work {
        layer,
        plot,
        schema,
        added,
        widgets: plot.widgets.clone(),
        chosen: if vectors { vec!["u", "v"] } else { Vec::new() },
        notes: Vec::new(),
        words: Vec::new(),
        binned: None,
        ranked: None,
        errors: Vec::new(),
    };
    work.begin()?;
    work.choose_bands();
    work.choose_of_grid();
    work.number_triangles();
    work.mean_of_groups(warnings);
    work.choose_x()?;
    work.keys_without_a_place();
    work.choose_y()?;
    work.choose_kind()?;
    work.choose_text();
    work.colour_by_words();
    work.bins_of_a_log_axis();
    work.aggregate(warnings)?;
    work.windows()?;
    work.one_series_column();
    work.many_columns()?;
    work.entitle();
    work.entitle_by_unit();
    work.order(complete);
    if let Some(count) = work.layer.steps.head {
        work.added.push(Transform::Head { count });
    }
    for note in std::mem::take(&mut work.notes) {
        warnings.note(note);
    }
    if let Some(note) = work.note() {
        warnings.note(note);
    }
    let Work { mut layer, added, widgets, .. } = work;
    layer.transforms.extend(added.iter().cloned());
    layer.group = crate::spec::Grouping::default();
    layer.steps = crate::spec::Steps::default();
    layer.y2.clear();
    if find(&layer.kind).is_ok_and(|kind| !kind.columns().stay()) {
        layer.ys.clear();
    }
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
    /// What else is to be said.
    notes: Vec<String>,
    /// What windows make of y, for its title.
    words: Vec<String>,
    /// The column of times that is binned.
    binned: Option<String>,
    /// The column of which only the greatest words are named.
    ranked: Option<String>,
    /// The column of errors of each y, where a statistic was asked for.
    errors: Vec<String>,
}

impl Work<'_> {
    fn kind(&self) -> Option<&'static dyn Kind> {
        find(&self.layer.kind).ok()
    }

    fn default_x(&self) -> DefaultX {
        self.kind().map_or(DefaultX::Index, Kind::default_x)
    }

    fn columns(&self) -> Columns {
        self.kind().map_or(Columns::Series, Kind::columns)
    }

    /// The channel whose values are measured.
    fn measure(&self) -> Channel {
        self.kind().map_or(Channel::Y, Kind::measure)
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
        used.extend(self.layer.ys.iter().chain(&self.layer.y2).map(String::as_str));
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

    /// Group keys that no channel shows become widgets; but where x is a measure too, the groups
    /// are the marks.
    fn keys_without_a_place(&mut self) {
        if self.measured_x().is_some() || self.columns() == Columns::All {
            return;
        }
        let facet = &self.plot.facet;
        let mut shown: BTreeSet<String> =
            self.layer.encodings.values().filter_map(|e| e.field.clone()).collect();
        shown.extend(self.series_columns().into_iter().map(String::from));
        shown.extend([&facet.row, &facet.col].into_iter().flatten().cloned());
        for key in self.layer.group.keys.clone() {
            let known = self.widgets.iter().any(|w| w.field == key);
            if !shown.contains(&key) && !known {
                self.widgets.push(Widget { field: key });
            }
        }
    }

    /// The x column, when `--agg` makes it a measure of every group: it has an aggregate of its
    /// own, or it is a number, is not among the keys, and its kind does not connect along x.
    fn measured_x(&self) -> Option<&str> {
        let group = &self.layer.group;
        let x = self.layer.field(Channel::X).filter(|_| !group.aggs.is_empty())?;
        if group.keys.iter().any(|key| key == x) {
            return None;
        }
        let own = group.aggs.iter().any(|request| request.column.as_deref() == Some(x));
        let number = self.schema.get(x).is_some_and(|field| field.kind.is_number());
        let kind = self.kind().or_else(|| find(self.fitting_kind()).ok());
        let free = kind.is_some_and(|kind| kind.default_x() == DefaultX::Index && !kind.connects());
        (own || (number && free && !group.keys.is_empty())).then_some(x)
    }

    /// What was chosen, in a sentence.
    fn note(&self) -> Option<String> {
        if self.chosen.is_empty() {
            return None;
        }
        let measure = self.measure();
        let y = self.layer.field(measure).unwrap_or("rows");
        let vector = self.layer.field(Channel::V).map(|v| format!("{y} and {v}"));
        let y = vector.as_deref().unwrap_or(y);
        let several: Option<Vec<&str>> = self.added.iter().find_map(|step| match step {
            Transform::Unpivot { columns, .. } => {
                Some(columns.iter().map(String::as_str).collect())
            }
            _ => None,
        });
        let y = match several {
            Some(_) if self.chosen.contains(&"y") => "every column of numbers".to_owned(),
            None if self.columns().stay() => {
                let columns: Vec<&str> = self.layer.ys.iter().map(String::as_str).collect();
                list(&columns, 4)
            }
            Some(columns) => list(&columns, 4),
            None => y.to_owned(),
        };
        let kind = &self.layer.kind;
        let article = match kind.as_str() {
            // Several of them.
            "points" | "errorbars" | "paths" | "labels" => "",
            "rgb" => "an ",
            _ if kind.starts_with(['a', 'e', 'i', 'o', 'u']) => "an ",
            _ => "a ",
        };
        let second = self
            .layer
            .field(Channel::To)
            .or(self.layer.field(Channel::Y).filter(|_| measure != Channel::Y));
        let what = match (self.layer.field(Channel::X), second) {
            (Some(ROW), _) => format!("{article}{kind} of {y} by row number"),
            (Some(x), Some(up)) => format!("{article}{kind} of {y} by {x} and {up}"),
            (Some(x), None) => format!("{article}{kind} of {y} by {x}"),
            (None, _) => format!("{article}{kind} of {y}"),
        };
        let flags: Vec<String> = ["kind", "x", "to", "y", "z", "u", "v", "text"]
            .iter()
            .filter(|c| self.chosen.contains(c))
            .map(|c| format!("--{c}"))
            .collect();
        Some(format!("drawing {what}; {} to choose otherwise", flags.join(", ")))
    }
}

/// What messages call the data of a layer.
fn place(data: Option<&DataRef>) -> String {
    match data.map(|d| d.files.as_slice()) {
        Some([one]) if one == "-" => "standard input".into(),
        Some([one]) => one.rsplit('/').next().unwrap_or(one).into(),
        _ => "the data".into(),
    }
}
