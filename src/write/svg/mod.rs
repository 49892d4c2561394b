//! A scene as SVG: text stays text, numbers have at most two decimals, nothing is styled but by
//! presentation attributes, so that it can stand in a page that forbids inline style.

mod image;
mod number;
mod paint;
mod shape;
mod text;

use std::io::Write;

use crate::error::{Error, Result};
use crate::scene::{Item, Scene};

use super::{Content, Document, Writer, manifest};
pub(super) use text::escape;

/// The families in which text is set.
const FONTS: &str = "Noto Sans,Inter,Helvetica,Arial,sans-serif";

/// Scalable pictures.
pub struct Svg;

impl Writer for Svg {
    fn name(&self) -> &'static str {
        "svg"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["svg"]
    }

    fn media_type(&self) -> &'static str {
        "image/svg+xml"
    }

    fn content(&self) -> Content {
        Content::Shapes
    }

    fn binary(&self) -> bool {
        false
    }

    fn summary(&self) -> &'static str {
        "scalable picture; text stays text"
    }

    fn write(&self, document: &Document<'_>, out: &mut dyn Write) -> Result<()> {
        let json = manifest::json(document.manifest)?;
        let svg = to_string(document.scene, document.scale, Some(&json))?;
        out.write_all(svg.as_bytes()).map_err(Error::not_written)
    }
}

/// The SVG of a scene, `scale` times its size, with a manifest in its metadata.
pub fn to_string(scene: &Scene, scale: f64, manifest: Option<&str>) -> Result<String> {
    let mut out = String::with_capacity(16 * 1024);
    open(&mut out, scene, scale);
    describe(&mut out, scene);
    if let Some(json) = manifest {
        out.push_str("<metadata id=\"vizcli\">");
        manifest::escape_xml(&mut out, json);
        out.push_str("</metadata>\n");
    }
    if let Some(color) = scene.background {
        out.push_str("<rect width=\"100%\" height=\"100%\"");
        paint::fill(&mut out, Some(crate::scene::Fill { color, opacity: 1.0 }));
        out.push_str("/>\n");
    }
    for group in &scene.groups {
        if group.items.is_empty() {
            continue;
        }
        out.push_str("<g class=\"");
        out.push_str(group.class.name());
        out.push_str("\">\n");
        for item in &group.items {
            push_item(&mut out, item)?;
        }
        out.push_str("</g>\n");
    }
    out.push_str("</svg>\n");
    Ok(out)
}

/// A document of `items` alone, at scale 1, for a renderer that needs no words about it. Images
/// are the caller's.
pub(super) fn fragment<'a>(scene: &Scene, items: impl Iterator<Item = &'a Item>) -> Result<String> {
    let mut out = String::with_capacity(16 * 1024);
    open(&mut out, scene, 1.0);
    out.push_str(">\n");
    for item in items {
        push_item(&mut out, item)?;
    }
    out.push_str("</svg>\n");
    Ok(out)
}

/// The root's start, up to what follows its size and fonts.
fn open(out: &mut String, scene: &Scene, scale: f64) {
    out.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\"");
    paint::attribute(out, "width", scene.width * scale);
    paint::attribute(out, "height", scene.height * scale);
    out.push_str(" viewBox=\"0 0 ");
    number::push(out, scene.width);
    out.push(' ');
    number::push(out, scene.height);
    out.push_str("\" font-family=\"");
    out.push_str(FONTS);
    out.push('"');
}

/// The rest of the root's start, title and description.
fn describe(out: &mut String, scene: &Scene) {
    let words = [
        ("title", "vizcli-title", scene.title.as_str()),
        ("desc", "vizcli-desc", scene.description.as_str()),
    ];
    let some = || words.iter().filter(|(_, _, words)| !words.trim().is_empty());
    out.push_str(" role=\"img\"");
    let ids: Vec<&str> = some().map(|(_, id, _)| *id).collect();
    if !ids.is_empty() {
        out.push_str(" aria-labelledby=\"");
        out.push_str(&ids.join(" "));
        out.push('"');
    }
    out.push_str(">\n");
    for (element, id, words) in some() {
        out.push_str(&["<", element, " id=\"", id, "\">"].concat());
        text::escape(out, words);
        out.push_str(&["</", element, ">\n"].concat());
    }
}

fn push_item(out: &mut String, item: &Item) -> Result<()> {
    match item {
        Item::Path(path) => shape::path(out, path),
        Item::Dots(dots) => shape::dots(out, dots),
        Item::Rects(rects) => shape::rects(out, rects),
        Item::Image(image) => image::element(out, image)?,
        Item::Text(text) => text::element(out, text),
    }
    Ok(())
}
