//! What the runtime knows, as JSON that refers to packed buffers.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::pack::Pack;
use super::{cells, script};
use crate::color::Color;
use crate::scene::live::{
    LiveAxis, LiveColumn, LiveItem, LiveLayer, LiveName, LivePanel, LivePattern, LiveShade,
    LiveShape, LiveTicks, LiveValues,
};
use crate::scene::text::width;
use crate::scene::{
    Anchor, Dots, Fill, Font, Live, Marker, Path, Rects, Scene, Stroke, Text, Weight,
};

/// Signs beyond ASCII that ticks and tooltips have.
const SIGNS: &str = "\u{2212}\u{2013}\u{d7}\u{2026}\u{b7}\u{207b}\u{2070}\u{b9}\u{b2}\u{b3}\u{2074}\u{2075}\u{2076}\u{2077}\u{2078}\u{2079}\u{20ac}\u{a3}\u{a5}\u{b0}\u{b5}";

/// The model of a page, and the buffers that it refers to.
pub(super) fn model(scene: &Scene, live: &Live, scale: f64) -> (Value, Pack) {
    let mut pack = Pack::default();
    let layers: Vec<Value> = live.layers.iter().map(|layer| table(layer, &mut pack)).collect();
    let items: Vec<Value> = live.items.iter().map(|one| item(one, &mut pack)).collect();
    let plain = LiveShade::default();
    let rasters = live.rasters.iter().map(|raster| {
        let shade = live.shades.get(raster.shade).unwrap_or(&plain);
        cells::raster(raster, shade, &mut pack)
    });
    let rasters: Vec<Value> = rasters.collect();
    let keys: Vec<Value> = live
        .keys
        .iter()
        .map(|key| {
            let kind = match (&key.values, key.time) {
                (_, true) => "time",
                (Some(_), _) => "number",
                (None, _) => "category",
            };
            json!({ "name": key.name, "type": kind, "labels": key.labels, "values": key.values })
        })
        .collect();
    let states = (!live.keys.is_empty()).then(|| {
        let codes: Vec<u32> = live.states.iter().flatten().copied().collect();
        json!({ "n": live.states.len(), "codes": pack.codes(&codes) })
    });
    let [ground, ink, ink2, ink3, grid] = live.inks.map(hex);
    let model = json!({
        "width": scene.width,
        "height": scene.height,
        "scale": scale,
        "title": scene.title,
        "font": live.font,
        "responsive": live.responsive,
        "colors": {
            "bg": scene.background.map(hex), "ground": ground, "ink": ink, "ink2": ink2,
            "ink3": ink3, "grid": grid,
        },
        "dark": dark(live),
        "widths": widths(live),
        "plots": live.plots.iter().map(|plot| json!({
            "hover": plot.hover, "autorange": plot.autorange, "swap": plot.swap,
        })).collect::<Vec<_>>(),
        "panels": live.panels.iter().map(|one| panel(one, &mut pack)).collect::<Vec<_>>(),
        "layers": layers,
        "items": items,
        "marked": script::marked(live),
        "rasters": rasters,
        "shades": live.shades.iter().map(cells::shade).collect::<Vec<_>>(),
        "legend": live.legend.iter().map(name).collect::<Vec<_>>(),
        "ends": live.ends.iter().map(name).collect::<Vec<_>>(),
        "keys": keys,
        "states": states,
    });
    (model, pack)
}

pub(super) fn hex(color: Color) -> String {
    color.to_string()
}

/// Colours on a dark ground, by those on the light one.
fn dark(live: &Live) -> Value {
    if live.dark.is_empty() {
        return Value::Null;
    }
    live.dark
        .iter()
        .map(|(from, to)| (hex(*from), Value::from(hex(*to))))
        .collect::<Map<_, _>>()
        .into()
}

