//! Parts of times, bins of time, windows, shares and rankings as transforms of the table.

use super::Work;
use crate::error::{Error, Result};
use crate::kind::{DefaultX, Kind};
use crate::spec::part::Asked;
use crate::spec::{
    Agg, AggRequest, Channel, Encoding, Field, Layer, Norm, Normalize, Part, Plot, Resample, Rule,
    Schema, Top, Transform, Type, Window, Windowed,
};

/// Columns of parts of times that `layer` of `plot` names and `schema` does not have.
pub(super) fn parts(layer: &Layer, plot: &Plot, schema: &Schema) -> Result<Vec<Transform>> {
    let mut names: Vec<&str> = Vec::new();
    for (channel, encoding) in &layer.encodings {
        let Some(field) = encoding.field.as_deref() else { continue };
        if *channel == Channel::By && schema.get(field).is_none() {
            names.extend(field.split(',').map(str::trim));
        } else {
            names.push(field);
        }
    }
    let lists = layer.ys.iter().chain(&layer.group.keys);
    let aggs = layer.group.aggs.iter().filter_map(|request| request.column.as_ref());
    let facet = [&plot.facet.row, &plot.facet.col, &layer.steps.value_counts];
    names.extend(lists.chain(aggs).chain(facet.into_iter().flatten()).map(String::as_str));
    names.extend(plot.widgets.iter().map(|widget| widget.field.as_str()));
    names.extend(layer.sort.iter().map(|name| name.strip_prefix('-').unwrap_or(name)));
    let mut added: Vec<Transform> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for name in names {
        match Part::asked(name, schema) {
            Some(Asked::Part(column, part)) if !seen.contains(&name) => {
                seen.push(name);
                let (column, into) = (column.to_owned(), name.to_owned());
                added.push(Transform::Part { column, part, into });
            }
            Some(Asked::Unknown(column, part)) => return Err(Error::unknown_part(column, part)),
            Some(Asked::NoTime(column, kind)) => {
                return Err(Error::part_of_no_time(name, column, kind.name()));
            }
            _ => {}
        }
    }
    Ok(added)
}

/// `schema` with the columns of `parts`.
pub(super) fn with_parts(schema: &Schema, parts: &[Transform]) -> Schema {
    let mut schema = schema.clone();
    for step in parts {
        if let Transform::Part { part, into, .. } = step {
            schema.fields.push(Field::new(into.clone(), part.kind()));
        }
    }
    schema
}

