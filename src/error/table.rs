//! What is said when something fails in transforms: expressions, groups, bins.

use std::fmt;

use super::{Error, ErrorKind, closest, list};

/// Expressions.
impl Error {
    /// A plan that polars could not carry out.
    #[must_use]
    pub fn not_computed(
        column: bool,
        cause: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        let kind = if column { ErrorKind::Column } else { ErrorKind::Expression };
        // polars' first sentence says what; its plan says nothing to those who did not write it.
        let text = cause.into().to_string();
        let why = text.split('\n').next().unwrap_or_default().trim_end_matches('.');
        Self::new(kind, format!("the table cannot be computed: {why}"))
            .hint("`vizcli info FILE` shows the columns; name each for one task only")
    }

    /// The same error, of a condition on a column that is derived after it.
    #[must_use]
    pub fn made_later(self, name: &str, expr: &str) -> Self {
        self.hint(format!("--where comes before --derive: write ({expr}) instead of {name}"))
    }

    /// An expression that is not one.
    #[must_use]
    pub fn bad_expression(text: &str, why: impl fmt::Display) -> Self {
        Self::new(ErrorKind::Expression, format!("cannot read the expression `{text}`: {why}"))
    }

    /// An expression that cannot be computed with these columns.
    #[must_use]
    pub fn expression_fails(text: &str, why: impl fmt::Display) -> Self {
        Self::new(ErrorKind::Expression, format!("cannot compute `{text}`: {why}"))
    }

    /// A condition that gives something else than true or false.
    #[must_use]
    pub fn not_a_condition(text: &str, gives: &str) -> Self {
        Self::new(ErrorKind::Type, format!("`{text}` is not a condition: it gives {gives} values"))
            .hint("compare it with something: `year >= 1930`, `state = 'Ohio'`, `name is not null`")
    }

    /// A word in an expression that is no column, but stood in double quotes.
    #[must_use]
    pub fn quoted_text(name: &str, place: &str) -> Self {
        Self::new(ErrorKind::Column, format!("no column \"{name}\" in {place}"))
            .hint(format!("text stands in single quotes: '{name}'; double quotes name a column"))
    }
}

/// Selections.
impl Error {
    /// A value that cannot be compared with the values of a column.
    #[must_use]
    pub fn bad_value(column: &str, kind: &str, value: &str) -> Self {
        let error = Self::new(
            ErrorKind::Type,
            format!("column \"{column}\" holds {kind} values, and \"{value}\" is none"),
        );
        match kind {
            "time" => error.hint("write 2014, 2014-01, 2014-01-31 or 2014-01-31T12:30"),
            "bool" => error.hint("write true or false"),
            _ => error.hint(format!("write a number, as in {column}=10 or {column}=10..20")),
        }
    }

    /// No row has the value that was selected.
    #[must_use]
    pub fn none_selected(column: &str, wanted: &str, known: &[&str]) -> Self {
        let error = Self::new(ErrorKind::Empty, format!("no row has {column}={wanted}"));
        match closest(wanted, known.iter().copied()) {
            Some(near) => error.hint(format!("did you mean {column}={near}?")),
            None if known.is_empty() => error.hint(format!("{column} is missing in every row")),
            None => error.hint(format!("{column} is one of {}", list(known, 12))),
        }
    }

    /// As [`Error::none_selected`], of a column with an order.
    #[must_use]
    pub fn none_in_range(column: &str, wanted: &str, least: &str, greatest: &str) -> Self {
        Self::new(ErrorKind::Empty, format!("no row has {column}={wanted}"))
            .hint(format!("{column} runs from {least} to {greatest}"))
    }
}

/// Groups and reshaping.
impl Error {
    /// An aggregate of numbers, asked of a column that has none.
    #[must_use]
    pub fn not_numeric(agg: &str, column: &str, kind: &str) -> Self {
        Self::new(
            ErrorKind::Type,
            format!("{agg} needs numbers, and column \"{column}\" holds {kind} values"),
        )
        .hint("count, size, nunique, first, last, min, max and mode work on any column")
    }

    /// An aggregate without a column.
    #[must_use]
    pub fn aggregate_of_what(agg: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("{agg} of what? It needs a column"))
            .hint(format!("write COLUMN={agg}; only size needs none"))
    }

    /// A quantile outside 0 to 1.
    #[must_use]
    pub fn quantile_range(name: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("\"{name}\" is not between 0 and 100 percent"))
            .hint("write q25, p95 or quantile:0.25")
    }

    /// Two columns of a result that would have the same name.
    #[must_use]
    pub fn name_taken(name: &str, step: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("{step} would make two columns called \"{name}\""))
            .hint(format!("call that column otherwise: --rename {name}=NEW"))
    }

    /// Columns that cannot be one column.
    #[must_use]
    pub fn mixed_types(first: &str, first_kind: &str, other: &str, other_kind: &str) -> Self {
        Self::new(
            ErrorKind::Type,
            format!(
                "\"{first}\" ({first_kind}) and \"{other}\" ({other_kind}) do not fit in one column"
            ),
        )
        .hint("name columns of one type, as in -y a,b")
    }

    /// A transform without the columns it works on.
    #[must_use]
    pub fn no_columns_given(step: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("{step} needs at least one column"))
    }
}

/// Bins.
impl Error {
    /// More bins than any picture can show.
    #[must_use]
    pub fn too_many_bins(bins: f64, most: usize) -> Self {
        Self::new(ErrorKind::TooLarge, format!("{bins} bins are more than {most}"))
            .hint("give fewer with --bins, or a narrower --bin-range")
    }

