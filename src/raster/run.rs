//! All pieces of a source, on all threads.
//!
//! Pieces are put together to stripes by their numbers of rows alone. A reduction that is exact
//! has one sheet per thread, merged at the end. For any other, the order of additions matters: each
//! stripe has a sheet of its own, and sheets are merged in the order of stripes, wave by wave, so
//! that there are never more of them than threads, and one or two. What crosses from one
//! stripe to the next is drawn when both are known, onto a sheet that is merged last.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::error::{Error, Result};

use super::canvas::Frame;
use super::glyph::Brush;
use super::reduction::Fold;
use super::sheet::Sheet;
use super::{Job, Raster, Source};

/// Rows of a stripe at least, when stripes cost nothing.
const FEW: u64 = 1 << 18;
/// Rows of a stripe at least, when each is merged into the whole.
const MANY: u64 = 1 << 20;

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
    let least = if exact { FEW } else { MANY.max(cells) };
    let stripes = stripes(source, least);
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
        pass.in_waves(&stripes, new, &mut all, |trail| {
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

/// Consecutive pieces that have at least so many rows together.
fn stripes(source: &dyn Source, least: u64) -> Vec<Range<usize>> {
    let mut stripes = Vec::new();
    let (mut start, mut rows) = (0, 0u64);
    for piece in 0..source.pieces() {
        rows = rows.saturating_add(source.rows(piece));
        if rows >= least {
            stripes.push(start..piece + 1);
            (start, rows) = (piece + 1, 0);
        }
    }
    if start < source.pieces() {
        stripes.push(start..source.pieces());
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

    /// As many stripes at a time as there are threads, merged in order.
    fn in_waves(
        &self,
        stripes: &[Range<usize>],
        new: impl Fn() -> Sheet<B::Fold>,
        all: &mut Sheet<B::Fold>,
        mut follow: impl FnMut(B::Trail),
    ) {
        let threads = rayon::current_num_threads().min(stripes.len());
        let mut sheets: Vec<_> = (0..threads).map(|_| new()).collect();
        for wave in stripes.chunks(threads.max(1)) {
            let trails: Vec<_> = (wave.par_iter().zip(&mut sheets).with_max_len(1))
                .map(|(stripe, sheet)| self.paint(stripe, sheet))
                .collect();
            if self.fault.any() {
                return;
            }
            for (trail, sheet) in trails.into_iter().zip(&mut sheets) {
                all.absorb(sheet);
                follow(trail);
            }
        }
    }
}
