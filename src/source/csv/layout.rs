//! How a delimited text is laid out: delimiter, header, where rows begin. Found by looking at its
//! first records.

use std::collections::{BTreeMap, BTreeSet};

use super::record::{Dialect, Records, Step};
use super::value::{Kind, Missing, text};
use crate::spec::ReadOptions;
use crate::warn::Warnings;

/// Records that are looked at.
const SAMPLE: usize = 100;

/// What the first records tell.
pub(super) struct Layout {
    pub(super) dialect: Dialect,
    /// Names of the columns.
    pub(super) names: Vec<String>,
    /// Where the first row begins.
    pub(super) body: usize,
}

/// A record as text.
type Row = Vec<Vec<u8>>;

/// Look at the beginning of a text; `whole` when it is all there is. `None` when there is no
/// record, or none that ends in `head`.
pub(super) fn find(
    head: &[u8],
    whole: bool,
    options: &ReadOptions,
    name: &str,
    warnings: &mut Warnings,
) -> Option<Layout> {
    let marked = head.starts_with(b"\xef\xbb\xbf");
    let newline = if head.contains(&b'\n') || !head.contains(&b'\r') { b'\n' } else { b'\r' };
    let mut start = if marked { 3 } else { 0 };
    let rest = |start: usize| head.get(start..).unwrap_or_default();
    let remarks = remarks(rest(start), newline);
    let asked = options.delimiter.and_then(|d| u8::try_from(d).ok());
    let delimiter = asked.unwrap_or_else(|| delimiter(rest(start + remarks.end), whole, newline));
    let mut dialect = Dialect { delimiter, newline, skip_space: delimiter == b' ' };
    if remarks.end > 0 {
        let rows = sample(rest(start + remarks.end), whole, dialect);
        let last = rest(start + remarks.last + 1);
        let fits = count(last, dialect) == modal(&rows) && modal(&rows) > 1;
        let named = has_header(&rows, &Missing::new(options));
        // `#a,b` and, over values alone, `# a,b` name the columns.
        if options.header != Some(false) && fits && (!named || !last.starts_with(b" ")) {
            start += remarks.last + 1;
        } else {
            start += remarks.end;
            warnings.note(format!("lines at the top of {name} that begin with # are left out"));
        }
    }
    let rows = sample(rest(start), whole, dialect);
    if delimiter != b' ' && padded(&rows) {
        dialect.skip_space = true;
        warnings.note(format!("spaces after delimiters in {name} are left out"));
    }
    let rows = sample(rest(start), whole, dialect);
    let first = rows.first()?;
    let header = options.header.unwrap_or_else(|| has_header(&rows, &Missing::new(options)));
    if !header {
        let names = (1..=modal(&rows).max(1)).map(|n| format!("column_{n}")).collect();
        if options.header.is_none() {
            warnings.note(format!(
                "{name} has no header; its columns are called column_1, column_2, …"
            ));
        }
        return Some(Layout { dialect, names, body: start });
    }
    let mut records = Records::new(rest(start), dialect);
    records.advance();
    let names = names(first, &rows, name, warnings);
    Some(Layout { dialect, names, body: start + records.at })
}

/// The line of a quote that opens before any record ends, and is not closed.
pub(super) fn open_quote(head: &[u8]) -> Option<u64> {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let body = remarks(head, b'\n').end;
    [b',', b'\t', b';', b'|'].into_iter().find_map(|delimiter| {
        let dialect = Dialect { delimiter, newline: b'\n', skip_space: true };
        let mut records = Records::new(head.get(body..)?, dialect);
        let Step::Open(place) = records.advance() else { return None };
        Some(super::record::count(head.get(..body + place)?, b'\n') as u64 + 1)
    })
}

/// Lines at the top that begin with #.
struct Remarks {
    /// Where the last of them begins.
    last: usize,
    /// Where they end.
    end: usize,
}

