//! Fills and strokes as attributes. Opacity is said per paint (`fill-opacity`), never per element:
//! `opacity` makes renderers allocate a layer for each element.

use crate::color::Color;
use crate::scene::{Fill, Stroke};

use super::number;

/// Append ` name="number"`.
pub(super) fn attribute(out: &mut String, name: &str, value: f64) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    number::push(out, value);
    out.push('"');
}

/// Append ` name="#rrggbb"`.
pub(super) fn color(out: &mut String, name: &str, color: Color) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    hex(out, color);
    out.push('"');
}

/// Append ` fill=…` and ` fill-opacity=…`.
pub(super) fn fill(out: &mut String, fill: Option<Fill>) {
    let Some(fill) = fill else {
        out.push_str(" fill=\"none\"");
        return;
    };
    color(out, "fill", fill.color);
    opacity(out, "fill-opacity", fill.opacity, fill.color);
}

/// Append all that a stroke needs; nothing when there is none.
pub(super) fn stroke(out: &mut String, stroke: Option<&Stroke>) {
    let Some(stroke) = stroke else { return };
    color(out, "stroke", stroke.color);
    if stroke.width != 1.0 {
        attribute(out, "stroke-width", stroke.width);
    }
    opacity(out, "stroke-opacity", stroke.opacity, stroke.color);
    if !stroke.dash.is_empty() {
        out.push_str(" stroke-dasharray=\"");
        for (i, &length) in stroke.dash.iter().enumerate() {
            if i > 0 {
                out.push(' ');
            }
            number::push(out, length);
        }
        out.push('"');
    }
    if stroke.round {
        out.push_str(" stroke-linejoin=\"round\" stroke-linecap=\"round\"");
    }
}

/// Append an opacity when it is not 1; the colour's own alpha multiplies it.
pub(super) fn opacity(out: &mut String, name: &str, opacity: f64, color: Color) {
    let opacity = opacity.clamp(0.0, 1.0) * f64::from(color.a) / 255.0;
    if opacity < 0.995 {
        attribute(out, name, opacity);
    }
}

/// Append `#rrggbb`, or `#rgb` where that says the same.
fn hex(out: &mut String, color: Color) {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let channels = [color.r, color.g, color.b];
    let short = channels.iter().all(|c| c >> 4 == c & 15);
    out.push('#');
    for c in channels {
        out.push(DIGITS[usize::from(c >> 4)]);
        if !short {
            out.push(DIGITS[usize::from(c & 15)]);
        }
    }
}
