//! Error bars: values and how far they may be off, alone or on the marks of other kinds.

use super::{ChannelUse, Example, Kind, NUMBER, Param, param};
use crate::error::{Error, Result};
use crate::spec::{
    Channel, CoreLayer, Finish, Frame, Layer, Lowered, Mark, Position, Schema, Style, Width,
    mark::Rule,
};

/// Errors of y, as kinds take them.
pub(super) const Y_ERRORS: [ChannelUse; 2] =
    [ChannelUse::optional(Channel::YErr, NUMBER), ChannelUse::optional(Channel::YErr2, NUMBER)];
/// Errors of x.
pub(super) const X_ERRORS: [ChannelUse; 2] =
    [ChannelUse::optional(Channel::XErr, NUMBER), ChannelUse::optional(Channel::XErr2, NUMBER)];

/// Values and how far they may be off.
pub(super) struct ErrorBars;

impl Kind for ErrorBars {
    fn name(&self) -> &'static str {
        "errorbars"
    }

    fn aliases(&self) -> &'static [&'static str] {
        &["errorbar"]
    }

    fn summary(&self) -> &'static str {
        "values with how far they may be off"
    }

    fn guide(&self) -> &'static str {
        "For means and measurements: a dot at y, and a line across its error. --yerr names a \
         column of lengths, two of them (down,up), or a statistic of each group: std, the spread \
         of its values; sem, the standard error of its mean; ci95, half the 95 % confidence \
         interval of the mean by Student's t (Biometrika 6, 1908). line, step, scatter, points, \
         bar and barh take --yerr too."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        const {
            &[
                ChannelUse::required(Channel::X, &[]),
                ChannelUse::required(Channel::Y, NUMBER),
                ChannelUse::optional(Channel::By, &[]),
                Y_ERRORS[0],
                Y_ERRORS[1],
                X_ERRORS[0],
                X_ERRORS[1],
            ]
        }
    }

    fn params(&self) -> &'static [&'static Param] {
        &[]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "species",
                summary: "means and their 95 % confidence intervals, side by side",
                command: "errorbars testdata/penguins.csv -x species -y body_mass_g --by sex \
                          --where 'sex is not null' --yerr ci95 \
                          --title 'Mean body mass and its 95 % confidence interval' \
                          --ylabel 'Body mass (g)'",
            },
            Example {
                name: "both",
                summary: "means with the spread of both measures",
                command: "scatter testdata/penguins.csv -x flipper_length_mm -y body_mass_g \
                          --group-by species --by species --agg mean --xerr std --yerr std \
                          --xlabel 'Flipper length (mm)' --ylabel 'Body mass (g)'",
            },
        ]
    }

    fn lower(&self, layer: &Layer, _schema: &Schema) -> Result<Lowered> {
        let errors = [Channel::YErr, Channel::XErr];
        if errors.iter().all(|channel| !layer.encodings.contains_key(channel)) {
            return Err(Error::no_errors(self.name()));
        }
        let style = Style { size: layer.style.size.or(Some(81.0)), ..layer.style.clone() };
        let dots = CoreLayer {
            position: Position::Dodge,
            width: Some(Width { share: 0.5, most: f64::INFINITY }),
            ..CoreLayer::new(Mark::Dot, layer.encodings.clone(), style)
        };
        let frame = Frame { axis_line: true, near_zero: true, pad: true, ..Frame::default() };
        Ok(on(layer, Lowered::new(vec![dots], frame)))
    }
}

/// The errors of a layer on the marks that its kind lowers it to.
pub(super) fn on(layer: &Layer, mut lowered: Lowered) -> Lowered {
    let Some(marks) = lowered.layers.iter().find(|core| !core.silent).cloned() else {
        return lowered;
    };
    let band = layer.text(param::YERR_STYLE.name) == Some("band");
    let bars = marks.mark == Mark::Bar;
    for (own, other) in [
        (Channel::YErr, [Channel::XErr, Channel::XErr2]),
        (Channel::XErr, [Channel::YErr, Channel::YErr2]),
    ] {
        if !layer.encodings.contains_key(&own) {
            continue;
        }
        let mut errors = CoreLayer {
            mark: Mark::Rule(Rule::Interval { caps: true }),
            finish: if bars { Finish::Strong } else { Finish::Plain },
            silent: true,
            unique: crate::spec::Unique::Any,
            style: Style {
                color: marks.style.color.clone(),
                bar_width: marks.style.bar_width,
                ..Style::default()
            },
            ..marks.clone()
        };
        errors.encodings.retain(|channel, _| !other.contains(channel) && *channel != Channel::Size);
        if band && own == Channel::YErr {
            errors.mark = Mark::Area;
            errors.style.alpha = Some(0.18);
            errors.style.line_width = Some(0.0);
        }
        // On bars, under everything else.
        let place = if bars { lowered.layers.len() } else { 0 };
        lowered.layers.insert(place, errors);
    }
    lowered
}
