//! Parts of a grid: places along a dimension at equal steps, and blocks of about equal size.

use std::ops::Range;

use crate::error::{Error, Result};

/// Places at equal steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The first.
    pub start: u64,
    /// How many.
    pub count: u64,
    /// From each to the next; at least 1.
    pub step: u64,
}

impl Run {
    /// As few runs as there need be, in order, that hold these places.
    #[must_use]
    pub fn cover(places: &[u64]) -> Vec<Self> {
        let mut runs: Vec<Self> = Vec::new();
        for &place in places {
            if let Some(run) = runs.last_mut() {
                let last = run.start + (run.count - 1) * run.step;
                if run.count == 1 && place > last {
                    *run = Self { count: 2, step: place - last, ..*run };
                    continue;
                }
                if run.count > 1 && place == last + run.step {
                    run.count += 1;
                    continue;
                }
            }
            runs.push(Self { start: place, count: 1, step: 1 });
        }
        runs
    }
}

/// Read all crossings of runs, one run per dimension at a time, and put them in order: the last
/// dimension is the fastest.
pub(super) fn gather(
    runs: &[Vec<Run>],
    read: &mut dyn FnMut(&[Run]) -> Result<Vec<f64>>,
) -> Result<Vec<f64>> {
    if runs.iter().all(|runs| runs.len() == 1) {
        let one: Vec<Run> = runs.iter().flatten().copied().collect();
        return read(&one);
    }
    let Some(split) = runs.iter().position(|runs| runs.len() != 1) else { return Ok(Vec::new()) };
    let counts: Vec<u64> = runs.iter().map(|runs| runs.iter().map(|run| run.count).sum()).collect();
    let total = counts.iter().try_fold(1_u64, |all, &count| all.checked_mul(count));
    let total = total.and_then(|total| usize::try_from(total).ok());
    let total = total.ok_or_else(|| Error::internal("a block has too many cells"))?;
    if total == 0 {
        return Ok(Vec::new());
    }
    let inner: u64 = counts.iter().skip(split + 1).product();
    let (inner, along) = (inner as usize, counts.get(split).map_or(0, |&count| count as usize));
    let mut all = vec![f64::NAN; total];
    let mut from = 0_usize;
    for &run in runs.get(split).into_iter().flatten() {
        let mut part = runs.to_vec();
        if let Some(place) = part.get_mut(split) {
            *place = vec![run];
        }
        let cells = gather(&part, read)?;
        let (count, wide) = (run.count as usize, run.count as usize * inner);
        for (outer, rows) in cells.chunks_exact(wide.max(1)).enumerate() {
            let start = (outer * along + from) * inner;
            if let Some(target) = all.get_mut(start..start + wide) {
                target.copy_from_slice(rows);
            }
        }
        from += count;
    }
    Ok(all)
}

/// Blocks of at most `limit` cells (at least one) that make up a grid of this shape, in the order
/// of its cells.
#[must_use]
pub fn blocks(shape: &[u64], limit: u64) -> Vec<Vec<Range<u64>>> {
    if shape.contains(&0) {
        return Vec::new();
    }
    // The last dimensions are whole while they fit; the one before them is cut.
    let (mut inner, mut cut) = (1_u64, shape.len());
    while let Some(&size) = cut.checked_sub(1).and_then(|dim| shape.get(dim)) {
        match inner.checked_mul(size).filter(|&cells| cells <= limit) {
            Some(cells) => inner = cells,
            None => break,
        }
        cut -= 1;
    }
    let mut all: Vec<Vec<Range<u64>>> = vec![Vec::new()];
    for (dim, &size) in shape.iter().enumerate() {
        let step = match dim + 1 {
            next if next < cut => 1,
            // Parts are about as long as each other: so they mostly end where chunks do.
            next if next == cut => size.div_ceil(size.div_ceil((limit / inner).max(1))),
            _ => size,
        };
        let parts: Vec<Range<u64>> =
            (0..size.div_ceil(step)).map(|i| i * step..(i * step + step).min(size)).collect();
        let longer = |head: &Vec<Range<u64>>| {
            let head = head.clone();
            parts.clone().into_iter().map(move |part| {
                let mut block = head.clone();
                block.push(part);
                block
            })
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_become_few_runs() {
        let run = |start, count, step| Run { start, count, step };
        assert_eq!(Run::cover(&[3, 4, 5]), [run(3, 3, 1)]);
        assert_eq!(Run::cover(&[0, 2, 4, 7]), [run(0, 3, 2), run(7, 1, 1)]);
        assert_eq!(Run::cover(&[5, 1]), [run(5, 1, 1), run(1, 1, 1)]);
        assert_eq!(Run::cover(&[]), []);
    }

    #[test]
    fn crossings_are_put_in_order() {
        // The cell at (i, j) of a grid of 10 columns is 10 i + j.
        let mut read = |runs: &[Run]| {
            let along = |run: Run| (0..run.count).map(move |i| run.start + i * run.step);
            Ok(along(runs[0])
                .flat_map(|i| along(runs[1]).map(move |j| (10 * i + j) as f64))
                .collect())
        };
        let runs = [Run::cover(&[4, 1]), Run::cover(&[0, 1, 7])];
        let cells = gather(&runs, &mut read).unwrap();
        assert_eq!(cells, [40.0, 41.0, 47.0, 10.0, 11.0, 17.0]);
    }

    #[test]
    fn blocks_cover_a_grid_in_order() {
        for limit in 1..70 {
            let all = blocks(&[3, 4, 5], limit);
            let mut seen = Vec::new();
            for block in &all {
                let size: u64 = block.iter().map(|r| r.end - r.start).product();
                assert!(size <= limit);
                for i in block[0].clone() {
                    for j in block[1].clone() {
                        seen.extend(block[2].clone().map(|k| (i * 4 + j) * 5 + k));
                    }
                }
            }
            assert!(seen.iter().copied().eq(0..60), "{limit}");
        }
        assert_eq!(blocks(&[], 5), [vec![]]);
        assert!(blocks(&[2, 0], 5).is_empty());
    }
}