fn remarks(text: &[u8], newline: u8) -> Remarks {
    let mut found = Remarks { last: 0, end: 0 };
    while let Some(line) = text.get(found.end..).filter(|line| line.starts_with(b"#"))
        && let Some(len) = line.iter().position(|&b| b == newline)
    {
        found = Remarks { last: found.end, end: found.end + len + 1 };
    }
    found
}

/// The first records, without one that may be cut short.
fn sample(head: &[u8], whole: bool, dialect: Dialect) -> Vec<Row> {
    let mut records = Records::new(head, dialect);
    let mut rows: Vec<Row> = Vec::new();
    while rows.len() < SAMPLE && records.advance() == Step::Record {
        if !whole && records.at >= head.len() {
            break;
        }
        rows.push((0..records.fields.len()).map(|i| records.text(i).into_owned()).collect());
    }
    rows
}

/// Fields of the first record.
fn count(head: &[u8], dialect: Dialect) -> usize {
    let mut records = Records::new(head, dialect);
    records.advance();
    records.fields.len()
}

/// The number of fields that most rows after the first have (or the first, when it is alone).
fn modal(rows: &[Row]) -> usize {
    let mut counts = BTreeMap::<usize, usize>::new();
    for row in rows.iter().skip(usize::from(rows.len() > 1)) {
        *counts.entry(row.len()).or_default() += 1;
    }
    counts.into_iter().max_by_key(|&(_, n)| n).map_or(0, |(width, _)| width)
}

/// The delimiter that cuts most records into equally many fields, at least two.
fn delimiter(head: &[u8], whole: bool, newline: u8) -> u8 {
    let mut best = (0.0, b',');
    for delimiter in [b',', b'\t', b';', b'|', b' '] {
        let dialect = Dialect { delimiter, newline, skip_space: delimiter == b' ' };
        let rows = sample(head, whole, dialect);
        let width = modal(&rows);
        let alike = rows.iter().filter(|row| row.len() == width).count();
        let share = alike as f64 / rows.len().max(1) as f64;
        let sound = delimiter != b' ' || (share == 1.0 && mostly_numbers(&rows));
        if width > 1 && sound && share > best.0 {
            best = (share, delimiter);
        }
    }
    best.1
}

/// Spaces separate words too, so they are a delimiter only between numbers.
fn mostly_numbers(rows: &[Row]) -> bool {
    let fields = || rows.iter().skip(usize::from(rows.len() > 1)).flatten();
    let numbers = fields().filter(|f| matches!(Kind::of(f), Kind::Integer | Kind::Float)).count();
    numbers > 0 && numbers * 2 >= fields().count()
}

/// Every field but the first of a record begins with a space, in every record.
fn padded(rows: &[Row]) -> bool {
    let mut fields = rows.iter().flat_map(|row| row.iter().skip(1)).peekable();
    fields.peek().is_some() && fields.all(|field| field.first() == Some(&b' '))
}

/// The first record names the columns, unless it consists of values alone, or its words come again
/// below it beside numbers that continue.
fn has_header(rows: &[Row], missing: &Missing) -> bool {
    let [first, rest @ ..] = rows else { return true };
    let value = |field: &Vec<u8>| !matches!(Kind::of(field), Kind::Text | Kind::Bool);
    let present: Vec<_> = first.iter().filter(|f| !missing.is(f)).collect();
    if present.is_empty() || !present.iter().any(|f| value(f)) {
        return true;
    }
    let comes_again = |column: usize, field: &Vec<u8>| {
        rest.iter().any(|row| row.get(column).is_some_and(|other| other == field))
    };
    let named = first
        .iter()
        .enumerate()
        .any(|(column, field)| !missing.is(field) && !value(field) && !comes_again(column, field));
    if named {
        return true;
    }
    // Years over columns of other numbers: a header of whole numbers over words or fractions.
    let below = |column: usize| {
        rest.iter().filter_map(|row| row.get(column)).fold(Kind::Empty, |kind, field| {
            if missing.is(field) { kind } else { kind.join(Kind::of(field)) }
        })
    };
    first.iter().enumerate().any(|(column, field)| {
        Kind::of(field) == Kind::Integer && below(column) == Kind::Float && looks_like_year(field)
    })
}

