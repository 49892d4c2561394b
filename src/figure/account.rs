//! What is drawn of the rows of a plot, and what is not.

use std::collections::BTreeMap;

use polars::prelude::DataFrame;

use super::load::Loaded;
use super::{LayerFacts, Range, arrows, axes, spread};

use crate::data::{Columns, Values};
use crate::error::Result;
use crate::layout::AxisFrame;
use crate::mark::{self, Paint};
use crate::spec::wide::WideInto;
use crate::spec::{Channel, Mark, Transform, Unique, mark::Rule};
use crate::warn::{Warnings, count, verb};

/// Which rows of its table a layer draws; none when it draws all.
pub(super) fn keep(layer: &Loaded) -> Option<Vec<bool>> {
    let columns = read(layer);
    // The ends of intervals may have marks of their own.
    if matches!(layer.core.mark, Mark::Rule(Rule::Interval { .. })) {
        let panels: Vec<Channel> =
            columns.channels.keys().copied().filter(|c| of_panel(*c)).collect();
        let lost = lacking(columns, &panels);
        return lost.contains(&true).then(|| lost.iter().map(|lost| !lost).collect());
    }
    mark::drawable(&layer.core, columns)
}

/// The rows of a layer as they were read.
fn read(layer: &Loaded) -> &Columns {
    layer.unstacked.as_ref().unwrap_or(&layer.columns)
}

fn of_panel(channel: Channel) -> bool {
    matches!(channel, Channel::Row | Channel::Col | Channel::Key(_))
}

/// Which rows have no value in one of these channels.
fn lacking(columns: &Columns, channels: &[Channel]) -> Vec<bool> {
    let values: Vec<&Values> = channels.iter().filter_map(|c| columns.get(*c)).collect();
    (0..columns.len).map(|row| values.iter().any(|v| !v.at(row).is_finite())).collect()
}

/// Count what is drawn and what is not, and say the latter. `known` says of each layer whether
/// windows went along its series, which have no value at their ends.
pub(super) fn account(
    known: Vec<(LayerFacts, bool)>,
    layers: &[Loaded],
    axes: Option<&[AxisFrame; 2]>,
    right: Option<&AxisFrame>,
    warnings: &mut Warnings,
) -> Vec<LayerFacts> {
    let mut facts = Vec::new();
    let Some([x, y]) = axes else { return facts };
    for ((known, windowed), layer) in known.into_iter().zip(layers) {
        spread::account(layer, [y, x], warnings);
        if layer.core.annotation || layer.core.silent {
            continue;
        }
        let secondary = right.filter(|_| layer.core.secondary);
        let y = secondary.unwrap_or(y);
        let columns = read(layer);
        let mut drawn =
            mark::drawable(&layer.core, columns).unwrap_or_else(|| vec![true; columns.len]);
        say_missing(layer, &drawn, warnings);
        say_gaps(layer, &drawn, windowed, warnings);
        say_bare(layer, &mut drawn, warnings);
        arrows::account(layer, &mut drawn, warnings);
        // What stacks end up as is not what their rows were.
        let mut stacked = layer.unstacked.as_ref().map(|_| vec![true; layer.columns.len]);
        let seen = stacked.as_mut().unwrap_or(&mut drawn);
        say_unseen(layer, [x, y], secondary.is_some(), seen, warnings);
        let dropped = missing(&drawn);
        let streamed = layer.stream.as_ref().map(|stream| stream.rows);
        let streamed = streamed.or(layer.total.map(|total| total.rows));
        let all = streamed.unwrap_or(layer.columns.len as u64);
        facts.push(LayerFacts {
            rows: streamed.unwrap_or(layer.frame.height() as u64),
            dropped,
            secondary: secondary.is_some(),
            drawn: if layer.unstacked.is_some() { all } else { all.saturating_sub(dropped) },
            x: range(layer, Channel::X, x),
            y: range(layer, Channel::Y, y),
            ..known
        });
    }
    facts
}

fn missing(drawn: &[bool]) -> u64 {
    drawn.iter().filter(|drawn| !**drawn).count() as u64
}

