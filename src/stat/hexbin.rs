//! Hexagonal bins (Carr et al. 1987): two lattices of rectangles, one at the other's middles; a
//! point belongs to the nearer centre. Places and ties are those of matplotlib's `Axes.hexbin`.

use super::quantile::{quantile, sorted};

/// How the values of a hexagon become one. Missing values are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reduction {
    /// How many there are.
    Count,
    /// Their sum.
    Sum,
    /// Their mean.
    Mean,
    /// The middle one.
    Median,
    /// The least.
    Min,
    /// The greatest.
    Max,
    /// Their standard deviation, n - 1 as everywhere in vizcli.
    Std,
}

/// Hexagons that hold a point. All have the same size; two of their corners point up and down.
#[derive(Clone, Debug, PartialEq)]
pub struct Hexagons {
    /// Centres.
    pub x: Vec<f64>,
    /// Centres.
    pub y: Vec<f64>,
    /// From the left side to the right side.
    pub width: f64,
    /// From the lowest corner to the highest: 2 to 3 with the distance of two rows of one lattice.
    pub height: f64,
    /// Where the rows of each begin in `rows`, and at last where they end.
    starts: Vec<usize>,
    rows: Vec<usize>,
}

impl Hexagons {
    /// How many hexagons there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.x.len()
    }

    /// Is there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.x.is_empty()
    }

    /// The points in hexagon `index`, ascending.
    #[must_use]
    pub fn rows(&self, index: usize) -> &[usize] {
        match (self.starts.get(index), self.starts.get(index + 1)) {
            (Some(&from), Some(&to)) => &self.rows[from..to],
            _ => &[],
        }
    }

    /// How many points are in each.
    #[must_use]
    pub fn counts(&self) -> Vec<usize> {
        (0..self.len()).map(|i| self.rows(i).len()).collect()
    }

    /// One number per hexagon, from the values of its points; NaN where all are missing.
    #[must_use]
    pub fn reduce(&self, values: &[f64], reduction: Reduction) -> Vec<f64> {
        let pick = |i: usize| -> Vec<f64> {
            self.rows(i).iter().filter_map(|&row| values.get(row).copied()).collect()
        };
        (0..self.len()).map(|i| reduce(&sorted(&pick(i)), reduction)).collect()
    }

    /// The hexagons that hold at least so many points.
    #[must_use]
    pub fn at_least(&self, least: usize) -> Self {
        let mut kept =
            Self { x: Vec::new(), y: Vec::new(), starts: vec![0], rows: vec![], ..*self };
        for (i, (&x, &y)) in self.x.iter().zip(&self.y).enumerate() {
            if self.rows(i).len() >= least {
                kept.x.push(x);
                kept.y.push(y);
                kept.rows.extend_from_slice(self.rows(i));
                kept.starts.push(kept.rows.len());
            }
        }
        kept
    }
}

/// The points whose x and y are finite, in `count` hexagons across and (twice) `count` up. They
/// cover `extent`, `[[left, right], [bottom, top]]`, or what the points take; a point outside is
/// in none. Hexagons come in matplotlib's order: column by column, first of the one lattice.
#[must_use]
pub fn bin(x: &[f64], y: &[f64], count: [usize; 2], extent: Option<[[f64; 2]; 2]>) -> Hexagons {
    let [nx, ny] = count.map(|n| n.max(1) as f64);
    let finite = |i: &usize| x[*i].is_finite() && y[*i].is_finite();
    let rows: Vec<usize> = (0..x.len().min(y.len())).filter(finite).collect();
    let [across, up] = extent.unwrap_or_else(|| [ends(x, &rows), ends(y, &rows)]);
    let [[left, right], [bottom, top]] = [spread(across), spread(up)];
    // So that rounding does not lose the points on the sides.
    let padding = 1e-9 * (right - left);
    let (left, right) = (left - padding, right + padding);
    let [sx, sy] = [(right - left) / nx, (top - bottom) / ny];
    let mut found: Vec<(bool, u64, u64, usize)> = Vec::with_capacity(rows.len());
    for row in rows {
        let (ix, iy) = ((x[row] - left) / sx, (y[row] - bottom) / sy);
        let (x1, y1) = (ix.round_ties_even(), iy.round_ties_even());
        let (x2, y2) = (ix.floor(), iy.floor());
        let first = (ix - x1).powi(2) + 3.0 * (iy - y1).powi(2);
        let second = (ix - x2 - 0.5).powi(2) + 3.0 * (iy - y2 - 0.5).powi(2);
        let between = first >= second;
        let (i, j, most) = if between { (x2, y2, 0.0) } else { (x1, y1, 1.0) };
        if i >= 0.0 && i < nx + most && j >= 0.0 && j < ny + most {
            found.push((between, i as u64, j as u64, row));
        }
    }
    found.sort_unstable();
    let mut cells = Hexagons {
        x: Vec::new(),
        y: Vec::new(),
        width: sx,
        height: sy * 2.0 / 3.0,
        starts: Vec::new(),
        rows: Vec::with_capacity(found.len()),
    };
    let mut last = None;
    for (between, i, j, row) in found {
        if last != Some((between, i, j)) {
            let shift = if between { 0.5 } else { 0.0 };
            cells.x.push((i as f64 + shift) * sx + left);
            cells.y.push((j as f64 + shift) * sy + bottom);
            cells.starts.push(cells.rows.len());
            last = Some((between, i, j));
        }
        cells.rows.push(row);
    }
    cells.starts.push(cells.rows.len());
    cells
}

