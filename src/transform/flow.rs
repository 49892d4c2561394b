//! The places of a Sankey diagram.

use polars::prelude::*;

use super::{require, rows};
use crate::data::Table;
use crate::error::{Error, Result};
use crate::spec::{Flow, FlowPart, whole::place};
use crate::stat::flow::{self, Align, Edge, Fault};
use crate::warn::{Warnings, count, verb};

/// Share of the height between two nodes of a layer.
const PADDING: f64 = 0.03;

/// The flows of one panel: its nodes by name, and its edges, each pair of nodes once.
#[derive(Default)]
struct Diagram {
    nodes: Vec<String>,
    edges: Vec<Edge>,
    /// The first row of each edge.
    rows: Vec<usize>,
}

/// One row per link, or one per node, with their places.
pub(super) fn flow(table: &Table, spec: &Flow, warnings: &mut Warnings) -> Result<Table> {
    let keys: Vec<&str> = spec.keys.iter().map(String::as_str).collect();
    let ends = [spec.source.as_str(), spec.target.as_str(), spec.column.as_str()];
    require(table, keys.iter().copied().chain(ends))?;
    let frame = table.collect(&table.schema().names())?;
    let columns = Columns::of(&frame, spec)?;
    let kept = columns.known(&frame, spec, warnings)?;
    let mut diagrams = Vec::new();
    let mut repeats = 0;
    for rows in rows::split(&rows::take(&frame, &kept)?, &keys)? {
        let rows: Vec<usize> = rows.iter().filter_map(|&row| kept.get(row).copied()).collect();
        let diagram = columns.diagram(&rows);
        repeats += (rows.len() - diagram.edges.len()) as u64;
        let Some(&first) = rows.first() else { continue };
        let placed = flow::arrange(&diagram.edges, diagram.nodes.len(), PADDING, Align::Justify);
        diagrams.push((
            first,
            placed.map_err(|fault| impossible(&fault, &diagram, spec))?,
            diagram,
        ));
    }
    if diagrams.is_empty() {
        return Err(Error::no_flow(&spec.column, &table.schema().names()));
    }
    if repeats > 0 {
        warnings.note(format!(
            "{} {} a source and a target and {} added up",
            count(repeats, "row"),
            verb(repeats, "repeats", "repeat"),
            verb(repeats, "is", "are"),
        ));
    }
    let frame = match spec.part {
        FlowPart::Link => links(&frame, spec, &diagrams)?,
        FlowPart::Node => nodes(&frame, &keys, &diagrams)?,
    };
    Ok(table.with_frame(frame))
}

/// Why there is no diagram, in a sentence.
fn impossible(fault: &Fault, diagram: &Diagram, spec: &Flow) -> Error {
    match fault {
        Fault::Cycle(way) => {
            let name = |node: &usize| diagram.nodes.get(*node).map_or("", String::as_str);
            let way: Vec<&str> = way.iter().map(name).collect();
            match way.as_slice() {
                [one] => Error::self_loop(one, &spec.source, &spec.target),
                _ => Error::flow_cycle(&way, &spec.source, &spec.target),
            }
        }
        Fault::Edge(_) => Error::internal("an edge without a node"),
    }
}

/// What flows from where to where.
struct Columns {
    sources: Vec<Option<String>>,
    targets: Vec<Option<String>>,
    values: Vec<f64>,
}

impl Columns {
    fn of(frame: &DataFrame, spec: &Flow) -> Result<Self> {
        Ok(Self {
            sources: rows::words(frame, &spec.source)?,
            targets: rows::words(frame, &spec.target)?,
            values: rows::numbers(frame, &spec.column)?,
        })
    }

    /// Rows with all that a flow needs; the others are counted and said.
    fn known(&self, frame: &DataFrame, spec: &Flow, warnings: &mut Warnings) -> Result<Vec<usize>> {
        let value = |row: usize| self.values.get(row).copied().unwrap_or(f64::NAN);
        let all = frame.height();
        let negative = (0..all).filter(|&row| value(row) < 0.0).count() as u64;
        if negative > 0 {
            return Err(Error::negative_flow(&spec.column, negative, all as u64));
        }
        let named = |row: usize| {
            [&self.sources, &self.targets].iter().all(|c| c.get(row).is_some_and(Option::is_some))
        };
        let whole: Vec<usize> =
            (0..all).filter(|&row| named(row) && value(row).is_finite()).collect();
        let missing = (all - whole.len()) as u64;
        if missing > 0 {
            warnings.warn(format!(
                "{missing} of {} {} not drawn: {}, {} or {} is missing",
                count(all as u64, "row"),
                verb(missing, "is", "are"),
                spec.source,
                spec.target,
                spec.column
            ));
        }
        let kept: Vec<usize> = whole.iter().copied().filter(|&row| value(row) > 0.0).collect();
        let zero = (whole.len() - kept.len()) as u64;
        if zero > 0 {
            warnings.warn(format!(
                "{zero} of {} {} not drawn: {} is 0",
                count(all as u64, "row"),
                verb(zero, "is", "are"),
                spec.column
            ));
        }
        Ok(kept)
    }

