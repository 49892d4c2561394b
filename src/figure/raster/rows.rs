//! Rows in memory as the rasterizer takes them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::plan::Plan;
use crate::data::{Columns, Values, columns::MISSING, pieces::BATCH};
use crate::error::Result;
use crate::raster::{Batch, Source};
use crate::spec::{Channel, Mark};

use crate::figure::PreparedLayer;

/// Rows of a piece.
const PIECE: usize = 1 << 18;
/// The rows of a layer, of which those of some panels are aggregated.
pub(super) struct InMemory<'a> {
    len: usize,
    x: Cow<'a, [f64]>,
    y: Cow<'a, [f64]>,
    x2: Option<Cow<'a, [f64]>>,
    y2: Option<Cow<'a, [f64]>>,
    value: Option<Cow<'a, [f64]>>,
    plane: Option<Vec<u32>>,
    series: Option<Vec<u32>>,
}

impl<'a> InMemory<'a> {
    /// The rows of `layer` in `panels`: the planes of the second panel come after those of the
    /// first.
    pub(super) fn new(layer: &'a PreparedLayer, plan: &Plan, panels: &[usize], swap: bool) -> Self {
        let columns = &layer.columns;
        let [x, y] = if swap { [Channel::Y, Channel::X] } else { [Channel::X, Channel::Y] };
        let [x2, y2] = if swap { [Channel::Y2, Channel::X2] } else { [Channel::X2, Channel::Y2] };
        let panel = layer.split.as_ref().map(|split| panel_of(split, panels, columns.len));
        let lines = matches!(layer.core.mark, Mark::Line { .. } | Mark::Area);
        Self {
            len: columns.len,
            x: columns.get(x).map_or(Cow::Borrowed(&[]), numbers),
            y: columns.get(y).map_or(Cow::Borrowed(&[]), numbers),
            x2: columns.get(x2).map(numbers),
            y2: columns.get(y2).map(numbers),
            value: plan
                .aggregator
                .takes_values()
                .then(|| columns.get(Channel::Color).map(numbers))
                .flatten(),
            series: lines.then(|| series(columns, panel.as_deref())).flatten(),
            plane: planes(columns, plan, panel),
        }
    }
}

impl Source for InMemory<'_> {
    fn pieces(&self) -> usize {
        self.len.div_ceil(PIECE)
    }

    fn rows(&self, piece: usize) -> u64 {
        (self.len - (piece * PIECE).min(self.len)).min(PIECE) as u64
    }

    fn walk(&self, piece: usize, each: &mut dyn FnMut(&Batch<'_>) -> Result<()>) -> Result<()> {
        let end = ((piece + 1) * PIECE).min(self.len);
        let mut start = piece * PIECE;
        while start < end {
            let rows = start..(start + BATCH).min(end);
            each(&Batch {
                row: rows.start as u64,
                x: self.x.get(rows.clone()).unwrap_or(&[]),
                y: self.y.get(rows.clone()).unwrap_or(&[]),
                x2: self.x2.as_ref().and_then(|v| v.get(rows.clone())),
                y2: self.y2.as_ref().and_then(|v| v.get(rows.clone())),
                value: self.value.as_ref().and_then(|v| v.get(rows.clone())),
                plane: self.plane.as_ref().and_then(|v| v.get(rows.clone())),
                series: self.series.as_ref().and_then(|v| v.get(rows.clone())),
            })?;
            start = rows.end;
        }
        Ok(())
    }
}

/// Values as numbers; words as their codes.
fn numbers(values: &Values) -> Cow<'_, [f64]> {
    match values {
        Values::Number(v) | Values::Time(v) => Cow::Borrowed(v),
        Values::Category { .. } => {
            Cow::Owned((0..values.len()).map(|row| values.at(row)).collect())
        }
    }
}

/// The place of the panel of every row among `panels`; [`MISSING`] for rows of others.
fn panel_of(split: &[Vec<u32>], panels: &[usize], len: usize) -> Vec<u32> {
    let mut all = vec![MISSING; len];
    for (place, &panel) in panels.iter().enumerate() {
        for &row in split.get(panel).into_iter().flatten() {
            if let Some(slot) = all.get_mut(row as usize) {
                *slot = place as u32;
            }
        }
    }
    all
}

/// The plane of every row: of its panel and its category.
fn planes(columns: &Columns, plan: &Plan, panel: Option<Vec<u32>>) -> Option<Vec<u32>> {
    let Some(groups) = &plan.groups else { return panel };
    let Some(Values::Category { codes, .. }) = columns.get(groups.channel) else { return panel };
    let count = plan.planes() as u32;
    let plane = |code: &u32| groups.plane.get(*code as usize).copied().unwrap_or(MISSING);
    let joined = |(code, panel): (&u32, u32)| match (plane(code), panel) {
        (MISSING, _) | (_, MISSING) => MISSING,
        (plane, panel) => panel * count + plane,
    };
    Some(match panel {
        None => codes.iter().map(plane).collect(),
        Some(panel) => codes.iter().zip(panel).map(joined).collect(),
    })
}

/// Which line a row belongs to: of its panel, its series and its part.
fn series(columns: &Columns, panel: Option<&[u32]>) -> Option<Vec<u32>> {
    let keys: Vec<&Values> =
        [Channel::By, Channel::Part].iter().filter_map(|c| columns.get(*c)).collect();
    if keys.is_empty() {
        return panel.map(<[u32]>::to_vec);
    }
    let mut known: BTreeMap<(u32, [u64; 2]), u32> = BTreeMap::new();
    let of = |row: usize| {
        let panel = panel.and_then(|panel| panel.get(row)).copied().unwrap_or(0);
        let mut key = [0; 2];
        for (place, values) in key.iter_mut().zip(&keys) {
            let value = values.at(row);
            // Rows without a series are in no line.
            if value.is_nan() {
                return MISSING;
            }
            *place = value.to_bits();
        }
        if panel == MISSING {
            return MISSING;
        }
        let next = known.len() as u32;
        *known.entry((panel, key)).or_insert(next)
    };
    Some((0..columns.len).map(of).collect())
}
