//! Colours from three bands.

use polars::prelude::*;

use super::{require, rows, sample};
use crate::data::Table;
use crate::error::{Error, Result};
use crate::spec::{Colors, Type};
use crate::stat::quantile;
use crate::warn::Warnings;

/// A row per cell, with its colour.
pub(super) fn colors(table: &Table, spec: &Colors, warnings: &mut Warnings) -> Result<Table> {
    let values = match &spec.along {
        Some(both) => both.to_vec(),
        None => spec.bands.clone(),
    };
    let mut names: Vec<&str> = Vec::new();
    for name in spec.keys.iter().chain(&values) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    require(table, names.iter().copied())?;
    let frame = table.collect(&names)?;
    let (cells, bands) = match &spec.along {
        None => {
            let bands: Vec<Vec<f64>> = spec
                .bands
                .iter()
                .map(|band| sample::values(&frame, band))
                .collect::<Result<_>>()?;
            (frame.clone(), bands)
        }
        Some([band, value]) => apart(&frame, table, spec, [band, value])?,
    };
    let whole = values.iter().filter_map(|name| table.schema().get(name));
    let whole = whole.last().is_some_and(|field| field.kind == Type::Integer);
    let [low, high] = range(&bands, spec, whole, warnings);
    let light = |band: usize, cell: usize| {
        let value = bands.get(band).and_then(|band| band.get(cell)).copied().unwrap_or(f64::NAN);
        (255.0 * (value - low) / (high - low)).round().clamp(0.0, 255.0)
    };
    let color = |cell| 65_536.0 * light(0, cell) + 256.0 * light(1, cell) + light(2, cell);
    let colors = sample::column(Colors::COLOR, (0..cells.height()).map(color).collect());
    let broken = |e: PolarsError| Error::internal("colours have no cells").because(e);
    let cells = cells.select(spec.keys.iter().map(String::as_str)).map_err(broken)?;
    Ok(table.with_frame(rows::with(&cells, &[colors], "colours")?))
}

/// The cells of three bands that stand under each other, and the values of each band in their order.
fn apart(
    frame: &DataFrame,
    table: &Table,
    spec: &Colors,
    [band, value]: [&str; 2],
) -> Result<(DataFrame, Vec<Vec<f64>>)> {
    let number = table.schema().get(band).is_some_and(|field| field.kind.is_number());
    let of_rows = rows::words(frame, band)?;
    let mut known: Vec<&str> = Vec::new();
    for word in of_rows.iter().flatten() {
        if known.last() != Some(&word.as_str()) && !known.contains(&word.as_str()) {
            known.push(word);
        }
    }
    let wanted: Vec<&str> = if spec.bands.is_empty() {
        known.iter().copied().take(3).collect()
    } else {
        let same = |one: &str, other: &str| {
            let both = (one.parse::<f64>(), other.parse::<f64>());
            one == other || (number && matches!(both, (Ok(a), Ok(b)) if a == b))
        };
        let find = |wanted: &String| {
            let found = known.iter().copied().find(|word| same(word, wanted));
            found.ok_or_else(|| Error::no_band(wanted, band, &known))
        };
        spec.bands.iter().map(find).collect::<Result<_>>()?
    };
    if wanted.len() != 3 {
        return Err(Error::no_bands(&format!("are {} along {band}", wanted.len())));
    }
    let keys: Vec<&str> = spec.keys.iter().map(String::as_str).collect();
    let mut cells: Option<DataFrame> = None;
    let mut bands = Vec::new();
    for wanted in wanted {
        let own = of_rows.iter().enumerate();
        let own: Vec<usize> =
            own.filter(|(_, word)| word.as_deref() == Some(wanted)).map(|(row, _)| row).collect();
        let own = rows::take(frame, &own)?;
        bands.push(sample::values(&own, value)?);
        let broken = |e: PolarsError| Error::internal("a band has no cells").because(e);
        let places = own.select(keys.iter().copied()).map_err(broken)?;
        match &cells {
            Some(first) if !first.equals_missing(&places) => return Err(Error::bands_differ(band)),
            Some(_) => {}
            None => cells = Some(places),
        }
    }
    Ok((cells.unwrap_or_default(), bands))
}

/// The values of black and of full light.
fn range(bands: &[Vec<f64>], spec: &Colors, whole: bool, warnings: &mut Warnings) -> [f64; 2] {
    if let Some(range) = spec.range {
        return range;
    }
    let all = || bands.iter().flatten().copied().filter(|v| v.is_finite());
    if spec.robust {
        let sorted = quantile::sorted(&all().collect::<Vec<f64>>());
        let [low, high] = [0.02, 0.98].map(|share| quantile::quantile(&sorted, share));
        return if low < high { [low, high] } else { [low, low + 1.0] };
    }
    let (low, high) =
        all().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
    if low >= 0.0 && high <= 1.0 && !whole {
        return [0.0, 1.0];
    }
    if low >= 0.0 && high <= 255.0 {
        return [0.0, 255.0];
    }
    if low < high {
        warnings.note(format!(
            "bands are drawn from {low} to {high}, their least and greatest values; --clim or \
             --robust to choose otherwise"
        ));
        return [low, high];
    }
    [low, low + 1.0]
}
