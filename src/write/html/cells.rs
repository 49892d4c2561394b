//! Aggregated cells as the runtime knows them.

use serde_json::{Value, json};

use super::model::{hex, pattern};
use super::pack::Pack;
use crate::scene::live::{LiveCells, LivePlane, LiveRaster, LiveShade, LiveTicks};

/// Bits of single precision that are kept after the point: more than readers are shown.
const DIGITS: u32 = 16;

/// The cells of a panel.
pub(super) fn raster(raster: &LiveRaster, shade: &LiveShade, pack: &mut Pack) -> Value {
    let finest = raster.levels.first().map_or([0, 0], |level| level.size);
    let mut planes = raster.levels.iter().flat_map(|level| &level.planes);
    let floats = planes.any(|plane| matches!(plane, LivePlane::Numbers(_)));
    let levels = raster.levels.iter().map(|one| level(one, finest, shade.time, pack));
    json!({
        "shade": raster.shade, "edges": raster.edges, "levels": levels.collect::<Vec<_>>(),
        "floats": floats, "counts": !floats || !shade.names.is_empty(),
    })
}

/// Cells of one size; `fold` says how many of the finest ones each is long.
fn level(cells: &LiveCells, finest: [usize; 2], time: bool, pack: &mut Pack) -> Value {
    let planes: Vec<Value> = cells
        .planes
        .iter()
        .map(|plane| match plane {
            LivePlane::Counts(counts) => whole(counts, pack),
            LivePlane::Numbers(numbers) => floats(numbers, time, pack),
        })
        .collect();
    let counts = cells.counts.as_ref().map(|counts| whole(counts, pack));
    let fold = [0, 1].map(|k: usize| finest[k] as f64 / cells.size[k] as f64);
    json!({ "size": cells.size, "fold": fold, "planes": planes, "counts": counts })
}

/// Whole numbers in as few bytes as the greatest needs.
fn whole(counts: &[u32], pack: &mut Pack) -> Value {
    let bytes = match counts.iter().max() {
        None | Some(0..=0xff) => 1,
        Some(0x100..=0xffff) => 2,
        Some(_) => 4,
    };
    split(counts, bytes, pack)
}

/// Numbers in single precision; times by what they exceed the least by. NaN is empty.
fn floats(numbers: &[f64], time: bool, pack: &mut Pack) -> Value {
    let least = numbers.iter().copied().fold(f64::INFINITY, f64::min);
    let base = if time && least.is_finite() { least } else { 0.0 };
    let bits: Vec<u32> = numbers.iter().map(|v| rounded((v - base) as f32)).collect();
    let mut reference = split(&bits, 4, pack);
    if let Some(fields) = reference.as_object_mut() {
        fields.insert("float".into(), json!(true));
        fields.insert("base".into(), json!(base));
    }
    reference
}

/// The bits of a number without its last digits, which would only take room.
fn rounded(value: f32) -> u32 {
    const CUT: u32 = 23 - DIGITS;
    if value.is_nan() {
        return f32::NAN.to_bits();
    }
    let near = (value.to_bits() + (1 << (CUT - 1))) & !((1 << CUT) - 1);
    if f32::from_bits(near).is_finite() { near } else { value.to_bits() }
}

/// The lowest bytes of all numbers, then the next ones: those that are alike shrink well.
fn split(numbers: &[u32], bytes: usize, pack: &mut Pack) -> Value {
    let all: Vec<u8> =
        (0..bytes).flat_map(|byte| numbers.iter().map(move |v| (v >> (8 * byte)) as u8)).collect();
    let at = pack.pixels(&all)["at"].clone();
    json!({ "at": at, "n": numbers.len(), "bytes": bytes })
}

/// How cells are coloured.
pub(super) fn shade(shade: &LiveShade) -> Value {
    let ticks = match &shade.ticks {
        LiveTicks::Auto => Value::Null,
        LiveTicks::Count(count) => json!(count),
        LiveTicks::At(at) => json!(at),
    };
    let names = shade.names.iter();
    let names: Vec<Value> = names
        .map(|(name, label, color)| json!({ "name": name, "label": label, "color": hex(*color) }))
        .collect();
    json!({
        "plot": shade.plot, "holds": shade.holds, "title": shade.title, "norm": shade.norm,
        "limits": shade.limits, "center": shade.center, "diverging": shade.diverging,
        "robust": shade.robust && shade.norm != "eq_hist",
        "colors": shade.colors.iter().map(|c| hex(*c)).collect::<Vec<_>>(),
        "least": shade.least, "ink": shade.ink.map(hex), "opacity": shade.opacity,
        "spread": shade.spread, "names": names, "bands": shade.bands, "faces": shade.faces,
        "type": if shade.time && shade.pattern.is_none() { "time" } else { "number" },
        "whole": shade.whole, "pattern": shade.pattern.as_ref().map(pattern), "bar": shade.bar,
        "ticks": ticks,
        "columns": shade.columns, "flags": shade.flags, "scale": shade.scale,
    })
}

/// What a page says where a reader comes nearer than its cells: hidden until then.
pub(super) fn notes(out: &mut String, shades: &[LiveShade]) {
    for shade in shades {
        out.push_str("<p class=\"cells\" hidden>");
        out.push_str(&shade.rows);
        out.push_str(
            " rows as cells; zoomed in beyond the cells: the same command draws this region anew \
             with <code></code></p>\n",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_take_as_many_bytes_as_they_need() {
        let mut pack = Pack::default();
        assert_eq!(whole(&[0, 255], &mut pack), json!({ "at": 0, "n": 2, "bytes": 1 }));
        assert_eq!(whole(&[0x102, 3], &mut pack), json!({ "at": 8, "n": 2, "bytes": 2 }));
        assert_eq!(pack.bytes()[8..12], [2, 3, 1, 0]);
        assert_eq!(whole(&[1 << 20], &mut pack)["bytes"], 4);
    }

    #[test]
    fn numbers_keep_what_readers_are_shown() {
        for value in [1.0_f32, -123.456, 1e-30, f32::MAX, f32::INFINITY, 0.0] {
            let near = f32::from_bits(rounded(value));
            assert!(near == value || ((near - value) / value).abs() < 1e-5, "{value} {near}");
        }
        assert!(f32::from_bits(rounded(f32::NAN)).is_nan());
        let times = [1.7e12, f64::NAN, 1.7e12 + 5.0];
        assert_eq!(floats(&times, true, &mut Pack::default())["base"], 1.7e12);
    }
}
