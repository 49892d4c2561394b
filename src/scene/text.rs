//! How wide words are, and where their lines break: measured with the font that draws them.
//!
//! Noto Sans is shaped as the rasterizer shapes it (kerning and ligatures on), so a measured
//! width is a drawn width. Characters that the font lacks are drawn by a font of the reader's
//! system; their width is estimated, on the wide side.

mod wrap;

use std::sync::OnceLock;

use harfrust::{
    Direction, FontRef, ShapeOptions, ShapePlan, Shaper, ShaperData, UnicodeBuffer, script,
};

use super::shape::Text;
use super::style::{Anchor, Font, Weight};
pub use wrap::{ellipsize, ellipsize_middle, fit, wrap, wrap_middle};

/// Height of letters above the baseline (of `l` and of capitals), in parts of the size.
const ASCENT: f64 = 0.77;
/// Depth of letters below the baseline (of `g`), in parts of the size.
const DESCENT: f64 = 0.24;
/// From a baseline up to the middle of the letters, in parts of the size.
const MIDDLE: f64 = 0.36;
/// The minus of `10⁻⁵`, which the font lacks: a [`MINUS`] of `RAISED_SIZE` stands for it, as far up
/// as the middle of the superscript digits is.
pub const RAISED_MINUS: char = '\u{207b}';
/// The minus sign of the font.
pub const MINUS: char = '\u{2212}';
/// Size of the raised minus, in parts of the size: superscript digits are as much narrower.
pub const RAISED_SIZE: f64 = 0.612;
/// How far its baseline is raised, in parts of the size.
pub const RAISED_BY: f64 = 0.286;

/// A parsed font file.
struct Face {
    font: FontRef<'static>,
    data: ShaperData,
    /// How Latin words are shaped, and how numbers are: plans are dear, and most text is either.
    latin: OnceLock<ShapePlan>,
    number: OnceLock<ShapePlan>,
    /// How much wider a text gets by an ASCII letter after another or at its start, as far as
    /// known.
    steps: Vec<OnceLock<f32>>,
}

/// Printable ASCII, from blank to tilde.
const LETTERS: usize = 95;

impl Face {
    /// The embedded face of `weight`, parsed at first use.
    fn of(weight: Weight) -> Option<&'static Self> {
        static FACES: [OnceLock<Option<Face>>; 2] = [OnceLock::new(), OnceLock::new()];
        let (slot, bytes) = match weight {
            Weight::Regular => (&FACES[0], notosans::REGULAR_TTF),
            Weight::Bold => (&FACES[1], notosans::BOLD_TTF),
        };
        let face = slot.get_or_init(|| {
            let font = FontRef::new(bytes).ok()?;
            let (latin, number) = (OnceLock::new(), OnceLock::new());
            let steps = vec![OnceLock::new(); (LETTERS + 1) * LETTERS];
            Some(Self { data: ShaperData::new(&font), font, latin, number, steps })
        });
        face.as_ref()
    }

    /// Width of clean text in parts of the font size.
    fn width(&self, text: &str) -> f64 {
        self.ascii_width(text).unwrap_or_else(|| self.shape(text).0)
    }

    /// The same without shaping it anew: within ASCII this font kerns pair by pair and has no
    /// ligatures. (But for the backtick, over which it kerns what stands beside it.)
    fn ascii_width(&self, text: &str) -> Option<f64> {
        let bytes = text.as_bytes();
        if !bytes.iter().all(|b| (b' '..=b'~').contains(b) && *b != b'`') {
            return None;
        }
        let step = |i: usize| {
            let pair = text.get(i.saturating_sub(1)..=i).unwrap_or_default();
            let [a, b] = [i.checked_sub(1), Some(i)].map(|i| i.and_then(|i| bytes.get(i)));
            let row = a.map_or(LETTERS, |a| usize::from(a - b' '));
            let place = row * LETTERS + b.map_or(0, |b| usize::from(b - b' '));
            let before = if i == 0 { "" } else { pair.get(..1).unwrap_or_default() };
            let widen = || (self.shape(pair).0 - self.shape(before).0) as f32;
            self.steps.get(place).map_or(0.0, |known| f64::from(*known.get_or_init(widen)))
        };
        Some((0..bytes.len()).map(step).sum())
    }

    /// Width of clean text in parts of the font size, and whether all of it is in the font.
    fn shape(&self, text: &str) -> (f64, bool) {
        let shaper = self.data.shaper(&self.font).build();
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        buffer.guess_segment_properties();
        let plan = match buffer.script() {
            script::LATIN => Some(self.latin.get_or_init(|| plan(&shaper, &buffer))),
            script::UNKNOWN => Some(self.number.get_or_init(|| plan(&shaper, &buffer))),
            _ => None,
        };
        let shaped = shaper.shape(buffer, ShapeOptions::new().plan(plan));
        let em = f64::from(shaper.units_per_em());
        let (mut width, mut covered) = (0.0, true);
        for (info, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            if info.glyph_id == 0 {
                let missing = text.get(info.cluster as usize..).and_then(|t| t.chars().next());
                if missing == Some(RAISED_MINUS) {
                    width += RAISED_SIZE * self.shape(MINUS.encode_utf8(&mut [0; 4])).0;
                    continue;
                }
                covered = false;
                width += missing.map_or(0.0, fallback_width);
            } else {
                width += f64::from(place.x_advance) / em;
            }
        }
        (width, covered)
    }
}

