//! How many threads compute.

use super::output::Run;
use crate::error::{Error, Result};

/// `--threads N`: the size of the pool for parsing and statistics. The table engine has a pool of
/// its own, whose size comes from the environment (`POLARS_MAX_THREADS`) alone.
pub(crate) fn limit(run: &Run) -> Result<()> {
    let Some(threads) = run.threads else { return Ok(()) };
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().map_err(Error::internal)
}
