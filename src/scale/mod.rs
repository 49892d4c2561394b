//! Data values to positions and colours, and back; where ticks go and how they are written.
//!
//! In: extents, categories, wishes ([`crate::spec::ScaleSpec`]). Out: [`Scale`]. This room must
//! not know rows or files, and names no package.

pub mod band;
pub mod color;
pub mod continuous;
pub mod format;
pub mod ticks;
pub mod time;
pub mod train;

pub use band::Band;
pub use color::{Categorical, Sequential};
pub use continuous::{Continuous, Transform};
pub use time::Time;

/// All that a scale may know of the data in one channel.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extent {
    /// Least finite value (numbers, or times in ms since 1970); NaN when there is none.
    pub min: f64,
    /// Greatest finite value; NaN when there is none.
    pub max: f64,
    /// Least positive value; NaN when there is none.
    pub min_positive: f64,
    /// Every value is whole.
    pub integer: bool,
    /// The values are times.
    pub time: bool,
    /// The column says it holds years (its name), or all values are whole and in 1000..=2999.
    pub years: bool,
    /// Categories, in display order; empty for numbers and times.
    pub levels: Vec<String>,
}

/// How far an axis reaches beyond its data when the user gave no limits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reach {
    /// To the tick step on both ends when that adds at most 15 %, else 4 % (the y of most kinds).
    Nice,
    /// 4 % on both ends (scatter).
    Pad,
    /// Exactly the data (the x of lines).
    Tight,
}

/// A position scale: data to pixels on one axis.
#[derive(Clone, Debug, PartialEq)]
pub enum Scale {
    /// Numbers.
    Continuous(Continuous),
    /// Times in ms since 1970.
    Time(Time),
    /// Categories by their code.
    Band(Band),
}

/// One tick.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where, in data.
    pub value: f64,
    /// What is written.
    pub label: String,
    /// The larger unit of a date, written under the label where it changes.
    pub under: Option<String>,
}

/// The ticks of an axis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ticks {
    /// Labelled ones, in rising order, all inside the domain.
    pub major: Vec<Tick>,
    /// Marks without label (log axes).
    pub minor: Vec<f64>,
}