/// Widths of characters at size 1, as the picture was measured: the page's ticks are the same. Of
/// characters beyond ASCII, those in words that the page measures; of pairs that stand closer or
/// wider, those in names of categories.
fn widths(live: &Live) -> Value {
    let axes = || live.panels.iter().flat_map(|panel| panel.axes.iter().flatten());
    let names: Vec<&str> = axes().flat_map(|axis| axis.levels.iter().map(String::as_str)).collect();
    let formats = axes().filter_map(|axis| axis.format.as_deref());
    let ticks = axes().flat_map(|axis| match &axis.ticks {
        LiveTicks::At(all) => all.iter().filter_map(|(_, word)| word.as_deref()).collect(),
        _ => Vec::new(),
    });
    let marks = live.items.iter().flat_map(|item| match &item.shape {
        LiveShape::Texts(all) => all.iter().map(|text| text.text.as_str()).collect(),
        _ => Vec::new(),
    });
    let words = names.iter().copied().chain(formats).chain(ticks).chain(marks);
    let others = words.flat_map(str::chars).filter(|c| !c.is_ascii());
    let signs: BTreeSet<char> = SIGNS.chars().chain(others).collect();
    let ascii: Vec<f64> = (' '..='~').map(advance).collect();
    let more: Map<String, Value> =
        signs.into_iter().map(|c| (c.to_string(), json!(advance(c)))).collect();
    let neighbours =
        |word: &&str| -> Vec<(char, char)> { word.chars().zip(word.chars().skip(1)).collect() };
    let pairs: BTreeSet<(char, char)> = names.iter().flat_map(neighbours).collect();
    let pairs: Map<String, Value> = pairs
        .into_iter()
        .map(|(a, b)| (format!("{a}{b}"), kerning(a, b)))
        .filter(|(_, kern)| *kern != 0.0)
        .map(|(pair, kern)| (pair, json!(kern)))
        .collect();
    json!({ "regular": ascii, "more": more, "pairs": pairs })
}

/// Letters of this size are measured: units of the font are whole then.
const UNITS: f64 = 2048.0;

/// A width at size 1.
fn measured(words: &str) -> f64 {
    width(words, &Font { size: UNITS, weight: Weight::Regular })
}

fn rounded(units: f64) -> f64 {
    (units.round() / UNITS * 1e5).round() / 1e5
}

fn advance(letter: char) -> f64 {
    // Between digits, because white space at an end is not measured.
    rounded(measured(&format!("0{letter}0")) - measured("00"))
}

/// How much wider two letters are beside each other than apart.
fn kerning(a: char, b: char) -> f64 {
    let [first, second] = [a, b].map(|letter| measured(&format!("0{letter}0")));
    let both = measured(&format!("0{a}{b}0"));
    rounded(both - first - second + measured("00"))
}

fn panel(panel: &LivePanel, pack: &mut Pack) -> Value {
    let [h, v, right] = panel.axes.each_ref().map(|one| one.as_ref().map(|one| axis(one, pack)));
    json!({
        "plot": panel.plot,
        "heading": panel.heading,
        "rect": panel.rect,
        "h": h, "v": v, "right": right,
        "zoom": panel.zoom,
    })
}

fn axis(axis: &LiveAxis, pack: &mut Pack) -> Value {
    let ticks = match &axis.ticks {
        LiveTicks::Auto => Value::Null,
        LiveTicks::Count(count) => json!(count),
        LiveTicks::At(at) => json!(at),
    };
    let domains = (!axis.domains.is_empty()).then_some(&axis.domains);
    let order = axis.order.as_ref().map(
        |order| json!({ "times": order.times, "values": pack.numbers(&order.values).reference }),
    );
    json!({
        "kind": axis.kind, "domain": axis.domain, "domains": domains, "range": axis.range,
        "levels": axis.levels, "order": order, "years": axis.years, "integer": axis.integer,
        "format": axis.format, "pattern": axis.pattern.as_ref().map(pattern), "ticks": ticks,
        "rotate": axis.rotate,
        "grid": axis.grid, "line": axis.line, "marks": axis.marks, "hidden": axis.hidden,
        "labels": axis.labels, "ink": hex(axis.ink), "foot": axis.foot, "link": axis.link,
    })
}

