//! What stands along a dimension.

use std::sync::Arc;

use crate::data::time;
use crate::spec::Type;

/// What stands along a dimension, one value per place.
#[derive(Clone, Debug, PartialEq)]
pub enum Places {
    /// Nothing but a number of places, counted from 0.
    Count(u64),
    /// Whole numbers.
    Whole(Arc<Vec<i64>>),
    /// Numbers; what is missing is not a number.
    Numbers(Arc<Vec<f64>>),
    /// Times in microseconds since 1970.
    Times(Arc<Vec<Option<i64>>>),
    /// Words.
    Words(Arc<Vec<Option<String>>>),
}

impl Places {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> u64 {
        match self {
            Self::Count(count) => *count,
            Self::Whole(all) => all.len() as u64,
            Self::Numbers(all) => all.len() as u64,
            Self::Times(all) => all.len() as u64,
            Self::Words(all) => all.len() as u64,
        }
    }

    /// True when there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What they are.
    #[must_use]
    pub fn kind(&self) -> Type {
        match self {
            Self::Count(_) | Self::Whole(_) => Type::Integer,
            Self::Numbers(_) => Type::Number,
            Self::Times(_) => Type::Time,
            Self::Words(_) => Type::Text,
        }
    }

    /// Some of them, by number.
    #[must_use]
    pub fn pick(&self, picked: &[u64]) -> Self {
        fn some<T: Clone>(all: &[T], picked: &[u64]) -> Arc<Vec<T>> {
            Arc::new(picked.iter().filter_map(|&i| all.get(i as usize).cloned()).collect())
        }
        match self {
            Self::Count(_) => Self::Whole(Arc::new(picked.iter().map(|&i| i as i64).collect())),
            Self::Whole(all) => Self::Whole(some(all, picked)),
            Self::Numbers(all) => Self::Numbers(some(all, picked)),
            Self::Times(all) => Self::Times(some(all, picked)),
            Self::Words(all) => Self::Words(some(all, picked)),
        }
    }

    /// A place as a number: times in microseconds. Words have none.
    #[must_use]
    pub fn number(&self, place: u64) -> Option<f64> {
        let at = place as usize;
        match self {
            Self::Count(count) => (place < *count).then_some(place as f64),
            Self::Whole(all) => all.get(at).map(|&v| v as f64),
            Self::Numbers(all) => all.get(at).copied().filter(|v| !v.is_nan()),
            Self::Times(all) => all.get(at).copied().flatten().map(|t| t as f64),
            Self::Words(_) => None,
        }
    }

    /// A place as text that a selection reads back.
    #[must_use]
    pub fn text(&self, place: u64) -> String {
        let at = place as usize;
        let text = match self {
            Self::Count(count) => (place < *count).then(|| place.to_string()),
            Self::Whole(all) => all.get(at).map(ToString::to_string),
            Self::Numbers(all) => all.get(at).map(ToString::to_string),
            Self::Times(all) => all.get(at).copied().flatten().map(|t| {
                let text = time::format_iso(t);
                text.strip_suffix("T00:00:00").map(str::to_owned).unwrap_or(text)
            }),
            Self::Words(all) => all.get(at).cloned().flatten(),
        };
        text.unwrap_or_default()
    }

    /// Strictly increasing, with nothing missing.
    #[must_use]
    pub fn increasing(&self) -> bool {
        let rises = |i: u64| match (self.number(i), self.number(i + 1)) {
            (Some(one), Some(next)) => one < next,
            _ => false,
        };
        match self {
            Self::Count(_) => true,
            Self::Words(_) => false,
            _ => !self.is_empty() && (0..self.len() - 1).all(rises),
        }
    }
}
