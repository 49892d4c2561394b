//! Instants of a time zone as its clock shows them, and back.

use polars::prelude::*;

/// What the clock of a zone shows at instants (both since 1970, in `unit`).
pub(super) fn local(instants: &[i64], unit: TimeUnit, zone: &TimeZone) -> PolarsResult<Vec<i64>> {
    let times = Column::new("t".into(), instants).cast(&DataType::Datetime(unit, None))?;
    let zoned = col("t")
        .dt()
        .replace_time_zone(Some(TimeZone::UTC), lit("raise"), NonExistent::Raise)
        .dt()
        .convert_time_zone(zone.clone())
        .dt()
        .replace_time_zone(None, lit("raise"), NonExistent::Raise);
    numbers(times, zoned)?.into_iter().map(|time| time.ok_or_else(lost)).collect()
}

/// The instants at which the clock of a zone shows these times: the first of two, and where the
/// clock skips a time, the instant at which it does.
pub(super) fn instants(
    shown: &[i64],
    unit: TimeUnit,
    zone: &TimeZone,
    day: i64,
) -> PolarsResult<Vec<i64>> {
    let times = Column::new("t".into(), shown).cast(&DataType::Datetime(unit, None))?;
    let zoned =
        col("t").dt().replace_time_zone(Some(zone.clone()), lit("earliest"), NonExistent::Null);
    let found = numbers(times, zoned)?;
    let exact = |(found, &shown): (Option<i64>, &i64)| match found {
        Some(instant) => Ok(instant),
        None => skip(shown, unit, zone, day),
    };
    found.into_iter().zip(shown).map(exact).collect()
}

/// The instant at which the clock skips over `shown`: the first one that it shows later than it.
fn skip(shown: i64, unit: TimeUnit, zone: &TimeZone, day: i64) -> PolarsResult<i64> {
    // No zone is further than a day from UTC, and the clock goes on all the time.
    let (mut before, mut after) = (shown.saturating_sub(2 * day), shown.saturating_add(2 * day));
    while after - before > 1 {
        let middle = before + (after - before) / 2;
        let late = local(&[middle], unit, zone)?.first().is_some_and(|&clock| clock >= shown);
        if late {
            after = middle;
        } else {
            before = middle;
        }
    }
    Ok(after)
}

fn numbers(times: Column, change: Expr) -> PolarsResult<Vec<Option<i64>>> {
    let frame = DataFrame::new(times.len(), vec![times])?.lazy();
    let done = frame.select([change.to_physical()]).collect()?;
    Ok(done.column("t")?.cast(&DataType::Int64)?.i64()?.iter().collect())
}

fn lost() -> PolarsError {
    PolarsError::ComputeError("a time is lost".into())
}
