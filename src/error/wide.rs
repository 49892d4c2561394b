//! What is said when several columns cannot be drawn together.

use super::{Error, ErrorKind, list};

/// Kinds of several columns, and of one in its order.
impl Error {
    /// Fewer columns than a kind needs.
    #[must_use]
    pub fn few_columns(kind: &str, least: usize, columns: &[&str]) -> Self {
        let there = match columns {
            [] => "there is none".to_owned(),
            [one] => format!("there is \"{one}\" only"),
            some => format!("there are {}", list(some, 8)),
        };
        let message = format!("{kind} needs {least} columns of numbers, and {there}");
        Self::new(ErrorKind::Usage, message)
            .hint("name them with -y a,b,c; `vizcli info FILE` lists them")
    }

    /// More columns than a picture has room for.
    #[must_use]
    pub fn many_columns(kind: &str, most: usize, columns: &[&str]) -> Self {
        let first: Vec<&str> = columns.iter().take(3).copied().collect();
        let message =
            format!("{kind} has room for {most} columns, and there are {}", columns.len());
        Self::new(ErrorKind::TooLarge, message)
            .hint(format!("name some of them, as in -y {}", first.join(",")))
    }

    /// No row without a gap.
    #[must_use]
    pub fn no_complete_rows(columns: &[&str]) -> Self {
        Self::empty(&format!("no row has a number in each of {}", list(columns, 8)))
            .hint("name fewer columns with -y; `vizcli info FILE` counts missing values")
    }

    /// Facets of a kind that makes panels itself.
    #[must_use]
    pub fn panels_of_its_own(kind: &str) -> Self {
        let message =
            format!("{kind} makes panels of its own: it cannot be split by --row or --col");
        Self::new(ErrorKind::Usage, message)
            .hint("colour the groups with --by, or keep one of them with --sel COL=VALUE")
    }

    /// A lag that leaves no pair.
    #[must_use]
    pub fn lag_too_long(lag: usize, rows: usize) -> Self {
        Self::empty(&format!("no value has another one {lag} rows later, in {rows} rows"))
            .hint("give a smaller --lag")
    }

    /// Values that are all the same.
    #[must_use]
    pub fn no_spread(column: &str) -> Self {
        Self::empty(&format!("the values of \"{column}\" are all the same, or fewer than two"))
            .hint("an autocorrelation needs values that differ")
    }
}
