//! Bivariate: where points lie, as lines of equal density.

use super::{CONTINUOUS, ChannelUse, DefaultX, Example, Kind, Param, contour, density, param};
use crate::error::Result;
use crate::spec::statistic::{self, DENSITY};
use crate::spec::{
    Channel, CoreLayer, Encoding, Frame, Grid, Layer, Lowered, Mark, Schema, Shape, Style,
    Transform,
};

/// Lines of equal density.
pub(super) struct Bivariate;

/// Opacity of a region of a series: those inside of it add up.
const FAINT: f64 = 0.14;

impl Kind for Bivariate {
    fn name(&self) -> &'static str {
        "bivariate"
    }

    fn aliases(&self) -> &'static [&'static str] {
        &["kde2d"]
    }

    fn summary(&self) -> &'static str {
        "where points lie, as lines of equal density"
    }

    fn guide(&self) -> &'static str {
        "For how two measures go together where points would hide each other. The density is a sum \
         of Gaussian kernels with a width for each axis, by Scott's rule (--bandwidth). Lines stand \
         at about ten round heights (--levels), but not at zero; --filled fills them. With --by \
         every group has lines of its own, in its colour, at the same heights. On logarithmic axes \
         kernels are as wide in powers of ten. The rows behind the picture are the corners of the \
         lines: part, density, x, y."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        const {
            &[
                ChannelUse::required(Channel::X, CONTINUOUS),
                ChannelUse::required(Channel::Y, CONTINUOUS),
                ChannelUse::optional(Channel::By, &[]),
            ]
        }
    }

    fn params(&self) -> &'static [&'static Param] {
        &[
            &param::LEVELS,
            &param::FILLED,
            &param::BANDWIDTH,
            &param::CUT,
            &param::LOG_SPACE_X,
            &param::LOG_SPACE_Y,
        ]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "species",
                summary: "groups in their colours",
                command: "bivariate testdata/penguins.csv -x bill_length_mm -y bill_depth_mm \
                          --by species --xlabel 'Bill length (mm)' --ylabel 'Bill depth (mm)' \
                          --levels 6",
            },
            Example {
                name: "regions",
                summary: "groups filled, densest in the middle",
                command: "bivariate testdata/penguins.csv -x bill_length_mm -y bill_depth_mm \
                          --by species --filled --theme dark --xlabel 'Bill length (mm)' \
                          --ylabel 'Bill depth (mm)'",
            },
            Example {
                name: "lines",
                summary: "all points, with a colour bar",
                command: "bivariate testdata/penguins.csv -x flipper_length_mm -y body_mass_g",
            },
            Example {
                name: "filled",
                summary: "filled, under the points themselves",
                command: "bivariate testdata/weather.csv -x temp_max -y temp_min --filled \
                          --cmap blues --overlay --kind scatter --color '#1f242b' --alpha 0.25 \
                          --size 6",
            },
        ]
    }

    fn default_x(&self) -> DefaultX {
        DefaultX::Open
    }

    fn lower(&self, layer: &Layer, schema: &Schema) -> Result<Lowered> {
        let keys = super::keys(layer, schema, &[Channel::X, Channel::Y]);
        let mut encodings = layer.encodings.clone();
        let mut place = |channel, name: &str| {
            let old = encodings.remove(&channel).unwrap_or_default();
            let column = old.field.unwrap_or_default();
            let title = old.title.unwrap_or_else(|| column.clone());
            encodings.insert(channel, Encoding::field(name).titled(title.clone()));
            (column, Some(title))
        };
        let (x, x_title) = place(Channel::X, "x");
        let (y, y_title) = place(Channel::Y, "y");
        encodings.insert(Channel::Part, Encoding::field("part"));
        let filled = layer.flag(param::FILLED.name, false);
        let grouped = encodings.contains_key(&Channel::By);
        if !grouped && layer.style.color.is_none() {
            encodings.insert(Channel::Color, Encoding::field(DENSITY));
        }
        let style = if filled {
            let faint = encodings.contains_key(&Channel::Color);
            Style { alpha: layer.style.alpha.or((!faint).then_some(FAINT)), ..layer.style.clone() }
        } else {
            Style { line_width: layer.style.line_width.or(Some(1.5)), ..layer.style.clone() }
        };
        let mark = if filled { Mark::Polygon(Shape::Vertices) } else { Mark::Line { step: None } };
        let mut lines = CoreLayer::new(mark, encodings, style);
        lines.columns =
            keys.iter().cloned().chain(["part", DENSITY, "x", "y"].map(String::from)).collect();
        let flag = |param: &Param| layer.flag(param.name, false);
        lines.transforms.push(Transform::Bivariate(statistic::Bivariate {
            columns: [x, y],
            keys,
            kernel: density::kernel(layer)?,
            cut: layer.number(param::CUT.name).unwrap_or(3.0),
            levels: contour::levels(layer, 10)?,
            filled,
            log: [flag(&param::LOG_SPACE_X), flag(&param::LOG_SPACE_Y)],
        }));
        let frame = Frame { grid: Grid::Both, pad: true, ..Frame::default() };
        Ok(Lowered { x_title, y_title, ..Lowered::new(vec![lines], frame) })
    }
}
