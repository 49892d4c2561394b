//! Clocks of several offsets from UTC.
//!
//! Where the offsets in a column differ, what its clocks showed cannot be compared: all are
//! converted to UTC.

/// A time as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// What the clock showed, in microseconds since 1970-01-01T00:00.
    pub wall: i64,
    /// How far the clock is ahead of UTC, in microseconds; 0 when it is not written.
    pub offset: i64,
}

impl Stamp {
    /// What a clock in Greenwich showed.
    #[must_use]
    pub fn utc(self) -> i64 {
        self.wall - self.offset
    }
}

/// How far a clock is ahead of UTC, as ISO 8601 writes it: `+02:00`.
#[must_use]
pub fn written(offset: i64) -> String {
    let (sign, seconds) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs() / 1_000_000);
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    // Clocks of the sun, before there were zones.
    let rest = if rest == 0 { String::new() } else { format!(":{rest:02}") };
    format!("{sign}{hours:02}:{minutes:02}{rest}")
}

/// Whether clocks of different offsets are among some times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offsets {
    first: Option<i64>,
    /// True when two differ.
    pub differ: bool,
}

impl Offsets {
    /// Take one more time.
    #[inline]
    pub fn see(&mut self, stamp: Stamp) {
        self.differ |= *self.first.get_or_insert(stamp.offset) != stamp.offset;
    }

    /// What both have seen.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        let differ = matches!((self.first, other.first), (Some(a), Some(b)) if a != b);
        Self { first: self.first.or(other.first), differ: differ || self.differ || other.differ }
    }
}

/// The times of a column, and whether they had to be converted to UTC.
#[must_use]
pub fn comparable(stamps: &[Option<Stamp>]) -> (Vec<Option<i64>>, bool) {
    let mut offsets = Offsets::default();
    stamps.iter().flatten().for_each(|stamp| offsets.see(*stamp));
    let time = |stamp: Stamp| if offsets.differ { stamp.utc() } else { stamp.wall };
    (stamps.iter().map(|stamp| stamp.map(time)).collect(), offsets.differ)
}

#[cfg(test)]
mod tests {
    use super::super::time;
    use super::*;

    #[test]
    fn offsets_are_written() {
        let seconds = [7200, -12_600, 0, 3208].map(|s| written(s * time::SECOND));
        assert_eq!(seconds, ["+02:00", "-03:30", "+00:00", "+00:53:28"]);
    }

    #[test]
    fn offsets_are_read_and_applied_only_where_they_differ() {
        let read = |s: &str| time::read_iso(s.as_bytes());
        let hour = 3600 * time::SECOND;
        let stamps = [read("1970-01-01T05:00:00+05:00"), None, read("1970-01-01T00:00-0130")];
        assert_eq!(stamps[0].unwrap().offset, 5 * hour);
        assert_eq!(comparable(&stamps), (vec![Some(0), None, Some(hour * 3 / 2)], true));
        assert_eq!(comparable(&stamps[..2]), (vec![Some(5 * hour), None], false));
        assert_eq!(time::read("1/1/1970 0000 +0100", "%d/%m/%Y %H%M %z").unwrap().offset, hour);
        let (mut a, mut b) = (Offsets::default(), Offsets::default());
        a.see(Stamp { wall: 0, offset: 0 });
        assert!(!a.join(b).differ);
        b.see(Stamp { wall: 0, offset: 1 });
        assert!(a.join(b).differ);
    }
}