impl Work<'_> {
    /// What counting and resampling decide before columns are chosen.
    pub(super) fn begin(&mut self) -> Result<()> {
        if self.layer.data.is_none() {
            return Ok(());
        }
        let ys = &self.layer.ys;
        let twice = ys.iter().enumerate().find(|(place, name)| ys[..*place].contains(name));
        if let Some((_, name)) = twice.filter(|_| !self.columns().stay()) {
            return Err(Error::named_twice(name));
        }
        if let Some(column) = self.layer.steps.value_counts.clone() {
            self.count_values(&column)?;
        }
        let Some(rule) = self.layer.steps.resample.clone() else { return Ok(()) };
        if let (_, Some(renewed)) = Rule::parse(&rule)? {
            self.notes.push(format!("--resample {rule} is written --resample {renewed}"));
            self.layer.steps.resample = Some(renewed);
        }
        let time = self.time_column("resample")?;
        if !self.layer.encodings.contains_key(&Channel::X) && self.default_x() != DefaultX::None {
            self.layer.encodings.insert(Channel::X, Encoding::field(time.clone()));
            self.chosen.push("x");
        }
        self.binned = Some(time);
        if self.layer.group.aggs.is_empty() {
            self.notes.push("--resample takes the mean; --agg to choose otherwise".into());
            self.layer.group.aggs.push(AggRequest { column: None, agg: Agg::Mean });
        }
        Ok(())
    }

    /// The column of times that is x, or the first one.
    fn time_column(&self, flag: &str) -> Result<String> {
        let is_time = |field: &&Field| field.kind == Type::Time;
        let times: Vec<&str> =
            self.schema.fields.iter().filter(is_time).map(|field| field.name.as_str()).collect();
        if let Some(x) =
            self.layer.field(Channel::X).filter(|_| flag != "resample" || self.x_is_key())
        {
            let field = self.field(x)?;
            return match field.kind {
                Type::Time => Ok(x.to_owned()),
                kind => Err(Error::not_along_time(flag, x, kind.name(), &times)),
            };
        }
        times.first().map(|&time| time.to_owned()).ok_or_else(|| Error::no_time_column(flag))
    }

    /// The values of a histogram are on x, but no key.
    fn x_is_key(&self) -> bool {
        self.default_x() != DefaultX::None
    }

    fn count_values(&mut self, column: &str) -> Result<()> {
        self.field(column)?;
        let given = |other: &str| {
            let hint = format!("--value-counts {column} decides x, y and the aggregate");
            Error::not_together("--value-counts", other, &hint)
        };
        if self.layer.field(Channel::X).is_some_and(|x| x != column) {
            return Err(given("--x"));
        }
        if !self.layer.ys.is_empty() || self.layer.encodings.contains_key(&Channel::Y) {
            return Err(given("--y"));
        }
        if !self.layer.group.aggs.is_empty() || self.layer.steps.resample.is_some() {
            return Err(given("--agg"));
        }
        if self.layer.kind.is_empty() {
            self.layer.kind = "bar".into();
        }
        self.layer.encodings.insert(Channel::X, Encoding::field(column));
        self.layer.group.aggs.push(AggRequest { column: None, agg: Agg::Size });
        if self.layer.sort.is_empty() && !self.layer.group.no_sort {
            self.layer.sort.push("-count".into());
            // What occurs equally often stays in order of appearance.
            self.layer.group.no_sort = true;
        }
        Ok(())
    }

    /// Groups, or bins of time when these are asked.
    pub(super) fn grouped(&self, group: crate::spec::Group) -> Transform {
        let (Some(time), Some(rule)) = (&self.binned, &self.layer.steps.resample) else {
            return Transform::Group(group);
        };
        let (closed, label) = (self.layer.steps.closed, self.layer.steps.label);
        let mut group = group;
        group.keys.retain(|key| key != time);
        Transform::Resample(Resample {
            time: time.clone(),
            rule: rule.clone(),
            closed,
            label,
            group,
        })
    }

    /// The greatest series or categories: they are ranked by what `after` makes of the rows, and
    /// named before it is done.
    pub(super) fn rank(&mut self, after: Option<&Transform>) -> Result<()> {
        let Some(count) = self.layer.steps.top else { return Ok(()) };
        let x = self.layer.field(Channel::X);
        let words = x.and_then(|x| self.schema.get(x)).is_some_and(|f| !f.kind.is_continuous());
        let bars = self.kind().is_some_and(|kind| kind.default_x() == DefaultX::Category);
        let column = match (self.series_columns().as_slice(), x) {
            ([one], _) => (*one).to_owned(),
            ([], Some(x)) if words || bars => x.to_owned(),
            _ => return Err(Error::nothing_to_rank()),
        };
        self.field(&column)?;
        if self.binned.as_ref() == Some(&column) {
            let hint = "--top ranks words: leave one out, or name series with --by COL";
            return Err(Error::not_together("--top", "--resample", hint));
        }
        let drawn = self.drawn();
        if drawn.contains(&column) {
            return Err(Error::key_and_value(&column));
        }
        let more = [Channel::Color, Channel::Size, Channel::Text, Channel::Y2];
        let single = more.iter().all(|channel| self.layer.field(*channel).is_none());
        let joins = bars || self.kind().is_some_and(Kind::connects);
        let keys = self.keys();
        let apart = !keys.iter().any(|key| drawn.contains(key));
        let fold = (after.is_none() && joins && single && apart).then_some(keys);
        self.added.push(Transform::Top(Top {
            column: column.clone(),
            count,
            values: drawn,
            after: after.cloned().map(Box::new),
            fold,
            no_sort: self.layer.group.no_sort || after.is_none(),
        }));
        self.ranked = Some(column);
        Ok(())
    }

    /// The columns of y that are drawn.
    fn drawn(&self) -> Vec<String> {
        match self.layer.field(self.measure()) {
            Some(y) => vec![y.to_owned()],
            None => self.layer.ys.clone(),
        }
    }

    /// The columns that tell series and panels apart.
    fn series_keys(&self) -> Vec<String> {
        let facet = &self.plot.facet;
        let facets = [&facet.row, &facet.col].into_iter().flatten().map(String::as_str);
        let widgets = self.widgets.iter().map(|widget| widget.field.as_str());
        let mut keys: Vec<String> = Vec::new();
        for name in self.series_columns().into_iter().chain(facets).chain(widgets) {
            if self.schema.get(name).is_some() && !keys.iter().any(|key| key == name) {
                keys.push(name.to_owned());
            }
        }
        keys
    }

    /// Windows along every series, then its own measure.
    pub(super) fn windows(&mut self) -> Result<()> {
        let steps = self.layer.steps.clone();
        if steps.windows.is_empty() && steps.normalize.is_none() {
            return Ok(());
        }
        let (columns, keys) = (self.drawn(), self.series_keys());
        if columns.is_empty() {
            return Err(Error::no_numbers(&self.names()));
        }
        self.in_time();
        for window in steps.windows {
            let timed =
                matches!(&window, Window::Rolling { span, .. } if span.parse::<u32>().is_err());
            let time = if timed { Some(self.time_column("rolling")?) } else { None };
            self.words.push(words(&window, steps.periods));
            self.added.push(Transform::Window(Windowed {
                columns: columns.clone(),
                keys: keys.clone(),
                time,
                min_periods: steps.min_periods.filter(|_| takes_least(&window)),
                center: steps.center && matches!(window, Window::Rolling { .. }),
                periods: steps.periods.filter(|_| looks_back(&window)),
                window,
            }));
        }
        if let Some(by) = steps.normalize {
            self.words.push(measure(by).into());
            self.added.push(Transform::Normalize(Normalize { columns, keys, by }));
        }
        Ok(())
    }

    /// Rows in the order of their times, where x has these and they are not yet in order.
    pub(super) fn in_time(&mut self) {
        let Some(x) = self.layer.field(Channel::X) else { return };
        let time = self.schema.get(x).is_some_and(|f| f.kind == Type::Time && !f.increasing);
        let sorted = |step: &Transform| match step {
            Transform::Group(group) => !group.no_sort,
            Transform::Resample(_) | Transform::Sort { .. } => true,
            _ => false,
        };
        let before = self.layer.transforms.iter().any(|t| matches!(t, Transform::Sort { .. }));
        if time && !before && !self.added.iter().any(sorted) {
            self.added.push(Transform::Sort { by: vec![x.into()] });
        }
    }

    /// Rows in the order of x, unless the layer has an order already.
    pub(super) fn in_x(&mut self) {
        let before = self.layer.transforms.iter().any(|t| matches!(t, Transform::Sort { .. }));
        if let Some(x) = self.layer.field(Channel::X).filter(|_| !before) {
            self.added.push(Transform::Sort { by: vec![x.into()] });
        }
    }

    /// The title of y says what was made of it.
    pub(super) fn entitle(&mut self) {
        let words = self.words.join(", ");
        let y = self.layer.encodings.get_mut(&Channel::Y).filter(|_| !words.is_empty());
        if let Some(y) = y.filter(|y| y.title.is_none())
            && let Some(field) = &y.field
        {
            y.title = Some(format!("{field}, {words}"));
        }
    }
}

