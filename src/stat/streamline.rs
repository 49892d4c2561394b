//! Lines along a field of vectors, about evenly far apart.
//!
//! The lines are put as by Jobard and Lefer, "Creating evenly-spaced streamlines of arbitrary
//! density" (Visualization in Scientific Computing, 1997): beside a line, at the wanted distance
//! from it, others are begun; a line ends where it comes nearer than half of that to another, or to
//! itself. Lines are integrated with Runge and Kutta's method of fourth order at a constant step
//! along them, through vectors that are interpolated bilinearly between the crossings of the grid.
//! Distances are those of the page: the grid is [`ASPECT`] times as wide as high.

use super::near::Near;

/// How much wider than high the panel of a field is taken to be.
const ASPECT: f64 = 1.6;
/// Lines above each other at density 1.
const LINES: f64 = 20.0;
/// Steps from a line to the next.
const STEPS: f64 = 10.0;
/// Longest line, in heights of the panel.
const LONGEST: f64 = 12.0;
/// A place of a line is kept where it has turned by more than this, in radians.
const TURN: f64 = 0.06;

/// Vectors over the crossings of columns and rows, both ascending. What is not finite is missing.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    /// Where the columns are.
    pub x: &'a [f64],
    /// Where the rows are.
    pub y: &'a [f64],
    /// Lengths along x, row by row.
    pub u: &'a [f64],
    /// Lengths along y, row by row.
    pub v: &'a [f64],
}

/// A line along the field.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Its places.
    pub points: Vec<[f64; 2]>,
    /// Which of them is in its middle.
    pub middle: usize,
    /// A place just behind the middle, in the direction of flow.
    pub towards: [f64; 2],
}

impl Field<'_> {
    /// The vector at a place; none outside of the grid and where a corner of the cell is missing.
    #[must_use]
    pub fn at(&self, [x, y]: [f64; 2]) -> Option<[f64; 2]> {
        let (i, s) = cell(self.x, x)?;
        let (j, t) = cell(self.y, y)?;
        let wide = self.x.len();
        let mix = |values: &[f64]| {
            let corner = |i: usize, j: usize| values.get(j * wide + i).copied();
            let low = corner(i, j)? * (1.0 - s) + corner(i + 1, j)? * s;
            let high = corner(i, j + 1)? * (1.0 - s) + corner(i + 1, j + 1)? * s;
            Some(low * (1.0 - t) + high * t).filter(|v| v.is_finite())
        };
        Some([mix(self.u)?, mix(self.v)?])
    }
}

/// The cell that a place is in, and how far into it.
fn cell(places: &[f64], at: f64) -> Option<(usize, f64)> {
    let (first, last) = (places.first()?, places.last()?);
    if places.len() < 2 || !(*first..=*last).contains(&at) {
        return None;
    }
    let i = places.partition_point(|&p| p <= at).clamp(1, places.len() - 1) - 1;
    Some((i, (at - places[i]) / (places[i + 1] - places[i])))
}

/// Lines along a field; `density` 1 is about twenty of them above each other.
#[must_use]
pub fn streamlines(field: Field<'_>, density: f64) -> Vec<Line> {
    let Some(plane) = Plane::new(field) else { return Vec::new() };
    let apart = 1.0 / (LINES * density);
    let mut drawing = Drawing {
        plane,
        apart,
        all: Near::new([ASPECT, 1.0], apart),
        own: Near::new([ASPECT, 1.0], apart),
        lines: Vec::new(),
        paths: Vec::new(),
    };
    drawing.begin([ASPECT / 2.0, 0.5]);
    drawing.spread(0);
    // Where no line of a neighbour leads to: islands between missing cells, and closed loops.
    let (across, up) = ((ASPECT / apart) as usize, (1.0 / apart) as usize);
    for place in 0..across * up {
        let (i, j) = (place % across, place / across);
        let known = drawing.paths.len();
        drawing.begin([(i as f64 + 0.5) * apart, (j as f64 + 0.5) * apart]);
        drawing.spread(known);
    }
    drawing.lines
}

/// The field in places of the page: x from 0 to [`ASPECT`], y from 0 to 1.
struct Plane<'a> {
    field: Field<'a>,
    origin: [f64; 2],
    size: [f64; 2],
    /// Slower than this is nowhere.
    still: f64,
}

