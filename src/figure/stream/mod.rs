//! Rows that are never held: a source walked piece by piece, filtered and derived on the way.
//!
//! In: a table as it was opened, and steps that look at one row at a time. Out: a [`Stream`], with
//! what axes and legends need to know of its rows; or the few rows that are left of them, or in view.

mod fit;
mod sieve;
mod survey;
mod thin;
mod view;

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::{DataFrame, SchemaExt};

use super::{THRESHOLD, policy};
use crate::data::{Columns, Pieces, Table, Values};
use crate::error::Result;
use crate::scale::format::with_commas;
use crate::scale::{Extent, time};
use crate::spec::raster::Rasterize;
use crate::spec::{Channel, CoreLayer, Encoding, Mark, Plot, ScaleSpec, Schema, Transform, Type};
use crate::transform::{self, Condition};
use crate::warn::Warnings;

pub(super) use fit::sorts_by_x;
use survey::Survey;
pub(super) use thin::Total;
use view::Limits;

/// Rows of a layer that are never held.
#[derive(Clone)]
pub(super) struct Stream {
    /// The table as it was opened.
    pub(super) table: Table,
    /// What is done with every piece.
    pub(super) steps: Vec<Transform>,
    /// The columns of channels.
    pub(super) fields: Vec<(Channel, String)>,
    /// The columns of the source that are read.
    pub(super) needed: Vec<String>,
    /// Number of rows, after the steps.
    pub(super) rows: u64,
    /// Rows of each word of a channel, where they were counted.
    counts: BTreeMap<Channel, Vec<u64>>,
    /// What the steps are, where all of them are conditions that are decided on the way.
    filter: Option<Vec<Condition>>,
}

/// Rows that may be too many to be held.
pub(super) enum Opened {
    /// They are.
    Many(Box<Streamed>),
    /// They were, but few are left of them, or in view.
    Few(DataFrame),
    /// They are, but some of them say what all of them would.
    Thin(DataFrame, Total),
}

/// A stream, and what is known of its rows.
pub(super) struct Streamed {
    /// The rows.
    pub(super) stream: Stream,
    /// Its channels without rows: words, and what kind of values they have.
    pub(super) columns: Columns,
    /// Their extents.
    pub(super) extents: BTreeMap<Channel, Extent>,
}

