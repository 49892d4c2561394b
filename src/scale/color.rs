//! Values to colours.

use super::{Continuous, Extent, Scale, Transform, train};
use crate::color::map::{Class, Ramp};
use crate::color::palette::{self, PALETTES};
use crate::color::{Color, map};
use crate::error::{Error, Result};
use crate::spec::ScaleSpec;
use crate::spec::scale::ScaleKind;
use crate::spec::theme::Look;
use crate::warn::Warnings;

/// The map of numbers that have no middle.
const PLAIN: &str = "viridis";
/// The map of numbers on two sides of a middle: blue below, red above.
const CENTERED: &str = "rdbu_r";

/// Colours that change at levels and nowhere else.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stairs {
    /// Where they change, in rising order.
    pub levels: Vec<f64>,
    /// From the first level on, one between each and the next.
    pub colors: Vec<Color>,
    /// The colours of what is below the first level, and of what is above the last, where there
    /// are such values.
    pub beyond: [Option<Color>; 2],
}

impl Stairs {
    /// The colour of a value. One at the last level is in the last step, where none is above it.
    fn color(&self, value: f64) -> Option<Color> {
        match self.levels.partition_point(|level| *level <= value) {
            0 => self.beyond[0].or(self.colors.first().copied()),
            n if n < self.levels.len() => self.colors.get(n - 1).copied(),
            _ => self.beyond[1].or(self.colors.last().copied()),
        }
    }

    /// How many steps below it there are from the first level on; between two levels with a
    /// fraction.
    #[must_use]
    pub fn place(&self, value: f64) -> f64 {
        let below = self.levels.partition_point(|level| *level < value);
        let pair = [below.checked_sub(1), Some(below)].map(|n| self.levels.get(n?).copied());
        match pair {
            [Some(a), Some(b)] => below as f64 - 1.0 + (value - a) / (b - a),
            [None, Some(first)] if value >= first => 0.0,
            _ => f64::NAN,
        }
    }
}

/// Numbers to colours of a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Sequential {
    /// Data to 0..=1: the range is [0, 1].
    pub scale: Scale,
    /// 256 colours from low to high.
    pub colors: Vec<Color>,
    /// Colour of missing values.
    pub missing: Color,
    /// The colours, where they change in steps.
    pub stairs: Option<Stairs>,
}

impl Sequential {
    /// Choose a scale and a map. With `center` the map's middle is at that value, and a
    /// diverging map is the default; a diverging map of data on both sides of zero has its
    /// middle there. Limits of the user's are kept.
    pub fn train(
        extent: &Extent,
        spec: &ScaleSpec,
        center: Option<f64>,
        look: &Look,
        warnings: &mut Warnings,
    ) -> Result<Self> {
        if !extent.levels.is_empty() {
            return Err(Error::map_of_categories());
        }
        let default = if center.is_some() { CENTERED } else { PLAIN };
        let ramp = Ramp::named(spec.cmap.as_deref().unwrap_or(default))?;
        let mut scale = train::train(extent, spec, false, false, warnings)?;
        let middle = center.or_else(|| {
            let [lo, hi] = scale.domain();
            (ramp.cmap.class == Class::Diverging && lo < 0.0 && hi > 0.0).then_some(0.0)
        });
        if let (Some(middle), Scale::Continuous(c)) = (middle, &scale)
            && c.transform == Transform::Linear
            && (spec.min.is_none() || spec.max.is_none())
        {
            scale =
                Scale::Continuous(Continuous { domain: balance(c.domain, middle), ..c.clone() });
        }
        let mut colors = ramp.colors();
        if train::flipped(spec) {
            colors.reverse();
        }
        Ok(Self { scale, colors, missing: look.mute, stairs: None })
    }

    /// The same colours in steps: between two of `levels`, that of the middle. Values from `low` to
    /// `high` are there: those beyond the first and the last level have a step of their own, as
    /// wide as its neighbour.
    pub fn in_steps(
        extent: &Extent,
        levels: &[f64],
        spec: &ScaleSpec,
        center: Option<f64>,
        look: &Look,
        warnings: &mut Warnings,
    ) -> Result<Self> {
        let [Some(&first), Some(&last)] = [levels.first(), levels.last()] else {
            return Self::train(extent, spec, center, look, warnings);
        };
        // Steps are as high as they are on the scale.
        let log = spec.kind == Some(ScaleKind::Log) && first > 0.0;
        let enter = |v: f64| if log { v.ln() } else { v };
        let leave = |v: f64| if log { v.exp() } else { v };
        let mut edges: Vec<f64> = levels.iter().map(|v| enter(*v)).collect();
        let [low, high] = [extent.min < first, extent.max > last];
        if edges.len() == 1 && low && high {
            // One level has no neighbour.
            edges = [extent.min, first, extent.max].map(enter).to_vec();
        } else {
            if let [a, b, ..] = *edges.as_slice()
                && low
            {
                edges.insert(0, a - (b - a));
            }
            if let [.., a, b] = *edges.as_slice()
                && high
            {
                edges.push(b + (b - a));
            }
        }
        let ends = [edges.first(), edges.last()].map(|v| v.map_or(f64::NAN, |v| leave(*v)));
        let covered =
            Extent { min: ends[0], max: ends[1], min_positive: ends[0], ..extent.clone() };
        let smooth = Self::train(&covered, spec, center, look, warnings)?;
        let middle = |pair: &[f64]| smooth.color(leave(f64::midpoint(pair[0], pair[1])));
        let mut colors: Vec<Color> = edges.windows(2).map(middle).collect();
        let below = (low && !colors.is_empty()).then(|| colors.remove(0));
        let above = if high { colors.pop() } else { None };
        let stairs = Stairs { levels: levels.to_vec(), colors, beyond: [below, above] };
        let whole = stairs.levels.len() == stairs.colors.len() + 1;
        Ok(Self { stairs: whole.then_some(stairs), ..smooth })
    }

