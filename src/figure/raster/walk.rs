//! The pieces of a stream as the rasterizer takes them: numbers, and the plane of every row.

use std::collections::HashMap;

use super::plan::Plan;
use crate::data::{Values, columns::MISSING, pieces::BATCH, recode::Recode};
use crate::error::Result;
use crate::figure::stream::{Stream, of_panel};
use crate::figure::{PreparedLayer, PreparedPlot};
use crate::raster::{Batch, Canvas, Source};
use crate::spec::{Channel, Mark};

/// The rows of a stream, of which those of some panels are aggregated.
pub(super) struct Rows<'a> {
    stream: &'a Stream,
    /// The columns that are walked.
    fields: Vec<(Channel, String)>,
    /// The pieces that may have rows in view.
    kept: Vec<Piece>,
    /// Rows of the others.
    pub(super) beyond: u64,
    /// Across and up.
    across: Channel,
    up: Channel,
    /// The other edges of cells, across and up.
    far: [Option<Channel>; 2],
    /// The place of what is aggregated.
    value: usize,
    /// Words on axes.
    axes: Vec<Key>,
    /// The series of lines, and how many there are.
    drawn_as_lines: bool,
    lines: Option<Key>,
    line_count: u32,
    /// The category of the planes.
    groups: Option<Key>,
    planes: u32,
    /// The categories of the panels, and the place of the panel of all their codes.
    panels: Vec<Key>,
    places: Vec<u32>,
}

/// A piece, and how many rows there are before and in it.
struct Piece {
    number: usize,
    before: u64,
    rows: u64,
}

/// A column of words: which plane, or which step to a panel, each of them has.
struct Key {
    channel: Channel,
    by_word: HashMap<String, u32>,
}

impl<'a> Rows<'a> {
    /// The rows of `layer` in `panels`.
    pub(super) fn new(
        stream: &'a Stream,
        layer: &'a PreparedLayer,
        plot: &'a PreparedPlot,
        plan: &'a Plan,
        (panels, canvas): (&[usize], &Canvas),
    ) -> Self {
        let same = |channel: Channel| Key::new(layer, channel, |code| code);
        let groups = plan.groups.as_ref().map(|groups| {
            let plane = |code: u32| groups.plane.get(code as usize).copied().unwrap_or(MISSING);
            Key::new(layer, groups.channel, plane)
        });
        let (keys, places) = panel_keys(layer, plot, panels);
        let drawn_as_lines = matches!(layer.core.mark, Mark::Line { .. });
        let by = layer.columns.get(Channel::By).is_some() && drawn_as_lines;
        let valued = plan.aggregator.takes_values();
        let (across, up) =
            if plot.swap { (Channel::Y, Channel::X) } else { (Channel::X, Channel::Y) };
        let far = [across, up].map(|channel| {
            let far = if channel == Channel::X { Channel::X2 } else { Channel::Y2 };
            layer.columns.get(far).map(|_| far)
        });
        let wanted = |channel: Channel| {
            [across, up].contains(&channel)
                || far.contains(&Some(channel))
                || (valued && channel == Channel::Color)
                || (by && channel == Channel::By)
                || groups.as_ref().is_some_and(|key| key.channel == channel)
                || of_panel(channel)
        };
        let fields = stream.fields.iter().filter(|(channel, _)| wanted(*channel));
        let fields: Vec<(Channel, String)> = fields.cloned().collect();
        let place = |channel: Channel| fields.iter().position(|(one, _)| *one == channel);
        let limits: Vec<(Channel, [f64; 2])> = [(across, canvas.x), (up, canvas.y)]
            .into_iter()
            .zip(far)
            .filter(|((channel, _), _)| words(layer, *channel).is_empty() && !drawn_as_lines)
            .flat_map(|((channel, axis), far)| match far {
                // A cell whose lower edge is out of view may reach into it.
                Some(far) => vec![
                    (channel, [f64::NEG_INFINITY, axis.high]),
                    (far, [axis.low, f64::INFINITY]),
                ],
                None => vec![(channel, [axis.low, axis.high])],
            })
            .collect();
        let (mut kept, mut sum, mut beyond) = (Vec::new(), 0, 0);
        for (piece, count) in stream.pieces().into_iter().enumerate() {
            if stream.is_beyond(piece, &limits) {
                beyond += count;
            } else {
                kept.push(Piece { number: piece, before: sum, rows: count });
            }
            sum += count;
        }
        Self {
            stream,
            value: place(Channel::Color).filter(|_| valued).unwrap_or(usize::MAX),
            axes: [across, up]
                .into_iter()
                .filter(|c| !words(layer, *c).is_empty())
                .map(same)
                .collect(),
            line_count: words(layer, Channel::By).len().max(1) as u32,
            lines: by.then(|| same(Channel::By)),
            planes: plan.planes() as u32,
            panels: keys,
            drawn_as_lines,
            fields,
            kept,
            beyond,
            across,
            up,
            far,
            groups,
            places,
        }
    }

