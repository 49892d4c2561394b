//! Lines of equal height over a grid, and the regions above them: marching squares.
//!
//! A corner is high when its value is at least the level; a line crosses a side whose ends differ,
//! at the place that linear interpolation gives. Where both diagonals of a cell differ (a saddle),
//! the mean of its four corners decides which are joined. A cell with one missing corner is cut
//! to a triangle, one with more is left out. Every line has the high side on its left, so that
//! chains of them are rings, and every place is computed once for all cells that meet there.

use std::cmp::Ordering;

/// Values over the crossings of columns and rows. Values that are not finite are missing.
#[derive(Clone, Copy, Debug)]
pub struct Grid<'a> {
    /// Where the columns are: ascending or descending.
    pub x: &'a [f64],
    /// Where the rows are: ascending or descending.
    pub y: &'a [f64],
    /// The values, row by row: `y.len()` rows of `x.len()`.
    pub z: &'a [f64],
}

/// A chain of points. A closed one ends with the point it begins with.
pub type Chain = Vec<[f64; 2]>;

/// The lines at `level`, open ones first.
#[must_use]
pub fn lines(grid: Grid<'_>, level: f64) -> Vec<Chain> {
    Surface::new(grid).map_or_else(Vec::new, |surface| surface.lines(level))
}

/// The rings around where values are at least `level`, along the sides of the grid too. Outer
/// rings run counterclockwise in data coordinates, holes clockwise: fill them by nonzero winding.
#[must_use]
pub fn regions(grid: Grid<'_>, level: f64) -> Vec<Chain> {
    Surface::new(grid).map_or_else(Vec::new, |surface| surface.regions(level))
}

/// The area inside of a ring: positive when it runs counterclockwise.
#[must_use]
pub fn area(ring: &[[f64; 2]]) -> f64 {
    let Some(&[x, y]) = ring.first() else { return 0.0 };
    let twice = ring
        .windows(2)
        .map(|pair| (pair[0][0] - x) * (pair[1][1] - y) - (pair[1][0] - x) * (pair[0][1] - y));
    twice.sum::<f64>() / 2.0
}

/// A place on the grid: a node, or where the level crosses a side. Four times the index of a node
/// plus what begins there.
type Place = usize;
const NODE: usize = 0;
const ACROSS: usize = 1;
const UP: usize = 2;
const SLANTED: usize = 3;

/// From one place straight to another.
type Link = (Place, Place);

/// A grid that was looked at once for all its levels.
pub struct Surface<'a> {
    grid: Grid<'a>,
    columns: usize,
    /// An axis runs backwards, so that counterclockwise in indices is clockwise in data.
    mirrored: bool,
    /// First corners of the cells with a side behind which there is nothing.
    border: Vec<usize>,
}

impl<'a> Surface<'a> {
    /// None where there are fewer than two columns or rows.
    #[must_use]
    pub fn new(grid: Grid<'a>) -> Option<Self> {
        let (columns, rows) = (grid.x.len(), grid.y.len());
        if columns < 2 || rows < 2 || grid.z.len() != columns * rows {
            return None;
        }
        let backwards = |v: &[f64]| v.first() > v.last();
        let mirrored = backwards(grid.x) != backwards(grid.y);
        let mut surface = Self { grid, columns, mirrored, border: Vec::new() };
        // How many corners of each cell are there, with cells of none around them all.
        let wide = columns + 1;
        let mut there = vec![0_u8; wide * (rows + 1)];
        for node in (0..columns * (rows - 1)).filter(|node| node % columns + 1 < columns) {
            let corners = surface.corners(node);
            let count = corners.into_iter().filter(|&n| surface.present(n)).count();
            there[(node / columns + 1) * wide + node % columns + 1] = count as u8;
        }
        for node in (0..columns * (rows - 1)).filter(|node| node % columns + 1 < columns) {
            let at = (node / columns + 1) * wide + node % columns + 1;
            let open = [at - 1, at + 1, at - wide, at + wide].iter().any(|&n| there[n] < 3);
            if there[at] > 2 && (open || there[at] == 3) {
                surface.border.push(node);
            }
        }
        Some(surface)
    }

    /// As [`lines`].
    #[must_use]
    pub fn lines(&self, level: f64) -> Vec<Chain> {
        let field = Field { surface: self, level };
        let mut links = Vec::new();
        field.each_crossed(|corners| field.cross(corners, &mut links));
        let chains = join(links).into_iter().map(|chain| field.places(&chain));
        chains.filter(|chain| chain.len() > 1).collect()
    }

    /// As [`regions`].
    #[must_use]
    pub fn regions(&self, level: f64) -> Vec<Chain> {
        let field = Field { surface: self, level };
        let mut links = Vec::new();
        field.each_crossed(|corners| field.cross(corners, &mut links));
        for &node in &self.border {
            self.with_corners(node, |corners| field.follow_sides(corners, &mut links));
        }
        let chains = join(links).into_iter().map(|chain| field.places(&chain));
        // A peak that just reaches the level has a ring without area.
        chains.filter(|chain| chain.len() > 3 && area(chain) != 0.0).collect()
    }

