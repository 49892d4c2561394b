//! Transforms of small tables, and what is said when they cannot be done.

mod expression;
mod order;
mod statistic;

use polars::prelude::*;
use vizcli::data::Table;
use vizcli::error::{Error, ErrorKind, Result};
use vizcli::spec::{Agg, Aggregate, Bin, BinHeight, BinRule, Group, Transform};
use vizcli::transform::apply;
use vizcli::warn::{Level, Warnings};

fn table() -> Table {
    let times = ["2013-12-31T23:59:59", "2014-01-01T00:00:00", "2014-01-31T12:00:00"];
    let times: Vec<Option<&str>> =
        times.into_iter().map(Some).chain([Some("2014-02-01T00:00:00"), None]).collect();
    let frame = df!(
        "year" => [1928i64, 1929, 1930, 1930, 1931],
        "state" => [Some("Texas"), Some("Ohio"), Some("Texas"), None, Some("Maine")],
        "cases" => [Some(1.5), None, Some(0.0), Some(-2.0), Some(4.0)],
        "flag" => [true, false, true, false, true],
        "per 100k" => [1.0, 2.0, 3.0, 4.0, 5.0],
        "time" => times,
    )
    .unwrap();
    let milliseconds = DataType::Datetime(TimeUnit::Milliseconds, None);
    let frame = frame
        .lazy()
        .with_column(col("time").str().to_datetime(
            Some(TimeUnit::Milliseconds),
            None,
            StrptimeOptions { format: Some("%Y-%m-%dT%H:%M:%S".into()), ..Default::default() },
            lit("raise"),
        ))
        .with_column(col("time").cast(DataType::Date).alias("date"))
        .with_column(col("time").cast(milliseconds))
        .with_column(
            col("time")
                .dt()
                .replace_time_zone(
                    Some(TimeZone::opt_try_new(Some("Europe/Paris")).unwrap().unwrap()),
                    lit("raise"),
                    NonExistent::Raise,
                )
                .alias("zoned"),
        )
        .collect()
        .unwrap();
    Table::from_frame(frame, "small.csv")
}

fn done(table: &Table, transform: &Transform) -> Result<Table> {
    apply(table, transform, &mut Warnings::default())
}

/// The years that are left.
fn years(table: &Table, transform: &Transform) -> Result<Vec<i64>> {
    let frame = done(table, transform)?.collect(&["year"])?;
    Ok(frame.column("year").unwrap().i64().unwrap().iter().flatten().collect())
}

fn sel(column: &str, text: &str) -> Transform {
    let part = |s: &str| (!s.is_empty()).then(|| s.to_owned());
    let (value, to, range) = match text.split_once("..") {
        Some((from, to)) => (part(from), part(to), true),
        None => (Some(text.to_owned()), None, false),
    };
    Transform::Sel { column: column.into(), value, to, range }
}

fn said(error: &Error) -> (ErrorKind, &str) {
    (error.kind, error.hint.as_deref().unwrap_or(""))
}

#[test]
fn sel_takes_values_and_ranges_of_any_type() {
    let table = table();
    for (column, text, left) in [
        ("year", "1930", &[1930, 1930][..]),
        ("year", "1929..1930", &[1929, 1930, 1930]),
        ("year", "..1928", &[1928]),
        ("year", "1930.5..", &[1931]),
        ("state", "Texas", &[1928, 1930]),
        ("state", "Maine..Ohio", &[1929, 1931]),
        ("flag", "false", &[1929, 1930]),
        ("cases", "-2", &[1930]),
        ("time", "2014", &[1929, 1930, 1930]),
        ("time", "2014-01", &[1929, 1930]),
        ("time", "2014-01-31", &[1930]),
        ("time", "2014-01-31T12:00:00", &[1930]),
        ("time", "2013-12..2014-01", &[1928, 1929, 1930]),
        ("time", "..2013", &[1928]),
        ("date", "2014-01", &[1929, 1930]),
        ("date", "2014-01-02..", &[1930, 1930]),
        ("zoned", "2014-01", &[1929, 1930]),
    ] {
        assert_eq!(years(&table, &sel(column, text)).unwrap(), left, "{column}={text}");
    }
}

