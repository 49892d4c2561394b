//! Hexbin: points put in hexagons, coloured by what is in them.

use super::{CONTINUOUS, ChannelUse, DefaultX, Example, Kind, NUMBER, Param, param};
use crate::error::{Error, Result};
use crate::spec::statistic::{self, SIDES};
use crate::spec::{
    Channel, CoreLayer, Encoding, Frame, Grid, Layer, Lowered, Mark, Reduce, Schema, Shape,
    Transform,
};

/// Points in hexagons.
pub(super) struct Hexbin;

/// How much wider than high a panel is taken to be, where hexagons are to look regular.
const ASPECT: f64 = 1.6;

impl Kind for Hexbin {
    fn name(&self) -> &'static str {
        "hexbin"
    }

    fn summary(&self) -> &'static str {
        "points put in hexagons, coloured by their number or by a value"
    }

    fn guide(&self) -> &'static str {
        "For how two measures go together where there are too many points to see. Rows are counted \
         in hexagons; with --z the colour is the mean of that column, or what --reduce-function says. A \
         --gridsize of N is N hexagons across and as many up as make them regular; N,M is taken as \
         matplotlib takes it. All panels have the same hexagons. On logarithmic axes hexagons are \
         as wide in powers of ten; --logz makes the colours logarithmic. The rows behind the \
         picture are the middles, x and y, and count (or value)."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        const {
            &[
                ChannelUse::required(Channel::X, CONTINUOUS),
                ChannelUse::required(Channel::Y, CONTINUOUS),
                ChannelUse::optional(Channel::Z, NUMBER),
            ]
        }
    }

    fn params(&self) -> &'static [&'static Param] {
        &[
            &param::GRIDSIZE,
            &param::REDUCE,
            &param::MIN_COUNT_CELL,
            &param::LOG_SPACE_X,
            &param::LOG_SPACE_Y,
        ]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "count",
                summary: "rows are counted",
                command: "hexbin testdata/weather.csv -x temp_max -y temp_min --gridsize 30 \
                          --xlabel 'Highest temperature (°C)' --ylabel 'Lowest temperature (°C)' \
                          --clabel Days",
            },
            Example {
                name: "mean",
                summary: "the mean of a column, on a logarithmic axis",
                command: "hexbin testdata/earthquakes.csv -x mag -y depth --z lat --gridsize 24 \
                          --logy --where 'depth > 1' --cmap cividis --ylabel 'Depth (km)' \
                          --xlabel Magnitude --clabel 'Mean latitude'",
            },
            Example {
                name: "logz",
                summary: "a logarithmic colour scale, without what is rare",
                command: "hexbin testdata/diseases.csv -x year -y measles --where 'measles > 0' \
                          --logy --logz --cmap magma_r --min-count-cell 2 \
                          --ylabel 'Cases per 100,000 and week'",
            },
        ]
    }

    fn default_x(&self) -> DefaultX {
        DefaultX::Open
    }

    fn combines(&self) -> Option<&'static Param> {
        Some(&param::REDUCE)
    }

    fn lower(&self, layer: &Layer, schema: &Schema) -> Result<Lowered> {
        let keys = super::keys(layer, schema, &[Channel::X, Channel::Y, Channel::Z]);
        let mut encodings = layer.encodings.clone();
        let z = encodings.remove(&Channel::Z);
        let [left, right, bottom, top] = SIDES;
        let mut place = |channel, far, [from, to]: [&str; 2]| {
            let old = encodings.remove(&channel).unwrap_or_default();
            let column = old.field.unwrap_or_default();
            let title = old.title.unwrap_or_else(|| column.clone());
            encodings.insert(channel, Encoding::field(from).titled(title.clone()));
            encodings.insert(far, Encoding::field(to));
            (column, Some(title))
        };
        let (x, x_title) = place(Channel::X, Channel::X2, [left, right]);
        let (y, y_title) = place(Channel::Y, Channel::Y2, [bottom, top]);
        let value = z.and_then(|z| z.field);
        let reduce = reduce(layer, value.as_deref())?;
        let (name, title) = match &value {
            Some(column) if reduce == Reduce::Count => ("value", format!("count of {column}")),
            Some(column) => ("value", column.clone()),
            None => ("count", "count".to_owned()),
        };
        encodings.insert(Channel::Color, Encoding::field(name).titled(title));
        let mark = Mark::Polygon(Shape::Hexagon);
        let mut cells = CoreLayer::new(mark, encodings, layer.style.clone());
        cells.columns = keys.iter().cloned().chain(["x", "y", name].map(String::from)).collect();
        let flag = |param: &Param| layer.flag(param.name, false);
        cells.transforms.push(Transform::Hexbin(statistic::Hexbin {
            columns: [x, y],
            value,
            keys,
            reduce,
            grid: grid(layer)?,
            least: layer.number(param::MIN_COUNT_CELL.name).unwrap_or(1.0) as u32,
            log: [flag(&param::LOG_SPACE_X), flag(&param::LOG_SPACE_Y)],
        }));
        let frame = Frame { grid: Grid::Both, pad: true, ..Frame::default() };
        Ok(Lowered { x_title, y_title, ..Lowered::new(vec![cells], frame) })
    }
}

/// How values are combined; what was asked of a column that is not named cannot be done.
fn reduce(layer: &Layer, value: Option<&str>) -> Result<Reduce> {
    let Some(name) = layer.text(param::REDUCE.name) else { return Ok(Reduce::Mean) };
    let takes = Reduce::ALL.map(|(name, _)| name).join(", ");
    let reduce = Reduce::parse(name)
        .ok_or_else(|| Error::option(param::REDUCE.name, name, &format!("one of {takes}")))?;
    if value.is_none() && reduce != Reduce::Count {
        return Err(Error::nothing_to_reduce(name));
    }
    Ok(reduce)
}

/// Hexagons across and up.
fn grid(layer: &Layer) -> Result<[u32; 2]> {
    const MOST: u32 = 2_000;
    let Some(value) = layer.options.get(param::GRIDSIZE.name) else { return Ok(regular(50)) };
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let size = |part: &str| part.trim().parse().ok().filter(|n| (1..=MOST).contains(n));
    let found = match text.split_once(',') {
        Some((across, up)) => size(across).zip(size(up)).map(|(n, m)| [n, m]),
        None => size(&text).map(regular),
    };
    let takes =
        format!("a number of hexagons from 1 to {MOST} (30), or two: across and up (30,12)");
    found.ok_or_else(|| Error::option(param::GRIDSIZE.name, &text, &takes))
}

/// As many up as make hexagons regular: a row of the lattice is √3 times as high as wide.
fn regular(across: u32) -> [u32; 2] {
    let up = f64::from(across) / (ASPECT * 3.0_f64.sqrt());
    [across, (up.round() as u32).max(1)]
}
