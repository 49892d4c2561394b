//! Cells made larger, so that few of them can be seen.
//!
//! Every cell that is not empty is stamped onto the cells around it, in the order of rows, as in
//! Datashader 0.19. An empty cell takes its neighbour's value and gives none.

use rayon::prelude::*;

use super::compose::Blend;
use super::{Cells, Image};

/// What is stamped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// All cells at most half a cell farther off than the radius.
    #[default]
    Circle,
    /// All cells in a square.
    Square,
}

/// What becomes of two values in one cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Merge {
    /// The greater one: the range stays as it is, so a colour bar stays true.
    #[default]
    Max,
    /// The lesser one.
    Min,
    /// Both together.
    Add,
    /// The one that comes later in the order of rows.
    Source,
}

/// Aggregated cells, spread by so many cells before they are coloured. One plane should be spread
/// by its greatest values; planes of categories are spread one by one, or their image is.
#[must_use]
pub fn spread(cells: &Cells, width: usize, radius: usize, shape: Shape, merge: Merge) -> Cells {
    if radius == 0 {
        return cells.clone();
    }
    match cells {
        Cells::Count(counts) => {
            let mask = Mask::new(counts.len(), width, radius, shape);
            Cells::Count(match merge {
                Merge::Max => mask.stamp(counts, 0, u32::max),
                Merge::Min => mask.stamp(counts, 0, |new, old| match (new, old) {
                    (0, kept) | (kept, 0) => kept,
                    _ => new.min(old),
                }),
                Merge::Add => mask.stamp(counts, 0, u32::saturating_add),
                Merge::Source => mask.stamp(counts, 0, |new, old| if new == 0 { old } else { new }),
            })
        }
        Cells::Any(flags) => {
            let mask = Mask::new(flags.len(), width, radius, shape);
            Cells::Any(mask.stamp(flags, false, |new, old| new || old))
        }
        Cells::Number(numbers) => {
            let mask = Mask::new(numbers.len(), width, radius, shape);
            let empty = f64::NAN;
            Cells::Number(match merge {
                Merge::Max => mask.stamp(numbers, empty, f64::max),
                Merge::Min => mask.stamp(numbers, empty, f64::min),
                Merge::Add => mask.stamp(numbers, empty, |new, old| {
                    if new.is_nan() {
                        old
                    } else if old.is_nan() {
                        new
                    } else {
                        new + old
                    }
                }),
                Merge::Source => {
                    mask.stamp(numbers, empty, |new, old| if new.is_nan() { old } else { new })
                }
            })
        }
    }
}

/// Aggregated cells, of which those at these rows and columns are spread onto the empty ones around
/// them, to a square of three.
#[must_use]
pub fn grow(cells: &Cells, width: usize, lone: &[[usize; 2]]) -> Cells {
    fn stamp<T: Copy>(
        cells: &[T],
        width: usize,
        lone: &[[usize; 2]],
        full: impl Fn(T) -> bool,
    ) -> Vec<T> {
        let mut grown = cells.to_vec();
        for &[row, column] in lone {
            let Some(&value) = cells.get(row * width + column).filter(|v| full(**v)) else {
                continue;
            };
            for y in row.saturating_sub(1)..=row + 1 {
                for x in column.saturating_sub(1)..=(column + 1).min(width - 1) {
                    if let Some(cell) = grown.get_mut(y * width + x) {
                        *cell = value;
                    }
                }
            }
        }
        grown
    }
    match cells {
        Cells::Count(counts) => Cells::Count(stamp(counts, width, lone, |c| c > 0)),
        Cells::Any(flags) => Cells::Any(stamp(flags, width, lone, |f| f)),
        Cells::Number(numbers) => Cells::Number(stamp(numbers, width, lone, |v| !v.is_nan())),
    }
}

/// An image, spread by so many cells: each colour goes onto those of earlier cells.
#[must_use]
pub fn spread_image(image: &Image, radius: usize, shape: Shape, blend: Blend) -> Image {
    if radius == 0 {
        return image.clone();
    }
    let cells = image.cells();
    let mask = Mask::new(cells.len(), image.width, radius, shape);
    let stamped = mask.stamp(cells, [0; 4], |new, old| {
        if new[3] == 0 {
            old
        } else if old == [0; 4] {
            new
        } else {
            blend.mix(new, old)
        }
    });
    Image::of(image.width, stamped)
}

/// Where the cells lie that a cell receives from.
struct Mask {
    width: usize,
    height: usize,
    /// Rows up and cells to the right, in the order of rows.
    offsets: Vec<[isize; 2]>,
}

