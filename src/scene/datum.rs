//! Which rows an item stands for.

/// Row numbers of the layer's table, one per mark of an item (or per vertex of a path).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Datums {
    /// Index of the layer, over all plots of the figure.
    pub layer: usize,
    /// Row numbers; empty when nothing is known.
    pub rows: Vec<u32>,
}
