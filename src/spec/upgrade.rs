//! Older spec versions to the current one.

use super::{Figure, VERSION};
use crate::error::{Error, Result};

/// A figure from its JSON, of this or an older version.
pub fn read(text: &str) -> Result<Figure> {
    let figure: Figure = serde_json::from_str(text).map_err(Error::not_a_figure)?;
    if figure.version > VERSION {
        return Err(Error::newer_figure(figure.version, VERSION));
    }
    Ok(figure)
}
