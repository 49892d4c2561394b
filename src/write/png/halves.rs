//! A crowded picture as two halves, painted at the same time. Where the cut is depends on the
//! picture alone, so the pixels are the same on any number of threads.

use resvg::tiny_skia::Pixmap;

use crate::error::{Error, Result};
use crate::scene::{Dots, Item, Path};

/// Points above which two halves are sooner painted than one whole.
const CROWDED: usize = 8_000;
/// How far a shape reaches beyond its points, in pixels of the scene: more than any line is wide.
const REACH: f64 = 32.0;

/// True when a picture has so many points that halves are worth while.
pub(super) fn crowded(items: &[&Item]) -> bool {
    let points = |item: &&Item| match item {
        Item::Path(path) => path.points.len(),
        Item::Dots(dots) => dots.centers.len(),
        _ => 0,
    };
    items.iter().map(points).sum::<usize>() > CROWDED
}

/// What of an item can be seen between two x of the scene.
pub(super) fn seen(item: &Item, left: f64, right: f64) -> Item {
    let (left, right) = (left - REACH, right + REACH);
    match item {
        // The dashes of a line begin at its start, and a filled shape is not to be opened.
        Item::Path(path)
            if path.fill.is_none()
                && path.stroke.as_ref().is_some_and(|s| s.dash.is_empty() && s.width < REACH) =>
        {
            Item::Path(cut(path, left, right))
        }
        Item::Dots(dots) => Item::Dots(some(dots, left, right)),
        other => other.clone(),
    }
}

/// The stretches of a path whose segments touch an interval of x.
fn cut(path: &Path, left: f64, right: f64) -> Path {
    let mut kept = Path { points: Vec::new(), starts: Vec::new(), ..path.clone() };
    if path.closed {
        return path.clone();
    }
    for part in path.parts() {
        let mut open = false;
        for pair in part.windows(2) {
            let [a, b] = [pair[0], pair[1]];
            if a[0].max(b[0]) < left || a[0].min(b[0]) > right {
                open = false;
                continue;
            }
            if !open {
                kept.starts.push(kept.points.len());
                kept.points.push(a);
                open = true;
            }
            kept.points.push(b);
        }
    }
    kept
}

/// The dots that touch an interval of x.
fn some(dots: &Dots, left: f64, right: f64) -> Dots {
    let radius = |i: usize| dots.radius.get(i).or(dots.radius.first()).copied().unwrap_or(0.0);
    let keep: Vec<usize> = (0..dots.centers.len())
        .filter(|&i| {
            dots.centers[i][0] + radius(i) >= left && dots.centers[i][0] - radius(i) <= right
        })
        .collect();
    let each = |all: usize| all == dots.centers.len() && all > 1;
    let pick = |count: usize| if each(count) { keep.clone() } else { (0..count).collect() };
    Dots {
        centers: keep.iter().map(|&i| dots.centers[i]).collect(),
        radius: pick(dots.radius.len()).into_iter().map(|i| dots.radius[i]).collect(),
        fill: pick(dots.fill.len()).into_iter().map(|i| dots.fill[i]).collect(),
        ..dots.clone()
    }
}

/// The columns of pixels from `left` on, as a picture of their own.
pub(super) fn take(pixmap: &Pixmap, left: usize, width: usize) -> Result<Pixmap> {
    let mut half = Pixmap::new(width as u32, pixmap.height())
        .ok_or_else(|| Error::internal("half a picture has no pixels"))?;
    let row = pixmap.width() as usize * 4;
    for (to, from) in half.data_mut().chunks_mut(width * 4).zip(pixmap.data().chunks(row)) {
        to.copy_from_slice(&from[left * 4..(left + width) * 4]);
    }
    Ok(half)
}

/// Put columns of pixels back.
pub(super) fn put_back(half: &Pixmap, left: usize, pixmap: &mut Pixmap) {
    let (row, part) = (pixmap.width() as usize * 4, half.width() as usize * 4);
    for (to, from) in pixmap.data_mut().chunks_mut(row).zip(half.data().chunks(part)) {
        to[left * 4..left * 4 + part].copy_from_slice(from);
    }
}
