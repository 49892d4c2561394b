//! Every writer, fed with scenes made by hand.

mod scenes;
mod term;

use std::io::Write;
use std::path::Path as FilePath;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use resvg::usvg;
use sha2::{Digest, Sha256};
use vizcli::error::{Error, Result};
use vizcli::scene::{Class, Dots, Group, Image, Item, Path, Rects, Scene, Stroke};
use vizcli::spec::manifest::{EmbeddedTable, Manifest};
use vizcli::spec::{Figure, Plot, Size, Theme};
use vizcli::write::{Document, RowFormat, writer_for};

use scenes::{BLUE, HOSTILE, everything, page, text};

fn manifest(rows: u64) -> Manifest {
    let plot = Plot { title: Some(HOSTILE.into()), ..Plot::default() };
    Manifest {
        software: "vizcli 0.0.0".into(),
        figure: Figure {
            version: 1,
            plots: vec![plot],
            cols: None,
            title: Some("Zähler".into()),
            subtitle: None,
            caption: None,
            size: Size::default(),
            theme: Theme::default(),
            responsive: false,
        },
        rows: (rows > 0).then(|| EmbeddedTable { rows, columns: Vec::new() }).into_iter().collect(),
    }
}

fn rows(format: RowFormat, out: &mut dyn Write) -> Result<()> {
    let text = match format {
        RowFormat::Json => r#"[{"<b>":1.5,"name":"</td><img onerror=x>"},{"<b>":2,"name":null}]"#,
        _ => "a,b\n1,2\n",
    };
    out.write_all(text.as_bytes()).map_err(Error::not_written)
}

fn written(scene: &Scene, manifest: &Manifest, format: &str, scale: f64) -> Vec<u8> {
    let document = Document {
        scene,
        live: None,
        manifest,
        scale,
        dpi: 96.0 * scale,
        rows: &rows,
        terminal: None,
    };
    let mut out = Vec::new();
    writer_for(FilePath::new("-"), Some(format)).unwrap().write(&document, &mut out).unwrap();
    out
}

fn string(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

/// What stands between `from` and `to`.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let start = text.find(from).unwrap() + from.len();
    &text[start..start + text[start..].find(to).unwrap()]
}

fn tree(svg: &str) -> usvg::Tree {
    usvg::Tree::from_str(svg, &usvg::Options::default()).unwrap()
}

#[test]
fn same_scene_same_bytes() {
    for format in ["svg", "png", "html", "term", "spec"] {
        let [a, b] = [0, 1].map(|_| written(&everything(false), &manifest(2), format, 1.0));
        assert_eq!(a, b, "{format}");
    }
}

#[test]
fn svg_is_well_formed_whatever_it_says() {
    let svg = string(written(&everything(true), &manifest(2), "svg", 1.0));
    let document = usvg::roxmltree::Document::parse(&svg).unwrap();
    let root = document.root_element();
    assert_eq!(root.attribute("role"), Some("img"));
    assert_eq!(root.attribute("aria-labelledby"), Some("vizcli-title vizcli-desc"));
    let by_id = |id: &str| document.descendants().find(|n| n.attribute("id") == Some(id)).unwrap();
    let shown = "</text><script>alert(1)</script> ]]> \"'&amp;  😀 مرحبا";
    assert_eq!(by_id("vizcli-title").text(), Some(format!("Title {shown}").as_str()));
    let read: Manifest = serde_json::from_str(by_id("vizcli").text().unwrap()).unwrap();
    assert_eq!(read, manifest(2));
    assert!(
        document.descendants().any(|n| n.tag_name().name() == "text" && n.text() == Some(shown))
    );
    assert!(!document.descendants().any(|n| n.tag_name().name() == "script"));
}

