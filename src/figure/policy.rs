//! How a layer is drawn when it has many rows: one function of what was probed.

use super::{PreparedLayer, THRESHOLD, View};
use crate::mark::{self, Rows};
use crate::scale::format::with_commas;
use crate::spec::Plot;
use crate::spec::raster::Downsample;

/// How the marks of a layer are reduced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    /// Not at all.
    Marks,
    /// To the first, last, least and greatest row of every pixel column.
    M4,
}

impl Method {
    /// What `--json` and `--explain` call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Marks => "marks",
            Self::M4 => "m4",
        }
    }
}

/// Rows above which a line is reduced.
pub(super) fn limit(plot: &Plot, view: &View) -> usize {
    if plot.raster.downsample == Some(Downsample::Off) {
        return usize::MAX;
    }
    let limit = plot.raster.resample_when.or(view.threshold).unwrap_or(THRESHOLD);
    usize::try_from(limit).unwrap_or(usize::MAX)
}

/// How `rows` of a layer are drawn.
pub(super) fn method(layer: &PreparedLayer, rows: Rows<'_>, limit: usize) -> Method {
    if mark::reducible(layer.core.mark, &layer.columns, rows, layer.series(), limit) {
        Method::M4
    } else {
        Method::Marks
    }
}

/// The decision in a sentence.
pub(super) fn sentence(method: Method, rows: usize) -> Option<String> {
    match method {
        Method::Marks => None,
        Method::M4 => Some(format!(
            "{} rows are drawn as the first, last, least and greatest of every pixel column \
             (--downsample off draws each)",
            with_commas(&rows.to_string())
        )),
    }
}
