//! Words in order, and windows far from now.

use polars::prelude::*;
use vizcli::data::{Columns, Table};
use vizcli::spec::{Agg, Channel, Transform, Window, Windowed};

use super::done;

#[test]
fn words_in_alphabetical_order() {
    let frame = df!("word" => [Some("pear"), None, Some("apple"), Some("pear")]).unwrap();
    let table = Table::from_frame(frame, "words");
    let step = Transform::Alphabetical { column: "word".into() };
    let frame = done(&table, &step).unwrap().collect(&["word"]).unwrap();
    let columns = Columns::from_frame(&frame, &[(Channel::Y, "word")], |_| true).unwrap();
    assert_eq!(columns.get(Channel::Y).unwrap().levels(), ["apple", "pear"]);
    assert_eq!(frame.height(), 4);
    assert_eq!(frame.column("word").unwrap().null_count(), 1);
}

#[test]
fn windows_of_time_before_and_after_nanoseconds() {
    // The first days of the years 1500, 1501, 2020 and 2400, as pandas rolls them.
    let days: Vec<i32> = vec![-171_663, -171_298, 18_262, 157_054];
    let frame = df!("t" => days, "y" => [1.0, 2.0, 3.0, 4.0]).unwrap();
    let frame = frame.lazy().with_column(col("t").cast(DataType::Date)).collect().unwrap();
    let table = Table::from_frame(frame, "centuries");
    let rolled = |span: &str, center| {
        let window = Window::Rolling { span: span.into(), agg: Agg::Sum };
        let step = Transform::Window(Windowed {
            columns: vec!["y".into()],
            keys: Vec::new(),
            time: Some("t".into()),
            window,
            min_periods: None,
            center,
            periods: None,
        });
        let frame = done(&table, &step).unwrap().collect(&["y"]).unwrap();
        frame.column("y").unwrap().f64().unwrap().iter().flatten().collect::<Vec<_>>()
    };
    assert_eq!(rolled("7D", false), [1.0, 2.0, 3.0, 4.0]);
    assert_eq!(rolled("400D", false), [1.0, 3.0, 3.0, 4.0]);
    assert_eq!(rolled("800D", true), [3.0, 3.0, 3.0, 4.0]);
}