/// The rows of a layer as a stream; none when they are few, or are to be had at once. `names` are
/// the columns that are wanted of few.
pub(super) fn stream(
    opened: &Table,
    layer_steps: &[Transform],
    schema: &Schema,
    (core, names): (&CoreLayer, &[&str]),
    plot: &Plot,
    warnings: &mut Warnings,
) -> Result<Option<Opened>> {
    let thinned = fit::can_be_thinned(core, plot);
    let walked = thinned || fit::can_be_cells(core, plot);
    if !walked {
        return Ok(None);
    }
    let fields = fields(core);
    let bounded = fields.iter().filter(|(channel, _)| !holds_words(*channel));
    let bounded: Vec<&str> = bounded.map(|(_, name)| name.as_str()).collect();
    let Some(pieces) = opened.pieces_bounding(&bounded) else { return Ok(None) };
    let least = match plot.raster.rasterize {
        Some(Rasterize::Always) => THRESHOLD.min(20_000),
        _ => plot.raster.resample_when.unwrap_or(THRESHOLD),
    };
    if pieces.rows().iter().sum::<u64>() <= least {
        return Ok(None);
    }
    if !fields.iter().all(|(channel, name)| fit::can_be_walked(*channel, name, schema)) {
        return Ok(None);
    }
    // Panels with ranges of their own need to know their rows, as do those of several keys.
    let facets = fields.iter().filter(|(channel, _)| of_panel(*channel)).count();
    let free = plot.facet.free_x || plot.facet.free_y;
    let wrapped = facets > 1 && (!plot.widgets.is_empty() || plot.facet.row.is_none());
    if wrapped || (free && facets > 0) {
        return Ok(None);
    }
    let mut steps: Vec<Transform> = layer_steps.to_vec();
    // Rows that are not in this order are found when they are walked.
    let ordered = steps.last().is_some_and(|last| sorts_by_x(last, core));
    if ordered {
        steps.pop();
    }
    let mut stream = Stream {
        needed: needed(&steps, &fields, &opened.schema().names()),
        table: opened.clone(),
        steps,
        fields,
        rows: pieces.rows().iter().sum(),
        counts: BTreeMap::new(),
        filter: None,
    };
    stream.filter = stream.steps.iter().map(|step| transform::condition(step, opened)).collect();
    let y = if core.secondary { Channel::Y2 } else { Channel::Y };
    let limits: Vec<(Channel, [f64; 2])> = [(Channel::X, Channel::X), (Channel::Y, y)]
        .into_iter()
        .filter_map(|(channel, axis)| Some((channel, limits(plot.scales.get(&axis)?)?)))
        .collect();
    let forced = plot.raster.rasterize == Some(Rasterize::Always);
    // A line may cross what it has no point in: all of its rows are looked at.
    let cut = !limits.is_empty() && !forced && core.mark == Mark::Dot;
    if cut && view::few(&stream, &limits, least)? {
        return few(&stream, &limits, names, warnings).map(Some);
    }
    let log = |channel: &Channel| {
        let scale = plot.scales.get(channel);
        scale.is_some_and(|s| s.kind == Some(crate::spec::scale::ScaleKind::Log))
    };
    let Survey { rows, extents, words, counts } =
        survey::survey(&stream, pieces, schema, &limits, &log)?;
    if rows <= least {
        // Few can be put in order.
        if ordered {
            return Ok(None);
        }
        return few(&stream, &[], names, warnings).map(Some);
    }
    let series = words.values().map(Vec::len).product::<usize>();
    if thinned && words.get(&Channel::By).is_none_or(|by| by.len() <= policy::MANY_SERIES) {
        let Some(x) = extents.get(&Channel::X) else { return Ok(None) };
        let limited = limits.iter().find(|(channel, _)| *channel == Channel::X);
        let ends = limited.map_or([x.min, x.max], |(_, [a, b])| [a.max(x.min), b.min(x.max)]);
        let thinned = thin::thin(&stream, names, ends, series)?;
        return Ok(thinned.map(|(rows, total)| Opened::Thin(rows, total)));
    }
    if ordered && core.mark != Mark::Dot {
        return Ok(None);
    }
    stream.rows = rows;
    stream.counts = counts;
    let columns = stream.empty(schema, words);
    Ok(Some(Opened::Many(Box::new(Streamed { stream, columns, extents }))))
}

/// The columns of channels.
fn fields(core: &CoreLayer) -> Vec<(Channel, String)> {
    let field = |(channel, encoding): (&Channel, &Encoding)| {
        encoding.field.clone().map(|field| (*channel, field))
    };
    core.encodings.iter().filter_map(field).collect()
}

/// The few rows that are left of very many, or in view.
fn few(
    stream: &Stream,
    limits: &Limits,
    names: &[&str],
    warnings: &mut Warnings,
) -> Result<Opened> {
    let frame = view::gather(stream, limits, names)?;
    if !limits.is_empty() {
        let left = with_commas(&frame.height().to_string());
        let all = with_commas(&stream.pieces().iter().sum::<u64>().to_string());
        warnings.note(format!("{left} of {all} rows are in view and have a mark each"));
    }
    Ok(Opened::Few(frame))
}

/// Channels that hold words whatever their column is.
pub(super) fn holds_words(channel: Channel) -> bool {
    matches!(channel, Channel::By | Channel::Text) || of_panel(channel)
}

pub(super) fn of_panel(channel: Channel) -> bool {
    matches!(channel, Channel::Row | Channel::Col | Channel::Key(_))
}

