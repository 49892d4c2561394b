//! Flags about looks: colours, shapes, sizes, the page.

use super::flag::{Flag, Given, Offer};
use crate::color::Color;
use crate::color::map::{CMAPS, Ramp};
use crate::color::palette::{self, PALETTES};
use crate::error::Result;
use crate::spec::theme::THEMES;
use crate::spec::{Channel, Figure, Layer, LegendPlace, Plot, ScaleSpec};

/// Page sizes with a name.
pub(crate) const PRESETS: &[(&str, f64, f64)] = &[
    ("default", 800.0, 500.0),
    ("wide", 1000.0, 420.0),
    ("square", 560.0, 560.0),
    ("slide", 1280.0, 720.0),
];
/// Shapes of points.
const MARKERS: &[&str] =
    &["circle", "square", "diamond", "triangle", "triangle_down", "plus", "cross", "star"];
/// Dash patterns with a name.
const DASHES: &[&str] = &["solid", "dashed", "dotted", "dashdot"];

/// Names of the colour maps.
pub(crate) fn cmaps() -> Vec<&'static str> {
    CMAPS.iter().map(|map| map.name).collect()
}

/// Names of the palettes.
pub(crate) fn palettes() -> Vec<&'static str> {
    PALETTES.iter().map(|palette| palette.name).collect()
}

/// Names of the themes.
pub(crate) fn themes() -> Vec<&'static str> {
    THEMES.iter().map(|theme| theme.name).collect()
}

/// What is asked of a channel's scale.
pub(crate) fn scale(plot: &mut Plot, channel: Channel) -> &mut ScaleSpec {
    plot.scales.entry(channel).or_default()
}

/// Colours and shapes of a layer.
pub(crate) static MARKS: &[Flag] = &[
    Flag::layer("color", "COLOR", "One colour: a name, #rrggbb or tab:blue", |layer, given| {
        layer.style.color = Some(color(given)?);
        Ok(())
    }),
    Flag::layer("alpha", "0..1", "Opacity", |layer, given| {
        layer.style.alpha = Some(given.number(0.0, 1.0, "an opacity from 0 to 1")?);
        Ok(())
    })
    .alias(&["opacity"]),
    Flag::size("Area of points; or the figure's size: 800x500, wide, square, slide"),
    Flag::layer("marker", "SHAPE", "Shape of points; a line gets points", |layer, given| {
        layer.style.marker = Some(marker(given)?.to_owned());
        Ok(())
    })
    .offer(Offer::Words(|| MARKERS.to_vec())),
    Flag::layer("line-width", "PX", "Width of lines", |layer, given| {
        layer.style.line_width = Some(given.number(0.0, 100.0, "a width from 0 to 100 pixels")?);
        Ok(())
    }),
    Flag::layer(
        "line-dash",
        "PATTERN",
        "solid, dashed, dotted, dashdot, or lengths: 4,3",
        |layer, given| {
            layer.style.line_dash = Some(dash(given)?);
            Ok(())
        },
    )
    .offer(Offer::Words(|| DASHES.to_vec())),
    Flag::layer(
        "bar-width",
        "0..1",
        "Share of its slot that a group of bars takes",
        |layer, given| {
            layer.style.bar_width = Some(given.number(0.01, 1.0, "a share from 0.01 to 1")?);
            Ok(())
        },
    ),
];

