//! What is said when bins of time, windows, parts of times or pivots cannot be made.

use super::{Error, ErrorKind, list};

/// Rules and bins of time.
impl Error {
    /// A rule that is none.
    #[must_use]
    pub fn not_a_rule(text: &str, near: Option<&str>) -> Self {
        let error = Self::new(ErrorKind::Usage, format!("\"{text}\" is no rule of time"));
        match near {
            Some(near) => error.hint(format!("did you mean \"{near}\"?")),
            None => error.hint(
                "one of s, min, h, D, B, W (W-MON …), SMS, SME, MS, ME, QS, QE, YS and YE, with a \
                 number before it for several: 10min, 2D",
            ),
        }
    }

    /// A rule that is no rule because of what follows its unit.
    #[must_use]
    pub fn not_an_anchor(text: &str, unit: &str) -> Self {
        let error = Self::new(ErrorKind::Usage, format!("\"{text}\" is no rule of time"));
        match unit {
            "W" => error.hint("the day that ends a week is one of MON to SUN: W-MON"),
            "QS" | "QE" | "YS" | "YE" | "BQS" | "BQE" | "BYS" | "BYE" => {
                error.hint(format!("its month is one of JAN to DEC: {unit}-JAN"))
            }
            _ => error.hint(format!("write {unit}, without a word behind it")),
        }
    }

    /// Bins of time of a table without times.
    #[must_use]
    pub fn no_time_column(flag: &str) -> Self {
        Self::new(ErrorKind::Type, format!("--{flag} needs a column of times, and there is none"))
            .hint("times that are not ISO 8601 are read with --parse-dates COL[=FORMAT]")
    }

    /// Bins of time along something else.
    #[must_use]
    pub fn not_along_time(flag: &str, x: &str, kind: &str, times: &[&str]) -> Self {
        let error = Self::new(
            ErrorKind::Type,
            format!("--{flag} needs times along x, and column \"{x}\" holds {kind} values"),
        );
        match times.first() {
            Some(time) => error.hint(format!("write -x {time}, or --by {x} for a series each")),
            None => error.hint(format!("read it as times with --parse-dates {x}")),
        }
    }

    /// More bins of time than can be.
    #[must_use]
    pub fn too_many_time_bins(rule: &str, bins: f64, most: usize, coarser: &str) -> Self {
        let (number, word) = match bins {
            _ if bins < 1e9 => (bins / 1e6, "million"),
            _ if bins < 1e12 => (bins / 1e9, "billion"),
            _ => (bins / 1e12, "trillion"),
        };
        Self::new(
            ErrorKind::TooLarge,
            format!(
                "--resample {rule} would make {number:.0} {word} bins, more than {} million",
                most / 1_000_000
            ),
        )
        .hint(format!("take a coarser rule, such as --resample {coarser}"))
    }

    /// Aggregates without a bin that could have them.
    #[must_use]
    pub fn without(flag: &str, needs: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("--{flag} says something only with {needs}"))
            .hint(format!("add {needs}, or leave --{flag} out"))
    }

    /// Two flags of which either decides the same.
    #[must_use]
    pub fn not_together(one: &str, other: &str, hint: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("{one} and {other} do not go together")).hint(hint)
    }
}

/// Windows and rankings.
impl Error {
    /// The greatest of what?
    #[must_use]
    pub fn nothing_to_rank() -> Self {
        Self::new(ErrorKind::Usage, "--top needs one column of names to rank")
            .hint("add --by COL, or put a column of words along x")
    }

    /// A function that windows do not have.
    #[must_use]
    pub fn not_of_windows(agg: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("a window has no {agg}"))
            .hint("one of mean, sum, min, max, median, std, var, count and quantiles such as q25")
    }

    /// A window whose length is not the same everywhere.
    #[must_use]
    pub fn not_a_span(text: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("\"{text}\" is not a window of rows or of time"))
            .hint("write a number of rows (7), or days, hours, minutes or seconds: 7D, 12h, 30min")
    }

    /// A window of columns that are not numbers.
    #[must_use]
    pub fn no_window_of(column: &str, kind: &str) -> Self {
        Self::new(
            ErrorKind::Type,
            format!("windows need numbers, and column \"{column}\" holds {kind} values"),
        )
        .hint("name a column of numbers with -y")
    }
}

/// Parts of times.
impl Error {
    /// A part that times do not have.
    #[must_use]
    pub fn unknown_part(column: &str, part: &str) -> Self {
        let error = Self::new(
            ErrorKind::Column,
            format!("times have no part \"{part}\", as in {column}.{part}"),
        );
        let parts: Vec<&str> = crate::spec::Part::names().collect();
        match super::closest(part, parts.iter().copied()) {
            Some(near) => error.hint(format!("did you mean {column}.{near}?")),
            None => error.hint(format!("one of {}", list(&parts, 40))),
        }
    }

    /// A part of something that is no time.
    #[must_use]
    pub fn part_of_no_time(name: &str, column: &str, kind: &str) -> Self {
        Self::new(
            ErrorKind::Column,
            format!("no column \"{name}\", and column \"{column}\" holds {kind} values, not times"),
        )
        .hint(format!("times that are not ISO 8601 are read with --parse-dates {column}"))
    }
}

/// Pivots.
impl Error {
    /// Two rows for one cell.
    #[must_use]
    pub fn repeated_cells(repeats: u64, index: &str, columns: &str) -> Self {
        let rows = if repeats == 1 { "1 row repeats" } else { &format!("{repeats} rows repeat") };
        Self::new(
            ErrorKind::Usage,
            format!(
                "--pivot has one place for several rows: {rows} a pair of {index} and {columns}"
            ),
        )
        .hint("add --agg mean (or sum, …) to combine them")
    }

    /// More columns than any picture tells apart.
    #[must_use]
    pub fn too_many_columns(column: &str, count: usize, most: usize) -> Self {
        Self::new(
            ErrorKind::TooLarge,
            format!("--pivot would make {count} columns of {column}, more than {most}"),
        )
        .hint("swap the first two names, or keep fewer rows with --where or --top")
    }
}
