//! How long work tells of itself. No terminal code: `cli` shows it, tests and library users pass
//! [`Silent`].

use std::sync::Arc;

/// Somebody who watches long work.
pub trait Progress: Send + Sync {
    /// A step begins; `total` is its number of units (bytes, rows) when it is known.
    fn start(&self, step: &str, total: Option<u64>);
    /// `units` more are done.
    fn advance(&self, units: u64);
    /// The step is over.
    fn finish(&self);
    /// The same watcher, for work that is put off: rows are read when they are wanted.
    fn handle(&self) -> Arc<dyn Progress>;
}

/// Nobody watches.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn start(&self, _step: &str, _total: Option<u64>) {}
    fn advance(&self, _units: u64) {}
    fn finish(&self) {}
    fn handle(&self) -> Arc<dyn Progress> {
        Arc::new(Self)
    }
}
