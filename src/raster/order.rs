//! Sheets of stripes that are painted in any order and merged in theirs.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::reduction::Fold;
use super::sheet::Sheet;

/// The sheets of stripes, waiting for those before them.
pub(super) struct Order<'a, F: Fold, T> {
    line: Mutex<Line<'a, F, T>>,
    moved: Condvar,
    /// Stripes that may wait.
    most: usize,
}

struct Line<'a, F: Fold, T> {
    /// The stripe that is merged next.
    due: usize,
    /// Stripes after it, and what they leave open at their ends.
    waiting: BTreeMap<usize, (Sheet<F>, T)>,
    /// Empty sheets.
    idle: Vec<Sheet<F>>,
    all: &'a mut Sheet<F>,
    /// Told of what each stripe leaves open.
    follow: Follow<'a, T>,
    /// Whether a thread has panicked.
    broken: bool,
}

type Follow<'a, T> = &'a mut (dyn FnMut(T) + Send);

impl<'a, F: Fold, T> Order<'a, F, T> {
    /// Merges stripes into `all`, of which at most so many wait.
    pub(super) fn new(all: &'a mut Sheet<F>, follow: Follow<'a, T>, most: usize) -> Self {
        let (waiting, idle) = (BTreeMap::new(), Vec::new());
        let line = Line { due: 0, waiting, idle, all, follow, broken: false };
        Order { line: Mutex::new(line), moved: Condvar::new(), most }
    }

    fn line(&self) -> MutexGuard<'_, Line<'a, F, T>> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Paints a stripe on a sheet, as soon as not too many wait. Threads take stripes in order, so
    /// that the one that is due is being painted.
    pub(super) fn paint(
        &self,
        stripe: usize,
        new: impl FnOnce() -> Sheet<F>,
        paint: impl FnOnce(&mut Sheet<F>) -> T,
    ) {
        let far = |line: &mut Line<'_, F, T>| stripe > line.due + self.most && !line.broken;
        let waited = self.moved.wait_while(self.line(), far);
        let idle = waited.unwrap_or_else(PoisonError::into_inner).idle.pop();
        let mut sheet = idle.unwrap_or_else(new);
        let watch = Watch(self);
        let trail = paint(&mut sheet);
        drop(watch);
        let mut line = self.line();
        line.waiting.insert(stripe, (sheet, trail));
        line.merge();
        self.moved.notify_all();
    }
}

impl<F: Fold, T> Line<'_, F, T> {
    /// Merges what is due.
    fn merge(&mut self) {
        while let Some((mut sheet, trail)) = self.waiting.remove(&self.due) {
            self.all.absorb(&mut sheet);
            (self.follow)(trail);
            self.idle.push(sheet);
            self.due += 1;
        }
    }
}

/// Lets nobody wait for a thread that panics.
struct Watch<'a, 'b, F: Fold, T>(&'a Order<'b, F, T>);

impl<F: Fold, T> Drop for Watch<'_, '_, F, T> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.line().broken = true;
            self.0.moved.notify_all();
        }
    }
}
