//! The buttons over a picture whose runtime is there. Their pictures are 20 by 20, drawn as lines in
//! the colour of words. What a button does is said in `runtime/toolbar.js`, by its name.

use super::script;
use crate::scene::Live;
use crate::write::svg::escape;

/// A button: its name, what it says, its picture.
type Tool = (&'static str, &'static str, &'static str);

/// What dragging does; the first letter of a name is its key.
const DRAGS: &[Tool] = &[
    (
        "pan",
        "Pan (drag)",
        "M10 2v16M2 10h16M7.5 4.5L10 2l2.5 2.5M7.5 15.5L10 18l2.5-2.5M4.5 7.5L2 10l2.5 2.5M15.5 7.5L18 10l-2.5 2.5",
    ),
    (
        "zoom",
        "Box zoom (Shift and drag)",
        "M13 8.5a5 5 0 1 1-10 0a5 5 0 0 1 10 0zM12 12.5l5 5M8 6v5M5.5 8.5h5",
    ),
    (
        "box",
        "Box select (Shift adds)",
        "M3 6V3h3M9 3h2M14 3h3v3M17 9v2M17 14v3h-3M11 17H9M6 17H3v-3M3 11V9",
    ),
    (
        "lasso",
        "Lasso select (Shift adds)",
        "M6 12C2 11 2 4 10 4s9 6 3 8c-3 1-5 1-7 0zM6 12c-1 1-1 2.5 0 3s2 1 1 3",
    ),
];

/// Views.
const VIEWS: &[Tool] = &[
    ("undo", "Undo the last view (u)", "M7 4L3 8l4 4M3 8h9a4.5 4.5 0 0 1 0 9H8"),
    ("redo", "Redo the view (r)", "M13 4l4 4l-4 4M17 8H8a4.5 4.5 0 0 0 0 9h4"),
    ("reset", "Reset (double click, 0)", "M4 10a6.5 6.5 0 1 0 2-4.6M3 3v4h4"),
    ("cross", "Crosshair", "M10 2v16M2 10h16M13 10a3 3 0 1 1-6 0a3 3 0 0 1 6 0z"),
];

/// Files and the screen.
const FILES: &[Tool] = &[
    ("png", "Save as PNG", "M3 3h14v14H3zM3 14l4-4l3 3l3-4l4 4M8 7a1 1 0 1 1-2 0a1 1 0 0 1 2 0z"),
    ("svg", "Save as SVG", "M4 16C6 4 14 16 16 4M2.5 14.5h3v3h-3zM14.5 2.5h3v3h-3z"),
    ("copy", "Copy the rows in view, or those selected", "M7 7h10v10H7zM13 7V3H3v10h4"),
    ("full", "Full screen", "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4"),
];

/// Only where the picture has dark colours too.
const DARK: Tool = ("dark", "Light or dark", "M16.5 12.5A7 7 0 1 1 8 3.5a5.5 5.5 0 0 0 8.5 9z");

/// The bar with the buttons; it shows when the runtime is at work.
pub(super) fn bar(out: &mut String, live: &Live) {
    out.push_str(
        "<div class=\"bar\"><div class=\"tools\" role=\"toolbar\" aria-label=\"Chart tools\">\n\
         <div class=\"group\" role=\"radiogroup\" aria-label=\"Dragging\">",
    );
    // Only rows are selected.
    let drags = if script::marked(live) { DRAGS } else { &DRAGS[..2] };
    buttons(out, drags, " role=\"radio\"");
    out.push_str("</div>\n<div class=\"group\">");
    buttons(out, VIEWS, "");
    out.push_str("</div>\n<div class=\"group\">");
    buttons(out, FILES, "");
    if !live.dark.is_empty() {
        buttons(out, &[DARK], "");
    }
    out.push_str("</div>\n</div></div>\n");
}

fn buttons(out: &mut String, tools: &[Tool], more: &str) {
    for (name, words, picture) in tools {
        out.push_str(
            &["<button class=\"tool\" name=\"", name, "\"", more, " aria-label=\""].concat(),
        );
        escape(out, words);
        out.push_str("\"><svg viewBox=\"0 0 20 20\"><path d=\"");
        out.push_str(picture);
        out.push_str("\"/></svg></button>");
    }
}
