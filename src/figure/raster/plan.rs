//! What is aggregated of a layer, and how.

use super::lattice::Lattice;
use crate::data::{Columns, Values, columns::MISSING};
use crate::error::{Error, Result};
use crate::figure::load::Loaded;
use crate::raster::{self, Glyph};
use crate::spec::raster::{Aggregator, RasterSpec};
use crate::spec::{Channel, ColorSteps, CoreLayer, Face, Finish, Mark, Plot, Position};

/// Planes of a raster that show categories; more of them are put together.
pub(in crate::figure) const MOST_PLANES: usize = 64;
/// Series that the palette and its lighter ring tell apart.
const MOST_COLORS: usize = 20;
/// What the plane of all other categories is called.
const OTHERS: &str = "other";

/// How a layer is aggregated, should it have too many rows for marks.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::figure) struct Plan {
    /// What a row covers.
    pub(in crate::figure) glyph: Glyph,
    /// What rows are the corners of, where each is none by itself.
    pub(in crate::figure) face: Option<Face>,
    /// What cells hold.
    pub(in crate::figure) aggregator: Aggregator,
    /// The planes of categories, where each has one.
    pub(in crate::figure) groups: Option<Groups>,
    /// The grid, where what a row covers is a cell of one.
    pub(in crate::figure) lattice: Option<Lattice>,
}

/// Categories and their planes.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::figure) struct Groups {
    /// The channel of the categories.
    pub(in crate::figure) channel: Channel,
    /// What the planes are called, in their order.
    pub(in crate::figure) names: Vec<String>,
    /// The code whose colour a plane has.
    pub(in crate::figure) codes: Vec<Option<u32>>,
    /// The plane of each code.
    pub(in crate::figure) plane: Vec<u32>,
}

impl Plan {
    /// Planes of one panel.
    pub(in crate::figure) fn planes(&self) -> usize {
        if self.face == Some(Face::Pixel) {
            return 3;
        }
        self.groups.as_ref().map_or(1, |groups| groups.names.len().max(1))
    }

    /// Whether times are aggregated to times, not to lengths of time.
    pub(super) fn gives_times(&self) -> bool {
        use Aggregator::{First, Last, Max, Mean, Min};
        matches!(self.aggregator, First | Last | Max | Mean | Min)
    }

    /// What the cells of a plane hold, as the rasterizer calls it.
    pub(super) fn reduction(&self) -> raster::Aggregator {
        match self.aggregator {
            Aggregator::Count | Aggregator::CountCat => raster::Aggregator::Count,
            Aggregator::Any => raster::Aggregator::Any,
            Aggregator::Sum => raster::Aggregator::Sum,
            Aggregator::Mean => raster::Aggregator::Mean,
            Aggregator::Min => raster::Aggregator::Min,
            Aggregator::Max => raster::Aggregator::Max,
            Aggregator::Var => raster::Aggregator::Var,
            Aggregator::Std => raster::Aggregator::Std,
            Aggregator::First => raster::Aggregator::First,
            Aggregator::Last => raster::Aggregator::Last,
        }
    }
}

/// How each layer of a plot is aggregated when its marks are too many.
pub(in crate::figure) fn plans(
    plot: &Plot,
    layers: &[Loaded],
    swap: bool,
) -> Result<Vec<Option<Plan>>> {
    let one = |layer: &Loaded, spec: &RasterSpec| {
        let stream = layer.stream.as_ref();
        let counts = |channel| stream.and_then(|stream| stream.counts(channel));
        let made = plan(&layer.core, &layer.columns, &counts, spec, swap)?;
        let lattice =
            |plan: &Plan| (plan.glyph == Glyph::Rect).then(|| Lattice::of(layer)).flatten();
        Ok(made.map(|plan| Plan { lattice: lattice(&plan), ..plan }))
    };
    let asked: Vec<Result<Option<Plan>>> =
        layers.iter().map(|layer| one(layer, &plot.raster)).collect();
    // An aggregator is meant for the layers of a plot that have what it takes.
    let some = asked.iter().any(|plan| matches!(plan, Ok(Some(_))));
    let usual = RasterSpec { aggregator: None, ..plot.raster.clone() };
    let plan = |(plan, layer)| match plan {
        Err(_) if some => one(layer, &usual),
        plan => plan,
    };
    asked.into_iter().zip(layers).map(plan).collect()
}