/// How text of the buffer's script is shaped.
fn plan(shaper: &Shaper<'_>, buffer: &UnicodeBuffer) -> ShapePlan {
    ShapePlan::new(shaper, Direction::LeftToRight, Some(buffer.script()), None, &[])
}

/// A generous guess at the width of a character of a font that is not at hand, in parts of the
/// size: pictographs 1.3, wide scripts 1, others 0.75, marks that join the letter before them 0.
fn fallback_width(c: char) -> f64 {
    match c as u32 {
        _ if joins(c) => 0.0,
        0x0300..=0x036f | 0x0591..=0x05bd | 0x064b..=0x065f | 0x0e34..=0x0e3a => 0.0,
        0x2600..=0x27bf | 0x1f000..=0x1faff => 1.3,
        0x1100..=0x11ff
        | 0x2e80..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe4f
        | 0xff00..=0xffe6
        | 0x2_0000..=0x3_ffff => 1.0,
        0x0900..=0x10ff | 0x1200..=0x1fff => 0.9,
        _ => 0.75,
    }
}

/// True for what may not be parted from the character before it: joiners, variation selectors,
/// skin tones, combining marks.
fn joins(c: char) -> bool {
    matches!(c as u32, 0x0300..=0x036f | 0x200c | 0x200d | 0xfe00..=0xfe0f | 0x1f3fb..=0x1f3ff)
}

/// Text on one line: control characters dropped, each run of blanks one space, none at the ends.
#[must_use]
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() && c != '\u{a0}' {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !c.is_control() {
            out.push(c);
        }
    }
    out.truncate(out.trim_end_matches(' ').len());
    out
}

/// Width of text on one line.
#[must_use]
pub fn width(text: &str, font: &Font) -> f64 {
    Face::of(font.weight).map_or(0.0, |face| face.width(&clean(text)) * font.size)
}

/// True when the embedded font has every character.
#[must_use]
pub fn covers(text: &str) -> bool {
    text.is_ascii() || Face::of(Weight::Regular).is_some_and(|face| face.shape(&clean(text)).1)
}

/// How far letters reach above the baseline.
#[must_use]
pub fn ascent(font: &Font) -> f64 {
    ASCENT * font.size
}

/// How far letters reach below the baseline.
#[must_use]
pub fn descent(font: &Font) -> f64 {
    DESCENT * font.size
}

/// The baseline of a line whose letters are to be centred on `y`.
#[must_use]
pub fn centered(y: f64, font: &Font) -> f64 {
    y + MIDDLE * font.size
}

