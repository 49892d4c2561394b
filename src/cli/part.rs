//! `-o 'x-{column}.png'`: a figure cut into a file per value.

use std::collections::BTreeMap;

use super::draw::{Done, Drawn, Work};
use super::target::{self, Target};
use crate::data::summary;
use crate::error::{Error, ErrorKind, Result};
use crate::spec::{Agg, Aggregate, Figure, Group, Layer, Transform};
use crate::transform;
use crate::warn::{Level, Warnings};

impl Work<'_> {
    /// One file per combination of the columns' values: first all names, then the pictures.
    pub(crate) fn each(
        &mut self,
        figure: &Figure,
        targets: &[Target],
        columns: &[String],
    ) -> Result<()> {
        let parts = self.parts(figure, targets, columns)?;
        if self.run.strict {
            // Nothing is written before all are known to be without a warning.
            for part in &parts {
                let mut warnings = Warnings::default();
                match self.part(figure, part, &mut warnings) {
                    Err(error) if error.kind == ErrorKind::Empty => {}
                    drawn => {
                        self.report.show(&warnings);
                        drawn?;
                        self.report.check(&warnings)?;
                    }
                }
            }
            self.done = Done::default();
        }
        let mut empty = None;
        let mut some = false;
        for part in &parts {
            let mut warnings = Warnings::default();
            match self.part(figure, part, &mut warnings) {
                Err(error) if error.kind == ErrorKind::Empty => {
                    warnings.note(format!("{error}; no file is written"));
                    empty.get_or_insert(error);
                    self.report.show(&warnings);
                }
                drawn => {
                    some = true;
                    self.finish(drawn, &warnings, &part.targets)?;
                }
            }
        }
        empty.filter(|_| !some).map_or(Ok(()), Err)
    }

    /// The parts that the columns' values make, each with a name of its own that can be written.
    fn parts(
        &mut self,
        figure: &Figure,
        targets: &[Target],
        columns: &[String],
    ) -> Result<Vec<Part>> {
        let mut warnings = Warnings::default();
        let combinations = self.combinations(figure, columns, &mut warnings);
        self.report.show(&warnings);
        let combinations = combinations?;
        self.report.check(&warnings)?;
        let mut taken = BTreeMap::new();
        let mut parts = Vec::new();
        for values in combinations {
            let values: Vec<(String, String)> = columns.iter().cloned().zip(values).collect();
            let part = Part::new(targets, values);
            for target in &part.targets {
                if let Some(other) = taken.insert(target.place.clone(), part.name.clone()) {
                    let name = target.place.name();
                    return Err(Error::same_name(&name, &other, &part.name));
                }
            }
            target::check(&part.targets, figure, self.run.no_clobber)?;
            parts.push(part);
        }
        if parts.is_empty() {
            return Err(Error::empty(&format!("no row has a value of {}", columns.join(", "))));
        }
        Ok(parts)
    }

    /// The picture of one part; what is said of it names it.
    fn part(
        &mut self,
        figure: &Figure,
        part: &Part,
        warnings: &mut Warnings,
    ) -> Result<Option<Drawn>> {
        let mut said = Warnings::default();
        self.picked.clone_from(&part.steps);
        let mut figure = figure.clone();
        let layers = figure.plots.iter_mut().flat_map(|plot| &mut plot.layers);
        for layer in layers.filter(|layer: &&mut Layer| layer.data.is_some()) {
            layer.transforms.extend(part.steps.iter().cloned());
        }
        let drawn = self.picture(&figure, &part.targets, &mut said);
        for notice in said.notices() {
            match notice.level {
                // A choice is the same for all parts, and said once.
                Level::Note => warnings.note(notice.message.clone()),
                Level::Warning => warnings.warn(format!("{}: {}", part.name, notice.message)),
            }
        }
        drawn.map_err(|error| error.of_part(&part.name))
    }

    fn combinations(
        &self,
        figure: &Figure,
        columns: &[String],
        warnings: &mut Warnings,
    ) -> Result<Vec<Vec<String>>> {
        let mut layers = figure.plots.iter().flat_map(|plot| &plot.layers);
        let Some((layer, data)) = layers.find_map(|l| Some((l, l.data.as_ref()?))) else {
            return Err(Error::empty("the figure has no data"));
        };
        let mut table = self.sources.open(data, warnings)?;
        for step in layer.transforms.iter().filter(|_| data.embedded.is_none()) {
            table = transform::apply(&table, step, warnings)?;
        }
        for column in columns {
            if table.schema().get(column).is_none() {
                return Err(Error::no_column(column, table.name(), &table.schema().names()));
            }
        }
        let size = Aggregate { column: None, agg: Agg::Size, into: "size".into() };
        let group = Group { keys: columns.to_vec(), aggs: vec![size], ..Group::default() };
        let groups = transform::apply(&table, &Transform::Group(group), warnings)?;
        let names: Vec<&str> = columns.iter().map(String::as_str).collect();
        summary::texts(&groups, &names)
    }
}

/// A file per value: what one of them is made of.
struct Part {
    /// What messages call it: `state=Ohio`.
    name: String,
    /// Where it goes.
    targets: Vec<Target>,
    /// What keeps its rows.
    steps: Vec<Transform>,
}

impl Part {
    fn new(targets: &[Target], values: Vec<(String, String)>) -> Self {
        let names: Vec<String> = values.iter().map(|(c, v)| format!("{c}={v}")).collect();
        Self {
            name: names.join(", "),
            targets: targets.iter().map(|target| target::fill(target, &values)).collect(),
            steps: values.into_iter().map(|(column, value)| picked(column, value)).collect(),
        }
    }
}

/// Keep the rows of one value.
fn picked(column: String, value: String) -> Transform {
    Transform::Sel { column, value: Some(value), to: None, range: false }
}