#[test]
fn sel_names_what_there_is_instead() {
    let table = table();
    let error = years(&table, &sel("state", "Texs")).unwrap_err();
    assert_eq!(said(&error), (ErrorKind::Empty, "did you mean state=Texas?"));
    let error = years(&table, &sel("state", "Bavaria")).unwrap_err();
    assert_eq!(said(&error), (ErrorKind::Empty, "state is one of Maine, Ohio and Texas"));
    let error = years(&table, &sel("year", "2000..2010")).unwrap_err();
    assert_eq!(error.message, "no row has year=2000..2010");
    assert_eq!(said(&error), (ErrorKind::Empty, "year runs from 1928 to 1931"));
    let error = years(&table, &sel("time", "2015")).unwrap_err();
    assert!(said(&error).1.starts_with("time runs from 2013-12-31 23:59:59"), "{:?}", error.hint);
    let error = years(&table, &sel("year", "Texas")).unwrap_err();
    assert_eq!((error.kind, error.exit_code()), (ErrorKind::Type, 2));
    let error = years(&table, &sel("time", "yesterday")).unwrap_err();
    assert_eq!(error.kind, ErrorKind::Type);
    let error = years(&table, &sel("yaer", "1930")).unwrap_err();
    assert_eq!(said(&error), (ErrorKind::Column, "did you mean \"year\"?"));
}

fn group(keys: &[&str], aggs: &[(&str, Agg)]) -> Transform {
    let keys = keys.iter().map(|&k| k.into()).collect();
    let aggs = aggs
        .iter()
        .map(|&(column, agg)| {
            let into = format!("{column}_{}", agg.name());
            Aggregate { column: (!column.is_empty()).then(|| column.into()), agg, into }
        })
        .collect();
    Transform::Group(Group { keys, aggs, ..Group::default() })
}

#[test]
fn times_and_truths_are_aggregated_too() {
    let aggs = [
        ("time", Agg::Mean),
        ("time", Agg::Median),
        ("date", Agg::Max),
        ("zoned", Agg::First),
        ("date", Agg::Median),
        ("flag", Agg::Sum),
        ("flag", Agg::Any),
        ("flag", Agg::Mean),
        ("time", Agg::Nunique),
        ("", Agg::Size),
    ];
    let result = done(&table(), &group(&[], &aggs)).unwrap();
    let frame = result.collect(&result.schema().names()).unwrap();
    let row: Vec<String> = frame.columns().iter().map(|c| c.get(0).unwrap().to_string()).collect();
    assert_eq!(
        row,
        [
            "2014-01-16 08:59:59.750",
            "2014-01-16 06:00:00",
            "2014-02-01",
            "2013-12-31 23:59:59 CET",
            "2014-01-16 00:00:00",
            "3",
            "1",
            "0.6",
            "4",
            "5"
        ]
    );
}

#[test]
fn groups_say_what_they_cannot_do() {
    let table = table();
    for (transform, kind, message) in [
        (
            group(&["year"], &[("state", Agg::Sum)]),
            ErrorKind::Type,
            "sum needs numbers, and column \"state\" holds text values",
        ),
        (
            group(&["year"], &[("time", Agg::Sum)]),
            ErrorKind::Type,
            "sum needs numbers, and column \"time\" holds time values",
        ),
        (group(&["year"], &[("", Agg::Mean)]), ErrorKind::Usage, "mean of what? It needs a column"),
        (
            group(&["yaer"], &[("cases", Agg::Mean)]),
            ErrorKind::Column,
            "no column \"yaer\" in small.csv",
        ),
        (
            group(&["year"], &[("case", Agg::Mean)]),
            ErrorKind::Column,
            "no column \"case\" in small.csv",
        ),
        (group(&[], &[]), ErrorKind::Usage, "grouping needs at least one column"),
    ] {
        let error = done(&table, &transform).map(|_| ()).unwrap_err();
        assert_eq!((error.kind, error.message.as_str(), error.exit_code()), (kind, message, 2));
    }
}

#[test]
fn transforms_follow_each_other() {
    let chain = |state: &str| -> Result<Vec<Option<f64>>> {
        let steps = [
            sel("state", state),
            Transform::Derive { name: "double".into(), expr: "cases * 2".into() },
            sel("year", "1928..1930"),
            Transform::Where("double >= 0".into()),
            Transform::Sort { by: vec!["-year".into()] },
            group(&["state"], &[("double", Agg::Sum), ("year", Agg::First)]),
            Transform::Where("year_first > 1900".into()),
        ];
        let table = steps.iter().try_fold(table(), |table, step| done(&table, step))?;
        let frame = table.collect(&["double_sum"])?;
        Ok(frame.column("double_sum").unwrap().f64().unwrap().iter().collect())
    };
    assert_eq!(chain("Texas").unwrap(), [Some(3.0)]);
    let error = chain("Texass").unwrap_err();
    assert_eq!(said(&error), (ErrorKind::Empty, "did you mean state=Texas?"));
}

