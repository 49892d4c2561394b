//! One layer of the spec to core layers with their columns: opened, transformed, resolved,
//! lowered, read.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::DataFrame;

use super::base::base_names;
use super::panels::Keys;
use super::stream::{Opened, Stream, Streamed, Total, sorts_by_x, stream};
use super::{Open, account, corners, grid, sides, words};
use crate::data::{Columns, Table};
use crate::error::{Error, ErrorKind, Result};
use crate::kind::{self, auto};
use crate::scale::Extent;
use crate::spec::{
    Channel, CoreLayer, Encoding, Frame, Layer, Lowered, Mark, Plot, Schema, Transform, Type,
    Widget,
};
use crate::transform;
use crate::warn::Warnings;

/// A core layer and the rows that it shows.
#[derive(Clone)]
pub(super) struct Loaded {
    /// The core layer.
    pub core: CoreLayer,
    /// Its rows by channel.
    pub columns: Columns,
    /// Its rows as they were read, where others are drawn: stacked areas have a value everywhere.
    pub unstacked: Option<Columns>,
    /// Its table; empty for annotations.
    pub frame: DataFrame,
    /// Extents of all its rows, so that long columns are looked at once.
    pub extents: BTreeMap<Channel, Extent>,
    /// Its rows, where they are too many to be held: then `columns` have none.
    pub stream: Option<Stream>,
    /// What its rows stand for, where they are some of very many.
    pub total: Option<Total>,
}

/// A layer of the spec, read.
pub(super) struct Read {
    /// With every choice made.
    pub layer: Layer,
    /// What it lowers to.
    pub cores: Vec<Loaded>,
    /// What the kind asks of the axes.
    pub frame: Frame,
    /// Title of x, when the kind knows it.
    pub x_title: Option<String>,
    /// Title of y, when the kind knows it.
    pub y_title: Option<String>,
    /// Columns that say row and column of panels of the kind's own making.
    pub matrix: Option<[String; 2]>,
    /// The table after the user's transforms: what an output carries.
    pub base: DataFrame,
    /// Keys that are mapped to nothing.
    pub widgets: Vec<Widget>,
    /// Rows of the source, where they were counted.
    pub rows: Option<u64>,
    /// Columns of words with no task: what `--by` could be.
    pub idle: Vec<String>,
}

impl Read {
    /// Take x as categories, because those of another layer are: bars of a year have slots, and a
    /// line over them goes from slot to slot.
    pub(super) fn put_in_slots(&mut self) -> Result<()> {
        self.frame.band = true;
        for Loaded { core, columns, frame, .. } in &mut self.cores {
            let x = core.encodings.get(&Channel::X).and_then(|x| x.field.as_deref());
            if let Some(x) = x.filter(|x| frame.column(x).is_ok()) {
                let slots = Columns::from_frame(frame, &[(Channel::X, x)], |_| true)?;
                columns.channels.extend(slots.channels);
            }
        }
        Ok(())
    }
}