/// The columns of the source that steps and channels name; rather too many than too few.
fn needed(steps: &[Transform], fields: &[(Channel, String)], names: &[&str]) -> Vec<String> {
    let mentions = |step: &Transform, name: &str| match step {
        Transform::Where(text) | Transform::Derive { expr: text, .. } => text.contains(name),
        Transform::Sel { column, .. }
        | Transform::Rename { column, .. }
        | Transform::Part { column, .. } => column.contains(name),
        Transform::Join { columns, .. } => columns.iter().any(|column| column == name),
        _ => true,
    };
    let wanted = |name: &&&str| {
        fields.iter().any(|(_, field)| field == **name)
            || steps.iter().any(|step| mentions(step, name))
    };
    let all: BTreeSet<&str> = names.iter().filter(wanted).copied().collect();
    all.into_iter().map(String::from).collect()
}

/// The limits of an axis, where the user set some; open where there is none.
fn limits(spec: &ScaleSpec) -> Option<[f64; 2]> {
    let read = |value: &serde_json::Value| match value {
        serde_json::Value::String(text) => time::parse_iso(text),
        number => number.as_f64(),
    };
    let [a, b] = [&spec.min, &spec.max].map(|end| end.as_ref().map(read));
    // An end that cannot be read is an error, which the axis says.
    let (a, b) = (a.unwrap_or(Some(f64::NEG_INFINITY))?, b.unwrap_or(Some(f64::INFINITY))?);
    (a.is_finite() || b.is_finite()).then_some([a.min(b), a.max(b)])
}

impl Stream {
    /// Rows of each word of a channel, where they are known.
    pub(super) fn counts(&self, channel: Channel) -> Option<Vec<u64>> {
        self.counts.get(&channel).cloned()
    }

    /// Rows of the table as it was opened.
    pub(super) fn table_rows(&self) -> Option<u64> {
        self.table.pieces().map(|pieces| pieces.rows().iter().sum())
    }

    /// The channels without rows.
    fn empty(&self, schema: &Schema, mut words: BTreeMap<Channel, Vec<String>>) -> Columns {
        let values = |channel: Channel, name: &str| {
            if let Some(levels) = words.remove(&channel) {
                return Values::Category { codes: Vec::new(), levels };
            }
            match schema.get(name).map(|field| field.kind) {
                Some(Type::Time) => Values::Time(Vec::new()),
                _ => Values::Number(Vec::new()),
            }
        };
        let mut values = values;
        let channels = self.fields.iter().map(|(c, name)| (*c, values(*c, name))).collect();
        Columns { len: 0, channels, instants: None }
    }

    /// Walk over a piece: the values of these channels.
    pub(super) fn walk(
        &self,
        piece: usize,
        fields: &[(Channel, String)],
        each: &mut dyn FnMut(&[Values]) -> Result<()>,
    ) -> Result<()> {
        let names: Vec<&str> = fields.iter().map(|(_, name)| name.as_str()).collect();
        let types = self.table.schema();
        let as_words = |(channel, name): &(Channel, String)| {
            let kind = types.get(name).map(|field| field.kind);
            holds_words(*channel) && matches!(kind, Some(Type::Integer | Type::Number))
        };
        let once = unique(&names).len() == names.len();
        if once && !fields.iter().any(as_words) && self.walk_plain(piece, &names, each)? {
            return Ok(());
        }
        let frame = self.stepped(piece, &names)?.collect(&unique(&names))?;
        let pairs: Vec<(Channel, &str)> = fields.iter().map(|(c, n)| (*c, n.as_str())).collect();
        let mut columns = Columns::from_frame(&frame, &pairs, holds_words)?;
        let values: Vec<Values> =
            fields.iter().filter_map(|(channel, _)| columns.channels.remove(channel)).collect();
        each(&values)
    }

    /// Walk over columns of a piece as the source has them; false where some step makes columns.
    fn walk_plain(
        &self,
        piece: usize,
        names: &[&str],
        each: &mut dyn FnMut(&[Values]) -> Result<()>,
    ) -> Result<bool> {
        let Some(pieces) = self.table.pieces() else { return Ok(true) };
        match self.filter.as_deref() {
            None => return Ok(false),
            Some([]) => pieces.walk(piece, names, each)?,
            Some(filter) => filtered(pieces, piece, names, filter, each)?,
        }
        Ok(true)
    }

