//! `vizcli info`: what the columns hold, and a first command to try.

use std::fmt::Write;

use serde_json::json;

use super::flag::{Flag, Given};
use super::output::Run;
use super::progress::Bar;
use super::report::{self, Report};
use super::{command, input, outline, parse, plot, threads};
use crate::data::Grid;
use crate::data::summary::{self, Summary};
use crate::error::{Error, Result};
use crate::source;
use crate::spec::{Figure, Layer, Type};
use crate::transform;
use crate::warn::{Warnings, count};

/// Values up to which a column of words is worth a colour each.
const FEW: u64 = 12;

/// Print what the words name.
pub(crate) fn run(words: &[String]) -> Result<()> {
    let flags: Vec<Flag> =
        command::info_groups().iter().flat_map(|group| group.flags.iter().cloned()).collect();
    let words: Vec<String> =
        super::segment::split(words, &flags).into_iter().flat_map(|s| s.words).collect();
    let matches = parse("info", &words)?;
    let (mut run, mut layers) = (Run::default(), [Layer::default()]);
    for (index, value) in command::given(&matches, &flags) {
        if let Some(flag) = flags.get(index) {
            let given = Given { flag: flag.name, value: &value };
            plot::apply(&flag.act, &given, &mut Figure::default(), &mut layers, &mut run)?;
        }
    }
    threads::limit(&run)?;
    let [mut layer] = layers;
    input::in_order(&mut layer.transforms);
    let mut data = layer.data.take().unwrap_or_default();
    data.files = command::words(&matches, "FILE");
    if data.files.is_empty() {
        data.files.push(plot::standard_input()?);
    }
    let bar = Bar::new(run.quiet);
    let (mut warnings, mut report) = (Warnings::default(), Report::new(&run));
    let mut read = || {
        let mut table = source::open(&data, &mut warnings, &bar)?;
        for step in &layer.transforms {
            table = transform::apply(&table, step, &mut warnings)?;
        }
        // The cells of a grid are not read to be counted, unless some were picked.
        if let Some(grid) = table.grid().filter(|_| layer.transforms.is_empty()) {
            return Ok(Found::Grid(grid.clone()));
        }
        summary::summarize(&table).map(|(rows, columns)| Found::Table(rows, columns))
    };
    let result = read();
    report.show(&warnings);
    let found = result?;
    report.check(&warnings)?;
    let (rows, columns) = match found {
        Found::Table(rows, columns) => (rows, columns),
        Found::Grid(grid) => return print_outline(&data.files, &grid, run.json),
    };
    let attempt = first_command(&data.files, &columns);
    if run.json {
        let all = json!({ "rows": rows, "columns": columns, "try": attempt });
        let text = serde_json::to_string_pretty(&all).map_err(Error::internal)?;
        return report::print(&(text + "\n"));
    }
    report::print(&page(&data.files, rows, &columns, &attempt))
}

/// What was found in the files.
enum Found {
    Table(u64, Vec<Summary>),
    Grid(Grid),
}

fn print_outline(files: &[String], grid: &Grid, json: bool) -> Result<()> {
    let quoted: Vec<String> = files.iter().map(|file| quoted(file)).collect();
    let attempt = outline::first_command(&quoted.join(" "), grid);
    if json {
        let all = outline::json(grid, &attempt);
        let text = serde_json::to_string_pretty(&all).map_err(Error::internal)?;
        return report::print(&(text + "\n"));
    }
    report::print(&outline::page(&report::printable(&files.join(" ")), grid, &attempt))
}

/// The table that people read.
fn page(files: &[String], rows: u64, columns: &[Summary], attempt: &str) -> String {
    let mut cells = vec![["column", "type", "missing", "distinct", "values"].map(String::from)];
    for column in columns {
        let name = match column.field.unit.as_ref().or(column.field.zone.as_ref()) {
            Some(unit) => format!("{} ({unit})", column.field.name),
            None => column.field.name.clone(),
        };
        cells.push([
            report::printable(&name),
            column.field.kind.name().to_owned(),
            if column.missing == 0 { String::new() } else { column.missing.to_string() },
            column.distinct.to_string(),
            report::printable(&values(column)),
        ]);
    }
    let wide = |i: usize| cells.iter().map(|row| width(&row[i])).max().unwrap_or(0);
    let widths: Vec<usize> = (0..5).map(wide).collect();
    let names = report::printable(&files.join(" "));
    let (rows, width_of_table) = (count(rows, "row"), count(columns.len() as u64, "column"));
    let mut text = format!("{names}: {rows}, {width_of_table}\n\n");
    for row in &cells {
        let mut line = String::new();
        for (i, (cell, wide)) in row.iter().zip(&widths).enumerate() {
            let space = " ".repeat(wide - width(cell));
            let numbers = i == 2 || i == 3;
            let _ = if numbers {
                write!(line, "{space}{cell}  ")
            } else {
                write!(line, "{cell}{space}  ")
            };
        }
        text += line.trim_end();
        text.push('\n');
    }
    let _ = write!(text, "\nTry: {attempt}\n");
    text
}

/// Columns of a terminal that a text takes, near enough for a table.
fn width(text: &str) -> usize {
    text.chars().count()
}

