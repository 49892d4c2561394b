//! How long work tells of itself. No terminal code: `cli` shows it, tests and library users pass
//! [`Silent`].

/// Somebody who watches long work.
pub trait Progress: Send + Sync {
    /// A step begins; `total` is its number of units (bytes, rows) when it is known.
    fn start(&self, step: &str, total: Option<u64>);
    /// `units` more are done.
    fn advance(&self, units: u64);
    /// The step is over.
    fn finish(&self);
}

/// Nobody watches.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn start(&self, _step: &str, _total: Option<u64>) {}
    fn advance(&self, _units: u64) {}
    fn finish(&self) {}
}
