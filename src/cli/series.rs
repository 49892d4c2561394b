//! Flags about time and order: bins of time, windows along series, rankings, tables turned.

use super::flag::{Flag, Given, Offer};
use crate::error::{Error, Result};
use crate::kind;
use crate::spec::{
    Agg, Channel, Decay, Encoding, Layer, Norm, Pivot, Rule, Side, Transform, Window,
};

/// What is made of the rows of every series.
pub(crate) static SERIES: &[Flag] = &[
    Flag::layer(
        "resample",
        "RULE",
        "Bins of time: 10min, h, D, W-MON, MS, ME, QS, YS, … as pandas; with --agg [default: mean]",
        |layer, given| {
            Rule::parse(&given.text()?)?;
            layer.steps.resample = Some(given.value.trim().to_owned());
            Ok(())
        },
    )
    .offer(Offer::Words(rules)),
    Flag::layer(
        "resample-closed",
        "left|right",
        "Which end of a --resample bin belongs to it",
        |layer, given| {
            layer.steps.closed = Some(side(given)?);
            Ok(())
        },
    )
    .offer(Offer::Words(sides)),
    Flag::layer(
        "resample-label",
        "left|right",
        "Which end of a --resample bin names it",
        |layer, given| {
            layer.steps.label = Some(side(given)?);
            Ok(())
        },
    )
    .offer(Offer::Words(sides)),
    Flag::layer(
        "rolling",
        "N|SPAN[,F]",
        "Along every series: of the last N rows or of a span (7D), the mean, sum, median, q90, …",
        |layer, given| {
            layer.steps.windows.push(rolling(given)?);
            Ok(())
        },
    ),
    Flag::layer(
        "expanding",
        "F",
        "Along every series: the mean, sum, max, … of all rows so far",
        |layer, given| {
            layer.steps.windows.push(Window::Expanding(function(&given.text()?)?));
            Ok(())
        },
    )
    .offer(Offer::Words(functions)),
    Flag::layer(
        "ewm",
        "span=N",
        "Exponentially weighted mean along every series: span=7, com=3, halflife=2 or alpha=0.5",
        |layer, given| {
            layer.steps.windows.push(Window::Ewm(decay(given)?));
            Ok(())
        },
    ),
    Flag::layer("cumsum", "", "Sums so far along every series", |layer, given| {
        switch(layer, given, Window::Cumsum)
    }),
    Flag::layer("cumprod", "", "Products so far along every series", |layer, given| {
        switch(layer, given, Window::Cumprod)
    }),
    Flag::layer("cummax", "", "The greatest so far along every series", |layer, given| {
        switch(layer, given, Window::Cummax)
    }),
    Flag::layer("cummin", "", "The least so far along every series", |layer, given| {
        switch(layer, given, Window::Cummin)
    }),
    Flag::layer("diff", "", "Differences to the row before, along every series", |layer, given| {
        switch(layer, given, Window::Diff)
    }),
    Flag::layer(
        "pct-change",
        "",
        "Changes since the row before as shares of it, along every series",
        |layer, given| switch(layer, given, Window::PctChange),
    ),
    Flag::layer(
        "periods",
        "N",
        "How many rows back --diff and --pct-change look [default: 1]",
        |layer, given| {
            layer.steps.periods = Some(given.count("a number of rows")?);
            Ok(())
        },
    ),
    Flag::layer(
        "min-periods",
        "N",
        "A window of fewer present values is missing [default: N of --rolling N, else 1]",
        |layer, given| {
            layer.steps.min_periods = Some(match given.value.trim() {
                "0" => 0,
                _ => given.count("a number of values")?,
            });
            Ok(())
        },
    ),
    Flag::layer(
        "rolling-center",
        "",
        "--rolling windows reach to both sides of their row",
        |layer, given| {
            layer.steps.center = given.on();
            Ok(())
        },
    ),
    Flag::layer(
        "normalize",
        "WORD",
        "Measure every series by its sum, max, first, zscore or minmax",
        |layer, given| {
            layer.steps.normalize = Some(norm(given)?);
            Ok(())
        },
    )
    .offer(Offer::Words(norms)),
    Flag::layer("head", "N", "The first N rows, after everything else", |layer, given| {
        layer.steps.head = Some(given.count("a number of rows")?);
        Ok(())
    })
    .alias(&["limit"]),
    Flag::layer(
        "top",
        "N",
        "Keep the N greatest series (categories without --by); the rest is \"other\"",
        |layer, given| {
            layer.steps.top = Some(given.count("a number of series")?);
            Ok(())
        },
    ),
    Flag::layer(
        "value-counts",
        "COL",
        "Draw how often each value of a column occurs, most frequent first",
        |layer, given| {
            layer.steps.value_counts = Some(given.text()?);
            Ok(())
        },
    )
    .offer(Offer::Columns),
    Flag::layer(
        "pivot",
        "INDEX,COLUMNS,VALUES",
        "Rows to columns, as pandas; --agg combines rows of one cell",
        |layer, given| {
            let [index, columns, values] = <[String; 3]>::try_from(given.names()?)
                .map_err(|_| given.bad("three columns: INDEX,COLUMNS,VALUES"))?;
            layer.transforms.push(Transform::Pivot(Pivot {
                index,
                columns,
                values,
                agg: None,
                min_count: None,
            }));
            Ok(())
        },
    )
    .offer(Offer::Columns),
    Flag::layer(
        "melt",
        "COL[,COL]",
        "Columns but these to rows of Variable and value",
        |layer, given| {
            layer.transforms.push(Transform::Melt { keep: given.names()? });
            Ok(())
        },
    )
    .offer(Offer::Columns),
];