/// Colour scales, legend, theme.
pub(crate) static LOOKS: &[Flag] = &[
    Flag::plot(
        "cmap",
        "NAME",
        "Colour map of numbers; NAME_r: reversed (see `vizcli cmaps`)",
        |plot, given| {
            Ramp::named(given.value)?;
            let name = Some(given.value.to_owned());
            scale(plot, Channel::Color).cmap = name;
            Ok(())
        },
    )
    .alias(&["colormap"])
    .offer(Offer::Words(cmaps)),
    Flag::plot(
        "center",
        "VALUE",
        "Value in the middle of the colours, which then differ on both sides of it",
        |plot, given| {
            let center = given.number(f64::MIN, f64::MAX, "a number, as 0")?;
            scale(plot, Channel::Color).center = Some(center);
            Ok(())
        },
    ),
    Flag::plot(
        "robust",
        "",
        "Colours for the middle 96 % of the values, whatever the extremes",
        |plot, given| {
            scale(plot, Channel::Color).robust = given.on();
            Ok(())
        },
    ),
    Flag::plot(
        "palette",
        "NAME|LIST",
        "Colours of categories: a palette (see `vizcli palettes`), a colour map, or colours",
        |plot, given| {
            let colors = Some(palette(given)?);
            scale(plot, Channel::By).palette.clone_from(&colors);
            scale(plot, Channel::Color).palette = colors;
            Ok(())
        },
    )
    .alias(&["color-key"])
    .offer(Offer::Words(palettes)),
    Flag::plot(
        "legend",
        "PLACE",
        "right, top, ends (names at the ends of lines) or none",
        |plot, given| {
            plot.legend = Some(match given.choice(&["right", "top", "ends", "none"])? {
                "right" => LegendPlace::Right,
                "top" => LegendPlace::Top,
                "ends" => LegendPlace::Ends,
                _ => LegendPlace::None,
            });
            Ok(())
        },
    )
    .offer(Offer::Words(|| vec!["right", "top", "ends", "none"])),
    Flag::plot("legend-title", "TEXT", "Heading of the legend; empty: none", |plot, given| {
        scale(plot, Channel::By).title = Some(given.value.to_owned());
        Ok(())
    }),
    Flag::plot(
        "legend-cols",
        "N",
        "Columns of the legend [default: 1, 2 when long]",
        |plot, given| {
            plot.legend_cols = Some(given.count("a number of columns")?);
            Ok(())
        },
    ),
    Flag::plot(
        "grid",
        "",
        "Grid lines on both axes; --no-grid: none [default: as fits the kind]",
        |plot, given| {
            plot.grid = Some(given.on());
            Ok(())
        },
    ),
    Flag::plot(
        "colorbar",
        "",
        "A colour bar; --no-colorbar: none [default: where colours are numbers]",
        |plot, given| {
            plot.colorbar = Some(given.on());
            Ok(())
        },
    ),
    Flag::figure("theme", "NAME", "Look of everything (see `vizcli themes`)", |figure, given| {
        given.choice(&themes())?.clone_into(&mut figure.theme.name);
        Ok(())
    })
    .offer(Offer::Words(themes)),
    Flag::figure("bgcolor", "COLOR", "Background; none: transparent", |figure, given| {
        figure.theme.bgcolor =
            Some(if given.value == "none" { "none".into() } else { color(given)? });
        Ok(())
    }),
    Flag::figure(
        "fontsize",
        "PX",
        "Size of tick labels; other text in proportion [default: 12]",
        |figure, given| {
            figure.theme.fontsize = Some(given.number(4.0, 96.0, "a size from 4 to 96 pixels")?);
            Ok(())
        },
    ),
    Flag::figure(
        "font-scale",
        "FACTOR",
        "Multiplies the size of all text [default: 1]",
        |figure, given| {
            let factor = given.number(1.0 / 3.0, 8.0, "a factor from 0.34 to 8")?;
            figure.theme.fontsize = Some(12.0 * factor);
            Ok(())
        },
    )
    .alias(&["fontscale"]),
];