    fn present(&self, node: usize) -> bool {
        self.grid.z[node].is_finite()
    }

    /// The corners of a cell, counterclockwise in indices, from its first one.
    fn corners(&self, node: usize) -> [usize; 4] {
        [node, node + 1, node + 1 + self.columns, node + self.columns]
    }

    /// Calls `act` with those corners of a cell that are there, three or four.
    fn with_corners(&self, node: usize, act: impl FnOnce(&[usize])) {
        let mut corners = self.corners(node);
        let mut count = 0;
        for k in 0..4 {
            if self.present(corners[k]) {
                corners[count] = corners[k];
                count += 1;
            }
        }
        if count > 2 {
            act(&corners[..count]);
        }
    }
}

/// A surface, cut at a level.
struct Field<'a> {
    surface: &'a Surface<'a>,
    level: f64,
}

impl Field<'_> {
    fn high(&self, node: usize) -> bool {
        self.surface.grid.z[node] >= self.level
    }

    /// Calls `act` with the corners of each cell of which some are high and some are not.
    fn each_crossed(&self, mut act: impl FnMut(&[usize])) {
        let columns = self.surface.columns;
        let mut rows = self.surface.grid.z.chunks_exact(columns);
        let Some(mut below) = rows.next() else { return };
        for (j, above) in rows.enumerate() {
            let sides = below.windows(2).zip(above.windows(2));
            for (i, (low, high)) in sides.enumerate() {
                let count = [low[0], low[1], high[0], high[1]].map(|z| u8::from(z >= self.level));
                let count: u8 = count.iter().sum();
                if count > 0 && count < 4 {
                    self.surface.with_corners(j * columns + i, &mut act);
                }
            }
            below = above;
        }
    }

    /// Where the level crosses the side between two nodes.
    fn crossing(&self, a: usize, b: usize) -> Place {
        let columns = self.surface.columns;
        let (low, high) = (a.min(b), a.max(b));
        match (low % columns).cmp(&(high % columns)) {
            Ordering::Equal => low * 4 + UP,
            Ordering::Less if low / columns == high / columns => low * 4 + ACROSS,
            // A cell that lacks a corner has one diagonal: its lower left node names it.
            Ordering::Less => low * 4 + SLANTED,
            Ordering::Greater => (low - 1) * 4 + SLANTED,
        }
    }

    /// The lines through a cell, from where its outline leaves the high side to where it returns.
    fn cross(&self, corners: &[usize], links: &mut Vec<Link>) {
        let sides = || corners.iter().zip(corners.iter().cycle().skip(1));
        let mut turns = [(0, false); 4];
        let mut count = 0;
        for (&a, &b) in sides() {
            if self.high(a) != self.high(b) {
                turns[count] = (self.crossing(a, b), self.high(a));
                count += 1;
            }
        }
        let turns = &turns[..count];
        let mean = || corners.iter().map(|&n| self.surface.grid.z[n] / 4.0).sum::<f64>();
        // At a saddle, lines cut off the low corners when the middle is high, else the high ones.
        let step = if count == 4 && mean() < self.level { count - 1 } else { 1 };
        for (k, &(place, leaves)) in turns.iter().enumerate() {
            if leaves {
                links.push((place, turns[(k + step) % count].0));
            }
        }
    }

    /// The high parts of those sides of a cell behind which there is nothing.
    fn follow_sides(&self, corners: &[usize], links: &mut Vec<Link>) {
        for (&a, &b) in corners.iter().zip(corners.iter().cycle().skip(1)) {
            if self.continues(a, b) {
                continue;
            }
            match (self.high(a), self.high(b)) {
                (true, true) => links.push((a * 4 + NODE, b * 4 + NODE)),
                (true, false) => links.push((a * 4 + NODE, self.crossing(a, b))),
                (false, true) => links.push((self.crossing(a, b), b * 4 + NODE)),
                (false, false) => {}
            }
        }
    }

    /// Does a cell lie to the right of the way from `a` to `b`?
    fn continues(&self, a: usize, b: usize) -> bool {
        let columns = self.surface.columns;
        let (i, j) = (a.min(b) % columns, a.min(b) / columns);
        let (i, j) = match (self.crossing(a, b) % 4, a < b) {
            (ACROSS, true) => (Some(i), j.checked_sub(1)),
            (UP, false) => (i.checked_sub(1), Some(j)),
            (ACROSS, false) | (UP, true) => (Some(i), Some(j)),
            _ => (None, None),
        };
        let (Some(i), Some(j)) = (i, j) else { return false };
        let inside = i + 1 < columns && j + 1 < self.surface.grid.y.len();
        let corners = self.surface.corners(j * columns + i);
        inside && corners.into_iter().filter(|&n| self.surface.present(n)).count() > 2
    }

    /// A chain of places as points, without those that repeat.
    fn places(&self, chain: &[Place]) -> Chain {
        let mut points: Chain = chain.iter().map(|&place| self.point(place)).collect();
        points.dedup();
        if self.surface.mirrored {
            points.reverse();
        }
        points
    }

    fn point(&self, place: Place) -> [f64; 2] {
        let columns = self.surface.columns;
        let node = place / 4;
        let (a, b) = match place % 4 {
            NODE => (node, node),
            ACROSS => (node, node + 1),
            UP => (node, node + columns),
            // The diagonal between the neighbours of the missing corner.
            _ if self.surface.present(node) && self.surface.present(node + columns + 1) => {
                (node, node + columns + 1)
            }
            _ => (node + 1, node + columns),
        };
        let at = |n: usize| [self.surface.grid.x[n % columns], self.surface.grid.y[n / columns]];
        let (from, to) = (at(a), at(b));
        if a == b {
            return from;
        }
        // Halves, so that no difference overflows.
        let (za, zb) = (self.surface.grid.z[a] / 2.0, self.surface.grid.z[b] / 2.0);
        let share = ((self.level / 2.0 - za) / (zb - za)).clamp(0.0, 1.0);
        [0, 1].map(|k| from[k] * (1.0 - share) + to[k] * share)
    }
}

