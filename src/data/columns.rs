//! Rows as plain slices, one per channel: the only form in which they reach a mark.

use std::collections::BTreeMap;

use crate::spec::Channel;

/// The values of one channel.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// Numbers; missing is NaN.
    Number(Vec<f64>),
    /// Milliseconds since 1970-01-01T00:00 (as written: no time zone is applied); missing is NaN.
    Time(Vec<f64>),
    /// Codes into words; missing is `u32::MAX`.
    Category {
        /// One per row.
        codes: Vec<u32>,
        /// The words, in the order that axes and legends show.
        levels: Vec<String>,
    },
}

impl Values {
    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Number(v) | Self::Time(v) => v.len(),
            Self::Category { codes, .. } => codes.len(),
        }
    }

    /// True when there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The rows of one core layer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    /// Number of rows.
    pub len: usize,
    /// By channel.
    pub channels: BTreeMap<Channel, Values>,
}