impl<'a> Plane<'a> {
    fn new(field: Field<'a>) -> Option<Self> {
        let (x, y) = ([*field.x.first()?, *field.x.last()?], [*field.y.first()?, *field.y.last()?]);
        let size = [(x[1] - x[0]) / ASPECT, y[1] - y[0]];
        let sizes = size.iter().all(|s| s.is_finite() && *s > 0.0);
        let mut plane = Self { field, origin: [x[0], y[0]], size, still: 0.0 };
        let speeds = field.u.iter().zip(field.v).map(|(u, v)| (u / size[0]).hypot(v / size[1]));
        plane.still = 1e-9 * speeds.filter(|s| s.is_finite()).fold(0.0, f64::max);
        (sizes && plane.still > 0.0).then_some(plane)
    }

    fn data(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        [self.origin[0] + x * self.size[0], self.origin[1] + y * self.size[1]]
    }

    /// Which way the field goes at a place.
    fn direction(&self, place: [f64; 2]) -> Option<[f64; 2]> {
        let [u, v] = self.field.at(self.data(place))?;
        let (u, v) = (u / self.size[0], v / self.size[1]);
        let speed = u.hypot(v);
        (speed > self.still).then(|| [u / speed, v / speed])
    }

    /// A step along the field, against it where `step` is negative.
    fn step(&self, [x, y]: [f64; 2], step: f64) -> Option<[f64; 2]> {
        let along = |[u, v]: [f64; 2], part: f64| [x + part * step * u, y + part * step * v];
        let a = self.direction([x, y])?;
        let b = self.direction(along(a, 0.5))?;
        let c = self.direction(along(b, 0.5))?;
        let d = self.direction(along(c, 1.0))?;
        // Where the field turns about within a step, there is nowhere to go.
        if dot(a, d) < 0.0 {
            return None;
        }
        let mean = [0, 1].map(|i| (a[i] + 2.0 * b[i] + 2.0 * c[i] + d[i]) / 6.0);
        Some(along(mean, 1.0))
    }
}

/// The lines so far.
struct Drawing<'a> {
    plane: Plane<'a>,
    /// Between two lines.
    apart: f64,
    /// All places of all lines.
    all: Near,
    /// Those of the line that is being drawn.
    own: Near,
    lines: Vec<Line>,
    /// Every step of every line.
    paths: Vec<Vec<[f64; 2]>>,
}

impl Drawing<'_> {
    /// Begin lines beside those from number `from` on, and beside these.
    fn spread(&mut self, from: usize) {
        let mut number = from;
        while let Some(path) = self.paths.get(number).cloned() {
            for place in path.iter().step_by((STEPS / 2.0) as usize) {
                let Some([u, v]) = self.plane.direction(*place) else { continue };
                for side in [self.apart, -self.apart] {
                    self.begin([place[0] - v * side, place[1] + u * side]);
                }
            }
            number += 1;
        }
    }

    /// Draw the line through a place, unless another is near.
    fn begin(&mut self, seed: [f64; 2]) {
        if self.plane.direction(seed).is_none() || self.all.any(seed, 0.99 * self.apart, |_| true) {
            return;
        }
        self.own.clear();
        let (mut path, closed) = self.follow(seed, 1.0);
        if !closed {
            let (back, _) = self.follow(seed, -1.0);
            let before = back.into_iter().skip(1);
            path = before.rev().chain(path).collect();
        }
        // Shorter ones say less than the room that they take.
        if (path.len() as f64) < 2.0 * STEPS {
            return;
        }
        for place in &path {
            self.all.add(*place, 0.0);
        }
        self.lines.extend(self.finished(&path));
        self.paths.push(path);
    }

    /// The line from a place on, along the field or against it; and whether it came back to there.
    fn follow(&mut self, seed: [f64; 2], way: f64) -> (Vec<[f64; 2]>, bool) {
        let step = self.apart / STEPS;
        let itself = 0.5 * self.apart;
        let start = self.plane.direction(seed);
        let (mut path, mut at) = (vec![seed], 0.0_f64);
        // Since when it runs beside an earlier stretch of itself.
        let mut beside: Option<usize> = None;
        self.own.add(seed, 0.0);
        while let Some(next) = path.last().and_then(|p| self.plane.step(*p, way * step)) {
            if self.all.any(next, 0.5 * self.apart, |_| true) || at.abs() > LONGEST {
                break;
            }
            at += way * step;
            let back = at > 4.0 * step && distance(next, seed) < step;
            if back && start.zip(self.plane.direction(next)).is_some_and(|(a, b)| dot(a, b) > 0.7) {
                path.push(seed);
                return (path, true);
            }
            let before = |other: f64| (other - at).abs() > 3.0 * itself;
            if self.own.any(next, itself, before) {
                let since = *beside.get_or_insert(path.len());
                if (path.len() - since) as f64 * step > 3.0 * itself {
                    break;
                }
            } else {
                beside = None;
            }
            path.push(next);
            self.own.add(next, at);
        }
        path.truncate(beside.unwrap_or(path.len()));
        (path, false)
    }

    /// A line as it is drawn: the places where it turns, in the units of the grid.
    fn finished(&self, path: &[[f64; 2]]) -> Option<Line> {
        let middle = path.len() / 2;
        let mut line = Line::default();
        let mut kept: Option<(usize, [f64; 2])> = None;
        for (number, &place) in path.iter().enumerate() {
            let ends = number == 0 || number + 1 == path.len();
            let way = path.get(number + 1).map(|next| [next[0] - place[0], next[1] - place[1]]);
            let turned = kept.zip(way).is_some_and(|((since, old), new)| {
                let bend = (old[0] * new[1] - old[1] * new[0]).atan2(dot(old, new)).abs();
                bend > TURN || number - since >= STEPS as usize
            });
            if !(ends || turned || number == middle) {
                continue;
            }
            if number == middle {
                line.middle = line.points.len();
            }
            line.points.push(self.plane.data(place));
            kept = way.map(|way| (number, way));
        }
        let [from, to] = [path.get(middle - 1)?, path.get(middle + 1)?];
        let tip = [0, 1].map(|i| path[middle][i] + (to[i] - from[i]) / 2.0);
        line.towards = self.plane.data(tip);
        Some(line)
    }
}