/// Say what the axes cannot show of the rows that are drawn, and strike it out.
fn say_unseen(
    layer: &Loaded,
    [x, y]: [&AxisFrame; 2],
    right: bool,
    drawn: &mut [bool],
    warnings: &mut Warnings,
) {
    let all = drawn.len();
    let mut viewed = drawn.to_vec();
    let what = noun(layer);
    for (channel, axis) in [(Channel::X, x), (Channel::Y, y)] {
        let unseen = axes::unseen(layer, channel, axis, [&mut *drawn, &mut viewed]);
        let right = right && channel == Channel::Y;
        let name = axes::name(if right { Channel::Y2 } else { channel });
        if unseen.not_positive > 0 {
            warnings.warn(format!(
                "{} not drawn: {name} is not positive, and its axis is logarithmic",
                share(unseen.not_positive, all, what, ["is", "are"])
            ));
        }
        if unseen.cut > 0 {
            warnings.warn(format!(
                "{} cut at the foot of the logarithmic axis: {name} is not positive there",
                share(unseen.cut, all, what, ["is", "are"])
            ));
        }
        // Corners out of view may be those of a cell that is seen.
        if unseen.outside > 0 && !matches!(layer.core.mark, Mark::Mesh(_)) {
            let rows = share(unseen.outside, all, what, ["lies", "lie"]);
            let message = format!("{rows} outside the limits of {name}");
            // A line may cross what it has no point in.
            if viewed.contains(&true) {
                warnings.note(message);
            } else {
                warnings.warn(format!("{message}: nothing is in view"));
            }
        }
    }
}

/// What the rows of a layer are to those who asked for it.
fn noun(layer: &Loaded) -> &'static str {
    let of_curve = |step: &Transform| matches!(step, Transform::Density(_));
    if layer.unstacked.is_some() {
        return "point of the stack";
    }
    if matches!(layer.core.mark, Mark::Mesh(_)) {
        return "corner";
    }
    if layer.core.transforms.iter().any(of_curve) { "point of the curve" } else { "row" }
}

/// Say which rows have no colour of their own, though they have a value.
pub(super) fn account_colors(layers: &[Loaded], paints: &[Paint], warnings: &mut Warnings) {
    for (layer, paint) in layers.iter().zip(paints) {
        let (Paint::Sequential(scale), Some(values)) = (paint, layer.columns.get(Channel::Color))
        else {
            continue;
        };
        if layer.core.annotation || layer.core.silent {
            continue;
        }
        let name = field(layer, Channel::Color);
        let many = |is: &dyn Fn(f64) -> bool| {
            (0..values.len()).filter(|&row| is(values.at(row))).count() as u64
        };
        let grey = many(&|v| !v.is_nan() && scale.scale.map(v).is_nan());
        if grey > 0 {
            let rows = share(grey, values.len(), "row", ["has", "have"]);
            warnings.warn(format!(
                "{rows} the colour of missing values: {name} is not positive, and its colours are \
                 logarithmic"
            ));
        }
        let infinite = many(&|v| v.is_infinite() && !scale.scale.map(v).is_nan());
        if infinite > 0 {
            let rows = share(infinite, values.len(), "row", ["has", "have"]);
            warnings.warn(format!("{rows} the last colour: {name} is infinite"));
        }
    }
}

/// What an axis shows of a layer, and from where to where.
fn range(layer: &Loaded, channel: Channel, axis: &AxisFrame) -> Option<Range> {
    // The panels of a matrix show a column each.
    let own = matches!(layer.core.transforms.as_slice(), [Transform::Wide(wide)]
        if matches!(wide.into, WideInto::Pairs | WideInto::Histograms | WideInto::Densities));
    // A place on the page is no value.
    let name = layer.core.encodings.get(&channel).filter(|_| !own)?;
    let field = name.field.as_deref();
    let name = Some(name).filter(|_| !field.is_some_and(|f| f.starts_with('\0')))?;
    let name = name.title.clone().or(name.field.clone())?;
    let [low, high] = axes::ends(layer, channel, &axis.scale);
    Some(Range { column: name, low, high })
}