#[test]
fn svg_keeps_to_the_house_rules() {
    let svg = string(written(&everything(false), &manifest(0), "svg", 1.0));
    for forbidden in [" opacity=", "clip-path", "style=", "NaN", "inf"] {
        assert!(!svg.contains(forbidden), "{forbidden}");
    }
    let picture = &svg[svg.find("<rect").unwrap()..];
    for number in picture.split(|c: char| !c.is_ascii_digit() && c != '.') {
        let decimals = number.split_once('.').map_or(0, |(_, d)| d.len());
        assert!(decimals <= 2, "{number}");
    }
    assert_eq!(tree(&svg).size().width(), 400.0);
    let double = string(written(&everything(false), &manifest(0), "svg", 2.0));
    assert_eq!(tree(&double).size().width(), 800.0);
    assert!(double.contains("viewBox=\"0 0 400 260\""));
}

#[test]
fn every_item_reaches_the_renderer() {
    for group in everything(false).groups {
        for item in group.items {
            if matches!(&item, Item::Text(_)) {
                continue;
            }
            let group = Group { class: Class::Marks, items: vec![item.clone()] };
            let scene = Scene { background: None, ..page(vec![group]) };
            let svg = string(written(&scene, &manifest(0), "svg", 1.0));
            assert!(!tree(&svg).root().children().is_empty(), "{item:?}");
        }
    }
}

#[test]
fn items_without_points_are_left_out() {
    let nan = f64::NAN;
    let stroke = || Some(Stroke::solid(BLUE, 1.0));
    let items = vec![
        Item::Path(Path::default()),
        Item::Path(Path {
            points: vec![[nan, 1.0]],
            starts: vec![0],
            stroke: stroke(),
            ..Path::default()
        }),
        Item::Path(Path {
            points: vec![],
            starts: vec![0, 9],
            stroke: stroke(),
            ..Path::default()
        }),
        Item::Dots(Dots {
            centers: vec![[nan, nan]],
            opacity: 1.0,
            fill: vec![BLUE],
            ..Dots::default()
        }),
        Item::Rects(Rects {
            boxes: vec![[0.0, nan, 1.0, 1.0]],
            opacity: 1.0,
            fill: vec![BLUE],
            ..Rects::default()
        }),
        Item::Image(Image::default()),
        Item::Text(text([1.0, 1.0], " \u{7}", BLUE)),
    ];
    let scene = page(vec![Group { class: Class::Marks, items }]);
    let svg = string(written(&scene, &manifest(0), "svg", 1.0));
    assert!(!svg.contains("NaN"));
    tree(&svg);
    for format in ["png", "html", "term"] {
        written(&scene, &manifest(0), format, 1.0);
    }
}

#[test]
fn a_line_is_cut_where_a_value_is_missing() {
    let points = vec![[0.0, 0.0], [1.0, 1.0], [f64::NAN, 2.0], [3.0, 3.0], [4.0, 3.0]];
    let path =
        Path { points, starts: vec![0], stroke: Some(Stroke::solid(BLUE, 1.0)), ..Path::default() };
    let scene = page(vec![Group { class: Class::Marks, items: vec![Item::Path(path)] }]);
    let svg = string(written(&scene, &manifest(0), "svg", 1.0));
    assert!(svg.contains("d=\"M0 0l1 1M3 3h1\""), "{svg}");
}

