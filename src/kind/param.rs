//! Every option of every kind, defined once: name, type, range, default, help.

/// An option of a kind.
#[derive(Clone, Copy, Debug)]
pub struct Param {
    /// Its name: the flag without dashes, the key in a spec.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// Its default, in words.
    pub default: &'static str,
    /// One line of help.
    pub help: &'static str,
}

/// What an option takes.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    /// Nothing: `--name`, and `--no-name`.
    Flag,
    /// A number within a range.
    Number {
        /// Least.
        min: f64,
        /// Greatest.
        max: f64,
    },
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Words of the user's, described by this placeholder.
    Text(&'static str),
}
