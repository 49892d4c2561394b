//! Steps of the calendar: from microseconds to thousands of years, always on its boundaries.

use super::Tick;
use super::format::{MINUS, shared};
use super::linear::{Candidate, cost};
use super::pattern::month_name;
use super::time::{
    Civil, DAY, HOUR, LIMIT, MINUTE, SECOND, YEAR, civil, day_number, days_from_civil, from_civil,
    month_length,
};

/// A step of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// So many microseconds; up to half a day.
    Clock(i64),
    /// Every day.
    Day,
    /// Every other day of a month.
    OtherDay,
    /// So many weeks; on Mondays.
    Week(i64),
    /// So many months.
    Month(i64),
    /// So many years.
    Year(i64),
}

/// Microseconds of a second.
const S: i64 = 1_000_000;
/// Monday of the first whole week after 1970-01-01, as a day number.
const MONDAY: i64 = 4;

/// The ladder below years: 1, 2, 5 times powers of ten below a second; then what clocks and
/// calendars count in.
const LADDER: [Step; 35] = [
    Step::Clock(1),
    Step::Clock(2),
    Step::Clock(5),
    Step::Clock(10),
    Step::Clock(20),
    Step::Clock(50),
    Step::Clock(100),
    Step::Clock(200),
    Step::Clock(500),
    Step::Clock(1_000),
    Step::Clock(2_000),
    Step::Clock(5_000),
    Step::Clock(10_000),
    Step::Clock(20_000),
    Step::Clock(50_000),
    Step::Clock(100_000),
    Step::Clock(200_000),
    Step::Clock(500_000),
    Step::Clock(S),
    Step::Clock(5 * S),
    Step::Clock(15 * S),
    Step::Clock(30 * S),
    Step::Clock(60 * S),
    Step::Clock(5 * 60 * S),
    Step::Clock(15 * 60 * S),
    Step::Clock(30 * 60 * S),
    Step::Clock(3600 * S),
    Step::Clock(3 * 3600 * S),
    Step::Clock(6 * 3600 * S),
    Step::Clock(12 * 3600 * S),
    Step::Day,
    Step::OtherDay,
    Step::Week(1),
    Step::Week(2),
    Step::Month(1),
];

/// All steps, from fine to coarse.
fn ladder() -> impl Iterator<Item = Step> {
    let powers = (1..9).flat_map(|k| [1, 25, 5].map(|m| (m, k)));
    let years = powers.map(|(m, k)| {
        let ten = 10i64.pow(k);
        Step::Year(if m == 25 { ten * 5 / 2 } else { ten * m })
    });
    let first = [Step::Month(3), Step::Month(6), Step::Year(1), Step::Year(2), Step::Year(5)];
    LADDER.into_iter().chain(first).chain(years)
}

impl Step {
    /// Its mean length in ms.
    fn length(self) -> f64 {
        match self {
            Self::Clock(micros) => micros as f64 / 1e3,
            Self::Day => DAY,
            Self::OtherDay => 2.0 * DAY,
            Self::Week(n) => 7.0 * DAY * n as f64,
            Self::Month(n) => YEAR / 12.0 * n as f64,
            Self::Year(n) => YEAR * n as f64,
        }
    }

    /// The last boundary at or before a time.
    pub(super) fn floor(self, ms: f64) -> f64 {
        let days = day_number(ms);
        let c = civil(ms);
        match self {
            Self::Clock(micros) => clock_floor(ms, micros as f64),
            Self::Day => days as f64 * DAY,
            Self::OtherDay => {
                let last = month_length(c.year, c.month) - 1;
                let day = ((c.day - 1) / 2 * 2 + 1).min((last - 1) / 2 * 2 + 1);
                from_civil(&Civil::date(c.year, c.month, day))
            }
            Self::Week(n) => {
                let width = 7 * n;
                ((days - MONDAY).div_euclid(width) * width + MONDAY) as f64 * DAY
            }
            Self::Month(n) => month_start((months(&c)).div_euclid(n) * n),
            Self::Year(n) => month_start(c.year.div_euclid(n) * n * 12),
        }
    }

    /// The boundary behind the one at `ms`.
    fn next(self, ms: f64) -> f64 {
        match self {
            Self::Clock(micros) => {
                let width = micros as f64;
                ((ms * 1e3 / width).round() + 1.0) * width / 1e3
            }
            Self::Day => ms + DAY,
            // Past the next boundary but not past the one behind it, then back.
            Self::OtherDay => {
                let close = self.floor(ms + 2.0 * DAY);
                if close > ms { close } else { self.floor(ms + 3.0 * DAY) }
            }
            Self::Week(n) => ms + 7.0 * DAY * n as f64,
            Self::Month(n) => month_start(months(&civil(ms)) + n),
            Self::Year(n) => month_start((civil(ms).year + n) * 12),
        }
    }

    /// The first boundary at or after a time.
    pub(super) fn ceil(self, ms: f64) -> f64 {
        let floor = self.floor(ms);
        if floor >= ms { floor } else { self.next(floor) }
    }
}

