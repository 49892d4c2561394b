//! Words with columns in them: `{name}: {value:.1f}`.

use crate::error::{Error, Result};

/// A template, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its pieces, in order.
    pub pieces: Vec<Piece>,
}

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words as they are.
    Words(String),
    /// The value of a column.
    Field {
        /// The column.
        column: String,
        /// How it is written: a Python format for numbers, strftime for times; empty: as it is.
        format: String,
    },
}

impl Template {
    /// Taken apart at braces; doubled ones stand for themselves, as in Python.
    pub fn parse(text: &str) -> Result<Self> {
        let mut pieces = Vec::new();
        let mut words = String::new();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '{' | '}' if chars.peek() == Some(&c) => {
                    chars.next();
                    words.push(c);
                }
                '{' => {
                    let mut inside = String::new();
                    loop {
                        match chars.next() {
                            Some('}') => break,
                            Some(c) if c != '{' => inside.push(c),
                            _ => return Err(Error::bad_template(text)),
                        }
                    }
                    if !words.is_empty() {
                        pieces.push(Piece::Words(std::mem::take(&mut words)));
                    }
                    let (column, format) = inside.split_once(':').unwrap_or((&inside, ""));
                    if column.trim().is_empty() {
                        return Err(Error::bad_template(text));
                    }
                    let (column, format) = (column.trim().to_owned(), format.to_owned());
                    pieces.push(Piece::Field { column, format });
                }
                '}' => return Err(Error::bad_template(text)),
                c => words.push(c),
            }
        }
        if !words.is_empty() {
            pieces.push(Piece::Words(words));
        }
        Ok(Self { pieces })
    }

    /// The columns in it.
    #[must_use]
    pub fn columns(&self) -> Vec<String> {
        let column = |piece: &Piece| match piece {
            Piece::Field { column, .. } => Some(column.clone()),
            Piece::Words(_) => None,
        };
        self.pieces.iter().filter_map(column).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_hold_columns() {
        let template = Template::parse("{{a}} {name}: {value:.1f} °C").unwrap();
        let field = |column: &str, format: &str| Piece::Field {
            column: column.into(),
            format: format.into(),
        };
        let words = |words: &str| Piece::Words(words.into());
        let expected =
            [words("{a} "), field("name", ""), words(": "), field("value", ".1f"), words(" °C")];
        assert_eq!(template.pieces, expected);
        assert_eq!(template.columns(), ["name", "value"]);
        for bad in ["{a", "a}", "{}", "{a{b}}", "{:.1f}"] {
            assert!(Template::parse(bad).is_err(), "{bad}");
        }
    }
}
