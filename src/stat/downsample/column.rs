//! What every column of pixels shows of a line: its first, last, least and greatest row (M4: Jugel
//! et al., VLDB 2014), or the least and greatest alone.

use std::ops::Range;

use rayon::prelude::*;

/// Below this many rows the work is done on one thread.
const PARALLEL: usize = 200_000;
/// Rows of one parallel piece.
const PIECE: usize = 65_536;

/// The rows that a line has to go through, in row order, when `x` (ascending) from `x0` to `x1` is
/// drawn on `columns` columns of pixels. Rows left and right of the view count as one column each,
/// so that lines still enter and leave it. A gap (a value that is not finite) stays a gap: runs on
/// both sides are reduced apart, and one row of the gap is kept between them.
#[must_use]
pub fn m4(x: &[f64], y: &[f64], x0: f64, x1: f64, columns: usize) -> Vec<u32> {
    View::new(x, y, [x0, x1], columns).kept(Keep::Four)
}

/// As [`m4`], but of a column in view the least and greatest row alone: half as many rows, and the
/// line between two columns may be off by as much as a column is wide.
#[must_use]
pub fn minmax(x: &[f64], y: &[f64], x0: f64, x1: f64, columns: usize) -> Vec<u32> {
    View::new(x, y, [x0, x1], columns).kept(Keep::Two)
}

/// What is kept of a column in view.
#[derive(Clone, Copy)]
enum Keep {
    /// First, last, least and greatest.
    Four,
    /// Least and greatest.
    Two,
}

/// A part of a piece.
enum Part {
    /// Missing values, from this row on.
    Gap(u32),
    /// Rows of one column of pixels.
    Bucket(Bucket),
}

struct View<'a> {
    x: &'a [f64],
    y: &'a [f64],
    x0: f64,
    x1: f64,
    columns: f64,
}

impl<'a> View<'a> {
    fn new(x: &'a [f64], y: &'a [f64], [x0, x1]: [f64; 2], columns: usize) -> Self {
        let rows = x.len().min(y.len());
        Self { x: &x[..rows], y: &y[..rows], x0, x1, columns: columns as f64 }
    }

    /// The column of pixels of `x`: -1 and `columns` are outside.
    fn column(&self, x: f64) -> i64 {
        if x < self.x0 {
            -1
        } else if x > self.x1 {
            self.columns as i64
        } else {
            let place = (x - self.x0) / (self.x1 - self.x0) * self.columns;
            (place as i64).clamp(0, (self.columns as i64 - 1).max(0))
        }
    }

    fn present(&self, row: usize) -> bool {
        self.x[row].is_finite() && self.y[row].is_finite()
    }

    fn kept(&self, keep: Keep) -> Vec<u32> {
        let rows = self.x.len();
        if rows < PARALLEL {
            return self.join(self.parts(0..rows), keep);
        }
        let piece = |number: usize| number * PIECE..((number + 1) * PIECE).min(rows);
        let pieces: Vec<Vec<Part>> =
            (0..rows.div_ceil(PIECE)).into_par_iter().map(|n| self.parts(piece(n))).collect();
        self.join(pieces.into_iter().flatten(), keep)
    }

    /// The gaps and columns of a piece.
    fn parts(&self, rows: Range<usize>) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut row = rows.start;
        while row < rows.end {
            if self.present(row) {
                let column = self.column(self.x[row]);
                let end = self.column_end(column, row..rows.end);
                let bucket = Bucket::new(column, row, &self.y[row..end]);
                row = bucket.last as usize + 1;
                parts.push(Part::Bucket(bucket));
            } else {
                parts.push(Part::Gap(row as u32));
                row += (row..rows.end).take_while(|&row| !self.present(row)).count();
            }
        }
        parts
    }

    /// Where a column that begins a piece ends. As x ascends, few rows tell: steps are doubled until
    /// one leads out of the column.
    fn column_end(&self, column: i64, rows: Range<usize>) -> usize {
        let within = |x: &f64| x.is_finite() && self.column(*x) == column;
        let (mut known, mut step) = (rows.start + 1, 1);
        while self.x[..rows.end].get(known + step - 1).is_some_and(within) {
            known += step;
            step *= 2;
        }
        let open = &self.x[known..(known + step).min(rows.end)];
        known + open.partition_point(within)
    }

    /// The rows that are kept. Parts of a column that lie in several pieces are one again, and so
    /// are those of a gap: where pieces begin does not show.
    fn join(&self, parts: impl IntoIterator<Item = Part>, keep: Keep) -> Vec<u32> {
        let mut kept = Vec::new();
        let mut open: Option<Bucket> = None;
        let push = |done: &Bucket, kept: &mut Vec<u32>| {
            let outside = done.column < 0 || done.column >= self.columns as i64;
            done.push(if outside { Keep::Four } else { keep }, kept);
        };
        for part in parts {
            match (part, &mut open) {
                (Part::Bucket(next), Some(same)) if same.column == next.column => {
                    same.join(&next, self.y);
                }
                (Part::Bucket(next), before) => {
                    if let Some(done) = before.replace(next) {
                        push(&done, &mut kept);
                    }
                }
                (Part::Gap(row), before) => {
                    if let Some(done) = before.take() {
                        push(&done, &mut kept);
                        kept.push(row);
                    }
                }
            }
        }
        if let Some(done) = open {
            push(&done, &mut kept);
        }
        kept
    }
}

