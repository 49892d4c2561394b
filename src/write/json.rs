//! The manifest itself as a file: the spec, and the rows that travel with it.

use std::io::Write;

use crate::error::{Error, Result};

use super::{Content, Document, Writer, manifest};

/// The spec of the figure, which `render` draws again.
pub struct Spec;

impl Writer for Spec {
    fn name(&self) -> &'static str {
        "spec"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["vizcli.json", "spec.json"]
    }

    fn media_type(&self) -> &'static str {
        "application/json"
    }

    fn content(&self) -> Content {
        Content::Spec
    }

    fn binary(&self) -> bool {
        false
    }

    fn summary(&self) -> &'static str {
        "the spec of the figure, which render draws again"
    }

    fn write(&self, document: &Document<'_>, out: &mut dyn Write) -> Result<()> {
        let mut text = manifest::pretty(document.manifest)?;
        text.push('\n');
        out.write_all(text.as_bytes()).map_err(Error::not_written)
    }
}
