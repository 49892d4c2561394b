//! What is said when something fails in gridded data.

use super::{Error, ErrorKind, closest, list};

impl Error {
    /// A variable that a file does not have.
    #[must_use]
    pub fn no_variable(name: &str, file: &str, known: &[&str]) -> Self {
        let error = Self::new(ErrorKind::Column, format!("no variable \"{name}\" in {file}"));
        match closest(name, known.iter().copied()) {
            Some(near) => error.hint(format!("did you mean \"{near}\"?")),
            None => error.hint(format!("the variables are {}", list(known, 12))),
        }
    }

    /// A variable whose values no table can hold.
    #[must_use]
    pub fn unreadable_variable(name: &str, file: &str, kind: &str) -> Self {
        Self::new(
            ErrorKind::Unsupported,
            format!("variable \"{name}\" of {file} is of type {kind}, which cannot be drawn"),
        )
        .hint("numbers, times and words can; `vizcli info` lists the variables and their types")
    }

    /// Two variables that share no table.
    #[must_use]
    pub fn other_dimensions(one: &str, other: &str) -> Self {
        Self::new(
            ErrorKind::Usage,
            format!("variables \"{one}\" and \"{other}\" are on different dimensions"),
        )
        .hint("draw them in layers of their own: --var A --overlay --var B")
    }

    /// More cells than a table can have.
    #[must_use]
    pub fn too_many_cells(file: &str) -> Self {
        Self::new(ErrorKind::TooLarge, format!("{file} has too many cells for a table"))
            .hint("the file may be damaged; --var names another variable")
    }

    /// What only gridded data can do.
    #[must_use]
    pub fn no_grid(flag: &str, table: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("{flag} is for gridded data, and {table} is a table"))
            .hint("--sel and --where keep rows of a table, --agg combines them; on a grid, select and reduce before anything else")
    }

    /// A dimension that a grid does not have.
    #[must_use]
    pub fn no_dimension(name: &str, file: &str, known: &[&str]) -> Self {
        let error = Self::new(ErrorKind::Column, format!("no dimension \"{name}\" in {file}"));
        match closest(name, known.iter().copied()) {
            Some(near) => error.hint(format!("did you mean \"{near}\"?")),
            None => error.hint(format!("the dimensions are {}", list(known, 12))),
        }
    }

    /// A value that stands nowhere along a dimension.
    #[must_use]
    pub fn not_on_grid(dim: &str, written: &str, near: &[String]) -> Self {
        let what = format!("{dim}={written} is not on the grid");
        let error = Self::new(ErrorKind::Empty, what);
        match near {
            [] => error.hint("`vizcli info` shows what stands along it"),
            [one] => error.hint(format!("the nearest is {one}; --sel {dim}=~{written} takes it")),
            near => error.hint(format!(
                "the nearest are {}; --sel {dim}=~{written} takes the nearer one",
                near.join(" and ")
            )),
        }
    }

    /// A word that stands nowhere along a dimension.
    #[must_use]
    pub fn word_not_on_grid(dim: &str, written: &str, known: &[&str]) -> Self {
        let what = format!("{dim}={written} is not on the grid");
        Self::new(ErrorKind::Empty, what).hint(format!("there are {}", list(known, 12)))
    }

    /// A number of a place that a dimension does not have.
    #[must_use]
    pub fn beyond_grid(dim: &str, written: &str, size: u64) -> Self {
        let what = format!("place {written} is not among the {size} of dimension \"{dim}\"");
        Self::new(ErrorKind::Empty, what)
            .hint(format!("they count from 0 to {}, or from -1 at the end", size.max(1) - 1))
    }

    /// An aggregate that a dimension is not reduced by.
    #[must_use]
    pub fn not_a_reduction(name: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("--reduce does not know \"{name}\"")).hint(
            "it knows mean, sum, min, max, median, std, var, count, prod, first, last and q25",
        )
    }

    /// Variables of words cannot be reduced.
    #[must_use]
    pub fn no_numbers_to_reduce(dim: &str, file: &str) -> Self {
        Self::new(ErrorKind::Type, format!("nothing in {file} has numbers along \"{dim}\""))
            .hint("--var names a variable of numbers")
    }
}
