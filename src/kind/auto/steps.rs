//! Groups, several columns and order, as transforms of the table.

use std::collections::BTreeSet;

use super::{Columns, ROW, VALUE, VARIABLE, Work};
use crate::error::{Error, Result};
use crate::kind::Kind;
use crate::spec::{Agg, AggRequest, Aggregate, Channel, Encoding, Group, Transform, Type};

impl Work<'_> {
    /// `--group-by` and `--agg` as one transform.
    pub(super) fn aggregate(&mut self) -> Result<()> {
        let measured = self.measured_x().map(String::from);
        let requests = std::mem::take(&mut self.layer.group.aggs);
        if requests.is_empty() {
            return Ok(());
        }
        let mut keys = self.keys();
        keys.retain(|key| Some(key) != measured.as_ref());
        for key in &keys {
            if key != ROW {
                self.field(key)?;
            }
        }
        let mut aggs = Vec::new();
        let mut ys = Vec::new();
        let measure = self.measure();
        let wanted = match self.layer.encodings.get(&measure) {
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
            if some.is_empty() {
                return Err(Error::not_aggregated(column));
            }
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
            aggs.push(Aggregate { column: None, agg: Agg::Size, into });
        }
        if let Some(x) = measured {
            // x is aggregated as it asks, or as y is.
            let own = requests.iter().find(|r| r.column.as_deref() == Some(x.as_str()));
            let agg =
                own.or(requests.iter().find(|r| r.column.is_none())).map_or(Agg::Mean, |r| r.agg);
            aggs.push(Aggregate { column: Some(x.clone()), agg, into: x });
        }
        self.extra_columns(&keys, &mut aggs);
        self.layer.encodings.remove(&measure);
        if let (true, [_, second, ..]) = (measure != Channel::Y, ys.as_slice()) {
            return Err(Error::one_value(&self.layer.kind, second));
        }
        match measure {
            Channel::Y => self.layer.ys = ys,
            _ => self.layer.encodings.extend(ys.pop().map(|z| (measure, Encoding::field(z)))),
        }
        self.added.push(Transform::Group(Group {
            keys,
            aggs,
            no_sort: self.layer.group.no_sort,
            min_count: self.layer.group.min_count,
        }));
        Ok(())
    }

    /// Colour and size columns survive an aggregation by the same function.
    pub(super) fn extra_columns(&self, keys: &[String], aggs: &mut Vec<Aggregate>) {
        for channel in [Channel::Color, Channel::Size, Channel::Text] {
            let Some(name) = self.layer.field(channel) else { continue };
            let there = keys.iter().any(|k| k == name) || aggs.iter().any(|a| a.into == name);
            let agg = match self.schema.get(name).map(|f| f.kind) {
                Some(kind) if kind.is_number() => aggs.first().map_or(Agg::Mean, |a| a.agg),
                Some(_) => Agg::First,
                None => continue,
            };
            if !there {
                aggs.push(Aggregate { column: Some(name.into()), agg, into: name.into() });
            }
        }
    }

    /// The group keys: those asked for, else the mapped columns. Mapped ones are always keys.
    pub(super) fn keys(&self) -> Vec<String> {
        let mut keys = self.layer.group.keys.clone();
        let facet = &self.plot.facet;
        let mapped = self
            .layer
            .field(Channel::X)
            .into_iter()
            .chain(self.layer.field(Channel::Y).filter(|_| self.measure() != Channel::Y))
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
    pub(super) fn one_series_column(&mut self) {
        let columns: Vec<String> = self.series_columns().into_iter().map(String::from).collect();
        if columns.len() > 1 {
            let into = columns.join(", ");
            self.added.push(Transform::Join { columns, into: into.clone() });
            self.layer.encodings.insert(Channel::By, Encoding::field(into));
        }
    }

    /// Several y columns become two: name and value.
    pub(super) fn many_columns(&mut self) -> Result<()> {
        if self.columns() == Columns::Wide {
            let y = self.layer.encodings.remove(&Channel::Y).and_then(|y| y.field);
            self.layer.ys.extend(y);
            return Ok(());
        }
        let beside = !self.layer.y2.is_empty();
        if beside && self.layer.ys.is_empty() {
            // Series of the other side are told apart from it by their name.
            self.layer.ys.extend(self.layer.encodings.remove(&Channel::Y).and_then(|y| y.field));
        }
        let ys = std::mem::take(&mut self.layer.ys);
        match ys.as_slice() {
            [] => {}
            [one] if !beside => {
                let y = self.layer.encodings.entry(Channel::Y).or_default();
                y.field = Some(one.clone());
            }
            _ => self.unpivot(ys)?,
        }
        if self.plot.facet.subplots
            && let Some(by) = self.layer.encodings.remove(&Channel::By)
        {
            self.layer.encodings.insert(Channel::Col, by);
        }
        Ok(())
    }

    fn unpivot(&mut self, columns: Vec<String>) -> Result<()> {
        let facet = &self.plot.facet;
        let mut keep: Vec<String> =
            self.layer.encodings.values().filter_map(|e| e.field.clone()).collect();
        for step in &self.added {
            // What was joined for the legend is still a column of its own in the rows.
            if let Transform::Join { columns, .. } = step {
                keep.extend(columns.iter().cloned());
            }
        }
        keep.extend([&facet.row, &facet.col].into_iter().flatten().cloned());
        keep.extend(self.widgets.iter().map(|w| w.field.clone()));
        // The columns of y become one, so that none is left for another task.
        if let Some(twice) = columns.iter().find(|column| keep.contains(column)) {
            return Err(Error::used_twice(twice));
        }
        keep.extend(self.layer.sort.iter().map(|s| s.trim_start_matches('-').to_owned()));
        let mut seen: BTreeSet<String> = columns.iter().cloned().collect();
        keep.retain(|name| seen.insert(name.clone()));
        let (name, value) = (free_name(VARIABLE, &keep), free_name(VALUE, &keep));
        let title = (!self.layer.y2.is_empty()).then(|| columns.join(", "));
        self.added.push(Transform::Unpivot {
            columns,
            keep,
            name: name.clone(),
            value: value.clone(),
        });
        let y = Encoding { title, ..Encoding::field(value) };
        self.layer.encodings.insert(Channel::Y, y);
        if self.columns() == Columns::Groups && !self.layer.encodings.contains_key(&Channel::X) {
            self.layer.encodings.insert(Channel::X, Encoding::field(name));
            return Ok(());
        }
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
        Ok(())
    }

    /// The user's order, or the order of time for what is connected. A layer that was complete
    /// has its order already.
    pub(super) fn order(&mut self, complete: bool) {
        let by = std::mem::take(&mut self.layer.sort);
        if !by.is_empty() {
            self.added.push(Transform::Sort { by });
            return;
        }
        let Some(x) = self.layer.field(Channel::X).filter(|_| !complete) else { return };
        let time = self.schema.get(x).is_some_and(|f| f.kind == Type::Time && !f.increasing);
        let grouped = self.added.iter().any(|t| matches!(t, Transform::Group(g) if !g.no_sort));
        let sorted = self.layer.transforms.iter().any(|t| matches!(t, Transform::Sort { .. }));
        if time && !grouped && !sorted && self.kind().is_some_and(Kind::connects) {
            self.added.push(Transform::Sort { by: vec![x.into()] });
        }
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
