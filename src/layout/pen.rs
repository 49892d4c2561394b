//! Words and lines by their role: sizes, weights and inks of the theme; and moving items about.

use std::collections::BTreeSet;

use crate::color::Color;
use crate::scene::{Anchor, Font, Item, Path, Stroke, Text, text};
use crate::spec::theme::Look;

/// The margin around a page.
pub(super) const MARGIN: f64 = 16.0;

/// Writes words and lines in the look of a theme.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pen {
    /// Colours.
    pub(super) look: Look,
    /// Factor of all font sizes, and of the distances between lines of words.
    pub(super) k: f64,
}

/// Fonts, by role.
impl Pen {
    pub(super) fn new(look: &Look) -> Self {
        let k = if look.font.is_finite() { look.font.clamp(0.25, 8.0) } else { 1.0 };
        Self { look: *look, k }
    }

    /// Title of the page.
    pub(super) fn title(&self) -> Font {
        Font::bold(18.0 * self.k)
    }

    /// Subtitle of the page.
    pub(super) fn subtitle(&self) -> Font {
        Font::regular(13.0 * self.k)
    }

    /// Title of one plot of several.
    pub(super) fn plot_title(&self) -> Font {
        Font::bold(14.0 * self.k)
    }

    /// Heading of a panel.
    pub(super) fn heading(&self) -> Font {
        Font::bold(12.5 * self.k)
    }

    /// Axis titles, tick labels, legend entries, end labels.
    pub(super) fn label(&self) -> Font {
        Font::regular(12.0 * self.k)
    }

    /// Title of a legend.
    pub(super) fn legend_title(&self) -> Font {
        Font::bold(12.0 * self.k)
    }

    /// Caption of the page.
    pub(super) fn caption(&self) -> Font {
        Font::regular(11.0 * self.k)
    }
}

/// One line of words, ready to be placed.
pub(super) fn words(at: [f64; 2], words: &str, font: Font, color: Color, anchor: Anchor) -> Text {
    Text {
        at,
        text: text::clean(words),
        font,
        color,
        anchor,
        rotate: 0.0,
        halo: None,
        aside: [0.0; 2],
        row: None,
    }
}

/// Straight lines of one stroke.
pub(super) fn lines(parts: &[[[f64; 2]; 2]], color: Color) -> Option<Item> {
    if parts.is_empty() {
        return None;
    }
    Some(Item::Path(Path {
        points: parts.iter().flatten().copied().collect(),
        starts: (0..parts.len()).map(|i| 2 * i).collect(),
        stroke: Some(Stroke::solid(color, 1.0)),
        ..Path::default()
    }))
}

/// The middle of the pixel that `place` is in: a 1 px line there is crisp.
pub(super) fn crisp(place: f64) -> f64 {
    place.floor() + 0.5
}

/// The item moved, its coordinates rounded to a hundredth of a pixel.
pub(super) fn moved(mut item: Item, by: [f64; 2]) -> Item {
    let shift = |p: &mut [f64]| {
        for (value, by) in p.iter_mut().zip(by) {
            *value = ((*value + by) * 100.0).round() / 100.0;
        }
    };
    match &mut item {
        Item::Path(path) => path.points.iter_mut().for_each(|p| shift(p)),
        Item::Dots(dots) => dots.centers.iter_mut().for_each(|p| shift(p)),
        Item::Rects(rects) => rects.boxes.iter_mut().for_each(|b| shift(b)),
        Item::Image(image) => shift(&mut image.place),
        Item::Text(text) => shift(&mut text.at),
    }
    item
}

/// All items moved.
pub(super) fn all_moved(items: &[Item], by: [f64; 2]) -> impl Iterator<Item = Item> + '_ {
    items.iter().map(move |item| moved(item.clone(), by))
}

/// Words cut in the way that keeps more of them apart: at their ends, else in the middle. `whole`
/// is what they are before.
pub(super) fn told_apart<T: Ord>(
    whole: &[&str],
    ends: Vec<T>,
    middles: impl FnOnce() -> Vec<T>,
) -> Vec<T> {
    fn distinct<T: Ord>(words: &[T]) -> usize {
        words.iter().collect::<BTreeSet<_>>().len()
    }
    if distinct(&ends) >= distinct(whole) {
        return ends;
    }
    let middles = middles();
    if distinct(&middles) > distinct(&ends) { middles } else { ends }
}

/// A note that some words were cut.
pub(super) fn shortened(count: usize, one: &str, many: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("one {one} was shortened to fit")),
        n => Some(format!("{n} {many} were shortened to fit")),
    }
}
