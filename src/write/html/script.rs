//! The scripts of a page: the loader, and the runtime, whose files are joined into one function.
//! A page has the files that it needs, without their comments.

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
use crate::scene::live::{LiveAxis, LivePattern, LiveShade, LiveShape, LiveTicks, LiveValues};
use crate::scene::{Dots, Live, Marker, Path};

/// A file of the runtime, and whether a page needs it.
struct File {
    code: &'static str,
    needed: fn(&Live) -> bool,
}

/// From so many vertices on, `path.js` thins a line by `thin.js`.
const LONG_LINE: usize = 6_000;
/// From so many dots on, `dots.js` paints them by `splat.js`.
const MANY_DOTS: usize = 2_000;

const fn file(code: &'static str, needed: fn(&Live) -> bool) -> File {
    File { code, needed }
}

/// The files of the runtime.
const FILES: &[File] = &[
    file(include_str!("runtime/data.js"), always),
    file(include_str!("runtime/scale.js"), always),
    file(include_str!("runtime/decimal.js"), always),
    file(include_str!("runtime/format.js"), always),
    file(include_str!("runtime/years.js"), |live| {
        let mut columns = live.layers.iter().flat_map(|layer| &layer.columns);
        axes(live, |axis| axis.years) || columns.any(|column| column.years)
    }),
    file(include_str!("runtime/pattern.js"), |live| patterns(live, |_| true)),
    file(include_str!("runtime/exponent.js"), |live| {
        patterns(live, |pattern| {
            pattern.field.as_ref().is_some_and(|field| matches!(field.kind, 'e' | 'g'))
        })
    }),
    file(include_str!("runtime/civil.js"), times),
    file(include_str!("runtime/strftime.js"), strftime),
    file(include_str!("runtime/linear.js"), always),
    file(include_str!("runtime/log.js"), |live| axes(live, |axis| axis.kind == "log")),
    file(include_str!("runtime/calendar.js"), |live| axes(live, dated)),
    file(include_str!("runtime/sequence.js"), |live| axes(live, named)),
    file(include_str!("runtime/order.js"), |live| axes(live, |axis| axis.order.is_some())),
    file(include_str!("runtime/dated.js"), |live| axes(live, by_time)),
    file(include_str!("runtime/ticks.js"), always),
    file(include_str!("runtime/placed.js"), |live| {
        twofold(live) || axes(live, |axis| matches!(axis.ticks, LiveTicks::At(_)))
    }),
    file(include_str!("runtime/words.js"), always),
    file(include_str!("runtime/labels.js"), always),
    file(include_str!("runtime/wrap.js"), |live| axes(live, named)),
    file(include_str!("runtime/category.js"), |live| axes_at(live, &[0], named)),
    file(include_str!("runtime/column.js"), |live| axes_at(live, &[1, 2], named)),
    file(include_str!("runtime/axes.js"), always),
    file(include_str!("runtime/right.js"), twofold),
    file(include_str!("runtime/axisdraw.js"), always),
    file(include_str!("runtime/axischart.js"), always),
    file(include_str!("runtime/alone.js"), |live| live.panels.len() < 2),
    file(include_str!("runtime/facets.js"), |live| live.panels.len() > 1),
    file(include_str!("runtime/chart.js"), always),
    file(include_str!("runtime/shapes.js"), always),
    file(include_str!("runtime/looks.js"), |live| {
        marked(live) || !live.legend.is_empty() || !live.ends.is_empty()
    }),
    file(include_str!("runtime/places.js"), placed),
    file(include_str!("runtime/canvas.js"), always),
    file(include_str!("runtime/vector.js"), always),
    file(include_str!("runtime/draw.js"), always),
    file(include_str!("runtime/paint.js"), |live| {
        paths(live, |_| true) || dots(live, |_| true) || rects(live)
    }),
    file(include_str!("runtime/path.js"), |live| paths(live, |_| true)),
    file(include_str!("runtime/thin.js"), |live| paths(live, |path| path.points.len() > LONG_LINE)),
    file(include_str!("runtime/area.js"), |live| {
        paths(live, |path| path.closed || path.fill.is_some())
    }),
    file(include_str!("runtime/dots.js"), |live| dots(live, |_| true)),
    file(include_str!("runtime/marker.js"), symbols),
    file(include_str!("runtime/segment.js"), |live| {
        symbols(live) || nearest(live) && paths(live, |_| true)
    }),
    file(include_str!("runtime/splat.js"), crowds),
    file(include_str!("runtime/tiles.js"), crowds),
    file(include_str!("runtime/strew.js"), crowds),
    file(include_str!("runtime/rects.js"), rects),
    file(include_str!("runtime/texts.js"), |live| {
        shapes(live, |shape| matches!(shape, LiveShape::Texts(_)))
    }),
    file(include_str!("runtime/pixels.js"), |live| rasters(live) || images(live)),
    file(include_str!("runtime/image.js"), images),
    file(include_str!("runtime/layout.js"), always),
    file(include_str!("runtime/navigate.js"), always),
    file(include_str!("runtime/follow.js"), |live| {
        placed(live) && live.plots.iter().any(|plot| plot.autorange.is_some())
    }),
    file(include_str!("runtime/hit.js"), marked),
    file(include_str!("runtime/polygon.js"), |live| marked(live) || symbols(live)),
    file(include_str!("runtime/ring.js"), marked),
    file(include_str!("runtime/chosen.js"), marked),
    file(include_str!("runtime/points.js"), marked),
    file(include_str!("runtime/rows.js"), marked),
    file(include_str!("runtime/near.js"), nearest),
    file(include_str!("runtime/nearpath.js"), |live| nearest(live) && paths(live, |_| true)),
    file(include_str!("runtime/nearrect.js"), |live| nearest(live) && rects(live)),
    file(include_str!("runtime/overlay.js"), always),
    file(include_str!("runtime/hover.js"), always),
    file(include_str!("runtime/along.js"), |live| {
        marked(live) && live.plots.iter().any(|plot| plot.hover.ends_with("line"))
    }),
    file(include_str!("runtime/select.js"), always),
    file(include_str!("runtime/gesture.js"), always),
    file(include_str!("runtime/ends.js"), |live| !live.ends.is_empty()),
    file(include_str!("runtime/legend.js"), |live| {
        !live.legend.is_empty() || !live.ends.is_empty()
    }),
    file(include_str!("runtime/widgets.js"), |live| !live.keys.is_empty()),
    file(include_str!("runtime/slider.js"), |live| {
        live.keys.iter().any(|key| key.time || key.values.is_some())
    }),
    file(include_str!("runtime/raster.js"), rasters),
    file(include_str!("runtime/rastercells.js"), rasters),
    file(include_str!("runtime/rastersight.js"), rasters),
    file(include_str!("runtime/rasterspread.js"), |live| {
        shades(live, |shade| shade.spread != Some(0))
    }),
    file(include_str!("runtime/rasternorm.js"), |live| shades(live, |shade| !shade.bands)),
    file(include_str!("runtime/rasterrobust.js"), |live| {
        shades(live, |shade| shade.robust && !ranked(shade) && !shade.bands)
    }),
    file(include_str!("runtime/rasterrank.js"), |live| {
        shades(live, |shade| ranked(shade) && !shade.bands)
    }),
    file(include_str!("runtime/rasterbend.js"), |live| {
        shades(live, |shade| !ranked(shade) && !shade.bands)
    }),
    file(include_str!("runtime/rasterplane.js"), |live| shades(live, mapped)),
    file(include_str!("runtime/rasterink.js"), |live| shades(live, |shade| shade.ink.is_some())),
    file(include_str!("runtime/rastermix.js"), |live| {
        shades(live, |shade| !shade.names.is_empty())
    }),
    file(include_str!("runtime/rasterdense.js"), |live| {
        shades(live, |shade| shade.ink.is_some() || !shade.names.is_empty())
    }),
    file(include_str!("runtime/rasterbands.js"), |live| shades(live, |shade| shade.bands)),
    file(include_str!("runtime/rasterbar.js"), |live| bars(live, |_| true)),
    file(include_str!("runtime/rastereven.js"), |live| bars(live, even)),
    file(include_str!("runtime/rasterdecades.js"), |live| {
        bars(live, |shade| !even(shade) && !ranked(shade))
    }),
    file(include_str!("runtime/rastergaps.js"), |live| bars(live, |shade| !even(shade))),
    file(include_str!("runtime/rastertip.js"), rasters),
    file(include_str!("runtime/rasterrows.js"), rasters),
    file(include_str!("runtime/rasternote.js"), rasters),
    file(include_str!("runtime/save.js"), always),
    file(include_str!("runtime/theme.js"), always),
    file(include_str!("runtime/toolbar.js"), always),
    file(include_str!("runtime/keys.js"), always),
    file(include_str!("runtime/boot.js"), always),
];

