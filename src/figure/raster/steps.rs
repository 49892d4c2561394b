//! Cells in the colours of steps, each of which is exactly as wide as its levels say.

use super::key;
use super::plan::Plan;
use crate::error::Result;
use crate::figure::PreparedLayer;
use crate::layout::Legend;
use crate::raster::{Cells, Image};
use crate::scale::{Extent, Sequential};
use crate::spec::theme::Look;
use crate::spec::{ColorSteps, Levels, Plot, ScaleSpec};
use crate::stat::level;
use crate::warn::Warnings;

/// The colours of a layer in steps, for values from the least to the greatest; none where they
/// are not asked for.
pub(super) fn scale(
    layer: &PreparedLayer,
    extent: &Extent,
    spec: &ScaleSpec,
    look: &Look,
) -> Result<Option<Sequential>> {
    let levels = match &layer.core.steps {
        Some(ColorSteps::Levels(Levels::Count(count))) => {
            level::levels(extent.min, extent.max, *count as usize)
        }
        Some(ColorSteps::Levels(Levels::At(levels))) => levels.clone(),
        _ => return Ok(None),
    };
    let center = Sequential::center([extent.min, extent.max], spec, layer.core.diverging);
    let quiet = &mut Warnings::default();
    Sequential::in_steps(extent, &levels, spec, center, look, quiet).map(Some)
}

/// The picture of some cells.
pub(super) fn image(cells: &Cells, width: usize, colors: &Sequential) -> Image {
    let mut image = Image::clear(cells.len(), width);
    let (pixels, _) = image.rgba.as_chunks_mut::<4>();
    for (place, pixel) in pixels.iter_mut().enumerate() {
        if let Some(value) = cells.at(place).filter(|value| value.is_finite()) {
            let color = colors.color(value);
            *pixel = [color.r, color.g, color.b, 255];
        }
    }
    image
}

/// What the steps mean.
pub(super) fn legend(
    plot: &Plot,
    (layer, plan): (&PreparedLayer, &Plan),
    spec: ScaleSpec,
    colors: Sequential,
) -> Legend {
    Legend::Bar {
        title: key::title(plot, layer, plan),
        colors: colors.colors,
        scale: colors.scale,
        stairs: colors.stairs,
        spec,
        integer: false,
        missing: None,
    }
}
