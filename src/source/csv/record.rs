//! Delimited text to fields, as ranges of bytes: nothing is copied.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr2};

pub(super) const QUOTE: u8 = b'"';

/// How records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dialect {
    /// Between fields.
    pub(super) delimiter: u8,
    /// Between records: a line feed, or a carriage return in very old files.
    pub(super) newline: u8,
    /// Spaces before a field are not part of it.
    pub(super) skip_space: bool,
}

/// One field: where it is, and whether quotes inside it have to be resolved.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    start: usize,
    end: usize,
    escaped: bool,
}

impl Field {
    /// What the field says.
    pub(super) fn text<'a>(&self, bytes: &'a [u8]) -> Cow<'a, [u8]> {
        let raw = bytes.get(self.start..self.end).unwrap_or_default();
        if self.escaped { Cow::Owned(unescape(raw)) } else { Cow::Borrowed(raw) }
    }
}

/// What comes next in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A record, whose fields are in `fields`.
    Record,
    /// The end of the text.
    End,
    /// A quote that opens here and is not closed.
    Open(usize),
}

/// The records of a text, one after the other. Blank lines are none.
pub(super) struct Records<'a> {
    bytes: &'a [u8],
    dialect: Dialect,
    /// Where the next record begins.
    pub(super) at: usize,
    /// Where the current record began.
    pub(super) start: usize,
    /// The fields of the current record.
    pub(super) fields: Vec<Field>,
    /// Whether there are quotes.
    quotes: bool,
}

impl<'a> Records<'a> {
    pub(super) fn new(bytes: &'a [u8], dialect: Dialect) -> Self {
        Self { bytes, dialect, at: 0, start: 0, fields: Vec::new(), quotes: true }
    }

    /// The records of a text that is known to have no quotes, unless it has.
    pub(super) fn with_quotes(self, quotes: bool) -> Self {
        Self { quotes, ..self }
    }

