//! Statistics of groups: what the numbers of other programs do not cover.

use polars::prelude::*;
use vizcli::data::Table;
use vizcli::spec::statistic::{OFFSET, OFFSET2, PART};
use vizcli::spec::{At, Bivariate, Boxes, Density, Form, Hexbin, Levels, Strips, Transform};
use vizcli::transform::apply;
use vizcli::warn::Warnings;

fn result(table: &Table, step: &Transform) -> (DataFrame, Vec<String>) {
    let mut warnings = Warnings::default();
    let table = apply(table, step, &mut warnings).unwrap();
    let said = warnings.notices().iter().map(|n| n.message.clone()).collect();
    (table.collect(&table.schema().names()).unwrap(), said)
}

fn numbers(frame: &DataFrame, name: &str) -> Vec<f64> {
    let column = frame.column(name).unwrap().cast(&DataType::Float64).unwrap();
    column.f64().unwrap().iter().map(|v| v.unwrap_or(f64::NAN)).collect()
}

/// Two groups of values that differ, one of values that do not, one of none.
fn table() -> Table {
    let frame = df!(
        "g" => ["b", "b", "b", "b", "a", "a", "a", "c", "c", "d"],
        "h" => ["x", "y", "x", "y", "x", "y", "x", "x", "x", "y"],
        "v" => [Some(1.0), Some(2.0), Some(4.0), Some(8.0), Some(10.0), Some(30.0), Some(20.0),
                Some(5.0), Some(5.0), None],
        "w" => [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0]
    );
    Table::from_frame(frame.unwrap(), "values")
}

fn density(form: Form, at: At) -> Density {
    let (column, keys) = ("v".into(), vec!["g".into()]);
    Density { column, keys, form, at, cut: 3.0, into: "x".into(), ..Density::default() }
}

#[test]
fn parts_of_a_stack_have_one_area_together() {
    let (rows, said) = result(&table(), &Transform::Density(density(Form::Stack, At::Grid)));
    let (x, y) = (numbers(&rows, "x"), numbers(&rows, "density"));
    assert_eq!(x[..200], x[200..400]);
    let area: f64 = y.iter().sum::<f64>() * (x[1] - x[0]);
    // The group without a density is a share of two in nine, and said.
    assert!((area - 7.0 / 9.0).abs() < 2e-3, "{area}");
    assert!(said.iter().any(|s| s.ends_with("which has no density: c")), "{said:?}");
    assert!(said.iter().any(|s| s.ends_with("no value of v: d")), "{said:?}");
}

#[test]
fn the_widest_place_of_a_violin_is_its_slot() {
    let (rows, _) = result(&table(), &Transform::Density(density(Form::Violin, At::Grid)));
    let (edge, foot) = (numbers(&rows, OFFSET), numbers(&rows, OFFSET2));
    let greatest = |from: usize| edge[from..from + 100].iter().copied().fold(0.0, f64::max);
    assert_eq!((greatest(0), greatest(100)), (0.5, 0.5));
    assert!(edge.iter().zip(&foot).all(|(a, b)| *a == -*b));
    // Where there is one value only, a line stands for the violin.
    assert_eq!((rows.height(), edge[200], numbers(&rows, "x")[200]), (201, 0.5, 5.0));
    let (lines, _) = result(&table(), &Transform::Density(density(Form::Violin, At::Quartiles)));
    assert_eq!(numbers(&lines, PART), [0.0, 0.0, 1.0, 1.0, 2.0, 2.0, 3.0, 3.0]);
    assert_eq!(numbers(&lines, "x")[..4], [1.75, 1.75, 5.0, 5.0]);
}

#[test]
fn halves_lie_on_their_sides() {
    let keys = vec!["h".into()];
    let spec = Density { keys, ..density(Form::Halves("h".into()), At::Grid) };
    let (rows, _) = result(&table(), &Transform::Density(spec));
    let (edge, foot) = (numbers(&rows, OFFSET), numbers(&rows, OFFSET2));
    assert!(edge[..100].iter().all(|v| *v <= 0.0) && edge[100..].iter().all(|v| *v >= 0.0));
    assert!(foot.iter().all(|v| *v == 0.0));
    let three = density(Form::Halves("g".into()), At::Grid);
    let failed = apply(&table(), &Transform::Density(three), &mut Warnings::default());
    assert!(failed.err().unwrap().to_string().starts_with("--split needs two values of g"));
}

#[test]
fn strips_begin_with_the_first() {
    let strips = Strips { column: "w".into(), of: "h".into(), overlap: 2.0 };
    let (rows, _) = result(&table(), &Transform::Strips(strips));
    assert_eq!(numbers(&rows, "w"), [1.0, 3.0, 5.0, 7.0, 8.0, 9.0, 2.0, 4.0, 6.0, 10.0]);
    // The least is a tenth of the greatest: strips stand on zero.
    let edges = numbers(&rows, OFFSET);
    assert_eq!((edges[9], edges[8]), (1.5, 0.7));
    let form = Form::Strips { of: "g".into(), overlap: 1.5 };
    let (rows, _) = result(&table(), &Transform::Density(density(form, At::Grid)));
    let most = numbers(&rows, OFFSET).iter().copied().fold(0.0, f64::max);
    assert_eq!((most, numbers(&rows, OFFSET2)[0]), (1.0, -0.5));
}

#[test]
fn outliers_are_values_beyond_the_whiskers() {
    let boxes = Boxes { column: "v".into(), keys: vec![], whis: 1.0, outliers: false };
    let (rows, said) = result(&table(), &Transform::Boxes(boxes.clone()));
    assert_eq!((numbers(&rows, "q3"), numbers(&rows, "high")), (vec![10.0], vec![10.0]));
    assert_eq!(said, ["1 of 10 values of v is missing"]);
    let outliers = Boxes { outliers: true, ..boxes };
    assert_eq!(numbers(&result(&table(), &Transform::Boxes(outliers)).0, "value"), [30.0, 20.0]);
}

#[test]
fn panels_have_the_same_hexagons() {
    let columns = ["v".into(), "w".into()];
    let spec = Hexbin { columns, grid: [2, 1], ..Hexbin::default() };
    let (all, _) = result(&table(), &Transform::Hexbin(spec.clone()));
    let by = Hexbin { keys: vec!["h".into()], ..spec };
    let (some, _) = result(&table(), &Transform::Hexbin(by.clone()));
    let whole = numbers(&all, "x");
    assert!(numbers(&some, "x").iter().all(|x| whole.contains(x)));
    assert_eq!(numbers(&some, "count").iter().sum::<f64>(), 9.0);
    let least = Hexbin { least: 2, value: Some("w".into()), ..by };
    let (few, said) = result(&table(), &Transform::Hexbin(least));
    assert!(few.height() < some.height() && said.iter().any(|s| s.contains("fewer than 2 rows")));
}

#[test]
fn regions_of_a_density_are_rings() {
    let columns = ["v".into(), "w".into()];
    let spec = Bivariate {
        columns,
        cut: 3.0,
        levels: Levels::Count(4),
        filled: true,
        ..Bivariate::default()
    };
    let (rows, _) = result(&table(), &Transform::Bivariate(spec));
    let (part, x, level) = (numbers(&rows, "part"), numbers(&rows, "x"), numbers(&rows, "density"));
    assert_eq!(x.first(), x.iter().zip(&part).take_while(|(_, p)| **p == 0.0).last().map(|p| p.0));
    assert!(level.is_sorted() && level[0] > 0.0);
}