    /// Values whose span is not a number.
    #[must_use]
    pub fn too_wide_to_bin() -> Self {
        Self::new(ErrorKind::TooLarge, "the values span more than a number can hold")
            .hint("give the part to look at with --bin-range LO,HI")
    }

    /// Bins of something that has no order or no distances.
    #[must_use]
    pub fn not_binnable(column: &str, kind: &str) -> Self {
        Self::new(
            ErrorKind::Type,
            format!("bins need numbers or times, and column \"{column}\" holds {kind} values"),
        )
        .hint("count words with a bar chart: vizcli bar FILE -x COLUMN --agg size")
    }

    /// No value to count.
    #[must_use]
    pub fn nothing_in_bins(column: &str) -> Self {
        Self::empty(&format!("no value of {column} is in any bin"))
            .hint("`vizcli info FILE` shows from where to where the values of each column run")
    }

    /// Every hexagon has fewer rows than were asked for.
    #[must_use]
    pub fn all_too_few(least: u32) -> Self {
        Self::empty(&format!("no hexagon has {least} rows"))
            .hint("give a smaller number with --min-count-cell, or fewer hexagons with --gridsize")
    }

    /// Edges that are no edges.
    #[must_use]
    pub fn bad_edges() -> Self {
        Self::new(ErrorKind::Usage, "bin edges must be two or more ascending numbers")
    }

    /// A range that is empty, or not positive where bins are logarithmic.
    #[must_use]
    pub fn bad_bin_range(low: f64, high: f64, log: bool) -> Self {
        let error = Self::new(ErrorKind::Usage, format!("{low},{high} is not a range of bins"));
        error.hint(if log {
            "logarithmic bins need 0 < LO < HI"
        } else {
            "write --bin-range LO,HI with LO < HI"
        })
    }
}

/// Statistics.
impl Error {
    /// Nothing that a box could show.
    #[must_use]
    pub fn nothing_to_sum_up(column: &str) -> Self {
        Self::empty(&format!("{column} has no value in any row"))
            .hint("name another column with -y; `vizcli info FILE` counts what is missing")
    }

    /// No spread anywhere.
    #[must_use]
    pub fn no_density(column: &str) -> Self {
        Self::empty(&format!(
            "no group has two different values of {column}, so none has a density"
        ))
        .hint(
            "count values instead (vizcli hist), draw them (vizcli scatter), or name fewer groups",
        )
    }

    /// A violin that is to be split in more or fewer than two.
    #[must_use]
    pub fn not_two_halves(column: &str, found: usize) -> Self {
        let values = if found == 1 { "value" } else { "values" };
        Self::new(
            ErrorKind::Usage,
            format!("--split needs two values of {column}, and it has {found} {values}"),
        )
        .hint(format!("keep two, as in --where \"{column} in ('a', 'b')\", or leave --split out"))
    }

    /// Shares that would stand on each other.
    #[must_use]
    pub fn stacked_shares() -> Self {
        Self::new(ErrorKind::Usage, "shares of different groups do not add up")
            .hint("leave --stacked or --cumulative out")
    }

    /// A box in half a violin.
    #[must_use]
    pub fn box_in_halves() -> Self {
        Self::new(ErrorKind::Usage, "half a violin has no room for a box")
            .hint("try --inner quartiles, stick or none, or leave --split out")
    }

    /// A function of values that are not named.
    #[must_use]
    pub fn nothing_to_reduce(function: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("the {function} of what? Rows are only counted"))
            .hint("name a column with --z")
    }
}

/// Values over a plane.
impl Error {
    /// Several values at one place.
    #[must_use]
    pub fn repeated_places(repeats: u64, [x, y, z]: [&str; 3]) -> Self {
        let rows = if repeats == 1 { "1 row repeats" } else { &format!("{repeats} rows repeat") };
        Self::new(
            ErrorKind::Usage,
            format!("there is one value of {z} for each {x} and {y}, but {rows} a place"),
        )
        .hint(
            "combine them with --agg mean, keep one with --sel NAME=VALUE or --isel NAME=0, or give \
             each a panel with --col NAME",
        )
    }

    /// Points that are not on a grid.
    #[must_use]
    pub fn not_a_grid(rows: usize, [x, y]: [&str; 2], [wide, high]: [usize; 2]) -> Self {
        Self::new(
            ErrorKind::Usage,
            format!(
                "the rows are not on a grid: {wide} values of {x} and {high} of {y} cross at {} \
                 places, and there are {rows} rows",
                wide.saturating_mul(high)
            ),
        )
        .hint("hexbin --z shows values at scattered places; rounding with --derive makes a grid")
    }

    /// A grid of one line.
    #[must_use]
    pub fn no_plane([x, y]: [&str; 2], [wide, high]: [usize; 2]) -> Self {
        let values =
            |count| if count == 1 { "1 value".to_owned() } else { format!("{count} values") };
        Self::new(
            ErrorKind::Empty,
            format!(
                "contours need two places along both axes: there are {} of {x} and {} of {y}",
                values(wide),
                values(high)
            ),
        )
        .hint("a line shows values along one dimension")
    }

    /// No level is among the values.
    #[must_use]
    pub fn no_level(column: &str, range: [f64; 2]) -> Self {
        // Six digits say enough.
        let short = |v: f64| format!("{v:.5e}").parse().unwrap_or(v);
        let [low, high] = range.map(short);
        let error = if range[0] >= range[1] {
            Self::new(ErrorKind::Empty, format!("{column} is {low} everywhere, which has no lines"))
        } else {
            Self::new(
                ErrorKind::Empty,
                format!("no level lies among the values of {column}, from {low} to {high}"),
            )
        };
        error.hint("--levels 8 finds round ones")
    }
}
