//! Data values to positions and colours, and back; where ticks go and how they are written.
//!
//! In: extents, categories, wishes ([`crate::spec::ScaleSpec`]). Out: [`Scale`]. This room must
//! not know rows or files, and names no package.
//!
//! The road: [`train::train`] chooses a scale from an [`Extent`] and wishes, [`ticks::reach`]
//! extends it to round ends, [`Scale::with_range`] places it, [`ticks::candidates`] offers ticks.
//!
//! ```
//! use vizcli::scale::{Extent, Reach, ticks, train};
//! use vizcli::spec::ScaleSpec;
//! use vizcli::warn::Warnings;
//! let wishes = ScaleSpec::default();
//! let extent = Extent::of(&[3.2, 97.1, f64::NAN]);
//! let scale = train::train(&extent, &wishes, true, false, &mut Warnings::default()).unwrap();
//! let scale = ticks::reach(&scale, Reach::Nice, 5, &wishes, extent.integer);
//! let scale = scale.with_range([400.0, 0.0]);
//! assert_eq!(scale.map(50.0), 200.0);
//! let labels: Vec<String> = ticks::ticks(&scale, 5, &wishes, extent.years, extent.integer)
//!     .major
//!     .into_iter()
//!     .map(|t| t.label)
//!     .collect();
//! assert_eq!(labels, ["0", "25", "50", "75", "100"]);
//! ```

pub mod band;
pub mod calendar;
pub mod color;
pub mod continuous;
pub mod format;
pub mod linear;
pub mod log;
pub mod pattern;
mod sequence;
pub mod ticks;
pub mod time;
pub mod train;

pub use band::Band;
pub use color::{Categorical, Sequential, Stairs};
pub use continuous::{Continuous, Transform};
pub use time::Time;

/// All that a scale may know of the data in one channel.
#[derive(Clone, Debug, PartialEq)]
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

/// No values at all.
impl Default for Extent {
    fn default() -> Self {
        Self {
            min: f64::NAN,
            max: f64::NAN,
            min_positive: f64::NAN,
            integer: true,
            time: false,
            years: false,
            levels: Vec::new(),
        }
    }
}

impl Extent {
    /// The extent of numbers; those that are not finite are passed over.
    #[must_use]
    pub fn of(values: &[f64]) -> Self {
        let mut extent = Self::default();
        let (mut min, mut max, mut positive) = (f64::INFINITY, f64::NEG_INFINITY, f64::INFINITY);
        // Plain comparisons: what is not finite fails `is_finite` alone.
        for &v in values.iter().filter(|v| v.is_finite()) {
            if v < min {
                min = v;
            }
            if v > max {
                max = v;
            }
            if v > 0.0 && v < positive {
                positive = v;
            }
            // Beyond 2^53 every float is whole. A cast is faster than `fract` here.
            if extent.integer {
                extent.integer = v.abs() >= 9.007e15 || (v as i64) as f64 == v;
            }
        }
        let found = |v: f64| if v.is_finite() { v } else { f64::NAN };
        (extent.min, extent.max, extent.min_positive) = (found(min), found(max), found(positive));
        extent.years = extent.integer && extent.min >= 1000.0 && extent.max <= 2999.0;
        extent
    }

    /// The extent of times in ms since 1970.
    #[must_use]
    pub fn of_times(values: &[f64]) -> Self {
        Self { time: true, years: false, ..Self::of(values) }
    }

    /// Categories, in display order.
    #[must_use]
    pub fn of_levels(levels: Vec<String>) -> Self {
        Self { levels, ..Self::default() }
    }

    /// True when there is neither a value nor a category.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.min.is_nan() && self.levels.is_empty()
    }

    /// The extent of both: one scale for several layers or panels.
    #[must_use]
    pub fn merge(&self, other: &Self) -> Self {
        let mut levels = self.levels.clone();
        levels.extend(other.levels.iter().filter(|l| !self.levels.contains(l)).cloned());
        Self {
            min: self.min.min(other.min),
            max: self.max.max(other.max),
            min_positive: self.min_positive.min(other.min_positive),
            integer: self.integer && other.integer,
            time: self.time || other.time,
            years: match (self.min.is_nan(), other.min.is_nan()) {
                (true, _) => other.years,
                (_, true) => self.years,
                _ => self.years && other.years,
            },
            levels,
        }
    }
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
    /// This share of the range on both ends.
    Share(f64),
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

impl Scale {
    /// The place of a value, or of a category's code. Values outside the domain land outside the
    /// range: marks are cut at the panel, never moved onto its edge. NaN for what has no place:
    /// missing values, and those that are not positive on a logarithmic scale.
    #[must_use]
    pub fn map(&self, value: f64) -> f64 {
        match self {
            Self::Continuous(c) => c.map(value),
            Self::Time(t) => t.map(value),
            Self::Band(b) => b.map(value),
        }
    }

    /// The value at a place; of categories, the code with its fraction.
    #[must_use]
    pub fn invert(&self, place: f64) -> f64 {
        match self {
            Self::Continuous(c) => c.invert(place),
            Self::Time(t) => t.invert(place),
            Self::Band(b) => b.invert(place),
        }
    }

    /// Lower and upper end, in data; of categories, the outer edges of the first and last slot.
    #[must_use]
    pub fn domain(&self) -> [f64; 2] {
        match self {
            Self::Continuous(c) => c.domain,
            Self::Time(t) => t.domain,
            Self::Band(b) => b.domain(),
        }
    }

    /// Where the ends of the domain are.
    #[must_use]
    pub fn range(&self) -> [f64; 2] {
        match self {
            Self::Continuous(c) => c.range,
            Self::Time(t) => t.range,
            Self::Band(b) => b.range,
        }
    }

    /// The same scale elsewhere.
    #[must_use]
    pub fn with_range(&self, range: [f64; 2]) -> Self {
        match self.clone() {
            Self::Continuous(c) => Self::Continuous(Continuous { range, ..c }),
            Self::Time(t) => Self::Time(Time { range, ..t }),
            Self::Band(b) => Self::Band(Band { range, ..b }),
        }
    }

    /// The same scale of other data; categories stay as they are.
    #[must_use]
    pub fn with_domain(&self, domain: [f64; 2]) -> Self {
        match self.clone() {
            Self::Continuous(c) => Self::Continuous(Continuous { domain, ..c }),
            Self::Time(t) => Self::Time(Time { domain, ..t }),
            band @ Self::Band(_) => band,
        }
    }

    /// Where bars and areas without a lower end start: at zero, on a logarithmic scale at the
    /// lower end.
    #[must_use]
    pub fn base(&self) -> f64 {
        match self {
            Self::Continuous(c) if c.transform == Transform::Log => c.map(c.domain[0]),
            _ => self.map(0.0),
        }
    }

    /// Width of a slot in pixels; 0 when there are no slots.
    #[must_use]
    pub fn bandwidth(&self) -> f64 {
        match self {
            Self::Band(b) => b.step(),
            _ => 0.0,
        }
    }

    /// True for categories.
    #[must_use]
    pub fn is_band(&self) -> bool {
        matches!(self, Self::Band(_))
    }

    /// True when numbers are placed by their logarithm.
    #[must_use]
    pub fn is_log(&self) -> bool {
        matches!(self, Self::Continuous(c) if c.transform == Transform::Log)
    }
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
