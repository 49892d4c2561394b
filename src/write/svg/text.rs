//! Words: escaping, and the text element.

use crate::scene::text::{MINUS, RAISED_BY, RAISED_MINUS, RAISED_SIZE};
use crate::scene::{Anchor, Text, Weight};

use super::{number, paint};

/// Append `text` escaped for element content and quoted attributes. Characters that XML forbids,
/// and controls that no picture shows, are dropped; tabs and line ends become spaces.
pub(in crate::write) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
}

/// Append a text element.
pub(super) fn element(out: &mut String, text: &Text) {
    if text.text.trim().is_empty() {
        return;
    }
    out.push_str("<text");
    paint::attribute(out, "x", text.at[0]);
    paint::attribute(out, "y", text.at[1]);
    paint::attribute(out, "font-size", text.font.size);
    if text.font.weight == Weight::Bold {
        out.push_str(" font-weight=\"700\"");
    }
    match text.anchor {
        Anchor::Start => {}
        Anchor::Middle => out.push_str(" text-anchor=\"middle\""),
        Anchor::End => out.push_str(" text-anchor=\"end\""),
    }
    if number::hundredths(text.rotate) != 0 {
        out.push_str(" transform=\"rotate(");
        for (i, value) in [text.rotate, text.at[0], text.at[1]].into_iter().enumerate() {
            if i > 0 {
                out.push(' ');
            }
            number::push(out, value);
        }
        out.push_str(")\"");
    }
    paint::color(out, "fill", text.color);
    paint::opacity(out, "fill-opacity", 1.0, text.color);
    if let Some(halo) = text.halo {
        // Half of a stroke lies inside the letters, under the fill: 3 px show as 1.5 around.
        paint::color(out, "stroke", halo);
        paint::opacity(out, "stroke-opacity", 1.0, halo);
        out.push_str(" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"");
    }
    if keeps_spaces(&text.text) {
        out.push_str(" xml:space=\"preserve\"");
    }
    out.push('>');
    content(out, text);
    out.push_str("</text>\n");
}

/// Append the words, a small minus higher up for each superscript one: few fonts have that, and
/// the embedded one has not.
fn content(out: &mut String, text: &Text) {
    let (size, rise) = (text.font.size * RAISED_SIZE, text.font.size * RAISED_BY);
    for (i, run) in text.text.split(RAISED_MINUS).enumerate() {
        if i > 0 {
            out.push_str("<tspan");
            paint::attribute(out, "font-size", size);
            paint::attribute(out, "dy", -rise);
            out.push('>');
            out.push(MINUS);
            out.push_str("</tspan>");
        }
        if i == 0 || run.is_empty() {
            escape(out, run);
            continue;
        }
        out.push_str("<tspan");
        paint::attribute(out, "dy", rise);
        out.push('>');
        escape(out, run);
        out.push_str("</tspan>");
    }
}

/// True when XML's folding of spaces would change the words.
fn keeps_spaces(text: &str) -> bool {
    text.starts_with(char::is_whitespace)
        || text.ends_with(char::is_whitespace)
        || text.as_bytes().windows(2).any(|w| w.iter().all(u8::is_ascii_whitespace))
}

#[cfg(test)]
mod tests {
    use resvg::usvg;

    use super::*;
    use crate::color::Color;
    use crate::scene::Font;
    use crate::scene::text::width;

    #[test]
    fn a_superscript_minus_is_a_small_raised_one_as_wide_as_measured() {
        let font = Font::regular(100.0);
        let text = Text {
            at: [0.0, 100.0],
            text: "2×10⁻¹².⁻".into(),
            font,
            color: Color::rgb(0, 0, 0),
            anchor: Anchor::Start,
            rotate: 0.0,
            halo: None,
            aside: [0.0; 2],
            row: None,
        };
        let mut out = String::new();
        element(&mut out, &text);
        let runs = ">2×10<tspan font-size=\"61.2\" dy=\"-28.6\">−</tspan><tspan dy=\"28.6\">¹².\
                    </tspan><tspan font-size=\"61.2\" dy=\"-28.6\">−</tspan></text>";
        assert!(out.contains(runs), "{out}");
        let mut options = usvg::Options::default();
        options.fontdb_mut().load_font_data(notosans::REGULAR_TTF.to_vec());
        let head = "<svg xmlns='http://www.w3.org/2000/svg' width='999' height='200' \
                    font-family='Noto Sans'>";
        let tree = usvg::Tree::from_str(&format!("{head}{out}</svg>"), &options).unwrap();
        let drawn = f64::from(tree.root().children()[0].bounding_box().width());
        assert!((drawn - width(&text.text, &font)).abs() < 0.5, "{drawn}");
    }
}