fn always(_: &Live) -> bool {
    true
}

/// Whether some axis is so.
fn axes(live: &Live, is_so: fn(&LiveAxis) -> bool) -> bool {
    axes_at(live, &[0, 1, 2], is_so)
}

/// Whether some axis across (0), up (1) or on the right (2) is so.
fn axes_at(live: &Live, sides: &[usize], is_so: fn(&LiveAxis) -> bool) -> bool {
    let at = |side: usize| live.panels.iter().filter_map(move |panel| panel.axes[side].as_ref());
    sides.iter().any(|side| at(*side).any(is_so))
}

/// Whether some panel has an axis on the right, with ticks on the lines of the left one.
fn twofold(live: &Live) -> bool {
    axes_at(live, &[2], |_| true)
}

/// Whether an axis shows times, perhaps as categories.
fn dated(axis: &LiveAxis) -> bool {
    by_time(axis) || axis.kind == "time"
}

/// Whether the categories of an axis are times.
fn by_time(axis: &LiveAxis) -> bool {
    axis.order.as_ref().is_some_and(|order| order.times)
}

/// Whether there are times, on an axis or in a table.
fn times(live: &Live) -> bool {
    let mut columns = live.layers.iter().flat_map(|layer| &layer.columns);
    axes(live, dated)
        || columns.any(|column| matches!(column.values, LiveValues::Time(_)))
        || live.shades.iter().any(|shade| shade.time)
}

