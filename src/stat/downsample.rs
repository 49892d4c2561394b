//! Fewer rows, the same picture: M4 (Jugel et al., VLDB 2014) keeps, of each column of pixels, the
//! first, last, least and greatest value, which is all that a line drawn through them can show.

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
    let rows = x.len().min(y.len());
    let view = View { x: &x[..rows], y: &y[..rows], x0, x1, columns: columns as f64 };
    if rows < PARALLEL {
        return view.reduce(0..rows);
    }
    let cuts = view.cuts(PIECE);
    let pieces: Vec<Vec<u32>> =
        cuts.par_windows(2).map(|pair| view.reduce(pair[0]..pair[1])).collect();
    pieces.concat()
}

struct View<'a> {
    x: &'a [f64],
    y: &'a [f64],
    x0: f64,
    x1: f64,
    columns: f64,
}

impl View<'_> {
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

    /// Where rows can be parted without parting a column or a gap: with the first and last row,
    /// at least `piece` rows apart. That they depend on the data alone is not even needed: any
    /// such cuts give the same result.
    fn cuts(&self, piece: usize) -> Vec<usize> {
        let rows = self.x.len();
        let mut cuts = vec![0];
        let mut row = piece;
        while row < rows {
            let parts = self.present(row - 1)
                && self.present(row)
                && self.column(self.x[row - 1]) != self.column(self.x[row]);
            if parts {
                cuts.push(row);
            }
            row += if parts { piece } else { 1 };
        }
        cuts.push(rows);
        cuts
    }

    fn reduce(&self, rows: Range<usize>) -> Vec<u32> {
        let mut kept = Vec::with_capacity(rows.len().min(4 * self.columns as usize + 8));
        let mut open: Option<Kept> = None;
        for row in rows {
            if !self.present(row) {
                if let Some(done) = open.take() {
                    done.push(&mut kept);
                    kept.push(row as u32);
                }
                continue;
            }
            let column = self.column(self.x[row]);
            match &mut open {
                Some(same) if same.column == column => same.add(row, self.y),
                _ => {
                    if let Some(done) = open.replace(Kept::new(column, row)) {
                        done.push(&mut kept);
                    }
                }
            }
        }
        if let Some(done) = open {
            done.push(&mut kept);
        }
        kept
    }
}

/// What is kept of one column of pixels.
struct Kept {
    column: i64,
    first: usize,
    last: usize,
    least: usize,
    greatest: usize,
}

impl Kept {
    fn new(column: i64, row: usize) -> Self {
        Self { column, first: row, last: row, least: row, greatest: row }
    }

    fn add(&mut self, row: usize, y: &[f64]) {
        self.last = row;
        if y[row] < y[self.least] {
            self.least = row;
        }
        if y[row] > y[self.greatest] {
            self.greatest = row;
        }
    }

    fn push(&self, kept: &mut Vec<u32>) {
        let (a, b) = (self.least.min(self.greatest), self.least.max(self.greatest));
        let mut before = None;
        for row in [self.first, a, b, self.last] {
            if before != Some(row) {
                kept.push(row as u32);
            }
            before = Some(row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_four_rows_of_a_column() {
        let x: Vec<f64> = (0..8).map(f64::from).collect();
        let y = [3.0, 1.0, 2.0, 9.0, 4.0, 5.0, 5.0, 5.0];
        assert_eq!(m4(&x, &y, 0.0, 8.0, 1), [0, 1, 3, 7]);
        assert_eq!(m4(&x, &y, 0.0, 8.0, 8), [0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(m4(&x, &y, 0.0, 8.0, 2), [0, 1, 3, 4, 5, 7]);
    }

    #[test]
    fn a_gap_stays_a_gap() {
        let x: Vec<f64> = (0..7).map(f64::from).collect();
        let y = [1.0, 2.0, f64::NAN, f64::NAN, 8.0, 9.0, f64::NAN];
        assert_eq!(m4(&x, &y, 0.0, 7.0, 1), [0, 1, 2, 4, 5, 6]);
    }

    #[test]
    fn rows_outside_the_view_are_two_columns() {
        let x: Vec<f64> = (0..10).map(f64::from).collect();
        let y = vec![0.0; 10];
        assert_eq!(m4(&x, &y, 4.0, 5.0, 2), [0, 3, 4, 5, 6, 9]);
        assert!(m4(&x, &y, 4.0, 4.0, 0).len() <= 10);
    }

    #[test]
    fn pieces_do_not_show() {
        let rows = 450_000;
        let x: Vec<f64> = (0..rows).map(f64::from).collect();
        let y: Vec<f64> = (0..rows)
            .map(|i| if i % 9973 < 3 { f64::NAN } else { f64::from(i % 1013 * 7919 % 1009) })
            .collect();
        let end = f64::from(rows);
        let view = View { x: &x, y: &y, x0: 1000.0, x1: end, columns: 900.0 };
        assert!(view.cuts(PIECE).len() > 4);
        assert_eq!(m4(&x, &y, 1000.0, end, 900), view.reduce(0..rows as usize));
    }
}
