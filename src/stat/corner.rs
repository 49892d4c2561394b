//! The corners of the cells of a curved grid, of which the middles are known.
//!
//! A corner is the mean of the four middles around it, as Datashader has it; middles beyond the edge
//! of the grid lie on a line with the last two, and so do those of holes beside cells.

use rayon::prelude::*;

/// A full turn of longitude.
const TURN: f64 = 360.0;
/// Ways to the neighbours of a cell.
const STRAIGHT: [[isize; 2]; 4] = [[0, 1], [0, -1], [1, 0], [-1, 0]];
const ACROSS: [[isize; 2]; 4] = [[1, 1], [1, -1], [-1, 1], [-1, -1]];

/// A plane of middles: lines of places.
#[derive(Clone, Copy, Debug)]
pub struct Plane<'a> {
    /// Line by line; NaN where there is none.
    pub middles: &'a [f64],
    /// Places on a line.
    pub width: usize,
    /// What separates lone lines, and the places of lone columns.
    pub lone: [f64; 2],
    /// They are longitudes, which begin anew after a turn.
    pub turns: bool,
}

impl Plane<'_> {
    fn height(&self) -> usize {
        self.middles.len() / self.width.max(1)
    }

    /// A value, by as many turns away as bring it next to another.
    fn near(&self, value: f64, other: f64) -> f64 {
        if self.turns && (value - other).abs() > TURN / 2.0 {
            return value - TURN * ((value - other) / TURN).round();
        }
        value
    }

    /// What follows two places.
    fn beyond(&self, last: f64, before: f64) -> f64 {
        2.0 * last - self.near(before, last)
    }

    /// A middle; those of the line before the first and of that after the last as well. Lines and
    /// places are counted from the one before the first.
    fn at(&self, line: usize, place: usize) -> f64 {
        let (height, width) = (self.height(), self.width);
        let cell = |line: usize, place: usize| self.middles[line * width + place];
        let along = |place: usize| match (line, height) {
            (0, 1) => cell(0, place) - self.lone[0],
            (2, 1) => cell(0, place) + self.lone[0],
            (0, _) => self.beyond(cell(0, place), cell(1, place)),
            _ if line > height => self.beyond(cell(height - 1, place), cell(height - 2, place)),
            _ => cell(line - 1, place),
        };
        match (place, width) {
            (0, 1) => along(0) - self.lone[1],
            (2, 1) => along(0) + self.lone[1],
            (0, _) => self.beyond(along(0), along(1)),
            _ if place > width => self.beyond(along(width - 1), along(width - 2)),
            _ => along(place - 1),
        }
    }

    /// The four middles around a corner inside of the grid, where all are there as they are: most.
    fn inside(&self, line: usize, place: usize) -> Option<[f64; 4]> {
        if self.turns || line == 0 || place == 0 || place == self.width {
            return None;
        }
        let at = (line - 1) * self.width + place - 1;
        let above = self.middles.get(at..at + 2)?;
        let below = self.middles.get(at + self.width..at + self.width + 2)?;
        let four = [above[0], above[1], below[0], below[1]];
        (!four.iter().any(|v| v.is_nan())).then_some(four)
    }

    /// The corners, one more than there are middles on each line, and one line more.
    #[must_use]
    pub fn corners(&self) -> Vec<f64> {
        if self.middles.is_empty() {
            return Vec::new();
        }
        let mut corners = vec![f64::NAN; (self.width + 1) * (self.height() + 1)];
        corners.par_chunks_mut(self.width + 1).enumerate().for_each(|(line, corners)| {
            for (place, corner) in corners.iter_mut().enumerate() {
                if let Some(four) = self.inside(line, place) {
                    *corner = (four[0] + four[1] + four[2] + four[3]) / 4.0;
                    continue;
                }
                let around = [[0, 0], [0, 1], [1, 0], [1, 1]]
                    .map(|[down, right]| self.at(line + down, place + right));
                let first = around.into_iter().find(|v| !v.is_nan());
                let Some(first) = first else { continue };
                let present = || around.iter().filter(|v| !v.is_nan());
                let sum: f64 = present().map(|v| self.near(*v, first)).sum();
                *corner = sum / present().count() as f64;
            }
        });
        corners
    }

    /// The middles, and those of holes beside them, so that cells there are whole.
    #[must_use]
    pub fn filled(&self) -> Vec<f64> {
        let (height, width) = (self.height() as isize, self.width as isize);
        let cell = |line: isize, place: isize| {
            let inside = (0..height).contains(&line) && (0..width).contains(&place);
            if inside { self.middles[(line * width + place) as usize] } else { f64::NAN }
        };
        let fill = |at: usize| {
            let (line, place) = ((at / self.width) as isize, (at % self.width) as isize);
            for ways in [STRAIGHT, ACROSS] {
                let beyond = ways.map(|[down, right]| {
                    let next = cell(line + down, place + right);
                    self.beyond(next, cell(line + 2 * down, place + 2 * right))
                });
                let Some(first) = beyond.into_iter().find(|v| !v.is_nan()) else { continue };
                let present = || beyond.iter().filter(|v| !v.is_nan());
                let sum: f64 = present().map(|v| self.near(*v, first)).sum();
                return sum / present().count() as f64;
            }
            f64::NAN
        };
        let all = self.middles.par_iter().enumerate();
        all.map(|(at, value)| if value.is_nan() { fill(at) } else { *value }).collect()
    }

    /// Whether neighbours are more than half a turn apart, so that one of them is beyond the seam.
    #[must_use]
    pub fn crosses(&self) -> bool {
        let apart = |a: f64, b: f64| (a - b).abs() > TURN / 2.0;
        let lines: Vec<&[f64]> = self.middles.chunks_exact(self.width.max(1)).collect();
        let along = lines.iter().any(|line| line.windows(2).any(|pair| apart(pair[0], pair[1])));
        along || lines.windows(2).any(|two| two[0].iter().zip(two[1]).any(|(a, b)| apart(*a, *b)))
    }
}