/// One number from values that are sorted and finite.
fn reduce(values: &[f64], reduction: Reduction) -> f64 {
    let n = values.len() as f64;
    let mean = || values.iter().sum::<f64>() / n;
    match (reduction, values) {
        (Reduction::Count, _) => n,
        (_, []) => f64::NAN,
        (Reduction::Sum, _) => values.iter().sum(),
        (Reduction::Mean, _) => mean(),
        (Reduction::Median, _) => quantile(values, 0.5),
        (Reduction::Min, [least, ..]) => *least,
        (Reduction::Max, [.., most]) => *most,
        (Reduction::Std, _) => {
            let mean = mean();
            (values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt()
        }
    }
}

/// The least and greatest of the values in `rows`; 0 to 1 over nothing.
fn ends(values: &[f64], rows: &[usize]) -> [f64; 2] {
    let picked = || rows.iter().map(|&row| values[row]);
    if rows.is_empty() {
        return [0.0, 1.0];
    }
    [picked().fold(f64::INFINITY, f64::min), picked().fold(f64::NEG_INFINITY, f64::max)]
}

/// Ends that differ: a tenth of the value to both sides of it, as matplotlib does.
fn spread([a, b]: [f64; 2]) -> [f64; 2] {
    let (low, high) = (a.min(b), a.max(b));
    let most = low.abs().max(high.abs());
    if !low.is_finite() || !high.is_finite() || most < 1e21 * f64::MIN_POSITIVE {
        return [-0.1, 0.1];
    }
    if high - low > most * 1e-15 {
        return [low, high];
    }
    [low - 0.1 * low.abs(), high + 0.1 * high.abs()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_point_is_in_one_hexagon() {
        let x: Vec<f64> = (0..500).map(|i| f64::from(i * 37 % 101)).collect();
        let y: Vec<f64> = (0..500).map(|i| f64::from(i * 53 % 97)).collect();
        let cells = bin(&x, &y, [9, 5], None);
        let mut rows: Vec<usize> = (0..cells.len()).flat_map(|i| cells.rows(i).to_vec()).collect();
        rows.sort_unstable();
        assert_eq!(rows, (0..500).collect::<Vec<_>>());
        let crowded = cells.at_least(8);
        assert!(crowded.counts().iter().all(|&n| n >= 8) && crowded.len() < cells.len());
    }

    #[test]
    fn missing_and_single_points() {
        let cells = bin(&[5.0, f64::NAN], &[0.0, 1.0], [4, 4], None);
        assert_eq!((cells.len(), cells.rows(0), cells.rows(1)), (1, &[0][..], &[][..]));
        assert!(cells.reduce(&[f64::NAN], Reduction::Mean)[0].is_nan());
        assert_eq!(cells.reduce(&[f64::NAN], Reduction::Count), [0.0]);
        assert!(bin(&[], &[], [4, 4], None).is_empty());
        assert!(bin(&[9.0], &[9.0], [2, 2], Some([[0.0, 1.0], [0.0, 1.0]])).is_empty());
    }
}