/// Read `layer` of `plot`.
pub(super) fn read(
    layer: &Layer,
    plot: &Plot,
    open: &Open<'_>,
    (at_once, keys): (bool, Keys),
    warnings: &mut Warnings,
) -> Result<Read> {
    let Some(data) = &layer.data else { return annotation(layer, plot, warnings) };
    let table = corners::open(data, layer, open, warnings)?;
    let steps = if data.embedded.is_none() { layer.transforms.as_slice() } else { &[] };
    let Begun { mut opened, mut table, done, mut by_row } = begin(table, steps, warnings)?;
    by_row &= !at_once;
    let resolved = auto::resolve(layer, plot, table.schema(), warnings)?;
    let mut layer = resolved.layer.clone();
    let idle = idle_columns(&layer, plot, table.schema());
    for (number, step) in resolved.added.iter().enumerate() {
        // Lines along times are put in order last, which they mostly are.
        let last = number + 1 == resolved.added.len();
        by_row &= transform::by_row(step, &table) || (last && is_sort(step));
        table = transform::apply(&table, step, warnings)?;
    }
    map_facets(&mut layer, plot, &resolved.widgets, table.schema())?;
    let kind = kind::find(&layer.kind)?;
    sides::check(&layer)?;
    kind::check(kind, &layer, table.schema())?;
    let mut lowered = kind.lower(&layer, table.schema())?;
    let later = layer.transforms.get(done..).unwrap_or_default();
    let own = grid::steps(&mut lowered, &opened, (later, &resolved), keys, warnings);
    if !own.is_empty() {
        opened = all(opened, own.iter(), warnings)?;
        table = all(opened.clone(), later.iter().chain(&resolved.added), warnings)?;
    }
    let known = opened.schema().rows;
    let mut others = kind.reads(&layer)?;
    others.extend(plot.page.hover_cols.iter().cloned());
    let widgets = resolved.widgets;
    let read: Vec<String> = others.iter().cloned().chain(own.iter().flat_map(grid::ends)).collect();
    let mut few = None;
    if by_row
        && others.is_empty()
        && lowered.can_stream()
        && let [core] = lowered.layers.as_slice()
        && layer.transforms.last().is_none_or(|last| !is_sort(last) || sorts_by_x(last, core))
    {
        let core = CoreLayer { secondary: layer.secondary, ..core.clone() };
        let names = base_names(&table, &layer, &read)?;
        match stream(&opened, later, table.schema(), (&core, &names), plot, warnings)? {
            Some(Opened::Many(many)) => {
                return read_streamed(layer, lowered, *many, &table, (known, widgets, idle));
            }
            Some(Opened::Few(rows)) => few = Some((rows, None)),
            Some(Opened::Thin(rows, total)) => few = Some((rows, Some(total))),
            None => {}
        }
    }
    let (base, total) = match few {
        Some(few) => few,
        None => (table.collect(&base_names(&table, &layer, &read)?)?, None),
    };
    // Where nothing was done to the table, it has now been counted.
    let rows = known.or_else(|| layer.transforms.is_empty().then_some(base.height() as u64));
    if base.height() == 0 {
        return Err(Error::no_rows(table.name(), &layer.transforms));
    }
    let base_table = Table::from_frame(base.clone(), table.name());
    let Lowered { layers, frame, x_title, y_title, matrix } = lowered;
    let mut tables = vec![(Vec::new(), base_table)];
    let cores = layers
        .into_iter()
        .map(|core| {
            let core = CoreLayer { secondary: layer.secondary, ..core };
            let table = computed(&core.transforms, &mut tables, warnings)?;
            load(core, &layer, table, frame).map(|core| Loaded { total, ..core })
        })
        .collect::<Result<_>>()?;
    let mut cores: Vec<Loaded> = cores;
    for core in &mut cores {
        corners::give_cells(core, &base)?;
        account::say_flat(core, &base, warnings)?;
    }
    Ok(Read { layer, cores, frame, x_title, y_title, matrix, base, widgets, rows, idle })
}

/// A table after some of the user's steps.
struct Begun {
    /// As it was opened: a grid is made smaller at once.
    opened: Table,
    /// After all steps.
    table: Table,
    /// How many of the steps `opened` has behind it.
    done: usize,
    /// Whether each of the others looks at one row at a time.
    by_row: bool,
}

/// Do what the user asks for.
fn begin(table: Table, steps: &[Transform], warnings: &mut Warnings) -> Result<Begun> {
    let mut begun = Begun { opened: table.clone(), table, done: 0, by_row: true };
    for (number, step) in steps.iter().enumerate() {
        let of_row = transform::by_row(step, &begun.table);
        begun.table = transform::apply(&begun.table, step, warnings)
            .map_err(|error| too_early(error, step, steps))?;
        if begun.table.grid().is_some() {
            (begun.opened, begun.done) = (begun.table.clone(), number + 1);
        } else {
            begun.by_row &= of_row;
        }
    }
    Ok(begun)
}

