//! Conditions and derived columns.

use vizcli::error::ErrorKind;
use vizcli::spec::Transform;

use super::{done, said, table, years};

#[test]
fn where_keeps_what_is_true() {
    let table = table();
    for (text, left) in [
        ("year >= 1930 and state in ('Texas','Ohio')", &[1930][..]),
        ("year == 1929", &[1929]),
        ("cases > 0", &[1928, 1931]),
        ("not cases > 0", &[1930, 1930]),
        ("cases is null", &[1929]),
        ("state like 'T%' or state = 'Ohio'", &[1928, 1929, 1930]),
        ("year between 1929 and 1930 and not flag", &[1929, 1930]),
        ("state != 'Texas'", &[1929, 1931]),
        ("\"per 100k\" > 3.5", &[1930, 1931]),
        ("case when state = 'Ohio' then true else year = 1931 end", &[1929, 1931]),
        ("abs(cases) >= 2 and length(state) = 5", &[1931]),
        ("time >= '2014-01-31'", &[1930, 1930]),
        ("'2014-01-01' > time", &[1928]),
        ("time between '2014' and '2014-01-31T12:00'", &[1929, 1930]),
        ("date = '2014-01-31'", &[1930]),
        ("date < '2014-01-01T12:00'", &[1928, 1929]),
        ("date in ('2013-12-31', '2014-02-01')", &[1928, 1930]),
        ("time not in ('2014-01-01', '2014-02-01')", &[1928, 1930]),
        ("zoned < '2014-01-01'", &[1928]),
        ("zoned in ('2014-01-01')", &[1929]),
        ("date = date '2014-01-31'", &[1930]),
        ("cases > avg(cases)", &[1928, 1931]),
        ("extract(year from date) = 2013", &[1928]),
        ("extract(month from time) = 2", &[1930]),
    ] {
        let kept = years(&table, &Transform::Where(text.into()));
        assert_eq!(kept.map_err(|e| e.to_string()), Ok(left.to_vec()), "{text}");
    }
}

#[test]
fn where_says_what_is_wrong() {
    let table = table();
    for (text, kind, hint) in [
        ("log(cases) > 1", ErrorKind::Expression, "write ln(x) for the natural logarithm"),
        ("sqr(cases) > 1", ErrorKind::Expression, "did you mean sqrt(...)?"),
        ("yaer > 5", ErrorKind::Column, "did you mean \"year\"?"),
        ("state = \"Bavaria\"", ErrorKind::Column, "text stands in single quotes: 'Bavaria'"),
        ("year > 1930 && flag", ErrorKind::Expression, "write `and`"),
        ("per 100k > 3", ErrorKind::Expression, "put double quotes around \"per 100k\""),
        ("state = 'Texas", ErrorKind::Expression, "a quote is not closed"),
        ("year >", ErrorKind::Expression, "this is SQL"),
        ("", ErrorKind::Expression, "this is SQL"),
        ("state > 5", ErrorKind::Expression, "this is SQL"),
        ("frobnicate(year) > 5", ErrorKind::Expression, "functions are abs, cbrt"),
        ("year(date) = 2013", ErrorKind::Expression, "write extract(year from COLUMN)"),
        ("log(array_agg(cases)) > 1", ErrorKind::Expression, "write ln(x)"),
        ("array_agg(cases)", ErrorKind::Expression, "this is SQL"),
        ("year in (select 1)", ErrorKind::Expression, "this is SQL"),
        ("year + 1", ErrorKind::Type, "compare it with something"),
    ] {
        let error = done(&table, &Transform::Where(text.into())).map(|_| ()).unwrap_err();
        let (is, says) = said(&error);
        assert!(is == kind && says.starts_with(hint), "{text}: {is:?}, {error}, {says}");
        assert_eq!(error.exit_code(), 2);
    }
}

#[test]
fn derive_adds_a_column() {
    let derive =
        |name: &str, expr: &str| Transform::Derive { name: name.into(), expr: expr.into() };
    let rate = done(&table(), &derive("rate", "cases / \"per 100k\" * 100")).unwrap();
    let frame = rate.collect(&["rate"]).unwrap();
    let values: Vec<Option<f64>> = frame.column("rate").unwrap().f64().unwrap().iter().collect();
    assert_eq!(values, [Some(150.0), None, Some(0.0), Some(-50.0), Some(80.0)]);
    let undefined = done(&table(), &derive("cases", "cases / cases")).unwrap();
    assert_eq!(undefined.collect(&["cases"]).unwrap().column("cases").unwrap().null_count(), 2);
    let names = undefined.schema().names().len();
    assert_eq!(names, table().schema().names().len());
}

/// polars answers what it cannot do, or what this build leaves out, with a panic now and then.
#[test]
fn no_function_panics() {
    let names = "bit_and bit_count bit_not bit_or bit_xor abs cbrt ceil div exp floor ln log log10 \
        log1p log2 mod pi pow round trunc sign sqrt cos cot sin tan cosd cotd sind tand acos asin \
        atan atan2 acosd asind atand atan2d degrees radians coalesce greatest if ifnull least \
        nullif date date_part strftime timestamp bit_length concat concat_ws ends_with initcap \
        left length lower ltrim normalize octet_length regexp_like replace reverse right \
        rtrim split_part starts_with string_to_array strpos strptime substr time upper avg corr \
        count covar_pop covar_samp first last max median min quantile_cont quantile_disc stdev \
        string_agg sum total var array_agg array_contains array_get array_length array_lower \
        array_mean array_reverse array_sum array_to_string array_unique array_upper unnest \
        dense_rank first_value last_value lag lead rank row_number columns";
    let arguments = [
        "",
        "year",
        "cases",
        "state",
        "time",
        "flag",
        "cases, 2",
        "state, 'a'",
        "state, 1, 2",
        "state, 'a', 'b'",
        "state, ',', 1",
        "'month', date",
        "array_agg(cases), 1",
        "string_to_array(state, 'a')",
        "cases > 1, cases, year",
        "cases) over (partition by state",
    ];
    let (mut panics, mut done_well) = (Vec::new(), 0);
    for name in names.split_whitespace() {
        for argument in arguments {
            let expr = format!("{name}({argument})");
            let derive = Transform::Derive { name: "new".into(), expr: expr.clone() };
            let table = table();
            let run = || done(&table, &derive)?.collect(&["new"]);
            match std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)) {
                Ok(result) => done_well += usize::from(result.is_ok()),
                Err(_) => panics.push(expr),
            }
        }
    }
    assert!(done_well > 200, "{done_well}");
    assert!(panics.is_empty(), "{panics:?}");
}