    /// A piece after the steps, of which these columns are wanted.
    pub(super) fn stepped(&self, piece: usize, names: &[&str]) -> Result<Table> {
        let Some(pieces) = self.table.pieces() else { return Ok(self.table.clone()) };
        let known = self.table.schema();
        let own = names.iter().copied().filter(|name| known.get(name).is_some());
        let needed: Vec<&str> = match self.steps.as_slice() {
            [] => own.collect(),
            _ => self.needed.iter().map(String::as_str).chain(own).collect(),
        };
        let needed = unique(&needed);
        let frame = if may_hold(pieces, piece, self.filter.as_deref().unwrap_or(&[])) {
            pieces.frame(piece, &needed)?
        } else {
            let types = self.table.types()?;
            let fields = needed.iter().filter_map(|name| types.get_field(name));
            DataFrame::empty_with_schema(&fields.collect())
        };
        let mut table = Table::from_frame(frame, self.table.name());
        for step in &self.steps {
            table = transform::apply_to_piece(&table, step)?;
        }
        Ok(table)
    }

    /// Whether all rows of a piece are known to lie beyond some limit.
    pub(super) fn is_beyond(&self, piece: usize, limits: &Limits) -> bool {
        let Some(pieces) = self.table.pieces().filter(|_| self.steps.is_empty()) else {
            return false;
        };
        limits.iter().any(|(channel, [low, high])| {
            let field = self.fields.iter().find(|(one, _)| one == channel);
            let known = field.and_then(|(_, name)| ends(pieces, piece, name));
            known.is_some_and(|[least, greatest]| greatest < *low || least > *high)
        })
    }

    /// Number of pieces and the rows that each has before the steps.
    pub(super) fn pieces(&self) -> Vec<u64> {
        self.table.pieces().map_or_else(Vec::new, |pieces| pieces.rows().to_vec())
    }
}

/// Whether some row of a piece may meet all conditions.
fn may_hold(pieces: &dyn Pieces, piece: usize, filter: &[Condition]) -> bool {
    let ends = |name: &str| ends(pieces, piece, name);
    filter.iter().all(|condition| condition.may_hold(&ends))
}

/// Walk over the rows of a piece that meet all conditions.
fn filtered(
    pieces: &dyn Pieces,
    piece: usize,
    names: &[&str],
    filter: &[Condition],
    each: &mut dyn FnMut(&[Values]) -> Result<()>,
) -> Result<()> {
    if !may_hold(pieces, piece, filter) {
        return Ok(());
    }
    let looked_at = filter.iter().flat_map(Condition::columns);
    let all = unique(&names.iter().copied().chain(looked_at).collect::<Vec<_>>());
    let mut kept: Vec<Values> = Vec::new();
    pieces.walk(piece, &all, &mut |values| {
        let len = values.first().map_or(0, Values::len);
        let of = |name: &str| values.get(all.iter().position(|one| *one == name)?);
        let mut masks = filter.iter().map(|condition| condition.holds(len, &of));
        let mut mask = masks.next().unwrap_or_default();
        for other in masks {
            mask.iter_mut().zip(other).for_each(|(one, other)| *one &= other);
        }
        for (place, values) in values.iter().take(names.len()).enumerate() {
            match kept.get_mut(place) {
                Some(kept) => values.filter_into(&mask, kept),
                None => kept.push(values.filtered(&mask)),
            }
        }
        each(&kept)
    })
}

/// The ends of a column in a piece, where they are known.
fn ends(pieces: &dyn Pieces, piece: usize, name: &str) -> Option<[f64; 2]> {
    pieces.bounds(piece, name).map(|bounds| [bounds.least, bounds.greatest])
}

fn unique<'a>(names: &[&'a str]) -> Vec<&'a str> {
    let mut seen = BTreeSet::new();
    names.iter().copied().filter(|name| seen.insert(*name)).collect()
}
