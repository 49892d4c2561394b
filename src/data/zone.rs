//! Times with a zone: instants, and what the clock of the zone shows at them.
//!
//! Rows keep instants as long as anything is computed from them; words, axes and files of text have
//! what the clock showed. Where it is set back, it shows the same times twice.

use std::collections::BTreeSet;

use polars::prelude::*;

use super::stamp;
use crate::spec::rule::DAY;

/// Days from 1970 to the ends of the calendar of zones, about.
pub const FAR: i64 = 90_000_000;

/// The zone of a type of times.
#[must_use]
pub fn of(kind: &DataType) -> Option<&TimeZone> {
    match kind {
        DataType::Datetime(_, zone) => zone.as_ref(),
        _ => None,
    }
}

/// The zone of this name, which has to be known.
pub fn called(name: &str) -> PolarsResult<Option<TimeZone>> {
    let zone = TimeZone::opt_try_new(Some(name))?;
    zone.as_ref().map(TimeZone::to_chrono).transpose()?;
    Ok(zone)
}

/// The type of times that holds those of both: with a zone where both have one, and UTC where
/// these differ.
#[must_use]
pub fn common(a: &DataType, b: &DataType) -> DataType {
    let zone = match (of(a), of(b)) {
        (Some(a), Some(b)) if a == b => Some(a.clone()),
        (Some(_), Some(_)) => Some(TimeZone::UTC),
        _ => None,
    };
    DataType::Datetime(TimeUnit::Microseconds, zone)
}

/// Times as another type: as text or without a zone, they are what the clock shows.
pub fn cast(column: &Column, kind: &DataType) -> PolarsResult<Column> {
    match (of(column.dtype()), kind) {
        (Some(_), DataType::String) => texts(column),
        (Some(_), kind) if of(kind).is_none() => shown(column)?.cast(kind),
        _ => column.cast(kind),
    }
}

/// The ends of what the clocks of zones can show, in `unit`.
fn far(unit: TimeUnit) -> i64 {
    let per_day = match unit {
        TimeUnit::Nanoseconds => DAY,
        TimeUnit::Microseconds => DAY / 1_000,
        TimeUnit::Milliseconds => DAY / 1_000_000,
    };
    FAR.saturating_mul(per_day)
}

/// Whether the clock of the column's zone shows all of its times.
pub fn fits(column: &Column) -> PolarsResult<bool> {
    let DataType::Datetime(unit, Some(_)) = column.dtype() else { return Ok(true) };
    let (times, far) = (column.to_physical_repr(), far(*unit));
    let times = times.i64()?;
    Ok(times.min().is_none_or(|t| t >= -far) && times.max().is_none_or(|t| t <= far))
}

/// What the clock of the column's zone shows; a column without one as it is. A time beyond the
/// calendar is missing.
pub fn shown(column: &Column) -> PolarsResult<Column> {
    let DataType::Datetime(unit, Some(zone)) = column.dtype() else { return Ok(column.clone()) };
    let known = if fits(column)? {
        column.clone()
    } else {
        let far = far(*unit);
        let times = column.to_physical_repr();
        let near = times.i64()?.iter().map(|t| t.filter(|t| (-far..=far).contains(t)));
        let near: Int64Chunked = near.collect();
        let near = near.into_datetime(*unit, Some(zone.clone())).into_column();
        near.with_name(column.name().clone())
    };
    let ambiguous = StringChunked::from_iter([Some("raise")]);
    replace_time_zone(known.datetime()?, None, &ambiguous, NonExistent::Raise)
        .map(IntoColumn::into_column)
}

/// Microseconds since 1970: instants, and what the clock shows at them.
pub fn micros(column: &Column) -> PolarsResult<[Int64Chunked; 2]> {
    let ticks = |column: &Column| {
        let zone = of(column.dtype()).cloned();
        let times = column.cast(&DataType::Datetime(TimeUnit::Microseconds, zone))?;
        Ok(times.to_physical_repr().i64()?.rechunk().into_owned())
    };
    let instants: PolarsResult<Int64Chunked> = ticks(column);
    Ok([instants?, ticks(&shown(column)?)?])
}