/// A table after all of some steps.
fn all<'a>(
    table: Table,
    mut steps: impl Iterator<Item = &'a Transform>,
    warnings: &mut Warnings,
) -> Result<Table> {
    steps.try_fold(table, |table, step| transform::apply(&table, step, warnings))
}

/// A layer whose rows are walked when their pixels are known.
fn read_streamed(
    layer: Layer,
    lowered: Lowered,
    streamed: Streamed,
    table: &Table,
    (known, widgets, idle): (Option<u64>, Vec<Widget>, Vec<String>),
) -> Result<Read> {
    let Streamed { stream, columns, extents } = streamed;
    let base = DataFrame::empty_with_schema(table.types()?.as_ref());
    let Lowered { layers, frame, x_title, y_title, matrix } = lowered;
    let rows = known.or_else(|| stream.table_rows());
    let core = |mut core: CoreLayer| {
        core.name = core.name.or_else(|| layer.name.clone());
        Loaded {
            core: CoreLayer { secondary: layer.secondary, ..core },
            columns: columns.clone(),
            unstacked: None,
            frame: base.clone(),
            extents: extents.clone(),
            stream: Some(stream.clone()),
            total: None,
        }
    };
    let cores = layers.into_iter().map(core).collect();
    Ok(Read { layer, cores, frame, x_title, y_title, matrix, base, widgets, rows, idle })
}

fn is_sort(step: &Transform) -> bool {
    matches!(step, Transform::Sort { .. })
}

/// A condition that names a column which is made after it.
fn too_early(error: Error, step: &Transform, steps: &[Transform]) -> Error {
    let Transform::Where(condition) = step else { return error };
    let made = steps.iter().find_map(|step| match step {
        Transform::Derive { name, expr } if condition.contains(name.as_str()) => Some((name, expr)),
        _ => None,
    });
    match made.filter(|_| error.kind == ErrorKind::Column) {
        Some((name, expr)) => error.made_later(name, expr),
        None => error,
    }
}

/// A layer of constants: its places are known when the axes are.
fn annotation(layer: &Layer, plot: &Plot, warnings: &mut Warnings) -> Result<Read> {
    let schema = Schema::default();
    let resolved = auto::resolve(layer, plot, &schema, warnings)?;
    let kind = kind::find(&resolved.layer.kind)?;
    kind::check(kind, &resolved.layer, &schema)?;
    let Lowered { layers, frame, .. } = kind.lower(&resolved.layer, &schema)?;
    let cores = layers
        .into_iter()
        .map(|core| Loaded {
            core,
            columns: Columns::default(),
            unstacked: None,
            frame: DataFrame::empty(),
            extents: BTreeMap::new(),
            stream: None,
            total: None,
        })
        .collect();
    Ok(Read {
        layer: resolved.layer,
        cores,
        frame,
        x_title: None,
        y_title: None,
        matrix: None,
        base: DataFrame::empty(),
        widgets: Vec::new(),
        rows: None,
        idle: Vec::new(),
    })
}

/// Facet and widget columns become channels, so that their values are read with the rest. A layer
/// without such a column is repeated in every panel.
fn map_facets(layer: &mut Layer, plot: &Plot, widgets: &[Widget], schema: &Schema) -> Result<()> {
    let facet = &plot.facet;
    for (channel, column) in [(Channel::Row, &facet.row), (Channel::Col, &facet.col)] {
        let Some(name) = column else { continue };
        if schema.get(name).is_some() {
            layer.encodings.insert(channel, Encoding::field(name));
        } else if plot.layers.iter().filter(|l| l.data.is_some()).count() == 1 {
            return Err(Error::no_column(name, "the data", &schema.names()));
        }
    }
    for (number, widget) in widgets.iter().enumerate() {
        if schema.get(&widget.field).is_some() {
            layer.encodings.insert(Channel::Key(number as u8), Encoding::field(&widget.field));
        } else {
            return Err(Error::no_column(&widget.field, "the data", &schema.names()));
        }
    }
    Ok(())
}