#[test]
fn nothing_to_add_is_noted() {
    let mut warnings = Warnings::default();
    apply(&table(), &group(&["year"], &[("cases", Agg::Sum)]), &mut warnings).unwrap();
    let notes: Vec<&str> = warnings.notices().iter().map(|n| n.message.as_str()).collect();
    let note = "cases is missing in all rows of 1 of 4 groups; its sum is 0 \
                (--min-count 1 makes a gap)";
    assert_eq!(notes, [note]);
}

#[test]
fn whole_numbers_do_not_wrap() {
    let frame = df!(
        "k" => ["a", "a", "b", "b"],
        "v" => [i64::MAX, i64::MAX, i64::MAX, -1],
        "u" => [u64::MAX, 0, 3, 1],
        "fits" => [i64::MAX, -i64::MAX, 1, 2],
    )
    .unwrap();
    let table = Table::from_frame(frame, "large.csv");
    let mut warnings = Warnings::default();
    let aggs = [("v", Agg::Sum), ("v", Agg::Prod), ("u", Agg::Sum), ("fits", Agg::Sum)];
    let result = apply(&table, &group(&["k"], &aggs), &mut warnings).unwrap();
    let frame = result.collect(&["v_sum", "v_prod", "u_sum", "fits_sum"]).unwrap();
    let floats = |name: &str| -> Vec<Option<f64>> {
        frame.column(name).unwrap().f64().unwrap().iter().collect()
    };
    let most = i64::MAX as f64;
    assert_eq!(floats("v_sum"), [Some(2.0 * most), Some(most)]);
    assert_eq!(floats("v_prod"), [Some(most * most), Some(-most)]);
    let sums: Vec<_> = frame.column("u_sum").unwrap().u64().unwrap().iter().collect();
    assert_eq!(sums, [Some(u64::MAX), Some(4)]);
    let sums: Vec<_> = frame.column("fits_sum").unwrap().i64().unwrap().iter().collect();
    assert_eq!(sums, [Some(0), Some(3)]);
    let notes: Vec<&str> = warnings.notices().iter().map(|n| n.message.as_str()).collect();
    let note = |what| {
        format!(
            "the {what} of v does not fit a whole number of 64 bits and is rounded to 16 digits"
        )
    };
    assert_eq!(notes, [note("sum"), note("product")]);
}

#[test]
fn rows_without_a_key_are_counted() {
    let mut warnings = Warnings::default();
    apply(&table(), &group(&["state", "time"], &[("cases", Agg::Mean)]), &mut warnings).unwrap();
    let bin = Bin { column: "year".into(), keys: vec!["state".into()], ..Bin::default() };
    apply(&table(), &Transform::Bin(bin), &mut warnings).unwrap();
    let said: Vec<_> = warnings.notices().iter().map(|n| (n.level, n.message.as_str())).collect();
    let words = [
        "2 of 5 rows have no state or no time and belong to no group",
        "1 of 5 rows has no state and belongs to no group",
    ];
    assert_eq!(said, words.map(|message| (Level::Warning, message)));
}

#[test]
fn rows_are_sorted_with_missing_last() {
    let sort = |by: &[&str]| Transform::Sort { by: by.iter().map(|&b| b.into()).collect() };
    let table = table();
    assert_eq!(years(&table, &sort(&["-year"])).unwrap(), [1931, 1930, 1930, 1929, 1928]);
    assert_eq!(years(&table, &sort(&["state", "-cases"])).unwrap(), [1931, 1929, 1928, 1930, 1930]);
    assert_eq!(years(&table, &sort(&["-cases"])).unwrap(), [1931, 1928, 1930, 1930, 1929]);
    assert_eq!(years(&table, &sort(&[])).unwrap(), [1928, 1929, 1930, 1930, 1931]);
    assert_eq!(years(&table, &sort(&["-yer"])).unwrap_err().kind, ErrorKind::Column);
}

