//! Where ticks go and what they say; how far an axis reaches.
//!
//! [`candidates`] offers several sets, best first and then ever fewer: layout takes the first
//! whose measured labels do not crowd.

use super::continuous::Transform;
use super::linear::{self, Candidate, preferred};
use super::pattern::{Pattern, strftime};
use super::sequence::Sequence;
use super::{Reach, Scale, Tick, Ticks, calendar, format, log, train};
use crate::spec::ScaleSpec;
use crate::spec::scale::TickSpec;

/// Ends move to the next tick when that makes the axis at most this much longer.
const NICE: f64 = 0.15;
/// Else they move by this much.
const PAD: f64 = 0.04;

/// How ticks are written.
pub(super) struct Writer<'a> {
    pattern: Option<Pattern>,
    /// The user's pattern for times.
    times: Option<&'a str>,
    years: bool,
}

impl<'a> Writer<'a> {
    fn new(spec: &'a ScaleSpec, years: bool) -> Self {
        let times = spec.format.as_deref();
        // A pattern that cannot be read has failed in training already.
        Self { pattern: times.and_then(|f| Pattern::parse(f).ok()), times, years }
    }

    fn numbers(&self, values: &[f64]) -> Vec<Tick> {
        ticks_of(
            values,
            match &self.pattern {
                Some(pattern) => pattern.labels(values),
                None if self.years => format::years(values),
                None => format::shared(values),
            },
        )
    }

    /// Of a logarithmic axis, written out or as powers.
    pub(super) fn logarithmic(&self, values: &[f64], plain: bool) -> Vec<Tick> {
        ticks_of(
            values,
            match &self.pattern {
                Some(pattern) => pattern.labels(values),
                None => format::logarithmic(values, plain),
            },
        )
    }

    /// Labels by the user's pattern of numbers, when there is one.
    pub(super) fn patterned_numbers(&self, values: &[f64]) -> Option<Vec<String>> {
        self.pattern.as_ref().map(|pattern| pattern.labels(values))
    }

    /// Labels by the user's pattern of times, when there is one.
    pub(super) fn patterned_times(&self, values: &[f64]) -> Option<Vec<String>> {
        let pattern = self.times?;
        Some(values.iter().map(|ms| strftime(*ms, pattern)).collect())
    }

    /// Of a calendar.
    pub(super) fn dates(&self, candidate: &Candidate<calendar::Step>) -> Vec<Tick> {
        match self.times {
            Some(pattern) => patterned(&candidate.values, pattern),
            None => calendar::label(candidate.step, &candidate.values),
        }
    }
}

fn patterned(values: &[f64], pattern: &str) -> Vec<Tick> {
    ticks_of(values, values.iter().map(|ms| strftime(*ms, pattern)).collect())
}

fn ticks_of(values: &[f64], labels: Vec<String>) -> Vec<Tick> {
    let pairs = values.iter().zip(labels);
    pairs.map(|(value, label)| Tick { value: *value, label, under: None }).collect()
}

/// The ticks of a scale when about `want` are wanted and there is room for them.
#[must_use]
pub fn ticks(scale: &Scale, want: usize, spec: &ScaleSpec, years: bool, integer: bool) -> Ticks {
    candidates(scale, want, spec, years, integer).into_iter().next().unwrap_or_default()
}

