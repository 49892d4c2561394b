//! Statistics that a kind asks for: what they are computed of, and how.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Levels;

/// One edge of a shape within its slot. No file has a column of such a name.
pub const OFFSET: &str = "\u{0}offset";
/// The other edge.
pub const OFFSET2: &str = "\u{0}offset2";
/// Which rows are one line or polygon, where nobody needs to know.
pub const PART: &str = "\u{0}part";
/// The sides of a hexagon's box: left, right, bottom, top.
pub const SIDES: [&str; 4] = ["\u{0}left", "\u{0}right", "\u{0}bottom", "\u{0}top"];
/// What densities are called.
pub const DENSITY: &str = "density";

/// The five numbers of a box plot.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Boxes {
    /// The column whose values are summed up.
    pub column: String,
    /// Columns that separate boxes.
    pub keys: Vec<String>,
    /// Whiskers reach the furthest value within so many interquartile ranges.
    pub whis: f64,
    /// The values beyond the whiskers, as `value`, instead of the boxes.
    pub outliers: bool,
}

/// How wide a kernel is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kernel {
    /// As Scott's rule says.
    #[default]
    Scott,
    /// As Silverman's rule says.
    Silverman,
    /// So many standard deviations.
    Factor(f64),
}

/// A density: where values lie, as a smooth curve.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Density {
    /// The column whose values are looked at.
    pub column: String,
    /// Columns that separate curves.
    pub keys: Vec<String>,
    /// How wide a kernel is.
    pub kernel: Kernel,
    /// The curve ends so many kernel widths beyond the data.
    pub cut: f64,
    /// Kernels are as wide in powers of ten.
    pub log: bool,
    /// What is made of the densities.
    pub form: Form,
    /// Where they are computed.
    pub at: At,
    /// What the column of places is called.
    pub into: String,
}

/// What is made of densities.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Heights of curves.
    #[default]
    Curve,
    /// Heights of curves that stand on each other: all on one grid, together of area one.
    Stack,
    /// Shares of the values that lie below.
    Cumulative,
    /// Widths in the slots of categories, as far as half a slot to both sides.
    Violin,
    /// The same, to the left for the first and to the right for the second value of a column.
    Halves(String),
    /// Heights above the foot of a strip: the highest is so many strips high. Strips are those of
    /// a column.
    Strips {
        /// The column.
        of: String,
        /// Height of the highest.
        overlap: f64,
    },
}

/// Where densities are computed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum At {
    /// At equal distances.
    #[default]
    Grid,
    /// At the first and the third quartile.
    Quartiles,
    /// At the median.
    Median,
    /// At every value.
    Values,
}

/// Lines in strips above each other: adds the edges of the strips to every row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Strips {
    /// The column of heights.
    pub column: String,
    /// The column that names the strips.
    pub of: String,
    /// The highest value is so many strips high.
    pub overlap: f64,
}

/// Where points of a plane lie, as lines of equal density.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Bivariate {
    /// The columns of x and y.
    pub columns: [String; 2],
    /// Columns that separate densities.
    pub keys: Vec<String>,
    /// How wide a kernel is.
    pub kernel: Kernel,
    /// The density is looked at as far as so many kernel widths beyond the data.
    pub cut: f64,
    /// Where lines are.
    pub levels: Levels,
    /// Regions instead of lines.
    pub filled: bool,
    /// Kernels are as wide in powers of ten: along x, along y.
    pub log: [bool; 2],
}

/// Points put in hexagons.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Hexbin {
    /// The columns of x and y.
    pub columns: [String; 2],
    /// The column whose values are combined; rows are counted when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Columns that separate panels; all share the same hexagons.
    pub keys: Vec<String>,
    /// How values are combined.
    pub reduce: Reduce,
    /// So many hexagons across, and half as many rows of them.
    pub grid: [u32; 2],
    /// A hexagon with fewer rows is left out.
    pub least: u32,
    /// Hexagons are as wide in powers of ten: along x, along y.
    pub log: [bool; 2],
}

/// How the values in a hexagon become one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reduce {
    /// How many are present.
    Count,
    /// Their sum.
    Sum,
    /// Their mean.
    #[default]
    Mean,
    /// The middle one.
    Median,
    /// The least.
    Min,
    /// The greatest.
    Max,
    /// Their standard deviation.
    Std,
}

impl Reduce {
    /// All of them, by name.
    pub const ALL: [(&'static str, Self); 7] = [
        ("mean", Self::Mean),
        ("sum", Self::Sum),
        ("min", Self::Min),
        ("max", Self::Max),
        ("median", Self::Median),
        ("count", Self::Count),
        ("std", Self::Std),
    ];

    /// The one called `name`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, reduce)| *reduce)
    }
}
