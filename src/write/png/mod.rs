//! A scene as PNG: its SVG rendered with the bundled font, images put between as they are.

mod halves;

use std::io::Write;
use std::sync::Arc;

use png::text_metadata::ITXtChunk;
use png::{BitDepth, ColorType, Compression, Encoder, Info, PixelDimensions, Unit};
use resvg::tiny_skia::{Color as SkColor, ColorU8, FilterQuality, Pixmap, PixmapPaint, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{Options, Tree};

use crate::color::Color;
use crate::error::{Error, Result};
use crate::scene::text::covers;
use crate::scene::{Image, Item, Scene};

use super::{Content, Document, Writer, manifest, svg};

/// More pixels than this are a slip of the keyboard.
const MOST_PIXELS: f64 = 200e6;

/// Pictures of pixels.
pub struct Png;

impl Writer for Png {
    fn name(&self) -> &'static str {
        "png"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["png"]
    }

    fn media_type(&self) -> &'static str {
        "image/png"
    }

    fn content(&self) -> Content {
        Content::Pixels
    }

    fn binary(&self) -> bool {
        true
    }

    fn summary(&self) -> &'static str {
        "picture of pixels; --scale 2 for more of them"
    }

    fn write(&self, document: &Document<'_>, out: &mut dyn Write) -> Result<()> {
        let pixmap = render(document.scene, document.scale)?;
        let mut info = Info::with_size(pixmap.width(), pixmap.height());
        info.bit_depth = BitDepth::Eight;
        if document.dpi.is_finite() && document.dpi > 0.0 {
            let per_meter = (document.dpi / 0.0254).round() as u32;
            let dims = PixelDimensions { xppu: per_meter, yppu: per_meter, unit: Unit::Meter };
            info.pixel_dims = Some(dims);
        }
        let scene = document.scene;
        describe(&mut info, "Title", &scene.title);
        describe(&mut info, "Description", &scene.description);
        describe(&mut info, "Software", &document.manifest.software);
        let mut chunk = ITXtChunk::new("vizcli", manifest::json(document.manifest)?);
        chunk.compressed = true;
        info.utf8_text.push(chunk);
        let opaque = scene.background.is_some_and(|c| c.a == 255);
        info.color_type = if opaque { ColorType::Rgb } else { ColorType::Rgba };
        let bytes = if opaque { rgb(&pixmap) } else { pixmap.take_demultiplied() };
        encode(info, &bytes, out)
    }
}

/// A text chunk: Latin where it suffices, since every reader knows that one.
fn describe(info: &mut Info<'_>, keyword: &str, text: &str) {
    if text.is_empty() {
    } else if text.is_ascii() {
        let chunk = png::text_metadata::TEXtChunk::new(keyword, text);
        info.uncompressed_latin1_text.push(chunk);
    } else {
        info.utf8_text.push(ITXtChunk::new(keyword, text));
    }
}

fn rgb(pixmap: &Pixmap) -> Vec<u8> {
    // Premultiplied is straight where nothing shines through.
    let mut bytes = Vec::with_capacity(pixmap.data().len() / 4 * 3);
    for pixel in pixmap.data().chunks_exact(4) {
        bytes.extend_from_slice(&pixel[..3]);
    }
    bytes
}

fn encode(info: Info<'_>, bytes: &[u8], out: &mut dyn Write) -> Result<()> {
    let mut encoder = Encoder::with_info(out, info).map_err(not_encoded)?;
    encoder.set_compression(Compression::Fast);
    let mut writer = encoder.write_header().map_err(not_encoded)?;
    writer.write_image_data(bytes).map_err(not_encoded)?;
    writer.finish().map_err(not_encoded)
}

fn not_encoded(error: png::EncodingError) -> Error {
    match error {
        png::EncodingError::IoError(e) => Error::not_written(e),
        e => Error::internal("a PNG cannot be encoded").because(e),
    }
}

/// An image of a scene as PNG, for those who embed it.
pub(super) fn encode_image(image: &Image, out: &mut dyn Write) -> Result<()> {
    if image.rgba.len() != image.width * image.height * 4 {
        return Err(Error::internal("an image has not as many pixels as it says"));
    }
    let opaque = image.rgba.chunks_exact(4).all(|p| p[3] == 255);
    let mut info = Info::with_size(image.width as u32, image.height as u32);
    info.bit_depth = BitDepth::Eight;
    if opaque {
        info.color_type = ColorType::Rgb;
        let bytes: Vec<u8> = image.rgba.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
        return encode(info, &bytes, out);
    }
    info.color_type = ColorType::Rgba;
    encode(info, &image.rgba, out)
}