/// Size of the page.
pub(crate) static SIZES: &[Flag] = &[
    Flag::figure("width", "PX", "Width of the figure [default: 800]", |figure, given| {
        figure.size.width = given.pixels()?;
        Ok(())
    }),
    Flag::figure("height", "PX", "Height of the figure [default: 500]", |figure, given| {
        figure.size.height = given.pixels()?;
        Ok(())
    }),
    Flag::figure("frame-width", "PX", "Width of the data area instead", |figure, given| {
        figure.size.frame_width = Some(given.pixels()?);
        Ok(())
    }),
    Flag::figure("frame-height", "PX", "Height of the data area instead", |figure, given| {
        figure.size.frame_height = Some(given.pixels()?);
        Ok(())
    }),
    Flag::figure(
        "scale",
        "FACTOR",
        "Multiplies the finished picture [default: 1]",
        |figure, given| {
            figure.size.scale = given.number(0.1, 20.0, "a factor from 0.1 to 20")?;
            Ok(())
        },
    ),
    Flag::figure(
        "dpi",
        "N",
        "Dots per inch that a PNG records [default: 96 times the scale]",
        |figure, given| {
            figure.size.dpi = Some(given.number(1.0, 10_000.0, "a number from 1 to 10000")?);
            Ok(())
        },
    ),
    Flag::plot(
        "aspect",
        "RATIO|equal",
        "Width over height of the data area; equal: one unit alike on both axes",
        |plot, given| {
            if given.value != "equal" {
                given.number(0.01, 100.0, "a ratio from 0.01 to 100, or equal")?;
            }
            plot.aspect = Some(given.value.to_owned());
            Ok(())
        },
    ),
    Flag::plot(
        "data-aspect",
        "RATIO",
        "Length of one unit of y over that of one unit of x (1: as --aspect equal)",
        |plot, given| {
            plot.data_aspect = Some(given.number(1e-6, 1e6, "a ratio from 0.000001 to 1000000")?);
            Ok(())
        },
    ),
    Flag::plot("bare", "", "The data area alone, without axes or margins", |plot, given| {
        plot.bare = given.on();
        Ok(())
    }),
];

/// `--size`: a page by name or by sides, or the area of points.
pub(crate) fn size(figure: &mut Figure, layers: &mut [Layer], given: &Given<'_>) -> Result<()> {
    const TAKES: &str = "the area of points (30) or a page: 800x500, default, wide, square, slide";
    let sides = given.value.split_once(['x', 'X', '×']);
    let page = PRESETS.iter().find(|(name, ..)| *name == given.value).map(|&(_, w, h)| (w, h));
    if let Some((width, height)) = page {
        (figure.size.width, figure.size.height) = (width, height);
    } else if let Some((width, height)) = sides {
        let side = |value| Given { flag: given.flag, value }.pixels().map_err(|_| given.bad(TAKES));
        (figure.size.width, figure.size.height) = (side(width)?, side(height)?);
    } else {
        let area = given.number(0.01, 1e6, TAKES)?;
        for layer in layers {
            layer.style.size = Some(area);
        }
    }
    Ok(())
}

fn color(given: &Given<'_>) -> Result<String> {
    Color::parse(given.value).map(|_| given.value.to_owned())
}

fn palette(given: &Given<'_>) -> Result<Vec<String>> {
    let names = given.names()?;
    if let [one] = names.as_slice() {
        let map = Ramp::named(one).is_ok();
        if !map && palette::find(one).is_none() && Color::parse(one).is_err() {
            return Err(crate::error::Error::unknown("palette", one, palettes()));
        }
        return Ok(names);
    }
    for name in &names {
        Color::parse(name)?;
    }
    Ok(names)
}

/// A shape by name, or by the letter that plotting libraries use.
fn marker(given: &Given<'_>) -> Result<&'static str> {
    const LETTERS: &[(&str, &str)] = &[
        ("o", "circle"),
        ("s", "square"),
        ("d", "diamond"),
        ("^", "triangle"),
        ("v", "triangle_down"),
        ("+", "plus"),
        ("x", "cross"),
        ("*", "star"),
    ];
    match LETTERS.iter().find(|(letter, _)| *letter == given.value.to_lowercase()) {
        Some((_, name)) => Ok(name),
        None => given.choice(MARKERS),
    }
}

fn dash(given: &Given<'_>) -> Result<String> {
    const TAKES: &str = "solid, dashed, dotted, dashdot, or lengths in pixels (4,3)";
    let lengths = |text: &str| {
        text.split(',').all(|n| n.trim().parse::<f64>().is_ok_and(|n| n.is_finite() && n > 0.0))
    };
    if DASHES.contains(&given.value) || lengths(given.value) {
        Ok(given.value.to_owned())
    } else {
        Err(given.bad(TAKES))
    }
}
