//! How a layer is drawn when it has many rows: one function of what was probed.

use std::collections::BTreeMap;

use super::stream::of_panel;
use super::{PreparedLayer, THRESHOLD, View};
use crate::data::Columns;
use crate::mark::{self, Rows};
use crate::scale::format::with_commas;
use crate::spec::raster::{Aggregator, Cnorm, Downsample, Rasterize};
use crate::spec::{Channel, Mark, Plot, Unique};

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
    /// To cells.
    Raster,
}

impl Method {
    /// What `--json` and `--explain` call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Marks => "marks",
            Self::M4 => "m4",
            Self::Minmax => "minmax",
            Self::Lttb => "lttb",
            Self::Raster => "raster",
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

/// Series above which lines lie over each other rather than beside each other.
pub(super) const MANY_SERIES: usize = 20;

/// Marks above which a layer is reduced.
pub(super) fn most(plot: &Plot, view: &View) -> usize {
    let limit = plot.raster.resample_when.or(view.threshold).unwrap_or(THRESHOLD);
    usize::try_from(limit).unwrap_or(usize::MAX)
}

/// When and how the series of a plot are reduced.
pub(super) fn limit(plot: &Plot, view: &View) -> Limit {
    let downsample = plot.raster.downsample.unwrap_or_default();
    let rows = if downsample == Downsample::Off { usize::MAX } else { most(plot, view) };
    Limit { rows, downsample }
}

/// Whether a layer becomes cells: all that can when it is asked for; else points and paths above
/// so many, and lines of many series or of no order.
pub(super) fn aggregates(layer: &PreparedLayer, plot: &Plot, view: &View) -> bool {
    if layer.plan.is_none() {
        return false;
    }
    match plot.raster.rasterize {
        _ if layer.stream.is_some() => true,
        _ if layer.total.is_some() => false,
        _ if matches!(layer.core.mark, Mark::Mesh(_)) => true,
        Some(forced) => forced == Rasterize::Always,
        None if layer.core.silent => false,
        None if is_fine(layer) || has_own_norm(layer, plot) => true,
        None if layer.columns.len <= most(plot, view) => false,
        None => match layer.core.mark {
            Mark::Dot | Mark::Rect => true,
            // Paths, and series that lie over each other.
            Mark::Line { .. } => {
                let many = layer.series() > MANY_SERIES || layer.core.unique == Unique::Any;
                (many || is_in_no_order(&layer.columns)) && plot.raster.downsample.is_none()
            }
            _ => false,
        },
    }
}

/// Cells of a grid across or up that are too narrow to be a mark each: a picture of the usual size
/// has three pixels for each of so many.
const NARROW: [usize; 2] = [260, 160];

/// Whether a grid has more cells across or up than marks are drawn of.
fn is_fine(layer: &PreparedLayer) -> bool {
    let grid = layer.plan.as_ref().and_then(|plan| plan.lattice);
    grid.is_some_and(|grid| grid.cells.iter().zip(NARROW).any(|(&cells, most)| cells > most))
}

/// Whether the colours of a grid follow its values in a way that only cells have.
fn has_own_norm(layer: &PreparedLayer, plot: &Plot) -> bool {
    let grid = layer.plan.as_ref().is_some_and(|plan| plan.lattice.is_some());
    grid && plot.raster.cnorm.is_some_and(|norm| norm != Cnorm::Linear)
}

/// Whether x of some series goes up and down.
fn is_in_no_order(columns: &Columns) -> bool {
    let keys: Vec<Channel> = columns
        .channels
        .keys()
        .filter(|channel| **channel == Channel::By || of_panel(**channel))
        .copied()
        .collect();
    // Of each series of each panel: the last x, and whether it rose and fell.
    let mut seen: BTreeMap<Vec<u64>, (f64, [bool; 2])> = BTreeMap::new();
    (0..columns.len).any(|row| {
        let x = columns.place(row);
        if x.is_nan() {
            return false;
        }
        let series = keys.iter().map(|key| columns.at(*key, row).to_bits()).collect();
        let (last, went) = seen.entry(series).or_insert((x, [false; 2]));
        went[0] |= x > *last;
        went[1] |= x < *last;
        *last = x;
        went[0] && went[1]
    })
}

/// How `rows` of a layer are drawn that do not become cells.
pub(super) fn method(layer: &PreparedLayer, rows: Rows<'_>, limit: &Limit) -> Method {
    let mark = layer.core.mark;
    if layer.total.is_some() {
        return Method::M4;
    }
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
        Method::Marks | Method::Raster => return None,
        Method::M4 => "the first, last, least and greatest of every pixel column",
        Method::Minmax => "the least and greatest of every pixel column",
        Method::Lttb => "those of the largest triangles, two a pixel column",
    };
    let rows = with_commas(&layer.rows().to_string());
    let why = match limit.downsample {
        Downsample::Minmax if method == Method::M4 => "minmax is for lines; ",
        Downsample::Lttb if method == Method::M4 => "lttb is for lines; ",
        _ => "",
    };
    Some(format!("{rows} rows are drawn as {what} ({why}--downsample off draws each)"))
}

/// That a layer becomes cells, in a sentence.
pub(super) fn aggregated(
    rows: u64,
    aggregator: Aggregator,
    column: &str,
    [width, height]: [usize; 2],
) -> String {
    let what = match aggregator {
        Aggregator::Count => "the number of rows".into(),
        Aggregator::CountCat => "the number of rows of each series".into(),
        Aggregator::Any => "whether there is a row".into(),
        other => format!("the {} of {column}", other.name()),
    };
    let rows = with_commas(&rows.to_string());
    format!(
        "{rows} rows are aggregated to {width} × {height} pixels, {what} in each (--rasterize \
         never draws a mark a row)"
    )
}
