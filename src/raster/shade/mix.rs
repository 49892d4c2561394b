//! Planes of categories to one image: the colour tells which, the opacity how many.

use rayon::prelude::*;

use super::super::{Cells, Image};
use super::map::Stops;
use super::norm::Norm;
use super::paint::paint;

/// How categories are mixed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mix<'a> {
    /// One a plane; planes beyond are black.
    pub colors: &'a [[u8; 3]],
    /// Of the least and of the greatest total.
    pub alpha: [u8; 2],
    /// The value that has no weight; the least of all when there is none (for counts mostly 0).
    pub baseline: Option<f64>,
}

/// Weights are held below, so that sums of them are finite.
const MOST: f64 = 1e30;
/// Cells that are mixed in one go.
const CHUNK: usize = 1 << 12;

/// The sum of each cell over all planes, from which the norm of a mixture is made. Sums of counts
/// stop at the greatest count; a sum of numbers is empty where all are.
#[must_use]
pub fn total(planes: &[Cells]) -> Cells {
    let count = planes.first().map_or(0, len);
    if planes.iter().any(|cells| matches!(cells, Cells::Number(_))) {
        let mut sums = vec![f64::NAN; count];
        for cells in planes {
            let add = |sum: &mut f64, value: f64| {
                *sum = if sum.is_nan() { value } else { *sum + value };
            };
            match cells {
                Cells::Count(cells) => each(&mut sums, cells, |sum, c| add(sum, c.into())),
                Cells::Any(cells) => each(&mut sums, cells, |sum, f| add(sum, u8::from(f).into())),
                Cells::Number(cells) => each(&mut sums, cells, |sum, v| {
                    if !v.is_nan() {
                        add(sum, v);
                    }
                }),
            }
        }
        return Cells::Number(sums);
    }
    let mut sums = vec![0_u32; count];
    for cells in planes {
        match cells {
            Cells::Count(cells) => each(&mut sums, cells, |sum, c| *sum = sum.saturating_add(c)),
            Cells::Any(cells) => {
                each(&mut sums, cells, |sum, f| *sum = sum.saturating_add(f.into()));
            }
            Cells::Number(_) => {}
        }
    }
    Cells::Count(sums)
}

fn len(cells: &Cells) -> usize {
    match cells {
        Cells::Count(counts) => counts.len(),
        Cells::Any(flags) => flags.len(),
        Cells::Number(numbers) => numbers.len(),
    }
}

fn each<S: Send, T: Copy + Sync>(sums: &mut [S], cells: &[T], add: impl Fn(&mut S, T) + Sync) {
    sums.par_chunks_mut(CHUNK).zip(cells.par_chunks(CHUNK)).for_each(|(sums, cells)| {
        for (sum, cell) in sums.iter_mut().zip(cells) {
            add(sum, *cell);
        }
    });
}

/// Planes in the mixed colours of their categories, each weighed by its value, and with the
/// opacity of their `total` by a norm: of that total, or of those of several panels.
///
/// Cells whose categories have no weight have the plain mean of the colours of those that are
/// there, clear where the total is empty.
#[must_use]
pub fn mix(planes: &[Cells], width: usize, total: &Cells, norm: Option<&Norm>, mix: Mix) -> Image {
    let [low, high] = mix.alpha;
    let mut image = match norm {
        Some(norm) => {
            let stops = Stops::new(norm.span(), vec![[low.min(high); 4], [high; 4]]);
            paint(total, width, norm, [0; 4], &|value| stops.at(norm.level(value)))
        }
        None => Image::of(width, vec![[0; 4]; len(total)]),
    };
    let baseline = mix.baseline.unwrap_or_else(|| least(planes));
    let colors: Vec<[f32; 4]> = (0..planes.len())
        .map(|i| mix.colors.get(i).copied().unwrap_or_default())
        .map(|[r, g, b]| [r.into(), g.into(), b.into(), 1.0])
        .collect();
    image.rgba.par_chunks_mut(4 * CHUNK).enumerate().for_each(|(i, out)| {
        let mut sums = vec![[0.0; 4]; out.len() / 4];
        for (cells, color) in planes.iter().zip(&colors) {
            weigh(cells, i * CHUNK, &mut sums, *color, baseline);
        }
        for (j, sum) in sums.iter_mut().enumerate().filter(|(_, sum)| sum[3] == 0.0) {
            *sum = plain(planes, i * CHUNK + j, &colors);
        }
        for (out, [r, g, b, weight]) in out.as_chunks_mut::<4>().0.iter_mut().zip(sums) {
            let level = |sum: f32| (sum / weight) as u8;
            *out = [level(r), level(g), level(b), out[3]];
        }
    });
    image
}

