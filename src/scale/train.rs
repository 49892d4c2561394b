//! From what is known of the data, and wishes, to a scale.

use serde_json::Value;

use super::pattern::Pattern;
use super::time::{DAY, YEAR, days_from_civil, parse_iso};
use super::{Band, Continuous, Extent, Scale, Time, Transform, calendar};
use crate::error::{Error, Result};
use crate::spec::ScaleSpec;
use crate::spec::scale::{ScaleKind, TickSpec};
use crate::warn::Warnings;

/// An axis reaches down to 0 when the least value is at most this share of the greatest.
const NEAR_ZERO: f64 = 0.25;

/// Choose a scale. With `zero` it includes 0; with `near_zero` it does when that is near. Its
/// range is 0 to 1, its domain runs upwards: whether the axis is drawn the other way is said
/// by [`flipped`].
pub fn train(
    extent: &Extent,
    spec: &ScaleSpec,
    zero: bool,
    near_zero: bool,
    warnings: &mut Warnings,
) -> Result<Scale> {
    let limits = limits(extent, spec)?;
    if !extent.levels.is_empty() || spec.kind == Some(ScaleKind::Band) {
        return band(extent, spec, limits, warnings);
    }
    let [user_lo, user_hi] = limits;
    if extent.is_empty() && (user_lo.is_none() || user_hi.is_none()) {
        return Err(Error::no_values());
    }
    let time = extent.time || (extent.is_empty() && has_text(spec));
    check_format(spec, time)?;
    check_ticks(spec, time)?;
    let log = spec.kind == Some(ScaleKind::Log);
    if time && log {
        return Err(Error::log_of("times"));
    }
    if log {
        return logarithmic(extent, limits);
    }
    let mut domain = [user_lo.unwrap_or(extent.min), user_hi.unwrap_or(extent.max)];
    if !time {
        include_zero(&mut domain, limits, zero, near_zero);
    }
    let domain = widen(domain, limits, |v| around(v, extent, time));
    let range = [0.0, 1.0];
    Ok(if time {
        Scale::Time(Time { domain, range })
    } else {
        Scale::Continuous(Continuous { transform: Transform::Linear, domain, range })
    })
}

/// True when the axis is drawn the other way round: asked for, or said by limits whose first is
/// the greater. Swap the ends of the range that [`Scale::with_range`] is given.
#[must_use]
pub fn flipped(spec: &ScaleSpec) -> bool {
    let reversed = match (&spec.min, &spec.max) {
        (Some(min), Some(max)) => match (loose(min), loose(max)) {
            (Some(a), Some(b)) => a > b,
            _ => false,
        },
        _ => false,
    };
    spec.flip != reversed
}

/// Which ends of the domain the user set.
pub(super) fn fixed_ends(spec: &ScaleSpec) -> [bool; 2] {
    [spec.min.is_some(), spec.max.is_some()]
}

/// A wish for a place on a scale, in data: a number, a time, a category.
#[must_use]
pub fn place(value: &Value, scale: &Scale) -> Option<f64> {
    match scale {
        Scale::Time(_) => time_limit(value),
        Scale::Continuous(_) => number_limit(value),
        Scale::Band(band) => {
            let word = match value {
                Value::String(word) => word.clone(),
                other => other.to_string(),
            };
            band.levels.iter().position(|level| *level == word).map(|code| code as f64)
        }
    }
}

