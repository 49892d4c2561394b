//! Long series of very many rows: of each piece, the rows that fine columns of it show. A picture
//! has fewer columns, and finds in these rows what it would find in all.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use polars::prelude::*;
use rayon::prelude::*;

use super::sieve::{Name, Sieve, View};
use super::{Stream, holds_words};
use crate::data::growing::Growing;
use crate::data::{Columns, pieces, zone};
use crate::error::{Error, Result};
use crate::spec::Channel;

/// Columns over the range of x, of all series together: tens for each quarter of a pixel.
const COLUMNS: usize = 1 << 18;
/// Most and least columns of one series.
const MOST: usize = 1 << 16;
const LEAST: usize = 1 << 13;

/// What some rows stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::figure) struct Total {
    /// All rows.
    pub(in crate::figure) rows: u64,
    /// Those without a value.
    pub(in crate::figure) gaps: u64,
}

/// The rows that are kept of a piece, and what is known of all of them.
type Part = (DataFrame, Sieve);

/// The rows of a stream, in order, that `x` from its first to its last value needs; none where
/// some series is not in the order of x.
pub(super) fn thin(
    stream: &Stream,
    names: &[&str],
    ends: [f64; 2],
    series: usize,
) -> Result<Option<(DataFrame, Total)>> {
    let count = (COLUMNS / series.max(1)).clamp(LEAST, MOST);
    let Some(view) = view(stream, names, ends, count) else { return Ok(None) };
    let gone_back = AtomicBool::new(false);
    let parts: Vec<Result<Option<Part>>> = (0..stream.pieces().len())
        .into_par_iter()
        .map(|piece| {
            if gone_back.load(Ordering::Relaxed) {
                return Ok(None);
            }
            let part = of_piece(stream, piece, names, &view)?;
            gone_back.fetch_or(part.is_none(), Ordering::Relaxed);
            Ok(part)
        })
        .collect();
    let (mut all, mut total): (Option<DataFrame>, Total) = (None, Total::default());
    let mut last: BTreeMap<Name, f64> = BTreeMap::new();
    for part in parts {
        let Some((frame, sieve)) = part? else { return Ok(None) };
        for (name, [begin, end]) in sieve.ends {
            if last.insert(name, end).is_some_and(|before| before > begin) {
                return Ok(None);
            }
        }
        total.rows += sieve.total.rows;
        total.gaps += sieve.total.gaps;
        all = Some(match all {
            None => frame,
            Some(all) => all.vstack(&frame).map_err(unjoined)?,
        });
    }
    if let Some(all) = &mut all {
        all.rechunk_mut();
    }
    Ok(all.map(|all| (all, total)))
}

fn unjoined(error: PolarsError) -> Error {
    Error::internal("pieces do not join").because(error)
}

/// Where the columns of channels are among `names`; none where some are not.
fn view(stream: &Stream, names: &[&str], ends: [f64; 2], count: usize) -> Option<View> {
    let place = |name: &str| names.iter().position(|one| *one == name);
    let of = |wanted: Channel| {
        let (_, name) = stream.fields.iter().find(|(channel, _)| *channel == wanted)?;
        place(name)
    };
    let words = stream.fields.iter().filter(|(channel, _)| holds_words(*channel));
    let keys = words.map(|(_, name)| place(name)).collect::<Option<Vec<usize>>>()?;
    Some(View { x: of(Channel::X)?, y: of(Channel::Y)?, keys, ends, count })
}

fn of_piece(stream: &Stream, piece: usize, names: &[&str], view: &View) -> Result<Option<Part>> {
    let types = stream.table.types()?;
    let (mut sieve, mut in_order) = (Sieve::default(), true);
    let mut kept: Vec<Growing> = Vec::new();
    let plain = stream.filter.is_some() && can_be_grown(&types, names);
    let walked = plain
        && stream.walk_plain(piece, names, &mut |values| {
            let rows = in_order.then(|| sieve.sift(view, values)).flatten();
            in_order = rows.is_some();
            if kept.is_empty() {
                kept = values.iter().map(|values| Growing::like(values, 0)).collect();
            }
            for (kept, values) in kept.iter_mut().zip(values) {
                kept.pick(values, rows.as_deref().unwrap_or_default());
            }
            Ok(())
        })?;
    if !in_order {
        return Ok(None);
    }
    let told = |(kept, name): (&Growing, &&str)| types.get(name).is_some_and(|t| kept.tells(t));
    if !walked || kept.is_empty() || !kept.iter().zip(names).all(told) {
        return of_frame(stream, piece, names, view);
    }
    let columns = kept.into_iter().zip(names);
    let columns = columns.map(|(kept, name)| kept.finish(name, types.try_get(name)?));
    let columns: PolarsResult<Vec<Column>> = columns.collect();
    let frame = columns.and_then(DataFrame::new_infer_height);
    Ok(Some((frame.map_err(unjoined)?, sieve)))
}

/// Whether columns of these types may be told by their values.
fn can_be_grown(types: &Schema, names: &[&str]) -> bool {
    names.iter().all(|name| types.get(name).is_some_and(|kind| zone::of(kind).is_none()))
}

/// What is kept of a piece as a frame, whatever its columns are.
fn of_frame(stream: &Stream, piece: usize, names: &[&str], view: &View) -> Result<Option<Part>> {
    let frame = stream.stepped(piece, names)?.collect(names)?;
    if let Some((_, x)) = stream.fields.iter().find(|(channel, _)| *channel == Channel::X)
        && Columns::from_frame(&frame, &[(Channel::X, x)], |_| false)?.instants.is_some()
    {
        return Ok(None);
    }
    let (mut sieve, mut in_order) = (Sieve::default(), true);
    let mut kept: Vec<IdxSize> = Vec::new();
    pieces::walk(&frame, names, &mut |values| {
        let before = sieve.total.rows as IdxSize;
        let rows = in_order.then(|| sieve.sift(view, values)).flatten();
        in_order = rows.is_some();
        kept.extend(rows.unwrap_or_default().into_iter().map(|row| before + row));
        Ok(())
    })?;
    if !in_order {
        return Ok(None);
    }
    let kept = IdxCa::from_vec("row".into(), kept);
    Ok(Some((frame.take(&kept).map_err(unjoined)?, sieve)))
}