fn looks_like_year(field: &[u8]) -> bool {
    super::value::integer(field).is_some_and(|n| (1500..2200).contains(&n))
}

/// The names of the columns: trimmed, none empty, none twice.
fn names(first: &Row, rows: &[Row], file: &str, warnings: &mut Warnings) -> Vec<String> {
    let mut raw: Vec<String> = first.iter().map(|field| text(field).into_owned()).collect();
    let wider = |row: &Row| row.len() == first.len() + 1;
    let ends_empty = |row: &Row| row.last().is_some_and(Vec::is_empty);
    let below = rows.get(1..).unwrap_or_default();
    if !below.is_empty() && below.iter().all(wider) && !below.iter().all(ends_empty) {
        raw.insert(0, String::new());
        warnings.note(format!("the first column of {file} has no name in the header"));
    }
    if raw.iter().any(|name| name.trim() != name) {
        warnings.note(format!("spaces around column names in {file} are left out"));
    }
    unique(raw.iter().map(|name| name.trim()))
}

/// Names as pandas makes them: `Unnamed: 1` for none, `a.1` for a second `a`.
pub(in crate::source) fn unique<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut next = BTreeMap::<String, u32>::new();
    let mut all = Vec::new();
    for (place, name) in names.enumerate() {
        let name = if name.is_empty() { format!("Unnamed: {place}") } else { name.to_owned() };
        let mut free = name.clone();
        while !taken.insert(free.clone()) {
            let count = next.entry(name.clone()).or_default();
            *count += 1;
            free = format!("{name}.{count}");
        }
        all.push(free);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(text: &str) -> Layout {
        let (options, mut warnings) = (ReadOptions::default(), Warnings::default());
        find(text.as_bytes(), true, &options, "x.csv", &mut warnings).unwrap()
    }

    #[test]
    fn delimiters_are_found() {
        for (text, delimiter) in [
            ("a,b\n1,2\n", b','),
            ("a\tb\n1,5\t2,5\n", b'\t'),
            ("a;b\n1,5;2,5\n", b';'),
            ("a|b\nx, y|2\n", b'|'),
            ("x y\n1  2\n3 4\n", b' '),
            ("name\nNew York\nLos Angeles\n", b','),
            ("a,b\n\"x;y\nz;w\",2\n", b','),
            ("when,what\n2020-01-01 10:00,5\n", b','),
        ] {
            assert_eq!(look(text).dialect.delimiter, delimiter, "{text:?}");
        }
    }

    #[test]
    fn names_are_made_whole() {
        assert_eq!(look("a, b ,a,,a\n1,2,3,4,5\n").names, ["a", "b", "a.1", "Unnamed: 3", "a.2"]);
        assert_eq!(look("\u{feff}a,b\n1,2\n").names, ["a", "b"]);
        assert_eq!(look("a,b\n1,x,2\n2,y,3\n").names, ["Unnamed: 0", "a", "b"]);
        assert_eq!(look("a,b\n1,2,\n3,4,\n").names, ["a", "b"]);
        assert_eq!(look("# made by hand\na,b\n1,2\n").names, ["a", "b"]);
        assert_eq!(look("# a b\n1 2\n").names, ["a", "b"]);
        assert_eq!(look("#name,n\nx,2\ny,3\n").names, ["name", "n"]);
        assert_eq!(look("# by hand, 2020\na,b\n1,2\n").names, ["a", "b"]);
    }

    #[test]
    fn a_header_is_told_from_values() {
        let first = |text| look(text).names[0].clone();
        assert_eq!(first("5.1,3.5,setosa\n4.9,3.0,setosa\n"), "column_1");
        assert_eq!(first("1,2\n3,4\n"), "column_1");
        assert_eq!(first("state,1990\nTexas,3\n"), "state");
        assert_eq!(first("1990,1991\n0.5,3.5\n"), "1990");
        assert_eq!(first("a\n"), "a");
    }
}
