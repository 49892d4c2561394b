//! What tells series apart in a terminal without colours: dashes of lines, signs of points.

use crate::color::Color;
use crate::scene::{Class, Dots, Item, Path, Scene, Stroke};

/// Dashes in scene pixels, where a braille dot is 3.5 wide and high, and what a legend shows.
const LINES: [(&[f64], &str); 6] = [
    (&[], "──"),
    (&[12.0, 9.0], "╌╌"),
    (&[1.0, 9.0], "··"),
    (&[16.0, 8.0, 1.0, 8.0], "─·"),
    (&[28.0, 14.0], "─ "),
    (&[5.0, 16.0], "╴╴"),
];
/// Signs of points.
const SIGNS: [&str; 10] = ["●", "○", "×", "+", "◆", "△", "■", "□", "*", "▽"];

/// The colours of series, in the order in which they are drawn.
#[derive(Default)]
pub(in crate::write) struct Tell {
    lines: Vec<Color>,
    /// None where points have one colour, or more than signs can tell, or sizes that say something.
    points: Vec<Color>,
}

impl Tell {
    /// From the marks of a scene.
    pub(in crate::write) fn of(scene: &Scene) -> Self {
        let (mut lines, mut points, mut sized) = (Vec::new(), Vec::new(), false);
        let marks = scene.groups.iter().filter(|group| group.class == Class::Marks);
        for item in marks.flat_map(|group| &group.items) {
            match item {
                Item::Path(path) => add(&mut lines, path.stroke.iter().map(|s| s.color)),
                Item::Dots(dots) => {
                    add(&mut points, dots.fill.iter().copied());
                    sized |= dots.radius.windows(2).any(|pair| pair[0] != pair[1]);
                }
                _ => {}
            }
        }
        if sized || !(2..=SIGNS.len()).contains(&points.len()) {
            points.clear();
        }
        Self { lines, points }
    }

    /// A line of marks with the dashes of its series, unless it is whole or has its own.
    pub(in crate::write) fn dash(&self, path: &Path) -> Option<Path> {
        let stroke = path.stroke.as_ref().filter(|s| s.dash.is_empty() && path.fill.is_none())?;
        let (dash, _) = self.look(stroke.color).filter(|(dash, _)| !dash.is_empty())?;
        let stroke = Some(Stroke { dash: dash.to_vec(), ..stroke.clone() });
        Some(Path { stroke, ..path.clone() })
    }

    /// How a legend shows a line.
    pub(in crate::write) fn line(&self, stroke: &Stroke) -> &'static str {
        match self.look(stroke.color) {
            _ if !stroke.dash.is_empty() => "╌╌",
            Some((_, sign)) => sign,
            None => "──",
        }
    }

    fn look(&self, color: Color) -> Option<(&'static [f64], &'static str)> {
        let at = self.lines.iter().position(|seen| *seen == color)?;
        LINES.get(at % LINES.len()).copied()
    }

    /// True for points that signs tell apart.
    pub(in crate::write) fn names(&self, dots: &Dots) -> bool {
        !dots.fill.is_empty() && !self.points.is_empty()
    }

    /// The sign of the points of a colour.
    pub(in crate::write) fn sign(&self, color: Color) -> Option<&'static str> {
        let at = self.points.iter().position(|seen| *seen == color)?;
        SIGNS.get(at).copied()
    }
}

/// Add colours that are new; a scale of them need not be known to its end.
fn add(known: &mut Vec<Color>, colors: impl Iterator<Item = Color>) {
    for color in colors {
        if known.len() > 64 {
            return;
        }
        if !known.contains(&color) {
            known.push(color);
        }
    }
}