/// The pixels of a scene.
pub fn render(scene: &Scene, scale: f64) -> Result<Pixmap> {
    let [width, height] = [scene.width * scale, scene.height * scale].map(|v| v.round().max(1.0));
    let mut pixmap = Some(width * height)
        .filter(|&pixels| pixels <= MOST_PIXELS)
        .and_then(|_| Pixmap::new(width as u32, height as u32))
        .ok_or_else(|| Error::too_many_pixels(width, height))?;
    if let Some(Color { r, g, b, a }) = scene.background {
        pixmap.fill(SkColor::from_rgba8(r, g, b, a));
    }
    let zoom = [width / scene.width, height / scene.height];
    let options = options(scene);
    let mut pending: Vec<&Item> = Vec::new();
    // The renderer is built without image decoders: images are put on the page directly, between
    // what lies under and what lies over them.
    for item in scene.groups.iter().flat_map(|group| &group.items) {
        if let Item::Image(image) = item {
            draw(scene, &pending, zoom, &options, &mut pixmap)?;
            pending.clear();
            put(image, zoom, &mut pixmap)?;
        } else {
            pending.push(item);
        }
    }
    draw(scene, &pending, zoom, &options, &mut pixmap)?;
    Ok(pixmap)
}

/// The bundled font: the same picture on every machine. Only words that it cannot write let the
/// machine's own fonts be looked for.
fn options(scene: &Scene) -> Options<'static> {
    let mut fonts = Database::new();
    for face in [notosans::REGULAR_TTF, notosans::BOLD_TTF] {
        fonts.load_font_source(Source::Binary(Arc::new(face)));
    }
    if scene.texts().any(|text| !covers(&text.text)) {
        fonts.load_system_fonts();
    }
    fonts.set_sans_serif_family("Noto Sans");
    Options { font_family: "Noto Sans".into(), fontdb: Arc::new(fonts), ..Options::default() }
}

/// Paint items, a crowd of them in two halves at the same time.
fn draw(
    scene: &Scene,
    items: &[&Item],
    zoom: [f64; 2],
    options: &Options<'_>,
    pixmap: &mut Pixmap,
) -> Result<()> {
    let width = pixmap.width() as usize;
    if width < 2 || !halves::crowded(items) {
        return paint(scene, items.iter().copied(), zoom, 0.0, options, pixmap);
    }
    let half = |left: usize, right: usize| {
        let mut half = halves::take(pixmap, left, right - left)?;
        let ends = [left, right].map(|x| x as f64 / zoom[0]);
        let seen: Vec<Item> =
            items.iter().map(|item| halves::seen(item, ends[0], ends[1])).collect();
        paint(scene, seen.iter(), zoom, left as f64, options, &mut half)?;
        Ok(half)
    };
    let middle = width / 2;
    let (first, second) = rayon::join(|| half(0, middle), || half(middle, width));
    let (first, second): (Pixmap, Pixmap) = (first?, second?);
    halves::put_back(&first, 0, pixmap);
    halves::put_back(&second, middle, pixmap);
    Ok(())
}

/// Paint items on a pixmap that begins at a column of the page's pixels.
fn paint<'a>(
    scene: &Scene,
    items: impl ExactSizeIterator<Item = &'a Item>,
    [sx, sy]: [f64; 2],
    left: f64,
    options: &Options<'_>,
    pixmap: &mut Pixmap,
) -> Result<()> {
    if items.len() == 0 {
        return Ok(());
    }
    let svg = svg::fragment(scene, items)?;
    let tree = Tree::from_str(&svg, options)
        .map_err(|e| Error::internal("our own SVG cannot be read").because(e))?;
    let place = Transform::from_scale(sx as f32, sy as f32).post_translate(-left as f32, 0.0);
    resvg::render(&tree, place, &mut pixmap.as_mut());
    Ok(())
}

/// Put an image on the page: nearest neighbour, whole pixels.
fn put(image: &Image, [sx, sy]: [f64; 2], pixmap: &mut Pixmap) -> Result<()> {
    let Some(mut source) = Pixmap::new(image.width as u32, image.height as u32) else {
        return Ok(());
    };
    if image.rgba.len() != source.data().len() {
        return Err(Error::internal("an image has not as many pixels as it says"));
    }
    for (to, from) in source.pixels_mut().iter_mut().zip(image.rgba.chunks_exact(4)) {
        let straight = ColorU8::from_rgba(from[0], from[1], from[2], from[3]);
        *to = straight.premultiply();
    }
    let [x, y, w, h] = image.place;
    let place = Transform::from_row(
        (w * sx / image.width as f64) as f32,
        0.0,
        0.0,
        (h * sy / image.height as f64) as f32,
        (x * sx) as f32,
        (y * sy) as f32,
    );
    let paint = PixmapPaint { quality: FilterQuality::Nearest, ..PixmapPaint::default() };
    pixmap.draw_pixmap(0, 0, source.as_ref(), &paint, place, None);
    Ok(())
}
