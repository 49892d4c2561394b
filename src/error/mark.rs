//! What marks cannot show: errors of nothing, words without places.

use super::{Error, ErrorKind};

impl Error {
    /// A statistic of a column by which rows are grouped.
    #[must_use]
    pub fn spread_of_key(x: &str, spread: &str) -> Self {
        let message = format!("every group has one {x}, and no {spread} of it");
        Self::new(ErrorKind::Usage, message).hint(format!(
            "group by another column, as in --group-by KEY --agg mean --xerr {spread}, or leave \
             --xerr out"
        ))
    }

    /// A statistic where rows are counted.
    #[must_use]
    pub fn spread_of_rows(spread: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("a number of rows has no {spread}"))
            .hint("name a column of numbers with --y, or leave --yerr out")
    }

    /// The error of a mean, about something else.
    #[must_use]
    pub fn spread_of_no_mean(spread: &str, agg: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("{spread} is an error of the mean, not of a {agg}"))
            .hint(format!("--agg mean --yerr {spread}; or --yerr std, the spread of the values"))
    }

    /// Groups, and a column of errors (or of lower ends) that has many values in each.
    #[must_use]
    pub fn errors_not_aggregated(column: &str, end: bool) -> Self {
        let hint = if end {
            format!("add --agg {column}=min, or another function")
        } else {
            format!("--yerr std, sem or ci95 are those of the groups; or add --agg {column}=mean")
        };
        let message =
            format!("--agg says nothing of \"{column}\", which has many values in a group");
        Self::new(ErrorKind::Usage, message).hint(hint)
    }

    /// Errors that point the wrong way.
    #[must_use]
    pub fn negative_errors(column: &str, count: u64) -> Self {
        let values = if count == 1 { "1 value".to_owned() } else { format!("{count} values") };
        let verb = if count == 1 { "is" } else { "are" };
        let message = format!("{values} of \"{column}\" {verb} negative, and errors are lengths");
        Self::new(ErrorKind::Usage, message)
            .hint("--yerr DOWN,UP takes two lengths; from an end, make one: --derive 'up=high-y'")
    }

    /// Words with columns in braces that do not close.
    #[must_use]
    pub fn bad_template(text: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("\"{text}\" is no template"))
            .hint("columns stand in braces: '{name}: {value:.1f}'; a brace itself is doubled: {{")
    }

    /// A format for numbers or times, in a template for a column that has neither.
    #[must_use]
    pub fn format_of_words(column: &str, format: &str) -> Self {
        let message = format!("\"{column}\" is words, and \":{format}\" is for numbers and times");
        Self::new(ErrorKind::Type, message).hint(format!("write {{{column}}}"))
    }

    /// A kind that takes so many columns of y, with another number of them.
    #[must_use]
    pub fn number_of_columns(kind: &str, wanted: &[&str], given: &[String]) -> Self {
        let names: Vec<&str> = given.iter().map(String::as_str).collect();
        let found = if names.is_empty() { "none".into() } else { super::list(&names, 8) };
        let many = wanted.len();
        Self::new(ErrorKind::Usage, format!("{kind} takes {many} columns on y, and has {found}"))
            .hint(format!("name them in order: -y {}", wanted.join(",")))
    }

    /// A kind that shows errors, without them.
    #[must_use]
    pub fn no_errors(kind: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("{kind} needs the lengths of its errors")).hint(
            "--yerr COL, --yerr DOWN,UP, or a statistic of each group: --yerr std, sem or ci95",
        )
    }
}
