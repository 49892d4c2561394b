//! Flags about axes: what the right one measures, titles, ranges, ticks, directions.

use super::flag::{Flag, Given, Offer};
use super::look::scale;
use crate::error::Result;
use crate::spec::scale::ScaleKind;
use crate::spec::{Channel, Plot};

/// What an axis on the right measures.
pub(crate) static RIGHT: &[Flag] = &[
    Flag::layer(
        "y2",
        "COL[,COL]",
        "Columns that an axis of their own measures, on the right",
        |layer, given| {
            layer.y2.extend(given.names()?);
            Ok(())
        },
    )
    .offer(Offer::Columns),
    Flag::layer(
        "secondary",
        "",
        "Measure this layer (after --overlay) by an axis on the right",
        |layer, given| {
            layer.secondary = given.on();
            Ok(())
        },
    ),
];

/// Words around the data.
pub(crate) static LABELS: &[Flag] = &[
    Flag::figure(
        "title",
        "TEXT",
        "Heading; in a layout, of the plot whose segment it stands in",
        |figure, given| {
            let title = Some(given.value.to_owned());
            match figure.plots.as_mut_slice() {
                [_, .., last] => last.title = title,
                _ => figure.title = title,
            }
            Ok(())
        },
    ),
    Flag::figure("subtitle", "TEXT", "Second heading, smaller", |figure, given| {
        figure.subtitle = Some(given.value.to_owned());
        Ok(())
    }),
    Flag::figure("caption", "TEXT", "Source or note under the figure", |figure, given| {
        figure.caption = Some(given.value.to_owned());
        Ok(())
    }),
    Flag::plot("xlabel", "TEXT", "Title of the x axis; empty: none", |plot, given| {
        scale(plot, Channel::X).title = Some(given.value.to_owned());
        Ok(())
    }),
    Flag::plot("ylabel", "TEXT", "Title of the y axis; empty: none", |plot, given| {
        scale(plot, Channel::Y).title = Some(given.value.to_owned());
        Ok(())
    }),
    Flag::plot(
        "y2label",
        "TEXT",
        "Title of the y axis on the right; empty: none",
        |plot, given| {
            scale(plot, Channel::Y2).title = Some(given.value.to_owned());
            Ok(())
        },
    ),
    Flag::plot("clabel", "TEXT", "Title of the colour bar", |plot, given| {
        scale(plot, Channel::Color).title = Some(given.value.to_owned());
        Ok(())
    }),
];