/// Whether the user said in such a way how numbers are written.
fn patterns(live: &Live, is_so: fn(&LivePattern) -> bool) -> bool {
    let axes = live.panels.iter().flat_map(|panel| panel.axes.iter().flatten());
    let columns = live.layers.iter().flat_map(|layer| &layer.columns);
    let shades = live.shades.iter().filter_map(|shade| shade.pattern.as_ref());
    let all = axes.filter_map(|axis| axis.pattern.as_ref());
    all.chain(columns.filter_map(|column| column.pattern.as_ref())).chain(shades).any(is_so)
}

/// Whether the user said how times are written.
fn strftime(live: &Live) -> bool {
    let mut columns = live.layers.iter().flat_map(|layer| &layer.columns);
    axes(live, |axis| axis.format.is_some() && dated(axis))
        || columns.any(|c| c.format.is_some() && matches!(c.values, LiveValues::Time(_)))
}

/// Whether names stand along an axis, or labels that are turned.
fn named(axis: &LiveAxis) -> bool {
    !axis.hidden && (axis.kind == "band" || axis.rotate.is_some())
}

/// Whether there are so many dots that each as a shape would be slow.
fn crowds(live: &Live) -> bool {
    dots(live, |dots| dots.centers.len() > MANY_DOTS)
}

/// Whether the pointer asks for the nearest mark.
fn nearest(live: &Live) -> bool {
    marked(live) && live.plots.iter().any(|plot| plot.hover == "nearest")
}

/// Whether there are bars or cells.
fn rects(live: &Live) -> bool {
    shapes(live, |shape| matches!(shape, LiveShape::Rects(_)))
}

/// Whether there are dots that are not round.
fn symbols(live: &Live) -> bool {
    dots(live, |dots| dots.marker != Marker::Circle)
}

/// Whether there are shapes beside cells.
fn placed(live: &Live) -> bool {
    shapes(live, |shape| !matches!(shape, LiveShape::Raster(_)))
}

