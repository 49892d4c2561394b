//! Flags about what is done when there are very many rows.

use super::flag::{Flag, Given, Offer};
use crate::error::Result;
use crate::spec::raster::{Aggregator, Cnorm, Downsample, Rasterize};

/// Names of what cells may hold.
fn aggregators() -> Vec<&'static str> {
    Aggregator::ALL.iter().map(|(name, _)| *name).collect()
}

/// Names of the ways from values to colours.
fn norms() -> Vec<&'static str> {
    Cnorm::ALL.iter().map(|(name, _)| *name).collect()
}

/// One of a list of named things.
pub(crate) fn named<T: Copy>(given: &Given<'_>, all: &[(&'static str, T)]) -> Result<Option<T>> {
    let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
    let wanted = given.choice(&names)?;
    Ok(all.iter().find(|(name, _)| *name == wanted).map(|(_, one)| *one))
}

/// What is done about very many rows.
pub(crate) static LARGE: &[Flag] = &[
    Flag::plot(
        "rasterize",
        "auto|always|never",
        "Aggregate rows per pixel instead of drawing a mark each [default: auto, of very many]",
        |plot, given| {
            plot.raster.rasterize = match given.choice(&["auto", "always", "never"])? {
                "always" => Some(Rasterize::Always),
                "never" => Some(Rasterize::Never),
                _ => None,
            };
            Ok(())
        },
    )
    .offer(Offer::Words(|| vec!["auto", "always", "never"])),
    Flag::plot("datashade", "", "--rasterize always --cnorm eq_hist", |plot, given| {
        let on = given.on();
        plot.raster.rasterize = on.then_some(Rasterize::Always);
        plot.raster.cnorm = on.then_some(Cnorm::EqHist);
        Ok(())
    }),
    Flag::plot(
        "resample-when",
        "N",
        "Reduce a layer of more marks than this [default: 100000; SVG and HTML 20000]",
        |plot, given| {
            plot.raster.resample_when = Some(given.count("a number of marks, as in 50000 or 50k")?);
            Ok(())
        },
    ),
    Flag::plot(
        "aggregator",
        "NAME",
        "What the pixels of a raster hold: count, any, or of --color-by sum, mean, min, max, std, \
         var, first, last; count_cat: rows of each series [default: count; mean with --color-by; \
         count_cat with --by]",
        |plot, given| {
            plot.raster.aggregator = named(given, &Aggregator::ALL)?;
            Ok(())
        },
    )
    .offer(Offer::Words(aggregators)),
    Flag::plot(
        "cnorm",
        "NAME",
        "From the values of a raster to colours: linear, log, cbrt, or eq_hist, by rank [default: \
         eq_hist for counts, else linear]",
        |plot, given| {
            plot.raster.cnorm = named(given, &Cnorm::ALL)?;
            Ok(())
        },
    )
    .offer(Offer::Words(norms)),
    Flag::plot(
        "spread",
        "auto|off|PX",
        "Pixels by which lone points of a raster grow [default: auto, up to 3 where few touch]",
        |plot, given| {
            plot.raster.spread = match given.value {
                "auto" => None,
                "off" => Some(0),
                _ => {
                    Some(given.number(0.0, 50.0, "auto, off, or a number of pixels to 50")? as u32)
                }
            };
            Ok(())
        },
    )
    .offer(Offer::Words(|| vec!["auto", "off"])),
    Flag::plot(
        "downsample",
        "METHOD",
        "How a line or area of very many points is reduced: m4 (the same pixels), minmax (half as \
         many rows), lttb (lines: two rows a pixel) or off [default: m4]",
        |plot, given| {
            plot.raster.downsample = named(given, &Downsample::ALL)?;
            Ok(())
        },
    )
    .offer(Offer::Words(|| Downsample::ALL.map(|(name, _)| name).to_vec())),
];