/// Ranges, ticks, directions.
pub(crate) static AXES: &[Flag] = &[
    Flag::plot("xlim", "LO,HI", "Range of x; one side may be empty", |p, g| {
        limits(p, Channel::X, g)
    }),
    Flag::plot("ylim", "LO,HI", "Range of y; one side may be empty", |p, g| {
        limits(p, Channel::Y, g)
    }),
    Flag::plot("y2lim", "LO,HI", "Range of y on the right; one side may be empty", |p, g| {
        limits(p, Channel::Y2, g)
    }),
    Flag::plot("clim", "LO,HI", "Range of the colour scale", |p, g| limits(p, Channel::Color, g)),
    Flag::plot("logx", "", "Logarithmic x axis", |p, g| {
        log(p, Channel::X, g);
        Ok(())
    }),
    Flag::plot("logy", "", "Logarithmic y axis", |p, g| {
        log(p, Channel::Y, g);
        Ok(())
    }),
    Flag::plot("logz", "", "Logarithmic colour scale", |p, g| {
        log(p, Channel::Color, g);
        Ok(())
    }),
    Flag::plot("logy2", "", "Logarithmic y axis on the right", |p, g| {
        log(p, Channel::Y2, g);
        Ok(())
    }),
    Flag::plot("loglog", "", "Both axes logarithmic", |plot, given| {
        log(plot, Channel::X, given);
        log(plot, Channel::Y, given);
        Ok(())
    }),
    Flag::plot(
        "xticks",
        "N|LIST",
        "About N ticks, or ticks at places: 1900,1950 or 1=low,2=high",
        |plot, given| {
            scale(plot, Channel::X).ticks = Some(given.ticks()?);
            Ok(())
        },
    ),
    Flag::plot("yticks", "N|LIST", "The same for y", |plot, given| {
        scale(plot, Channel::Y).ticks = Some(given.ticks()?);
        Ok(())
    }),
    Flag::plot("y2ticks", "N|LIST", "The same for y on the right", |plot, given| {
        scale(plot, Channel::Y2).ticks = Some(given.ticks()?);
        Ok(())
    }),
    Flag::plot(
        "xformat",
        "FORMAT",
        "How x values are written: %.1f, {:,.0f}, %Y-%m",
        |plot, given| {
            scale(plot, Channel::X).format = Some(given.text()?);
            Ok(())
        },
    )
    .alias(&["xformatter"]),
    Flag::plot("yformat", "FORMAT", "How y values are written", |plot, given| {
        scale(plot, Channel::Y).format = Some(given.text()?);
        Ok(())
    })
    .alias(&["yformatter"]),
    Flag::plot("cticks", "N|LIST", "The same for the colour bar", |plot, given| {
        scale(plot, Channel::Color).ticks = Some(given.ticks()?);
        Ok(())
    }),
    Flag::plot(
        "cformat",
        "FORMAT",
        "How values are written beside the colour bar",
        |plot, given| {
            scale(plot, Channel::Color).format = Some(given.text()?);
            Ok(())
        },
    )
    .alias(&["cformatter"]),
    Flag::plot(
        "padding",
        "X[,Y]",
        "Margin beyond the data as a share of their range: 0.1, or 0,0.1",
        |plot, given| {
            let (x, y) = given.value.split_once(',').unwrap_or((given.value, given.value));
            for (channel, value) in [(Channel::X, x), (Channel::Y, y)] {
                let share = Given { flag: given.flag, value };
                scale(plot, channel).padding = Some(share.number(
                    0.0,
                    10.0,
                    "one or two shares from 0 to 10, as 0.1 or 0,0.1",
                )?);
            }
            Ok(())
        },
    ),
    Flag::plot(
        "xaxis",
        "",
        "The x axis; --no-xaxis: without it [default: as fits the kind]",
        |plot, given| {
            scale(plot, Channel::X).hidden = !given.on();
            Ok(())
        },
    ),
    Flag::plot("yaxis", "", "The y axis; --no-yaxis: without it", |plot, given| {
        scale(plot, Channel::Y).hidden = !given.on();
        Ok(())
    }),
    Flag::plot(
        "share-x",
        "",
        "Panels share the range of x; --no-share-x: each its own [default: yes]",
        |plot, given| {
            plot.facet.free_x = !given.on();
            Ok(())
        },
    )
    .alias(&["sharex"]),
    Flag::plot(
        "share-y",
        "",
        "Panels share the range of y; --no-share-y: each its own [default: yes]",
        |plot, given| {
            plot.facet.free_y = !given.on();
            Ok(())
        },
    )
    .alias(&["sharey"]),
    Flag::plot("y2format", "FORMAT", "How y values on the right are written", |plot, given| {
        scale(plot, Channel::Y2).format = Some(given.text()?);
        Ok(())
    }),
    Flag::plot("rot", "DEGREES", "Angle of the x labels", |plot, given| {
        let angle = given.number(-90.0, 90.0, "an angle from -90 to 90")?;
        scale(plot, Channel::X).rotate = Some(angle);
        Ok(())
    }),
    Flag::plot("swap-axes", "", "Draw x upwards and y to the right", |plot, given| {
        plot.swap_axes = given.on();
        Ok(())
    })
    .alias(&["invert"]),
    Flag::plot("flip-x", "", "Let x run the other way", |plot, given| {
        scale(plot, Channel::X).flip = given.on();
        Ok(())
    })
    .alias(&["flip-xaxis"]),
    Flag::plot("flip-y", "", "Let y run the other way", |plot, given| {
        scale(plot, Channel::Y).flip = given.on();
        Ok(())
    })
    .alias(&["flip-yaxis"]),
];

fn limits(plot: &mut Plot, channel: Channel, given: &Given<'_>) -> Result<()> {
    let (min, max) = given.range()?;
    let scale = scale(plot, channel);
    (scale.min, scale.max) = (min, max);
    Ok(())
}

fn log(plot: &mut Plot, channel: Channel, given: &Given<'_>) {
    let kind = if given.on() { ScaleKind::Log } else { ScaleKind::Linear };
    scale(plot, channel).kind = Some(kind);
}
