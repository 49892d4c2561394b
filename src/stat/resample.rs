//! Bins along time, where pandas has them.

use super::anchor::Anchor;

/// How long a bin is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many units of the clock, from the midnight before the first time on.
    Ticks(i64),
    /// From one of so many days of the calendar to the next.
    Days {
        /// The days.
        anchor: Anchor,
        /// How many make a bin.
        count: i64,
    },
}

/// The edges of the bins from a first to a last time, and which of them name bins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edges {
    /// Rising; one more than there are bins.
    pub edges: Vec<i64>,
    /// The names of the same places, before ends of days were moved to their last moment.
    pub names: Vec<i64>,
    /// A time on an edge belongs to the bin before it.
    pub right: bool,
}

impl Edges {
    /// The bin of a time.
    #[must_use]
    pub fn bin(&self, time: i64) -> usize {
        let below =
            self.edges.partition_point(|&edge| if self.right { edge < time } else { edge <= time });
        below.saturating_sub(1)
    }

    /// Number of bins.
    #[must_use]
    pub fn bins(&self) -> usize {
        self.edges.len().saturating_sub(1)
    }
}

/// About how many bins there are from `first` to `last`; at most two less than there will be.
#[must_use]
pub fn about(step: Step, first: i64, last: i64, day: i64) -> f64 {
    let length = match step {
        Step::Ticks(length) => length as f64,
        Step::Days { anchor, count } => {
            let (a, b) = (anchor.at_or_before(first.div_euclid(day)), last.div_euclid(day));
            let anchors = anchor.at_or_before(b) - a;
            return anchors as f64 / count as f64 + 1.0;
        }
    };
    (last as f64 - first as f64) / length + 1.0
}

/// Edges of regular bins around `first` and `last` that count from `origin`.
#[must_use]
pub fn ticks(first: i64, last: i64, origin: i64, length: i64, right: bool) -> Edges {
    let length = length.max(1);
    let (before, behind) =
        ((first - origin).rem_euclid(length), (last - origin).rem_euclid(length));
    let mut edge = match (before, right) {
        (0, true) => first.saturating_sub(length),
        _ => first - before,
    };
    let end = match (behind, right) {
        (0, true) => last,
        _ => (last - behind).saturating_add(length),
    };
    let mut edges = Vec::with_capacity((end.saturating_sub(edge) / length).max(0) as usize + 1);
    while edge <= end {
        edges.push(edge);
        let next = edge.saturating_add(length);
        if next == edge {
            break;
        }
        edge = next;
    }
    Edges { names: edges.clone(), edges, right }
}

/// The days at which bins of the calendar begin, from the day of the first to behind that of the
/// last time.
#[must_use]
pub fn days(first: i64, last: i64, anchor: Anchor, count: i64, right: bool) -> Vec<i64> {
    let count = count.max(1);
    let mut index =
        if right { anchor.at_or_after(first) - count } else { anchor.at_or_before(first) };
    let end = anchor.day(anchor.at_or_before(last) + count);
    let mut days = Vec::new();
    while anchor.day(index) <= end {
        days.push(anchor.day(index));
        index += count;
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_count_from_their_origin() {
        assert_eq!(ticks(7, 21, 0, 10, false).edges, [0, 10, 20, 30]);
        assert_eq!(ticks(10, 20, 0, 10, false).edges, [10, 20, 30]);
        assert_eq!(ticks(10, 20, 0, 10, true).edges, [0, 10, 20]);
        assert_eq!(ticks(-7, -7, 0, 10, true).edges, [-10, 0]);
        assert_eq!(ticks(5, 7, 3, i64::MAX, false).edges, [3, i64::MAX]);
    }

    #[test]
    fn an_edge_belongs_to_one_side() {
        let left = ticks(0, 20, 0, 10, false);
        assert_eq!([0, 9, 10, 20].map(|t| left.bin(t)), [0, 0, 1, 2]);
        let right = ticks(0, 20, 0, 10, true);
        assert_eq!([0, 1, 10, 20].map(|t| right.bin(t)), [0, 1, 1, 2]);
    }

    #[test]
    fn days_end_behind_the_last() {
        let sundays = Anchor::Week(6);
        // 1970-01-04 is a Sunday.
        assert_eq!(days(3, 3, sundays, 1, false), [3, 10]);
        assert_eq!(days(3, 3, sundays, 1, true), [-4, 3, 10]);
        assert_eq!(days(0, 11, sundays, 2, false), [-4, 10, 24]);
    }
}