impl Mask {
    fn new(count: usize, width: usize, radius: usize, shape: Shape) -> Self {
        let height = count.checked_div(width).unwrap_or(0);
        // Farther than from edge to edge nothing comes.
        let [up, across] = [height, width].map(|n| radius.min(n.saturating_sub(1)) as isize);
        let far = radius as f64 + 0.5;
        let near = |dy: isize, dx: isize| match shape {
            Shape::Square => true,
            Shape::Circle => (dy as f64).hypot(dx as f64) <= far,
        };
        let rows = (-up..=up).flat_map(|dy| (-across..=across).map(move |dx| [dy, dx]));
        let offsets = rows.filter(|[dy, dx]| near(*dy, *dx)).collect();
        Self { width, height, offsets }
    }

    /// Each cell, merged from the cells around it: a row at a time, shifted by one offset after
    /// the other. Cells beyond the last whole row are left out.
    fn stamp<T: Copy + Send + Sync>(
        &self,
        cells: &[T],
        empty: T,
        merge: impl Fn(T, T) -> T + Sync,
    ) -> Vec<T> {
        let (width, height) = (self.width, self.height);
        let mut out = vec![empty; width * height];
        out.par_chunks_mut(width.max(1)).enumerate().for_each(|(y, row)| {
            for [dy, dx] in &self.offsets {
                let Some(from) = y.checked_add_signed(*dy).filter(|from| *from < height) else {
                    continue;
                };
                let source = &cells[from * width..(from + 1) * width];
                let shift = dx.unsigned_abs();
                let (to, from) = if *dx < 0 {
                    (&mut row[shift..], &source[..width - shift])
                } else {
                    (&mut row[..width - shift], &source[shift..])
                };
                for (old, new) in to.iter_mut().zip(from) {
                    *old = merge(*new, *old);
                }
            }
        });
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_has_no_corners_and_a_square_has() {
        let mut counts = vec![0; 49];
        counts[24] = 5;
        let shapes = [Shape::Circle, Shape::Square].map(|shape| {
            let Cells::Count(out) = spread(&Cells::Count(counts.clone()), 7, 2, shape, Merge::Max)
            else {
                return 0;
            };
            out.iter().filter(|c| **c == 5).count()
        });
        assert_eq!(shapes, [21, 25]);
    }

    #[test]
    fn values_meet() {
        let row = |merge| spread(&Cells::Count(vec![3, 0, 1, 0]), 4, 1, Shape::Square, merge);
        assert_eq!(row(Merge::Max), Cells::Count(vec![3, 3, 1, 1]));
        assert_eq!(row(Merge::Min), Cells::Count(vec![3, 1, 1, 1]));
        assert_eq!(row(Merge::Add), Cells::Count(vec![3, 4, 1, 1]));
        assert_eq!(row(Merge::Source), Cells::Count(vec![3, 1, 1, 1]));
        let nan = f64::NAN;
        let numbers = Cells::Number(vec![0.0, nan, -1.0]);
        let row = |merge| spread(&numbers, 3, 1, Shape::Circle, merge);
        assert_eq!(row(Merge::Max), Cells::Number(vec![0.0, 0.0, -1.0]));
        assert_eq!(row(Merge::Source), Cells::Number(vec![0.0, -1.0, -1.0]));
    }

    #[test]
    fn radii_beyond_the_edges_fill_everything() {
        let any = Cells::Any(vec![true, false, false, false]);
        let all = spread(&any, 2, usize::MAX / 4, Shape::Square, Merge::Max);
        assert_eq!(all, Cells::Any(vec![true; 4]));
        assert_eq!(spread(&any, 0, 1, Shape::Circle, Merge::Max), Cells::Any(vec![]));
    }

    #[test]
    fn lone_cells_grow_to_a_square() {
        let mut counts = vec![0; 12];
        counts[5] = 7;
        let grown = grow(&Cells::Count(counts.clone()), 4, &[[1, 1]]);
        assert_eq!(grown, Cells::Count(vec![7, 7, 7, 0, 7, 7, 7, 0, 7, 7, 7, 0]));
        counts[5] = 0;
        counts[0] = 2;
        let corner = grow(&Cells::Count(counts), 4, &[[0, 0], [2, 3]]);
        assert_eq!(corner, Cells::Count(vec![2, 2, 0, 0, 2, 2, 0, 0, 0, 0, 0, 0]));
    }
}