/// Bins of longitudes, and how many empty ones make a gap.
const BINS: usize = 720;
const GAP: usize = 20;

/// Where longitudes begin and end: in the middle of the widest gap between them, so that what
/// crosses the date line is in one piece. What goes all the way round begins at −180 or 0 where all
/// lie there, else half a turn from the middle of its range.
#[must_use]
pub fn seam(middles: &[f64]) -> [f64; 2] {
    let mut bins = [false; BINS];
    let wide = TURN / BINS as f64;
    for middle in middles.iter().filter(|v| v.is_finite()) {
        bins[(middle.rem_euclid(TURN) / wide) as usize % BINS] = true;
    }
    // The widest gap, from a place that is none, and how wide the next one is.
    let start = bins.iter().position(|full| *full).unwrap_or(0);
    let (mut run, mut best, mut next) = (0, (0, 0), 0);
    for place in start..=start + BINS {
        if !bins[place % BINS] {
            run += 1;
            continue;
        }
        if run > best.0 {
            (next, best) = (best.0, (run, place - run));
        } else {
            next = next.max(run);
        }
        run = 0;
    }
    let (empty, first) = best;
    // Where all gaps are alike, they are those between places of a coarse grid.
    if empty >= GAP && empty > 3 * next {
        let middle = ((first as f64 + empty as f64 / 2.0) * wide).rem_euclid(TURN).round();
        // Between -90 and 270 as far as it can be.
        let low = if middle > TURN / 4.0 { middle - TURN } else { middle };
        return [low, low + TURN];
    }
    let ends = |(low, high): (f64, f64), v: &f64| (low.min(*v), high.max(*v));
    let (low, high) = middles.iter().fold((f64::INFINITY, f64::NEG_INFINITY), ends);
    let half = TURN / 2.0;
    if low >= -half && high <= half {
        [-half, half]
    } else if low >= 0.0 && high <= TURN {
        [0.0, TURN]
    } else {
        let middle = f64::midpoint(low, high);
        [middle - half, middle + half]
    }
}

/// A longitude within a seam, by whole turns away.
#[must_use]
pub fn within(value: f64, [low, _]: [f64; 2]) -> f64 {
    value - TURN * ((value - low) / TURN).floor()
}

