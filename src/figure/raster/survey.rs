//! What axes and legends need to know of rows that are not held: extents and words, from what the
//! source knows of its pieces, or from a first pass over the columns of which it knows too little.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::stream::{Stream, holds_words};
use super::view::Limits;
use crate::data::{Pieces, Values, columns::MISSING};
use crate::error::Result;
use crate::scale::Extent;
use crate::spec::{Channel, Schema, Type};

/// What is known of the rows of a stream.
pub(super) struct Survey {
    /// Rows after the steps.
    pub(super) rows: u64,
    /// Of numbers and times.
    pub(super) extents: BTreeMap<Channel, Extent>,
    /// Words of categories, in the order that legends show.
    pub(super) words: BTreeMap<Channel, Vec<String>>,
    /// Rows of each word, where they were counted.
    pub(super) counts: BTreeMap<Channel, Vec<u64>>,
}

/// Categories above this have to be counted: the most frequent have planes of their own.
const FEW: usize = super::plan::MOST_PLANES;

/// Look at what is known, then at the rest.
pub(super) fn survey(
    stream: &Stream,
    pieces: &dyn Pieces,
    schema: &Schema,
    limits: &Limits,
    log: &dyn Fn(&Channel) -> bool,
) -> Result<Survey> {
    let mut known = Survey {
        rows: stream.rows,
        extents: BTreeMap::new(),
        words: BTreeMap::new(),
        counts: BTreeMap::new(),
    };
    let mut unknown: Vec<(Channel, String)> = Vec::new();
    let untouched = stream.steps.is_empty();
    for (channel, name) in &stream.fields {
        let kind = schema.get(name).map_or(Type::Text, |field| field.kind);
        let words =
            holds_words(*channel) || matches!(kind, Type::Text | Type::Category | Type::Bool);
        let found = if words {
            let listed = untouched.then(|| pieces.words(name)).transpose()?.flatten();
            let listed = listed.filter(|words| words.len() <= FEW);
            listed.map(|words| known.words.insert(*channel, words)).is_some()
        } else {
            let bounds = if untouched { bounds(pieces, name) } else { None };
            let bounds = bounds.filter(|[low, _]| *low > 0.0 || !log(channel));
            let limited = limits.iter().find(|(limited, _)| limited == channel);
            let both =
                limited.map(|(_, ends)| *ends).filter(|ends| ends.iter().all(|e| e.is_finite()));
            let bounds = bounds.or(both);
            bounds.map(|ends| known.extents.insert(*channel, extent(ends, kind))).is_some()
        };
        if !found {
            unknown.push((*channel, name.clone()));
        }
    }
    if !unknown.is_empty() || !untouched {
        pass(stream, schema, &unknown, &mut known)?;
    }
    Ok(known)
}

/// The least and the greatest value of a column over all pieces, where they are known.
fn bounds(pieces: &dyn Pieces, name: &str) -> Option<[f64; 2]> {
    let mut all: Option<[f64; 2]> = None;
    for piece in 0..pieces.rows().len() {
        let one = pieces.bounds(piece, name)?;
        all = Some(all.map_or([one.least, one.greatest], |[least, greatest]| {
            [least.min(one.least), greatest.max(one.greatest)]
        }));
    }
    all
}

fn extent([min, max]: [f64; 2], kind: Type) -> Extent {
    let min_positive = if min > 0.0 { min } else { f64::NAN };
    let integer = kind == Type::Integer;
    let years = integer && min >= 1000.0 && max <= 2999.0;
    let time = kind == Type::Time;
    Extent { min, max, min_positive, integer, time, years: years && !time, levels: Vec::new() }
}

/// What was found of one column in one piece.
#[derive(Clone, Default)]
struct Found {
    extent: Option<Extent>,
    words: Vec<String>,
    counts: Vec<u64>,
}

/// Look at columns of which too little is known.
fn pass(
    stream: &Stream,
    schema: &Schema,
    fields: &[(Channel, String)],
    known: &mut Survey,
) -> Result<()> {
    // Rows are counted by some column.
    let counted: Vec<(Channel, String)> = match fields {
        [] => stream.fields.iter().take(1).cloned().collect(),
        some => some.to_vec(),
    };
    let pieces: Vec<usize> = (0..stream.pieces().len()).collect();
    let parts: Vec<Result<(u64, Vec<Found>)>> = pieces
        .into_par_iter()
        .map(|piece| {
            let (mut rows, mut found) = (0, vec![Found::default(); counted.len()]);
            stream.walk(piece, &counted, &mut |values| {
                rows += values.first().map_or(0, Values::len) as u64;
                for (found, values) in found.iter_mut().zip(values) {
                    found.look(values);
                }
                Ok(())
            })?;
            Ok((rows, found))
        })
        .collect();
    let mut all = vec![Found::default(); counted.len()];
    let mut rows = 0;
    for part in parts {
        let (count, found) = part?;
        rows += count;
        for (all, one) in all.iter_mut().zip(found) {
            all.merge(one);
        }
    }
    known.rows = rows;
    for ((channel, name), mut found) in fields.iter().zip(all) {
        let kind = schema.get(name).map_or(Type::Text, |field| field.kind);
        if found.words.is_empty() && !holds_words(*channel) {
            let mut extent = found.extent.unwrap_or_default();
            extent.time = kind == Type::Time;
            extent.years &= !extent.time;
            known.extents.insert(*channel, extent);
        } else {
            if matches!(kind, Type::Integer | Type::Number) {
                found.sort_numbers();
            }
            known.words.insert(*channel, found.words);
            known.counts.insert(*channel, found.counts);
        }
    }
    Ok(())
}

impl Found {
    fn look(&mut self, values: &Values) {
        match values {
            Values::Number(v) | Values::Time(v) => {
                let one = Extent::of(v);
                self.extent = Some(match self.extent.take() {
                    Some(before) => before.merge(&one),
                    None => one,
                });
            }
            Values::Category { codes, levels } => {
                // The words of a piece may grow while it is walked, but keep their codes.
                let places: Vec<usize> = levels.iter().map(|word| self.place(word)).collect();
                for &code in codes.iter().filter(|&&code| code != MISSING) {
                    if let Some(count) =
                        places.get(code as usize).and_then(|&p| self.counts.get_mut(p))
                    {
                        *count += 1;
                    }
                }
            }
        }
    }

    /// The place of a word, which is added when it is new.
    fn place(&mut self, word: &String) -> usize {
        if let Some(place) = self.words.iter().position(|known| known == word) {
            return place;
        }
        self.words.push(word.clone());
        self.counts.push(0);
        self.words.len() - 1
    }

    fn merge(&mut self, other: Self) {
        self.extent = match (self.extent.take(), other.extent) {
            (Some(a), Some(b)) => Some(a.merge(&b)),
            (a, b) => a.or(b),
        };
        for (word, count) in other.words.iter().zip(other.counts) {
            let place = self.place(word);
            self.counts[place] += count;
        }
    }

    /// Numbers that are words stand in their own order.
    fn sort_numbers(&mut self) {
        let number = |word: &String| word.parse::<f64>().unwrap_or(f64::INFINITY);
        let mut both: Vec<(String, u64)> =
            self.words.drain(..).zip(self.counts.drain(..)).collect();
        both.sort_by(|(a, _), (b, _)| number(a).total_cmp(&number(b)));
        (self.words, self.counts) = both.into_iter().unzip();
    }
}