    /// The text of a field of the current record; nothing where the record is too short.
    pub(super) fn text(&self, field: usize) -> Cow<'a, [u8]> {
        self.fields.get(field).map_or(Cow::Borrowed(&[]), |f| f.text(self.bytes))
    }

    /// Whether the current record is a row of `width` fields: fields that are not there are
    /// missing, blank ones are too many in vain. False for a record of a blank, and the number of
    /// fields where there are too many.
    pub(super) fn check(&self, width: usize) -> Result<bool, usize> {
        let fields = self.fields.len();
        if fields == width {
            return Ok(true);
        }
        let empty = |from: usize| (from..fields).all(|i| self.text(i).trim_ascii().is_empty());
        match () {
            () if fields == 1 && empty(0) => Ok(false),
            () if empty(width) => Ok(true),
            () => Err(fields),
        }
    }

    /// Go to the next record.
    pub(super) fn advance(&mut self) -> Step {
        self.advance_for(usize::MAX)
    }

    /// Go to the next record, of which so many fields are wanted: what follows is not looked at.
    pub(super) fn advance_for(&mut self, wanted: usize) -> Step {
        self.fields.clear();
        while matches!(self.bytes.get(self.at), Some(b'\n' | b'\r')) {
            self.at += 1;
        }
        self.start = self.at;
        if self.at >= self.bytes.len() {
            return Step::End;
        }
        let Dialect { delimiter, newline, skip_space } = self.dialect;
        loop {
            if self.fields.len() >= wanted {
                return self.skip();
            }
            while skip_space && self.bytes.get(self.at) == Some(&b' ') {
                self.at += 1;
            }
            let (field, end) = if self.bytes.get(self.at) == Some(&QUOTE) {
                match self.quoted() {
                    Some(found) => found,
                    None => return Step::Open(self.at),
                }
            } else {
                let end = self.plain(self.at);
                (Field { start: self.at, end, escaped: false }, end)
            };
            self.at = end + 1;
            match self.bytes.get(end) {
                Some(&byte) if byte == delimiter && byte != newline => self.fields.push(field),
                _ => {
                    let returned = field.end == end
                        && end > field.start
                        && self.bytes.get(end - 1) == Some(&b'\r');
                    let end = if returned { field.end - 1 } else { field.end };
                    self.fields.push(Field { end, ..field });
                    self.at = self.at.min(self.bytes.len());
                    return Step::Record;
                }
            }
        }
    }

    /// Go beyond the end of the record, from where a field begins.
    fn skip(&mut self) -> Step {
        let newline = self.dialect.newline;
        let mut from = self.at;
        loop {
            let rest = self.bytes.get(from..).unwrap_or_default();
            let found =
                if self.quotes { memchr2(newline, QUOTE, rest) } else { memchr(newline, rest) };
            let Some(place) = found.map(|place| from + place) else {
                self.at = self.bytes.len();
                return Step::Record;
            };
            if self.bytes.get(place) == Some(&newline) {
                self.at = place + 1;
                return Step::Record;
            }
            if !self.begins(from, place) {
                from = place + 1;
                continue;
            }
            let Some((close, _)) = self.closing(place + 1) else { return Step::Open(place) };
            from = close + 1;
        }
    }

    /// Whether a field begins at a place, from where one began that `skip` skips: a place that is
    /// not before `from`.
    fn begins(&self, from: usize, mut place: usize) -> bool {
        let Dialect { delimiter, skip_space, .. } = self.dialect;
        while place > from {
            match self.bytes.get(place - 1) {
                Some(&byte) if byte == delimiter => return true,
                Some(b' ') if skip_space => place -= 1,
                _ => return false,
            }
        }
        place == self.at
    }

    /// Where the field that begins at `from` ends, quotes being letters. Fields are short: eight
    /// bytes are looked at at once, of which those that are sought become zero.
    fn plain(&self, from: usize) -> usize {
        const ONES: u64 = u64::from_le_bytes([1; 8]);
        let Dialect { delimiter, newline, .. } = self.dialect;
        // The highest bit of the first byte that is zero is set, and of none before it.
        let zeros = |word: u64| word.wrapping_sub(ONES) & !word & (ONES << 7);
        let [delimiters, newlines] = [delimiter, newline].map(|byte| u64::from(byte) * ONES);
        let mut at = from;
        while let Some(eight) = self.bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
            let word = u64::from_le_bytes(*eight);
            let found = zeros(word ^ delimiters) | zeros(word ^ newlines);
            if found != 0 {
                return at + found.trailing_zeros() as usize / 8;
            }
            at += 8;
        }
        let rest = self.bytes.get(at..).unwrap_or_default();
        at + rest.iter().position(|&b| b == delimiter || b == newline).unwrap_or(rest.len())
    }

    /// The quote that closes a field of which the text begins at `from`, and whether there are
    /// doubled ones before it.
    fn closing(&self, mut from: usize) -> Option<(usize, bool)> {
        let mut doubled = false;
        loop {
            let quote = from + memchr(QUOTE, self.bytes.get(from..)?)?;
            if self.bytes.get(quote + 1) != Some(&QUOTE) {
                return Some((quote, doubled));
            }
            doubled = true;
            from = quote + 2;
        }
    }

    /// The quoted field that begins here, and where its delimiter is.
    fn quoted(&self) -> Option<(Field, usize)> {
        let start = self.at + 1;
        let (close, doubled) = self.closing(start)?;
        let end = self.plain(close + 1);
        let clean = end == close + 1 || self.bytes.get(close + 1..end) == Some(b"\r");
        let field = if clean && !doubled {
            Field { start, end: close, escaped: false }
        } else {
            let end = if clean { close + 1 } else { end };
            Field { start: self.at, end, escaped: true }
        };
        Some((field, end))
    }
}

/// The text of a field that begins with a quote: doubled quotes are one, letters after the closing
/// quote belong to the text.
fn unescape(raw: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(raw.len());
    let mut bytes = raw.iter().copied().peekable();
    let mut inside = bytes.next_if_eq(&QUOTE).is_some();
    while let Some(byte) = bytes.next() {
        if inside && byte == QUOTE && bytes.next_if_eq(&QUOTE).is_none() {
            inside = false;
        } else {
            text.push(byte);
        }
    }
    text
}

/// How often a byte occurs; a sum, because the compiler turns it into vector instructions.
pub(super) fn count(bytes: &[u8], byte: u8) -> usize {
    bytes.iter().map(|&b| usize::from(b == byte)).sum()
}

