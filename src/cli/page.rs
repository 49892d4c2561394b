//! Flags about pages: what their readers can do.

use super::flag::{Flag, Offer};
use super::large::named;
use crate::spec::{Autorange, Hover, WidgetRange};

/// What readers of a page can do.
pub(crate) static PAGE: &[Flag] = &[
    Flag::plot(
        "hover",
        "MODE",
        "What the pointer shows in a page: nearest (mark), vline (all series at its x), hline (at \
         its y) or none [default: nearest]",
        |plot, given| {
            plot.page.hover = named(given, &Hover::ALL)?;
            Ok(())
        },
    )
    .offer(Offer::Words(|| Hover::ALL.map(|(name, _)| name).to_vec())),
    Flag::plot(
        "hover-cols",
        "COL[,COL]",
        "More columns that the pointer shows in a page",
        |plot, given| {
            plot.page.hover_cols = given.names()?;
            Ok(())
        },
    )
    .offer(Offer::Columns),
    Flag::plot(
        "autorange",
        "x|y",
        "In a page, let this axis follow what is in view along the other one",
        |plot, given| {
            plot.page.autorange = named(given, &Autorange::ALL)?;
            Ok(())
        },
    )
    .offer(Offer::Words(|| Autorange::ALL.map(|(name, _)| name).to_vec())),
    Flag::plot(
        "widget-range",
        "global|frame",
        "Ranges of the axes in a page with controls: those of all rows, or of the rows shown \
         [default: global]",
        |plot, given| {
            plot.page.widget_range = named(given, &WidgetRange::ALL)?;
            Ok(())
        },
    )
    .offer(Offer::Words(|| WidgetRange::ALL.map(|(name, _)| name).to_vec())),
    Flag::figure(
        "responsive",
        "",
        "Let a page's picture take the width that there is",
        |figure, given| {
            figure.responsive = given.on();
            Ok(())
        },
    ),
    Flag::run(
        "open",
        "",
        "Show the page, or the picture, in the program that the system opens it with; without -o a page in the temporary folder",
        |run, given| {
            run.open = given.on();
            Ok(())
        },
    ),
];
