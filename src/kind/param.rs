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

/// How errors are drawn.
pub const YERR_STYLE: Param = Param {
    name: "yerr-style",
    takes: Takes::Choice(&["bars", "band"]),
    default: "bars",
    help: "How errors are drawn: bars at each point, or a band along the line",
};

/// Colour of what rises.
pub const POS_COLOR: Param = Param {
    name: "pos-color",
    takes: Takes::Text("COLOR"),
    default: "blue",
    help: "Colour of what rises",
};

/// Colour of what falls.
pub const NEG_COLOR: Param = Param {
    name: "neg-color",
    takes: Takes::Text("COLOR"),
    default: "orange",
    help: "Colour of what falls",
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
pub const CUMULATIVE: Param =
    Param { name: "cumulative", takes: Takes::Flag, default: "no", help: "Add up from the left" };

/// Log-spaced bins.
pub const LOG_BINS: Param = Param {
    name: "log-bins",
    takes: Takes::Flag,
    default: "when the x axis is logarithmic",
    help: "Edges at equal ratios instead of equal differences",
};

/// Kernels and hexagons on a logarithmic x.
pub const LOG_SPACE_X: Param = Param {
    name: "log-space-x",
    takes: Takes::Flag,
    default: "when the x axis is logarithmic",
    help: "Kernels and hexagons as wide in powers of ten along x",
};

/// Kernels and hexagons on a logarithmic y.
pub const LOG_SPACE_Y: Param = Param {
    name: "log-space-y",
    takes: Takes::Flag,
    default: "when the y axis is logarithmic",
    help: "The same along y",
};

/// How far whiskers reach.
pub const WHIS: Param = Param {
    name: "whis",
    takes: Takes::Number { min: 0.0, max: 1e9 },
    default: "1.5",
    help: "Whiskers reach the furthest value within so many interquartile ranges of the box",
};

/// How wide a kernel is.
pub const BANDWIDTH: Param = Param {
    name: "bandwidth",
    takes: Takes::Text("RULE|FACTOR"),
    default: "scott",
    help: "Width of the kernel: scott, silverman, or so many standard deviations",
};

/// How far a density goes on beyond the data.
pub const CUT: Param = Param {
    name: "cut",
    takes: Takes::Number { min: 0.0, max: 100.0 },
    default: "violins: 0, they end with the data; others: 3",
    help: "How many kernel widths a density goes on beyond the data",
};

/// What is drawn inside of a violin.
pub const INNER: Param = Param {
    name: "inner",
    takes: Takes::Choice(&["box", "quartiles", "quart", "stick", "none"]),
    default: "box; of split violins: quartiles",
    help: "What is drawn inside of a violin: a small box, lines at the quartiles, one per value",
};

/// Two halves of a violin.
pub const SPLIT: Param = Param {
    name: "split",
    takes: Takes::Flag,
    default: "no",
    help: "The two values of --by as the halves of one violin",
};

/// Fill what is inside of lines.
pub const FILLED: Param = Param {
    name: "filled",
    takes: Takes::Flag,
    default: "density, ridge: yes; bivariate, --cumulative: no",
    help: "Fill the area under a curve, or inside of lines",
};

/// How far strips reach into each other.
pub const OVERLAP: Param = Param {
    name: "overlap",
    takes: Takes::Number { min: 0.1, max: 20.0 },
    default: "2",
    help: "How many strips high the highest peak is",
};

/// Lines of equal height, and bands between them.
pub const LEVELS: Param = Param {
    name: "levels",
    takes: Takes::Text("N|VALUES"),
    default: "bivariate: 10; contour, contourf: 8; heatmap: none, its colours have no steps",
    help: "About how many levels, at round numbers; or the levels themselves, as 240,250,260",
};

/// How many hexagons.
pub const GRIDSIZE: Param = Param {
    name: "gridsize",
    takes: Takes::Text("N|N,M"),
    default: "50, and as many up as make them regular",
    help: "Hexagons across, and up (pairs of rows)",
};

/// What becomes of the values in a hexagon.
pub const REDUCE: Param = Param {
    name: "reduce-function",
    takes: Takes::Choice(&["mean", "sum", "min", "max", "median", "count", "std"]),
    default: "mean of --z; without it, rows are counted",
    help: "How the values of --z in a hexagon are combined; --agg says the same",
};

/// Which hexagons are drawn.
pub const MIN_COUNT_CELL: Param = Param {
    name: "min-count-cell",
    takes: Takes::Number { min: 1.0, max: 1e9 },
    default: "1",
    help: "Leave hexagons out that hold fewer rows",
};

/// Values on marks.
pub const LABELS: Param = Param {
    name: "labels",
    takes: Takes::Flag,
    default: "heatmap: where all fit; contour: where they fit; waterfall: yes; bars: no",
    help: "Write the values on the marks where they fit; --no-labels: never",
};

/// A last bar with the sum of all.
pub const TOTAL: Param = Param {
    name: "total",
    takes: Takes::Text("NAME"),
    default: "none",
    help: "Name of a last bar with the sum of all",
};

/// The hole of a pie.
pub const HOLE: Param = Param {
    name: "hole",
    takes: Takes::Number { min: 0.0, max: 0.9 },
    default: "pie: 0; donut: 0.6",
    help: "Share of the radius that is left empty, with the sum in it where it fits",
};

/// Whose colour links have.
pub const LINK_COLOR: Param = Param {
    name: "link-color",
    takes: Takes::Choice(&["source", "target", "grey"]),
    default: "source",
    help: "Whose colour the links have",
};

/// Columns of a table.
pub const COLUMNS: Param = Param {
    name: "columns",
    takes: Takes::Text("COL[,COL]"),
    default: "all",
    help: "The columns, in this order",
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

/// Directions of arrows.
pub const ANGLE: Param = Param {
    name: "angle",
    takes: Takes::Text("COL"),
    default: "none",
    help: "Directions instead of --u and --v, counterclockwise from along x, in radians (in degrees \
           where their unit says so)",
};

/// Lengths of arrows.
pub const MAG: Param = Param {
    name: "mag",
    takes: Takes::Text("COL"),
    default: "all are of length 1",
    help: "Lengths that belong to --angle",
};

/// The point of an arrow that is at its place.
pub const PIVOT: Param = Param {
    name: "arrow-pivot",
    takes: Takes::Choice(&["mid", "tail", "tip"]),
    default: "mid",
    help: "The point of an arrow that is at its place",
};

/// Which arrows are drawn.
pub const EVERY: Param = Param {
    name: "every",
    takes: Takes::Number { min: 1.0, max: 1e6 },
    default: "as many as there is room for",
    help: "Draw the arrows of every N-th place along each axis; 1 draws all",
};

/// How close streamlines are.
pub const LINE_DENSITY: Param = Param {
    name: "density",
    takes: Takes::Number { min: 0.1, max: 20.0 },
    default: "1, about 20 lines above each other",
    help: "How close the lines are",
};

/// The dimensions of a curved grid.
pub const DIMS: Param = Param {
    name: "dims",
    takes: Takes::Text("LINE,PLACE"),
    default: "those of the file",
    help: "Columns that number the lines of a grid and the places on them, where x and y are curved",
};

/// Which bands are red, green and blue.
pub const BANDS: Param = Param {
    name: "bands",
    takes: Takes::Text("RED,GREEN,BLUE"),
    default: "columns of these names, else the first three",
    help: "The bands that are red, green and blue: values of a dimension, or columns",
};

/// The dimension of the bands.
pub const BAND: Param = Param {
    name: "band",
    takes: Takes::Text("DIM"),
    default: "the first that is neither x nor y",
    help: "The dimension along which bands stand",
};

/// From where to where bands go.
pub const BAND_RANGE: Param = Param {
    name: "band-range",
    takes: Takes::Text("LO,HI"),
    default: "--clim; else 0 to 255, 0 to 1, or all",
    help: "The values of black and of full light",
};

/// Bands without their outermost values.
pub const ROBUST_BANDS: Param = Param {
    name: "robust-bands",
    takes: Takes::Flag,
    default: "with --robust",
    help: "Light from the 2nd to the 98th percentile of the values",
};
