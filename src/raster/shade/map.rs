//! From places to colours.

use super::norm::Norm;

/// The colours of places from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub enum Map {
    /// Between evenly spaced colours, fractions of a level cut off, all with one alpha
    /// (Datashader's list of colours).
    Colors {
        /// From low to high.
        colors: Vec<[u8; 3]>,
        /// Of all.
        alpha: u8,
    },
    /// One colour, the more opaque the higher (Datashader's single colour).
    Alpha {
        /// The colour.
        color: [u8; 3],
        /// Alpha at places 0 and 1.
        alpha: [u8; 2],
    },
    /// Evenly spaced colours, of which the nearest is taken.
    Table(Vec<[u8; 4]>),
}

/// Colours in a table: no two neighbours of a smooth map differ by more than a level.
const STEPS: usize = 1024;

impl Map {
    /// A table of what a function gives for places from 0 to 1.
    #[must_use]
    pub fn of(color: &dyn Fn(f64) -> [u8; 4]) -> Self {
        Self::Table((0..STEPS).map(|i| color(i as f64 / (STEPS - 1) as f64)).collect())
    }

    /// The colour at a place; beyond 0 and 1 that of the end. A map without colours is clear.
    #[must_use]
    pub fn at(&self, place: f64) -> [u8; 4] {
        match self {
            Self::Table(table) => nearest(table, place),
            _ => self.stops([0.0, 1.0]).at(place),
        }
    }

    /// What empty cells have: nothing, as one colour that is clear.
    pub(super) fn empty(&self) -> [u8; 4] {
        match self {
            Self::Alpha { color: [r, g, b], .. } => [*r, *g, *b, 0],
            Self::Colors { .. } | Self::Table(_) => [0; 4],
        }
    }

    /// The colours of values by a norm.
    pub(super) fn painter<'a>(
        &'a self,
        norm: &'a Norm,
    ) -> Box<dyn Fn(f64) -> [u8; 4] + Send + Sync + 'a> {
        if let Self::Table(table) = self {
            return Box::new(|value| nearest(table, norm.place(value)));
        }
        let stops = self.stops(norm.span());
        Box::new(move |value| stops.at(norm.level(value)))
    }

    /// Its colours along levels.
    fn stops(&self, span: [f64; 2]) -> Stops {
        match self {
            Self::Colors { colors, alpha } => {
                let list = colors.iter().map(|[r, g, b]| [*r, *g, *b, *alpha]);
                Stops::new(span, list.collect())
            }
            // Datashader has a stop per level of alpha.
            Self::Alpha { color: [r, g, b], alpha: [low, high] } => {
                Stops::new(span, (*low.min(high)..=*high).map(|a| [*r, *g, *b, a]).collect())
            }
            Self::Table(table) => Stops::new(span, table.clone()),
        }
    }
}

fn nearest(table: &[[u8; 4]], place: f64) -> [u8; 4] {
    let last = table.len().saturating_sub(1);
    // Half away from zero; what is below zero, or NaN, becomes zero.
    let index = (place * last as f64 + 0.5) as usize;
    table.get(index.min(last)).copied().unwrap_or_default()
}

/// Colours at evenly spaced levels.
pub(super) struct Stops {
    levels: Vec<f64>,
    colors: Vec<[f64; 4]>,
}

impl Stops {
    pub(super) fn new([low, high]: [f64; 2], colors: Vec<[u8; 4]>) -> Self {
        let last = colors.len().saturating_sub(1);
        let step = (high - low) / last.max(1) as f64;
        let levels =
            (0..=last).map(|i| if i > 0 && i == last { high } else { i as f64 * step + low });
        let levels = levels.collect();
        Self { levels, colors: colors.into_iter().map(|c| c.map(f64::from)).collect() }
    }

    /// The colour at a level, fractions cut off. Where all levels are one, it has the last colour.
    pub(super) fn at(&self, level: f64) -> [u8; 4] {
        let last = self.levels.partition_point(|l| *l <= level).saturating_sub(1);
        let at = |i: usize| Some((self.levels.get(i)?, self.colors.get(i)?));
        match (at(last), at(last + 1)) {
            (Some((x, c)), Some((next_x, next))) if level > *x => {
                let run = next_x - x;
                let channel = |i: usize| ((next[i] - c[i]) / run * (level - x) + c[i]) as u8;
                [channel(0), channel(1), channel(2), channel(3)]
            }
            (Some((_, c)), _) => c.map(|v| v as u8),
            (None, _) => [0; 4],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_have_colors() {
        let colors = Map::Colors { colors: vec![[0, 0, 0], [255, 255, 1]], alpha: 200 };
        assert_eq!(colors.at(0.0), [0, 0, 0, 200]);
        assert_eq!(colors.at(0.5), [127, 127, 0, 200]);
        assert_eq!(colors.at(7.0), [255, 255, 1, 200]);
        let alpha = Map::Alpha { color: [1, 2, 3], alpha: [40, 255] };
        assert_eq!([alpha.at(-1.0), alpha.at(1.0)], [[1, 2, 3, 40], [1, 2, 3, 255]]);
        let table = Map::of(&|t| [(t * 255.0).round() as u8; 4]);
        assert_eq!([table.at(0.0), table.at(0.4), table.at(1.0)], [[0; 4], [102; 4], [255; 4]]);
    }

    #[test]
    fn maps_without_colors_are_clear() {
        assert_eq!(Map::Table(vec![]).at(0.5), [0; 4]);
        assert_eq!(Map::Colors { colors: vec![], alpha: 9 }.at(0.5), [0; 4]);
        assert_eq!(Map::Colors { colors: vec![[5; 3]], alpha: 9 }.at(0.5), [5, 5, 5, 9]);
        assert_eq!(Map::Alpha { color: [5; 3], alpha: [9, 3] }.at(0.5), [5, 5, 5, 3]);
    }
}
