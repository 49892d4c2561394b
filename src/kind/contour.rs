//! Contour and contourf: lines of equal value over a grid, and the bands between them.

use serde_json::Value;

use super::{CONTINUOUS, ChannelUse, Example, Kind, NUMBER, Param, heatmap, param};
use crate::error::{Error, Result};
use crate::spec::contour::names;
use crate::spec::{
    Channel, ColorSteps, Contour as Spec, ContourForm, CoreLayer, Encoding, Frame, Grid, Labels,
    Layer, Levels, Lowered, Mark, Schema, Shape, Style, Transform,
};

/// About so many levels.
const LEVELS: u32 = 8;
/// Most of them.
const MOST: u32 = 1_000;

const CHANNELS: &[ChannelUse] = &[
    ChannelUse::required(Channel::X, CONTINUOUS),
    ChannelUse::required(Channel::Y, CONTINUOUS),
    ChannelUse::required(Channel::Z, NUMBER),
];
/// What the axes of a plane are mostly called.
const PAIRS: &[[&str; 2]] = &[["x", "y"], ["lon", "lat"], ["longitude", "latitude"]];

/// Lines of equal value.
pub(super) struct Contour;

impl Kind for Contour {
    fn name(&self) -> &'static str {
        "contour"
    }

    fn summary(&self) -> &'static str {
        "lines of equal value over a grid"
    }

    fn guide(&self) -> &'static str {
        "For heights, pressures, temperatures: anything smooth that is measured where the places of \
         two axes cross. The grid is one of a gridded file, or a table with a row for each crossing; \
         places need not be even. About eight lines at round levels have the colours of these, and \
         the level written along them where there is room (--no-labels: nowhere). --levels 12 makes \
         more, --levels 240,250,260 names them. With --color all lines have one colour. Values \
         between places are interpolated in a straight line. Nothing is drawn where values are \
         missing; a square that lacks one corner is half a square. All panels have the same levels. \
         The rows behind the picture are the corners of the lines: part, level, x, y."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        CHANNELS
    }

    fn params(&self) -> &'static [&'static Param] {
        &[&param::LEVELS, &param::LABELS]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "air",
                summary: "a slice of a gridded file",
                command: "contour testdata/grid/air.nc --sel time=2014-01-03T12",
            },
            Example {
                name: "levels",
                summary: "levels of one's own, in one colour",
                command: "contour testdata/grid/air.nc --sel time=2014-01-03T12 --color '#1f242b' \
                          --line-width 1 --levels 245,250,255,260,265,270,275,280,285,290,295,300",
            },
        ]
    }

    fn pairs(&self) -> &'static [[&'static str; 2]] {
        PAIRS
    }

    fn measure(&self) -> Channel {
        Channel::Z
    }

    fn lower(&self, layer: &Layer, schema: &Schema) -> Result<Lowered> {
        let plane = Plane::new(layer, schema)?;
        let mut lines = plane.core(ContourForm::Lines, Mark::Line { step: None });
        let [part, level, _, x, y] = plane.names.clone();
        lines.columns = plane.keys.iter().cloned().chain([part, level.clone(), x, y]).collect();
        if layer.style.color.is_none() {
            lines.encodings.insert(Channel::Color, plane.level());
        }
        lines.encodings.insert(Channel::Z, plane.level());
        lines.style = Style { line_width: layer.style.line_width.or(Some(1.5)), ..lines.style };
        lines.labels = heatmap::labels(layer, Labels::Fit);
        lines.steps = Some(ColorSteps::Lines);
        Ok(plane.lowered(lines))
    }
}

/// Bands between levels.
pub(super) struct Contourf;

impl Kind for Contourf {
    fn name(&self) -> &'static str {
        "contourf"
    }

    fn summary(&self) -> &'static str {
        "bands of equal value over a grid, filled"
    }

    fn guide(&self) -> &'static str {
        "As contour, filled: each band between a level and the next has one colour, that of its \
         middle, and the colour bar shows the bands as steps. With --levels of one's own, what is \
         below the first and above the last has a colour too, at the pointed ends of the bar. Places \
         without a value stay empty. Bands are painted over each other from the lowest on, so that \
         no seam shows; the rows behind the picture are the outlines of what is painted: part, \
         level, upper, x, y. Where they are transparent (--alpha), each is what is between its \
         levels."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        CHANNELS
    }

    fn params(&self) -> &'static [&'static Param] {
        &[&param::LEVELS]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "air",
                summary: "a slice of a gridded file",
                command: "contourf testdata/grid/air.nc --sel time=2014-01-03T12",
            },
            Example {
                name: "days",
                summary: "one panel a day, with the same levels",
                command: "contourf testdata/grid/air.nc --sel time=2014-01-01..2014-01-02 \
                          --col time --col-wrap 2 --cmap magma",
            },
        ]
    }

    fn pairs(&self) -> &'static [[&'static str; 2]] {
        PAIRS
    }

    fn measure(&self) -> Channel {
        Channel::Z
    }

    fn lower(&self, layer: &Layer, schema: &Schema) -> Result<Lowered> {
        let plane = Plane::new(layer, schema)?;
        let clear = layer.style.alpha.is_some_and(|alpha| alpha < 1.0);
        let form = if clear { ContourForm::Bands } else { ContourForm::Above };
        let mut bands = plane.core(form, Mark::Polygon(Shape::Vertices));
        let [part, level, upper, x, y] = plane.names.clone();
        let columns = [part, level, upper.clone(), x, y];
        bands.columns = plane.keys.iter().cloned().chain(columns).collect();
        bands.encodings.insert(Channel::Color, plane.level());
        bands.encodings.insert(Channel::Z, Encoding::field(upper));
        // Bands lie over each other: no line has to hide a seam.
        bands.style = Style { line_width: layer.style.line_width.or(Some(0.0)), ..bands.style };
        bands.steps = Some(match &plane.levels {
            Levels::Count(_) => ColorSteps::Bands,
            at @ Levels::At(_) => ColorSteps::Levels(at.clone()),
        });
        Ok(plane.lowered(bands))
    }
}