#[test]
fn columns_become_rows() {
    let unpivot = |columns: &[&str]| Transform::Unpivot {
        columns: columns.iter().map(|&c| c.into()).collect(),
        keep: vec!["year".into()],
        name: "Variable".into(),
        value: "value".into(),
        beside: None,
    };
    let long = done(&table(), &unpivot(&["per 100k", "cases"])).unwrap();
    assert_eq!(long.schema().names(), ["year", "Variable", "value"]);
    let frame = long.collect(&["year", "Variable", "value"]).unwrap();
    assert_eq!(frame.height(), 10);
    let names = frame.column("Variable").unwrap().str().unwrap();
    assert_eq!((names.get(0), names.get(9)), (Some("per 100k"), Some("cases")));
    assert_eq!(frame.column("value").unwrap().f64().unwrap().get(5), Some(1.5));
    let mixed = done(&table(), &unpivot(&["cases", "state"])).map(|_| ()).unwrap_err();
    assert_eq!(mixed.kind, ErrorKind::Type);
    let whole = done(&table(), &unpivot(&["year", "cases"])).unwrap();
    assert_eq!(whole.types().unwrap().get("value"), Some(&DataType::Float64));
}

#[test]
fn keys_are_joined_and_rows_numbered() {
    let columns = vec!["state".into(), "year".into(), "time".into()];
    let joined = Transform::Join { columns, into: "key".into() };
    let frame = done(&table(), &joined).unwrap().collect(&["key"]).unwrap();
    let keys: Vec<_> = frame.column("key").unwrap().str().unwrap().iter().collect();
    assert_eq!(keys[0], Some("Texas, 1928, 2013-12-31 23:59:59"));
    assert_eq!(keys[3], None);
    let numbered = done(&table(), &Transform::RowNumber { into: "row".into() }).unwrap();
    let frame = numbered.collect(&["row"]).unwrap();
    let rows: Vec<_> = frame.column("row").unwrap().i64().unwrap().iter().flatten().collect();
    assert_eq!(rows, [0, 1, 2, 3, 4]);
    assert!(done(&table(), &Transform::RowNumber { into: "year".into() }).is_err());
}

#[test]
fn groups_share_their_bins() {
    let bin = Bin {
        column: "per 100k".into(),
        keys: vec!["flag".into()],
        rule: BinRule::Count(2),
        height: BinHeight::Share,
        cumulative: true,
        ..Bin::default()
    };
    let result = done(&table(), &Transform::Bin(bin)).unwrap();
    assert_eq!(result.schema().names(), ["flag", "left", "right", "share"]);
    let frame = result.collect(&["left", "share"]).unwrap();
    let numbers = |name: &str| -> Vec<f64> {
        frame.column(name).unwrap().f64().unwrap().iter().flatten().collect()
    };
    assert_eq!(numbers("left"), [1.0, 3.0, 1.0, 3.0]);
    // Groups come as they appear: true, then false.
    assert_eq!(numbers("share"), [1.0 / 3.0, 1.0, 0.5, 1.0]);
}

#[test]
fn bins_of_times_are_times_and_leave_outs_are_said() {
    let bin = Bin { column: "time".into(), ..Bin::default() };
    let result = done(&table(), &Transform::Bin(bin)).unwrap();
    let milliseconds = DataType::Datetime(TimeUnit::Milliseconds, None);
    assert_eq!(result.types().unwrap().get("left"), Some(&milliseconds));
    let mut warnings = Warnings::default();
    let bin = Bin { column: "cases".into(), log: true, range: Some([1.0, 2.0]), ..Bin::default() };
    apply(&table(), &Transform::Bin(bin.clone()), &mut warnings).unwrap();
    let said: Vec<&str> = warnings.notices().iter().map(|n| n.message.as_str()).collect();
    assert_eq!(
        said,
        [
            "1 of 5 values of cases is missing",
            "2 values of cases left out: not positive",
            "1 value of cases left out: outside the bins",
        ]
    );
    for (bin, kind) in [
        (Bin { column: "state".into(), ..Bin::default() }, ErrorKind::Type),
        (Bin { rule: BinRule::Named("fdd".into()), ..bin.clone() }, ErrorKind::Usage),
        (Bin { rule: BinRule::Edges(vec![1.0, 1.0]), ..bin.clone() }, ErrorKind::Usage),
        (Bin { rule: BinRule::Count(2_000_000), ..bin.clone() }, ErrorKind::TooLarge),
        (Bin { range: Some([0.0, 1.0]), ..bin.clone() }, ErrorKind::Usage),
        (Bin { range: Some([8.0, 9.0]), ..bin.clone() }, ErrorKind::Empty),
    ] {
        assert_eq!(done(&table(), &Transform::Bin(bin)).map(|_| ()).unwrap_err().kind, kind);
    }
}
