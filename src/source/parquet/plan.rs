//! What is known of a flat column before its pages are read.

use polars_parquet::parquet::compression::Compression;

use super::page::{Kind, Page};
use super::value::Stored;
use crate::data::Values;

/// How a column is read.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) stored: Stored,
    pub(super) codec: Compression,
    /// True when values may be missing.
    pub(super) optional: bool,
    /// All words of a category, in its order.
    pub(super) words: Option<Vec<String>>,
}

impl Plan {
    /// Whether pages are written in one of the ways that are decoded here.
    pub(super) fn decodes(&self, pages: &[Page]) -> bool {
        let plain = |page: &Page| page.encoding == 0;
        let packed = |page: &Page| match self.stored {
            Stored::Bool => page.encoding == 3,
            _ => page.has_codes(),
        };
        pages.iter().all(|page| match page.kind {
            Kind::Other => true,
            Kind::Dictionary => plain(page) || page.encoding == 2,
            Kind::First if self.optional && page.level_encoding != 3 => false,
            Kind::First | Kind::Second => plain(page) || packed(page),
        })
    }

    /// Values of the column, none yet.
    fn values(&self) -> Values {
        match self.stored {
            Stored::Text => Values::Category {
                codes: Vec::new(),
                levels: self.words.clone().unwrap_or_default(),
            },
            Stored::Bool => {
                Values::Category { codes: Vec::new(), levels: vec!["false".into(), "true".into()] }
            }
            stored if stored.is_time() => Values::Time(Vec::new()),
            _ => Values::Number(Vec::new()),
        }
    }

    /// Make `values` none, of the kind of the column; its buffer is used again.
    pub(super) fn renew(&self, values: &mut Values) {
        let mut before = std::mem::replace(values, self.values());
        match (values, &mut before) {
            (Values::Number(new) | Values::Time(new), Values::Number(old) | Values::Time(old)) => {
                std::mem::swap(new, old);
            }
            (Values::Category { codes: new, .. }, Values::Category { codes: old, .. }) => {
                std::mem::swap(new, old);
            }
            _ => {}
        }
    }
}
