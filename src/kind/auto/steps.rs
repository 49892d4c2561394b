//! Groups, several columns and order, as transforms of the table.

use std::collections::BTreeSet;

use super::{Columns, ROW, VALUE, VARIABLE, Work};
use crate::error::{Error, Result};
use crate::kind::param::{Param, Takes};
use crate::kind::{DefaultX, Kind};
use crate::spec::{Agg, AggRequest, Aggregate, Beside, Channel, Encoding, Group, Transform, Type};
use crate::warn::Warnings;

impl Work<'_> {
    /// `--group-by` and `--agg` as one transform.
    pub(super) fn aggregate(&mut self, warnings: &mut Warnings) -> Result<()> {
        let measured = self.measured_x().map(String::from);
        let requests = std::mem::take(&mut self.layer.group.aggs);
        if requests.is_empty() {
            return self.rank(None);
        }
        if let Some(option) = self.kind().and_then(Kind::combines) {
            return self.combine(option, &requests);
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
            let counted = self.layer.steps.value_counts.is_some();
            let into = free_name(if counted { "count" } else { "size" }, &keys);
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
        self.extra_columns(&keys, &mut aggs)?;
        self.spreads(&requests, &ys, &mut aggs, warnings)?;
        self.layer.encodings.remove(&measure);
        if let (true, [_, second, ..]) = (measure != Channel::Y, ys.as_slice()) {
            return Err(Error::one_value(&self.layer.kind, second));
        }
        if self.columns() == Columns::All {
            // The keys are columns of the table too.
            ys.splice(0..0, keys.iter().cloned());
        }
        match measure {
            Channel::Y => self.layer.ys = ys,
            _ => self.layer.encodings.extend(ys.pop().map(|z| (measure, Encoding::field(z)))),
        }
        let step = self.grouped(Group {
            keys,
            aggs,
            no_sort: self.layer.group.no_sort,
            min_count: self.layer.group.min_count,
        });
        self.rank(Some(&step))?;
        self.added.push(step);
        Ok(())
    }

    /// `--agg` of a kind that combines values in bins of its own is an option of it.
    fn combine(&mut self, option: &Param, requests: &[AggRequest]) -> Result<()> {
        if let [AggRequest { column, agg }] = requests {
            let name = if *agg == Agg::Size { "count".into() } else { agg.name() };
            let known = matches!(option.takes, Takes::Choice(words) if words.contains(&&*name));
            if known {
                if let Some(column) = column {
                    self.layer.encodings.insert(Channel::Z, Encoding::field(column));
                }
                let options = &mut self.layer.options;
                options.entry(option.name.into()).or_insert(name.into_owned().into());
                return Ok(());
            }
        }
        let names: Vec<_> = requests.iter().map(|request| request.agg.name()).collect();
        let words = match option.takes {
            Takes::Choice(words) => words.join(", "),
            _ => String::new(),
        };
        Err(Error::option("agg", &names.join(","), &format!("one of {words}")))
    }

    /// Colour and size columns survive an aggregation by the same function.
    pub(super) fn extra_columns(&self, keys: &[String], aggs: &mut Vec<Aggregate>) -> Result<()> {
        let channels = [Channel::V, Channel::Color, Channel::Size, Channel::Text];
        let mapped = channels.iter().filter_map(|channel| self.layer.field(*channel));
        let mut names: Vec<String> = mapped.map(String::from).collect();
        names.extend(self.kind().map_or(Ok(Vec::new()), |kind| kind.reads(&self.layer))?);
        for name in &names {
            let there = keys.iter().any(|k| k == name) || aggs.iter().any(|a| a.into == *name);
            let agg = match self.schema.get(name).map(|f| f.kind) {
                Some(kind) if kind.is_number() => aggs.first().map_or(Agg::Mean, |a| a.agg),
                Some(_) => Agg::First,
                None => continue,
            };
            if !there {
                aggs.push(Aggregate { column: Some(name.clone()), agg, into: name.clone() });
            }
        }
        Ok(())
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
            .chain(self.layer.field(Channel::To))
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
        if self.columns().stay() {
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
        let errors = std::mem::take(&mut self.errors);
        if !errors.is_empty() {
            self.layer.encodings.remove(&Channel::YErr);
        }
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
        let name = self.layer.group_label.as_deref().unwrap_or(VARIABLE);
        let value = self.layer.value_label.as_deref().unwrap_or(VALUE);
        let (name, value) = (free_name(name, &keep), free_name(value, &keep));
        let title = (!self.layer.y2.is_empty()).then(|| columns.join(", "));
        let spread = errors.first().and_then(|name| name.rsplit('_').next()).unwrap_or_default();
        let into = free_name(&format!("{value}_{spread}"), &keep);
        let beside = (!errors.is_empty()).then(|| Beside { columns: errors, into: into.clone() });
        if beside.is_some() {
            self.layer.encodings.insert(Channel::YErr, Encoding::field(into));
        }
        self.added.push(Transform::Unpivot {
            columns,
            keep,
            name: name.clone(),
            value: value.clone(),
            beside,
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
            // The order that is asked for is that of the axis, too.
            let counted = self.layer.steps.value_counts.is_some()
                && self.kind().is_some_and(|kind| kind.default_x() == DefaultX::Category);
            let category = |x: &&str| {
                let kind = self.schema.get(x).map(|field| field.kind);
                kind == Some(Type::Category) || (counted && kind != Some(Type::Time))
            };
            let x = self.layer.field(Channel::X).filter(category).map(String::from);
            let columns = self.ranked.take().into_iter().chain(x);
            self.added.extend(columns.map(|column| Transform::ByAppearance { column }));
            return;
        }
        self.keys_in_order();
        let fitting = !complete && self.kind().is_some_and(Kind::connects);
        match self.layer.sort_x {
            Some(true) => self.in_x(),
            None if fitting => self.in_time(),
            _ => {}
        }
    }
}

impl Work<'_> {
    /// Keys of groups are sorted; on y this takes more than an order of the rows, which is that
    /// of x.
    fn keys_in_order(&mut self) {
        let sorted = |step: &Transform| matches!(step, Transform::Group(group) if !group.no_sort);
        if self.measure() == Channel::Y || !self.added.iter().any(sorted) {
            return;
        }
        let words = |y: &&str| self.schema.get(y).is_some_and(|field| field.kind == Type::Text);
        let y = self.layer.field(Channel::Y).filter(words).map(String::from);
        let y = y.filter(|y| self.ranked.as_ref() != Some(y));
        self.added.extend(y.map(|column| Transform::Alphabetical { column }));
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