fn looks_back(window: &Window) -> bool {
    matches!(window, Window::Diff | Window::PctChange)
}

fn takes_least(window: &Window) -> bool {
    matches!(window, Window::Rolling { .. } | Window::Expanding(_) | Window::Ewm(_))
}

/// A window in words.
fn words(window: &Window, periods: Option<u32>) -> String {
    let over = periods.filter(|&n| n > 1).map(|n| format!(" over {n} rows")).unwrap_or_default();
    match window {
        Window::Rolling { span, agg } => format!("rolling {} of {span}", agg.name()),
        Window::Expanding(agg) => format!("expanding {}", agg.name()),
        Window::Ewm(decay) => {
            let (name, value) = decay.parts();
            format!("exponential mean of {name} {value}")
        }
        Window::Cumsum => "cumulative sum".into(),
        Window::Cumprod => "cumulative product".into(),
        Window::Cummax => "greatest so far".into(),
        Window::Cummin => "least so far".into(),
        Window::Diff => format!("difference{over}"),
        Window::PctChange => format!("relative change{over}"),
    }
}

fn measure(by: Norm) -> &'static str {
    match by {
        Norm::Sum => "share of the sum",
        Norm::Max => "share of the greatest",
        Norm::First => "relative to the first",
        Norm::Zscore => "standard deviations from the mean",
        Norm::Minmax => "from least 0 to greatest 1",
    }
}
