//! Cells of one plane to colours.

use rayon::prelude::*;

use super::super::{Cells, Image};
use super::map::Map;
use super::norm::Norm;

/// Cells that are coloured in one go.
const CHUNK: usize = 1 << 14;
/// Different counts that each have a colour looked up, rather than each cell.
const MOST: u32 = 1 << 16;

/// The cells of a plane in the colours of a map. Empty cells are clear.
#[must_use]
pub fn shade(cells: &Cells, width: usize, norm: &Norm, map: &Map) -> Image {
    paint(cells, width, norm, map.empty(), &map.painter(norm))
}

/// Cells whose planes are red, green and blue, from 0 to 255. Cells without one of these are clear.
#[must_use]
pub fn bands([red, green, blue]: [&Cells; 3], width: usize) -> Image {
    let level = |cells: &Cells, cell: usize| Some(cells.at(cell)?.round().clamp(0.0, 255.0) as u8);
    let color = |cell: usize| -> Option<[u8; 4]> {
        Some([level(red, cell)?, level(green, cell)?, level(blue, cell)?, 255])
    };
    let all = (0..red.len()).into_par_iter();
    Image::of(width, all.map(|cell| color(cell).unwrap_or_default()).collect())
}

/// Cells in the colours of exactly these values; others are clear.
#[must_use]
pub fn key(cells: &Cells, width: usize, colors: &[(f64, [u8; 3])], alpha: u8) -> Image {
    let find = |value: f64| {
        let found = colors.iter().find(|(wanted, _)| *wanted == value);
        found.map_or([0; 4], |(_, [r, g, b])| [*r, *g, *b, alpha])
    };
    match cells {
        Cells::Count(counts) => each(counts, width, |c| find(c.into())),
        Cells::Any(flags) => each(flags, width, |flag| find(u8::from(flag).into())),
        Cells::Number(numbers) => each(numbers, width, find),
    }
}

/// Cells in colours of their values. Counts of a small range look each colour up once.
pub(super) fn paint(
    cells: &Cells,
    width: usize,
    norm: &Norm,
    empty: [u8; 4],
    color: &(dyn Fn(f64) -> [u8; 4] + Sync),
) -> Image {
    match cells {
        Cells::Count(counts) => {
            // Below and above, colours are those of the ends.
            let [low, high] = norm.range();
            let (first, last) = ((low.floor() as u32).max(1), (high.ceil() as u32).max(1));
            if last - first >= MOST {
                let filled = |c: u32| if c == 0 { empty } else { color(c.into()) };
                return each(counts, width, filled);
            }
            // The empty count is before all others.
            let filled = (first..=last).into_par_iter().map(|c| color(c.into()));
            let table: Vec<[u8; 4]> = rayon::iter::once(empty).chain(filled).collect();
            each(counts, width, |c| {
                let index = if c == 0 { 0 } else { c.clamp(first, last) - first + 1 };
                table.get(index as usize).copied().unwrap_or(empty)
            })
        }
        Cells::Any(flags) => {
            let set = color(1.0);
            each(flags, width, |flag| if flag { set } else { empty })
        }
        Cells::Number(numbers) => {
            each(numbers, width, |v| if v.is_nan() { empty } else { color(v) })
        }
    }
}

fn each<T: Copy + Sync>(cells: &[T], width: usize, color: impl Fn(T) -> [u8; 4] + Sync) -> Image {
    let mut out = vec![[0; 4]; cells.len()];
    out.par_chunks_mut(CHUNK).zip(cells.par_chunks(CHUNK)).for_each(|(out, cells)| {
        for (out, cell) in out.iter_mut().zip(cells) {
            *out = color(*cell);
        }
    });
    Image::of(width, out)
}

#[cfg(test)]
mod tests {
    use super::super::How;
    use super::*;

    const BLACK: [u8; 4] = [0, 0, 0, 255];
    const WHITE: [u8; 4] = [255; 4];

    fn grey() -> Map {
        Map::Colors { colors: vec![[0; 3], [255; 3]], alpha: 255 }
    }

    #[test]
    fn empty_cells_are_clear_and_a_zero_is_not() {
        let numbers = Cells::Number(vec![f64::NAN, 0.0, f64::INFINITY, 8.0]);
        let norm = Norm::of(&[&numbers], How::Linear, None, false).unwrap();
        let image = shade(&numbers, 2, &norm, &grey());
        assert_eq!(image.cells(), [[0; 4], BLACK, WHITE, WHITE]);
        assert_eq!((image.width, image.height), (2, 2));
        let flags = shade(&Cells::Any(vec![false, true]), 1, &norm, &grey());
        assert_eq!(flags.cells(), [[0; 4], [31, 31, 31, 255]]);
    }

    #[test]
    fn counts_beyond_a_span_take_its_ends() {
        let counts = Cells::Count(vec![0, 1, 2, 3, u32::MAX]);
        for (span, want) in [([2.0, 3.0], [0, 0, 255, 255]), ([1.5, 3.5], [0, 63, 191, 255])] {
            let norm = Norm::of(&[], How::Linear, Some(span), false).unwrap();
            let image = shade(&counts, 5, &norm, &grey());
            let levels: Vec<u8> = image.cells()[1..].iter().map(|c| c[0]).collect();
            assert_eq!(levels, want);
        }
        let wide = Norm::of(&[&counts], How::Linear, None, false).unwrap();
        assert_eq!(shade(&counts, 5, &wide, &grey()).cells()[4], WHITE);
    }

    #[test]
    fn a_key_holds_exact_values() {
        let colors = [(1.0, [1; 3]), (0.0, [2; 3])];
        let image = key(&Cells::Number(vec![1.0, -0.0, 1.5, f64::NAN]), 4, &colors, 9);
        assert_eq!(image.cells(), [[1, 1, 1, 9], [2, 2, 2, 9], [0; 4], [0; 4]]);
        assert_eq!(key(&Cells::Any(vec![true]), 1, &colors, 9).cells(), [[1, 1, 1, 9]]);
    }
}