/// The sum of the colours that are there in a cell, and of how many.
fn plain(planes: &[Cells], index: usize, colors: &[[f32; 4]]) -> [f32; 4] {
    let there = planes.iter().zip(colors).filter(|(cells, _)| match cells {
        Cells::Number(numbers) => numbers.get(index).is_some_and(|v| !v.is_nan()),
        Cells::Count(_) | Cells::Any(_) => true,
    });
    there.fold([0.0; 4], |sum, (_, color)| [0, 1, 2, 3].map(|i| sum[i] + color[i]))
}

/// Add the weighed colour of a plane's cells from `start` on.
fn weigh(cells: &Cells, start: usize, sums: &mut [[f32; 4]], color: [f32; 4], baseline: f64) {
    let add = |sum: &mut [f32; 4], weight: f32| {
        for (sum, color) in sum.iter_mut().zip(color) {
            *sum += weight * color;
        }
    };
    let weight = |value: f64| (value - baseline).clamp(0.0, MOST) as f32;
    match cells {
        Cells::Count(cells) if baseline == 0.0 => {
            sums.iter_mut().zip(rest(cells, start)).for_each(|(sum, c)| add(sum, *c as f32));
        }
        Cells::Count(cells) => {
            let pairs = sums.iter_mut().zip(rest(cells, start));
            pairs.for_each(|(sum, c)| add(sum, weight((*c).into())));
        }
        Cells::Any(cells) => {
            let pairs = sums.iter_mut().zip(rest(cells, start));
            pairs.for_each(|(sum, f)| add(sum, weight(u8::from(*f).into())));
        }
        Cells::Number(cells) => {
            let pairs = sums.iter_mut().zip(rest(cells, start)).filter(|(_, v)| !v.is_nan());
            pairs.for_each(|(sum, v)| add(sum, weight(*v)));
        }
    }
}

fn rest<T>(cells: &[T], start: usize) -> &[T] {
    cells.get(start..).unwrap_or_default()
}

/// The least finite value of all planes, 0 of empty counts included.
fn least(planes: &[Cells]) -> f64 {
    let of = |cells: &Cells| -> f64 {
        match cells {
            Cells::Count(cells) => cells.par_iter().min().map_or(f64::INFINITY, |c| (*c).into()),
            Cells::Any(cells) => u8::from(cells.iter().all(|f| *f)).into(),
            Cells::Number(cells) => {
                let finite = cells.par_iter().copied().filter(|v| v.is_finite());
                finite.reduce(|| f64::INFINITY, f64::min)
            }
        }
    };
    let low = planes.iter().map(of).fold(f64::INFINITY, f64::min);
    if low.is_finite() { low } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::super::How;
    use super::*;

    const COLORS: [[u8; 3]; 2] = [[200, 0, 0], [0, 0, 100]];

    fn mixed(planes: &[Cells], baseline: Option<f64>) -> Vec<[u8; 4]> {
        let total = total(planes);
        let norm = Norm::of(&[&total], How::Linear, None, false);
        let look = Mix { colors: &COLORS, alpha: [40, 255], baseline };
        mix(planes, 1, &total, norm.as_ref(), look).cells().to_vec()
    }

    #[test]
    fn colors_are_weighed_and_totals_are_opaque() {
        let planes = [Cells::Count(vec![0, 1, 3]), Cells::Count(vec![0, 0, 1])];
        let want = [[100, 0, 50, 0], [200, 0, 0, 40], [150, 0, 25, 255]];
        assert_eq!(mixed(&planes, None), want);
        assert_eq!(mixed(&planes, Some(1.0))[2], [200, 0, 0, 255]);
        let flags = [Cells::Any(vec![true, false]), Cells::Any(vec![true, true])];
        assert_eq!(mixed(&flags, None), [[100, 0, 50, 255], [0, 0, 100, 40]]);
    }

    #[test]
    fn numbers_without_weight_have_the_mean_of_those_that_are_there() {
        let nan = f64::NAN;
        let planes = [Cells::Number(vec![nan, 2.0, 2.0]), Cells::Number(vec![nan, nan, 6.0])];
        assert_eq!(mixed(&planes, None), [[0; 4], [200, 0, 0, 40], [0, 0, 100, 255]]);
        let endless = [Cells::Number(vec![1.0, f64::INFINITY]), Cells::Number(vec![1.0, 5.0])];
        assert_eq!(mixed(&endless, None)[1][..3], [200, 0, 0]);
    }

    #[test]
    fn nothing_gives_nothing() {
        assert_eq!(mixed(&[], None), Vec::<[u8; 4]>::new());
        assert_eq!(mixed(&[Cells::Count(vec![0])], None), [[200, 0, 0, 0]]);
        assert_eq!(mixed(&[Cells::Number(vec![f64::NAN])], None), [[0; 4]]);
    }
}