/// How many values are missing before the first and after the last of each series of each panel.
fn open_ends(columns: &Columns, values: &[f64]) -> u64 {
    let apart = |channel: &Channel| {
        matches!(channel, Channel::By | Channel::Row | Channel::Col | Channel::Key(_))
    };
    let keys: Vec<&Values> =
        columns.channels.iter().filter(|(c, _)| apart(c)).map(|(_, values)| values).collect();
    let series = |row: usize| keys.iter().map(|k| k.at(row).to_bits()).collect::<Vec<u64>>();
    // Of each series: whether a value was seen, and how many are missing since.
    let mut seen: BTreeMap<Vec<u64>, (bool, u64)> = BTreeMap::new();
    let mut ends = 0;
    for (row, value) in values.iter().enumerate() {
        let (started, since) = seen.entry(series(row)).or_default();
        match (value.is_nan(), *started) {
            (true, false) => ends += 1,
            (true, true) => *since += 1,
            (false, _) => (*started, *since) = (true, 0),
        }
    }
    ends + seen.values().map(|(_, since)| since).sum::<u64>()
}

/// Say where lines and areas have no value, though they have a series and a panel.
fn say_gaps(layer: &Loaded, drawn: &[bool], windowed: bool, warnings: &mut Warnings) {
    let columns = read(layer);
    let line = matches!(layer.core.mark, Mark::Line { .. });
    if !line && layer.core.mark != Mark::Area {
        return;
    }
    let rows = || (0..columns.len).filter(|&row| drawn.get(row) == Some(&true));
    if layer.core.unique == Unique::Any {
        let place = [Channel::X, Channel::Y, Channel::Offset, Channel::Offset2];
        let lacking = lacking(columns, &place);
        let gaps = rows().filter(|&row| lacking.get(row) == Some(&true)).count() as u64;
        if gaps > 0 {
            let verb = verb(gaps, "is a gap", "are gaps");
            let what = if line { "paths" } else { "shapes" };
            warnings.note(format!("{} without a place {verb} in the {what}", count(gaps, "row")));
        }
        return;
    }
    let values = columns.get(Channel::Y).and_then(Values::numbers).unwrap_or(&[]);
    let many = |is: fn(&f64) -> bool| {
        rows().filter_map(|row| values.get(row)).filter(|v| is(v)).count() as u64
    };
    let (mut gaps, infinite) = (many(|v| v.is_nan()), many(|v| v.is_infinite()));
    gaps = layer.total.map_or(gaps, |total| total.gaps);
    if windowed {
        gaps = gaps.saturating_sub(open_ends(columns, values));
    }
    let name = field(layer, Channel::Y);
    let stacked = layer.unstacked.is_some();
    let become_what = |number| match stacked {
        true => verb(number, "is stacked as 0", "are stacked as 0"),
        false if line => verb(number, "is a gap in the line", "are gaps in the line"),
        false => verb(number, "is a gap in the area", "are gaps in the area"),
    };
    if gaps > 0 {
        let message = format!("{} of {name} {}", count(gaps, "missing value"), become_what(gaps));
        if stacked { warnings.warn(message) } else { warnings.note(message) }
    }
    if infinite > 0 {
        let values = count(infinite, "infinite value");
        warnings.warn(format!("{values} of {name} {}", become_what(infinite)));
    }
}

/// Say which rows have nothing to show: no words, or no size. The latter are struck out.
fn say_bare(layer: &Loaded, drawn: &mut [bool], warnings: &mut Warnings) {
    let columns = read(layer);
    if layer.core.mark == Mark::Text {
        let words = columns.get(Channel::Text);
        let bare = (0..columns.len).filter(|&r| words.and_then(|w| w.code(r)).is_none()).count();
        if bare > 0 {
            let rows = share(bare as u64, columns.len, "row", ["has", "have"]);
            warnings.note(format!("{rows} no {} to show", field(layer, Channel::Text)));
        }
    }
    let sizes = columns.get(Channel::Size).filter(|_| layer.core.mark == Mark::Dot);
    let Some(sizes) = sizes else { return };
    let mut flat = 0;
    for (row, drawn) in drawn.iter_mut().enumerate().filter(|(_, drawn)| **drawn) {
        if sizes.at(row) <= 0.0 {
            *drawn = false;
            flat += 1;
        }
    }
    if flat > 0 {
        warnings.warn(format!(
            "{} not drawn: {}, their size, is not positive",
            share(flat, columns.len, "row", ["is", "are"]),
            field(layer, Channel::Size)
        ));
    }
}

