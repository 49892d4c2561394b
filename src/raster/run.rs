//! All pieces of a source, on all threads.
//!
//! Pieces are put together to stripes by their numbers of rows alone. A reduction that is exact
//! has one sheet per thread, merged at the end. For any other, the order of additions matters: each
//! stripe has a sheet of its own, and sheets are merged in the order of stripes; few may wait for
//! those before them. What crosses from one stripe to the next is drawn when both are known, onto a
//! sheet that is merged last.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::error::{Error, Result};

use super::canvas::Frame;
use super::glyph::Brush;
use super::order::Order;
use super::reduction::Fold;
use super::sheet::Sheet;
use super::{Job, Raster, Source};

/// Rows of a stripe at least, when stripes cost nothing.
const FEW: u64 = 1 << 18;
/// Rows of a stripe at least, when each is merged into the whole.
const MANY: u64 = 1 << 20;

/// About so many stripes then, of many rows: merging costs as much however few rows a stripe has.
const STRIPES: u64 = 32;
/// A stripe has at most such a part of the rows that are left.
const LAST: u64 = 8;

/// Planes that are expected to be full, however many there may be.
const USUAL: usize = 8;

/// Rasterizes with a brush.
pub(super) fn run<B: Brush>(
    brush: &B,
    frame: &Frame,
    job: &Job,
    source: &dyn Source,
    seen: &(dyn Fn(u64) + Sync),
) -> Result<Raster> {
    let pass = Pass { brush, frame, source, seen, fault: Fault::default() };
    let exact = B::Fold::EXACT;
    let cells = (frame.cells as u64).saturating_mul(job.most_planes.clamp(1, USUAL) as u64);
    let stripes =
        if exact { stripes(source, FEW, 0) } else { stripes(source, MANY.max(cells), STRIPES) };
    let new = || Sheet::<B::Fold>::new(frame, job.most_planes);
    let (mut all, mut seam) = (new(), new());
    let mut end = B::Trail::default();
    if let [only] = stripes.as_slice() {
        let trail = pass.paint(only, &mut all);
        brush.follow(frame, &mut end, trail, &mut seam);
    } else if exact {
        let mut trails = pass.freely(&stripes, new, &mut all);
        trails.sort_unstable_by_key(|(stripe, _)| *stripe);
        for (_, trail) in trails {
            brush.follow(frame, &mut end, trail, &mut seam);
        }
    } else {
        pass.in_order(&stripes, new, &mut all, |trail| {
            brush.follow(frame, &mut end, trail, &mut seam);
        });
    }
    if let Some((_, error)) = pass.fault.first.into_inner().unwrap_or_else(PoisonError::into_inner)
    {
        return Err(error);
    }
    brush.finish(frame, &mut end, &mut seam);
    all.absorb(&mut seam);
    Ok(all.finish(job.canvas))
}

/// Consecutive pieces that have at least so many rows together. Where there are more rows than for
/// so many stripes, stripes are larger, but smaller again towards the end, so that threads end
/// together.
fn stripes(source: &dyn Source, least: u64, most: u64) -> Vec<Range<usize>> {
    let pieces = source.pieces();
    let total = (0..pieces).fold(0u64, |sum, piece| sum.saturating_add(source.rows(piece)));
    let size = |left: u64| least.max((left / LAST).min(total.checked_div(most).unwrap_or(0)));
    let mut stripes = Vec::new();
    let (mut start, mut rows, mut left) = (0, 0u64, total);
    for piece in 0..pieces {
        rows = rows.saturating_add(source.rows(piece));
        if rows >= size(left) {
            stripes.push(start..piece + 1);
            left = left.saturating_sub(rows);
            (start, rows) = (piece + 1, 0);
        }
    }
    if start < pieces {
        stripes.push(start..pieces);
    }
    stripes
}

/// The error of the earliest piece that failed.
#[derive(Default)]
struct Fault {
    first: Mutex<Option<(usize, Error)>>,
    /// One more than its number; 0 while none failed.
    piece: AtomicUsize,
}

impl Fault {
    /// Whether a piece comes after one that failed: then it need not be read.
    fn before(&self, piece: usize) -> bool {
        let failed = self.piece.load(Ordering::Relaxed);
        failed != 0 && failed <= piece
    }

