//! Cells in colours: an image a panel, and the legend that says what its colours mean.

use super::plan::{Groups, Plan};
use super::{Aggregated, Shaded, canvas, key};
use crate::color::Color;
use crate::error::{Error, Result};
use crate::figure::{Prepared, PreparedLayer};
use crate::layout::{Arranged, Legend, PanelPlace};
use crate::mark::Paint;
use crate::raster::shade::{How, Map, Mix, Norm, bands, mix, shade, total};
use crate::raster::spread::{Merge, Shape, grow, spread};
use crate::raster::{self, Cells, Glyph, density::Occupied};
use crate::scale::{Extent, Sequential};
use crate::scene::Image;
use crate::spec::raster::{Aggregator, Cnorm};
use crate::spec::scale::ScaleKind;
use crate::spec::theme::Look;
use crate::spec::{Channel, Face, Plot, ScaleSpec};
use crate::stat::quantile;
use crate::warn::Warnings;

/// Alpha of the least and of the greatest of what is shown by opacity.
const OPACITY: [u8; 2] = [40, 255];
/// Where on a colour map the least count is, so that it differs from the ground.
pub(super) const LEAST: f64 = 0.08;
/// Points are spread until this share of them has a neighbour, by so many pixels at most.
const TOUCHING: f64 = 0.5;
const FARTHEST: usize = 3;
/// Where many touch, a point without another one within so many pixels is still made larger.
const FAR: usize = 6;

/// Colour the cells of a layer.
pub(super) fn colored(
    prepared: &Prepared,
    number: usize,
    (index, layer, plan): (usize, &PreparedLayer, &Plan),
    cells: &Aggregated,
    arranged: &Arranged,
) -> Result<Shaded> {
    let plot = &prepared.figure.plots[number];
    let widths: Vec<usize> = cells.canvases.iter().map(|canvas| canvas.x.cells).collect();
    let panels: Vec<Vec<Cells>> =
        cells.panels.iter().zip(&widths).map(|(p, width)| grown(p, *width, plan, plot)).collect();
    let inks = Inks { plot, layer, plan, look: &prepared.look };
    let (images, legend) = match &plan.groups {
        _ if plan.face == Some(Face::Pixel) => (seen(&panels, &widths), None),
        Some(groups) => inks.mixed(groups, &panels, &widths, cells)?,
        None => inks.mapped(&panels, &widths)?,
    };
    let places = arranged.panels.get(number).map_or(&[][..], Vec::as_slice);
    let alpha = layer.core.style.alpha.unwrap_or(1.0);
    let images = images.iter().zip(prepared.plots[number].panels.repeated(places));
    let images =
        images.map(|(image, place)| placed(image, place, layer.core.secondary, alpha)).collect();
    let gaps = plan.lattice.filter(|_| cells.tally.bare > 0).map(|lattice| lattice.reach);
    let marked =
        |legend| if gaps.is_some() { with_gaps(legend, prepared.look.mute) } else { legend };
    let legend = legend.map(marked);
    Ok(Shaded { layer: index, images, legend, gaps })
}

/// A colour bar that says what has no value.
fn with_gaps(mut legend: Legend, color: Color) -> Legend {
    if let Legend::Bar { missing, .. } = &mut legend {
        *missing = Some(color);
    }
    legend
}

/// Planes of red, green and blue as they are.
fn seen(panels: &[Vec<Cells>], widths: &[usize]) -> Vec<raster::Image> {
    let image = |(planes, &width): (&Vec<Cells>, &usize)| match planes.as_slice() {
        [red, green, blue] => bands([red, green, blue], width),
        _ => raster::Image::default(),
    };
    panels.iter().zip(widths).map(image).collect()
}

/// The planes of a panel, spread so that lone points are seen: all cells where few touch, else
/// those that are far from all others.
fn grown(planes: &[Cells], width: usize, plan: &Plan, plot: &Plot) -> Vec<Cells> {
    let spread_by = |radius: usize| {
        planes.iter().map(|cells| spread(cells, width, radius, Shape::Circle, Merge::Max)).collect()
    };
    match plot.raster.spread {
        Some(pixels) => spread_by(pixels as usize),
        None if plan.glyph == Glyph::Point => {
            let occupied = Occupied::of_cells(planes, width);
            match occupied.reach(TOUCHING, FARTHEST) {
                0 => {
                    let lone = occupied.lone(FAR);
                    planes.iter().map(|cells| grow(cells, width, &lone)).collect()
                }
                radius => spread_by(radius),
            }
        }
        None => planes.to_vec(),
    }
}