fn dot(a: [f64; 2], b: [f64; 2]) -> f64 {
    a[0] * b[0] + a[1] * b[1]
}

fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A field over a grid of unequal steps.
    fn lines(of: impl Fn(f64, f64) -> [f64; 2]) -> Vec<Line> {
        let x: Vec<f64> = (0..=20).map(|i| -1.0 + (f64::from(i) / 20.0).powf(1.2) * 2.0).collect();
        let y: Vec<f64> = (0..=16).map(|i| -1.0 + f64::from(i) / 8.0).collect();
        let (u, v): (Vec<f64>, Vec<f64>) = y
            .iter()
            .flat_map(|&y| x.iter().map(move |&x| (x, y)))
            .map(|(x, y)| of(x, y).into())
            .unzip();
        streamlines(Field { x: &x, y: &y, u: &u, v: &v }, 1.0)
    }

    #[test]
    fn lines_of_a_rotation_stay_on_circles() {
        let lines = lines(|x, y| [-3.0 * y, 3.0 * x]);
        assert!(lines.len() > 8, "{}", lines.len());
        for line in &lines {
            let radius = |p: &[f64; 2]| p[0].hypot(p[1]);
            let first = radius(&line.points[0]);
            assert!(line.points.iter().all(|p| (radius(p) - first).abs() < 1e-3), "{first}");
            let [x, y] = line.points[line.middle];
            let [dx, dy] = [line.towards[0] - x, line.towards[1] - y];
            assert!(dx * -y + dy * x > 0.0, "the head points the way of the flow");
        }
        // Whole circles come back to where they began.
        let closed = |line: &&Line| line.points.first() == line.points.last();
        assert!(lines.iter().filter(closed).count() >= 4);
    }

    #[test]
    fn lines_of_a_uniform_field_are_straight_and_evenly_apart() {
        let lines = lines(|_, _| [2.0, 1.0]);
        let mut heights: Vec<f64> = Vec::new();
        for line in &lines {
            let height = |p: &[f64; 2]| p[1] - p[0] / 2.0;
            let first = height(&line.points[0]);
            assert!(line.points.iter().all(|p| (height(p) - first).abs() < 1e-9));
            heights.push(first);
        }
        heights.sort_by(f64::total_cmp);
        heights.dedup_by(|a, b| (*a - *b).abs() < 1e-6);
        assert!(heights.windows(2).all(|pair| pair[1] - pair[0] > 0.05), "{heights:?}");
    }

    #[test]
    fn a_line_ends_at_missing_cells() {
        let lines = lines(|x, _| if x.abs() < 0.2 { [f64::NAN; 2] } else { [1.0, 0.0] });
        assert!(lines.iter().flat_map(|l| &l.points).all(|p| p[0].abs() > 0.15));
        assert!(lines.iter().any(|l| l.points[0][0] < 0.0));
        assert!(lines.iter().any(|l| l.points[0][0] > 0.0));
    }

    #[test]
    fn a_field_that_stands_still_has_no_lines() {
        assert!(lines(|_, _| [0.0, 0.0]).is_empty());
    }
}
