//! Numbers that were read while pieces were found, kept so that they need not be read again.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::data::Values;

/// Numbers that are kept of a text, at most: 256 MiB of them.
const MOST: usize = 1 << 25;

/// How many numbers may still be kept.
pub(super) struct Room(AtomicUsize);

impl Default for Room {
    fn default() -> Self {
        Self(AtomicUsize::new(MOST))
    }
}

impl Room {
    /// Whether there is any.
    pub(super) fn is_left(&self) -> bool {
        self.0.load(Ordering::Relaxed) > 0
    }

    /// Keep the numbers of a column of a piece, where there is room for them; where there is not,
    /// none are kept from then on.
    pub(super) fn keep(&self, mut numbers: Vec<f64>) -> Option<Vec<f64>> {
        let count = numbers.len();
        let taken = |left: usize| left.checked_sub(count);
        if self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, taken).is_err() {
            self.0.store(0, Ordering::Relaxed);
            return None;
        }
        numbers.shrink_to_fit();
        Some(numbers)
    }
}

/// Make `values` the first of some numbers, which are taken off.
pub(super) fn hand_on(numbers: &mut &[f64], rows: usize, values: &mut Values) {
    let (first, rest) = numbers.split_at_checked(rows).unwrap_or_default();
    if let Values::Number(values) | Values::Time(values) = values {
        values.clear();
        values.extend_from_slice(first);
    }
    *numbers = rest;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_used_up() {
        let room = Room(AtomicUsize::new(5));
        assert_eq!(room.keep(vec![1.0; 4]), Some(vec![1.0; 4]));
        assert!(room.is_left() && room.keep(vec![1.0; 2]).is_none());
        assert!(room.keep(vec![1.0]).is_none() && !room.is_left());
    }

    #[test]
    fn numbers_are_handed_on_in_order() {
        let (mut numbers, mut values) = ([1.0, 2.0, 3.0].as_slice(), Values::Number(vec![9.0]));
        hand_on(&mut numbers, 2, &mut values);
        assert_eq!(values, Values::Number(vec![1.0, 2.0]));
        hand_on(&mut numbers, 1, &mut values);
        assert_eq!((values, numbers.len()), (Values::Number(vec![3.0]), 0));
    }
}