/// How a layer would be aggregated; none when its marks have no glyph. `counts` are the rows of
/// each word where they are known otherwise than from the columns.
fn plan(
    core: &CoreLayer,
    columns: &Columns,
    counts: &dyn Fn(Channel) -> Option<Vec<u64>>,
    spec: &RasterSpec,
    swap: bool,
) -> Result<Option<Plan>> {
    let Some(glyph) = glyph(core, columns, swap) else { return Ok(None) };
    let color = columns.get(Channel::Color);
    let words = matches!(color, Some(Values::Category { .. }));
    let numbers = color.is_some() && !words;
    let by = columns.get(Channel::By).is_some() && core.style.color.is_none();
    // Lines of more series than colours tell apart mix to grey.
    let many = columns.get(Channel::By).is_some_and(|by| by.levels().len() > MOST_COLORS);
    let told = words || (by && !(many && glyph != Glyph::Point));
    let usual = match (numbers, told) {
        (true, _) => Aggregator::Mean,
        (false, true) => Aggregator::CountCat,
        (false, false) => Aggregator::Count,
    };
    let aggregator = spec.aggregator.unwrap_or(usual);
    if aggregator.takes_values() && !numbers {
        let column = core.encodings.get(&Channel::Color).and_then(|e| e.field.as_deref());
        return Err(Error::aggregator_without_numbers(aggregator.name(), column));
    }
    let groups = match aggregator {
        Aggregator::CountCat if words => Some(Channel::Color),
        Aggregator::CountCat if by => Some(Channel::By),
        Aggregator::CountCat => return Err(Error::no_categories_to_count()),
        _ => None,
    };
    let groups = groups.and_then(|channel| groups_of(channel, columns, counts(channel)));
    let face = if let Mark::Mesh(face) = core.mark { Some(face) } else { None };
    Ok(Some(Plan { glyph, face, aggregator, groups, lattice: None }))
}

/// What a row of a layer covers; none when its marks cannot be aggregated.
fn glyph(core: &CoreLayer, columns: &Columns, swap: bool) -> Option<Glyph> {
    use Channel::{By, Col, Color, Key, Part, Row, X, X2, Y, Y2};
    let usual = |channel: &Channel| {
        matches!(channel, X | Y | By | Color | Row | Col | Key(_) | Part | X2 | Y2)
    };
    let has = |channel| columns.get(channel).is_some();
    let numbers = |channel| columns.get(channel).and_then(Values::numbers).is_some();
    let plain = core.finish == Finish::Plain && columns.channels.keys().all(usual);
    let contour = core.steps == Some(ColorSteps::Lines);
    if core.annotation || contour || !plain || !has(X) || !has(Y) {
        return None;
    }
    let whole = [X, Y].into_iter().all(numbers);
    match core.mark {
        Mark::Dot if core.position == Position::Identity && !has(X2) && !has(Y2) => {
            Some(Glyph::Point)
        }
        Mark::Line { step: None } if whole => Some(match core.style.line_width {
            Some(width) if width > 0.0 => Glyph::Smooth { width },
            _ => Glyph::Line,
        }),
        Mark::Area if whole && !swap && !has(X2) && (numbers(Y2) || !has(Y2)) => Some(Glyph::Area),
        Mark::Rect if [X, Y, X2, Y2].into_iter().all(numbers) => Some(Glyph::Rect),
        Mark::Mesh(_) if whole => Some(Glyph::Rect),
        _ => None,
    }
}

/// A plane for every word, or for the most frequent ones and one for the others.
fn groups_of(channel: Channel, columns: &Columns, counts: Option<Vec<u64>>) -> Option<Groups> {
    let values = columns.get(channel)?;
    let levels = values.levels();
    if levels.len() <= MOST_PLANES {
        return Some(Groups {
            channel,
            names: levels.to_vec(),
            codes: (0..levels.len() as u32).map(Some).collect(),
            plane: (0..levels.len() as u32).collect(),
        });
    }
    let counts = counts.unwrap_or_else(|| counted(values));
    let mut most: Vec<usize> = (0..levels.len()).collect();
    most.sort_by_key(|&code| std::cmp::Reverse(counts.get(code).copied().unwrap_or(0)));
    most.truncate(MOST_PLANES - 1);
    most.sort_unstable();
    let others = most.len() as u32;
    let mut plane = vec![others; levels.len()];
    for (place, &code) in most.iter().enumerate() {
        plane[code] = place as u32;
    }
    let mut names: Vec<String> = most.iter().map(|&code| levels[code].clone()).collect();
    let left = levels.len() - most.len();
    names.push(format!("{OTHERS} ({left})"));
    let codes = most.iter().map(|&code| Some(code as u32)).chain([None]).collect();
    Some(Groups { channel, names, codes, plane })
}

/// Rows of each word.
fn counted(values: &Values) -> Vec<u64> {
    let mut counts = vec![0; values.levels().len()];
    if let Values::Category { codes, .. } = values {
        for &code in codes.iter().filter(|&&code| code != MISSING) {
            counts[code as usize] += 1;
        }
    }
    counts
}