/// Links joined to chains: those that have a beginning first, then those that are closed.
fn join(mut links: Vec<Link>) -> Vec<Vec<Place>> {
    links.sort_unstable();
    let mut ends: Vec<Place> = links.iter().map(|link| link.1).collect();
    ends.sort_unstable();
    let mut used = vec![false; links.len()];
    let mut chains = Vec::new();
    for open in [true, false] {
        for start in 0..links.len() {
            if used[start] || (open && ends.binary_search(&links[start].0).is_ok()) {
                continue;
            }
            let mut chain = vec![links[start].0];
            let mut at = start;
            loop {
                used[at] = true;
                let place = links[at].1;
                chain.push(place);
                // Two rings may touch in a node; any way through it makes rings.
                let first = links.partition_point(|link| link.0 < place);
                let here = links[first..].iter().take_while(|link| link.0 == place).count();
                match (first..first + here).find(|&next| !used[next]) {
                    Some(next) => at = next,
                    None => break,
                }
            }
            chains.push(chain);
        }
    }
    chains
}

#[cfg(test)]
mod tests {
    use super::*;

    fn areas(x: &[f64], y: &[f64], z: &[f64], level: f64) -> Vec<f64> {
        let rings = regions(Grid { x, y, z }, level);
        assert!(rings.iter().all(|ring| ring.first() == ring.last()));
        rings.iter().map(|ring| area(ring)).collect()
    }

    #[test]
    fn flat_grids_are_all_or_nothing() {
        let (x, y) = ([0.0, 2.0], [0.0, 3.0]);
        assert_eq!(areas(&x, &y, &[1.0; 4], 1.0), [6.0]);
        assert!(areas(&x, &y, &[1.0; 4], 1.1).is_empty());
        assert!(areas(&x, &y, &[f64::NAN; 4], 1.0).is_empty());
        assert!(lines(Grid { x: &x, y: &y, z: &[1.0; 4] }, 1.0).is_empty());
        assert!(lines(Grid { x: &x, y: &y[..1], z: &[1.0; 2] }, 1.0).is_empty());
    }

    #[test]
    fn plateaus_peaks_and_holes() {
        let axis = [0.0, 1.0, 2.0, 3.0, 4.0];
        let mut z = [0.0; 25];
        z[12] = 1.0;
        assert!(areas(&axis, &axis, &z, 1.0).is_empty());
        assert_eq!(areas(&axis, &axis, &z, 0.5), [0.5]);
        assert_eq!(areas(&axis, &axis, &z.map(|v| -v), -0.5), [16.0, -0.5]);
        for at in [6, 7, 11, 12] {
            z[at] = 1.0;
        }
        assert_eq!(areas(&axis, &axis, &z, 1.0), [1.0]);
        z[12] = f64::NAN;
        assert_eq!(areas(&axis, &axis, &z, 0.0), [16.0, -2.0]);
    }

    #[test]
    fn axes_may_run_backwards() {
        let (x, y) = ([0.0, 1.0, 5.0], [0.0, 1.0, 2.0]);
        let z = [0.0, 3.0, 1.0, 2.0, f64::NAN, 0.0, 1.0, 0.0, 2.0];
        let all: f64 = areas(&x, &y, &z, 0.7).iter().sum();
        let turned = [1.0, 3.0, 0.0, 0.0, f64::NAN, 2.0, 2.0, 0.0, 1.0];
        let found: f64 = areas(&[5.0, 1.0, 0.0], &y, &turned, 0.7).iter().sum();
        assert!(all > 0.0 && (all - found).abs() < 1e-12, "{all} {found}");
    }

    #[test]
    fn the_middle_decides_at_a_saddle() {
        let (x, y) = ([0.0, 1.0], [0.0, 1.0]);
        assert_eq!(areas(&x, &y, &[1.0, 0.0, 0.0, 1.0], 0.5).len(), 1);
        assert_eq!(areas(&x, &y, &[1.0, 0.0, 0.0, 1.0], 0.6).len(), 2);
    }
}