    /// The diagram of these rows: nodes in the order of appearance, repeated edges added up.
    fn diagram(&self, rows: &[usize]) -> Diagram {
        let mut diagram = Diagram::default();
        let mut known = std::collections::BTreeMap::new();
        let mut pairs: std::collections::BTreeMap<[usize; 2], usize> =
            std::collections::BTreeMap::new();
        for &row in rows {
            let mut node = |column: &[Option<String>]| {
                let name = column.get(row).cloned().flatten().unwrap_or_default();
                *known.entry(name.clone()).or_insert_with(|| {
                    diagram.nodes.push(name);
                    diagram.nodes.len() - 1
                })
            };
            let (source, target) = (node(&self.sources), node(&self.targets));
            let value = self.values.get(row).copied().unwrap_or(0.0);
            let place = pairs.entry([source, target]).or_insert_with(|| {
                diagram.edges.push(Edge { source, target, value: 0.0 });
                diagram.rows.push(row);
                diagram.edges.len() - 1
            });
            if let Some(edge) = diagram.edges.get_mut(*place) {
                edge.value += value;
            }
        }
        diagram
    }
}

type Placed = (usize, flow::Flow, Diagram);

/// One row per link: its columns, the sum of its value, and its place.
fn links(frame: &DataFrame, spec: &Flow, diagrams: &[Placed]) -> Result<DataFrame> {
    let broken = |e: PolarsError| Error::internal("links cannot be assembled").because(e);
    let mut rows = Vec::new();
    let mut values = Vec::new();
    let mut places: [Vec<f64>; 5] = Default::default();
    for (_, flow, diagram) in diagrams {
        rows.extend(&diagram.rows);
        let x = |node: usize| flow.nodes.get(node).map_or(f64::NAN, |node| node.x);
        for (edge, link) in diagram.edges.iter().zip(&flow.links) {
            values.push(edge.value);
            let ends = [x(edge.source), x(edge.target), link.source_y, link.target_y];
            for (column, end) in places.iter_mut().zip(ends.into_iter().chain([link.width / 2.0])) {
                column.push(end);
            }
        }
    }
    let mut rows = rows::take(frame, &rows)?;
    let whole = rows.column(&spec.column).is_ok_and(|c| c.dtype().is_integer());
    let mut value = Column::new(spec.column.as_str().into(), values);
    if whole {
        value = value.cast(&DataType::Int64).map_err(broken)?;
    }
    rows.with_column(value).map_err(broken)?;
    let names = [place::X, place::X2, place::Y, place::Y2, place::HALF];
    let columns: Vec<Column> = names
        .iter()
        .zip(places)
        .map(|(name, values)| Column::new((*name).into(), values))
        .collect();
    rows::with(&rows, &columns, "a diagram")
}

/// One row per node: the keys of its panel, its name and its place.
fn nodes(frame: &DataFrame, keys: &[&str], diagrams: &[Placed]) -> Result<DataFrame> {
    let broken = |e: PolarsError| Error::internal("nodes cannot be assembled").because(e);
    let mut rows = Vec::new();
    let mut names = Vec::new();
    let mut places: [Vec<f64>; 4] = Default::default();
    for (first, flow, diagram) in diagrams {
        for (name, node) in diagram.nodes.iter().zip(&flow.nodes) {
            rows.push(*first);
            names.push(name.as_str());
            for (column, value) in places.iter_mut().zip([node.x, node.y0, node.y1, node.value]) {
                column.push(value);
            }
        }
    }
    let mut columns = vec![Column::new(place::NAME.into(), names)];
    let kinds = [place::X, place::Y, place::Y2, place::VALUE];
    columns.extend(kinds.iter().zip(places).map(|(name, v)| Column::new((*name).into(), v)));
    if keys.is_empty() {
        return DataFrame::new_infer_height(columns).map_err(broken);
    }
    let panels = frame.select(keys.iter().copied()).map_err(broken)?;
    rows::with(&rows::take(&panels, &rows)?, &columns, "a diagram")
}
