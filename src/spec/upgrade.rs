//! Older spec versions to the current one.

use super::{Figure, VERSION};
use crate::error::{Error, ErrorKind, Result};

/// A figure from its JSON, of this or an older version.
pub fn read(text: &str) -> Result<Figure> {
    let figure: Figure = serde_json::from_str(text).map_err(|cause| {
        Error::new(ErrorKind::Format, "not a vizcli figure")
            .because(cause)
            .hint("`vizcli plot … --print-spec` prints one; the schema is docs/figure.schema.json")
    })?;
    if figure.version > VERSION {
        return Err(Error::new(
            ErrorKind::Unsupported,
            format!("the figure is of version {}, newer than {VERSION}", figure.version),
        )
        .hint("draw it with a newer vizcli"));
    }
    Ok(figure)
}