#[test]
fn png_carries_words_size_and_spec() {
    let bytes = written(&everything(false), &manifest(2), "png", 2.0);
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    let info = reader.info();
    assert_eq!((info.width, info.height, info.color_type), (800, 520, png::ColorType::Rgb));
    assert_eq!(info.pixel_dims.unwrap().xppu, 7559, "192 dots per inch");
    assert_eq!(info.uncompressed_latin1_text[0].keyword, "Software");
    let chunk = |keyword: &str| info.utf8_text.iter().find(|c| c.keyword == keyword).unwrap();
    assert!(chunk("Title").get_text().unwrap().ends_with("😀 مرحبا"));
    assert!(chunk("Description").get_text().is_ok());
    assert!(chunk("vizcli").compressed);
    let read: Manifest = serde_json::from_str(&chunk("vizcli").get_text().unwrap()).unwrap();
    assert_eq!(read, manifest(2));
    // The image is drawn with hard edges, over the ground and under the line that crosses it.
    let pixel = |x: usize, y: usize| &pixels[(y * 800 + x) * 3..][..3];
    assert_eq!(pixel(2 * 284, 2 * 182), [255, 255, 255], "a hole in the image");
    assert_eq!(pixel(2 * 292, 2 * 182), [4, 251, 128], "its second pixel");
    assert_eq!(pixel(2 * 315, 2 * 200), [0x1f, 0x24, 0x2b], "the line");
}

#[test]
fn png_is_transparent_only_when_the_page_is() {
    let scene = Scene { background: None, ..everything(false) };
    let bytes = written(&scene, &manifest(0), "png", 1.0);
    let reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    assert_eq!(reader.info().color_type, png::ColorType::Rgba);
}

#[test]
fn a_png_beyond_reason_is_refused() {
    let scene = everything(false);
    let manifest = manifest(0);
    let document = Document {
        live: None,
        scene: &scene,
        manifest: &manifest,
        scale: 1e4,
        dpi: 96.0,
        rows: &rows,
        terminal: None,
    };
    let png = writer_for(FilePath::new("a.png"), None).unwrap();
    let error = png.write(&document, &mut Vec::new()).unwrap_err();
    assert_eq!(error.message, "a picture of 4000000 by 2600000 pixels");
}

#[test]
fn page_is_safe_and_says_what_the_picture_says() {
    let html = string(written(&everything(false), &manifest(2), "html", 1.0));
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
    assert_eq!(html.matches("<script").count(), 1, "only the manifest");
    assert!(!html.contains("<img") && !html.contains("onerror=x>") && !html.contains("style=\""));
    let style = between(&html, "<style>", "</style>");
    let hash = STANDARD.encode(Sha256::digest(style.as_bytes()));
    let policy = between(&html, "Content-Security-Policy\" content=\"", "\"");
    assert!(policy.starts_with("default-src 'none'; "));
    assert!(policy.contains(&format!("style-src 'sha256-{hash}';")));
    let json = between(&html, "<script type=\"application/json\" id=\"vizcli\">", "</script>");
    assert_eq!(serde_json::from_str::<Manifest>(json).unwrap(), manifest(2));
    let table = between(&html, "<table>", "</table>");
    assert!(table.contains("<th scope=\"col\">&lt;b&gt;</th>"));
    assert!(table.contains("<td class=\"n\">1.5</td><td>&lt;/td&gt;&lt;img onerror=x&gt;</td>"));
    // An XML reader takes the whole page when its void elements are closed.
    let xml =
        html.replace("<!DOCTYPE html>", "").replace("initial-scale=1\">", "initial-scale=1\"/>");
    let xml = xml
        .replace("charset=\"utf-8\">", "charset=\"utf-8\"/>")
        .replace("form-action 'none'\">", "form-action 'none'\"/>");
    let xml = xml.replace("vizcli 0.0.0\">", "vizcli 0.0.0\"/>").replace(json, "");
    usvg::roxmltree::Document::parse(&xml).unwrap();
}

#[test]
fn page_has_no_table_when_rows_are_many_or_not_carried() {
    for rows in [0, 1001] {
        let html = string(written(&everything(true), &manifest(rows), "html", 1.0));
        assert!(!html.contains("<table>"));
    }
}

#[test]
fn rows_are_the_callers() {
    assert_eq!(string(written(&everything(false), &manifest(0), "csv", 1.0)), "a,b\n1,2\n");
    let spec = string(written(&everything(false), &manifest(1), "spec", 1.0));
    assert_eq!(serde_json::from_str::<Manifest>(&spec).unwrap(), manifest(1));
}