/// What the ticks of a scale may be, best first and then ever fewer; never empty.
#[must_use]
pub fn candidates(
    scale: &Scale,
    want: usize,
    spec: &ScaleSpec,
    years: bool,
    integer: bool,
) -> Vec<Ticks> {
    let writer = Writer::new(spec, years);
    let want = match &spec.ticks {
        Some(TickSpec::At(wishes)) => return vec![placed(scale, wishes, &writer)],
        Some(TickSpec::Count(0)) => return vec![Ticks::default()],
        Some(TickSpec::Count(count)) => (*count as usize).min(1000),
        None => want.clamp(1, 1000),
    };
    let domain = scale.domain();
    let mut offers = match scale {
        Scale::Band(band) => return of_words(&band.levels, want, spec, &writer),
        Scale::Time(_) => preferred(&calendar::candidates(domain, want))
            .iter()
            .map(|c| Ticks { major: writer.dates(c), minor: Vec::new() })
            .collect(),
        Scale::Continuous(c) if c.transform == Transform::Log => {
            log::candidates(domain, want, &writer)
        }
        Scale::Continuous(_) => Vec::new(),
    };
    if offers.is_empty() && !matches!(scale, Scale::Time(_)) {
        let found = linear::candidates(domain, want, integer);
        offers.extend(
            preferred(&found)
                .iter()
                .map(|c| Ticks { major: writer.numbers(&c.values), minor: Vec::new() }),
        );
    }
    thin(&mut offers);
    if offers.is_empty() {
        offers.push(ends(scale, &writer));
    }
    offers
}

/// What words stand for where they are numbers or times in rising order, and whether they are times.
#[must_use]
pub fn order(levels: &[String]) -> Option<(bool, Vec<f64>)> {
    Sequence::of(levels).map(|sequence| match sequence {
        Sequence::Numbers(values) => (false, values),
        Sequence::Times(values) => (true, values),
    })
}

/// All words; fewer of them where the user wants so many; and ever fewer of those that have an
/// order.
fn of_words(levels: &[String], want: usize, spec: &ScaleSpec, writer: &Writer<'_>) -> Vec<Ticks> {
    let sequence = Sequence::of(levels);
    let written = sequence.as_ref().and_then(|sequence| sequence.written(writer));
    let codes: Vec<f64> = (0..levels.len()).map(|code| code as f64).collect();
    let major = written.unwrap_or_else(|| ticks_of(&codes, levels.to_vec()));
    let limited = spec.ticks.is_some() && major.len() > want;
    let step = if limited { major.len().div_ceil(want.max(1)) } else { 1 };
    let few = major.iter().step_by(step).cloned().collect();
    let mut offers = vec![Ticks { major: few, minor: Vec::new() }];
    let fewer = sequence.map(|sequence| sequence.fewer(levels, want, writer)).unwrap_or_default();
    if limited && !fewer.is_empty() {
        offers.clear();
    }
    offers.extend(fewer);
    offers
}

/// Leave ever smaller sets: a pattern may round two ticks to the same words, and one tick gives
/// no measure, so it is the last resort.
fn thin(offers: &mut Vec<Ticks>) {
    offers.retain(has_distinct_labels);
    let mut fewest = usize::MAX;
    offers.retain(|t| {
        let n = t.major.len();
        let keep = n < fewest || (n == fewest && n > 1);
        fewest = fewest.min(n);
        keep
    });
}

fn has_distinct_labels(ticks: &Ticks) -> bool {
    let mut words: Vec<(Option<&str>, &str)> = Vec::with_capacity(ticks.major.len());
    let mut under = None;
    for tick in &ticks.major {
        under = tick.under.as_deref().or(under);
        words.push((under, tick.label.as_str()));
    }
    words.sort_unstable();
    words.windows(2).all(|pair| pair[0] != pair[1])
}

/// The ends of a domain that has no round number in it.
fn ends(scale: &Scale, writer: &Writer<'_>) -> Ticks {
    let mut values = scale.domain().to_vec();
    values.dedup();
    let mut major = free(scale, &values, writer);
    major.dedup_by(|a, b| a.label == b.label);
    Ticks { major, minor: Vec::new() }
}

/// Ticks at any values.
fn free(scale: &Scale, values: &[f64], writer: &Writer<'_>) -> Vec<Tick> {
    match (scale, writer.times) {
        (Scale::Time(_), Some(pattern)) => patterned(values, pattern),
        (Scale::Time(_), None) => {
            ticks_of(values, values.iter().map(|ms| format::date(*ms)).collect())
        }
        _ => writer.numbers(values),
    }
}

