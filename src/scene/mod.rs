//! What is on the page, in pixels at scale 1, y downwards.
//!
//! In: numbers, colours, words. Out: [`Scene`], which is complete: a writer needs nothing else.
//! This room must not know data or scales.

pub mod arrow;
mod datum;
pub mod live;
pub mod shape;
pub mod style;
pub mod text;

pub use datum::Datums;
pub use live::Live;
pub use shape::{Dots, Image, Marker, Path, Rects, Text};
pub use style::{Anchor, Fill, Font, Stroke, Weight};

use crate::color::Color;

/// One page.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// Width in pixels.
    pub width: f64,
    /// Height in pixels.
    pub height: f64,
    /// Painted first; none: transparent.
    pub background: Option<Color>,
    /// What the picture is called.
    pub title: String,
    /// What it shows, in a sentence, for those who cannot see it.
    pub description: String,
    /// Everything on it, back to front.
    pub groups: Vec<Group>,
}

impl Scene {
    /// All words on the page.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.groups.iter().flat_map(|group| &group.items).filter_map(|item| match item {
            Item::Text(text) => Some(text),
            _ => None,
        })
    }
}

/// Items that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What they are.
    pub class: Class,
    /// Back to front.
    pub items: Vec<Item>,
}

/// What a group holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Title, subtitle, caption.
    Title,
    /// Grid lines.
    Grid,
    /// What stands for rows.
    Marks,
    /// Lines, spans, arrows and words that the user put there.
    Annotation,
    /// Axis lines, tick marks, tick labels.
    Axes,
    /// Titles of axes, and names of lines and columns of panels.
    Names,
    /// Legend, colour bar.
    Legend,
    /// Names at the ends of lines.
    Ends,
    /// Headings of panels.
    Strip,
}

impl Class {
    /// The name writers use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Grid => "grid",
            Self::Marks => "marks",
            Self::Annotation => "annotation",
            Self::Axes => "axes",
            Self::Names => "names",
            Self::Legend => "legend",
            Self::Ends => "ends",
            Self::Strip => "strip",
        }
    }
}

/// Something to paint. Struct-of-arrays: thousands of shapes of one style are one item.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// Polylines or polygons.
    Path(Path),
    /// Point symbols.
    Dots(Dots),
    /// Axis-parallel rectangles.
    Rects(Rects),
    /// Pixels.
    Image(Image),
    /// Words.
    Text(Text),
}