pub(super) fn pattern(pattern: &LivePattern) -> Value {
    let field = pattern.field.as_ref().map(|field| {
        json!({
            "kind": field.kind, "precision": field.precision, "width": field.width,
            "flags": field.flags,
        })
    });
    json!({ "before": pattern.before, "field": field, "after": pattern.after })
}

fn name(name: &LiveName) -> Value {
    let mut value = json!({ "plot": name.plot, "label": name.label, "box": name.place });
    if let (Some((end, color)), Some(fields)) = (name.end, value.as_object_mut()) {
        fields.insert("value".into(), json!(end));
        fields.insert("color".into(), json!(hex(color)));
    }
    value
}

fn table(layer: &LiveLayer, pack: &mut Pack) -> Value {
    json!({
        "plot": layer.plot, "table": layer.table, "rows": layer.rows, "by": layer.by, "name": layer.name,
        "columns": layer.columns.iter().map(|c| column(c, pack)).collect::<Vec<_>>(),
    })
}

fn column(column: &LiveColumn, pack: &mut Pack) -> Value {
    let (kind, packed, levels, rounded) = match &column.values {
        LiveValues::Number(values) => {
            let packed = pack.numbers(values);
            let whole = values.iter().all(|v| v.is_nan() || v.fract() == 0.0);
            (if whole { "integer" } else { "number" }, packed.reference, None, packed.rounded)
        }
        LiveValues::Time(values) => {
            let packed = pack.numbers(values);
            ("time", packed.reference, None, packed.rounded)
        }
        LiveValues::Words(codes, levels) => ("category", pack.codes(codes), Some(levels), false),
    };
    json!({
        "name": column.name, "channels": column.channels, "type": kind, "values": packed,
        "levels": levels, "years": column.years, "format": column.format,
        "pattern": column.pattern.as_ref().map(pattern), "hover": column.hover,
        "rounded": rounded,
    })
}

fn item(item: &LiveItem, pack: &mut Pack) -> Value {
    let mut fields = match &item.shape {
        LiveShape::Path(shape) => path(shape, item, pack),
        LiveShape::Dots(shape) => dots(shape, item, pack),
        LiveShape::Rects(shape) => rects(shape, pack),
        LiveShape::Texts(all) => texts(all, pack),
        LiveShape::Image(image) => json!({
            "type": "image", "place": image.place, "width": image.width, "height": image.height,
            "pixels": pack.pixels(&image.rgba),
        }),
        LiveShape::Raster(number) => json!({ "type": "raster", "raster": number }),
    };
    if let Some(fields) = fields.as_object_mut() {
        fields.insert("panel".into(), json!(item.panel));
        fields.insert("layer".into(), json!(item.layer));
        if item.right {
            fields.insert("right".into(), json!(true));
        }
        if item.spans != [false, false] {
            fields.insert("pin".into(), json!(item.spans));
        }
        if !item.at.is_empty() {
            fields.insert("at".into(), pack.codes(&item.at));
        }
    }
    fields
}

/// A place of all shapes: a column, or a buffer.
fn along(item: &LiveItem, points: &[[f64; 2]], side: usize, pack: &mut Pack) -> Value {
    match item.columns[side] {
        Some(column) => json!({ "column": column }),
        None => pack.places(points.iter().map(|point| point[side])),
    }
}

fn fill(fill: Option<Fill>) -> Value {
    fill.map_or(Value::Null, |fill| json!({ "color": hex(fill.color), "opacity": fill.opacity }))
}

fn stroke(stroke: Option<&Stroke>) -> Value {
    stroke.map_or(Value::Null, |stroke| {
        json!({
            "color": hex(stroke.color), "width": stroke.width, "opacity": stroke.opacity,
            "dash": stroke.dash, "round": stroke.round,
        })
    })
}