fn clock_floor(ms: f64, micros: f64) -> f64 {
    let n = (ms * 1e3 / micros).floor();
    let next = (n + 1.0) * micros / 1e3;
    if next <= ms { next } else { n * micros / 1e3 }
}

/// Months since the start of year 0.
fn months(c: &Civil) -> i64 {
    c.year * 12 + i64::from(c.month) - 1
}

/// The start of a month, counted from year 0.
fn month_start(months: i64) -> f64 {
    let month = months.rem_euclid(12) as u32 + 1;
    days_from_civil(months.div_euclid(12), month, 1) as f64 * DAY
}

/// What `want` ticks on a domain may be, from fine to coarse.
pub(super) fn candidates(domain: [f64; 2], want: usize) -> Vec<Candidate<Step>> {
    let [lo, hi] = domain.map(|ms| ms.clamp(-LIMIT, LIMIT));
    let most = 3 * want.max(1) + 2;
    ladder()
        .filter(|step| (hi - lo) / step.length() <= most as f64)
        .filter_map(|step| {
            let mut values = Vec::new();
            let mut at = step.ceil(lo);
            while at <= hi && values.len() <= most {
                values.push(at + 0.0);
                let next = step.next(at);
                // So far from 1970 that a double cannot tell these steps apart.
                if next <= at {
                    return None;
                }
                at = next;
            }
            let cost = cost(&values, [lo, hi], want);
            (!values.is_empty()).then_some(Candidate { step, values, cost })
        })
        .collect()
}

/// The small unit on every tick, the larger one under the first and under each change. The
/// first has the year too: without it a picture of one week says nowhere when it was.
pub(super) fn label(step: Step, values: &[f64]) -> Vec<Tick> {
    if let Step::Year(n) = step {
        return label_years(n, values);
    }
    let times: Vec<Civil> = values.iter().map(|ms| civil(*ms)).collect();
    let mut ticks = Vec::with_capacity(values.len());
    for (i, (now, value)) in times.iter().zip(values).enumerate() {
        let before = i.checked_sub(1).and_then(|i| times.get(i));
        ticks.push(Tick {
            value: *value,
            label: small(step, now),
            under: under(step, now, before),
        });
    }
    ticks
}

fn label_years(n: i64, values: &[f64]) -> Vec<Tick> {
    let years: Vec<i64> = values.iter().map(|ms| civil(*ms).year).collect();
    let labels = if n >= 10_000 {
        shared(&years.iter().map(|y| *y as f64).collect::<Vec<f64>>())
    } else {
        years.iter().map(|y| year(*y)).collect()
    };
    let ticks = values.iter().zip(labels);
    ticks.map(|(value, label)| Tick { value: *value, label, under: None }).collect()
}

/// What is written on a tick.
fn small(step: Step, c: &Civil) -> String {
    let Civil { hour, minute, second, micro, .. } = c;
    match step {
        Step::Clock(n) if n < 1000 => format!("{second:02}.{micro:06}"),
        Step::Clock(n) if n < S => format!("{second:02}.{:03}", micro / 1000),
        Step::Clock(n) if n < 60 * S => format!("{hour:02}:{minute:02}:{second:02}"),
        Step::Clock(_) => format!("{hour:02}:{minute:02}"),
        Step::Day | Step::OtherDay | Step::Week(_) => c.day.to_string(),
        Step::Month(_) => month_name(c.month).into(),
        Step::Year(_) => year(c.year),
    }
}

/// What is written under a tick that follows `before`.
fn under(step: Step, c: &Civil, before: Option<&Civil>) -> Option<String> {
    let date = format!("{} {}", c.day, month_name(c.month));
    let clock = format!("{:02}:{:02}", c.hour, c.minute);
    let month = month_name(c.month).to_owned();
    let same_year = before.is_some_and(|b| b.year == c.year);
    let same_month = same_year && before.is_some_and(|b| b.month == c.month);
    let same_day = same_month && before.is_some_and(|b| b.day == c.day);
    let same_minute = same_day && before.is_some_and(|b| (b.hour, b.minute) == (c.hour, c.minute));
    let (same, text) = match step {
        Step::Clock(n) if n < S && same_day => (same_minute, clock),
        Step::Clock(n) if n < S => (false, format!("{clock}, {date}")),
        Step::Clock(_) => (same_day, date),
        Step::Day | Step::OtherDay | Step::Week(_) => (same_month, month),
        Step::Month(_) => return (!same_year).then(|| year(c.year)),
        Step::Year(_) => return None,
    };
    if same {
        None
    } else if same_year {
        Some(text)
    } else {
        Some(format!("{text} {}", year(c.year)))
    }
}

fn year(year: i64) -> String {
    if year < 0 { format!("{MINUS}{}", year.unsigned_abs()) } else { year.to_string() }
}

/// A moment that fits a time: how far to look before and behind when there is but one.
pub(super) fn around(ms: f64) -> f64 {
    let c = civil(ms);
    match (c.hour, c.minute, c.second, c.micro) {
        (0, 0, 0, 0) => DAY,
        (_, 0, 0, 0) => HOUR,
        (_, _, 0, 0) => MINUTE,
        _ => SECOND,
    }
}
