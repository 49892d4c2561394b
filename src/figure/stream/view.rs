//! Few rows of very many: those that steps and limits leave, gathered piece by piece.

use std::sync::atomic::{AtomicU64, Ordering};

use polars::prelude::*;
use rayon::prelude::*;

use super::Stream;
use crate::data::{Columns, Values};
use crate::error::{Error, Result};
use crate::spec::Channel;

/// The range in view of an axis, open where the user set no end.
pub(super) type Limits = [(Channel, [f64; 2])];

/// Whether some, but at most so many rows of a stream are in view. Stops looking when there are
/// more.
pub(super) fn few(stream: &Stream, limits: &Limits, most: u64) -> Result<bool> {
    let seen = AtomicU64::new(0);
    let fields: Vec<(Channel, String)> = stream
        .fields
        .iter()
        .filter(|(channel, _)| limits.iter().any(|(limited, _)| limited == channel))
        .cloned()
        .collect();
    (0..stream.pieces().len()).into_par_iter().try_for_each(|piece| {
        if seen.load(Ordering::Relaxed) > most || stream.is_beyond(piece, limits) {
            return Ok(());
        }
        stream.walk(piece, &fields, &mut |values| {
            if seen.load(Ordering::Relaxed) <= most {
                let pairs = fields.iter().map(|(channel, _)| *channel).zip(values);
                let rows = mask(pairs, limits).into_iter().filter(|inside| *inside).count();
                seen.fetch_add(rows as u64, Ordering::Relaxed);
            }
            Ok(())
        })
    })?;
    Ok((1..=most).contains(&seen.into_inner()))
}

/// The rows in view, in order, with these columns.
pub(super) fn gather(stream: &Stream, limits: &Limits, names: &[&str]) -> Result<DataFrame> {
    let parts: Vec<Result<Option<DataFrame>>> = (0..stream.pieces().len())
        .into_par_iter()
        .map(|piece| {
            if stream.is_beyond(piece, limits) {
                return Ok(None);
            }
            let table = stream.stepped(piece, names)?;
            let frame = table.collect(names)?;
            if limits.is_empty() {
                return Ok(Some(frame));
            }
            let fields = stream.fields.iter().filter(|(c, _)| limits.iter().any(|(l, _)| l == c));
            let fields: Vec<(Channel, &str)> =
                fields.map(|(channel, name)| (*channel, name.as_str())).collect();
            let columns = Columns::from_frame(&frame, &fields, |_| false)?;
            let pairs = columns.channels.iter().map(|(channel, values)| (*channel, values));
            let inside: BooleanChunked = mask(pairs, limits).into_iter().collect();
            let fails = |e| Error::internal("rows cannot be filtered").because(e);
            frame.filter(&inside).map(Some).map_err(fails)
        })
        .collect();
    let mut all: Option<DataFrame> = None;
    for part in parts {
        let Some(part) = part? else { continue };
        all = Some(match all {
            None => part,
            Some(all) => {
                all.vstack(&part).map_err(|e| Error::internal("pieces do not join").because(e))?
            }
        });
    }
    let mut all = match all {
        Some(all) => all,
        None => stream.stepped(0, names)?.collect(names)?.clear(),
    };
    all.rechunk_mut();
    Ok(all)
}

/// Which rows are within all limits.
fn mask<'v>(pairs: impl Iterator<Item = (Channel, &'v Values)>, limits: &Limits) -> Vec<bool> {
    let mut inside = Vec::new();
    for (channel, values) in pairs {
        inside.resize(values.len(), true);
        let limit = limits.iter().find(|(limited, _)| *limited == channel);
        let (Some((_, [low, high])), Some(numbers)) = (limit, values.numbers()) else { continue };
        for (inside, value) in inside.iter_mut().zip(numbers) {
            *inside &= low <= value && value <= high;
        }
    }
    inside
}
