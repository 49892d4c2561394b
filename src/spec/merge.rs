//! Figures from figures: overlay (`*`) and layout (`+`).

use super::{Figure, Plot};

/// The layers of `over` on the axes of `under`'s last plot.
#[must_use]
pub fn overlay(mut under: Figure, over: Figure) -> Figure {
    let Some(plot) = under.plots.last_mut() else { return over };
    for other in over.plots {
        merge_into(plot, other);
    }
    under
}

fn merge_into(plot: &mut Plot, other: Plot) {
    plot.layers.extend(other.layers);
    for (channel, spec) in other.scales {
        plot.scales.entry(channel).or_insert(spec);
    }
}

/// The plots of all figures side by side; heading and size are the first one's.
#[must_use]
pub fn layout(figures: Vec<Figure>, cols: Option<u32>) -> Option<Figure> {
    let mut all = figures.into_iter();
    let mut first = all.next()?;
    for figure in all {
        first.plots.extend(figure.plots);
    }
    first.cols = cols.or(first.cols);
    Some(first)
}