#[expect(clippy::unnecessary_wraps, reason = "what a flag does may fail")]
fn switch(layer: &mut Layer, given: &Given<'_>, window: Window) -> Result<()> {
    layer.steps.windows.retain(|other| *other != window);
    if given.on() {
        layer.steps.windows.push(window);
    }
    Ok(())
}

fn rules() -> Vec<&'static str> {
    vec!["min", "10min", "h", "D", "W", "W-MON", "MS", "ME", "QS", "QE", "YS", "YE"]
}

fn sides() -> Vec<&'static str> {
    vec!["left", "right"]
}

fn side(given: &Given<'_>) -> Result<Side> {
    Ok(if given.choice(&sides())? == "left" { Side::Left } else { Side::Right })
}

const FUNCTIONS: [Agg; 8] =
    [Agg::Mean, Agg::Sum, Agg::Min, Agg::Max, Agg::Median, Agg::Std, Agg::Var, Agg::Count];

fn functions() -> Vec<&'static str> {
    vec!["mean", "sum", "min", "max", "median", "std", "var", "count", "q90"]
}

/// A function that windows have.
fn function(name: &str) -> Result<Agg> {
    let agg = Agg::parse(name)?;
    let known = FUNCTIONS.contains(&agg) || matches!(agg, Agg::Quantile(_));
    if known { Ok(agg) } else { Err(Error::not_of_windows(&agg.name())) }
}

fn rolling(given: &Given<'_>) -> Result<Window> {
    let (span, agg) = match given.value.split_once(',') {
        Some((span, name)) => (span.trim(), function(name)?),
        None => (given.value.trim(), Agg::Mean),
    };
    let rows = span.parse::<u32>().is_ok_and(|rows| rows > 0);
    let time = || Rule::parse(span).is_ok_and(|(rule, _)| rule.nanoseconds().is_some());
    if !rows && !time() {
        return Err(Error::not_a_span(span));
    }
    Ok(Window::Rolling { span: span.to_owned(), agg })
}

fn decay(given: &Given<'_>) -> Result<Decay> {
    const TAKES: &str = "span=N (from 1), com=N (from 0), halflife=N (above 0) or alpha=N (to 1)";
    let (name, number) = given.pair(TAKES)?;
    let number: f64 =
        number.parse().ok().filter(|n: &f64| n.is_finite()).ok_or_else(|| given.bad(TAKES))?;
    match name.to_lowercase().as_str() {
        "span" if number >= 1.0 => Ok(Decay::Span(number)),
        "com" if number >= 0.0 => Ok(Decay::Com(number)),
        "halflife" if number > 0.0 => Ok(Decay::Halflife(number)),
        "alpha" if number > 0.0 && number <= 1.0 => Ok(Decay::Alpha(number)),
        _ => Err(given.bad(TAKES)),
    }
}

fn norms() -> Vec<&'static str> {
    vec!["sum", "max", "first", "zscore", "minmax"]
}

fn norm(given: &Given<'_>) -> Result<Norm> {
    Ok(match given.choice(&norms())? {
        "sum" => Norm::Sum,
        "max" => Norm::Max,
        "first" => Norm::First,
        "zscore" => Norm::Zscore,
        _ => Norm::Minmax,
    })
}

/// What follows from several flags of one layer: a pivot takes the aggregate, and its index is x.
pub(crate) fn settle(layer: &mut Layer) -> Result<()> {
    let steps = &layer.steps;
    for (flag, given) in
        [("resample-closed", steps.closed.is_some()), ("resample-label", steps.label.is_some())]
    {
        if given && steps.resample.is_none() {
            return Err(Error::without(flag, "--resample"));
        }
    }
    let looks_back = |window: &Window| matches!(window, Window::Diff | Window::PctChange);
    if steps.periods.is_some() && !steps.windows.iter().any(looks_back) {
        return Err(Error::without("periods", "--diff or --pct-change"));
    }
    let rolls = |window: &Window| matches!(window, Window::Rolling { .. });
    if steps.center && !steps.windows.iter().any(rolls) {
        return Err(Error::without("rolling-center", "--rolling"));
    }
    if steps.min_periods.is_some() && steps.windows.iter().all(looks_back) {
        return Err(Error::without("min-periods", "--rolling, --expanding or --ewm"));
    }
    let pivot = layer.transforms.iter_mut().find_map(|step| match step {
        Transform::Pivot(pivot) => Some(pivot),
        _ => None,
    });
    let Some(pivot) = pivot else { return Ok(()) };
    pivot.agg = match layer.group.aggs.as_slice() {
        [] => None,
        [one] if one.column.as_ref().is_none_or(|column| *column == pivot.values) => Some(one.agg),
        _ => {
            let hint = format!("name one function, for {} alone", pivot.values);
            return Err(Error::not_together("--pivot", "several aggregates", &hint));
        }
    };
    pivot.min_count = layer.group.min_count.take();
    layer.group.aggs.clear();
    // A table has no x: the index is one of its columns.
    let on_x = |kind: &dyn kind::Kind| kind.channels().iter().any(|u| u.channel == Channel::X);
    if kind::find(&layer.kind).is_ok_and(|kind| !on_x(kind)) {
        return Ok(());
    }
    let x = layer.encodings.entry(Channel::X).or_default();
    if *x == Encoding::default() {
        *x = Encoding::field(&pivot.index);
    }
    Ok(())
}