fn path(path: &Path, item: &LiveItem, pack: &mut Pack) -> Value {
    let starts: Vec<u32> = path.starts.iter().map(|start| *start as u32).collect();
    let rows = &path.datums.rows;
    let per = match rows.len() {
        0 => None,
        n if n == path.points.len() => Some("vertex"),
        n if n == path.starts.len() => Some("part"),
        _ => None,
    };
    let anchors = (!path.anchors.is_empty()).then(|| {
        json!({
            "x": pack.places(path.anchors.iter().map(|p| p[0])),
            "y": pack.places(path.anchors.iter().map(|p| p[1])),
        })
    });
    json!({
        "type": "path",
        "x": along(item, &path.points, 0, pack), "y": along(item, &path.points, 1, pack),
        "starts": pack.codes(&starts), "closed": path.closed,
        "fill": fill(path.fill), "stroke": stroke(path.stroke.as_ref()), "anchors": anchors,
        "rows": per.map(|_| pack.codes(rows)), "per": per,
    })
}

/// Colours of shapes: a list of them, and the place in it of each shape.
fn colors(fill: &[Color], pack: &mut Pack) -> (Vec<String>, Value) {
    if fill.len() <= 1 {
        return (fill.iter().copied().map(hex).collect(), Value::Null);
    }
    let mut list: Vec<Color> = fill.to_vec();
    list.sort_unstable();
    list.dedup();
    let codes: Vec<u32> =
        fill.iter().map(|color| list.binary_search(color).unwrap_or(0) as u32).collect();
    let codes = if list.len() == 1 { Value::Null } else { pack.codes(&codes) };
    (list.into_iter().map(hex).collect(), codes)
}

fn rows_of(rows: &[u32], shapes: usize, pack: &mut Pack) -> Value {
    if rows.len() == shapes { pack.codes(rows) } else { Value::Null }
}

fn dots(dots: &Dots, item: &LiveItem, pack: &mut Pack) -> Value {
    let (palette, fills) = colors(&dots.fill, pack);
    let radius = match dots.radius.as_slice() {
        [one] => json!(one),
        each => pack.places(each.iter().copied()),
    };
    let marker = match dots.marker {
        Marker::Circle => "circle",
        Marker::Square => "square",
        Marker::Diamond => "diamond",
        Marker::Triangle => "triangle",
        Marker::TriangleDown => "triangle_down",
        Marker::Plus => "plus",
        Marker::Cross => "cross",
        Marker::Star => "star",
    };
    json!({
        "type": "dots", "marker": marker, "radius": radius,
        "x": along(item, &dots.centers, 0, pack), "y": along(item, &dots.centers, 1, pack),
        "fill": palette, "fills": fills, "opacity": dots.opacity,
        "stroke": stroke(dots.stroke.as_ref()),
        "rows": rows_of(&dots.datums.rows, dots.centers.len(), pack),
    })
}

fn rects(rects: &Rects, pack: &mut Pack) -> Value {
    let (palette, fills) = colors(&rects.fill, pack);
    let [x, y, w, h] =
        [0, 1, 2, 3].map(|side: usize| pack.places(rects.boxes.iter().map(|b| b[side])));
    json!({
        "type": "rects", "x": x, "y": y, "w": w, "h": h, "radius": rects.radius,
        "fill": palette, "fills": fills, "opacity": rects.opacity, "gaps": rects.gaps,
        "stroke": stroke(rects.stroke.as_ref()),
        "rows": rows_of(&rects.datums.rows, rects.boxes.len(), pack),
    })
}

fn texts(texts: &[Text], pack: &mut Pack) -> Value {
    let Some(first) = texts.first() else { return json!({ "type": "text", "words": [] }) };
    let anchor = match first.anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    let weight = if first.font.weight == Weight::Bold { 700 } else { 400 };
    let rows: Vec<u32> = texts.iter().filter_map(|text| text.row).collect();
    let [x, y] = [0, 1].map(|i: usize| pack.places(texts.iter().map(|t| t.at[i] - t.aside[i])));
    let [dx, dy] = [0, 1].map(|i: usize| pack.places(texts.iter().map(|t| t.aside[i])));
    json!({
        "type": "text", "words": texts.iter().map(|t| &t.text).collect::<Vec<_>>(),
        "x": x, "y": y, "dx": dx, "dy": dy,
        "size": first.font.size, "weight": weight, "color": hex(first.color), "anchor": anchor,
        "rotate": first.rotate, "halo": first.halo.map(hex),
        "rows": rows_of(&rows, texts.len(), pack),
    })
}
