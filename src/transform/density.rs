//! Densities: where the values of each group lie, as curves, as widths of violins, as heights in
//! strips.

use super::sample::{self, Sample, Space};
use super::strips::FOOT;
use crate::data::Table;
use crate::error::{Error, Result};
use crate::spec::statistic::{DENSITY, OFFSET, OFFSET2, PART};
use crate::spec::{At, Density, Form, Kernel};
use crate::stat::density::{self, Bandwidth};
use crate::stat::{normal, quantile};
use crate::warn::{Warnings, count, verb};

/// Places of a curve.
const SAMPLES: usize = 200;
/// What is lower than this share of a curve's height lies on the foot of its strip.
const FLAT: f64 = 0.005;
/// Places of one side of a violin.
const SIDE: usize = 100;

/// The name of the column of heights.
fn height_name(form: &Form) -> &'static str {
    if *form == Form::Cumulative { "share" } else { DENSITY }
}

/// One row per group and place: keys, the place, the density, and what the form adds.
pub(super) fn density(table: &Table, spec: &Density, warnings: &mut Warnings) -> Result<Table> {
    let height = height_name(&spec.form);
    sample::check_names(&spec.keys, &[&spec.into, height], "a density")?;
    let space = Space::of(table, &spec.column, spec.log);
    let column = spec.column.as_str();
    let mut found = sample::sample(table, &spec.keys, &[(column, space)], warnings)?;
    if let Form::Strips { of, .. } = &spec.form {
        let (codes, _) = found.codes(of)?;
        found.sort_by_key(|group| codes.get(group).copied().unwrap_or(usize::MAX))?;
    }
    let curves = curves(&found, spec, space, warnings)?;
    let most = curves.iter().flatten().map(|c| c.most).fold(0.0, f64::max);
    let sides = sides(&found, &spec.form)?;
    let [mut rows, mut at, mut heights, mut edges, mut feet] = <[Vec<f64>; 5]>::default();
    let mut part = Vec::new();
    for (group, curve) in curves.iter().enumerate() {
        let before = at.len();
        for (&place, &high) in curve.iter().flat_map(|c| c.at.iter().zip(&c.height)) {
            let own = curve.as_ref().map_or(1.0, |c| c.most);
            let [edge, foot] = match (&spec.form, sides.get(group)) {
                (Form::Strips { overlap, .. }, _) => [FOOT + high / most * overlap, FOOT],
                // Without a density there is a line over the whole width.
                (_, side) => {
                    let half = if high.is_nan() { 0.5 } else { 0.5 * high / own };
                    side.map_or([half, -half], |side| [side * half, 0.0])
                }
            };
            at.push(space.leave(place));
            heights.push(high);
            edges.push(edge);
            if spec.at == At::Grid {
                feet.push(foot);
                continue;
            }
            // A line from edge to edge.
            at.push(space.leave(place));
            heights.push(high);
            edges.push(foot);
            let number = (part.len() / 2) as f64;
            part.extend([number, number]);
        }
        rows.push((at.len() - before) as f64);
    }
    let rows: Vec<usize> = rows.iter().map(|&n| n as usize).collect();
    let mut columns = found.repeated(&rows)?;
    columns.push(sample::typed(&spec.into, at, table, column)?);
    let unit = if height == DENSITY { sample::unit(table, column) } else { 1.0 };
    columns.push(sample::column(height, heights.iter().map(|h| h * unit).collect()));
    columns.push(sample::column(OFFSET, edges));
    if spec.at == At::Grid {
        columns.push(sample::column(OFFSET2, feet));
    } else {
        columns.push(sample::column(PART, part));
    }
    sample::table(table, columns)
}

/// The density of a group.
struct Curve {
    /// Where.
    at: Vec<f64>,
    /// How high; NaN where there is no density.
    height: Vec<f64>,
    /// The greatest height of the whole curve.
    most: f64,
}

impl Curve {
    /// Leave out both ends as far as they lie on the foot of their strip.
    fn cut_tails(&mut self) {
        let least = FLAT * self.most;
        let shown = |high: &f64| *high >= least;
        let (Some(first), Some(last)) =
            (self.height.iter().position(shown), self.height.iter().rposition(shown))
        else {
            return;
        };
        for values in [&mut self.at, &mut self.height] {
            values.truncate(last + 1);
            values.drain(..first);
        }
    }
}

