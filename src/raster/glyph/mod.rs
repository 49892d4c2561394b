//! What rows look like, one file per glyph.

mod area;
mod clip;
mod line;
mod point;
mod rect;
mod smooth;
mod stroke;

pub(super) use area::Area;
pub(super) use line::Line;
pub(super) use point::Point;
pub(super) use rect::{Rect, Spans, span};
pub(super) use smooth::Smooth;
pub(super) use stroke::Strokes;

use super::Batch;
use super::canvas::Frame;
use super::reduction::Fold;
use super::sheet::Sheet;

/// A glyph with the reduction it fills cells with.
pub(super) trait Brush: Sync {
    /// What cells hold.
    type Fold: Fold;

    /// What a stripe of rows leaves open at its ends, where it may go on in other stripes.
    type Trail: Default + Send;

    /// Paints rows.
    fn paint(
        &self,
        frame: &Frame,
        batch: &Batch<'_>,
        sheet: &mut Sheet<Self::Fold>,
        trail: &mut Self::Trail,
    );

    /// Lets a stripe follow all those before, and paints what crosses the border.
    fn follow(
        &self,
        _frame: &Frame,
        _all: &mut Self::Trail,
        _next: Self::Trail,
        _sheet: &mut Sheet<Self::Fold>,
    ) {
    }

    /// Paints what is still open after the last stripe.
    fn finish(&self, _frame: &Frame, _all: &mut Self::Trail, _sheet: &mut Sheet<Self::Fold>) {}
}