/// The parts of a cell that crosses the seam: the places across of its corners on one side of it
/// and on the other. None where a cell lies around a pole, and nothing where it does not cross.
#[must_use]
pub fn split(corners: [f64; 4], middle: f64, [low, high]: [f64; 2]) -> Option<Vec<[f64; 4]>> {
    let near = corners.map(|v| v - TURN * ((v - middle) / TURN).round());
    let least = near.into_iter().fold(f64::INFINITY, f64::min);
    let most = near.into_iter().fold(f64::NEG_INFINITY, f64::max);
    if most - least > TURN / 2.0 {
        return None;
    }
    if near == corners && least >= low && most <= high {
        return Some(Vec::new());
    }
    let part = |turn: f64| near.map(|v| (v + turn).clamp(low, high));
    let mut parts = vec![part(0.0)];
    if most > high {
        parts.push(part(-TURN));
    } else if least < low {
        parts.push(part(TURN));
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plane(middles: &[f64], width: usize) -> Plane<'_> {
        Plane { middles, width, lone: [0.0, 1.0], turns: false }
    }

    #[test]
    fn corners_are_half_way() {
        let corners = plane(&[0.0, 1.0, 3.0, 0.0, 1.0, 3.0], 3).corners();
        assert_eq!(corners, [-0.5, 0.5, 2.0, 4.0].repeat(3));
        assert_eq!(plane(&[7.0], 1).corners(), [6.5, 7.5, 6.5, 7.5]);
        assert!(plane(&[], 1).corners().is_empty());
    }

    #[test]
    fn cells_beside_holes_are_whole() {
        let hole = f64::NAN;
        let middles = [0.0, 1.0, hole, 0.0, 1.0, 2.0, 0.0, 1.0, 2.0];
        let filled = plane(&middles, 3).filled();
        assert_eq!(filled[2], 2.0);
        let mut around = [hole; 9];
        around[4] = 5.0;
        let lone = plane(&around, 3);
        assert!(lone.filled().iter().filter(|v| v.is_nan()).count() == 8);
        assert_eq!(lone.corners()[5], 5.0);
    }

    #[test]
    fn longitudes_go_on_beyond_the_seam() {
        let plane = Plane { turns: true, ..plane(&[178.5, 179.5, -179.5, -178.5], 4) };
        assert!(plane.crosses());
        let corners = plane.corners();
        assert_eq!(corners[..5], [178.0, 179.0, 180.0, -179.0, -178.0]);
        assert_eq!(seam(plane.middles), [0.0, 360.0]);
        assert_eq!([179.5, -179.5].map(|v| within(v, [0.0, 360.0])), [179.5, 180.5]);
        assert_eq!(seam(&[350.0, 359.0, 5.0]), [-182.0, 178.0]);
        let round = |from: u32| (0..72).map(|i| f64::from(5 * i + from)).collect::<Vec<f64>>();
        assert_eq!(seam(&round(0)), [0.0, 360.0]);
        assert_eq!(seam(&round(0).iter().map(|v| v - 180.0).collect::<Vec<_>>()), [-180.0, 180.0]);
        assert_eq!(seam(&round(73)), [70.5, 430.5]);
        let coarse = (0..24).map(|i| f64::from(15 * i) - 172.5).collect::<Vec<f64>>();
        assert_eq!(seam(&coarse), [-180.0, 180.0]);
    }

    #[test]
    fn cells_on_the_seam_are_split() {
        let seam = [-180.0, 180.0];
        assert_eq!(split([1.0, 2.0, 2.0, 1.0], 1.5, seam), Some(vec![]));
        let parts = split([179.0, -179.0, -179.0, 179.0], 179.9, seam).unwrap();
        assert_eq!(parts, [[179.0, 180.0, 180.0, 179.0], [-180.0, -179.0, -179.0, -180.0]]);
        // Beside the seam, with corners on it.
        assert_eq!(split([180.0, -179.0, -179.0, 180.0], -179.5, seam).unwrap().len(), 1);
        assert_eq!(split([0.0, 90.0, 180.0, -90.0], 45.0, seam), None);
    }
}
