//! The scripts of a page: the loader, and the runtime, whose files are joined into one function.
//! A page has the files that it needs, without their comments.

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
use crate::scene::live::{LiveAxis, LiveShape, LiveValues};
use crate::scene::{Dots, Live, Marker};

/// A file of the runtime, and when a page needs it.
struct File {
    code: &'static str,
    when: When,
}

/// What a page has that needs a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    /// Nothing in particular.
    Always,
    /// An axis of this kind.
    Axis(&'static str),
    /// Times on an axis, perhaps as categories, or in a table.
    Times,
    /// A pattern for numbers, or times, which have names of months.
    Pattern,
    /// Categories on an axis, or labels that are turned.
    Names,
    /// So many dots that each as a shape would be slow.
    Crowds,
    /// Dots that are no circles.
    Symbols,
    /// Controls.
    Controls,
    /// Names at the ends of lines.
    Ends,
    /// Aggregated cells.
    Rasters,
}

const fn file(code: &'static str, when: When) -> File {
    File { code, when }
}

/// From so many dots on, `draw.js` paints them by `splat.js`.
const MANY_DOTS: usize = 2_000;

/// The files of the runtime.
const FILES: &[File] = &[
    file(include_str!("runtime/data.js"), When::Always),
    file(include_str!("runtime/scale.js"), When::Always),
    file(include_str!("runtime/decimal.js"), When::Always),
    file(include_str!("runtime/format.js"), When::Always),
    file(include_str!("runtime/pattern.js"), When::Pattern),
    file(include_str!("runtime/civil.js"), When::Times),
    file(include_str!("runtime/linear.js"), When::Always),
    file(include_str!("runtime/log.js"), When::Axis("log")),
    file(include_str!("runtime/calendar.js"), When::Times),
    file(include_str!("runtime/sequence.js"), When::Axis("band")),
    file(include_str!("runtime/ticks.js"), When::Always),
    file(include_str!("runtime/words.js"), When::Always),
    file(include_str!("runtime/labels.js"), When::Always),
    file(include_str!("runtime/wrap.js"), When::Names),
    file(include_str!("runtime/category.js"), When::Names),
    file(include_str!("runtime/axes.js"), When::Always),
    file(include_str!("runtime/axisdraw.js"), When::Always),
    file(include_str!("runtime/axischart.js"), When::Always),
    file(include_str!("runtime/chart.js"), When::Always),
    file(include_str!("runtime/marker.js"), When::Symbols),
    file(include_str!("runtime/clip.js"), When::Always),
    file(include_str!("runtime/shapes.js"), When::Always),
    file(include_str!("runtime/splat.js"), When::Crowds),
    file(include_str!("runtime/canvas.js"), When::Always),
    file(include_str!("runtime/vector.js"), When::Always),
    file(include_str!("runtime/draw.js"), When::Always),
    file(include_str!("runtime/layout.js"), When::Always),
    file(include_str!("runtime/navigate.js"), When::Always),
    file(include_str!("runtime/hit.js"), When::Always),
    file(include_str!("runtime/overlay.js"), When::Always),
    file(include_str!("runtime/hover.js"), When::Always),
    file(include_str!("runtime/select.js"), When::Always),
    file(include_str!("runtime/gesture.js"), When::Always),
    file(include_str!("runtime/ends.js"), When::Ends),
    file(include_str!("runtime/legend.js"), When::Always),
    file(include_str!("runtime/widgets.js"), When::Controls),
    file(include_str!("runtime/rastershade.js"), When::Rasters),
    file(include_str!("runtime/rasterbar.js"), When::Rasters),
    file(include_str!("runtime/raster.js"), When::Rasters),
    file(include_str!("runtime/rastertip.js"), When::Rasters),
    file(include_str!("runtime/icons.js"), When::Always),
    file(include_str!("runtime/save.js"), When::Always),
    file(include_str!("runtime/theme.js"), When::Always),
    file(include_str!("runtime/toolbar.js"), When::Always),
    file(include_str!("runtime/keys.js"), When::Always),
    file(include_str!("runtime/boot.js"), When::Always),
];

impl When {
    /// Whether a page has it.
    fn holds(self, live: &Live) -> bool {
        let axes = || live.panels.iter().flat_map(|panel| panel.axes.iter().flatten());
        let columns = || live.layers.iter().flat_map(|layer| &layer.columns);
        let dots = |test: &dyn Fn(&Dots) -> bool| {
            live.items.iter().any(|item| matches!(&item.shape, LiveShape::Dots(d) if test(d)))
        };
        let time = |axis: &LiveAxis| matches!(axis.kind, "time" | "band");
        match self {
            Self::Always => true,
            Self::Axis(kind) => axes().any(|axis| axis.kind == kind),
            Self::Times => {
                axes().any(time)
                    || columns().any(|c| matches!(c.values, LiveValues::Time(_)))
                    || live.shades.iter().any(|shade| shade.time)
            }
            Self::Pattern => {
                let patterned = axes().any(|axis| axis.format.is_some())
                    || columns().any(|column| column.format.is_some())
                    || live.shades.iter().any(|shade| shade.format.is_some());
                patterned || Self::Times.holds(live)
            }
            Self::Names => axes().any(|axis| axis.kind == "band" || axis.rotate.is_some()),
            Self::Crowds => dots(&|dots| dots.centers.len() > MANY_DOTS),
            Self::Symbols => dots(&|dots| dots.marker != Marker::Circle),
            Self::Controls => !live.keys.is_empty(),
            Self::Ends => !live.ends.is_empty(),
            Self::Rasters => !live.rasters.is_empty(),
        }
    }
}

/// What inflates the rest.
pub(super) fn loader() -> String {
    plain(include_str!("runtime/loader.js"))
}

/// The runtime of a page as one script.
pub(super) fn runtime(live: &Live) -> String {
    let needed = FILES.iter().filter(|file| file.when.holds(live));
    let code: String = needed.map(|file| plain(file.code)).collect();
    ["\"use strict\";(()=>{\n", &code, "})();\n"].concat()
}

/// Code without its comments and indents: comments are blocks that start with two stars, and lines.
fn plain(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let mut rest = code;
    while let Some((before, after)) = rest.split_once("/**") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    let lines =
        out.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
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
mod tests {
    use super::*;

    #[test]
    fn comments_are_left_out_and_nothing_else() {
        let code = "// About.\n/** Doc.\n * @param {x} a\n */\nfunction f(a) {\n  return /** @type {b} */ (a); // c\n}\n";
        assert_eq!(plain(code), "function f(a) {\nreturn  (a); // c\n}\n");
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