/// What the clock shows at two of these instants.
#[must_use]
pub fn doubled([instants, shown]: [&Int64Chunked; 2]) -> BTreeSet<i64> {
    let pair = |(shown, instant): (Option<i64>, Option<i64>)| Some((shown?, instant?));
    let mut pairs: Vec<(i64, i64)> = shown.iter().zip(instants.iter()).filter_map(pair).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let same = |pair: &&[(i64, i64)]| pair.first().map(|p| p.0) == pair.last().map(|p| p.0);
    pairs.windows(2).filter(same).filter_map(|pair| pair.first()).map(|pair| pair.0).collect()
}

/// What tells apart the times that the clock shows twice: `+02:00`; nothing for all others, and no
/// list where there is no such time.
pub fn marks(column: &Column) -> PolarsResult<Vec<Option<String>>> {
    if of(column.dtype()).is_none() {
        return Ok(Vec::new());
    }
    let [instants, shown] = micros(column)?;
    let doubled = doubled([&instants, &shown]);
    if doubled.is_empty() {
        return Ok(Vec::new());
    }
    let mark = |(instant, shown): (Option<i64>, Option<i64>)| {
        let (instant, shown) = (instant?, shown?);
        doubled.contains(&shown).then(|| stamp::written(shown - instant))
    };
    Ok(instants.iter().zip(shown.iter()).map(mark).collect())
}

/// Values as text; times as the clock shows them, and with their offset where it does so twice.
pub fn texts(column: &Column) -> PolarsResult<Column> {
    let texts = shown(column)?.cast(&DataType::String)?;
    let marks = marks(column)?;
    if marks.is_empty() {
        return Ok(texts);
    }
    let marked = texts.str()?.iter().zip(marks).map(|(text, mark)| match (text, mark) {
        (Some(text), Some(mark)) => Some(text.to_owned() + &mark),
        (text, _) => text.map(str::to_owned),
    });
    let marked: StringChunked = marked.collect();
    Ok(marked.into_column().with_name(column.name().clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Half hours of Berlin, from 2020-10-25T00:00Z on.
    fn halves(count: i64) -> Column {
        let first = 1_603_584_000_000_000;
        let times: Vec<i64> = (0..count).map(|i| first + i * 1_800_000_000).collect();
        let zone = called("Europe/Berlin").unwrap();
        Column::new("t".into(), times)
            .cast(&DataType::Datetime(TimeUnit::Microseconds, zone))
            .unwrap()
    }

    fn words(column: &Column) -> Vec<String> {
        column.str().unwrap().iter().map(|t| t.unwrap_or("-").replace(".000000", "")).collect()
    }

    #[test]
    fn an_hour_that_comes_twice_is_told_apart() {
        let wanted =
            ["2020-10-25 02:00:00+02:00", "2020-10-25 02:30:00", "2020-10-25 02:00:00+01:00"];
        assert_eq!(words(&texts(&halves(3)).unwrap()), wanted);
        assert_eq!(words(&texts(&halves(2)).unwrap())[0], "2020-10-25 02:00:00");
        assert!(marks(&halves(2)).unwrap().is_empty());
    }

    #[test]
    fn times_beyond_the_calendar_are_missing() {
        let kind = DataType::Datetime(TimeUnit::Milliseconds, called("Asia/Tokyo").unwrap());
        let times = Column::new("t".into(), [i64::MAX, 0, i64::MIN]).cast(&kind).unwrap();
        assert!(!fits(&times).unwrap());
        assert_eq!(words(&texts(&times).unwrap())[1..], ["1970-01-01 09:00:00.000", "-"]);
        assert!(called("Berlin/Europe").is_err() && called("*").is_err());
    }

    #[test]
    fn types_of_time_have_one_in_common() {
        let zoned = |name: &str| DataType::Datetime(TimeUnit::Milliseconds, called(name).unwrap());
        let (berlin, rome) = (zoned("Europe/Berlin"), zoned("Europe/Rome"));
        assert_eq!(of(&common(&berlin, &berlin)), of(&berlin));
        assert_eq!(of(&common(&berlin, &rome)), Some(&TimeZone::UTC));
        assert_eq!(of(&common(&berlin, &DataType::Date)), None);
    }
}
