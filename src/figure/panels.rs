//! Facets and unmapped keys to a grid of panels, and the rows of each.

use crate::data::{Columns, Values};
use crate::error::{Error, Result};
use crate::mark::Rows;
use crate::spec::{Channel, Facet, Widget};

use super::load::Loaded;

/// Most panels of one plot.
pub(super) const MOST: usize = 64;

/// What keys that are mapped to nothing become.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keys {
    /// Small multiples.
    #[default]
    Panels,
    /// Controls of a page, which shows the rows of one state of them at a time.
    Controls,
}

/// The panels of a plot.
#[derive(Clone, Debug)]
pub(super) struct Panels {
    /// Lines of panels.
    pub rows: usize,
    /// Panels per line.
    pub cols: usize,
    /// Line by line; of each panel, one for every state.
    pub slots: Vec<Slot>,
    /// The states of the controls: codes of their keys. One without any when there are none.
    pub states: Vec<Vec<u32>>,
}

/// One panel, in one state: which values of the facet keys it shows.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    /// Code wanted of each facet channel.
    pub keys: Vec<(Channel, u32)>,
    /// What stands over it.
    pub heading: Option<String>,
}

impl Panels {
    /// Number of panels that are seen at once.
    pub(super) fn count(&self) -> usize {
        self.slots.len() / self.states.len().max(1)
    }

    /// What `all` has for every slot, in the first state.
    pub(super) fn first<'a, T>(&self, all: &'a [T]) -> impl Iterator<Item = &'a T> {
        all.iter().step_by(self.states.len().max(1))
    }

    /// What `all` has for every panel, for every slot.
    pub(super) fn repeated<'a, T>(&self, all: &'a [T]) -> impl Iterator<Item = &'a T> {
        all.iter().flat_map(|one| std::iter::repeat_n(one, self.states.len().max(1)))
    }

    /// Take the headings away, and give the names of lines and columns instead.
    pub(super) fn named(&mut self, layers: &[Loaded]) -> [Vec<String>; 2] {
        for slot in &mut self.slots {
            slot.heading = None;
        }
        [Channel::Row, Channel::Col].map(|channel| levels(layers, channel).to_vec())
    }
}

/// The panels that the layers' facet values make, and the states that their keys have.
pub(super) fn panels(
    facet: &Facet,
    widgets: &[Widget],
    keys: Keys,
    square: bool,
    layers: &[Loaded],
) -> Result<Panels> {
    let channels: Vec<(Channel, &str)> = widgets
        .iter()
        .enumerate()
        .map(|(i, w)| (Channel::Key(i as u8), w.field.as_str()))
        .collect();
    if keys == Keys::Panels || channels.is_empty() {
        return facets(facet, channels, square, layers);
    }
    let panels = facets(facet, Vec::new(), square, layers)?;
    let states = combinations(&channels, layers);
    if states.is_empty() {
        return Ok(panels);
    }
    let slots = panels.slots.into_iter().flat_map(|slot| {
        let state = |codes: &Vec<u32>| {
            let keys = channels.iter().map(|(channel, _)| *channel).zip(codes.iter().copied());
            Slot { keys: slot.keys.iter().copied().chain(keys).collect(), ..slot.clone() }
        };
        states.iter().map(state).collect::<Vec<_>>()
    });
    Ok(Panels { slots: slots.collect(), states: states.clone(), ..panels })
}

/// The panels that facets and keys make.
fn facets(
    facet: &Facet,
    keys: Vec<(Channel, &str)>,
    square: bool,
    layers: &[Loaded],
) -> Result<Panels> {
    match (&facet.row, &facet.col) {
        (Some(row), col) if keys.is_empty() => grid(row, col.as_deref(), layers),
        (row, col) => {
            let mut channels = Vec::new();
            channels.extend(row.as_deref().map(|name| (Channel::Row, name)));
            channels.extend(col.as_deref().map(|name| (Channel::Col, name)));
            channels.extend(keys);
            wrapped(&channels, facet.wrap, square, layers)
        }
    }
}

/// Rows of panels by one key, columns by another.
fn grid(row: &str, col: Option<&str>, layers: &[Loaded]) -> Result<Panels> {
    let lines = levels(layers, Channel::Row);
    let columns = col.map(|_| levels(layers, Channel::Col));
    let count = lines.len() * columns.map_or(1, <[String]>::len);
    if count > MOST {
        let keys: Vec<&str> = std::iter::once(row).chain(col).collect();
        return Err(Error::many_panels(count, &keys));
    }
    let mut slots = Vec::new();
    for (r, line) in lines.iter().enumerate() {
        match columns {
            None => slots
                .push(Slot { keys: vec![(Channel::Row, r as u32)], heading: Some(line.clone()) }),
            Some(columns) => {
                for (c, column) in columns.iter().enumerate() {
                    slots.push(Slot {
                        keys: vec![(Channel::Row, r as u32), (Channel::Col, c as u32)],
                        heading: Some(format!("{line}, {column}")),
                    });
                }
            }
        }
    }
    let cols = columns.map_or(1, <[String]>::len);
    Ok(Panels { rows: lines.len(), cols, slots, states: vec![Vec::new()] })
}