/// An image on the page, its first line on top.
fn placed(image: &raster::Image, place: &PanelPlace, secondary: bool, alpha: f64) -> Image {
    let [left, top, width, height] = place.rect;
    let v = place.right.as_ref().filter(|_| secondary).unwrap_or(&place.v);
    let back = canvas::falls(&place.h, [left, left + width]);
    let down = canvas::falls(v, [top + height, top]);
    let upright = if down { image.clone() } else { image.flipped() };
    let mut rgba = upright.rgba;
    if back {
        for line in rgba.chunks_exact_mut((4 * image.width).max(1)) {
            line.as_chunks_mut::<4>().0.reverse();
        }
    }
    if alpha < 1.0 {
        for pixel in rgba.chunks_exact_mut(4) {
            pixel[3] = (f64::from(pixel[3]) * alpha).round() as u8;
        }
    }
    Image { place: place.rect, width: image.width, height: image.height, rgba }
}

/// What cells are coloured with.
pub(super) struct Inks<'a> {
    pub(super) plot: &'a Plot,
    pub(super) layer: &'a PreparedLayer,
    pub(super) plan: &'a Plan,
    pub(super) look: &'a Look,
}

type Colored = (Vec<raster::Image>, Option<Legend>);

impl Inks<'_> {
    pub(super) fn spec(&self) -> ScaleSpec {
        self.plot.scales.get(&Channel::Color).cloned().unwrap_or_default()
    }

    /// How values become places on the map.
    pub(super) fn how(&self, spec: &ScaleSpec) -> Result<How> {
        let limited = spec.min.is_some() || spec.max.is_some();
        let counts = matches!(self.plan.aggregator, Aggregator::Count | Aggregator::CountCat);
        Ok(match self.plot.raster.cnorm {
            Some(Cnorm::EqHist) if limited => return Err(Error::limits_of_ranks()),
            Some(Cnorm::EqHist) => How::EqHist,
            Some(Cnorm::Log) => How::Log,
            Some(Cnorm::Cbrt) => How::Cbrt,
            None if spec.kind == Some(ScaleKind::Log) => How::Log,
            None if counts && !limited => How::EqHist,
            None | Some(Cnorm::Linear) => How::Linear,
        })
    }

    /// Planes of categories in their colours; what is dense is opaque.
    fn mixed(
        &self,
        groups: &Groups,
        panels: &[Vec<Cells>],
        widths: &[usize],
        cells: &Aggregated,
    ) -> Result<Colored> {
        let colors = self.group_colors(groups);
        let rgb: Vec<[u8; 3]> = colors.iter().map(|c| [c.r, c.g, c.b]).collect();
        let totals: Vec<Cells> = panels.iter().map(|planes| total(planes)).collect();
        let spec = self.spec();
        let how = self.how(&spec)?;
        let all: Vec<&Cells> = totals.iter().collect();
        let norm = Norm::of(&all, how, limits(&spec), how == How::EqHist);
        let look = Mix { colors: &rgb, alpha: OPACITY, baseline: Some(0.0) };
        let images = panels.iter().zip(widths).zip(&totals);
        let images = images
            .map(|((planes, width), total)| mix(planes, *width, total, norm.as_ref(), look))
            .collect();
        // A line covers many cells with each of its rows: what these hold together is no number of
        // rows.
        let counts = (self.plan.glyph == Glyph::Point).then(|| totals_of(&cells.panels));
        Ok((images, Some(key::swatches(self.plot, self.layer, groups, &colors, counts.as_deref()))))
    }

    /// The colour of each plane.
    pub(super) fn group_colors(&self, groups: &Groups) -> Vec<Color> {
        let color = |code: &Option<u32>| match (code, &self.layer.paint) {
            (Some(code), Paint::Series(colors)) if !colors.is_empty() => {
                colors[*code as usize % colors.len()]
            }
            (Some(code), Paint::Categorical(scale)) => scale.color(*code),
            _ => self.look.ink3,
        };
        groups.codes.iter().map(color).collect()
    }

    /// One plane in the colours of a map.
    fn mapped(&self, panels: &[Vec<Cells>], widths: &[usize]) -> Result<Colored> {
        let planes: Vec<&Cells> = panels.iter().filter_map(|planes| planes.first()).collect();
        let spec = self.spec();
        if let Some(steps) = self.steps(&planes, &spec)? {
            let images = planes.iter().zip(widths);
            let images =
                images.map(|(cells, width)| super::steps::image(cells, *width, &steps)).collect();
            let shown = self.plot.colorbar != Some(false);
            let of = (self.layer, self.plan);
            return Ok((images, shown.then(|| super::steps::legend(self.plot, of, spec, steps))));
        }
        let how = self.how(&spec)?;
        let colors = self.colors(&planes, &spec)?;
        let norm = Norm::of(&planes, how, colors.span, how == How::EqHist);
        let Some(norm) = norm else {
            let clear =
                |(cells, width): (&&Cells, &usize)| raster::Image::clear(cells.len(), *width);
            return Ok((planes.iter().zip(widths).map(clear).collect(), None));
        };
        let images = planes.iter().zip(widths);
        let images =
            images.map(|(cells, width)| shade(cells, *width, &norm, &colors.map)).collect();
        let plain = self.plan.aggregator == Aggregator::Any || self.plot.colorbar == Some(false);
        let legend =
            (!plain).then(|| key::bar(self.plot, self.layer, self.plan, &norm, &colors.map));
        Ok((images, legend))
    }

    /// Categories: names, words in the legend, colours.
    pub(super) fn named(
        &self,
        groups: &Groups,
        legend: Option<&Legend>,
    ) -> Vec<(String, String, Color)> {
        let entries = match legend {
            Some(Legend::Swatches { entries, .. }) => entries.as_slice(),
            _ => &[],
        };
        let colors = self.group_colors(groups);
        let named = groups.names.iter().zip(colors).enumerate().map(|(plane, (name, color))| {
            let code = groups.codes.get(plane).copied().flatten();
            let called = code.and_then(|code| self.layer.core.called.get(code as usize));
            let name = called.unwrap_or(name).clone();
            (name.clone(), entries.get(plane).map_or(name, |entry| entry.label.clone()), color)
        });
        named.collect()
    }

    /// The one colour that grows opaque, where it is asked for.
    pub(super) fn ink(&self, counts: bool) -> Result<Option<Color>> {
        Ok(match (&self.layer.core.style.color, &self.layer.paint) {
            (Some(color), _) if counts => Some(Color::parse(color)?),
            (None, Paint::Series(colors)) if self.plan.aggregator == Aggregator::Any => {
                colors.first().copied()
            }
            _ => None,
        })
    }

    /// Colours in steps, where they are asked for.
    pub(super) fn steps(&self, planes: &[&Cells], spec: &ScaleSpec) -> Result<Option<Sequential>> {
        let extent = extent(planes, spec.robust);
        if extent.is_empty() || self.layer.core.steps.is_none() {
            return Ok(None);
        }
        super::steps::scale(self.layer, &extent, spec, self.look)
    }

    pub(super) fn center(&self, extent: &Extent, spec: &ScaleSpec) -> Option<f64> {
        Sequential::center([extent.min, extent.max], spec, self.layer.core.diverging)
    }

    /// The map, and the values at its ends.
    fn colors(&self, planes: &[&Cells], spec: &ScaleSpec) -> Result<Colors> {
        let counts = !self.plan.aggregator.takes_values();
        if let Some(Color { r, g, b, .. }) = self.ink(counts)? {
            let map = Map::Alpha { color: [r, g, b], alpha: OPACITY };
            return Ok(Colors { map, span: limits(spec) });
        }
        let extent = extent(planes, spec.robust);
        if extent.is_empty() {
            return Ok(Colors { map: Map::Table(Vec::new()), span: None });
        }
        let linear = ScaleSpec { kind: None, ..spec.clone() };
        let quiet = &mut Warnings::default();
        let center = self.center(&extent, spec).filter(|_| !counts);
        let sequential = Sequential::train(&extent, &linear, center, self.look, quiet)?;
        let list = sequential.colors;
        let last = list.len().saturating_sub(1) as f64;
        let map = Map::of(&|place| {
            let place = if counts { LEAST + (1.0 - LEAST) * place } else { place };
            let color = list.get((place * last).round() as usize).copied();
            color.map_or([0; 4], |Color { r, g, b, .. }| [r, g, b, 255])
        });
        Ok(Colors { map, span: Some(sequential.scale.domain()) })
    }
}

