//! What the columns of a table hold, in numbers and words.

use polars::prelude::*;

use super::{Table, zone};
use crate::error::{Error, Result};
use crate::spec::{Field, Type};

/// What one column holds.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Summary {
    /// Name, type, unit.
    #[serde(flatten)]
    pub field: Field,
    /// Rows without a value.
    pub missing: u64,
    /// Different values.
    pub distinct: u64,
    /// The least value.
    pub min: Option<String>,
    /// The greatest value.
    pub max: Option<String>,
    /// The first different values of a column of words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<String>,
}

/// What a date has behind it when it is written as a time.
const MIDNIGHT: &str = " 00:00:00";
/// Words that are shown of a column.
const EXAMPLES: usize = 6;

/// Number of rows, and a summary of every column.
pub fn summarize(table: &Table) -> Result<(u64, Vec<Summary>)> {
    let schema = table.schema();
    let frame = table.collect(&schema.names())?;
    let columns = schema.fields.iter().zip(frame.columns());
    let summaries = columns.map(|(field, column)| summarize_column(field, column));
    Ok((frame.height() as u64, summaries.collect::<Result<_>>()?))
}

fn summarize_column(field: &Field, column: &Column) -> Result<Summary> {
    let present = column.drop_nulls();
    let distinct = present.n_unique().map_err(Error::internal)?;
    let words = !field.kind.is_continuous();
    let first =
        if words { present.unique_stable().map_err(Error::internal)? } else { present.clone() };
    let range = if words {
        [None, None]
    } else {
        [present.min_reduce(), present.max_reduce()].map(|end| {
            let column = end.ok()?.into_column("end".into());
            column_texts(&column).ok()?.into_iter().next().flatten()
        })
    };
    let [min, max] = range;
    let examples = if words {
        column_texts(&first.slice(0, EXAMPLES))?.into_iter().flatten().collect()
    } else {
        Vec::new()
    };
    Ok(Summary {
        field: field.clone(),
        missing: column.null_count() as u64,
        distinct: distinct as u64,
        min,
        max,
        examples,
    })
}

/// The rows of a table as text that a selection reads back; rows with a missing value are left out.
pub fn texts(table: &Table, columns: &[&str]) -> Result<Vec<Vec<String>>> {
    let frame = table.collect(columns)?;
    let columns: Vec<Vec<Option<String>>> =
        frame.columns().iter().map(column_texts).collect::<Result<_>>()?;
    let row = |i: usize| columns.iter().map(|column| column.get(i).cloned().flatten()).collect();
    Ok((0..frame.height()).filter_map(row).collect())
}

/// Values as text: numbers as short as can be, times as ISO 8601.
fn column_texts(column: &Column) -> Result<Vec<Option<String>>> {
    let kind = super::table::type_of(column.dtype());
    let shown = zone::shown(column).map_err(Error::internal)?;
    let text = shown.cast(&DataType::String).map_err(Error::internal)?;
    let text = text.str().map_err(Error::internal)?;
    let mut texts: Vec<Option<String>> = text.iter().map(|t| t.map(str::to_owned)).collect();
    match kind {
        Type::Number => texts.iter_mut().flatten().for_each(|text| strip(text, ".0")),
        Type::Time => {
            for text in texts.iter_mut().flatten() {
                if text.contains('.') {
                    text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
                }
            }
            let marks = zone::marks(column).map_err(Error::internal)?;
            if !marks.is_empty() {
                for (text, mark) in texts.iter_mut().zip(marks) {
                    *text = text.take().map(|text| text + mark.as_deref().unwrap_or_default());
                }
            } else if texts.iter().flatten().all(|text| text.ends_with(MIDNIGHT)) {
                texts.iter_mut().flatten().for_each(|text| strip(text, MIDNIGHT));
            }
        }
        _ => {}
    }
    Ok(texts)
}

fn strip(text: &mut String, end: &str) {
    if text.ends_with(end) {
        text.truncate(text.len() - end.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let n = Column::new("n".into(), [Some(2.5), None, Some(1930.0)]);
        let w = Column::new("w".into(), ["b", "a", "b"]);
        let t = Column::new("t".into(), [0_i64, 86_400_000, 1])
            .cast(&DataType::Datetime(TimeUnit::Milliseconds, None))
            .unwrap();
        Table::from_frame(DataFrame::new(3, vec![n, w, t]).unwrap(), "test")
    }

    #[test]
    fn columns_are_summarized() {
        let (rows, columns) = summarize(&table()).unwrap();
        assert_eq!(rows, 3);
        assert_eq!((columns[0].missing, columns[0].distinct), (1, 2));
        assert_eq!(
            (columns[0].min.as_deref(), columns[0].max.as_deref()),
            (Some("2.5"), Some("1930"))
        );
        assert_eq!(columns[1].examples, ["b", "a"]);
        assert_eq!(columns[2].min.as_deref(), Some("1970-01-01"));
    }

    #[test]
    fn rows_become_text() {
        let rows = texts(&table(), &["n", "w", "t"]).unwrap();
        assert_eq!(rows[0], ["2.5", "b", "1970-01-01 00:00:00"]);
        assert_eq!(rows.len(), 2);
    }
}