    fn set(&self, piece: usize, error: Error) {
        let mut first = self.first.lock().unwrap_or_else(PoisonError::into_inner);
        if first.as_ref().is_none_or(|(earlier, _)| piece < *earlier) {
            self.piece.store(piece + 1, Ordering::Relaxed);
            *first = Some((piece, error));
        }
    }

    fn any(&self) -> bool {
        self.piece.load(Ordering::Relaxed) != 0
    }
}

/// What all threads need.
struct Pass<'a, B> {
    brush: &'a B,
    frame: &'a Frame,
    source: &'a dyn Source,
    seen: &'a (dyn Fn(u64) + Sync),
    fault: Fault,
}

impl<B: Brush> Pass<'_, B> {
    /// Paints a stripe, and says what is left open at its ends.
    fn paint(&self, stripe: &Range<usize>, sheet: &mut Sheet<B::Fold>) -> B::Trail {
        let mut trail = B::Trail::default();
        for piece in stripe.clone() {
            if self.fault.before(piece) {
                break;
            }
            let walked = self.source.walk(piece, &mut |batch| {
                self.brush.paint(self.frame, batch, sheet, &mut trail);
                (self.seen)(batch.rows() as u64);
                Ok(())
            });
            if let Err(error) = walked {
                self.fault.set(piece, error);
            }
        }
        trail
    }

    /// Each thread takes the next stripe as soon as it is free.
    fn freely(
        &self,
        stripes: &[Range<usize>],
        new: impl Fn() -> Sheet<B::Fold> + Sync,
        all: &mut Sheet<B::Fold>,
    ) -> Vec<(usize, B::Trail)> {
        let next = AtomicUsize::new(0);
        let threads = rayon::current_num_threads().min(stripes.len());
        let work = |_| {
            let (mut sheet, mut trails) = (new(), Vec::new());
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let Some(stripe) = stripes.get(number) else { break };
                trails.push((number, self.paint(stripe, &mut sheet)));
            }
            (sheet, trails)
        };
        let done: Vec<_> = (0..threads).into_par_iter().with_max_len(1).map(work).collect();
        let mut trails = Vec::with_capacity(stripes.len());
        for (mut sheet, some) in done {
            all.absorb(&mut sheet);
            trails.extend(some);
        }
        trails
    }

    /// The same, but sheets are merged in the order of stripes.
    fn in_order(
        &self,
        stripes: &[Range<usize>],
        new: impl Fn() -> Sheet<B::Fold> + Sync,
        all: &mut Sheet<B::Fold>,
        mut follow: impl FnMut(B::Trail) + Send,
    ) {
        let next = AtomicUsize::new(0);
        let order = Order::new(all, &mut follow, rayon::current_num_threads());
        rayon::broadcast(|_| {
            while !self.fault.any() {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let Some(stripe) = stripes.get(number) else { break };
                order.paint(number, &new, |sheet| self.paint(stripe, sheet));
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pieces of so many rows each.
    struct Even(usize, u64);

    impl Source for Even {
        fn pieces(&self) -> usize {
            self.0
        }

        fn rows(&self, _: usize) -> u64 {
            self.1
        }

        fn walk(
            &self,
            _: usize,
            _: &mut dyn FnMut(&super::super::Batch<'_>) -> Result<()>,
        ) -> Result<()> {
            Ok(())
        }
    }

    #[test]
    fn stripes_are_few_and_the_last_are_small() {
        let sizes = |source: &Even, least, most| {
            let stripes = stripes(source, least, most);
            assert!(stripes.windows(2).all(|pair| pair[0].end == pair[1].start));
            assert_eq!(stripes.iter().map(Range::len).sum::<usize>(), source.0);
            stripes.iter().map(Range::len).collect::<Vec<_>>()
        };
        let many = sizes(&Even(1000, 1 << 20), MANY, STRIPES);
        assert!(many.is_sorted_by(|one, next| one >= next), "{many:?}");
        assert!((33..60).contains(&many.len()), "{many:?}");
        assert_eq!((many.first(), many.last()), (Some(&32), Some(&1)));
        assert_eq!(sizes(&Even(10, 1 << 20), MANY, STRIPES), [1; 10]);
        assert_eq!(sizes(&Even(10, 1 << 16), FEW, 0), [4, 4, 2]);
        assert_eq!(sizes(&Even(0, 1), FEW, 0), [0; 0]);
    }
}
