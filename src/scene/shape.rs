//! The five things that can be painted.

use super::datum::Datums;
use super::style::{Anchor, Fill, Font, Stroke};
use crate::color::Color;

/// Polylines or polygons that share a style, already clipped.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path {
    /// Vertices of all parts, one after the other.
    pub points: Vec<[f64; 2]>,
    /// Where each part starts in `points`.
    pub starts: Vec<usize>,
    /// Each part returns to its start.
    pub closed: bool,
    /// Inside.
    pub fill: Option<Fill>,
    /// Outline.
    pub stroke: Option<Stroke>,
    /// The place that each part belongs to, where it keeps its size however the picture is zoomed.
    pub anchors: Vec<[f64; 2]>,
    /// The rows behind it, one per vertex or one per part.
    pub datums: Datums,
}

impl Path {
    /// The parts, as slices of vertices.
    pub fn parts(&self) -> impl Iterator<Item = &[[f64; 2]]> {
        self.starts.iter().enumerate().map(|(i, &start)| {
            let end = self.starts.get(i + 1).copied().unwrap_or(self.points.len());
            self.points.get(start..end).unwrap_or(&[])
        })
    }

    /// A straight line.
    #[must_use]
    pub fn line(from: [f64; 2], to: [f64; 2], stroke: Stroke) -> Self {
        Self { points: vec![from, to], starts: vec![0], stroke: Some(stroke), ..Self::default() }
    }
}

/// Shape of a point symbol.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Marker {
    /// ●
    #[default]
    Circle,
    /// ■
    Square,
    /// ◆
    Diamond,
    /// ▲
    Triangle,
    /// ▼
    TriangleDown,
    /// +
    Plus,
    /// ×
    Cross,
    /// ★
    Star,
}

/// Point symbols of one shape.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dots {
    /// Centres.
    pub centers: Vec<[f64; 2]>,
    /// Radius: one for all, or one each.
    pub radius: Vec<f64>,
    /// Shape.
    pub marker: Marker,
    /// Inside: one for all, or one each. Empty: hollow.
    pub fill: Vec<Color>,
    /// Opacity of the inside.
    pub opacity: f64,
    /// Outline.
    pub stroke: Option<Stroke>,
    /// The rows behind them, one each.
    pub datums: Datums,
}

/// Rectangles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rects {
    /// x, y, width, height.
    pub boxes: Vec<[f64; 4]>,
    /// Inside: one for all, or one each.
    pub fill: Vec<Color>,
    /// Opacity of the inside.
    pub opacity: f64,
    /// Corner radius.
    pub radius: f64,
    /// Outline.
    pub stroke: Option<Stroke>,
    /// Where a page draws them, so many pixels stay free at the left, upper, right and lower side,
    /// however large they are. In a picture, boxes have their gaps already.
    pub gaps: [u8; 4],
    /// The rows behind them, one each.
    pub datums: Datums,
}

/// A picture in the picture; nearest neighbour, no smoothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Image {
    /// x, y, width, height on the page.
    pub place: [f64; 4],
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// Straight RGBA, top row first.
    pub rgba: Vec<u8>,
}

/// One line of words.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Where the anchor is; y is the baseline.
    pub at: [f64; 2],
    /// The words.
    pub text: String,
    /// Size and weight.
    pub font: Font,
    /// Ink.
    pub color: Color,
    /// What stands at `at`: the start, the middle or the end of the words.
    pub anchor: Anchor,
    /// Degrees clockwise about `at`.
    pub rotate: f64,
    /// A 3 px border in this colour under the words.
    pub halo: Option<Color>,
    /// From the place that the words belong to, to `at`.
    pub aside: [f64; 2],
    /// The row of the layer's table that they are about.
    pub row: Option<u32>,
}
