//! Waterfall: changes that add up.

use super::{ChannelUse, Columns, DefaultX, Example, Kind, NUMBER, Param, heatmap, param};
use crate::error::{Error, Result};
use crate::spec::mark::Rule;
use crate::spec::whole::DIRECTIONS;
use crate::spec::{
    Channel, CoreLayer, Encoding, Finish, Frame, Labels, Layer, Lowered, Mark, Running, Schema,
    Style, Transform,
};

/// What rises, what falls, and totals: apart for all kinds of colour vision, on any ground.
const COLORS: [&str; 3] = ["C0", "C6", "#8a939e"];

/// Changes that add up.
pub(super) struct Waterfall;

impl Kind for Waterfall {
    fn name(&self) -> &'static str {
        "waterfall"
    }

    fn summary(&self) -> &'static str {
        "changes that add up, each from where the one before ended"
    }

    fn guide(&self) -> &'static str {
        "For how a sum comes about: what was won, what was lost, what is left. Rows are taken in \
         their order; numbers and times along x in theirs. A category that repeats is an error \
         until --agg says how to combine its rows."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        const {
            &[
                ChannelUse::required(Channel::X, &[]),
                ChannelUse::required(Channel::Y, NUMBER),
                ChannelUse::optional(Channel::By, &[]),
            ]
        }
    }

    fn params(&self) -> &'static [&'static Param] {
        &[&param::TOTAL, &param::POS_COLOR, &param::NEG_COLOR, &param::LABELS]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "budget",
                summary: "a household's month, with what is left",
                command: "waterfall testdata/budget.csv -x item -y amount --total 'left over' \
                          --title 'Where the money goes' --ylabel 'EUR a month'",
            },
            Example {
                name: "lying",
                summary: "downwards, in other colours",
                command: "waterfall testdata/budget.csv -x item -y amount --swap-axes \
                          --pos-color seagreen --neg-color '#b07aa1' --height 380",
            },
        ]
    }

    fn default_x(&self) -> DefaultX {
        DefaultX::Category
    }

    fn columns(&self) -> Columns {
        Columns::One
    }

    fn lower(&self, layer: &Layer, _schema: &Schema) -> Result<Lowered> {
        if let Some(by) = layer.field(Channel::By) {
            return Err(Error::one_series("waterfall", by));
        }
        let keys = super::panel_keys(layer);
        let field = |channel| layer.field(channel).unwrap_or_default().to_owned();
        let (category, column) = (field(Channel::X), field(Channel::Y));
        let total = layer.options.get(param::TOTAL.name);
        let total = total.map(|name| name.as_str().map_or_else(|| name.to_string(), str::to_owned));
        if total.is_some()
            && let Some(twice) = keys.iter().find(|key| [&category, &column].contains(key))
        {
            return Err(Error::total_of_a_panel(twice));
        }
        let mut levels = DIRECTIONS.map(String::from).to_vec();
        levels.truncate(if total.is_some() { 3 } else { 2 });
        let running = Transform::Running(Running {
            category: category.clone(),
            column: column.clone(),
            keys: keys.clone(),
            total,
        });
        let mut encodings = layer.encodings.clone();
        encodings.insert(Channel::Y, Encoding::field("end").titled(column.clone()));
        let bridges = CoreLayer {
            transforms: vec![running.clone()],
            finish: Finish::Ink,
            silent: true,
            ..CoreLayer::new(Mark::Rule(Rule::Bridge), encodings.clone(), Style::default())
        };
        encodings.insert(Channel::Y2, Encoding::field("start"));
        encodings.insert(Channel::By, Encoding::field("direction").titled(""));
        let [rise, fall, whole] = COLORS.map(String::from);
        let color = |param: Param, default| layer.text(param.name).map_or(default, String::from);
        let mut bars = CoreLayer {
            transforms: vec![running],
            palette: vec![color(param::POS_COLOR, rise), color(param::NEG_COLOR, fall), whole],
            levels,
            labels: match heatmap::labels(layer, Labels::Always) {
                Labels::Never => Labels::Never,
                _ => Labels::Signed,
            },
            columns: keys,
            ..CoreLayer::new(Mark::Bar, encodings, layer.style.clone())
        };
        bars.columns.extend([category, column.clone(), "start".into(), "end".into()]);
        let frame = Frame { zero: true, band: true, axis_line: true, ..Frame::default() };
        Ok(Lowered { y_title: Some(column), ..Lowered::new(vec![bridges, bars], frame) })
    }
}