    /// The place of a channel among the values that are walked.
    fn place(&self, channel: Channel) -> usize {
        self.fields.iter().position(|(one, _)| *one == channel).unwrap_or(usize::MAX)
    }
}

/// The keys of panels, whose codes are steps into a table of places.
fn panel_keys(
    layer: &PreparedLayer,
    plot: &PreparedPlot,
    panels: &[usize],
) -> (Vec<Key>, Vec<u32>) {
    if layer.split.is_none() {
        return (Vec::new(), Vec::new());
    }
    let slots = &plot.panels.slots;
    let channels: Vec<Channel> = slots
        .first()
        .map_or_else(Vec::new, |slot| slot.keys.iter().map(|(channel, _)| *channel).collect());
    let (mut steps, mut size) = (Vec::new(), 1);
    for &channel in channels.iter().rev() {
        steps.push(size as u32);
        size *= words(layer, channel).len().max(1);
    }
    steps.reverse();
    let mut places = vec![MISSING; size];
    for (place, &panel) in panels.iter().enumerate() {
        let Some(slot) = slots.get(panel) else { continue };
        let at: u32 = slot.keys.iter().zip(&steps).map(|((_, code), step)| code * step).sum();
        if let Some(slot) = places.get_mut(at as usize) {
            *slot = place as u32;
        }
    }
    let keys = channels.iter().zip(steps);
    (keys.map(|(channel, step)| Key::new(layer, *channel, |code| code * step)).collect(), places)
}

/// The words of a channel.
fn words(layer: &PreparedLayer, channel: Channel) -> &[String] {
    layer.columns.get(channel).map_or(&[], Values::levels)
}

impl Key {
    /// What `of` makes of the code of every word.
    fn new(layer: &PreparedLayer, channel: Channel, of: impl Fn(u32) -> u32) -> Self {
        let all = words(layer, channel).iter().zip(0..);
        Self { channel, by_word: all.map(|(word, code)| (word.clone(), of(code))).collect() }
    }
}

impl Source for Rows<'_> {
    fn pieces(&self) -> usize {
        self.kept.len()
    }

    fn rows(&self, piece: usize) -> u64 {
        self.kept.get(piece).map_or(0, |piece| piece.rows)
    }

    fn walk(&self, piece: usize, each: &mut dyn FnMut(&Batch<'_>) -> Result<()>) -> Result<()> {
        let Some(&Piece { number, before: mut row, .. }) = self.kept.get(piece) else {
            return Ok(());
        };
        let mut sides = [self.across, self.up].map(|channel| Side::new(self, channel));
        let far = self.far.map(|channel| channel.map(|channel| self.place(channel)));
        let mut codes = Codes::new(self);
        self.stream.walk(number, &self.fields, &mut |values| {
            let [x, y] = &mut sides;
            let (x, y) = (x.numbers(values), y.numbers(values));
            let len = x.len().min(y.len());
            codes.read(self, values, len);
            let value = values.get(self.value).and_then(Values::numbers);
            let [x2, y2] = far.map(|far| far.and_then(|at| values.get(at)?.numbers()));
            let mut start = 0;
            while start < len {
                let rows = start..(start + BATCH).min(len);
                each(&Batch {
                    row: row + start as u64,
                    x: x.get(rows.clone()).unwrap_or(&[]),
                    y: y.get(rows.clone()).unwrap_or(&[]),
                    x2: x2.and_then(|v| v.get(rows.clone())),
                    y2: y2.and_then(|v| v.get(rows.clone())),
                    value: value.and_then(|v| v.get(rows.clone())),
                    plane: codes.plane.get(rows.clone()),
                    series: codes.series.get(rows.clone()),
                })?;
                start = rows.end;
            }
            row += len as u64;
            Ok(())
        })
    }
}

/// A column along an axis.
struct Side<'a> {
    place: usize,
    words: Option<Mapped<'a>>,
    codes: Vec<u32>,
    numbers: Vec<f64>,
}

