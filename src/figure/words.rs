//! The words of labels, written from columns by a template.

use polars::prelude::*;

use crate::data::{Columns, Table, Values};
use crate::error::{Error, Result};
use crate::scale::format;
use crate::scale::pattern::{Pattern, strftime};
use crate::spec::{Channel, CoreLayer, Encoding, Piece, Template};

/// The column of the words that are made.
const LABEL: &str = "label";

/// A column of words where `core` has a template for them.
pub(super) fn fill(core: &mut CoreLayer, table: Table) -> Result<Table> {
    let text = core.encodings.get(&Channel::Text).and_then(|e| e.value.as_ref()?.as_str());
    let Some(template) = text.map(Template::parse).transpose()? else { return Ok(table) };
    let names = table.schema().names();
    let mut name = LABEL.to_owned();
    while names.contains(&name.as_str()) {
        name.push('_');
    }
    let frame = table.collect(&names)?;
    let mut rows: Vec<Option<String>> = vec![Some(String::new()); frame.height()];
    for piece in &template.pieces {
        let words = match piece {
            Piece::Words(words) => vec![Some(words.clone()); frame.height()],
            Piece::Field { column, format } => written(&frame, column, format)?,
        };
        for (row, word) in rows.iter_mut().zip(words) {
            // A row that lacks a part of its words has none.
            *row = row.take().zip(word).map(|(row, word)| row + &word);
        }
    }
    let broken = |e: PolarsError| Error::internal("words cannot be added").because(e);
    let frame = frame.hstack(&[Column::new(name.as_str().into(), rows)]).map_err(broken)?;
    core.encodings.insert(Channel::Text, Encoding::field(name));
    Ok(table.with_frame(frame))
}

/// The values of a column in words.
fn written(frame: &DataFrame, column: &str, wish: &str) -> Result<Vec<Option<String>>> {
    let columns = Columns::from_frame(frame, &[(Channel::Text, column)], |_| false)?;
    let Some(values) = columns.get(Channel::Text) else { return Ok(Vec::new()) };
    match values {
        Values::Number(numbers) => {
            let pattern = Pattern::parse(&format!("{{:{wish}}}"))?;
            let labels = pattern.labels(numbers).into_iter().zip(numbers);
            Ok(labels.map(|(label, value)| (!value.is_nan()).then_some(label)).collect())
        }
        Values::Time(times) => {
            let word = |&ms: &f64| {
                let text = if wish.is_empty() { format::date(ms) } else { strftime(ms, wish) };
                ms.is_finite().then_some(text)
            };
            Ok(times.iter().map(word).collect())
        }
        Values::Category { levels, .. } if wish.is_empty() => {
            let word = |row| values.code(row).and_then(|code| levels.get(code)).cloned();
            Ok((0..values.len()).map(word).collect())
        }
        Values::Category { .. } => Err(Error::format_of_words(column, wish)),
    }
}
