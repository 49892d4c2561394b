//! What is said when something fails in colours and scales.

use super::{Error, ErrorKind, closest};

/// The sentences of colours and scales.
impl Error {
    /// A text that is no colour.
    #[must_use]
    pub fn no_color<'a>(text: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let error = Self::new(ErrorKind::Usage, format!("no colour \"{text}\""));
        match closest(text, known) {
            Some(near) => error.hint(format!("did you mean \"{near}\"?")),
            None => error.hint("a CSS name such as steelblue, or #rrggbb"),
        }
    }

    /// A number format that cannot be read.
    #[must_use]
    pub fn bad_format(text: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("no number format \"{text}\""))
            .hint("for example %.1f, %d, \"%.0f km\", {:,.2f} or percent")
    }

    /// A time format that cannot be read.
    #[must_use]
    pub fn bad_time_format(text: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("no time format \"{text}\""))
            .hint("for example %Y, \"%d %b\" or %H:%M")
    }

    /// An end of an axis that is neither a number nor a time.
    #[must_use]
    pub fn bad_limit(text: &str, time: bool) -> Self {
        let (what, hint) = if time {
            ("time", "for example 2019, 2019-03-14 or 2019-03-14T06:30")
        } else {
            ("number", "for example --ylim 0,100; one side may be empty: --ylim 0,")
        };
        Self::new(ErrorKind::Usage, format!("the limit \"{text}\" is not a {what}")).hint(hint)
    }

    /// A tick that is neither a number nor a time.
    #[must_use]
    pub fn bad_tick(text: &str, time: bool) -> Self {
        let (what, hint) = if time {
            ("time", "for example 2019,2020 or 2019-03-14; a count such as 5 works too")
        } else {
            ("number", "for example 0,50,100 or 0=none,100=all; a count such as 5 works too")
        };
        Self::new(ErrorKind::Usage, format!("the tick \"{text}\" is not a {what}")).hint(hint)
    }

    /// A logarithmic axis of data that has no positive value.
    #[must_use]
    pub fn log_without_positive() -> Self {
        Self::new(ErrorKind::Type, "a logarithmic axis needs positive values, and there are none")
            .hint("leave out --logx, --logy or --logz")
    }

    /// A limit of a logarithmic axis that has no logarithm.
    #[must_use]
    pub fn log_limit(limit: f64) -> Self {
        Self::new(ErrorKind::Usage, format!("a logarithmic axis cannot reach {limit}"))
            .hint("give a limit above 0, or leave that side empty")
    }

    /// A logarithmic axis of what are no numbers.
    #[must_use]
    pub fn log_of(what: &str) -> Self {
        Self::new(ErrorKind::Type, format!("{what} cannot be on a logarithmic axis"))
            .hint("leave out --logx or --logy, or map a column of numbers")
    }

    /// A linear axis of categories.
    #[must_use]
    pub fn linear_of_categories() -> Self {
        Self::new(ErrorKind::Type, "categories cannot be on an axis of numbers")
            .hint("map a column of numbers")
    }

    /// A colour map of categories.
    #[must_use]
    pub fn map_of_categories() -> Self {
        Self::new(ErrorKind::Type, "categories have no place on a colour map of numbers")
            .hint("use --palette for categories, or map a column of numbers")
    }

    /// An axis without a value.
    #[must_use]
    pub fn no_values() -> Self {
        Self::empty("an axis has no values")
            .hint("every value is missing or was filtered out; or set both limits")
    }

    /// The same, where its column is known.
    #[must_use]
    pub fn of_axis(self, column: Option<&str>) -> Self {
        let Some(column) = column.filter(|_| self.kind == ErrorKind::Empty) else { return self };
        Self::empty(&format!("{column} has no value in any row")).hint(
            "name another column (`vizcli info FILE` counts what is missing) or keep more rows; \
             windows of --rolling need all their rows unless --min-periods 1 is said",
        )
    }
}
