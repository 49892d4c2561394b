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
    /// To the least and greatest row of every pixel column.
    Minmax,
    /// To the rows of the largest triangles.
    Lttb,
}

impl Method {
    /// What `--json` and `--explain` call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Marks => "marks",
            Self::M4 => "m4",
            Self::Minmax => "minmax",
            Self::Lttb => "lttb",
        }
    }
}

/// When a series is reduced, and how.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit {
    /// When it has more rows than this.
    pub(super) rows: usize,
    /// As was asked, or by default.
    pub(super) downsample: Downsample,
}

/// When and how the series of a plot are reduced.
pub(super) fn limit(plot: &Plot, view: &View) -> Limit {
    let downsample = plot.raster.downsample.unwrap_or_default();
    let rows = plot.raster.resample_when.or(view.threshold).unwrap_or(THRESHOLD);
    let rows = match downsample {
        Downsample::Off => usize::MAX,
        _ => usize::try_from(rows).unwrap_or(usize::MAX),
    };
    Limit { rows, downsample }
}

/// How `rows` of a layer are drawn.
pub(super) fn method(layer: &PreparedLayer, rows: Rows<'_>, limit: &Limit) -> Method {
    let mark = layer.core.mark;
    if !mark::reducible(mark, &layer.columns, rows, layer.series(), limit.rows) {
        return Method::Marks;
    }
    match mark::reduction(mark, limit.downsample) {
        Downsample::M4 => Method::M4,
        Downsample::Minmax => Method::Minmax,
        Downsample::Lttb => Method::Lttb,
        Downsample::Off => Method::Marks,
    }
}

/// The decision in a sentence.
pub(super) fn sentence(method: Method, layer: &PreparedLayer, limit: &Limit) -> Option<String> {
    let what = match method {
        Method::Marks => return None,
        Method::M4 => "the first, last, least and greatest of every pixel column",
        Method::Minmax => "the least and greatest of every pixel column",
        Method::Lttb => "those of the largest triangles, two a pixel column",
    };
    let rows = with_commas(&layer.columns.len.to_string());
    let why = match limit.downsample {
        Downsample::Minmax if method == Method::M4 => "minmax is for lines; ",
        Downsample::Lttb if method == Method::M4 => "lttb is for lines; ",
        _ => "",
    };
    Some(format!("{rows} rows are drawn as {what} ({why}--downsample off draws each)"))
}
