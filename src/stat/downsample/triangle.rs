//! The rows that give a line its shape: Largest Triangle Three Buckets (Steinarsson, Downsampling
//! Time Series for Visual Representation, 2013).

use std::ops::Range;

/// About `count` rows of a line from `x0` to `x1`, in row order.
///
/// Rows are cut into buckets of as many rows; of each, the row is kept that spans the largest
/// triangle with the one kept before and the mean of the next bucket. The first and last row are kept.
/// Where a value is missing the line is cut, and one missing row kept: each stretch is reduced by
/// itself to its share of `count`, though to no less than three rows. Outside the view only the
/// rows remain from which a line enters it.
#[must_use]
pub fn lttb(x: &[f64], y: &[f64], x0: f64, x1: f64, count: usize) -> Vec<u32> {
    let rows = x.len().min(y.len());
    let line = Line { x: &x[..rows], y: &y[..rows], x0, x1 };
    let stretches = line.stretches();
    let all: usize = stretches.iter().map(|stretch| stretch.rows.len()).sum();
    let mut kept = Vec::with_capacity(count.min(rows));
    for Stretch { rows, gap } in stretches {
        let share = rows.len() as f64 / all as f64 * count as f64;
        line.triangles(rows, share.round() as usize, &mut kept);
        kept.extend(gap);
    }
    kept
}

/// Rows that follow each other.
struct Stretch {
    rows: Range<usize>,
    /// The missing row after them.
    gap: Option<u32>,
}

struct Line<'a> {
    x: &'a [f64],
    y: &'a [f64],
    x0: f64,
    x1: f64,
}

impl Line<'_> {
    /// Whether a row lies left of the view, in it or right of it; none when it is missing.
    fn side(&self, row: usize) -> Option<i8> {
        let (x, y) = (self.x.get(row)?, self.y.get(row)?);
        let place = i8::from(*x > self.x1) - i8::from(*x < self.x0);
        (x.is_finite() && y.is_finite()).then_some(place)
    }

    /// The stretches without a gap of rows in view, and of those from which a line enters it.
    fn stretches(&self) -> Vec<Stretch> {
        let mut all: Vec<Stretch> = Vec::new();
        let mut before = None;
        let mut side = self.side(0);
        for row in 0..self.x.len() {
            let after = self.side(row + 1);
            let Some(here) = side else {
                if let Some(last) = all.last_mut() {
                    last.gap.get_or_insert(row as u32);
                }
                (before, side) = (None, after);
                continue;
            };
            let other = |side: Option<i8>| side.is_some_and(|side| side != here);
            if here == 0 || other(before) || other(after) {
                match all.last_mut().filter(|last| last.rows.end == row && last.gap.is_none()) {
                    Some(last) => last.rows.end += 1,
                    None => all.push(Stretch { rows: row..row + 1, gap: None }),
                }
            }
            (before, side) = (side, after);
        }
        all
    }

    /// Reduce a stretch to `count` rows.
    fn triangles(&self, rows: Range<usize>, count: usize, kept: &mut Vec<u32>) {
        let count = count.max(3);
        if rows.len() <= count {
            kept.extend(rows.map(|row| row as u32));
            return;
        }
        let (x, y) = (&self.x[rows.clone()], &self.y[rows.clone()]);
        // Between the first and the last row, buckets of this many.
        let bucket = (x.len() - 2) as f64 / (count - 2) as f64;
        let start = |number: usize| ((number as f64 * bucket) as usize + 1).min(x.len() - 1);
        let mut from = 0;
        kept.push(rows.start as u32);
        for number in 0..count - 2 {
            let (begin, end) = (start(number), start(number + 1));
            let next = end..start(number + 2).max(end + 1);
            // Relative to the row before, so that large numbers (times) lose nothing.
            let away = |values: &[f64]| {
                let sum: f64 = values[next.clone()].iter().map(|v| v - values[from]).sum();
                sum / next.len() as f64
            };
            let (dx, dy) = (away(x), away(y));
            let (mut best, mut largest) = (begin, -1.0);
            for row in begin..end {
                let area = (dx * (y[row] - y[from]) - dy * (x[row] - x[from])).abs();
                if area > largest {
                    (best, largest) = (row, area);
                }
            }
            from = best;
            kept.push((rows.start + best) as u32);
        }
        kept.push(rows.end as u32 - 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_peak_of_a_bucket() {
        let x: Vec<f64> = (0..8).map(f64::from).collect();
        let y = [0.0, 0.0, 7.0, 0.0, 0.0, -5.0, 0.0, 0.0];
        assert_eq!(lttb(&x, &y, 0.0, 7.0, 4), [0, 2, 5, 7]);
        assert_eq!(lttb(&x, &y, 0.0, 7.0, 8), [0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(lttb(&x, &y, 0.0, 7.0, 0), [0, 2, 7]);
        assert!(lttb(&[], &[], 0.0, 7.0, 9).is_empty());
    }

    #[test]
    fn stretches_between_gaps_have_their_share() {
        let x: Vec<f64> = (0..100).map(f64::from).collect();
        let mut y: Vec<f64> = (0..100_i32).map(|i| f64::from(i * 37 % 11)).collect();
        for row in [20, 21, 99] {
            y[row] = f64::NAN;
        }
        let kept = lttb(&x, &y, 0.0, 99.0, 40);
        assert_eq!(kept.iter().filter(|&&row| row < 20).count(), 8);
        assert_eq!(kept.iter().filter(|&&row| row > 21).count(), 32 + 1);
        assert!(kept.contains(&19) && kept.contains(&20) && !kept.contains(&21));
        assert!(kept.contains(&22) && kept.contains(&98) && kept.ends_with(&[99]));
    }

    #[test]
    fn lines_enter_the_view_where_they_do() {
        let x = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 0.0, 1.0, 2.0, 3.0];
        let y = [0.0; 12];
        assert_eq!(lttb(&x, &y, 2.5, 4.5, 50), [2, 3, 4, 5, 7, 8, 10, 11]);
        let mut gap = y;
        gap[2] = f64::NAN;
        assert_eq!(lttb(&x, &gap, 2.5, 4.5, 50), [3, 4, 5, 7, 8, 10, 11]);
    }
}
