//! Rows to a plane: a value for each crossing of the places along two axes.

use crate::error::{Error, Result};

/// Cells of a plane up to which it is looked at as it is.
pub(super) const MOST: usize = 4_000_000;
/// So many times as many places as rows, and the rows are no grid.
const SPARSE: usize = 8;

/// Values where the places of two axes cross.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plane {
    /// Places along x: rising or falling.
    pub x: Vec<f64>,
    /// Places along y: rising or falling.
    pub y: Vec<f64>,
    /// Values, x fastest; missing is NaN.
    pub z: Vec<f64>,
}

impl Plane {
    /// The plane of these rows. Rows without a place are passed over.
    pub(super) fn new(x: &[f64], y: &[f64], z: Vec<f64>, names: [&str; 3]) -> Result<Self> {
        if let Some((x, y)) = in_order(x, y) {
            return Ok(Self { x, y, z });
        }
        let placed = || x.iter().zip(y).filter(|(x, y)| x.is_finite() && y.is_finite());
        let xs = places(placed().map(|(x, _)| *x));
        let ys = places(placed().map(|(_, y)| *y));
        let size = xs.len().saturating_mul(ys.len());
        let rows = placed().count();
        // A few rows may be any part of a grid.
        if size > SPARSE * rows + 100 {
            return Err(Error::not_a_grid(rows, [names[0], names[1]], [xs.len(), ys.len()]));
        }
        let mut plane = vec![f64::NAN; size];
        let mut seen = vec![false; size];
        let mut repeats = 0;
        let place = |all: &[f64], value: f64| all.binary_search_by(|v| v.total_cmp(&value)).ok();
        for ((&x, &y), &z) in x.iter().zip(y).zip(&z) {
            let Some(column) = place(&xs, x + 0.0) else { continue };
            let Some(row) = place(&ys, y + 0.0) else { continue };
            let at = row * xs.len() + column;
            repeats += u64::from(std::mem::replace(&mut seen[at], true));
            plane[at] = z;
        }
        if repeats > 0 {
            return Err(Error::repeated_places(repeats, names));
        }
        Ok(Self { x: xs, y: ys, z: plane })
    }

    /// The plane with blocks of cells as their means, where there are very many, and how many
    /// cells a block has along each axis.
    pub(super) fn coarse(self) -> (Self, usize) {
        let factor = (self.z.len() as f64 / MOST as f64).sqrt().ceil().max(1.0) as usize;
        if factor == 1 {
            return (self, 1);
        }
        let middle = |places: &[f64]| -> Vec<f64> {
            places.chunks(factor).map(|c| c.iter().sum::<f64>() / c.len() as f64).collect()
        };
        let (x, y) = (middle(&self.x), middle(&self.y));
        let mut z = Vec::with_capacity(x.len() * y.len());
        for rows in self.z.chunks(factor * self.x.len()) {
            let mut sums = vec![(0.0, 0_u32); x.len()];
            for row in rows.chunks(self.x.len()) {
                for (block, (sum, count)) in row.chunks(factor).zip(&mut sums) {
                    for value in block.iter().filter(|v| v.is_finite()) {
                        *sum += value;
                        *count += 1;
                    }
                }
            }
            // A block of which most is missing is missing.
            let most =
                |count: u32| 2 * count as usize >= factor * rows.len().div_ceil(self.x.len());
            z.extend(sums.iter().map(|&(sum, count)| {
                if count > 0 && most(count) { sum / f64::from(count) } else { f64::NAN }
            }));
        }
        (Self { x, y, z }, factor)
    }

    /// The least and the greatest value; none where there is no value.
    pub(super) fn range(&self) -> Option<[f64; 2]> {
        let mut range = [f64::INFINITY, f64::NEG_INFINITY];
        for &z in self.z.iter().filter(|z| z.is_finite()) {
            range = [range[0].min(z), range[1].max(z)];
        }
        (range[0] <= range[1]).then_some(range)
    }
}

/// The places along both axes of rows that are the cells of a grid in its order, x fastest.
fn in_order(x: &[f64], y: &[f64]) -> Option<(Vec<f64>, Vec<f64>)> {
    let first = *x.first()?;
    let wide = x.iter().skip(1).position(|&v| v == first).map_or(x.len(), |at| at + 1);
    if !x.len().is_multiple_of(wide) {
        return None;
    }
    let along: Vec<f64> = x.iter().take(wide).copied().collect();
    let up: Vec<f64> = y.iter().step_by(wide).copied().collect();
    let whole = x.chunks(wide).all(|row| row == along)
        && y.chunks(wide).zip(&up).all(|(row, first)| row.iter().all(|v| v == first));
    (whole && is_sorted(&along) && is_sorted(&up)).then_some((along, up))
}

/// Whether values rise, or fall, from each to the next.
fn is_sorted(values: &[f64]) -> bool {
    values.windows(2).all(|pair| pair[0] < pair[1])
        || values.windows(2).all(|pair| pair[0] > pair[1])
}

/// The different values in rising order.
fn places(values: impl Iterator<Item = f64>) -> Vec<f64> {
    // -0 is where 0 is.
    let mut all: Vec<f64> = values.map(|v| v + 0.0).collect();
    all.sort_unstable_by(f64::total_cmp);
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 3] = ["x", "y", "z"];

    #[test]
    fn rows_in_any_order_are_a_plane() {
        let plane = |x: &[f64], y: &[f64], z: &[f64]| Plane::new(x, y, z.to_vec(), NAMES).unwrap();
        let ordered = plane(&[1.0, 2.0, 1.0, 2.0], &[9.0, 9.0, 5.0, 5.0], &[0.1, 0.2, 0.3, 0.4]);
        assert_eq!(ordered.y, [9.0, 5.0]);
        assert_eq!(ordered.z, [0.1, 0.2, 0.3, 0.4]);
        let mixed = plane(&[2.0, 1.0, f64::NAN, 2.0], &[5.0, 9.0, 1.0, 9.0], &[0.4, 0.1, 0.9, 0.2]);
        assert_eq!((mixed.x.as_slice(), mixed.y.as_slice()), (&[1.0, 2.0][..], &[5.0, 9.0][..]));
        assert!(mixed.z[0].is_nan());
        assert_eq!(mixed.z[1..], [0.4, 0.1, 0.2]);
        let twice = Plane::new(&[1.0, 1.0], &[2.0, 2.0], vec![0.0; 2], NAMES);
        assert!(twice.unwrap_err().to_string().contains("1 row repeats a place"));
    }

    #[test]
    fn many_cells_are_put_together() {
        let (wide, high) = (2_500, 2_001);
        let x: Vec<f64> = (0..wide).map(f64::from).collect();
        let y: Vec<f64> = (0..high).map(f64::from).collect();
        let z = (0..high).flat_map(|j| (0..wide).map(move |i| f64::from(i + j))).collect();
        let (coarse, factor) = Plane { x, y, z }.coarse();
        assert_eq!((factor, coarse.x.len(), coarse.y.len()), (2, 1_250, 1_001));
        assert_eq!((coarse.x[0], coarse.y[1_000], coarse.z[0]), (0.5, 2_000.0, 1.0));
        assert_eq!(coarse.z.last().copied(), Some(2_498.5 + 2_000.0));
    }
}
