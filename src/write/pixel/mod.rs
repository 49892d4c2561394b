//! Paints a scene on any plotters backend: a window, a canvas, a bitmap, our own terminal.
//!
//! Items reach the backend in whole pixels and already clipped. Backends know no dashes, so lines
//! are cut into them here; they know no halos, so those are left out.

pub mod cells;
mod dash;
mod glyph;
mod ink;
pub use glyph::Line;
pub(super) mod snap;
pub(super) mod tell;
pub(super) mod words;

use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontDesc, FontFamily, FontStyle, FontTransform};
use plotters::style::{RGBAColor, ShapeStyle, TextStyle};
use plotters_backend::{BackendColor, DrawingBackend, DrawingErrorKind};

use crate::color::Color;
use crate::error::{Error, Result};
use crate::scene::{Anchor, Dots, Image, Item, Marker, Path, Rects, Scene, Stroke, Text, Weight};

use super::marker;

/// What a backend answers.
type Painted<B> = Result<(), DrawingErrorKind<<B as DrawingBackend>::ErrorType>>;

/// Paint all of a scene, `zoom` backend pixels to a scene pixel, across and down.
pub fn paint<B: DrawingBackend>(scene: &Scene, backend: &mut B, zoom: [f64; 2]) -> Result<()> {
    let fail = |e: DrawingErrorKind<B::ErrorType>| Error::not_painted(&e);
    backend.ensure_prepared().map_err(fail)?;
    if let Some(color) = scene.background {
        let (w, h) = backend.get_size();
        let corner = (w as i32 - 1, h as i32 - 1);
        backend.draw_rect((0, 0), corner, &style(color, 1.0, 1), true).map_err(fail)?;
    }
    for item in scene.groups.iter().flat_map(|group| &group.items) {
        paint_item(item, backend, zoom)?;
    }
    backend.present().map_err(fail)
}

/// Paint one item.
pub fn paint_item<B: DrawingBackend>(item: &Item, backend: &mut B, zoom: [f64; 2]) -> Result<()> {
    let mut painter = Painter { backend, zoom };
    match item {
        Item::Path(path) => painter.path(path),
        Item::Dots(dots) => painter.dots(dots),
        Item::Rects(rects) => painter.rects(rects),
        Item::Image(image) => painter.image(image),
        Item::Text(text) => painter.text(text),
    }
    .map_err(|e| Error::not_painted(&e))
}

fn style(color: Color, opacity: f64, width: u32) -> ShapeStyle {
    let alpha = opacity.clamp(0.0, 1.0) * f64::from(color.a) / 255.0;
    let color = RGBAColor(color.r, color.g, color.b, alpha);
    ShapeStyle { color, filled: true, stroke_width: width }
}

struct Painter<'a, B> {
    backend: &'a mut B,
    zoom: [f64; 2],
}

