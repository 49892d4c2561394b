//! Error bars whose lengths are statistics of the groups, and columns of errors in groups.

use super::Work;
use crate::error::{Error, Result};
use crate::kind::Kind;
use crate::spec::{Agg, AggRequest, Aggregate, Channel, Encoding};
use crate::warn::Warnings;

/// What `--yerr` and `--xerr` take beside columns.
const STATISTICS: [Agg; 3] = [Agg::Std, Agg::Sem, Agg::Ci95];

impl Work<'_> {
    /// The statistic that a channel of errors names. A column of that name wins.
    fn statistic(&self, channel: Channel) -> Option<Agg> {
        let takes = |kind: &dyn Kind| kind.channels().iter().any(|usage| usage.channel == channel);
        if self.kind().is_some_and(|kind| !takes(kind)) {
            return None;
        }
        let name = self.layer.field(channel).filter(|name| self.schema.get(name).is_none())?;
        Agg::parse(name).ok().filter(|agg| STATISTICS.contains(agg))
    }

    /// Without an aggregate, errors are those of the mean of each group.
    pub(super) fn mean_of_groups(&mut self, warnings: &mut Warnings) {
        let channels = [(Channel::YErr, "yerr"), (Channel::XErr, "xerr")];
        let asked = channels.into_iter().find_map(|(channel, flag)| {
            self.statistic(channel).map(|agg| format!("--{flag} {}", agg.name()))
        });
        let Some(flag) = asked.filter(|_| self.layer.group.aggs.is_empty()) else { return };
        self.layer.group.aggs.push(AggRequest { column: None, agg: Agg::Mean });
        warnings.note(format!("{flag} is drawn about the mean of each group (--agg mean)"));
    }

    /// The statistics of each group that errors are, in columns beside the aggregates of `ys`, and
    /// the columns of numbers that survive an aggregation as they are asked to.
    pub(super) fn spreads(
        &mut self,
        requests: &[AggRequest],
        ys: &[String],
        aggs: &mut Vec<Aggregate>,
        warnings: &mut Warnings,
    ) -> Result<()> {
        if let Some(spread) = self.statistic(Channel::YErr) {
            for y in ys {
                let name = spread_of(y, spread, aggs, warnings)?;
                self.errors.push(name);
            }
            let first = self.errors.first().cloned().map(Encoding::field);
            self.layer.encodings.extend(first.map(|encoding| (Channel::YErr, encoding)));
        }
        if let Some(spread) = self.statistic(Channel::XErr) {
            let x = self.layer.field(Channel::X).unwrap_or_default().to_owned();
            if !aggs.iter().any(|agg| agg.into == x) {
                return Err(Error::spread_of_key(&x, &spread.name()));
            }
            let name = spread_of(&x, spread, aggs, warnings)?;
            self.layer.encodings.insert(Channel::XErr, Encoding::field(name));
        }
        let channels = [Channel::YErr, Channel::YErr2, Channel::XErr, Channel::XErr2, Channel::Y2];
        for channel in channels {
            let Some(name) = self.layer.field(channel).map(String::from) else { continue };
            if self.schema.get(&name).is_none() || aggs.iter().any(|agg| agg.into == name) {
                continue;
            }
            let own = requests.iter().find(|request| request.column.as_ref() == Some(&name));
            let common = requests.iter().find(|r| r.column.is_none() && channel == Channel::Y2);
            let Some(request) = own.or(common) else {
                return Err(Error::errors_not_aggregated(&name, channel == Channel::Y2));
            };
            aggs.push(Aggregate { column: Some(name.clone()), agg: request.agg, into: name });
        }
        Ok(())
    }
}

/// The name of the column with the spread of the values behind an aggregate.
fn spread_of(
    into: &str,
    spread: Agg,
    aggs: &mut Vec<Aggregate>,
    warnings: &mut Warnings,
) -> Result<String> {
    let made = aggs.iter().find(|agg| agg.into == into);
    let Some((column, agg)) = made.and_then(|a| Some((a.column.clone()?, a.agg))) else {
        return Err(Error::spread_of_rows(&spread.name()));
    };
    match (spread, agg) {
        (_, Agg::Mean) | (Agg::Std, Agg::Median) => {}
        (Agg::Std, _) => warnings.note(format!(
            "std is the spread of the values of {column}, not of their {}",
            agg.name()
        )),
        _ => return Err(Error::spread_of_no_mean(&spread.name(), &agg.name())),
    }
    let name = format!("{column}_{}", spread.name());
    let there = |a: &Aggregate| a.agg == spread && a.column.as_ref() == Some(&column);
    if let Some(known) = aggs.iter().find(|a| there(a) && a.into == name) {
        return Ok(known.into.clone());
    }
    aggs.push(Aggregate { column: Some(column), agg: spread, into: name.clone() });
    Ok(name)
}