    /// The value in the middle of the colours: as asked for, or zero where there are values on both
    /// sides of it, colours are to `diverge`, and neither a map nor a logarithm is asked for.
    #[must_use]
    pub fn center([low, high]: [f64; 2], spec: &ScaleSpec, diverge: bool) -> Option<f64> {
        let free = spec.cmap.is_none() && spec.kind != Some(ScaleKind::Log);
        spec.center.or_else(|| (diverge && free && low < 0.0 && high > 0.0).then_some(0.0))
    }

    /// Whether the map that is asked for has a middle.
    pub fn diverges(spec: &ScaleSpec) -> Result<bool> {
        let ramp = Ramp::named(spec.cmap.as_deref().unwrap_or(PLAIN))?;
        Ok(ramp.cmap.class == Class::Diverging)
    }

    /// The colour of a value; beyond the ends that of the end.
    #[must_use]
    pub fn color(&self, value: f64) -> Color {
        let t = self.scale.map(value);
        if let Some(stairs) = self.stairs.as_ref().filter(|_| !value.is_nan()) {
            return stairs.color(value).unwrap_or(self.missing);
        }
        if t.is_nan() {
            return self.missing;
        }
        let last = self.colors.len().saturating_sub(1);
        let place = (t.clamp(0.0, 1.0) * last as f64).round() as usize;
        self.colors.get(place).copied().unwrap_or(self.missing)
    }
}

/// The least domain around a middle that holds another.
fn balance([lo, hi]: [f64; 2], middle: f64) -> [f64; 2] {
    let half = (middle - lo).max(hi - middle).min(f64::MAX);
    [middle - half, middle + half].map(|v| v.clamp(f64::MIN, f64::MAX))
}

/// Words to colours of a palette.
#[derive(Clone, Debug, PartialEq)]
pub struct Categorical {
    /// The words, in order.
    pub levels: Vec<String>,
    /// One colour each.
    pub colors: Vec<Color>,
    /// Colour of missing words.
    pub missing: Color,
}

impl Categorical {
    /// Give each word a colour: of the theme's palette, or of what `spec` names (a palette, a
    /// colour map, or colours).
    pub fn train(
        levels: &[String],
        spec: &ScaleSpec,
        look: &Look,
        warnings: &mut Warnings,
    ) -> Result<Self> {
        let n = levels.len();
        let list = match spec.palette.as_deref() {
            None | Some([]) => default_colors(look),
            Some([name]) => named(name, n, look)?,
            Some(names) => names.iter().map(|n| Color::parse(n)).collect::<Result<_>>()?,
        };
        if n > list.len() && list.len() > 1 {
            warnings.note(crowded(n, list.len()));
        }
        let colors = palette::cycle(&list, n, look.bg);
        Ok(Self { levels: levels.to_vec(), colors, missing: look.mute })
    }

    /// The colour of a code; of none when the code is not one of the words'.
    #[must_use]
    pub fn color(&self, code: u32) -> Color {
        self.colors.get(code as usize).copied().unwrap_or(self.missing)
    }
}

fn default_colors(look: &Look) -> Vec<Color> {
    PALETTES.first().map_or_else(Vec::new, |p| p.colors(look.dark).to_vec())
}

/// The colours that one word stands for: of a palette, evenly from a map, or itself.
fn named(name: &str, n: usize, look: &Look) -> Result<Vec<Color>> {
    if let Some(palette) = palette::find(name) {
        return Ok(palette.colors(look.dark).to_vec());
    }
    if let Ok(ramp) = Ramp::named(name) {
        let last = n.saturating_sub(1).max(1) as f64;
        return Ok((0..n).map(|i| ramp.at(i as f64 / last)).collect());
    }
    if let Ok(color) = Color::parse(name) {
        return Ok(vec![color]);
    }
    let palettes = PALETTES.iter().map(|p| p.name);
    Err(Error::unknown("palette", name, palettes.chain(map::CMAPS.iter().map(|c| c.name))))
}

fn crowded(n: usize, colors: usize) -> String {
    let message = format!("{n} categories share {colors} colours and their lighter shades");
    if n > 2 * colors {
        return format!(
            "{message}; some look alike: --col gives each a panel, --where leaves some out"
        );
    }
    message
}