fn values(column: &Summary) -> String {
    match (&column.min, &column.max) {
        (Some(min), Some(max)) if min == max => min.clone(),
        (Some(min), Some(max)) => format!("{min} to {max}"),
        _ => {
            let mut text = String::new();
            let more = column.distinct as usize > column.examples.len();
            for example in &column.examples {
                if !text.is_empty() && width(&text) + width(example) > 48 {
                    return text + ", …";
                }
                if !text.is_empty() {
                    text += ", ";
                }
                text.extend(example.chars().take(48));
            }
            if more { text + ", …" } else { text }
        }
    }
}

/// A command that shows something: numbers over time, or over each other, by a few words; never a
/// column without a value.
fn first_command(files: &[String], columns: &[Summary]) -> String {
    let mut command = format!(
        "vizcli plot {}",
        files.iter().map(|file| quoted(file)).collect::<Vec<_>>().join(" ")
    );
    let words = |c: &&Summary| !c.field.kind.is_continuous();
    let x = axis(columns);
    let by = columns.iter().filter(words).find(|c| (2..=FEW).contains(&c.distinct));
    let other = |c: &&&Summary| x.is_none_or(|x| x.field.name != c.field.name);
    // Measures are rarely whole numbers, codes always.
    let of = |kind: Type| columns.iter().filter(move |c| c.field.kind == kind);
    let numbers: Vec<&Summary> =
        of(Type::Number).chain(of(Type::Integer)).filter(|c| c.distinct > 0).collect();
    let y: Vec<&&Summary> = numbers.iter().filter(other).collect();
    let mut add = |flag: &str, column: &str| {
        let _ = write!(command, " {flag} {}", quoted(column));
    };
    match (x, y.as_slice()) {
        (Some(x), [y, ..]) => {
            add("-x", &x.field.name);
            add("-y", &y.field.name);
            if x.distinct + x.missing >= rows_of(columns) {
                return command;
            }
            add("--agg", "mean");
        }
        (None, [x, y, ..]) => {
            add("-k", "scatter");
            add("-x", &x.field.name);
            add("-y", &y.field.name);
        }
        (None, [y]) => {
            add("-k", "hist");
            add("-y", &y.field.name);
        }
        _ => {
            // Nothing to measure: rows are counted, per word or over time.
            let word = columns.iter().filter(words).find(|c| c.distinct > 0);
            if let Some(word) = word {
                add("-k", "bar");
                add("--group-by", &word.field.name);
                add("--agg", "size");
            } else if let Some(x) = x {
                add("-x", &x.field.name);
                add("--agg", "size");
            }
            return command;
        }
    }
    if let Some(by) = by {
        add("--by", &by.field.name);
    }
    command
}

/// What the others are followed along: a time, a year, a rising column.
fn axis(columns: &[Summary]) -> Option<&Summary> {
    let long = || columns.iter().filter(|column| column.distinct > FEW);
    let year = |column: &&Summary| column.field.name.eq_ignore_ascii_case("year");
    // Of a number, few values may be a code; two times are already a course.
    columns
        .iter()
        .find(|column| column.field.kind == Type::Time && column.distinct > 1)
        .or_else(|| long().find(year))
        .or_else(|| long().find(|column| column.field.increasing))
}

/// A lower bound of the number of rows: the greatest number of different values.
fn rows_of(columns: &[Summary]) -> u64 {
    columns.iter().map(|c| c.distinct + c.missing).max().unwrap_or(0)
}

/// A word as a shell takes it.
pub(super) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "_-./:,=+@".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else if report::printable(word) != word {
        // As bash, zsh and ksh read it.
        format!("$'{}'", report::printable(&word.replace('\\', "\\\\").replace('\'', "\\'")))
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::Field;

    fn column(name: &str, kind: Type, distinct: u64, missing: u64) -> Summary {
        let field = Field::new(name, kind);
        Summary { field, missing, distinct, min: None, max: None, examples: Vec::new() }
    }

    fn attempt(columns: &[Summary]) -> String {
        first_command(&["f".into()], columns).replace("vizcli plot f", "").trim().to_owned()
    }

    #[test]
    fn numbers_are_followed_along_a_time() {
        let day = || column("day", Type::Time, 3, 0);
        let (some, none) = (column("v", Type::Number, 3, 0), column("u", Type::Number, 0, 3));
        assert_eq!(attempt(&[some.clone(), day()]), "-x day -y v");
        assert_eq!(attempt(&[none.clone(), some, day()]), "-x day -y v");
        assert_eq!(attempt(&[none, day()]), "-x day --agg size");
    }

    #[test]
    fn columns_without_a_value_are_passed_over() {
        let empty = column("u", Type::Text, 0, 3);
        let word = column("w", Type::Text, 2, 1);
        assert_eq!(attempt(&[empty, word]), "-k bar --group-by w --agg size");
    }

    #[test]
    fn words_are_as_a_shell_takes_them() {
        assert_eq!([quoted("a_b"), quoted("it's")], ["a_b", r"'it'\''s'"]);
        assert_eq!(quoted("a'\n\\b"), r"$'a\'\n\\b'");
    }
}
