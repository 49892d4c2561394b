//! Long series of very many rows: of each piece, the rows that fine columns of it show. A picture
//! has fewer columns, and finds in these rows what it would find in all.

use std::collections::BTreeMap;

use polars::prelude::*;
use rayon::prelude::*;

use super::{Stream, holds_words};
use crate::data::{Columns, Values};
use crate::error::{Error, Result};
use crate::spec::Channel;
use crate::stat::downsample;

/// Columns over the range of x, of all series together: tens for each quarter of a pixel.
const COLUMNS: usize = 1 << 18;
/// Most and least columns of one series.
const MOST: usize = 1 << 16;
const LEAST: usize = 1 << 13;

/// Rows that are looked at in one go.
const CHUNK: usize = 1 << 16;

/// Where a series begins and ends in a piece.
type Ends = BTreeMap<Vec<String>, [f64; 2]>;

/// What some rows stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::figure) struct Total {
    /// All rows.
    pub(in crate::figure) rows: u64,
    /// Those without a value.
    pub(in crate::figure) gaps: u64,
}

/// The rows that are kept of a piece, what they stand for, and the ends of its series.
type Part = (DataFrame, Total, Ends);

/// The rows of a stream, in order, that `x` from its first to its last value needs; none where
/// some series is not in the order of x.
pub(super) fn thin(
    stream: &Stream,
    names: &[&str],
    ends: [f64; 2],
    series: usize,
) -> Result<Option<(DataFrame, Total)>> {
    let count = (COLUMNS / series.max(1)).clamp(LEAST, MOST);
    let parts: Vec<Result<Option<Part>>> = (0..stream.pieces().len())
        .into_par_iter()
        .map(|piece| of_piece(stream, piece, names, ends, count))
        .collect();
    let (mut all, mut total): (Option<DataFrame>, Total) = (None, Total::default());
    let mut last: BTreeMap<Vec<String>, f64> = BTreeMap::new();
    for part in parts {
        let Some((frame, Total { rows, gaps }, ends)) = part? else { return Ok(None) };
        for (key, [begin, end]) in ends {
            if last.insert(key, end).is_some_and(|before| before > begin) {
                return Ok(None);
            }
        }
        total.rows += rows;
        total.gaps += gaps;
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

fn of_piece(
    stream: &Stream,
    piece: usize,
    names: &[&str],
    [low, high]: [f64; 2],
    count: usize,
) -> Result<Option<Part>> {
    let frame = stream.stepped(piece, names)?.collect(names)?;
    let fields: Vec<(Channel, &str)> =
        stream.fields.iter().map(|(channel, name)| (*channel, name.as_str())).collect();
    let columns = Columns::from_frame(&frame, &fields, holds_words)?;
    let numbers = |channel| columns.get(channel).and_then(Values::numbers);
    let (Some(x), Some(y), None) = (numbers(Channel::X), numbers(Channel::Y), &columns.instants)
    else {
        return Ok(None);
    };
    let gaps = y.iter().filter(|value| value.is_nan()).count() as u64;
    let total = Total { rows: columns.len as u64, gaps };
    let (mut kept, mut ends) = (vec![false; columns.len], Ends::new());
    for (key, rows) in series(&columns) {
        let (Some(&first), Some(&last)) = (rows.first(), rows.last()) else { continue };
        let (begin, end) = (x[first], x[last]);
        if !rows.is_sorted_by(|&a, &b| x[a] <= x[b]) || !begin.is_finite() || !end.is_finite() {
            return Ok(None);
        }
        // So few at a time that no other thread is asked to help: all have pieces of their own.
        for rows in rows.chunks(CHUNK) {
            let of = |values: &[f64]| -> Vec<f64> { rows.iter().map(|&row| values[row]).collect() };
            for row in downsample::m4(&of(x), &of(y), low, high, count) {
                kept[rows[row as usize]] = true;
            }
        }
        // What joins it to other pieces.
        (kept[first], kept[last]) = (true, true);
        ends.insert(key, [begin, end]);
    }
    let kept: BooleanChunked = kept.into_iter().collect();
    let frame = frame.filter(&kept).map_err(unjoined)?;
    Ok(Some((frame, total, ends)))
}

/// The rows of each series, by its words.
fn series(columns: &Columns) -> BTreeMap<Vec<String>, Vec<usize>> {
    let keys: Vec<&Values> = columns
        .channels
        .iter()
        .filter(|(channel, _)| holds_words(**channel))
        .map(|(_, values)| values)
        .collect();
    if keys.is_empty() {
        return BTreeMap::from([(Vec::new(), (0..columns.len).collect())]);
    }
    let mut by_code: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
    for row in 0..columns.len {
        // Rows without a series are in no line.
        let codes: Option<Vec<usize>> = keys.iter().map(|values| values.code(row)).collect();
        if let Some(codes) = codes {
            by_code.entry(codes).or_default().push(row);
        }
    }
    let words = |codes: Vec<usize>| -> Vec<String> {
        keys.iter().zip(codes).filter_map(|(v, code)| v.levels().get(code).cloned()).collect()
    };
    by_code.into_iter().map(|(codes, rows)| (words(codes), rows)).collect()
}