impl<B: DrawingBackend> Painter<'_, B> {
    fn place(&self, [x, y]: [f64; 2]) -> (i32, i32) {
        // Pixel i covers i to i + 1.
        ((x * self.zoom[0]).floor() as i32, (y * self.zoom[1]).floor() as i32)
    }

    fn stroke_style(&self, stroke: &Stroke) -> ShapeStyle {
        let width = (stroke.width * self.zoom[0].min(self.zoom[1])).round().max(1.0);
        style(stroke.color, stroke.opacity, width as u32)
    }

    fn stroke(&mut self, points: &[[f64; 2]], stroke: &Stroke) -> Painted<B> {
        let style = self.stroke_style(stroke);
        for piece in dash::pieces(points, &stroke.dash) {
            let places: Vec<_> = piece.iter().map(|&p| self.place(p)).collect();
            self.backend.draw_path(places, &style)?;
        }
        Ok(())
    }

    fn path(&mut self, path: &Path) -> Painted<B> {
        for part in path.parts() {
            for run in part.split(|p| !p.iter().all(|v| v.is_finite())).filter(|r| !r.is_empty()) {
                if let Some(fill) = path.fill.filter(|_| run.len() > 2) {
                    let places: Vec<_> = run.iter().map(|&p| self.place(p)).collect();
                    self.backend.fill_polygon(places, &style(fill.color, fill.opacity, 1))?;
                }
                let Some(stroke) = &path.stroke else { continue };
                match run.first().filter(|_| path.closed) {
                    Some(&first) => self.stroke(&[run, &[first]].concat(), stroke)?,
                    None => self.stroke(run, stroke)?,
                }
            }
        }
        Ok(())
    }

    fn dots(&mut self, dots: &Dots) -> Painted<B> {
        for (i, &center) in dots.centers.iter().enumerate() {
            if !center.iter().all(|v| v.is_finite()) {
                continue;
            }
            let radius = dots.radius.get(i).or(dots.radius.first()).copied().unwrap_or(0.0);
            let fill = dots.fill.get(i).or(dots.fill.first());
            let corners = marker::outline(dots.marker, radius).unwrap_or_default();
            let corners: Vec<_> =
                corners.iter().map(|[x, y]| [center[0] + x, center[1] + y]).collect();
            let pixels = (radius * self.zoom[0]).round() as u32;
            let at = self.place(center);
            if let Some(&color) = fill {
                let style = style(color, dots.opacity, 1);
                if dots.marker == Marker::Circle {
                    self.backend.draw_circle(at, pixels, &style, true)?;
                } else {
                    let places: Vec<_> = corners.iter().map(|&p| self.place(p)).collect();
                    self.backend.fill_polygon(places, &style)?;
                }
            }
            if let Some(stroke) = &dots.stroke {
                if dots.marker == Marker::Circle {
                    let style = self.stroke_style(stroke);
                    self.backend.draw_circle(at, pixels, &style, false)?;
                } else if let Some(&first) = corners.first() {
                    self.stroke(&[corners.as_slice(), &[first]].concat(), stroke)?;
                }
            }
        }
        Ok(())
    }

    fn rects(&mut self, rects: &Rects) -> Painted<B> {
        for (i, &[x, y, w, h]) in rects.boxes.iter().enumerate() {
            if ![x, y, w, h].iter().all(|v| v.is_finite()) || w <= 0.0 || h <= 0.0 {
                continue;
            }
            if let Some(&color) = rects.fill.get(i).or(rects.fill.first()) {
                // Edges fall between pixels; the backend names the last pixel that is inside.
                let edge = |v: f64, zoom: f64| (v * zoom).round() as i32;
                let [left, top] = [edge(x, self.zoom[0]), edge(y, self.zoom[1])];
                let right = (edge(x + w, self.zoom[0]) - 1).max(left);
                let bottom = (edge(y + h, self.zoom[1]) - 1).max(top);
                let style = style(color, rects.opacity, 1);
                self.backend.draw_rect((left, top), (right, bottom), &style, true)?;
            }
            if let Some(stroke) = &rects.stroke {
                let [r, b] = [x + w, y + h];
                self.stroke(&[[x, y], [r, y], [r, b], [x, b], [x, y]], stroke)?;
            }
        }
        Ok(())
    }

    fn image(&mut self, image: &Image) -> Painted<B> {
        let [x, y, w, h] = image.place;
        let [left, top] = [x * self.zoom[0], y * self.zoom[1]].map(f64::round);
        let [right, bottom] = [(x + w) * self.zoom[0], (y + h) * self.zoom[1]].map(f64::round);
        let cell = |at: f64, from: f64, to: f64, count: usize| {
            ((at + 0.5 - from) / (to - from) * count as f64) as usize
        };
        let (across, down) = self.backend.get_size();
        for py in (top as i32).max(0)..(bottom as i32).min(down as i32) {
            let row = cell(f64::from(py), top, bottom, image.height);
            for px in (left as i32).max(0)..(right as i32).min(across as i32) {
                let column = cell(f64::from(px), left, right, image.width);
                let at = (row * image.width + column) * 4;
                let Some(&[r, g, b, a]) = image.rgba.get(at..at + 4) else { continue };
                let color = BackendColor { alpha: f64::from(a) / 255.0, rgb: (r, g, b) };
                self.backend.draw_pixel((px, py), color)?;
            }
        }
        Ok(())
    }

    fn text(&mut self, text: &Text) -> Painted<B> {
        if !text.at.iter().all(|v| v.is_finite()) {
            return Ok(());
        }
        let h_pos = match text.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        // Backends turn text by quarters.
        let (transform, up) = match (text.rotate / 90.0).round() as i64 % 4 {
            1 | -3 => (FontTransform::Rotate90, [1.0, 0.0]),
            2 | -2 => (FontTransform::Rotate180, [0.0, 1.0]),
            3 | -1 => (FontTransform::Rotate270, [-1.0, 0.0]),
            _ => (FontTransform::None, [0.0, -1.0]),
        };
        // The middle of the letters is 0.36 of their size above the baseline.
        let lift = 0.36 * text.font.size;
        let at = self.place([text.at[0] + up[0] * lift, text.at[1] + up[1] * lift]);
        let weight = match text.font.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::Bold => FontStyle::Bold,
        };
        let size = text.font.size * self.zoom[0].min(self.zoom[1]);
        let Color { r, g, b, a } = text.color;
        let style = TextStyle {
            font: FontDesc::new(FontFamily::SansSerif, size, weight).transform(transform),
            color: BackendColor { alpha: f64::from(a) / 255.0, rgb: (r, g, b) },
            pos: Pos::new(h_pos, VPos::Center),
        };
        self.backend.draw_text(&text.text, &style, at)
    }
}
