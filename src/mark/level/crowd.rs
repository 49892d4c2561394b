//! Lines by where they are, so that words stay off them.

use std::collections::BTreeMap;

use super::spot::Spot;
use super::{Line, distance};

/// Side of a square in which lines are looked up.
const SQUARE: f64 = 32.0;
/// From words to a line.
const NEAR: f64 = 1.0;

/// A piece of a line: its number, how far along it begins, its ends.
type Piece = (usize, f64, [[f64; 2]; 2]);

/// Lines by the squares that they touch.
pub(super) struct Crowd {
    squares: BTreeMap<[i64; 2], Vec<Piece>>,
}

impl Crowd {
    pub(super) fn new(lines: &[Line]) -> Self {
        let mut squares: BTreeMap<[i64; 2], Vec<Piece>> = BTreeMap::new();
        for (number, line) in lines.iter().enumerate() {
            for (pair, along) in line.points.windows(2).zip(&line.along) {
                let ends = [pair[0], pair[1]];
                for square in Self::around(&ends) {
                    squares.entry(square).or_default().push((number, *along, ends));
                }
            }
        }
        Self { squares }
    }

    /// The squares of the box around points.
    fn around(points: &[[f64; 2]]) -> impl Iterator<Item = [i64; 2]> {
        let ends = |side: usize| {
            let all = points.iter().map(|p| p[side]);
            let (low, high) = (all.clone().fold(f64::MAX, f64::min), all.fold(f64::MIN, f64::max));
            (low / SQUARE).floor() as i64..=(high / SQUARE).floor() as i64
        };
        let (columns, rows) = (ends(0), ends(1));
        columns.flat_map(move |column| rows.clone().map(move |row| [column, row]))
    }

    /// Whether words at a spot of a line would cover another, or another part of it.
    pub(super) fn crosses(&self, line: usize, spot: &Spot) -> bool {
        let [w, h] = spot.size.map(|side| side / 2.0 + NEAR);
        let corners = [[-w, -h], [w, -h], [w, h], [-w, h]].map(|corner| spot.place(corner));
        let hits = |(number, along, ends): &Piece| {
            let own = *number == line
                && along + distance(ends[0], ends[1]) > spot.along - 2.0 * w
                && *along < spot.along + 2.0 * w;
            !own && spot.part_of(*ends, NEAR).is_some()
        };
        Self::around(&corners)
            .any(|square| self.squares.get(&square).is_some_and(|all| all.iter().any(hits)))
    }
}