/// What both kinds make of a layer.
struct Plane<'a> {
    layer: &'a Layer,
    columns: [String; 3],
    /// What axes and colour bar are called.
    titles: [String; 3],
    keys: Vec<String>,
    levels: Levels,
    names: [String; 5],
}

impl<'a> Plane<'a> {
    fn new(layer: &'a Layer, schema: &Schema) -> Result<Self> {
        let encoding = |channel| layer.encodings.get(&channel).cloned().unwrap_or_default();
        let all = [Channel::X, Channel::Y, Channel::Z].map(encoding);
        let columns = all.each_ref().map(|e| e.field.clone().unwrap_or_default());
        let title = |e: &Encoding| e.title.clone().or_else(|| e.field.clone()).unwrap_or_default();
        let keys = super::keys(layer, schema, &[Channel::X, Channel::Y, Channel::Z]);
        Ok(Self {
            layer,
            columns,
            titles: all.each_ref().map(title),
            names: names(&keys),
            keys,
            levels: levels(layer, LEVELS)?,
        })
    }

    /// The colours of levels.
    fn level(&self) -> Encoding {
        Encoding::field(&self.names[1]).titled(self.titles[2].clone())
    }

    fn core(&self, form: ContourForm, mark: Mark) -> CoreLayer {
        let mut encodings = super::panel_encodings(self.layer);
        let [part, _, _, x, y] = &self.names;
        encodings.insert(Channel::Part, Encoding::field(part));
        for (channel, name, title) in [(Channel::X, x, 0), (Channel::Y, y, 1)] {
            encodings.insert(channel, Encoding::field(name).titled(self.titles[title].clone()));
        }
        let mut core = CoreLayer::new(mark, encodings, self.layer.style.clone());
        core.diverging = true;
        core.transforms.push(Transform::Contour(Spec {
            columns: self.columns.clone(),
            keys: self.keys.clone(),
            levels: self.levels.clone(),
            form,
        }));
        core
    }

    /// A layer with the corners of the grid beneath, so that axes reach as far, whatever is drawn.
    fn lowered(&self, shown: CoreLayer) -> Lowered {
        let mut corners = self.core(ContourForm::Corners, Mark::Polygon(Shape::Vertices));
        corners.encodings.retain(|channel, _| matches!(channel, Channel::X | Channel::Y));
        corners.silent = true;
        let frame = Frame { grid: Grid::None, tight: true, ..Frame::default() };
        let [x, y, _] = self.titles.clone().map(Some);
        Lowered { x_title: x, y_title: y, ..Lowered::new(vec![corners, shown], frame) }
    }
}

/// Colours in steps, where the option `--levels` is given: for kinds whose colours flow without it.
pub(super) fn steps(layer: &Layer) -> Result<Option<ColorSteps>> {
    let asked = layer.options.contains_key(param::LEVELS.name);
    asked.then(|| levels(layer, LEVELS).map(ColorSteps::Levels)).transpose()
}

/// The option `--levels`: a number of them, or the levels themselves.
pub(super) fn levels(layer: &Layer, usual: u32) -> Result<Levels> {
    let value = layer.options.get(param::LEVELS.name);
    let wrong = |text: &str| {
        Error::option(param::LEVELS.name, text, "a number from 1 to 1000, or levels as 240,250,260")
    };
    match value {
        None => Ok(Levels::Count(usual)),
        Some(Value::String(text)) => {
            let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
            let number = |part: &str| part.parse().ok().filter(|v: &f64| v.is_finite());
            let mut all: Vec<f64> =
                parts.map(number).collect::<Option<_>>().ok_or_else(|| wrong(text))?;
            all.sort_by(f64::total_cmp);
            all.dedup();
            if all.is_empty() || all.len() > MOST as usize {
                return Err(wrong(text));
            }
            Ok(Levels::At(all))
        }
        Some(number) => {
            let whole = number.as_f64().filter(|v| (1.0..=f64::from(MOST)).contains(v));
            let whole = whole.filter(|v| v.fract() == 0.0);
            whole.map(|v| Levels::Count(v as u32)).ok_or_else(|| wrong(&number.to_string()))
        }
    }
}