/// Rows of one column of pixels. Of equal values the first is the least or greatest.
struct Bucket {
    column: i64,
    first: u32,
    last: u32,
    least: u32,
    greatest: u32,
}

impl Bucket {
    /// The rows from `first` on, whose values these are, up to the first that is missing.
    fn new(column: i64, first: usize, values: &[f64]) -> Self {
        let (mut least, mut greatest) = (0, 0);
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        let mut rows = 0;
        for (row, &value) in values.iter().enumerate() {
            if !value.is_finite() {
                break;
            }
            if value < low {
                (low, least) = (value, row);
            }
            if value > high {
                (high, greatest) = (value, row);
            }
            rows = row;
        }
        let [last, least, greatest] = [rows, least, greatest].map(|row| (first + row) as u32);
        Self { column, first: first as u32, last, least, greatest }
    }

    /// Add the rows of the same column that follow.
    fn join(&mut self, next: &Self, y: &[f64]) {
        let value = |row: u32| y[row as usize];
        self.last = next.last;
        if value(next.least) < value(self.least) {
            self.least = next.least;
        }
        if value(next.greatest) > value(self.greatest) {
            self.greatest = next.greatest;
        }
    }

    fn push(&self, keep: Keep, kept: &mut Vec<u32>) {
        let (a, b) = (self.least.min(self.greatest), self.least.max(self.greatest));
        let rows = match keep {
            Keep::Four => [self.first, a, b, self.last],
            Keep::Two => [a, a, b, b],
        };
        let mut before = None;
        for row in rows {
            if before != Some(row) {
                kept.push(row);
            }
            before = Some(row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_four_or_two_rows_of_a_column() {
        let x: Vec<f64> = (0..8).map(f64::from).collect();
        let y = [3.0, 1.0, 2.0, 9.0, 4.0, 5.0, 5.0, 5.0];
        assert_eq!(m4(&x, &y, 0.0, 8.0, 1), [0, 1, 3, 7]);
        assert_eq!(m4(&x, &y, 0.0, 8.0, 8), [0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(m4(&x, &y, 0.0, 8.0, 2), [0, 1, 3, 4, 5, 7]);
        assert_eq!(minmax(&x, &y, 0.0, 8.0, 1), [1, 3]);
        assert_eq!(minmax(&x, &y, 0.0, 8.0, 2), [1, 3, 4, 5]);
    }

    #[test]
    fn a_gap_stays_a_gap() {
        let x: Vec<f64> = (0..7).map(f64::from).collect();
        let y = [1.0, 2.0, f64::NAN, f64::NAN, 8.0, 9.0, f64::NAN];
        assert_eq!(m4(&x, &y, 0.0, 7.0, 1), [0, 1, 2, 4, 5, 6]);
        assert_eq!(minmax(&x, &y, 0.0, 7.0, 1), [0, 1, 2, 4, 5, 6]);
        assert!(m4(&x, &[f64::NAN; 7], 0.0, 7.0, 1).is_empty());
    }

    #[test]
    fn rows_outside_the_view_are_two_columns() {
        let x: Vec<f64> = (0..10).map(f64::from).collect();
        let y = vec![0.0; 10];
        assert_eq!(m4(&x, &y, 4.0, 5.0, 2), [0, 3, 4, 5, 6, 9]);
        assert_eq!(minmax(&x, &y, 4.0, 5.0, 2), [0, 3, 4, 5, 6, 9]);
        assert!(m4(&x, &y, 4.0, 4.0, 0).len() <= 10);
    }

    #[test]
    fn pieces_do_not_show() {
        let x: Vec<f64> = (0..300).map(f64::from).collect();
        let y: Vec<f64> = (0..300_i32)
            .map(|i| if i % 97 < 5 { f64::NAN } else { f64::from(i * 7919 % 101) })
            .collect();
        for columns in [1, 7, 60, 500] {
            let view = View::new(&x, &y, [20.0, 280.0], columns);
            for keep in [Keep::Four, Keep::Two] {
                let whole = view.join(view.parts(0..300), keep);
                for piece in [1, 2, 13, 64, 299] {
                    let cut = (0..300).step_by(piece).map(|at| at..(at + piece).min(300));
                    let parts = cut.flat_map(|rows| view.parts(rows));
                    assert_eq!(view.join(parts, keep), whole, "{columns} columns, {piece} rows");
                }
            }
        }
    }
}