/// Every combination that has rows, wrapped into a grid wider than high.
fn wrapped(
    channels: &[(Channel, &str)],
    wrap: Option<u32>,
    square: bool,
    layers: &[Loaded],
) -> Result<Panels> {
    if channels.is_empty() {
        return Ok(Panels {
            rows: 1,
            cols: 1,
            slots: vec![Slot { keys: Vec::new(), heading: None }],
            states: vec![Vec::new()],
        });
    }
    let combinations = combinations(channels, layers);
    let count = combinations.len();
    if count > MOST {
        let names: Vec<&str> = channels.iter().map(|(_, name)| *name).collect();
        return Err(Error::many_panels(count, &names));
    }
    let slots: Vec<Slot> = combinations
        .into_iter()
        .map(|codes| {
            let words: Vec<String> = channels
                .iter()
                .zip(&codes)
                .filter_map(|((channel, name), &code)| {
                    let word = levels(layers, *channel).get(code as usize)?;
                    Some(heading(name, word))
                })
                .collect();
            Slot {
                keys: channels.iter().map(|(channel, _)| *channel).zip(codes).collect(),
                heading: Some(words.join(", ")),
            }
        })
        .collect();
    // Three squares fill a line of a page that is wider than high.
    let fitting = || match count {
        3 if square => 3,
        _ => ((count as f64 * 1.3).sqrt().round() as usize).max(1),
    };
    let cols = wrap.map_or_else(fitting, |w| w as usize);
    let cols = cols.clamp(1, count.max(1));
    Ok(Panels { rows: count.div_ceil(cols), cols, slots, states: vec![Vec::new()] })
}

/// A word stands for itself; a number or a truth value needs its column's name.
fn heading(name: &str, word: &str) -> String {
    let bare = word.parse::<f64>().is_ok() || word == "true" || word == "false";
    if bare { format!("{name} = {word}") } else { word.to_owned() }
}

fn levels(layers: &[Loaded], channel: Channel) -> &[String] {
    layers.iter().find_map(|l| l.columns.get(channel)).map_or(&[], Values::levels)
}

/// The combinations of codes that occur, in the order of the codes.
fn combinations(channels: &[(Channel, &str)], layers: &[Loaded]) -> Vec<Vec<u32>> {
    let mut found = std::collections::BTreeSet::new();
    for layer in layers {
        let values: Option<Vec<&Values>> =
            channels.iter().map(|(channel, _)| layer.columns.get(*channel)).collect();
        let Some(values) = values else { continue };
        if let ([one], true) = (values.as_slice(), layer.stream.is_some()) {
            found.extend((0..one.levels().len() as u32).map(|code| vec![code]));
        }
        for row in 0..layer.columns.len {
            let codes: Option<Vec<u32>> =
                values.iter().map(|v| v.code(row).map(|c| c as u32)).collect();
            found.extend(codes);
        }
    }
    found.into_iter().collect()
}

/// The rows of a layer in every panel; none means all rows in each.
pub(super) fn split(panels: &Panels, columns: &Columns) -> Option<Vec<Vec<u32>>> {
    let first = panels.slots.first()?;
    let here: Vec<(usize, &Values)> = first
        .keys
        .iter()
        .enumerate()
        .filter_map(|(i, (channel, _))| Some((i, columns.get(*channel)?)))
        .collect();
    if here.is_empty() {
        return None;
    }
    let index: std::collections::BTreeMap<Vec<u32>, Vec<usize>> = {
        let mut index = std::collections::BTreeMap::new();
        for (number, slot) in panels.slots.iter().enumerate() {
            let codes: Vec<u32> = here.iter().map(|(i, _)| slot.keys[*i].1).collect();
            index.entry(codes).or_insert_with(Vec::new).push(number);
        }
        index
    };
    let mut split = vec![Vec::new(); panels.slots.len()];
    for row in 0..columns.len {
        let codes: Option<Vec<u32>> =
            here.iter().map(|(_, values)| values.code(row).map(|c| c as u32)).collect();
        for &panel in codes.and_then(|codes| index.get(&codes)).into_iter().flatten() {
            split[panel].push(row as u32);
        }
    }
    Some(split)
}

/// The rows of one panel.
pub(super) fn rows_of<'a>(
    split: Option<&'a Vec<Vec<u32>>>,
    panel: usize,
    columns: &Columns,
) -> Rows<'a> {
    match split.and_then(|split| split.get(panel)) {
        Some(rows) => Rows::Some(rows),
        None => Rows::All(columns.len),
    }
}
