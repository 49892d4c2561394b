//! A page that stands alone: the picture as SVG, its description, its data, its manifest. No
//! address is ever fetched, nothing runs, and the page's own policy forbids both.

mod cells;
mod model;
mod pack;
mod page;
mod picture;
mod script;
mod tools;

use std::io::Write;

use crate::error::{Error, Result};

use super::{Content, Document, Writer};

/// Pages.
pub struct Html;

impl Writer for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm"]
    }

    fn media_type(&self) -> &'static str {
        "text/html"
    }

    fn content(&self) -> Content {
        Content::Page
    }

    fn binary(&self) -> bool {
        false
    }

    fn summary(&self) -> &'static str {
        "page that stands alone, with the data as a table"
    }

    fn write(&self, document: &Document<'_>, out: &mut dyn Write) -> Result<()> {
        let page = page::page(document)?;
        out.write_all(page.as_bytes()).map_err(Error::not_written)
    }
}
