//! A picture in words, for those who cannot see it.

use crate::scale::format::with_commas;
use crate::spec::{Channel, Mark};
use crate::warn::verb;

use super::{Facts, PreparedPlot, Range};

/// What the picture is called when the user gave no title: `measles by year`.
pub(super) fn title(plots: &[PreparedPlot]) -> String {
    let mut titles: Vec<String> = Vec::new();
    for plot in plots {
        let left = plot.y_title.as_deref().or_else(|| shown(plot, Channel::Y)).unwrap_or("rows");
        let y = match plot.right_title.as_deref() {
            Some(right) => format!("{left} and {right}"),
            None => left.to_owned(),
        };
        let x = plot.x_title.as_deref().or_else(|| shown(plot, Channel::X));
        let title = match x.filter(|x| !x.is_empty() && plot.names.is_none()) {
            Some(x) => format!("{y} by {x}"),
            None => match &plot.names {
                Some([rows, _]) => format!("{} against each other", rows.join(", ")),
                None => y,
            },
        };
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    titles.join(", ")
}

/// What a plot without axes shows on a channel.
fn shown(plot: &PreparedPlot, channel: Channel) -> Option<&str> {
    let layer = plot.layers.iter().find(|l| !l.core.annotation && !l.core.silent)?;
    let encoding = layer.core.encodings.get(&channel)?;
    let title = encoding.title.as_deref().filter(|title| !title.is_empty());
    title.or(encoding.field.as_deref())
}

/// Chart type, columns, ranges and row count in one sentence a layer.
pub(super) fn sentence(facts: &Facts, plots: &[PreparedPlot]) -> String {
    let mut sentences: Vec<String> = facts
        .layers
        .iter()
        .map(|layer| {
            let y = if layer.secondary { "y on the right" } else { "y" };
            let ranges =
                [("x", &layer.x), (y, &layer.y)].into_iter().filter_map(|(axis, range)| {
                    let Range { column, low, high } = range.as_ref()?;
                    Some(format!("; {axis}: {column} from {} to {}", low.words, high.words))
                });
            let rows = with_commas(&layer.rows.to_string());
            let noun = verb(layer.rows, "row", "rows");
            let kind = capital(&layer.kind.replace('_', " "));
            let mut words = format!("{kind} chart of {rows} {noun}");
            words.extend(ranges);
            words
        })
        .collect();
    for plot in plots {
        let count = plot.panels.count();
        if count > 1 {
            sentences.push(format!("{count} panels"));
        }
        let series = plot.layers.iter().find_map(|l| l.columns.get(Channel::By));
        if let Some(by) = series {
            let names: Vec<&str> = by.levels().iter().map(String::as_str).collect();
            sentences.push(format!("Series: {}", crate::error::list(&names, 12)));
        }
        for layer in plot.layers.iter().filter(|l| l.core.annotation) {
            if let Some(words) = layer.columns.get(Channel::Text).and_then(|t| t.levels().first()) {
                let what = match layer.core.mark {
                    Mark::Rule(_) => "Line",
                    Mark::Rect => "Band",
                    Mark::Arrow => "Arrow",
                    _ => "Note",
                };
                sentences.push(format!("{what}: {words}"));
            }
        }
    }
    sentences.iter().map(|s| format!("{s}.")).collect::<Vec<_>>().join(" ")
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