fn field(layer: &Loaded, channel: Channel) -> &str {
    layer.core.encodings.get(&channel).and_then(|e| e.field.as_deref()).unwrap_or("y")
}

/// Which columns the rows lack that are not drawn.
fn say_missing(layer: &Loaded, drawn: &[bool], warnings: &mut Warnings) {
    let columns = read(layer);
    let needed = mark::needed(&layer.core, columns);
    if !matches!(layer.core.mark, Mark::Rule(Rule::Interval { .. })) {
        return say_lost(layer, missing(drawn), &needed, "not drawn", warnings);
    }
    // Their ends may have marks of their own, but not without a panel.
    let (panels, own): (Vec<Channel>, Vec<Channel>) =
        needed.into_iter().partition(|c| of_panel(*c));
    let homeless = lacking(columns, &panels);
    let lost = homeless.iter().filter(|lost| **lost).count() as u64;
    say_lost(layer, lost, &panels, "not drawn", warnings);
    say_lost(layer, missing(drawn).saturating_sub(lost), &own, "no line", warnings);
}

/// Say that so many rows lack a value in some of these channels.
fn say_lost(layer: &Loaded, lost: u64, channels: &[Channel], what: &str, warnings: &mut Warnings) {
    if lost == 0 {
        return;
    }
    let columns = read(layer);
    let any = |is: fn(f64) -> bool, channel: &Channel| {
        columns.get(*channel).is_some_and(|v| (0..columns.len).any(|row| is(v.at(row))))
    };
    let mut seen = std::collections::BTreeSet::new();
    let lacking: Vec<&str> = channels
        .iter()
        .filter(|channel| any(|v| !v.is_finite(), channel))
        .map(|channel| field(layer, *channel))
        .filter(|name| !name.starts_with('\0') && seen.insert(*name))
        .collect();
    let infinite = channels.iter().any(|channel| any(f64::is_infinite, channel));
    let verbs = if what == "no line" { ["has", "have"] } else { ["is", "are"] };
    warnings.warn(format!(
        "{} {what}: {} {} {}",
        share(lost, columns.len, "row", verbs),
        crate::error::list(&lacking, 4),
        verb(lacking.len() as u64, "is", "are"),
        if infinite { "missing or infinite" } else { "missing" }
    ));
}

/// Say which series have no line of equal density: each of theirs lies below the first.
pub(super) fn say_flat(core: &Loaded, base: &DataFrame, warnings: &mut Warnings) -> Result<()> {
    let lines = matches!(core.core.transforms.last(), Some(Transform::Bivariate(_)));
    let by = core.core.encodings.get(&Channel::By).and_then(|by| by.field.as_deref());
    let Some(by) = by.filter(|by| lines && base.column(by).is_ok()) else { return Ok(()) };
    let all = Columns::from_frame(base, &[(Channel::By, by)], |_| true)?;
    let levels = |columns: &Columns| columns.get(Channel::By).map(|by| by.levels().to_vec());
    let drawn = levels(&core.columns).unwrap_or_default();
    let all = levels(&all).unwrap_or_default();
    let flat: Vec<&str> =
        all.iter().filter(|word| !drawn.contains(word)).map(String::as_str).collect();
    if !flat.is_empty() {
        warnings.warn(format!(
            "{} of {by} {} not drawn: too few points, or a density below the first level",
            crate::error::list(&flat, 4),
            crate::warn::verb(flat.len() as u64, "is", "are"),
        ));
    }
    Ok(())
}

/// `1 of 8 rows is`, `2 of 8 rows are`.
fn share(part: u64, all: usize, noun: &str, [one, many]: [&str; 2]) -> String {
    let all = match noun.split_once(' ') {
        Some((noun, rest)) => format!("{} {rest}", count(all as u64, noun)),
        None => count(all as u64, noun),
    };
    format!("{part} of {all} {}", verb(part, one, many))
}