/// Ticks where the user wants them, as far as they lie inside the domain.
fn placed(
    scale: &Scale,
    wishes: &[(serde_json::Value, Option<String>)],
    writer: &Writer<'_>,
) -> Ticks {
    let [lo, hi] = scale.domain();
    let mut wanted: Vec<(f64, Option<String>)> = wishes
        .iter()
        .filter_map(|(value, word)| Some((train::place(value, scale)?, word.clone())))
        .filter(|(value, _)| (lo..=hi).contains(value))
        .collect();
    wanted.sort_by(|a, b| a.0.total_cmp(&b.0));
    wanted.dedup_by(|a, b| a.0 == b.0);
    let values: Vec<f64> = wanted.iter().map(|(value, _)| *value).collect();
    let mut major = match scale {
        Scale::Band(band) => {
            let word = |code: &f64| band.levels.get(*code as usize).cloned().unwrap_or_default();
            ticks_of(&values, values.iter().map(word).collect())
        }
        _ => free(scale, &values, writer),
    };
    for (tick, (_, word)) in major.iter_mut().zip(wanted) {
        if let Some(word) = word {
            tick.label = word;
        }
    }
    Ticks { major, minor: Vec::new() }
}

/// The scale, extended beyond its data as an axis with about `want` ticks should be. Ends that
/// the user set stay; so do ends at zero on a `Nice` axis, where bars stand on it.
#[must_use]
pub fn reach(scale: &Scale, reach: Reach, want: usize, spec: &ScaleSpec, integer: bool) -> Scale {
    let [lo, hi] = scale.domain();
    if reach == Reach::Tight || scale.is_band() || hi <= lo {
        return scale.clone();
    }
    let mut fixed = train::fixed_ends(spec);
    if reach == Reach::Nice && !scale.is_log() && !matches!(scale, Scale::Time(_)) {
        fixed = [fixed[0] || lo == 0.0, fixed[1] || hi == 0.0];
    }
    let keep = |[a, b]: [f64; 2]| {
        let ends = [if fixed[0] { lo } else { a.min(lo) }, if fixed[1] { hi } else { b.max(hi) }];
        ends.map(|v| v.clamp(f64::MIN, f64::MAX))
    };
    if reach == Reach::Nice {
        let nice = keep(nice(scale, want, integer));
        if growth(scale, nice) <= NICE {
            return scale.with_domain(nice);
        }
    }
    let share = if let Reach::Share(share) = reach { share } else { PAD };
    let padded = keep(pad(scale, share));
    let usable = padded[0] < padded[1] && (!scale.is_log() || padded[0] > 0.0);
    if usable { scale.with_domain(padded) } else { scale.clone() }
}

/// The domain with both ends on a tick.
fn nice(scale: &Scale, want: usize, integer: bool) -> [f64; 2] {
    let domain = scale.domain();
    match scale {
        Scale::Time(_) => preferred(&calendar::candidates(domain, want))
            .first()
            .map_or(domain, |c| [c.step.floor(domain[0]), c.step.ceil(domain[1])]),
        _ if scale.is_log() => log::decades(domain),
        _ => preferred(&linear::candidates(domain, want, integer))
            .first()
            .map_or(domain, |c| [c.step.floor(domain[0]), c.step.ceil(domain[1])]),
    }
}

/// How much longer an axis gets, as a share of what it was.
fn growth(scale: &Scale, domain: [f64; 2]) -> f64 {
    let place = scale.with_range([0.0, 1.0]);
    let length = place.map(domain[1]) - place.map(domain[0]);
    if length.is_nan() { f64::INFINITY } else { length - 1.0 }
}

/// The domain, longer by a share at both ends as it is seen.
fn pad(scale: &Scale, share: f64) -> [f64; 2] {
    let place = scale.with_range([0.0, 1.0]);
    [place.invert(-share), place.invert(1.0 + share)]
}
