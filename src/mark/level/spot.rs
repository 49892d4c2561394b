//! A place for words along a line.

use crate::color::Color;
use crate::mark::{Ink, Panel, Taken, clip};
use crate::scene::{Anchor, Font, Text, text};

/// From words to the panel's edge.
const EDGE: f64 = 3.0;

/// A place for words.
pub(super) struct Spot {
    /// How far along its line its middle is.
    pub(super) along: f64,
    /// The middle of the words.
    pub(super) center: [f64; 2],
    /// Cosine and sine of the angle.
    pub(super) turn: [f64; 2],
    /// Width and height of the words.
    pub(super) size: [f64; 2],
    /// How bent and how steep it is.
    pub(super) fault: f64,
}

impl Spot {
    /// From the middle of the words along them and down, as a place on the page.
    pub(super) fn place(&self, [right, down]: [f64; 2]) -> [f64; 2] {
        let [cos, sin] = self.turn;
        [self.center[0] + right * cos - down * sin, self.center[1] + right * sin + down * cos]
    }

    /// A place on the page as seen from the middle of the words: along them, and down.
    pub(super) fn local(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let [cos, sin] = self.turn;
        let [x, y] = [x - self.center[0], y - self.center[1]];
        [x * cos + y * sin, y * cos - x * sin]
    }

    /// The part of a straight line that lies in the box of the words, wider by `more` on all
    /// sides: where it begins and ends, as seen from the middle.
    pub(super) fn part_of(
        &self,
        [from, to]: [[f64; 2]; 2],
        more: f64,
    ) -> Option<([f64; 2], [f64; 2])> {
        let [w, h] = self.size.map(|side| side / 2.0 + more);
        clip::segment(self.local(from), self.local(to), [-w, -h, 2.0 * w, 2.0 * h])
    }

    /// Whether words and the panel's edge are apart.
    pub(super) fn within(&self, panel: &Panel) -> bool {
        let [left, top, wide, high] = panel.rect;
        let [w, h] = self.size.map(|side| side / 2.0);
        [[-w, -h], [w, -h], [w, h], [-w, h]].into_iter().all(|corner| {
            let [x, y] = self.place(corner);
            x >= left + EDGE && x <= left + wide - EDGE && y >= top + EDGE && y <= top + high - EDGE
        })
    }

    /// Upright squares that cover the words.
    pub(super) fn boxes(&self) -> impl Iterator<Item = [f64; 4]> + '_ {
        let [width, height] = self.size;
        let count = (width / height).ceil().max(1.0);
        let side = height * 1.25;
        (0..count as usize).map(move |number| {
            let right = ((number as f64 + 0.5) / count - 0.5) * width;
            let [x, y] = self.place([right, 0.0]);
            [x - side / 2.0, y - side / 2.0, side, side]
        })
    }

    /// Whether nothing stands there.
    pub(super) fn is_free(&self, taken: &Taken) -> bool {
        let meets = |a: &[f64; 4], b: &[f64; 4]| {
            a[0] < b[0] + b[2] && b[0] < a[0] + a[2] && a[1] < b[1] + b[3] && b[1] < a[1] + a[3]
        };
        self.boxes().all(|own| !taken.iter().any(|other| meets(&own, other)))
    }

    /// The words there.
    pub(super) fn text(&self, word: &str, font: Font, color: Color, ink: &Ink<'_>) -> Text {
        let at = self.place([0.0, text::centered(0.0, &font)]);
        Text {
            at,
            text: word.to_owned(),
            font,
            color,
            anchor: Anchor::Middle,
            rotate: self.turn[1].atan2(self.turn[0]).to_degrees(),
            halo: Some(ink.look.bg),
            aside: crate::mark::away(at, self.center),
            row: None,
        }
    }
}