impl<'a> Side<'a> {
    fn new(rows: &'a Rows<'_>, channel: Channel) -> Self {
        let words = rows.axes.iter().find(|key| key.channel == channel).map(Mapped::new);
        Self { place: rows.place(channel), words, codes: Vec::new(), numbers: Vec::new() }
    }

    /// Its values; words as their codes.
    fn numbers<'v>(&'v mut self, values: &'v [Values]) -> &'v [f64] {
        match (values.get(self.place), &mut self.words) {
            (Some(Values::Number(v) | Values::Time(v)), _) => v,
            (Some(values), Some(words)) => {
                let number = |code: &u32| match *code {
                    MISSING => f64::NAN,
                    code => f64::from(code),
                };
                words.read(values, &mut self.codes);
                self.numbers.clear();
                self.numbers.extend(self.codes.iter().map(number));
                &self.numbers
            }
            _ => &[],
        }
    }
}

/// The codes of a piece, which are its own, as those of all pieces.
struct Mapped<'a> {
    key: &'a Key,
    /// What each code of the piece is to all.
    recode: Recode,
}

impl<'a> Mapped<'a> {
    fn new(key: &'a Key) -> Self {
        Self { key, recode: Recode::default() }
    }

    /// Puts the codes into `all`, which is made empty.
    fn read(&mut self, values: &Values, all: &mut Vec<u32>) {
        all.clear();
        if let Values::Category { codes, levels } = values {
            let new = levels.iter().skip(self.recode.known());
            let known = |word| self.key.by_word.get(word).copied().unwrap_or(MISSING);
            self.recode.extend(new.map(known));
            all.extend_from_slice(codes);
            self.recode.apply(all);
        }
    }
}

/// The plane and the line of every row.
struct Codes<'a> {
    groups: Option<Mapped<'a>>,
    lines: Option<Mapped<'a>>,
    panels: Vec<Mapped<'a>>,
    panel: Vec<u32>,
    step: Vec<u32>,
    plane: Column,
    series: Column,
}

/// One code a row, or nothing at all.
#[derive(Default)]
struct Column(Option<Vec<u32>>);

impl Column {
    fn get(&self, rows: std::ops::Range<usize>) -> Option<&[u32]> {
        self.0.as_ref().and_then(|codes| codes.get(rows))
    }
}

impl<'a> Codes<'a> {
    fn new(rows: &'a Rows<'_>) -> Self {
        Self {
            groups: rows.groups.as_ref().map(Mapped::new),
            lines: rows.lines.as_ref().map(Mapped::new),
            panels: rows.panels.iter().map(Mapped::new).collect(),
            panel: Vec::new(),
            step: Vec::new(),
            plane: Column::default(),
            series: Column::default(),
        }
    }

    fn read(&mut self, rows: &Rows<'_>, values: &[Values], len: usize) {
        let of = |channel: Channel| values.get(rows.place(channel));
        // The steps of all keys of a panel add up to its place in the table.
        let apart = !self.panels.is_empty();
        self.panel.clear();
        self.panel.resize(if apart { len } else { 0 }, 0);
        for key in &mut self.panels {
            let Some(values) = of(key.key.channel) else { continue };
            key.read(values, &mut self.step);
            for (panel, &step) in self.panel.iter_mut().zip(&self.step) {
                *panel = if step == MISSING { MISSING } else { panel.saturating_add(step) };
            }
        }
        for panel in &mut self.panel {
            *panel = rows.places.get(*panel as usize).copied().unwrap_or(MISSING);
        }
        let panel = &self.panel;
        let join = |column: &mut Column, key: &mut Option<Mapped<'_>>, count: u32| {
            let own = key.as_mut().and_then(|key| Some((of(key.key.channel)?, key)));
            let codes = column.0.get_or_insert_default();
            match own {
                Some((values, key)) => {
                    key.read(values, codes);
                    for (code, &panel) in codes.iter_mut().zip(panel) {
                        *code = match (*code, panel) {
                            (MISSING, _) | (_, MISSING) => MISSING,
                            (code, panel) => panel * count + code,
                        };
                    }
                }
                None if apart => codes.clone_from(panel),
                None => column.0 = None,
            }
        };
        join(&mut self.plane, &mut self.groups, rows.planes);
        if rows.drawn_as_lines {
            join(&mut self.series, &mut self.lines, rows.line_count);
        }
    }
}
