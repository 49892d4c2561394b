//! What is said when wholes cannot be cut, changes cannot be added, or flows go round.

use super::{Error, ErrorKind, list};
use crate::warn::{count, verb};

impl Error {
    /// Parts of a whole that are less than nothing.
    #[must_use]
    pub fn negative_parts(what: &str, column: &str, negative: u64, all: u64) -> Self {
        let are = verb(negative, "is", "are");
        Self::new(
            ErrorKind::Usage,
            format!(
                "a {what} cannot show negative values: {negative} of {} of {column} {are} below 0",
                count(all, "value")
            ),
        )
        .hint("bars can: draw the same with `vizcli bar`")
    }

    /// A whole of nothing.
    #[must_use]
    pub fn no_whole(what: &str, column: &str) -> Self {
        Self::empty(&format!("the values of {column} add up to 0, and a {what} shows their shares"))
            .hint("`vizcli bar` shows the values themselves")
    }

    /// Several series where there is room for one.
    #[must_use]
    pub fn one_series(what: &str, by: &str) -> Self {
        let several = match by {
            "Variable" => "several columns of y make more".to_owned(),
            by => format!("{by} makes more"),
        };
        Self::new(ErrorKind::Usage, format!("a {what} shows one series, and {several}"))
            .hint(format!("add --subplots: a {what} for each of them"))
    }

    /// The name of a total that is a category too.
    #[must_use]
    pub fn total_taken(name: &str, column: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("{column} has a value \"{name}\" already"))
            .hint("give the total another name with --total NAME")
    }

    /// What flows nowhere.
    #[must_use]
    pub fn self_loop(node: &str, source: &str, target: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("\"{node}\" flows into itself"))
            .hint(format!("leave such rows out: --where '\"{source}\" <> \"{target}\"'"))
    }

    /// A column that would flow into itself.
    #[must_use]
    pub fn same_ends(column: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("\"{column}\" is both where flows come from and go"))
            .hint("name another column with --to COL; `vizcli info FILE` lists them")
    }

    /// A total in panels that have one category, or one value, each.
    #[must_use]
    pub fn total_of_a_panel(column: &str) -> Self {
        let message = format!("\"{column}\" tells panels apart, and would have a total in each");
        Self::new(ErrorKind::Usage, message)
            .hint("leave --total out, or tell panels apart by another column")
    }

    /// Flows that go round: there is no left and right.
    #[must_use]
    pub fn flow_cycle(nodes: &[&str], source: &str, target: &str) -> Self {
        let (first, last) = (nodes.first().unwrap_or(&""), nodes.last().unwrap_or(&""));
        let way = nodes.iter().chain([first]).map(|n| format!("\"{n}\"")).collect::<Vec<_>>();
        let quoted = |word: &str| word.replace('\'', "''");
        let (from, to) = (quoted(last), quoted(first));
        let message = format!("flows go round: {}", way.join(" → "));
        Self::new(ErrorKind::Usage, message).hint(format!(
            "leave one of them out: --where \"not ({source} = '{from}' and {target} = '{to}')\""
        ))
    }

    /// A flow of less than nothing.
    #[must_use]
    pub fn negative_flow(column: &str, negative: u64, all: u64) -> Self {
        let are = verb(negative, "is", "are");
        let values = count(all, "value");
        Self::new(
            ErrorKind::Usage,
            format!("nothing flows backwards: {negative} of {values} of {column} {are} below 0"),
        )
        .hint(format!("leave them out: --where '\"{column}\" >= 0'"))
    }

    /// Columns of a table that are not there.
    #[must_use]
    pub fn no_flow(column: &str, others: &[&str]) -> Self {
        let names = list(others, 12);
        Self::empty(&format!("no row has a source, a target and a {column} above 0"))
            .hint(format!("name the columns with --x, --to and --y; they are {names}"))
    }
}