/// Whether marks stand for rows: only these are pointed at and selected.
pub(super) fn marked(live: &Live) -> bool {
    shapes(live, |shape| match shape {
        LiveShape::Path(path) => !path.datums.rows.is_empty(),
        LiveShape::Dots(dots) => !dots.datums.rows.is_empty(),
        LiveShape::Rects(rects) => !rects.datums.rows.is_empty(),
        LiveShape::Texts(all) => all.iter().any(|text| text.row.is_some()),
        LiveShape::Image(_) | LiveShape::Raster(_) => false,
    })
}

/// Whether there are aggregated cells.
fn rasters(live: &Live) -> bool {
    !live.rasters.is_empty()
}

/// Whether some aggregated cells are coloured so.
fn shades(live: &Live, is_so: fn(&LiveShade) -> bool) -> bool {
    live.shades.iter().any(is_so)
}

/// Whether some colour bar follows cells that are coloured so.
fn bars(live: &Live, is_so: fn(&LiveShade) -> bool) -> bool {
    live.shades.iter().any(|shade| shade.bar.is_some() && is_so(shade))
}

/// Whether every colour is used by as many cells.
fn ranked(shade: &LiveShade) -> bool {
    shade.norm == "eq_hist"
}

/// Whether a step of the value is as far on the map everywhere.
fn even(shade: &LiveShade) -> bool {
    shade.norm == "linear"
}

/// Whether a value has a colour, as opposed to shares of categories and to bands of colours.
fn mapped(shade: &LiveShade) -> bool {
    shade.names.is_empty() && !shade.bands
}

/// Whether there are pictures in the picture.
fn images(live: &Live) -> bool {
    shapes(live, |shape| matches!(shape, LiveShape::Image(_)))
}

/// Whether some shape is so.
fn shapes(live: &Live, is_so: impl Fn(&LiveShape) -> bool) -> bool {
    live.items.iter().any(|item| is_so(&item.shape))
}

fn paths(live: &Live, is_so: fn(&Path) -> bool) -> bool {
    shapes(live, |shape| matches!(shape, LiveShape::Path(path) if is_so(path)))
}

fn dots(live: &Live, is_so: fn(&Dots) -> bool) -> bool {
    shapes(live, |shape| matches!(shape, LiveShape::Dots(dots) if is_so(dots)))
}

/// What inflates the rest.
pub(super) fn loader() -> String {
    plain(include_str!("runtime/loader.js"))
}

/// The runtime of a page as one script.
pub(super) fn runtime(live: &Live) -> String {
    let needed = FILES.iter().filter(|file| (file.needed)(live));
    let code: String = needed.map(|file| plain(file.code)).collect();
    ["\"use strict\";(()=>{\n", &code, "})();\n"].concat()
}

/// Code without its comments and indents.
fn plain(code: &str) -> String {
    let code = uncommented(code);
    let lines =
        code.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Code without comments that are blocks, with the blank after them: these start with two stars.
fn uncommented(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let mut rest = code;
    while let Some((before, after)) = rest.split_once("/**") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
        rest = rest.strip_prefix(' ').unwrap_or(rest);
    }
    out.push_str(rest);
    out
}

/// What a policy calls a script or a style.
pub(super) fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// Bytes, made small, as text.
pub(super) fn packed(bytes: &[u8]) -> Result<String> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).map_err(Error::internal)?;
    Ok(STANDARD.encode(encoder.finish().map_err(Error::internal)?))
}

#[cfg(test)]
mod names;
#[cfg(test)]
mod some;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_left_out_and_nothing_else() {
        let code = "// About.\n/** Doc.\n * @param {x} a\n */\nfunction f(a) {\n  return /** @type {b} */ (a); // c\n}\n";
        assert_eq!(plain(code), "function f(a) {\nreturn (a); // c\n}\n");
    }

    #[test]
    fn no_file_has_what_looks_like_a_comment_in_a_text() {
        for file in FILES {
            let stars = file.code.matches("/**").count();
            assert_eq!(stars, file.code.matches("*/").count());
            assert!(!file.code.contains("\\`"), "lines of a text would lose their indents");
        }
    }
}
