//! Paths, dots and rectangles as elements. Opaque shapes of one colour become one path: it is
//! smaller, and faster to read. Translucent ones stay apart, so that overlaps add up.

use crate::color::Color;
use crate::scene::{Dots, Fill, Path, Rects};
use crate::write::marker;

use super::{number, paint};

/// Path data in relative steps of hundredths: rounding never adds up along a line.
struct Pen<'a> {
    out: &'a mut String,
    at: [i64; 2],
    last: char,
}

impl<'a> Pen<'a> {
    fn new(out: &'a mut String) -> Self {
        Self { out, at: [0, 0], last: ' ' }
    }

    fn number(&mut self, value: i64) {
        if value >= 0 && self.out.ends_with(|c: char| c.is_ascii_digit()) {
            self.out.push(' ');
        }
        number::push_hundredths(self.out, value);
    }

    fn command(&mut self, command: char) {
        if command != self.last {
            self.out.push(command);
            self.last = command;
        }
    }

    fn move_to(&mut self, to: [f64; 2]) {
        self.at = to.map(number::hundredths);
        self.last = ' ';
        self.command('M');
        for value in self.at {
            self.number(value);
        }
    }

    /// True when the pen moved.
    fn line_to(&mut self, to: [f64; 2]) -> bool {
        let to = to.map(number::hundredths);
        let [dx, dy] = [to[0].saturating_sub(self.at[0]), to[1].saturating_sub(self.at[1])];
        self.at = to;
        match (dx, dy) {
            (0, 0) => return false,
            (dx, 0) => {
                self.command('h');
                self.number(dx);
            }
            (0, dy) => {
                self.command('v');
                self.number(dy);
            }
            (dx, dy) => {
                self.command('l');
                self.number(dx);
                self.number(dy);
            }
        }
        true
    }

    fn close(&mut self) {
        self.out.push('z');
        self.last = 'z';
    }

    /// A polyline or polygon. A point that is not finite lifts the pen.
    fn part(&mut self, points: &[[f64; 2]], closed: bool) {
        for run in points.split(|p| !p.iter().all(|v| v.is_finite())) {
            let [first, rest @ ..] = run else { continue };
            self.move_to(*first);
            let mut moved = false;
            for &point in rest {
                moved |= self.line_to(point);
            }
            if closed {
                self.close();
            } else if !moved {
                // A lone point is drawn by round caps only if there is a segment.
                self.out.push_str("h0");
                self.last = 'h';
            }
        }
    }
}

/// Append a path element.
pub(super) fn path(out: &mut String, path: &Path) {
    let some = path.parts().flatten().any(|p| p.iter().all(|v| v.is_finite()));
    if !some || (path.fill.is_none() && path.stroke.is_none()) {
        return;
    }
    out.push_str("<path");
    paint::fill(out, path.fill);
    paint::stroke(out, path.stroke.as_ref());
    out.push_str(" d=\"");
    let mut pen = Pen::new(out);
    for part in path.parts() {
        pen.part(part, path.closed);
    }
    out.push_str("\"/>\n");
}

/// Runs of neighbours of one colour, as ranges of indices.
fn runs(fill: &[Color], len: usize) -> Vec<(std::ops::Range<usize>, Option<Color>)> {
    if fill.len() <= 1 {
        return vec![(0..len, fill.first().copied())];
    }
    let mut runs: Vec<(std::ops::Range<usize>, Option<Color>)> = Vec::new();
    for (i, &color) in fill.iter().take(len).enumerate() {
        match runs.last_mut() {
            Some((range, Some(same))) if *same == color => range.end = i + 1,
            _ => runs.push((i..i + 1, Some(color))),
        }
    }
    runs
}

fn opaque(color: Option<Color>, opacity: f64) -> bool {
    opacity >= 1.0 && color.is_some_and(|c| c.a == 255)
}

/// Append point symbols.
pub(super) fn dots(out: &mut String, dots: &Dots) {
    for (range, color) in runs(&dots.fill, dots.centers.len()) {
        let centers = dots.centers.get(range.clone()).unwrap_or(&[]);
        if centers.is_empty() || (color.is_none() && dots.stroke.is_none()) {
            continue;
        }
        let radius = |i: usize| {
            let one_each = dots.radius.get(range.start + i).or(dots.radius.first());
            one_each.copied().filter(|r| r.is_finite()).unwrap_or(0.0).max(0.0)
        };
        out.push_str("<g");
        paint::fill(out, color.map(|color| Fill { color, opacity: dots.opacity }));
        paint::stroke(out, dots.stroke.as_ref());
        out.push_str(">\n");
        let finite = |c: &[f64; 2]| c.iter().all(|v| v.is_finite());
        let places = centers.iter().enumerate().filter(|(_, c)| finite(c));
        if dots.marker == crate::scene::Marker::Circle {
            for (i, center) in places {
                circle(out, *center, radius(i));
            }
        } else if dots.stroke.is_none() && opaque(color, dots.opacity) {
            out.push_str("<path d=\"");
            let mut pen = Pen::new(out);
            for (i, center) in places {
                symbol(&mut pen, dots.marker, *center, radius(i));
            }
            out.push_str("\"/>\n");
        } else {
            for (i, center) in places {
                out.push_str("<path d=\"");
                symbol(&mut Pen::new(out), dots.marker, *center, radius(i));
                out.push_str("\"/>\n");
            }
        }
        out.push_str("</g>\n");
    }
}

fn circle(out: &mut String, center: [f64; 2], radius: f64) {
    out.push_str("<circle");
    paint::attribute(out, "cx", center[0]);
    paint::attribute(out, "cy", center[1]);
    paint::attribute(out, "r", radius);
    out.push_str("/>\n");
}

fn symbol(pen: &mut Pen<'_>, marker: crate::scene::Marker, center: [f64; 2], radius: f64) {
    let corners = marker::outline(marker, radius).unwrap_or_default();
    let placed: Vec<_> = corners.iter().map(|[x, y]| [center[0] + x, center[1] + y]).collect();
    pen.part(&placed, true);
}

/// Append rectangles.
pub(super) fn rects(out: &mut String, rects: &Rects) {
    for (range, color) in runs(&rects.fill, rects.boxes.len()) {
        let boxes = rects.boxes.get(range).unwrap_or(&[]);
        let boxes = || boxes.iter().filter(|b| b.iter().all(|v| v.is_finite()));
        if boxes().next().is_none() || (color.is_none() && rects.stroke.is_none()) {
            continue;
        }
        let fill = color.map(|color| Fill { color, opacity: rects.opacity });
        if rects.stroke.is_none() && rects.radius <= 0.0 && opaque(color, rects.opacity) {
            out.push_str("<path");
            paint::fill(out, fill);
            out.push_str(" d=\"");
            let mut pen = Pen::new(out);
            for &[x, y, w, h] in boxes() {
                pen.part(&[[x, y], [x + w, y], [x + w, y + h], [x, y + h]], true);
            }
            out.push_str("\"/>\n");
            continue;
        }
        out.push_str("<g");
        paint::fill(out, fill);
        paint::stroke(out, rects.stroke.as_ref());
        out.push_str(">\n");
        for b in boxes() {
            out.push_str("<rect");
            for (name, &value) in ["x", "y", "width", "height"].into_iter().zip(b) {
                paint::attribute(out, name, value);
            }
            if rects.radius > 0.0 {
                paint::attribute(out, "rx", rects.radius);
            }
            out.push_str("/>\n");
        }
        out.push_str("</g>\n");
    }
}