/// The corners of the box that an item's words fill: the upper left one of the unturned words,
/// then clockwise.
#[must_use]
pub fn bounds(item: &Text) -> [[f64; 2]; 4] {
    let w = width(&item.text, &item.font);
    let left = match item.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => -w / 2.0,
        Anchor::End => -w,
    };
    let (top, bottom) = (-ascent(&item.font), descent(&item.font));
    let (sin, cos) = item.rotate.to_radians().sin_cos();
    [[left, top], [left + w, top], [left + w, bottom], [left, bottom]]
        .map(|[x, y]| [item.at[0] + x * cos - y * sin, item.at[1] + x * sin + y * cos])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::Color;

    const REGULAR: Font = Font::regular(12.0);

    /// The advance and the inked box of a text as the rasterizer lays it out.
    fn drawn(text: &str, size: f64, bold: bool) -> (f64, resvg::usvg::Rect) {
        let mut options = resvg::usvg::Options::default();
        options.fontdb_mut().load_font_data(notosans::REGULAR_TTF.to_vec());
        options.fontdb_mut().load_font_data(notosans::BOLD_TTF.to_vec());
        let weight = if bold { 700 } else { 400 };
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='2000' height='100'><text x='0' y='50' \
             font-family='Noto Sans' font-size='{size}' font-weight='{weight}'>{text}</text></svg>"
        );
        let tree = resvg::usvg::Tree::from_str(&svg, &options).unwrap();
        let resvg::usvg::Node::Text(node) = &tree.root().children()[0] else { panic!("text") };
        // The bounding box of a text spans its advances; that of its outlines, its ink.
        let ink = node.flattened().bounding_box();
        (f64::from(node.bounding_box().width()), ink)
    }

    #[test]
    fn a_measured_width_is_the_drawn_width() {
        let cases = ["AVATAR Tofu", "1,234.56", "To: office flow", "Größe ñ Ελλάδα Жук", "−2×10⁵"];
        for text in cases {
            for (size, bold) in [(12.0, false), (18.0, true), (11.0, false)] {
                let weight = if bold { Weight::Bold } else { Weight::Regular };
                let ours = width(text, &Font { size, weight });
                let theirs = drawn(text, size, bold).0;
                assert!((ours - theirs).abs() < 0.05, "{text} {size}: {ours} {theirs}");
            }
        }
    }

    #[test]
    fn pairs_of_letters_add_up() {
        let text = "To Yvonne, AWAY: ffi 11.74 (Tf) \"V.A\" r-y/T_f~x {Q}[~]";
        for weight in [Weight::Regular, Weight::Bold] {
            let face = Face::of(weight).unwrap();
            assert!((face.ascii_width(text).unwrap() - face.shape(text).0).abs() < 1e-4);
        }
        assert_eq!(Face::of(Weight::Bold).unwrap().ascii_width("Größe"), None);
    }

    #[test]
    fn letters_stay_between_ascent_and_descent() {
        let font = Font::regular(100.0);
        let ink = drawn("Hlgpqjy(Q", 100.0, false).1;
        assert!(f64::from(50.0 - ink.top()) <= ascent(&font) + 0.5, "{ink:?}");
        assert!(f64::from(ink.bottom() - 50.0) <= descent(&font) + 0.5, "{ink:?}");
    }

    #[test]
    fn missing_characters_are_known_and_have_a_width() {
        assert!(covers("Plain − text… ×10⁻⁵ Ω é"));
        assert!(!covers("数学") && !covers("🙂") && !covers("שלום"));
        assert!(width("数学", &REGULAR) >= 24.0);
        assert_eq!(width("a\u{7}\n", &REGULAR), width("a", &REGULAR));
    }

    #[test]
    fn a_raised_minus_is_as_wide_as_a_raised_digit() {
        assert_eq!(clean("10⁻⁵"), "10⁻⁵");
        assert!((width("⁻", &REGULAR) - width("⁵", &REGULAR)).abs() < 0.01);
    }

    #[test]
    fn bounds_turn_about_the_anchor() {
        let item = Text {
            at: [100.0, 50.0],
            text: "abc".into(),
            font: REGULAR,
            color: Color::rgb(0, 0, 0),
            anchor: Anchor::End,
            rotate: -90.0,
            halo: None,
            aside: [0.0; 2],
            row: None,
        };
        let corners = bounds(&item);
        let w = width("abc", &REGULAR);
        // Ends at the anchor and reads upwards: it starts `w` below, its ascent is to the left.
        assert!((corners[0][1] - (50.0 + w)).abs() < 1e-9);
        assert!((corners[0][0] - (100.0 - ascent(&REGULAR))).abs() < 1e-9);
    }
}