/// The curve of each group; none of groups without any.
fn curves(
    found: &Sample,
    spec: &Density,
    space: Space,
    warnings: &mut Warnings,
) -> Result<Vec<Option<Curve>>> {
    let rule = bandwidth_rule(spec.kernel);
    let values: Vec<&[f64]> =
        found.values.iter().map(|group| group.first().map_or(&[][..], Vec::as_slice)).collect();
    let widths: Vec<Option<f64>> = values.iter().map(|v| density::bandwidth(v, rule)).collect();
    let all = values.iter().map(|v| v.iter().filter(|v| v.is_finite()).count()).sum::<usize>();
    let shared = matches!(spec.form, Form::Stack | Form::Cumulative);
    let common = shared.then(|| common_grid(&values, &widths, spec.cut));
    let mut flat = Vec::new();
    let mut curves = Vec::new();
    for (group, (values, width)) in values.iter().zip(&widths).enumerate() {
        let Some(width) = *width else {
            flat.push(group);
            curves.push(lone(values, &spec.form, spec.at));
            continue;
        };
        let samples = if violin(&spec.form) { SIDE } else { SAMPLES };
        let grid = match &common {
            Some(grid) => grid.clone(),
            None => density::grid(values, width, spec.cut, samples, None),
        };
        let mut height = match spec.form {
            Form::Cumulative => normal::cumulative(values, width, &grid),
            _ => density::estimate(values, width, &grid),
        };
        if spec.form == Form::Stack {
            let share = values.iter().filter(|v| v.is_finite()).count() as f64 / all as f64;
            for h in &mut height {
                *h *= share;
            }
        }
        let most = height.iter().copied().fold(0.0, f64::max);
        let (at, height) = match places(values, spec.at, space) {
            None => (grid, height),
            // On the outline that is drawn, which is straight between its places.
            Some(at) => {
                let height = at.iter().map(|&place| between(&grid, &height, place)).collect();
                (at, height)
            }
        };
        let mut curve = Curve { at, height, most };
        if matches!(spec.form, Form::Strips { .. }) {
            curve.cut_tails();
        }
        curves.push(Some(curve));
    }
    // What a violin has inside may be less than its outline.
    if curves.iter().all(Option::is_none) && !(violin(&spec.form) && spec.at != At::Grid) {
        let empty = values.iter().all(|values| values.iter().all(|v| !v.is_finite()));
        return Err(if empty {
            Error::nothing_to_sum_up(&spec.column)
        } else {
            Error::no_density(&spec.column)
        });
    }
    say_flat(found, &flat, spec, warnings);
    Ok(curves)
}

/// The one value of a group whose values are all the same: a line over the width of its violin.
fn lone(values: &[f64], form: &Form, at: At) -> Option<Curve> {
    let value = values.iter().copied().find(|v| v.is_finite())?;
    (violin(form) && at == At::Grid).then(|| Curve {
        at: vec![value],
        height: vec![f64::NAN],
        most: 1.0,
    })
}

fn violin(form: &Form) -> bool {
    matches!(form, Form::Violin | Form::Halves(_))
}

/// Places that all curves have.
fn common_grid(values: &[&[f64]], widths: &[Option<f64>], cut: f64) -> Vec<f64> {
    let ends = values.iter().zip(widths).filter_map(|(values, width)| {
        let ends = density::grid(values, (*width)?, cut, 2, None);
        Some([*ends.first()?, *ends.last()?])
    });
    let all: Vec<f64> = ends.flatten().collect();
    density::grid(&all, 1.0, 0.0, SAMPLES, None)
}

/// Places that follow from the values, in their space; none: those of a grid.
fn places(values: &[f64], at: At, space: Space) -> Option<Vec<f64>> {
    let sorted = || {
        let plain: Vec<f64> = values.iter().map(|&v| space.leave(v)).collect();
        quantile::sorted(&plain)
    };
    let quantiles = |shares: &[f64]| {
        let sorted = sorted();
        shares.iter().map(|&q| space.enter(quantile::quantile(&sorted, q))).collect()
    };
    match at {
        At::Grid => None,
        At::Quartiles => Some(quantiles(&[0.25, 0.75])),
        At::Median => Some(quantiles(&[0.5])),
        At::Values => {
            let mut all: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
            all.sort_by(f64::total_cmp);
            all.dedup();
            Some(all)
        }
    }
}

/// The height at a place, by a straight line between two of an even grid.
fn between(grid: &[f64], heights: &[f64], place: f64) -> f64 {
    let [Some(low), Some(high)] = [grid.first(), grid.last()] else { return f64::NAN };
    let last = grid.len() - 1;
    let steps = ((place - low) / (high - low) * last as f64).clamp(0.0, last as f64);
    let below = (steps as usize).min(last.saturating_sub(1));
    let share = steps - below as f64;
    match (heights.get(below), heights.get(below + 1)) {
        (Some(a), Some(b)) => a + (b - a) * share,
        _ => f64::NAN,
    }
}

/// On which side of its slot each group lies, where a column says so.
fn sides(found: &Sample, form: &Form) -> Result<Vec<f64>> {
    let Form::Halves(key) = form else { return Ok(Vec::new()) };
    let (codes, count) = found.codes(key)?;
    if count != 2 {
        return Err(Error::not_two_halves(key, count));
    }
    Ok(codes.iter().map(|&code| if code == 0 { -1.0 } else { 1.0 }).collect())
}

/// How wide kernels are, as `stat` knows it.
pub(super) fn bandwidth_rule(kernel: Kernel) -> Bandwidth {
    match kernel {
        Kernel::Scott => Bandwidth::Scott,
        Kernel::Silverman => Bandwidth::Silverman,
        Kernel::Factor(factor) => Bandwidth::Factor(factor),
    }
}

/// Groups without a density are named.
fn say_flat(found: &Sample, flat: &[usize], spec: &Density, warnings: &mut Warnings) {
    let empty = |group: &usize| {
        let values = found.values.get(*group).and_then(|columns| columns.first());
        values.is_none_or(|values| values.iter().all(|v| !v.is_finite()))
    };
    let (none, flat): (Vec<usize>, Vec<usize>) = flat.iter().partition(|&group| empty(group));
    found.say_left_out(&none, &format!("no value of {}", spec.column), warnings);
    if !violin(&spec.form) {
        let what = format!("only one value of {}, which has no density", spec.column);
        found.say_left_out(&flat, &what, warnings);
    } else if !flat.is_empty() {
        let groups = count(flat.len() as u64, "group");
        let (has, is) =
            (verb(flat.len() as u64, "has", "have"), verb(flat.len() as u64, "is", "are"));
        warnings.note(format!(
            "{groups} {has} no two different values, so no density, and {is} drawn as a line"
        ));
    }
}