/// The table after `steps`. Core layers of one kind often begin with the same: each step is done
/// once.
fn computed(
    steps: &[Transform],
    tables: &mut Vec<(Vec<Transform>, Table)>,
    warnings: &mut Warnings,
) -> Result<Table> {
    let known = tables.iter().filter(|(done, _)| steps.starts_with(done));
    let Some((done, table)) = known.max_by_key(|(done, _)| done.len()) else {
        return Err(Error::internal("a layer has no table"));
    };
    let (first, mut table) = (done.len(), table.clone());
    for number in first..steps.len() {
        table = transform::apply(&table, &steps[number], warnings)?;
        tables.push((steps[..=number].to_vec(), table.clone()));
    }
    Ok(table)
}

/// The table of a core layer as columns.
fn load(mut core: CoreLayer, layer: &Layer, mut table: Table, axes: Frame) -> Result<Loaded> {
    core.name = core.name.or_else(|| layer.name.clone());
    if core.mark == Mark::Text {
        table = words::fill(&mut core, table)?;
    }
    let names = table.schema().names().into_iter().map(String::from).collect::<Vec<_>>();
    let names: Vec<&str> = if matches!(core.mark, Mark::Mesh(_)) {
        // Corners are drawn, but cells are given away.
        Vec::new()
    } else if core.columns.is_empty() {
        names.iter().map(String::as_str).collect()
    } else {
        core.columns.iter().map(String::as_str).collect()
    };
    let fields: Vec<(Channel, &str)> = core
        .encodings
        .iter()
        .filter_map(|(channel, encoding)| Some((*channel, encoding.field.as_deref()?)))
        .collect();
    // Places on the page are drawn, but not given away.
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let all = names.iter().copied().chain(fields.iter().map(|(_, field)| *field));
    let all: Vec<&str> = all.filter(|name| seen.insert(*name)).collect();
    let frame = table.collect(&all)?;
    let words = |channel: Channel| match channel {
        Channel::By | Channel::Row | Channel::Col | Channel::Key(_) | Channel::Text => true,
        Channel::X => axes.band,
        Channel::Y => axes.band_y,
        _ => false,
    };
    let mut columns = Columns::from_frame(&frame, &fields, words)?;
    if let Some(by) = columns.channels.get_mut(&Channel::By).filter(|_| !core.levels.is_empty()) {
        by.relevel(&core.levels);
    }
    // Rows that are given away have the columns of the data, not what was joined for a legend.
    let own = |name: &&str| layer.parts(name, table.schema()) == [*name];
    let own: Vec<&str> = names.iter().copied().filter(own).collect();
    let frame = frame.select(own).map_err(|e| Error::internal("a column is gone").because(e))?;
    let extents = BTreeMap::new();
    Ok(Loaded { core, columns, unstacked: None, frame, extents, stream: None, total: None })
}

/// Columns of words that no channel shows: candidates for `--by`.
fn idle_columns(layer: &Layer, plot: &Plot, schema: &Schema) -> Vec<String> {
    let facet = &plot.facet;
    let shown = |name: &str| {
        layer.encodings.values().any(|e| e.field.as_deref() == Some(name))
            || [&facet.row, &facet.col].into_iter().flatten().any(|f| f == name)
    };
    let grouped = layer.transforms.iter().any(|t| matches!(t, Transform::Group(_)));
    schema
        .fields
        .iter()
        .filter(|f| matches!(f.kind, Type::Text | Type::Category | Type::Bool))
        .filter(|f| !grouped && !shown(&f.name))
        .map(|f| f.name.clone())
        .collect()
}
