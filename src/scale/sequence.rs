//! Categories that are numbers or times in order: where labels stand when there is no room for
//! all of them.

use super::linear::{self, preferred};
use super::ticks::Writer;
use super::time::parse_iso;
use super::{Tick, Ticks, calendar};

/// Milliseconds of a day.
const DAY: f64 = 86_400_000.0;

/// The values that the words of an axis stand for, in rising order.
pub(super) enum Sequence {
    /// Numbers.
    Numbers(Vec<f64>),
    /// Times in ms since 1970.
    Times(Vec<f64>),
}

impl Sequence {
    /// None where a word is neither, or one does not follow the one before it.
    pub(super) fn of(levels: &[String]) -> Option<Self> {
        let rising = |values: &Vec<f64>| values.len() > 1 && values.windows(2).all(|w| w[0] < w[1]);
        let all = |read: fn(&str) -> Option<f64>| {
            levels.iter().map(|word| read(word)).collect::<Option<Vec<f64>>>().filter(rising)
        };
        let number = |word: &str| word.replace('\u{2212}', "-").parse().ok();
        let numbers = all(number).map(Self::Numbers);
        numbers.or_else(|| all(parse_iso).map(Self::Times))
    }

    /// Every word as a pattern of the user's writes it; none without a pattern.
    pub(super) fn written(&self, writer: &Writer<'_>) -> Option<Vec<Tick>> {
        let (Self::Numbers(values) | Self::Times(values)) = self;
        let labels = match self {
            Self::Numbers(_) => writer.patterned_numbers(values)?,
            Self::Times(_) => writer.patterned_times(values)?,
        };
        let coded = labels.into_iter().enumerate();
        Some(coded.map(|(code, label)| Tick { value: code as f64, label, under: None }).collect())
    }

    /// Ever fewer labels, at round numbers or where parts of the calendar begin.
    pub(super) fn fewer(&self, levels: &[String], want: usize, writer: &Writer<'_>) -> Vec<Ticks> {
        let (Self::Numbers(values) | Self::Times(values)) = self;
        let (Some(first), Some(last)) = (values.first(), values.last()) else { return Vec::new() };
        match self {
            Self::Numbers(values) => {
                let whole = values.iter().all(|value| value.fract() == 0.0);
                let found = linear::candidates([*first, *last], want, whole);
                let at = |value: &f64| {
                    let code = values.binary_search_by(|known| known.total_cmp(value)).ok()?;
                    let label = levels.get(code)?.clone();
                    Some(Tick { value: code as f64, label, under: None })
                };
                preferred(&found)
                    .iter()
                    .map(|offer| offer.values.iter().filter_map(at).collect())
                    .map(|major| Ticks { major, minor: Vec::new() })
                    .filter(|ticks: &Ticks| !ticks.major.is_empty())
                    .collect()
            }
            Self::Times(times) => {
                // The first slot may stand for what began before its own time: a month by its end.
                let before = values.get(1).map_or(0.0, |second| second - first) * 0.999;
                let found = calendar::candidates([first - before, *last], want);
                let days = times.iter().all(|time| time % DAY == 0.0);
                preferred(&found)
                    .iter()
                    .map(|offer| follow(writer.dates(offer), times))
                    .map(|major| Ticks { major, minor: Vec::new() })
                    .filter(|ticks| !ticks.major.is_empty() && (ticks.major.len() > 1 || days))
                    .collect()
            }
        }
    }
}

/// Each tick in the first slot that does not lie before it; one a slot. A tick of the clock names
/// its own slot only.
fn follow(ticks: Vec<Tick>, times: &[f64]) -> Vec<Tick> {
    let clock = ticks.windows(2).any(|pair| pair[1].value - pair[0].value < 0.9 * DAY);
    let ticks = ticks.into_iter().filter(|tick| !clock || times.contains(&tick.value));
    let mut placed: Vec<Tick> = Vec::new();
    for tick in ticks {
        let code = times.partition_point(|time| *time < tick.value);
        let value = code as f64;
        if code < times.len() && placed.last().is_none_or(|before| before.value < value) {
            placed.push(Tick { value, ..tick });
        }
    }
    placed
}
