//! A layer with its colours, its rows in panels, and how it is aggregated.

use polars::prelude::DataFrame;

use super::load::Loaded;
use super::raster::{Plan, Stream};
use super::{account, legend};
use crate::data::Columns;
use crate::mark::Paint;
use crate::spec::{Channel, CoreLayer};

/// A layer that only needs places.
#[derive(Clone)]
pub(crate) struct PreparedLayer {
    /// Layer of the spec that it came from.
    pub(super) source: usize,
    /// The core layer.
    pub(super) core: CoreLayer,
    /// Its rows by channel.
    pub(super) columns: Columns,
    /// Its table.
    pub(super) frame: DataFrame,
    /// Which rows of the table are drawn; none when all are.
    pub(super) keep: Option<Vec<bool>>,
    /// Rows of every panel; none: all rows in each.
    pub(super) split: Option<Vec<Vec<u32>>>,
    /// Its colours.
    pub(super) paint: Paint,
    /// Greatest value of the size channel.
    pub(super) size_max: f64,
    /// How it is aggregated when its marks are too many; none when they cannot be.
    pub(super) plan: Option<Plan>,
    /// Its rows, where they are not held.
    pub(super) stream: Option<Stream>,
}

impl PreparedLayer {
    /// Number of series.
    pub(super) fn series(&self) -> usize {
        self.columns.get(Channel::By).map_or(1, |by| by.levels().len())
    }
}

/// Layers that only need places.
pub(super) fn finish(
    sources: Vec<usize>,
    layers: Vec<Loaded>,
    splits: Vec<Option<Vec<Vec<u32>>>>,
    (paints, plans): (Vec<Paint>, Vec<Option<Plan>>),
) -> Vec<PreparedLayer> {
    sources
        .into_iter()
        .zip(layers)
        .zip(splits)
        .zip(paints.into_iter().zip(plans))
        .map(|(((source, layer), split), (paint, plan))| {
            let sizes = layer.columns.get(Channel::Size);
            let size_max = sizes.map_or(0.0, legend::greatest);
            let keep = account::keep(&layer);
            let Loaded { core, columns, frame, stream, .. } = layer;
            PreparedLayer {
                source,
                core,
                columns,
                frame,
                keep,
                split,
                paint,
                size_max,
                plan,
                stream,
            }
        })
        .collect()
}
