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

/// Series on each other.
pub const STACKED: Param = Param {
    name: "stacked",
    takes: Takes::Flag,
    default: "areas: yes; others: no",
    help: "Put the series on each other instead of side by side or over each other",
};

/// Where a step is.
pub const WHERE_STEP: Param = Param {
    name: "where-step",
    takes: Takes::Choice(&["pre", "mid", "post"]),
    default: "mid",
    help: "Where between two points the step is",
};

/// Bins of a histogram.
pub const BINS: Param = Param {
    name: "bins",
    takes: Takes::Text("N|RULE|EDGES"),
    default: "Freedman-Diaconis, with round edges",
    help: "Number of bins, a rule (auto, fd, scott, sturges, doane, rice, sqrt) or edges (0,10,50)",
};

/// Range of a histogram.
pub const BIN_RANGE: Param = Param {
    name: "bin-range",
    takes: Takes::Text("LO,HI"),
    default: "the data's own range",
    help: "Range that the bins cover; values outside are left out and counted",
};

/// What the height of a bin means.
pub const NORMED: Param = Param {
    name: "normed",
    takes: Takes::Choice(&["count", "density", "height"]),
    default: "count",
    help: "What the height means: count, density (areas add up to 1), height (heights add up to 1)",
};

/// Adds up from the left.
pub const CUMULATIVE: Param = Param {
    name: "cumulative",
    takes: Takes::Flag,
    default: "no",
    help: "Add the bins up from the left",
};

/// Log-spaced bins.
pub const LOG_BINS: Param = Param {
    name: "log-bins",
    takes: Takes::Flag,
    default: "when the x axis is logarithmic",
    help: "Edges at equal ratios instead of equal differences",
};

/// Values on marks.
pub const LABELS: Param = Param {
    name: "labels",
    takes: Takes::Flag,
    default: "where all fit",
    help: "Write the values on the marks; --no-labels: never",
};

/// The diagonal of a scatter matrix.
pub const DIAGONAL: Param = Param {
    name: "diagonal",
    takes: Takes::Choice(&["hist", "kde"]),
    default: "hist",
    help: "What stands on the diagonal: a histogram or a density",
};

/// Columns over their own ranges.
pub const RESCALE: Param = Param {
    name: "rescale",
    takes: Takes::Flag,
    default: "no",
    help: "Draw every column from its least to its greatest value",
};

/// Places along a curve.
pub const SAMPLES: Param = Param {
    name: "samples",
    takes: Takes::Number { min: 2.0, max: 10_000.0 },
    default: "200",
    help: "Places along each curve",
};

/// Rows between two values.
pub const LAG: Param = Param {
    name: "lag",
    takes: Takes::Number { min: 1.0, max: 1e9 },
    default: "1",
    help: "How many rows later",
};

/// Lags of an autocorrelation.
pub const LAGS: Param = Param {
    name: "lags",
    takes: Takes::Number { min: 1.0, max: 1e9 },
    default: "all",
    help: "Most lags; up to 60 are drawn as stems",
};
