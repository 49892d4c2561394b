//! Dumbbell: two values per category, and the way from one to the other.

use super::auto::{VALUE, VARIABLE};
use super::{ChannelUse, Columns, DefaultX, Example, Kind, Param};
use crate::error::{Error, Result};
use crate::spec::{
    Agg, Channel, CoreLayer, Encoding, Finish, Frame, Layer, Lowered, Mark, Schema, Style,
    Transform, Unique, mark::Rule,
};

/// Two values per category.
pub(super) struct Dumbbell;

impl Kind for Dumbbell {
    fn name(&self) -> &'static str {
        "dumbbell"
    }

    fn summary(&self) -> &'static str {
        "two values per category, as dots with a line between them"
    }

    fn guide(&self) -> &'static str {
        "For how far apart two measures are: before and after, least and greatest. -y names the \
         two columns. It lies as barh does; --swap-axes stands it up."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        const { &[ChannelUse::required(Channel::X, &[])] }
    }

    fn params(&self) -> &'static [&'static Param] {
        &[]
    }

    fn examples(&self) -> &'static [Example] {
        &[Example {
            name: "states",
            summary: "two measures of each state, in the order of one",
            command: "dumbbell testdata/diseases.csv -x state -y pertussis,measles --agg sum \
                      --where 'year >= 1945 and year < 1956' --sort -measles \
                      --title 'Two diseases, 1945-1955 (synthetic)' \
                      --ylabel 'Cases per 100,000' --xlabel ''",
        }]
    }

    fn columns(&self) -> Columns {
        Columns::Wide
    }

    fn default_columns(&self, numbers: &[String]) -> Option<Vec<String>> {
        Some(numbers.iter().take(2).cloned().collect())
    }

    fn default_x(&self) -> DefaultX {
        DefaultX::Category
    }

    fn lower(&self, layer: &Layer, schema: &Schema) -> Result<Lowered> {
        let [from, to] = layer.ys.as_slice() else {
            return Err(Error::number_of_columns(self.name(), &["BEFORE", "AFTER"], &layer.ys));
        };
        for name in [from, to] {
            let kind = schema.get(name).map(|field| field.kind);
            if let Some(kind) = kind.filter(|kind| !kind.is_number()) {
                return Err(Error::channel_type(self.name(), Channel::Y, name, kind));
            }
        }
        let (title, called) = match aggregates([from, to]) {
            Some((column, names)) => (column, Some(names)),
            None => (format!("{from}, {to}"), None),
        };
        let mut encodings = layer.encodings.clone();
        encodings.insert(Channel::Y, Encoding::field(from));
        encodings.insert(Channel::Y2, Encoding::field(to));
        // The line is the way, not a value: it has a colour of its own.
        let style = Style {
            color: Some("gray".into()),
            line_width: layer.style.line_width.or(Some(3.0)),
            alpha: Some(0.4),
            ..Style::default()
        };
        let lines = CoreLayer {
            finish: Finish::Ink,
            unique: Unique::Must,
            ..CoreLayer::new(Mark::Rule(Rule::Interval { caps: false }), encodings.clone(), style)
        };
        let keep = layer.encodings.values().filter_map(|e| e.field.clone()).collect();
        encodings.remove(&Channel::Y2);
        encodings.insert(Channel::Y, Encoding::field(VALUE));
        encodings.insert(Channel::By, Encoding::field(VARIABLE));
        let style = Style {
            size: layer.style.size.or(Some(144.0)),
            alpha: layer.style.alpha.or(Some(1.0)),
            ..layer.style.clone()
        };
        let dots = CoreLayer {
            transforms: vec![Transform::Unpivot {
                columns: layer.ys.clone(),
                keep,
                name: VARIABLE.into(),
                value: VALUE.into(),
                beside: None,
            }],
            silent: true,
            called: called.unwrap_or_default(),
            ..CoreLayer::new(Mark::Dot, encodings, style)
        };
        let frame =
            Frame { band: true, swap: true, axis_line: true, near_zero: true, ..Frame::default() };
        Ok(Lowered { y_title: Some(title), ..Lowered::new(vec![lines, dots], frame) })
    }
}

/// The column that both are aggregates of, as `mass_min` and `mass_max` are, and what these are.
fn aggregates(names: [&String; 2]) -> Option<(String, Vec<String>)> {
    let parts = names.map(|name| name.rsplit_once('_').filter(|(_, agg)| Agg::parse(agg).is_ok()));
    let [Some((column, from)), Some((other, to))] = parts else { return None };
    let same = column == other && !column.is_empty();
    same.then(|| (column.to_owned(), vec![from.to_owned(), to.to_owned()]))
}

#[cfg(test)]
mod tests {
    use super::aggregates;

    #[test]
    fn aggregates_of_one_column_are_told_by_their_names() {
        let of = |a: &str, b: &str| aggregates([&a.into(), &b.into()]).map(|(column, _)| column);
        assert_eq!(of("temp_max_min", "temp_max_p95").as_deref(), Some("temp_max"));
        assert_eq!(of("mass_min", "length_max"), None);
        assert_eq!(of("before", "after"), None);
        assert_eq!(of("_min", "_max"), None);
    }
}