/// The user's lower and upper limit, in order.
fn limits(extent: &Extent, spec: &ScaleSpec) -> Result<[Option<f64>; 2]> {
    let time = extent.time || (extent.is_empty() && has_text(spec));
    let read = |value: &Option<Value>| -> Result<Option<f64>> {
        let Some(value) = value else {
            return Ok(None);
        };
        let read = if time { time_limit(value) } else { number_limit(value) };
        // On an axis of categories the words do not matter: limits are passed over.
        if read.is_none() && extent.levels.is_empty() {
            return Err(Error::bad_limit(&text(value), time));
        }
        Ok(read)
    };
    match (read(&spec.min)?, read(&spec.max)?) {
        (Some(a), Some(b)) if a > b => Ok([Some(b), Some(a)]),
        (a, b) => Ok([a, b]),
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// True when a limit is a text that is no number.
fn has_text(spec: &ScaleSpec) -> bool {
    [&spec.min, &spec.max].into_iter().flatten().any(|v| v.is_string() && number_limit(v).is_none())
}

fn number_limit(value: &Value) -> Option<f64> {
    let number = match value {
        Value::Number(n) => n.as_f64(),
        Value::String(s) => s.trim().replace('\u{2212}', "-").parse().ok(),
        _ => None,
    };
    number.filter(|v| v.is_finite())
}

/// A whole number of up to four digits on an axis of times is a year, other numbers are ms.
fn time_limit(value: &Value) -> Option<f64> {
    match value {
        Value::Number(n) => {
            let n = n.as_f64()?;
            let year = n.fract() == 0.0 && n.abs() <= 9999.0;
            Some(if year { days_from_civil(n as i64, 1, 1) as f64 * DAY } else { n })
        }
        Value::String(s) => parse_iso(s),
        _ => None,
    }
}

/// A limit as a number that is greater when the limit is, whatever the axis.
fn loose(value: &Value) -> Option<f64> {
    number_limit(value).or_else(|| time_limit(value))
}

/// A format must be of the kind that the axis can use.
fn check_format(spec: &ScaleSpec, time: bool) -> Result<()> {
    match &spec.format {
        Some(format) if time && !format.contains('%') => Err(Error::bad_time_format(format)),
        Some(format) if !time => Pattern::parse(format).map(|_| ()),
        _ => Ok(()),
    }
}

/// Every tick that is asked for must be of the kind that the axis has.
fn check_ticks(spec: &ScaleSpec, time: bool) -> Result<()> {
    let Some(TickSpec::At(wishes)) = &spec.ticks else { return Ok(()) };
    let read = if time { time_limit } else { number_limit };
    match wishes.iter().find(|(value, _)| read(value).is_none()) {
        Some((value, _)) => Err(Error::bad_tick(&text(value), time)),
        None => Ok(()),
    }
}

fn band(
    extent: &Extent,
    spec: &ScaleSpec,
    limits: [Option<f64>; 2],
    warnings: &mut Warnings,
) -> Result<Scale> {
    match spec.kind {
        Some(ScaleKind::Log) => return Err(Error::log_of("categories")),
        Some(ScaleKind::Linear) => return Err(Error::linear_of_categories()),
        _ => {}
    }
    if extent.levels.is_empty() {
        return Err(Error::no_values());
    }
    if limits.iter().any(Option::is_some) || spec.min.is_some() || spec.max.is_some() {
        warnings.warn("limits are passed over on an axis of categories; select rows instead");
    }
    Ok(Scale::Band(Band::new(extent.levels.clone())))
}

fn logarithmic(extent: &Extent, [user_lo, user_hi]: [Option<f64>; 2]) -> Result<Scale> {
    for limit in [user_lo, user_hi].into_iter().flatten() {
        if limit <= 0.0 {
            return Err(Error::log_limit(limit));
        }
    }
    let domain = [user_lo.unwrap_or(extent.min_positive), user_hi.unwrap_or(extent.max)];
    if domain.iter().any(|v| v.is_nan() || *v <= 0.0) {
        return Err(Error::log_without_positive());
    }
    // Half a decade both ways, so that there is a power of ten in sight.
    let domain = match (user_lo, user_hi) {
        _ if domain[0] < domain[1] => domain,
        (Some(lo), None) => [lo, lo * 10.0],
        (None, Some(hi)) => [hi / 10.0, hi],
        _ => [domain[0] / 10f64.sqrt(), domain[0] * 10f64.sqrt()],
    };
    // The least normal number still has a logarithm with all digits.
    let domain = domain.map(|v| v.clamp(f64::MIN_POSITIVE, f64::MAX));
    let domain = if domain[0] < domain[1] { domain } else { [domain[1] / 10.0, domain[1] * 10.0] };
    let domain = domain.map(|v| v.clamp(f64::MIN_POSITIVE, f64::MAX));
    let range = [0.0, 1.0];
    Ok(Scale::Continuous(Continuous { transform: Transform::Log, domain, range }))
}

/// Move the ends that the user left open to zero where that is asked or near.
fn include_zero(domain: &mut [f64; 2], limits: [Option<f64>; 2], zero: bool, near_zero: bool) {
    let [lo, hi] = *domain;
    let near = |small: f64, large: f64| near_zero && small / large <= NEAR_ZERO;
    if lo > 0.0 && limits[0].is_none() && (zero || near(lo, hi)) {
        domain[0] = 0.0;
    }
    if hi < 0.0 && limits[1].is_none() && (zero || near(hi, lo)) {
        domain[1] = 0.0;
    }
}

/// A domain whose ends differ, with the user's limits kept.
fn widen([lo, hi]: [f64; 2], limits: [Option<f64>; 2], around: impl Fn(f64) -> f64) -> [f64; 2] {
    let ends = match limits {
        _ if lo < hi => [lo, hi],
        // All data lie on the other side of the one limit.
        [Some(lo), None] => [lo, lo + around(lo)],
        [None, Some(hi)] => [hi - around(hi), hi],
        _ => [lo - around(lo), hi + around(hi)],
    };
    ends.map(|v| v.clamp(f64::MIN, f64::MAX))
}

/// How far to look around a single value.
fn around(value: f64, extent: &Extent, time: bool) -> f64 {
    let far = value.abs() * 0.1;
    if time {
        return calendar::around(value).max(value.abs() * 4.0 * f64::EPSILON).min(YEAR);
    }
    match value {
        0.0 => 1.0,
        _ if extent.integer && value.fract() == 0.0 && far < 1e14 => 1.0,
        // The least doubles have no tenth.
        _ => far.max(f64::from_bits(16)),
    }
}
