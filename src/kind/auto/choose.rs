//! The columns and the kind, where they are not given.

use std::collections::BTreeSet;

use super::{ROW, Work};
use crate::error::{Error, Result};
use crate::kind::{ChannelUse, Columns, DefaultX, Kind, find, param};
use crate::spec::scale::ScaleKind;
use crate::spec::{Agg, Channel, Encoding, Field, Role, Transform, Type};

impl Work<'_> {
    pub(super) fn choose_x(&mut self) -> Result<()> {
        if let Some(x) = self.layer.encodings.get(&Channel::X) {
            if let Some(name) = x.field.clone().filter(|_| x.value.is_none()) {
                // What says where cells of a grid are is not what is measured there.
                let place = self.field(&name)?.role == Role::Key;
                let alone = self.default_x() == DefaultX::None || (self.measures_x() && !place);
                if alone && self.layer.field(Channel::Y).is_none() {
                    // A histogram has its values on x: `hist -x mass` is what `-y mass` says.
                    if self.layer.ys.is_empty() {
                        self.layer.ys.push(name);
                        self.layer.encodings.remove(&Channel::X);
                    }
                }
            }
            return Ok(());
        }
        let open = matches!(self.default_x(), DefaultX::None | DefaultX::Open);
        if self.layer.data.is_none() || self.choose_pair() || open {
            return Ok(());
        }
        let x = self.index()?;
        self.layer.encodings.insert(Channel::X, Encoding::field(x));
        self.chosen.push("x");
        Ok(())
    }

    /// Whether x is what is measured: of a kind that does with y alone, and no value is combined.
    fn measures_x(&self) -> bool {
        let uses = |channel, required| {
            self.kind().is_some_and(|kind| {
                kind.channels().iter().any(|u| u.channel == channel && u.required == required)
            })
        };
        self.default_x() == DefaultX::Open
            && uses(Channel::Y, true)
            && uses(Channel::X, false)
            && self.layer.group.aggs.is_empty()
    }

    /// Columns whose names say that they are x and y, where neither is named.
    fn choose_pair(&mut self) -> bool {
        let pairs = self.kind().map_or(&[][..], Kind::pairs);
        let free = self.layer.ys.is_empty() && self.layer.field(Channel::Y).is_none();
        if !free || !self.layer.group.aggs.is_empty() {
            return false;
        }
        let called = |name: &str| {
            let same = |field: &&Field| field.name.eq_ignore_ascii_case(name);
            self.schema.fields.iter().filter(|f| f.kind.is_continuous()).find(same)
        };
        let found = pairs.iter().find_map(|[x, y]| called(x).zip(called(y)));
        let Some((x, y)) = found.map(|(x, y)| (x.name.clone(), y.name.clone())) else {
            return false;
        };
        self.layer.encodings.insert(Channel::X, Encoding::field(x));
        self.layer.ys.push(y);
        self.chosen.extend(["x", "y"]);
        true
    }

    fn index(&mut self) -> Result<String> {
        let used = self.used();
        let free = |name: &str| !used.contains(name);
        let first = |kinds: &[Type]| {
            self.schema.fields.iter().find(|f| kinds.contains(&f.kind) && free(&f.name))
        };
        // Groups need a column that repeats, and bars want names.
        let grouped = !self.layer.group.aggs.is_empty();
        let words = (grouped || self.default_x() == DefaultX::Category)
            .then(|| first(&[Type::Text, Type::Category]))
            .flatten();
        if let Some(key) = self.layer.group.keys.first() {
            return Ok(key.clone());
        }
        if let Some(field) = words.or_else(|| first(&[Type::Time])) {
            return Ok(field.name.clone());
        }
        if grouped {
            return Err(Error::no_group_key(&self.names()));
        }
        let rising = self.schema.fields.first().filter(|f| f.increasing && free(&f.name));
        if let Some(field) = rising {
            return Ok(field.name.clone());
        }
        self.added.push(Transform::RowNumber { into: ROW.into() });
        Ok(ROW.into())
    }

    /// Words that colour what has one colour per series name the series.
    pub(super) fn colour_by_words(&mut self) {
        let Ok(kind) = find(&self.layer.kind) else { return };
        let takes = kind.channels().iter().any(|usage| usage.channel == Channel::Color);
        let words = self
            .layer
            .field(Channel::Color)
            .and_then(|name| self.schema.get(name))
            .is_some_and(|field| !field.kind.is_continuous());
        if words
            && !takes
            && !self.layer.encodings.contains_key(&Channel::By)
            && let Some(color) = self.layer.encodings.remove(&Channel::Color)
        {
            self.layer.encodings.insert(Channel::By, color);
        }
    }

    /// Bins and kernels of a logarithmic axis are as wide in powers of ten.
    pub(super) fn bins_of_a_log_axis(&mut self) {
        let Ok(kind) = find(&self.layer.kind) else { return };
        for (option, channel) in [
            (param::LOG_BINS, Channel::X),
            (param::LOG_SPACE_X, Channel::X),
            (param::LOG_SPACE_Y, Channel::Y),
        ] {
            let scale = self.plot.scales.get(&channel);
            let log = scale.is_some_and(|s| s.kind == Some(ScaleKind::Log));
            if log && kind.params().iter().any(|param| param.name == option.name) {
                self.layer.options.entry(option.name.into()).or_insert(true.into());
            }
        }
    }

    pub(super) fn choose_y(&mut self) -> Result<()> {
        for request in &self.layer.group.aggs {
            if let Some(name) = &request.column {
                self.field(name)?;
            }
        }
        self.columns_of_a_table();
        for name in self.layer.ys.iter().chain(&self.layer.y2).cloned().collect::<Vec<_>>() {
            self.field(&name)?;
        }
        self.choose_target();
        if self.measure() != Channel::Y {
            self.choose_second_key()?;
        }
        let measure = self.measure();
        if self.layer.encodings.contains_key(&measure)
            || self.layer.data.is_none()
            || (measure == Channel::Y && !self.layer.ys.is_empty())
        {
            return Ok(());
        }
        let requests = &self.layer.group.aggs;
        let beside = |column: &String| self.layer.y2.contains(column);
        let named: Vec<String> =
            requests.iter().filter_map(|r| r.column.clone()).filter(|c| !beside(c)).collect();
        let only_size = !requests.is_empty()
            && requests.iter().all(|r| r.agg == Agg::Size && r.column.is_none());
        if only_size {
            return Ok(());
        }
        if !named.is_empty() && requests.iter().all(|r| r.column.is_some()) {
            let mut seen = BTreeSet::new();
            self.measure_columns(named.into_iter().filter(|n| seen.insert(n.clone())).collect());
            return Ok(());
        }
        if self.needs_both() {
            return Ok(());
        }
        let used = self.used();
        let every = self.columns() == Columns::All && requests.is_empty();
        let mut numbers: Vec<String> = self
            .schema
            .fields
            .iter()
            .filter(|f| every || (f.kind.is_number() && f.role == Role::Value))
            .filter(|f| !used.contains(f.name.as_str()))
            .map(|f| f.name.clone())
            .collect();
        if numbers.is_empty() {
            return self.distribution_of_x();
        }
        if let Some(own) = self.kind().and_then(|kind| kind.default_columns(&numbers)) {
            numbers = own;
        } else if self.columns() == Columns::One {
            // A year is a number, but rarely an amount.
            numbers.sort_by_key(|name| names_a_time(name));
            numbers.truncate(1);
        }
        if every {
            self.layer.ys = numbers;
            return Ok(());
        }
        self.measure_columns(numbers);
        self.chosen.push(if measure == Channel::Y { "y" } else { "z" });
        Ok(())
    }

    /// A kind of two measures, neither of which is chosen for the user.
    fn needs_both(&self) -> bool {
        let needs = |kind: &dyn Kind| {
            kind.default_x() == DefaultX::Open
                && kind.channels().iter().any(|usage| usage.channel == Channel::X && usage.required)
        };
        self.kind().is_some_and(needs)
    }

    /// These columns are measured: all of them on y, the first of them as cells.
    fn measure_columns(&mut self, mut columns: Vec<String>) {
        match self.measure() {
            Channel::Y => self.layer.ys = columns,
            measure => {
                columns.truncate(1);
                let first = columns.into_iter().map(Encoding::field);
                self.layer.encodings.extend(first.map(|encoding| (measure, encoding)));
            }
        }
    }

    /// `--columns` says what `--y` says.
    fn columns_of_a_table(&mut self) {
        if self.columns() != Columns::All {
            return;
        }
        let name = param::COLUMNS.name;
        let Some(text) = self.layer.text(name).map(str::to_owned) else { return };
        self.layer.options.remove(name);
        let one = self.schema.get(&text).is_some();
        let names =
            if one { vec![text.as_str()] } else { text.split(',').map(str::trim).collect() };
        self.layer.ys = names.into_iter().map(String::from).collect();
    }

    /// Where flows go: the first words that have no other task.
    fn choose_target(&mut self) {
        let flows = |kind: &dyn crate::kind::Kind| {
            kind.channels().iter().any(|usage| usage.channel == Channel::To)
        };
        if self.layer.encodings.contains_key(&Channel::To) || !self.kind().is_some_and(flows) {
            return;
        }
        let used = self.used();
        let words = |f: &&Field| {
            matches!(f.kind, Type::Text | Type::Category) && !used.contains(f.name.as_str())
        };
        if let Some(field) = self.schema.fields.iter().find(words) {
            self.layer.encodings.insert(Channel::To, Encoding::field(field.name.clone()));
            self.chosen.push("to");
        }
    }

    /// The y of kinds that measure something else: words before times before anything that is
    /// counted.
    fn choose_second_key(&mut self) -> Result<()> {
        if let [y] = self.layer.ys.as_slice() {
            let y = Encoding::field(y.clone());
            self.layer.encodings.insert(Channel::Y, y);
            self.layer.ys.clear();
        }
        if let Some(y) = self.layer.field(Channel::Y) {
            return self.field(y).map(|_| ());
        }
        if self.measure() == Channel::U {
            return Ok(());
        }
        let used = self.used();
        let orders =
            [&[Type::Text, Type::Category, Type::Bool][..], &[Type::Time], &[Type::Integer]];
        let found = orders.iter().find_map(|kinds| {
            let free = |f: &&Field| kinds.contains(&f.kind) && !used.contains(f.name.as_str());
            self.schema.fields.iter().find(free)
        });
        if let Some(field) = found {
            self.layer.encodings.insert(Channel::Y, Encoding::field(field.name.clone()));
            self.chosen.push("y");
        }
        Ok(())
    }

    /// `plot FILE -x mass`: nothing is left to be y, so the distribution of x is meant.
    fn distribution_of_x(&mut self) -> Result<()> {
        let x = self.layer.field(Channel::X).and_then(|x| self.schema.get(x));
        let Some(x) = x.filter(|x| x.kind.is_number() && self.layer.kind.is_empty()) else {
            return Err(Error::no_numbers(&self.names()));
        };
        self.layer.ys = vec![x.name.clone()];
        self.layer.encodings.remove(&Channel::X);
        self.layer.kind = "hist".into();
        self.chosen.push("kind");
        Ok(())
    }

    pub(super) fn choose_kind(&mut self) -> Result<()> {
        if self.layer.kind.is_empty() {
            self.layer.kind = self.fitting_kind().into();
            self.chosen.push("kind");
        }
        find(&self.layer.kind).map(|kind| self.layer.kind = kind.name().into())
    }

    /// The words of a kind that cannot do without: the first column of them that is left.
    pub(super) fn choose_text(&mut self) {
        let needs = |usage: &ChannelUse| usage.channel == Channel::Text && usage.required;
        let wanted = self.layer.data.is_some()
            && self.kind().is_some_and(|kind| kind.channels().iter().any(needs));
        if !wanted || self.layer.encodings.contains_key(&Channel::Text) {
            return;
        }
        let used = self.used();
        let free = |f: &&Field| !used.contains(f.name.as_str()) && !self.layer.ys.contains(&f.name);
        let words = |f: &&Field| matches!(f.kind, Type::Text | Type::Category);
        let mut fields = self.schema.fields.iter().filter(free);
        let found = fields.clone().find(words).or_else(|| fields.next());
        if let Some(name) = found.map(|field| field.name.clone()) {
            self.layer.encodings.insert(Channel::Text, Encoding::field(name));
            self.chosen.push("text");
        }
    }

    pub(super) fn fitting_kind(&self) -> &'static str {
        let Some(x) = self.layer.field(Channel::X) else { return "line" };
        let Some(field) = self.schema.get(x) else { return "line" };
        let aggregated = !self.layer.group.aggs.is_empty();
        match field.kind {
            Type::Text | Type::Category | Type::Bool => "bar",
            Type::Time => "line",
            Type::Integer | Type::Number => {
                let ordered =
                    field.increasing || field.places.is_some() || names_a_time(&field.name);
                let keys = &self.layer.group.keys;
                let key = keys.is_empty() || keys.contains(&field.name);
                if ordered || (aggregated && key) { "line" } else { "scatter" }
            }
        }
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