/// What each plane holds together, over all panels.
fn totals_of(panels: &[Vec<Cells>]) -> Vec<f64> {
    let planes = panels.iter().map(Vec::len).max().unwrap_or(0);
    let of = |plane: usize| panels.iter().filter_map(|p| p.get(plane)).map(Cells::total).sum();
    (0..planes).map(of).collect()
}

/// A map, and the values at its ends.
struct Colors {
    map: Map,
    span: Option<[f64; 2]>,
}

/// The limits of colours that the user set, when both are.
pub(super) fn limits(spec: &ScaleSpec) -> Option<[f64; 2]> {
    let ends = [&spec.min, &spec.max].map(|end| end.as_ref().and_then(serde_json::Value::as_f64));
    match ends {
        [Some(low), Some(high)] => Some([low, high]),
        _ => None,
    }
}

/// The least and the greatest value of all cells that are not empty; with `robust` of the middle
/// 96 % of them.
pub(super) fn extent(planes: &[&Cells], robust: bool) -> Extent {
    let values = || planes.iter().flat_map(|cells| (0..cells.len()).filter_map(|i| cells.at(i)));
    let finite = values().filter(|v| v.is_finite());
    let mut extent = Extent::default();
    if robust {
        let sorted = quantile::sorted(&finite.collect::<Vec<f64>>());
        let ends = [0.02, 0.98].map(|share| quantile::quantile(&sorted, share));
        (extent.min, extent.max) = (ends[0], ends[1]);
        return extent;
    }
    for value in finite {
        extent.min = extent.min.min(value);
        extent.max = extent.max.max(value);
    }
    extent
}
