//! What cannot be aggregated per pixel.

use super::{Error, ErrorKind};

impl Error {
    /// An aggregator of values, where there are none.
    #[must_use]
    pub fn aggregator_without_numbers(aggregator: &str, column: Option<&str>) -> Self {
        let message = match column {
            None => format!("--aggregator {aggregator} needs a column of numbers"),
            Some(column) => format!("\"{column}\" holds words, which have no {aggregator}"),
        };
        let hint = match column {
            None => format!("name it: --aggregator {aggregator} --color-by COLUMN"),
            Some(_) => "name a column of numbers with --color-by, or leave --aggregator out".into(),
        };
        Self::new(ErrorKind::Usage, message).hint(hint)
    }

    /// Rows by category, where there is no category.
    #[must_use]
    pub fn no_categories_to_count() -> Self {
        Self::new(ErrorKind::Usage, "--aggregator count_cat counts the rows of each series")
            .hint("name the column of series with --by, or leave --aggregator out")
    }

    /// Limits of colours that are ranks.
    #[must_use]
    pub fn limits_of_ranks() -> Self {
        Self::new(
            ErrorKind::Usage,
            "--clim has no meaning for --cnorm eq_hist: its colours are ranks",
        )
        .hint("add --cnorm linear or --cnorm log")
    }
}