/// Cut a text into parts of about `size` bytes that end where records end. The count of quotes
/// says whether a line end is inside a quoted field; a text with lone quotes can mislead it, so
/// whoever reads a part must look whether it ends in an open quote.
pub(super) fn cut(bytes: &[u8], size: usize, newline: u8) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    while bytes.len() - start > size {
        let part = bytes.get(start..start + size).unwrap_or_default();
        let mut inside = count(part, QUOTE) % 2 == 1;
        let rest = bytes.get(start + size..).unwrap_or_default();
        let end = rest.iter().position(|&b| {
            inside ^= b == QUOTE;
            b == newline && !inside
        });
        let Some(end) = end else { break };
        let end = start + size + end + 1;
        parts.push(start..end);
        start = end;
    }
    if start < bytes.len() {
        parts.push(start..bytes.len());
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, delimiter: u8, skip_space: bool) -> Vec<Vec<String>> {
        let dialect = Dialect { delimiter, newline: b'\n', skip_space };
        let mut records = Records::new(text.as_bytes(), dialect);
        let mut all = Vec::new();
        while records.advance() == Step::Record {
            let texts = (0..records.fields.len()).map(|i| records.text(i).into_owned());
            all.push(texts.map(|t| String::from_utf8(t).unwrap()).collect());
        }
        all
    }

    #[test]
    fn quotes_are_resolved_as_the_csv_crate_does() {
        for text in [
            "a,b\n1,2\n",
            "a,\"b,\"\"c\"\"\nd\",e\r\n\r\n,,\r\n",
            "x\n\"\"\n5\" pipe\n\"q\"z,\"\"\"\"",
            "a,b\r\n\"1\",\"2\"\r\n",
            "one,two,",
        ] {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes());
            let wanted: Vec<Vec<String>> =
                reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect();
            assert_eq!(read(text, b',', false), wanted, "{text:?}");
        }
    }

    #[test]
    fn spaces_are_skipped_where_asked() {
        assert_eq!(read("a, \"b, c\"\n", b',', true), [["a", "b, c"]]);
        assert_eq!(read("  1   2\n 3 4\n", b' ', true), [["1", "2"], ["3", "4"]]);
    }

    #[test]
    fn what_is_not_wanted_is_skipped_as_if_it_was() {
        for (text, delimiter, skip_space) in [
            ("a,\"b,\"\"c\"\"\nd\",e\r\n\r\n,,\r\n\"x\ny\"", b',', false),
            ("5\" pipe,6\",\"q\n\"z\"\n\",\"\"\"\n\"\"\"\n1", b',', false),
            ("a, \"b,\nc\" \"d, \"\n\", x \"y\n1,2,  \"\n\"\n", b',', true),
            (" \"1 \n\"  \"2\n\" 3\"4\n\"5\" 6\n", b' ', true),
            ("0123456789,\"0123456789\n\",0123456789\n0123456,01234567\n", b',', false),
            ("a,b,\"c\nd", b',', false),
        ] {
            let dialect = Dialect { delimiter, newline: b'\n', skip_space };
            for wanted in 0..4 {
                let mut all = Records::new(text.as_bytes(), dialect);
                let mut some = Records::new(text.as_bytes(), dialect);
                loop {
                    let step = all.advance();
                    assert_eq!(some.advance_for(wanted), step, "{text:?} {wanted}");
                    if step != Step::Record {
                        break;
                    }
                    assert_eq!([some.start, some.at], [all.start, all.at], "{text:?} {wanted}");
                    assert_eq!(some.fields.len(), all.fields.len().min(wanted));
                    for field in 0..wanted {
                        assert_eq!(some.text(field), all.text(field), "{text:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn an_open_quote_is_told() {
        let dialect = Dialect { delimiter: b',', newline: b'\n', skip_space: false };
        let mut records = Records::new(b"a,\"b\nc", dialect);
        assert_eq!(records.advance(), Step::Open(2));
    }

    #[test]
    fn parts_end_outside_of_quotes() {
        let text = b"a,\"b\nb\"\nc,\"d\nd\"\n";
        let parts = cut(text, 3, b'\n');
        assert_eq!(parts, vec![0..8, 8..16]);
    }
}
